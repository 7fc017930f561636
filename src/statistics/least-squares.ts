import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'

export interface Column {
  readonly name: string
  readonly values: ArrayLike<number>
}

export interface LeastSquares {
  /** In the order of the columns, as all lists here. */
  readonly coefficients: readonly number[]
  /** Classical standard errors. */
  readonly errors: readonly number[]
  /** Robust to unequal spread (MacKinnon and White's HC3); null when one row decides a coefficient alone. */
  readonly robustErrors: readonly (number | null)[]
  readonly rSquared: number
  /** Rows less columns. */
  readonly degreesOfFreedom: number
}

/**
 * Ordinary least squares by Householder's QR. The first column should be the intercept. A column that the ones before it
 * determine is refused by name and never dropped: a model must not silently become another.
 * Errors: `too-few` with no more rows than columns; `undefined` for a column that says nothing new.
 */
export function leastSquares(columns: readonly Column[], outcome: ArrayLike<number>): LeastSquares | NoFigure {
  const [rows, width] = [outcome.length, columns.length]
  if (rows <= width) return noFigure('too-few', `There are too few people (${rows}) for a comparison that takes ${width} things into account.`)
  const upper: Float64Array[] = []
  const reflected = columns.map(({ values }) => Float64Array.from(values))
  const target = Float64Array.from(outcome)

  for (const [k, column] of reflected.entries()) {
    const length = norm(column, k)
    const before = norm(Float64Array.from(columns[k]?.values ?? []), 0)
    if (!(length > 1e-9 * before)) return noFigure('undefined', `“${columns[k]?.name}” says nothing that the others do not say already, so its part cannot be told apart.`)
    const head = column[k] ?? 0
    const diagonal = head > 0 ? -length : length
    column[k] = head - diagonal
    const scale = 2 / norm(column, k) ** 2
    for (const other of reflected.slice(k + 1).concat(target)) reflect(other, column, k, scale)
    upper.push(Float64Array.from(reflected.slice(k + 1), (other) => other[k] ?? 0))
    // The reflector has done its work; the column keeps what is above the diagonal, and the diagonal.
    column[k] = diagonal
  }

  // r(i, j) of the triangle: columns i..width of row i.
  const r = (i: number, j: number): number => (i === j ? reflected[i]?.[i] ?? 0 : upper[i]?.[j - i - 1] ?? 0)
  const coefficients = solveUpper(r, width, target)
  const inverse = columns.map((_, j) => solveUpper(r, width, Float64Array.from(columns, (__, i) => (i === j ? 1 : 0)))) // inverse[j][i] = R⁻¹(i, j)
  const degreesOfFreedom = rows - width

  const mean = sumOf(Float64Array.from(outcome)) / rows
  let [residualSquares, totalSquares] = [0, 0]
  const robust = columns.map(() => 0)
  let isDecidedByOneRow = false
  for (let row = 0; row < rows; row++) {
    const x = columns.map(({ values }) => values[row] ?? 0)
    const y = outcome[row] ?? 0
    const residual = y - dot(x, coefficients)
    const q = inverse.map((column) => dot(column, x)) // the row of Q
    const leverage = dot(q, q)
    residualSquares += residual * residual
    totalSquares += (y - mean) ** 2
    if (1 - leverage < 1e-10) isDecidedByOneRow = true
    // Its influence on coefficient i is (XᵀX)⁻¹x = R⁻¹q.
    for (let i = 0; i < width; i++) {
      let influence = 0
      for (let j = i; j < width; j++) influence += (inverse[j]?.[i] ?? 0) * (q[j] ?? 0)
      robust[i] = (robust[i] ?? 0) + ((influence * residual) / (1 - leverage)) ** 2
    }
  }
  const spread = residualSquares / degreesOfFreedom
  return {
    coefficients,
    errors: columns.map((_, i) => Math.sqrt(spread * inverse.reduce((sum, column) => sum + (column[i] ?? 0) ** 2, 0))),
    robustErrors: robust.map((square) => (isDecidedByOneRow ? null : Math.sqrt(square))),
    rSquared: totalSquares === 0 ? 1 : 1 - residualSquares / totalSquares,
    degreesOfFreedom,
  }
}

function solveUpper(r: (i: number, j: number) => number, width: number, right: ArrayLike<number>): number[] {
  const solution = Array.from({ length: width }, () => 0)
  for (let i = width - 1; i >= 0; i--) {
    let rest = right[i] ?? 0
    for (let j = i + 1; j < width; j++) rest -= r(i, j) * (solution[j] ?? 0)
    solution[i] = rest / r(i, i)
  }
  return solution
}

function reflect(vector: Float64Array, mirror: Float64Array, from: number, scale: number): void {
  let along = 0
  for (let row = from; row < vector.length; row++) along += (vector[row] ?? 0) * (mirror[row] ?? 0)
  for (let row = from; row < vector.length; row++) vector[row] = (vector[row] ?? 0) - scale * along * (mirror[row] ?? 0)
}

function norm(vector: Float64Array, from: number): number {
  let squares = 0
  for (let row = from; row < vector.length; row++) squares += (vector[row] ?? 0) ** 2
  return Math.sqrt(squares)
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0)
