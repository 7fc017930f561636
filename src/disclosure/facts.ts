import type { Refused } from '#duty/refused.ts'
import { spell } from './inside.ts'
import type { CellName } from './inside.ts'
import { highestThreshold, mayBeCompared, maybeSamePeople, thresholdOfCell, total } from './release.ts'
import type { ReadRelease, Table } from './release.ts'

/**
 * What an attacker who reads everything would know of a release, as whole-number unknowns and sums of them.
 *
 * Each table's finest cells are variables. Every published or publishable number is a fact: a sum of variables. Tables that show the same
 * people (their shared margins agree in every cell) are linked. Tables whose dimensions go round in a ring (ethnicity by department,
 * department by grade, grade by ethnicity) are merged into one cross-classified block, because only there whole numbers tell all that they tell.
 * Flows tie snapshots together. Earlier releases are tables too, with their cells frozen as they were answered.
 */
export interface Facts {
  /** How many variables there are. */
  readonly variables: number
  /** The true counts that fix the variables: a sum of variables each. In a table's own block each is one variable. */
  readonly known: readonly { readonly variables: readonly number[], readonly count: number }[]
  /** True where a block is merged, so that the variables are not the tables' own cells and a starting point must be found. */
  readonly merged: boolean
  readonly facts: readonly Fact[]
  readonly links: readonly Link[]
  readonly requirements: readonly Requirement[]
  /**
   * Sums of variables that need not change: how many people are in each combination of units. If nobody changes their department or grade, and only
   * answers move, the questions fall apart into problems of their own. Empty where no release says what its units are.
   */
  readonly anchors: readonly { readonly of: string, readonly variables: readonly number[] }[]
  /** For a witness: what a variable is. */
  readonly places: readonly Place[]
  /** For each table (the new release's, then each earlier one's) and each of its leaves, the variables that it is the sum of. */
  readonly leafVariables: readonly (readonly (readonly number[])[])[]
  /** The merged blocks. */
  readonly blocks: readonly Block[]
  /** Every cell of the new release with the fact that it prints; null for a cell where nobody can be. */
  readonly cells: readonly { readonly name: CellName, readonly fact: number | null }[]
  /** The same for earlier releases, by their number and spelling. */
  readonly earlierCells: readonly { readonly earlier: number, readonly cell: string, readonly fact: number | null }[]
}

/** A number that is or may be printed, wherever and under however many names it is. */
export interface Fact {
  readonly variables: readonly number[]
  readonly count: number
  /** `open` may be shown or withheld; `published` and `hidden` were so in an earlier release and stay so. */
  readonly status: 'open' | 'published' | 'hidden'
  /** Where a rounded number tells within what limits it is; null where nothing does. */
  readonly within: { readonly least: number, readonly most: number } | null
  /** A total of a whole table or over all but one of its dimensions: dearer to withhold. */
  readonly total: boolean
  /** The same however the file was ordered: what the secret noise hangs on. */
  readonly label: string
}

/** Over changes of the variables: the sum of plus less the sum of minus is 0; or, where there is slack, it is not below minus the slack. */
export interface Link {
  readonly plus: readonly number[]
  readonly minus: readonly number[]
  readonly slack: number | null
  /** True where both sums count the same people, so that they are equal themselves and not only in their changes. */
  readonly samePeople: boolean
}

/** A sum of facts that must be able to be `atMost` and to be `atLeast`, for all that an attacker knows. */
export interface Requirement {
  readonly plus: readonly number[]
  readonly minus: readonly number[]
  readonly count: number
  readonly atMost: number
  readonly atLeast: number
  /** True where the small number is one of an earlier release only. */
  readonly earlier: boolean
}

/** A variable is one cell of a table, or one combination in a merged block: for each of its dimensions a category, told by its finest categories. */
export type Place =
  | { readonly kind: 'cell', readonly table: number, readonly leaf: number }
  | { readonly kind: 'combination', readonly block: number, readonly at: readonly string[] }

/** Combinations of some dimensions of a ring of tables. The blocks of one ring share the margins that they have in common. */
export interface Block {
  readonly ring: readonly number[]
  readonly dimensions: readonly string[]
}

export interface EarlierRelease {
  readonly release: ReadRelease
  /** Spellings of the cells that were withheld. */
  readonly withheld: ReadonlySet<string>
  /** Where it was rounded instead: nothing is withheld, and nothing is exact. */
  readonly rounded?: RoundedNumbers | null
  /** Of people of other days, whom nothing ties to the new ones: it is compared with, and no more. */
  readonly comparedOnly?: boolean
}

/** What every cell was rounded to, by its spelling. A cell is less than the base away from it. */
export interface RoundedNumbers {
  readonly base: number
  readonly numbers: ReadonlyMap<string, number>
}

/** Beyond this many combinations a merged block is refused: a proof would take too long, and the report is too fine. */
const mostVariables = 20_000

/** @param merge false where rings need not be merged, because tables are only to add up (rounding) */
export function gatherFacts(release: ReadRelease, earlier: readonly EarlierRelease[] = [], { merge = true, rounded = null, closed = new Set() }: { readonly merge?: boolean, readonly rounded?: RoundedNumbers | null, readonly closed?: ReadonlySet<string> } = {}): Facts | Refused {
  const tied = earlier.filter(({ comparedOnly }) => comparedOnly !== true)
  const tables = allTables(release, tied, rounded)
  if ('refused' in tables) return tables
  const flows = findFlows(release, tied, tables)
  if ('refused' in flows) return flows
  const agreements = findAgreements(tables)
  const blocks = giveVariables(tables, agreements, merge)
  if ('refused' in blocks) return blocks
  killStructuralZeros(tables, agreements, blocks)
  return assemble(release, tables, agreements, blocks, flows, closed, earlier)
}

/** A table of the new release (`of` is null) or of an earlier one, with each leaf told as a set of atoms: the finest categories that any release knows. */
interface Known {
  readonly table: Table
  readonly release: ReadRelease
  readonly of: EarlierRelease | null
  /** 0 for the new release, 1 for the first earlier one. */
  readonly edition: number
  readonly rounded: RoundedNumbers | null
  /** The highest of its cells. */
  readonly threshold: number
  /** By dimension, by leaf. */
  readonly atoms: readonly (readonly string[])[][]
  readonly strides: readonly number[]
}

function allTables(release: ReadRelease, earlier: readonly EarlierRelease[], roundedNow: RoundedNumbers | null): Known[] | Refused {
  const releases = [{ release, of: null, rounded: roundedNow }, ...earlier.map((of) => ({ release: of.release, of, rounded: of.rounded ?? null }))]
  const finer = new Map<string, Map<string, readonly string[]>>()
  for (const each of releases) {
    for (const { name, leaves, nodes } of each.release.dimensions.values()) {
      const known = finer.get(name) ?? new Map<string, readonly string[]>()
      for (const node of nodes) if (node.name !== total && node.leaves.length > 0 && !leaves.includes(node.name)) known.set(node.name, node.leaves.map((leaf) => leaves[leaf] ?? ''))
      finer.set(name, known)
    }
  }
  const atomsOf = (dimension: string, category: string, depth = 0): readonly string[] => {
    const under = finer.get(dimension)?.get(category)
    return under === undefined || depth > 20 ? [category] : under.flatMap((each) => atomsOf(dimension, each, depth + 1))
  }
  const tables: Known[] = []
  for (const [edition, each] of releases.entries()) {
    for (const dimension of each.release.dimensions.values()) {
      const all = dimension.leaves.flatMap((leaf) => atomsOf(dimension.name, leaf))
      if (new Set(all).size !== all.length) return { refused: `The categories of "${dimension.name}" overlap with those of an earlier release. Use the same categories, or say which are the parents of which.` }
    }
    for (const table of each.release.tables) {
      const dimensions = table.by.map((name) => each.release.dimensions.get(name)?.leaves ?? [])
      tables.push({
        table, release: each.release, of: each.of, edition, rounded: each.rounded, threshold: highestThreshold(each.release, table),
        atoms: dimensions.map((leaves, at) => leaves.map((leaf) => atomsOf(table.by[at] ?? '', leaf))),
        strides: stridesOf(table.sizes),
      })
    }
  }
  return tables
}

