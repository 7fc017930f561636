import { ageOn, bandAround, bandOf, readBand, readBirth, type DateOrder } from './ages.ts'
import { mapCategory } from './groupings.ts'
import type { Category, Edition, QuestionSet } from './question-set.ts'
import { findCategory, questionSetsFor } from './question-sets.ts'
import type { QuestionId } from './questions.ts'
import { stateWords, synonyms } from './synonyms.ts'

/**
 * What a word in an extract means, as rules see it. A person confirms it once; it is never more than a suggestion.
 * A word that fits nothing gives null: nobody is guessed into a group, and somebody without an answer never becomes
 * one of the majority.
 */
export interface Understood {
  readonly meaning: { readonly category: string } | { readonly state: State }
  readonly sure: 'certain' | 'likely' | 'unsure'
  /** One sentence for the person who confirms it. */
  readonly why: string
}

export type State = 'prefer not to say' | 'not declared' | 'not asked' | 'withdrawn'

/** What stands around a word. Each part makes more words understood. */
export interface Around {
  /** The other words of the same column: they tell which list of letters or numbers it uses. */
  readonly beside?: readonly string[]
  /** The day of the extract, for dates of birth. */
  readonly on?: Temporal.PlainDate
  readonly dateOrder?: DateOrder
}

export function understandWord(question: QuestionId, set: QuestionSet, word: string, around: Around = {}): Understood | null {
  const text = fold(word)
  if (/^\s*#(ref|value|name|div|num|null)|^\s*#+\s*$/i.test(word)) return null
  return unsaid(question, word, text)
    ?? (question === 'age' ? ageMeant(set, word, around) : undefined)
    ?? listed(set, word)
    ?? lettered(question, set, text, around.beside ?? [])
    ?? named(question, set, text)
    ?? grouped(question, set, word)
    ?? coded(question, set, word, around.beside ?? [])
    ?? withoutRemark(question, set, word)
    ?? misspelt(question, set, text)
    ?? null
}

/** Small letters, no accents, signs or doubled spaces: `White – British` and `WHITE/BRITISH` become `white british`. */
export function fold(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('&', ' and ').replaceAll('+', ' plus ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

function unsaid(question: QuestionId, word: string, text: string): Understood | undefined {
  if (text === '') return { meaning: { state: 'not declared' }, sure: word.trim() === '' ? 'certain' : 'likely', why: word.trim() === '' ? 'Nothing is written here.' : 'Only signs are written here.' }
  if (/^\s*#n\/?a\s*$/i.test(word)) return { meaning: { state: 'not declared' }, sure: 'likely', why: 'A spreadsheet looked this up and found nothing.' }
  for (const state of ['prefer not to say', 'not declared', 'not asked', 'withdrawn'] as const) {
    if (stateWords[state].certain.includes(text) && !isOwnWord(question, text)) return { meaning: { state }, sure: 'certain', why: stateWhy[state] }
  }
  for (const state of ['prefer not to say', 'not declared', 'not asked', 'withdrawn'] as const) {
    if (stateWords[state].likely.includes(text) && !isOwnWord(question, text)) return { meaning: { state }, sure: 'likely', why: stateWhy[state] }
  }
  return undefined
}

const stateWhy: { readonly [state in State]: string } = {
  'prefer not to say': 'The person was asked and chose not to answer.',
  'not declared': 'No answer is held.',
  'not asked': 'The question was not asked of this person.',
  'withdrawn': 'The person asked for the answer not to be used.',
}

/** "Under 16" is a band of ages, and X on a record of sex may be a marker of its own. */
function isOwnWord(question: QuestionId, text: string): boolean {
  if (question === 'age') return text === 'under 16'
  if (question === 'sex' && text === 'x') return true
  return synonyms[question].some((each) => each.certain.includes(text))
}

/** The exact label of this very set. */
function listed(set: QuestionSet, word: string): Understood | undefined {
  const text = fold(word)
  const found = set.categories.filter((each) => fold(each.label) === text)
  const category = found.length === 1 ? found[0] : only(set.categories.filter((each) => fold(each.output) === text))
  return category === undefined ? undefined : { meaning: { category: category.code }, sure: 'certain', why: `It is the label of ${set.name}.` }
}

function named(question: QuestionId, set: QuestionSet, text: string): Understood | undefined {
  for (const sure of ['certain', 'likely', 'unsure'] as const) {
    const found = synonyms[question].find((each) => each[sure].includes(text))
    if (found !== undefined) return inSet(question, set, found.code, sure)
  }
  return undefined
}

/** The code, if this set has it; or what the set counts it under, with less certainty. */
function inSet(question: QuestionId, set: QuestionSet, code: string, sure: 'certain' | 'likely' | 'unsure'): Understood | undefined {
  const own = findCategory(set, code)
  if (own !== undefined) return { meaning: { category: code }, sure, why: set.lessDetail.includes(own) ? `It says less than ${set.name} asks, so it is kept apart.` : `It is another way of writing “${own.output}”.` }
  const elsewhere = questionSetsFor(question).find((each) => findCategory(each, code) !== undefined)
  const mapped = elsewhere === undefined ? { none: '' } : mapCategory({ ...elsewhere, asked: set.asked }, code, set)
  return 'code' in mapped ? { meaning: { category: mapped.code }, sure: sure === 'certain' ? 'likely' : 'unsure', why: mapped.note ?? `${set.name} counts it there.` } : undefined
}

/** One letter, or two that begin with it: which list they come from shows in the letters beside them. */
function lettered(question: QuestionId, set: QuestionSet, text: string, beside: readonly string[]): Understood | undefined {
  if (question === 'ethnic group') return ethnicLetter(set, text, beside)
  if (question === 'sex' && (text === '1' || text === '2')) {
    const numbers = new Set(beside.map(fold))
    const health = numbers.has('1') && numbers.has('2') && [...numbers].every((each) => ['0', '1', '2', '9', ''].includes(each))
    return { meaning: { category: text === '1' ? 'M' : 'F' }, sure: health ? 'likely' : 'unsure', why: 'In the NHS data dictionary 1 is male and 2 is female.' }
  }
  if (question === 'sex' && text === '9') return { meaning: { state: 'not declared' }, sure: 'likely', why: 'In the NHS data dictionary 9 is not specified.' }
  return undefined
}

/** NHS Data Dictionary, ethnic category codes 2001, as electronic staff records use them. */
const healthLetters: Readonly<Record<string, string>> = {
  a: 'W1', b: 'W2', c: 'W9', d: 'M1', e: 'M2', f: 'M3', g: 'M9', h: 'A1', j: 'A2', k: 'A3', l: 'A9', m: 'B1', n: 'B2', p: 'B9', r: 'A4', s: 'O9',
}
/** The finer codes of electronic staff records that belong somewhere else than their first letter. */
const healthPairs: Readonly<Record<string, string>> = { ca: 'W1', cb: 'W1', cc: 'W1', cd: 'W1', cl: 'W3', cm: 'W3', cn: 'W3' }

function ethnicLetter(set: QuestionSet, text: string, beside: readonly string[]): Understood | undefined {
  if (!/^[a-z]{1,2}$/.test(text) || ['wb', 'wi', 'ns', 'nk', 'du'].includes(text)) return undefined
  const others = new Set([...beside.map(fold), text].filter((each) => /^[a-z]{1,2}$/.test(each)))
  const health = ['c', 'd', 'e', 'f', 'g', 'h', 'j', 'k', 'l', 'n', 'p', 'r', 's'].filter((each) => others.has(each)).length
  const white = others.has('w')
  if (text.length === 1 && white) {
    return ['w', 'a', 'b', 'm', 'o'].includes(text) && [...others].every((each) => ['w', 'a', 'b', 'm', 'o', 'z', 'x', 'u', 'ns', 'nk'].includes(each))
      ? inSet('ethnic group', set, text.toUpperCase(), 'likely') : undefined
  }
  const code = healthPairs[text] ?? healthLetters[text.charAt(0)]
  if (code === undefined) return undefined
  const understood = inSet('ethnic group', set, code, 'likely')
  return understood === undefined ? undefined : { ...understood, sure: health >= 3 ? 'likely' : 'unsure', why: `In the NHS Data Dictionary ${text.toUpperCase()} is ${nameOf(code)}.` }
}

function nameOf(code: string): string {
  return findCategory(questionSetsFor('ethnic group')[0] ?? noSet(), code)?.output ?? code
}

function noSet(): never {
  throw new Error('No edition of the ethnic group question is known.')
}

/** A group and then the detail: `Mixed/Multiple ethnic group - White and Asian`. The two must belong together. */
function grouped(question: QuestionId, set: QuestionSet, word: string): Understood | undefined {
  if (question !== 'ethnic group') return undefined
  const [, first = '', second = ''] = /^(.+?)\s*(?:\s[-–—]+\s|:)\s*(.+)$/.exec(word) ?? []
  const group = synonyms[question].find((each) => each.code.length === 1 && each.certain.includes(fold(first)))?.code
  const detail = fold(second)
  if (group === undefined || detail === '') return undefined
  if (['other', 'any other', 'other background', 'any other background'].includes(detail)) return inSet(question, set, `${group}9`, 'certain')
  const found = synonyms[question].find((each) => each.code.startsWith(group) && each.code.length === 2 && (each.certain.includes(detail) || each.likely.includes(detail) || each.unsure.includes(detail)))
  return found === undefined ? undefined : inSet(question, set, found.code, 'certain')
}

/** A code with its words: `A1 - Indian`, `A White - British`, `02: Female`, `B1.`; the words decide, and the code must not contradict them. */
function coded(question: QuestionId, set: QuestionSet, word: string, beside: readonly string[]): Understood | undefined {
  if (question === 'ethnic group' && /^\s*o1\s*$/i.test(word)) {
    if (set.edition === 'Census 2001') return inSet(question, set, 'A4', 'likely')
    const letters = beside.map(fold)
    return inSet(question, set, 'O1', letters.includes('a4') && !letters.includes('o2') ? 'likely' : 'unsure')
  }
  const [, code = '', rest = ''] = /^\s*([a-z]{0,2}\d{0,3})\s*[-–—:.)\]=]\s*(\S.*)$/i.exec(word) ?? /^\s*([A-Z]{1,2}|[A-Z]\d|\d{1,3})\s+(\S.{2,})$/.exec(word) ?? []
  if (code === '' || rest === '') return undefined
  const text = fold(rest)
  const understood = unsaid(question, rest, text) ?? listed(set, rest) ?? named(question, set, text)
  return understood === undefined ? undefined : { ...understood, why: `${understood.why} The code “${code}” before it was left out.` }
}

/** What stands in brackets, or after yes or no, explains: `Christian (all denominations)`, `Yes - physical`. */
function withoutRemark(question: QuestionId, set: QuestionSet, word: string): Understood | undefined {
  const [, answer, remark = ''] = /^\s*(yes|no)\s*[-–—:,;]\s*(\S.*)$/i.exec(word) ?? []
  const plain = fold(answer !== undefined && unsaid(question, remark, fold(remark)) === undefined ? answer : word.replaceAll(/[([][^)\]]*[)\]]/g, ' '))
  if (plain === '' || plain === fold(word)) return undefined
  const understood = unsaid(question, plain, plain) ?? named(question, set, plain)
  return understood === undefined ? undefined : { ...understood, sure: understood.sure === 'certain' ? 'likely' : 'unsure' }
}

