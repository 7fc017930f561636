import { isRefused } from '#duty/refused.ts'
import { newcombe } from './difference-of-proportions.ts'
import type { Share } from './figure.ts'
import type { Test } from './finding.ts'
import { fisherOfShares } from './fisher.ts'

/**
 * What a comparison of two shares rests on: Fisher's p, and the interval. Where a ratio has no interval because a count is
 * nought, the interval of the difference speaks for it. One outcome of the `focus` group is moved towards the other's rate.
 */
export function testOfShares(focus: Share, other: Share, excludes: (focus: Share, other: Share) => boolean = differs): Test {
  const pOf = (share: Share): number | null => {
    const test = fisherOfShares(share, other)
    return isRefused(test) ? null : test.twoSided
  }
  const step = focus.count * other.base < other.count * focus.base ? 1 : -1
  const moved = { count: focus.count + step, base: focus.base }
  const hasGap = Math.abs(focus.count - (focus.base * other.count) / other.base) >= 1
  return {
    p: pOf(focus), excludesNoDifference: excludes(focus, other), smallestBase: Math.min(focus.base, other.base),
    oneMoved: hasGap && moved.count >= 0 && moved.count <= moved.base ? { p: pOf(moved), excludesNoDifference: excludes(moved, other) } : null,
  }
}

/** Does the 95 % interval of the difference leave out nought? */
export function differs(first: Share, second: Share): boolean {
  const difference = newcombe(first, second)
  return !isRefused(difference) && (difference.low > 0 || difference.high < 0)
}
