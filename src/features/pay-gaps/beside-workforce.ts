import type { CellName } from '#disclosure/count.ts'
import type { Release, ReleaseTable } from '#disclosure/release.ts'
import { highsSolver, type Row } from '#disclosure/solver.ts'
import { policies } from '#disclosure/policy.ts'
import { leastFor, type HeldComparisons } from './comparisons.ts'
import { basesOf, partsOf, stepOf, wholePercent, type Within } from './printed-sizes.ts'

/**
 * The check that pay figures do not give away who is on leave, to somebody who also knows exactly how many people of each group work here.
 *
 * Those on full pay and those who are not make up the workforce. Group by group the workforce is published, so whoever knew the first number would know
 * the second: one Chinese woman on leave with less pay. What is printed of pay is therefore coarse (`printed-sizes.ts`), and for each extract another world
 * is looked for, in which every number of people not on full pay is nought or at least the threshold, the workforce is the same, and everything that is printed
 * of pay is too. It is found with the solver and gone through again in whole numbers. Tables across two characteristics of the workforce are held by their
 * margins, not combination by combination. Where there is no such world, less is printed.
 */
export type Printed = 'sizes and shares' | 'sizes' | 'gaps' | 'nothing'

export async function besideWorkforce(held: HeldComparisons, threshold = policies.public.threshold.ordinary): Promise<Printed> {
  if (held.comparisons.length === 0) return 'sizes and shares'
  for (const printed of ['sizes and shares', 'sizes', 'gaps'] as const) if (await findWorld(questionOf(held, printed, threshold)) !== null) return printed
  return 'nothing'
}

/** Whole numbers, each within its bounds, with sums within theirs. */
export interface Question { readonly names: readonly string[]; readonly lower: readonly number[]; readonly upper: readonly number[]; readonly rows: readonly Row[] }

const spelt = (table: string, ...categories: readonly string[]): string => JSON.stringify([table, ...categories])
const twoWay = (table: ReleaseTable | undefined): readonly (readonly number[])[] => (table?.counts ?? []) as readonly (readonly number[])[]

