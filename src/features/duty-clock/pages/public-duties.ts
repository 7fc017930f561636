import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { financialYearOf } from '#duty/quarters.ts'
import { yearWheel, type WheelMark } from '#charts/index.ts'
import { html, type Html } from '#html/html.ts'
import { findNewest, letOutWords } from '#features/publication/index.ts'
import type { FrontPagePart } from '#web/offers.ts'
import { publicPage } from '#web/page.ts'
import { daysInWords } from '../owed.ts'
import { paths } from '../paths.ts'
import type { PublicClock, PublicDate, PublicOwed } from '../publishing.ts'

/** What the law and our own word ask of us, and when we did it: for anybody. */
export const publicDuties = publicPage({
  path: paths.publicDuties,
  load: async (_at, { db, organisation }) => findNewest(db, organisation.id, paths.publicDuties.to()),
  show(edition, { organisation, today }) {
    const crumbs = [{ text: 'Home', href: '/' }]
    if (edition === null || edition.withdrawn) {
      return { title: 'What we must publish', crumbs, main: html`<h1 class="govuk-heading-xl">What we must publish, and when we did</h1>${edition === null ? html`<p class="govuk-body-l">${organisation.name} has not published this yet.</p>` : html`<p class="govuk-body-l">This page was taken down on ${dayInWords(dayInLondon(edition.publishedAt))}.</p><p class="govuk-body">${edition.note}</p>`}` }
    }
    const { owed } = edition.content as unknown as PublicClock
    const [law, own] = [owed.filter((each) => each.by === 'law'), owed.filter((each) => each.by === 'promise')]
    return {
      title: 'What we must publish, and when we did', wide: true, crumbs,
      main: html`<div class="dr-hero"><p class="dr-hero__over">${organisation.name}</p><h1 class="dr-hero__title govuk-heading-xl">What we must publish, and when we did</h1>
          <p class="dr-hero__lead">The law sets us dates, and we have set ourselves more. Here is each of them: the sentence that it comes from, when we did it, and what is late.</p></div>
        <div class="dr-clock">${wheel(owed, today)}<div><h2 class="govuk-heading-m">Coming next</h2>${comingNext(owed, today)}</div></div>
        <h2 class="govuk-heading-l">What the law asks</h2>${law.length === 0 ? html`<p class="govuk-body">Nothing is shown here yet.</p>` : law.map((each) => one(each, today))}
        ${own.length > 0 && html`<h2 class="govuk-heading-l">What we promised ourselves</h2>${own.map((each) => one(each, today))}`}
        <p class="govuk-body-s">${letOutWords(edition.letOut)}, version ${String(edition.version)} of ${dayInWords(dayInLondon(edition.publishedAt))}.</p>`,
    }
  },
})

const day = (words: string): Temporal.PlainDate => Temporal.PlainDate.from(words)

function stateOf(date: PublicDate, today: Temporal.PlainDate): 'kept' | 'kept late' | 'not kept' | 'late' | 'ahead' {
  return date.kept !== '' ? date.kept : Temporal.PlainDate.compare(day(date.due), today) < 0 ? 'late' : 'ahead'
}

const looks = { kept: ['done', 'dot', 'Done in time'], 'kept late': ['done', 'ringed', 'Done late'], 'not kept': ['late', 'cross', 'Not kept'], late: ['late', 'diamond', 'Late'], ahead: ['not-started', 'hollow', 'Still to come'] } as const

function how(date: PublicDate, today: Temporal.PlainDate): string {
  const state = stateOf(date, today)
  if (state === 'not kept') return 'Not kept'
  const days = day(date.due).until(date.doneOn === '' ? today : day(date.doneOn), { largestUnit: 'days' }).days
  if (state === 'late') return `Late by ${daysInWords(days)}`
  if (state === 'ahead') return 'Still to come'
  return state === 'kept' ? `Done on ${dayInWords(day(date.doneOn))}, in time` : `Done on ${dayInWords(day(date.doneOn))}, ${daysInWords(days)} late`
}

function wheel(owed: readonly PublicOwed[], today: Temporal.PlainDate): Html {
  const { from, to, beginning } = financialYearOf(today)
  const dates = owed.flatMap((each) => each.dates.map((date) => ({ each, date }))).filter(({ date }) => Temporal.PlainDate.compare(from, day(date.on)) <= 0 && Temporal.PlainDate.compare(day(date.on), to) <= 0)
  const states = new Set(dates.map(({ date }) => stateOf(date, today)))
  return yearWheel({
    id: 'wheel', title: `Our year, April ${beginning} to March ${beginning + 1}`, from, today, middle: [`${beginning} to`, String(beginning + 1)], rings: { outer: 'what the law asks', inner: 'what we promised ourselves' },
    key: (['late', 'ahead', 'kept', 'kept late', 'not kept'] as const).filter((state) => states.has(state)).map((state) => ({ tone: looks[state][0], shape: looks[state][1], words: looks[state][2] })),
    marks: dates.map(({ each, date }): WheelMark => { const [tone, shape] = looks[stateOf(date, today)]; return { on: day(date.on), ring: each.by === 'law' ? 'outer' : 'inner', tone, shape, words: `${each.title}, ${dayInWords(day(date.due))}: ${how(date, today)}` } }),
  })
}

