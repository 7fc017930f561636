/**
 * Judges an OpenDocument spreadsheet by the points of the Government Analysis Function's "Making spreadsheets accessible: checklist of the basics"
 * (https://analysisfunction.civilservice.gov.uk/policy-store/making-spreadsheets-accessible-a-brief-checklist-of-the-basics/) that a program can judge.
 * docs/spreadsheets.md has them all, with those that only a person can.
 */
import { unzipSync } from 'fflate'

export interface Judged { readonly point: string; readonly wrong: readonly string[] }

export function judgeSpreadsheet(bytes: Uint8Array): readonly Judged[] {
  const parts = unzipSync(bytes)
  const text = (name: string): string => new TextDecoder().decode(parts[name])
  const [content, meta, styles] = [text('content.xml'), text('meta.xml'), text('styles.xml')]
  const sheets = [...content.matchAll(/<table:table table:name="([^"]*)">([^]*?)<\/table:table>/g)].map(([, name = '', inside = '']) => ({ name, inside, rows: rowsIn(inside), headAt: headAt(inside) }))
  const marked = [...content.matchAll(/<table:database-range ([^>]*)\/>/g)].map((each) => each[1]!)
  const tables = sheets.filter((each) => each.headAt !== null)
  const each = <Thing>(of: readonly Thing[], isWrong: (thing: Thing) => string | false): readonly string[] => of.flatMap((thing) => { const wrong = isWrong(thing); return wrong === false ? [] : [wrong] })
  const everything = sheets.flatMap((sheet) => sheet.rows.flat())
  return [
    { point: 'every table is marked up, with a name of its own, over exactly its cells', wrong: [
      ...each(tables, ({ name, rows, headAt: at }) => !marked.some((range) => range.includes(`'${name.replaceAll("'", '&apos;&apos;')}'.A${(at ?? 0) + 1}:`) && range.endsWith(`contains-header="true"`) && range.includes(`${rows.length}"`)) && `${name}: no range over its ${rows.length} rows`),
      ...(new Set(marked.map((range) => /table:name="([^"]*)"/.exec(range)?.[1])).size === marked.length ? [] : ['two ranges of one name']),
    ] },
    { point: 'no cell is merged, split or hidden', wrong: /number-(?:columns|rows)-spanned|covered-table-cell|table:visibility/.test(content) ? ['merged or hidden cells'] : [] },
    { point: 'one tagged row of headings, none of them empty or twice', wrong: each(tables, ({ name, inside, rows, headAt: at }) => {
      const heads = rows[at ?? 0] ?? []
      return (inside.split('<table:table-header-rows>').length !== 2 || heads.some((head) => head === '') || new Set(heads).size !== heads.length) && `${name}: ${heads.join(' | ')}`
    }) },
    { point: 'no empty row or column', wrong: each(sheets, ({ name, rows, headAt: at }) => {
      const heads = at === null ? [] : rows[at] ?? []
      return (rows.some((cells) => cells.every((cell) => cell === '')) || (at !== null && rows.length > at + 1 && heads.some((_, column) => rows.slice(at + 1).every((cells) => (cells[column] ?? '') === '') && !rows.slice(0, at).flat().some((line) => /empty cell/i.test(line))))) && name
    }) },
    { point: 'empty cells are explained', wrong: each(tables, ({ name, rows, headAt: at }) => rows.slice((at ?? 0) + 1).some((cells) => cells.includes('')) && !rows.slice(0, at ?? 0).flat().some((line) => /empty cell/i.test(line)) && name) },
    { point: 'symbols are explained in words', wrong: [...new Set(everything.filter((cell) => /^\[[a-z]{1,3}\]$/.test(cell)))].filter((symbol) => !everything.some((line) => line.length > 12 && line.includes(symbol))) },
    { point: 'notes are words in square brackets, not marks above the line', wrong: [...new Set(everything.filter((cell) => /[\u00b9\u00b2\u00b3\u2070-\u209f†‡]|\S\*+$/.test(cell)))].slice(0, 3) },
    { point: 'each sheet begins with its title in the first cell, against the left edge, and nothing stands below its table', wrong: each(sheets, ({ name, rows }) => (rows[0]?.[0] ?? '') === '' && name) },
    { point: 'sheets have names of their own, of at most 31 characters, and none is empty', wrong: [...each(sheets, ({ name, rows }) => (rows.length === 0 || name === '' || name.length > 31) && name), ...(new Set(sheets.map((sheet) => sheet.name)).size === sheets.length ? [] : ['two sheets of one name'])] },
    { point: 'where there are several tables: cover, contents and notes come first', wrong: tables.length > 1 && sheets.slice(0, 3).map((sheet) => sheet.name).join() !== 'Cover,Contents,Notes' ? [sheets.map((sheet) => sheet.name).join()] : [] },
    { point: 'no headers, footers, pictures, floating boxes, formulas or macros', wrong: /<draw:|<office:annotation|table:formula|<office:scripts|<style:(?:header|footer)>/.test(content + styles) ? ['something floats or computes'] : [] },
    { point: 'text wraps, in a plain font of 12 points, level and without a coloured ground', wrong: [...(/fo:wrap-option="wrap"/.test(styles) ? [] : ['no wrap']), ...(/font-family="Arial" fo:font-size="12pt"/.test(styles) ? [] : ['another font']), ...(/fo:background-color|rotation-angle|fo:color=/.test(content + styles) ? ['coloured or turned text'] : [])] },
    { point: 'the document has a title and says that it is British English', wrong: [...(/<dc:title>[^<]+<\/dc:title>/.test(meta) ? [] : ['no title']), ...(meta.includes('<dc:language>en-GB</dc:language>') && styles.includes('fo:language="en" fo:country="GB"') ? [] : ['no language'])] },
    { point: 'it opens on the first sheet', wrong: 'settings.xml' in parts ? ['settings say where it opens'] : [] },
  ]
}

function rowsIn(inside: string): readonly (readonly string[])[] {
  return [...inside.matchAll(/<table:table-row>([^]*?)<\/table:table-row>/g)].map(([, cells = '']) => [...cells.matchAll(/<table:table-cell[^>]*?(?:\/>|>([^]*?)<\/table:table-cell>)/g)].map((cell) => (cell[1] ?? '').replaceAll(/<[^>]+>/g, '')))
}

/** Which row is the tagged one; null on a sheet of lines. */
function headAt(inside: string): number | null {
  const at = inside.indexOf('<table:table-header-rows>')
  return at === -1 ? null : inside.slice(0, at).split('<table:table-row>').length - 1
}
