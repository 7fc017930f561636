/** How an extract is understood, step by step: columns, words, kinds of pay, choices. Each page saves what it asked, and nothing is counted yet. */
import { capital } from '#duty/capital.ts'
import { html } from '#html/html.ts'
import type { Database } from '#database/database.ts'
import { choice, date, decimalNumber, text, type Body, type Field } from '#web/fields.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { daysIn, type Period } from '#statistics/hourly-rate.ts'
import { mayKeepPayrolls } from '../access.ts'
import { ethnicMeanings } from '../ethnic-groups.ts'
import { elementClasses } from '../pay-elements.ts'
import { fields as payFields, guidanceEditions, meanings, regimes, type ClassedElement, type PayField, type Payroll, type Survey, type SurveyedColumn, type Understanding } from '../payroll.ts'
import { setPayroll } from '../payroll-store.ts'
import { findSettings, listRules } from '../settings-store.ts'
import { paths } from '../paths.ts'
import { elementsOf, isMeaning, withWordsAndElements, wordFields, wordsOf } from '../understanding.ts'
import { crumbsTo, things, wanted } from './parts.ts'

interface Understood { readonly found: Payroll; readonly survey: Survey; readonly understanding: Understanding }

async function understood(house: House, id: string): Promise<Understood> {
  const found = await wanted(house, id)
  const { survey, understanding } = found
  if (survey === null || understanding === null || found.rowsDeletedOn !== null || found.state === 'counting') throw new NotFound('not to be understood now')
  return { found, survey, understanding }
}

/** Keeps what was said, fills in what follows from it, and says that a count made before is out of date. */
async function save({ db, organisation }: { readonly db: Database; readonly organisation: House['organisation'] }, { found, survey }: Understood, changed: Understanding): Promise<Understanding> {
  const [{ remembered }, rules] = [await findSettings(db, organisation.id), await listRules(db, organisation.id)]
  const whole = withWordsAndElements(changed, survey, { remembered, rules, snapshot: found.snapshot })
  await setPayroll(db, organisation.id, found.id, { understanding: whole, state: 'to understand' })
  return whole
}

const nameOf = (prefix: string, place: number): string => `${prefix}-${place}`
const saved = (found: Payroll, what: string, after: Understanding) => ({
  goTo: paths.payroll.to({ payroll: found.id }), said: `${what} ${what.endsWith('s') ? 'were' : 'was'} saved.`,
  entry: { did: 'pay-gaps.payroll-understood', on: { room: 'pay-gaps', id: found.id }, after: { columns: { ...after.columns }, choices: { ...after.choices } } } as const,
})

const many = ['worked week', 'pay'] as const satisfies readonly PayField[]

export const columns = form({
  path: paths.columns,
  load: ({ payroll: id }, house) => understood(house, id),
  access: (person) => mayKeepPayrolls(person),
  version: ({ found }) => String(found.version),
  fields: ({ survey }): Record<string, Field<string>> => Object.fromEntries(survey.columns.map((column, place) => [nameOf('column', place), choice({ from: ['none', ...payFields.map((each) => each.field)], missing: `Select what “${column.heading}” is` })])),
  starting: ({ survey, understanding }): Body => Object.fromEntries(survey.columns.map((column, place) => [nameOf('column', place), understanding.columns[column.heading] ?? 'none'])),
  view({ found, survey }, answers) {
    const ask = questions(answers)
    const options = [{ value: 'none', text: 'Leave it out' }, ...payFields.map(({ field, name }) => ({ value: field, text: name }))]
    return {
      title: 'What each column is', crumbs: crumbsTo(found), guide: 'give-a-payroll',
      main: html`<h1 class="govuk-heading-l">What each column is</h1>
        <p class="govuk-body">You say it once: the same headings are understood again next year. Leave out what is not needed.</p>
        <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What the columns can be</span></summary><div class="govuk-details__text"><dl>${payFields.filter((each) => each.hint !== '').map(({ name, hint }) => html`<dt><strong>${name}</strong></dt><dd class="govuk-!-margin-bottom-2">${hint}</dd>`)}</dl></div></details>
        ${ask.form('Save the columns', html`<div class="dr-asked">${survey.columns.map((column, place) => html`<div>${ask.select(nameOf('column', place), column.heading, options, sampleOf(column), 'Choose')}</div>`)}</div>`, { cancel: paths.payroll.to({ payroll: found.id }) })}`,
    }
  },
  async submit(values, loaded, house) {
    const chosen = loaded.survey.columns.map((column, place): [string, PayField | null] => [column.heading, payFields.find((each) => each.field === values[nameOf('column', place)])?.field ?? null])
    const twice = chosen.findIndex(([, field], place) => field !== null && !many.some((each) => each === field) && chosen.slice(0, place).some(([, other]) => other === field))
    if (twice !== -1) return { problems: { [nameOf('column', twice)]: `Two columns cannot both be “${payFields.find((each) => each.field === chosen[twice]?.[1])?.name ?? ''}”` } }
    return saved(loaded.found, 'The columns', await save(house, loaded, { ...loaded.understanding, columns: Object.fromEntries(chosen) }))
  },
})

