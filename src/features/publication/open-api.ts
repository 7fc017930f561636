/** What programs may ask for, in OpenAPI 3.1. Only reading, and only what is public. Pure. */
import type { PublicFile } from '#web/offers.ts'

interface Answer { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema: object }>>; readonly headers?: object }
interface Operation { readonly operationId: string; readonly summary: string; readonly description: string; readonly tags: readonly string[]; readonly parameters: readonly object[]; readonly responses: Readonly<Record<string, Answer | { readonly $ref: string }>> }
export interface DescribedApi {
  readonly openapi: '3.1.0'
  readonly info: object
  readonly servers: readonly object[]
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>
  readonly components: object
}

const text = { type: 'string' } as const
const address = { type: 'string', format: 'uri' } as const
const moment = { type: 'string', format: 'date-time' } as const
const parameter = (name: string, description: string, schema: object = text) => ({ name, in: 'path', required: true, description, schema })
const ifNoneMatch = { name: 'If-None-Match', in: 'header', required: false, description: 'The ETag that you were given: while it still holds, you are sent nothing', schema: text }
const object = (properties: Readonly<Record<string, object>>) => ({ type: 'object', required: Object.keys(properties), properties })
const list = (items: object) => ({ type: 'array', items })

function asks(operationId: string, summary: string, description: string, tags: readonly string[], parameters: readonly object[], type: string, schema: object, mayBeMissing = true): { readonly get: Operation } {
  return {
    get: {
      operationId, summary, description, tags, parameters: [...parameters, ifNoneMatch],
      responses: {
        200: { description: summary, content: { [type]: { schema } }, headers: { ETag: { description: 'Changes whenever the answer does', schema: text } } }, 304: { description: 'Nothing has changed since' },
        ...(mayBeMissing ? { 404: { $ref: '#/components/responses/NotPublic' } } : {}), 429: { $ref: '#/components/responses/TooMany' },
      },
    },
  }
}

/** What a file’s ending says it is. */
const types: Readonly<Record<string, string>> = {
  csv: 'text/csv', json: 'application/json', xml: 'application/atom+xml', ods: 'application/vnd.oasis.opendocument.spreadsheet', pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** `/pay-gap/:year/figures.json` as OpenAPI writes it, with what stands in it. */
function fileOf({ address, title }: PublicFile): readonly [string, { readonly get: Operation }] {
  const names = [...address.matchAll(/:(\w+)/g)].map(([, name]) => name!)
  const type = types[address.slice(address.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
  const schema = type === 'application/json' ? {} : type.startsWith('text/') || type.endsWith('xml') ? text : { type: 'string', format: 'binary' }
  const id = address.replaceAll(/[^a-z]+(\w)/gi, (_, letter: string) => letter.toUpperCase()).replaceAll(/\W/g, '')
  return [address.replaceAll(/:(\w+)/g, '{$1}'), asks(`get${id}`, title, 'As it stands on the public page that links to it.', ['Pages as files'], names.map((name) => parameter(name, `As it stands in the address of the page`)), type, schema)]
}

export function describeApi(publisher: string, origin: string, contact: string | null, files: readonly PublicFile[]): DescribedApi {
  const [dataset, table] = [parameter('dataset', 'The name of a dataset in /data.json', { type: 'string', pattern: '^[a-z0-9-]+$' }), parameter('table', 'The name of one of its tables', { type: 'string', pattern: '^[a-z0-9-]+$' })]
  return {
    openapi: '3.1.0',
    info: {
      title: `${publisher}: what is public about equality`, version: '1', description: 'Everything that was published, to read. No key is needed. An address once given stays.',
      license: { name: 'Open Government Licence v3.0', url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/' }, ...(contact === null ? {} : { contact: { name: publisher, email: contact } }),
    },
    servers: [{ url: origin }],
    paths: {
      '/data.json': asks('listDatasets', 'All datasets with their tables', 'Begin here: it has the address of every file.', ['Open data'], [], 'application/json', { $ref: '#/components/schemas/Catalogue' }, false),
      '/data/{dataset}/{table}.json': asks('readTable', 'A table as JSON', 'One object for each row, with what each column means.', ['Open data'], [dataset, table], 'application/json', { $ref: '#/components/schemas/Table' }),
      '/data/{dataset}/{table}.csv': asks('readTableAsCsv', 'A table as CSV', 'In UTF-8, with one line of headings.', ['Open data'], [dataset, table], 'text/csv', text),
      '/data/{dataset}/{table}.csv-metadata.json': asks('describeTable', 'What the columns of a CSV file hold', 'CSV on the Web metadata (W3C, 2015).', ['Open data'], [dataset, table], 'application/csvm+json', { type: 'object' }),
      '/data/{dataset}/{table}.ods': asks('readTableAsSpreadsheet', 'A table as a spreadsheet', 'An OpenDocument spreadsheet that a screen reader can read.', ['Open data'], [dataset, table], 'application/vnd.oasis.opendocument.spreadsheet', { type: 'string', contentEncoding: 'binary' }),
      '/feed.xml': asks('whatIsNew', 'What is new', 'An Atom feed: one entry for each version of anything public.', ['What changed'], [], 'application/atom+xml', text, false),
      '/sitemap.xml': asks('listPages', 'Every public page', 'As search engines read it, with the moment of the newest version.', ['What changed'], [], 'application/xml', text, false),
      '/frozen/{sha256}': asks('readFrozen', 'The content of a version, byte for byte', 'As it was frozen when it was published: its SHA-256 is the address, and stands in the ledger.', ['What changed'], [parameter('sha256', 'SHA-256 of the content, in lower-case hexadecimal', { type: 'string', pattern: '^[0-9a-f]{64}$' })], 'application/json', {}),
      ...Object.fromEntries(files.map(fileOf)),
    },
    components: {
      responses: { NotPublic: { description: 'Nothing is public there, or it was taken down' }, TooMany: { description: 'Too many requests in a minute: wait as long as Retry-After says' } },
      schemas: {
        Catalogue: object({ publisher: text, licence: address, description: address, datasets: list(object({ name: text, title: text, description: text, page: address, version: text, publishedAt: moment, tables: list(object({ name: text, title: text, rows: { type: 'integer', minimum: 0 }, csv: address, metadata: address, json: address, ods: address })) })) }),
        Table: object({ publisher: text, page: address, title: text, description: text, source: text, version: text, publishedAt: moment, licence: address, notes: list(text), columns: list({ type: 'object', required: ['name', 'title', 'means', 'kind'], properties: { name: text, title: text, means: text, kind: { enum: ['text', 'day', 'whole number', 'number', 'address'] }, required: { type: 'boolean' } } }), rows: list({ type: 'object', additionalProperties: text }) }),
      },
    },
  }
}
