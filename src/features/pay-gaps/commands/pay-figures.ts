import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { figuresOfColumns, type AskedColumns, type ColumnFigures } from '../figures-of-columns.ts'
import { figuresOfPlainColumns } from '../plain-columns.ts'
import { openExtract } from './extract-rows.ts'

export interface Asked { readonly file: string; readonly columns: string; readonly reference: string; readonly others: readonly string[]; readonly json: boolean }

/** `pay figures FILE`: the six measures of any table, without a database. Gives the exit code: 0 done, 1 not done. */
export async function payFigures({ file, columns, reference, others, json }: Asked, say: { print(line: string): void; complain(line: string): void }): Promise<number> {
  const asked = readColumns(columns)
  if (typeof asked === 'string') { say.complain(asked); return 1 }
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) { say.complain(`There is no file ${file} that can be read. Check the name and the folder.`); return 1 }
  const plain = figuresOfPlainColumns(bytes, asked, reference, others)
  if (plain !== null) return tell(plain)
  const extract = openExtract(bytes, basename(file), undefined, new Set(Object.values(asked).flat()))
  if ('unreadable' in extract) { say.complain(extract.unreadable); return 1 }
  const unknown = Object.values(asked).flat().find((name) => !extract.headings.includes(name))
  if (unknown !== undefined) { say.complain(`There is no column “${unknown}”. The columns are: ${extract.all.join(', ')}.`); return 1 }
  return tell(figuresOfColumns(extract.headings, extract.rows, asked, reference, others))

  function tell(figures: ColumnFigures): number {
    if (json) say.print(JSON.stringify(figures))
    else for (const line of inLines(figures, reference, others.join(' or '))) say.print(line)
    return 0
  }
}

function readColumns(written: string): AskedColumns | string {
  const found = new Map<string, readonly string[]>()
  for (const part of written.split(/,(?=\s*[a-z]+=)/)) {
    const at = part.indexOf('=')
    const [name, value] = [part.slice(0, at).trim(), part.slice(at + 1).trim()]
    if (at < 1 || value === '') return 'Say which columns with --columns, like sex=Gender,hourly=Rate.'
    found.set(name === 'sex' ? 'group' : name, value.split('+').map((each) => each.trim()))
  }
  const stranger = [...found.keys()].find((name) => !['group', 'hourly', 'salary', 'hours', 'bonus'].includes(name))
  if (stranger !== undefined) return `A column cannot be “${stranger}”. It can be sex or group, hourly, salary, hours, bonus.`
  if (!found.has('group')) return 'Say which column holds the two groups: sex=COLUMN or group=COLUMN.'
  if (!found.has('hourly') && !found.has('salary')) return 'Say which column holds pay: hourly=COLUMN, or salary=COLUMN with hours=COLUMN.'
  const of = (name: string): readonly string[] => found.get(name) ?? []
  return { group: of('group'), hourly: of('hourly'), salary: of('salary'), hours: of('hours'), bonus: of('bonus') }
}

function inLines({ counts, mean, median, quarters, bonus }: ColumnFigures, reference: string, other: string): readonly string[] {
  const percent = (figure: number | null): string => (figure === null ? 'none' : `${figure.toFixed(4)} %`)
  return [
    `${reference}: ${counts.reference}   ${other}: ${counts.other}${Object.entries(counts['left out']).map(([reason, people]) => `   ${reason}: ${people}`).join('')}`,
    `mean gap: ${percent(mean)}   median gap: ${percent(median)}`,
    ...(quarters === null ? [] : Object.entries(quarters).map(([name, [of, to]]) => `${name} quarter: ${reference} ${of}, ${other} ${to}`)),
    ...(bonus === null ? [] : [`bonus: mean gap ${percent(bonus.mean)}, median gap ${percent(bonus.median)}, paid to ${percent(bonus['reference paid'])} of ${reference} and ${percent(bonus['other paid'])} of ${other}`]),
  ]
}
