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
  /** When to give up, as a time of `performance.now()`. */
  readonly deadline: number
}

/**
 * Tables that nothing ties are protected apart, so that what is withheld of one does not depend on the other. At first only answers may move, and
 * nobody changes their unit, which takes most questions apart from each other; where that does not do, everything may.
 */
export function suppress(facts: Facts, solver: Solver, options: SuppressOptions): Suppressed {
  const reference = facts.merged ? findReference(facts, solver, options.deadline) : readReference(facts)
  if (reference === null) return { kind: 'failed', because: 'no starting point' }
  const anchored = withAnchors(facts)
  const first = anchored === null ? null : suppressParts(anchored, reference, solver, options)
  return first === null || first.kind === 'impossible' ? suppressParts(facts, reference, solver, options) : first
}

/** The facts where the anchors keep still; null where there are none, or where a number that must be able to move would not. */
function withAnchors(facts: Facts): Facts | null {
  const anchorOf = new Map<number, number>()
  facts.anchors.forEach(({ variables }, anchor) => { for (const variable of variables) anchorOf.set(variable, anchor) })
  const isStill = (variables: readonly number[]): boolean => {
    const held = new Map<number, number>()
    for (const variable of variables) {
      const anchor = anchorOf.get(variable)
      if (anchor === undefined) return false
      held.set(anchor, (held.get(anchor) ?? 0) + 1)
    }
    return [...held].every(([anchor, many]) => facts.anchors[anchor]?.variables.length === many)
  }
  const still = facts.facts.map(({ variables }) => isStill(variables))
  // Of people of whom a unit itself is too small to be shown, units have to move as well.
  const moving = new Set(facts.requirements.flatMap(({ plus, minus }) => ([...plus, ...minus].every((fact) => still[fact]) ? [...plus, ...minus] : [])).flatMap((fact) => facts.facts[fact]?.variables ?? []).map((variable) => facts.anchors[anchorOf.get(variable) ?? -1]?.of))
  if (moving.size > 0) return withAnchors({ ...facts, anchors: facts.anchors.filter(({ of }) => !moving.has(of)) })
  if (facts.anchors.length === 0) return null
  return {
    ...facts,
    facts: facts.facts.map((fact, at) => (still[at] && fact.status === 'open' ? { ...fact, status: 'published' } : fact)),
    links: [
      ...facts.links.filter(({ plus, minus, slack }) => slack !== null || !isStill(plus) || !isStill(minus)),
      ...facts.anchors.map(({ variables }) => ({ plus: variables, minus: [], slack: null, samePeople: false })),
    ],
  }
}

function suppressParts(facts: Facts, start: readonly number[], solver: Solver, options: SuppressOptions): Suppressed {
  const hidden: number[] = []
  const witnesses: Witness[] = []
  const alreadyKnown: number[] = []
  const impossible: number[] = []
  for (const part of partsOf(facts)) {
    const found = suppressPart(part.facts, part.variables.map((variable) => start[variable] ?? 0), solver, options)
    if (found.kind === 'failed') return found
    if (found.kind === 'impossible') {
      for (const each of found.requirements) impossible.push(part.requirements[each] ?? -1)
      continue
    }
    for (const each of found.hidden) hidden.push(part.factNumbers[each] ?? -1)
    for (const each of found.alreadyKnown) alreadyKnown.push(part.requirements[each] ?? -1)
    for (const each of found.witnesses) witnesses.push(each.map(([variable, change]) => [part.variables[variable] ?? -1, change] as const))
  }
  if (impossible.length > 0) return { kind: 'impossible', requirements: impossible }
  return { kind: 'suppressed', hidden: hidden.sort((a, b) => a - b), witnesses, reference: start, alreadyKnown }
}

interface Part {
  readonly facts: PartFacts
  readonly variables: readonly number[]
  readonly factNumbers: readonly number[]
  readonly requirements: readonly number[]
}