/** What another world has to keep, as sums over people not on full pay (`rest`) and people on full pay in each quarter (`in quarter`). */
export function questionOf({ release, rest, comparisons, shares }: HeldComparisons, printed: Exclude<Printed, 'nothing'>, threshold: number): Question {
  const names: string[] = []
  const [lower, upper, rows]: [number[], number[], Row[]] = [[], [], []]
  const variable = (name: string, most: number): number => { names.push(name); lower.push(0); upper.push(most); return names.length - 1 }
  const place = (name: string): number => names.indexOf(name)
  const sum = (terms: readonly (readonly [column: number, value: number])[], within: Within): void => { rows.push({ columns: terms.map(([column]) => column), values: terms.map(([, value]) => value), lower: within.least, upper: within.most }) }
  const tableOf = (id: string): ReleaseTable | undefined => release.tables.find((each) => each.id === id)
  const total = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0)

  // Everybody who is not on full pay: nought or at least the threshold in each cell, the same number of women and of men as in truth.
  for (const { dimension, columns, counts } of rest) {
    const leaves = release.dimensions[dimension] ?? []
    const most = total(counts.flat())
    for (const leaf of leaves) for (const column of columns) {
      const people = variable(spelt('rest', dimension, leaf, column), most)
      const some = variable(spelt('is there', dimension, leaf, column), 1)
      sum([[people, 1], [some, -most]], { least: -Infinity, most: 0 })
      sum([[people, 1], [some, -threshold]], { least: 0, most: Infinity })
    }
    columns.forEach((column, at) => { sum(leaves.map((leaf) => [place(spelt('rest', dimension, leaf, column)), 1] as const), exactly(total(counts.map((cells) => cells[at] ?? 0)))) })
  }

  const under = (dimension: string, node: string): readonly string[] => leavesUnder(release, dimension, node)
  /** The people of a node on full pay, in truth; and the variables of those who are not, with how many they are. */
  const node = (cell: CellName): { readonly paid: number; readonly away: number; readonly columns: readonly number[] } => {
    const [by = '', and = ''] = tableOf(cell.table)?.by ?? []
    const away = rest.find((each) => each.dimension === by)
    const [leaves, columns] = [under(by, cell.cell[by] ?? '*'), under(and, cell.cell[and] ?? '*')]
    const places = (list: readonly string[], wanted: readonly string[]): readonly number[] => list.flatMap((each, at) => (wanted.includes(each) ? [at] : []))
    const sexes = away?.columns.filter((each) => and !== 'sex' || columns.includes(each)) ?? []
    const rowsAt = places(release.dimensions[by] ?? [], leaves)
    const added = (counts: readonly (readonly number[])[], at: readonly number[]): number => total(rowsAt.flatMap((row) => at.map((column) => counts[row]?.[column] ?? 0)))
    return {
      paid: added(twoWay(tableOf(cell.table)), places(release.dimensions[and] ?? [], columns)), away: added(away?.counts ?? [], places(away?.columns ?? [], sexes)),
      columns: leaves.flatMap((leaf) => sexes.map((sex) => place(spelt('rest', by, leaf, sex)))),
    }
  }
  /** People on full pay in the other world are the workforce less those who are not: they have to lie within this. */
  const keepWithin = (cell: CellName, { least, most }: Within): void => {
    const { paid, away, columns } = node(cell)
    sum(columns.map((column) => [column, 1] as const), { least: paid + away - most, most: paid + away - least })
  }
  for (const { method, cells, bonusCells } of comparisons) {
    const enough = leastFor(method)
    cells.forEach((cell, side) => {
      const { paid } = node(cell)
      // Where no size is printed, a gap that is there says that the side is large enough.
      keepWithin(cell, printed !== 'gaps' ? stepOf(paid) : paid < enough ? { least: 0, most: enough - 1 } : { least: enough, most: Infinity })
      const bonus = bonusCells?.[side as 0 | 1]
      if (!bonus) return
      const withBonus = node(bonus).paid
      keepWithin(cell, printed !== 'sizes and shares' || paid === 0 ? { least: withBonus, most: Infinity } : basesOf(wholePercent(withBonus, paid), withBonus))
    })
  }

  if (printed === 'sizes and shares') for (const { table: id, dimension, categories, noAnswers } of shares) {
    const table = tableOf(id)
    const [leaves, quarters] = [release.dimensions[dimension] ?? [], release.dimensions[table?.by[1] ?? ''] ?? []]
    const counts = twoWay(table)
    const sizes = quarters.map((_, quarter) => total(counts.map((cells) => cells[quarter] ?? 0)))
    const everybody = total(sizes)
    for (const leaf of leaves) {
      const cells = quarters.map((quarter, at) => [variable(spelt(id, 'in quarter', leaf, quarter), sizes[at] ?? 0), 1] as const)
      const { paid, away, columns } = node({ table: id, cell: { [dimension]: leaf } })
      sum([...cells, ...columns.map((column) => [column, 1] as const)], exactly(paid + away))
    }
    quarters.forEach((quarter, at) => { sum(leaves.map((leaf) => [place(spelt(id, 'in quarter', leaf, quarter)), 1] as const), exactly(sizes[at] ?? 0)) })
    for (const { name } of [...categories, ...noAnswers]) {
      const own = under(dimension, name)
      keepWithin({ table: id, cell: { [dimension]: name } }, partsOf(wholePercent(node({ table: id, cell: { [dimension]: name } }).paid, everybody), everybody))
      quarters.forEach((quarter, at) => {
        const size = sizes[at] ?? 0
        const people = total(own.map((leaf) => counts[leaves.indexOf(leaf)]?.[at] ?? 0))
        if (size > 0) sum(own.map((leaf) => [place(spelt(id, 'in quarter', leaf, quarter)), 1] as const), partsOf(wholePercent(people, size), size))
      })
    }
  }
  return { names, lower, upper, rows }
}

const exactly = (number: number): Within => ({ least: number, most: number })

function leavesUnder({ dimensions, parents }: Pick<Release, 'dimensions' | 'parents'>, dimension: string, node: string): readonly string[] {
  const isUnder = (name: string): boolean => name === node || (parents?.[dimension]?.[name] !== undefined && isUnder(parents[dimension][name] ?? ''))
  return (dimensions[dimension] ?? []).filter((leaf) => node === '*' || isUnder(leaf))
}

/** Whole numbers that keep every sum, or null where there are none or none was found in time. */
export async function findWorld({ names, lower, upper, rows }: Question): Promise<readonly number[] | null> {
  if (rows.some((row) => row.columns.length === 0 && (row.lower > 0 || row.upper < 0))) return null
  const solver = await highsSolver()
  const program = solver.load({ cost: new Float64Array(names.length), lower: Float64Array.from(lower), upper: Float64Array.from(upper), rows: rows.filter((row) => row.columns.length > 0) })
  try {
    const found = program.solveWhole(names.map((_, at) => at), { seconds: 20, gap: 1 })
    if (found.kind !== 'optimal') return null
    const world = [...found.values].map(Math.round)
    // The solver is not believed: every sum is done again.
    const isKept = world.every((number, at) => number >= (lower[at] ?? 0) && number <= (upper[at] ?? 0))
      && rows.every((row) => { const made = row.columns.reduce((all, column, at) => all + (world[column] ?? 0) * (row.values[at] ?? 0), 0); return made >= row.lower && made <= row.upper })
    return isKept ? world : null
  } finally {
    program.dispose()
  }
}
