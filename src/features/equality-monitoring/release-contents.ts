/** From exact counts to what the gate is asked, and from its answer to the tables that pages read. Pure. */
import { answerStates } from '#disclosure/shown.ts'
import type { Policy } from '#disclosure/policy.ts'
import { total, type Counts, type Flow, type Release, type ReleaseTable } from '#disclosure/release.ts'
import { dayInWords, rangeInWords } from '#duty/dates.ts'
import type { Refused } from '#duty/refused.ts'
import { questions } from '#duty/monitoring/questions.ts'
import { findQuestionSet } from '#duty/monitoring/question-sets.ts'
import { datasetKinds, type DatasetKind, type Field, type PlainField } from './dataset.ts'
import { answered, type FigureField, type FigureTable } from './figures.ts'
import type { TabulatedField, Tabulation } from './tabulation.ts'

/** One dataset with the cuts of it that are to be released. */
export interface ReleasedDataset {
  /** Whose numbers they are: the same for a dataset and what corrects it. */
  readonly of: string
  readonly kind: DatasetKind
  readonly source: string
  readonly scope: string
  readonly from: Temporal.PlainDate | null
  readonly on: Temporal.PlainDate
  readonly tabulations: readonly Tabulation[]
}

/** A table before the gate: what it will be for pages, and how its coordinates are spelled for the gate. */
export interface TableToRelease {
  readonly about: Omit<FigureTable, 'count' | 'share'>
  /** The gate's name of each field, in the order of `about.by`. */
  readonly dimensions: readonly string[]
  readonly of: string
}

export interface ReadyForGate {
  readonly release: Release
  readonly tables: readonly TableToRelease[]
  /** What readers should know of how it was put together. */
  readonly notes: readonly string[]
}

/** Events that would do more harm to be known of: their tables have the higher threshold throughout. */
const sensitiveKinds: readonly DatasetKind[] = ['grievance', 'disciplinary', 'harassment']

/** What people come to and go from where others see it. Stages and outcomes are not among them: they are what is told of people. */
const unitFields: readonly Field[] = ['department', 'team', 'grade', 'contract', 'working pattern', 'location', 'job group'] satisfies readonly PlainField[]

const otherGrades = 'Other grades'
const notRecorded = 'Not recorded'
const isQuestion = (field: Field): boolean => questions.some(({ id }) => id === field)

/**
 * The tables of a release as the gate reads them. Ids stay the same from release to release: “workforce: ethnic group by department”.
 * Gender identity is told of the whole body alone, whatever was asked for.
 */
export function readyForGate(datasets: readonly ReleasedDataset[], policy: Policy): ReadyForGate | Refused {
  const wanted = datasets.flatMap((dataset) => dataset.tabulations.filter(isForRelease).map((tabulation) => ({ dataset, tabulation: rolledUp(tabulation) })))
  if (wanted.length === 0) return { refused: 'Choose at least one table. Gender identity is shown for the whole body alone.' }
  const fields = new Set(wanted.flatMap(({ tabulation }) => tabulation.by.map(({ field }) => field)))
  if (fields.has('team') && fields.has('department')) return { refused: 'Choose tables by team or tables by department. Together they would be protected as if nobody knew which team is in which department.' }
  const dimensions = new Map([...fields].map((field) => [field, dimensionOf(field, wanted.flatMap(({ tabulation }) => tabulationsField(tabulation, field)))]))
  const sensitive = questions.filter((each) => each.sensitive && fields.has(each.id)).map(({ id }) => id)
  const tables = wanted.map(({ dataset, tabulation }) => tableOf(dataset, tabulation, datasets, dimensions))
  const ids = tables.map(({ table }) => table.id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined) return { refused: `The table “${twice}” was asked for twice. Choose one dataset of each source.` }
  return {
    tables: tables.map(({ toRelease }) => toRelease),
    notes: notesOf(datasets, policy),
    release: {
      schema: 'release/1', threshold: policy.threshold.ordinary,
      dimensions: Object.fromEntries([...dimensions].map(([field, { leaves }]) => [field, leaves.map(({ name }) => name)])),
      parents: Object.fromEntries([...dimensions].map(([field, { parents }]) => [field, Object.fromEntries(parents)])),
      tables: tables.map(({ table }, at) => ({ ...table, ...(sensitiveKinds.includes(wanted[at]?.dataset.kind ?? 'workforce') && policy.threshold.sensitive > policy.threshold.ordinary ? { threshold: policy.threshold.sensitive } : {}) })),
      ...(sensitive.length > 0 && policy.threshold.sensitive > policy.threshold.ordinary ? { sensitive: { dimensions: sensitive, threshold: policy.threshold.sensitive } } : {}),
      groupDisclosure: { dimensions: [...fields].filter(isQuestion), below: policy.groupDisclosureBelow },
      units: unitFields.filter((field) => fields.has(field)),
    },
  }
}

