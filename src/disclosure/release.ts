import type { Refused } from '#duty/refused.ts'

/**
 * A release: every table that is published together, with exact counts. Its file form is `release/1`.
 *
 * Every total over any of a table's dimensions, and every parent category, is published with the table. Equal names of dimensions are the
 * same dimension. A count may be null: a structural zero, where no person can be. A count of 0 is a true zero, which may be withheld.
 */
export interface Release {
  readonly schema: 'release/1'
  /** Counts of 1 up to one less than this are small. */
  readonly threshold: number
  readonly dimensions: Readonly<Record<string, readonly string[]>>
  /** For a dimension: category to parent category, and parent to its own parent. */
  readonly parents?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly tables: readonly ReleaseTable[]
  readonly flows?: readonly Flow[]
  /** Where a category of one of these dimensions holds everyone in a unit of fewer people than `below`, that is protected too. */
  readonly groupDisclosure?: { readonly dimensions: readonly string[], readonly below: number }
  /** A count that names a category of one of these dimensions is small below this, where it is higher than the other thresholds. */
  readonly sensitive?: { readonly dimensions: readonly string[], readonly threshold: number }
  /**
   * The dimensions whose categories are units that people come to and go from where others see it: departments, grades. Where fewer people than the
   * threshold came and went in a unit since an earlier release, its figures may not tell of them. Left out, every dimension is one.
   */
  readonly units?: readonly string[]
  /**
   * How many people are known to have come and to have gone in each unit since the release before, one by one, whatever the tables show of it: by dimension
   * and category, `*` of `*` for everybody. Ten who joined and nine who left look like one in the tables; who they were, the tables do not tell.
   * It is said of other people's days only, never of a correction of the same day.
   */
  readonly moved?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

export interface ReleaseTable {
  readonly id: string
  readonly by: readonly string[]
  /**
   * Whose numbers they are: "workforce of 31 March 2026". Tables that say this and say the same are of the same people where their numbers agree;
   * where they say different things they are not, even if their totals happen to be equal. Where one does not say, their numbers decide.
   */
  readonly of?: string
  /** Where it would do more harm to be in this table at all: its own threshold, no lower than the release's. */
  readonly threshold?: number
  /** For what happened and not who was there: its first and its last day. What happened in days that do not overlap is not the same, however alike the numbers are. */
  readonly between?: readonly [from: string, to: string]
  readonly counts: Counts
}

export type Counts = number | null | readonly Counts[]

/** Cell by cell: the table `end` is `start` plus `plus` (starters) less `minus` (leavers). Any may be a table of an earlier release. */
export interface Flow {
  readonly end: string
  readonly start: string
  readonly plus: string
  readonly minus: string
}

/** A release that has been read: categories in order, tables flat, nothing left to misunderstand. */
export interface ReadRelease {
  readonly threshold: number
  readonly dimensions: ReadonlyMap<string, Dimension>
  readonly tables: readonly Table[]
  readonly flows: readonly Flow[]
  readonly groupDisclosure: { readonly dimensions: readonly string[], readonly below: number } | null
  readonly sensitive: { readonly dimensions: readonly string[], readonly threshold: number } | null
  /** Null: every dimension is one. */
  readonly units: readonly string[] | null
  /** By dimension and category, `*` of `*` for everybody; empty where nobody says. */
  readonly moved: ReadonlyMap<string, ReadonlyMap<string, number>>
}

export interface Dimension {
  readonly name: string
  readonly leaves: readonly string[]
  /** Every coordinate that a published cell can have here: the leaves, then the parents, then `*`, each with the leaves under it. */
  readonly nodes: readonly DimensionNode[]
}

export interface DimensionNode {
  readonly name: string
  readonly leaves: readonly number[]
}

export interface Table {
  readonly id: string
  readonly by: readonly string[]
  readonly sizes: readonly number[]
  readonly threshold: number
  readonly of: string | null
  readonly between: readonly [from: string, to: string] | null
  /** Row by row in the order of `by`; null is a structural zero. */
  readonly counts: readonly (number | null)[]
}

export const total = '*'

/**
 * From how many people on a count is not small: the table's threshold, or that of a sensitive dimension of which the cell names a category.
 * @param coordinates the cell's, in the order of the table's `by`
 */
export function thresholdOfCell({ sensitive }: Pick<ReadRelease, 'sensitive'>, { by, threshold }: Pick<Table, 'by' | 'threshold'>, coordinates: readonly string[]): number {
  const names = sensitive !== null && by.some((name, at) => coordinates[at] !== total && sensitive.dimensions.includes(name))
  return names ? Math.max(threshold, sensitive.threshold) : threshold
}

/** Whether two tables can be of the same people, as far as they say. */
export function maybeSamePeople(a: Pick<Table, 'of'>, b: Pick<Table, 'of'>): boolean {
  return a.of === null || b.of === null || a.of === b.of
}

/** Whether two tables can say something of each other: two of who was there always, two of what happened only if something can have happened in both. */
export function mayBeCompared(a: Pick<Table, 'between'>, b: Pick<Table, 'between'>): boolean {
  return a.between === null || b.between === null || (a.between[0] <= b.between[1] && b.between[0] <= a.between[1])
}

/** The highest that any cell of the table has. */
export function highestThreshold(release: Pick<ReadRelease, 'sensitive'>, table: Pick<Table, 'by' | 'threshold'>): number {
  return thresholdOfCell(release, table, table.by)
}

/** What a release may hold: beyond this it is not a report but a data base, and wants fewer tables or categories. */
const largest = { cells: 400_000, tables: 500 }

/**
 * Reads the text of a `release/1` file.
 * @returns the release, or the first thing that is wrong with it in one sentence
 */
export function readRelease(text: string): ReadRelease | Refused {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return { refused: 'The release must be a JSON file.' }
  }
  return asReadRelease(json)
}

