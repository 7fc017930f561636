/** A release from exact counts to figures that are proved, gated and ready to be frozen. The solver runs in a thread of its own. */
import { countOfPeople } from '#disclosure/count.ts'
import { gate } from '#disclosure/gate.ts'
import type { ReleaseProof } from '#disclosure/gate.ts'
import { policies, type Policy } from '#disclosure/policy.ts'
import { protectWithProof, type Answer, type Earlier, type ProtectOptions } from '#disclosure/protect.ts'
import { total, type Counts, type Release, type ReleaseTable } from '#disclosure/release.ts'
import { absent, withheld, type Figure } from '#disclosure/shown.ts'
import { dayInWords, isBefore, listInWords } from '#duty/dates.ts'
import { questions } from '#duty/monitoring/questions.ts'
import type { Refused } from '#duty/refused.ts'
import { datasetKinds } from './dataset.ts'
import { freezeFigures, thawFigures, type Figures, type FrozenFinding, type MadeFigures } from './figures.ts'
import type { ReleaseWanted } from './release.ts'
import { flowsBetween, readyForGate, type ReadyForGate, type ReleasedDataset, type TableToRelease } from './release-contents.ts'

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
  /** Tables of two questions together. They are protected after the others and with all of them: they change nothing of what else is shown, and are left out where no proof is found in time. */
  readonly pairs?: readonly ReleasedDataset[]
  /** What was left out before this was asked for, in words for readers. */
  readonly leftOut?: readonly string[]
  /** All that anybody holds, oldest first, of both audiences. */
  readonly held: readonly HeldRelease[]
  readonly today: Temporal.PlainDate
  /** What is known of who joined and left since a day: see `turnoverOf`. Where nobody says, only what the tables show counts. */
  readonly turnover?: (since: Temporal.PlainDate, dimensions: Release['dimensions']) => NonNullable<Release['moved']>
  /** Makes the findings of the figures: it sees what readers see, and nothing else. */
  readonly findings: (figures: Figures) => readonly FrozenFinding[]
  /** What other bodies have published, to stand beside it. */
  readonly others?: Figures['others']
}

export interface Made {
  /** For later releases. */
  readonly held: readonly (Earlier & { readonly small: number })[]
  readonly frozen: ReturnType<typeof freezeFigures>
  readonly certificate: string
  readonly ms: number
  /** What was left out of what was asked for, and why, in words for readers. */
  readonly leftOut: readonly string[]
}

export interface NotMade extends Refused { readonly advice: readonly string[] }

/** The policy of a release. Rounding is for either audience; its figures then carry the rounded policy’s name. */
export function policyFor(audience: 'board' | 'public', mode: ReleaseWanted['mode']): Policy {
  if (mode === 'withhold') return policies[audience]
  return audience === 'public' ? policies.rounded : { ...policies.rounded, audience, threshold: policies.board.threshold, edition: `${policies.rounded.edition} for the board` }
}

/** @param options seed, engine and limits, for tests */
export async function makeFigures(asked: ToMake, options: MakeOptions = {}): Promise<Made | NotMade> {
  const policy = policyFor(asked.audience, asked.mode)
  const first = await makePart(asked.datasets, asked, policy, options)
  if ('refused' in first) return first
  const { tables: together, notes, answer } = await makePairs(asked, policy, first, options)
  const parts = [first, ...(together === null ? [] : [together])]
  const made = figuresOf(asked, parts, [...first.ready.notes, ...(asked.leftOut ?? []), ...notes], policy)
  const withoutFindings = thawed(freezeFigures(made), asked.audience)
  const frozen = freezeFigures({ ...made, findings: asked.findings(withoutFindings) })
  return { frozen, certificate: made.audit.certificate, ms: first.answer.ms + (answer?.ms ?? 0), held: parts.map(heldOf), leftOut: [...(asked.leftOut ?? []), ...notes] }
}

export interface MakeOptions extends Pick<ProtectOptions, 'seed' | 'engine' | 'limitMs'> {
  /** How long is given to the tables of two questions. */
  readonly pairsMs?: number
}

/** Tables that were proved safe together. */
interface Part { readonly ready: ReadyForGate; readonly release: Release; readonly answer: Answer; readonly proof: ReleaseProof; readonly roundTo: number | undefined }

