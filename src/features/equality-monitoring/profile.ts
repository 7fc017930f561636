/** What a profile says of each characteristic, drawn from figures that have passed the gate. Pure: nothing here goes back to rows or to exact counts. */
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { dayInWords, listInWords } from '#duty/dates.ts'
import { isRefused } from '#duty/refused.ts'
import { derived } from '#disclosure/gate.ts'
import { absent, asText, asValue, sortedByFigure, type Figure } from '#disclosure/shown.ts'
import { wilson } from '#statistics/proportion.ts'
import type { DatasetKind, Field, PlainField } from './dataset.ts'
import { answered, type FigureField, type Figures, type FigureTable, type FrozenFinding } from './figures.ts'

/** The newest figures with those that were made before them, oldest first: what a profile and its trends are drawn from. */
export interface Releases {
  readonly newest: Figures
  readonly earlier: readonly Figures[]
}

/** Which of the workforce a page is about: all of it, or one group of a field. */
export interface Part {
  readonly field: PlainField
  readonly name: string
  readonly label: string
}

export interface Characteristic {
  readonly question: QuestionId
  readonly name: string
  readonly table: FigureTable
  readonly part: Part | null
  /** The whole of which the groups are: everybody in the part. */
  readonly all: Figure
  readonly answered: Figure
  /** Of everybody in the part, how many have answered, in per cent. */
  readonly declared: Figure
  readonly groups: readonly Group[]
  readonly silent: readonly { readonly label: string; readonly count: Figure; readonly share: Figure }[]
  readonly representation: readonly FrozenFinding[]
  readonly declaration: FrozenFinding | null
}

export interface Group {
  readonly name: string
  readonly label: string
  readonly kind: 'category' | 'parent'
  readonly parent: string | null
  readonly count: Figure
  /** Of those who answered. */
  readonly share: Figure
  /** The same group in the whole workforce, where the page is about a part of it. */
  readonly whole: Figure | null
  readonly finding: FrozenFinding | null
}

/** What the body wants of one group, and how it stands: a target as the profile tells it. */
export interface Goal {
  readonly question: QuestionId
  /** The group by its name in figures; null for a group that no figure is of by itself (“all others”). */
  readonly group: string | null
  readonly part: Pick<Part, 'field' | 'name'> | null
  readonly wants: string
  readonly stands: string
  readonly sentence: string
  /** The share that is wanted, where it can be said as one. */
  readonly value: Figure
  readonly href: string
}

/** The goals for this characteristic, in this part of the workforce or in the whole of it. */
export function goalsFor(goals: readonly Goal[], { question, part }: Pick<Characteristic, 'question' | 'part'>): readonly Goal[] {
  return goals.filter((each) => each.question === question && (part === null ? each.part === null : each.part?.field === part.field && each.part.name === part.name))
}

const nameOf = (question: QuestionId): string => questions.find((each) => each.id === question)?.name ?? question

/** The newest table of this kind by exactly these fields, in whatever order they stand. */
export function findTable({ tables }: Pick<Figures, 'tables'>, kind: DatasetKind, by: readonly Field[]): FigureTable | null {
  return tables.filter((table) => table.kind === kind && isBy(table, by)).reduce<FigureTable | null>((newest, table) => newest === null || Temporal.PlainDate.compare(table.on, newest.on) >= 0 ? table : newest, null)
}

/** The same table on every day that there is one of, oldest first. What was made last counts, so that a correction is what is shown. */
export function listTables({ newest, earlier }: Releases, kind: DatasetKind, by: readonly Field[]): readonly FigureTable[] {
  const days = new Map<string, FigureTable>()
  for (const { tables } of [...earlier, newest]) for (const table of tables) if (table.kind === kind && isBy(table, by)) days.set(table.on.toString(), table)
  return [...days.values()].sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
}

const isBy = (table: FigureTable, by: readonly Field[]): boolean => table.by.length === by.length && by.every((field) => table.by.some((each) => each.field === field))

/** Everybody in a table, or in a part of it. */
export function everybody(table: FigureTable, within: Readonly<Record<string, string>> = {}): Figure {
  return table.count({ ...Object.fromEntries(table.by.map(({ field }) => [field, '*'])), ...within })
}