function comingNext(owed: readonly PublicOwed[], today: Temporal.PlainDate): Html {
  const next = owed.flatMap((each) => each.dates.filter((date) => { const state = stateOf(date, today); return state === 'late' || state === 'ahead' }).map((date) => ({ each, date }))).sort((one, other) => one.date.due < other.date.due ? -1 : 1).slice(0, 5)
  return next.length === 0 ? html`<p class="govuk-body">Nothing is waiting.</p>` : html`<ul class="dr-tasks">${next.map(({ each, date }) => { const state = stateOf(date, today); return html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="#${anchor(each)}">${each.title}</a><span class="dr-under">${dayInWords(day(date.due))}</span></div><div><span class="dr-rating dr-rating--${looks[state][0]}">${state === 'late' ? how(date, today) : looks[state][2]}</span></div></li>` })}</ul>`
}

const anchor = (each: PublicOwed): string => `owed-${each.id}`

function one(each: PublicOwed, today: Temporal.PlainDate): Html {
  // Of what is to come, the next: the ones after it move with it.
  const next = each.dates.find((date) => stateOf(date, today) === 'ahead')
  const past = each.dates.filter((date) => stateOf(date, today) !== 'ahead').toReversed()
  // What is open, and how it went the last time; the years before are folded away.
  const first = past.filter((date, at) => at === 0 || stateOf(date, today) === 'late')
  const before = past.filter((date) => !first.includes(date))
  const shown = [...(next ? [next] : []), ...first]
  return html`<section class="dr-promise" id="${anchor(each)}" aria-labelledby="${anchor(each)}-name"><h3 class="govuk-heading-m" id="${anchor(each)}-name">${each.title}</h3>
    <p class="govuk-body">${each.sentence}</p>
    <p class="govuk-body-s">${each.link === '' ? each.source : html`<a class="govuk-link" href="${each.link}">${each.source}</a>`}. ${each.when}.</p>
    ${shown.length === 0 ? html`<p class="govuk-body">No date is known yet.</p>` : lines(shown, today)}
    ${before.length > 0 && html`<details class="govuk-details govuk-!-margin-bottom-0"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${before.length === 1 ? 'One earlier date' : `${before.length} earlier dates`}<span class="govuk-visually-hidden"> of: ${each.title}</span></span></summary>
      <div class="govuk-details__text">${byYear(before).map(([year, dates]) => html`<h4 class="govuk-heading-s govuk-!-margin-bottom-1">${year}</h4>${lines(dates, today)}`)}</div></details>`}</section>`
}

function byYear(dates: readonly PublicDate[]): readonly (readonly [string, readonly PublicDate[]])[] {
  return [...Map.groupBy(dates, ({ due }) => due.slice(0, 4)).entries()]
}

/** One line for each date: when it was due, what was done, how it went. */
function lines(dates: readonly PublicDate[], today: Temporal.PlainDate): Html {
  return html`<ul class="dr-tasks">${dates.map((date) => {
    const state = stateOf(date, today)
    return html`<li class="dr-task"><div class="dr-task__what">Due ${dayInWords(day(date.due))}${state !== 'ahead' && html`<span class="dr-under">${whatWasDone(date)}${state !== 'not kept' && html`. ${how(date, today)}`}</span>`}</div><div><span class="dr-rating dr-rating--${looks[state][0]}">${looks[state][2]}</span></div></li>`
  })}</ul>`
}

function whatWasDone({ kept, deed, doneOn, href }: PublicDate): Html {
  if (href !== '' && deed !== '') return html`<a class="govuk-link" href="${href}">${deed}</a>`
  if (kept === 'not kept') return html`It took place, and this was not done`
  return html`${deed !== '' ? deed : doneOn === '' ? 'Nothing yet' : 'Done, and kept inside'}`
}

/** On the front page: what is late, and what comes next. */
export const onFrontPage: FrontPagePart = {
  name: 'duty-clock.next', part: 'what we must publish',
  async make(db, organisation, today) {
    const edition = await findNewest(db, organisation, paths.publicDuties.to())
    if (edition === null || edition.withdrawn) return null
    const dates = (edition.content as unknown as PublicClock).owed.flatMap((each) => each.dates.map((date) => ({ each, date }))).toSorted((a, b) => a.date.due.localeCompare(b.date.due))
    const shown = [...dates.filter(({ date }) => stateOf(date, today) === 'late').slice(-3), ...dates.filter(({ date }) => stateOf(date, today) === 'ahead').slice(0, 4)]
    return {
      title: 'What we must publish, and when we did', href: paths.publicDuties.to(), words: 'The law sets us dates, and we have set ourselves more. These come next, after whatever is late.',
      lines: shown.map(({ each, date }) => ({ text: each.title, href: paths.publicDuties.to(), note: `${dayInWords(day(date.due))}. ${how(date, today)}` })), more: 'See all dates',
    }
  },
}