type PartFacts = Pick<Facts, 'variables' | 'known' | 'merged' | 'facts' | 'links' | 'requirements'>

function partsOf(facts: Facts): Part[] {
  const root = Array.from({ length: facts.variables }, (_, at) => at)
  const find = (variable: number): number => {
    let at = variable
    while (root[at] !== at) {
      root[at] = root[root[at] ?? at] ?? at
      at = root[at] ?? at
    }
    return at
  }
  const tie = (list: readonly number[]) => {
    const [first, ...others] = list
    if (first !== undefined) for (const other of others) root[find(other)] = find(first)
  }
  for (const { variables } of facts.facts) tie(variables)
  for (const { plus, minus } of facts.links) tie([...plus, ...minus])
  const variablesOf = (list: readonly number[]) => list.flatMap((fact) => facts.facts[fact]?.variables.slice(0, 1) ?? [])
  for (const { plus, minus } of facts.requirements) tie(variablesOf([...plus, ...minus]))

  const parts = new Map<number, { variables: number[], factNumbers: number[], requirements: number[], links: Facts['links'][number][], known: Facts['known'][number][] }>()
  const place = Array.from({ length: facts.variables }, () => 0)
  const partOf = (variable: number | undefined) => {
    const at = variable === undefined ? -1 : find(variable)
    const part = parts.get(at) ?? { variables: [], factNumbers: [], requirements: [], links: [], known: [] }
    parts.set(at, part)
    return part
  }
  for (let variable = 0; variable < facts.variables; variable++) place[variable] = partOf(variable).variables.push(variable) - 1
  facts.facts.forEach(({ variables }, at) => partOf(variables[0]).factNumbers.push(at))
  facts.requirements.forEach(({ plus, minus }, at) => partOf(variablesOf([...plus, ...minus])[0]).requirements.push(at))
  for (const link of facts.links) partOf(link.plus[0] ?? link.minus[0]).links.push(link)
  for (const each of facts.known) if (each.variables.length > 0) partOf(each.variables[0]).known.push(each)
  return [...parts.values()].map(({ variables, factNumbers, requirements, links, known }) => {
    const numbers = new Map(factNumbers.map((fact, at) => [fact, at]))
    const placed = (list: readonly number[]) => list.map((variable) => place[variable] ?? 0)
    const numbered = (list: readonly number[]) => list.map((fact) => numbers.get(fact) ?? 0)
    return {
      variables, factNumbers, requirements,
      facts: {
        variables: variables.length, merged: facts.merged && variables.some((variable) => facts.places[variable]?.kind === 'combination'),
        known: known.map((each) => ({ count: each.count, variables: placed(each.variables) })),
        facts: factNumbers.flatMap((at) => (facts.facts[at] === undefined ? [] : [{ ...facts.facts[at], variables: placed(facts.facts[at].variables) }])),
        links: links.map((link) => ({ ...link, plus: placed(link.plus), minus: placed(link.minus) })),
        requirements: requirements.flatMap((at) => (facts.requirements[at] === undefined ? [] : [{ ...facts.requirements[at], plus: numbered(facts.requirements[at].plus), minus: numbered(facts.requirements[at].minus) }])),
      },
    }
  })
}

function suppressPart(facts: PartFacts, reference: readonly number[], solver: Solver, options: SuppressOptions): Suppressed {
  const world = new World(facts, reference)
  const first = onePattern(world, solver, options, { seed: options.seed, boldness: 0 })
  if (first.kind !== 'suppressed') return first
  let best = first
  for (let round = 1; round <= roundsFor(facts) && performance.now() < options.deadline; round++) {
    const next = onePattern(world, solver, options, { seed: (options.seed + round * 0x9e3779b9) >>> 0, boldness: (round % 3) / 2 })
    if (next.kind === 'suppressed' && dearness(world, next.hidden) < dearness(world, best.hidden)) best = next
  }
  return best
}