function stridesOf(sizes: readonly number[]): number[] {
  const strides = sizes.map(() => 1)
  for (let at = sizes.length - 2; at >= 0; at--) strides[at] = (strides[at + 1] ?? 1) * (sizes[at + 1] ?? 1)
  return strides
}

interface KnownFlow { readonly end: number, readonly start: number, readonly plus: number, readonly minus: number }

/** A name in a flow is a table of the same release, or else of the latest earlier release that has it. */
function findFlows(release: ReadRelease, earlier: readonly EarlierRelease[], tables: readonly Known[]): KnownFlow[] | Refused {
  const found: KnownFlow[] = []
  const releases = [release, ...earlier.map((each) => each.release)]
  for (const [at, each] of releases.entries()) {
    const search = at === 0 ? [release, ...earlier.map((one) => one.release).reverse()] : [each, ...releases.slice(1, at).reverse()]
    for (const flow of each.flows) {
      const named = (id: string, besides = -1) => {
        for (const one of search) {
          const index = tables.findIndex((known) => known.release === one && known.table.id === id)
          if (index >= 0 && index !== besides) return index
        }
        return -1
      }
      const end = named(flow.end)
      // A table that starts from itself starts from what it was in the release before.
      const known = { end, start: named(flow.start, end), plus: named(flow.plus), minus: named(flow.minus) }
      for (const role of ['end', 'start', 'plus', 'minus'] as const) {
        const table = tables[known[role]]
        if (table === undefined) return { refused: `A flow names the table "${flow[role]}", which is in neither this release nor an earlier one.` }
        const ending = tables[end]
        if (ending !== undefined && [...table.table.by].sort().join('\n') !== [...ending.table.by].sort().join('\n')) {
          return { refused: `The tables "${flow.end}" and "${flow[role]}" of a flow must have the same dimensions.` }
        }
      }
      // Every wording of the start from which the flow adds up counts: an older day's, one that was corrected since. Where it does from none, the latest does.
      const wordings = tables[known.start]?.release === each ? [known.start] : tables.flatMap((other, index) => (other.edition > 0 && search.includes(other.release) && other.release !== each && other.table.id === flow.start && index !== end ? [index] : []))
      const adding = wordings.filter((other) => missing({ ...known, start: other }, tables).length === 0)
      // What is asked for now must be as it says. An earlier release was proved as it was; what has been corrected since may not add up with it any more.
      if (at === 0 && adding.length === 0) return { refused: notAdding(flow, missing(known, tables)) }
      for (const start of adding.length === 0 ? [known.start] : adding) found.push({ ...known, start })
    }
  }
  return found
}

/** A cell of a flow in which the end is not the start plus who came less who went. */
interface Missing { readonly cell: string, readonly end: number, readonly start: number, readonly plus: number, readonly minus: number }

function missing(flow: KnownFlow, tables: readonly Known[]): Missing[] {
  const sums = new Map<string, { cell: string, end: number, start: number, plus: number, minus: number }>()
  for (const role of ['end', 'start', 'plus', 'minus'] as const) {
    const known = tables[flow[role]]
    known?.table.counts.forEach((count, leaf) => {
      const name = leafName(known, leaf)
      const sum = sums.get(name) ?? { cell: leafInWords(known, leaf), end: 0, start: 0, plus: 0, minus: 0 }
      sum[role] += count ?? 0
      sums.set(name, sum)
    })
  }
  return [...sums.values()].filter(({ end, start, plus, minus }) => end !== start + plus - minus)
}

function leafInWords({ release, table, strides }: Known, leaf: number): string {
  return table.by.map((name, at) => `${name}: ${release.dimensions.get(name)?.leaves[Math.floor(leaf / (strides[at] ?? 1)) % (table.sizes[at] ?? 1)] ?? ''}`).join(', ')
}

/** The four numbers are of the file that says so: whoever reads the refusal has given it. */
function notAdding({ end, start, plus, minus }: ReadRelease['flows'][number], cells: readonly Missing[]): string {
  const [first, ...others] = cells
  if (first === undefined) return `The flow that ends in "${end}" does not add up.`
  return `The flow that ends in "${end}" does not add up${first.cell === '' ? '' : ` for ${first.cell}`}: "${end}" has ${first.end}, and "${start}" with ${first.start}, plus "${plus}" with ${first.plus}, less "${minus}" with ${first.minus}, makes ${first.start + first.plus - first.minus}.`
    + `${others.length === 0 ? '' : ` Nor does it for ${others.length} other ${others.length === 1 ? 'cell' : 'cells'}.`} Correct the tables, or leave the flow out.`
}

/** A leaf by its categories, each told by its finest ones, in whatever order the table has its dimensions. */
function leafName(known: Known, leaf: number): string {
  return JSON.stringify(known.table.by.map((name, at) => [name, [...(known.atoms[at]?.[Math.floor(leaf / (known.strides[at] ?? 1)) % (known.table.sizes[at] ?? 1)] ?? [])].sort()]).sort())
}

/** How two tables meet: on which dimensions, and for each of those the common category of each leaf. */
interface Meeting {
  readonly dimensions: readonly { readonly inA: number, readonly inB: number, readonly a: readonly number[], readonly b: readonly number[], readonly size: number }[]
}

/** The pairs of tables that show the same people: on all the dimensions that they share, or in their grand totals, they have the same counts. */
interface Agreement extends Meeting { readonly a: number, readonly b: number }

function findAgreements(tables: readonly Known[]): Agreement[] {
  const agreements: Agreement[] = []
  for (let a = 0; a < tables.length; a++) {
    for (let b = a + 1; b < tables.length; b++) {
      const [first, second] = [tables[a], tables[b]]
      if (first === undefined || second === undefined || !maybeSamePeople(first.table, second.table)) continue
      const meeting = meet(first, second)
      const [left, right] = [margin(first, meeting, 'a'), margin(second, meeting, 'b')]
      if (left.every((count, at) => count === right[at])) agreements.push({ a, b, ...meeting })
    }
  }
  return agreements
}

function meet(a: Known, b: Known): Meeting {
  const dimensions = []
  for (const [inA, name] of a.table.by.entries()) {
    const inB = b.table.by.indexOf(name)
    if (inB < 0) continue
    dimensions.push({ inA, inB, ...commonCategories(a.atoms[inA] ?? [], b.atoms[inB] ?? []) })
  }
  return { dimensions }
}

/** Leaves that share an atom are one common category. What neither has of the other (closed, opened, renamed) is compared as one rest. */
function commonCategories(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): { a: number[], b: number[], size: number } {
  const sets = new Sets(a.length + b.length)
  const holder = new Map<string, number>()
  a.forEach((atoms, leaf) => { for (const atom of atoms) holder.set(atom, leaf) })
  const matched = new Set<number>()
  b.forEach((atoms, leaf) => {
    for (const atom of atoms) {
      const other = holder.get(atom)
      if (other === undefined) continue
      sets.join(other, a.length + leaf)
      matched.add(other).add(a.length + leaf)
    }
  })
  const aloneInA = a.map((_, leaf) => leaf).filter((leaf) => !matched.has(leaf))
  const aloneInB = b.map((_, leaf) => a.length + leaf).filter((leaf) => !matched.has(leaf))
  if (aloneInA.length > 0 && aloneInB.length > 0) {
    const all = [...aloneInA, ...aloneInB]
    for (const each of all) sets.join(all[0] ?? each, each)
  }
  const numbers = new Map<number, number>()
  const number = (at: number) => {
    const root = sets.find(at)
    const found = numbers.get(root) ?? numbers.size
    numbers.set(root, found)
    return found
  }
  return { a: a.map((_, leaf) => number(leaf)), b: b.map((_, leaf) => number(a.length + leaf)), size: numbers.size }
}

