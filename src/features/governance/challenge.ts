/** A challenge from a group to a body, and what the body says to it: it answers or explains, and the group says what it thinks of that. Pure. */
import type { Refused } from '#duty/refused.ts'

export const answerKinds = ['accepts', 'accepts in part', 'explains'] as const
export type AnswerKind = (typeof answerKinds)[number]
export const answerWords: Record<AnswerKind, string> = { 'accepts': 'Accepts it, and says what will change', 'accepts in part': 'Accepts some of it', 'explains': 'Does not change anything, and explains why' }
export const challengeStates = ['waiting', 'answered', 'settled', 'not settled'] as const
export type ChallengeState = (typeof challengeStates)[number]

export interface Challenge {
  readonly id: string
  readonly reference: string
  readonly from: string
  readonly to: string
  /** A plan, an assessment, a report that another room knows by kind and id; only its title where it is none of them. */
  readonly about: { readonly kind: string; readonly id: string; readonly title: string }
  readonly words: string
  readonly asksFor: string
  readonly on: Temporal.PlainDate
  readonly answerBy: Temporal.PlainDate
  readonly by: string
  readonly state: ChallengeState
  readonly answer: { readonly kind: AnswerKind; readonly words: string; readonly on: Temporal.PlainDate; readonly by: string } | null
  readonly view: { readonly words: string; readonly on: Temporal.PlainDate } | null
  readonly isPublic: boolean
  readonly version: number
}

const { compare } = Temporal.PlainDate

export function raise(challenge: Omit<Challenge, 'state' | 'answer' | 'view' | 'isPublic' | 'version'>): Challenge | Refused {
  if (challenge.from === challenge.to) return { refused: 'Select another body: a group does not challenge itself' }
  if (compare(challenge.answerBy, challenge.on) <= 0) return { refused: 'The day by which an answer is asked must be after today' }
  return { ...challenge, state: 'waiting', answer: null, view: null, isPublic: false, version: 1 }
}

/** Once: what was answered stays as it was. A second thought is an answer to the next challenge. */
export function answer(challenge: Challenge, said: NonNullable<Challenge['answer']>): Challenge | Refused {
  if (challenge.state !== 'waiting') return { refused: 'It was answered already' }
  return { ...challenge, state: 'answered', answer: said, version: challenge.version + 1 }
}

export function think(challenge: Challenge, view: NonNullable<Challenge['view']>, isSettled: boolean): Challenge | Refused {
  if (challenge.state === 'waiting') return { refused: 'There is no answer yet' }
  return { ...challenge, state: isSettled ? 'settled' : 'not settled', view, version: challenge.version + 1 }
}

export const isUnanswered = (challenge: Pick<Challenge, 'state' | 'answerBy'>, today: Temporal.PlainDate): boolean => challenge.state === 'waiting' && compare(challenge.answerBy, today) < 0
