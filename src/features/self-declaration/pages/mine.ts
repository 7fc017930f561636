import { dayInWords } from '#duty/dates.ts'
import { writeCsv } from '#documents/write-csv.ts'
import { findQuestionSet } from '#duty/monitoring/question-sets.ts'
import { govukDetails, govukInsetText, govukSummaryList, govukWarningText } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import { optional, text, tick } from '#web/fields.ts'
import { download, form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayDeclare, mayRunCampaign } from '../access.ts'
import { howAsked, nameOf, slugOf } from '../asked.ts'
import { eraseAnswers, findParticipant, findSettings, listAnswers, participantFor, saveStaffNumber, staffNumberIsTaken, stopProcessing, withdrawNotice } from '../declaration-store.ts'
import { mailStopped } from '../declaration-mail.ts'
import { answerInWords, type HeldAnswer } from '../declaration.ts'
import { paths } from '../paths.ts'
import { whatStopMeans } from './parts.ts'
import { whoSees } from './question-form.ts'

async function loadMine({ db, organisation, person }: Pick<House, 'db' | 'organisation' | 'person'>) {
  const settings = await findSettings(db, organisation.id)
  const participant = await findParticipant(db, organisation.id, person)
  const answers = participant === null ? [] : await listAnswers(db, organisation.id, participant.id)
  return { settings, participant, answers, now: answers.filter((each) => each.until === null) }
}
type Mine = Awaited<ReturnType<typeof loadMine>>

const seen = ({ answers, participant }: Mine) => answers.length === 0 || participant === null ? null : { did: 'self-declaration.own-answers-seen', on: { room: 'self-declaration', id: participant.id } } as const

/** What somebody has said of themselves, all of it, with a way to change each part; or what it is about, and a start. */
export const mine = page({
  path: paths.mine,
  load: (_at, house) => loadMine(house),
  access: (person) => mayDeclare(person),
  reads: seen,
  view(loaded, { organisation, person }) {
    const { settings, participant, now } = loaded
    const [first] = settings.questions
    const stopped = participant?.stoppedOn ?? null
    const intro = html`<h1 class="govuk-heading-l">Your equality answers</h1>
      ${mayRunCampaign(person) && html`<p class="govuk-body">You may also <a class="govuk-link" href="${paths.campaign.to()}">see how many employees have declared, and ask them</a>.</p>`}`
    if (stopped !== null) return { title: 'Your equality answers', guide: 'your-equality-answers', main: column(html`${intro}
      ${govukInsetText({ text: `On ${dayInWords(stopped)} you gave notice that we must not hold answers about you. We hold none, and we do not ask you again.` })}
      <p class="govuk-body">Your notice stands until you take it back.</p><p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="${paths.mineResume.to()}">Take my notice back</a></p>`) }
    if (now.length === 0 && first !== undefined) return { title: 'Your equality answers', guide: 'your-equality-answers', main: column(html`${intro}
      <p class="govuk-body-l">Tell us about yourself, so that ${organisation.name} can see whether it treats people fairly.</p>
      <p class="govuk-body">There are ${String(settings.questions.length)} questions. They take about two minutes. You can skip any of them, stop at any time, and change your answers later.</p>
      <p class="govuk-body"><a class="govuk-button" href="${paths.mineQuestion.to({ question: slugOf(first) })}">Start</a></p>
      <h2 class="govuk-heading-m">Who sees your answers</h2>${whoSees(organisation.name, organisation.contactEmail ?? '')}
      <p class="govuk-body">You can also <a class="govuk-link" href="${paths.mineStop.to()}">tell us never to hold such answers about you</a>.</p>`) }
    const open = settings.questions.find((question) => !now.some((each) => each.question === question))
    const earlier = loaded.answers.filter((each) => each.until !== null)
    return { title: 'Your equality answers', guide: 'your-equality-answers', main: column(html`${intro}
      <p class="govuk-body">This is all that you have told us. Only you see it like this.</p>
      ${open !== undefined && html`<p class="govuk-body"><a class="govuk-button" href="${paths.mineQuestion.to({ question: slugOf(open) })}">Answer the rest</a></p>`}
      ${govukSummaryList({ rows: [
        ...[...settings.questions, ...now.map((each) => each.question).filter((each) => !settings.questions.some((question) => question === each))].map((question) => {
          const held = now.find((each) => each.question === question)
          return {
            key: { text: nameOf(question) }, value: { html: held === undefined ? html`<span class="dr-unsaid">Not answered</span>` : html`${inWords(held)}` },
            actions: { items: [{ href: `${paths.mineQuestion.to({ question: slugOf(question) })}?change=yes`, text: held === undefined ? 'Answer' : 'Change', visuallyHiddenText: nameOf(question).toLowerCase() }] },
          }
        }),
        { key: { text: 'Staff number' }, value: { html: participant?.staffNumber === null || participant === null ? html`<span class="dr-unsaid">Not known</span>` : html`${participant.staffNumber}` },
          actions: { items: [{ href: paths.mineStaffNumber.to(), text: participant?.staffNumber === null ? 'Add' : 'Change', visuallyHiddenText: 'your staff number' }] } },
      ] })}
      ${earlier.length > 0 && govukDetails({ summaryText: 'What you said before', html: html`<ul class="govuk-list">${earlier.map((each) => html`<li>${nameOf(each.question)}: ${inWords(each)} (from ${dayInWords(each.from)} to ${dayInWords(each.until ?? each.from)})</li>`)}</ul>
        <p class="govuk-body">Earlier answers are kept so that figures of an earlier day can be checked. Erasing takes them away too.</p>` })}
      <h2 class="govuk-heading-m">Who sees your answers</h2>${whoSees(organisation.name, organisation.contactEmail ?? '')}
      <h2 class="govuk-heading-m">Your rights</h2>
      <ul class="govuk-list"><li><a class="govuk-link" href="${paths.mineDownload.to()}">Download all that is held (CSV)</a></li>
        <li><a class="govuk-link" href="${paths.mineErase.to()}">Erase my answers</a></li>
        <li><a class="govuk-link" href="${paths.mineStop.to()}">Tell us to stop holding answers about me</a></li></ul>`) }
  },
})

