import { spell } from './inside.ts'
import { highestThreshold, mayBeCompared, maybeSamePeople, thresholdOfCell, total } from './release.ts'
import type { Flow, ReadRelease, Table } from './release.ts'

/**
 * The verifier: checks a proof that a release is safe. It knows no solver and nothing of how the proof was found; it counts in whole numbers only.
 *
 * A proof is a list of other worlds. Each world is a set of tables that could just as well be true, because it agrees with every figure that is
 * published, now or earlier. For every small number there must be a world where it is nought and a world where it is the threshold or more:
 * then nobody who has only the published figures can tell that it is small, or that anybody is there.
 */
export interface Proof {
  readonly worlds: readonly OtherWorld[]
  /** For tables that overlap in a ring: people in every combination of some of the ring's dimensions, who add up to the true tables and to each other. */
  readonly rings: readonly Ring[]
  /** Small numbers of earlier releases that those releases gave away themselves: spellings, with the number of the earlier release. */
  readonly givenAway: readonly { readonly earlier: number, readonly cell: string }[]
}

/** What is different in another world. Tables are numbered: those of the new release, then those of each earlier one, in their order. */
export interface OtherWorld {
  readonly counts: readonly (readonly [table: number, leaf: number, count: number])[]
  readonly people: readonly (readonly [ring: number, combination: readonly string[], count: number])[]
}

export interface Ring {
  /** The tables that go round. */
  readonly ring: readonly number[]
  readonly dimensions: readonly string[]
  /** A combination has a category for each dimension, told by its finest categories, one a line. */
  readonly people: readonly (readonly [combination: readonly string[], count: number])[]
}

export interface Released {
  readonly release: ReadRelease
  /** Spellings of the cells that are withheld. */
  readonly withheld: ReadonlySet<string>
  /** Where all numbers are rounded instead: what each cell is rounded to. Each is less than the base away from its number, and they add up. */
  readonly rounded?: { readonly base: number, readonly numbers: ReadonlyMap<string, number> } | null
  /** Nothing ties its people to the new ones: it is looked at only for what hardly changed since. These come after the others. */
  readonly comparedOnly?: boolean
}

export type Verdict =
  | { readonly verified: true, readonly small: number, readonly worlds: number }
  | { readonly verified: false, readonly because: string }

export function verify(released: Released, earlier: readonly Released[], proof: Proof): Verdict {
  try {
    return { verified: true, ...check(released, earlier, proof) }
  } catch (error) {
    if (error instanceof Unproved) return { verified: false, because: error.message }
    throw error
  }
}

class Unproved extends Error {}

function check(released: Released, everything: readonly Released[], proof: Proof): { small: number, worlds: number } {
  const earlier = everything.filter(({ comparedOnly }) => comparedOnly !== true)
  const sheets = [released, ...earlier].flatMap((each, edition) => each.release.tables.map((table) => sheetOf(table, each, edition)))
  const known = new Set(sheets.filter((sheet) => sheet.edition === 0).flatMap((sheet) => sheet.names))
  for (const cell of released.withheld) if (!known.has(cell)) throw new Unproved('A cell that is withheld is not in the release')
  for (const sheet of sheets) checkRounding(sheet)
  const twins = twinsOf(sheets)
  const flows = flowsOf([released, ...earlier], sheets)
  const rings = ringsOf(sheets, twins, proof.rings)
  const echoes = [...echoesOf(sheets, twins, flows, sheets), ...everything.flatMap((other) => (other.comparedOnly === true ? farEchoesOf(released, other, sheets) : []))]

  // What must still be shown of each small cell: a world with nought, a world with the threshold or more.
  const owed = new Map<string, Owed>()
  const linked = linkedToNew(sheets, twins, flows, echoes)
  for (const [at, sheet] of sheets.entries()) {
    if (!linked.has(at)) continue
    for (const [cell, count] of sheet.totals.entries()) {
      const hidden = sheet.hidden[cell] === true
      if (!(count >= 1 && count < (sheet.thresholds[cell] ?? 0))) continue
      if (sheet.edition === 0 && !hidden && sheet.rounded === null) throw new Unproved('A small number is not withheld')
      if (sheet.edition > 0 && ((!hidden && sheet.rounded === null) || proof.givenAway.some((given) => given.earlier === sheet.edition - 1 && given.cell === sheet.names[cell]))) continue
      // Of a rounded number everybody knows that it is near: one of the two will do.
      owed.set(`${at} ${cell}`, { nought: false, enough: false, either: sheet.rounded !== null })
    }
  }
  const groups = groupsOf(sheets, released)
  for (const world of proof.worlds) pay(world, sheets, twins, flows, rings, owed, groups, echoes)
  for (const { nought, enough, either } of owed.values()) if (either ? !nought && !enough : !nought || !enough) throw new Unproved('A small number has no world in which it is nought, or none in which it is large enough')
  for (const { owed: differences } of echoes) {
    for (const { same, far } of differences.values()) if (!same || !far) throw new Unproved('A figure differs by a few people from what it was, and nothing hides by how many')
  }
  for (const { shown } of groups) if (!shown.done) throw new Unproved('A unit where one category holds everyone has no world in which it does not')
  return { small: owed.size, worlds: proof.worlds.length }
}

/** The tables that anything ties to those of the new release: others tell no more than they did when they were proved. */
function linkedToNew(sheets: readonly Sheet[], twins: readonly Twins[], flows: readonly FlowOf[], echoes: readonly Echo[]): Set<number> {
  const ties = [
    ...twins.map(({ first, second }) => [first, second]), ...flows.map(({ end, start, plus, minus }) => [end, start, plus, minus]),
    ...echoes.flatMap(({ now, before, kept }) => (kept.size > 0 ? [[now, before]] : [])),
  ]
  const linked = new Set([...sheets.keys()].filter((at) => sheets[at]?.edition === 0))
  for (let before = -1; before !== linked.size;) {
    before = linked.size
    for (const tie of ties) if (tie.some((at) => linked.has(at))) for (const at of tie) linked.add(at)
  }
  return linked
}

interface Owed { nought: boolean, enough: boolean, readonly either: boolean }

