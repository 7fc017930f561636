import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { compare, dividedBy, fraction, isNought, times, toNumber } from './rational.ts'
import type { Rational } from './rational.ts'

export interface Pipeline {
  /** One for each step from a stage to the next: focus pass rate over reference pass rate; null where a rate does not exist. */
  readonly stageRatios: readonly (number | null)[]
  /** The product of the steps; null where any is. */
  readonly overallRatio: number | null
  /** How much of the whole gap opens at each step (they add to 1); null when there is no gap, or a step is nought or missing. */
  readonly partOfGap: readonly number[] | null
  /** The step, counted from 0, at which the focus group does worst; null where a step is missing. */
  readonly worstStep: number | null
}

/**
 * Where the gap opens between applied and appointed. `focus` and `reference` count people at each stage, never rising.
 * Errors: `undefined` for fewer than two stages, different lengths, or a stage larger than the one before it.
 */
export function pipeline(focus: readonly number[], reference: readonly number[]): Pipeline | NoFigure {
  const fault = faultInCounts([...focus, ...reference])
  if (fault) return fault
  if (focus.length < 2 || focus.length !== reference.length) return noFigure('undefined', 'Both groups need the same stages, and at least two.')
  if (rises(focus) || rises(reference)) return noFigure('undefined', 'A stage has more people than the stage before it.')

  const ratios = focus.slice(1).map((passed, step) => ratioOfRates([passed, focus[step] ?? 0], [reference[step + 1] ?? 0, reference[step] ?? 0]))
  const known = ratios.filter((ratio) => ratio !== null)
  const isComplete = known.length === ratios.length
  const overall = isComplete ? known.reduce(times) : null
  const hasGap = overall !== null && !isNought(overall) && compare(overall, fraction(1)) !== 0
  return {
    stageRatios: ratios.map((ratio) => ratio && toNumber(ratio)),
    overallRatio: overall && toNumber(overall),
    partOfGap: hasGap ? known.map((ratio) => Math.log(toNumber(ratio)) / Math.log(toNumber(overall))) : null,
    worstStep: isComplete ? known.reduce((worst, ratio, step) => (compare(ratio, known[worst] ?? ratio) < 0 ? step : worst), 0) : null,
  }
}

function ratioOfRates([passed, came]: readonly [number, number], [referencePassed, referenceCame]: readonly [number, number]): Rational | null {
  if (came === 0 || referenceCame === 0 || referencePassed === 0) return null
  return dividedBy(fraction(passed, came), fraction(referencePassed, referenceCame))
}

const rises = (stages: readonly number[]): boolean => stages.some((people, stage) => stage > 0 && people > (stages[stage - 1] ?? 0))
