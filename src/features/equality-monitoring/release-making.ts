/** A release from exact counts to figures that are proved, gated and ready to be frozen. The solver runs in a thread of its own. */
import { countOfPeople } from '#disclosure/count.ts'
import { gate } from '#disclosure/gate.ts'
import type { ReleaseProof } from '#disclosure/gate.ts'
import { policies, type Policy } from '#disclosure/policy.ts'
import { protectWithProof, type Answer, type Earlier, type ProtectOptions } from '#disclosure/protect.ts'
import { total, type Counts, type Release } from '#disclosure/release.ts'
import { absent, withheld, type Figure } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import type { Refused } from '#duty/refused.ts'
import { datasetKinds } from './dataset.ts'
import { freezeFigures, thawFigures, type Figures, type FrozenFinding, type MadeFigures } from './figures.ts'
import type { ReleaseWanted } from './release.ts'
import { flowsBetween, readyForGate, type ReleasedDataset, type TableToRelease } from './release-contents.ts'

/** A release that others may hold, with its exact counts and what is withheld of it. Restricted. */
export interface HeldRelease {
  readonly id: string
  readonly audience: 'board' | 'public'
  readonly on: Temporal.PlainDate
  readonly earlier: readonly Earlier[]
}

export interface ToMake {
  readonly id: string
  readonly audience: 'board' | 'public'
  readonly mode: ReleaseWanted['mode']
  readonly title: string
  readonly on: Temporal.PlainDate
  readonly datasets: readonly ReleasedDataset[]
  /** All that anybody holds, oldest first, of both audiences. */
  readonly held: readonly HeldRelease[]
  readonly today: Temporal.PlainDate
  /** What is known of who joined and left since a day: see `turnoverOf`. Where nobody says, only what the tables show counts. */
  readonly turnover?: (since: Temporal.PlainDate, dimensions: Release['dimensions']) => NonNullable<Release['moved']>
  /** Makes the findings of the figures: it sees what readers see, and nothing else. */
  readonly findings: (figures: Figures) => readonly FrozenFinding[]
}

export interface Made {
  /** For later releases. */
  readonly held: readonly (Earlier & { readonly small: number })[]
  readonly frozen: ReturnType<typeof freezeFigures>
  readonly certificate: string
  readonly ms: number
}

export interface NotMade extends Refused { readonly advice: readonly string[] }

/** The policy of a release. Rounding is for either audience; its figures then carry the rounded policy’s name. */
export function policyFor(audience: 'board' | 'public', mode: ReleaseWanted['mode']): Policy {
  if (mode === 'withhold') return policies[audience]
  return audience === 'public' ? policies.rounded : { ...policies.rounded, audience, threshold: policies.board.threshold, edition: `${policies.rounded.edition} for the board` }
}

/** @param options seed and engine, for tests */
export async function makeFigures(asked: ToMake, options: Pick<ProtectOptions, 'seed' | 'engine' | 'limitMs'> = {}): Promise<Made | NotMade> {
  const policy = policyFor(asked.audience, asked.mode)
  const ready = readyForGate(asked.datasets, policy)
  if ('refused' in ready) return { ...ready, advice: [] }
  const { earlier, flows, closed, since } = whatIsHeld(ready.release, asked)
  const release: Release = { ...ready.release, flows, ...(since === null || asked.turnover === undefined ? {} : { moved: asked.turnover(since, ready.release.dimensions) }) }
  const roundTo = asked.mode === 'withhold' ? undefined : roundingFor(release, policy)
  const { answer, proof } = await protectWithProof(release, {
    ...options, earlier, closed: asked.mode === 'withhold' ? closed : [], policy: policy.edition, on: asked.today.toString(), ...(roundTo === undefined ? {} : { roundTo }),
  })
  if (proof === null) return { refused: answer.refused ?? 'Nothing can be published.', advice: answer.merge.map(({ advice }) => advice) }
  const made = figuresOf(asked, ready.tables, ready.notes, release, policy, answer, proof)
  const withoutFindings = thawed(freezeFigures(made), asked.audience)
  const frozen = freezeFigures({ ...made, findings: asked.findings(withoutFindings) })
  return {
    frozen, certificate: proof.certificate, ms: answer.ms,
    held: [{ release, withheld: answer.withheld, small: answer.primary, ...(answer.rounded === undefined ? {} : { rounded: answer.rounded }), ...(roundTo === undefined ? {} : { roundTo }) }],
  }
}

