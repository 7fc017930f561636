import type { Json } from '#database/canonical.ts'

/** One version of something public: its content is frozen, and its hash is in the ledger. Pure. */
export interface Edition {
  readonly address: string
  readonly version: number
  readonly room: string
  readonly thingId: string
  readonly title: string
  readonly content: Json
  /** SHA-256 of the content in canonical JSON, lower-case hexadecimal. */
  readonly sha256: string
  readonly letOut: LetOut
  /** Why there is a new version, in a sentence that readers see; empty for the first. */
  readonly note: string
  readonly publishedAt: Temporal.Instant
  readonly withdrawn: boolean
}

/** Nothing is public without a named person, or a stated rule that a named person set. */
export type LetOut = { readonly by: 'person'; readonly id: string; readonly name: string } | { readonly by: 'rule'; readonly rule: string }

export function letOutWords(letOut: LetOut): string {
  return letOut.by === 'person' ? `Approved by ${letOut.name}` : `Published by rule: ${letOut.rule}`
}