/** One slip in a word of six letters or more, two in ten or more, if one category is nearer than every other. */
function misspelt(question: QuestionId, set: QuestionSet, text: string): Understood | undefined {
  if (text.length < 6 || /\d/.test(text)) return undefined
  const allowed = text.length >= 10 ? 2 : 1
  const nearest = new Map<string, number>()
  const near = (known: string, what: string): void => {
    if (known.length < 6 || /\d/.test(known)) return
    const away = slips(known, text, allowed)
    if (away <= allowed) nearest.set(what, Math.min(away, nearest.get(what) ?? Infinity))
  }
  for (const each of synonyms[question]) for (const known of each.certain) near(known, each.code)
  for (const state of ['prefer not to say', 'not declared'] as const) for (const known of stateWords[state].certain) near(known, state)
  const least = Math.min(...nearest.values())
  const found = only([...nearest].filter(([, away]) => away === least).map(([what]) => what))
  if (found === undefined) return undefined
  if (found === 'prefer not to say' || found === 'not declared') return { meaning: { state: found }, sure: 'likely', why: 'It is nearly a known word: perhaps it is misspelt.' }
  const understood = inSet(question, set, found, 'likely')
  return understood === undefined ? undefined : { ...understood, why: `It is nearly “${nameIn(set, understood.meaning)}”: perhaps it is misspelt.` }
}