/** As `readRelease`, for a release that is already an object: nothing about it is taken on trust. */
export function asReadRelease(json: unknown): ReadRelease | Refused {
  try {
    return read(json)
  } catch (error) {
    if (error instanceof Unreadable) return { refused: error.message }
    throw error
  }
}

class Unreadable extends Error {}

function read(json: unknown): ReadRelease {
  const file = record(json, 'The release')
  if (file.get('schema') !== 'release/1') throw new Unreadable('The release must say "schema": "release/1".')
  const threshold = asThreshold(file.get('threshold'), 'The threshold')
  const parents = file.get('parents') === undefined || file.get('parents') === null ? new Map<string, unknown>() : record(file.get('parents'), '"parents"')
  const dimensions = new Map<string, Dimension>()
  for (const [name, leaves] of record(file.get('dimensions'), '"dimensions"')) dimensions.set(name, dimension(name, leaves, parents.get(name)))
  for (const name of parents.keys()) if (!dimensions.has(name)) throw new Unreadable(`"parents" names "${name}", which is not one of the dimensions.`)

  const tables = list(file.get('tables'), '"tables"').map((each) => table(each, dimensions, threshold))
  if (tables.length === 0) throw new Unreadable('The release must have at least one table.')
  if (tables.length > largest.tables) throw new Unreadable(`The release must have ${largest.tables} tables or fewer.`)
  const ids = new Set<string>()
  for (const { id } of tables) {
    if (ids.has(id)) throw new Unreadable(`Two tables have the id "${id}".`)
    ids.add(id)
  }
  let cells = 0
  for (const { by } of tables) cells += by.reduce((product, name) => product * (dimensions.get(name)?.nodes.length ?? 1), 1)
  if (cells > largest.cells) throw new Unreadable('The release is too large: it has more than 400,000 figures with its totals. Publish fewer tables or categories together.')
  return { threshold, dimensions, tables, flows: flows(file.get('flows')), groupDisclosure: groupDisclosure(file.get('groupDisclosure'), dimensions), sensitive: sensitive(file.get('sensitive'), dimensions), units: units(file.get('units'), dimensions), moved: moved(file.get('moved'), dimensions) }
}

