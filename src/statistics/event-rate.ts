import { isRefused } from '#duty/refused.ts'
import { binomialTest } from './binomial-test.ts'
import { gammaQuantile } from './distributions.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { Interval, NoFigure } from './figure.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding, Test } from './finding.ts'
import { people, real, say } from './sentence.ts'

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

export interface RateAsked extends About {
  readonly numbers: Events
  /** What was counted: "hate incidents were reported". */
  readonly happened: string
  /** "residents". */
  readonly population: string
  readonly per: number
  /** The period before, where there is one to compare with: "the year before". */
  readonly before?: { readonly numbers: Events; readonly name: string }
}

export interface ComparedRate extends EventRate {
  readonly before: EventRate | null
}

/** A rate of events as a finding, compared with the period before where one is given. Errors: as `eventRate` and `comparisonOfRates`. */
export function eventRateFinding({ numbers, happened, population, per, before, definition, source }: RateAsked): Finding<ComparedRate> | NoFigure {
  const value = eventRate(numbers, per)
  if (isRefused(value)) return value
  const earlier = before === undefined ? null : eventRate(before.numbers, per)
  if (earlier !== null && isRefused(earlier)) return earlier
  const finding: Finding<ComparedRate> = {
    value: { ...value, before: earlier }, interval: { low: value.low, high: value.high, confidence: value.confidence }, base: numbers.population, denominator: population,
    method: before === undefined ? 'Rate with exact Poisson interval (Garwood)' : 'Rate with exact Poisson interval (Garwood); conditional binomial test of two rates', definition, source,
    test: before === undefined ? null : testOfRates(numbers, before.numbers), evidence: null,
    sentence: {
      headline: say`${people('events', numbers.events)} ${happened}: about ${real('rate', value.rate, decimalsOf(value.rate))} for every ${per.toLocaleString('en-GB')} ${population}.`,
      meaning: before === undefined || earlier === null ? [] : say`In ${before.name} it was about ${real('rateBefore', earlier.rate, decimalsOf(earlier.rate))}.`,
      certainty: [],
      notMeaning: say`Changes in reporting can raise this number.`,
      nextQuestion: say`Did more happen, or did more people tell somebody?`,
      method: say`Each report counts once, and one person may make several. The range of the rate is exact for chance alone.`,
      plain: ['headline', 'meaning', 'notMeaning'],
    },
  }
  return finding.test === null ? finding : gradeAlone(finding)
}

/** One event is moved out of the higher rate. Events need no least number of people: their base is the population. */
function testOfRates(now: Events, before: Events): Test {
  const compare = (one: Events, other: Events): { readonly p: number; readonly excludesNoDifference: boolean } | null => {
    const answer = comparisonOfRates(one, other)
    return isRefused(answer) ? null : { p: answer.p, excludesNoDifference: answer.p < 0.05 }
  }
  const isHigher = now.events * before.population > before.events * now.population
  const moved = isHigher ? compare({ ...now, events: now.events - 1 }, before) : before.events === 0 ? null : compare(now, { ...before, events: before.events - 1 })
  const asItIs = compare(now, before)
  return { p: asItIs?.p ?? null, excludesNoDifference: asItIs?.excludesNoDifference ?? false, smallestBase: Math.min(now.population, before.population), oneMoved: moved }
}

const decimalsOf = (rate: number): number => (rate >= 100 ? 0 : rate >= 0.95 || rate === 0 ? 1 : 2)