/** How often to look again for a pattern that withholds less: by size, never by the clock, so that the answer is always the same. */
function roundsFor(facts: PartFacts): number {
  if (!facts.facts.some(({ status }) => status === 'open')) return 0
  // Merged blocks take longer for their size.
  const work = facts.requirements.length * facts.variables * (facts.merged ? 4 : 1)
  return work < 1_500 ? 24 : work < 5_000 ? 12 : work < 20_000 ? 4 : work < 100_000 ? 1 : 0
}

type Pattern = Extract<Suppressed, { kind: 'suppressed' }>

/** Fewer figures withheld first; then fewer totals; then fewer people in them. */
function dearness(world: World, hidden: readonly number[]): number {
  return hidden.reduce((sum, fact) => sum + 1 + (world.facts.facts[fact]?.total === true ? 0.3 : 0) + 1e-7 * Math.min(1e3, world.facts.facts[fact]?.count ?? 0), 0)
}

function readReference(facts: PartFacts): number[] {
  const reference = Array.from({ length: facts.variables }, () => 0)
  for (const { variables, count } of facts.known) if (variables.length === 1) reference[variables[0] ?? 0] = count
  return reference
}

/**
 * In a merged block the true combinations are not known: any whole numbers that add up to every true count will do to start from. People are spread
 * over the combinations as evenly as the counts allow, so that there is room to move; and blocks of other people are looked at apart.
 */
function findReference(facts: PartFacts, solver: Solver, deadline: number): number[] | null {
  const reference = readReference(facts)
  const sets = Array.from({ length: facts.variables }, (_, at) => at)
  const find = (variable: number): number => {
    let at = variable
    while (sets[at] !== at) at = sets[at] = sets[sets[at] ?? at] ?? at
    return at
  }
  const rows: Row[] = [
    ...facts.known.filter(({ variables }) => variables.length > 0).map(({ variables, count }): Row => ({ columns: variables, values: variables.map(() => 1), lower: count, upper: count })),
    ...facts.links.filter(({ samePeople }) => samePeople).map(({ plus, minus }): Row => ({ ...signedRow(plus, minus), lower: 0, upper: 0 })),
  ]
  for (const { columns: [first, ...others] } of rows) if (first !== undefined) for (const other of others) sets[find(other)] = find(first)
  const together = new Map<number, { variables: number[], rows: Row[] }>()
  for (let variable = 0; variable < facts.variables; variable++) {
    const part = together.get(find(variable)) ?? { variables: [], rows: [] }
    part.variables.push(variable)
    together.set(find(variable), part)
  }
  for (const row of rows) if (row.columns[0] !== undefined) together.get(find(row.columns[0]))?.rows.push(row)
  for (const { variables, rows: own } of together.values()) {
    if (variables.length < 2) continue
    const place = new Map(variables.map((variable, at) => [variable, at]))
    const placed = own.map((row) => ({ ...row, columns: row.columns.map((column) => place.get(column) ?? 0) }))
    const found = startingPoint(variables.length, placed, solver, deadline)
    if (found === null) return null
    found.forEach((count, at) => { reference[variables[at] ?? 0] = count })
  }
  return reference
}

