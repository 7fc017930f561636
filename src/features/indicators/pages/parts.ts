/** Pieces that several of the room's pages show. */
import { dayInWords } from '#duty/dates.ts'
import { citedFigure } from '#disclosure/gate.ts'
import { absent, withheld, type Showable } from '#disclosure/shown.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { html, type Html } from '#html/html.ts'
import type { House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { current, rangeOf, targetFor, textOf, type Indicator, type Standing, type Value } from '../indicator.ts'
import { findIndicator, listValues } from '../indicator-store.ts'
import { paths } from '../paths.ts'

export async function indicatorOrNone({ db, organisation }: Pick<House, 'db' | 'organisation'>, id: string): Promise<{ readonly indicator: Indicator; readonly all: readonly Value[] }> {
  const indicator = await findIndicator(db, organisation.id, id)
  if (!indicator) throw new NotFound(`indicator ${id}`)
  return { indicator, all: (await listValues(db, organisation.id, [id])).get(id) ?? [] }
}

export const crumbsTo = (indicator: Indicator) => [{ text: 'Indicators', href: paths.indicators.to() }, { text: indicator.title, href: paths.indicator.to({ indicator: indicator.id }) }]

/**
 * A kept figure, for a page, a picture or a file. What was worked out by another room passed its gate before it was kept; what was typed of people passed it
 * when it was typed (`proving.ts`), and names the source that it was taken from.
 */
export function shownOf(indicator: Indicator, value: Value): Showable {
  const { figure } = value
  if (figure.value === null) return figure.text === '[c]' ? withheld : absent('[z]', 'There was nothing to measure.')
  return cited(indicator, value, figure.value, figure.text)
}

export function cited(indicator: Indicator, value: Pick<Value, 'to' | 'source'>, number: number, text = textOf(indicator.unit, number)): Showable {
  if (indicator.about === 'things' && indicator.unit === 'number' && Number.isSafeInteger(number) && number >= 0) return tallyOfThings(number, indicator.numerator)
  return citedFigure({ text, value: number, base: indicator.denominator === '' ? null : `of ${indicator.denominator}`, on: value.to.toString(), source: value.source, definition: indicator.definition })
}

export function rangeWords(indicator: Indicator, value: Value): string {
  const range = rangeOf(indicator.unit, value.figure)
  return range === null ? '' : `${textOf('percent', range.low)} to ${textOf('percent', range.high)}`
}

export function targetWords(indicator: Indicator, value: Pick<Value, 'to'>): string {
  const target = targetFor(indicator, value.to)
  return target === null ? '' : `${textOf(indicator.unit, target.value)} by ${dayInWords(Temporal.PlainDate.from(target.on))}`
}

const standingClasses: Record<Standing, string> = { met: 'done', 'within the threshold': 'at-risk', 'not due yet': 'not-started', 'not met': 'late', 'no target': 'not-started', 'context only': 'not-started', 'no figure': 'not-started' }
export const standingWords: Record<Standing, string> = { met: 'At or better than target', 'within the threshold': 'Within the threshold', 'not due yet': 'Target not due yet', 'not met': 'Not at target', 'no target': 'No target', 'context only': 'For context', 'no figure': 'No figure' }
export const standingTag = (standing: Standing): Html => html`<span class="dr-rating dr-rating--${standingClasses[standing]}">${standingWords[standing]}</span>`

/** The same period a year before, where there is one. */
export function yearBefore(all: readonly Value[], value: Pick<Value, 'to'>): Value | null {
  const day = value.to.subtract({ years: 1 })
  return current(all).find((each) => each.value.to.year === day.year && each.value.to.month === day.month)?.value ?? null
}

export const polarityWords = { higher: 'Higher is better', lower: 'Lower is better', context: 'For context: neither way is better by itself' } as const
export const frequencyWords = { quarter: 'Each quarter', 'half-year': 'Each half-year', year: 'Each year' } as const
export const unitWords = { percent: 'Per cent', number: 'A number', pounds: 'Pounds', ratio: 'A ratio' } as const

export function formula(indicator: Indicator): string {
  if (indicator.denominator === '') return `${unitWords[indicator.unit]}: ${indicator.numerator}`
  return `${indicator.numerator} ÷ ${indicator.denominator}${indicator.unit === 'percent' ? ' × 100, in per cent to one decimal place' : ''}`
}
