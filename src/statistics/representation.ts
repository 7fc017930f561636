import { isRefused } from '#duty/refused.ts'
import { binomialTest } from './binomial-test.ts'
import { noFigure } from './figure.ts'
import type { Interval, NoFigure, Share } from './figure.ts'
import { wilson } from './proportion.ts'
import type { Declared } from './declaration.ts'
import { declaration } from './declaration.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding, Test } from './finding.ts'
import { decimal, times, fraction, toNumber } from './rational.ts'
import { exactPercent, expectedPeople, people, percent, reckoned, say, smallestBaseForPercentage, together, tooFewForPercentage } from './sentence.ts'
import type { Words } from './sentence.ts'

export interface Representation {
  /** count / declared. */
  readonly share: number
  /** 100 * (share - benchmark). */
  readonly percentagePoints: number
  /** How many there would be at the benchmark's share. */
  readonly expected: number
  /** count - expected: negative for "fewer than expected". */
  readonly headcountGap: number
  readonly interval: Interval
  /** Exact binomial, two-sided. */
  readonly p: number
  readonly verdict: 'below' | 'above' | 'in line'
}

/**
 * The share of declared staff against a benchmark share (0 to 1). Below or above when the whole Wilson interval is.
 * Errors: `no-data` when nobody declared; `undefined` when the benchmark is not from 0 to 1.
 */
export function representation(declared: Share, benchmark: number, confidence = 0.95): Representation | NoFigure {
  const [interval, test] = [wilson(declared, confidence), binomialTest(declared, benchmark)]
  if (isRefused(interval)) return interval
  if (isRefused(test)) return test
  const expected = benchmark * declared.base
  return {
    share: interval.proportion,
    percentagePoints: 100 * (interval.proportion - benchmark),
    expected,
    headcountGap: declared.count - expected,
    interval: { low: interval.low, high: interval.high, confidence },
    p: test.twoSided,
    verdict: interval.high < benchmark ? 'below' : interval.low > benchmark ? 'above' : 'in line',
  }
}

/** What a share is compared with. A figure of another population, at another time, by another question: all of that is said. */
export interface Benchmark {
  /** From 0 to 1, as a decimal: "0.162". */
  readonly share: string
  /** "the local population". */
  readonly population: string
  readonly definition: string
  readonly geography: string
  readonly date: string
  readonly source: string
  /** How its definition differs from ours, as a sentence; empty when it does not. */
  readonly mismatch: string
}

export interface RepresentationAsked extends About {
  readonly numbers: Declared
  /** "staff". */
  readonly who: string
  /** "disabled". */
  readonly are: string
  /** Both together: "disabled staff". */
  readonly group: string
  readonly benchmark: Benchmark
}

/**
 * Representation as a finding, on the base of those who declared. Errors: as `representation` and `declaration`;
 * `no-data` when nobody declared; `too-few` below a base of 20.
 */
export function representationFinding({ numbers, who, are, group, benchmark, definition, source }: RepresentationAsked): Finding<Representation> | NoFigure {
  const { count, declared, all } = numbers
  const bounds = declaration(numbers)
  if (isRefused(bounds)) return bounds
  const share = decimal(benchmark.share)
  const value = representation({ count, base: declared }, toNumber(share))
  if (isRefused(value)) return value
  if (declared < smallestBaseForPercentage) return noFigure('too-few', tooFewForPercentage)
  const silent = all - declared
  return gradeAlone({
    value, interval: value.interval, base: declared, denominator: `${who} who told us`, method: 'Wilson 95% interval; exact binomial test', definition,
    source: `${source}; compared with ${benchmark.definition}, ${benchmark.geography}, ${benchmark.date} (${benchmark.source})`,
    test: testOf({ count, base: declared }, toNumber(share), value), evidence: null,
    sentence: {
      headline: say`Of the ${people('declared', declared)} ${who} who told us, ${percent('share', count, declared)} are ${are}.`,
      meaning: together(
        say`If our ${who} mirrored ${benchmark.population} (${exactPercent('benchmark', times(share, fraction(100)))}) we would expect about ${expectedPeople('expected', value.expected)} ${group}; there are ${people('count', count)}, ${comparedWithExpected(value.headcountGap)}.`,
        silent === 0 ? [] : say`${percent('silent', silent, all, 0)} of ${who} have not told us, so the true figure could be anywhere from ${percent('least', count, all)} to ${percent('most', count + silent, all)}.`),
      certainty: [],
      notMeaning: benchmark.mismatch === '' ? [] : [benchmark.mismatch],
      nextQuestion: say`At which point do ${group} drop out: applying, being appointed, staying, or telling us?`,
      method: say`The share is of those who told us. The 95% range is Wilson’s; ${who} are all there, so it shows how far chance could move the figure, not a sampling error.`,
      plain: ['headline', 'meaning', 'notMeaning'],
    },
  })
}

function comparedWithExpected(gap: number): Words {
  return Math.round(gap) === 0 ? say`about as many as that` : say`about ${reckoned('headcountGap', gap)} ${gap < 0 ? 'fewer' : 'more'}`
}

function testOf(declared: Share, benchmark: number, { p, verdict, headcountGap }: Representation): Test {
  const step = headcountGap < 0 ? 1 : -1
  const moved = Math.abs(headcountGap) < 1 ? null : representation({ count: declared.count + step, base: declared.base }, benchmark)
  return {
    p, excludesNoDifference: verdict !== 'in line', smallestBase: declared.base,
    oneMoved: moved === null || isRefused(moved) ? null : { p: moved.p, excludesNoDifference: moved.verdict !== 'in line' },
  }
}
