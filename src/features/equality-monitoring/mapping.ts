import { readBand } from '#duty/monitoring/ages.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import type { ColumnMeaning, Field, Mapping, WordMeaning } from './dataset.ts'
import { foldWords, type ExtractReading, type ReadColumn } from './read-extract.ts'

/** How headings and words are usually understood: `understanding.ts` says. Null where there is no usual way. */
export interface Understanding {
  heading(heading: string, words: readonly string[]): Understood<ColumnMeaning> | null
  /** `beside`: the other words of the column. */
  word(field: QuestionId, questionSet: string | undefined, words: string, beside: readonly string[]): Understood<WordMeaning> | null
}

export interface Understood<Meaning> {
  readonly meaning: Meaning
  readonly sure: 'certain' | 'likely' | 'unsure'
  /** One sentence for the person who confirms it. */
  readonly why: string
}

export interface Suggestion {
  readonly columns: readonly SuggestedColumn[]
  /** The words of every column that has a meaning which needs its words understood. */
  readonly words: readonly SuggestedWord[]
}

export interface SuggestedColumn {
  readonly column: ReadColumn
  /** Null for a column that is left out on purpose; undefined where nobody has said and nothing is usual. */
  readonly meaning: ColumnMeaning | null | undefined
  readonly from: From
  /** How sure a suggestion is, and why it is made; certain and empty for what is remembered. */
  readonly sure: Understood<ColumnMeaning>['sure']
  readonly why: string
}

export interface SuggestedWord {
  readonly heading: string
  readonly field: Field
  /** As the extract writes them; empty for rows in which the column says nothing. */
  readonly words: string
  /** Rows that say it. Restricted. */
  readonly count: number
  readonly meaning: WordMeaning | null
  readonly from: From
  readonly sure: Understood<WordMeaning>['sure']
  readonly why: string
}

/** Whether a person confirmed it for an earlier extract, or it is only what is usual. */
export type From = 'remembered' | 'suggested' | 'nothing'

/** What the columns and words of an extract seem to mean: first as the source remembers, then as is usual. A field is suggested for one column only. */
export function suggestMapping(reading: ExtractReading, remembered: Mapping, understanding: Understanding): Suggestion {
  const known = lookUp(remembered)
  const remembers = new Set<Field>(reading.columns.flatMap((column) => known.column(column.heading)?.field ?? []))
  const usual = new Map(reading.columns.map((column) => [column, column.filled === 0 || known.column(column.heading) !== undefined ? null : understanding.heading(column.heading, column.words.map((each) => each.words))]))
  const best = new Map<Field, ReadColumn>()
  for (const sure of ['certain', 'likely', 'unsure'] as const) {
    for (const [column, found] of usual) if (found?.sure === sure && !remembers.has(found.meaning.field) && !best.has(found.meaning.field)) best.set(found.meaning.field, column)
  }
  const columns = reading.columns.map((column): SuggestedColumn => {
    const meaning = known.column(column.heading)
    if (meaning !== undefined) return { column, meaning, from: 'remembered', sure: 'certain', why: '' }
    const found = usual.get(column)
    if (!found) return { column, meaning: undefined, from: 'nothing', sure: 'unsure', why: '' }
    if (best.get(found.meaning.field) !== column) return { column, meaning: undefined, from: 'nothing', sure: 'unsure', why: 'Another column was understood as this already.' }
    return { column, ...found, from: 'suggested' }
  })
  const words = columns.flatMap(({ column, meaning }): readonly SuggestedWord[] => {
    if (!meaning) return []
    const beside = column.words.map((each) => each.words)
    return wordsToMap(column, meaning.field, reading.rows).map(({ words: said, count }): SuggestedWord => {
      const about = { heading: column.heading, field: meaning.field, words: said, count }
      const confirmed = known.word(meaning.field, said)
      if (confirmed) return { ...about, meaning: confirmed, from: 'remembered', sure: 'certain', why: '' }
      const usual = said === '' ? nothingSaid : usualWord(meaning, said, beside, understanding)
      return usual ? { ...about, ...usual, from: 'suggested' } : { ...about, meaning: null, from: 'nothing', sure: 'unsure', why: '' }
    })
  })
  return { columns, words }
}