/** A table with all its totals: every cell has a number, its coordinates in mixed radix. */
interface Sheet {
  readonly table: Table
  readonly release: ReadRelease
  readonly edition: number
  /** The highest of its cells, and that of each. */
  readonly threshold: number
  readonly thresholds: readonly number[]
  readonly totals: readonly number[]
  readonly names: readonly string[]
  readonly hidden: readonly boolean[]
  /** What the cells are rounded to, if they are. */
  readonly rounded: { readonly base: number, readonly to: readonly number[] } | null
  /** For a leaf, the cells that it is part of. */
  readonly cellsOf: (leaf: number) => readonly number[]
  readonly at: (leaf: number) => readonly number[]
}

function sheetOf(table: Table, { release, withheld, rounded }: Released, edition: number): Sheet {
  const nodes = table.by.map((name) => release.dimensions.get(name)?.nodes ?? [])
  const holding = nodes.map((list, dimension) => Array.from({ length: table.sizes[dimension] ?? 0 }, (_, leaf) => list.flatMap((node, number) => (node.leaves.includes(leaf) ? [number] : []))))
  const at = (leaf: number): number[] => {
    const place: number[] = []
    let rest = leaf
    for (let dimension = table.sizes.length - 1; dimension >= 0; dimension--) {
      const size = table.sizes[dimension] ?? 1
      place.unshift(rest % size)
      rest = Math.floor(rest / size)
    }
    return place
  }
  const cellsOf = (leaf: number): number[] => {
    let cells = [0]
    at(leaf).forEach((category, dimension) => {
      const width = nodes[dimension]?.length ?? 1
      cells = cells.flatMap((cell) => (holding[dimension]?.[category] ?? []).map((node) => cell * width + node))
    })
    return cells
  }
  const size = nodes.reduce((product, list) => product * list.length, 1)
  const totals = Array.from({ length: size }, () => 0)
  table.counts.forEach((count, leaf) => {
    if (count !== null && count > 0) for (const cell of cellsOf(leaf)) totals[cell] = (totals[cell] ?? 0) + count
  })
  const thresholds: number[] = []
  const names = totals.map((_, cell) => {
    const coordinates: [string, string][] = []
    let rest = cell
    for (let dimension = nodes.length - 1; dimension >= 0; dimension--) {
      const list = nodes[dimension] ?? []
      coordinates.push([table.by[dimension] ?? '', list[rest % list.length]?.name ?? ''])
      rest = Math.floor(rest / list.length)
    }
    thresholds.push(thresholdOfCell(release, table, table.by.map((name) => coordinates.find(([of]) => of === name)?.[1] ?? '')))
    return spell({ table: table.id, cell: Object.fromEntries(coordinates) })
  })
  return { table, release, edition, threshold: highestThreshold(release, table), thresholds, totals, names, hidden: names.map((name) => withheld.has(name)), rounded: rounded === null || rounded === undefined ? null : { base: rounded.base, to: names.map((name) => rounded.numbers.get(name) ?? Number.NaN) }, cellsOf, at }
}

/** Rounded numbers are multiples of the base, each less than it away from the truth, and every total is the sum of its parts. */
function checkRounding({ table, rounded, totals, cellsOf, threshold }: Sheet): void {
  if (rounded === null) return
  if (!Number.isSafeInteger(rounded.base) || rounded.base < threshold) throw new Unproved('Numbers are rounded to less than the threshold')
  const sums = totals.map(() => 0)
  const inside = new Map<number, number[]>()
  table.counts.forEach((count, leaf) => {
    for (const cell of cellsOf(leaf)) inside.set(cell, [...(inside.get(cell) ?? []), leaf])
  })
  // The cell that is a leaf alone has the fewest leaves: each leaf's own rounded number is that of a cell of which it is the only leaf.
  const own = new Map<number, number>()
  for (const [cell, leaves] of inside) if (leaves.length === 1) own.set(leaves[0] ?? -1, rounded.to[cell] ?? Number.NaN)
  for (const [cell, leaves] of inside) sums[cell] = leaves.reduce((sum, leaf) => sum + (own.get(leaf) ?? Number.NaN), 0)
  totals.forEach((count, cell) => {
    const to = rounded.to[cell] ?? Number.NaN
    if (!Number.isSafeInteger(to) || to < 0 || to % rounded.base !== 0 || Math.abs(to - count) >= rounded.base) throw new Unproved('A number is not rounded to a neighbouring multiple')
    if (to !== sums[cell]) throw new Unproved('Rounded numbers do not add up')
  })
}

/** What everybody knows of a cell: its number, its neighbourhood, or nothing. */
function isConsistent({ hidden, rounded, totals }: Sheet, cell: number, value: number): boolean {
  if (rounded !== null) return Math.abs(value - (rounded.to[cell] ?? Number.NaN)) < rounded.base
  return hidden[cell] === true || value === totals[cell]
}

/** Two tables of the same people: their shared margins agree everywhere, so they must agree in every world. */
interface Twins {
  readonly first: number
  readonly second: number
  readonly place: (which: 'first' | 'second', leaf: number) => string
  /** Whether every dimension of the one is in the other, and no coarser there. */
  readonly firstIsView: boolean
  readonly secondIsView: boolean
}

