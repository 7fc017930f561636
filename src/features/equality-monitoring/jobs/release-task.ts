import { protect } from '#disclosure/protect.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { findingsOf, type BenchmarkForFindings } from '../findings.ts'
import { thawFigures, type Figures } from '../figures.ts'
import { asOtherFigures, newestOfEach, type OtherBody } from '../other-body.ts'
import type { ReleaseWanted } from '../release.ts'
import { pairsApart, readyForGate, turnoverOf, withoutFinest, type ReleasedDataset } from '../release-contents.ts'
import { makeFigures, policyFor, whatIsHeld, type HeldRelease, type Made, type NotMade, type ToMake } from '../release-making.ts'
import type { FrozenAsKept, HeldAsKept } from '../release-store.ts'
import type { Tabulation } from '../tabulation.ts'
import { triedOut, type TriedOut } from '../trying-out.ts'

/**
 * All that the thread is given: what was kept, in the bytes in which it was kept. A long history is many megabytes, and reading, proving and sealing it would
 * hold up every page if it were done where pages are answered. The thread never sees the database. Days are ISO 8601.
 */
export interface ReleaseTask {
  readonly id: string
  readonly audience: 'board' | 'public'
  readonly mode: ReleaseWanted['mode']
  readonly title: string
  readonly on: string
  readonly today: string
  readonly datasets: readonly DatasetAsKept[]
  /** Asked for by no person: then what is too fine is left out, and the figures say so. */
  readonly madeByItself: boolean
  readonly held: readonly HeldAsKept[]
  /** What is known of who joined and left, from the first day of each extract. */
  readonly turnover: readonly { readonly from: string; readonly tabulations: Uint8Array }[]
  readonly benchmarks: readonly BenchmarkForFindings[]
  /** Figures that the same readers have, of other days. */
  readonly earlier: readonly FrozenAsKept[]
  readonly others: readonly (Omit<OtherBody, 'on' | 'at'> & { readonly on: string; readonly at: string })[]
  /** How long one try may take, in milliseconds: by then nothing is published. The seed is secret, and said by tests alone. */
  readonly limits: { readonly making: number; readonly seed?: number }
}

/** A dataset with the cuts of it that are to be released, as the database keeps them. */
export interface DatasetAsKept extends Omit<ReleasedDataset, 'from' | 'on' | 'tabulations'> {
  readonly from: string | null
  readonly on: string
  /** A JSON list in UTF-8. */
  readonly tabulations: Uint8Array
}

/** What the thread tells. `artefact` and `held` are JSON, ready to be kept: nothing of them is read again on the way. */
export type ReleaseTold =
  | { readonly told: 'trying' }
  | { readonly told: 'made'; readonly held: string; readonly artefact: string; readonly sha256: string; readonly certificate: string; readonly leftOut: readonly string[] }
  | { readonly told: 'refused'; readonly refused: string; readonly advice: readonly string[] }
  | { readonly told: 'tried'; readonly tried: Tried }

export type ReleaseMade = Extract<ReleaseTold, { readonly told: 'made' | 'refused' }>

/** From what was kept to figures that are proved and frozen, or to the reason why not. `trying` is called whenever a try begins. */
export async function makeOfKept(task: ReleaseTask, trying: () => void): Promise<ReleaseMade> {
  const { id, audience, mode, title, benchmarks } = task
  const datasets = task.datasets.map((each): ReleasedDataset => ({ ...each, from: each.from === null ? null : dayOf(each.from), on: dayOf(each.on), tabulations: tabulationsIn(each.tabulations) }))
  const turnover = task.turnover.map(({ from, tabulations }) => ({ from: dayOf(from), tabulations: tabulationsIn(tabulations) }))
  const earlier = task.earlier.map((each) => figuresIn(each, audience))
  const { made, datasets: released } = await makeWhatCanBe({
    id, audience, mode, title, on: dayOf(task.on), today: dayOf(task.today), ...(mode === 'withhold' ? pairsApart(datasets) : { datasets }), held: task.held.map(heldIn),
    turnover: (since, dimensions) => turnoverOf(turnover.filter(({ from }) => Temporal.PlainDate.compare(from, since) > 0).map(({ tabulations }) => tabulations), dimensions),
    findings: (figures) => findingsOf(figures, benchmarks, earlier),
    others: newestOfEach(task.others.map((each): OtherBody => ({ ...each, on: dayOf(each.on), at: Temporal.Instant.from(each.at) }))).map(asOtherFigures),
  }, task, trying)
  if (!('refused' in made)) return { told: 'made', held: JSON.stringify(made.held), artefact: JSON.stringify(made.frozen.artefact), sha256: made.frozen.sha256, certificate: made.certificate, leftOut: made.leftOut }
  const finest = withoutFinest(released)
  return { told: 'refused', refused: made.refused, advice: [...made.advice, ...(finest === null ? [] : [`Leave out the tables by ${finest.field}: there are ${tallyOfThings(finest.parts).text} of them to be told apart. Or combine them into fewer in the extract.`])] }
}

