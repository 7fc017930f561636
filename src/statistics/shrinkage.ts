import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure, Share } from './figure.ts'

export interface Shrinkage {
  /** The share over all groups together. */
  readonly overall: number
  /** How much groups differ beyond chance, from 0 to just under 1. */
  readonly rho: number
  /** As how many people the overall share counts in each group's estimate; null when groups differ no more than by chance. */
  readonly priorSize: number | null
  /** The best estimate for each group, in the order given. */
  readonly estimates: readonly number[]
}

/**
 * Rates of small groups pulled towards the overall rate, the more the smaller the group: to rank and to decide where to
 * look, never to publish in place of a protected figure (beta-binomial moments with weights n; Kleinman 1973).
 * Groups of nobody take the overall rate. Errors: `no-data` when nobody is in any group.
 */
export function shrink(groups: readonly Share[]): Shrinkage | NoFigure {
  const fault = faultInCounts(groups.flatMap(({ count, base }) => [count, base]))
  if (fault) return fault
  if (groups.some(({ count, base }) => count > base)) return noFigure('undefined', 'In one of the groups the part is larger than the whole.')
  const filled = groups.filter(({ base }) => base > 0)
  const everybody = filled.reduce((sum, { base }) => sum + base, 0)
  if (everybody === 0) return noFigure('no-data', 'There is nobody to count here.')
  const overall = filled.reduce((sum, { count }) => sum + count, 0) / everybody
  const rho = overall === 0 || overall === 1 ? 0 : beyondChance(filled, overall, everybody)
  const priorSize = rho === 0 ? null : (1 - rho) / rho
  return { overall, rho, priorSize, estimates: groups.map(({ count, base }) => (priorSize === null ? overall : (count + priorSize * overall) / (base + priorSize))) }
}

function beyondChance(groups: readonly Share[], overall: number, everybody: number): number {
  const between = groups.reduce((sum, { count, base }) => sum + base * (count / base - overall) ** 2, 0)
  const byChance = groups.length - 1
  const room = everybody - groups.reduce((sum, { base }) => sum + base * base, 0) / everybody - byChance
  // One group, or groups of one person each, cannot show a difference beyond chance.
  if (!(room > 1e-9)) return 0
  return Math.min(Math.max((between / (overall * (1 - overall)) - byChance) / room, 0), 1 - 1e-12)
}