function nameIn(set: QuestionSet, meaning: Understood['meaning']): string {
  return 'category' in meaning ? findCategory(set, meaning.category)?.output ?? meaning.category : meaning.state
}

/** How many letters were left out, added, changed or swapped with their neighbour; more than `atMost` may be said as any larger number. */
function slips(one: string, two: string, atMost: number): number {
  if (Math.abs(one.length - two.length) > atMost) return atMost + 1
  let before: number[] = []
  let above = Array.from({ length: two.length + 1 }, (_, place) => place)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= two.length; j += 1) {
      const changed = (above[j - 1] ?? 0) + (one[i - 1] === two[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity
      row.push(Math.min(changed, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, swapped))
    }
    before = above
    above = row
  }
  return above[two.length] ?? atMost + 1
}

/** An age, a band or a date of birth, as a band of this set. A band that straddles two of the set's is not put into either. */
function ageMeant(set: QuestionSet, word: string, around: Around): Understood | undefined {
  const number = /^\s*(\d{1,3})(\.\d+)?\s*(years?( old)?|yrs?)?\s*$/i.exec(word)
  if (number !== null) {
    const age = Number(number[1])
    const band = age >= 14 && age <= 100 ? bandOf(age, set) : null
    return band === null ? undefined : { meaning: { category: band.code }, sure: 'certain', why: `${age} is in ${band.label}.` }
  }
  const ages = readBand(word)
  if (ages !== null) return bandMeant(set, ages)
  const born = around.on === undefined ? null : readBirth(word, around.on, around.dateOrder)
  const band = born === null || around.on === undefined ? null : bandOf(ageOn(born, around.on), set)
  return band === null ? undefined : { meaning: { category: band.code }, sure: around.dateOrder === undefined ? 'likely' : 'certain', why: `Somebody born then is in ${band.label}.` }
}