function dimension(name: string, given: unknown, givenParents: unknown): Dimension {
  const leaves = list(given, `The dimension "${name}"`).map((each) => words(each, `A category of "${name}"`))
  if (leaves.length === 0) throw new Unreadable(`The dimension "${name}" must have at least one category.`)
  if (new Set(leaves).size !== leaves.length) throw new Unreadable(`The dimension "${name}" has a category twice.`)
  if (leaves.includes(total)) throw new Unreadable(`A category of "${name}" must not be called "*", which stands for the total.`)
  const parentOf = new Map<string, string>()
  if (givenParents !== undefined && givenParents !== null) {
    for (const [child, parent] of record(givenParents, `The parents of "${name}"`)) {
      const to = words(parent, `The parent of "${child}"`)
      if (to !== child && to !== total) parentOf.set(child, to)
    }
  }
  const under = new Map<string, number[]>()
  leaves.forEach((leaf, index) => {
    const seen = new Set([leaf])
    for (let at = parentOf.get(leaf); at !== undefined; at = parentOf.get(at)) {
      if (seen.has(at)) throw new Unreadable(`The parents of "${name}" go round in a circle at "${at}".`)
      seen.add(at)
      const held = under.get(at) ?? []
      held.push(index)
      under.set(at, held)
    }
  })
  for (const leaf of leaves) if (under.has(leaf)) throw new Unreadable(`"${leaf}" of "${name}" is a category with counts of its own, so it cannot be a parent too.`)
  for (const child of parentOf.keys()) {
    if (!leaves.includes(child) && !under.has(child)) throw new Unreadable(`The parents of "${name}" name "${child}", which is not one of its categories.`)
  }
  return {
    name, leaves,
    nodes: [
      ...leaves.map((leaf, index) => ({ name: leaf, leaves: [index] })),
      ...[...under].map(([parent, held]) => ({ name: parent, leaves: held })),
      { name: total, leaves: leaves.map((_, index) => index) },
    ],
  }
}

function table(given: unknown, dimensions: ReadonlyMap<string, Dimension>, usual: number): Table {
  const file = record(given, 'A table')
  const id = words(file.get('id'), 'The id of a table')
  const by = list(file.get('by'), `"by" of the table "${id}"`).map((each) => words(each, `A dimension of the table "${id}"`))
  if (new Set(by).size !== by.length) throw new Unreadable(`The table "${id}" names a dimension twice.`)
  const sizes = by.map((name) => {
    const found = dimensions.get(name)
    if (found === undefined) throw new Unreadable(`The table "${id}" is by "${name}", which is not one of the dimensions.`)
    return found.leaves.length
  })
  const counts: (number | null)[] = []
  const take = (at: unknown, depth: number): void => {
    if (depth === by.length) {
      if (at !== null && (typeof at !== 'number' || !Number.isSafeInteger(at) || at < 0 || at > 1e9)) {
        throw new Unreadable(`A count of the table "${id}" must be a whole number, nought or more, or null where nobody can be.`)
      }
      counts.push(at)
      return
    }
    if (!Array.isArray(at) || at.length !== sizes[depth]) {
      throw new Unreadable(`The counts of the table "${id}" must nest in the order of "by": ${by.map((name, i) => `${sizes[i]} for "${name}"`).join(', then ')}.`)
    }
    for (const each of at) take(each, depth + 1)
  }
  take(file.get('counts'), 0)
  const own = file.get('threshold')
  const threshold = own === undefined || own === null ? usual : asThreshold(own, `The threshold of the table "${id}"`)
  if (threshold < usual) throw new Unreadable(`The threshold of the table "${id}" must not be lower than that of the release.`)
  const of = file.get('of')
  return { id, by, sizes, threshold, of: of === undefined || of === null ? null : words(of, `"of" of the table "${id}"`), between: between(file.get('between'), id), counts }
}

