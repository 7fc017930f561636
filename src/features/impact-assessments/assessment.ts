import type { Refused } from '#duty/refused.ts'
import { sectionCodes, type SectionCode } from './content.ts'

/**
 * A full assessment on its way: written, scrutinised by the departmental group, agreed, signed, decided upon, published, reviewed. What was sent or signed
 * is frozen as a version. Who did each step is part of the record, because they must be different people.
 */
export interface Assessment {
  readonly id: string
  /** "EIA/2026/014". */
  readonly reference: string
  readonly title: string
  readonly undertaking: string | null
  readonly department: string | null
  readonly lead: Somebody
  readonly authors: readonly Somebody[]
  /** Everybody who has ever written in it, also who is no author any more: none of them scrutinises or signs it. */
  readonly wrote: readonly Somebody[]
  readonly stage: Stage
  /** How many times it has been sent to scrutiny. */
  readonly round: number
  /** The round after which it was opened again, or 0: no verdict of that round or an earlier one stands any more. */
  readonly openedAgainAfter: number
  /** Who decides: "Cabinet", "Director of Adults and Communities". */
  readonly decisionMaker: string
  readonly decisionDue: Temporal.PlainDate | null
  readonly budgetRound: string
  readonly startedOn: Temporal.PlainDate
  readonly sent: Step | null
  readonly agreed: Step | null
  readonly signed: Step | null
  readonly decision: Decision | null
  /** Decisions on what was proposed before, when the assessment was opened again for a proposal that had changed. */
  readonly earlier: readonly Decision[]
  readonly publishedOn: Temporal.PlainDate | null
  readonly reviewOn: Temporal.PlainDate | null
  /** The newest review. */
  readonly reviewed: Review | null
  /** Those before it, the first first: none is ever written over. */
  readonly earlierReviews: readonly Review[]
  readonly ended: { readonly on: Temporal.PlainDate; readonly because: string } | null
  /** What was said with a step, the first first. */
  readonly remarks: readonly Remark[]
  readonly version: number
}

export interface Somebody { readonly id: string; readonly name: string }
/** Words that went with a step, and stay: to the group when it was sent, or why it was opened again. `round` is the last one that it had been sent in then. */
export interface Remark { readonly with: 'sent' | 'opened again'; readonly round: number; readonly by: Somebody; readonly on: Temporal.PlainDate; readonly words: string }
export interface Step { readonly by: Somebody; readonly on: Temporal.PlainDate }
export interface Decision {
  readonly on: Temporal.PlainDate
  readonly by: string
  readonly decided: string
  /** Where it is minuted. */
  readonly minute: string
  /** The frozen version that those who decided had. */
  readonly had: number | null
  /** True for ever where the assessment was signed only after the decision, in public too. */
  readonly assessedAfter: boolean
}

/** What was found when it was looked at again, on what day and by whom. `by` is null where that was not kept. */
export interface Review { readonly on: Temporal.PlainDate; readonly by: Reviewer | null; readonly found: string; readonly known: readonly KnownOutcome[] }
/** With the post that they had then: the public reads the post and never the name. */
export interface Reviewer extends Somebody { readonly post: string }

/** What was predicted beside what came, by one indicator, as it stood on the day of the review; and the reviewer’s judgement in words. */
export interface KnownOutcome { readonly group: string; readonly title: string; readonly expected: string; readonly decided: string; readonly now: string; readonly target: string; readonly judged: Judged; readonly words: string }
export const judgements = ['as expected', 'better', 'worse', 'cannot be told'] as const
export type Judged = (typeof judgements)[number]

export const stages = ['drafting', 'in scrutiny', 'agreed', 'signed off', 'published', 'reviewed', 'ended'] as const
export type Stage = (typeof stages)[number]

export const isAuthor = (assessment: Assessment, person: string): boolean => assessment.lead.id === person || assessment.authors.some((each) => each.id === person)