function sampleOf({ filled, numbers, words }: SurveyedColumn): string {
  if (filled > 0 && numbers >= 0.6 * filled) return `Numbers in ${things(numbers)} rows`
  const said = (words ?? []).map(([word]) => word).filter((word) => word !== '')
  if (said.length > 0 && said.length <= 40) return `Says ${said.slice(0, 5).map((word) => `“${word.slice(0, 40)}”`).join(', ')}${said.length > 5 ? ' and more' : ''}`
  return filled === 0 ? 'Empty' : `${things(filled)} rows say something`
}

export const words = form({
  path: paths.words,
  load: ({ payroll: id }, house) => understood(house, id),
  access: (person) => mayKeepPayrolls(person),
  version: ({ found }) => String(found.version),
  fields: (loaded): Record<string, Field<string>> => Object.fromEntries(askedWords(loaded).map(({ name, word, options }) => [name, choice({ from: options, missing: `Select what “${word === '' ? 'nothing written' : word}” means` })])),
  starting: (loaded): Body => Object.fromEntries(askedWords(loaded).map(({ name, field, word }) => [name, loaded.understanding.words[field]?.[word] ?? ''])),
  view(loaded, answers) {
    const ask = questions(answers)
    const asked = askedWords(loaded)
    return {
      title: 'What the words mean', crumbs: crumbsTo(loaded.found), guide: 'give-a-payroll',
      main: html`<h1 class="govuk-heading-l">What the words mean</h1>
        ${asked.length === 0 ? html`<p class="govuk-body">No column of this extract holds words that mean something here.</p>` : html`<p class="govuk-body">Every word is asked for once. A word that you cannot place is “not recorded” or “not declared”: nobody is guessed.</p>
        ${ask.form('Save the words', html`${wordFields.filter((field) => asked.some((each) => each.field === field)).map((field) => html`<h2 class="govuk-heading-m">${capital(field === 'paid as' ? 'full or reduced pay' : field === 'employment' ? 'kind of employment' : field)}</h2>
          ${field === 'paid as' && html`<p class="govuk-body">Reduced or nothing because of leave (annual, maternity, paternity, adoption, parental, sick or special) does not count for hourly pay. Reduced for another reason, such as a strike, does.</p>`}
          <div class="dr-asked">${asked.filter((each) => each.field === field).map(({ name, word, options }) => html`<div>${ask.select(name, word === '' ? 'Nothing written' : word, options.map((option) => ({ value: option, text: capital(option) })))}</div>`)}</div>`)}`, { cancel: paths.payroll.to({ payroll: loaded.found.id }) })}`}`,
    }
  },
  async submit(values, loaded, house) {
    const said: Record<string, Record<string, string>> = {}
    for (const { name, field, word } of askedWords(loaded)) (said[field] ??= {})[word] = values[name] ?? ''
    return saved(loaded.found, 'The words', await save(house, loaded, { ...loaded.understanding, words: said }))
  },
})

