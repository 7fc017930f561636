import { normalTwoSided } from './distributions.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { isRefused } from '#duty/refused.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding } from './finding.ts'
import { realPercent, say } from './sentence.ts'

export interface MannWhitney {
  /** Rank sum of the first group less its smallest possible value; ties take the middle rank. */
  readonly u: number
  /** u / (first * second): the chance that somebody drawn from the first group answers higher than somebody from the second, ties halved. */
  readonly probabilityOfSuperiority: number
  /** Normal, tie-corrected, with a continuity correction of a half, two-sided; null when everybody gave one answer. */
  readonly p: number | null
  /** Exact and two-sided; only without ties, and for groups whose product is at most 10,000 (beyond that p is as good). */
  readonly exactP: number | null
}

/** Two groups on an ordered scale, each answer counted: the first count is of the lowest answer. */
export function mannWhitneyOfCounts(first: readonly number[], second: readonly number[]): MannWhitney | NoFigure {
  const fault = faultInCounts([...first, ...second])
  if (fault) return fault
  if (first.length !== second.length) return noFigure('undefined', 'Both groups need the same scale.')
  return mannWhitneyOfLevels(first.map((count, level) => [count, second[level] ?? 0]))
}

/** Two groups of values, in any order. */
export function mannWhitney(first: readonly number[], second: readonly number[]): MannWhitney | NoFigure {
  if (![...first, ...second].every(Number.isFinite)) return noFigure('undefined', 'One of the values is not a number.')
  const levels = new Map<number, [number, number]>()
  for (const value of first) levelOf(levels, value)[0] += 1
  for (const value of second) levelOf(levels, value)[1] += 1
  return mannWhitneyOfLevels([...levels].sort(([a], [b]) => a - b).map(([, counts]) => counts))
}

function levelOf(levels: Map<number, [number, number]>, value: number): [number, number] {
  const found = levels.get(value) ?? [0, 0]
  levels.set(value, found)
  return found
}

function mannWhitneyOfLevels(levels: readonly (readonly [number, number])[]): MannWhitney | NoFigure {
  const [firsts, seconds] = [levels.reduce((sum, [count]) => sum + count, 0), levels.reduce((sum, [, count]) => sum + count, 0)]
  if (firsts === 0 || seconds === 0) return noFigure('no-data', 'One of the groups is empty.')
  const everybody = firsts + seconds
  let [u, secondsBelow, ties, hasTies] = [0, 0, 0, false]
  for (const [first, second] of levels) {
    u += first * (secondsBelow + second / 2)
    secondsBelow += second
    const together = first + second
    ties += together * (together - 1) * (together + 1)
    hasTies ||= together > 1
  }
  const variance = ((firsts * seconds) / 12) * (everybody + 1 - ties / (everybody * (everybody - 1)))
  const distance = Math.max(0, Math.abs(u - (firsts * seconds) / 2) - 0.5)
  const isSplit = levels.filter(([first, second]) => first + second > 0).length > 1
  return {
    u,
    probabilityOfSuperiority: u / (firsts * seconds),
    p: isSplit ? normalTwoSided(distance / Math.sqrt(variance)) : null,
    exactP: hasTies || firsts * seconds > 10_000 ? null : Math.min(1, 2 * chanceOfAtMost(Math.min(u, firsts * seconds - u), firsts, seconds)),
  }
}

/**
 * P(U <= u) when every order is equally likely. The last person in order is of the first group with chance
 * m / (m + n), and then lies above all n of the second: only additions, so nothing cancels.
 */
function chanceOfAtMost(u: number, firsts: number, seconds: number): number {
  // chances[n] holds P(U = 0..u) for m firsts and n seconds; it is filled for one m after another.
  let chances: Float64Array[] = Array.from({ length: seconds + 1 }, () => Float64Array.from({ length: u + 1 }, (_, value) => (value === 0 ? 1 : 0)))
  for (let m = 1; m <= firsts; m++) {
    const next: Float64Array[] = []
    for (let n = 0; n <= seconds; n++) {
      const row = new Float64Array(u + 1)
      const [above, below] = [chances[n], next[n - 1]]
      for (let value = 0; value <= u; value++) {
        row[value] = (m * (above?.[value - n] ?? 0) + n * (below?.[value] ?? 0)) / (m + n)
      }
      next.push(row)
    }
    chances = next
  }
  return (chances[seconds] ?? new Float64Array()).reduce((sum, chance) => sum + chance, 0)
}

export interface OrderAsked extends About {
  /** "disabled respondent", and "non-disabled one" after "a". Counts from the lowest answer to the highest. */
  readonly first: { readonly name: string; readonly counts: readonly number[] }
  readonly second: { readonly name: string; readonly counts: readonly number[] }
  /** "answers more positively". */
  readonly higher: string
  readonly denominator: string
}

/** How two groups lie on an ordered scale, as a finding. Errors: as `mannWhitneyOfCounts`; `undefined` when everybody gave one answer. */
export function orderFinding({ first, second, higher, denominator, definition, source }: OrderAsked): Finding<MannWhitney> | NoFigure {
  const value = mannWhitneyOfCounts(first.counts, second.counts)
  if (isRefused(value)) return value
  if (value.p === null) return noFigure('undefined', 'Everybody gave the same answer, so there is nothing to compare.')
  const [ours, theirs] = [first.counts, second.counts].map((counts) => counts.reduce((sum, count) => sum + count, 0))
  return gradeAlone({
    value, interval: null, base: (ours ?? 0) + (theirs ?? 0), denominator, method: 'Mann-Whitney test, corrected for ties', definition, source,
    test: { p: value.p, excludesNoDifference: value.p <= 0.05, smallestBase: Math.min(ours ?? 0, theirs ?? 0), oneMoved: null },
    evidence: null,
    sentence: {
      headline: say`The probability that a randomly chosen ${first.name} ${higher} than a ${second.name} is ${realPercent('probabilityOfSuperiority', 100 * value.probabilityOfSuperiority, 0)}.`,
      meaning: say`If both answered alike it would be 50%.`,
      certainty: [],
      notMeaning: say`It does not by itself show why.`,
      nextQuestion: say`What lies behind the answers?`,
      method: say`All answers are compared, not only the best two; equal answers count as half.`,
      plain: ['headline', 'certainty', 'notMeaning'],
    },
  })
}
