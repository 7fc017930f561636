/** How many people it takes until something is public: two, unless the body has said why one is enough. Pure. */
import type { Refused } from '#duty/refused.ts'
import type { Hand } from './edition.ts'

export type Approval =
  | { readonly people: 2 }
  | { readonly people: 1; readonly because: string; readonly by: Hand; readonly at: Temporal.Instant }

/** What holds until a body says something else. */
export const twoPeople: Approval = { people: 2 }

/** One person is enough where a body is so small that nobody else can approve; the reason is public beside each thing that went out so. */
export function choose(people: 1 | 2, because: string | null, by: Hand, now: Temporal.Instant): Approval | Refused {
  if (people === 2) return twoPeople
  return because === null ? { refused: 'Enter why one person is enough. Readers will see it' } : { people: 1, because, by, at: now }
}
