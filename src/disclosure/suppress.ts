import type { Facts, Fact, Requirement } from './facts.ts'
import type { LoadedProgram, Row, Solution, Solver } from './solver.ts'

/**
 * Witness-driven suppression.
 *
 * For each small number the solver finds other whole numbers that agree with every published figure but have a different value there: a witness.
 * What a witness moves is what must be withheld. A witness with 0 and one with the threshold or more show that nobody can prove the number small,
 * or anybody there. The witnesses are the proof; a separate program checks them without any solver (`verify.ts`).
 */
export type Suppressed =
  | {
    readonly kind: 'suppressed'
    /** Facts that are not to be shown, small ones and those that protect them. */
    readonly hidden: readonly number[]
    readonly witnesses: readonly Witness[]
    /** The starting point: a count for each variable that agrees with every true number. */
    readonly reference: readonly number[]
    /** Earlier small numbers that the earlier releases already gave away: nothing can protect them now. */
    readonly alreadyKnown: readonly number[]
  }
  | { readonly kind: 'impossible', readonly requirements: readonly number[] }
  | { readonly kind: 'failed', readonly because: string }

/** Changes of variables that leave every published figure as it is. */
export type Witness = readonly (readonly [variable: number, change: number])[]

export interface SuppressOptions {
  /** Secret: it decides between equally good patterns, so that nobody can replay the choice. Equal seeds give equal answers. */
  readonly seed: number
  /** How many more times to look for a pattern that withholds less, once one is found. */
  readonly rounds: number
  /** When to give up, as a time of `performance.now()`. */
  readonly deadline: number
}

export function suppress(facts: Facts, solver: Solver, options: SuppressOptions): Suppressed {
  const reference = facts.merged ? findReference(facts, solver, options.deadline) : readReference(facts)
  if (reference === null) return { kind: 'failed', because: 'no starting point' }
  const world = new World(facts, reference)
  const first = onePattern(world, solver, options, options.seed)
  if (first.kind !== 'suppressed') return first
  let best = first
  for (let round = 1; round <= options.rounds && performance.now() < options.deadline; round++) {
    const next = onePattern(world, solver, options, (options.seed + round * 0x9e3779b9) >>> 0)
    if (next.kind === 'suppressed' && dearness(world, next.hidden) < dearness(world, best.hidden)) best = next
  }
  return best
}

type Pattern = Extract<Suppressed, { kind: 'suppressed' }>

/** Fewer figures withheld first; then fewer totals; then fewer people in them. */
function dearness(world: World, hidden: readonly number[]): number {
  return hidden.reduce((sum, fact) => sum + 1 + (world.facts.facts[fact]?.total === true ? 0.3 : 0) + 1e-7 * Math.min(1e3, world.facts.facts[fact]?.count ?? 0), 0)
}

function readReference(facts: Facts): number[] {
  const reference = Array.from({ length: facts.variables }, () => 0)
  for (const { variables: [variable], count } of facts.known) if (variable !== undefined) reference[variable] = count
  return reference
}

/** In a merged block the true combinations are not known: any whole numbers that add up to every true count will do to start from. */
function findReference(facts: Facts, solver: Solver, deadline: number): number[] | null {
  const most = facts.known.reduce((largest, { count }) => Math.max(largest, count), 0)
  const columns = Array.from({ length: facts.variables }, (_, at) => at)
  const random = randomNumbers(20_311)
  const program = solver.load({
    cost: Float64Array.from(columns, () => random()),
    lower: new Float64Array(facts.variables), upper: new Float64Array(facts.variables).fill(most),
    rows: [
      ...facts.known.filter(({ variables }) => variables.length > 0).map(({ variables, count }): Row => ({ columns: variables, values: variables.map(() => 1), lower: count, upper: count })),
      ...facts.links.filter(({ slack }) => slack === null).flatMap(({ plus, minus }): Row[] => {
        const row = signedRow(plus, minus)
        return [{ ...row, lower: -Infinity, upper: Infinity }]
      }),
    ],
  })
  try {
    let solution = program.solve()
    if (solution.kind === 'optimal' && !isWhole(solution.values)) solution = program.solveWhole(columns, { seconds: secondsUntil(deadline), gap: 1 })
    return solution.kind === 'optimal' && isWhole(solution.values) ? [...solution.values].map(Math.round) : null
  } finally {
    program.dispose()
  }
}

