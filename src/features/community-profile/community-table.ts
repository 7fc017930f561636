import { citedFigure } from '#disclosure/gate.ts'
import { absent, type Figure } from '#disclosure/shown.ts'
import { editionName, sourceOf, type Atlas, type AreaRow, type Edition } from './atlas.ts'
import { areaName } from './community.ts'
import { tableOf, type Table, type TableId } from './topics.ts'

/** One published table for some areas, as pages, files, charts and other rooms' texts show it: official statistics, each figure with its base, day and source. */
export interface CommunityTable {
  readonly id: TableId
  readonly title: string
  readonly edition: string
  readonly on: string
  readonly source: string
  readonly definition: string
  readonly caveat: string | null
  readonly areas: readonly { readonly code: string; readonly name: string; readonly addedUp: boolean }[]
  readonly rows: readonly TableLine[]
  /** Of everybody, by area. */
  readonly totals: readonly Figure[]
}

export interface TableLine {
  readonly code: string
  readonly label: string
  readonly parent: string | null
  readonly counts: readonly Figure[]
  readonly shares: readonly Figure[]
}

/** @param edition the one that is asked for; the newest that has the first area where none is */
export function tableFor(atlas: Atlas, id: TableId, codes: readonly string[], edition?: Edition): CommunityTable | null {
  const [first] = codes
  const used = edition ?? codes.map((code) => atlas.newestFor(id, code)).find((each) => each !== null) ?? null
  if (first === undefined || used === null) return null
  const table = tableOf(id)
  const columns = codes.map((code) => ({ code, name: areaName(atlas, code), row: atlas.row(used, code) })).filter((each): each is { code: string; name: string; row: AreaRow } => each.row !== null)
  if (columns.length === 0) return null
  const lines = linesOf(table, used)
  const cite = (value: number, definition: string, base: string | null, text: string): Figure => citedFigure({ text, value, base, on: used.on, source: sourceOf(used), definition })
  return {
    id, title: table.title, edition: editionName(used), on: used.on, source: sourceOf(used), definition: table.definition, caveat: table.caveat ?? null,
    areas: columns.map(({ code, name, row }) => ({ code, name, addedUp: row.addedUp })),
    rows: lines.map((line) => ({
      code: line.code, label: line.label, parent: line.parent,
      counts: columns.map(({ name, row }) => {
        const number = line.of(row)
        return number === null ? absent('[x]') : cite(number, `${line.label}: ${table.population} in ${name}`, null, inThousands(number))
      }),
      shares: columns.map(({ name, row }) => {
        const number = line.of(row)
        if (number === null) return absent('[x]')
        return row.total === 0 || id === 'deprivation' ? absent('[z]') : cite(100 * number / row.total, `${line.label} in ${name}`, `of ${inThousands(row.total)} ${table.base}`, percent(number, row.total))
      }),
    })),
    totals: columns.map(({ name, row }) => cite(row.total, `${table.population} in ${name}`, null, inThousands(row.total))),
  }
}

interface Line { readonly code: string; readonly label: string; readonly parent: string | null; of(row: AreaRow): number | null }

/** What the rows of a table are: its categories; for ages, bands of five years. */
function linesOf(table: Table, edition: Edition): readonly Line[] {
  if (table.id === 'age') return fiveYears.map(({ from, to, label }) => ({ code: label, label, parent: null, of: (row) => row.numbers.slice(from, to + 1).reduce<number>((sum, each) => sum + (each ?? 0), 0) }))
  const order = table.categories?.map((each) => each.inFile) ?? edition.categories
  return order.filter((each) => edition.categories.includes(each)).map((inFile) => {
    const place = edition.categories.indexOf(inFile)
    const category = table.categories?.find((each) => each.inFile === inFile)
    return { code: category?.code ?? inFile, label: category?.label ?? inFile, parent: category?.parent ?? null, of: (row) => row.numbers[place] ?? null }
  })
}

const fiveYears = [...Array.from({ length: 18 }, (_, at) => ({ from: at * 5, to: at * 5 + 4, label: `${at * 5} to ${at * 5 + 4}` })), { from: 90, to: 90, label: '90 and over' }]

/** One decimal, half away from nought on the exact fraction; what is there but would round to nought says so. */
export function percent(part: number, whole: number): string {
  const tenths = Math.floor((2000 * part + whole) / (2 * whole))
  if (part > 0 && tenths === 0) return 'under 0.1%'
  return `${(tenths / 10).toFixed(1)}%`
}

export const inThousands = (number: number): string => number.toLocaleString('en-GB')

/** Of every hundred people, how many are of each single year of age. Null where an area has no ages. */
export function shareOfAges(atlas: Atlas, edition: Edition, code: string): readonly { readonly label: string; readonly share: Figure }[] | null {
  const row = atlas.row(edition, code)
  if (!row || row.total === 0) return null
  return row.numbers.map((number, age) => ({
    label: age === 90 ? '90+' : String(age),
    share: citedFigure({ text: `${(100 * (number ?? 0) / row.total).toFixed(2)}%`, value: 100 * (number ?? 0) / row.total, base: `of ${inThousands(row.total)} usual residents`, on: edition.on, source: sourceOf(edition), definition: `Aged ${age === 90 ? '90 and over' : age} in ${areaName(atlas, code)}` }),
  }))
}