const nothingSaid: Understood<WordMeaning> = { meaning: { state: 'not declared' }, sure: 'certain', why: 'Nothing is written here.' }

/** What a person has still to say before an extract can be looked through. */
export interface Unmapped {
  readonly columns: readonly ReadColumn[]
  readonly words: readonly { readonly heading: string; readonly field: Field; readonly words: string; readonly count: number }[]
}

/** Columns and words of the extract that the source does not remember. An empty cell is “not declared” unless somebody said otherwise. */
export function whatIsUnmapped(reading: ExtractReading, mapping: Mapping): Unmapped {
  const known = lookUp(mapping)
  return {
    columns: reading.columns.filter((column) => column.filled > 0 && known.column(column.heading) === undefined),
    words: reading.columns.flatMap((column) => {
      const meaning = known.column(column.heading)
      if (!meaning) return []
      return wordsToMap(column, meaning.field, reading.rows).filter(({ words }) => words !== '' && known.word(meaning.field, words) === undefined)
        .map((each) => ({ heading: column.heading, field: meaning.field, ...each }))
    }),
  }
}

export function isCovered(reading: ExtractReading, mapping: Mapping): boolean {
  const { columns, words } = whatIsUnmapped(reading, mapping)
  return columns.length === 0 && words.length === 0 && twoColumnsOfOneField(reading, mapping) === null
}

/** What was remembered and what was confirmed now, which wins. Nothing that was remembered is forgotten: next quarter's extract may say it again. */
export function mergeMapping(remembered: Mapping, confirmed: Mapping): Mapping {
  const fields = new Set([...Object.keys(remembered.words), ...Object.keys(confirmed.words)] as Field[])
  return {
    columns: mergeWords(remembered.columns, confirmed.columns),
    words: Object.fromEntries([...fields].map((field) => [field, mergeWords(remembered.words[field] ?? {}, confirmed.words[field] ?? {})])),
  }
}

/** Two columns cannot both be the sex of a person. Names the field and both headings. */
export function twoColumnsOfOneField(reading: ExtractReading, mapping: Mapping): { readonly field: Field; readonly headings: readonly string[] } | null {
  const known = lookUp(mapping)
  const headings = Map.groupBy(reading.columns.filter((column) => known.column(column.heading)), (column) => known.column(column.heading)?.field)
  for (const [field, columns] of headings) if (field !== undefined && columns.length > 1) return { field, headings: columns.map((each) => each.heading) }
  return null
}

/** The same words written in another case or with more spaces are the same words, whichever was remembered. */
function mergeWords<Meaning>(remembered: Readonly<Record<string, Meaning>>, confirmed: Readonly<Record<string, Meaning>>): Readonly<Record<string, Meaning>> {
  const now = new Set(Object.keys(confirmed).map(foldWords))
  return Object.fromEntries([...Object.entries(remembered).filter(([words]) => !now.has(foldWords(words))), ...Object.entries(confirmed)])
}

/** A mapping to be asked by heading and by word, whatever their case. */
export function lookUp(mapping: Mapping): { column(heading: string): ColumnMeaning | null | undefined; word(field: Field, words: string): WordMeaning | undefined } {
  const columns = new Map(Object.entries(mapping.columns).map(([heading, meaning]) => [foldWords(heading), meaning]))
  const words = new Map(Object.entries(mapping.words).map(([field, said]) => [field, new Map(Object.entries(said).map(([each, meaning]) => [foldWords(each), meaning]))]))
  return { column: (heading) => columns.get(foldWords(heading)), word: (field, said) => words.get(field)?.get(foldWords(said)) }
}

export function isQuestion(field: Field): field is QuestionId {
  return questions.some((each) => each.id === field)
}

/** Fields whose words have to be understood. A department or a grade is what the body calls it; hours and ages are numbers. */
export function needsWords(field: Field): boolean {
  return isQuestion(field) || field === 'stage'
}