function isWhole(values: Float64Array): boolean {
  return values.every((value) => Math.abs(value - Math.round(value)) < 1e-5)
}

function secondsUntil(deadline: number): number {
  return Math.max(0.1, Math.min(20, (deadline - performance.now()) / 1000))
}

function signedRow(plus: readonly number[], minus: readonly number[]): { columns: number[], values: number[] } {
  const sum = new Map<number, number>()
  for (const each of plus) sum.set(each, (sum.get(each) ?? 0) + 1)
  for (const each of minus) sum.set(each, (sum.get(each) ?? 0) - 1)
  const kept = [...sum].filter(([, value]) => value !== 0)
  return { columns: kept.map(([column]) => column), values: kept.map(([, value]) => value) }
}

/** The facts with their indexes: which facts a variable is in, which needs a fact is in. */
class World {
  readonly facts: Facts
  readonly reference: readonly number[]
  readonly factsOf: readonly (readonly number[])[]
  readonly needs: readonly Need[]
  readonly needsOf: ReadonlyMap<number, readonly number[]>
  /** The fact that is a single variable, if there is one. */
  readonly single: readonly (number | null)[]

  constructor(facts: Facts, reference: readonly number[]) {
    this.facts = facts
    this.reference = reference
    const factsOf: number[][] = Array.from({ length: facts.variables }, () => [])
    const single: (number | null)[] = Array.from({ length: facts.variables }, () => null)
    facts.facts.forEach((fact, at) => {
      for (const variable of fact.variables) factsOf[variable]?.push(at)
      const [only] = fact.variables
      if (fact.variables.length === 1 && only !== undefined) single[only] = at
    })
    this.factsOf = factsOf
    this.single = single
    this.needs = facts.requirements.flatMap((requirement, index): Need[] => [
      ...(requirement.atMost < requirement.count ? [{ index, requirement, up: false, by: requirement.count - requirement.atMost }] : []),
      ...(requirement.atLeast > requirement.count ? [{ index, requirement, up: true, by: requirement.atLeast - requirement.count }] : []),
    ])
    const needsOf = new Map<number, number[]>()
    this.needs.forEach(({ requirement }, at) => {
      for (const fact of [...requirement.plus, ...requirement.minus]) needsOf.set(fact, [...(needsOf.get(fact) ?? []), at])
    })
    this.needsOf = needsOf
  }

  /** Checks a witness in whole numbers and says what it moves; null if it is not one. */
  moves(witness: Witness): Map<number, number> | null {
    const moved = new Map<number, number>()
    for (const [variable, change] of witness) {
      if ((this.reference[variable] ?? 0) + change < 0) return null
      for (const fact of this.factsOf[variable] ?? []) moved.set(fact, (moved.get(fact) ?? 0) + change)
    }
    for (const [fact, change] of moved) if (change === 0) moved.delete(fact)
    return moved
  }

  meets(need: Need, moved: ReadonlyMap<number, number>): boolean {
    let change = 0
    for (const fact of need.requirement.plus) change += moved.get(fact) ?? 0
    for (const fact of need.requirement.minus) change -= moved.get(fact) ?? 0
    return need.up ? change >= need.by : -change >= need.by
  }
}

/** One half of a requirement: a sum of facts that must be able to go up, or down, by so many. */
interface Need {
  readonly index: number
  readonly requirement: Requirement
  readonly up: boolean
  readonly by: number
}

function onePattern(world: World, solver: Solver, options: SuppressOptions, seed: number): Suppressed {
  const { facts } = world
  const withheld = new Set<number>()
  const fixed = new Set<number>()
  facts.facts.forEach((fact, at) => {
    if (fact.status === 'hidden') withheld.add(at)
    if (fact.status === 'published') fixed.add(at)
  })
  const primary = new Set<number>()
  for (const { plus, minus } of facts.requirements) for (const fact of minus.length > 0 ? minus : plus) primary.add(fact)
  const exposed = facts.requirements.flatMap((requirement, index) => (!requirement.earlier && [...(requirement.minus.length > 0 ? requirement.minus : requirement.plus)].some((fact) => fixed.has(fact)) ? [index] : []))
  if (exposed.length > 0) return { kind: 'impossible', requirements: exposed }
  for (const fact of primary) withheld.add(fact)

  const kept = new Witnesses(world)
  const grown = grow(world, solver, options, seed, withheld, fixed, kept)
  if (grown.kind !== 'grown') return grown
  prune(world, solver, options, seed, withheld, primary, kept)
  return { kind: 'suppressed', hidden: [...withheld].sort((a, b) => a - b), witnesses: kept.needed(), reference: world.reference, alreadyKnown: grown.alreadyKnown }
}

