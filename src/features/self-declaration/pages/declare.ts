import { dayInWords } from '#duty/dates.ts'
import { govukDetails } from '#govuk/components.ts'
import { html } from '#html/html.ts'
import { findPerson } from '#features/people/index.ts'
import { tick } from '#web/fields.ts'
import { openForm, type Outside } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { findAskedBy } from '../campaign-store.ts'
import { findAsked, slugOf } from '../asked.ts'
import { findParticipantById, findSettings, keepAnswer, stopProcessing } from '../declaration-store.ts'
import { mailStopped } from '../declaration-mail.ts'
import { paths } from '../paths.ts'
import { howFar, whatStopMeans, whyBox } from './parts.ts'
import { answerTo, questionView, whoSees } from './question-form.ts'

/**
 * From the link in an email, without signing in. A letter can be passed on, so nothing that was answered before is ever
 * shown here: by the link one can answer, and answer again, and only signed in can one see.
 */
export const declare = openForm({
  path: paths.declare,
  load: ({ token }, house) => findInvited(house, token),
  fields: {},
  view({ token, settings }, _answers, { organisation }) {
    const [first] = settings.questions
    return {
      title: 'Two minutes for equality', guide: 'your-equality-answers',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Two minutes for equality</h1>
        <p class="govuk-body-l">Tell us about yourself, so that ${organisation.name} can see whether it treats people fairly.</p>
        <p class="govuk-body">There are ${String(settings.questions.length)} questions. You can skip any of them, and stop at any time: each answer is kept as you give it.</p>
        ${first !== undefined && html`<p class="govuk-body"><a class="govuk-button" href="${paths.declareQuestion.to({ token, question: slugOf(first) })}">Start</a></p>`}
        ${govukDetails({ summaryText: 'Who sees my answers?', html: whoSees(organisation.name, organisation.contactEmail ?? '') })}
        <p class="govuk-body">You can also <a class="govuk-link" href="${paths.declareStop.to({ token })}">tell us never to hold such answers about you</a>.</p>
      </div></div>`,
    }
  },
  submit: async () => { throw new NotFound('nothing to send here') },
})

export const declareQuestion = openForm({
  path: paths.declareQuestion,
  async load({ token, question }, house) {
    const invited = await findInvited(house, token)
    const asked = findAsked(question, invited.settings.questions, invited.settings.nation)
    if (asked === null) throw new NotFound(`question ${question}`)
    return { ...invited, asked }
  },
  fields: ({ asked }) => ({ answer: answerTo(asked) }),
  view(loaded, answers, { organisation }) {
    const { asked, settings } = loaded
    const ask = questions(answers)
    return {
      title: asked.title, back: beforeAddress(loaded),
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        ${howFar(asked, settings.questions)}
        ${ask.form('Save and continue', html`${questionView(asked, 'answer', answers.body, answers.problems.answer, { heading: true })}${whyBox(asked, organisation)}`)}
        <p class="govuk-body"><a class="govuk-link" href="${nextAddress(loaded)}">Skip this question</a></p>
      </div></div>`,
    }
  },
  async submit({ answer }, loaded, { db, organisation, today }) {
    const { asked, participant } = loaded
    const changed = answer !== null && await keepAnswer(db, organisation.id, participant.id, asked.question, asked.set.id, answer, 'link', today)
    return { goTo: nextAddress(loaded), entry: changed ? { did: 'self-declaration.answer-kept', on: { room: 'self-declaration', id: participant.id } } : [] }
  },
})

export const declareThanks = openForm({
  path: paths.declareThanks,
  load: ({ token }, house) => findInvited(house, token),
  fields: {},
  view: ({ token }, _answers, { organisation }) => ({
    title: 'Thank you',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-l">Thank you</h1>
      <p class="govuk-body-l">That is all. What you answered is kept, and you can close this page.</p>
      <h2 class="govuk-heading-m">See, change or take back your answers</h2>
      <p class="govuk-body"><a class="govuk-link" href="${paths.mine.to()}">Sign in to see everything that you have told us</a>. There you can change an answer, download it all, erase it, or tell us to stop.</p>
      ${organisation.contactEmail !== null && html`<p class="govuk-body">If you cannot sign in, write to <a class="govuk-link" href="mailto:${organisation.contactEmail}">${organisation.contactEmail}</a>.</p>`}
      <p class="govuk-body"><a class="govuk-link" href="${paths.declareStop.to({ token })}">Tell us to stop holding answers about me</a></p>
    </div></div>`,
  }),
  submit: async () => { throw new NotFound('nothing to send here') },
})

/** The notice of paragraph 8(5), for somebody who cannot sign in. It shows nothing, and erases what they answered. */
export const declareStop = openForm({
  path: paths.declareStop,
  load: ({ token }, house) => findInvited(house, token, 'stopped too'),
  fields: { sure: tick() },
  view({ participant }, answers, { organisation }) {
    const ask = questions(answers)
    return {
      title: 'Stop holding answers about me', guide: 'your-equality-answers',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Stop holding answers about me</h1>
        ${participant.stoppedOn !== null ? html`<p class="govuk-body">Your notice was received on ${dayInWords(participant.stoppedOn)}, and we stopped on that day. No answer of yours is held. A confirmation was sent to you by email.</p>`
        : html`${whatStopMeans(organisation.name)}${ask.form('Send this notice', ask.tick('sure', 'I require that information about me is no longer used for equality monitoring'), { warning: true })}`}
      </div></div>`,
    }
  },
  async submit({ sure }, { token, participant }, { db, organisation, today, now }) {
    if (participant.stoppedOn !== null) return { goTo: paths.declareStop.to({ token }), entry: [] }
    if (!sure) return { problems: { sure: 'Tick the box to give notice' } }
    await stopProcessing(db, organisation.id, participant.id, today)
    await mailStopped(db, { organisation, to: participant.email, participant: participant.id, today, now })
    return { goTo: paths.declareStop.to({ token }), entry: { did: 'self-declaration.notice-given', on: { room: 'self-declaration', id: participant.id }, detail: { from: today.toString() } } }
  },
})

type Invited = Awaited<ReturnType<typeof findInvited>>
type AtQuestion = Invited & { readonly asked: NonNullable<ReturnType<typeof findAsked>> }

function nextAddress({ token, settings, asked }: AtQuestion): string {
  const next = settings.questions[settings.questions.findIndex((each) => each === asked.question) + 1]
  return next === undefined ? paths.declareThanks.to({ token }) : paths.declareQuestion.to({ token, question: slugOf(next) })
}

function beforeAddress({ token, settings, asked }: AtQuestion): string {
  const before = settings.questions[settings.questions.findIndex((each) => each === asked.question) - 1]
  return before === undefined ? paths.declare.to({ token }) : paths.declareQuestion.to({ token, question: slugOf(before) })
}

/** A link ends with its time, with a notice to stop, and with the person's work here. */
async function findInvited({ db, organisation, now }: Outside, token: string, stopped: 'ends it' | 'stopped too' = 'ends it') {
  const id = await findAskedBy(db, organisation.id, token, now)
  const participant = id === null ? null : await findParticipantById(db, organisation.id, id)
  if (participant === null || (participant.stoppedOn !== null && stopped === 'ends it')) throw new NotFound('no such link')
  const person = participant.person === null ? null : await findPerson(db, organisation.id, participant.person)
  if (person !== null && (person.state === 'left' || person.state === 'suspended')) throw new NotFound('the link is no longer anyone’s')
  return { token, participant, settings: await findSettings(db, organisation.id) }
}
