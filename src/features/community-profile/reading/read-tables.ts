import { Atlas, kindOf, type Area, type AreaRow, type Edition } from '../atlas.ts'
import { deprivationMeasures, tables, tableOf, type TableId } from '../topics.ts'

/** A file as it was found: its name without the folder, and its text. */
export interface GivenFile { readonly name: string; readonly text: string }

/** What became of the files: which were taken in and how much of them, what was left alone, which rows were wrong. */
export interface Reading {
  readonly atlas: Atlas
  readonly taken: readonly { readonly file: string; readonly as: string; readonly areas: number }[]
  readonly leftAlone: readonly { readonly file: string; readonly because: string }[]
  /** Rows that were not taken, by the line of the file. */
  readonly badRows: readonly { readonly file: string; readonly line: number; readonly because: string }[]
  /** Where figures that should be the same differ: totals of topics, and files that say the same twice. They are expected, and said. */
  readonly differences: readonly string[]
}

interface Sheet { readonly file: string; readonly headings: readonly string[]; readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[] }

/**
 * Reads files of the Office for National Statistics and of the Ministry in the shapes in which they are passed on, told
 * by their headings: characteristics by authority (one under another, or beside each other), English proficiency, single year of age, unpaid care by region,
 * indices of deprivation, look-ups from authority to county, region, successor and police force, the register of authorities.
 */
export function readTables(files: readonly GivenFile[]): Reading {
  const reader = new Reader()
  const sheets = files.map(({ name, text }) => sheetOf(name, text))
  // Areas first: figures are of areas that are known, whatever the order of the files.
  const later = sheets.filter((sheet) => !reader.takeAreas(sheet))
  for (const sheet of later.filter((sheet) => !isCheck(sheet))) reader.takeFigures(sheet)
  const atlas = reader.atlas()
  for (const sheet of later.filter(isCheck)) reader.compare(sheet, atlas)
  return reader.reading(atlas)
}

function sheetOf(file: string, text: string): Sheet {
  const [first, ...rows] = recordsOf(text)
  return { file, headings: first?.cells ?? [], rows }
}

/**
 * Comma-separated values with their lines. The house's reader of spreadsheets guesses much more and takes twenty times as long; these files are read
 * in the middle of answering somebody. Lines that begin with # are notes of whoever keeps the file.
 */
function recordsOf(text: string): { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = []
  let [at, line] = [text.startsWith('\ufeff') ? 1 : 0, 1]
  while (at < text.length) {
    const end = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at)
    const plain = text.slice(at, end)
    if (plain.trim() === '' || plain.startsWith('#')) { at = end + 1; line++; continue }
    if (!plain.includes('"')) {
      records.push({ line, cells: plain.split(',').map((each) => each.trim()) })
      at = end + 1
      line++
      continue
    }
    const cells: string[] = []
    const began = line
    for (let open = true; open;) {
      let cell: string
      if (text.charAt(at) === '"') {
        let close = text.indexOf('"', at + 1)
        while (close !== -1 && text.charAt(close + 1) === '"') close = text.indexOf('"', close + 2)
        if (close === -1) close = text.length
        cell = text.slice(at + 1, close).replaceAll('""', '"')
        if (cell.includes('\n')) line += cell.split('\n').length - 1
        at = close + 1
      } else cell = ''
      const comma = text.indexOf(',', at)
      const newLine = text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at)
      open = comma !== -1 && comma < newLine
      const stop = open ? comma : newLine
      cells.push((cell + text.slice(at, stop)).trim())
      at = stop + 1
    }
    records.push({ line: began, cells })
    line++
  }
  return records
}

const isCheck = ({ headings }: Sheet): boolean => headings.join() === 'topic,area,category,n,total,percent' || headings.some((each) => /^utla\d\d_code$/.test(each)) && headings.includes('total_population')

/** New authorities of April 2023 and those that they took the place of are told by a look-up from the authorities of one year to those of another: the day is the first of April of the later one. */
const dayOfChange = (year: string): Temporal.PlainDate => new Temporal.PlainDate(2000 + Number(year), 4, 1)