/** The number of people that the newest figures are about, with their day and scope. */
export function findHeadcount(figures: Figures): { readonly count: Figure; readonly table: FigureTable } | null {
  const table = findTable(figures, 'workforce', []) ?? figures.tables.filter((each) => each.kind === 'workforce').sort((one, other) => Temporal.PlainDate.compare(other.on, one.on)).find((each) => everybody(each).state === 'shown')
  return table ? { count: everybody(table), table } : null
}

/** Who is in a table and who is not: what its definition says beside “Number of employees”. */
export function scopeOf({ definition }: Pick<FigureTable, 'definition'>): string {
  return asSentence(definition.replace(/^Number of [^.]*(?:\. *|$)/, ''))
}

/** What is counted, which question was asked and who is left out, as a whole sentence. */
export function definitionOf({ definition }: Pick<FigureTable, 'definition'>): string {
  return asSentence(definition)
}

const asSentence = (words: string): string => words === '' || /[.!?]$/.test(words) ? words : `${words}.`

/** Every question that the workforce has been counted by, in the order in which questions are always told. */
export function listQuestions(figures: Figures): readonly QuestionId[] {
  return questions.map((each) => each.id).filter((question) => findTable(figures, 'workforce', [question]) !== null)
}

export const partFields = ['grade', 'department', 'contract', 'working pattern', 'location', 'job group'] as const satisfies readonly PlainField[]

/** The parts that the profile can be narrowed to: each group of each field that any question has been counted with. */
export function listParts(figures: Figures): readonly { readonly field: PlainField; readonly name: string; readonly parts: readonly Part[] }[] {
  return partFields.flatMap((field) => {
    const table = figures.tables.find((each) => each.kind === 'workforce' && each.by.length === 2 && each.by.some((one) => one.field === field) && each.by.some((one) => questions.some(({ id }) => id === one.field)))
    const found = table?.by.find((each) => each.field === field)
    return found ? [{ field, name: found.name, parts: inOrder(found).map(({ name, label }) => ({ field, name, label })) }] : []
  })
}

/** Groups first, each with what belongs to it; ways of having no answer are not among them, nor is everybody who answered. */
export function inOrder({ categories }: FigureField): readonly FigureField['categories'][number][] {
  const parents = categories.filter((each) => each.kind === 'parent' && each.name !== answered)
  const own = (parent: string): readonly FigureField['categories'][number][] => categories.filter((each) => each.kind === 'category' && each.parent === parent)
  const homeless = categories.filter((each) => each.kind === 'category' && !parents.some((parent) => parent.name === each.parent))
  return [...parents.flatMap((parent) => {
    const below = own(parent.name)
    // A group that has but one member by its own name would be said twice.
    return below.length === 1 && below[0]?.label === parent.label ? below : [parent, ...below]
  }), ...homeless]
}

/** One characteristic of the whole workforce or of a part; null where it was not counted by it. */
export function findCharacteristic(figures: Figures, question: QuestionId, part: Part | null = null): Characteristic | null {
  const table = findTable(figures, 'workforce', part === null ? [question] : [question, part.field])
  const field = table?.by.find((each) => each.field === question)
  if (!table || !field) return null
  const whole = part === null ? null : findTable(figures, 'workforce', [question])
  const within = part === null ? {} : { [part.field]: part.name }
  const findings = part === null ? figures.findings.filter((each) => each.kind === 'workforce' && each.field === question) : []
  const representation = findings.filter((each) => each.analysis === 'representation')
  const groups = inOrder(field).map(({ name, label, kind, parent }): Group => ({
    name, label, kind: kind === 'parent' ? 'parent' : 'category', parent: kind === 'parent' ? null : parent ?? null,
    count: table.count({ ...within, [question]: name }), share: table.share({ ...within, [question]: name }, question),
    whole: whole === null ? null : whole.share({ [question]: name }, question),
    finding: representation.find((each) => each.category === name || each.category === label) ?? null,
  }))
  const silent = field.categories.filter((each) => each.kind === 'no answer').map(({ name, label }) => ({ label, count: table.count({ ...within, [question]: name }), share: table.share({ ...within, [question]: name }, question, 'all') }))
  const all = everybody(table, within)
  const told = { ...within, [question]: answered }
  return { question, name: nameOf(question), table, part, all, answered: table.count(told), declared: table.share(told, question, 'all'), groups, silent, representation, declaration: findings.find((each) => each.analysis === 'declaration') ?? null }
}

