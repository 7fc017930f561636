import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { listing } from '#web/listing.ts'
import { mayKeepIndicators, mayReadIndicators } from '../access.ts'
import { current, periodWords, staleSince, standingOf, type Indicator, type Value } from '../indicator.ts'
import { listIndicators, listValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import { frequencyWords, standingTag, standingWords, targetWords, yearBefore } from './parts.ts'

interface Row { readonly indicator: Indicator; readonly newest: Value | null; readonly before: Value | null; readonly stale: Temporal.PlainDate | null }

/** Everything that is watched, with its newest value and whether that is still fresh. */
export const indicators = listing({
  path: paths.indicators,
  async load(_at, { db, organisation, today }, asked) {
    const all = await listIndicators(db, organisation.id)
    const values = await listValues(db, organisation.id, all.map((each) => each.id))
    const rows = all.map((indicator): Row => {
      const own = values.get(indicator.id) ?? []
      const newest = current(own).at(-1)?.value ?? null
      return { indicator, newest, before: newest === null ? null : yearBefore(own, newest), stale: staleSince(indicator, newest, today) }
    })
    return { rows: rows.slice(asked.offset, asked.offset + asked.limit), stale: rows.filter((each) => each.stale !== null).length, empty: rows.filter((each) => each.newest === null).length }
  },
  access: (person) => mayReadIndicators(person),
  rows: (loaded) => loaded.rows,
  caption: () => 'Indicators',
  none: 'Nothing is watched in figures yet.',
  columns: () => [
    { heading: 'Indicator', text: ({ indicator }) => indicator.title, cell: ({ indicator }) => html`<a class="govuk-link" href="${paths.indicator.to({ indicator: indicator.id })}">${indicator.title}</a><span class="dr-under">${frequencyWords[indicator.frequency]}</span>` },
    { heading: 'Newest', kind: 'number', text: ({ newest }) => newest === null ? 'No value' : newest.figure.text },
    { heading: 'Period', text: ({ newest }) => newest === null ? '' : periodWords(newest) },
    { heading: 'A year before', kind: 'number', text: ({ before }) => before?.figure.text ?? '' },
    { heading: 'Target', text: ({ indicator, newest }) => newest === null ? '' : targetWords(indicator, newest) },
    { heading: 'How it stands', text: ({ indicator, newest, stale }) => `${newest === null ? '' : standingWords[standingOf(indicator, newest)]}${stale === null ? '' : `. Out of date since ${dayInWords(stale)}`}`, cell: ({ indicator, newest, stale }) => html`${newest !== null && standingTag(standingOf(indicator, newest))}${stale !== null && html`<span class="dr-under"><strong>Out of date</strong> since ${dayInWords(stale)}</span>`}` },
    { heading: 'Owner', text: ({ indicator }) => indicator.owner.name },
  ],
  view: (_loaded, list, { person }) => ({
    title: 'Indicators', wide: true, guide: 'indicators',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Indicators</h1><p class="dr-head__lead">What we watch in figures, and what was said of each.</p></div>
      <div class="dr-head__actions">${mayKeepIndicators(person) && html`<a class="govuk-button govuk-button--secondary" href="${paths.newIndicator.to()}">Add an indicator</a><a class="govuk-link" href="${paths.publish.to()}">Publish the indicators</a>`}</div></div>${list}`,
  }),
})
