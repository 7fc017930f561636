import { current, type Beside, type Breakdown, type Indicator, type KeptFigure, type Value } from './indicator.ts'
import type { Json } from '#database/canonical.ts'

/** What becomes public of indicators: each with its definition, its values and what was said of them. Nothing that was cleared for the board alone, and no names. Pure. */
export interface PublicIndicator {
  readonly indicator: Pick<Indicator, 'id' | 'title' | 'definition' | 'numerator' | 'denominator' | 'unit' | 'about' | 'counted' | 'source' | 'polarity' | 'frequency' | 'serves' | 'baseline' | 'targets'>
  /** What Due Regard worked it out from, in words; empty for what was entered by hand. */
  readonly workedOutFrom: string
  /** Oldest first. */
  readonly values: readonly PublicValue[]
}
export interface PublicValue {
  readonly from: string
  readonly to: string
  readonly figure: KeptFigure
  readonly breakdown: Breakdown | null
  readonly beside: readonly Beside[]
  readonly commentary: string
  readonly source: string
  /** Each earlier figure of the period with why it was replaced, newest first. */
  readonly corrected: readonly { readonly was: string; readonly why: string }[]
}

/** The page of all of them, in order. */
export interface PublicFigures { readonly indicators: readonly { readonly id: string; readonly title: string }[] }

export const room = 'indicators'

/** As it would be public; null for one that is not for everybody, or has no figure that is. */
export function publicIndicator(indicator: Indicator, values: readonly Value[], workedOutFrom: string): PublicIndicator | null {
  const { id, title, definition, numerator, denominator, unit, about, counted, source, polarity, frequency, serves, baseline, targets } = indicator
  const shown = current(values).filter(({ value }) => value.figure.audience === 'public')
  if (!indicator.isPublic || shown.length === 0) return null
  return {
    indicator: { id, title, definition, numerator, denominator, unit, about, counted, source, polarity, frequency, serves, baseline, targets }, workedOutFrom,
    values: shown.map(({ value, earlier }) => ({
      from: value.from.toString(), to: value.to.toString(), figure: value.figure, commentary: value.commentary, source: value.source,
      breakdown: value.breakdown === null || value.breakdown.groups.some((each) => each.audience === 'board') ? null : value.breakdown, beside: value.beside.filter((each) => each.audience === 'public'),
      corrected: earlier.flatMap((was, at) => was.figure.audience === 'public' ? [{ was: was.figure.text, why: (at === 0 ? value : earlier[at - 1])?.why ?? '' }] : []),
    })),
  }
}

/** An indicator and its values as pages draw them, from what was published and nothing else. */
export function fromPublic(content: Json): { readonly indicator: Indicator; readonly values: readonly (Value & Pick<PublicValue, 'corrected'>)[]; readonly workedOutFrom: string } {
  const { indicator, values, workedOutFrom } = content as unknown as PublicIndicator
  return {
    workedOutFrom, indicator: { ...indicator, owner: { id: '', name: '' }, measure: null, breaksDownBy: null, compares: [], isPublic: true, version: 1 },
    values: values.map((each) => ({ ...each, id: each.to, from: Temporal.PlainDate.from(each.from), to: Temporal.PlainDate.from(each.to), replaces: null, why: '', by: '', at: Temporal.Instant.fromEpochMilliseconds(0) })),
  }
}