function twinsOf(sheets: readonly Sheet[]): Twins[] {
  const finest = finestNames(sheets)
  const twins: Twins[] = []
  for (const [first, a] of sheets.entries()) {
    for (const [second, b] of sheets.entries()) {
      if (second <= first || !maybeSamePeople(a.table, b.table)) continue
      const shared = a.table.by.filter((name) => b.table.by.includes(name)).map((name) => {
        const [inA, inB] = [a.table.by.indexOf(name), b.table.by.indexOf(name)]
        return { inA, inB, ...meetingPoints(finest(a, inA), finest(b, inB)) }
      })
      const places = [
        Array.from(a.table.counts, (_, leaf) => shared.map((each) => each.a[a.at(leaf)[each.inA] ?? 0]).join()),
        Array.from(b.table.counts, (_, leaf) => shared.map((each) => each.b[b.at(leaf)[each.inB] ?? 0]).join()),
      ] as const
      const difference = new Map<string, number>()
      a.table.counts.forEach((count, leaf) => { difference.set(places[0][leaf] ?? '', (difference.get(places[0][leaf] ?? '') ?? 0) + (count ?? 0)) })
      b.table.counts.forEach((count, leaf) => { difference.set(places[1][leaf] ?? '', (difference.get(places[1][leaf] ?? '') ?? 0) - (count ?? 0)) })
      if ([...difference.values()].some((value) => value !== 0)) continue
      const [inFirst, inSecond] = [new Set(places[0]), new Set(places[1])]
      twins.push({
        first, second,
        place: (which, leaf) => places[which === 'first' ? 0 : 1][leaf] ?? '',
        firstIsView: shared.length === a.table.by.length && inFirst.size === places[0].length && [...inSecond].every((place) => inFirst.has(place)),
        secondIsView: shared.length === b.table.by.length && inSecond.size === places[1].length && [...inFirst].every((place) => inSecond.has(place)),
      })
    }
  }
  return twins
}

/** Each category of a table as the finest categories that any release has under that name. */
function finestNames(sheets: readonly Sheet[]): (sheet: Sheet, dimension: number) => string[][] {
  const children = new Map<string, Set<string>>()
  for (const release of new Set(sheets.map((sheet) => sheet.release))) {
    for (const { name, nodes, leaves } of release.dimensions.values()) {
      for (const node of nodes) {
        if (node.name === total || leaves.includes(node.name)) continue
        children.set(`${name}\n${node.name}`, new Set(node.leaves.map((leaf) => leaves[leaf] ?? '')))
      }
    }
  }
  const under = (dimension: string, category: string, seen: readonly string[]): string[] => {
    const found = seen.includes(category) ? undefined : children.get(`${dimension}\n${category}`)
    return found === undefined ? [category] : [...found].flatMap((child) => under(dimension, child, [...seen, category]))
  }
  return (sheet, dimension) => {
    const name = sheet.table.by[dimension] ?? ''
    return (sheet.release.dimensions.get(name)?.leaves ?? []).map((leaf) => under(name, leaf, []))
  }
}

/** The finest categories that both can be added up to. Categories that only one has are a rest, when the other has such too. */
function meetingPoints(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): { a: number[], b: number[] } {
  const colour = new Map<string, number>()
  const lists = [...a, ...b]
  lists.forEach((names, number) => names.forEach((name) => colour.set(name, Math.min(number, colour.get(name) ?? number))))
  const inBoth = (names: readonly string[], others: readonly (readonly string[])[]) => names.some((name) => others.some((other) => other.includes(name)))
  const strangers = [...a.filter((names) => !inBoth(names, b)), ...b.filter((names) => !inBoth(names, a))]
  const rest = a.some((names) => !inBoth(names, b)) && b.some((names) => !inBoth(names, a))
  const bundles = rest ? [...lists, strangers.flat()] : lists
  for (let changed = true; changed;) {
    changed = false
    for (const names of bundles) {
      const least = Math.min(...names.map((name) => colour.get(name) ?? 0))
      for (const name of names) {
        if (colour.get(name) !== least) {
          colour.set(name, least)
          changed = true
        }
      }
    }
  }
  return { a: a.map((names) => colour.get(names[0] ?? '') ?? 0), b: b.map((names) => colour.get(names[0] ?? '') ?? 0) }
}

interface FlowOf { readonly end: number, readonly start: number, readonly plus: number, readonly minus: number, readonly leaf: ReadonlyMap<number, ReadonlyMap<number, string>>, readonly named: ReadonlyMap<number, ReadonlyMap<string, number>> }

function flowsOf(editions: readonly Released[], sheets: readonly Sheet[]): FlowOf[] {
  return editions.flatMap(({ release }, edition) => release.flows.flatMap((flow: Flow) => {
    // Its own tables first, then the latest edition before it that has the name. Editions: 0 is new, then the oldest first.
    const order = edition === 0 ? [0, ...editions.map((_, at) => at).slice(1).reverse()] : [edition, ...editions.map((_, at) => at).slice(1, edition).reverse()]
    const named = (id: string, notThis = -1) => {
      for (const at of order) {
        const found = sheets.findIndex((sheet, number) => sheet.edition === at && sheet.table.id === id && number !== notThis)
        if (found >= 0) return found
      }
      throw new Unproved('A flow names a table that is not there')
    }
    const end = named(flow.end)
    const latest = named(flow.start, end)
    // Every earlier wording of the start from which the flow adds up counts, where the start is not of the flow's own edition.
    const starts = sheets[latest]?.edition === edition ? [latest] : sheets.flatMap((sheet, number) => (number !== end && sheet.edition !== edition && order.includes(sheet.edition) && sheet.table.id === flow.start ? [number] : []))
    return starts.map((start) => ({ end, start, plus: named(flow.plus), minus: named(flow.minus), latest: start === latest, isNew: edition === 0 }))
  })).map((roles) => {
    const finest = finestNames(sheets)
    const leaf = new Map([roles.end, roles.start, roles.plus, roles.minus].map((number) => {
      const sheet = sheets[number]
      const names = new Map<number, string>()
      if (sheet !== undefined) {
        const own = sheet.table.by.map((name, dimension) => ({ name, categories: finest(sheet, dimension) }))
        sheet.table.counts.forEach((_, index) => {
          const at = sheet.at(index)
          names.set(index, JSON.stringify(own.map(({ name, categories }, dimension) => [name, [...(categories[at[dimension] ?? 0] ?? [])].sort()]).sort()))
        })
      }
      return [number, names] as const
    }))
    return { ...roles, leaf, named: new Map([...leaf].map(([number, names]) => [number, new Map([...names].map(([at, name]) => [name, at]))])) }
  }).map((flow) => ({
    ...flow, exact: [...new Set([...flow.leaf.values()].flatMap((names) => [...names.values()]))].every((name) => {
      const [end, start, plus, minus] = [flow.end, flow.start, flow.plus, flow.minus].map((number) => countNamed(flow, sheets, number, name))
      return (end ?? 0) + (minus ?? 0) === (start ?? 0) + (plus ?? 0)
    }),
  })).filter((flow, _, all) => {
    // An earlier release was checked as it was; what has been corrected since need not add up with it any more.
    if (flow.isNew && !all.some((other) => other.exact && other.end === flow.end && other.plus === flow.plus && other.minus === flow.minus)) throw new Unproved('A flow of the release does not add up')
    return flow.exact || (flow.latest && !all.some((other) => other.exact && other.end === flow.end && other.plus === flow.plus && other.minus === flow.minus && sheets[other.start]?.table.id === sheets[flow.start]?.table.id))
  })
}

