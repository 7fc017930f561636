import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'

export interface MultipleComparison {
  /** Adjusted p, in the order given; null where there was none. */
  readonly adjusted: readonly (number | null)[]
  /** Adjusted p <= q. */
  readonly stands: readonly (boolean | null)[]
}

/**
 * When many differences are looked at together, some look real by chance. This holds the expected part of false
 * alarms to q (Benjamini and Hochberg 1995, step-up). A null p (withheld, or never computed) does not count as a look.
 * Errors: `undefined` when a p is not from 0 to 1.
 */
export function benjaminiHochberg(ps: readonly (number | null)[], q = 0.05): MultipleComparison | NoFigure {
  if (ps.some((p) => p !== null && !(p >= 0 && p <= 1))) return noFigure('undefined', 'A p-value must be from 0 to 1.')
  const known = ps.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => b.p - a.p)
  const adjusted = ps.map((): number | null => null)
  let smallest = 1
  known.forEach(({ p, index }, fromTheTop) => {
    smallest = Math.min(smallest, (p * known.length) / (known.length - fromTheTop))
    adjusted[index] = smallest
  })
  return { adjusted, stands: adjusted.map((p) => (p === null ? null : p <= q)) }
}
