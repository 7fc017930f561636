import { html, type Html } from '#html/html.ts'
import { deadlineChart } from '#charts/index.ts'
import { dayInWords } from '#duty/dates.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { listDepartments, type Department } from '#features/people/index.ts'
import { choice, date, optional, text } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAddToRegister, mayKeepRegister, mayReadAssessments } from '../access.ts'
import type { Imported } from '../imported.ts'
import { findImportedFor } from '../import-store.ts'
import { paths } from '../paths.ts'
import { halfYear, programmeQuarters, programmeStates, programmeYears, quarterOf, ratesOf, stateOf, type Rates } from '../programme.ts'
import { findItem, listProgramme, saveItem, type Planned } from '../programme-store.ts'
import { levelWords } from '../relevance.ts'
import { column, front, idIn, itemTag, levelTag, nameOf, programme as programmeCrumb, programmeClass, quarterWords, room, summaryRows, things, wordsOf } from './parts.ts'

const order = { until: (a: Planned, b: Planned) => Temporal.PlainDate.compare(a.planned.to, b.planned.to), name: (a: Planned, b: Planned) => a.name.localeCompare(b.name, 'en-GB') } as const

/** The three-year programme: drawn on a line of time, with its list, and the rates that go to the board. */
export const programme = listing({
  path: paths.programme,
  async load(_at, { db, organisation, query, today, person }, asked) {
    const years = programmeYears(today)
    const [department, state, year] = [idIn(query.get('department')), query.oneOf('state', programmeStates), years.find((each) => each.name === query.get('year'))]
    const [departments, all] = await Promise.all([listDepartments(db, organisation.id, { closedToo: true }), listProgramme(db, organisation.id)])
    const items = all.filter((item) => (department === '' || item.department === department) && (!state || stateOf(item, today) === state) && (state === 'taken out' || item.ended === null)
      && (!year || (Temporal.PlainDate.compare(item.planned.to, year.from) >= 0 && Temporal.PlainDate.compare(item.planned.to, year.to) <= 0))
      && (query.get('words') === '' || item.name.toLowerCase().includes(query.get('words').toLowerCase())))
    const by = asked.sort?.by === 'name' ? order.name : order.until
    const sorted = [...items].sort((a, b) => (asked.sort?.down ? -1 : 1) * by(a, b))
    return { departments, years, all, items: sorted, rows: sorted.slice(asked.offset, asked.offset + asked.limit), adds: mayAddToRegister(person) }
  },
  access: mayReadAssessments,
  rows: ({ rows }) => rows,
  caption: () => 'Programme of impact assessments',
  none: 'Nothing is in the programme yet. Add policies and services to the register and say how much they matter: the programme comes from that.',
  search: 'Words in the name',
  filters: ({ departments, years }) => [
    { name: 'state', label: 'How it stands', options: programmeStates.map((each) => ({ value: each, text: wordsOf(each) })) },
    { name: 'department', label: 'Department', options: departments.map((each) => ({ value: each.id, text: each.name })) },
    { name: 'year', label: 'Year', options: years.map((each) => ({ value: each.name, text: each.name })) },
  ],
  columns: ({ departments }, { today }) => [
    { heading: 'Policy or service', sort: 'name', text: (row) => row.name, cell: (row) => html`<a class="govuk-link" href="${paths.item.to({ item: row.id })}">${row.name}</a>${row.outside && html`<span class="dr-under">Joined from outside the programme</span>`}` },
    { heading: 'Department', text: (row) => nameOf(departments, row.department) },
    { heading: 'Relevance', text: (row) => row.level === null ? 'Not assessed yet' : levelWords[row.level], cell: (row) => levelTag(row.level) },
    { heading: 'To be done', sort: 'until', kind: 'date', text: (row) => quarterWords(row.planned) },
    { heading: 'How it stands', text: (row) => wordsOf(stateOf(row, today)), cell: (row) => itemTag(row, today) },
  ],
  view({ departments, years, all, items }, list, { today }) {
    const [first] = years
    const half = halfYear(today)
    const open = items.filter((item) => ['planned', 'started', 'late'].includes(stateOf(item, today))).sort(order.until)
    return {
      title: 'Programme of impact assessments', crumbs: [front], wide: true, guide: 'relevance-and-programme',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Programme of impact assessments</h1><p class="dr-head__lead">What is to be assessed, and when, over three years${first && html` from ${dayInWords(first.from)}`}.</p></div></div>
        ${open.length > 0 && html`<details class="govuk-details" open><summary class="govuk-details__summary"><span class="govuk-details__summary-text">On a line of time</span></summary>
          ${deadlineChart({
            id: 'programme', title: open.length > shownOnChart ? `The first ${shownOnChart} of ${open.length} that are still to be done` : 'What is still to be done', today,
            deadlines: open.slice(0, shownOnChart).map((item) => ({
              label: item.name, href: paths.item.to({ item: item.id }), tone: programmeClass[stateOf(item, today)], from: item.started ?? item.planned.from, due: item.planned.to, words: `${wordsOf(stateOf(item, today))}, ${quarterWords(item.planned)}`,
            })),
          })}</details>`}
        <h2 class="govuk-heading-m">The programme</h2>${list}
        <h2 class="govuk-heading-m" id="rates">Completion and publication</h2>
        ${ratesTable(departments, all, half, today)}`,
    }
  },
})

const shownOnChart = 40

function ratesTable(departments: readonly Department[], all: readonly Planned[], period: ReturnType<typeof halfYear>, today: Temporal.PlainDate): Html {
  const rows = [...new Set(all.map((item) => item.department))].map((department) => ({ name: nameOf(departments, department), rates: ratesOf(all.filter((item) => item.department === department), period, today) })).filter(({ rates }) => rates.planned > 0).sort((a, b) => a.name.localeCompare(b.name, 'en-GB'))
  if (rows.length === 0) return html`<p class="govuk-body">No assessment was to be finished from ${dayInWords(period.from)} to ${dayInWords(period.to)}, the last whole half-year.</p>`
  const cells = (name: string, rates: Rates) => [{ text: name }, ...[rates.planned, rates.done, rates.published, rates.late, rates.outside].map((each) => ({ text: things(each), format: 'numeric' }))]
  return reflowingTable({
    caption: `Assessments that were to be finished from ${dayInWords(period.from)} to ${dayInWords(period.to)}`, captionClasses: 'govuk-table__caption--m',
    head: [{ text: 'Department' }, ...['To be finished', 'Finished', 'Published', 'Late', 'Joined from outside'].map((text) => ({ text, format: 'numeric' }))],
    rows: [...rows.map(({ name, rates }) => cells(name, rates)), cells('All', ratesOf(all, period, today))],
  })
}

async function load({ item: id }: { readonly item: string }, { db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<{ readonly item: Planned; readonly document: Imported | null; readonly departments: readonly Department[] }> {
  const item = await findItem(db, organisation.id, id)
  if (!item) throw new NotFound(`programme item ${id}`)
  return { item, document: await findImportedFor(db, organisation.id, { item: id }), departments: await listDepartments(db, organisation.id, { closedToo: true }) }
}

const open = (person: House['person'], { item }: { readonly item: Planned }): boolean => item.ended === null && mayKeepRegister(person, item.department)
const dayFields = ['started', 'finished', 'published', 'reviewed'] as const

/** When it is to be done, moved with a reason; and what became of an assessment that was made elsewhere. */
export const item = form({
  path: paths.item,
  load,
  access: (person) => mayReadAssessments(person),
  version: ({ item }) => String(item.version),
  fields: ({ item }, { today }) => ({
    quarter: choice({ from: quartersFor(item, today).map((each) => each.to.toString()), missing: 'Select when it is to be done' }),
    why: optional(text({ missing: '', max: 500, subject: 'The reason' })),
    started: optional(date({ missing: '', subject: 'The day it was started' })),
    finished: optional(date({ missing: '', subject: 'The day it was finished' })),
    published: optional(date({ missing: '', subject: 'The day it was published' })),
    reviewed: optional(date({ missing: '', subject: 'The day it was reviewed' })),
    address: optional(text({ missing: '', max: 500, subject: 'The address' })),
  }),
  starting: ({ item }) => ({
    quarter: item.planned.to.toString(), why: item.why, address: item.address,
    ...Object.fromEntries(dayFields.flatMap((name) => item[name] === null ? [] : [[`${name}-day`, String(item[name].day)], [`${name}-month`, String(item[name].month)], [`${name}-year`, String(item[name].year)]])),
  }),
  view(loaded, answers, { person, today }) {
    const { item, document, departments } = loaded
    const ask = questions(answers)
    return {
      title: `${item.name} in the programme`, crumbs: [front, programmeCrumb], guide: 'relevance-and-programme',
      main: column(html`<span class="govuk-caption-l">${nameOf(departments, item.department)}</span><h1 class="govuk-heading-l">${item.name}</h1><p class="govuk-body">${itemTag(item, today)}</p>
        ${summaryRows([
          ['To be done', quarterWords(item.planned)], ['Why', item.why], ['Joined', item.outside && 'From outside the programme'], ['Started', item.started && dayInWords(item.started)], ['Finished', item.finished && dayInWords(item.finished)],
          ['Published', item.published && dayInWords(item.published)], ['Reviewed', item.reviewed && dayInWords(item.reviewed)], ['Where it is', item.address !== '' && html`<a class="govuk-link" href="${item.address}" rel="noreferrer">${item.address}</a>`],
          ['Brought in from', document && html`<a class="govuk-link" href="${paths.import.to({ document: document.id })}">${document.fileName}</a>`],
          ['Screening', item.screening !== null && html`<a class="govuk-link" href="${paths.screening.to({ screening: item.screening })}">What was answered</a>`], ['Taken out', item.ended && html`${dayInWords(item.ended.on)}: ${item.ended.because}`],
        ])}
        <p class="govuk-body"><a class="govuk-link" href="${paths.undertaking.to({ undertaking: item.undertaking })}">About ${item.name}</a></p>
        ${open(person, loaded) && html`<h2 class="govuk-heading-m">Change this</h2>
          ${ask.form('Save', html`${ask.select('quarter', 'When is it to be done?', quartersFor(item, today).map((each) => ({ value: each.to.toString(), text: quarterWords(each) })))}
            ${ask.lines('why', 'Why then? (say why, when you move it)', undefined, 2)}
            ${ask.date('started', 'When was it started? (optional)')}${ask.date('finished', 'When was it finished? (optional)')}${ask.date('published', 'When was it published? (optional)')}${ask.date('reviewed', 'When was it reviewed? (optional)')}
            ${ask.line('address', 'Where can it be read? (optional)', 'A link that starts with https://', { type: 'url', spellcheck: false })}`, { cancel: paths.programme.to() })}
          <p class="govuk-body"><a class="govuk-link" href="${paths.takeOut.to({ item: item.id })}">Take it out of the programme</a></p>`}`),
    }
  },
  async submit(values, loaded, { db, organisation, person, today }) {
    const { item } = loaded
    if (!open(person, loaded)) return { problems: { quarter: 'Only those who keep the register of this department may change this' } }
    const planned = quartersFor(item, today).find((each) => each.to.toString() === values.quarter) ?? item.planned
    const moved = !planned.to.equals(item.planned.to)
    if (moved && (values.why ?? '') === item.why) return { problems: { why: 'Say why it moves' } }
    for (const [at, name] of dayFields.entries()) {
      const [day, before] = [values[name], dayFields.slice(0, at).map((each) => values[each]).findLast((each) => each !== null)]
      if (day && Temporal.PlainDate.compare(day, today) > 0) return { problems: { [name]: 'The day must be today or in the past' } }
      if (day && before && Temporal.PlainDate.compare(day, before) < 0) return { problems: { [name]: 'The day must be the same as or after the day before it' } }
    }
    if (values.address !== null && !/^https?:\/\/[^\s]+$/.test(values.address)) return { problems: { address: 'The address must start with https://' } }
    const changed: Planned = { ...item, planned, why: values.why ?? '', started: values.started, finished: values.finished, published: values.published, reviewed: values.reviewed, address: values.address ?? '', version: item.version + 1 }
    if (!await saveItem(db, organisation.id, changed)) return { problems: { quarter: 'Someone else changed this just now. Open it again to see what is different' } }
    const told = (each: Planned) => ({ until: each.planned.to.toString(), why: each.why, ...Object.fromEntries(dayFields.map((name) => [name, each[name]?.toString() ?? null])), address: each.address })
    return { goTo: paths.item.to({ item: item.id }), said: 'Saved.', entry: { did: 'impact-assessments.programme-changed', on: { room, id: item.id, version: changed.version }, before: told(item), after: told(changed) } }
  },
})

/** The quarters that are offered: those of the programme from now on, and the one that it is in. */
function quartersFor(item: Planned, today: Temporal.PlainDate) {
  const now = quarterOf(today)
  const offered = programmeQuarters(today).filter((each) => Temporal.PlainDate.compare(each.to, now.to) >= 0)
  return offered.some((each) => each.to.equals(item.planned.to)) ? offered : [item.planned, ...offered]
}

export const takeOut = form({
  path: paths.takeOut,
  load,
  access: open,
  version: ({ item }) => String(item.version),
  fields: { because: text({ missing: 'Say why it need not be assessed any more', max: 1000, subject: 'The reason' }) },
  view: ({ item }, answers) => ({
    title: `Take ${item.name} out`, back: paths.item.to({ item: item.id }),
    main: column(html`<span class="govuk-caption-l">${item.name}</span><h1 class="govuk-heading-l">Take it out of the programme</h1>
      ${questions(answers).form('Take it out', questions(answers).lines('because', 'Why need it not be assessed any more?', 'For example, the service ended after an assessment of its own', 3), { cancel: paths.item.to({ item: item.id }) })}`),
  }),
  async submit({ because }, { item }, { db, organisation, today }) {
    const ended: Planned = { ...item, ended: { on: today, because }, version: item.version + 1 }
    if (!await saveItem(db, organisation.id, ended)) return { problems: { because: 'Someone else changed this just now. Open it again to see what is different' } }
    return { goTo: paths.programme.to(), said: `${item.name} was taken out of the programme.`, entry: { did: 'impact-assessments.programme-taken-out', on: { room, id: item.id, version: ended.version }, after: { because } } }
  },
})