/** Has this person had a hand in its words? An author may be taken off the list, and whoever looks after all assessments may mend one: they wrote it all the same. */
export const hasWritten = (assessment: Assessment, person: string): boolean => isAuthor(assessment, person) || assessment.wrote.some((each) => each.id === person)

/** Why a version was kept, by the steps that keep one themselves: what was sent and what was signed is found by exactly these words. */
export const sentWhy = (round: number): string => `Sent to the departmental group, round ${round}`
export const signedWhy = 'Signed, for those who decide'

/** Sends it to the departmental group. What blocks has to be mended first; advice does not block. */
export function sendToScrutiny(assessment: Assessment, blocks: readonly string[], by: Somebody, on: Temporal.PlainDate, note = ''): Assessment | Refused {
  if (assessment.stage !== 'drafting') return { refused: 'It is not being written now' }
  if (!isAuthor(assessment, by.id)) return { refused: 'Only its authors send it to the departmental group' }
  if (blocks.length > 0) return { refused: blocks.length === 1 ? `One thing has to be mended first: ${blocks[0]}` : `${blocks.length} things have to be mended first. They are in the list of checks` }
  const round = assessment.round + 1
  return { ...assessment, stage: 'in scrutiny', round, sent: { by, on }, agreed: null, signed: null, remarks: note === '' ? assessment.remarks : [...assessment.remarks, { with: 'sent', round, by, on, words: note }], version: assessment.version + 1 }
}

export const verdicts = ['agreed', 'agreed with a comment', 'to be changed'] as const
export type VerdictKind = (typeof verdicts)[number]
export interface Verdict {
  readonly section: SectionCode
  readonly round: number
  readonly verdict: VerdictKind
  readonly comment: string
  readonly by: Somebody
  readonly at: Temporal.Instant
  readonly reply: string
  readonly repliedBy: string
}
/** Whoever has an interest in what is proposed says so, and does not scrutinise it. */
export interface Interest { readonly person: string; readonly name: string; readonly interest: string }

export function mayGiveVerdict(assessment: Assessment, interests: readonly Interest[], by: Somebody): Refused | null {
  if (assessment.stage !== 'in scrutiny') return { refused: 'It is not in scrutiny now' }
  if (hasWritten(assessment, by.id)) return { refused: 'Someone who has not written in this must scrutinise it' }
  if (interests.some((each) => each.person === by.id)) return { refused: 'You declared an interest in this, so others scrutinise it' }
  return null
}

const isFree = (assessment: Assessment, interests: readonly Interest[], person: string): boolean => !hasWritten(assessment, person) && !interests.some((each) => each.person === person)

/** The latest verdict of this round on each section. */
export function newestVerdicts(verdicts: readonly Verdict[], round: number): ReadonlyMap<SectionCode, Verdict> {
  return new Map(verdicts.filter((each) => each.round === round).sort((a, b) => Temporal.Instant.compare(a.at, b.at)).map((each) => [each.section, each]))
}

/** Does a section still say what it said when it was sent to the group in this round? */
export type IsAsItWas = (section: SectionCode, round: number) => boolean

/**
 * The verdict that stands on each section: of this round, or of an earlier one where the section is as it was then, so that a second round is about what changed.
 * What was to be changed and was not has to be looked at again, and so has everything once the assessment was opened again. What somebody said who has
 * written in it since, or declared an interest since, stands no more.
 */
export function standingVerdicts(assessment: Assessment, verdicts: readonly Verdict[], isAsItWas: IsAsItWas, interests: readonly Interest[]): ReadonlyMap<SectionCode, Verdict> {
  const { round, openedAgainAfter } = assessment
  const newest = verdicts.filter((each) => each.round > openedAgainAfter && isFree(assessment, interests, each.by.id)).sort((a, b) => a.round - b.round || Temporal.Instant.compare(a.at, b.at))
  return new Map([...new Map(newest.map((each) => [each.section, each])).values()].filter((each) => each.round === round || (each.verdict !== 'to be changed' && isAsItWas(each.section, each.round))).map((each) => [each.section, each]))
}

