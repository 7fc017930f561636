import { createHash, randomInt } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { Refused } from '#duty/refused.ts'
import type { PatternFound, PatternWanted } from './find-pattern.ts'
import { ReleaseProof, spell } from './inside.ts'
import type { CellName } from './inside.ts'
import { asReadRelease, highestThreshold, thresholdOfCell } from './release.ts'
import type { Dimension, ReadRelease, Release } from './release.ts'
import { verify } from './verify.ts'
import type { Proof, Released } from './verify.ts'

/** What may be shown of a release, as it is written to a file and frozen beside it. */
export interface Answer {
  readonly withheld: readonly CellName[]
  /** Where all numbers are rounded instead of some withheld: what is printed in each cell. */
  readonly rounded?: readonly (CellName & { readonly value: number })[]
  /** How many of the withheld cells are small numbers themselves. */
  readonly primary: number
  /** How many are withheld to protect those. */
  readonly secondary: number
  /** True only where the separate verifier has agreed. */
  readonly verified: boolean
  /** Why nothing may be published, in words; null where the release is safe with these cells withheld. */
  readonly refused: string | null
  /** Where it was refused: what to merge, and how many cells would then be withheld. */
  readonly merge: readonly MergeAdvice[]
  readonly ms: number
}

export interface MergeAdvice {
  readonly dimension: string
  readonly categories: readonly string[]
  readonly into: string
  /** In words: "Combine … as …: 9 fewer figures withheld." */
  readonly advice: string
  readonly withheld: number
}

/** An earlier release with the answer that was given for it: both are frozen. */
export interface Earlier {
  readonly release: Release | ReadRelease
  readonly withheld: readonly CellName[]
  readonly rounded?: readonly (CellName & { readonly value: number })[]
  /** What it was rounded to multiples of, where it was. */
  readonly roundTo?: number
  /**
   * Of people of other days, whom nothing ties to those of the new release: no starters and leavers that add up. It is compared with the new one, so that where a
   * unit hardly changed nobody learns who came or went; what it withholds was proved when it was made, and nothing in the new one says more of it.
   */
  readonly comparedOnly?: boolean
}

export interface ProtectOptions {
  /** Round every number to multiples of this, so that totals still add up, instead of withholding some. No less than the threshold. */
  readonly roundTo?: number
  readonly earlier?: readonly Earlier[]
  /** Cells that are withheld whatever the solver finds: what the board was not shown, the public is not shown either. Those that the release does not have are passed over. */
  readonly closed?: readonly CellName[]
  /** Secret. Left out, a new one is drawn. Equal seeds give equal answers. */
  readonly seed?: number
  /** After this long nothing is published. */
  readonly limitMs?: number
  /** The solver's thread; tests put faulty ones here. */
  readonly engine?: (wanted: PatternWanted, signal: AbortSignal) => Promise<PatternFound>
  /** The edition of the policy that the proof is made under; without it no `ReleaseProof` is made. */
  readonly policy?: string
  /** Today, for the proof. */
  readonly on?: string
  readonly adviseMerging?: boolean
}

/** Finds what must be withheld so that nobody can learn of a few people from all that is and ever was published, and proves it. */
export async function protect(release: Release | ReadRelease, options: ProtectOptions = {}): Promise<Answer> {
  return (await protectWithProof(release, options)).answer
}