/** A share as it is printed: of fewer than 200 people a decimal place would promise too much. */
export function printedShare(share: number, base: number): { readonly text: string; readonly value: number } {
  const percent = (100 * share).toFixed(base < 200 ? 0 : 1)
  return { text: `${percent}%`, value: Number(percent) }
}

/** How far chance alone could move the share of a group: what was found of it, else Wilson's interval of 95%, from the numbers that are shown. */
export function rangeOfShare({ finding, count }: Pick<Group, 'finding' | 'count'>, told: Figure): { readonly low: Figure; readonly high: Figure } {
  if (finding !== null) return finding
  const end = (which: 'low' | 'high'): Figure => derived([count, told], { definition: 'Wilson’s interval, 95%' }, (number, base) => {
    const range = wilson({ count: number, base })
    return isRefused(range) ? absent('[x]', range.refused) : printedShare(range[which], base)
  })
  return { low: end('low'), high: end('high') }
}

/** The share of a group on every day that there is a figure of, oldest first. */
export function trendOf(releases: Releases, question: QuestionId, group: string, part: Part | null = null): readonly { readonly on: Temporal.PlainDate; readonly label: string; readonly value: Figure }[] {
  return listTables(releases, 'workforce', part === null ? [question] : [question, part.field]).flatMap((table) => {
    const has = table.by.some((each) => each.field === question && each.categories.some((category) => category.name === group))
    return has ? [{ on: table.on, label: dayInWords(table.on), value: table.share({ ...(part === null ? {} : { [part.field]: part.name }), [question]: group }, question) }] : []
  })
}

/** What the profile leads with: each finding about who is here, with the group that it is of where one category or group has it to itself. */
export interface Led { readonly finding: FrozenFinding; readonly group: Group | null; readonly label: string; readonly share: Figure }

/**
 * In the order in which a reader should meet them: the groups that the picture shows before those below them, all of them before the largest, which the
 * others are seen against, and what is surer before what is less sure. Nothing that is withheld leads.
 */
export function ledBy({ representation, groups }: Pick<Characteristic, 'representation' | 'groups'>): readonly Led[] {
  const top = topGroups({ groups })
  const largest = top.length > 2 ? sortedByFigure(top.filter((each) => asValue(each.share) !== null), (each) => each.share)[0] : undefined
  const rank = ({ finding, group }: Led): number => (group === null ? 0 : top.includes(group) ? group === largest ? 2_000 : 0 : 1_000) + 100 * sureness.indexOf(top.length > 2 ? finding.grade : 'clear')
  return representation.filter((each) => each.grade !== 'withheld').map((finding) => {
    const group = groups.find((each) => each.finding === finding) ?? null
    return { finding, group, label: group?.label ?? finding.category, share: group?.share ?? finding.value }
  }).map((led, place) => ({ led, rank: rank(led) + place })).sort((one, other) => one.rank - other.rank).map(({ led }) => led)
}

/** The surest first; what is not told comes last and in its own order. */
export const sureness: readonly FrozenFinding['grade'][] = ['clear', 'possible', 'none', 'too few', 'withheld']

/** What moved, of the groups that the profile leads with: who joined and left, and where three snapshots or more point one way. */
export function listMoves({ newest }: Releases): readonly FrozenFinding[] {
  const led = new Set(listQuestions(newest).flatMap((question) => {
    const characteristic = findCharacteristic(newest, question)
    return characteristic === null ? [] : ledBy(characteristic).slice(0, 2).map(({ group, finding }) => `${question}: ${group?.name ?? finding.category}`)
  }))
  return newest.findings.filter((each) => (each.analysis === 'stock flow' || (each.analysis === 'trend' && (each.grade === 'clear' || each.grade === 'possible'))) && each.grade !== 'withheld' && each.grade !== 'too few' && led.has(`${each.field}: ${each.category}`)).slice(0, 4)
}