/** Ages come as a number of years, as a day of birth, or in bands of the body's own. */
export function isNumberColumn(field: Field, looks: ReadColumn['looks']): boolean {
  return field === 'full-time equivalent' || field === 'score' || (field === 'age' && looks !== 'words')
}

function wordsToMap(column: ReadColumn, field: Field, rows: number): readonly { readonly words: string; readonly count: number }[] {
  if (!needsWords(field) || column.many) return []
  const said = isNumberColumn(field, column.looks) ? column.words.filter((each) => !isNumberOrDay(each.words)) : column.words
  return [...said, ...(column.filled < rows ? [{ words: '', count: rows - column.filled }] : [])]
}

function isNumberOrDay(words: string): boolean {
  return readNumber(words) !== null || readDay(words) !== null
}

function usualWord(meaning: ColumnMeaning, words: string, beside: readonly string[], understanding: Understanding): Understood<WordMeaning> | null {
  if (!isQuestion(meaning.field)) {
    const stage = usualStage(words)
    return stage && { meaning: { category: stage }, sure: 'likely', why: 'Recruitment systems usually mean this by it.' }
  }
  if (meaning.field === 'age' && meaning.questionSet === undefined) {
    const band = usualBand(words)
    if (band !== null) return { meaning: { category: band }, sure: 'certain', why: 'A band of ages.' }
  }
  return understanding.word(meaning.field, meaning.questionSet, words, beside)
}

/** How far an application came, in the order in which it goes on: the words that recruitment systems use. */
export const stages = ['applied', 'shortlisted', 'interviewed', 'offered', 'appointed'] as const

function usualStage(words: string): (typeof stages)[number] | null {
  const folded = foldWords(words)
  if (/not (?:short ?-?listed|taken forward)|rejected (?:at|after) (?:application|sift|shortlist)|^(?:applied|application|applicant|received|withdrawn|withdrew)/.test(folded)) return 'applied'
  if (/^(?:not appointed|unsuccessful (?:at|after) interview|rejected (?:at|after) interview|interviewed?|attended)/.test(folded)) return 'interviewed'
  if (/^(?:short ?-?listed|sifted in|invited)/.test(folded)) return 'shortlisted'
  if (/^(?:offer|declined)/.test(folded)) return 'offered'
  if (/^(?:appointed|hired|started|successful|accepted)/.test(folded)) return 'appointed'
  return null
}

/** "51-60", "16 to 24", "65+", "Under 25": a band is what the body made of it, in one way of writing. */
function usualBand(words: string): string | null {
  const band = readBand(words)
  if (band === null) return null
  return band.from === 0 ? `Under ${(band.to ?? 0) + 1}` : band.to === undefined ? `${band.from} and over` : `${band.from} to ${band.to}`
}

/** A number as British spreadsheets write it, or null. */
export function readNumber(words: string): number | null {
  const plain = words.trim().replace(/,(?=\d{3}(?:\D|$))/g, '')
  return /^-?(?:\d+(?:\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : null
}

/** A day: 31/12/1999, 31.12.99, 1999-12-31, 31 December 1999, with a time after it or without. Month first is read only where it cannot be a day: 5/30/1999. */
export function readDay(words: string): Temporal.PlainDate | null {
  const text = words.trim().replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]m)?Z?$/i, '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const figures = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text)
  if (figures) {
    const [first, second, year] = [Number(figures[1]), Number(figures[2]), fullYear(figures[3] ?? '')]
    return second > 12 ? dayOf(year, first, second) : dayOf(year, second, first)
  }
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})[ ,-]*(\d{4}|\d{2})$/i.exec(text)
  const month = named ? months.findIndex((each) => each.startsWith((named[2] ?? '').toLowerCase())) + 1 : 0
  return named && month > 0 ? dayOf(fullYear(named[3] ?? ''), month, Number(named[1])) : null
}

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

/** Two figures are of a birthday or a start: 30 and later are of the last century. */
function fullYear(figures: string): number {
  const year = Number(figures)
  return figures.length === 4 ? year : year >= 30 ? 1900 + year : 2000 + year
}

function dayOf(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return year < 1850 || year > 2200 ? null : Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' })
  } catch {
    return null
  }
}
