import { html, type Html } from '#html/html.ts'
import { govukPagination } from '#govuk/components.ts'
import { fileNameOf, writeCsv, writeOds, writeWord } from '#documents/write.ts'
import { download, page, type AnyPage, type House, type View } from './page.ts'
import { path, type Params, type Path } from './path.ts'
import type { Person } from './person.ts'
import type { Query } from './query.ts'

/** One column of a list: what it is headed, what a row says in it, and whether the list can be put in its order. */
export interface Column<Row> {
  readonly heading: string
  /** The words, as they stand in an exported file too. */
  text(row: Row): string
  /** The same for the page, where it is more than words. */
  cell?(row: Row): Html
  /** The name of this order in the address; a column without one cannot be sorted by. */
  readonly sort?: string
  readonly kind?: 'text' | 'date' | 'number'
  /** The page says it in the cell of another column, so that a wide table can be read; files have it to themselves. */
  readonly isToldElsewhere?: boolean
}

/** One thing that a list can be narrowed by. Its state is in the address. */
export interface Filter {
  readonly name: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  /** What is shown where nothing is chosen, when that is not all of them. */
  readonly none?: string
}

export interface Asked {
  readonly query: Query
  readonly sort: { readonly by: string; readonly down: boolean } | null
  /** How many rows to fetch: one more than the page shows tells whether there is a next page, and no count is needed. */
  readonly limit: number
  readonly offset: number
  /** Everything, for a file: too much to be remembered. */
  readonly whole: boolean
}

export interface Listing<Pattern extends string, Loaded, Row> {
  readonly path: Path<Pattern>
  load(at: Params<Pattern>, house: House, asked: Asked): Promise<Loaded>
  access(person: Person, loaded: Loaded): boolean
  rows(loaded: Loaded): readonly Row[]
  columns(loaded: Loaded, house: House): readonly Column<Row>[]
  filters?(loaded: Loaded, house: House): readonly Filter[]
  /** Words to search for are a filter of their own, named `words`. */
  readonly search?: string
  /**
   * What a row shows depends on the records, the address and the day alone, and not on who looks: then the list is
   * made once for each change, and not for each visitor.
   */
  readonly sameForAll?: true
  /** Said instead of an empty table. */
  readonly none: string
  caption(loaded: Loaded): string
  view(loaded: Loaded, list: Html, house: House): View
  /** Notes that go with an exported list: when, whose, narrowed by what. */
  readonly size?: number
}

export const exportedAtMost = 50_000

