import { groupingsFor, groupOfCode } from '#duty/monitoring/groupings.ts'
import { defaultQuestionSet, questionSetsFor } from '#duty/monitoring/question-sets.ts'
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
  // In Wales the question is about English or Welsh.
  const named = (name: string): string => table.id === 'english' && name === 'English' && code.startsWith('W') ? 'English or Welsh' : name
  const groups = groupsOf(about.question, single).map(({ name, definition, codes }): Benchmark => ({
    ...about, category: named(name), label: named(name), kind: 'group', part: single.filter((each) => codes.includes(each.category)).reduce((sum, each) => sum + each.part, 0), whole, population, definition: `${about.definition}. ${definition}`,
  }))
  return [...single, ...groups]
}

function said(atlas: Atlas, code: string, edition: Edition, table: Table): Omit<Benchmark, 'category' | 'label' | 'kind' | 'part' | 'whole' | 'population'> & { readonly question: QuestionId } {
  if (table.question === null) throw new TypeError(`${table.title} is not asked of employees`)
  return { question: table.question, definition: table.definition, area: areaName(atlas, code), areaCode: code, on: edition.on, source: sourceOf(edition), edition: editionName(edition), match: table.match }
}

/** Where a file's own words are taken, they are looked for among the answers of the question. */
function coded(table: Table, inFile: string): { readonly code: string; readonly label: string } {
  const set = table.question === null ? undefined : defaultQuestionSet(table.question)
  const found = set?.categories.find((each) => [each.label, each.output].some((words) => words.toLowerCase() === inFile.toLowerCase()))
  return { code: found?.code ?? inFile, label: inFile }
}

/**
 * Figures of an ethnic minority mean nothing without what is in them: the groups are those that a workforce is reported by, each with its definition. A group that is one
 * category under the same name is left out.
 */
function groupsOf(question: QuestionId, single: readonly Benchmark[]): readonly { readonly name: string; readonly definition: string; readonly codes: readonly string[] }[] {
  const set = defaultQuestionSet(question)
  const groups = groupingsFor(question).flatMap((grouping) => grouping.groups.map((name) => ({
    name, definition: grouping.definition, codes: single.map((each) => each.category).filter((code) => groupOfCode(grouping, set, code) === name),
  })))
  return groups.filter(({ name, codes }, at) => codes.length > 0 && groups.findIndex((each) => each.name === name) === at && !single.some((each) => each.label.toLowerCase() === name.toLowerCase()))
}
