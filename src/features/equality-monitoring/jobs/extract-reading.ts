import { openRows, tooManyRows, type RowFile, type RowLimits, type WantedSheet } from '#documents/read-rows.ts'
import { Refusal } from '#documents/refusal.ts'
import { compareFields, cutsOf } from '../cuts.ts'
import type { AnswerColumn, DatasetKind, DeclarationUse, Mapping } from '../dataset.ts'
import { sheetChooser } from '../known-sheet.ts'
import { isCovered } from '../mapping.ts'
import { joinDeclarations, type OwnDeclaration } from '../own-declarations.ts'
import { stops, type Quality } from '../quality.ts'
import { isRowOfPerson, leftOutNote, surveyColumns, tableReader, type ExtractReading, type Headings } from '../read-extract.ts'
import type { MonitoringSettings } from '../settings.ts'
import { tabulateRows, tabulator } from '../tabulating.ts'
import type { Tabulation } from '../tabulation.ts'
import { takeIn, type TakenIn } from '../taking-in.ts'

/** All that the thread is given: bytes and what words mean. It never sees the database. */
export interface ExtractTask {
  readonly bytes: Uint8Array
  readonly fileName: string
  readonly sheet: WantedSheet | null
  /** The sheet that was read of the extract before. */
  readonly lastSheet: string | null
  readonly limits: RowLimits
  readonly kind: DatasetKind
  readonly mapping: Mapping
  readonly settings: Pick<MonitoringSettings, 'seniorLine' | 'ageBands'>
  /** ISO 8601. */
  readonly to: string
  readonly stopped: readonly string[]
  readonly declarations: DeclarationUse
  /** What the first reading found, for an extract that is taken in; null for one that is read for the first time. */
  readonly reading: ExtractReading | null
  readonly want: 'look' | 'rows'
}

export type ExtractPiece =
  | { readonly piece: 'refused'; readonly sentence: string }
  | { readonly piece: 'progress'; readonly percent: number }
  | { readonly piece: 'reading'; readonly reading: ExtractReading; readonly covered: boolean }
  /** Who is in it, where their own declarations are wanted: the next is asked for with them. */
  | { readonly piece: 'people'; readonly staffNumbers: readonly string[] }
  /** What the rows are like; `counts` are by one field each, for looking at beside an earlier extract. */
  | { readonly piece: 'checked'; readonly quality: Quality; readonly columns: readonly AnswerColumn[]; readonly counts: readonly Tabulation[] }
  | { readonly piece: 'rows'; readonly places: readonly number[]; readonly staffNumbers: readonly string[]; readonly answers: readonly string[]; readonly counted: readonly boolean[] }
  | { readonly piece: 'tabulations'; readonly tabulations: readonly Tabulation[] }
  | { readonly piece: 'end' }

const rowsAtOnce = 2_000
/** Numbers in the tables of one piece. */
const placesAtOnce = 20_000

/**
 * Reads one extract and gives back what it found, piece by piece, the next one only when it is asked for, so that neither the pages nor the database
 * are held up. `tell` hears how far it is, in per cent. Throws a refusal of `#documents`.
 */
export function* workThrough(task: ExtractTask, tell: (percent: number) => void): Generator<ExtractPiece, void, readonly OwnDeclaration[] | undefined> {
  const file = openRows(task.bytes, task.fileName, task.limits, task.sheet ?? sheetChooser(task.mapping, task.lastSheet))
  const first = task.reading === null ? read(file, task.limits, tell) : null
  if (first !== null) {
    const covered = isCovered(first, task.mapping)
    yield { piece: 'reading', reading: first, covered }
    if (!covered) return
  }
  const reading = first ?? task.reading
  if (reading === null) return
  const taken = yield* withDeclarations(task, take(file, task, reading, tell))
  yield { piece: 'checked', quality: taken.quality, columns: taken.columns, counts: tabulateRows(taken.columns, taken.answers, taken.counted, compareFields(taken.columns.map((each) => each.field))) }
  if (task.want === 'look' || stops(taken.quality)) return
  yield* rowsOf(taken, tell)
  yield* tabulationsOf(task.kind, taken, tell)
}