/** As `protect`, with the proof that opens the gate. The proof is null whenever the release is refused. */
export async function protectWithProof(given: Release | ReadRelease, options: ProtectOptions = {}): Promise<{ readonly answer: Answer, readonly proof: ReleaseProof | null }> {
  const began = performance.now()
  const refuse = (refused: string, release?: ReadRelease, merge: readonly MergeAdvice[] = []) => ({
    answer: {
      // Whoever overlooks the refusal still publishes nothing.
      withheld: release === undefined ? [] : everyCell(release).map(({ name }) => name),
      primary: 0, secondary: 0, verified: false, refused, merge, ms: Math.round(performance.now() - began),
    },
    proof: null,
  })
  const release = isRead(given) ? given : asReadRelease(given)
  if ('refused' in release) return refuse(release.refused)
  const earlier = readEarlier(options.earlier ?? [])
  if ('refused' in earlier) return refuse(earlier.refused, release)

  const highest = Math.max(...release.tables.map((table) => highestThreshold(release, table)))
  if (options.roundTo !== undefined && options.roundTo < highest) return refuse(`Numbers must be rounded to multiples of ${highest} or more, because smaller counts are protected.`, release)
  const found = await findWithin({ release, earlier, roundTo: options.roundTo, closed: (options.closed ?? []).map(spell), seed: options.seed ?? randomInt(2 ** 32), limitMs: options.limitMs ?? 300_000 }, options.engine ?? inWorker)
  if (found.kind === 'refused') return refuse(found.refused, release)
  if (found.kind === 'failed') return refuse(`Nothing can be published: the check that this release is safe did not finish (${found.because}). Try again, or publish fewer tables together.`, release)
  if (found.kind === 'impossible') {
    const merge = options.adviseMerging === false ? [] : await adviseMerging(release, found.cells, options)
    return refuse(impossibleSentence(found.cells, merge), release, merge)
  }

  const withheld = new Set(found.withheld.map(spell))
  const rounded = found.rounded === null || options.roundTo === undefined ? null : { base: options.roundTo, numbers: new Map(found.rounded.map(({ name, rounded: to }) => [spell(name), to])) }
  const verdict = checked({ release, withheld, rounded }, earlier, found.proof)
  if (!verdict.verified) return refuse(`Nothing can be published: the proof that this release is safe did not hold (${verdict.because}).`, release)

  const cells = everyCell(release)
  const listed = cells.filter(({ name }) => withheld.has(spell(name)))
  const small = listed.filter(isSmall).length
  const answer: Answer = { ...(rounded === null ? {} : { rounded: cells.map(({ name }) => ({ ...name, value: rounded.numbers.get(spell(name)) ?? 0 })) }), withheld: listed.map(({ name }) => name), primary: small, secondary: listed.length - small, verified: true, refused: null, merge: [], ms: Math.round(performance.now() - began) }
  if (options.policy === undefined) return { answer, proof: null }
  const numbers = new Map(cells.map(({ name, count }) => [spell(name), withheld.has(spell(name)) ? null : rounded === null ? count : rounded.numbers.get(spell(name)) ?? null]))
  return { answer, proof: new ReleaseProof(numbers, { policy: options.policy, certificate: certificateOf(release, withheld, options.roundTo), verifiedOn: options.on ?? Temporal.Now.plainDateISO().toString() }) }
}

/** The SHA-256 of a release and of what is withheld of it: equal artefacts have equal hashes. It says nothing of the witnesses. */
export function certificateOf(release: ReadRelease, withheld: ReadonlySet<string>, roundTo?: number): string {
  const shown = {
    threshold: release.threshold, sensitive: release.sensitive ?? undefined, dimensions: [...release.dimensions.values()].map(({ name, leaves }) => [name, leaves]), flows: release.flows,
    tables: release.tables.map(({ id, by, threshold, counts }) => [id, by, ...(threshold === release.threshold ? [] : [threshold]), counts]), withheld: [...withheld].sort(), roundTo,
  }
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex')
}

function isRead(release: Release | ReadRelease): release is ReadRelease {
  return release.dimensions instanceof Map
}

function readEarlier(list: readonly Earlier[]): Released[] | Refused {
  const read: Released[] = []
  for (const { release: given, withheld, rounded, roundTo, comparedOnly = false } of list.toSorted((a, b) => Number(a.comparedOnly ?? false) - Number(b.comparedOnly ?? false))) {
    const release = isRead(given) ? given : asReadRelease(given)
    if ('refused' in release) return { refused: `The earlier release cannot be read. ${release.refused}` }
    read.push({ release, comparedOnly, withheld: new Set(withheld.map(spell)), rounded: rounded === undefined ? null : { base: roundTo ?? release.threshold, numbers: new Map(rounded.map((each) => [spell(each), each.value])) } })
  }
  return read
}

async function findWithin(wanted: PatternWanted, engine: NonNullable<ProtectOptions['engine']>): Promise<PatternFound> {
  const stop = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<PatternFound>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'failed', because: 'it took too long' }), wanted.limitMs)
  })
  try {
    return await Promise.race([engine(wanted, stop.signal), late])
  } catch {
    return { kind: 'failed', because: 'the solver stopped' }
  } finally {
    clearTimeout(timer)
    stop.abort()
  }
}