/** The tables of two questions together apart from all others: they are protected after them. */
export function pairsApart(datasets: readonly ReleasedDataset[]): { readonly datasets: readonly ReleasedDataset[]; readonly pairs: readonly ReleasedDataset[] } {
  const isPair = ({ by }: Tabulation): boolean => by.length === 2 && by.every(({ field }) => isQuestion(field))
  const only = (wanted: (tabulation: Tabulation) => boolean): readonly ReleasedDataset[] => datasets.map((each) => ({ ...each, tabulations: each.tabulations.filter(wanted) })).filter(({ tabulations }) => tabulations.length > 0)
  const [others, pairs] = [only((each) => !isPair(each)), only((each) => isPair(each) && isForRelease(each))]
  return others.length === 0 ? { datasets: pairs, pairs: [] } : { datasets: others, pairs }
}

/**
 * The same without the breakdown of the workforce that has the most parts: what to leave out of a release that is too fine to be proved safe. Null where
 * every question is told of the whole body alone.
 */
export function withoutFinest(datasets: readonly ReleasedDataset[]): { readonly datasets: readonly ReleasedDataset[]; readonly field: string; readonly parts: number } | null {
  const breakdowns = datasets.filter(({ kind }) => kind === 'workforce').flatMap(({ tabulations }) => tabulations.filter(({ by }) => by.length > 1).map(rolledUp)).flatMap(({ by }) => by.filter(({ field }) => !isQuestion(field)))
  const finest = breakdowns.toSorted((one, other) => other.categories.length - one.categories.length)[0]
  if (finest === undefined) return null
  return {
    field: finest.field, parts: finest.categories.length,
    datasets: datasets.map((each) => (each.kind === 'workforce' ? { ...each, tabulations: each.tabulations.filter(({ by }) => by.length < 2 || !by.some(({ field }) => field === finest.field)) } : each)),
  }
}

function isForRelease({ by }: Tabulation): boolean {
  return by.length < 2 || by.every(({ field }) => field !== 'gender identity')
}

/**
 * How many people joined and left in each unit, and altogether, by the extracts of starters and leavers: what `moved` of a release says. People who changed
 * their department or an answer are not in it, so it is the least that moved.
 */
export function turnoverOf(extracts: readonly (readonly Tabulation[])[], dimensions: Release['dimensions']): NonNullable<Release['moved']> {
  const moved: Record<string, Record<string, number>> = {}
  const add = (dimension: string, category: string, people: number): void => { (moved[dimension] ??= {})[category] = (moved[dimension]?.[category] ?? 0) + people }
  for (const tabulations of extracts) {
    const [any] = tabulations
    if (any !== undefined) add(total, total, any.counts.reduce((sum, count) => sum + count, 0))
    for (const unit of unitFields.filter((field) => dimensions[field] !== undefined)) {
      const found = tabulations.find(({ by }) => by.length === 2 && by[1]?.field === unit)
      const [seen] = found === undefined ? [] : tabulationsField(rolledUp(found), unit)
      if (seen === undefined) continue
      const names = namesOf(seen.field.categories)
      countsOf(seen).forEach((people, place) => { if (names[place] !== undefined && people > 0) add(unit, names[place], people) })
    }
  }
  return moved
}