function margin(known: Known, meeting: Meeting, side: 'a' | 'b'): Float64Array {
  const sums = new Float64Array(meeting.dimensions.reduce((product, each) => product * each.size, 1))
  const places = marginPlaces(known, meeting, side)
  known.table.counts.forEach((count, leaf) => { sums[places[leaf] ?? 0] = (sums[places[leaf] ?? 0] ?? 0) + (count ?? 0) })
  return sums
}

/** For each leaf of a table, its place in the margin that it shares with another. */
function marginPlaces(known: Known, meeting: Meeting, side: 'a' | 'b'): Int32Array {
  const places = new Int32Array(known.table.counts.length)
  for (let leaf = 0; leaf < places.length; leaf++) {
    let place = 0
    for (const each of meeting.dimensions) {
      const at = side === 'a' ? each.inA : each.inB
      const category = Math.floor(leaf / (known.strides[at] ?? 1)) % (known.table.sizes[at] ?? 1)
      place = place * each.size + ((side === 'a' ? each.a : each.b)[category] ?? 0)
    }
    places[leaf] = place
  }
  return places
}

/** The variables of each table's leaves, and what each variable is. */
interface Blocks {
  readonly leafVariables: number[][][]
  readonly places: Place[]
  readonly dead: Set<number>
  readonly blocks: Block[]
  readonly blockLinks: { readonly plus: readonly number[], readonly minus: readonly number[] }[]
}

function giveVariables(tables: readonly Known[], agreements: readonly Agreement[], merge: boolean): Blocks | Refused {
  const agree = new Map<number, Agreement>()
  for (const each of agreements) agree.set(each.a * tables.length + each.b, each)
  const agreementOf = (a: number, b: number) => agree.get(Math.min(a, b) * tables.length + Math.max(a, b))

  // A table that is only a coarser view of another has no variables of its own: its leaves are the other's sums.
  const within = new Map<number, number>()
  const bySize = tables.map((_, index) => index).sort((a, b) => (tables[b]?.table.counts.length ?? 0) - (tables[a]?.table.counts.length ?? 0) || a - b)
  for (const [rank, small] of bySize.entries()) {
    for (const large of bySize.slice(0, rank)) {
      const agreement = agreementOf(small, large)
      if (agreement === undefined || within.has(large)) continue
      if (isWithin(tables, small, large, agreement)) {
        within.set(small, large)
        break
      }
    }
  }

  const groups: number[][] = []
  for (const index of tables.keys()) {
    if (within.has(index)) continue
    const group = groups.find((members) => members.every((member) => agreementOf(member, index) !== undefined))
    if (group === undefined) groups.push([index])
    else group.push(index)
  }

  const leafVariables: number[][][] = tables.map(() => [])
  const places: Place[] = []
  const blocks: Block[] = []
  const blockLinks: Blocks['blockLinks'] = []
  for (const group of groups) {
    const ring = merge ? ringOf(group, tables) : []
    if (ring.length > 0) {
      const made = spanRing(ring, tables, places, blocks.length)
      if ('refused' in made) return made
      made.leaves.forEach((leaves, at) => { leafVariables[ring[at] ?? 0] = leaves })
      blocks.push(...made.blocks)
      blockLinks.push(...made.links)
    }
    for (const table of group) {
      if (ring.includes(table)) continue
      leafVariables[table] = (tables[table]?.table.counts ?? []).map((count, leaf) => {
        if (count === null) return []
        places.push({ kind: 'cell', table, leaf })
        return [places.length - 1]
      })
    }
  }
  // Coarser views last, from the ones that have variables outwards.
  for (const small of bySize) {
    const large = within.get(small)
    const [view, whole] = [tables[small], tables[large ?? -1]]
    if (large === undefined || view === undefined || whole === undefined) continue
    const agreement = agreementOf(small, large)
    if (agreement === undefined) continue
    const [viewSide, wholeSide] = agreement.a === small ? ['a', 'b'] as const : ['b', 'a'] as const
    const viewPlaces = marginPlaces(view, agreement, viewSide)
    const wholePlaces = marginPlaces(whole, agreement, wholeSide)
    const byPlace = new Map<number, number[]>()
    leafVariables[large]?.forEach((held, leaf) => {
      const place = wholePlaces[leaf] ?? 0
      const list = byPlace.get(place) ?? []
      for (const each of held) list.push(each)
      byPlace.set(place, list)
    })
    leafVariables[small] = view.table.counts.map((_, leaf) => byPlace.get(viewPlaces[leaf] ?? 0) ?? [])
  }
  return { leafVariables, places, dead: new Set(), blocks, blockLinks }
}

/** Every dimension of the small table is one of the large one's, and every leaf of the small one is a common category of its own. */
function isWithin(tables: readonly Known[], small: number, large: number, agreement: Agreement): boolean {
  if (agreement.dimensions.length !== tables[small]?.table.by.length) return false
  return agreement.dimensions.every((each) => {
    const mine = agreement.a === small ? each.a : each.b
    return new Set(mine).size === mine.length && each.size === mine.length
  })
}

/**
 * The tables of a group that go round in a ring: what is left after Graham's reduction (take away a dimension that only one table has, and a table
 * that lies within another, as long as there is one). Where nothing is left, any whole-number margins that agree can be made of real people.
 */
function ringOf(group: readonly number[], tables: readonly Known[]): number[] {
  const levels = levelsOf(group, tables)
  const edges = new Map(group.map((table) => [table, new Set(levels.get(table))]))
  for (let changed = true; changed;) {
    changed = false
    const uses = new Map<string, number>()
    for (const edge of edges.values()) for (const node of edge) uses.set(node, (uses.get(node) ?? 0) + 1)
    for (const edge of edges.values()) {
      for (const node of edge) {
        if (uses.get(node) === 1) {
          edge.delete(node)
          changed = true
        }
      }
    }
    for (const [table, edge] of edges) {
      const inside = edge.size === 0 || [...edges].some(([other, larger]) => other !== table && [...edge].every((node) => larger.has(node)))
      if (inside) {
        edges.delete(table)
        changed = true
      }
    }
  }
  return [...edges.keys()]
}

/** The dimensions of each table as names; a dimension whose categories differ between tables has one name for each coarseness that a table can be read at. */
function levelsOf(group: readonly number[], tables: readonly Known[]): Map<number, string[]> {
  const levels = new Map<number, string[]>(group.map((table) => [table, []]))
  const names = new Set(group.flatMap((table) => tables[table]?.table.by ?? []))
  for (const name of names) {
    const holders = group.filter((table) => tables[table]?.table.by.includes(name))
    const partition = (table: number) => {
      const known = tables[table]
      return known?.atoms[known.table.by.indexOf(name)] ?? []
    }
    const spelled = new Set(holders.map((table) => JSON.stringify(partition(table).map((atoms) => [...atoms].sort()).sort())))
    if (spelled.size === 1) {
      for (const table of holders) levels.get(table)?.push(name)
      continue
    }
    // Two tables meet at the level of their common categories: name that level for each pair, and give it to every table that can be read at it.
    for (const a of holders) {
      for (const b of holders) {
        if (a > b) continue
        const common = commonCategories(partition(a), partition(b))
        const level = new Map<string, number>()
        partition(a).forEach((atoms, leaf) => { for (const atom of atoms) level.set(atom, common.a[leaf] ?? 0) })
        partition(b).forEach((atoms, leaf) => { for (const atom of atoms) level.set(atom, common.b[leaf] ?? 0) })
        const code = `${name} ${JSON.stringify([...level].sort(([x], [y]) => (x < y ? -1 : 1)))}`
        for (const table of holders) {
          const readable = table === a || table === b || partition(table).every((atoms) => new Set(atoms.map((atom) => level.get(atom))).size === 1)
          const held = levels.get(table)
          if (readable && held !== undefined && !held.includes(code)) held.push(code)
        }
      }
    }
  }
  return levels
}

/**
 * Variables for a ring of tables: the dimensions are joined into overlapping blocks that no longer go round (the cliques of a chordal graph in which
 * every table has its place), with one variable for every combination of a block, save where some table says that nobody can be.
 * Blocks that do not go round and agree on what they share can be made of real people, so nothing that whole numbers tell is lost.
 */
