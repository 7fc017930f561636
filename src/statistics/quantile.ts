import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { compare, decimal, fraction, isNought, nought, plus, sum, times } from './rational.ts'
import type { Rational } from './rational.ts'

/**
 * Percentiles. `at` is the part below, from 0 to 1 (0.5 for the median), read as the decimal that is written. Values in
 * any order. Errors, all of them: `no-data` for no values; `undefined` for a value that is no number or an `at` outside 0 to 1.
 */
export interface Quantile { readonly value: number }

/** Linear between neighbours: what R and spreadsheets give (type 7 of Hyndman and Fan 1996). */
export function quantileType7(values: readonly number[], at: number): Quantile | NoFigure {
  const fault = faultIn(values, at)
  if (fault) return fault
  const sorted = Float64Array.from(values).sort()
  return { value: between(at * (sorted.length - 1), (index) => sorted[index] ?? 0) }
}

/** The first value that has so many at or below it, or halfway to the next when exactly so many do (type 2): the median that people expect. */
export function quantileType2(values: readonly number[], at: number): Quantile | NoFigure {
  const fault = faultIn(values, at)
  if (fault) return fault
  const sorted = Float64Array.from(values).sort()
  const place = times(decimal(at), fraction(sorted.length))
  const index = Number((place.over + place.under - 1n) / place.under) - 1
  const lower = sorted[Math.max(0, index)] ?? 0
  return { value: place.under === 1n && index >= 0 ? (lower + (sorted[index + 1] ?? lower)) / 2 : lower }
}

/** Type 2 with weights, which are compared exactly; a weight of nought leaves its value out. Errors also: `undefined` for a negative weight. */
export function weightedQuantileType2(values: readonly number[], weights: readonly number[], at: number): Quantile | NoFigure {
  const fault = faultIn(values, at) ?? faultInWeights(values, weights)
  if (fault) return fault
  const weighted = values.map((value, index) => ({ value, weight: decimal(weights[index] ?? 0) })).filter(({ weight }) => !isNought(weight)).sort((a, b) => a.value - b.value)
  const target = times(decimal(at), sum(weighted.map(({ weight }) => weight)))
  let reached: Rational = nought
  for (const [index, { value, weight }] of weighted.entries()) {
    reached = plus(reached, weight)
    const order = compare(reached, target)
    if (order >= 0) return { value: order > 0 ? value : (value + (weighted[index + 1]?.value ?? value)) / 2 }
  }
  return noFigure('no-data', 'All weights are nought.')
}

/** Type 7 of values that each stand for a whole number of people: the same as if every person were listed. */
export function frequencyQuantileType7(values: readonly number[], people: readonly number[], at: number): Quantile | NoFigure {
  const fault = faultIn(values, at) ?? faultInWeights(values, people)
  if (fault) return fault
  if (!people.every(Number.isSafeInteger)) return noFigure('undefined', 'A number of people must be whole.')
  const counted = values.map((value, index) => ({ value, people: people[index] ?? 0 })).filter((each) => each.people > 0).sort((a, b) => a.value - b.value)
  const everybody = counted.reduce((total, each) => total + each.people, 0)
  if (everybody === 0) return noFigure('no-data', 'There is nobody to count here.')
  return { value: between(at * (everybody - 1), (index) => {
    let passed = 0
    return counted.find((each) => (passed += each.people) > index)?.value ?? 0
  }) }
}

function between(place: number, valueAt: (index: number) => number): number {
  const below = Math.floor(place)
  const [low, high] = [valueAt(below), valueAt(Math.ceil(place))]
  return low + (place - below) * (high - low)
}

function faultIn(values: readonly number[], at: number): NoFigure | null {
  if (values.length === 0) return noFigure('no-data', 'There are no values.')
  if (!values.every(Number.isFinite)) return noFigure('undefined', 'One of the values is not a number.')
  return at >= 0 && at <= 1 ? null : noFigure('undefined', 'A percentile lies between 0 and 100.')
}

function faultInWeights(values: readonly number[], weights: readonly number[]): NoFigure | null {
  if (weights.length !== values.length || !weights.every((weight) => Number.isFinite(weight) && weight >= 0)) return noFigure('undefined', 'Every value needs a weight, and no weight can be negative.')
  return weights.some((weight) => weight > 0) ? null : noFigure('no-data', 'All weights are nought.')
}