function bandMeant(set: QuestionSet, ages: { readonly from: number; readonly to?: number }): Understood | undefined {
  const first = set.categories[0]
  // A workforce has nobody much younger than its first band: "under 25" is 16 to 24.
  const from = first?.ages !== undefined && ages.from === 0 && first.ages.from >= 14 ? first.ages.from : ages.from
  const around = bandAround({ ...ages, from }, set)
  if (around === undefined) return undefined
  const same = around.ages?.from === ages.from && around.ages.to === ages.to
  return { meaning: { category: around.code }, sure: same ? 'certain' : 'likely', why: same ? `It is the band ${around.label}.` : `All of it is in ${around.label}.` }
}

/**
 * A list of the body's own, where an extract's words are not those of any edition: every category keeps the extract's
 * own word, and is put under a reporting group only where that is certain. Ways of having no answer are no categories.
 */
export function proposeOwnList(question: QuestionId, set: QuestionSet, words: readonly string[]): readonly { readonly word: string; readonly category: Category | null; readonly state?: State }[] {
  return [...new Set(words)].map((word) => {
    const understood = understandWord(question, set, word, { beside: words })
    if (understood !== null && 'state' in understood.meaning) return { word, category: null, state: understood.meaning.state }
    const label = tidy(word)
    const known = understood !== null && understood.sure === 'certain' && 'category' in understood.meaning ? findCategory(set, understood.meaning.category) : undefined
    const ages = question === 'age' ? readBand(word) : null
    return { word, category: { code: label, label, output: label, ...(known?.parent === undefined ? {} : { parent: known.parent }), ...(ages === null ? {} : { ages }) } }
  })
}

/** `ASIAN/PACIFIC ISLANDER` becomes `Asian/Pacific Islander`: shouting is taken out, nothing else. */
function tidy(word: string): string {
  const text = word.trim().replaceAll(/\s+/g, ' ')
  if (text.length <= 3 || text !== text.toUpperCase() || !/[A-Z]/.test(text)) return text
  return text.toLowerCase().replaceAll(/(?<![\p{L}'’])(?!(?:or|and|of|the|not)\b)\p{L}/gu, (letter) => letter.toUpperCase())
}

/** The edition that a column's words come from, as far as words tell: the one that understands most of them, the newest where several do. */
export function likeliestSet(question: QuestionId, column: readonly string[]): QuestionSet {
  const words = column.slice(0, 200)
  const [first, ...rest] = questionSetsFor(question)
  if (first === undefined) throw new Error(`No edition of the question “${question}” is known.`)
  return rest.reduce((best, each) => score(question, each, words) > score(question, best, words) ? each : best, first)
}

/** Certain words weigh most, then likely ones, then words that say less than the set asks. Where words cannot tell, the edition that staff records have most often. */
function score(question: QuestionId, set: QuestionSet, words: readonly string[]): number {
  let sum = 0
  const used = new Set<string>()
  for (const word of words) {
    const understood = understandWord(question, set, word, { beside: words })
    if (understood === null || !('category' in understood.meaning)) continue
    used.add(understood.meaning.category)
    const less = set.lessDetail.some((each) => 'category' in understood.meaning && each.code === understood.meaning.category)
    sum += less ? 1 : understood.sure === 'certain' ? 4 : understood.sure === 'likely' ? 2 : 1
  }
  // A set of many categories that are never used fits less well than a set that the words fill.
  return sum + used.size / set.categories.length + nearness[set.edition]
}

const nearness: { readonly [edition in Edition]: number } = { 'Census 2021': 0.06, 'HR one question': 0.05, 'GOV.UK Design System': 0.03, 'GSS harmonised': 0.02, 'Census 2011': 0.04, 'Census 2001': 0, 'Age bands': 0 }

function only<Each>(these: readonly Each[]): Each | undefined {
  return these.length === 1 ? these[0] : undefined
}