/**
 * Figures that are made by themselves should be there: where all of what is usual is too fine to be proved safe, the breakdown with the most parts is left
 * out, and the figures say so. What somebody chose is made as it was chosen or not at all.
 */
async function makeWhatCanBe(asked: ToMake, task: Pick<ReleaseTask, 'madeByItself' | 'limits'>, trying: () => void): Promise<{ readonly made: Made | NotMade; readonly datasets: readonly ReleasedDataset[] }> {
  trying()
  const made = await makeFigures(asked, { limitMs: task.limits.making, ...(task.limits.seed === undefined ? {} : { seed: task.limits.seed }) })
  const fewer = 'refused' in made && task.madeByItself ? withoutFinest(asked.datasets) : null
  if (fewer === null) return { made, datasets: asked.datasets }
  const leftOut = `Nothing is told here by ${fewer.field}: there are ${tallyOfThings(fewer.parts).text} of them, too many to prove for all of them together that nobody can be recognised. Fewer, larger ones can be told.`
  const again = await makeWhatCanBe({ ...asked, datasets: fewer.datasets, leftOut: [...(asked.leftOut ?? []), leftOut] }, task, trying)
  // Where nothing helps, the first refusal says why.
  return 'refused' in again.made ? { made, datasets: asked.datasets } : again
}

/** One table that an analyst looks at, to be told what could be shown of it. */
export interface TryTask {
  readonly audience: 'board' | 'public'
  readonly dataset: Omit<DatasetAsKept, 'tabulations'>
  readonly tabulation: Tabulation
  readonly held: readonly HeldAsKept[]
  /** How long it may take, in milliseconds. */
  readonly limit: number
}

/** - `too long`: that could not be worked out while a page is waited for. */
export type Tried =
  | { readonly kind: 'tried'; readonly tried: TriedOut }
  | { readonly kind: 'refused'; readonly because: string }
  | { readonly kind: 'too long' }

/** The table as a release of its own, with everything that its readers hold already: the same sums as when one is made, and nothing is kept of them. */
export async function tryKept({ audience, dataset, tabulation, held, limit }: TryTask): Promise<Tried> {
  const policy = policyFor(audience, 'withhold')
  const on = dayOf(dataset.on)
  const ready = readyForGate([{ ...dataset, from: dataset.from === null ? null : dayOf(dataset.from), on, tabulations: [tabulation] }], policy)
  if ('refused' in ready) return { kind: 'refused', because: ready.refused }
  const known = whatIsHeld(ready.release, { audience, on, held: held.map(heldIn) })
  if ('refused' in known) return { kind: 'refused', because: known.refused }
  const { earlier, flows, closed } = known
  const answer = await protect({ ...ready.release, flows }, { earlier, closed, limitMs: limit, adviseMerging: false })
  if (answer.verified) return { kind: 'tried', tried: triedOut(ready.release, answer.withheld, policy) }
  return answer.refused !== null && /did not finish/.test(answer.refused) ? { kind: 'too long' } : { kind: 'refused', because: answer.refused ?? '' }
}

const dayOf = (day: string): Temporal.PlainDate => Temporal.PlainDate.from(day)

const read = (kept: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(kept))

const tabulationsIn = (kept: Uint8Array): readonly Tabulation[] => read(kept) as readonly Tabulation[]

const heldIn = ({ id, audience, on, earlier }: HeldAsKept): HeldRelease => ({ id, audience, on: dayOf(on), earlier: read(earlier) as HeldRelease['earlier'] })

function figuresIn({ release, artefact, sha256 }: FrozenAsKept, reader: 'board' | 'public'): Figures {
  const figures = thawFigures(read(artefact), sha256, reader)
  if ('refused' in figures) throw new Error(`The figures of release ${release} cannot be read: ${figures.refused}`)
  return figures
}