function spanRing(ring: readonly number[], tables: readonly Known[], places: Place[], firstBlock: number): { leaves: number[][][], blocks: Block[], links: Blocks['blockLinks'] } | Refused {
  const spelled = (atoms: readonly string[]) => [...atoms].sort().join('\n')
  const categories = new Map<string, readonly string[]>()
  for (const index of ring) {
    const known = tables[index]
    for (const [at, name] of (known?.table.by ?? []).entries()) {
      const list = (known?.atoms[at] ?? []).map(spelled).sort()
      const found = categories.get(name)
      if (found !== undefined && found.join('\n\n') !== list.join('\n\n')) {
        return { refused: `Tables that must be protected together use different categories of "${name}". Use the same ones in this release and the earlier one.` }
      }
      categories.set(name, list)
    }
  }
  const sizeOf = (names: Iterable<string>) => [...names].reduce((product, name) => product * (categories.get(name)?.length ?? 1), 1)
  const cliques = cliquesOver(ring.map((index) => tables[index]?.table.by ?? []), sizeOf)
  const combinations = cliques.reduce((sum, clique) => sum + sizeOf(clique), 0)
  if (combinations > mostVariables) {
    return { refused: `These tables overlap in a ring (${[...categories.keys()].join(', ')}) and make ${combinations.toLocaleString('en-GB')} combinations together; at most ${mostVariables.toLocaleString('en-GB')} can be proved safe. Publish fewer of these tables together, or merge categories.` }
  }

  const leaves: number[][][] = ring.map(() => [])
  const blocks: Block[] = []
  // By clique, by the categories of some of its dimensions, the variables.
  const sums: ((names: readonly string[]) => Map<string, number[]>)[] = []
  for (const clique of cliques) {
    const inside = ring.flatMap((index, position) => {
      const known = tables[index]
      return known !== undefined && known.table.by.every((name) => clique.includes(name)) ? [{ known, position, index }] : []
    }).map(({ known, position, index }) => ({
      known, position, index, leaves: known.table.counts.map((): number[] => []),
      // For each of the table's dimensions: where it is in the clique, and where the ring's categories are in the table.
      dimensions: known.table.by.map((name, at) => ({ at: clique.indexOf(name), stride: known.strides[at] ?? 1, places: (categories.get(name) ?? []).map((category) => (known.atoms[at] ?? []).findIndex((atoms) => spelled(atoms) === category)) })),
    }))
    const whole = inside.find(({ known }) => known.table.by.length === clique.length)
    const sizes = clique.map((name) => categories.get(name)?.length ?? 0)
    const strides = stridesOf(sizes)
    const made: { readonly at: readonly number[], readonly variable: number }[] = []
    for (let combination = 0; combination < sizeOf(clique); combination++) {
      const at = sizes.map((size, dimension) => Math.floor(combination / (strides[dimension] ?? 1)) % size)
      const leafIn = inside.map((view) => view.dimensions.reduce((sum, dimension) => sum + (dimension.places[at[dimension.at] ?? 0] ?? 0) * dimension.stride, 0))
      if (inside.some(({ known }, view) => known.table.counts[leafIn[view] ?? 0] === null)) continue
      places.push(whole === undefined
        ? { kind: 'combination', block: firstBlock + blocks.length, at: at.map((category, dimension) => categories.get(clique[dimension] ?? '')?.[category] ?? '') }
        : { kind: 'cell', table: whole.index, leaf: leafIn[inside.indexOf(whole)] ?? 0 })
      const variable = places.length - 1
      made.push({ at, variable })
      inside.forEach((view, number) => view.leaves[leafIn[number] ?? 0]?.push(variable))
    }
    for (const view of inside) if ((leaves[view.position]?.length ?? 0) === 0) leaves[view.position] = view.leaves
    if (whole === undefined) blocks.push({ ring, dimensions: clique })
    sums.push((names) => {
      const positions = names.map((name) => clique.indexOf(name))
      const lists = new Map<string, number[]>()
      for (const { at, variable } of made) {
        const key = positions.map((position) => at[position]).join()
        const list = lists.get(key) ?? []
        list.push(variable)
        lists.set(key, list)
      }
      return lists
    })
  }
  const links = spanningTree(cliques).flatMap(([a, b]) => {
    const shared = (cliques[a] ?? []).filter((name) => cliques[b]?.includes(name))
    const [left, right] = [sums[a]?.(shared) ?? new Map<string, number[]>(), sums[b]?.(shared) ?? new Map<string, number[]>()]
    return [...new Set([...left.keys(), ...right.keys()])].map((key) => ({ plus: left.get(key) ?? [], minus: right.get(key) ?? [] }))
  })
  return { leaves, blocks, links }
}

/**
 * The maximal cliques when the dimensions are taken away one by one: each time the one that makes the smallest block with its neighbours, or the one that ties
 * the fewest of its neighbours anew. Neither order is always the better one, so the one that makes fewer combinations is taken.
 */
function cliquesOver(tables: readonly (readonly string[])[], sizeOf: (names: Iterable<string>) => number): string[][] {
  const orders = [takenAway(tables, ({ size }) => size), takenAway(tables, ({ size, anew }) => anew * 1e9 + size)]
  const combinations = (cliques: readonly string[][]): number => cliques.reduce((sum, clique) => sum + sizeOf(clique), 0)
  return orders.reduce((best, each) => (combinations(each) < combinations(best) ? each : best))

  function takenAway(given: readonly (readonly string[])[], dearness: (next: { readonly size: number, readonly anew: number }) => number): string[][] {
    const neighbours = new Map<string, Set<string>>()
    for (const by of given) for (const name of by) neighbours.set(name, new Set([...(neighbours.get(name) ?? []), ...by.filter((other) => other !== name)]))
    const cliques: string[][] = []
    const anewWith = (around: readonly string[]): number => around.reduce((sum, one, at) => sum + around.slice(at + 1).filter((other) => neighbours.get(one)?.has(other) !== true).length, 0)
    while (neighbours.size > 0) {
      const [next] = [...neighbours].map(([name, around]) => ({ name, clique: [name, ...around].sort(), price: dearness({ size: sizeOf([name, ...around]), anew: anewWith([...around]) }) })).sort((a, b) => a.price - b.price || (a.name < b.name ? -1 : 1))
      if (next === undefined) break
      if (!cliques.some((clique) => next.clique.every((name) => clique.includes(name)))) cliques.push(next.clique)
      const around = [...(neighbours.get(next.name) ?? [])]
      neighbours.delete(next.name)
      for (const name of around) {
        const set = neighbours.get(name)
        set?.delete(next.name)
        for (const other of around) if (other !== name) set?.add(other)
      }
    }
    return cliques
  }
}

/** A heaviest tree over the cliques: those that share most are joined first. */
function spanningTree(cliques: readonly (readonly string[])[]): [number, number][] {
  const pairs = cliques.flatMap((clique, a) => cliques.slice(a + 1).map((other, at) => ({ a, b: a + 1 + at, shared: clique.filter((name) => other.includes(name)).length }))).sort((x, y) => y.shared - x.shared || x.a - y.a || x.b - y.b)
  const sets = new Sets(cliques.length)
  return pairs.flatMap(({ a, b }): [number, number][] => {
    if (sets.find(a) === sets.find(b)) return []
    sets.join(a, b)
    return [[a, b]]
  })
}

/** Where one table says that nobody can be, nobody can be in any table of the same people. */
function killStructuralZeros(tables: readonly Known[], agreements: readonly Agreement[], { leafVariables, dead }: Blocks): void {
  tables.forEach((known, index) => {
    known.table.counts.forEach((count, leaf) => { if (count === null) for (const each of leafVariables[index]?.[leaf] ?? []) dead.add(each) })
  })
  for (let before = -1; before !== dead.size;) {
    before = dead.size
    for (const agreement of agreements) {
      const sides = [['a', agreement.a], ['b', agreement.b]] as const
      const alive = sides.map(([side, index]) => {
        const known = tables[index]
        const held = new Map<number, number[]>()
        if (known === undefined) return held
        const places = marginPlaces(known, agreement, side)
        leafVariables[index]?.forEach((list, leaf) => {
          const living = list.filter((each) => !dead.has(each))
          const place = places[leaf] ?? 0
          held.set(place, [...(held.get(place) ?? []), ...living])
        })
        return held
      })
      const [left, right] = alive
      if (left === undefined || right === undefined) continue
      for (const place of new Set([...left.keys(), ...right.keys()])) {
        const [inA, inB] = [left.get(place) ?? [], right.get(place) ?? []]
        if (inA.length === 0) for (const each of inB) dead.add(each)
        if (inB.length === 0) for (const each of inA) dead.add(each)
      }
    }
  }
}

