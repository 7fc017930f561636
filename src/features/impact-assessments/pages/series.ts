/** Figures over time of rooms that this one does not know: indicators, and measures of who works here. They come through what those rooms offer. */
import { rangeInWords } from '#duty/dates.ts'
import { asText, asValue, isShown, type Showable } from '#disclosure/shown.ts'
import type { Measure, Series, SeriesPoint } from '#web/offers.ts'
import type { House } from '#web/page.ts'
import { hashOfNumbers, type Rest } from '../assessment-store.ts'
import type { EvidenceFigures, OverTime } from '../content.ts'
import type { Taken } from './taking-figures.ts'

type At = Pick<House, 'db' | 'organisation' | 'offers' | 'today'>
type Asked = Pick<EvidenceFigures, 'room' | 'asked'>
type SeriesAsked = Asked & { readonly room: 'indicators' | 'measures' }

export const isSeries = (asked: Asked): asked is SeriesAsked => asked.room === 'indicators' || asked.room === 'measures'
export const keyOf = ({ room, asked }: Asked): string => `${room}/${asked}`
/** What a choice in a list means. */
export function seriesOf(chosen: string): SeriesAsked | null {
  const [room = '', ...asked] = chosen.split('/')
  return room === 'indicators' || room === 'measures' ? { room, asked: asked.join('/') } : null
}

const indicatorKind = 'indicators.indicator'
/** Of who works here, as the public may see it. */
const isMeasure = ({ name }: Measure): boolean => name.startsWith('equality-monitoring.') && !name.startsWith('equality-monitoring.board-')

/** For a list to choose from: only what everybody may see, because an assessment is published. */
export async function seriesOffered({ db, organisation, offers }: At): Promise<readonly { readonly value: string; readonly text: string }[]> {
  const indicators = await offers.series.find((each) => each.kind === indicatorKind)?.list(db, organisation.id) ?? []
  return [...indicators.map(({ id, title }) => ({ value: `indicators/${id}`, text: `Indicator: ${title}` })), ...offers.measures.filter(isMeasure).map(({ name, title }) => ({ value: `measures/${name}`, text: `Who works here: ${title}` }))]
}

/** Those that there are, by their key. Each indicator is read once, whatever number is asked for. */
export async function findSeries(at: At, asked: readonly Asked[]): Promise<ReadonlyMap<string, Series>> {
  const wanted = asked.filter(isSeries)
  const ids = [...new Set(wanted.flatMap((each) => each.room === 'indicators' ? [each.asked] : []))]
  const indicators = ids.length === 0 ? new Map<string, Series>() : await at.offers.series.find((each) => each.kind === indicatorKind)?.find(at.db, at.organisation.id, ids) ?? new Map<string, Series>()
  const found = new Map([...indicators].map(([id, series]) => [`indicators/${id}`, series]))
  for (const name of new Set(wanted.flatMap((each) => each.room === 'measures' ? [each.asked] : []))) {
    const measure = at.offers.measures.find((each) => each.name === name && isMeasure(each))
    if (measure !== undefined) found.set(`measures/${name}`, await worked(at, measure))
  }
  return found
}

/** A measure, worked out for each of the last years. What was not cleared for everybody is left out. */
async function worked({ db, organisation, today }: At, measure: Measure): Promise<Series> {
  const points: SeriesPoint[] = []
  let href = ''
  for (let years = 5; years >= 1; years--) {
    const span = { from: today.subtract({ years }).add({ days: 1 }), to: today.subtract({ years: years - 1 }) }
    const found = await measure.work(db, organisation.id, span)
    if (!('value' in found) || !(found.value.state === 'tally' || (isShown(found.value) && found.value.audience === 'public'))) continue
    href = found.href
    points.push({ from: found.on, to: found.on, value: found.value, of: found.of === undefined ? '' : asText(found.of), low: null, high: null, target: null, source: found.source })
  }
  return { title: measure.title, definition: measure.definition, source: points.at(-1)?.source ?? '', version: '', better: 'context', href, points }
}

const mostPoints = 12
export const whenOf = ({ from, to }: Pick<SeriesPoint, 'from' | 'to'>): string => from.equals(to) ? to.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }) : rangeInWords(from, to)
const rangeOf = ({ low, high }: SeriesPoint): string => low === null || high === null ? '' : `${asText(low)} to ${asText(high)}`
const targetOf = ({ target }: SeriesPoint): string => target === null ? '' : `${asText(target.value)} by ${target.by.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`
const number = (figure: Showable): { readonly text: string; readonly value: number | null } => ({ text: asText(figure), value: asValue(figure) })

/** As it stands now, to be kept: the table, the numbers of its picture, and which version and period it is. Null where there is no figure yet. */
export function takeSeries(asked: Asked, series: Series): Taken | null {
  const points = series.points.slice(-mostPoints)
  const last = points.at(-1)
  if (last === undefined) return null
  const has = { of: points.some((each) => each.of !== ''), range: points.some((each) => rangeOf(each) !== ''), target: points.some((each) => each.target !== null) }
  const over = points.map((each): OverTime => ({
    label: each.to.toLocaleString('en-GB', { month: 'short', year: 'numeric' }), ...number(each.value), low: each.low === null ? null : asValue(each.low), high: each.high === null ? null : asValue(each.high), target: each.target === null ? null : number(each.target.value),
  }))
  return {
    figures: {
      room: asked.room, asked: asked.asked, taken: last.to.toString(), title: series.title, definition: series.definition, ...(series.version === '' ? {} : { version: series.version }), over,
      headings: ['Period', 'Value', ...has.of ? ['Out of'] : [], ...has.range ? ['Range (95%)'] : [], ...has.target ? ['Target'] : []],
      rows: points.map((each) => [whenOf(each), asText(each.value), ...has.of ? [each.of] : [], ...has.range ? [rangeOf(each)] : [], ...has.target ? [targetOf(each)] : []]),
    },
    shows: `${series.title}: ${pointInWords(last)}.${targetOf(last) === '' ? '' : ` Target: ${targetOf(last)}.`}`, source: last.source, on: last.to.toString(), address: null,
  }
}

/** “64.1% (25 of 39 assessments), 1 April to 30 September 2026”. */
export function pointInWords(point: SeriesPoint): string {
  return `${asText(point.value)}${point.of === '' ? '' : ` of ${point.of}`}${rangeOf(point) === '' ? '' : ` (by chance alone ${rangeOf(point)})`}, ${whenOf(point)}`
}

export const targetInWords = (series: Series): string => { const last = series.points.at(-1); return last === undefined ? '' : targetOf(last) }

/** Whether there is something newer than what was taken, in words; null where what was taken still is. */
export function newerThanTaken(taken: Pick<Rest, 'taken' | 'numbers'> & Asked, series: Series | undefined): string | null {
  const now = series === undefined ? null : takeSeries(taken, series)
  if (now === null || series === undefined) return null
  const last = series.points.at(-1)
  if (now.figures.taken !== taken.taken) return last === undefined ? null : `figures of ${whenOf(last)}`
  return taken.numbers === '' || hashOfNumbers(now.figures) === taken.numbers ? null : `figures of ${last === undefined ? 'the same days' : whenOf(last)}, corrected since`
}