/** The group agrees: a verdict stands on every section, none is to be changed, and enough different people looked. */
export function agree(assessment: Assessment, verdicts: readonly Verdict[], isAsItWas: IsAsItWas, interests: readonly Interest[], quorum: number, by: Somebody, on: Temporal.PlainDate): Assessment | Refused {
  const refused = mayGiveVerdict(assessment, interests, by)
  if (refused) return refused
  const standing = standingVerdicts(assessment, verdicts, isAsItWas, interests)
  const without = sectionCodes.filter((section) => !standing.has(section))
  if (without.length > 0) return { refused: `${without.length === 1 ? 'One section has' : `${without.length} sections have`} no verdict yet` }
  if ([...standing.values()].some((each) => each.verdict === 'to be changed')) return { refused: 'A section is to be changed. Send the assessment back, or look at the section again' }
  const people = new Set([...standing.values(), ...verdicts.filter((each) => each.round === assessment.round && isFree(assessment, interests, each.by.id))].map((each) => each.by.id).concat(by.id))
  if (people.size < quorum) return { refused: `${quorum} people of the group have to have looked at it: so far ${people.size === 1 ? 'only one has' : `${people.size} have`}` }
  return { ...assessment, stage: 'agreed', agreed: { by, on }, version: assessment.version + 1 }
}

export function sendBack(assessment: Assessment, verdicts: readonly Verdict[], interests: readonly Interest[], by: Somebody): Assessment | Refused {
  const refused = mayGiveVerdict(assessment, interests, by)
  if (refused) return refused
  if (![...newestVerdicts(verdicts, assessment.round).values()].some((each) => each.verdict === 'to be changed')) return { refused: 'Say first which section is to be changed, and why' }
  return { ...assessment, stage: 'drafting', version: assessment.version + 1 }
}

/** Signed by somebody who neither wrote nor scrutinised it. */
export function signOff(assessment: Assessment, verdicts: readonly Verdict[], interests: readonly Interest[], by: Somebody, on: Temporal.PlainDate, reviewOn: Temporal.PlainDate): Assessment | Refused {
  if (assessment.stage !== 'agreed') return { refused: 'The departmental group has to agree it first' }
  if (hasWritten(assessment, by.id)) return { refused: 'Somebody who did not write it has to sign it' }
  if (interests.some((each) => each.person === by.id)) return { refused: 'You declared an interest in this, so somebody else signs it' }
  if (assessment.agreed?.by.id === by.id || verdicts.some((each) => each.round > assessment.openedAgainAfter && each.by.id === by.id)) return { refused: 'Somebody who did not scrutinise it has to sign it' }
  if (Temporal.PlainDate.compare(reviewOn, on) <= 0) return { refused: 'The review must be after today' }
  if (Temporal.PlainDate.compare(reviewOn, on.add({ years: 3 })) > 0) return { refused: 'The review must be within three years' }
  const decision = assessment.decision
  return {
    ...assessment, stage: 'signed off', signed: { by, on }, reviewOn, version: assessment.version + 1,
    ...(decision === null ? {} : { decision: { ...decision, assessedAfter: decision.assessedAfter || Temporal.PlainDate.compare(decision.on, on) < 0 } }),
  }
}

/** A decision is recorded as it was taken, also one that was taken before the assessment was signed: then that is said for ever. */
export function recordDecision(assessment: Assessment, asked: { readonly on: Temporal.PlainDate; readonly by: string; readonly decided: string; readonly minute: string; readonly had: number | null }, today: Temporal.PlainDate): Assessment | Refused {
  if (assessment.stage === 'ended') return { refused: 'This assessment has ended' }
  if (assessment.decision !== null) return { refused: 'A decision is recorded already. If it was wrong, add a correction to the minute' }
  if (Temporal.PlainDate.compare(asked.on, today) > 0) return { refused: 'The day of the decision must be today or in the past' }
  const assessedAfter = assessment.signed === null || Temporal.PlainDate.compare(asked.on, assessment.signed.on) < 0
  return { ...assessment, decision: { ...asked, assessedAfter }, version: assessment.version + 1 }
}