class Reader {
  readonly #areas = new Map<string, { -readonly [part in keyof Area]: Area[part] }>()
  readonly #editions = new Map<string, Edition>()
  readonly #rows = new Map<string, Map<string, Omit<AreaRow, 'addedUp'>>>()
  readonly #taken: { file: string; as: string; areas: number }[] = []
  readonly #leftAlone: { file: string; because: string }[] = []
  readonly #badRows: { file: string; line: number; because: string }[] = []
  readonly #differences: string[] = []

  takeAreas(sheet: Sheet): boolean {
    const column = (pattern: RegExp): number => sheet.headings.findIndex((each) => pattern.test(each))
    const [lower, region, county, force, register] = [column(/^ltla\d\d_code$/), column(/^region\d\d_code$/), column(/^utla\d\d_code$/), column(/^pfa\d\d_code$/), column(/^gss-code$/)]
    const years = sheet.headings.flatMap((each) => /^ltla(\d\d)_code$/.exec(each)?.[1] ?? [])
    const name = (place: number): number => sheet.headings.indexOf((sheet.headings[place] ?? '').replace('_code', '_name'))
    if (register >= 0) return this.#takeRegister(sheet)
    if (lower < 0 || sheet.headings.includes('total_population') || !sheet.headings.every((each) => /^(ltla|utla|region|csp|pfa)\d\d_(code|name)$/.test(each))) return false
    let many = 0
    for (const { line, cells } of sheet.rows) {
      const code = cells[lower] ?? ''
      if (!isCode(code)) { this.#bad(sheet, line, `“${code}” is not the code of an authority`); continue }
      // Scotland and Northern Ireland stand in some look-ups; nothing else here is published for them.
      if (kindOf(code) === null) continue
      many++
      const area = this.#area(code, cells[name(lower)])
      if (region >= 0) {
        area.region = cells[region] ?? null
        this.#area(cells[region] ?? '', cells[name(region)])
      }
      if (county >= 0) {
        const above = cells[county] ?? ''
        this.#area(above, cells[name(county)])
        if (kindOf(above) === 'county' && above !== code) area.county = above
      }
      if (force >= 0) area.policeForce = cells[name(force)] ?? null
      if (years.length === 2) this.#succeed(area, cells[column(new RegExp(`^ltla${years[1] ?? ''}_code$`))] ?? '', cells[column(new RegExp(`^ltla${years[1] ?? ''}_name$`))] ?? '', dayOfChange(years[1] ?? '23'))
    }
    const to = years.length === 2 ? 'authorities and those that took their place' : region >= 0 ? 'authorities and their regions' : county >= 0 ? 'authorities and their counties' : 'authorities and their police forces'
    this.#taken.push({ file: sheet.file, as: to, areas: many })
    return true
  }

  /** A code that goes on is the same place; one that stops was abolished, and one that begins was made, on the day of the change. */
  #succeed(area: { -readonly [part in keyof Area]: Area[part] }, code: string, name: string, on: Temporal.PlainDate): void {
    if (code === area.code || !isCode(code)) return
    area.to = on.subtract({ days: 1 })
    area.replacedBy = [...new Set([...area.replacedBy, code])]
    const next = this.#area(code, name)
    next.from = on
    next.region ??= area.region
  }

  #takeRegister(sheet: Sheet): boolean {
    const at = (heading: string, cells: readonly string[]): string => cells[sheet.headings.indexOf(heading)] ?? ''
    let many = 0
    for (const { line, cells } of sheet.rows) {
      const code = at('gss-code', cells)
      if (code === '' || kindOf(code) === null) continue
      if (!isCode(code)) { this.#bad(sheet, line, `“${code}” is not the code of an authority`); continue }
      many++
      const area = this.#area(code, at('nice-name', cells))
      const [from, to] = [dayIn(at('start-date', cells)), dayIn(at('end-date', cells))]
      area.from ??= from
      // The register gives the day from which an authority is no more.
      area.to ??= to?.subtract({ days: 1 }) ?? null
    }
    this.#taken.push({ file: sheet.file, as: 'the register of authorities', areas: many })
    return true
  }