/**
 * A table and what it was before, tied by no flow. Where a unit changed by fewer people than the threshold, what did not change must not change in any
 * world, and what changed a little against a published figure must have a world where it did not, and one where it changed by the threshold or more.
 */
interface Echo {
  readonly now: number
  readonly before: number
  /** Leaves of now, each with its leaf of before. */
  readonly kept: ReadonlyMap<number, number>
  readonly owed: Map<number, { readonly from: number, readonly by: number, readonly up: boolean, same: boolean, far: boolean }>
}

/** A day that nothing ties to the new one, by itself: what hardly changed since is looked at, and nothing must stay as it is. */
function farEchoesOf(released: Released, other: Released, all: readonly Sheet[]): Echo[] {
  const sheets = [released, other].flatMap((each, edition) => each.release.tables.map((table) => sheetOf(table, each, edition)))
  return overlapping(sheets) ? [] : echoesOf(sheets, null, [], all).map((echo) => ({ ...echo, kept: new Map() }))
}

/** Whether a category of one release is a part of one of its own siblings, by what the other says. */
function overlapping(sheets: readonly Sheet[]): boolean {
  const finest = finestNames(sheets)
  return sheets.some((sheet) => sheet.table.by.some((_, dimension) => { const all = finest(sheet, dimension).flat(); return new Set(all).size !== all.length }))
}

/** @param twins null where tables are of the same people if they say so. @param all those of the proof, beginning with the same new ones */
function echoesOf(sheets: readonly Sheet[], twins: readonly Twins[] | null, flows: readonly FlowOf[], all: readonly Sheet[]): Echo[] {
  const finest = finestNames(sheets)
  const paired = new Set(twins?.flatMap(({ first, second }) => [first * sheets.length + second, second * sheets.length + first]))
  const together = (a: number, b: number) => a === b || (twins === null ? sheets[a]?.table.of !== null && sheets[a]?.table.of === sheets[b]?.table.of : paired.has(a * sheets.length + b))
  const leafNames = sheets.map((sheet) => {
    const own = sheet.table.by.map((_, dimension) => finest(sheet, dimension).map((names) => [...names].sort().join('\n')))
    return sheet.table.counts.map((_, leaf) => {
      const at = sheet.at(leaf)
      return sheet.table.by.map((name, dimension) => `${name}\n${own[dimension]?.[at[dimension] ?? 0]}`).sort().join('\n\n')
    })
  })
  const places = new Map<number, ReadonlyMap<string, number>>()
  const placeIn = (sheet: number): ReadonlyMap<string, number> => {
    const found = places.get(sheet) ?? new Map(leafNames[sheet]?.map((name, leaf) => [name, leaf]))
    places.set(sheet, found)
    return found
  }
  const categories = sheets.map((sheet) => new Map(sheet.table.by.map((name, dimension) => [name, finest(sheet, dimension).map((names) => [...names].sort().join('\n'))])))
  // Each category is in both, or shares nobody with any of the other's; at least one is in both.
  const alike = (a: number, b: number): boolean => {
    const [mine, theirs] = [categories[a] ?? new Map<string, string[]>(), categories[b] ?? new Map<string, string[]>()]
    if (mine.size !== theirs.size) return false
    for (const [name, list] of mine) {
      const other = theirs.get(name)
      if (other === undefined || !list.some((each) => other.includes(each))) return false
      const parts = other.flatMap((each) => each.split('\n'))
      if (list.some((each) => !other.includes(each) && each.split('\n').some((part) => parts.includes(part)))) return false
    }
    return true
  }
  // What each line of a table is a line of; lines of dimensions that are no units are not looked at.
  const lines = sheets.map((sheet) => [
    { of: 'everybody', leaves: sheet.table.counts.map((_, leaf) => leaf) },
    ...(sheet.table.by.length < 2 ? [] : sheet.table.by.flatMap((name, dimension) => {
      if (sheet.release.units?.includes(name) === false) return []
      return finest(sheet, dimension).map((names, category) => ({ of: `${name}\n${[...names].sort().join('\n')}`, leaves: sheet.table.counts.flatMap((_, leaf) => (sheet.at(leaf)[dimension] === category ? [leaf] : [])) }))
    })),
  ])
  // Two tables are put side by side once, however many others ask what they show.
  const sideBySide = new Map<string, readonly (readonly [line: string, people: number])[]>()
  const shownBy = (one: number, other: number): readonly (readonly [line: string, people: number])[] => {
    const key = `${one} ${other}`
    const found = sideBySide.get(key)
    if (found !== undefined) return found
    const [a, b] = [sheets[one], sheets[other]]
    const change = a === undefined || b === undefined || !alike(one, other) ? null : changesOf(a, b, placeIn(other), leafNames[one] ?? [])
    const shown = change === null ? [] : (lines[one] ?? []).map((line) => {
      let [joined, left] = [0, 0]
      for (const leaf of line.leaves) {
        joined += Math.max(0, change[leaf] ?? 0)
        left += Math.max(0, -(change[leaf] ?? 0))
      }
      return [line.of, Math.max(joined, left)] as const
    })
    sideBySide.set(key, shown)
    return shown
  }
  /** For each line, the most people that any two tables of these two populations show to have come, or to have gone. */
  const trafficBetween = (now: number, before: number): Map<string, number> => {
    const traffic = new Map<string, number>()
    for (const [one, a] of sheets.entries()) {
      if (a.edition !== sheets[now]?.edition || !together(one, now)) continue
      for (const [other, b] of sheets.entries()) {
        if (b.edition !== sheets[before]?.edition || a.table.by.length !== b.table.by.length || !together(other, before)) continue
        for (const [line, people] of shownBy(one, other)) traffic.set(line, Math.max(traffic.get(line) ?? 0, people))
      }
    }
    // Between two days of other people, comings and goings that are known by name count too, also where the tables show only what is left of them.
    const [a, b] = [sheets[now], sheets[before]]
    if (twins !== null && a !== undefined && b !== undefined && a.edition !== b.edition && a.table.of !== null && b.table.of !== null && a.table.of !== b.table.of) {
      const everybody = a.release.moved.get(total)?.get(total) ?? 0
      traffic.set('everybody', Math.max(traffic.get('everybody') ?? 0, everybody))
      for (const [dimension, name] of a.table.by.entries()) {
        const leaves = a.release.dimensions.get(name)?.leaves ?? []
        for (const [category, names] of finest(a, dimension).entries()) {
          const unit = `${name}\n${[...names].sort().join('\n')}`
          traffic.set(unit, Math.max(traffic.get(unit) ?? 0, a.release.moved.get(name)?.get(leaves[category] ?? '') ?? 0))
        }
      }
    }
    return traffic
  }
  const echoes: Echo[] = []
  for (const [now, a] of sheets.entries()) {
    if (a.edition !== 0) continue
    for (const [before, b] of sheets.entries()) {
      if (before === now || together(now, before)) continue
      if (flows.some(({ start, end }) => (start === now && end === before) || (start === before && end === now))) continue
      const again = b.edition > 0 && a.table.id === b.table.id
      const between = flows.filter(({ start, end }) => together(now, end) && together(before, start))
      // Who came and who went is told by these very questions: that is protected in its own tables.
      const told = between.some(({ end }) => sheets[end]?.edition === 0 && a.table.by.every((name) => sheets[end]?.table.by.includes(name) === true))
      const carried = between.length > 0 && !told
      if ((!again && !carried) || !mayBeCompared(a.table, b.table) || !alike(now, before)) continue
      const traffic = trafficBetween(now, before)
      const quiet = (lines[now] ?? []).filter((line) => (traffic.get(line.of) ?? 0) < a.threshold).map((line) => new Set(line.leaves))
      echoes.push(echoOf(all, a, b, now, before, placeIn(before), leafNames[now] ?? [], quiet))
    }
  }
  return echoes
}