/** Grades are told in the body's own two parts, above and below its senior line: one grade of three people would tell of the others. */
function rolledUp(tabulation: Tabulation): Tabulation {
  return tabulation.by.reduce((rolled, { field, categories }, at) => (field === 'grade' && categories.some(({ parent }) => parent !== undefined) ? rollUp(rolled, at) : rolled), tabulation)
}

function rollUp({ cut, by, counts }: Tabulation, at: number): Tabulation {
  const rolling = by[at]
  if (rolling === undefined) return { cut, by, counts }
  const groups = [...new Set([otherGrades, ...rolling.categories.map(({ parent }) => parent ?? otherGrades)])]
  const sizes = by.map(({ categories }) => categories.length + states.length)
  const [before, size, after] = [product(sizes.slice(0, at)), sizes[at] ?? 1, product(sizes.slice(at + 1))]
  const rolledSize = groups.length + states.length
  const rolled: number[] = Array.from({ length: before * rolledSize * after }, () => 0)
  counts.forEach((count, place) => {
    const [outer, own, inner] = [Math.floor(place / (size * after)), Math.floor(place / after) % size, place % after]
    const to = own < rolling.categories.length ? groups.indexOf(rolling.categories[own]?.parent ?? otherGrades) : groups.length + own - rolling.categories.length
    const target = (outer * rolledSize + to) * after + inner
    rolled[target] = (rolled[target] ?? 0) + count
  })
  return { cut, by: by.with(at, { ...rolling, categories: groups.map((name) => ({ code: name, label: name })) }), counts: rolled }
}

/** The four ways of having no answer, in the order in which a tabulation counts them. */
const states = ['not declared', 'prefer not to say', 'not asked', 'withdrawn'] as const
const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1)

interface Seen { readonly field: TabulatedField; readonly at: number; readonly tabulation: Tabulation }

function tabulationsField(tabulation: Tabulation, field: Field): readonly Seen[] {
  const at = tabulation.by.findIndex((each) => each.field === field)
  const found = tabulation.by[at]
  return found === undefined ? [] : [{ field: found, at, tabulation }]
}

interface Leaf { readonly name: string; readonly label: string; readonly kind: 'category' | 'parent' | 'no answer'; readonly parent?: string }
interface DimensionToRelease { readonly leaves: readonly Leaf[]; readonly parents: ReadonlyMap<string, string> }

/**
 * Everything that any of the tables has under this field. The ways of having no answer are always there for a question, because their being there must
 * not tell that somebody took one; that nobody was asked is told of the extract, not of a person.
 */
function dimensionOf(field: Field, seen: readonly Seen[]): DimensionToRelease {
  const leaves = new Map<string, Leaf>()
  const parents = new Map<string, string>()
  const names = new Set(seen.flatMap(({ field: { categories } }) => namesOf(categories)))
  for (const { field: { categories } } of seen) {
    const own = namesOf(categories)
    categories.forEach(({ label, parent }, at) => {
      const name = own[at] ?? label
      // Two extracts that asked with different editions may put one answer into groups of different names: it stands in the group of the first, which is the workforce's.
      const group = leaves.get(name)?.parent ?? (parent === undefined || parent === name ? undefined : names.has(parent) ? `All ${parent}` : parent)
      const isSenior = field === 'grade' && name !== otherGrades && categories.some((each) => each.label === otherGrades)
      leaves.set(name, { name, label, kind: isSenior ? 'parent' : 'category', ...(group === undefined ? {} : { parent: group }) })
      if (group !== undefined) parents.set(name, group)
      if (isQuestion(field)) parents.set(group ?? name, answered)
    })
  }
  for (const name of noAnswersOf(field, seen)) leaves.set(name, { name, label: name, kind: 'no answer' })
  return { leaves: [...leaves.values()], parents }
}

