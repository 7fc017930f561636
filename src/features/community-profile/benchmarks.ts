import { questionSetsFor } from '#duty/monitoring/question-sets.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { areaName } from './community.ts'
import { editionName, sourceOf, type Atlas, type AreaRow, type Edition } from './atlas.ts'
import { tables, type Table, type TableId } from './topics.ts'

/** What a share of a workforce is put beside: a part of the people who live in an area, and everything that has to be said with it. */
export interface Benchmark {
  readonly question: QuestionId
  /** The code of the category in the Census 2021 edition of the question; for a group of categories, the group's name. */
  readonly category: string
  readonly label: string
  /** `group`: several categories together, such as the five broad ethnic groups. */
  readonly kind: 'category' | 'group'
  readonly part: number
  readonly whole: number
  readonly definition: string
  /** Who the whole is: “usual residents aged 16 to 64”. */
  readonly population: string
  readonly area: string
  readonly areaCode: string
  /** The day that it describes, as an ISO date. */
  readonly on: string
  readonly source: string
  readonly edition: string
  /** How its definition differs from what staff are asked, in a sentence. */
  readonly match: string
}

/**
 * The benchmarks of one question for an area: every category, and the groups that figures are reported by. Those who gave
 * no answer to a voluntary question are left out of the whole, as employees who did not declare are. Where a table is not published for
 * the area itself, the area around it is taken and named. None where nothing is published.
 */
export function benchmarksIn(atlas: Atlas, code: string, question: QuestionId): readonly Benchmark[] {
  for (const table of tables.filter((each) => each.question === question)) {
    const found = whereHeld(atlas, table.id, code)
    if (found) return question === 'age' ? ages(atlas, found, table) : categories(atlas, found, table)
  }
  return []
}

interface Held { readonly code: string; readonly edition: Edition; readonly row: AreaRow }

/** The newest edition that has this area; failing that, the county, region or country around it. */
function whereHeld(atlas: Atlas, table: TableId, code: string): Held | null {
  const area = atlas.areas.get(code)
  for (const place of [code, area?.county, area?.region, atlas.countryOf(code)?.code]) {
    if (!place) continue
    const edition = atlas.newestFor(table, place)
    const row = edition && atlas.row(edition, place)
    if (edition && row) return { code: place, edition, row }
  }
  return null
}

function ages(atlas: Atlas, { code, edition, row }: Held, table: Table): readonly Benchmark[] {
  const bands = [...new Map(questionSetsFor('age').flatMap((set) => set.categories).flatMap((each) => each.ages && each.ages.from >= 16 && each.ages.to !== undefined && each.ages.to <= 64 ? [[each.code, { ...each, from: each.ages.from, to: each.ages.to }] as const] : [])).values()]
  const between = (from: number, to: number): number => row.numbers.slice(from, to + 1).reduce<number>((sum, each) => sum + (each ?? 0), 0)
  return bands.map((band) => ({
    ...said(atlas, code, edition, table), question: 'age', category: band.code, label: band.output, kind: 'category', part: between(band.from, band.to), whole: between(16, 64), population: 'usual residents aged 16 to 64',
  }))
}

function categories(atlas: Atlas, { code, edition, row }: Held, table: Table): readonly Benchmark[] {
  const known = edition.categories.map((inFile, place) => ({ category: table.categories?.find((each) => each.inFile === inFile) ?? coded(table, inFile), inFile, part: row.numbers[place] ?? 0 }))
  const answered = known.filter((each) => each.inFile !== table.noAnswer)
  const whole = row.total - known.filter((each) => each.inFile === table.noAnswer).reduce((sum, each) => sum + each.part, 0)
  const population = table.noAnswer === undefined ? table.population : `${table.population} who answered the question`
  const about = said(atlas, code, edition, table)
  const single = answered.map(({ category, part }): Benchmark => ({ ...about, category: category.code, label: category.label, kind: 'category', part, whole, population }))
  const groups = groupsOf(table).map(({ name, codes }): Benchmark => ({ ...about, category: name, label: name, kind: 'group', part: single.filter((each) => codes.includes(each.category)).reduce((sum, each) => sum + each.part, 0), whole, population }))
  return [...single, ...groups.filter((each) => each.part > 0)]
}

function said(atlas: Atlas, code: string, edition: Edition, table: Table): Omit<Benchmark, 'category' | 'label' | 'kind' | 'part' | 'whole' | 'population'> & { readonly question: QuestionId } {
  if (table.question === null) throw new TypeError(`${table.title} is not asked of employees`)
  return { question: table.question, definition: table.definition, area: areaName(atlas, code), areaCode: code, on: edition.on, source: sourceOf(edition), edition: editionName(edition), match: table.match }
}

/** Where a file's own words are taken, they are looked for among the answers of the question. */
function coded(table: Table, inFile: string): { readonly code: string; readonly label: string } {
  const set = table.question === null ? undefined : questionSetsFor(table.question)[0]
  const found = set?.categories.find((each) => [each.label, each.output].some((words) => words.toLowerCase() === inFile.toLowerCase()))
  return { code: found?.code ?? inFile, label: inFile }
}

/** Figures of an ethnic minority mean nothing without what is in them: these are the groups that figures are reported by, by the codes that are in each. */
function groupsOf(table: Table): readonly { readonly name: string; readonly codes: readonly string[] }[] {
  if (table.id === 'ethnic-group') {
    const all = table.categories ?? []
    const broad = [...new Set(all.map((each) => each.parent ?? ''))].map((name) => ({ name, codes: all.filter((each) => each.parent === name).map((each) => each.code) }))
    return [
      ...broad,
      { name: 'All ethnic groups other than White British combined', codes: all.filter((each) => each.code !== 'W1').map((each) => each.code) },
      { name: 'All other ethnic groups combined', codes: all.filter((each) => each.parent !== 'White').map((each) => each.code) },
    ]
  }
  if (table.id === 'disability') return [{ name: 'Disabled', codes: ['D'] }, { name: 'Not disabled', codes: ['N'] }]
  if (table.id === 'sexual-orientation') return [{ name: 'Lesbian, gay, bisexual or another sexual orientation', codes: ['S2', 'S3', 'S9'] }, { name: 'Lesbian, gay or bisexual', codes: ['S2', 'S3'] }]
  if (table.id === 'english') return [{ name: 'Another main language', codes: ['L2', 'L3', 'L4', 'L5'] }]
  if (table.id === 'care-2011') return [{ name: 'Gives unpaid care', codes: ['C'] }, { name: 'Does not give unpaid care', codes: ['C0'] }]
  if (table.id === 'religion') return [{ name: 'Other religions and beliefs', codes: ['R2', 'R3', 'R4', 'R5', 'R6', 'R9'] }]
  return []
}