function assemble(release: ReadRelease, tables: readonly Known[], agreements: readonly Agreement[], { leafVariables, places, dead, blocks, blockLinks }: Blocks, flows: readonly KnownFlow[], closed: ReadonlySet<string>, earlier: readonly EarlierRelease[]): Facts | Refused {
  const living = leafVariables.map((leaves) => leaves.map((list) => list.filter((each) => !dead.has(each))))
  const lists: number[][] = []
  const ids = new Map<string, number>()
  const idOf = (list: readonly number[]): number => {
    const sorted = [...list].sort((a, b) => a - b)
    const key = sorted.join()
    const found = ids.get(key) ?? lists.push(sorted) - 1
    ids.set(key, found)
    return found
  }
  const emptyId = idOf([])

  // Every cell of every table as a list of variables; equal lists are one number.
  const cells = tables.map((known, index) => everyCell(known).map((cell) => ({ ...cell, id: idOf(cell.leaves.flatMap((leaf) => living[index]?.[leaf] ?? [])) })))

  // Where tables agree, a margin of one is the same number as that of the other, though made of other variables.
  const sums = lists.length
  const same = new Sets(0)
  same.grow(sums)
  const alive = (list: readonly number[]) => list.filter((each) => !dead.has(each))
  const links: Link[] = blockLinks.map(({ plus, minus }) => ({ plus: alive(plus), minus: alive(minus), slack: null, samePeople: true })).filter(({ plus, minus }) => plus.length + minus.length > 0)
  const linked = new Sets(0)
  for (const agreement of agreements) {
    const [a, b] = [tables[agreement.a], tables[agreement.b]]
    if (a === undefined || b === undefined) continue
    const left = marginLists(living[agreement.a] ?? [], marginPlaces(a, agreement, 'a'))
    const right = marginLists(living[agreement.b] ?? [], marginPlaces(b, agreement, 'b'))
    for (const place of new Set([...left.keys(), ...right.keys()])) {
      const [inA, inB] = [idOf(left.get(place) ?? []), idOf(right.get(place) ?? [])]
      linked.grow(lists.length)
      if (linked.find(inA) === linked.find(inB)) continue
      linked.join(inA, inB)
      links.push({ plus: lists[inA] ?? [], minus: lists[inB] ?? [], slack: null, samePeople: true })
    }
    const byMeaning = new Map<string, number>()
    for (const cell of cells[agreement.a] ?? []) {
      const meaning = meaningOf(cell, agreement, 'a')
      if (meaning !== null) byMeaning.set(meaning, cell.id)
    }
    for (const cell of cells[agreement.b] ?? []) {
      const other = byMeaning.get(meaningOf(cell, agreement, 'b') ?? '')
      if (other !== undefined) same.join(other, cell.id)
    }
  }

  const facts: MutableFact[] = []
  const factOf = new Map<number, number>()
  for (const [index, known] of tables.entries()) {
    for (const cell of cells[index] ?? []) {
      if (cell.id === emptyId) continue
      const root = same.find(cell.id)
      let at = factOf.get(root)
      if (at === undefined) {
        at = facts.push({ variables: lists[cell.id] ?? [], count: cell.count, status: 'open', within: null, total: false, label: cell.label, threshold: 0, roundedThreshold: 0, earlier: true, earlierThreshold: 0 }) - 1
        factOf.set(root, at)
      }
      const fact = facts[at]
      if (fact === undefined) continue
      if (fact.count !== cell.count) throw new Error('Tables that agree have different counts')
      if (cell.label < fact.label) fact.label = cell.label
      if (cell.total) fact.total = true
      const threshold = thresholdOfCell(known.release, known.table, cell.names)
      const small = cell.count > 0 && cell.count < threshold
      if (known.of === null) fact.earlier = false
      if (known.rounded !== null) {
        const to = known.rounded.numbers.get(spell(cell.name)) ?? 0
        const [least, most] = [Math.max(0, to - known.rounded.base + 1, fact.within?.least ?? 0), Math.min(to + known.rounded.base - 1, fact.within?.most ?? Infinity)]
        fact.within = { least, most }
        if (fact.status === 'open' && (known.of === null || fact.earlier)) fact.status = 'hidden'
        if (small) fact.roundedThreshold = Math.max(fact.roundedThreshold, threshold)
      } else if (known.of === null) {
        if (small) fact.threshold = Math.max(fact.threshold, threshold)
        if (closed.has(spell(cell.name)) && fact.status === 'open') fact.status = 'hidden'
      } else if (known.of.withheld.has(spell(cell.name))) {
        if (fact.status === 'open') fact.status = 'hidden'
        if (small) fact.earlierThreshold = Math.max(fact.earlierThreshold, threshold)
      } else fact.status = 'published'
    }
  }

  for (const flow of flows) {
    const added = flowLinks(flow, tables, living)
    if ('refused' in added) return added
    links.push(...added)
  }

  // Tables that nothing ties to the new ones tell no more than when they were proved.
  const tied = new Sets(tables.length)
  for (const { a, b } of agreements) tied.join(a, b)
  for (const { end, start, plus, minus } of flows) for (const each of [start, plus, minus]) tied.join(end, each)

  const requirements: Requirement[] = []
  const agree = new Set(agreements.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
  const ofSamePeople = (a: number, b: number) => a === b || agree.has(`${a} ${b}`)
  /** Where a unit hardly changed since a number of it was published, what changed with it must be able to be what it was. */
  const guard = (now: number, cellsThen: readonly { readonly name: CellName, readonly count: number, readonly published: boolean }[], slightly: (leaves: readonly number[]) => boolean): void => {
    const known = tables[now]
    if (known === undefined || known.rounded !== null) return
    // Nobody can be asked to believe that there are more than the unit has.
    const inUnit = new Map((cells[now] ?? []).flatMap((cell) => (tellsOnlyOfUnits(release, cell) ? [[unitOf(release, cell), cell.count] as const] : [])))
    const were = new Map(cellsThen.map((cell) => [coordinatesOf(cell.name), cell]))
    for (const cell of cells[now] ?? []) {
      const was = were.get(coordinatesOf(cell.name))
      const fact = factOf.get(same.find(cell.id))
      const threshold = thresholdOfCell(release, known.table, cell.names)
      if (was === undefined || fact === undefined || was.count === cell.count || !was.published || Math.abs(cell.count - was.count) >= threshold) continue
      if (tellsOnlyOfUnits(release, cell) || !slightly(cell.leaves)) continue
      const then = guardedThen(tables, now, cell)
      const own = facts[fact]
      if (then === 'withheld' && own?.status === 'open') own.status = 'hidden'
      if (then !== null) continue
      // It may not have changed at all: where units are known everybody can see that few came and went, and nobody may learn that it was one of these.
      if (release.units !== null) {
        requirements.push({ plus: [fact], minus: [], count: cell.count, atMost: Math.min(cell.count, was.count), atLeast: Math.max(cell.count, Math.min(was.count, inUnit.get(unitOf(release, cell)) ?? was.count)), earlier: false })
        continue
      }
      // Otherwise also by as many as would describe nobody: the way it went, unless that would be below nought.
      const wentUp = cell.count > was.count || was.count < threshold
      requirements.push({ plus: [fact], minus: [], count: cell.count, atMost: wentUp ? was.count : was.count - threshold, atLeast: wentUp ? was.count + threshold : was.count, earlier: false })
    }
  }
  const comparing = compareAll(tables, ofSamePeople)
  for (const { now, before } of sameTableBefore(tables, comparing, agreements, flows)) {
    const { unchanged, slightly } = comparedWithBefore(comparing, now, before)
    // Of a number that was published everybody knows what it was, and nobody that it is still so: only what was withheld moves with what it is now.
    const stillWithheld = new Set((cells[before] ?? []).flatMap((cell) => (cell.leaves.length === 1 && facts[factOf.get(same.find(cell.id)) ?? -1]?.status !== 'published' ? cell.leaves : [])))
    for (const [leafNow, leafBefore] of unchanged) {
      if (!stillWithheld.has(leafBefore) || !mayStayTheSame(tables[now], tables[before])) continue
      tied.join(now, before)
      const [plus, minus] = [living[now]?.[leafNow] ?? [], living[before]?.[leafBefore] ?? []]
      if (plus.length + minus.length > 0) links.push({ plus, minus, slack: null, samePeople: false })
    }
    // Two days in one release: the earlier one is taken for published, although some of it may yet be withheld.
    const published = (fact: MutableFact | undefined) => fact?.status === 'published' || (tables[before]?.edition === 0 && fact?.status === 'open')
    guard(now, (cells[before] ?? []).map((cell) => ({ name: cell.name, count: cell.count, published: published(facts[factOf.get(same.find(cell.id)) ?? -1]) })), slightly)
  }
  // Other days, one by one: nothing ties them to the new tables, and where a unit hardly changed since then it shows all the same.
  for (const other of earlier.filter(({ comparedOnly }) => comparedOnly === true)) {
    const both = allTables(release, [other], null)
    // Categories that overlap with those of another day cannot be compared by anybody.
    if ('refused' in both) continue
    const apart = compareAll(both, (a, b) => a === b || (both[a]?.table.of !== null && both[a]?.table.of === both[b]?.table.of))
    for (const [now, known] of both.entries()) {
      for (const [before, was] of both.entries()) {
        if (known.edition !== 0 || was.edition !== 1 || known.table.id !== was.table.id || was.rounded !== null || (known.table.of !== null && known.table.of === was.table.of) || !mayBeCompared(known.table, was.table) || !apart.comparable(now, before)) continue
        guard(now, everyCell(was).map(({ name, count }) => ({ name, count, published: !other.withheld.has(spell(name)) })), comparedWithBefore(apart, now, before).slightly)
      }
    }
  }
  const tiedToNew = new Set(tables.flatMap(({ of }, index) => (of === null ? [tied.find(index)] : [])))
  const matters = new Set(tables.flatMap((_, index) => (tiedToNew.has(tied.find(index)) ? (cells[index] ?? []).flatMap((cell) => factOf.get(same.find(cell.id)) ?? []) : [])))
  facts.forEach((fact, at) => {
    if (!matters.has(at)) return
    const threshold = Math.max(fact.threshold, fact.earlierThreshold)
    if (threshold > 0) requirements.push({ plus: [at], minus: [], count: fact.count, atMost: 0, atLeast: threshold, earlier: fact.threshold === 0 })
    // Of a rounded number everybody knows that it is near: it is enough that it could be nought, or could be large.
    else if (fact.roundedThreshold > 0) requirements.push({ plus: [at], minus: [], count: fact.count, atMost: (fact.within?.least ?? 0) === 0 ? 0 : fact.count, atLeast: (fact.within?.least ?? 0) === 0 ? fact.count : fact.roundedThreshold, earlier: fact.earlier })
  })
  const factOfCell = (id: number) => (id === emptyId ? null : factOf.get(same.find(id)) ?? null)
  requirements.push(...groupRequirements(release, cells[0] === undefined ? [] : tables.map((known, index) => ({ known, cells: cells[index] ?? [] })).filter(({ known }) => known.of === null), facts, factOfCell))
  return {
    variables: places.length, merged: blocks.length > 0, places, links, requirements, leafVariables: living, blocks, anchors: anchorsOf(tables, places, blocks, dead),
    known: tables.flatMap((known, index) => known.table.counts.flatMap((count, leaf) => (count === null ? [] : [{ variables: living[index]?.[leaf] ?? [], count }]))),
    facts: facts.map(({ variables, count, status, within, total: isTotal, label }) => ({ variables, count, status, within, total: isTotal, label })),
    earlierCells: tables.flatMap((known, index) => (known.of === null ? [] : (cells[index] ?? []).map((cell) => ({ earlier: known.edition - 1, cell: spell(cell.name), fact: factOfCell(cell.id) })))),
    cells: tables.flatMap((known, index) => (known.of === null ? (cells[index] ?? []).map((cell) => ({ name: cell.name, fact: factOfCell(cell.id) })) : [])),
  }
}

/** The variables of each table or block by the units that they are in, whatever else they say. */
function anchorsOf(tables: readonly Known[], places: readonly Place[], blocks: readonly Block[], dead: ReadonlySet<number>): Facts['anchors'][number][] {
  const anchors = new Map<string, { of: string, variables: number[] }>()
  for (const [variable, place] of places.entries()) {
    if (dead.has(variable)) continue
    const known = tables[place.kind === 'cell' ? place.table : blocks[place.block]?.ring[0] ?? -1]
    // In a ring all tables are of the same people: whichever release says what their units are says it of all.
    const units = place.kind === 'cell' ? known?.release.units ?? null : unitsOfRing(tables, blocks[place.block]?.ring ?? [])
    if (known === undefined || units === null) continue
    const dimensions = place.kind === 'cell' ? known.table.by : blocks[place.block]?.dimensions ?? []
    const at = place.kind === 'combination' ? place.at : known.table.by.map((_, dimension) => Math.floor(place.leaf / (known.strides[dimension] ?? 1)) % (known.table.sizes[dimension] ?? 1))
    const key = JSON.stringify([place.kind, place.kind === 'cell' ? place.table : place.block, ...dimensions.map((name, dimension) => (units.includes(name) ? at[dimension] : null))])
    const held = anchors.get(key) ?? { of: JSON.stringify([known.edition, known.table.of]), variables: [] }
    held.variables.push(variable)
    anchors.set(key, held)
  }
  return [...anchors.values()]
}

function unitsOfRing(tables: readonly Known[], ring: readonly number[]): readonly string[] | null {
  const said = ring.flatMap((table) => tables[table]?.release.units ?? [])
  return said.length > 0 || ring.some((table) => (tables[table]?.release.units ?? null) !== null) ? [...new Set(said)] : null
}

interface MutableFact { variables: readonly number[], count: number, status: Fact['status'], within: Fact['within'], total: boolean, label: string, threshold: number, roundedThreshold: number, earlierThreshold: number, earlier: boolean }

interface TableCell {
  readonly name: CellName
  readonly label: string
  readonly total: boolean
  readonly count: number
  /** The leaves of the table that it adds up. */
  readonly leaves: readonly number[]
  /** For each of the table's dimensions, its coordinate's name and the leaves of the dimension that it adds up. */
  readonly names: readonly string[]
  readonly along: readonly (readonly number[])[]
}

function everyCell({ table, release, strides }: Known): TableCell[] {
  const dimensions = table.by.map((name) => release.dimensions.get(name)?.nodes ?? [])
  const cells: TableCell[] = []
  const walk = (depth: number, leaves: readonly number[], names: readonly string[], along: readonly (readonly number[])[]): void => {
    if (depth === dimensions.length) {
      const cell = Object.fromEntries(table.by.map((name, at) => [name, names[at] ?? '']))
      const narrow = names.filter((name) => name !== total).length
      cells.push({
        name: { table: table.id, cell },
        label: JSON.stringify(table.by.map((name, at) => [name, names[at]]).filter(([, name]) => name !== total).sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))),
        total: table.by.length >= 2 ? narrow <= 1 : narrow === 0,
        count: leaves.reduce((sum, leaf) => sum + (table.counts[leaf] ?? 0), 0),
        leaves, names, along,
      })
      return
    }
    for (const node of dimensions[depth] ?? []) {
      const stride = strides[depth] ?? 1
      walk(depth + 1, leaves.flatMap((leaf) => node.leaves.map((category) => leaf + category * stride)), [...names, node.name], [...along, node.leaves])
    }
  }
  walk(0, [0], [], [])
  return cells
}

