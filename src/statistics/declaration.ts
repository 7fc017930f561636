import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'

/** One characteristic of one group of people. "Prefer not to say" is an answer to the question but not a declaration. */
export interface Declared {
  /** People who told us that they have the characteristic. */
  readonly count: number
  /** People who told us either way. */
  readonly declared: number
  /** Everybody in scope. */
  readonly all: number
}

export interface Declaration {
  /** declared / all. */
  readonly rate: number
  /** count / declared; null when nobody declared. */
  readonly shareOfDeclared: number | null
  /** count / all. */
  readonly shareOfAll: number
  /** The least that the true share of all can be: nobody who is silent has it. */
  readonly least: number
  /** The most: everybody who is silent has it. */
  readonly most: number
}

/**
 * The declaration rate, the same count over its denominators, and how far silence could move it.
 * Errors: `no-data` when there is nobody; `undefined` when the numbers contradict each other.
 */
export function declaration({ count, declared, all }: Declared): Declaration | NoFigure {
  const fault = faultInCounts([count, declared, all])
  if (fault) return fault
  if (all === 0) return noFigure('no-data', 'There is nobody to count here.')
  if (count > declared || declared > all) return noFigure('undefined', `${count} of ${declared} of ${all} cannot be: a part is larger than its whole.`)
  return {
    rate: declared / all,
    shareOfDeclared: declared === 0 ? null : count / declared,
    shareOfAll: count / all,
    least: count / all,
    most: (count + all - declared) / all,
  }
}
