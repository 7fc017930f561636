import { fraction, rounded } from './rational.ts'
import type { Rational } from './rational.ts'

/**
 * A sentence whose figures can still be told from its words. The disclosure gate must be able to take a figure out of a
 * sentence as it takes it out of a table, so sentences stay in parts until they are printed.
 */
export type Words = readonly (string | SaidFigure)[]

export interface SaidFigure {
  /** Which of the finding's figures it is: "count", "declared", "headcountGap". */
  readonly figure: string
  readonly text: string
}

/** say`Of the ${people('declared', 4649)} staff who told us …` */
export function say(texts: TemplateStringsArray, ...values: readonly (string | SaidFigure | Words)[]): Words {
  return texts.flatMap((text, index) => {
    const value = values[index]
    return [text, ...(value === undefined ? [] : isWords(value) ? value : [value])]
  }).filter((part) => part !== '')
}

/** One paragraph of several sentences, empty ones left out. */
export function together(...sentences: readonly Words[]): Words {
  return sentences.filter((words) => words.length > 0).flatMap((words, index) => (index === 0 ? words : [' ', ...words]))
}

/**
 * The sentence as text. A hidden figure prints "a small number", in every sentence alike. Only for readers who may see
 * every figure that is not hidden: pages of people's numbers go through the disclosure gate first.
 */
export function inWords(words: Words, isHidden: (figure: string) => boolean = () => false): string {
  return words.map((part) => (typeof part === 'string' ? part : isHidden(part.figure) ? 'a small number' : part.text)).join('')
}

/** A whole number of people or events: 4,649. */
export const people = (figure: string, count: number): SaidFigure => ({ figure, text: count.toLocaleString('en-GB') })

/** People who were reckoned and not counted, so there is always "about" before them: whole people, and from a hundred expected on the nearest ten. */
export const reckoned = (figure: string, count: number): SaidFigure => people(figure, Math.round(Math.abs(count)))
export const expectedPeople = (figure: string, count: number): SaidFigure => people(figure, count >= 100 ? Math.round(count / 10) * 10 : Math.round(count))

/** Percentages are whole below a base of 200 and have one decimal from there; below 20 there are none. */
export const decimalsFor = (base: number): 0 | 1 => (base < 200 ? 0 : 1)
export const smallestBaseForPercentage = 20
export const tooFewForPercentage = 'There are too few people to give a percentage.'

/** Exactly rounded, a half away from nought. */
export const percent = (figure: string, part: number, whole: number, decimals: number = decimalsFor(whole)): SaidFigure => ({ figure, text: `${rounded(fraction(100n * BigInt(part), BigInt(whole)), decimals)}%` })
export const exactPercent = (figure: string, value: Rational, decimals = 1): SaidFigure => ({ figure, text: `${rounded(value, decimals)}%` })
export const realPercent = (figure: string, value: number, decimals = 1): SaidFigure => ({ figure, text: `${fixed(value, decimals)}%` })

/** 1.55. */
export const ratio = (figure: string, value: number): SaidFigure => ({ figure, text: fixed(value, 2) })
export const real = (figure: string, value: number, decimals: number): SaidFigure => ({ figure, text: fixed(value, decimals) })

/** £3.12, or 41p. */
export function pounds(figure: string, value: Rational): SaidFigure {
  const text = rounded(value.over < 0n ? { over: -value.over, under: value.under } : value, 2)
  return { figure, text: text.startsWith('0.') ? `${Number(text.slice(2))}p` : `£${text.replace(/\B(?=(\d{3})+\.)/g, ',')}` }
}

/** Six in ten. */
export function tenths(figure: string, part: number, whole: number): SaidFigure {
  const words = ['Fewer than one in ten', 'One in ten', 'Two in ten', 'Three in ten', 'Four in ten', 'Half', 'Six in ten', 'Seven in ten', 'Eight in ten', 'Nine in ten', 'Almost everybody']
  return { figure, text: words[Math.round((10 * part) / whole)] ?? '' }
}

export const startingSmall = (words: Words): Words => words.map((part, index) => (index === 0 && typeof part === 'string' ? part.charAt(0).toLowerCase() + part.slice(1) : part))

/** No "-0.0": what rounds to nought is nought. */
function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals)
  return Number(text) === 0 ? (0).toFixed(decimals) : text
}

const isWords = (value: string | SaidFigure | Words): value is Words => Array.isArray(value)
