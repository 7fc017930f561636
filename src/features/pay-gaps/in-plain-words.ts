import { compare, decimal, fraction, minus, rounded, type Rational } from '#statistics/rational.ts'
import type { Reported } from './statutory.ts'

/**
 * A pay gap as somebody would say it across a table, out of the figures that were reported and nothing else, so that every
 * year can be told alike. A gap of 6.7 is 93p in the pound.
 */
export function gapInWords(reported: Reported): { readonly headline: string; readonly average: string; readonly bonus: string } {
  return { headline: pence(decimal(reported.medianGap)), average: average(reported.meanGap), bonus: bonus(reported) }
}

function pence(gap: Rational): string {
  const paid = rounded(minus(fraction(100), gap), 0)
  if (compare(gap, fraction(0)) === 0) return 'The woman in the middle of our workforce is paid the same for an hour as the man in the middle.'
  return paid === '100' ? `The woman in the middle of our workforce is paid nearly the same for an hour as the man in the middle: the gap is ${rounded(gap, 1)}%.`
    : `For every £1 that the man in the middle of our workforce is paid for an hour, the woman in the middle is paid ${Number(paid) >= 100 ? `£${(Number(paid) / 100).toFixed(2)}` : `${paid}p`}.`
}

function average(meanGap: string): string {
  const size = meanGap.replace('-', '')
  return Number(size) === 0 ? 'On average, women and men are paid the same for an hour.' : `On average, women are paid ${size}% ${meanGap.startsWith('-') ? 'more' : 'less'} for an hour than men.`
}

function bonus({ comparatorBonus, groupBonus, meanBonusGap }: Reported): string {
  if (Number(comparatorBonus) === 0 && Number(groupBonus) === 0) return 'We paid nobody a bonus.'
  const who = `${groupBonus}% of women and ${comparatorBonus}% of men were paid a bonus`
  return meanBonusGap === '' ? `${who}, so there is no bonus gap to work out.` : `${who}; on average it was ${meanBonusGap.replace('-', '')}% ${meanBonusGap.startsWith('-') ? 'higher' : 'lower'} for women.`
}

/** Against the year before, in a sentence: one decimal, and no talk of a trend from two points. */
export function changeInWords(now: Reported, before: Reported | undefined): string {
  if (before === undefined) return ''
  const change = minus(decimal(now.medianGap), decimal(before.medianGap))
  if (compare(change, fraction(0)) === 0) return 'The median gap is the same as a year before.'
  const size = rounded(change, 1).replace('-', '')
  return `The median gap is ${size} percentage ${size === '1.0' ? 'point' : 'points'} ${change.over > 0n ? 'higher' : 'lower'} than a year before.`
}

/** In per cent to one decimal place: nought has no sign. */
export const percentInWords = (percent: number): string => `${percent.toFixed(1).replace(/^-0\.0$/, '0.0')}%`

/** From where to where a gap could lie. */
export function gapRangeInWords(range: { readonly low: number; readonly high: number }): string {
  return `${percentInWords(range.low)} to ${percentInWords(range.high)}`
}
