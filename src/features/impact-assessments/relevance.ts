import { isAimFor, type Aim, type Characteristic } from '#duty/characteristics.ts'
import type { Refused } from '#duty/refused.ts'

/**
 * How relevant something is to equality, by a house method: no Act gives one. Each characteristic is scored from 0 to 3 for scale, severity and
 * concern; the highest sum decides the level, and a severity of 3 is high whatever the rest. After the practice of the former equality
 * commissions; last checked 22 November 2026. A body may change the words and where the levels begin; a page always names the method as its own.
 */
export interface Method {
  readonly edition: string
  readonly name: string
  readonly scale: Scale
  readonly severity: Scale
  readonly concern: Scale
  /** Sums from which on something is of high and of medium relevance. A sum of 1 up to one less than `mediumFrom` is low. */
  readonly highFrom: number
  readonly mediumFrom: number
}

interface Scale { readonly asks: string; readonly steps: readonly [string, string, string, string] }

export const houseMethod: Method = {
  edition: 'house 2026-11', name: 'House method for relevance, November 2026',
  scale: { asks: 'How many people?', steps: ['Nobody, or no difference', 'A few', 'Many', 'Most who use it'] },
  severity: { asks: 'How much could it matter to them?', steps: ['Not at all', 'A little, and it can be put right', 'A lot, or for a long time', 'Their safety, home, care, income or rights'] },
  concern: { asks: 'How much evidence or public concern is there?', steps: ['None known', 'Some, not about us', 'Some, about us', 'Strong, or complaints and findings'] },
  highFrom: 7, mediumFrom: 4,
}

export const levels = ['high', 'medium', 'low', 'none'] as const
export type Level = (typeof levels)[number]
export const levelWords: Readonly<Record<Level, string>> = { high: 'High', medium: 'Medium', low: 'Low', none: 'Not relevant' }

export interface Score {
  readonly characteristic: Characteristic
  readonly scale: Step
  readonly severity: Step
  readonly concern: Step
  /** Which of the three aims it matters to, of those that apply to the characteristic. */
  readonly aims: readonly Aim[]
}
export type Step = 0 | 1 | 2 | 3

export interface Relevance {
  readonly id: string
  readonly undertaking: string
  readonly on: Temporal.PlainDate
  readonly method: Pick<Method, 'edition' | 'name' | 'highFrom' | 'mediumFrom'>
  readonly scores: readonly Score[]
  readonly level: Level
  /** In the officer's own words. “Not relevant” has to have one. */
  readonly reason: string
  readonly by: { readonly id: string; readonly name: string }
  /** By the departmental group: “not relevant” counts only once they have agreed. */
  readonly agreed: { readonly on: Temporal.PlainDate; readonly id: string; readonly name: string } | null
}

export const sumOf = (score: Score): number => score.scale + score.severity + score.concern

/** The level that the scores come to, with the characteristics that decided it. */
export function levelOf(scores: readonly Score[], method: Pick<Method, 'highFrom' | 'mediumFrom'>): { readonly level: Level; readonly because: readonly Characteristic[] } {
  const most = Math.max(0, ...scores.map(sumOf))
  const severe = scores.filter((score) => score.severity === 3).map((score) => score.characteristic)
  const highest = scores.filter((score) => most > 0 && sumOf(score) === most).map((score) => score.characteristic)
  if (severe.length > 0 || most >= method.highFrom) return { level: 'high', because: severe.length > 0 ? severe : highest }
  if (most >= method.mediumFrom) return { level: 'medium', because: highest }
  return most > 0 ? { level: 'low', because: highest } : { level: 'none', because: [] }
}

/**
 * Assesses relevance. “Not relevant” needs a reason, and one that says why; an aim that the Act leaves out for a characteristic is refused.
 */
export function assessRelevance(asked: Pick<Relevance, 'id' | 'undertaking' | 'on' | 'scores' | 'reason' | 'by'>, method: Method): Relevance | Refused {
  for (const { characteristic, aims } of asked.scores) {
    if (aims.some((aim) => !isAimFor(characteristic, aim))) return { refused: 'Marriage and civil partnership comes under the first aim only: section 149(7) of the Equality Act leaves it out of the other two' }
  }
  const { level } = levelOf(asked.scores, method)
  if (level === 'none') {
    if (asked.reason.trim() === '') return { refused: 'Say why it is not relevant to equality: the departmental group will read your reason' }
    const same = whySameForAllIsNoReason(asked.reason)
    if (same !== null) return { refused: same }
  }
  const { edition, name, highFrom, mediumFrom } = method
  return { ...asked, method: { edition, name, highFrom, mediumFrom }, level, agreed: null }
}

/** Whoever agrees is somebody else than whoever assessed. */
export function agreeRelevance(relevance: Relevance, by: { readonly id: string; readonly name: string }, on: Temporal.PlainDate): Relevance | Refused {
  if (relevance.agreed !== null) return { refused: `${relevance.agreed.name} has agreed this already` }
  if (by.id === relevance.by.id) return { refused: 'Somebody other than the person who assessed it has to agree' }
  return { ...relevance, agreed: { on, ...by } }
}

/**
 * “It treats everyone the same” is not a reason: the same rule can put some people at a disadvantage (indirect discrimination, Equality Act 2010,
 * section 19), and advancing equality means meeting needs that differ (section 149(3)(b)). Gives a kind sentence that says so, or null for any other reason.
 */
export function whySameForAllIsNoReason(reason: string): string | null {
  const words = reason.toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' ').trim()
  if (words.length > 400 || !sameForAll.some((pattern) => pattern.test(words))) return null
  return 'Say more about who is affected. Treating everyone the same can still put some people at a disadvantage, and the duty asks us to think about needs that differ. If you have looked at who uses this and found no difference, say what you looked at'
}

const everyone = "(?:every ?one|every ?body|all (?:people|residents|staff|employees|users|service users|customers|groups|members|pupils|individuals)?|all|each person|people|residents|staff)"
const sameForAll: readonly RegExp[] = [
  new RegExp(`treats? ${everyone} ?(?:is |are )?(?:exactly )?(?:the same|equally|alike|in the same way|fairly)`),
  new RegExp(`${everyone} (?:is|are|will be|would be) (?:all )?(?:treated|affected|dealt with) (?:exactly )?(?:the same|equally|alike|in the same way)`),
  new RegExp(`(?:applies|apply|is applied|open|available|the same|affects?) (?:equally )?(?:to|for) ${everyone}(?: (?:equally|alike|the same|in the same way|regardless.*))?[.!]?$`),
  /(?:same|equal(?:ly)?) (?:for|to) (?:all|every ?one|every ?body)\b/,
  /^(?:it |this |the policy |the service )?(?:does not|doesn't|do not) (?:discriminate|differentiate)(?: against (?:any ?one|any ?body))?[.!]?$/,
  /^(?:no|not any|none)(?: (?:equality|equalities|negative|adverse|likely))* (?:impact|effect|relevance|issues?|implications?)[.!]?$/,
  /^(?:n\/?a|not applicable|not relevant|none|nil|no)[.!]?$/,
]
