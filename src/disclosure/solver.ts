import highs from 'highs'
import type { Highs } from 'highs'

/** A linear program in columns and rows, kept in the solver between solves. Costs are minimised. */
export interface Program {
  readonly cost: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly rows: readonly Row[]
  /** True where many of the rows hold sums that may not move, so that much falls away before there is anything to solve. */
  readonly mostlyFixed?: boolean
}

export interface Row {
  readonly columns: readonly number[]
  readonly values: readonly number[]
  readonly lower: number
  readonly upper: number
}

/** What a solver says. `failed` is for everything that is neither: a limit, a numerical fault. It is never taken for an answer. */
export type Solution = { readonly kind: 'optimal', readonly values: Float64Array } | { readonly kind: 'infeasible' } | { readonly kind: 'unbounded' } | { readonly kind: 'failed', readonly status: number }

export interface LoadedProgram {
  setCosts(columns: readonly number[], costs: readonly number[]): void
  setBounds(columns: readonly number[], lower: readonly number[], upper: readonly number[]): void
  /** The cheapest solution, fractions allowed. Starts from the last one, which is most often near. */
  solve(): Solution
  /** The cheapest solution with the columns given as whole numbers, to within the relative gap. */
  solveWhole(columns: readonly number[], limits: { readonly seconds: number, readonly gap: number }): Solution
  dispose(): void
}

/** What the engine asks of a solver: the tests put faulty ones in its place. */
export interface Solver {
  load(program: Program): LoadedProgram
}

/** HiGHS (MIT) as WebAssembly. Synchronous: call it in a worker thread. */
export async function highsSolver(): Promise<Solver> {
  // Its types describe the CommonJS build, where the loader is `.default`; the ES module that Node loads is the loader itself.
  const loader = highs as unknown as typeof highs.default
  const loaded = await loader({ print: () => {}, printErr: () => {} })
  return { load: (program) => load(loaded, program) }
}

/** In columns: measured with two questions together, by department and by grade, where everything else is published. */
const largeProgram = 2500

function load(highs: Highs, { cost, lower, upper, rows, mostlyFixed = false }: Program): LoadedProgram {
  const starts = new Int32Array(rows.length + 1)
  const length = rows.reduce((sum, row) => sum + row.columns.length, 0)
  const indices = new Int32Array(length)
  const values = new Float64Array(length)
  let at = 0
  rows.forEach((row, index) => {
    starts[index] = at
    row.columns.forEach((column, position) => {
      indices[at] = column
      values[at++] = row.values[position] ?? 0
    })
  })
  starts[rows.length] = at
  const model = highs.createModel({
    numCols: cost.length, numRows: rows.length, colCost: cost, colLower: lower, colUpper: upper,
    rowLower: Float64Array.from(rows, (row) => row.lower), rowUpper: Float64Array.from(rows, (row) => row.upper),
    matrix: { format: 'csr', numRows: rows.length, numCols: cost.length, starts, indices, values },
  })
  // A program is solved quickest from where it was last. Of a large one in which much is fixed, much falls away first, and beginning anew takes a third of the time;
  // of a large one in which nothing is, beginning anew takes twice as long.
  const presolve = mostlyFixed && cost.length >= largeProgram ? 'on' : 'off'
  model.options.set({ output_flag: false, presolve, simplex_scale_strategy: 0, time_limit: 60 })
  const { optimal, infeasible, unbounded, unboundedOrInfeasible, solutionLimit } = highs.constants.modelStatus
  const answer = (status: number): Solution => {
    if (status === optimal || status === solutionLimit) return { kind: 'optimal', values: model.getSolution().colValue }
    if (status === infeasible) return { kind: 'infeasible' }
    return status === unbounded || status === unboundedOrInfeasible ? { kind: 'unbounded' } : { kind: 'failed', status }
  }
  // HiGHS takes sets of columns in rising order.
  const changing = (columns: readonly number[]) => ({ kind: 'set', indices: Int32Array.from(columns) }) as const
  const rising = (columns: readonly number[], lists: readonly (readonly number[])[]) => {
    const order = columns.map((_, position) => position).sort((a, b) => (columns[a] ?? 0) - (columns[b] ?? 0))
    return { set: changing(order.map((position) => columns[position] ?? 0)), lists: lists.map((list) => Float64Array.from(order, (position) => list[position] ?? 0)) }
  }
  return {
    setCosts: (columns, costs) => {
      const { set, lists: [sorted] } = rising(columns, [costs])
      if (columns.length > 0 && sorted !== undefined) model.changeColsCost(set, sorted)
    },
    setBounds: (columns, lo, hi) => {
      const { set, lists: [lowest, highest] } = rising(columns, [lo, hi])
      if (columns.length > 0 && lowest !== undefined && highest !== undefined) model.changeColsBounds(set, lowest, highest)
    },
    solve: () => {
      model.zeroAllClocks()
      return answer(model.run().modelStatus)
    },
    solveWhole: (columns, { seconds, gap }) => {
      model.changeColsIntegrality(changing(columns), columns.map(() => highs.constants.variableType.integer))
      // A gap so wide that any solution will do stops at the first.
      model.options.set({ presolve: 'on', time_limit: seconds, mip_rel_gap: gap, mip_detect_symmetry: false, mip_max_improving_sols: gap >= 1 ? 1 : 2 ** 31 - 1 })
      model.zeroAllClocks()
      try {
        return answer(model.run().modelStatus)
      } finally {
        model.clearIntegrality()
        model.options.set({ presolve, time_limit: 60 })
      }
    },
    dispose: () => model.dispose(),
  }
}
