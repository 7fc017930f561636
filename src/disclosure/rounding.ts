import type { Refused } from '#duty/refused.ts'
import { gatherFacts } from './facts.ts'
import type { CellName } from './inside.ts'
import type { ReadRelease } from './release.ts'
import type { Row, Solver } from './solver.ts'

/**
 * Controlled rounding: every number goes to one of its two neighbouring multiples of the base (a multiple stays), and all totals still add up, also
 * across linked tables. Of all such roundings, one with the least total distance. The second mode, where much would be withheld;
 * small communities then show as 0 or 5, and the text must say so.
 */
export interface Rounded {
  readonly cells: readonly { readonly name: CellName, readonly rounded: number }[]
  /** The sum over all different numbers of how far each was moved. */
  readonly distance: number
  /** Totals that could not go to a neighbouring multiple (never in tables of two dimensions). */
  readonly further: number
}

const tooFar = 1000

export function roundTogether(release: ReadRelease, solver: Solver, { base = 5, seconds = 30 }: { readonly base?: number, readonly seconds?: number } = {}): Rounded | Refused {
  const gathered = gatherFacts({ ...release, flows: [] }, [], { merge: false })
  if ('refused' in gathered) return gathered
  const { facts, links, variables, cells } = gathered
  const cost = new Float64Array(variables)
  const lower = new Float64Array(variables)
  const upper = new Float64Array(variables).fill(Infinity)
  const rows: Row[] = links.map(({ plus, minus }) => ({ columns: [...plus, ...minus], values: [...plus.map(() => 1), ...minus.map(() => -1)], lower: 0, upper: 0 }))
  const slackCosts: number[] = []
  for (const fact of facts) {
    const floor = Math.floor(fact.count / base)
    const ceiling = Math.ceil(fact.count / base)
    // What one more step up costs in distance, shared by everything that the number adds up.
    const step = ceiling === floor ? 0 : (ceiling * base - fact.count) - (fact.count - floor * base)
    for (const variable of fact.variables) cost[variable] = (cost[variable] ?? 0) + step
    const [only] = fact.variables
    if (fact.variables.length === 1 && only !== undefined) {
      lower[only] = floor
      upper[only] = ceiling
    } else {
      const over = variables + slackCosts.push(tooFar, tooFar) - 2
      rows.push({ columns: [...fact.variables, over, over + 1], values: [...fact.variables.map(() => 1), -1, 1], lower: floor, upper: ceiling })
    }
  }
  const whole = Array.from({ length: variables }, (_, at) => at)
  const slacks = slackCosts.length
  const program = solver.load({
    cost: Float64Array.of(...cost, ...slackCosts), rows,
    lower: Float64Array.of(...lower, ...slackCosts.map(() => 0)), upper: Float64Array.of(...upper, ...slackCosts.map(() => 3)),
  })
  try {
    let solution = program.solve()
    const isWhole = (values: Float64Array) => whole.every((at) => Math.abs((values[at] ?? 0) - Math.round(values[at] ?? 0)) < 1e-6)
    if (solution.kind === 'optimal' && !isWhole(solution.values)) solution = program.solveWhole(whole, { seconds, gap: 1e-6 })
    if (solution.kind !== 'optimal' || !isWhole(solution.values)) return { refused: 'These tables cannot be rounded so that they add up. Publish fewer of them together.' }
    const { values } = solution
    const rounded = facts.map((fact) => base * fact.variables.reduce((sum, variable) => sum + Math.round(values[variable] ?? 0), 0))
    const answer = {
      cells: cells.map(({ name, fact }) => ({ name, rounded: fact === null ? 0 : rounded[fact] ?? 0 })),
      distance: facts.reduce((sum, { count }, at) => sum + Math.abs(count - (rounded[at] ?? 0)), 0),
      further: facts.filter(({ count }, at) => Math.abs(count - (rounded[at] ?? 0)) >= base).length,
    }
    return slacks > 0 && answer.further > 0 && facts.some(({ variables: of, count }, at) => of.length === 1 && Math.abs(count - (rounded[at] ?? 0)) >= base)
      ? { refused: 'These tables cannot be rounded so that they add up. Publish fewer of them together.' }
      : answer
  } finally {
    program.dispose()
  }
}
