import { noAnswer, type AnswerCategory, type AnswerColumn, type Field } from './dataset.ts'
import type { Cut, TabulatedField, Tabulation } from './tabulation.ts'

/** How many ways of having no answer there are: each has its place after a field's categories. */
const ways = Object.keys(noAnswer).length

/** A table with more places than this says nothing that could be published, and is not made. */
export const mostPlaces = 250_000

/** A column as it is counted: the place of each answer, and what the places are called. */
export interface CountedColumn {
  readonly field: TabulatedField
  /** Categories and ways of having no answer. */
  readonly size: number
  /** The place of an answer as rows keep it. Throws for an answer that the column does not have. */
  placeOf(answer: number): number
}

/** `numbers` are the different answers of a column of numbers, in order: each is a category. */
export function countedColumn(column: AnswerColumn, numbers: readonly number[] = []): CountedColumn {
  const categories: readonly AnswerCategory[] = column.kind === 'category' ? column.categories ?? [] : numbers.map((number) => { const words = String(number / (column.scale ?? 1)); return { code: words, label: words } })
  const places = column.kind === 'category' ? null : new Map(numbers.map((number, place) => [number, place]))
  const size = categories.length + ways
  return {
    field: { field: column.field, ...(column.questionSet === undefined ? {} : { questionSet: column.questionSet }), categories },
    size,
    placeOf(answer) {
      const place = answer < 0 ? categories.length - 1 - answer : places === null ? answer : places.get(answer)
      if (place === undefined || place >= size || (answer >= 0 && place >= categories.length)) throw new RangeError(`${answer} is no answer of ${column.field}.`)
      return place
    },
  }
}

/** Fields that people are counted by. Hours are a number and no group; who somebody is, is in no column. */
export function isCountedBy({ field }: Pick<AnswerColumn, 'field'>): boolean {
  return field !== 'full-time equivalent' && field !== 'staff number'
}

/** Counts rows that stand in lists, cut by cut: each answer's place is worked out once for all cuts. A cut with more places than `mostPlaces`, or by a field that there is not, gives null. */
export function tabulator(columns: readonly AnswerColumn[], answers: readonly Int16Array[], counted: Uint8Array): (cut: Cut) => Tabulation | null {
  const placed = new Map<Field, { readonly column: CountedColumn; readonly places: Uint16Array }>()
  for (const [index, column] of columns.entries()) {
    if (!isCountedBy(column)) continue
    const own = answers[index] ?? new Int16Array(counted.length)
    const made = countedColumn(column, column.kind === 'number' ? differentNumbers(own, counted) : [])
    placed.set(column.field, { column: made, places: placesOf(made, own, counted) })
  }
  return (cut) => {
    const by = cut.by.flatMap((field) => placed.get(field) ?? [])
    const size = by.reduce((product, { column }) => product * column.size, 1)
    if (by.length < cut.by.length || size > mostPlaces) return null
    return { cut: cut.id, by: by.map(({ column }) => column.field), counts: Array.from(countPlaces(by.map(({ column, places }) => ({ size: column.size, places })), counted, size)) }
  }
}

/** Counts the rows that are counted, for each cut whose fields there are. */
export function tabulateRows(columns: readonly AnswerColumn[], answers: readonly Int16Array[], counted: Uint8Array, cuts: readonly Cut[]): readonly Tabulation[] {
  const tabulateBy = tabulator(columns, answers, counted)
  return cuts.flatMap((cut) => tabulateBy(cut) ?? [])
}

function placesOf(column: CountedColumn, answers: Int16Array, counted: Uint8Array): Uint16Array {
  const met = new Map<number, number>()
  const places = new Uint16Array(answers.length)
  for (let row = 0; row < answers.length; row += 1) {
    if (counted[row] !== 1) continue
    const answer = answers[row] ?? 0
    let place = met.get(answer)
    if (place === undefined) { place = column.placeOf(answer); met.set(answer, place) }
    places[row] = place
  }
  return places
}

/** The innermost sum of the room: a million rows for each of a hundred cuts. */
function countPlaces(by: readonly { readonly size: number; readonly places: Uint16Array }[], counted: Uint8Array, size: number): Int32Array {
  const counts = new Int32Array(size)
  const add = (place: number): void => { counts[place] = (counts[place] ?? 0) + 1 }
  const [one, two, three] = by
  const rows = counted.length
  if (one === undefined) {
    let all = 0
    for (let row = 0; row < rows; row += 1) all += counted[row] ?? 0
    counts[0] = all
  } else if (two === undefined) {
    for (let row = 0; row < rows; row += 1) if (counted[row] === 1) add(one.places[row] ?? 0)
  } else if (three === undefined) {
    for (let row = 0; row < rows; row += 1) if (counted[row] === 1) add((one.places[row] ?? 0) * two.size + (two.places[row] ?? 0))
  } else {
    for (let row = 0; row < rows; row += 1) if (counted[row] === 1) add(by.reduce((place, each) => place * each.size + (each.places[row] ?? 0), 0))
  }
  return counts
}

function differentNumbers(answers: Int16Array, counted: Uint8Array): readonly number[] {
  const met = new Set<number>()
  for (let row = 0; row < answers.length; row += 1) if (counted[row] === 1 && (answers[row] ?? -1) >= 0) met.add(answers[row] ?? 0)
  return [...met].sort((a, b) => a - b)
}

/** The same table from counts that the database made: one group for each combination that occurs. */
export function tabulationOf(cut: Cut, by: readonly CountedColumn[], groups: Iterable<{ readonly answers: readonly number[]; readonly people: number }>): Tabulation {
  const counts = Array.from({ length: by.reduce((product, column) => product * column.size, 1) }, () => 0)
  for (const { answers, people } of groups) {
    const place = by.reduce((sum, column, index) => sum * column.size + column.placeOf(answers[index] ?? 0), 0)
    counts[place] = (counts[place] ?? 0) + people
  }
  return { cut: cut.id, by: by.map((column) => column.field), counts }
}

/** The table without what some rows were, and with what they are now; null where nothing in it changes. */
export function recount(tabulation: Tabulation, columns: readonly AnswerColumn[], before: readonly (readonly number[])[], after: readonly (readonly number[])[]): Tabulation | null {
  const by = tabulation.by.map(({ field }) => { const index = columns.findIndex((column) => column.field === field); const column = columns[index]; return column && { index, column: countedColumn(column) } })
  if (!by.every((each) => each !== undefined)) return null
  const placeOf = (answers: readonly number[]): number => by.reduce((sum, { index, column }) => sum * column.size + column.placeOf(answers[index] ?? noAnswer['not declared']), 0)
  const counts = [...tabulation.counts]
  for (const answers of before) { const place = placeOf(answers); counts[place] = Math.max(0, (counts[place] ?? 0) - 1) }
  for (const answers of after) { const place = placeOf(answers); counts[place] = (counts[place] ?? 0) + 1 }
  return counts.every((count, place) => count === tabulation.counts[place]) ? null : { ...tabulation, counts }
}
