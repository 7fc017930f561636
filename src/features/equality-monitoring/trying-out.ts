/** One table as it would pass the gate by itself: what an analyst is shown before anything is asked for. Pure. It is advice, and proves nothing about what was released before. */
import type { Policy } from '#disclosure/policy.ts'
import { total, type Counts, type Release } from '#disclosure/release.ts'
import { listInWords } from '#duty/dates.ts'
import type { Field } from './dataset.ts'
import { answered } from './figures.ts'
import { isQuestion } from './mapping.ts'
import type { TabulatedField, Tabulation } from './tabulation.ts'

const silent = ['Not declared', 'Prefer not to say', 'Not asked', 'Answer withdrawn'] as const
const sensitiveFields: readonly Field[] = ['religion or belief', 'sexual orientation', 'gender identity']

/** The table alone, under a policy: its categories, its ways of having no answer, its groups, and all their totals. */
export function releaseOf({ cut, by, counts }: Tabulation, policy: Policy, sensitiveTable: boolean): Release {
  const dimensions = by.map((field) => ({ field: field.field, leaves: leavesOf(field), parents: parentsOf(field) }))
  const threshold = sensitiveTable ? policy.threshold.sensitive : policy.threshold.ordinary
  const sensitive = dimensions.map(({ field }) => field).filter((field) => sensitiveFields.includes(field))
  return {
    schema: 'release/1', threshold, dimensions: Object.fromEntries(dimensions.map(({ field, leaves }) => [field, leaves])),
    parents: Object.fromEntries(dimensions.filter(({ parents }) => Object.keys(parents).length > 0).map(({ field, parents }) => [field, parents])),
    tables: [{ id: cut, by: by.map(({ field }) => field), counts: nested(counts, by.map(({ categories }) => categories.length + silent.length)) }],
    ...(sensitive.length > 0 && policy.threshold.sensitive > threshold ? { sensitive: { dimensions: sensitive, threshold: policy.threshold.sensitive } } : {}),
    groupDisclosure: { dimensions: by.map(({ field }) => field).filter(isQuestion), below: policy.groupDisclosureBelow },
  }
}

/** Codes are told apart by their place, because two categories may be called the same. */
function leavesOf({ categories }: TabulatedField): readonly string[] {
  return [...categories.map(({ code, label }, place) => categories.some((other, at) => at !== place && other.label === label) ? `${label} (${code})` : label), ...silent]
}

function parentsOf({ field, categories }: TabulatedField): Readonly<Record<string, string>> {
  const leaves = leavesOf({ field, categories })
  const up = new Map<string, string>()
  for (const [place, { parent }] of categories.entries()) {
    const leaf = leaves[place] ?? ''
    if (parent !== undefined && !leaves.includes(parent)) up.set(leaf, parent)
    if (isQuestion(field)) up.set(parent !== undefined && !leaves.includes(parent) ? parent : leaf, answered)
  }
  return Object.fromEntries(up)
}

function nested(counts: readonly number[], sizes: readonly number[]): Counts {
  const [size, ...rest] = sizes
  if (size === undefined) return counts[0] ?? 0
  const step = rest.reduce((product, each) => product * each, 1)
  return Array.from({ length: size }, (_, place) => nested(counts.slice(place * step, (place + 1) * step), rest))
}

/** How much of a table would be withheld, and what would save most of it, in sentences. */
export interface TriedOut { readonly figures: number; readonly withheld: number; readonly advice: readonly string[] }

/** @param withheld the cells that would be, by the category of each field; `*` for everybody */
export function triedOut(tabulation: Tabulation, withheld: readonly Readonly<Record<string, string>>[], policy: Policy): TriedOut {
  const nodes = tabulation.by.map((field) => ({ field: field.field, names: [...new Set([...leavesOf(field), ...Object.values(parentsOf(field)), total])] }))
  const figures = nodes.reduce((product, { names }) => product * names.length, 1)
  return { figures, withheld: withheld.length, advice: withheld.length === 0 ? [] : adviceFor(tabulation, nodes, withheld, figures, policy) }
}

function adviceFor({ by }: Tabulation, nodes: readonly { readonly field: Field; readonly names: readonly string[] }[], withheld: readonly Readonly<Record<string, string>>[], figures: number, policy: Policy): readonly string[] {
  const lines = nodes.flatMap(({ field, names }, place): string[] => {
    const categories = by[place]?.categories ?? []
    const parents = new Set(categories.flatMap(({ parent }) => parent ?? []))
    const each = figures / names.length
    const troubled = names.filter((name) => name !== total && name !== answered && !parents.has(name) && withheld.filter((cell) => cell[field] === name).length > each / 2)
    if (troubled.length < 2) return []
    const grouped = parents.size > 1 && parents.size < categories.length
    return [grouped ? `Count by the ${String(parents.size)} groups of ${field} instead of its ${String(categories.length)} categories: ${listInWords(troubled.slice(0, 4))}${troubled.length > 4 ? ' and others' : ''} are too small to be shown here.`
      : `Put ${listInWords(troubled.slice(0, 5))}${troubled.length > 5 ? ' and others' : ''} together: most of their figures cannot be shown.`]
  })
  const [last] = by.toReversed()
  const tooMuch = withheld.length > policy.offerRoundingAbove * figures
  return [...lines, ...(tooMuch && by.length > 1 && last !== undefined ? [`Leave ${last.field} out, or ask for all numbers to be rounded: more than ${String(Math.round(100 * policy.offerRoundingAbove))} in 100 figures would be withheld.`] : [])]
}
