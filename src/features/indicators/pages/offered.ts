/** What reports may take from here without knowing this room. */
import { dayInWords } from '#duty/dates.ts'
import { asText } from '#disclosure/shown.ts'
import { createHash } from 'node:crypto'
import type { Reading } from '#database/database.ts'
import { canonicalJson, type Json } from '#database/canonical.ts'
import type { AskedOfSection, KindOfSeries, KindOfSource, KindOfThing, ReportSection, Rests, Series } from '#web/offers.ts'
import { mayReadIndicators } from '../access.ts'
import { current, periodWords, rangeOf, staleSince, standingOf, targetFor, textOf, type Indicator, type Value } from '../indicator.ts'
import { findIndicator, listIndicators, listValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'
import { cited, rangeWords, shownOf, standingWords, targetWords, yearBefore } from './parts.ts'

export const indicatorThing: KindOfThing = {
  kind: 'indicators.indicator',
  async find(db, organisation, id, reader) {
    const found = reader !== null && mayReadIndicators(reader) ? await findIndicator(db, organisation, id) : null
    return found && { title: found.title, href: paths.indicator.to({ indicator: found.id }) }
  },
}

/** For rooms whose things rest on an indicator or are known by one. What they are is public one day, so only public figures go out. */
export const indicatorSeries: KindOfSeries = {
  kind: 'indicators.indicator',
  async list(db, organisation) {
    const all = (await listIndicators(db, organisation)).filter((each) => each.isPublic)
    const values = await listValues(db, organisation, all.map((each) => each.id))
    return all.filter(({ id }) => inPublic(values.get(id) ?? []).length > 0).map(({ id, title }) => ({ id, title }))
  },
  async find(db, organisation, ids) {
    const wanted = new Set(ids)
    const all = (await listIndicators(db, organisation)).filter((each) => each.isPublic && wanted.has(each.id))
    const values = await listValues(db, organisation, all.map((each) => each.id))
    return new Map(all.map((each) => [each.id, seriesOf(each, inPublic(values.get(each.id) ?? []))]))
  },
}

const inPublic = (values: readonly Value[]): readonly Value[] => current(values).map(({ value }) => value).filter((value) => value.figure.audience === 'public')

function seriesOf(indicator: Indicator, values: readonly Value[]): Series {
  return {
    title: indicator.title, definition: indicator.definition, source: indicator.source, version: `version ${indicator.version}`, better: indicator.polarity, href: paths.indicator.to({ indicator: indicator.id }),
    points: values.map((value) => {
      const range = rangeOf(indicator.unit, value.figure)
      const target = indicator.polarity === 'context' ? null : targetFor(indicator, value.to)
      return {
        from: value.from, to: value.to, value: shownOf(indicator, value), of: value.figure.denominator === null ? '' : `${textOf('number', value.figure.denominator)} ${indicator.denominator}`, source: value.source,
        low: range === null ? null : cited(indicator, value, range.low), high: range === null ? null : cited(indicator, value, range.high), target: target === null ? null : { value: cited(indicator, value, target.value), by: Temporal.PlainDate.from(target.on) },
      }
    }),
  }
}

export const indicatorsSection: ReportSection = {
  name: 'indicators.all', title: 'What the figures say', tells: 'Every indicator with its newest value in these days, the year before, its target, and what was said of it.', readers: ['board', 'public'],
  async restsOn(db, organisation, asked) {
    return (await told(db, organisation, asked)).map(({ indicator, newest, times }): Rests => ({ kind: oneValue, id: `${indicator.id} ${newest.to.toString()}`, version: String(times), sha256: hashOf(newest), title: `${indicator.title}, ${periodWords(newest)}` }))
  },
  async make(db, organisation, asked) {
    const { for: reader } = asked
    const rows = await told(db, organisation, asked)
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

/** The newest value of each indicator in these days, as often as it was corrected. */
async function told(db: Reading, organisation: string, { from, to, for: reader, today }: AskedOfSection) {
  const all = (await listIndicators(db, organisation)).filter((each) => reader === 'board' || each.isPublic)
  const values = await listValues(db, organisation, all.map((each) => each.id))
  return all.flatMap((indicator) => {
    const own = values.get(indicator.id) ?? []
    const found = current(own).filter(({ value }) => Temporal.PlainDate.compare(value.to, from) >= 0 && Temporal.PlainDate.compare(value.to, to) <= 0 && (reader === 'board' || value.figure.audience === 'public')).at(-1)
    return found === undefined ? [] : [{ indicator, newest: found.value, times: found.earlier.length + 1, before: yearBefore(own, found.value), stale: staleSince(indicator, found.value, today) }]
  })
}

export const oneValue = 'indicators.value'
export const hashOf = (value: Value): string => createHash('sha256').update(canonicalJson(JSON.parse(JSON.stringify(value)) as Json)).digest('hex')

/** An indicator's value for a period: a correction is its next version. */
export const valueSource: KindOfSource = {
  kind: oneValue,
  async newest(db, organisation, ids) {
    const values = await listValues(db, organisation, [...new Set(ids.map((id) => id.slice(0, 36)))])
    return new Map([...values].flatMap(([indicator, own]) => current(own).map(({ value, earlier }) => [`${indicator} ${value.to.toString()}`, { version: String(earlier.length + 1), sha256: hashOf(value), href: paths.indicator.to({ indicator }) }] as const)))
  },
}
