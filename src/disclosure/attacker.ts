import highs from 'highs'
import type { Highs } from 'highs'
import type { CellName } from './inside.ts'
import type { Counts, Release } from './release.ts'

/**
 * An attacker, for tests and benches only: somebody who reads all that is published, ever, and reasons in whole numbers.
 *
 * Written apart from the engine: it shares no code with it and imagines people one by one, in every combination of all the dimensions that a
 * population is published by, where the engine reasons about tables. It is told which tables are of the same people, which the engine must find out.
 */
export interface Published {
  readonly release: Release
  readonly withheld: readonly CellName[]
  /** Where every number is rounded instead: each is less than the base away from what is printed. */
  readonly nearest?: { readonly base: number, readonly printed: readonly (CellName & { readonly value: number })[] }
  /** For each table's id, whose numbers they are: tables of one population are about the same people. All the same if left out. */
  readonly populations?: Readonly<Record<string, string>>
}

/** The people at the end are those at the start who stayed, and the starters; those at the start are those who stayed, and the leavers. */
export interface PopulationFlow { readonly end: string, readonly start: string, readonly plus: string, readonly minus: string }

export interface Target { readonly release: number, readonly cell: CellName }

export interface Interval { readonly least: number, readonly most: number }

export interface Attack {
  /** What whole-number reasoning proves of a cell. Infinity where there is no bound. */
  interval(target: Target): Interval
  /** The cheap question: can the cell be this small, or this large? */
  canBe(target: Target, bound: { readonly atMost: number } | { readonly atLeast: number }): boolean
  /** The true number, which the attacker does not use but the test does. */
  truth(target: Target): number
  /** Every cell of a release with its true number. */
  cells(release: number): { readonly cell: CellName, readonly count: number }[]
  dispose(): void
}

// Its types describe the CommonJS build, where the loader is `.default`; the ES module that Node loads is the loader itself.
const loading = (highs as unknown as typeof highs.default)({ print: () => {}, printErr: () => {} })

export async function attack(published: readonly Published[], flows: readonly PopulationFlow[] = []): Promise<Attack> {
  return new Reading(await loading, published, flows)
}

/** An explicit system of facts over numbers of people: the least and most that each target can be, in whole numbers and in fractions. */
export async function attackSystem(variables: readonly string[], facts: readonly { readonly terms: Readonly<Record<string, number>>, readonly eq?: number, readonly lo?: number, readonly hi?: number }[], targets: readonly string[]): Promise<Record<string, { ilp: [number, number], lp: [number, number] }>> {
  const loaded = await loading
  const system = new System(loaded, variables.length, facts.map(({ terms, eq, lo, hi }) => ({ terms: Object.entries(terms).map(([name, value]) => [variables.indexOf(name), value] as const), least: eq ?? lo ?? -Infinity, most: eq ?? hi ?? Infinity })))
  try {
    return Object.fromEntries(targets.map((target) => {
      const terms = [variables.indexOf(target)]
      return [target, { ilp: [system.extreme(terms, 'least', true), system.extreme(terms, 'most', true)], lp: [system.extreme(terms, 'least', false), system.extreme(terms, 'most', false)] }] as const
    }))
  } finally {
    system.dispose()
  }
}

interface Sum { readonly terms: readonly (readonly [variable: number, value: number])[], readonly least: number, readonly most: number }

/** Numbers of people, nought or more, tied by sums. */
class System {
  readonly #model
  readonly #optimal: number
  readonly #infeasible: number
  readonly #unbounded: readonly number[]
  readonly #size: number
  readonly #integer: number
  #priced: readonly number[] = []

