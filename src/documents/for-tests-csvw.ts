/** A validator of CSV on the Web for the part of the vocabulary that we write: one table, columns with names, titles and plain datatypes, null, required, a primary key. Held to the W3C's own tests. */
import { parse } from 'csv-parse/sync'

interface Column { readonly name?: unknown; readonly titles?: unknown; readonly datatype?: unknown; readonly null?: unknown; readonly required?: unknown }
export interface Metadata { readonly '@context'?: unknown; readonly url?: unknown; readonly dialect?: Readonly<Record<string, unknown>>; readonly tableSchema?: { readonly columns?: readonly Column[]; readonly primaryKey?: unknown; readonly [more: string]: unknown }; readonly [more: string]: unknown }

const vocabulary = { table: ['@context', 'url', 'dialect', 'tableSchema'], schema: ['columns', 'primaryKey'], column: ['name', 'titles', 'datatype', 'null', 'required'], dialect: ['encoding', 'header', 'lineTerminators'] } as const
const datatypes: Readonly<Record<string, (cell: string) => boolean>> = {
  string: () => true, anyURI: (cell) => !/[\s<>"{}|\\^`]/.test(cell), integer: (cell) => /^[+-]?\d+$/.test(cell), decimal: (cell) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(cell),
  number: (cell) => /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|NaN|-?INF)$/.test(cell), boolean: (cell) => /^(?:true|false|1|0)$/.test(cell),
  date: (cell) => { const found = /^(\d{4})-(\d\d)-(\d\d)(?:Z|[+-]\d\d:\d\d)?$/.exec(cell); return found !== null && new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]))).getUTCDate() === Number(found[3]) },
}

const isCommon = (name: string): boolean => /^[a-z]+:\w+/.test(name)
/** Of other vocabularies we write words, lists of words, and things with an address or a typed value. */
const isPlain = (value: unknown): boolean => typeof value === 'string' || (Array.isArray(value) ? value.every((each) => typeof each === 'string') : typeof value === 'object' && value !== null && Object.entries(value).every(([name, each]) => isCommon(name) ? isPlain(each) : name === '@id' || name === '@value' || (name === '@type' && each === 'xsd:date')))
const beyond = (thing: object, known: readonly string[]): boolean => Object.entries(thing).some(([name, value]) => !known.includes(name) && !(isCommon(name) && isPlain(value)))

/** Does it say only what we say? */
export function isWithinOurs(metadata: Metadata): boolean {
  const { tableSchema, dialect } = metadata
  if (typeof metadata.url !== 'string' || beyond(metadata, vocabulary.table) || typeof tableSchema !== 'object' || tableSchema === null || beyond(tableSchema, vocabulary.schema) || !Array.isArray(tableSchema.columns)) return false
  if (dialect !== undefined && (typeof dialect !== 'object' || dialect === null || beyond(dialect, vocabulary.dialect))) return false
  return tableSchema.columns.every((column: unknown) => typeof column === 'object' && column !== null && !beyond(column, vocabulary.column) && typeof (column as Column).titles === 'string' && /^[A-Za-z0-9][A-Za-z0-9_]*$/.test(String((column as Column).name)) && ((column as Column).datatype === undefined || (typeof (column as Column).datatype === 'string' && Object.hasOwn(datatypes, String((column as Column).datatype)))))
}

/** Everything that is wrong with a table or with what is said of it, in sentences. */
export function validateCsv(metadata: Metadata, csv: string): readonly string[] {
  const problems: string[] = []
  const columns = metadata.tableSchema?.columns ?? []
  const context = metadata['@context']
  const [namespace, more] = Array.isArray(context) ? context as readonly unknown[] : [context]
  if (namespace !== 'http://www.w3.org/ns/csvw') problems.push('The context is not that of CSV on the Web')
  if (Array.isArray(context) && (context.length > 2 || (context.length === 2 && (typeof more !== 'object' || more === null || Object.keys(more).some((each) => each !== '@language' && each !== '@base'))))) problems.push('The context says what it may not say')
  if (JSON.stringify(metadata).includes('"@id":"_:')) problems.push('A thing has a blank node for an address')
  for (const [at, column] of columns.entries()) {
    if (typeof column.name === 'string' && (column.name.startsWith('_') || !/^[\w%.~-]+$/.test(column.name))) problems.push(`Column ${at + 1} has a name that cannot stand in an address`)
  }
  const names = columns.flatMap(({ name }) => typeof name === 'string' ? [name] : [])
  if (new Set(names).size < names.length) problems.push('Two columns have one name')
  const [header = [], ...rows] = parse(csv.replace(/^\ufeff/, ''), { relaxColumnCount: true, skipEmptyLines: true }) as string[][]
  const hasHeader = metadata.dialect?.['header'] !== false
  const body = hasHeader ? rows : [header, ...rows]
  if (columns.length > 0 && columns.length !== header.length) problems.push(`The table has ${header.length} columns and ${columns.length} are described`)
  if (hasHeader) for (const [at, column] of columns.entries()) {
    const titles = titlesOf(column.titles)
    const expected = titles.length > 0 ? titles : typeof column.name === 'string' ? [column.name] : []
    if (expected.length > 0 && header[at] !== undefined && !expected.includes(header[at])) problems.push(`Column ${at + 1} is headed “${header[at]}” and described as “${expected.join('” or “')}”`)
  }
  const values = body.map((row) => columns.map((column, at) => valueOf(row[at] ?? '', column)))
  for (const [line, row] of values.entries()) for (const [at, value] of row.entries()) {
    const { datatype, required } = columns[at]!
    if (value === null) { if (required === true) problems.push(`Row ${line + 1}, column ${at + 1} must not be empty`) }
    else if (typeof datatype === 'string' && !(datatypes[datatype]?.(value) ?? true)) problems.push(`Row ${line + 1}, column ${at + 1}: “${value}” is no ${datatype}`)
  }
  const key = metadata.tableSchema?.primaryKey
  const parts = typeof key === 'string' ? [key] : Array.isArray(key) ? key as readonly string[] : []
  const places = parts.map((part) => columns.findIndex((column) => column.name === part))
  if (places.length > 0 && !places.includes(-1)) {
    const keys = values.map((row) => JSON.stringify(places.map((place) => row[place])))
    if (new Set(keys).size < keys.length) problems.push('Two rows have one key')
  }
  return problems
}

function titlesOf(titles: unknown): readonly string[] {
  if (typeof titles === 'string') return [titles]
  if (Array.isArray(titles)) return titles.filter((each) => typeof each === 'string')
  return typeof titles === 'object' && titles !== null ? Object.values(titles).flatMap(titlesOf) : []
}

function valueOf(cell: string, { null: marks, datatype }: Column): string | null {
  const value = datatype === undefined || datatype === 'string' ? cell : cell.trim()
  return (Array.isArray(marks) ? marks : [typeof marks === 'string' ? marks : '']).includes(value) ? null : value
}
