import { gatherFacts } from './facts.ts'
import type { Facts } from './facts.ts'
import { inOrder } from './in-order.ts'
import type { InOrder } from './in-order.ts'
import { spell } from './inside.ts'
import type { CellName } from './inside.ts'
import type { ReadRelease } from './release.ts'
import { roundTogether } from './rounding.ts'
import type { Solver } from './solver.ts'
import { suppress } from './suppress.ts'
import type { Witness } from './suppress.ts'
import type { OtherWorld, Proof, Released } from './verify.ts'

/** What is asked of the solver's thread. All of it can be sent between threads. */
export interface PatternWanted {
  readonly release: ReadRelease
  readonly earlier: readonly Released[]
  /** Left out, numbers are withheld; with a base, all are rounded to multiples of it. */
  readonly roundTo?: number
  /** Spellings of cells that are withheld in any case. */
  readonly closed?: readonly string[]
  readonly seed: number
  readonly limitMs: number
}

/** What it answers. Nothing of it is believed until the verifier has checked the proof. */
export type PatternFound =
  | { readonly kind: 'found', readonly withheld: readonly CellName[], readonly rounded: readonly RoundedCell[] | null, readonly proof: Proof }
  | { readonly kind: 'impossible', readonly cells: readonly CellName[] }
  | { readonly kind: 'refused', readonly refused: string }
  | { readonly kind: 'failed', readonly because: string }

export interface RoundedCell { readonly name: CellName, readonly rounded: number }

export function findPattern({ release: given, earlier: givenEarlier, roundTo, closed = [], seed, limitMs }: PatternWanted, solver: Solver): PatternFound {
  const ordered = [given, ...givenEarlier.map((each) => each.release)].map(inOrder)
  const [release = given, ...others] = ordered.map((each) => each.release)
  const earlier = givenEarlier.map(({ withheld, rounded: roundedThen, comparedOnly = false }, at) => ({ release: others[at] ?? given, withheld, rounded: roundedThen ?? null, comparedOnly }))
  const rounded = roundTo === undefined ? null : roundTogether(release, solver, { base: roundTo, seconds: limitMs / 4000 })
  if (rounded !== null && 'refused' in rounded) return { kind: 'refused', refused: rounded.refused }
  const facts = gatherFacts(release, earlier, { closed: new Set(closed), rounded: rounded === null || roundTo === undefined ? null : { base: roundTo, numbers: new Map(rounded.cells.map(({ name, rounded: to }) => [spell(name), to])) } })
  if ('refused' in facts) return { kind: 'refused', refused: facts.refused }
  const found = suppress(facts, solver, { seed, deadline: performance.now() + limitMs })
  if (found.kind === 'failed') return found
  if (found.kind === 'impossible') {
    const needed = new Set(found.requirements.flatMap((index) => facts.requirements[index]?.plus ?? []))
    return { kind: 'impossible', cells: facts.cells.filter(({ fact }) => fact !== null && needed.has(fact)).map(({ name }) => name) }
  }
  const hidden = new Set(found.hidden)
  const known = new Set(found.alreadyKnown.flatMap((index) => facts.requirements[index]?.plus ?? []))
  return {
    kind: 'found',
    rounded: rounded?.cells ?? null,
    withheld: rounded !== null ? [] : facts.cells.filter(({ fact }) => fact !== null && hidden.has(fact)).map(({ name }) => name),
    proof: { ...asInTheFiles(asWorlds(facts, found.reference, found.witnesses), ordered), givenAway: facts.earlierCells.filter(({ fact }) => fact !== null && known.has(fact)).map(({ earlier: of, cell }) => ({ earlier: of, cell })) },
  }
}

function asWorlds(facts: Facts, reference: readonly number[], witnesses: readonly Witness[]): { worlds: OtherWorld[], rings: Proof['rings'] } {
  const leavesOf: [number, number][][] = Array.from({ length: facts.variables }, () => [])
  facts.leafVariables.forEach((leaves, table) => leaves.forEach((variables, leaf) => { for (const variable of variables) leavesOf[variable]?.push([table, leaf]) }))
  const truth = facts.leafVariables.map((leaves) => leaves.map((variables) => variables.reduce((sum, variable) => sum + (reference[variable] ?? 0), 0)))
  const worlds = witnesses.map((witness): OtherWorld => {
    const counts = new Map<string, [number, number, number]>()
    const people: [number, readonly string[], number][] = []
    for (const [variable, change] of witness) {
      const place = facts.places[variable]
      if (place?.kind === 'combination') people.push([place.block, place.at, (reference[variable] ?? 0) + change])
      for (const [table, leaf] of leavesOf[variable] ?? []) {
        const key = `${table} ${leaf}`
        const held = counts.get(key) ?? [table, leaf, truth[table]?.[leaf] ?? 0]
        held[2] += change
        counts.set(key, held)
      }
    }
    return { counts: [...counts.values()], people }
  })
  const rings = facts.blocks.map(({ ring, dimensions }, number) => ({
    ring, dimensions,
    people: facts.places.flatMap((place, variable): [readonly string[], number][] => (place.kind === 'combination' && place.block === number && (reference[variable] ?? 0) > 0 ? [[place.at, reference[variable] ?? 0]] : [])),
  }))
  return { worlds, rings }
}

/** The proof in the numbers of the files' own tables and leaves. */
function asInTheFiles({ worlds, rings }: Pick<Proof, 'worlds' | 'rings'>, ordered: readonly InOrder[]): Pick<Proof, 'worlds' | 'rings'> {
  let before = 0
  const back = ordered.flatMap(({ tables }) => {
    const from = before
    before += tables.length
    return tables.map(({ number, leaves }) => ({ number: from + number, leaves }))
  })
  return {
    worlds: worlds.map(({ counts, people }) => ({ people, counts: counts.map(([table, leaf, count]) => [back[table]?.number ?? -1, back[table]?.leaves[leaf] ?? -1, count] as const) })),
    rings: rings.map((each) => ({ ...each, ring: each.ring.map((table) => back[table]?.number ?? -1) })),
  }
}