/** Its share on every day that there is a figure of. A finding about several groups together is followed by its own name. */
export function trendOfLed(releases: Releases, question: QuestionId, { finding, group }: Led): readonly { readonly on: Temporal.PlainDate; readonly label: string; readonly value: Figure }[] {
  if (group !== null) return trendOf(releases, question, group.name)
  const days = new Map([...releases.earlier, releases.newest].flatMap((figures) => {
    const then = figures.findings.find((each) => each.id === finding.id)
    return then ? [[figures.on.toString(), { on: figures.on, label: dayInWords(figures.on), value: then.value }] as const] : []
  }))
  return [...days.values()].sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
}

/** The share who have answered, on every day, oldest first. */
export function declarationTrend({ newest, earlier }: Releases, question: QuestionId): readonly { readonly on: Temporal.PlainDate; readonly label: string; readonly value: Figure }[] {
  return listTables({ newest, earlier }, 'workforce', [question]).flatMap((table) => {
    const found = findCharacteristic({ ...newest, tables: [table] }, question)
    return found ? [{ on: table.on, label: dayInWords(table.on), value: found.declared }] : []
  })
}

/** What a picture of all groups shows first: the reporting groups where there are any, else the categories. */
export function topGroups({ groups }: Pick<Characteristic, 'groups'>): readonly Group[] {
  const parents = groups.filter((each) => each.kind === 'parent').map((each) => each.name)
  return groups.filter((each) => each.kind === 'parent' || each.parent === null || !parents.includes(each.parent))
}

/** The reporting groups of a field where it has any, else its categories. */
export function topOf(field: FigureField): readonly FigureField['categories'][number][] {
  const all = inOrder(field)
  const parents = all.filter((each) => each.kind === 'parent').map((each) => each.name)
  return all.filter((each) => each.kind === 'parent' || each.parent === undefined || !parents.includes(each.parent))
}

/** Two questions told together: of the people of each group of `rows`, how many are of each group of `columns`. */
export interface Pair { readonly table: FigureTable; readonly rows: FigureField; readonly columns: FigureField }

/** The question with fewer groups is what is told of each group of the other: how many are female, of each ethnic group. Null for any other table. */
export function pairOf(table: FigureTable): Pair | null {
  const [one, other, third] = table.by
  if (one === undefined || other === undefined || third !== undefined || ![one, other].every(({ field }) => questions.some(({ id }) => id === field))) return null
  const columns = topOf(other).length <= topOf(one).length ? other : one
  return { table, columns, rows: columns === other ? one : other }
}

export function listPairs({ tables }: Pick<Figures, 'tables'>): readonly Pair[] {
  return tables.filter(({ kind }) => kind === 'workforce').flatMap((table) => pairOf(table) ?? [])
}

/** Which groups of the columns are told of: of two the first, because the other is what is left of it; of more all but the last ones, three at most. */
export function toldOf({ columns }: Pick<Pair, 'columns'>): readonly FigureField['categories'][number][] {
  const all = topOf(columns)
  return all.length <= 2 ? all.slice(0, 1) : all.slice(0, 3)
}

export const findingId = (pair: Pair, row: string, column: string): string => `intersection: ${pairInTitle(pair)}: ${row}: ${column}`

/** What was found of a pair, the surest first. */
export function findingsOfPair({ findings }: Pick<Figures, 'findings'>, pair: Pair): readonly FrozenFinding[] {
  const ids = toldOf(pair).flatMap((column) => topOf(pair.rows).map((row) => findingId(pair, row.name, column.name)))
  return findings.filter((each) => ids.includes(each.id)).toSorted((one, other) => sureness.indexOf(one.grade) - sureness.indexOf(other.grade))
}

/** “Sex and ethnic group”. */
export const pairInTitle = ({ columns, rows }: Pick<Pair, 'columns' | 'rows'>): string => `${columns.name} and ${rows.name.toLowerCase()}`

