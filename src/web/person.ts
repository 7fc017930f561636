import type { Grant } from '#duty/roles.ts'

/** Someone signed in. What they may do is decided in each room's `access.ts`, never here. */
export interface Person {
  readonly id: string
  readonly organisation: string
  readonly name: string
  readonly email: string
  readonly grants: readonly Grant[]
  /** The id of the session that this is asked in; absent for a person who is only spoken of. Never the token. */
  readonly session?: string
}