function column(inside: Html): Html {
  return html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${inside}</div></div>`
}

function inWords(held: HeldAnswer): string {
  const set = findQuestionSet(held.questionSet)
  return set === undefined ? '' : answerInWords(set, held)
}

export const mineDownload = download({
  path: paths.mineDownload,
  load: (_at, house) => loadMine(house),
  access: (person) => mayDeclare(person),
  reads: seen,
  send({ participant, answers, settings }) {
    const heading = (...names: readonly string[]) => names.map((name) => ({ text: name }))
    const asked = (each: HeldAnswer): string => settings.questions.some((question) => question === each.question) ? howAsked(settings.questions.find((question) => question === each.question) ?? 'disability', settings.nation).title : nameOf(each.question)
    return {
      fileName: 'my-equality-answers.csv', type: 'text/csv; charset=utf-8',
      bytes: writeCsv({
        title: 'My equality answers', headings: heading('What is held', 'The question', 'Your answer', 'From', 'Until', 'Edition of the question', 'How you answered'),
        rows: [
          ...(participant === null ? [] : [['Email address', '', participant.email, '', '', '', ''], ['Staff number', '', participant.staffNumber ?? '', '', '', '', ''], ['Notice to stop', '', participant.stoppedOn === null ? 'None' : 'Given', participant.stoppedOn?.toString() ?? '', '', '', ''],
            ['Asked by email', '', participant.askedAt === null ? 'Never' : 'Asked', participant.askedAt?.toZonedDateTimeISO('Europe/London').toPlainDate().toString() ?? '', '', '', '']]),
          ...answers.map((each) => [nameOf(each.question), asked(each), inWords(each), each.from.toString(), each.until?.toString() ?? '', findQuestionSet(each.questionSet)?.name ?? each.questionSet, each.by === 'link' ? 'By the link in an email' : 'Signed in']),
        ],
      }),
    }
  },
})

/** Asked once, so that an answer can be counted with the department and grade that HR has. Nobody needs it to answer. */
export const mineStaffNumber = form({
  path: paths.mineStaffNumber,
  load: (_at, house) => loadMine(house),
  access: (person) => mayDeclare(person),
  leavesNoCopy: true,
  fields: { number: optional(text({ missing: '', max: 40, subject: 'Your staff number' })) },
  starting: ({ participant }) => ({ number: participant?.staffNumber ?? '' }),
  view(_loaded, answers) {
    const ask = questions(answers)
    return { title: 'Your staff number', back: paths.mine.to(), guide: 'your-equality-answers', main: column(html`<h1 class="govuk-heading-l">Your staff number</h1>
      ${ask.form('Save', ask.line('number', 'Staff number (optional)', 'It is on your payslip. With it your answers are counted in your department and grade; without it they are counted for the whole organisation only.', { classes: 'govuk-input--width-10', spellcheck: false }), { cancel: paths.mine.to() })}`) }
  },
  async submit({ number }, _loaded, { db, organisation, person, today }) {
    const whose = await participantFor(db, organisation.id, person, today)
    if (whose.stoppedOn !== null) return { problems: { number: 'You have asked us not to hold answers about you' } }
    if (number !== null && !/^[\w./-]+$/.test(number)) return { problems: { number: 'Your staff number must be letters and numbers, like 10234' } }
    if (number !== null && await staffNumberIsTaken(db, organisation.id, number, whose.id)) return { problems: { number: 'Check your staff number. Somebody else has given this one' } }
    await saveStaffNumber(db, organisation.id, whose.id, number)
    return { goTo: paths.mine.to(), said: number === null ? 'Your staff number was taken away.' : 'Your staff number was saved.', entry: { did: 'self-declaration.staff-number-kept', on: { room: 'self-declaration', id: whose.id } } }
  },
})

/** A notice under paragraph 8(5) of Schedule 1 to the Data Protection Act 2018. The law gives us a reasonable time; we stop at once. */
export const mineStop = form({
  path: paths.mineStop,
  load: (_at, house) => loadMine(house),
  access: (person) => mayDeclare(person),
  fields: { sure: tick() },
  view(_loaded, answers, { organisation }) {
    const ask = questions(answers)
    return { title: 'Stop holding answers about me', back: paths.mine.to(), guide: 'your-equality-answers', main: column(html`<h1 class="govuk-heading-l">Stop holding answers about me</h1>
      ${whatStopMeans(organisation.name)}
      ${ask.form('Send this notice', ask.tick('sure', 'I require that information about me is no longer used for equality monitoring'), { warning: true, cancel: paths.mine.to() })}`) }
  },
  async submit({ sure }, { participant: before }, { db, organisation, person, today, now }) {
    if (!sure) return { problems: { sure: 'Tick the box to give notice' } }
    if (before !== null && before.stoppedOn !== null) return { goTo: paths.mine.to(), entry: [] }
    const whose = await participantFor(db, organisation.id, person, today)
    await stopProcessing(db, organisation.id, whose.id, today)
    await mailStopped(db, { organisation, to: person.email, participant: whose.id, today, now })
    return { goTo: paths.mine.to(), said: `Your notice was received on ${dayInWords(today)}. We have stopped. A confirmation is on its way to you by email.`, entry: { did: 'self-declaration.notice-given', on: { room: 'self-declaration', id: whose.id }, detail: { from: today.toString() } } }
  },
})

export const mineResume = form({
  path: paths.mineResume,
  load: (_at, house) => loadMine(house),
  access: (person) => mayDeclare(person),
  fields: {},
  view({ participant }, answers) {
    const ask = questions(answers)
    return { title: 'Take your notice back', back: paths.mine.to(), guide: 'your-equality-answers', main: column(html`<h1 class="govuk-heading-l">Take your notice back</h1>
      ${participant === null || participant.stoppedOn === null ? html`<p class="govuk-body">You have given no notice.</p>` : html`<p class="govuk-body">You gave notice on ${dayInWords(participant.stoppedOn)}. If you take it back you can answer again. What was erased does not come back.</p>${ask.form('Take my notice back', html``, { cancel: paths.mine.to() })}`}`) }
  },
  async submit(_nothing, { participant }, { db, organisation, today }) {
    if (participant === null || participant.stoppedOn === null) return { goTo: paths.mine.to(), entry: [] }
    await withdrawNotice(db, organisation.id, participant.id)
    return { goTo: paths.mine.to(), said: 'You took your notice back.', entry: { did: 'self-declaration.notice-taken-back', on: { room: 'self-declaration', id: participant.id }, detail: { on: today.toString() } } }
  },
})

export const mineErase = form({
  path: paths.mineErase,
  load: (_at, house) => loadMine(house),
  access: (person) => mayDeclare(person),
  fields: { sure: tick() },
  view({ answers: held }, answers) {
    const ask = questions(answers)
    return { title: 'Erase my answers', back: paths.mine.to(), guide: 'your-equality-answers', main: column(html`<h1 class="govuk-heading-l">Erase my answers</h1>
      ${held.length === 0 ? html`<p class="govuk-body">No answer of yours is held.</p>` : html`
      <p class="govuk-body">Everything that you have answered here is erased, with what you said before and your staff number. It cannot be brought back.</p>
      <p class="govuk-body">Figures that were published stay: nobody can be found in them. What HR’s own system holds about you stays there: ask HR about that.</p>
      ${govukWarningText({ text: 'Backups keep erased answers until they run out.', iconFallbackText: 'Warning' })}
      ${ask.form('Erase my answers', ask.tick('sure', 'Yes, erase everything that I have answered'), { warning: true, cancel: paths.mine.to() })}`}`) }
  },
  async submit({ sure }, { participant }, { db, organisation }) {
    if (!sure) return { problems: { sure: 'Tick the box to erase your answers' } }
    if (participant === null) return { goTo: paths.mine.to(), entry: [] }
    await eraseAnswers(db, organisation.id, participant.id)
    await saveStaffNumber(db, organisation.id, participant.id, null)
    return { goTo: paths.mine.to(), said: 'Your answers were erased.', entry: { did: 'self-declaration.answers-erased', on: { room: 'self-declaration', id: participant.id } } }
  },
})