/** With what people say of themselves, where the source wants it. Nobody is looked up for a file that has to be mended first. */
function* withDeclarations({ declarations, stopped }: ExtractTask, taken: TakenIn): Generator<ExtractPiece, TakenIn, readonly OwnDeclaration[] | undefined> {
  if (declarations === 'off' || stops(taken.quality)) return taken
  const people = taken.staffNumbers === null ? [] : [...new Set(taken.staffNumbers)].filter((each) => each !== '')
  const declared = people.length === 0 ? [] : yield { piece: 'people', staffNumbers: people }
  return joinDeclarations(taken, declared ?? [], declarations, new Set(stopped))
}

/** The first time: what the columns say. Half of the way, for looking through the rows is the other half. */
function read(file: RowFile, limits: RowLimits, tell: (percent: number) => void): ExtractReading {
  const met: Headings[] = []
  let survey = surveyColumns({ row: 0, names: [] })
  const leftOut: string[] = []
  const reader = tableReader({
    headings(found) { met.push(found); survey = surveyColumns(found) },
    row(row) { survey.add(row) },
    leftOut({ number, words, is }) { if (leftOut.length < 50) leftOut.push(leftOutNote(number, is, words)) },
  })
  file.read((row) => reader.take(row), (share) => tell(share * 50))
  reader.end()
  const { columns, rows } = survey.finish()
  if (rows > limits.rows) tooManyRows(limits.rows)
  const [headings] = met
  if (headings === undefined) throw new Refusal('has no rows that can be read', 'check that you chose the right file')
  return { format: file.format, sheet: file.sheet, headingRow: headings.row, columns, rows, notes: [...file.notes, ...(headings.second === undefined ? [] : [`The headings stand in two rows, ${headings.row} and ${headings.second}, and were read together.`]), ...(isRowOfPerson(columns) ? [`Row ${headings.row} may be a person and not headings: most of what it says stands in the rows below it too. If the file has no headings, add them above the rows and upload it again. As it is, row ${headings.row} is counted nowhere.`] : []), ...leftOut] }
}

function take(file: RowFile, task: ExtractTask, reading: ExtractReading, tell: (percent: number) => void): TakenIn {
  const taking = takeIn({ kind: task.kind, reading, mapping: task.mapping, settings: task.settings, to: Temporal.PlainDate.from(task.to), stopped: new Set(task.stopped) })
  const reader = tableReader({
    headings() {},
    row(row) { taking.add(row) },
    // A title, a total or a line of words is no person, and the page lists it. What could be a staff number alone has to be looked at.
    leftOut({ number, words, is }) { if (is === 'note' && !/\s/.test(words)) taking.leftOut(number, words) },
  })
  const from = task.reading === null ? 50 : 0
  file.read((row) => reader.take(row), (share) => tell(from + share * (task.want === 'look' ? 100 - from : 30)))
  reader.end()
  return taking.finish()
}

function* rowsOf({ answers, places, staffNumbers, counted }: TakenIn, tell: (percent: number) => void): Generator<ExtractPiece> {
  for (let begin = 0; begin < places.length; begin += rowsAtOnce) {
    const end = Math.min(places.length, begin + rowsAtOnce)
    const texts: string[] = []
    for (let row = begin; row < end; row += 1) {
      let text = '{'
      for (const [index, column] of answers.entries()) text += index === 0 ? String(column[row]) : `,${column[row]}`
      texts.push(`${text}}`)
    }
    tell(30 + 60 * end / places.length)
    yield {
      piece: 'rows', places: [...places.subarray(begin, end)], staffNumbers: staffNumbers === null ? texts.map(() => '') : staffNumbers.slice(begin, end), answers: texts,
      counted: Array.from(counted.subarray(begin, end), (each) => each === 1),
    }
  }
}

function* tabulationsOf(kind: DatasetKind, { columns, answers, counted }: TakenIn, tell: (percent: number) => void): Generator<ExtractPiece> {
  const cuts = cutsOf(kind, columns.map((each) => each.field))
  const tabulateBy = tabulator(columns, answers, counted)
  let held: Tabulation[] = []
  for (const [index, cut] of cuts.entries()) {
    const made = tabulateBy(cut)
    if (made !== null) held.push(made)
    if (index + 1 < cuts.length && held.reduce((sum, each) => sum + each.counts.length, 0) < placesAtOnce) continue
    tell(90 + 9 * (index + 1) / cuts.length)
    yield { piece: 'tabulations', tabulations: held }
    held = []
  }
}