  constructor(loaded: Highs, size: number, sums: readonly Sum[]) {
    const { modelStatus, variableType } = loaded.constants
    this.#optimal = modelStatus.optimal
    this.#infeasible = modelStatus.infeasible
    this.#unbounded = [modelStatus.unbounded, modelStatus.unboundedOrInfeasible]
    this.#size = size
    this.#integer = variableType.integer
    const starts = [0]
    const indices: number[] = []
    const values: number[] = []
    for (const { terms } of sums) {
      for (const [variable, value] of [...terms].sort(([a], [b]) => a - b)) {
        indices.push(variable)
        values.push(value)
      }
      starts.push(indices.length)
    }
    this.#model = loaded.createModel({
      numCols: size, numRows: sums.length, colCost: new Float64Array(size), colLower: new Float64Array(size), colUpper: new Float64Array(size).fill(Infinity),
      rowLower: sums.map(({ least }) => least), rowUpper: sums.map(({ most }) => most),
      matrix: { format: 'csr', numRows: sums.length, numCols: size, starts, indices, values },
    })
    this.#model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, time_limit: 120 })
  }

  extreme(terms: readonly number[], which: 'least' | 'most', whole: boolean): number {
    const sign = which === 'least' ? 1 : -1
    for (const variable of this.#priced) this.#model.changeColCost(variable, 0)
    for (const variable of terms) this.#model.changeColCost(variable, sign)
    this.#priced = terms
    this.#model.clearIntegrality()
    this.#model.zeroAllClocks()
    const first = this.#run()
    if (!whole || !Number.isFinite(first.value)) return sign * first.value + 0
    if (first.whole) return sign * Math.round(first.value) + 0
    const every = Int32Array.from({ length: this.#size }, (_, at) => at)
    this.#model.changeColsIntegrality({ kind: 'set', indices: every }, new Int32Array(this.#size).fill(this.#integer))
    this.#model.zeroAllClocks()
    const second = this.#run()
    this.#model.clearIntegrality()
    return sign * Math.round(second.value) + 0
  }

  #run(): { value: number, whole: boolean } {
    let status = this.#model.run().modelStatus
    if (status === this.#infeasible) {
      // A warm start can go astray; what is published is true, so look again from the beginning before saying otherwise.
      this.#model.clearSolver()
      status = this.#model.run().modelStatus
    }
    if (status === this.#infeasible) throw new Error('What is published contradicts itself')
    if (this.#unbounded.includes(status)) return { value: -Infinity, whole: true }
    if (status !== this.#optimal) throw new Error(`The attacker’s solver gave up (${status})`)
    const value = this.#model.getObjectiveValue()
    return { value, whole: this.#model.getSolution().colValue.every((each) => Math.abs(each - Math.round(each)) < 1e-6) }
  }

  dispose(): void {
    this.#model.dispose()
  }
}

interface Population {
  readonly dimensions: readonly string[]
  readonly categories: readonly (readonly string[])[]
  /** Variables of one combination: one, or stayers with starters or leavers. */
  readonly groups: readonly number[]
}

class Reading implements Attack {
  readonly #published: readonly Published[]
  readonly #populations = new Map<string, Population>()
  readonly #system: System

  constructor(loaded: Highs, published: readonly Published[], flows: readonly PopulationFlow[]) {
    this.#published = published
    const dimensions = new Map<string, Set<string>>()
    const categories = new Map<string, string[]>()
    published.forEach((each) => {
      for (const [name, list] of Object.entries(each.release.dimensions)) {
        const known = categories.get(name) ?? []
        for (const category of list) if (!known.includes(category)) known.push(category)
        categories.set(name, known)
      }
      for (const table of each.release.tables) {
        const population = each.populations?.[table.id] ?? 'everybody'
        const known = dimensions.get(population) ?? new Set<string>()
        for (const name of table.by) known.add(name)
        dimensions.set(population, known)
      }
    })
    // Populations tied by flows are imagined by the same dimensions.
    for (const { end, start, plus, minus } of flows.flatMap(() => flows)) {
      const all = new Set([end, start, plus, minus].flatMap((name) => [...(dimensions.get(name) ?? [])]))
      for (const name of [end, start, plus, minus]) dimensions.set(name, all)
    }
    let size = 0
    const primitive = new Map<string, number>()
    const start = (name: string, combinations: number) => {
      const found = primitive.get(name) ?? size
      if (!primitive.has(name)) {
        primitive.set(name, size)
        size += combinations
      }
      return found
    }
    const sums: Sum[] = []
    for (const [name, set] of dimensions) {
      const list = [...set].sort()
      const sizes = list.map((dimension) => categories.get(dimension)?.length ?? 0)
      const combinations = sizes.reduce((product, each) => product * each, 1)
      this.#populations.set(name, { dimensions: list, categories: list.map((dimension) => categories.get(dimension) ?? []), groups: [start(name, combinations)] })
    }
    for (const { end, start: from, plus, minus } of flows) {
      const [e, s, p, m] = [end, from, plus, minus].map((name) => ({ at: primitive.get(name) ?? 0, population: this.#populations.get(name) }))
      const combinations = (e?.population?.categories ?? []).reduce((product, list) => product * list.length, 1)
      for (let at = 0; at < combinations; at++) {
        const [ve, vs, vp, vm] = [e, s, p, m].map((each) => (each?.at ?? 0) + at)
        sums.push({ terms: [[ve ?? 0, 1], [vs ?? 0, -1], [vp ?? 0, -1], [vm ?? 0, 1]], least: 0, most: 0 })
        sums.push({ terms: [[vs ?? 0, 1], [vm ?? 0, -1]], least: 0, most: Infinity })
      }
    }
    published.forEach((each, release) => {
      const hidden = new Set(each.withheld.map(spelling))
      const printed = new Map(each.nearest?.printed.map((one) => [spelling(one), one.value]))
      for (const { cell, count } of this.cells(release)) {
        if (hidden.has(spelling(cell))) continue
        if (each.nearest !== undefined) {
          const near = printed.get(spelling(cell)) ?? 0
          sums.push({ terms: this.#variables({ release, cell }).map((variable) => [variable, 1] as const), least: Math.max(0, near - each.nearest.base + 1), most: near + each.nearest.base - 1 })
          continue
        }
        sums.push({ terms: this.#variables({ release, cell }).map((variable) => [variable, 1] as const), least: count, most: count })
      }
      // Nobody is where nobody can be.
      for (const table of each.release.tables) {
        walk(table.counts, table.by.map((name) => each.release.dimensions[name] ?? []), (names, count) => {
          if (count !== null) return
          const cell = { table: table.id, cell: Object.fromEntries(table.by.map((name, at) => [name, names[at] ?? ''])) }
          for (const variable of this.#variables({ release, cell })) sums.push({ terms: [[variable, 1]], least: 0, most: 0 })
        })
      }
    })
    this.#system = new System(loaded, size, sums)
  }

  interval(target: Target): Interval {
    const variables = this.#variables(target)
    return { least: this.#system.extreme(variables, 'least', true), most: this.#system.extreme(variables, 'most', true) }
  }

  canBe(target: Target, bound: { readonly atMost: number } | { readonly atLeast: number }): boolean {
    const variables = this.#variables(target)
    if ('atMost' in bound) return this.#system.extreme(variables, 'least', true) <= bound.atMost
    return this.#system.extreme(variables, 'most', true) >= bound.atLeast
  }

  truth({ release, cell }: Target): number {
    return this.cells(release).find((each) => spelling(each.cell) === spelling(cell))?.count ?? 0
  }

  cells(release: number): { readonly cell: CellName, readonly count: number }[] {
    const of = this.#published[release]?.release
    if (of === undefined) return []
    return of.tables.flatMap((table) => {
      const counts = new Map<string, { cell: CellName, count: number }>()
      walk(table.counts, table.by.map((name) => of.dimensions[name] ?? []), (names, count) => {
        let ways: string[][] = [[]]
        table.by.forEach((dimension, at) => { ways = ways.flatMap((way) => namesAbove(of, dimension, names[at] ?? '').map((name) => [...way, name])) })
        for (const way of ways) {
          const cell = { table: table.id, cell: Object.fromEntries(table.by.map((name, at) => [name, way[at] ?? ''])) }
          const held = counts.get(spelling(cell)) ?? { cell, count: 0 }
          held.count += count ?? 0
          counts.set(spelling(cell), held)
        }
      })
      return [...counts.values()]
    })
  }

  dispose(): void {
    this.#system.dispose()
  }

  /** The combinations of people that a cell counts. */
  #variables({ release, cell }: Target): number[] {
    const each = this.#published[release]
    const population = this.#populations.get(each?.populations?.[cell.table] ?? 'everybody')
    if (each === undefined || population === undefined) return []
    let found = [0]
    population.dimensions.forEach((name, at) => {
      const list = population.categories[at] ?? []
      const wanted = cell.cell[name] ?? '*'
      const inside = list.flatMap((category, index) => (wanted === '*' || namesAbove(each.release, name, category).includes(wanted) ? [index] : []))
      found = found.flatMap((start) => inside.map((index) => start * list.length + index))
    })
    return found.map((at) => at + (population.groups[0] ?? 0))
  }
}

function namesAbove(release: Release, dimension: string, category: string): string[] {
  const names = [category]
  for (let at = release.parents?.[dimension]?.[category]; at !== undefined && !names.includes(at); at = release.parents?.[dimension]?.[at]) names.push(at)
  return [...names, '*']
}

function walk(counts: Counts, categories: readonly (readonly string[])[], visit: (names: readonly string[], count: number | null) => void, names: readonly string[] = []): void {
  if (typeof counts === 'number' || counts === null) visit(names, counts)
  else counts.forEach((each, at) => walk(each, categories, visit, [...names, categories[names.length]?.[at] ?? '']))
}

function spelling({ table, cell }: CellName): string {
  return [table, ...Object.keys(cell).sort().map((name) => `${name}=${cell[name]}`)].join('\u0000')
}
