import { govukDetails } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import type { Field } from '#web/fields.ts'
import type { Answers } from '#web/page.ts'
import { howAsked, slugOf, type Askable, type Asked, type Nation } from '../asked.ts'
import type { AnonymousAnswers } from '../anonymous.ts'
import type { Given } from '../declaration.ts'
import { answerTo, questionView } from './question-form.ts'

/** Equality questions at the end of another room's form: its fields, how they look, and what was answered. */
export interface MonitoringForm {
  /** To be spread into the page's own fields: `{ ...mine, ...monitoring.fields }`. */
  readonly fields: Readonly<Record<string, Field<Given | null>>>
  view(answers: Pick<Answers<Record<string, Field<unknown>>>, 'body' | 'problems'>): Html
  /** For `keepAnonymousAnswers`, from the values that `submit` is given. */
  answersIn(values: Readonly<Record<string, unknown>>): AnonymousAnswers
}

/**
 * The same questions as employees are asked, anonymously. Own words are not asked for: beside a date and a place they can name
 * somebody. Do not set `draft` on a page that has these fields; set `leavesNoCopy`.
 */
export function monitoringForm(questions: readonly Askable[], nation: Nation = 'England'): MonitoringForm {
  const all: readonly (readonly [string, Asked])[] = questions.map((question) => [`equality-${slugOf(question)}`, withoutOwnWords(howAsked(question, nation))])
  return {
    fields: Object.fromEntries(all.map(([name, asked]) => [name, answerTo(asked)])),
    view: (answers) => html`
      <h2 class="govuk-heading-l">About you</h2>
      <p class="govuk-body">Each question is optional. Your answers here are not kept with the rest of what you send: they are added to a total, and nobody can tell which were yours.</p>
      ${govukDetails({ summaryText: 'Why do you ask?', html: html`<p class="govuk-body">To see whether we hear from people of every kind, and whether everybody is treated fairly.</p>` })}
      ${all.map(([name, asked]) => questionView(asked, name, answers.body, answers.problems[name], { heading: false }))}`,
    answersIn: (values) => Object.fromEntries(all.map(([name, asked]) => [asked.question, { questionSet: asked.set.id, given: isGiven(values[name]) ? values[name] : null }])),
  }
}

function withoutOwnWords(asked: Asked): Asked {
  return { ...asked, options: asked.options.map((each) => ({ ...each, ownWords: false })) }
}

function isGiven(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && 'meaning' in value
}
