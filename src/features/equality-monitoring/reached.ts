import { derived } from '#disclosure/gate.ts'
import type { Figure } from '#disclosure/shown.ts'
import type { FigureField, FigureTable } from './figures.ts'

/**
 * How many of one group came to each stage: each application is counted at the last stage that it reached, so whoever came to a stage is counted at it or at a later one.
 * The number is the sum of these; or, where one of them is withheld, everybody less those who stopped before, which any reader of the table can work out too. Where
 * one of those is withheld as well it is withheld.
 */
export function reachedOf(table: FigureTable, at: Readonly<Record<string, string>>, stages: FigureField, named: string): readonly Figure[] {
  const order = stages.categories.filter((each) => each.kind === 'category')
  const count = (stage: string): Figure => table.count({ ...at, stage })
  const [everybody, unknown] = [table.count(at), stages.categories.filter((each) => each.kind === 'no answer').map((each) => count(each.name))]
  const counts = order.map((each) => count(each.name))
  return counts.map((_, from) => {
    const about = { definition: `${named}: reached ${order[from]?.label.toLowerCase() ?? ''} or a later stage` }
    const [before, after] = [[...counts.slice(0, from), ...unknown], counts.slice(from)]
    // One withheld number that the others give away would be a fault of the gate: it is not told here either.
    const isRest = after.filter(({ state }) => state === 'withheld').length > 1 && [everybody, ...before].every(({ state }) => state === 'shown')
    return isRest
      ? derived([everybody, ...before], about, (all = 0, ...stopped) => people(all - stopped.reduce((sum, each) => sum + each, 0)))
      : derived(after, about, (...each) => people(each.reduce((sum, one) => sum + one, 0)))
  })
}

const people = (many: number): { readonly text: string; readonly value: number } => ({ text: many.toLocaleString('en-GB'), value: many })