function between(given: unknown, id: string): Table['between'] {
  if (given === undefined || given === null) return null
  const [from, to, ...more] = list(given, `"between" of the table "${id}"`).map((each) => words(each, `A day of the table "${id}"`))
  if (from === undefined || to === undefined || more.length > 0 || ![from, to].every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)) || to < from) throw new Unreadable(`"between" of the table "${id}" must be its first and its last day, as 2026-03-31.`)
  return [from, to]
}

function flows(given: unknown): Flow[] {
  if (given === undefined || given === null) return []
  return list(given, '"flows"').map((each) => {
    const file = record(each, 'A flow')
    return { end: words(file.get('end'), '"end" of a flow'), start: words(file.get('start'), '"start" of a flow'), plus: words(file.get('plus'), '"plus" of a flow'), minus: words(file.get('minus'), '"minus" of a flow') }
  })
}

function groupDisclosure(given: unknown, dimensions: ReadonlyMap<string, Dimension>): ReadRelease['groupDisclosure'] {
  if (given === undefined || given === null) return null
  const file = record(given, '"groupDisclosure"')
  const names = list(file.get('dimensions'), '"dimensions" of "groupDisclosure"').map((each) => words(each, 'A dimension of "groupDisclosure"'))
  for (const name of names) if (!dimensions.has(name)) throw new Unreadable(`"groupDisclosure" names "${name}", which is not one of the dimensions.`)
  const below = file.get('below')
  if (typeof below !== 'number' || !Number.isSafeInteger(below) || below < 1) throw new Unreadable('"below" of "groupDisclosure" must be a whole number.')
  return { dimensions: names, below }
}

function sensitive(given: unknown, dimensions: ReadonlyMap<string, Dimension>): ReadRelease['sensitive'] {
  if (given === undefined || given === null) return null
  const file = record(given, '"sensitive"')
  const names = list(file.get('dimensions'), '"dimensions" of "sensitive"').map((each) => words(each, 'A dimension of "sensitive"'))
  for (const name of names) if (!dimensions.has(name)) throw new Unreadable(`"sensitive" names "${name}", which is not one of the dimensions.`)
  return { dimensions: names, threshold: asThreshold(file.get('threshold'), 'The threshold of "sensitive"') }
}

function units(given: unknown, dimensions: ReadonlyMap<string, Dimension>): ReadRelease['units'] {
  if (given === undefined || given === null) return null
  const names = list(given, '"units"').map((each) => words(each, 'A dimension of "units"'))
  for (const name of names) if (!dimensions.has(name)) throw new Unreadable(`"units" names "${name}", which is not one of the dimensions.`)
  return names
}

function moved(given: unknown, dimensions: ReadonlyMap<string, Dimension>): ReadRelease['moved'] {
  if (given === undefined || given === null) return new Map()
  return new Map([...record(given, '"moved"')].map(([name, categories]) => {
    if (name !== total && !dimensions.has(name)) throw new Unreadable(`"moved" names "${name}", which is not one of the dimensions.`)
    return [name, new Map([...record(categories, `"moved" of "${name}"`)].map(([category, people]) => {
      if (typeof people !== 'number' || !Number.isSafeInteger(people) || people < 0) throw new Unreadable(`"moved" of "${name}" must have whole numbers, nought or more.`)
      return [category, people] as const
    }))] as const
  }))
}

function asThreshold(given: unknown, what: string): number {
  if (typeof given !== 'number' || !Number.isSafeInteger(given) || given < 1 || given > 1000) throw new Unreadable(`${what} must be a whole number from 1 to 1,000.`)
  return given
}

function record(given: unknown, what: string): ReadonlyMap<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Unreadable(`${what} must be an object.`)
  return new Map(Object.entries(given))
}

function list(given: unknown, what: string): unknown[] {
  if (!Array.isArray(given)) throw new Unreadable(`${what} must be a list.`)
  return given
}

function words(given: unknown, what: string): string {
  if (typeof given !== 'string' || given === '') throw new Unreadable(`${what} must be text.`)
  return given
}
