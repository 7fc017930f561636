import { gatherFacts } from './facts.ts'
import type { Facts } from './facts.ts'
import type { CellName } from './inside.ts'
import type { ReadRelease } from './release.ts'
import type { Solver } from './solver.ts'
import { suppress } from './suppress.ts'
import type { Witness } from './suppress.ts'
import type { OtherWorld, Proof, Released } from './verify.ts'

/** What is asked of the solver's thread. All of it can be sent between threads. */
export interface PatternWanted {
  readonly release: ReadRelease
  readonly earlier: readonly Released[]
  readonly seed: number
  readonly limitMs: number
}

/** What it answers. Nothing of it is believed until the verifier has checked the proof. */
export type PatternFound =
  | { readonly kind: 'found', readonly withheld: readonly CellName[], readonly proof: Proof }
  | { readonly kind: 'impossible', readonly cells: readonly CellName[] }
  | { readonly kind: 'refused', readonly refused: string }
  | { readonly kind: 'failed', readonly because: string }

export function findPattern({ release, earlier, seed, limitMs }: PatternWanted, solver: Solver): PatternFound {
  const facts = gatherFacts(release, earlier)
  if ('refused' in facts) return { kind: 'refused', refused: facts.refused }
  const found = suppress(facts, solver, { seed, rounds: roundsFor(facts), deadline: performance.now() + limitMs })
  if (found.kind === 'failed') return found
  if (found.kind === 'impossible') {
    const needed = new Set(found.requirements.flatMap((index) => facts.requirements[index]?.plus ?? []))
    return { kind: 'impossible', cells: facts.cells.filter(({ fact }) => fact !== null && needed.has(fact)).map(({ name }) => name) }
  }
  const hidden = new Set(found.hidden)
  const known = new Set(found.alreadyKnown.flatMap((index) => facts.requirements[index]?.plus ?? []))
  return {
    kind: 'found',
    withheld: facts.cells.filter(({ fact }) => fact !== null && hidden.has(fact)).map(({ name }) => name),
    proof: { ...asWorlds(facts, found.reference, found.witnesses), givenAway: facts.earlierCells.filter(({ fact }) => fact !== null && known.has(fact)).map(({ earlier: of, cell }) => ({ earlier: of, cell })) },
  }
}

/** How often to look again for a pattern that withholds less: by size, never by the clock, so that the answer is always the same. */
function roundsFor(facts: Facts): number {
  const work = facts.requirements.length * facts.variables
  return work < 5_000 ? 12 : work < 30_000 ? 6 : work < 150_000 ? 2 : work < 400_000 ? 1 : 0
}

function asWorlds(facts: Facts, reference: readonly number[], witnesses: readonly Witness[]): { worlds: OtherWorld[], rings: Proof['rings'] } {
  const leavesOf: [number, number][][] = Array.from({ length: facts.variables }, () => [])
  facts.leafVariables.forEach((leaves, table) => leaves.forEach((variables, leaf) => { for (const variable of variables) leavesOf[variable]?.push([table, leaf]) }))
  const truth = facts.leafVariables.map((leaves) => leaves.map((variables) => variables.reduce((sum, variable) => sum + (reference[variable] ?? 0), 0)))
  const worlds = witnesses.map((witness): OtherWorld => {
    const counts = new Map<string, [number, number, number]>()
    const people: [number, readonly number[], number][] = []
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
  const rings = facts.blocks.map(({ tables, dimensions }, number) => ({
    tables, dimensions,
    people: facts.places.flatMap((place, variable): [readonly number[], number][] => (place.kind === 'combination' && place.block === number && (reference[variable] ?? 0) > 0 ? [[place.at, reference[variable] ?? 0]] : [])),
  }))
  return { worlds, rings }
}