function thawed({ artefact, sha256 }: ReturnType<typeof freezeFigures>, audience: 'board' | 'public'): Figures {
  const figures = thawFigures(artefact, sha256, audience)
  if ('refused' in figures) throw new Error(figures.refused)
  return figures
}

/** One multiple for the whole release, so that no number is printed in two ways: the highest that any of its tables needs. */
function roundingFor(release: Release, policy: Policy): number {
  const needsMore = release.sensitive !== undefined || release.tables.some(({ threshold }) => (threshold ?? release.threshold) > release.threshold)
  return needsMore ? policy.roundTo.sensitive : policy.roundTo.ordinary
}

/** How far back a chain of starters and leavers is followed. */
const longestChain = 8

/**
 * What readers of this release hold already. A board reads what the public reads as well; the public holds nothing of a board's, and is shown nothing
 * that the board was not shown, so that whoever holds both learns no more than the board.
 *
 * Of the same people everything counts. Of other days the last before this one counts, as far as anything ties it to the new tables, and beyond it
 * the tables that starters and leavers tie to it in turn.
 */
export function whatIsHeld(release: Release, { audience, on, held }: Pick<ToMake, 'audience' | 'on' | 'held'>): { readonly earlier: readonly Earlier[]; readonly flows: Release['flows'] & object; readonly closed: Answer['withheld']; readonly since: Temporal.PlainDate | null } {
  const own = new Set(release.tables.map(({ of }) => of))
  const isSame = (each: Earlier): boolean => tablesOf(each).some(({ of }) => own.has(of))
  const mayHold = held.filter((each) => audience === 'board' || each.audience === 'public')
  const same = mayHold.flatMap((each) => each.earlier.filter(isSame))
  const others = mayHold.map((each) => ({ on: each.on, earlier: each.earlier.filter((one) => !isSame(one)) })).filter((each) => each.earlier.length > 0 && Temporal.PlainDate.compare(each.on, on) <= 0)
    .sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
  const lastDay = others.at(-1)?.on
  const last = others.filter((each) => lastDay !== undefined && each.on.equals(lastDay)).flatMap((each) => each.earlier)
  const chained = chainBefore(others.filter((each) => lastDay !== undefined && !each.on.equals(lastDay)).flatMap((each) => each.earlier), last)
  const flows = last.flatMap(({ release: before }) => ('schema' in before ? flowsBetween(release, before) : []))
  const kept = [...chained, ...last, ...same]
  const closed = audience === 'board' ? [] : held.filter((each) => each.audience === 'board').flatMap((each) => each.earlier.filter(isSame)).flatMap((each) => each.withheld)
  return { earlier: kept.map((each, at) => withoutLooseFlows(each, kept.slice(0, at))), flows: [...new Map(flows.map((flow) => [flow.end, flow])).values()], closed, since: lastDay ?? null }
}

const tablesOf = ({ release }: Earlier): Release['tables'] => ('schema' in release ? release.tables : [])

/** Of older releases only what the flows of later ones start from, and what flowed then. */
function chainBefore(older: readonly Earlier[], last: readonly Earlier[]): readonly Earlier[] {
  const chain: Earlier[] = []
  let starts = new Set(last.flatMap(({ release }) => ('schema' in release ? release.flows ?? [] : [])).map(({ start }) => start))
  for (const each of older.toReversed()) {
    if (starts.size === 0 || chain.length >= longestChain || !('schema' in each.release)) break
    const flows = each.release.flows ?? []
    const needed = new Set([...starts, ...flows.filter(({ end }) => starts.has(end)).flatMap(({ plus, minus }) => [plus, minus])])
    const tables = each.release.tables.filter(({ id }) => needed.has(id))
    if (tables.length === 0) continue
    chain.unshift({ ...each, release: { ...each.release, tables, flows: flows.filter(({ end }) => starts.has(end)) }, withheld: each.withheld.filter(({ table }) => needed.has(table)), ...(each.rounded === undefined ? {} : { rounded: each.rounded.filter(({ table }) => needed.has(table)) }) })
    starts = new Set(flows.filter(({ end }) => starts.has(end)).map(({ start }) => start))
  }
  return chain
}

/** A flow that begins before everything that is looked at says nothing here. */
function withoutLooseFlows(each: Earlier, before: readonly Earlier[]): Earlier {
  if (!('schema' in each.release) || each.release.flows === undefined) return each
  const there = new Set([...before, each].flatMap((one) => tablesOf(one).map(({ id }) => id)))
  const earlierIds = new Set(before.flatMap((one) => tablesOf(one).map(({ id }) => id)))
  return { ...each, release: { ...each.release, flows: each.release.flows.filter(({ end, start, plus, minus }) => [end, plus, minus].every((id) => there.has(id)) && (start === end ? earlierIds : there).has(start)) } }
}