function changesOf(a: Sheet, b: Sheet, placeBefore: ReadonlyMap<string, number>, names: readonly string[]): number[] {
  return a.table.counts.map((count, leaf) => (count ?? 0) - (b.table.counts[placeBefore.get(names[leaf] ?? '') ?? -1] ?? 0))
}

function echoOf(sheets: readonly Sheet[], a: Sheet, b: Sheet, now: number, before: number, placeBefore: ReadonlyMap<string, number>, names: readonly string[], quiet: readonly ReadonlySet<number>[]): Echo {
  const was = names.map((name) => placeBefore.get(name) ?? -1)
  const change = changesOf(a, b, placeBefore, names)
  // Events of one period are not those of another, unless they were only corrected.
  const ofPeople = (a.table.between ?? b.table.between) === null || maybeSamePeople(a.table, b.table)
  const kept = new Map<number, number>()
  const owed: Echo['owed'] = new Map()
  const coordinates = (name: string) => JSON.stringify(JSON.parse(name).slice(1))
  const cellBefore = new Map(b.names.map((name, cell) => [coordinates(name), cell]))
  const leavesOf = new Map<number, number[]>()
  // The leaves whose own number everybody has read.
  const within = new Map<number, number[]>()
  b.table.counts.forEach((_, leaf) => { for (const cell of b.cellsOf(leaf)) within.set(cell, [...(within.get(cell) ?? []), leaf]) })
  const seenBefore = new Set([...within].flatMap(([cell, leaves]) => (leaves.length === 1 && b.hidden[cell] !== true && b.rounded === null ? leaves : [])))
  for (const leaf of change.keys()) {
    if (change[leaf] === 0 && ofPeople && (was[leaf] ?? -1) >= 0 && !seenBefore.has(was[leaf] ?? -1) && quiet.some((unit) => unit.has(leaf))) kept.set(leaf, was[leaf] ?? -1)
    for (const cell of a.cellsOf(leaf)) leavesOf.set(cell, [...(leavesOf.get(cell) ?? []), leaf])
  }
  for (const [cell, leaves] of leavesOf) {
    const earlierCell = cellBefore.get(coordinates(a.names[cell] ?? ''))
    if (earlierCell === undefined || b.hidden[earlierCell] === true || a.rounded !== null || b.rounded !== null || leaves.every((leaf) => a.table.counts[leaf] === null)) continue
    const [count, from] = [a.totals[cell] ?? 0, b.totals[earlierCell] ?? 0]
    // How many people are in a unit is no answer of theirs.
    const [, ...said]: [string, ...[string, string][]] = JSON.parse(a.names[cell] ?? '[""]')
    if (a.release.units !== null && said.every(([of, at]) => at === total || a.release.units?.includes(of) === true)) continue
    if (count === from || Math.abs(count - from) >= (a.thresholds[cell] ?? 0) || !quiet.some((unit) => leaves.every((leaf) => unit.has(leaf)))) continue
    // The same number of the same people was said or withheld already: as long as that stays so, nothing new is told.
    const same = a.table.of === null ? [] : sheets.filter((other) => other.edition > 0 && other.table.of === a.table.of && other.table.id === a.table.id && other.rounded === null && other.totals[other.names.indexOf(a.names[cell] ?? '')] === count)
    if (same.some((other) => other.hidden[other.names.indexOf(a.names[cell] ?? '')] === false) || (same.length > 0 && a.hidden[cell] === true)) continue
    if (a.hidden[cell] !== true) throw new Unproved('A figure that differs by a few people from what it was is not withheld')
    const by = a.thresholds[cell] ?? 0
    const openUnits = a.release.units !== null
    const up = count > from || (!openUnits && from < by)
    // Where everybody knows how many came to the units and went, it is enough that it may not have been one of these.
    const unit = spell({ table: a.table.id, cell: Object.fromEntries(said.map(([of, at]) => [of, a.release.units?.includes(of) === true ? at : total])) })
    // A unit that shrank shows by itself that not all of them can still be there.
    const most = openUnits && !up ? Math.min(from, a.totals[a.names.indexOf(unit)] ?? from) : from
    owed.set(cell, { from: most, by, up, same: (up && count <= from) || (!up && count >= most), far: openUnits })
  }
  return { now, before, kept, owed }
}