/** The witnesses so far, and which of them meets each need. */
class Witnesses {
  readonly #world: World
  readonly #all: { witness: Witness, moved: ReadonlyMap<number, number>, alive: boolean }[] = []
  readonly #meeting: number[][]
  readonly #using = new Map<number, number[]>()
  readonly excused = new Set<number>()

  constructor(world: World) {
    this.#world = world
    this.#meeting = world.needs.map(() => [])
  }

  add(witness: Witness, moved: ReadonlyMap<number, number>): void {
    const at = this.#all.push({ witness, moved, alive: true }) - 1
    const touched = new Set<number>()
    for (const fact of moved.keys()) {
      const using = this.#using.get(fact) ?? []
      using.push(at)
      this.#using.set(fact, using)
      for (const need of this.#world.needsOf.get(fact) ?? []) touched.add(need)
    }
    for (const index of touched) {
      const need = this.#world.needs[index]
      if (need !== undefined && this.#world.meets(need, moved)) this.#meeting[index]?.push(at)
    }
  }

  isMet(need: number, without?: number): boolean {
    return this.excused.has(need) || (this.#meeting[need] ?? []).some((at) => {
      const each = this.#all[at]
      return each !== undefined && each.alive && (without === undefined || !each.moved.has(without))
    })
  }

  /** The needs that would be unmet if this fact were shown. */
  lostWithout(fact: number): number[] {
    const lost = new Set<number>()
    for (const at of this.#using.get(fact) ?? []) {
      const each = this.#all[at]
      if (each === undefined || !each.alive) continue
      for (const moved of each.moved.keys()) for (const need of this.#world.needsOf.get(moved) ?? []) if (!this.isMet(need, fact)) lost.add(need)
    }
    return [...lost]
  }

  drop(fact: number): void {
    for (const at of this.#using.get(fact) ?? []) {
      const each = this.#all[at]
      if (each !== undefined) each.alive = false
    }
  }

  /** One witness for each need, each once. */
  needed(): Witness[] {
    const chosen = new Set<number>()
    for (const [need, meeting] of this.#meeting.entries()) {
      if (this.excused.has(need)) continue
      const alive = meeting.filter((at) => this.#all[at]?.alive)
      if (alive.some((at) => chosen.has(at))) continue
      const [first] = alive
      if (first !== undefined) chosen.add(first)
    }
    return [...chosen].map((at) => this.#all[at]?.witness ?? [])
  }
}

/** What it costs to withhold a figure: one, a little more for a larger one, much more for a total, and a little secret noise. */
function weigh(fact: Fact, seed: number): number {
  return (1 + 0.06 * Math.log2(1 + fact.count) + (fact.total ? 4 : 0)) * (1 + 0.1 * noise(fact.label, seed))
}

const already = 0.002

function grow(world: World, solver: Solver, options: SuppressOptions, seed: number, withheld: Set<number>, fixed: ReadonlySet<number>, kept: Witnesses): { kind: 'grown', alreadyKnown: number[] } | Exclude<Suppressed, Pattern> {
  const { facts } = world
  if (world.needs.length === 0) return { kind: 'grown', alreadyKnown: [] }
  const reach = 2 * Math.max(...world.needs.map((need) => need.by))
  const moves = new Moves(world, solver, { reach, closed: fixed, only: null })
  try {
    const weights = facts.facts.map((fact) => weigh(fact, seed))
    moves.price(facts.facts.map((_, at) => at), (at) => (withheld.has(at) ? already : weights[at] ?? 1))
    const order = world.needs.map((need, at) => ({ need, at, noise: noise(facts.facts[need.requirement.plus[0] ?? 0]?.label ?? '', seed ^ 0x5bd1e995) }))
      .sort((a, b) => a.need.requirement.count - b.need.requirement.count || a.noise - b.noise || Number(b.need.up) - Number(a.need.up))
    const impossible = new Set<number>()
    const alreadyKnown = new Set<number>()
    for (const { need, at } of order) {
      if (kept.isMet(at)) continue
      if (performance.now() > options.deadline) return { kind: 'failed', because: 'time' }
      const found = moves.find(need, options.deadline)
      if (found.kind === 'failed') return found
      if (found.kind === 'impossible') {
        if (need.requirement.earlier && isGivenAway(world, solver, need, options.deadline)) {
          alreadyKnown.add(need.index)
          kept.excused.add(at)
        } else impossible.add(need.index)
        continue
      }
      kept.add(found.witness, found.moved)
      const fresh = [...found.moved.keys()].filter((fact) => !withheld.has(fact))
      for (const fact of fresh) withheld.add(fact)
      moves.price(fresh, () => already)
    }
    return impossible.size > 0 ? { kind: 'impossible', requirements: [...impossible] } : { kind: 'grown', alreadyKnown: [...alreadyKnown] }
  } finally {
    moves.dispose()
  }
}

/** Whether earlier releases alone already tell a number, whatever is withheld now. */
function isGivenAway(world: World, solver: Solver, need: Need, deadline: number): boolean {
  const moves = new Moves(world, solver, { reach: 1e6, closed: new Set(world.facts.facts.flatMap((fact, at) => (fact.status === 'published' ? [at] : []))), only: null })
  try {
    return moves.find(need, deadline).kind === 'impossible'
  } finally {
    moves.dispose()
  }
}

/**
 * Shows again what need not be withheld, dearest first: each figure is closed in turn, and if every need can still be met by what else is withheld
 * it is shown. What is left is all necessary: show any one more and something becomes provable.
 */
function prune(world: World, solver: Solver, options: SuppressOptions, seed: number, withheld: Set<number>, primary: ReadonlySet<number>, kept: Witnesses): void {
  const { facts } = world
  const candidates = [...withheld].filter((fact) => !primary.has(fact) && facts.facts[fact]?.status === 'open')
    .map((fact) => ({ fact, weight: facts.facts[fact] === undefined ? 0 : weigh(facts.facts[fact], seed) })).sort((a, b) => b.weight - a.weight)
  if (candidates.length === 0) return
  const islands = new Islands(world, solver, withheld)
  try {
    for (const { fact } of candidates) {
      if (performance.now() > options.deadline) return
      const lost = kept.lostWithout(fact)
      islands.close(fact)
      let free = true
      for (const at of lost) {
        const need = world.needs[at]
        if (need === undefined || kept.isMet(at, fact)) continue
        const found = islands.find(need, options.deadline)
        if (found.kind !== 'found') {
          free = false
          break
        }
        kept.add(found.witness, found.moved)
      }
      if (free) {
        withheld.delete(fact)
        kept.drop(fact)
      } else islands.open(fact)
    }
  } finally {
    islands.dispose()
  }
}

type Found = { readonly kind: 'found', readonly witness: Witness, readonly moved: ReadonlyMap<number, number> } | { readonly kind: 'impossible' } | { readonly kind: 'failed', readonly because: string }

/**
 * The linear program of all moves from the truth: for each variable an up and a down column, and for each sum that may be printed an up and a down
 * column whose difference it is. All at nought is the truth itself.
 */
class Moves {
  readonly #world: World
  readonly #program: LoadedProgram
  readonly #handles = new Map<number, { readonly up: number, readonly down: number }>()
  readonly #variables: readonly number[]
  readonly #lower: number[]
  readonly #upper: number[]
  readonly #variableColumns: number[]
  readonly #compound = new Map<string, { readonly up: number, readonly down: number }>()
  #reach: number

  /** `closed`: facts that must not move. `only`: the variables that may move and the facts that are of interest; null for all. */
  constructor(world: World, solver: Solver, { reach, closed, only }: { readonly reach: number, readonly closed: ReadonlySet<number>, readonly only: { readonly variables: readonly number[], readonly facts: ReadonlySet<number>, readonly rows: readonly Row[] } | null }) {
    this.#world = world
    this.#reach = reach
    const { facts } = world
    this.#variables = only?.variables ?? Array.from({ length: facts.variables }, (_, at) => at)
    const columnOf = new Map(this.#variables.map((variable, at) => [variable, 2 * at]))
    const lower: number[] = []
    const upper: number[] = []
    const cost: number[] = []
    for (const variable of this.#variables) {
      lower.push(0, 0)
      upper.push(reach, Math.min(reach, world.reference[variable] ?? 0))
      cost.push(already / 2, already / 2)
    }
    this.#variableColumns = cost.map((_, at) => at)
    const rows: Row[] = []
    const sumRow = (plus: readonly number[], minus: readonly number[]): { columns: number[], values: number[] } => {
      const { columns, values } = signedRow(plus, minus)
      const row = { columns: [] as number[], values: [] as number[] }
      columns.forEach((variable, at) => {
        const column = columnOf.get(variable)
        const value = values[at] ?? 0
        if (column === undefined) return
        row.columns.push(column, column + 1)
        row.values.push(value, -value)
      })
      return row
    }
    const addHandle = (row: { columns: number[], values: number[] }, free: boolean): { up: number, down: number } => {
      const up = cost.length
      cost.push(0, 0)
      lower.push(0, 0)
      upper.push(free ? Infinity : 0, free ? Infinity : 0)
      rows.push({ columns: [...row.columns, up, up + 1], values: [...row.values, -1, 1], lower: 0, upper: 0 })
      return { up, down: up + 1 }
    }
    const list = only === null ? facts.facts.map((_, at) => at) : [...only.facts]
    for (const at of list) {
      const fact = facts.facts[at]
      if (fact === undefined) continue
      const [variable] = fact.variables
      const column = fact.variables.length === 1 && variable !== undefined ? columnOf.get(variable) : undefined
      if (column !== undefined) {
        this.#handles.set(at, { up: column, down: column + 1 })
        if (closed.has(at)) {
          upper[column] = 0
          upper[column + 1] = 0
        }
      } else if (fact.variables.length > 1) {
        if (closed.has(at)) rows.push({ ...sumRow(fact.variables, []), lower: 0, upper: 0 })
        else this.#handles.set(at, addHandle(sumRow(fact.variables, []), true))
      }
    }
    for (const { plus, minus, slack } of only === null ? facts.links : []) rows.push({ ...sumRow(plus, minus), lower: slack === null ? 0 : -slack, upper: slack === null ? 0 : Infinity })
    if (only !== null) {
      for (const row of only.rows) {
        const doubled = { columns: [] as number[], values: [] as number[] }
        row.columns.forEach((variable, at) => {
          const column = columnOf.get(variable)
          if (column === undefined) return
          doubled.columns.push(column, column + 1)
          doubled.values.push(row.values[at] ?? 0, -(row.values[at] ?? 0))
        })
        rows.push({ ...doubled, lower: row.lower, upper: row.upper })
      }
    }
    for (const { plus, minus } of facts.requirements) {
      if (plus.length + minus.length === 1) continue
      const inside = [...plus, ...minus].flatMap((fact) => facts.facts[fact]?.variables ?? []).some((variable) => columnOf.has(variable))
      if (inside) this.#compound.set(JSON.stringify([plus, minus]), addHandle(sumRow(plus.flatMap((fact) => facts.facts[fact]?.variables ?? []), minus.flatMap((fact) => facts.facts[fact]?.variables ?? [])), true))
    }
    this.#lower = lower
    this.#upper = upper
    this.#program = solver.load({ cost: Float64Array.from(cost), lower: Float64Array.from(lower), upper: Float64Array.from(upper), rows })
  }

  /** Sets what it costs to move each of these facts. */
  price(list: readonly number[], costOf: (fact: number) => number): void {
    const columns: number[] = []
    const costs: number[] = []
    for (const fact of list) {
      const handle = this.#handles.get(fact)
      if (handle === undefined) continue
      columns.push(handle.up, handle.down)
      costs.push(costOf(fact), costOf(fact))
    }
    this.#program.setCosts(columns, costs)
  }

  find(need: Need, deadline: number): Found {
    const { plus, minus } = need.requirement
    const [only] = plus
    const handle = plus.length === 1 && minus.length === 0 && only !== undefined ? this.#handles.get(only) : this.#compound.get(JSON.stringify([plus, minus]))
    if (handle === undefined) return { kind: 'impossible' }
    const [moving, still] = need.up ? [handle.up, handle.down] : [handle.down, handle.up]
    const before = { moving: this.#upper[moving] ?? 0, still: this.#upper[still] ?? 0 }
    if (before.moving < need.by) return { kind: 'impossible' }
    this.#program.setBounds([moving, still], [need.by, 0], [before.moving, 0])
    try {
      const found = this.#solve(deadline)
      if (found.kind !== 'impossible' || this.#reach >= 1e6) return found
      // Perhaps a longer move than the reach allows.
      this.#widen()
      this.#program.setBounds([moving, still], [need.by, 0], [this.#upper[moving] ?? 0, 0])
      before.moving = this.#upper[moving] ?? 0
      before.still = this.#upper[still] ?? 0
      return this.#solve(deadline)
    } finally {
      this.#program.setBounds([moving, still], [0, 0], [before.moving, before.still])
    }
  }

  /** Closes a fact (it may not move), or opens it again. */
  bar(fact: number, closed: boolean): void {
    const handle = this.#handles.get(fact)
    if (handle === undefined) return
    for (const column of [handle.up, handle.down]) {
      const open = column < this.#variableColumns.length ? this.#open(column) : Infinity
      this.#upper[column] = closed ? 0 : open
    }
    this.#program.setBounds([handle.up, handle.down], [0, 0], [this.#upper[handle.up] ?? 0, this.#upper[handle.down] ?? 0])
  }

  dispose(): void {
    this.#program.dispose()
  }

  #open(column: number): number {
    return column % 2 === 0 ? this.#reach : Math.min(this.#reach, this.#world.reference[this.#variables[column >> 1] ?? 0] ?? 0)
  }

  #widen(): void {
    this.#reach = 1e6
    const columns = this.#variableColumns.filter((column) => (this.#upper[column] ?? 0) > 0)
    for (const column of columns) this.#upper[column] = this.#open(column)
    this.#program.setBounds(columns, columns.map((column) => this.#lower[column] ?? 0), columns.map((column) => this.#upper[column] ?? 0))
  }

  #solve(deadline: number): Found {
    let solution = this.#program.solve()
    if (solution.kind === 'infeasible') return { kind: 'impossible' }
    let found = this.#read(solution)
    if (found !== null) return found
    solution = this.#program.solveWhole(this.#variableColumns, { seconds: secondsUntil(deadline), gap: 0.05 })
    if (solution.kind === 'infeasible') return { kind: 'impossible' }
    found = this.#read(solution)
    return found ?? { kind: 'failed', because: solution.kind === 'failed' ? `solver status ${solution.status}` : 'the solver’s answer is not whole' }
  }

  #read(solution: Solution): Found | null {
    if (solution.kind !== 'optimal') return null
    const witness: [number, number][] = []
    for (const [at, variable] of this.#variables.entries()) {
      const change = (solution.values[2 * at] ?? 0) - (solution.values[2 * at + 1] ?? 0)
      const whole = Math.round(change)
      if (Math.abs(change - whole) > 1e-5) return null
      if (whole !== 0) witness.push([variable, whole])
    }
    const moved = this.#world.moves(witness)
    return moved === null ? null : { kind: 'found', witness, moved }
  }
}

/**
 * What is withheld falls into islands that do not touch each other: each has its own small program, so that asking whether one figure is needed
 * does not ask about the whole release.
 */
class Islands {
  readonly #world: World
  readonly #solver: Solver
  readonly #withheld: ReadonlySet<number>
  readonly #islandOf = new Map<number, number>()
  readonly #members: number[][] = []
  readonly #rows: Row[][] = []
  readonly #loaded = new Map<number, Moves>()

  constructor(world: World, solver: Solver, withheld: ReadonlySet<number>) {
    this.#world = world
    this.#solver = solver
    this.#withheld = new Set(withheld)
    const { facts } = world
    const open = new Set<number>()
    for (let variable = 0; variable < facts.variables; variable++) {
      const single = world.single[variable]
      if (single === null || single === undefined || this.#withheld.has(single)) open.add(variable)
    }
    // A shown sum with one open variable closes it; so on until nothing closes.
    const sums: { columns: number[], values: number[], lower: number, upper: number }[] = []
    facts.facts.forEach((fact, at) => {
      if (!this.#withheld.has(at)) sums.push({ columns: [...fact.variables], values: fact.variables.map(() => 1), lower: 0, upper: 0 })
    })
    for (const { plus, minus, slack } of facts.links) sums.push({ ...signedRow(plus, minus), lower: slack === null ? 0 : -slack, upper: slack === null ? 0 : Infinity })
    for (let before = -1; before !== open.size;) {
      before = open.size
      for (const { columns, upper } of sums) {
        if (upper !== 0) continue
        let only = -1
        let count = 0
        for (const variable of columns) {
          if (open.has(variable)) {
            only = variable
            if (++count > 1) break
          }
        }
        if (count === 1) open.delete(only)
      }
    }
    const joined = new Map<number, number>([...open].map((variable) => [variable, variable]))
    const find = (variable: number): number => {
      let root = variable
      while (joined.get(root) !== root) root = joined.get(root) ?? root
      for (let at = variable; at !== root;) {
        const next = joined.get(at) ?? root
        joined.set(at, root)
        at = next
      }
      return root
    }
    const rows = sums.map((row) => {
      const kept = row.columns.map((column, at) => [column, row.values[at] ?? 0] as const).filter(([column]) => open.has(column))
      return { columns: kept.map(([column]) => column), values: kept.map(([, value]) => value), lower: row.lower, upper: row.upper }
    }).filter((row) => row.columns.length > 0)
    const touching = [...rows.map((row) => row.columns), ...facts.facts.filter((_, at) => this.#withheld.has(at)).map((fact) => fact.variables.filter((variable) => open.has(variable)))]
    for (const [first, ...others] of touching) if (first !== undefined) for (const other of others) joined.set(find(other), find(first))
    for (const { plus, minus } of facts.requirements) {
      if (plus.length + minus.length === 1) continue
      const [first, ...others] = [...plus, ...minus].flatMap((fact) => facts.facts[fact]?.variables ?? []).filter((variable) => open.has(variable))
      if (first !== undefined) for (const other of others) joined.set(find(other), find(first))
    }
    const numbers = new Map<number, number>()
    for (const variable of open) {
      const root = find(variable)
      const island = numbers.get(root) ?? numbers.size
      numbers.set(root, island)
      this.#islandOf.set(variable, island)
      const members = this.#members[island] ?? []
      members.push(variable)
      this.#members[island] = members
      this.#rows[island] ??= []
    }
    const seen = new Set<string>()
    for (const row of rows) {
      const key = `${row.columns.join()} ${row.values.join()} ${row.lower}`
      if (seen.has(key)) continue
      seen.add(key)
      this.#rows[this.#islandOf.get(row.columns[0] ?? -1) ?? -1]?.push(row)
    }
  }

  find(need: Need, deadline: number): Found {
    const island = this.#islandOfFacts([...need.requirement.plus, ...need.requirement.minus])
    return island === undefined ? { kind: 'impossible' } : this.#load(island).find(need, deadline)
  }

  close(fact: number): void {
    this.#bar(fact, true)
  }

  open(fact: number): void {
    this.#bar(fact, false)
  }

  dispose(): void {
    for (const moves of this.#loaded.values()) moves.dispose()
  }

  #bar(fact: number, closed: boolean): void {
    const island = this.#islandOfFacts([fact])
    if (island !== undefined) this.#load(island).bar(fact, closed)
  }

  #islandOfFacts(list: readonly number[]): number | undefined {
    for (const fact of list) {
      for (const variable of this.#world.facts.facts[fact]?.variables ?? []) {
        const island = this.#islandOf.get(variable)
        if (island !== undefined) return island
      }
    }
    return undefined
  }

  #load(island: number): Moves {
    const found = this.#loaded.get(island)
    if (found !== undefined) return found
    const variables = this.#members[island] ?? []
    const facts = new Set<number>()
    for (const variable of variables) for (const fact of this.#world.factsOf[variable] ?? []) if (this.#withheld.has(fact)) facts.add(fact)
    const moves = new Moves(this.#world, this.#solver, { reach: 1e6, closed: new Set(), only: { variables, facts, rows: this.#rows[island] ?? [] } })
    moves.price([...facts], () => already)
    this.#loaded.set(island, moves)
    return moves
  }
}

/** From 0 to 1, the same for the same label and seed. */
export function noise(label: string, seed: number): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0
  for (let at = 0; at < label.length; at++) {
    hash ^= label.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193) >>> 0
  }
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d) >>> 0
  hash ^= hash >>> 12
  return (hash >>> 0) / 2 ** 32
}

/** Mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
