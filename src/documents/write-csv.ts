import type { WrittenTable } from './written-table.ts'

/**
 * Comma-separated values (RFC 4180) in UTF-8 with a byte order mark, without which Excel reads £ and Welsh letters wrongly. Headings and rows only:
 * a title above them would be taken for the names of the columns.
 */
export function writeCsv(table: WrittenTable): Uint8Array {
  const width = table.headings.length
  const line = (cells: readonly string[]) => Array.from({ length: width }, (_, column) => field(cells[column] ?? '')).join(',')
  return new TextEncoder().encode('\ufeff' + [line(table.headings.map(heading => heading.text)), ...table.rows.map(line)].map(text => text + '\r\n').join(''))
}

function field(text: string): string {
  const safe = withoutFormula(text.toWellFormed())
  return /[",\r\n;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * A cell that begins like a formula would be worked out by the spreadsheet that opens the file, and could send what stands beside it elsewhere
 * (OWASP, "CSV injection"). An apostrophe before it says "text". A plain number such as -12.5 stays one.
 */
export function withoutFormula(text: string): string {
  return /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) && !isPlainNumber(text) ? `'${text}` : text
}

export function isPlainNumber(text: string): boolean {
  return /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?%?$/.test(text)
}
