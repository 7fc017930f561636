/** The figures of a release as files: tidy CSV and JSON for machines, a spreadsheet and a report for people. All from `Figures`, so a file never says more than a page. */
import { asText, asValue, symbols, symbolsUsed, type Figure } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import { questions } from '#duty/monitoring/questions.ts'
import type { WrittenBook, WrittenTable } from '#documents/write.ts'
import { answered, type FigureField, type Figures, type FigureTable } from '../figures.ts'
import { definitionOf, inOrder, pairOf } from '../profile.ts'
import { periodOf } from './telling.ts'

/**
 * The columns of the tidy file, in order, with what each means. The names follow the Race Disparity Unit's data style guide as far as it goes.
 * One row is one figure: a group of one question, in one part of the workforce, on one day.
 */
export const tidyColumns = [
  { name: 'measure', means: 'What the row counts: a dataset (“workforce”, “applicants”) or an analysis of it (“workforce: representation”).' },
  { name: 'time', means: 'The day that the figure describes, or the days from and to which it happened, as year-month-day.' },
  { name: 'geography', means: 'The body that the figure is of.' },
  { name: 'characteristic', means: 'The question that people were asked.' },
  { name: 'group', means: 'The answer, or the group of answers. “Answered” is everybody who answered; “All” is everybody.' },
  { name: 'within', means: 'What the figure is narrowed by: “department”. Empty for the whole body.' },
  { name: 'within_group', means: 'Which part of it: the department’s name. “All” for the total.' },
  { name: 'value', means: 'The share of those who answered in per cent, or the figure of the analysis. A symbol in square brackets where there is none: see the notes.' },
  { name: 'numerator', means: 'The number of people, or a symbol.' },
  { name: 'denominator', means: 'The number of people who answered, or a symbol. For those who did not answer, everybody.' },
  { name: 'lower_bound', means: 'The lower end of the 95% range. Empty where none was worked out.' },
  { name: 'upper_bound', means: 'The upper end of the 95% range. Empty where none was worked out.' },
  { name: 'definition', means: 'What is counted, and which question was asked.' },
  { name: 'source', means: 'Where the figure comes from.' },
] as const

export type TidyRow = Readonly<Record<(typeof tidyColumns)[number]['name'], string>>

export function tidyRows(figures: Figures, geography: string): readonly TidyRow[] {
  return [...figures.tables.flatMap((table) => rowsOf(table, geography)), ...figures.findings.map((each): TidyRow => ({
    measure: `${each.kind}: ${each.analysis}`, time: figures.on.toString(), geography, characteristic: each.field, group: each.category, within: each.compared === '' ? '' : 'compared with', within_group: each.compared,
    value: plain(each.value), numerator: '', denominator: '', lower_bound: bound(each.value, each.low), upper_bound: bound(each.value, each.high), definition: each.definition, source: each.source,
  })), ...figures.others.flatMap((other) => other.shares.map(({ group, share }): TidyRow => ({
    measure: 'workforce: as another body published it', time: other.on.toString(), geography: other.body, characteristic: other.question, group, within: '', within_group: '',
    value: plain(share), numerator: '', denominator: '', lower_bound: '', upper_bound: '', definition: `${other.counted}. ${other.base}`, source: other.link === '' ? other.source : `${other.source}, ${other.link}`,
  })))]
}

function rowsOf(table: FigureTable, geography: string): readonly TidyRow[] {
  const [question, within] = questionFirst(table)
  const time = table.from === null ? table.on.toString() : `${table.from.toString()}/${table.on.toString()}`
  const base = { measure: table.kind, time, geography, lower_bound: '', upper_bound: '', definition: table.definition, source: table.source }
  if (question === undefined) return [{ ...base, characteristic: 'All', group: 'All', within: '', within_group: '', value: '', numerator: plain(table.count({})), denominator: '' }]
  const asks = question.categories.some((each) => each.name === answered)
  const asked = within !== undefined && isQuestion(within) ? [...within.categories.filter((each) => each.kind === 'no answer'), { name: answered, label: 'Answered' }] : []
  const parts: readonly { readonly name: string; readonly label: string }[] = within === undefined ? [{ name: '', label: '' }] : [...inOrder(within), ...asked, { name: '*', label: 'All' }]
  const groups = [...inOrder(question).map((each) => ({ ...each, all: !asks })), ...question.categories.filter((each) => each.kind === 'no answer').map((each) => ({ ...each, all: true })), ...(asks ? [{ name: answered, label: 'Answered', all: true }] : []), { name: '*', label: 'All', all: true }]
  return parts.flatMap((part) => groups.map((group): TidyRow => {
    const at = { ...(within === undefined ? {} : { [within.field]: part.name }), [question.field]: group.name }
    return {
      ...base, characteristic: question.name, group: group.label, within: within?.name ?? '', within_group: part.label,
      value: group.name === '*' ? '' : plain(table.share(at, question.field, group.all ? 'all' : 'declared')), numerator: plain(table.count(at)), denominator: plain(table.count({ ...at, [question.field]: group.all ? '*' : answered })),
    }
  }))
}