/** A list as a page and as three files, which show the same rows and words to the same people: CSV, ODS and Word. */
export function listing<Pattern extends string, Loaded, Row>(declared: Listing<Pattern, Loaded, Row>): readonly AnyPage[] {
  const size = declared.size ?? 50
  const asked = (query: Query, all: boolean): Asked => {
    const number = all ? 1 : pageNumber(query)
    const by = query.get('sort')
    return { query, sort: by === '' ? null : { by, down: query.get('order') === 'down' }, limit: all ? exportedAtMost : size + 1, offset: (number - 1) * size, whole: all }
  }

  const asPage = page({
    path: declared.path,
    async load(at, house) {
      const loaded = await declared.load(at, house, asked(house.query, false))
      const make = async (): Promise<Html> => shown(declared, loaded, house, size)
      return { loaded, list: await (declared.sameForAll ? house.remember(`list ${house.request.path}?${house.request.search} ${house.today.toString()}`, make) : make()) }
    },
    access: (person, { loaded }) => declared.access(person, loaded),
    view: ({ loaded, list }, house) => declared.view(loaded, list, house),
  })

  const asFile = (ending: 'csv' | 'ods' | 'docx') => download({
    path: path(`${declared.path.pattern}.${ending}` as Pattern),
    load: (at, house) => declared.load(at, house, asked(house.query, true)),
    access: declared.access,
    async send(loaded, house) {
      const columns = declared.columns(loaded, house)
      const rows = declared.rows(loaded)
      const title = declared.caption(loaded)
      const table = {
        title,
        notes: [`${house.organisation.name}, ${dayWords(house.today)}.`, ...narrowedBy(declared, loaded, house), ...(rows.length >= exportedAtMost ? [`Only the first ${exportedAtMost.toLocaleString('en-GB')} rows are here.`] : [])],
        headings: columns.map((column) => ({ text: column.heading, kind: column.kind ?? 'text' as const })),
        rows: rows.map((row) => columns.map((column) => column.text(row))),
      }
      const fileName = `${fileNameOf(title)}-${house.today.toString()}.${ending}`
      if (ending === 'csv') return { fileName, type: 'text/csv; charset=utf-8', bytes: await writeCsv(table) }
      if (ending === 'ods') return { fileName, type: 'application/vnd.oasis.opendocument.spreadsheet', bytes: await writeOds(table) }
      return { fileName, type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', bytes: await writeWord(table) }
    },
  })

  return [asPage, asFile('csv'), asFile('ods'), asFile('docx')]
}

function shown<Pattern extends string, Loaded, Row>(declared: Listing<Pattern, Loaded, Row>, loaded: Loaded, house: House, size: number): Html {
  const { query, request } = house
  const all = declared.rows(loaded)
  const rows = all.slice(0, size)
  const number = pageNumber(query)
  const columns = declared.columns(loaded, house).filter((each) => each.isToldElsewhere !== true)
  const filters = declared.filters?.(loaded, house) ?? []
  const narrowed = [...filters.map((each) => each.name), 'words'].some((name) => query.get(name) !== '')
  return html`
    ${(filters.length > 0 || declared.search !== undefined) && filterForm(filters, declared.search, query, request.path, narrowed)}
    ${rows.length === 0
      ? html`<p class="govuk-body dr-none">${narrowed ? 'Nothing matches what you chose.' : declared.none}</p>`
      : tableOf(declared.caption(loaded), columns, rows, query, request.path)}
    ${(number > 1 || all.length > size) && govukPagination({
      ...(number > 1 ? { previous: { href: `${request.path}${query.with({ page: number === 2 ? null : String(number - 1) })}`, text: 'Previous page' } } : {}),
      ...(all.length > size ? { next: { href: `${request.path}${query.with({ page: String(number + 1) })}`, text: 'Next page' } } : {}),
    })}
    ${rows.length > 0 && html`<p class="govuk-body-s dr-exports">Download this list:
      ${(['csv', 'ods', 'docx'] as const).map((ending) => html`<a class="govuk-link" href="${request.path}.${ending}${query.with({ page: null })}">${{ csv: 'CSV', ods: 'ODS spreadsheet', docx: 'Word' }[ending]}</a>`)}</p>`}`
}

/** A table whose rows become cards on a narrow screen: each cell carries its heading. */
function tableOf<Row>(caption: string, columns: readonly Column<Row>[], rows: readonly Row[], query: Query, address: string): Html {
  const [by, down] = [query.get('sort'), query.get('order') === 'down']
  return html`<section class="dr-table-frame" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table">
    <caption class="govuk-table__caption govuk-visually-hidden">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">${columns.map((column) => {
      const numeric = column.kind === 'number' && html` govuk-table__header--numeric`
      if (column.sort === undefined) return html`<th scope="col" class="govuk-table__header${numeric}">${column.heading}</th>`
      const sorted = by === column.sort
      const href = `${address}${query.with({ sort: column.sort, order: sorted && !down ? 'down' : null, page: null })}`
      return html`<th scope="col" class="govuk-table__header${numeric}" aria-sort="${sorted ? down ? 'descending' : 'ascending' : 'none'}"><a class="dr-sort" href="${href}">${column.heading}</a></th>`
    })}</tr></thead>
    <tbody class="govuk-table__body">${rows.map((row) => html`<tr class="govuk-table__row">${columns.map((column) =>
      html`<td class="govuk-table__cell${column.kind === 'number' && html` govuk-table__cell--numeric`}" data-label="${column.heading}">${column.cell ? column.cell(row) : column.text(row)}</td>`)}</tr>`)}</tbody>
  </table></section>`
}

/** The boxes and lists that narrow a list. A public page of its own shape may show them too. */
export function filterForm(filters: readonly Filter[], search: string | undefined, query: Query, address: string, narrowed: boolean): Html {
  return html`<form method="get" action="${address}" class="dr-filter" role="search" aria-label="Narrow this list">
    ${query.without('page', 'words', ...filters.map((each) => each.name)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
    ${search !== undefined && html`<div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="words">${search}</label><input class="govuk-input" id="words" name="words" type="text" value="${query.get('words')}"></div>`}
    ${filters.map((filter) => html`<div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="${filter.name}">${filter.label}</label>
      <select class="govuk-select" id="${filter.name}" name="${filter.name}"><option value="">${filter.none ?? 'All'}</option>
      ${filter.options.map(({ value, text }) => html`<option value="${value}"${value === query.get(filter.name) && html` selected`}>${text}</option>`)}</select></div>`)}
    <div class="dr-filter__buttons"><button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">Show</button>
    ${narrowed && html`<a class="govuk-link" href="${address}${query.with(Object.fromEntries(['page', 'words', ...filters.map((each) => each.name)].map((name) => [name, null])))}">Show all</a>`}</div>
  </form>`
}

function narrowedBy<Pattern extends string, Loaded, Row>(declared: Listing<Pattern, Loaded, Row>, loaded: Loaded, house: House): string[] {
  const chosen = (declared.filters?.(loaded, house) ?? []).flatMap((filter) => {
    const option = filter.options.find((each) => each.value === house.query.get(filter.name))
    return option ? [`${filter.label}: ${option.text}`] : []
  })
  const words = house.query.get('words')
  const all = [...(declared.search !== undefined && words !== '' ? [`${declared.search}: ${words}`] : []), ...chosen]
  return all.length > 0 ? [`Narrowed to: ${all.join('; ')}.`] : []
}

function pageNumber(query: Query): number {
  const asked = query.get('page')
  return /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1
}

const dayWords = (day: Temporal.PlainDate): string => day.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
