import { ClearedFigure, ReleaseProof, peopleIn } from './inside.ts'
import type { Count } from './count.ts'
import type { Policy } from './policy.ts'
import { withheld } from './shown.ts'
import type { Audience, Figure, Shown, Withheld } from './shown.ts'

export type { ReleaseProof } from './inside.ts'

/**
 * The one gate: from a `Count` to a figure that may be seen, or to one that is withheld. It refuses by default.
 *
 * A count is shown only if there is a policy, and a proof made under that policy's edition, and the proof has the count's own cell as published
 * with this very number. Anything else (no policy, no proof, another release's proof, a cell that the release does not have) is withheld,
 * with the same words as a small number, so that even a mistake tells nothing.
 */
export function gate(count: Count, policy?: Policy, proof?: ReleaseProof): Shown | Withheld {
  if (policy === undefined || proof === undefined || !ReleaseProof.is(proof)) return withheld
  if (proof.policy !== policy.edition || count.cell === null) return withheld
  const published = ReleaseProof.published(proof, count.cell)
  if (published === undefined || published === null) return withheld
  // The proof is of these very numbers; a rounded one is less than its base away.
  const [people, reach] = [peopleIn(count), policy.mode === 'round' ? Math.max(...Object.values(policy.roundTo)) : 1]
  if (Math.abs(published - people) >= reach) return withheld
  const value = policy.mode === 'withhold and round' ? Math.round(published / policy.roundTo.ordinary) * policy.roundTo.ordinary : published
  return new ClearedFigure({
    text: value.toLocaleString('en-GB'), value, base: null,
    on: count.on, source: count.source, definition: count.of, audience: policy.audience,
  })
}

/**
 * A figure computed from others (a share, ratio, mean, rank, grade, colour or sentence): withheld as soon as one that it comes from is not shown,
 * and its sum is never even started. It is cleared for the narrowest audience among them.
 *
 * @param from the shown figures that it comes from, each with a value
 * @param derive gets their values in the same order and returns the text and value, or a figure that says why there is none
 */
export function derived(
  from: readonly Figure[],
  about: { readonly definition: string, readonly base?: string },
  derive: (...values: readonly number[]) => { readonly text: string, readonly value: number | null } | Exclude<Figure, Shown>,
): Figure {
  const values: number[] = []
  let audience: Audience = 'public'
  let first: Shown | undefined
  for (const figure of from) {
    if (figure.state !== 'shown' || figure.value === null) return figure.state === 'absent' ? figure : withheld
    if (figure.audience === 'board') audience = 'board'
    first ??= figure
    values.push(figure.value)
  }
  if (first === undefined) return withheld
  const made = derive(...values)
  if ('state' in made) return made
  const sources = [...new Set(from.map((figure) => (figure.state === 'shown' ? figure.source : '')))].join('; ')
  return new ClearedFigure({ text: made.text, value: made.value, base: about.base ?? null, on: first.on, source: sources, definition: about.definition, audience })
}

/**
 * A share in per cent under the policy: whole numbers below a base of 200, one decimal from there, none below the policy's base.
 * Half goes away from zero, on the exact fraction.
 */
export function percentageOf(part: Figure, base: Figure, policy: Policy, about: { readonly definition: string, readonly base: string }): Figure {
  return derived([part, base], about, (x = 0, n = 0) => {
    if (n < policy.percentageBase) return { state: 'absent', symbol: '[u]', reason: 'There are too few people to give a percentage.' }
    const places = n < 200 ? 0 : 1
    const scale = 10 ** places
    const rounded = Math.floor((2 * 100 * scale * x + n) / (2 * n)) / scale
    return { text: `${rounded.toFixed(places)}%`, value: rounded }
  })
}

/** A figure that somebody else has already published (a census, another body's report), with the source that says so. */
export function citedFigure(cited: { readonly text: string, readonly value: number | null, readonly base?: string | null, readonly on: string, readonly source: string, readonly definition: string }): Shown {
  if (cited.source.trim() === '') throw new TypeError('A cited figure must name its source')
  return new ClearedFigure({ base: null, ...cited, audience: 'public' })
}

/**
 * A figure that an Act or regulations require to be published however small the groups are (the gender pay gap measures).
 * @param law the provision: "S.I. 2017/353, Schedule 1, paragraph 2(1)(a)"
 */
export function statutoryFigure(law: string, figure: { readonly text: string, readonly value: number | null, readonly base?: string | null, readonly on: string, readonly source: string, readonly definition: string }): Shown {
  if (law.trim() === '') throw new TypeError('A statutory figure must name the law that requires it')
  return new ClearedFigure({ base: null, ...figure, source: `${figure.source} (${law})`, audience: 'public' })
}

/** What an authorised analyst sees of a count: exact, and of a kind that nothing but an analyst's page accepts. */
export interface SeenByAnalyst {
  readonly state: 'restricted'
  readonly text: string
  readonly value: number
  readonly of: string
}

/** @param because why this person may see it (role and purpose): it goes into the ledger beside the read */
export function seenByAnalyst(count: Count, because: string): SeenByAnalyst {
  if (because.trim() === '') throw new TypeError('Say why the analyst may see this count')
  const people = peopleIn(count)
  return { state: 'restricted', text: people.toLocaleString('en-GB'), value: people, of: count.of }
}