function figuresOf(asked: ToMake, tables: readonly TableToRelease[], notes: readonly string[], release: Release, policy: Policy, answer: Answer, proof: ReleaseProof): MadeFigures {
  const gated = tables.map((table, at) => ({ ...table.about, cells: cellsOf(table, release, at, policy, proof) }))
  const cells = gated.flatMap((table) => table.cells)
  const isOut = cells.filter(({ state }) => state === 'withheld').length
  return {
    release: asked.id, audience: asked.audience, title: asked.title, on: asked.on, tables: gated, findings: [],
    notes: policy.mode === 'round' || isOut / cells.length <= policy.offerRoundingAbove ? notes : [...notes, 'Much is withheld here. The same tables can be made again with every number rounded, where less would be missing.'],
    audit: {
      certificate: proof.certificate, verifiedOn: asked.today, policy: policy.edition, figures: cells.length, withheld: isOut,
      sentence: auditSentence(policy, proof.certificate, asked.today),
    },
  }
}

function auditSentence({ mode, threshold }: Policy, certificate: string, today: Temporal.PlainDate): string {
  const least = threshold.ordinary === threshold.sensitive ? String(threshold.ordinary) : `${threshold.ordinary} (${threshold.sensitive} for sensitive answers)`
  const promise = mode === 'round' ? 'No small number in this release can be told from nought or from a number that is not small' : `Every small number in this release could be 0 or at least ${least}`
  return `${promise}, given everything we have ever published. Checked by an independent program on ${dayInWords(today)}, certificate ${certificate}.`
}

/** Every cell of one table in the order that pages read, through the gate. */
function cellsOf({ about, dimensions }: TableToRelease, release: Release, at: number, policy: Policy, proof: ReleaseProof): Figure[] {
  const table = release.tables[at]
  if (table === undefined) return []
  const of = datasetKinds.find(({ kind }) => kind === about.kind)?.of ?? 'people'
  const leaves = dimensions.map((name) => release.dimensions[name] ?? [])
  const nodes = about.by.map((field, place) => [...field.categories.map(({ name }) => name), total].map((name) => ({ name, leaves: leavesUnder(name, leaves[place] ?? [], release.parents?.[dimensions[place] ?? ''] ?? {}) })))
  const flat = flatten(table.counts)
  const cells: Figure[] = []
  const walk = (depth: number, places: readonly number[], names: readonly string[]): void => {
    const own = nodes[depth]
    if (own !== undefined) {
      const size = leaves[depth]?.length ?? 1
      for (const node of own) walk(depth + 1, places.flatMap((place) => node.leaves.map((leaf) => place * size + leaf)), [...names, node.name])
      return
    }
    const counts = places.map((place) => flat[place] ?? null)
    if (counts.every((count) => count === null)) { cells.push(absent('[z]')); return }
    const said = names.flatMap((name, place) => (name === total ? [] : [`${about.by[place]?.name ?? ''}: ${name}`]))
    const people = countOfPeople(counts.reduce<number>((sum, count) => sum + (count ?? 0), 0), {
      of: `${of.charAt(0).toUpperCase()}${of.slice(1)}${said.length === 0 ? '' : ` (${said.join('; ')})`}`, on: about.on.toString(), source: about.source,
      cell: { table: about.id, cell: Object.fromEntries(dimensions.map((name, place) => [name, names[place] ?? total])) },
    })
    const figure = gate(people, policy, proof)
    cells.push(figure.state === 'shown' ? figure : withheld)
  }
  walk(0, [0], [])
  return cells
}

function leavesUnder(name: string, leaves: readonly string[], parents: Readonly<Record<string, string>>): readonly number[] {
  if (name === total) return leaves.map((_, at) => at)
  const isUnder = (leaf: string): boolean => {
    for (let at: string | undefined = leaf, steps = 0; at !== undefined && steps < 10; at = parents[at], steps++) if (at === name) return true
    return false
  }
  return leaves.flatMap((leaf, at) => (isUnder(leaf) ? [at] : []))
}

function flatten(counts: Counts): readonly (number | null)[] {
  return counts === null || typeof counts === 'number' ? [counts] : counts.flatMap(flatten)
}