/** A cell that both tables can print: on the shared dimensions a union of common categories, and the total of every other. Null for any other cell. */
function meaningOf(cell: TableCell & { readonly id: number }, agreement: Agreement, side: 'a' | 'b'): string | null {
  const shared = new Map(agreement.dimensions.map((each) => [side === 'a' ? each.inA : each.inB, each]))
  const parts: (string | null)[] = agreement.dimensions.map(() => null)
  for (const [at, leaves] of cell.along.entries()) {
    const each = shared.get(at)
    const name = cell.names[at]
    if (each === undefined) {
      if (name !== total) return null
      continue
    }
    const common = side === 'a' ? each.a : each.b
    const inside = new Set(leaves.map((leaf) => common[leaf]))
    // The whole of each common category must be inside, or the other table has no such number.
    if (common.some((category, leaf) => inside.has(category) && !leaves.includes(leaf))) return null
    parts[agreement.dimensions.indexOf(each)] = name === total ? total : [...inside].sort().join()
  }
  return JSON.stringify(parts)
}

function marginLists(leaves: readonly (readonly number[])[], places: Int32Array): Map<number, number[]> {
  const lists = new Map<number, number[]>()
  leaves.forEach((held, leaf) => {
    const place = places[leaf] ?? 0
    const list = lists.get(place) ?? []
    for (const each of held) list.push(each)
    lists.set(place, list)
  })
  return lists
}

