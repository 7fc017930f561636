import { lowerFirst } from '#duty/capital.ts'
import type { Refused } from '#duty/refused.ts'
import { whySameForAllIsNoReason } from './relevance.ts'
import type { ScreeningForm, ScreeningQuestion } from './screening-form.ts'

/** “Do I need an assessment?”: a short set of questions that ends in a signed reason why not, or in an assessment. */
export interface Screening {
  readonly id: string
  readonly title: string
  readonly proposal: string
  readonly undertaking: string | null
  readonly department: string | null
  readonly form: string
  readonly answers: ScreeningAnswers
  readonly state: ScreeningState
  readonly outcome: Outcome | null
  /** Why no assessment is needed, in the officer's own words. */
  readonly reason: string
  readonly decisionDue: Temporal.PlainDate | null
  readonly by: { readonly id: string; readonly name: string }
  readonly signedAt: Temporal.Instant | null
  readonly agreed: { readonly id: string; readonly name: string; readonly at: Temporal.Instant } | null
  /** What the departmental group said when they sent it back. */
  readonly note: string
  readonly version: number
}

export const screeningStates = ['answering', 'to agree', 'not needed', 'sent back', 'assessment needed', 'thrown away'] as const
export type ScreeningState = (typeof screeningStates)[number]

export interface ScreeningAnswers {
  readonly kinds?: readonly string[]
  /** By the question's code. “Not known” is an answer of its own: it is not “no”. */
  readonly triggers?: Readonly<Record<string, 'yes' | 'no' | 'not known'>>
  /** What is expected for the people affected. Neutral is not unknown. */
  readonly impact?: Expected
  readonly who?: string
  readonly evidence?: string
}
export const expectations = ['positive', 'neutral', 'negative', 'unknown'] as const
export type Expected = (typeof expectations)[number]

/** What the answers come to, and because of which of them. */
export type Outcome =
  | { readonly needs: 'full'; readonly because: readonly string[] }
  | { readonly needs: 'reason'; readonly because: readonly string[] }

/** The questions that are asked of this proposal: those for all, then those of its own kinds. */
export function questionsFor(form: ScreeningForm, kinds: readonly string[]): readonly ScreeningQuestion[] {
  return form.questions.filter((question) => question.kinds === undefined || question.kinds.some((kind) => kinds.includes(kind)))
}

/** Which step comes next: the sort of change, the questions, who is affected; then the result. Null when all has been answered. */
export function nextStep(answers: ScreeningAnswers, form: ScreeningForm): 'kinds' | 'triggers' | 'impact' | null {
  if (answers.kinds === undefined || answers.kinds.length === 0) return 'kinds'
  if (questionsFor(form, answers.kinds).some((question) => answers.triggers?.[question.code] === undefined)) return 'triggers'
  // Where nothing at all changes for anybody there is nobody to ask about.
  return anythingChanges(answers, form) && answers.impact === undefined ? 'impact' : null
}

export function anythingChanges(answers: ScreeningAnswers, form: ScreeningForm): boolean {
  return questionsFor(form, answers.kinds ?? []).some((question) => answers.triggers?.[question.code] !== 'no')
}

/**
 * A full assessment where the expected impact is negative or unknown, where there will be a public consultation, or where a question says so;
 * otherwise a reason why not, signed. An answer that is not known counts as a yes: not knowing is what an assessment is for.
 */
export function outcomeOf(answers: ScreeningAnswers, form: ScreeningForm): Outcome | Refused {
  const step = nextStep(answers, form)
  if (step !== null) return { refused: 'Answer all of the questions first' }
  const asked = questionsFor(form, answers.kinds ?? [])
  const full = asked.filter((question) => question.yes === 'full' && answers.triggers?.[question.code] !== 'no').map((question) =>
    answers.triggers?.[question.code] === 'not known' ? `It is not known: ${lowerFirst(question.asks)} ${question.why}` : question.why)
  const because = [
    ...full,
    ...(answers.impact === 'negative' ? ['Some people are expected to be worse off.'] : []),
    ...(answers.impact === 'unknown' ? ['It is not known how people will be affected. Unknown is not the same as neutral: finding out is what the assessment is for.'] : []),
  ]
  if (because.length > 0) return { needs: 'full', because }
  return {
    needs: 'reason',
    because: answers.impact === undefined ? ['The answer to every question is no: nothing changes for anybody.'] : answers.impact === 'neutral' ? ['It is expected to make no difference to anybody.'] : ['People are expected to be better off, and nobody worse off.'],
  }
}

/** Signs a reason why no assessment is needed: by the officer first, for the departmental group to agree. */
export function signReason(screening: Screening, reason: string, by: { readonly id: string; readonly name: string }, form: ScreeningForm, now: Temporal.Instant): Screening | Refused {
  if (screening.state !== 'answering' && screening.state !== 'sent back') return { refused: 'This has been signed already' }
  const outcome = outcomeOf(screening.answers, form)
  if ('refused' in outcome) return outcome
  if (outcome.needs === 'full') return { refused: 'These answers ask for a full assessment, so a reason why not cannot be signed' }
  const words = reason.trim()
  const same = whySameForAllIsNoReason(words)
  if (same !== null) return { refused: same }
  if (words.split(/\s+/).length < 8) return { refused: 'Say in a sentence or two why nobody will be worse off, and how you know' }
  return { ...screening, state: 'to agree', outcome, reason: words, by, signedAt: now, agreed: null, note: '', version: screening.version + 1 }
}

/** The departmental group agrees, or sends it back with a note. Neither is for the person who signed. */
export function agreeNotNeeded(screening: Screening, by: { readonly id: string; readonly name: string }, now: Temporal.Instant): Screening | Refused {
  if (screening.state !== 'to agree') return { refused: 'There is nothing to agree here' }
  if (by.id === screening.by.id) return { refused: 'Somebody other than the person who signed it has to agree' }
  return { ...screening, state: 'not needed', agreed: { ...by, at: now }, version: screening.version + 1 }
}

export function sendBack(screening: Screening, note: string, by: { readonly id: string; readonly name: string }): Screening | Refused {
  if (screening.state !== 'to agree') return { refused: 'There is nothing to send back here' }
  if (by.id === screening.by.id) return { refused: 'Somebody other than the person who signed it has to read it' }
  if (note.trim() === '') return { refused: 'Say what is missing, so that it can be mended' }
  return { ...screening, state: 'sent back', signedAt: null, note: note.trim(), version: screening.version + 1 }
}

/** Answers that ask for a full assessment end the screening so; also an officer may simply choose to make one. */
export function needAssessment(screening: Screening, form: ScreeningForm, byChoice: boolean): Screening | Refused {
  if (screening.state !== 'answering' && screening.state !== 'sent back') return { refused: 'This screening has ended already' }
  const outcome = outcomeOf(screening.answers, form)
  if ('refused' in outcome) return outcome
  if (outcome.needs !== 'full' && !byChoice) return { refused: 'These answers do not ask for a full assessment' }
  return { ...screening, state: 'assessment needed', outcome: outcome.needs === 'full' ? outcome : { needs: 'full', because: ['The author chose to make a full assessment.'] }, version: screening.version + 1 }
}
