import { dayInWords } from '#duty/dates.ts'
import { govukTaskList } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import { form, page } from '#web/page.ts'
import { choice } from '#web/fields.ts'
import { questions } from '#web/questions.ts'
import { enqueue } from '#database/jobs.ts'
import { mayKeepPayrolls } from '../access.ts'
import { countPayroll } from '../jobs/read-payroll.ts'
import { deletePayrollRows } from '../jobs/let-rows-go.ts'
import { relevantPayPeriod, regimes, type Payroll } from '../payroll.ts'
import { findResults, setPayroll } from '../payroll-store.ts'
import { saveSettings } from '../settings-store.ts'
import { paths } from '../paths.ts'
import { columnsOf, elementsOf, holdsBonus, missing, wordFields, wordsOf } from '../understanding.ts'
import { crumbsTo, home, things, titleOf, wanted } from './parts.ts'

/** One extract: how far it is, and what comes next. */
export const payroll = page({
  path: paths.payroll,
  async load({ payroll: id }, house) {
    const found = await wanted(house, id)
    return { found, counted: await findResults(house.db, house.organisation.id, id) }
  },
  access: (person) => mayKeepPayrolls(person),
  view({ found, counted }) {
    const title = titleOf(found)
    if (found.state === 'waiting' || found.state === 'reading' || found.state === 'counting') {
      return {
        title, crumbs: [home],
        main: html`<h1 class="govuk-heading-l">${found.state === 'counting' ? 'Counting' : 'Reading'} ${found.fileName}</h1>
          <div class="dr-waiting" id="waiting" role="status" data-refresh="2">${found.state === 'waiting' ? 'Waiting for its turn.' : `${things(found.progress)}% done.`}</div>
          <p class="govuk-body">This page moves on by itself. If it does not, <a class="govuk-link" href="${paths.payroll.to({ payroll: found.id })}">look again</a>. You can leave it: the extract will be under <a class="govuk-link" href="${paths.home.to()}">Pay</a> when you come back.</p>`,
      }
    }
    if (found.state === 'unreadable' || found.survey === null || found.understanding === null) {
      return { title, crumbs: [home], main: html`<h1 class="govuk-heading-l">This extract could not be read</h1><p class="govuk-body-l">${found.refusal}</p><p class="govuk-body">Nothing of it was kept.</p><a class="govuk-button" href="${paths.newPayroll.to()}">Give another extract</a>` }
    }
    const toSay = missing(found.understanding, found.survey)
    return {
      title, crumbs: [home], guide: 'give-a-payroll',
      main: html`<h1 class="govuk-heading-l">${title}</h1>
        <dl class="dr-facts">${fact('File', found.fileName)}${fact('Rows', things(found.survey.rows))}${fact('Regulations', regimes[found.regime].law)}${fact('Pay period', periodWords(found))}${fact('Given by', found.by.name)}</dl>
        ${found.survey.notes.map((note) => html`<p class="govuk-body">${note}</p>`)}
        ${found.refusal !== '' && html`<div class="dr-note dr-note--late"><p class="dr-note__heading">Nothing was counted</p><p>${found.refusal}</p></div>`}
        ${found.rowsDeletedOn !== null && html`<div class="dr-note"><p class="dr-note__heading">The rows were deleted on ${dayInWords(found.rowsDeletedOn)}</p><p>The figures and how they were made are kept.</p></div>`}
        ${counted !== null && found.state === 'counted' && html`<h2 class="govuk-heading-m">What was found</h2>${govukTaskList({ idPrefix: 'found', items: [
          { title: { text: 'What to look at first' }, href: paths.quality.to({ payroll: found.id }), status: { text: counted.quality.some((each) => each.weight === 'mend') ? 'Something to mend' : 'Looked through' } },
          ...(found.rowsDeletedOn === null ? [{ title: { text: 'Who counts, row by row' }, href: paths.people.to({ payroll: found.id }), status: { text: 'For analysts' } }] : []),
          { title: { text: 'Ethnicity, disability and other gaps' }, href: paths.gaps.to({ payroll: found.id }), status: { text: counted.results.cleared === null || 'refused' in counted.results.cleared ? 'Not cleared' : 'Cleared' } },
          ...(found.rowsDeletedOn === null ? [{ title: { text: 'Compare any two groups' }, href: paths.anyTwo.to({ payroll: found.id }), status: { text: 'For analysts' } }] : []),
          { title: { text: 'Equal pay audit' }, href: paths.audit.to({ payroll: found.id }), status: { text: counted.results.audit.workGroups === null ? 'No grades' : 'Restricted' } },
          { title: { text: 'The six figures' }, href: paths.figures.to({ payroll: found.id }), status: { text: 'refused' in counted.results.gender ? 'None' : 'Worked out' } },
        ] })}`}
        <h2 class="govuk-heading-m">How this extract is understood</h2>
        ${found.state !== 'counted' && html`<p class="govuk-body">${toSay.length === 0 ? 'Nothing is missing. Look through each step, then count.' : 'Some things have to be said before anybody can be counted.'}</p>`}
        ${steps(found, toSay)}
        ${found.rowsDeletedOn === null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.deleteRows.to({ payroll: found.id })}">Delete the rows and keep the figures</a></p>`}`,
    }
  },
})

const fact = (name: string, what: string): Html => html`<div class="dr-facts__fact"><dt class="dr-facts__name">${name}</dt><dd class="dr-facts__what">${what}</dd></div>`

function periodWords({ understanding }: Payroll): string {
  if (understanding === null) return ''
  const { from, to } = relevantPayPeriod(understanding.choices)
  return `${dayInWords(from)} to ${dayInWords(to)}`
}

function steps(found: Payroll, toSay: readonly string[]): Html {
  const { understanding, survey } = found
  if (understanding === null || survey === null) return html``
  const locked = found.rowsDeletedOn !== null
  const open = (pattern: RegExp): boolean => toSay.some((each) => pattern.test(each))
  const status = (isOpen: boolean, done: string) => (isOpen ? { tag: { text: 'To do', classes: 'govuk-tag--blue' } } : { text: done })
  const words = wordFields.filter((field) => wordsOf(survey, understanding, field).length > 0)
  const step = (title: string, hint: string, href: string, state: ReturnType<typeof status>) => ({ title: { text: title }, hint: { text: hint }, ...(locked ? {} : { href }), status: state })
  const mapped = Object.values(understanding.columns).filter((each) => each !== null).length
  return govukTaskList({ idPrefix: 'understood', items: [
    step('What each column is', `${things(mapped)} of ${things(survey.columns.length)} columns are used`, paths.columns.to({ payroll: found.id }), status(open(/column/), 'Understood')),
    step('What the words mean', words.length === 0 ? 'There are no columns of words' : `In ${words.join(', ')}`, paths.words.to({ payroll: found.id }), status(open(/means|words mean/), 'Understood')),
    step('What each kind of pay counts as', elementsOf(survey, understanding).length === 0 ? 'There are no pay elements of their own' : `${things(elementsOf(survey, understanding).length)} kinds of pay`, paths.elements.to({ payroll: found.id }), status(open(/^Say what (“[^”]*” is|these are)/), 'Understood')),
    step('Pay period, hours and posts', `${understanding.choices.severalPosts === 'added together' ? 'Several posts of a person are added together' : 'Each post counts by itself'}${columnsOf(understanding, 'paid weeks').length > 0 ? '; term-time hours are spread over the year' : ''}`, paths.choices.to({ payroll: found.id }), { text: 'Chosen' }),
    ...(locked ? [] : [{ title: { text: found.state === 'counted' ? 'Count again' : 'Count' }, hint: { text: 'Who counts, their hourly pay, and the figures' }, ...(toSay.length === 0 ? { href: paths.count.to({ payroll: found.id }) } : {}), status: { text: toSay.length === 0 ? 'Ready' : 'Cannot start yet', classes: toSay.length === 0 ? '' : 'govuk-task-list__status--cannot-start-yet' } }]),
  ] })
}

const asksAboutBonus = ({ understanding, survey }: Payroll): boolean => understanding !== null && survey !== null && !holdsBonus(understanding, survey)

/** Begins the count, in a thread of its own. What was understood is remembered for the next extract. */
export const count = form({
  path: paths.count,
  load: ({ payroll: id }, house) => wanted(house, id),
  access: (person) => mayKeepPayrolls(person),
  fields: (found) => ({
    ...(asksAboutBonus(found) ? { bonus: choice({ from: ['nobody', 'somebody'], missing: 'Select whether anybody was paid a bonus' }) } : {}),
    sure: choice({ from: ['yes'], missing: 'Tick the box to show that you have looked' }),
  }),
  view(found, answers) {
    const ask = questions(answers)
    const { understanding, survey } = found
    return {
      title: 'Count', crumbs: crumbsTo(found), guide: 'give-a-payroll',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Count this extract</h1>
        ${understanding !== null && survey !== null && missing(understanding, survey).length > 0 ? html`<p class="govuk-body">First:</p><ul class="govuk-list govuk-list--bullet">${missing(understanding, survey).map((each) => html`<li>${each}</li>`)}</ul>` : html`
        <p class="govuk-body">Every person is looked at in the order of the regulations: are they employed here on the day, are they on full pay, and what is an hour of their work paid? Nothing is rounded on the way. It takes seconds for some thousand people, and less than a minute for 100,000.</p>
        ${found.state === 'counted' && html`<p class="govuk-body">The earlier count is replaced. What is published does not change.</p>`}`}
        ${ask.form('Count', html`${asksAboutBonus(found) && ask.oneOf('bonus', `Was anybody paid a bonus in the 12 months to ${dayInWords(found.snapshot)}?`, [{ value: 'nobody', text: 'No, nobody was' }, { value: 'somebody', text: 'Yes' }], 'This extract holds no bonus, and two of the six figures are about bonus pay')}
          ${ask.anyOf('sure', 'Is the extract understood?', [{ value: 'yes', text: 'Yes, I have looked at columns, words, pay and choices' }])}`, { cancel: paths.payroll.to({ payroll: found.id }) })}</div></div>`,
    }
  },
  async submit({ bonus }, found, { db, organisation }) {
    const { understanding, survey } = found
    if (understanding === null || survey === null || found.rowsDeletedOn !== null) return { problems: { sure: 'This extract can no longer be counted' } }
    const first = missing(understanding, survey)[0]
    if (first !== undefined) return { problems: { sure: first } }
    if (found.state === 'counting') return { problems: { sure: 'This extract is being counted already' } }
    if (bonus === 'somebody') return { problems: { bonus: 'Add a column with the bonus of each person to the extract and give it again, or say which column or kind of pay is bonus' } }
    const { nobodyPaidBonus: _, ...choices } = understanding.choices
    const counted = { ...understanding, choices: { ...choices, ...(bonus === 'nobody' ? { nobodyPaidBonus: true } as const : {}) } }
    await setPayroll(db, organisation.id, found.id, { state: 'counting', progress: 0, understanding: counted })
    await saveSettings(db, organisation.id, { remembered: counted })
    await enqueue(db, organisation.id, countPayroll, { payroll: found.id }, { attempts: 3 })
    return { goTo: paths.payroll.to({ payroll: found.id }), entry: { did: 'pay-gaps.count-asked', on: { room: 'pay-gaps', id: found.id }, after: { choices: { ...counted.choices } } } }
  },
})