function noAnswersOf(field: Field, seen: readonly Seen[]): readonly string[] {
  const some = (state: number): boolean => seen.some((each) => countsOf(each).some((count, category) => category === each.field.categories.length + state && count > 0))
  if (!isQuestion(field)) return states.some((_, state) => some(state)) ? [notRecorded] : []
  return states.filter((state, at) => state !== 'not asked' || some(at)).map((state) => answerStates[state])
}

/** How many people stand at each category of a field, and at each of its ways of having no answer. */
function countsOf({ at, tabulation: { by, counts } }: Seen): readonly number[] {
  const sizes = by.map(({ categories }) => categories.length + states.length)
  const [size, after] = [sizes[at] ?? 1, product(sizes.slice(at + 1))]
  const sums = Array.from({ length: size }, () => 0)
  counts.forEach((count, place) => {
    const category = Math.floor(place / after) % size
    sums[category] = (sums[category] ?? 0) + count
  })
  return sums
}

/** Categories by their words; two that are called the same are told apart by their codes. */
function namesOf(categories: TabulatedField['categories']): readonly string[] {
  return categories.map(({ code, label }, at) => (categories.some((other, place) => place !== at && other.label === label) ? `${label} (${code})` : label))
}

function tableOf(dataset: ReleasedDataset, tabulation: Tabulation, all: readonly ReleasedDataset[], dimensions: ReadonlyMap<Field, DimensionToRelease>): { readonly table: ReleaseTable; readonly toRelease: TableToRelease } {
  const { kind, source, scope, from, on, of } = dataset
  const words = datasetKinds.find((each) => each.kind === kind)
  const several = all.filter((each) => each.kind === kind).length > 1
  const fields = tabulation.by.map(({ field }) => field)
  const id = `${several ? `${kind} (${source})` : kind}: ${fields.join(' by ') || 'all'}`
  const leaves = tabulation.by.map(({ field }) => dimensions.get(field)?.leaves ?? [])
  const places = tabulation.by.map((field, at) => placesOf(field, leaves[at] ?? []))
  const sizes = tabulation.by.map(({ categories }) => categories.length + states.length)
  const released = leaves.map((each) => each.length)
  // A category that this extract does not have is one in which nobody of it can be.
  const flat: (number | null)[] = Array.from({ length: product(released) }, (_, place) => (leaves.every((list, at) => places[at]?.includes(Math.floor(place / product(released.slice(at + 1))) % list.length)) ? 0 : null))
  tabulation.counts.forEach((count, place) => {
    if (count === 0) return
    const to = sizes.reduce((sum, size, at) => sum * (released[at] ?? 1) + (places[at]?.[Math.floor(place / product(sizes.slice(at + 1))) % size] ?? 0), 0)
    flat[to] = (flat[to] ?? 0) + count
  })
  const by = tabulation.by.map((field, at) => figureField(field, dimensions.get(field.field), places[at] ?? []))
  return {
    table: { id, by: fields, of, ...(from === null ? {} : { between: [from.toString(), on.toString()] as const }), counts: nested(flat, released) },
    toRelease: {
      dimensions: fields, of,
      about: {
        id, kind, title: `${words?.name ?? kind}${by.length === 0 ? '' : `: ${by.map(({ name }, at) => (at === 0 ? name.toLowerCase() : `by ${name.toLowerCase()}`)).join(' ')}`}`, from, on,
        source: `${source}, ${from === null ? dayInWords(on) : rangeInWords(from, on)}${several && scope !== '' ? ` (${scope})` : ''}`,
        definition: definitionOf(tabulation, words?.of ?? 'people', scope), by,
      },
    },
  }
}

/** For each category of the extract, and each way of having no answer, where it is in the release. */
function placesOf({ categories, field }: TabulatedField, leaves: readonly Leaf[]): readonly number[] {
  const at = (name: string): number => leaves.findIndex((each) => each.name === name)
  const silent = states.map((state) => (isQuestion(field) ? at(answerStates[state]) : at(notRecorded)))
  return [...namesOf(categories).map(at), ...silent]
}