function askedWords({ survey, understanding }: Understood) {
  let place = 0
  return wordFields.flatMap((field) => wordsOf(survey, understanding, field).map(([word]) => ({
    name: nameOf('word', place++), field, word, options: (field === 'ethnic group' ? ethnicMeanings : meanings[field]).filter((each) => isMeaning(field, each)),
  })))
}

const bonusPeriods: readonly { readonly value: Period; readonly text: string }[] = [
  { value: 'year', text: 'A year' }, { value: 'quarter', text: 'A quarter' }, { value: 'month', text: 'A month' }, { value: 'four weeks', text: 'Four weeks' }, { value: 'fortnight', text: 'A fortnight' }, { value: 'week', text: 'A week' },
]

export const elements = form({
  path: paths.elements,
  load: ({ payroll: id }, house) => understood(house, id),
  access: (person) => mayKeepPayrolls(person),
  version: ({ found }) => String(found.version),
  fields: ({ survey, understanding }): Record<string, Field<string>> => Object.fromEntries(elementsOf(survey, understanding).flatMap((name, place): [string, Field<string>][] => [
    [nameOf('class', place), choice({ from: elementClasses.map((each) => each.class), missing: `Select what “${name}” counts as` })],
    [nameOf('for', place), choice({ from: bonusPeriods.map((each) => each.value), missing: `Select the period that “${name}” is for` })],
  ])),
  starting: ({ survey, understanding }): Body => Object.fromEntries(elementsOf(survey, understanding).flatMap((name, place) => [[nameOf('class', place), understanding.elements[name]?.class ?? ''], [nameOf('for', place), understanding.elements[name]?.bonusFor ?? 'year']])),
  view({ found, survey, understanding }, answers) {
    const ask = questions(answers)
    const names = elementsOf(survey, understanding)
    const options = elementClasses.map((each) => ({ value: each.class, text: `${each.name} (${each.counts === 'no' ? 'left out' : each.counts === 'bonus' ? 'bonus pay' : 'ordinary pay'})` }))
    return {
      title: 'What each kind of pay counts as', crumbs: crumbsTo(found), guide: 'kinds-of-pay',
      main: html`<h1 class="govuk-heading-l">What each kind of pay counts as</h1>
        <p class="govuk-body">Ordinary pay and bonus pay count; overtime, redundancy, pay in lieu of leave, expenses and what is not money do not (${regimes[found.regime].provision(3)} and ${found.regime === 'public' ? 'paragraph' : 'regulation'} 4). A payment that recurs is an allowance; the same paid once at the start of a job is a bonus. <a class="govuk-link" href="${paths.rules.to()}">Your own rules</a> come first.</p>
        ${names.length === 0 ? html`<p class="govuk-body">No column is “Pay in the period”, and there is no column of pay elements.</p>` : ask.form('Save the kinds of pay', html`${names.map((name, place) => html`<fieldset class="govuk-fieldset dr-asked dr-asked--pair"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${name}</legend>
          <div>${ask.select(nameOf('class', place), 'Counts as', options)}</div><div>${ask.select(nameOf('for', place), 'If it is a bonus: the period it is for', bonusPeriods)}</div></fieldset>`)}`, { cancel: paths.payroll.to({ payroll: found.id }) })}`,
    }
  },
  async submit(values, loaded, house) {
    const classed = elementsOf(loaded.survey, loaded.understanding).map((name, place): [string, ClassedElement] => [name, {
      class: elementClasses.find((each) => each.class === values[nameOf('class', place)])?.class ?? 'basic', bonusFor: bonusPeriods.find((each) => each.value === values[nameOf('for', place)])?.value ?? 'year',
    }])
    return saved(loaded.found, 'The kinds of pay', await save(house, loaded, { ...loaded.understanding, elements: Object.fromEntries(classed) }))
  },
})

const periods = [{ value: 'month', text: 'A month', hint: '30.44 days, whatever the calendar says' }, { value: 'four weeks', text: 'Four weeks' }, { value: 'fortnight', text: 'A fortnight' }, { value: 'week', text: 'A week' }] as const

