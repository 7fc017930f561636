import { isRefused } from '#duty/refused.ts'
import { binomialTest } from './binomial-test.ts'
import { gammaQuantile } from './distributions.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { Interval, NoFigure } from './figure.ts'

/** Events, not people: one resident may report several incidents, so there may be more events than people. */
export interface Events {
  readonly events: number
  readonly population: number
}

export interface EventRate extends Interval {
  /** per * events / population. */
  readonly rate: number
  readonly per: number
}

/**
 * Events for every `per` people, with the exact Poisson interval. Errors: `no-data` when the population is nought.
 * Source: Garwood 1936.
 */
export function eventRate({ events, population }: Events, per = 1000, confidence = 0.95): EventRate | NoFigure {
  const fault = faultInCounts([events, population])
  if (fault) return fault
  if (population === 0) return noFigure('no-data', 'There is nobody to count here.')
  const tail = (1 - confidence) / 2
  const scaled = (expected: number): number => (per * expected) / population
  return { rate: scaled(events), low: events === 0 ? 0 : scaled(gammaQuantile(tail, events)), high: scaled(gammaQuantile(1 - tail, events + 1)), confidence, per }
}

/**
 * Are two rates the same? The chance of so uneven a split of all events, if both populations had one rate (the
 * conditional binomial test, two-sided). Errors: `no-data` when a population is nought or nothing happened in either.
 */
export function comparisonOfRates(first: Events, second: Events): { readonly ratio: number | null; readonly p: number } | NoFigure {
  const fault = faultInCounts([first.events, first.population, second.events, second.population])
  if (fault) return fault
  if (first.population === 0 || second.population === 0) return noFigure('no-data', 'There is nobody to count here.')
  const test = binomialTest({ count: first.events, base: first.events + second.events }, first.population / (first.population + second.population))
  if (isRefused(test)) return test
  return { ratio: second.events === 0 ? null : first.events / first.population / (second.events / second.population), p: test.twoSided }
}