async function makePart(datasets: readonly ReleasedDataset[], asked: ToMake, policy: Policy, options: Pick<ProtectOptions, 'seed' | 'engine' | 'limitMs'>): Promise<Part | NotMade> {
  const ready = readyForGate(datasets, policy)
  if ('refused' in ready) return { ...ready, advice: [] }
  const known = whatIsHeld(ready.release, asked)
  if ('refused' in known) return { ...known, advice: [] }
  const { earlier, flows, closed, since } = known
  const release: Release = { ...ready.release, flows, ...(since === null || asked.turnover === undefined ? {} : { moved: asked.turnover(since, ready.release.dimensions) }) }
  const roundTo = asked.mode === 'withhold' ? undefined : roundingFor(release, policy)
  const { answer, proof } = await protectWithProof(release, {
    ...options, earlier, closed: asked.mode === 'withhold' ? closed : [], policy: policy.edition, on: asked.today.toString(), ...(roundTo === undefined ? {} : { roundTo }),
  })
  return proof === null ? { refused: answer.refused ?? 'Nothing can be published.', advice: answer.merge.map(({ advice }) => advice) } : { ready, release, answer, proof, roundTo }
}

/**
 * Two questions together come after everything else, and everything else is to them as if it had been published before: so a pair takes nothing away from the
 * others. Where what was published on other days takes long to prove already, none are added, because the next day’s release would take longer still.
 */
async function makePairs(asked: ToMake, policy: Policy, first: Part, options: MakeOptions): Promise<{ readonly tables: Part | null; readonly notes: readonly string[]; readonly answer?: Answer }> {
  const { pairs = [] } = asked
  const wanted = pairs.flatMap(({ tabulations }) => tabulations.map(({ by }) => by.map(({ field }) => questionName(field)).join(' and ')))
  if (wanted.length === 0) return { tables: null, notes: [] }
  const without = (why: string): { readonly tables: null; readonly notes: readonly string[] } => ({ tables: null, notes: [`${wanted.length === 1 ? 'Two questions together are' : 'Questions two together are'} not told here (${listInWords(wanted.map((each) => each.toLowerCase()))}): ${why}`] })
  const { pairsMs = 240_000, ...rest } = options
  if (first.answer.ms > pairsMs / 4) return without('with everything that was published before, it takes too long to prove that nobody can be recognised. Fewer breakdowns in each release, or one release a year, would leave time for it.')
  const made = await makePart(pairs, { ...asked, held: [...asked.held, { id: asked.id, audience: asked.audience, on: asked.on, earlier: [heldOf(first)] }] }, policy, { ...rest, limitMs: pairsMs })
  return 'refused' in made ? without('we could not prove in time that nobody can be recognised. Fewer pairs at once, or without a breakdown by department or grade, may be told.') : { tables: made, notes: [], answer: made.answer }
}

const heldOf = ({ release, answer, roundTo }: Part): Made['held'][number] => ({ release, withheld: answer.withheld, small: answer.primary, ...(answer.rounded === undefined ? {} : { rounded: answer.rounded }), ...(roundTo === undefined ? {} : { roundTo }) })

const questionName = (field: string): string => questions.find(({ id }) => id === field)?.name ?? field

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

/**
 * What readers of this release hold already: everything that they were ever given, of whatever day. A board reads what the public reads as well; the public holds
 * nothing of a board’s, and is shown nothing that the board was not shown, so that whoever holds both learns no more than the board.
 *
 * What is of the same people, and what starters and leavers tie to them from day to day, is proved together with the new tables, all the way back. Every other
 * day is compared with them: docs/decisions/2026-11-22-everything-ever-published.md says why that is enough.
 */
