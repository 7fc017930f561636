import { dayInWords } from '#duty/dates.ts'
import { financialYear, financialYearInWords, financialYearOf } from '#duty/quarters.ts'
import { html, type Html } from '#html/html.ts'
import { listing } from '#web/listing.ts'
import type { House } from '#web/page.ts'
import { mayKeepClock, mayPublishClock, mayReadClock } from '../access.ts'
import { findClock, type Clock } from '../clock-store.ts'
import { dueStates, howItStands, type Due } from '../owed.ts'
import { paths } from '../paths.ts'
import { byWords, deedLink, dueWords, sentenceOf, stateTag, stateWords, things, wheelOf, yearOf } from './parts.ts'

interface Loaded { readonly clock: Clock; readonly year: number; readonly years: readonly number[]; readonly rows: readonly Due[]; readonly keeps: boolean; readonly publishes: boolean }

/** The year as a wheel and as a list: every date, the sentence that it came from, and what became of it. */
export const clock = listing({
  path: paths.clock,
  async load(_at, house, asked): Promise<Loaded> {
    const { person, query, today } = house
    const all = await rememberedClock(house)
    const now = financialYearOf(today).beginning
    const years = [...new Set([now, ...all.dates.map(yearOf).filter((each) => each !== null)])].sort((one, other) => one - other)
    const year = years.find((each) => String(each) === query.get('year')) ?? now
    const state = query.oneOf('state', dueStates)
    const shown = all.dates.filter((each) => (yearOf(each) === year || (year === now && (each.state === 'late' || each.state === 'due soon' || each.state === 'not known')))
      && (!state || each.state === state) && (query.get('by') === '' || each.owed.by === query.get('by')) && (query.get('whose') !== 'mine' || each.owed.owner?.id === person.id))
    return { clock: all, year, years, rows: shown.slice(asked.offset, asked.offset + asked.limit), keeps: mayKeepClock(person), publishes: mayPublishClock(person) }
  },
  access: (person) => mayReadClock(person),
  rows: ({ rows }) => rows,
  caption: ({ year }) => `What is due, ${financialYearInWords(financialYear(year))}`,
  none: 'Nothing falls in these days.',
  filters: ({ years }, { today }) => [
    { name: 'year', label: 'Year', none: 'This year', options: years.filter((each) => each !== financialYearOf(today).beginning).map((each) => ({ value: String(each), text: financialYearInWords(financialYear(each)) })) },
    { name: 'by', label: 'Who asks for it', options: [{ value: 'law', text: 'The law' }, { value: 'promise', text: 'Our own promises' }] },
    { name: 'state', label: 'How it stands', options: dueStates.map((each) => ({ value: each, text: stateWords[each] })) },
    { name: 'whose', label: 'Whose', options: [{ value: 'mine', text: 'Mine' }] },
  ],
  columns: (_loaded, { today }) => [
    { heading: 'Due', kind: 'date', text: dueWords, cell: (row) => html`<span class="dr-dated">${dueWords(row)}</span>` },
    { heading: 'What', text: ({ owed }) => owed.title, cell: ({ owed }) => html`<a class="govuk-link" href="${paths.one.to({ owed: owed.id })}">${owed.title}</a><span class="dr-under">${byWords(owed)}${owed.owner && html`, ${owed.owner.name}`}</span>` },
    { heading: 'How it stands', text: (row) => howItStands(row, today), cell: (row) => html`${stateTag(row.state)}<span class="dr-under">${howItStands(row, today)}${row.deed && html`: ${deedLink(row.deed)}`}</span>` },
    { heading: 'Where the date comes from', text: ({ owed, because }) => `${owed.sentence} (${owed.source}). ${because}`, cell: ({ owed, because }) => html`${sentenceOf(owed)}<span class="dr-due__because">${because}</span><span class="dr-under">${owed.source}</span>` },
    { heading: 'Who sees to it', text: ({ owed }) => owed.owner?.name ?? (owed.by === 'law' ? 'The equality lead' : 'Nobody yet') },
  ],
  view: ({ clock: all, year, keeps, publishes }, list, { today, query }) => ({
    title: 'What is due', wide: true, guide: 'what-is-due',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">What is due</h1>
        <p class="dr-head__lead">Everything that the law asks and everything that we promised, with the sentence that each date comes from. Dates are ticked by the work itself.</p></div>
        <div class="dr-head__actions">${keeps && html`<a class="govuk-button govuk-button--secondary" href="${paths.newPromise.to()}">Add a promise</a>`}<a class="govuk-link" href="${paths.owed.to()}">Duties and promises</a><a class="govuk-link" href="${paths.deeds.to()}">What was done</a>
          <a class="govuk-link" href="${paths.calendars.to()}">Put this in your calendar</a>${keeps && html`<a class="govuk-link" href="${paths.settings.to()}">What we are</a>`}${(keeps || publishes) && html`<a class="govuk-link" href="${paths.publish.to()}">Publication</a>`}</div></div>
      ${all.employer === null && notSetUp(keeps)}
      ${all.owed.length === 0 ? empty(keeps) : html`
      ${figures(all.dates, today)}
      <div class="dr-clock">${wheelOf('wheel', narrowed(all.dates, query), year, today)}<section aria-labelledby="next"><h2 class="govuk-heading-m" id="next">Next</h2>${nextOnes(all.dates, today)}</section></div>
      <h2 class="govuk-heading-m">Every date, ${financialYearInWords(financialYear(year))}</h2>
      ${list}`}`,
  }),
})

/** Worked out once for each change and each day. */
export function rememberedClock({ db, organisation, today, remember }: Pick<House, 'db' | 'organisation' | 'today' | 'remember'>): Promise<Clock> {
  return remember(`duty-clock.clock ${today.toString()}`, () => findClock(db, organisation.id, today))
}

const narrowed = (dates: readonly Due[], query: House['query']): readonly Due[] => query.get('by') === '' ? dates : dates.filter((each) => each.owed.by === query.get('by'))

function figures(dates: readonly Due[], today: Temporal.PlainDate): Html {
  const { from, to } = financialYearOf(today)
  const isThisYear = ({ on }: Due): boolean => on !== null && Temporal.PlainDate.compare(from, on) <= 0 && Temporal.PlainDate.compare(on, to) <= 0
  const of = (...states: readonly Due['state'][]): number => dates.filter((each) => states.includes(each.state)).length
  const ofYear = (...states: readonly Due['state'][]): number => dates.filter((each) => isThisYear(each) && states.includes(each.state)).length
  const figure = (count: number, label: string, state: string | null, look: string | null) => html`<div class="dr-figure${look !== null && count > 0 && html` dr-figure--${look}`}"><dt class="dr-figure__label">${label}</dt><dd class="dr-figure__value">${state === null ? things(count) : html`<a href="${paths.clock.to()}?state=${state}" aria-label="${things(count)} ${label}">${things(count)}</a>`}</dd></div>`
  return html`<dl class="dr-figures">${figure(of('late'), 'late', 'late', 'late')}${figure(of('due soon'), 'due in the next 30 days', 'due+soon', 'at-risk')}${figure(ofYear('kept'), 'kept in time since April', 'kept', 'done')}${figure(ofYear('kept late'), 'done late since April', 'kept+late', null)}${of('not known') > 0 && figure(of('not known'), 'with no date yet', 'not+known', 'asked')}</dl>`
}

function nextOnes(dates: readonly Due[], today: Temporal.PlainDate): Html {
  const waiting = dates.filter(({ state }) => state === 'late' || state === 'due soon' || state === 'ahead').slice(0, 6)
  if (waiting.length === 0) return html`<p class="govuk-body">Nothing waits.</p>`
  return html`<ul class="dr-tasks">${waiting.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.one.to({ owed: each.owed.id })}">${each.owed.title}</a><span class="dr-under">${byWords(each.owed)}. ${each.because}</span></div>
    <div>${stateTag(each.state)}<span class="dr-under">${each.due !== null && dayInWords(each.due)}${each.state !== 'ahead' && html`, ${howItStands(each, today).toLowerCase()}`}</span></div></li>`)}</ul>`
}

function notSetUp(keeps: boolean): Html {
  return html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">We do not know yet what the law asks of you</p><p class="govuk-body">It differs between England, Wales and Scotland, and with how many people you employ.${keeps && html` <a class="govuk-link" href="${paths.settings.to()}">Say where you are, and how many you employ</a>`}</p></div>`
}

function empty(keeps: boolean): Html {
  return html`<div class="dr-empty"><h2 class="govuk-heading-m">Nothing is on the clock yet</h2><p class="govuk-body">${keeps ? html`<a class="govuk-link" href="${paths.suggestions.to()}">Choose promises that other bodies make</a>, or <a class="govuk-link" href="${paths.newPromise.to()}">type your own</a> as your strategy says it.` : 'The equality lead adds what you promised.'}</p></div>`
}
