/** CSV on the Web (W3C, Metadata Vocabulary for Tabular Data, 2015): what each column of a CSV file holds, in a JSON file beside it. */
import type { OpenTable } from './open-table.ts'

export interface AboutFile {
  /** The address of the CSV file, relative to the metadata or whole. */
  readonly url: string
  readonly publisher: { readonly name: string; readonly url: string }
  /** The page that the table belongs to. */
  readonly page: string
  readonly changedOn: string
  readonly version: string
}

export const openLicence = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/'

/** What stands in a cell instead of a number (Government Analysis Function): withheld, not available, not applicable, low reliability and others. */
const marks = ['', '[c]', '[x]', '[z]', '[u]', '[low]', '[w]'] as const

const datatypes = { text: 'string', day: 'date', 'whole number': 'integer', number: 'decimal', address: 'anyURI' } as const

export function describeCsv(table: OpenTable, about: AboutFile): string {
  return JSON.stringify({
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    url: about.url,
    'dc:title': table.title, 'dc:description': table.description, 'dc:source': table.source,
    'dc:publisher': { 'schema:name': about.publisher.name, 'schema:url': { '@id': about.publisher.url } },
    'dc:license': { '@id': openLicence }, 'dc:modified': { '@value': about.changedOn, '@type': 'xsd:date' }, 'dc:isPartOf': { '@id': about.page }, 'schema:version': about.version,
    ...(table.notes === undefined || table.notes.length === 0 ? {} : { 'rdfs:comment': [...table.notes] }),
    dialect: { encoding: 'utf-8', header: true, lineTerminators: ['\r\n'] },
    tableSchema: {
      columns: table.columns.map((column) => ({
        name: columnName(column.name), titles: column.name, 'dc:title': column.title, 'dc:description': column.means, datatype: datatypes[column.kind],
        ...(column.kind === 'text' ? {} : { null: [...marks] }), ...(column.required === true ? { required: true } : {}),
      })),
      ...(table.key === undefined ? {} : { primaryKey: table.key.length === 1 ? columnName(table.key[0]!) : table.key.map(columnName) }),
    },
  }, null, 1)
}

/** A column's name is part of addresses, so it has no spaces. */
const columnName = (heading: string): string => heading.toLowerCase() === heading ? heading.replaceAll(/[^a-z0-9_]+/g, '_') : heading.replaceAll(/[^A-Za-z0-9_]+/g, '_')