function figureField({ field }: TabulatedField, dimension: DimensionToRelease | undefined, places: readonly number[]): FigureField {
  const own = (dimension?.leaves ?? []).filter((_, at) => places.includes(at))
  const groups = [...new Set(own.flatMap(({ parent }) => parent ?? []))]
  const categories = own.map(({ name, label, kind, parent }) => ({ name, label, kind, ...(parent === undefined ? {} : { parent }) }))
  return {
    field, name: questions.find(({ id }) => id === field)?.name ?? `${field.charAt(0).toUpperCase()}${field.slice(1)}`,
    categories: [...categories, ...[...groups, ...(isQuestion(field) && own.some(({ kind }) => kind === 'category') ? [answered] : [])].map((name) => ({ name, label: name, kind: 'parent' as const }))],
  }
}

function definitionOf({ by }: Tabulation, of: string, scope: string): string {
  const asked = by.flatMap(({ questionSet }) => findQuestionSet(questionSet ?? '')?.name ?? [])
  return [`Number of ${of}`, ...(by.length === 0 ? [] : [` by ${by.map(({ field }) => field).join(' and ')}`]), ...(asked.length === 0 ? [] : [`, asked as in ${[...new Set(asked)].join(' and ')}`]), scope === '' ? '' : `. ${scope}`].join('')
}

function nested(counts: readonly (number | null)[], sizes: readonly number[]): Counts {
  const [size, ...rest] = sizes
  if (size === undefined) return counts[0] ?? null
  const step = product(rest)
  return Array.from({ length: size }, (_, place) => nested(counts.slice(place * step, (place + 1) * step), rest))
}

function notesOf(datasets: readonly ReleasedDataset[], policy: Policy): readonly string[] {
  return [
    ...new Set(datasets.map(({ scope }) => scope).filter((scope) => scope !== '')),
    'Shares are of those who answered, unless something else is said. Preferring not to say is not an answer.',
    ...(datasets.some(({ kind }) => kind === 'workforce') ? ['The workforce is all there and is no sample: a range shows how far chance could move a figure if the same things happened again.'] : []),
    policy.mode === 'round'
      ? 'Every number was rounded so that totals still add up. Small communities show as nought or as the smallest multiple.'
      : 'Some figures are withheld, marked [c], so that nobody can be recognised. Small numbers and those that would give them away have the same mark.',
  ]
}

/**
 * The flows between the snapshot of an earlier release and this one: where starters and leavers of the days between are released too, and the
 * numbers add up cell by cell. Where they do not (answers changed, people moved), nobody can reckon with them.
 */
export function flowsBetween(release: Release, before: Release): readonly Flow[] {
  const table = (of: Release, id: string) => of.tables.find((each) => each.id === id)
  return release.tables.flatMap((end): Flow[] => {
    if (!end.id.startsWith('workforce: ')) return []
    const cut = end.id.slice('workforce: '.length)
    const [start, plus, minus] = [table(before, end.id), table(release, `starters: ${cut}`), table(release, `leavers: ${cut}`)]
    if (start === undefined || plus === undefined || minus === undefined || start.of === end.of) return []
    const same = end.by.every((name) => JSON.stringify([...(release.dimensions[name] ?? [])].sort()) === JSON.stringify([...(before.dimensions[name] ?? [])].sort()))
    if (!same || JSON.stringify(start.by) !== JSON.stringify(end.by)) return []
    const [is, was, joined, left] = [byName(release, end), byName(before, start), byName(release, plus), byName(release, minus)]
    const adds = [...is].every(([name, count]) => count === (was.get(name) ?? 0) + (joined.get(name) ?? 0) - (left.get(name) ?? 0))
    return adds ? [{ end: end.id, start: end.id, plus: plus.id, minus: minus.id }] : []
  })
}

function byName({ dimensions }: Release, { by, counts }: ReleaseTable): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const walk = (at: Counts, names: readonly string[]): void => {
    if (at === null || typeof at === 'number') { found.set(JSON.stringify(names), at ?? 0); return }
    const leaves = dimensions[by[names.length] ?? ''] ?? []
    at.forEach((each, place) => walk(each, [...names, leaves[place] ?? '']))
  }
  walk(counts, [])
  return found
}
