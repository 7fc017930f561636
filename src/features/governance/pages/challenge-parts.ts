/** A challenge beside its answer, as those who work here and as residents see it. */
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { answerWords, isUnanswered, type AnswerKind, type Challenge, type ChallengeState } from '../challenge.ts'
import { paragraphs } from './parts.ts'

export const challengeWords = (state: ChallengeState): string => ({ 'waiting': 'Waiting for an answer', 'answered': 'Answered', 'settled': 'Settled', 'not settled': 'Not settled' })[state]
const classes: Record<ChallengeState, string> = { 'waiting': 'asked', 'answered': 'on-track', 'settled': 'done', 'not settled': 'at-risk' }

export function challengeTag(challenge: Pick<Challenge, 'state' | 'answerBy'>, today: Temporal.PlainDate): Html {
  return isUnanswered(challenge, today) ? html`<span class="dr-rating dr-rating--late">No answer yet: late</span>` : html`<span class="dr-rating dr-rating--${classes[challenge.state]}">${challengeWords(challenge.state)}</span>`
}

/** What both sides said, and who they are; no name of anybody. As JSON: it is what is frozen when it is published. */
export interface Pair {
  readonly [key: string]: string | null
  readonly reference: string; readonly title: string; readonly from: string; readonly to: string; readonly on: string; readonly words: string; readonly asksFor: string; readonly answerBy: string; readonly state: ChallengeState
  readonly answerKind: AnswerKind | null; readonly answer: string; readonly answeredOn: string | null; readonly view: string; readonly viewedOn: string | null
}

export function publicPair(challenge: Challenge, from: string, to: string): Pair {
  return {
    reference: challenge.reference, title: challenge.about.title, from, to, on: challenge.on.toString(), words: challenge.words, asksFor: challenge.asksFor, answerBy: challenge.answerBy.toString(), state: challenge.state,
    answerKind: challenge.answer?.kind ?? null, answer: challenge.answer?.words ?? '', answeredOn: challenge.answer?.on.toString() ?? null, view: challenge.view?.words ?? '', viewedOn: challenge.view?.on.toString() ?? null,
  }
}

const dayOfText = (day: string): string => dayInWords(Temporal.PlainDate.from(day))

export function pairInWords(pair: Pair): Html {
  return html`<ol class="dr-timeline">
    <li class="dr-event dr-event--asked"><div class="dr-event__head"><h2 class="dr-event__title">${pair.from} says</h2><p class="dr-event__when">${dayOfText(pair.on)}</p></div><div class="dr-event__words">${paragraphs(pair.words)}${pair.asksFor !== '' && html`<p class="govuk-body"><strong>It asks for:</strong> ${pair.asksFor}</p>`}</div></li>
    ${pair.answerKind === null || pair.answeredOn === null ? html`<li class="dr-event dr-event--not-started"><div class="dr-event__head"><h2 class="dr-event__title">No answer yet</h2><p class="dr-event__when">asked for by ${dayOfText(pair.answerBy)}</p></div></li>`
      : html`<li class="dr-event dr-event--${pair.answerKind === 'explains' ? 'stopped' : 'on-track'}"><div class="dr-event__head"><h2 class="dr-event__title">${pair.to} ${pair.answerKind}</h2><p class="dr-event__when">${dayOfText(pair.answeredOn)}</p></div><div class="dr-event__words"><p class="govuk-body">${answerWords[pair.answerKind]}.</p>${paragraphs(pair.answer)}</div></li>`}
    ${pair.viewedOn !== null && html`<li class="dr-event dr-event--${pair.state === 'settled' ? 'done' : 'at-risk'}"><div class="dr-event__head"><h2 class="dr-event__title">${pair.from}: ${pair.state === 'settled' ? 'this settles it' : 'this does not settle it'}</h2><p class="dr-event__when">${dayOfText(pair.viewedOn)}</p></div><div class="dr-event__words">${paragraphs(pair.view)}</div></li>`}
  </ol>`
}
