import { isRefused } from '#duty/refused.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import type { Interval, NoFigure } from './figure.ts'
import { inWords, startingSmall, say, together } from './sentence.ts'
import type { Words } from './sentence.ts'

/** A figure that can stand by itself: what it is, of whom, how it was found, how sure it is, and what may be said about it. */
export interface Finding<Value> {
  readonly value: Value
  /** Of the headline figure, in its unit; null where none exists. */
  readonly interval: Interval | null
  /** How many people (or events) stand below the line. */
  readonly base: number
  /** Who they are: "staff who told us". */
  readonly denominator: string
  readonly method: string
  /** What was asked and counted, in the body's words. */
  readonly definition: string
  /** Where the numbers come from, with their date. */
  readonly source: string
  /** What the grade rests on; null where nothing is compared. */
  readonly test: Test | null
  readonly evidence: Evidence | null
  readonly sentence: Sentence
}

/** Where a figure comes from and what it counts: whoever asks for a finding says so. */
export interface About {
  readonly definition: string
  readonly source: string
}

/** Every finding is told in these six parts. No stars, no p-values, and no word that says why. */
export interface Sentence {
  readonly headline: Words
  readonly meaning: Words
  /** The words of the grade; empty where nothing is compared. */
  readonly certainty: Words
  readonly notMeaning: Words
  readonly nextQuestion: Words
  readonly method: Words
  /** Which of the parts make the plain sentence. */
  readonly plain: readonly ('headline' | 'meaning' | 'certainty' | 'notMeaning')[]
}

/**
 * - `clear`: the interval excludes "no difference", the p-value stands among its family, and one person more or less would not change that.
 * - `possible`: only part of that, or p up to 0.20.
 * - `none`: neither, with enough people to say so.
 * - `too few`: fewer than 30 people on a side.
 */
export type Evidence = 'clear' | 'possible' | 'none' | 'too few'

export interface Test {
  /** Two-sided; null when the method has none. */
  readonly p: number | null
  readonly excludesNoDifference: boolean
  readonly smallestBase: number
  /** The same after one person's outcome is moved towards no difference; null when that cannot be asked. */
  readonly oneMoved: { readonly p: number | null; readonly excludesNoDifference: boolean } | null
}

export const certaintyOf: Readonly<Record<Evidence, string>> = {
  clear: 'This is a clear difference, unlikely to be chance alone.',
  possible: 'There may be a difference, but chance could explain it.',
  none: 'We see no clear difference.',
  'too few': 'There are too few people to say.',
}

export const smallestBaseForEvidence = 30

/**
 * Grades findings that are read together: one section of a report about one kind of event, across all characteristics.
 * Refusals and groups that are too small do not count as looks. The one-person test grades each finding again with its
 * moved outcome, the rest of the family as it is; if its grade changes it goes down one step.
 */
export function gradeFamily<Value>(family: readonly (Finding<Value> | NoFigure)[], q = 0.05): (Finding<Value> | NoFigure)[] {
  const ps = family.map((each) => (isRefused(each) || each.test === null || each.test.smallestBase < smallestBaseForEvidence ? null : each.test.p))
  const adjusted = adjust(ps, q)
  return family.map((each, index) => {
    if (isRefused(each) || each.test === null) return each
    const { test } = each
    const asItIs = gradeOf(test, adjusted[index] ?? null, q)
    if (test.oneMoved === null) return graded(each, asItIs)
    const moved = gradeOf({ ...test, ...test.oneMoved }, adjust(ps.with(index, ps[index] === null ? null : test.oneMoved.p), q)[index] ?? null, q)
    return graded(each, moved === asItIs ? asItIs : oneStepDown[asItIs])
  })
}

/** A finding graded by itself, as a family of one. Rooms that show several together grade them again, together. */
export function gradeAlone<Value>(finding: Finding<Value>): Finding<Value> {
  const [alone] = gradeFamily([finding])
  return alone === undefined || isRefused(alone) ? finding : alone
}

/** The sentence that a councillor reads. */
export function plainSentence({ sentence, evidence }: Finding<unknown>): Words {
  const says = new Set(sentence.plain)
  // A clear difference and what it does not mean are said in one breath, so that neither is read without the other.
  const inOneBreath = evidence === 'clear' && says.has('certainty') && says.has('notMeaning')
  // Where no difference is seen there is nothing that could show why.
  const showsNothing = (evidence === 'none' || evidence === 'too few') && says.has('certainty') && inWords(sentence.notMeaning) === 'It does not by itself show why.'
  const ending = inOneBreath
    ? [say`This is a clear difference; ${startingSmall(sentence.notMeaning)}`]
    : [says.has('certainty') ? sentence.certainty : [], says.has('notMeaning') && !showsNothing ? sentence.notMeaning : []]
  return together(says.has('headline') ? sentence.headline : [], says.has('meaning') ? sentence.meaning : [], ...ending)
}

function graded<Value>(finding: Finding<Value>, evidence: Evidence): Finding<Value> {
  return { ...finding, evidence, sentence: { ...finding.sentence, certainty: [certaintyOf[evidence]] } }
}

function gradeOf({ p, excludesNoDifference, smallestBase }: Omit<Test, 'oneMoved'>, adjusted: number | null, q: number): Evidence {
  if (smallestBase < smallestBaseForEvidence) return 'too few'
  if (excludesNoDifference && adjusted !== null && adjusted <= q) return 'clear'
  return excludesNoDifference || (p !== null && p <= 0.2) ? 'possible' : 'none'
}

const oneStepDown: Readonly<Record<Evidence, Evidence>> = { clear: 'possible', possible: 'none', none: 'none', 'too few': 'too few' }

function adjust(ps: readonly (number | null)[], q: number): readonly (number | null)[] {
  const family = benjaminiHochberg(ps, q)
  return isRefused(family) ? ps.map(() => null) : family.adjusted
}