/** Runs the engine in a thread of its own, which ends with the answer. */
function inWorker(wanted: PatternWanted, signal: AbortSignal): Promise<PatternFound> {
  const { promise, resolve, reject } = Promise.withResolvers<PatternFound>()
  const worker = new Worker(new URL('./protect-worker.ts', import.meta.url), { stdout: true, stderr: true })
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('The solver’s thread ended without an answer')))
  signal.addEventListener('abort', () => void worker.terminate())
  worker.postMessage(wanted)
  return promise
}

/** Whatever the engine handed over, it can only be verified or not: a proof of the wrong shape is not a fault of ours. */
function checked(released: Released, earlier: readonly Released[], proof: Proof): ReturnType<typeof verify> {
  try {
    return verify(released, earlier, proof)
  } catch {
    return { verified: false, because: 'it is not a proof' }
  }
}

export interface EveryCell { readonly name: CellName, readonly count: number, readonly threshold: number }

const isSmall = ({ count, threshold }: EveryCell): boolean => count >= 1 && count < threshold

/** Every cell that the release prints, in the order of its tables, with its count. */
export function everyCell(release: ReadRelease): EveryCell[] {
  return release.tables.flatMap((table) => {
    const dimensions = table.by.map((name): Dimension['nodes'] => release.dimensions.get(name)?.nodes ?? [])
    let cells: { names: readonly string[], leaves: readonly number[] }[] = [{ names: [], leaves: [0] }]
    dimensions.forEach((nodes, at) => {
      const size = table.sizes[at] ?? 1
      cells = cells.flatMap((cell) => nodes.map((node) => ({ names: [...cell.names, node.name], leaves: cell.leaves.flatMap((leaf) => node.leaves.map((category) => leaf * size + category)) })))
    })
    return cells.map(({ names, leaves }) => ({
      name: { table: table.id, cell: Object.fromEntries(table.by.map((name, at) => [name, names[at] ?? ''])) },
      count: leaves.reduce((sum, leaf) => sum + (table.counts[leaf] ?? 0), 0), threshold: thresholdOfCell(release, table, names),
    }))
  })
}

function impossibleSentence(cells: readonly CellName[], merge: readonly MergeAdvice[]): string {
  const [first] = cells
  const where = first === undefined ? '' : ` (for example in the table "${first.table}", ${Object.entries(first.cell).map(([name, category]) => `${name}: ${category === '*' ? 'all' : category}`).join(', ')})`
  const advice = merge[0]?.advice ?? 'Merge small categories, carry the earlier figures forward, or leave this table out.'
  return `Nothing can be published: small numbers${where} cannot be protected, given what is published already. ${advice}`
}

/**
 * What to merge so that less is withheld, or so that a release becomes safe: tries the parents of each dimension and, failing those, the categories with
 * the most small numbers as one. Each advice has been tried and proved. `troubled`: the cells that made trouble; without them every small cell counts.
 */
export async function adviseMerging(release: ReadRelease, troubled: readonly CellName[], options: ProtectOptions = {}): Promise<MergeAdvice[]> {
  const small = troubled.length > 0 ? troubled : everyCell(release).filter(isSmall).map(({ name }) => name)
  const before = troubled.length > 0 ? null : (await protect(release, { ...options, adviseMerging: false })).withheld.length
  const tried: MergeAdvice[] = []
  for (const candidate of mergeCandidates(release, small).slice(0, 4)) {
    const merged = mergeCategories(release, candidate)
    const answer = await protect(merged, { ...options, adviseMerging: false, limitMs: Math.min(options.limitMs ?? longestTrial, longestTrial) })
    if (answer.refused !== null || (before !== null && answer.withheld.length >= before)) continue
    const saved = before === null ? `the release can then be published with ${answer.withheld.length} figures withheld` : `${before - answer.withheld.length} fewer figures withheld`
    tried.push({ ...candidate, withheld: answer.withheld.length, advice: `Combine ${inWords(candidate.categories)} (${candidate.dimension}) as “${candidate.into}”: ${saved}.` })
  }
  return tried.sort((a, b) => a.withheld - b.withheld)
}

