import type { LoadedProgram, Row, Solver } from './solver.ts'

/**
 * What can be proved of withheld numbers from published ones: exact intervals, in whole numbers. (A linear program alone is not enough: overlapping
 * groups can tie a number down by parity where fractions leave it free.) For checking patterns that others made; our own carry their proof.
 */
export interface PublishedSum {
  readonly terms: Readonly<Record<string, number>>
  readonly eq?: number
  readonly lo?: number
  readonly hi?: number
}

/** The least and most that each target can be, in whole numbers and in fractions. Null where there is no bound. */
export type Intervals = Readonly<Record<string, { readonly ilp: readonly [number | null, number | null], readonly lp: readonly [number | null, number | null] }>>

/** @throws Error when the facts contradict each other or the solver gives up */
export function auditSystem(solver: Solver, { variables, facts, targets }: { readonly variables: readonly string[], readonly facts: readonly PublishedSum[], readonly targets: readonly string[] }): Intervals {
  const rows = facts.map(({ terms, eq, lo, hi }): Row => ({
    columns: Object.keys(terms).map((name) => variables.indexOf(name)), values: Object.values(terms), lower: eq ?? lo ?? -Infinity, upper: eq ?? hi ?? Infinity,
  }))
  const columns = variables.map((_, at) => at)
  const program = solver.load({ cost: new Float64Array(variables.length), lower: new Float64Array(variables.length), upper: new Float64Array(variables.length).fill(Infinity), rows })
  try {
    return Object.fromEntries(targets.map((target) => {
      const column = variables.indexOf(target)
      const ends = ([1, -1] as const).map((sign) => {
        program.setCosts(columns, columns.map((each) => (each === column ? sign : 0)))
        return end(program, column, columns)
      })
      const [least, most] = ends
      return [target, { ilp: [least?.whole ?? null, most?.whole ?? null], lp: [least?.fraction ?? null, most?.fraction ?? null] }] as const
    }))
  } finally {
    program.dispose()
  }
}

function end(program: LoadedProgram, column: number, columns: readonly number[]): { whole: number | null, fraction: number | null } {
  const relaxed = program.solve()
  if (relaxed.kind === 'unbounded') return { whole: null, fraction: null }
  if (relaxed.kind !== 'optimal') throw new Error('The published figures contradict each other')
  const fraction = relaxed.values[column] ?? 0
  if (relaxed.values.every((value) => Math.abs(value - Math.round(value)) < 1e-7)) return { whole: Math.round(fraction), fraction }
  const whole = program.solveWhole(columns, { seconds: 60, gap: 0 })
  if (whole.kind !== 'optimal') throw new Error('No whole numbers of people agree with the published figures')
  return { whole: Math.round(whole.values[column] ?? 0), fraction }
}

export interface TableAudit {
  readonly cells: readonly { readonly cell: readonly [row: number, column: number], readonly value: number, readonly interval: readonly [number, number] }[]
  readonly exactlyDisclosed: readonly (readonly [number, number])[]
  readonly provablySmall: readonly (readonly [number, number])[]
}

/** A two-way table with all its totals published and some inner cells withheld: what everybody can work out of those. */
export function auditTable(solver: Solver, { counts, suppressed, threshold }: { readonly counts: readonly (readonly number[])[], readonly suppressed: readonly (readonly [number, number])[], readonly threshold: number }): TableAudit {
  const name = (row: number, column: number) => `${row},${column}`
  const hidden = new Set(suppressed.map(([row, column]) => name(row, column)))
  const lines = [
    ...counts.map((line, row) => line.map((_, column) => [row, column] as const)),
    ...(counts[0] ?? []).map((_, column) => counts.map((_line, row) => [row, column] as const)),
  ]
  const facts = lines.map((line): PublishedSum => {
    const inside = line.filter(([row, column]) => hidden.has(name(row, column)))
    return { terms: Object.fromEntries(inside.map(([row, column]) => [name(row, column), 1])), eq: inside.reduce((sum, [row, column]) => sum + (counts[row]?.[column] ?? 0), 0) }
  }).filter(({ terms }) => Object.keys(terms).length > 0)
  const intervals = auditSystem(solver, { variables: [...hidden], facts, targets: [...hidden] })
  const cells = suppressed.map(([row, column]) => {
    const [least, most] = intervals[name(row, column)]?.ilp ?? [null, null]
    return { cell: [row, column] as const, value: counts[row]?.[column] ?? 0, interval: [least ?? 0, most ?? Infinity] as const }
  })
  return {
    cells,
    exactlyDisclosed: cells.filter(({ interval: [least, most] }) => least === most).map(({ cell }) => cell),
    provablySmall: cells.filter(({ value, interval: [, most] }) => value >= 1 && value < threshold && most < threshold).map(({ cell }) => cell),
  }
}