function startingPoint(size: number, rows: readonly Row[], solver: Solver, deadline: number): number[] | null {
  const random = randomNumbers(20_311)
  const cost = Float64Array.from({ length: size }, () => random())
  // No combination holds more than a few times its even share of the smallest sum that it is part of; if that is too tight, of what it may at most.
  const share = Array.from({ length: size }, () => Infinity)
  const most = Array.from({ length: size }, () => Infinity)
  for (const { columns, values, lower, upper } of rows) {
    if (lower !== upper || values.some((value) => value < 0)) continue
    for (const column of columns) {
      share[column] = Math.min(share[column] ?? Infinity, lower / columns.length)
      most[column] = Math.min(most[column] ?? Infinity, lower)
    }
  }
  const whole = Array.from({ length: size }, (_, at) => at)
  for (const times of [20, Infinity]) {
    const program = solver.load({ cost, lower: new Float64Array(size), rows, upper: Float64Array.from(most, (limit, at) => Math.min(limit, times === Infinity ? Infinity : Math.ceil(1 + times * (share[at] ?? 0)))) })
    try {
      let solution = program.solve()
      if (solution.kind === 'optimal' && !isWhole(solution.values)) solution = program.solveWhole(whole, { seconds: secondsUntil(deadline), gap: 1 })
      if (solution.kind === 'optimal' && isWhole(solution.values)) return [...solution.values].map(Math.round)
    } finally {
      program.dispose()
    }
  }
  return null
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
  readonly facts: PartFacts
  readonly reference: readonly number[]
  readonly factsOf: readonly (readonly number[])[]
  readonly needs: readonly Need[]
  readonly needsOf: ReadonlyMap<number, readonly number[]>
  /** The fact that is a single variable, if there is one. */
  readonly single: readonly (number | null)[]

  constructor(facts: PartFacts, reference: readonly number[]) {
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

function onePattern(world: World, solver: Solver, options: SuppressOptions, taste: Taste): Suppressed {
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
  const grown = grow(world, solver, options, taste, withheld, fixed, kept)
  if (grown.kind !== 'grown') return grown
  prune(world, solver, options, taste, withheld, primary, kept)
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
function weigh(fact: Fact, { seed, boldness }: Taste): number {
  return (1 + 0.06 * Math.log2(1 + fact.count) + (fact.total ? 4 / (1 + 3 * boldness) : 0)) * (1 + (0.1 + boldness) * noise(fact.label, seed))
}

/** How one try differs from another: its noise, and how far from the plain prices it strays (0 to 1) to find what they miss. */
interface Taste { readonly seed: number, readonly boldness: number }

const already = 0.002

function grow(world: World, solver: Solver, options: SuppressOptions, taste: Taste, withheld: Set<number>, fixed: ReadonlySet<number>, kept: Witnesses): { kind: 'grown', alreadyKnown: number[] } | Exclude<Suppressed, Pattern> {
  const { facts } = world
  if (world.needs.length === 0) return { kind: 'grown', alreadyKnown: [] }
  const reach = 2 * Math.max(...world.needs.map((need) => need.by))
  const everything = facts.facts.map((_, at) => at).filter((at) => !fixed.has(at))
  const weights = facts.facts.map((fact) => weigh(fact, taste))
  const whole = roomBetween(world, (fact) => !fixed.has(fact))
  const rooms = facts.merged && whole.variables.length >= largeRing ? [thinned(world, whole, taste.seed), whole] : [whole]
  const moves = new Rooms(rooms.map((room) => () => {
    const made = new Moves(world, solver, { room, movable: everything, reach, anyWillDo: false })
    made.price(everything, (at) => (withheld.has(at) ? already : weights[at] ?? 1))
    return made
  }))
  try {
    const order = world.needs.map((need, at) => ({ need, at, noise: noise(facts.facts[need.requirement.plus[0] ?? 0]?.label ?? '', taste.seed ^ 0x5bd1e995) }))
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

/** From so many combinations on, a ring is first looked at with a few of them for each of its sums. */
const largeRing = 1_000
const combinationsOfEachSum = 2

/**
 * A ring has many more combinations than numbers that they add up to, and most of them are as good as others: where somebody is, and a few by chance for each
 * sum, will mostly do. Combinations that are left out stay as they are, so whatever is found is as true as before.
 */
function thinned(world: World, room: Room, seed: number): Room {
  const random = randomNumbers(seed)
  const order = room.variables.map((variable) => ({ variable, isThere: (world.reference[variable] ?? 0) > 0, by: random() })).sort((a, b) => Number(b.isThere) - Number(a.isThere) || a.by - b.by)
  const held = new Map<number, number>()
  const kept = new Set<number>()
  for (const { variable, isThere } of order) {
    const sums = world.factsOf[variable] ?? []
    if (!isThere && sums.every((fact) => (held.get(fact) ?? 0) >= combinationsOfEachSum)) continue
    kept.add(variable)
    for (const fact of sums) held.set(fact, (held.get(fact) ?? 0) + 1)
  }
  return {
    variables: room.variables.filter((variable) => kept.has(variable)),
    rows: room.rows.map((row) => {
      const places = row.columns.flatMap((column, at) => (kept.has(column) ? [at] : []))
      return { ...row, columns: places.map((at) => row.columns[at] ?? 0), values: places.map((at) => row.values[at] ?? 0) }
    }).filter(({ columns }) => columns.length > 0),
  }
}

/** Rooms from the smallest to the whole: what cannot be found in one is looked for in the next, which is made when it is needed. */
class Rooms {
  readonly #made: (() => Moves)[]
  readonly #loaded: Moves[] = []

  constructor(made: (() => Moves)[]) {
    this.#made = made
  }

  find(need: Need, deadline: number): Found {
    let found: Found = { kind: 'impossible' }
    for (const [at, make] of this.#made.entries()) {
      const moves = this.#loaded[at] ?? make()
      this.#loaded[at] = moves
      found = moves.find(need, deadline)
      if (found.kind === 'found') break
    }
    return found
  }

  price(list: readonly number[], costOf: (fact: number) => number): void {
    for (const moves of this.#loaded) moves.price(list, costOf)
  }

  dispose(): void {
    for (const moves of this.#loaded) moves.dispose()
  }
}

/** Whether earlier releases alone already tell a number, whatever is withheld now. */
function isGivenAway(world: World, solver: Solver, need: Need, deadline: number): boolean {
  const isFree = (fact: number) => world.facts.facts[fact]?.status !== 'published'
  const moves = new Moves(world, solver, { room: roomBetween(world, isFree), movable: world.facts.facts.map((_, at) => at).filter(isFree), reach: unbounded, anyWillDo: true })
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
function prune(world: World, solver: Solver, options: SuppressOptions, taste: Taste, withheld: Set<number>, primary: ReadonlySet<number>, kept: Witnesses): void {
  const { facts } = world
  const candidates = [...withheld].filter((fact) => !primary.has(fact) && facts.facts[fact]?.status === 'open')
    .map((fact) => ({ fact, weight: facts.facts[fact] === undefined ? 0 : weigh(facts.facts[fact], taste) })).sort((a, b) => b.weight - a.weight)
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

/** What can move at all when some facts may not: the open variables, and the sums over them that must stay as they are. */
interface Room {
  readonly variables: readonly number[]
  readonly rows: readonly Row[]
}

function roomBetween(world: World, mayMove: (fact: number) => boolean): Room {
  const { facts } = world
  const open = new Set<number>()
  for (let variable = 0; variable < facts.variables; variable++) {
    const single = world.single[variable]
    if (single === null || single === undefined || mayMove(single)) open.add(variable)
  }
  const sums = [
    ...facts.facts.flatMap((fact, at) => (mayMove(at) ? [] : [{ columns: fact.variables, values: fact.variables.map(() => 1), lower: 0, upper: 0 }])),
    ...facts.links.map(({ plus, minus, slack }) => ({ ...signedRow(plus, minus), lower: slack === null ? 0 : -slack, upper: slack === null ? 0 : Infinity })),
  ]
  // A sum that stays and has one open variable closes it; so on until nothing closes.
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
  const seen = new Set<string>()
  const rows: Row[] = []
  for (const row of sums) {
    const kept = row.columns.map((column, at) => [column, row.values[at] ?? 0] as const).filter(([column]) => open.has(column))
    const key = `${kept.join(' ')} ${row.lower}`
    if (kept.length === 0 || seen.has(key)) continue
    seen.add(key)
    rows.push({ columns: kept.map(([column]) => column), values: kept.map(([, value]) => value), lower: row.lower, upper: row.upper })
  }
  return { variables: [...open].sort((a, b) => a - b), rows }
}

/**
 * The linear program of all moves from the truth within a room: for each variable an up and a down column, and for each sum that may move an up and a
 * down column whose difference it is. All at nought is the truth itself.
 */
class Moves {
  readonly #world: World
  readonly #program: LoadedProgram
  readonly #handles = new Map<number, Handle>()
  readonly #compound = new Map<string, Handle>()
  readonly #variables: readonly number[]
  readonly #upper: number[]
  readonly #variableColumns: number[]
  readonly #limits = new Map<number, number>()
  readonly #gap: number
  #reach: number

  /** `movable`: the facts that may move, as far as the room has them. `anyWillDo`: solutions need not be cheap. */
  constructor(world: World, solver: Solver, { room, movable, reach, anyWillDo }: { readonly room: Room, readonly movable: Iterable<number>, readonly reach: number, readonly anyWillDo: boolean }) {
    this.#world = world
    this.#reach = reach
    this.#gap = anyWillDo ? 1e6 : 0.1
    this.#variables = room.variables
    const columnOf = new Map(room.variables.map((variable, at) => [variable, 2 * at]))
    const upper: number[] = []
    const cost: number[] = []
    for (const variable of room.variables) {
      upper.push(reach, Math.min(reach, world.reference[variable] ?? 0))
      cost.push(already / 2, already / 2)
    }
    this.#variableColumns = cost.map((_, at) => at)
    const doubled = ({ columns, values }: { readonly columns: readonly number[], readonly values: readonly number[] }) => {
      const row = { columns: [] as number[], values: [] as number[] }
      columns.forEach((variable, at) => {
        const column = columnOf.get(variable)
        if (column === undefined) return
        row.columns.push(column, column + 1)
        row.values.push(values[at] ?? 0, -(values[at] ?? 0))
      })
      return row
    }
    const rows: Row[] = room.rows.map((row) => ({ ...doubled(row), lower: row.lower, upper: row.upper }))
    const addHandle = (row: { columns: number[], values: number[] }): Handle => {
      const up = cost.length
      cost.push(0, 0)
      upper.push(Infinity, Infinity)
      rows.push({ columns: [...row.columns, up, up + 1], values: [...row.values, -1, 1], lower: 0, upper: 0 })
      return { up, down: up + 1 }
    }
    for (const at of movable) {
      const variables = world.facts.facts[at]?.variables ?? []
      const [variable] = variables
      const column = variables.length === 1 && variable !== undefined ? columnOf.get(variable) : undefined
      const limit = (handle: Handle) => {
        const fact = world.facts.facts[at]
        if (fact?.within === null || fact === undefined) return
        this.#limits.set(handle.up, fact.within.most - fact.count)
        this.#limits.set(handle.down, fact.count - fact.within.least)
        for (const each of [handle.up, handle.down]) upper[each] = Math.min(upper[each] ?? Infinity, this.#limits.get(each) ?? Infinity)
      }
      if (column !== undefined) {
        this.#handles.set(at, { up: column, down: column + 1 })
        limit({ up: column, down: column + 1 })
      }
      else if (variables.length > 1 && variables.some((each) => columnOf.has(each))) {
        const handle = addHandle(doubled({ columns: variables, values: variables.map(() => 1) }))
        this.#handles.set(at, handle)
        limit(handle)
      }
    }
    for (const { plus, minus } of world.facts.requirements) {
      if (plus.length + minus.length === 1) continue
      const variablesOf = (list: readonly number[]) => list.flatMap((fact) => world.facts.facts[fact]?.variables ?? [])
      const row = doubled(signedRow(variablesOf(plus), variablesOf(minus)))
      if (row.columns.length > 0) this.#compound.set(JSON.stringify([plus, minus]), addHandle(row))
    }
    this.#upper = upper
    this.#program = solver.load({ cost: Float64Array.from(cost), lower: new Float64Array(cost.length), upper: Float64Array.from(upper), rows, mostlyFixed: room.rows.length > rows.length / 10 })
  }

  /** Sets what it costs to move each of these facts. */
  price(list: Iterable<number>, costOf: (fact: number) => number): void {
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
    const found = this.#findBy(handle, need, deadline)
    if (found.kind !== 'impossible' || this.#reach >= unbounded) return found
    // Perhaps a longer move than the reach allows.
    this.#widen()
    return this.#findBy(handle, need, deadline)
  }

  #findBy(handle: Handle, need: Need, deadline: number): Found {
    const [moving, still] = need.up ? [handle.up, handle.down] : [handle.down, handle.up]
    const most = this.#upper[moving] ?? 0
    if (most < need.by) return { kind: 'impossible' }
    const limits = new Map([[moving, [need.by, most] as const], [still, [0, 0] as const]])
    this.#limit(limits)
    try {
      return this.#solve(limits, deadline)
    } finally {
      this.#limit(new Map([...limits.keys()].map((column) => [column, [0, this.#upper[column] ?? 0] as const])))
    }
  }

  /** Closes a fact (it may not move), or opens it again. */
  bar(fact: number, closed: boolean): void {
    const handle = this.#handles.get(fact)
    if (handle === undefined) return
    for (const column of [handle.up, handle.down]) this.#upper[column] = closed ? 0 : this.#open(column)
    this.#limit(new Map([handle.up, handle.down].map((column) => [column, [0, this.#upper[column] ?? 0] as const])))
  }

  dispose(): void {
    this.#program.dispose()
  }

  #open(column: number): number {
    const limit = this.#limits.get(column) ?? Infinity
    if (column >= this.#variableColumns.length) return limit
    return Math.min(limit, column % 2 === 0 ? this.#reach : Math.min(this.#reach, this.#world.reference[this.#variables[column >> 1] ?? 0] ?? 0))
  }

  #widen(): void {
    this.#reach = unbounded
    const columns = this.#variableColumns.filter((column) => (this.#upper[column] ?? 0) > 0)
    for (const column of columns) this.#upper[column] = this.#open(column)
    this.#limit(new Map(columns.map((column) => [column, [0, this.#upper[column] ?? 0] as const])))
  }

  #limit(limits: ReadonlyMap<number, readonly [number, number]>): void {
    const bounds = [...limits.values()]
    this.#program.setBounds([...limits.keys()], bounds.map(([least]) => least), bounds.map(([, most]) => most))
  }

  #solve(limits: Map<number, readonly [number, number]>, deadline: number): Found {
    const first = this.#program.solve()
    if (first.kind === 'infeasible') return { kind: 'impossible' }
    const found = this.#read(first) ?? this.#dive(first, new Map(limits), limits)
    if (found !== null) return found
    const whole = this.#program.solveWhole(this.#variableColumns, { seconds: secondsUntil(deadline), gap: this.#gap })
    if (whole.kind === 'infeasible') return { kind: 'impossible' }
    return this.#read(whole) ?? { kind: 'failed', because: whole.kind === 'failed' ? `solver status ${whole.status}` : 'the solver’s answer is not whole' }
  }

  /** From a solution in fractions: one variable after the other is held to a whole number, until the rest falls into place. Mostly two or three steps. */
  #dive(from: Solution, base: ReadonlyMap<number, readonly [number, number]>, limits: Map<number, readonly [number, number]>): Found | null {
    let solution = from
    for (let depth = 0; depth < 8 && solution.kind === 'optimal'; depth++) {
      const { values } = solution
      let [worst, distance, change] = [-1, 1e-5, 0]
      this.#variables.forEach((_, at) => {
        const each = (values[2 * at] ?? 0) - (values[2 * at + 1] ?? 0)
        const off = Math.abs(each - Math.round(each))
        if (off > distance + 1e-9) [worst, distance, change] = [at, off, each]
      })
      if (worst < 0) break
      const sides = [[Math.ceil(change), true], [Math.floor(change), false]] as const
      let next: Solution = { kind: 'infeasible' }
      for (const [bound, above] of change > 0 ? sides : sides.toReversed()) {
        const [up, down] = [2 * worst, 2 * worst + 1]
        const [mostUp, mostDown] = [this.#upper[up] ?? 0, this.#upper[down] ?? 0]
        const [leastUp, leastDown] = [limits.get(up)?.[0] ?? 0, limits.get(down)?.[0] ?? 0]
        // The change is at least the bound, or at most.
        const hold = new Map<number, readonly [number, number]>(above
          ? (bound > 0 ? [[up, [Math.max(leastUp, bound), mostUp]], [down, [0, 0]]] : [[up, [leastUp, mostUp]], [down, [leastDown, Math.min(mostDown, -bound)]]])
          : (bound < 0 ? [[down, [Math.max(leastDown, -bound), mostDown]], [up, [0, 0]]] : [[down, [leastDown, mostDown]], [up, [leastUp, Math.min(mostUp, bound)]]]))
        if ([...hold.values()].some(([least, most]) => least > most)) continue
        for (const [column, range] of hold) limits.set(column, range)
        this.#limit(hold)
        next = this.#program.solve()
        if (next.kind === 'optimal') break
      }
      solution = next
      const found = this.#read(solution)
      if (found !== null) return found
    }
    // Back to where the dive began, for whoever looks next.
    const undo = new Map([...limits.keys()].map((column) => [column, base.get(column) ?? [0, this.#upper[column] ?? 0] as const]))
    this.#limit(undo)
    return null
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

interface Handle { readonly up: number, readonly down: number }

/** Further than any move needs to go. */
const unbounded = 1e6

/**
 * What is withheld falls into islands that do not touch each other: each has its own small program, so that asking whether one figure is needed
 * does not ask about the whole release.
 */
class Islands {
  readonly #world: World
  readonly #solver: Solver
  readonly #withheld: ReadonlySet<number>
  readonly #islandOf = new Map<number, number>()
  readonly #rooms: { readonly variables: number[], readonly rows: Row[] }[] = []
  readonly #loaded = new Map<number, Moves>()

  constructor(world: World, solver: Solver, withheld: ReadonlySet<number>) {
    this.#world = world
    this.#solver = solver
    this.#withheld = new Set(withheld)
    const { facts } = world
    const room = roomBetween(world, (fact) => this.#withheld.has(fact))
    const joined = new Map<number, number>(room.variables.map((variable) => [variable, variable]))
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
    const variablesOf = (list: readonly number[]) => list.flatMap((fact) => facts.facts[fact]?.variables ?? []).filter((variable) => joined.has(variable))
    const touching = [
      ...room.rows.map((row) => row.columns),
      ...[...this.#withheld].map((fact) => variablesOf([fact])),
      ...facts.requirements.filter(({ plus, minus }) => plus.length + minus.length > 1).map(({ plus, minus }) => variablesOf([...plus, ...minus])),
    ]
    for (const [first, ...others] of touching) if (first !== undefined) for (const other of others) joined.set(find(other), find(first))
    const numbers = new Map<number, number>()
    for (const variable of room.variables) {
      const island = numbers.get(find(variable)) ?? this.#rooms.push({ variables: [], rows: [] }) - 1
      numbers.set(find(variable), island)
      this.#islandOf.set(variable, island)
      this.#rooms[island]?.variables.push(variable)
    }
    for (const row of room.rows) this.#rooms[this.#islandOf.get(row.columns[0] ?? -1) ?? -1]?.rows.push(row)
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
    const room = this.#rooms[island] ?? { variables: [], rows: [] }
    const movable = new Set(room.variables.flatMap((variable) => (this.#world.factsOf[variable] ?? []).filter((fact) => this.#withheld.has(fact))))
    const moves = new Moves(this.#world, this.#solver, { room, movable, reach: unbounded, anyWillDo: true })
    moves.price(movable, () => already)
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
