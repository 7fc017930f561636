/**
 * A percentage with a known base is a count, and is treated as one. "0.05% of 6,386 staff" can only be 3 people.
 */
export interface ImpliedCounts {
  /** How many whole numbers of people round to that percentage of that base. */
  readonly n: number
  readonly min: number | null
  readonly max: number | null
  readonly counts: readonly number[]
  /** Only one number of people fits. */
  readonly exact: boolean
  /** Every number that fits is small: from 1 to one less than the threshold. */
  readonly disclosesSmall: boolean
}

/**
 * The counts that a published percentage of a published base allows, rounded half away from zero, in exact arithmetic.
 *
 * @param percent as printed, without the sign: "0.05"
 * @param decimals the decimal places that it was rounded to
 * @param base how many people it is of
 * @param threshold counts of 1 up to one less are small
 * @returns the counts from nought to the base; `n` of 0 where none fits (the percentage or the base is wrong)
 */
export function impliedCounts(percent: string, decimals: number, base: number, threshold: number): ImpliedCounts {
  const none = { n: 0, min: null, max: null, counts: [], exact: false, disclosesSmall: false }
  const scaled = scaledWhole(percent, decimals)
  if (scaled === null || !Number.isSafeInteger(base) || base < 1) return none
  // Rounded to P / 10^d when (2P - 1) / (2 * 10^d) <= 100 x / base < (2P + 1) / (2 * 10^d).
  const width = 200n * 10n ** BigInt(decimals)
  const least = ceiling((2n * scaled - 1n) * BigInt(base), width)
  const most = ceiling((2n * scaled + 1n) * BigInt(base), width) - 1n
  const [from, to] = [least < 0n ? 0 : Number(least), most > BigInt(base) ? base : Number(most)]
  if (from > to) return none
  const n = to - from + 1
  return { n, min: from, max: to, counts: Array.from({ length: n }, (_, at) => from + at), exact: n === 1, disclosesSmall: from >= 1 && to < threshold }
}

/** A percentage in text that gives away a small number of people, for the officer who typed it. */
export interface LeakInText {
  readonly words: string
  readonly at: number
  readonly base: number
  readonly because: string
}

/**
 * Finds typed percentages that give away a small number, in text that also states how many people they are of (or whose bases are known otherwise).
 *
 * @param bases numbers of people that a reader of this text knows, beside those in the text itself
 */
export function leaksInText(text: string, bases: readonly number[], threshold: number): LeakInText[] {
  const stated = [...text.matchAll(/\b\d{1,3}(?:,\d{3})+\b|\b\d{2,7}\b(?![\d.,]*\s*%)/g)].map((match) => Number(match[0].replaceAll(',', '')))
  const known = [...new Set([...bases, ...stated])].filter((base) => base >= threshold)
  const leaks: LeakInText[] = []
  for (const match of text.matchAll(/(\d{1,3}(?:\.(\d{1,4}))?)\s*(?:%|per\s?cent\b)/g)) {
    for (const base of known) {
      const { disclosesSmall, exact, min, max } = impliedCounts(match[1] ?? '', match[2]?.length ?? 0, base, threshold)
      if (!disclosesSmall || min === null) continue
      const people = exact ? (min === 1 ? 'exactly 1 person' : `exactly ${min} people`) : `between ${min} and ${max} people`
      leaks.push({ words: match[0], at: match.index, base, because: `${match[0]} of ${base.toLocaleString('en-GB')} can only be ${people}. Say “a small number” instead.` })
      break
    }
  }
  return leaks
}

function scaledWhole(percent: string, decimals: number): bigint | null {
  const match = /^\s*(\d+)(?:\.(\d*))?\s*$/.exec(percent)
  if (match === null || !Number.isInteger(decimals) || decimals < 0 || decimals > 12) return null
  const fraction = (match[2] ?? '').padEnd(decimals, '0')
  if (/[^0]/.test(fraction.slice(decimals))) return null
  return BigInt(`${match[1]}${fraction.slice(0, decimals)}`)
}

function ceiling(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  return numerator > 0n && quotient * denominator !== numerator ? quotient + 1n : quotient
}
