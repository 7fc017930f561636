/**
 * An extract as HR systems write them, of people who do not exist: the same county as the example council's, newly written down. `tidy` has the headings and
 * words that the example's sources remember; `messy` has those of a system that nobody has seen before, with all that comes with it.
 */
import writeExcelFile from 'write-excel-file/node'
import type { AnswerColumn, Field } from '#features/equality-monitoring/dataset.ts'
import { exampleCounty, type ExampleExtract } from '#features/equality-monitoring/example-county.ts'
import { countyHeadings, countySilence, countyWord } from '#features/equality-monitoring/example-mapping.ts'
import { mulberry32 } from '#statistics/pay-gap-interval.ts'

export interface ExtractAsked {
  readonly rows: number
  readonly seed: number
  readonly format: 'csv' | 'xlsx'
  readonly words: 'tidy' | 'messy'
  /** The day that it describes; ages are reckoned to it. */
  readonly on?: string
}

export interface MadeUpExtract { readonly fileName: string; readonly bytes: Uint8Array; readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** People of the county's newest quarter, as many as are asked for; beyond the county's own, others like them. */
export async function madeUpExtract({ rows, seed, format, words, on = '2026-09-30' }: ExtractAsked): Promise<MadeUpExtract> {
  const random = mulberry32(seed)
  const day = Temporal.PlainDate.from(on)
  const county = exampleCounty(day.add({ days: 20 }), seed).findLast(({ kind }) => kind === 'workforce')
  if (county === undefined) throw new Error('The county has nobody in it.')
  const columns = county.columns
  const surname = (): string => surnames[Math.floor(random() * surnames.length)] ?? ''
  const headings = words === 'tidy' ? [countyHeadings['staff number'] ?? '', 'Surname', ...columns.map(({ field }) => countyHeadings[field] ?? field)] : ['EMP_NO', 'Known As', ...columns.map(({ field }) => messyHeadings[field] ?? field), 'Notes']
  const lines = Array.from({ length: rows }, (_, row): readonly string[] => {
    const who = row % (county.staffNumbers?.length ?? 1)
    const number = row < (county.staffNumbers?.length ?? 0) ? county.staffNumbers?.[who] ?? '' : `X${String(200_000 + row)}`
    const answers = columns.map((column, place) => words === 'tidy' ? tidy(column, answerOf(county, place, who), day, random) : messy(column, answerOf(county, place, who), day, random))
    return words === 'tidy' ? [number, surname(), ...answers] : [number, surname(), ...answers, random() < 0.02 ? 'see file' : '']
  })
  const fileName = `workforce-${on}.${format}`
  if (format === 'xlsx') return { fileName, bytes: await writeExcelFile([headings, ...lines].map((line) => line.map((value) => ({ value })))).toBuffer(), headings, rows: lines }
  const csv = [...(words === 'messy' ? [['Barsetshire County Council'], [`Staff in post at ${on}`], []] : []), headings, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n')
  return { fileName, bytes: new TextEncoder().encode(`${csv}\r\n`), headings, rows: lines }
}

const answerOf = (extract: ExampleExtract, place: number, who: number): number => extract.answers[place]?.[who] ?? -1
const silences = Object.keys(countySilence) as (keyof typeof countySilence)[]
const quoted = (words: string): string => /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words
const twoDigits = (number: number): string => String(number).padStart(2, '0')

function tidy(column: AnswerColumn, answer: number, day: Temporal.PlainDate, random: () => number): string {
  if (column.kind === 'number') return (answer / (column.scale ?? 1)).toFixed(2)
  if (answer < 0) return countySilence[silences[-1 - answer] ?? 'not declared']
  const category = column.categories?.[answer]
  if (category === undefined) return ''
  return column.field === 'age' ? bornIn(category.label, day, random).toLocaleString('en-GB') : countyWord(column, category)
}

/** A day of birth on which somebody is of the band on the day of the extract. */
function bornIn(band: string, day: Temporal.PlainDate, random: () => number): Temporal.PlainDate {
  const [from = 16, to = 74] = [...band.matchAll(/\d+/g)].map(Number)
  const years = from + Math.floor(random() * (to - from + 1))
  return day.subtract({ years }).subtract({ days: 1 + Math.floor(random() * 360) })
}

/** The same in the words of several systems and of the people who type into them. */
function messy(column: AnswerColumn, answer: number, day: Temporal.PlainDate, random: () => number): string {
  const one = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? ''
  if (column.kind === 'number') return random() < 0.5 ? String(answer / (column.scale ?? 1)) : `${(answer / (column.scale ?? 1)).toFixed(2)}`
  if (answer < 0) return one({ 'not declared': ['', '', 'Unknown', 'Not Known', 'Not Stated'], 'prefer not to say': ['Prefers Not to State', 'PNTS', 'Prefer not to say'], 'not asked': [''], 'withdrawn': ['Withdrawn'] }[silences[-1 - answer] ?? 'not declared'])
  const category = column.categories?.[answer]
  if (category === undefined) return ''
  if (column.field === 'age') {
    const born = bornIn(category.label, day, random)
    return `${twoDigits(born.day)}/${twoDigits(born.month)}/${String(born.year)}`
  }
  return one(messyWords[column.field]?.[category.code] ?? [category.label, category.label, `${category.label} `])
}

const messyHeadings: Readonly<Partial<Record<Field, string>>> = {
  'age': 'D.O.B.', 'sex': 'Gender', 'ethnic group': 'ETHNIC_ORIGIN_CD', 'disability': 'Disabled?', 'religion or belief': 'Religion', 'sexual orientation': 'Sexual Ori', 'gender identity': 'Gender ID same as birth', 'legal partnership status': 'Mar Status',
  'carer': 'Carer', 'pregnancy or maternity': 'Maternity 12m', 'department': 'Directorate', 'team': 'Team Name', 'grade': 'Pay Grade', 'contract': 'Perm/Temp', 'working pattern': 'FT/PT', 'full-time equivalent': 'FTE Hours',
}

const messyWords: { readonly [field in Field]?: Readonly<Record<string, readonly string[]>> } = {
  'sex': { F: ['F', 'Female', 'female'], M: ['M', 'Male', 'MALE'] },
  'disability': { D: ['Yes', 'Y', 'yes'], N: ['No', 'N', 'No '] },
  'ethnic group': {
    W1: ['White - British', 'White British', 'W1'], W2: ['White - Irish'], W3: ['Gypsy or Irish Traveller'], W4: ['Roma'], W9: ['White - Other', 'Any other White background'], M1: ['White and Black Caribbean'], M2: ['White and Black African'], M3: ['White and Asian'], M9: ['Mixed - Other'],
    A1: ['Asian - Indian', 'Indian', 'A1'], A2: ['Asian - Pakistani', 'Pakistani'], A3: ['Bangladeshi'], A4: ['Chinese'], A9: ['Asian - Other'], B1: ['Black - Caribbean', 'Caribbean'], B2: ['Black - African', 'African'], B9: ['Black - Other'], O1: ['Arab'], O9: ['Other ethnic group'],
  },
  'religion or belief': { R0: ['None', 'No religion', 'Atheist'], R1: ['Christian', 'C of E', 'Roman Catholic'], R2: ['Buddhist'], R3: ['Hindu'], R4: ['Jewish'], R5: ['Muslim'], R6: ['Sikh'], R9: ['Other', 'Any other religion'] },
  'sexual orientation': { S1: ['Heterosexual', 'Heterosexual/Straight', 'Straight'], S2: ['Gay or Lesbian', 'Gay'], S3: ['Bisexual', 'Bi'], S9: ['Other'] },
  'gender identity': { G1: ['Yes', 'Y'], G2: ['No', 'N'] }, 'carer': { C: ['Yes', 'Y'], C0: ['No', 'N'] }, 'pregnancy or maternity': { Y: ['Yes'], N: ['No'] },
}

const surnames = ['Arabin', 'Bold', 'Crawley', 'Dale', 'Fothergill', 'Grantly', 'Harding', 'Luxellow', 'Proudie', 'Quiverful', 'Slope', 'Stanhope', 'Thorne', 'Yapp']