/** The group of the grades that the body calls senior: the last of its groups of grades. */
export function findSeniorPart(figures: Figures): Part | null {
  const grades = figures.tables.flatMap((table) => table.kind === 'workforce' ? table.by : []).find((each) => each.field === 'grade' && each.categories.some(isOwnParent))
  const senior = grades?.categories.filter(isOwnParent).at(-1)
  return senior ? { field: 'grade', name: senior.name, label: senior.label } : null
}

const isOwnParent = (each: FigureField['categories'][number]): boolean => each.kind === 'parent' && each.name !== answered

/**
 * Two measures of one table that are easily taken for each other. `composition`: of the people in the senior grades, how many are of the group.
 * `reaching`: of the people of the group, how many are in the senior grades.
 */
export interface Seniority { readonly label: string; readonly composition: Figure; readonly workforce: Figure; readonly reaching: Figure }

export function seniorityOf(figures: Figures, question: QuestionId, senior: Part): readonly Seniority[] {
  const [characteristic, table] = [findCharacteristic(figures, question, senior), findTable(figures, 'workforce', [question, senior.field])]
  if (!characteristic || !table) return []
  return topGroups(characteristic).map(({ name, label, share, whole }) => ({ label, composition: share, workforce: whole ?? absent('[x]'), reaching: table.share({ [question]: name, [senior.field]: senior.name }, senior.field, 'all') }))
}

/** What stood in the figures before and stands otherwise now: of each group that the profile leads with, both shares. */
export interface Change { readonly question: QuestionId; readonly label: string; readonly since: Temporal.PlainDate; readonly before: Figure; readonly now: Figure; readonly says: string }

/** @param months how far back the other figures lie at least; nought for the figures just before */
export function listChanges(releases: Releases, months = 0): readonly Change[] {
  return listQuestions(releases.newest).flatMap((question) => {
    const characteristic = findCharacteristic(releases.newest, question)
    if (!characteristic) return []
    return ledBy(characteristic).slice(0, 2).flatMap((led): Change[] => {
      const points = trendOfLed(releases, question, led)
      const now = points.at(-1)
      const before = now && points.slice(0, -1).findLast((each) => monthOf(now.on) - monthOf(each.on) >= months)
      return before && now ? [{ question, label: led.label, since: before.on, before: before.value, now: now.value, says: changeInWords(before.value, now.value) }] : []
    })
  })
}

/** Quarters end on the 30th or the 31st, so months are counted and not days. */
const monthOf = (day: Temporal.PlainDate): number => day.year * 12 + day.month

/** Two figures say only that they differ: whether it is more than chance is for the findings to say. */
function changeInWords(before: Figure, now: Figure): string {
  const [was, is] = [asValue(before), asValue(now)]
  if (was === null || is === null) return 'We cannot compare: one of the two is not shown.'
  const points = Math.round(Math.abs(is - was) * 10) / 10
  if (points === 0) return 'The same share as last time.'
  return `${is > was ? 'Up' : 'Down'} ${points.toLocaleString('en-GB')} percentage ${points === 1 ? 'point' : 'points'}, from ${asText(before)} to ${asText(now)}.`
}

/** Fewer than this many have answered: nothing may be concluded from the share of those who have. In per cent. */
export const fewAnswers = 60

/** One sentence that can stand where no finding was made: the largest groups of those that are shown, each by its own words. */
export function plainSentenceOf(characteristic: Characteristic): string {
  const shown = sortedByFigure(topGroups(characteristic).filter((each) => asValue(each.share) !== null), (each) => each.share)
  const who = characteristic.part === null ? 'employees' : `people in ${characteristic.part.label}`
  if (characteristic.answered.state === 'withheld' || shown.length === 0) return 'These figures are withheld: they could say something about a person.'
  const largest = shown.slice(0, 3).map((each) => `${each.label} (${asText(each.share)})`)
  // Some groups have a comma in their own name.
  const told = largest.some((each) => each.includes(',')) ? largest.join('; ') : listInWords(largest)
  return `${shown.length <= 3 ? `Among the ${who} who answered` : `The largest groups among the ${who} who answered`}: ${told}.`
}