/**
 * End less start less plus and minus is what it is in truth, cell by cell (people who changed category in between are what is left over, and an attacker
 * is given them). And nobody leaves who was not there: leavers are no more than the start, wherever that is true in fact, so that
 * the alternative numbers are ones that real people could make.
 */
function flowLinks(flow: KnownFlow, tables: readonly Known[], living: readonly (readonly (readonly number[])[])[]): Link[] | Refused {
  const links: Link[] = []
  const end = tables[flow.end]
  if (end === undefined) return []
  const roles = (['start', 'plus', 'minus'] as const).map((role) => {
    const known = tables[flow[role]]
    return { role, index: flow[role], known, meeting: known === undefined ? { dimensions: [] } : meet(end, known) }
  })
  for (const { meeting, known } of roles) {
    const fine = meeting.dimensions.every((each) => new Set(each.a).size === each.a.length && new Set(each.b).size === each.b.length)
    if (!fine || known === undefined) return { refused: 'The tables of a flow must have the same categories.' }
  }
  // Each leaf of the end, and of each other table, under one spelling of its categories.
  const spelledLeaves = (known: Known) => new Map(known.table.counts.map((_, leaf) => [leafName(known, leaf), leaf] as const))
  const leavesOf = { end: spelledLeaves(end), start: new Map<string, number>(), plus: new Map<string, number>(), minus: new Map<string, number>() }
  for (const { role, known } of roles) if (known !== undefined) leavesOf[role] = spelledLeaves(known)
  const every = new Set([...leavesOf.end.keys(), ...leavesOf.start.keys(), ...leavesOf.plus.keys(), ...leavesOf.minus.keys()])
  for (const spelled of every) {
    const at = (role: keyof typeof leavesOf) => {
      const leaf = leavesOf[role].get(spelled)
      return leaf === undefined ? [] : living[flow[role]]?.[leaf] ?? []
    }
    const countOf = (role: keyof typeof leavesOf) => {
      const leaf = leavesOf[role].get(spelled)
      return leaf === undefined ? 0 : tables[flow[role]]?.table.counts[leaf] ?? 0
    }
    const [plus, minus] = [[...at('end'), ...at('minus')], [...at('start'), ...at('plus')]]
    if (plus.length + minus.length > 0) links.push({ plus, minus, slack: null, samePeople: false })
    const stayed = countOf('start') - countOf('minus')
    if (stayed >= 0 && at('minus').length > 0) links.push({ plus: at('start'), minus: at('minus'), slack: stayed, samePeople: false })
  }
  return links
}

/**
 * A table of the new release and what it was in an earlier one, where no flow ties them: a correction, or the next snapshot. So are two tables with the
 * same dimensions of populations that a flow of other tables ties, as long as the flow is not by those dimensions itself: then its starters and leavers
 * say how the two differ, and are protected.
 */