/** People in combinations, with the tables of the ring that they add up to, by table and leaf. */
interface CheckedRing extends Ring {
  readonly counts: ReadonlyMap<string, number>
  readonly tables: readonly number[]
  /** Others that overlap with these people and must agree with them: other combinations, and tables. */
  readonly others: readonly Overlap[]
  readonly leafOf: readonly ((combination: readonly string[]) => number)[]
}

/** What combinations share with other combinations, or with a table of the same people: the dimensions that both have. */
interface Overlap {
  readonly with: { readonly ring: number } | { readonly table: number }
  readonly place: (combination: readonly string[]) => string
  readonly otherPlace: (other: readonly string[] | number) => string
}

/**
 * Tables of the same people can be imagined freely as long as they do not go round in a ring: then whatever numbers agree on the shared margins can
 * be made of real people. Whether they do is decided by the running intersection property of a heaviest spanning tree. Where they do go round,
 * the proof must give the people themselves.
 */
function ringsOf(sheets: readonly Sheet[], twins: readonly Twins[], given: readonly Ring[]): CheckedRing[] {
  const agree = new Map<string, Twins>()
  for (const pair of twins) agree.set(`${pair.first} ${pair.second}`, pair)
  const pairOf = (a: number, b: number) => agree.get(`${Math.min(a, b)} ${Math.max(a, b)}`)
  const views = new Set<number>()
  const bySize = sheets.map((_, at) => at).sort((a, b) => (sheets[b]?.table.counts.length ?? 0) - (sheets[a]?.table.counts.length ?? 0) || a - b)
  bySize.forEach((small, rank) => {
    const isView = bySize.slice(0, rank).some((large) => {
      const pair = views.has(large) ? undefined : pairOf(small, large)
      return pair !== undefined && (pair.first === small ? pair.firstIsView : pair.secondIsView)
    })
    if (isView) views.add(small)
  })
  const groups: number[][] = []
  for (const at of sheets.keys()) {
    if (views.has(at)) continue
    const home = groups.find((group) => group.every((other) => pairOf(other, at) !== undefined))
    if (home === undefined) groups.push([at])
    else home.push(at)
  }
  const names = leafCategories(sheets)
  const others: Overlap[][] = given.map(() => [])
  for (const group of groups) {
    const mine = given.flatMap((each, number) => (each.ring.length > 0 && each.ring.every((table) => group.includes(table)) ? [{ number, dimensions: each.dimensions }] : []))
    const within = (table: number) => mine.some(({ dimensions }) => (sheets[table]?.table.by ?? []).every((name) => dimensions.includes(name)))
    const loose = group.filter((table) => !within(table))
    if (group.length > 2 && !sameCategories(group, sheets)) throw new Unproved('Tables that overlap have categories that cannot be compared')
    if (!isTree([...mine.map(({ dimensions }) => new Set(dimensions)), ...loose.map((table) => new Set(sheets[table]?.table.by))])) throw new Unproved('Tables overlap in a ring and the proof does not give the people')
    for (const { number, dimensions } of mine) {
      const ownPlace = (shared: readonly string[]) => (combination: readonly string[]) => JSON.stringify(shared.map((name) => combination[dimensions.indexOf(name)]))
      for (const other of mine) {
        if (other.number <= number) continue
        const shared = dimensions.filter((name) => other.dimensions.includes(name))
        others[number]?.push({ with: { ring: other.number }, place: ownPlace(shared), otherPlace: (at) => JSON.stringify(shared.map((name) => (typeof at === 'number' ? '' : at[other.dimensions.indexOf(name)]))) })
      }
      for (const table of loose) {
        const by = sheets[table]?.table.by ?? []
        const shared = dimensions.filter((name) => by.includes(name))
        others[number]?.push({ with: { table }, place: ownPlace(shared), otherPlace: (at) => JSON.stringify(shared.map((name) => (typeof at === 'number' ? names[table]?.[at]?.[by.indexOf(name)] : ''))) })
      }
    }
  }
  const rings = given.map((ring, number) => checkRing(ring, sheets, others[number] ?? []))
  for (const ring of rings) agreeWithOthers(ring, ring.people, (other) => rings[other]?.people ?? [], (table) => (sheets[table]?.table.counts ?? []).flatMap((count, leaf): [number, number][] => (count === null ? [] : [[leaf, count]])))
  return rings
}

/** The finest names of each leaf's categories, by table, leaf and dimension: what a combination calls them. */
function leafCategories(sheets: readonly Sheet[]): string[][][] {
  const finest = finestNames(sheets)
  return sheets.map((sheet) => {
    const own = sheet.table.by.map((_, dimension) => finest(sheet, dimension).map((each) => [...each].sort().join('\n')))
    return sheet.table.counts.map((_, leaf) => sheet.at(leaf).map((category, dimension) => own[dimension]?.[category] ?? ''))
  })
}

/** Where people in combinations overlap with others, both must have the same sums. */
function agreeWithOthers(ring: CheckedRing, people: readonly (readonly [readonly string[], number])[], ofRing: (ring: number) => readonly (readonly [readonly string[], number])[], ofTable: (table: number) => readonly (readonly [number, number])[]): void {
  for (const other of ring.others) {
    const sums = new Map<string, number>()
    const add = (key: string, count: number) => { if (count !== 0) sums.set(key, (sums.get(key) ?? 0) + count) }
    for (const [combination, count] of people) add(other.place(combination), count)
    if ('ring' in other.with) for (const [combination, count] of ofRing(other.with.ring)) add(other.otherPlace(combination), -count)
    else for (const [leaf, count] of ofTable(other.with.table)) add(other.otherPlace(leaf), -count)
    for (const sum of sums.values()) if (sum !== 0) throw new Unproved('The people of a ring do not agree with those that they overlap with')
  }
}