export function whatIsHeld(release: Release, { audience, on, held }: Pick<ToMake, 'audience' | 'on' | 'held'>): Held | Refused {
  const mayHold = held.filter((each) => audience === 'board' || each.audience === 'public').toSorted((one, other) => Temporal.PlainDate.compare(one.on, other.on))
  const everything = mayHold.flatMap((each) => each.earlier.flatMap((earlier): EarlierOn[] => ('schema' in earlier.release ? [{ ...earlier, release: audience === 'board' ? asABoardReads(earlier.release) : earlier.release, on: each.on }] : [])))
  const before = everything.filter((each) => isBefore(each.on, on))
  const flows = before.flatMap((each) => flowsBetween(release, each.release))
  // Of a later day it may be known who came and went since this one: then that day’s figures would have had to be proved with these.
  if (everything.some((each) => isBefore(on, each.on) && flowsBetween(each.release, release).some(({ end }) => !everything.some((same) => ofNew(same.release, release, end))))) {
    return { refused: 'Figures of a later day have been released with all who joined and left since this one. These figures would give away what is withheld there. Ask for tables that the later release does not have.' }
  }
  const tied = tiedTo(release, flows, everything)
  const own = new Set(release.tables.map(({ id }) => id))
  const since = before.at(-1)?.on ?? null
  // The days on either side are proved together with this one where a department hardly changed: what is withheld on both days is likely to be the same.
  const next = everything.find((each) => isBefore(on, each.on))?.on
  const isBeside = (day: Temporal.PlainDate): boolean => (since?.equals(day) ?? false) || (next?.equals(day) ?? false)
  const earlier = everything.flatMap((each): Earlier[] => {
    const joint = each.release.tables.filter((table) => tied.has(table) || (isBeside(each.on) && !namesOtherwise(release, each.release)))
    const apart = each.release.tables.filter((table) => !joint.includes(table) && own.has(table.id))
    return [...(joint.length === 0 ? [] : [onlyTables(each, joint, false)]), ...(apart.length === 0 ? [] : [onlyTables(each, apart, true)])]
  })
  const closed = audience === 'board' ? [] : held.filter((each) => each.audience === 'board').flatMap((each) => each.earlier).filter((each) => tablesOf(each).some(({ of }) => release.tables.some((table) => table.of === of))).flatMap((each) => each.withheld)
  return { earlier: earlier.map((each, at) => withoutLooseFlows(each, earlier.slice(0, at))), flows: [...new Map(flows.map((flow) => [flow.end, flow])).values()], closed, since }
}

interface Held { readonly earlier: readonly Earlier[]; readonly flows: NonNullable<Release['flows']>; readonly closed: Answer['withheld']; readonly since: Temporal.PlainDate | null }

type EarlierOn = Omit<Earlier, 'release'> & { readonly release: Release; readonly on: Temporal.PlainDate }

const tablesOf = ({ release }: Earlier): Release['tables'] => ('schema' in release ? release.tables : [])

/**
 * A release as it binds a board's: a board may be told smaller numbers than the public, so what was withheld from the public need not be withheld from it. A number
 * that is too small for a board stays protected, whoever the release was for.
 */
function asABoardReads(release: Release): Release {
  const { ordinary, sensitive } = policies.board.threshold
  return {
    ...release, threshold: Math.min(release.threshold, ordinary), tables: release.tables.map((table) => (table.threshold === undefined ? table : { ...table, threshold: Math.min(table.threshold, sensitive) })),
    ...(release.sensitive === undefined ? {} : { sensitive: { ...release.sensitive, threshold: Math.min(release.sensitive.threshold, sensitive) } }),
  }
}

/** Whether what one release counts by itself is a group of several in the other: their numbers cannot be put side by side, by us or by anybody. */
function namesOtherwise(one: Release, other: Release): boolean {
  const groupsIn = ({ parents }: Release, dimension: string): ReadonlySet<string> => new Set(Object.values(parents?.[dimension] ?? {}))
  return Object.entries(one.dimensions).some(([dimension, leaves]) => leaves.some((leaf) => groupsIn(other, dimension).has(leaf)) || (other.dimensions[dimension] ?? []).some((leaf) => groupsIn(one, dimension).has(leaf)))
}

/** Whether an earlier release has this very table of the new one: the same numbers of the same people. */
function ofNew(earlier: Release, release: Release, id: string): boolean {
  const [was, is] = [earlier, release].map((each) => each.tables.find((table) => table.id === id))
  return was !== undefined && was.of === is?.of && JSON.stringify(was.counts) === JSON.stringify(is?.counts)
}

/**
 * All tables that are of the same people as the new ones, or that starters and leavers tie to such, in as many steps as it takes. A flow from a table of which
 * nothing was withheld ties no further back: whatever else could be true now, that table is what everybody has read.
 */