export function publish(assessment: Assessment, on: Temporal.PlainDate): Assessment | Refused {
  if (assessment.stage !== 'signed off' && assessment.stage !== 'published' && assessment.stage !== 'reviewed') return { refused: 'It has to be signed before it is published' }
  return { ...assessment, stage: assessment.stage === 'reviewed' ? 'reviewed' : 'published', publishedOn: publishedSinceSigned(assessment) ?? on, version: assessment.version + 1 }
}

/** Published again with a correction, it keeps the day on which it first could be read: the promise of 28 days is counted by that. */
export function publishedSinceSigned({ signed, publishedOn }: Pick<Assessment, 'signed' | 'publishedOn'>): Temporal.PlainDate | null {
  return signed !== null && publishedOn !== null && Temporal.PlainDate.compare(publishedOn, signed.on) >= 0 ? publishedOn : null
}

/** What really happened, beside what was expected. */
export function review(assessment: Assessment, found: string, next: Temporal.PlainDate | null, by: Reviewer, on: Temporal.PlainDate, known: readonly KnownOutcome[] = []): Assessment | Refused {
  if (assessment.signed === null || assessment.stage === 'ended') return { refused: 'Only an assessment that was signed is reviewed' }
  if (next !== null && Temporal.PlainDate.compare(next, on) <= 0) return { refused: 'The next review must be after today' }
  return { ...assessment, stage: 'reviewed', reviewed: { on, by, found, known }, earlierReviews: reviewsOf(assessment), reviewOn: next, version: assessment.version + 1 }
}

/** Every decision on it, the first first: as it is kept, or as the public reads it. */
export const decisionsOf = <Taken>({ decision, earlier = [] }: { readonly decision: Taken | null; readonly earlier?: readonly Taken[] }): readonly Taken[] => [...earlier, ...decision === null ? [] : [decision]]

/** Every review of it, the first first: as it is kept, or as the public reads it. */
export const reviewsOf = <Made>({ reviewed, earlierReviews = [] }: { readonly reviewed: Made | null; readonly earlierReviews?: readonly Made[] }): readonly Made[] => [...earlierReviews, ...reviewed === null ? [] : [reviewed]]

/** Was any decision on it taken before it was signed? That is said for ever, also after it was opened again. */
export const isCompletedAfter = (decided: Parameters<typeof decisionsOf<{ readonly assessedAfter: boolean }>>[0]): boolean => decisionsOf(decided).some((each) => each.assessedAfter)

/** The proposal changed: it is written again, and decided again. What was signed and decided stays as it was. */
export function reopen(assessment: Assessment, because: string, by: Somebody, on: Temporal.PlainDate): Assessment | Refused {
  if (!['agreed', 'signed off', 'published', 'reviewed'].includes(assessment.stage)) return { refused: 'It is open already, or has ended' }
  if (because.trim() === '') return { refused: 'Say why it is opened again' }
  const { decision } = assessment
  return { ...assessment, remarks: [...assessment.remarks, { with: 'opened again', round: assessment.round, by, on, words: because.trim() }], stage: 'drafting', openedAgainAfter: assessment.round, sent: null, agreed: null, signed: null, decision: null, earlier: decisionsOf(assessment), decisionDue: decision === null ? assessment.decisionDue : null, version: assessment.version + 1 }
}

export function end(assessment: Assessment, because: string, on: Temporal.PlainDate): Assessment | Refused {
  if (assessment.stage === 'ended') return { refused: 'It has ended already' }
  if (because.trim() === '') return { refused: 'Say why it ends' }
  return { ...assessment, stage: 'ended', ended: { on, because: because.trim() }, version: assessment.version + 1 }
}
