import { faultInCounts } from './figure.ts'
import type { NoFigure } from './figure.ts'

/** How many people with a characteristic there were at two snapshots, and what happened between them. */
export interface Movement {
  readonly start: number
  readonly joined: number
  readonly left: number
  /** People who were there all along and told us for the first time. */
  readonly newlyDeclared: number
  /** People who are still there and took their answer back. */
  readonly withdrawn: number
  readonly end: number
}

export interface StockFlow {
  /** end - (start + joined - left + newlyDeclared - withdrawn). Anything but nought is an error in the data, not a statistic. */
  readonly residual: number
  readonly reconciles: boolean
  /** newlyDeclared - withdrawn: change that moved nobody. */
  readonly fromDeclaration: number
  /** joined - left. */
  readonly netMovement: number
}

/** Does the change between two snapshots add up? Errors: `undefined` when a number is not a count. */
export function stockFlow({ start, joined, left, newlyDeclared, withdrawn, end }: Movement): StockFlow | NoFigure {
  const fault = faultInCounts([start, joined, left, newlyDeclared, withdrawn, end])
  if (fault) return fault
  const residual = end - (start + joined - left + newlyDeclared - withdrawn)
  return { residual, reconciles: residual === 0, fromDeclaration: newlyDeclared - withdrawn, netMovement: joined - left }
}
