/** One table as it would pass the gate: what an analyst is shown before anything is asked for. Pure. It opens nothing: a release is proved when it is made. */
import type { CellName } from '#disclosure/count.ts'
import type { Policy } from '#disclosure/policy.ts'
import { total, type Release } from '#disclosure/release.ts'
import { listInWords } from '#duty/dates.ts'
import { answered } from './figures.ts'

/** How much of a table would be withheld, and what would save most of it, in sentences. */
export interface TriedOut { readonly figures: number; readonly withheld: number; readonly advice: readonly string[] }

/** @param withheld the cells that would be, as the gate names them; `*` for everybody */
export function triedOut({ dimensions, parents, tables: [table] }: Pick<Release, 'dimensions' | 'parents' | 'tables'>, withheld: readonly CellName[], policy: Policy): TriedOut {
  const nodes = (table?.by ?? []).map((field) => ({ field, leaves: dimensions[field] ?? [], groups: [...new Set(Object.values(parents?.[field] ?? {}))].filter((name) => name !== answered), isQuestion: Object.values(parents?.[field] ?? {}).includes(answered) }))
  const figures = nodes.reduce((product, { leaves, groups, isQuestion }) => product * (leaves.length + groups.length + (isQuestion ? 2 : 1)), 1)
  return { figures, withheld: withheld.length, advice: withheld.length === 0 ? [] : adviceFor(nodes, withheld.map(({ cell }) => cell), figures, policy) }
}

interface Node { readonly field: string; readonly leaves: readonly string[]; readonly groups: readonly string[]; readonly isQuestion: boolean }

function adviceFor(nodes: readonly Node[], withheld: readonly CellName['cell'][], figures: number, policy: Policy): readonly string[] {
  const lines = nodes.flatMap(({ field, leaves, groups, isQuestion }): string[] => {
    const each = figures / (leaves.length + groups.length + (isQuestion ? 2 : 1))
    const troubled = leaves.filter((name) => name !== total && withheld.filter((cell) => cell[field] === name).length > each / 2)
    if (troubled.length < 2) return []
    return [groups.length > 1 ? `Count by the ${String(groups.length)} groups of ${field} instead of its ${String(leaves.length)} categories: ${listInWords(troubled.slice(0, 4))}${troubled.length > 4 ? ' and others' : ''} are too small to be shown here.`
      : `Put ${listInWords(troubled.slice(0, 5))}${troubled.length > 5 ? ' and others' : ''} together: most of their figures cannot be shown.`]
  })
  const last = nodes.at(-1)
  const tooMuch = withheld.length > policy.offerRoundingAbove * figures
  return [...lines, ...(tooMuch && nodes.length > 1 && last !== undefined ? [`Leave ${last.field} out, or ask for all numbers to be rounded: more than ${String(Math.round(100 * policy.offerRoundingAbove))} in 100 figures would be withheld.`] : [])]
}