/** The question that people answered first, then what narrows it; the order of `by` is the engine's own. Of two questions the one that pages tell of each group of the other. */
function questionFirst(table: FigureTable): readonly FigureField[] {
  const pair = pairOf(table)
  if (pair !== null) return [pair.columns, pair.rows]
  const { by } = table
  return [...by].sort((one, other) => Number(isQuestion(other)) - Number(isQuestion(one)))
}

const isQuestion = ({ field }: FigureField): boolean => questions.some((each) => each.id === field)

/** As machines read it: no thousands, no per cent sign; a symbol where there is no number. */
function plain(figure: Figure): string {
  const value = asValue(figure)
  return value === null ? asText(figure) : String(value)
}

/** A range stands only beside a figure that is shown. */
const bound = (value: Figure, end: Figure): string => asValue(value) === null || asValue(end) === null ? '' : plain(end)

export function asTidyTable(figures: Figures, geography: string): WrittenTable {
  return { title: figures.title, headings: tidyColumns.map(({ name }) => ({ text: name })), rows: tidyRows(figures, geography).map((row) => tidyColumns.map(({ name }) => row[name])) }
}

/** The same figures with everything that a program needs to read them. */
export function asJson(figures: Figures, about: { readonly publisher: string; readonly version?: number; readonly sha256?: string; readonly publishedAt?: string; readonly note?: string }): string {
  return JSON.stringify({
    ...about, title: figures.title, asOf: figures.on.toString(), licence: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/', symbols,
    protection: { statement: figures.audit.sentence, policy: figures.audit.policy, certificate: figures.audit.certificate, verifiedOn: figures.audit.verifiedOn.toString(), figures: figures.audit.figures, withheld: figures.audit.withheld },
    notes: figures.notes, columns: tidyColumns, rows: tidyRows(figures, about.publisher),
    findings: figures.findings.map((each) => ({ id: each.id, kind: each.kind, analysis: each.analysis, characteristic: each.field, group: each.category, comparedWith: each.compared, value: asText(each.value), sentence: each.sentence, howSure: each.grade, method: each.method, definition: each.definition, source: each.source })),
  }, null, 1)
}

/** Each table on its own sheet. What the symbols mean stands above each table that uses them, and in the notes. */
export function asBook(figures: Figures, publisher: string): WrittenBook {
  return {
    title: `${figures.title}: ${publisher}`,
    cover: [publisher, `The figures describe ${dayInWords(figures.on)}.`, 'Published under the Open Government Licence version 3.0, where they are public.', figures.audit.sentence],
    notes: [...figures.notes, ...Object.entries(symbols).map(([symbol, words]) => `${symbol} means ${words}.`)],
    tables: [...figures.tables.map((table) => sheetOf(table)), ...(figures.others.length === 0 ? [] : [othersSheet(figures.others)])],
  }
}

/** What other bodies have published, one share in each row. */
function othersSheet(others: Figures['others']): WrittenTable {
  return {
    title: 'What other bodies have published', notes: ['As each of them published it. Bodies ask, count and leave out in their own ways, so a difference of a few points may be no difference between the bodies.'],
    headings: [{ text: 'Body' }, { text: 'Day' }, { text: 'Question' }, { text: 'Group' }, { text: 'Share in per cent', kind: 'number' as const }, { text: 'Of whom' }, { text: 'Who was counted' }, { text: 'Source' }],
    rows: others.flatMap((other) => other.shares.map(({ group, share }) => [other.body, dayInWords(other.on), questions.find(({ id }) => id === other.question)?.name ?? other.question, group, plain(share), other.base, other.counted, other.link === '' ? other.source : `${other.source}, ${other.link}`])),
  }
}

function sheetOf(table: FigureTable): WrittenTable {
  const rows = rowsOf(table, '')
  const narrowed = rows.some((each) => each.within !== '')
  const figures = rows.flatMap((each) => [each.value, each.numerator])
  const used = Object.entries(symbols).filter(([symbol]) => figures.includes(symbol)).map(([symbol, words]) => `${symbol} means ${words}.`)
  const [question, within] = questionFirst(table)
  return {
    title: `${table.title}, ${periodOf(table)}`, notes: [`${definitionOf(table)} Source: ${table.source}.`, ...(used.length > 0 ? [used.join(' ')] : [])],
    headings: [...(narrowed ? [{ text: within?.name ?? '' }] : []), { text: question?.name ?? 'Group' }, { text: 'Number', kind: 'number' as const }, ...(question === undefined ? [] : [{ text: 'Share in per cent', kind: 'number' as const }])],
    rows: rows.map((each) => [...(narrowed ? [each.within_group] : []), each.group, each.numerator, ...(question === undefined ? [] : [each.value])]),
  }
}

/** “[c] means …” for a report’s table, as a note above it. */
export function symbolNotes(figures: Iterable<Figure>): readonly string[] {
  const used = symbolsUsed(figures)
  return used.length === 0 ? [] : [used.map(({ symbol, words }) => `${symbol} means ${words}.`).join(' ')]
}