export const choices = form({
  path: paths.choices,
  load: ({ payroll: id }, house) => understood(house, id),
  access: (person) => mayKeepPayrolls(person),
  version: ({ found }) => String(found.version),
  fields: {
    payPeriod: choice({ from: ['month', 'four weeks', 'fortnight', 'week'], missing: 'Select the pay period' }),
    periodFrom: date({ missing: 'Enter the first day of the pay period', subject: 'The first day' }),
    severalPosts: choice({ from: ['added together', 'counted apart'], missing: 'Select how several posts of one person count' }),
    fullTimeHours: decimalNumber({ missing: 'Enter the hours of a full-time week', subject: 'The hours of a full-time week', places: 4 }),
    weeksInYear: decimalNumber({ missing: 'Enter the weeks of a year', subject: 'The weeks of a year', places: 4 }),
    sexBasis: text({ missing: 'Enter where sex comes from', max: 200, subject: 'This' }),
    guidance: choice({ from: guidanceEditions.map((each) => each.edition), missing: 'Select the guidance that you work by' }),
  },
  starting: ({ understanding: { choices: chosen } }) => {
    const from = Temporal.PlainDate.from(chosen.periodFrom)
    return { ...chosen, nobodyPaidBonus: undefined, 'periodFrom-day': String(from.day), 'periodFrom-month': String(from.month), 'periodFrom-year': String(from.year) }
  },
  view({ found }, answers) {
    const ask = questions(answers)
    return {
      title: 'Pay period, hours and posts', crumbs: crumbsTo(found), guide: 'hours-and-posts',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Pay period, hours and posts</h1>
        <p class="govuk-body">These choices are kept with the figures, so that anybody can repeat them. Keep them from year to year, or the years cannot be compared.</p>
        ${ask.form('Save the choices', html`
          ${ask.oneOf('payPeriod', 'How long is the pay period?', periods)}
          ${ask.date('periodFrom', 'First day of the pay period in which the snapshot day lies')}
          ${ask.oneOf('severalPosts', 'When one person holds several posts', [{ value: 'added together', text: 'Add their pay and hours together', hint: 'One person counts once' }, { value: 'counted apart', text: 'Count each post by itself', hint: 'Needs a column with the post number' }])}
          ${ask.line('fullTimeHours', 'Hours of a full-time week', 'Used where the extract has a full-time equivalent in place of hours', { classes: 'govuk-input--width-5', inputmode: 'decimal' })}
          ${ask.line('weeksInYear', 'Weeks of a year', 'Term-time hours are multiplied by the paid weeks and divided by this, because the pay is spread over the year as well', { classes: 'govuk-input--width-5', inputmode: 'decimal' })}
          ${ask.line('sexBasis', 'Where sex comes from', 'For example, Sex as recorded by the payroll')}
          ${ask.oneOf('guidance', 'Guidance that you work by', guidanceEditions.map(({ edition, says }) => ({ value: edition, text: edition, hint: says })))}`, { cancel: paths.payroll.to({ payroll: found.id }) })}</div></div>`,
    }
  },
  async submit(values, loaded, house) {
    const { periodFrom, ...rest } = values
    const days = values.payPeriod === 'month' ? periodFrom.daysInMonth : Number(daysIn[values.payPeriod].over)
    const to = values.payPeriod === 'month' ? periodFrom.add({ months: 1 }).subtract({ days: 1 }) : periodFrom.add({ days: days - 1 })
    const { snapshot } = loaded.found
    if (Temporal.PlainDate.compare(snapshot, periodFrom) < 0 || Temporal.PlainDate.compare(snapshot, to) > 0) return { problems: { periodFrom: `The pay period must include the snapshot day, ${snapshot.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}` } }
    if (Number(values.fullTimeHours) <= 0) return { problems: { fullTimeHours: 'The hours of a full-time week must be above nought' } }
    if (Number(values.weeksInYear) < 50 || Number(values.weeksInYear) > 53) return { problems: { weeksInYear: 'The weeks of a year must be between 50 and 53' } }
    return saved(loaded.found, 'The choices', await save(house, loaded, { ...loaded.understanding, choices: { ...rest, periodFrom: periodFrom.toString() } }))
  },
})

