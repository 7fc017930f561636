import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure, Share } from './figure.ts'
import { isRefused } from '#duty/refused.ts'
import type { About, Finding } from './finding.ts'
import { decimalsFor, percent, realPercent, say, smallestBaseForPercentage } from './sentence.ts'

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

export interface IntersectionAsked extends About {
  /** All groups of the table, each of two characteristics together, three at most. */
  readonly groups: readonly (Share & { readonly name: string })[]
  /** Which of them the finding is about, by name. */
  readonly about: string
  readonly denominator: string
  /** Whether the raw rate of that group may be printed: the disclosure gate decides, and until it has, no. */
  readonly rawMayBeShown: boolean
}

export interface Intersection {
  readonly estimate: number
  readonly shrinkage: Shrinkage
}

/** One group's rate, adjusted for how few it rests on, as a finding. It ranks and points; nothing is compared, so it has no grade. Errors: as `shrink`; `undefined` for a group that is not in the table. */
export function intersectionFinding({ groups, about, denominator, rawMayBeShown, definition, source }: IntersectionAsked): Finding<Intersection> | NoFigure {
  const shrinkage = shrink(groups)
  if (isRefused(shrinkage)) return shrinkage
  const place = groups.findIndex(({ name }) => name === about)
  const [group, estimate] = [groups[place], shrinkage.estimates[place]]
  if (group === undefined || estimate === undefined) return noFigure('undefined', 'This group is not in the table.')
  const isFew = group.base < 200
  const raw = rawMayBeShown && group.base >= smallestBaseForPercentage ? say`raw figure ${percent('raw', group.count, group.base)}` : say`raw figure withheld`
  return {
    value: { estimate, shrinkage }, interval: null, base: group.base, denominator, method: 'Beta-binomial shrinkage (Kleinman moments)', definition, source, test: null, evidence: null,
    sentence: {
      headline: isFew ? say`Among ${about} the raw rate is based on few people; adjusting for that, our best estimate is ${realPercent('estimate', 100 * estimate, 0)} (${raw}).`
        : say`Among ${about} our best estimate is ${realPercent('estimate', 100 * estimate, decimalsFor(group.base))} (${raw}).`,
      meaning: say`For everybody together it is ${realPercent('overall', 100 * shrinkage.overall, 0)}.`,
      certainty: [],
      notMeaning: say`An estimate is not a count: it is for deciding where to look.`,
      nextQuestion: say`What do people of this group say themselves?`,
      method: say`Each group’s rate is drawn towards the overall rate, the more the fewer people it has.`,
      plain: ['headline'],
    },
  }
}