function tiedTo(release: Release, flows: NonNullable<Release['flows']>, everything: readonly EarlierOn[]): ReadonlySet<ReleaseTable> {
  const bonds = [...bondsOf(release, flows, everything), ...everything.flatMap((each, at) => bondsOf(each.release, each.release.flows ?? [], everything.slice(0, at)))]
  const people = new Set(release.tables.map(({ of }) => of))
  for (let before = -1; before !== people.size;) {
    before = people.size
    for (const { own, starts } of bonds) {
      const loose = [...own, ...starts.filter(({ secret }) => secret).map(({ table }) => table)].map(({ of }) => of)
      if (loose.some((of) => people.has(of))) for (const of of loose) people.add(of)
    }
  }
  const known = bonds.filter(({ own }) => own.some(({ of }) => people.has(of))).flatMap(({ starts }) => starts.map(({ table }) => table))
  return new Set([...everything.flatMap((each) => each.release.tables).filter(({ of }) => people.has(of)), ...known])
}

/** For each flow the tables that it ties together: those of its own release, and every earlier one that it adds up from, with whether anything of it is secret. */
function bondsOf(release: Release, flows: NonNullable<Release['flows']>, before: readonly EarlierOn[]): readonly { readonly own: readonly ReleaseTable[]; readonly starts: readonly { readonly table: ReleaseTable; readonly secret: boolean }[] }[] {
  if (flows.length === 0) return []
  // Asked once of each earlier release and not once for each flow: it walks every table of both.
  const adding = before.map((each) => ({ each, ends: new Set(flowsBetween(release, each.release).map(({ end }) => end)) }))
  return flows.map(({ end, start, plus, minus }) => ({
    own: release.tables.filter(({ id }) => [end, plus, minus].includes(id)),
    starts: adding.filter(({ ends }) => ends.has(end))
      .flatMap(({ each }) => each.release.tables.filter(({ id }) => id === start).map((table) => ({ table, secret: each.rounded !== undefined || each.withheld.some((cell) => cell.table === table.id) }))),
  }))
}

function onlyTables(each: EarlierOn, tables: readonly ReleaseTable[], comparedOnly: boolean): Earlier {
  const ids = new Set(tables.map(({ id }) => id))
  const { on: _, ...earlier } = each
  return {
    ...earlier, comparedOnly, release: { ...each.release, tables, flows: comparedOnly ? [] : each.release.flows ?? [] }, withheld: each.withheld.filter(({ table }) => ids.has(table)),
    ...(each.rounded === undefined ? {} : { rounded: each.rounded.filter(({ table }) => ids.has(table)) }),
  }
}

/** A flow that begins before everything that is looked at says nothing here. */
function withoutLooseFlows(each: Earlier, before: readonly Earlier[]): Earlier {
  if (!('schema' in each.release) || each.release.flows === undefined) return each
  const tied = before.filter(({ comparedOnly }) => comparedOnly !== true)
  const there = new Set([...tied, each].flatMap((one) => tablesOf(one).map(({ id }) => id)))
  const earlierIds = new Set(tied.flatMap((one) => tablesOf(one).map(({ id }) => id)))
  return { ...each, release: { ...each.release, flows: each.release.flows.filter(({ end, start, plus, minus }) => [end, plus, minus].every((id) => there.has(id)) && (start === end ? earlierIds : there).has(start)) } }
}

function figuresOf(asked: ToMake, parts: readonly Part[], notes: readonly string[], policy: Policy): MadeFigures {
  const gated = parts.flatMap(({ ready, release, proof }) => ready.tables.map((table, at) => ({ ...table.about, cells: cellsOf(table, release, at, policy, proof) })))
  const cells = gated.flatMap((table) => table.cells)
  const isOut = cells.filter(({ state }) => state === 'withheld').length
  const certificate = parts.map(({ proof }) => proof.certificate).join(' and ')
  return {
    release: asked.id, audience: asked.audience, title: asked.title, on: asked.on, tables: gated, findings: [], others: asked.others ?? [],
    notes: policy.mode === 'round' || isOut / cells.length <= policy.offerRoundingAbove ? notes : [...notes, 'Much is withheld here. The same tables can be made again with every number rounded, where less would be missing.'],
    audit: {
      certificate, verifiedOn: asked.today, policy: policy.edition, figures: cells.length, withheld: isOut,
      sentence: auditSentence(policy, certificate, asked.today),
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