  #area(code: string, name: string | undefined): { -readonly [part in keyof Area]: Area[part] } {
    const known = this.#areas.get(code)
    if (known) return known
    const kind = kindOf(code)
    const made = { code, name: name === undefined || name === '' ? code : name, kind: kind ?? 'district' as const, county: null, region: null, policeForce: null, from: null, to: null, replacedBy: [] }
    if (kind !== null) this.#areas.set(code, made)
    return made
  }

  takeFigures(sheet: Sheet): void {
    const { headings, file } = sheet
    if (headings.join() === 'topic,ltla_code,ltla_name,category,n,topic_total') return this.#takeTopics(sheet)
    const has = (pattern: RegExp): boolean => headings.some((each) => pattern.test(each))
    if (headings.includes('total_population') && headings.includes('90+')) return this.#takeWide(sheet, 'age', yearIn(file, /mid[-_]?(\d{4})/), geographyOf(headings), headings[0] ?? '', 'total_population')
    if (headings.includes('provides_unpaid_care')) return this.#takeWide(sheet, 'care-2011', yearIn(file, /census(\d{4})/), 'regions', 'geography_code')
    const wide = headings.includes('ltla_code') ? tables.find(({ id, categories }) => id !== 'deprivation' && categories?.every((each) => headings.includes(each.inFile))) : undefined
    if (wide) return this.#takeWide(sheet, wide.id, yearIn(file, /census(\d{4})/), 'ltla21', 'ltla_code', 'topic_total')
    if (has(/^Score$/) || has(/^imd_average_score$/)) return this.#takeDeprivation(sheet)
    this.#leftAlone.push({ file, because: headings.length < 2 ? 'it is not a table' : 'its columns are of no table that is known here' })
  }

  #takeTopics(sheet: Sheet): void {
    const year = yearIn(sheet.file, /census(\d{4})/)
    if (year === null) return void this.#leftAlone.push({ file: sheet.file, because: 'its name does not say of which census it is: call it census2021_… or the like' })
    const unknown = new Set<string>()
    const known = new Map(tables.map((each) => [each.inFile, each]))
    const counted = new Map<string, Map<string, { numbers: Map<string, number>; total: number | null; line: number }>>()
    for (const { line, cells } of sheet.rows) {
      const [topic = '', code = '', name = '', category = '', n = '', total = ''] = cells
      const table = known.get(topic)
      if (!table) { unknown.add(topic); continue }
      if (!isCode(code) || kindOf(code) === null) { this.#bad(sheet, line, `“${code}” is not the code of an area of England or Wales`); continue }
      const number = wholeNumber(n)
      if (number === undefined || number === null) { this.#bad(sheet, line, `“${n}” is not a number of people`); continue }
      const given = wholeNumber(total)
      if (given === undefined) { this.#bad(sheet, line, `“${total}” is not a total`); continue }
      this.#area(code, name)
      const areas = counted.get(table.id) ?? counted.set(table.id, new Map()).get(table.id)!
      const row = areas.get(code) ?? areas.set(code, { numbers: new Map(), total: given, line }).get(code)!
      if (row.numbers.has(category) && row.numbers.get(category) !== number) { this.#bad(sheet, line, `${name} has two figures for “${category}”`); continue }
      row.numbers.set(category, number)
    }
    for (const [id, areas] of counted) {
      const table = tableOf(id as TableId)
      const categories = table.categories?.map((each) => each.inFile) ?? [...new Set([...areas.values()].flatMap((row) => [...row.numbers.keys()]))]
      const edition = this.#edition({ table: table.id, year, on: `${year}-03-${year === 2011 ? '27' : '21'}`, geography: 'ltla21', categories, fileName: sheet.file })
      let unlike = 0
      for (const [code, row] of areas) {
        const missing = categories.filter((each) => !row.numbers.has(each))
        if (missing.length > 0) { this.#bad(sheet, row.line, `${this.#areas.get(code)?.name ?? code} has no figure for “${missing[0] ?? ''}” in ${table.title.toLowerCase()}`); continue }
        const numbers = categories.map((each) => row.numbers.get(each) ?? 0)
        const sum = numbers.reduce((a, b) => a + b, 0)
        if (row.total !== null && row.total !== sum) unlike++
        this.#put(edition, code, numbers, row.total ?? row.numbers.get('total_population') ?? sum)
      }
      if (unlike > 0) this.#differences.push(`${table.title}: in ${unlike} areas the categories do not add up to the total that the file gives.`)
      this.#taken.push({ file: sheet.file, as: `${table.title}, ${year}`, areas: this.#rows.get(edition.id)?.size ?? 0 })
    }
    if (unknown.size > 0) this.#leftAlone.push({ file: sheet.file, because: `these topics of it are not known here: ${[...unknown].slice(0, 10).join(', ')}` })
    this.#sayTotals([...counted.keys()].map((id) => tableOf(id as TableId)).filter((each) => each.population === 'usual residents'), year)
  }

  /** Counts of a census are changed a little before they are published, table by table, so that nobody can be found in them: totals differ, and are left as they are. */
  #sayTotals(of: readonly { readonly id: TableId; readonly title: string }[], year: number): void {
    const rows = of.map((table) => this.#rows.get(`${table.id} ${year} ltla21`) ?? new Map<string, Omit<AreaRow, 'addedUp'>>())
    let [differing, most, where] = [0, 0, '']
    for (const code of rows[0]?.keys() ?? []) {
      const totals = rows.flatMap((each) => each.get(code)?.total ?? [])
      const spread = Math.max(...totals) - Math.min(...totals)
      if (spread > 0) differing++
      if (spread > most) [most, where] = [spread, this.#areas.get(code)?.name ?? code]
    }
    if (differing > 0) this.#differences.push(`Census ${year}: the totals of ${of.map((each) => each.title.toLowerCase()).join(', ')} differ in ${differing} areas, at most by ${most} people (${where}). That is expected: the publisher changes small numbers a little, table by table.`)
  }

  #takeWide(sheet: Sheet, id: TableId, year: number | null, geography: string, codeHeading: string, totalHeading?: string): void {
    if (year === null) return void this.#leftAlone.push({ file: sheet.file, because: `its name does not say of which year it is: call it ${id === 'age' ? 'mid2020_…' : 'census2021_…'} or the like` })
    const table = tableOf(id)
    const categories = table.categories?.map((each) => each.inFile) ?? []
    const places = categories.map((each) => sheet.headings.indexOf(each))
    const missing = categories.filter((_, at) => places[at] === -1)
    if (missing.length > 0) return void this.#leftAlone.push({ file: sheet.file, because: `it has no column “${missing[0] ?? ''}”` })
    const at = sheet.headings.indexOf(codeHeading)
    const totalAt = totalHeading === undefined ? -1 : sheet.headings.indexOf(totalHeading)
    const edition = this.#edition({ table: id, year, on: id === 'age' ? `${year}-06-30` : year === 2011 ? '2011-03-27' : `${year}-03-21`, geography, categories, fileName: sheet.file })
    let many = 0
    for (const { line, cells } of sheet.rows) {
      const code = cells[at] ?? ''
      if (!isCode(code) || kindOf(code) === null) { this.#bad(sheet, line, `“${code}” is not the code of an area of England or Wales`); continue }
      const numbers = places.map((place) => wholeNumber(cells[place] ?? ''))
      const wrong = numbers.findIndex((each) => each === undefined || each === null)
      if (wrong >= 0) { this.#bad(sheet, line, `“${cells[places[wrong] ?? -1] ?? ''}” in “${categories[wrong] ?? ''}” is not a number of people`); continue }
      const sum = numbers.reduce<number>((a, b) => a + (b ?? 0), 0)
      const total = totalAt < 0 ? sum : wholeNumber(cells[totalAt] ?? '') ?? sum
      if (total !== sum) this.#differences.push(`${table.title}, ${cells[at + 1] ?? code}: the categories add up to ${inThousands(sum)}, and the file’s total is ${inThousands(total)}.`)
      this.#area(code, cells[at + 1])
      this.#put(edition, code, numbers.map((each) => each ?? 0), total)
      many++
    }
    this.#taken.push({ file: sheet.file, as: `${table.title}, ${year}`, areas: many })
  }

  #takeDeprivation(sheet: Sheet): void {
    const year = yearIn(sheet.file, /imd(\d{4})/)
    if (year === null) return void this.#leftAlone.push({ file: sheet.file, because: 'its name does not say of which year the index is: call it imd2019_… or the like' })
    const at = (...headings: readonly string[]): number => headings.map((each) => sheet.headings.indexOf(each)).find((place) => place >= 0) ?? -1
    const domain = (long: string): number => at(`${long}_rank_of_average_score`)
    const places = [
      at('Score', 'imd_average_score'), at('imd_rank_of_average_score'), at('Proportion', 'imd_proportion_of_lso_as_in_most_deprived_10_percent_nationally'), at('Extent', 'imd25_extent'),
      domain('income'), domain('employment'), domain('education_skills_and_training'), domain('health_deprivation_and_disability'), domain('crime'), domain('barriers_to_housing_and_services'), domain('living_environment'),
    ]
    const older = ['Income_Score', 'Employment_Score', 'Education_Score', 'Health_Score', 'Crime_Score', 'Housing_and_Access_Score', 'Environment_Score'].map((each) => at(each))
    const codeAt = sheet.headings.findIndex((each) => /^ltla\d\d_code$/.test(each))
    const edition = this.#edition({ table: 'deprivation', year, on: dayPublished[year] ?? `${year}-01-01`, geography: geographyOf(sheet.headings), categories: deprivationMeasures, fileName: sheet.file })
    const read: { code: string; numbers: (number | null)[]; scores: (number | null)[] }[] = []
    for (const { line, cells } of sheet.rows) {
      const code = cells[codeAt] ?? ''
      if (!isCode(code) || kindOf(code) === null) { this.#bad(sheet, line, `“${code}” is not the code of an authority`); continue }
      const numbers = places.map((place) => place < 0 ? null : anyNumber(cells[place] ?? ''))
      const wrong = numbers.findIndex((each) => each === undefined)
      if (wrong >= 0) { this.#bad(sheet, line, `“${cells[places[wrong] ?? -1] ?? ''}” is not a number`); continue }
      this.#area(code, cells[sheet.headings.findIndex((each) => /^ltla\d\d_name$/.test(each))])
      read.push({ code, numbers: numbers.map((each) => each ?? null), scores: older.map((place) => place < 0 ? null : anyNumber(cells[place] ?? '') ?? null) })
    }
    // Older files give scores without ranks: rank 1 is the most deprived, and equals share the better-off place before the next.
    const ranked = (values: readonly (number | null)[]): (number | null)[] => values.map((value) => value === null ? null : values.filter((other) => other !== null && other > value).length + 1)
    const overall = places[1] === -1 ? ranked(read.map((row) => row.numbers[0] ?? null)) : read.map((row) => row.numbers[1] ?? null)
    const domains = older.map((place, which) => place < 0 ? null : ranked(read.map((row) => row.scores[which] ?? null)))
    for (const [index, row] of read.entries()) this.#put(edition, row.code, row.numbers.map((number, place) => place === 1 ? overall[index] ?? null : place >= 4 ? domains[place - 4]?.[index] ?? number : number), read.length)
    this.#taken.push({ file: sheet.file, as: `Deprivation, ${year}`, areas: read.length })
  }

  /** Files that say again what others say, under names or for counties: they are compared, and add nothing. */
  compare(sheet: Sheet, atlas: Atlas): void {
    let [same, unlike, example] = [0, 0, '']
    const note = (equal: boolean, words: string): void => {
      if (equal) same++
      else { unlike++; if (example === '') example = words }
    }
    if (sheet.headings.includes('total_population')) {
      const edition = atlas.editionsOf('age').find((each) => each.year === yearIn(sheet.file, /mid[-_]?(\d{4})/))
      const totalAt = sheet.headings.indexOf('total_population')
      for (const { cells } of sheet.rows) {
        const row = edition && atlas.row(edition, cells[0] ?? '')
        const given = wholeNumber(cells[totalAt] ?? '')
        if (row) note(row.total === given, `${cells[1] ?? ''}: ${inThousands(given ?? 0)} here, ${inThousands(row.total)} added up from districts`)
      }
    } else {
      for (const { cells: [topic, area = '', category, n] } of sheet.rows) {
        const table = tables.find((each) => each.inFile === topic)
        const edition = table && atlas.editionsOf(table.id).find((each) => each.year === yearIn(sheet.file, /census(\d{4})/))
        const code = edition && codeOfName(atlas, area.replace(/ \(.*\)$/, ''))
        const place = edition?.categories.indexOf(category ?? '') ?? -1
        const row = edition && code ? atlas.row(edition, code) : null
        if (row && place >= 0) note(row.numbers[place] === wholeNumber(n ?? ''), `${area}, ${category ?? ''}: ${n ?? ''} here, ${inThousands(row.numbers[place] ?? 0)} in the other file`)
      }
    }
    if (same + unlike === 0) return void this.#leftAlone.push({ file: sheet.file, because: 'it says what another file says for single authorities, and that file is not here' })
    this.#taken.push({ file: sheet.file, as: `compared with the other files: ${same} figures are the same, ${unlike} are not`, areas: 0 })
    if (unlike > 0) this.#differences.push(`${sheet.file}: ${unlike} of ${same + unlike} figures differ from the other files. The first: ${example}.`)
  }

  atlas(): Atlas {
    for (const [code, name] of [['E92000001', 'England'], ['W92000004', 'Wales'], ['K04000001', 'England and Wales']] as const) {
      if (this.#areas.size > 0 && [...this.#areas.keys()].some((each) => code.startsWith('K') || each.startsWith(code.charAt(0)))) this.#area(code, name)
    }
    for (const area of this.#areas.values()) {
      // A county whose every district was abolished went with them.
      if (area.kind !== 'county') continue
      const districts = [...this.#areas.values()].filter((each) => each.county === area.code)
      if (districts.length > 0 && districts.every((each) => each.to !== null)) area.to = districts[0]?.to ?? null
      area.region ??= districts[0]?.region ?? null
    }
    return new Atlas(new Map(this.#areas), [...this.#editions.values()], this.#rows)
  }

  reading(atlas: Atlas): Reading {
    return { atlas, taken: this.#taken, leftAlone: this.#leftAlone, badRows: this.#badRows, differences: this.#differences }
  }

  #edition(made: Omit<Edition, 'id'>): Edition {
    const edition = { ...made, id: `${made.table} ${made.year} ${made.geography}` }
    this.#editions.set(edition.id, edition)
    if (!this.#rows.has(edition.id)) this.#rows.set(edition.id, new Map())
    return edition
  }

  #put(edition: Edition, code: string, numbers: readonly (number | null)[], total: number): void {
    this.#rows.get(edition.id)?.set(code, { numbers, total })
  }

  #bad({ file }: Sheet, line: number, because: string): void {
    this.#badRows.push({ file, line, because })
  }
}

function codeOfName(atlas: Atlas, name: string): string | null {
  const found = [...atlas.areas.values()].filter((each) => each.name === name)
  return found.length === 1 ? found[0]?.code ?? null : null
}

/** When each index came out: it describes the years just before. */
const dayPublished: Readonly<Record<number, string>> = { 2010: '2011-03-24', 2015: '2015-09-30', 2019: '2019-09-26', 2025: '2025-10-30' }

const isCode = (words: string): boolean => /^[A-Z]\d{8}$/.test(words)

const geographyOf = (headings: readonly string[]): string => headings.map((each) => /^((?:ltla|utla)\d\d)_code$/.exec(each)?.[1]).find((each) => each !== undefined) ?? 'ltla21'

function yearIn(file: string, pattern: RegExp): number | null {
  const year = pattern.exec(file)?.[1]
  return year === undefined ? null : Number(year)
}

/** “102927” and R's “1e+05”; null for “NA”; undefined for what is no number of people. */
function wholeNumber(words: string): number | null | undefined {
  if (words === 'NA' || words === '') return null
  const number = /^\d[\d,]*$/.test(words) ? Number(words.replaceAll(',', '')) : /^\d+(\.\d+)?e\+\d+$/i.test(words) ? Number(words) : NaN
  return Number.isSafeInteger(number) ? number : undefined
}

function anyNumber(words: string): number | null | undefined {
  if (words === 'NA' || words === '') return null
  const number = /^-?\d+(\.\d+)?(e[+-]\d+)?$/i.test(words) ? Number(words) : NaN
  return Number.isFinite(number) ? number : undefined
}

function dayIn(words: string): Temporal.PlainDate | null {
  return /^\d{4}-\d\d-\d\d$/.test(words) ? Temporal.PlainDate.from(words) : null
}

const inThousands = (number: number): string => number.toLocaleString('en-GB')
