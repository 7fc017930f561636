/** What reports may take from here without knowing this room. */
import { dayInWords } from '#duty/dates.ts'
import { asText } from '#disclosure/shown.ts'
import type { KindOfThing, ReportSection } from '#web/offers.ts'
import { mayReadIndicators } from '../access.ts'
import { current, periodWords, staleSince, standingOf } from '../indicator.ts'
import { findIndicator, listIndicators, listValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import { rangeWords, shownOf, standingWords, targetWords, yearBefore } from './parts.ts'

export const indicatorThing: KindOfThing = {
  kind: 'indicators.indicator',
  async find(db, organisation, id, reader) {
    const found = reader !== null && mayReadIndicators(reader) ? await findIndicator(db, organisation, id) : null
    return found && { title: found.title, href: paths.indicator.to({ indicator: found.id }) }
  },
}

export const indicatorsSection: ReportSection = {
  name: 'indicators.all', title: 'What the figures say', tells: 'Every indicator with its newest value in these days, the year before, its target, and what was said of it.', readers: ['board', 'public'],
  async make(db, organisation, { from, to, for: reader, today }) {
    const all = (await listIndicators(db, organisation)).filter((each) => reader === 'board' || each.isPublic)
    const values = await listValues(db, organisation, all.map((each) => each.id))
    const rows = all.flatMap((indicator) => {
      const own = values.get(indicator.id) ?? []
      const newest = current(own).filter(({ value }) => Temporal.PlainDate.compare(value.to, from) >= 0 && Temporal.PlainDate.compare(value.to, to) <= 0 && (reader === 'board' || value.figure.audience === 'public')).at(-1)?.value
      return newest === undefined ? [] : [{ indicator, newest, before: yearBefore(own, newest), stale: staleSince(indicator, newest, today) }]
    })
    if (rows.length === 0) return []
    return [
      { kind: 'table', table: {
        title: 'Indicators', notes: ['A range is how far chance alone could have moved a share (95%). What is for context has no target, and neither way is better by itself.'],
        headings: [{ text: 'Indicator' }, { text: 'Period' }, { text: 'Value', kind: 'number' }, { text: 'Range' }, { text: 'A year before', kind: 'number' }, { text: 'Target' }, { text: 'How it stands' }],
        rows: rows.map(({ indicator, newest, before, stale }) => [indicator.title, periodWords(newest), asText(shownOf(indicator, newest)), rangeWords(indicator, newest), before !== null && (reader === 'board' || before.figure.audience === 'public') ? before.figure.text : '', targetWords(indicator, newest), `${standingWords[standingOf(indicator, newest)]}${stale === null ? '' : `. Out of date since ${dayInWords(stale)}`}`]),
      } },
      ...rows.map(({ indicator, newest }) => ({ kind: 'paragraph' as const, text: `${indicator.title}, ${periodWords(newest)}: ${newest.commentary} Definition: ${indicator.definition} Source: ${newest.source}.` })),
    ]
  },
}
