import { asText, asValue } from '#disclosure/shown.ts'
import { writeCsv, writeOds, writeWord, type WrittenTable } from '#documents/write.ts'
import type { OpenDataOffer } from '#web/offers.ts'
import { publicPage, type AnyPage } from '#web/page.ts'
import type { Path } from '#web/path.ts'
import { NotFound } from '#web/refusals.ts'
import { placesOf } from '../community.ts'
import { tableFor, type CommunityTable } from '../community-table.ts'
import { paths } from '../paths.ts'
import { tables, tableOf } from '../topics.ts'
import { findPublished, published } from './public-parts.ts'

/** A table of the community as a file: for all its places, or those that the address names. */
function asFile<Pattern extends string>(path: Path<Pattern>, ending: 'csv' | 'ods' | 'docx', type: string, write: (table: CommunityTable, about: string) => Promise<Uint8Array>): AnyPage {
  return publicPage({
    path: path as Path<'/community/tables/:table/table.csv'>,
    async load({ table: id }, outside) {
      const found = await published(outside)
      const known = tables.find((each) => each.id === id)
      if (!known) throw new NotFound(`no table ${id}`)
      const asked = outside.query.all('areas').filter((code) => found.atlas.areas.has(code))
      const table = tableFor(found.atlas, known.id, asked.length > 0 ? [...new Set(asked)] : placesOf(found.profile))
      if (!table) throw new NotFound(`nothing is held of ${id} here`)
      return { bytes: await write(table, found.profile.about), fileName: `${id}-${found.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.${ending}` }
    },
    show: ({ bytes, fileName }) => ({ fileName, type, bytes }),
  })
}

const title = (table: CommunityTable): string => `${table.title}, ${table.edition}`
const notes = (table: CommunityTable, about: string): readonly string[] => [
  ...(about === '' ? [] : [about]), `${table.definition}. ${table.on}. Source: ${table.source}.`,
  'Contains public sector information licensed under the Open Government Licence v3.0.',
  ...(table.areas.some((each) => each.addedUp) ? [`Added up from the authorities inside: ${table.areas.filter((each) => each.addedUp).map((each) => each.name).join(', ')}.`] : []), ...(table.caveat === null ? [] : [table.caveat]),
]

/** One row for each place and category, as programs read it. Everything that a figure needs stands in its row. */
function tidy(table: CommunityTable, about: string): WrittenTable {
  const isIndex = table.id === 'deprivation'
  return {
    title: title(table), notes: notes(table, about),
    headings: [
      { text: 'Area code' }, { text: 'Area' }, { text: 'Group' }, { text: 'Category' }, { text: isIndex ? 'Value' : 'Number', kind: 'number' }, ...(isIndex ? [] : [{ text: 'Share (%)', kind: 'number' as const }, { text: 'Everybody', kind: 'number' as const }]), { text: 'Edition' }, { text: 'Day', kind: 'date' }, { text: 'Source' },
    ],
    rows: table.areas.flatMap((area, at) => table.rows.map((row) => [
      area.code, area.name, row.parent ?? '', row.label, plain(asValue(row.counts[at]!)), ...(isIndex ? [] : [plain(rounded(asValue(row.shares[at]!))), plain(asValue(table.totals[at]!))]), table.edition, table.on, table.source,
    ])),
  }
}

/** As people read it: places across, each share with its number. */
function forReaders(table: CommunityTable, about: string): WrittenTable {
  const isIndex = table.id === 'deprivation'
  return {
    title: title(table), notes: notes(table, about), headings: [{ text: tableOf(table.id).title }, ...table.areas.map((each) => ({ text: each.name }))],
    rows: [
      ...table.rows.map((row) => [row.parent === null ? row.label : `${row.parent}: ${row.label}`, ...table.areas.map((_, at) => isIndex ? asText(row.counts[at]!) : `${asText(row.shares[at]!)} (${asText(row.counts[at]!)})`)]),
      ...(isIndex ? [] : [['Everybody', ...table.totals.map((each) => asText(each))]]),
    ],
  }
}

const plain = (value: number | null): string => value === null ? '' : String(value)
const rounded = (value: number | null): number | null => value === null ? null : Math.round(value * 100) / 100

export const tableCsv = asFile(paths.tableCsv, 'csv', 'text/csv; charset=utf-8', async (table, about) => Buffer.from(await writeCsv(tidy(table, about))))
export const tableOds = asFile(paths.tableOds, 'ods', 'application/vnd.oasis.opendocument.spreadsheet', (table, about) => writeOds(tidy(table, about)))
export const tableWord = asFile(paths.tableWord, 'docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', (table, about) => writeWord(forReaders(table, about)))

/** The official statistics that this body's profile shows, as open data: one table for each subject. */
export const openCommunity: OpenDataOffer = {
  name: 'community-profile.tables',
  async list(db, organisation) {
    const { edition, published: found } = await findPublished({ db, organisation: { id: organisation } })
    return edition === null || found === null ? [] : [{
      name: 'community', title: edition.title, description: 'Official statistics of the places in the profile, one table for each subject.', href: paths.community.to(), version: String(edition.version), publishedAt: edition.publishedAt,
      tables: async () => tables.flatMap(({ id }) => {
        const table = tableFor(found.atlas, id, placesOf(found.profile))
        if (!table) return []
        const written = tidy(table, found.profile.about)
        return [{
          name: id, title: written.title, description: 'One row is one category in one place.', source: table.source, notes: written.notes ?? [],
          columns: written.headings.map(({ text, kind }) => ({ name: text.toLowerCase().replaceAll(/[^a-z]+/g, '_').replace(/_$/, ''), title: text, means: meanings[text] ?? text, kind: text === 'Number' || text === 'Everybody' ? 'whole number' as const : kind === 'number' ? 'number' as const : kind === 'date' && written.rows.every((row) => /^\d{4}-\d\d-\d\d$/.test(row[written.headings.findIndex((each) => each.text === text)] ?? '')) ? 'day' as const : 'text' as const })),
          rows: written.rows,
        }]
      }),
    }]
  },
}

const meanings: Readonly<Record<string, string>> = {
  'Area code': 'The code of the Office for National Statistics for the place.', 'Area': 'The name of the place.', 'Group': 'The larger category that this one is part of. May be empty.', 'Category': 'What was counted.', 'Number': 'How many people.', 'Value': 'The figure of the index.',
  'Share (%)': 'Of everybody, in per cent.', 'Everybody': 'All people that the share is of.', 'Edition': 'Which census, or which issue of the statistic.', 'Day': 'The day that the figure describes.', 'Source': 'Who published it, with the number of the table.',
}