export const deleteRows = form({
  path: paths.deleteRows,
  load: ({ payroll: id }, house) => wanted(house, id),
  access: (person) => mayKeepPayrolls(person),
  fields: { sure: choice({ from: ['yes'], missing: 'Tick the box to show that you have read this' }) },
  view(found, answers) {
    const ask = questions(answers)
    return {
      title: 'Delete the rows', crumbs: crumbsTo(found), guide: 'keep-pay-safe',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Delete the rows and keep the figures</h1>
        <p class="govuk-body">The rows about people and the file go. The figures stay, with how many people counted and why, and the numbers on the way to each figure. Nobody can count this extract again.</p>
        ${ask.form('Delete the rows', ask.anyOf('sure', 'Are you sure?', [{ value: 'yes', text: 'Yes, delete what this extract says about people' }]), { warning: true, cancel: paths.payroll.to({ payroll: found.id }) })}</div></div>`,
    }
  },
  async submit(_values, found, { db, organisation, person }) {
    if (found.rowsDeletedOn !== null) return { problems: { sure: 'The rows were deleted already' } }
    await enqueue(db, organisation.id, deletePayrollRows, { payroll: found.id, because: `asked for by ${person.name}` }, { attempts: 5 })
    return { goTo: paths.payroll.to({ payroll: found.id }), said: 'The rows are being deleted.', entry: { did: 'pay-gaps.rows-deletion-asked', on: { room: 'pay-gaps', id: found.id } } }
  },
})
