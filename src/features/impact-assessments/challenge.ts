import { dayInLondon } from '#duty/dates.ts'
import type { Refused } from '#duty/refused.ts'

/**
 * Somebody outside the writing of an assessment says what is wrong with it: a group that was asked, a staff network, a resident. It is always answered,
 * by what was changed or by an explanation. The two together may be public.
 */
export interface Challenge {
  readonly id: string
  readonly assessment: string
  readonly from: ChallengeFrom
  /** A group or network by its name; a resident’s own name stays inside. */
  readonly name: string
  /** Where the answer is sent, where somebody wants one. */
  readonly email: string
  readonly words: string
  /** Whoever wrote it is content that it is shown with its answer, without a name of a person. */
  readonly mayBePublic: boolean
  readonly madeAt: Temporal.Instant
  readonly answer: { readonly kind: AnswerKind; readonly words: string; readonly by: string; readonly at: Temporal.Instant } | null
  readonly isPublic: boolean
  readonly version: number
}

export const challengeFrom = ['group', 'network', 'resident'] as const
export type ChallengeFrom = (typeof challengeFrom)[number]
export const answerKinds = ['changed', 'explained'] as const
export type AnswerKind = (typeof answerKinds)[number]

/** Our own promise, not the law’s: an answer within as many days as a publication has. */
export const daysToAnswer = 28

export function isLate(challenge: Challenge, today: Temporal.PlainDate): boolean {
  return challenge.answer === null && Temporal.PlainDate.compare(answerBy(challenge), today) < 0
}

export function answerBy({ madeAt }: Challenge): Temporal.PlainDate {
  return dayInLondon(madeAt).add({ days: daysToAnswer })
}

export function answerChallenge(challenge: Challenge, answer: { readonly kind: AnswerKind; readonly words: string }, asked: { readonly isPublic: boolean; readonly identifies: readonly string[] }, by: string, at: Temporal.Instant): Challenge | Refused {
  if (challenge.answer !== null) return { refused: 'It is answered already' }
  if (asked.isPublic && !challenge.mayBePublic) return { refused: 'Whoever wrote it does not want it to be public' }
  if (asked.isPublic && asked.identifies.length > 0) return { refused: `These words could identify somebody, so they cannot be public: ${asked.identifies.join('; ')}` }
  return { ...challenge, answer: { ...answer, by, at }, isPublic: asked.isPublic, version: challenge.version + 1 }
}

/** Who it is from, as anybody may read it. */
export const fromInPublic = ({ from, name }: Pick<Challenge, 'from' | 'name'>): string => from === 'resident' ? 'A resident' : name
