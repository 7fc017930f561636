import { auditSystem, auditTable } from './audit.ts'
import { findPattern } from './find-pattern.ts'
import { spell } from './inside.ts'
import { impliedCounts } from './percent-leak.ts'
import { asReadRelease } from './release.ts'
import type { ReadRelease } from './release.ts'
import { roundTogether } from './rounding.ts'
import { highsSolver } from './solver.ts'
import { everyCell } from './protect.ts'
import { verify } from './verify.ts'

/**
 * The disclosure families of the reference answers (`ecv/1`), for `due-regard check vectors`: the front door adds them to those of statistics.
 * Where more than one answer is right, `passes` holds it to the conditions of the family.
 */
export const disclosureFamilies = {
  'sdc-percent-leak': {
    answer: (given: unknown) => {
      const input = asInput(given)
      return impliedCounts(text(input.get('percent')), number(input.get('decimals')), number(input.get('base')), number(input.get('t')))
    },
  },
  'sdc-audit-system': {
    answer: async (given: unknown) => {
      const input = asInput(given)
      const facts = list(input.get('facts')).map((each) => {
        const fact = asInput(each)
        const optional = (name: string) => (fact.has(name) ? { [name]: number(fact.get(name)) } : {})
        return { terms: Object.fromEntries([...asInput(fact.get('terms'))].map(([name, value]) => [name, number(value)])), ...optional('eq'), ...optional('lo'), ...optional('hi') }
      })
      return auditSystem(await highsSolver(), { variables: list(input.get('variables')).map(text), facts, targets: list(input.get('targets')).map(text) })
    },
  },
  'sdc-audit-table': {
    answer: async (given: unknown) => {
      const input = asInput(given)
      const suppressed = list(input.get('suppressed')).map((pair) => [number(list(pair)[0]), number(list(pair)[1])] as const)
      return auditTable(await highsSolver(), { counts: grid(input.get('counts')), suppressed, threshold: number(input.get('threshold')) })
    },
  },
  'sdc-optimal': {
    answer: async (given: unknown) => {
      const release = twoWay(given)
      const found = findPattern({ release, earlier: [], seed: 1, limitMs: 60_000 }, await highsSolver())
      if (found.kind !== 'found') return { refused: found.kind }
      const withheld = new Set(found.withheld.map(spell))
      const primaries = everyCell(release).filter(({ count }) => count >= 1 && count < release.threshold).length
      return { primaries, secondary: withheld.size - primaries, verified: verify({ release, withheld }, [], found.proof).verified }
    },
    passes: (got: unknown, expected: unknown) => {
      const [mine, theirs] = [asInput(got), asInput(expected)]
      const [secondary, least] = [number(mine.get('secondary')), number(theirs.get('minSecondary'))]
      return mine.get('verified') === true && mine.get('primaries') === theirs.get('primaries') && secondary >= least && secondary <= 1.5 * least + 2
    },
  },
  'controlled-rounding': {
    answer: async (given: unknown) => {
      const release = twoWay(given)
      const rounded = roundTogether(release, await highsSolver(), { base: number(asInput(given).get('base')) })
      if ('refused' in rounded) return rounded
      const byName = new Map(rounded.cells.map(({ name, rounded: value }) => [spell(name), value]))
      const names = (dimension: string) => release.dimensions.get(dimension)?.nodes.map(({ name }) => name) ?? []
      return { distance: rounded.distance, rounded: names('R').map((R) => names('C').map((C) => byName.get(spell({ table: 't', cell: { R, C } })) ?? 0)) }
    },
    passes: (got: unknown, expected: unknown, given: unknown) => {
      const mine = asInput(got)
      const base = number(asInput(given).get('base'))
      const counts = grid(asInput(given).get('counts'))
      const rounded = grid(mine.get('rounded'))
      const withTotals = [...counts, counts.reduce((sums, row) => row.map((count, at) => count + (sums[at] ?? 0)), [] as readonly number[])].map((row) => [...row, row.reduce((sum, count) => sum + count, 0)])
      const last = rounded.length - 1
      const neighbours = withTotals.every((row, r) => row.every((count, c) => (rounded[r]?.[c] ?? NaN) % base === 0 && Math.abs((rounded[r]?.[c] ?? NaN) - count) < base))
      const addUp = rounded.every((row) => row.slice(0, -1).reduce((sum, value) => sum + value, 0) === row.at(-1))
        && (rounded[last] ?? []).every((value, c) => rounded.slice(0, last).reduce((sum, row) => sum + (row[c] ?? 0), 0) === value)
      return neighbours && addUp && rounded.length === withTotals.length && number(mine.get('distance')) <= number(asInput(expected).get('minDistance')) + 1e-6
    },
  },
} as const

function twoWay(given: unknown): ReadRelease {
  const input = asInput(given)
  const counts = grid(input.get('counts'))
  const release = asReadRelease({
    schema: 'release/1', threshold: input.has('threshold') ? number(input.get('threshold')) : 5,
    dimensions: { R: counts.map((_, at) => `r${at}`), C: (counts[0] ?? []).map((_, at) => `c${at}`) }, tables: [{ id: 't', by: ['R', 'C'], counts }],
  })
  if ('refused' in release) throw new TypeError(release.refused)
  return release
}

function asInput(given: unknown): ReadonlyMap<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new TypeError('An object is needed here')
  return new Map(Object.entries(given))
}

function grid(given: unknown): readonly (readonly number[])[] {
  return list(given).map((row) => list(row).map(number))
}

function list(given: unknown): readonly unknown[] {
  if (!Array.isArray(given)) throw new TypeError('A list is needed here')
  return given
}

function number(given: unknown): number {
  if (typeof given !== 'number') throw new TypeError('A number is needed here')
  return given
}

function text(given: unknown): string {
  if (typeof given !== 'string') throw new TypeError('Text is needed here')
  return given
}
