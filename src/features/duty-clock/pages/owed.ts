import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { listing } from '#web/listing.ts'
import { page } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepClock, mayReadClock } from '../access.ts'
import { howItStands, keptInTime, matches, ruleInWords, shownInWords, type Due, type Owed } from '../owed.ts'
import { paths } from '../paths.ts'
import { duties } from '../statute.ts'
import { rememberedClock } from './clock.ts'
import { byWords, crumbs, crumbsOf, deedLink, dueWords, sentenceOf, stateTag, summaryRows, things } from './parts.ts'

interface Row { readonly owed: Owed; readonly next: Due | null; readonly last: Due | null; readonly kept: string }

/** Every duty and every promise, with where it stands, its rule and when it is next due. */
export const owedList = listing({
  path: paths.owed,
  async load(_at, house, asked) {
    const clock = await rememberedClock(house)
    const { query, person, today } = house
    const rows = clock.owed.filter((each) => (query.get('by') === '' || each.by === query.get('by')) && (query.get('still') === '' || (query.get('still') === 'yes') === (each.until === null || Temporal.PlainDate.compare(today, each.until) <= 0))).map((owed): Row => {
      const dates = clock.dates.filter((each) => each.owed.id === owed.id)
      const { kept, of } = keptInTime(dates)
      return { owed, next: dates.find(({ state }) => state === 'late' || state === 'due soon' || state === 'ahead' || state === 'not known') ?? null, last: dates.findLast(({ deed }) => deed !== null) ?? null, kept: of === 0 ? 'None has passed yet' : `${things(kept)} of ${things(of)}` }
    })
    return { rows: rows.slice(asked.offset, asked.offset + asked.limit), keeps: mayKeepClock(person) }
  },
  access: (person) => mayReadClock(person),
  rows: ({ rows }) => rows,
  caption: () => 'Duties and promises',
  none: 'Nothing is on the clock yet.',
  filters: () => [{ name: 'by', label: 'Who asks for it', options: [{ value: 'law', text: 'The law' }, { value: 'promise', text: 'Our own promises' }] }, { name: 'still', label: 'Still owed', options: [{ value: 'yes', text: 'Still owed' }, { value: 'no', text: 'Ended' }] }],
  columns: (_loaded, { today }) => [
    { heading: 'What', text: ({ owed }) => owed.title, cell: ({ owed }) => html`<a class="govuk-link" href="${paths.one.to({ owed: owed.id })}">${owed.title}</a><span class="dr-under">${byWords(owed)}${owed.until !== null && html`, until ${dayInWords(owed.until)}`}</span>` },
    { heading: 'When', text: ({ owed }) => ruleInWords(owed.rule) },
    { heading: 'Next', kind: 'date', text: ({ next }) => next === null ? 'Nothing waits' : dueWords(next), cell: ({ next }) => next === null ? html`Nothing waits` : html`${dueWords(next)}<br>${stateTag(next.state)}` },
    { heading: 'Last time', text: ({ last }) => last === null ? 'Not noted here' : howItStands(last, today), cell: ({ last }) => last?.deed ? html`${howItStands(last, today)}<span class="dr-under">${deedLink(last.deed)}</span>` : html`Not noted here` },
    { heading: 'Kept in time', text: ({ kept }) => kept },
    { heading: 'Where it stands', text: ({ owed }) => owed.source },
    { heading: 'Who sees to it', text: ({ owed }) => owed.owner?.name ?? (owed.by === 'law' ? 'The equality lead' : 'Nobody yet') },
  ],
  view: ({ keeps }, list) => ({
    title: 'Duties and promises', wide: true, crumbs, guide: 'what-is-due',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Duties and promises</h1><p class="dr-head__lead">What the law asks of us, and what we said that we would do.</p></div>
      <div class="dr-head__actions">${keeps && html`<a class="govuk-button govuk-button--secondary" href="${paths.newPromise.to()}">Add a promise</a><a class="govuk-link" href="${paths.suggestions.to()}">Promises that other bodies make</a>`}</div></div>
      ${list}`,
  }),
})

/** One duty or promise: its sentence, its rule, and every date that it had, kept, late or early. */
export const owedOne = page({
  path: paths.one,
  async load({ owed: id }, house) {
    const clock = await rememberedClock(house)
    const owed = clock.owed.find((each) => each.id === id)
    if (!owed) throw new NotFound(`nothing owed is ${id}`)
    const promise = clock.promises.find((each) => each.id === id) ?? null
    const beside = clock.owed.filter((each) => each.id !== id && each.until === null && each.shownBy.some((one) => owed.shownBy.some((other) => one.kind === other.kind)))
    return {
      owed, promise, beside, duty: duties.find((each) => each.id === id) ?? null, dates: clock.dates.filter((each) => each.owed.id === id),
      before: clock.promises.find((each) => each.id === promise?.follows) ?? null, after: clock.promises.find((each) => each.follows === id) ?? null,
      uncounted: clock.deeds.filter((deed) => owed.shownBy.some((shows) => matches(deed, shows)) && !clock.dates.some((each) => each.owed.id === id && each.deed?.id === deed.id)),
    }
  },
  access: (person) => mayReadClock(person),
  view({ owed, promise, duty, dates, beside, before, after, uncounted }, { today, person }) {
    const keeps = mayKeepClock(person)
    const past = dates.filter(({ state }) => state !== 'ahead' && state !== 'due soon' && state !== 'not known').toReversed()
    const coming = dates.filter(({ state }) => state === 'ahead' || state === 'due soon' || state === 'not known')
    const { kept, of } = keptInTime(dates)
    return {
      title: owed.title, crumbs: crumbsOf(owed).slice(0, -1), guide: 'what-is-due',
      main: html`<span class="govuk-caption-l">${byWords(owed)}</span><h1 class="govuk-heading-l">${owed.title}</h1>
        <p class="govuk-body-l">${sentenceOf(owed)}</p>
        ${summaryRows([
          ['Where it stands', owed.link === null ? owed.source : html`<a class="govuk-link" href="${owed.link}">${owed.source}</a>`],
          ['Edition', duty && `${duty.edition}. Last checked on ${dayInWords(Temporal.PlainDate.from(duty.lastChecked))}`],
          ['When', html`${ruleInWords(owed.rule)}${promise && html`<br><span class="govuk-hint">Written: <span class="dr-written">${promise.written}</span></span>`}`],
          ['What shows that it was done', shownInWords(owed.shownBy)],
          ['Who sees to it', owed.owner?.name ?? (owed.by === 'law' ? 'The equality lead' : 'Nobody yet')],
          ['Counts from', dayInWords(owed.since)],
          ['Last done before that', owed.lastBefore && dayInWords(owed.lastBefore)],
          ['Ended', owed.until && html`${dayInWords(owed.until)}${promise && promise.endedBecause !== '' && html`: ${promise.endedBecause}`}`],
          ['Took the place of', before && html`<a class="govuk-link" href="${paths.one.to({ owed: before.id })}">${before.title}</a>`],
          ['Its place was taken by', after && html`<a class="govuk-link" href="${paths.one.to({ owed: after.id })}">${after.title}</a>`],
          ['Anybody may see it', owed.by === 'promise' && (owed.public ? 'Yes, on the page of what we must publish' : 'No')],
        ])}
        ${keeps && promise !== null && promise.until === null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.change.to({ owed: owed.id })}">Change this promise</a> or <a class="govuk-link" href="${paths.end.to({ owed: owed.id })}">end it</a></p>`}
        <h2 class="govuk-heading-m">Coming</h2>
        ${coming.length === 0 ? html`<p class="govuk-body">Nothing is coming.</p>` : html`<ul class="dr-tasks">${coming.slice(0, 8).map((each) => html`<li class="dr-task"><div class="dr-task__what"><strong>${dueWords(each)}</strong><span class="dr-due__because">${each.because}</span>${each.state === 'not known' && keeps && html`<a class="govuk-link" href="${paths.newDeed.to()}?kind=${encodeURIComponent(owed.shownBy[0]?.kind ?? '')}">Note when it was last done</a>`}</div><div>${stateTag(each.state)}</div></li>`)}</ul>`}
        <h2 class="govuk-heading-m">What became of it</h2>
        ${past.length === 0 ? html`<p class="govuk-body">No date has passed yet.</p>` : html`<p class="govuk-body">${things(kept)} of ${things(of)} ${of === 1 ? 'date' : 'dates'} kept in time.</p>
          <ol class="dr-timeline">${past.map((each) => html`<li class="dr-event dr-event--${each.state === 'kept' ? 'done' : each.state === 'kept late' ? 'at-risk' : 'late'}"><div class="dr-event__head"><h3 class="dr-event__title">Due ${dueWords(each)}</h3>${stateTag(each.state)}</div>
            <div class="dr-event__words"><p class="govuk-body govuk-!-margin-bottom-1">${howItStands(each, today)}${each.deed && html`: ${deedLink(each.deed)}`}</p><p class="dr-due__because">${each.because}</p></div></li>`)}</ol>`}
        ${uncounted.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Done too, without being what a date waited for</span></summary><div class="govuk-details__text"><ul class="govuk-list govuk-list--bullet">${uncounted.map((deed) => html`<li>${dayInWords(deed.on)}: ${deedLink(deed)}</li>`)}</ul></div></details>`}
        ${beside.length > 0 && html`<h2 class="govuk-heading-m">Beside it</h2><p class="govuk-body">The same work keeps these too. Where two dates differ, the earlier one comes first.</p><ul class="govuk-list govuk-list--bullet">${beside.map((each) => html`<li><a class="govuk-link" href="${paths.one.to({ owed: each.id })}">${each.title}</a> (${byWords(each).toLowerCase()}): ${ruleInWords(each.rule)}</li>`)}</ul>`}`,
    }
  },
})