/** Whether all tables of a group have the same categories in each dimension, or ones that lie within each other. */
function sameCategories(group: readonly number[], sheets: readonly Sheet[]): boolean {
  const finest = finestNames(sheets)
  const names = new Set(group.flatMap((at) => sheets[at]?.table.by ?? []))
  return [...names].every((name) => {
    const spelled = new Set(group.flatMap((at) => {
      const sheet = sheets[at]
      const dimension = sheet?.table.by.indexOf(name) ?? -1
      return sheet === undefined || dimension < 0 ? [] : [JSON.stringify(finest(sheet, dimension).map((each) => [...each].sort()).sort())]
    }))
    return spelled.size <= 1
  })
}

function isTree(edges: readonly ReadonlySet<string>[]): boolean {
  const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((name) => b.has(name)).length
  const inside = new Set<number>(edges.length > 0 ? [0] : [])
  let weight = 0
  while (inside.size < edges.length) {
    let [best, heaviest] = [-1, -1]
    for (const [at, edge] of edges.entries()) {
      if (inside.has(at)) continue
      for (const other of inside) {
        const each = shared(edge, edges[other] ?? new Set())
        if (each > heaviest) [best, heaviest] = [at, each]
      }
    }
    inside.add(best)
    weight += heaviest
  }
  const all = new Set(edges.flatMap((edge) => [...edge]))
  return weight === edges.reduce((sum, edge) => sum + edge.size, 0) - all.size
}

function checkRing(ring: Ring, sheets: readonly Sheet[], others: readonly Overlap[]): CheckedRing {
  const finest = finestNames(sheets)
  const tables = ring.ring.filter((number) => (sheets[number]?.table.by ?? ['']).every((name) => ring.dimensions.includes(name)))
  const leafOf = tables.map((number) => {
    const sheet = sheets[number]
    if (sheet === undefined) throw new Unproved('A ring names a table that is not there')
    const dimensions = sheet.table.by.map((name, dimension) => ({ position: ring.dimensions.indexOf(name), places: new Map(finest(sheet, dimension).map((names, category) => [[...names].sort().join('\n'), category])) }))
    return (combination: readonly string[]) => dimensions.reduce((leaf, { position, places }, dimension) => {
      const category = places.get(combination[position] ?? '')
      if (category === undefined) throw new Unproved('A combination of a ring is not there')
      return leaf * (sheet.table.sizes[dimension] ?? 0) + category
    }, 0)
  })
  const counts = new Map<string, number>()
  const sums = tables.map((number) => Array.from({ length: sheets[number]?.table.counts.length ?? 0 }, () => 0))
  for (const [combination, count] of ring.people) {
    if (!Number.isSafeInteger(count) || count < 0 || counts.has(JSON.stringify(combination)) || combination.length !== ring.dimensions.length) throw new Unproved('The people of a ring are not whole numbers')
    counts.set(JSON.stringify(combination), count)
    leafOf.forEach((leaf, at) => {
      const list = sums[at]
      const index = leaf(combination)
      if (list !== undefined) list[index] = (list[index] ?? 0) + count
    })
  }
  tables.forEach((number, at) => {
    const truth = sheets[number]?.table.counts ?? []
    if (truth.some((count, leaf) => (count ?? 0) !== sums[at]?.[leaf])) throw new Unproved('The people of a ring do not add up to its tables')
  })
  return { ...ring, counts, leafOf, tables, others }
}

/** A unit of few people where one category holds everyone: `unit` less `cell` must be able to be more than nought. */
interface GroupOwed { readonly sheet: number, readonly unit: number, readonly cell: number, readonly shown: { done: boolean } }

function groupsOf(sheets: readonly Sheet[], { release }: Released): GroupOwed[] {
  const rule = release.groupDisclosure
  if (rule === null) return []
  const owed: GroupOwed[] = []
  for (const [number, sheet] of sheets.entries()) {
    if (sheet.edition !== 0) continue
    const index = new Map(sheet.names.map((name, cell) => [name, cell]))
    sheet.table.by.forEach((name) => {
      if (!rule.dimensions.includes(name)) return
      const possible = new Map<number, Set<number>>()
      sheet.table.counts.forEach((count, leaf) => {
        if (count === null) return
        for (const cell of sheet.cellsOf(leaf)) possible.set(cell, (possible.get(cell) ?? new Set()).add(leaf))
      })
      for (const category of release.dimensions.get(name)?.leaves ?? []) {
        for (const [cell, spelled] of sheet.names.entries()) {
          const [, ...coordinates]: [string, ...[string, string][]] = JSON.parse(spelled)
          if (!coordinates.some(([of, at]) => of === name && at === category)) continue
          const unit = index.get(JSON.stringify([sheet.table.id, ...coordinates.map(([of, at]) => [of, of === name ? total : at])]))
          const count = unit === undefined ? 0 : sheet.totals[unit] ?? 0
          if (unit === undefined || count < (sheet.thresholds[unit] ?? 0) || count >= rule.below || sheet.totals[cell] !== count) continue
          // Where nobody could be in any other category, everybody knows already.
          if (possible.get(cell)?.size === possible.get(unit)?.size) continue
          if (sheet.hidden[cell] !== true && sheet.rounded === null) throw new Unproved('A category that holds a whole unit is not withheld')
          owed.push({ sheet: number, unit, cell, shown: { done: false } })
        }
      }
    })
  }
  return owed
}