/** Advice is not worth a longer wait, in milliseconds. */
const longestTrial = 30_000

interface Merging { readonly dimension: string, readonly categories: readonly string[], readonly into: string }

function mergeCandidates(release: ReadRelease, small: readonly CellName[]): Merging[] {
  const candidates: (Merging & { readonly weight: number })[] = []
  for (const { name, leaves, nodes } of release.dimensions.values()) {
    const trouble = (leaf: string) => small.filter(({ cell }) => cell[name] === leaf).length
    const byParent = nodes.filter((node) => node.name !== '*' && node.leaves.length > 1 && !leaves.includes(node.name))
    for (const parent of byParent) {
      const categories = parent.leaves.map((leaf) => leaves[leaf] ?? '')
      const weight = categories.reduce((sum, leaf) => sum + trouble(leaf), 0)
      if (weight > 0) candidates.push({ dimension: name, categories, into: parent.name, weight })
    }
    const worst = leaves.map((leaf) => ({ leaf, weight: trouble(leaf) })).filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
    if (byParent.length === 0 && leaves.length > 2 && worst.length > 0) {
      const joined = (worst.length === 1 ? [...worst, { leaf: leaves.find((leaf) => leaf !== worst[0]?.leaf) ?? '', weight: 0 }] : worst.slice(0, Math.max(2, Math.ceil(leaves.length / 3))))
      const categories = leaves.filter((leaf) => joined.some((each) => each.leaf === leaf))
      if (categories.length < leaves.length) candidates.push({ dimension: name, categories, into: `${inWords(categories, 'or')}`, weight: joined.reduce((sum, { weight }) => sum + weight, 0) })
    }
  }
  return candidates.sort((a, b) => b.weight - a.weight).map(({ dimension, categories, into }) => ({ dimension, categories, into }))
}

/** The same release with some categories of a dimension counted as one. */
export function mergeCategories(release: ReadRelease, { dimension: name, categories, into }: Merging): ReadRelease {
  const dimension = release.dimensions.get(name)
  if (dimension === undefined) return release
  const kept = dimension.leaves.filter((leaf) => !categories.includes(leaf))
  const leaves = [...kept, into]
  const place = dimension.leaves.map((leaf) => (categories.includes(leaf) ? leaves.length - 1 : kept.indexOf(leaf)))
  const nodes = dimension.nodes.filter((node) => node.leaves.length > 1 && node.name !== into && node.name !== '*')
    // A parent that holds only a part of what was merged is no longer a sum of the categories.
    .filter((node) => node.leaves.every((leaf) => place[leaf] !== leaves.length - 1) || categories.every((category) => node.leaves.includes(dimension.leaves.indexOf(category))))
    .map((node) => ({ name: node.name, leaves: [...new Set(node.leaves.map((leaf) => place[leaf] ?? 0))] }))
  const merged: Dimension = { name, leaves, nodes: [...leaves.map((leaf, at) => ({ name: leaf, leaves: [at] })), ...nodes, { name: '*', leaves: leaves.map((_, at) => at) }] }
  return {
    ...release, dimensions: new Map(release.dimensions).set(name, merged),
    tables: release.tables.map((table) => {
      const at = table.by.indexOf(name)
      if (at < 0) return table
      const sizes = table.sizes.map((size, index) => (index === at ? leaves.length : size))
      const counts: (number | null)[] = Array.from({ length: sizes.reduce((product, size) => product * size, 1) }, () => null)
      const inner = table.sizes.slice(at + 1).reduce((product, size) => product * size, 1)
      const size = table.sizes[at] ?? 1
      table.counts.forEach((count, leaf) => {
        const category = Math.floor(leaf / inner) % size
        const to = (Math.floor(leaf / (inner * size)) * leaves.length + (place[category] ?? 0)) * inner + (leaf % inner)
        if (count !== null) counts[to] = (counts[to] ?? 0) + count
      })
      return { ...table, sizes, counts }
    }),
  }
}

function inWords(list: readonly string[], and = 'and'): string {
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} ${and} ${list.at(-1)}`
}
