import type { Audience } from './inside.ts'

/**
 * What a body shows to whom: values, not code. Each is an edition with its source and the day it was last checked,
 * and a release remembers the edition that it was made under.
 */
export interface Policy {
  readonly id: 'public' | 'board' | 'rounded' | 'nhs-style'
  /** A change of any value is a new edition. */
  readonly edition: string
  readonly name: string
  readonly audience: Audience
  /** Counts of 1 up to one less than this are small. */
  readonly threshold: Readonly<Record<Sensitivity, number>>
  /** A category that holds everyone in a unit of fewer people than this tells something of each of them. */
  readonly groupDisclosureBelow: number
  /** How numbers are protected: some withheld and the rest exact; some withheld and the rest rounded; or all rounded so that they still add up. */
  readonly mode: 'withhold' | 'withhold and round' | 'round'
  /** The multiples that numbers are rounded to. In `round` no less than the threshold, or nothing would be protected. */
  readonly roundTo: Readonly<Record<Sensitivity, number>>
  /** Rounding is offered as the other way when more than this share of the cells would be withheld. */
  readonly offerRoundingAbove: number
  /** No percentage of a smaller base. */
  readonly percentageBase: number
  /** No survey result of fewer respondents. */
  readonly surveyMinimum: number
  /** No pay statistic of fewer people on either side. */
  readonly payMinimum: number
  readonly source: string
  readonly lastChecked: string
}

/** How much harm it would do to be known. `sensitive` breakdowns have the higher threshold. */
export type Sensitivity = 'ordinary' | 'sensitive'

/** What is counted as sensitive, in the codes of `#duty/characteristics.ts` and of events about people. */
export const sensitiveSubjects = ['gender_reassignment', 'sexual_orientation', 'religion_belief', 'discipline', 'grievance', 'hate incidents'] as const

export function sensitivityOf(subject: string): Sensitivity {
  return sensitiveSubjects.some((each) => each === subject) ? 'sensitive' : 'ordinary'
}

/** The threshold for a table: that of its most sensitive breakdown. */
export function thresholdFor(policy: Policy, subjects: readonly string[]): number {
  return policy.threshold[subjects.some((subject) => sensitivityOf(subject) === 'sensitive') ? 'sensitive' : 'ordinary']
}

export const policies: { readonly [id in Policy['id']]: Policy } = {
  public: {
    id: 'public', edition: 'public 2026-11', name: 'For the public', audience: 'public',
    threshold: { ordinary: 5, sensitive: 10 }, groupDisclosureBelow: 20,
    mode: 'withhold', roundTo: { ordinary: 5, sensitive: 10 }, offerRoundingAbove: 0.15,
    percentageBase: 20, surveyMinimum: 10, payMinimum: 10,
    source: 'Body’s own policy, after ONS, Ofqual and the Handbook on Statistical Disclosure Control, second edition (2024)', lastChecked: '2026-11-22',
  },
  board: {
    id: 'board', edition: 'board 2026-11', name: 'For a board or committee in private', audience: 'board',
    threshold: { ordinary: 5, sensitive: 5 }, groupDisclosureBelow: 20,
    mode: 'withhold', roundTo: { ordinary: 5, sensitive: 10 }, offerRoundingAbove: 0.15,
    percentageBase: 20, surveyMinimum: 10, payMinimum: 10,
    source: 'Body’s own policy: board papers that stay in the room', lastChecked: '2026-11-22',
  },
  rounded: {
    id: 'rounded', edition: 'rounded 2026-11', name: 'For the public, all rounded', audience: 'public',
    threshold: { ordinary: 5, sensitive: 10 }, groupDisclosureBelow: 20,
    mode: 'round', roundTo: { ordinary: 5, sensitive: 10 }, offerRoundingAbove: 0,
    percentageBase: 20, surveyMinimum: 10, payMinimum: 10,
    source: 'Controlled rounding, where so much would be withheld that little is left', lastChecked: '2026-11-22',
  },
  'nhs-style': {
    id: 'nhs-style', edition: 'nhs-style 2026-11', name: 'For the public, as NHS hospital statistics are', audience: 'public',
    threshold: { ordinary: 8, sensitive: 10 }, groupDisclosureBelow: 20,
    mode: 'withhold and round', roundTo: { ordinary: 5, sensitive: 5 }, offerRoundingAbove: 0,
    percentageBase: 20, surveyMinimum: 10, payMinimum: 10,
    source: 'NHS Digital, Hospital Episode Statistics disclosure rule: 1 to 7 hidden, others rounded to 5', lastChecked: '2026-11-22',
  },
}

/**
 * The restricted view: authorised analysts see exact counts, every read is in the ledger, and nothing that they see this way can be published:
 * `seenByAnalyst` in gate.ts gives a kind of figure that no chart, export or public page accepts.
 */
export const analystView = {
  id: 'analyst', edition: 'analyst 2026-11', name: 'For authorised analysts only', payMinimum: 2,
  source: 'Body’s own policy', lastChecked: '2026-11-22',
} as const