/** Checks that a world agrees with everything that is known, and ticks off what it shows. */
function pay(world: OtherWorld, sheets: readonly Sheet[], twins: readonly Twins[], flows: readonly FlowOf[], rings: readonly CheckedRing[], owed: Map<string, Owed>, groups: readonly GroupOwed[], echoes: readonly Echo[]): void {
  const changes = new Map<number, Map<number, number>>()
  for (const [number, leaf, count] of world.counts) {
    const truth = sheets[number]?.table.counts[leaf]
    if (truth === undefined || truth === null) throw new Unproved('A world has people where nobody can be')
    if (!Number.isSafeInteger(count) || count < 0) throw new Unproved('A world has a count that is not a whole number of people')
    const of = changes.get(number) ?? new Map<number, number>()
    if (of.has(leaf)) throw new Unproved('A world says a count twice')
    of.set(leaf, count - truth)
    changes.set(number, of)
  }
  const moved = new Map<number, Map<number, number>>()
  for (const [number, of] of changes) {
    const sheet = sheets[number]
    const cells = new Map<number, number>()
    for (const [leaf, change] of of) for (const cell of sheet?.cellsOf(leaf) ?? []) cells.set(cell, (cells.get(cell) ?? 0) + change)
    for (const [cell, change] of cells) if (sheet === undefined || !isConsistent(sheet, cell, (sheet.totals[cell] ?? 0) + change)) throw new Unproved('A world disagrees with a published figure')
    moved.set(number, cells)
  }
  for (const pair of twins) {
    const [a, b] = [changes.get(pair.first), changes.get(pair.second)]
    if (a === undefined && b === undefined) continue
    const sums = new Map<string, number>()
    for (const [leaf, change] of a ?? []) sums.set(pair.place('first', leaf), (sums.get(pair.place('first', leaf)) ?? 0) + change)
    for (const [leaf, change] of b ?? []) sums.set(pair.place('second', leaf), (sums.get(pair.place('second', leaf)) ?? 0) - change)
    for (const sum of sums.values()) if (sum !== 0) throw new Unproved('Tables of the same people differ in a world')
  }
  for (const flow of flows) {
    const sums = new Map<string, { net: number, stayed: number }>()
    const add = (number: number, role: 'end' | 'start' | 'plus' | 'minus') => {
      for (const [leaf, change] of changes.get(number) ?? []) {
        const name = flow.leaf.get(number)?.get(leaf) ?? ''
        const sum = sums.get(name) ?? { net: 0, stayed: 0 }
        sum.net += role === 'end' || role === 'minus' ? change : -change
        sum.stayed += role === 'start' ? change : role === 'minus' ? -change : 0
        sums.set(name, sum)
      }
    }
    add(flow.end, 'end')
    add(flow.start, 'start')
    add(flow.plus, 'plus')
    add(flow.minus, 'minus')
    for (const [name, { net, stayed }] of sums) {
      if (net !== 0) throw new Unproved('A flow does not add up in a world')
      const truth = countNamed(flow, sheets, flow.start, name) - countNamed(flow, sheets, flow.minus, name)
      if (truth >= 0 && truth + stayed < 0) throw new Unproved('More people leave in a world than were there')
    }
  }
  checkPeople(world, sheets, changes, rings)
  for (const [number, cells] of moved) {
    const sheet = sheets[number]
    for (const [cell, change] of cells) {
      const debt = owed.get(`${number} ${cell}`)
      if (debt === undefined || sheet === undefined) continue
      const value = (sheet.totals[cell] ?? 0) + change
      if (value === 0) debt.nought = true
      if (value >= (sheet.thresholds[cell] ?? 0)) debt.enough = true
    }
  }
  for (const { now, before, kept, owed: differences } of echoes) {
    const [a, b] = [changes.get(now), changes.get(before)]
    if (a === undefined && b === undefined) continue
    for (const [leaf, was] of kept) if ((a?.get(leaf) ?? 0) !== (b?.get(was) ?? 0)) throw new Unproved('What did not change changes in a world')
    for (const [cell, debt] of differences) {
      const value = (sheets[now]?.totals[cell] ?? 0) + (moved.get(now)?.get(cell) ?? 0)
      // On the other side of where it was counts as not having gone this way.
      if (debt.up ? value <= debt.from : value >= debt.from) debt.same = true
      if (debt.up ? value >= debt.from + debt.by : value <= debt.from - debt.by) debt.far = true
    }
  }
  for (const { sheet, unit, cell, shown } of groups) {
    const cells = moved.get(sheet)
    if (cells !== undefined && (cells.get(unit) ?? 0) - (cells.get(cell) ?? 0) > 0) shown.done = true
  }
}

function countNamed(flow: FlowOf, sheets: readonly Sheet[], number: number, name: string): number {
  const leaf = flow.named.get(number)?.get(name)
  return leaf === undefined ? 0 : sheets[number]?.table.counts[leaf] ?? 0
}

function checkPeople(world: OtherWorld, sheets: readonly Sheet[], changes: ReadonlyMap<number, ReadonlyMap<number, number>>, rings: readonly CheckedRing[]): void {
  if (rings.length === 0) {
    if (world.people.length > 0) throw new Unproved('A world has people of a ring that is not there')
    return
  }
  const sums = rings.map(() => new Map<string, number>())
  const changed: [readonly string[], number][][] = rings.map(() => [])
  const seen = new Set<string>()
  for (const [number, combination, count] of world.people) {
    const ring = rings[number]
    const key = `${number} ${JSON.stringify(combination)}`
    if (ring === undefined || combination.length !== ring.dimensions.length || seen.has(key) || !Number.isSafeInteger(count) || count < 0) throw new Unproved('The people of a world are not whole numbers')
    seen.add(key)
    const change = count - (ring.counts.get(JSON.stringify(combination)) ?? 0)
    changed[number]?.push([combination, change])
    ring.tables.forEach((table, at) => {
      const leaf = ring.leafOf[at]?.(combination) ?? 0
      if (count > 0 && sheets[table]?.table.counts[leaf] === null) throw new Unproved('A world has people where nobody can be')
      sums[number]?.set(`${table} ${leaf}`, (sums[number]?.get(`${table} ${leaf}`) ?? 0) + change)
    })
  }
  for (const [number, ring] of rings.entries()) {
    const mine = sums[number] ?? new Map<string, number>()
    for (const table of ring.tables) for (const [leaf, change] of changes.get(table) ?? []) mine.set(`${table} ${leaf}`, (mine.get(`${table} ${leaf}`) ?? 0) - change)
    for (const sum of mine.values()) if (sum !== 0) throw new Unproved('The people of a world do not add up to its tables')
    agreeWithOthers(ring, changed[number] ?? [], (other) => changed[other] ?? [], (table) => [...(changes.get(table) ?? [])])
  }
}
