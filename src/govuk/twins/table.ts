import { escape, trusted, type Html } from '#html/html.ts'
import type { GovukTableOptions } from '../options.ts'
import { attributesOf } from '../quick-macros.ts'
import { written } from './words.ts'

type Row = Exclude<GovukTableOptions['rows'][number], false | null | undefined>
type Cell = Exclude<Row[number] | NonNullable<GovukTableOptions['head']>[number], false | null | undefined>

/** Strings put together and vouched for once: a list of fifty rows has hundreds of cells. */
export function govukTable(table: GovukTableOptions): Html {
  let markup = `<table class="govuk-table${more(table.classes)}"${attributesOf(table.attributes)}>\n`
  if (table.caption) markup += `<caption class="govuk-table__caption${more(table.captionClasses)}">${escape(table.caption)}</caption>\n`
  if (table.head) {
    markup += '<thead class="govuk-table__head">\n<tr class="govuk-table__row">\n'
    for (const cell of table.head) if (cell) markup += `<th scope="col" class="govuk-table__header${format('header', cell)}${more(cell.classes)}"${spans(cell)}${attributesOf(cell.attributes)}>${written(cell)}</th>\n`
    markup += '</tr>\n</thead>\n'
  }
  markup += '<tbody class="govuk-table__body">\n'
  for (const row of table.rows) {
    if (!row) continue
    markup += '<tr class="govuk-table__row">\n'
    let first = table.firstCellIsHeader === true
    for (const cell of row) {
      if (!cell) continue
      const rest = cell.colspan || cell.rowspan || cell.attributes ? spans(cell) + attributesOf(cell.attributes) : ''
      markup += first
        ? `<th scope="row" class="govuk-table__header${more(cell.classes)}"${rest}>${written(cell)}</th>\n`
        : `<td class="govuk-table__cell${format('cell', cell)}${more(cell.classes)}"${rest}>${written(cell)}</td>\n`
      first = false
    }
    markup += '</tr>\n'
  }
  return trusted(`${markup}</tbody>\n</table>`)
}

function more(classes: string | undefined): string {
  return classes ? ` ${escape(classes)}` : ''
}

function format(part: 'header' | 'cell', cell: Cell): string {
  return cell.format ? ` govuk-table__${part}--${escape(cell.format)}` : ''
}

function spans({ colspan, rowspan }: Cell): string {
  return (colspan ? ` colspan="${Number(colspan)}"` : '') + (rowspan ? ` rowspan="${Number(rowspan)}"` : '')
}