function sameTableBefore(tables: readonly Known[], { comparable }: Comparing, agreements: readonly Agreement[], flows: readonly KnownFlow[]): { readonly now: number, readonly before: number }[] {
  const agree = new Set(agreements.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
  const ofSamePeople = (a: number, b: number) => a === b || agree.has(`${a} ${b}`)
  const tied = new Set(flows.flatMap(({ end, start }) => [`${end} ${start}`, `${start} ${end}`]))
  const pairs: { now: number, before: number }[] = []
  for (const [now, known] of tables.entries()) {
    if (known.edition !== 0) continue
    for (const [before, other] of tables.entries()) {
      if (now === before || agree.has(`${now} ${before}`) || tied.has(`${now} ${before}`)) continue
      const renamed = other.edition > 0 && known.table.id === other.table.id
      const flowsBetween = flows.filter((flow) => ofSamePeople(now, flow.end) && ofSamePeople(before, flow.start))
      const byFlow = flowsBetween.length > 0 && !flowsBetween.some(({ end }) => tables[end]?.edition === 0 && known.table.by.every((name) => tables[end]?.table.by.includes(name) === true))
      if ((renamed || byFlow) && mayBeCompared(known.table, other.table) && comparable(now, before)) pairs.push({ now, before })
    }
  }
  return pairs
}

/** Tables side by side, each pair looked at once. */
interface Comparing {
  /** Whether two tables say of the same categories how many there are; some that only one of them has are nought in the other. */
  comparable(a: number, b: number): boolean
  changes(now: number, before: number): readonly Change[]
  /** For each unit, the most people whom any tables of these two populations show to have come, or to have gone. */
  moved(now: number, before: number): ReadonlyMap<string, number>
  unitsOf(table: number, leaf: number): readonly string[]
  readonly tables: readonly Known[]
}

function compareAll(tables: readonly Known[], ofSamePeople: (a: number, b: number) => boolean): Comparing {
  const remembered = <Value>(make: (a: number, b: number) => Value): ((a: number, b: number) => Value) => {
    const kept = new Map<string, Value>()
    return (a, b) => {
      const key = `${a} ${b}`
      const found = kept.get(key)
      if (found !== undefined) return found
      const made = make(a, b)
      kept.set(key, made)
      return made
    }
  }
  const names = remembered((table) => (tables[table]?.table.counts ?? []).map((_, leaf) => (tables[table] === undefined ? '' : leafName(tables[table], leaf))))
  const places = remembered((table) => new Map(names(table, 0).map((name, leaf) => [name, leaf])))
  const dimensions = remembered((table) => new Map((tables[table]?.table.by ?? []).map((name, at) => [name, new Set((tables[table]?.atoms[at] ?? []).map((atoms) => [...atoms].sort().join('\n')))])))
  const units = remembered((table) => (tables[table]?.table.counts ?? []).map((_, leaf) => (tables[table] === undefined ? [] : unitsOf(tables[table], leaf))))
  const comparable = remembered((a, b) => {
    const [one, other] = [dimensions(a, 0), dimensions(b, 0)]
    return one.size === other.size && [...one].every(([name, mine]) => {
      const theirs = other.get(name)
      const all = theirs === undefined ? new Set<string>() : new Set([...theirs].flatMap((each) => each.split('\n')))
      return theirs !== undefined && [...mine].some((each) => theirs.has(each)) && [...mine].every((each) => theirs.has(each) || each.split('\n').every((atom) => !all.has(atom)))
    })
  })
  const changes = remembered((now, before) => (tables[now]?.table.counts ?? []).map((count, leaf): Change => {
    const was = places(before, 0).get(names(now, 0)[leaf] ?? '') ?? -1
    return { leaf, was, change: (count ?? 0) - (tables[before]?.table.counts[was] ?? 0) }
  }))
  const movedInUnits = remembered((now, before) => {
    const sums = new Map<string, { up: number, down: number }>()
    for (const { leaf, change } of changes(now, before)) {
      if (change === 0) continue
      for (const unit of units(now, 0)[leaf] ?? []) {
        const sum = sums.get(unit) ?? { up: 0, down: 0 }
        if (change > 0) sum.up += change
        else sum.down -= change
        sums.set(unit, sum)
      }
    }
    return new Map([...sums].map(([unit, { up, down }]) => [unit, Math.max(up, down)]))
  })
  return {
    tables, comparable, changes, unitsOf: (table, leaf) => units(table, 0)[leaf] ?? [],
    moved: remembered((now, before) => {
      const [a, b] = [tables[now], tables[before]]
      const moved = new Map<string, number>()
      const more = (unit: string, people: number) => moved.set(unit, Math.max(moved.get(unit) ?? 0, people))
      for (const [index, one] of tables.entries()) {
        if (one.edition !== a?.edition || !ofSamePeople(index, now)) continue
        for (const [other, was] of tables.entries()) {
          if (was.edition !== b?.edition || was.table.by.length !== one.table.by.length || !ofSamePeople(other, before) || !comparable(index, other)) continue
          for (const [unit, people] of movedInUnits(index, other)) more(unit, people)
        }
      }
      // Two days of other people: what is known of who came and went counts, also where it cancels out in the tables.
      if (a !== undefined && b !== undefined && a.edition !== b.edition && isOfAnotherDay(a, b)) for (const [unit, people] of movedAsIsSaid(a)) more(unit, people)
      return moved
    }),
  }
}

/** People stay from day to day. What happened in one period does not happen again in another: only a correction is of the same. */
function mayStayTheSame(now: Known | undefined, before: Known | undefined): boolean {
  return now !== undefined && before !== undefined && ((now.table.between === null && before.table.between === null) || maybeSamePeople(now.table, before.table))
}

/** What is said of comings and goings begins at the release before, and says nothing of a correction. */
function isOfAnotherDay(now: Known, before: Known): boolean {
  return now.table.of !== null && before.table.of !== null && now.table.of !== before.table.of && before.of?.comparedOnly !== true
}

/**
 * Which cells are as they were, and which changed slightly, in units where fewer than the threshold of people came and went: the difference of the two
 * tables would describe them. A unit is the whole table, and in tables of two or more dimensions every category of those that are units.
 * How many came and went is what any of the tables of these people shows.
 */
function comparedWithBefore({ tables, changes, moved, unitsOf: unitsIn }: Comparing, now: number, before: number): { readonly unchanged: readonly (readonly [number, number])[], readonly slightly: (leaves: readonly number[]) => boolean } {
  const few = (unit: string) => (moved(now, before).get(unit) ?? 0) < (tables[now]?.threshold ?? 0)
  return {
    unchanged: changes(now, before).filter(({ leaf, was, change }) => was >= 0 && change === 0 && unitsIn(now, leaf).some(few)).map(({ leaf, was }) => [leaf, was] as const),
    slightly: (leaves) => {
      const [first, ...others] = leaves.map((leaf) => unitsIn(now, leaf))
      return (first ?? []).some((unit) => few(unit) && others.every((units) => units.includes(unit)))
    },
  }
}

interface Change { readonly leaf: number, readonly was: number, readonly change: number }

function unitsOf(known: Known, leaf: number): string[] {
  const { table, release, atoms, strides } = known
  if (table.by.length < 2) return ['whole']
  return ['whole', ...table.by.flatMap((name, at) => {
    if (release.units !== null && !release.units.includes(name)) return []
    const category = Math.floor(leaf / (strides[at] ?? 1)) % (table.sizes[at] ?? 1)
    return [JSON.stringify([name, [...(atoms[at]?.[category] ?? [])].sort()])]
  })]
}

/** For each unit of a table, how many people are known to have come and gone. */
function movedAsIsSaid({ table, release, atoms }: Known): readonly (readonly [unit: string, people: number])[] {
  const everybody = release.moved.get(total)?.get(total)
  return [
    ...(everybody === undefined ? [] : [['whole', everybody] as const]),
    ...table.by.flatMap((name, at) => {
      const said = release.moved.get(name)
      return said === undefined ? [] : (release.dimensions.get(name)?.leaves ?? []).flatMap((leaf, category) => {
        const people = said.get(leaf)
        return people === undefined ? [] : [[JSON.stringify([name, [...(atoms[at]?.[category] ?? [])].sort()]), people] as const]
      })
    }),
  ]
}

/** How many people are in a unit is no answer of theirs. */
function tellsOnlyOfUnits({ units }: ReadRelease, { name: { cell } }: TableCell): boolean {
  return units !== null && Object.entries(cell).every(([dimension, category]) => category === total || units.includes(dimension))
}

/** What became of the very number where it was in a release of the same people before: it was shown or withheld then, stays so, and tells nothing new. */
function guardedThen(tables: readonly Known[], now: number, cell: TableCell): 'shown' | 'withheld' | null {
  const known = tables[now]
  if (known === undefined || known.table.of === null) return null
  const before = tables.filter((other) => other.of !== null && other.table.of === known.table.of && other.table.id === known.table.id && other.rounded === null && everyCell(other).some((was) => spell(was.name) === spell(cell.name) && was.count === cell.count))
  return before.length === 0 ? null : before.some(({ of }) => of?.withheld.has(spell(cell.name)) === false) ? 'shown' : 'withheld'
}

function unitOf({ units }: ReadRelease, { name: { cell } }: TableCell): string {
  return JSON.stringify(Object.entries(cell).filter(([dimension]) => units?.includes(dimension)).sort())
}

function coordinatesOf({ cell }: CellName): string {
  return JSON.stringify(Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Where one category holds everyone in a small unit: it must be possible that it does not. */
function groupRequirements(release: ReadRelease, tables: readonly { known: Known, cells: readonly (TableCell & { id: number })[] }[], facts: readonly MutableFact[], factOfCell: (id: number) => number | null): Requirement[] {
  const rule = release.groupDisclosure
  if (rule === null) return []
  const requirements = new Map<string, Requirement>()
  for (const { known, cells } of tables) {
    for (const [at, name] of known.table.by.entries()) {
      if (!rule.dimensions.includes(name)) continue
      const units = new Map<string, { unit?: number, threshold?: number, whole: { fact: number, count: number }[] }>()
      for (const cell of cells) {
        const category = cell.name.cell[name]
        const others = JSON.stringify(Object.entries(cell.name.cell).filter(([dimension]) => dimension !== name))
        const fact = factOfCell(cell.id)
        if (fact === null) continue
        const held = units.get(others) ?? { whole: [] }
        if (category === total) {
          held.unit = fact
          held.threshold = thresholdOfCell(release, known.table, cell.names)
        }
        else if ((cell.along[at]?.length ?? 0) === 1) held.whole.push({ fact, count: cell.count })
        units.set(others, held)
      }
      for (const { unit, threshold = 0, whole } of units.values()) {
        const of = unit === undefined ? undefined : facts[unit]
        if (unit === undefined || of === undefined || of.count < threshold || of.count >= rule.below) continue
        for (const { fact, count } of whole) {
          if (count === of.count && fact !== unit) requirements.set(`${unit} ${fact}`, { plus: [unit], minus: [fact], count: 0, atMost: 0, atLeast: 1, earlier: false })
        }
      }
    }
  }
  return [...requirements.values()]
}

/** Disjoint sets of whole numbers. */
class Sets {
  readonly #parents: number[]
  constructor(size: number) {
    this.#parents = Array.from({ length: size }, (_, at) => at)
  }
  grow(size: number): void {
    while (this.#parents.length < size) this.#parents.push(this.#parents.length)
  }
  find(at: number): number {
    let root = at
    for (let up = this.#parents[root] ?? root; up !== root; up = this.#parents[root] ?? root) root = up
    for (let next = at; next !== root;) {
      const up = this.#parents[next] ?? root
      this.#parents[next] = root
      next = up
    }
    return root
  }
  join(a: number, b: number): void {
    this.#parents[this.find(a)] = this.find(b)
  }
}
