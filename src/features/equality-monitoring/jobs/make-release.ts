import type { Database, Reading } from '#database/database.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { questions } from '#duty/monitoring/questions.ts'
import { benchmarksFor } from '#features/community-profile/index.ts'
import type { Work } from '#web/work.ts'
import type { Dataset } from '../dataset.ts'
import { findDataset, listDatasets } from '../dataset-store.ts'
import { findingsOf } from '../findings.ts'
import { makeFigures, policyFor, type Made, type NotMade, type ToMake } from '../release-making.ts'
import type { MonitoringRelease } from '../release.ts'
import { usualDatasets, usualTitle, wantedOf } from '../release-asking.ts'
import { findRelease, findReleaseOf, insertRelease, listFigures, listHeld, makeReleaseJob, setReleaseReady, setReleaseState } from '../release-store.ts'
import { pairsApart, turnoverOf, withoutFinest, type ReleasedDataset } from '../release-contents.ts'
import { asOtherFigures, newestOfEach } from '../other-body.ts'
import { listOtherBodies } from '../other-body-store.ts'
import { findSettings } from '../settings-store.ts'
import type { Tabulation } from '../tabulation.ts'
import { listCuts, listTabulations } from '../tabulation-store.ts'

/**
 * Makes a release that was asked for: from exact counts to figures that are proved and frozen. Pages go on meanwhile, because the solver has a thread of its
 * own. Until the last transaction nothing of it can be read, so whatever goes wrong publishes nothing.
 */
export const makeRelease: Work<{ readonly release: string }> = {
  ...makeReleaseJob,
  async run({ release: id }, { organisation, looking, changing, append, now }) {
    const release = await looking((db) => findRelease(db, organisation, id))
    if (!release || (release.state !== 'waiting' && release.state !== 'working')) return
    await changing((db) => setReleaseState(db, organisation, id, 'working', { wanted: { ...release.wanted, progress: 'Looking for everything that readers hold already' } }))
    const refuse = (refused: string, advice: readonly string[] = []) => changing(async (db) => {
      await setReleaseState(db, organisation, id, 'refused', { refusal: { refused, advice }, wanted: release.wanted })
      await append(db, { did: 'equality-monitoring.release-refused', on: { room: 'equality-monitoring', id }, detail: { refused } })
    })
    const datasets = await looking((db) => listReleased(db, organisation, release))
    if (datasets === null) { await refuse('One of the extracts was replaced since this was asked for. Ask again, and the newest ones are taken.'); return }
    const { held, earlier, benchmarks, turnover, others } = await looking(async (db) => ({
      turnover: await listTurnover(db, organisation, release.on),
      held: await listHeld(db, organisation, id),
      others: newestOfEach(await listOtherBodies(db, organisation)).map(asOtherFigures),
      earlier: (await listFigures(db, organisation, release.audience, 12, release.on)).filter((each) => each.release !== id),
      benchmarks: (await Promise.all(questions.map((each) => benchmarksFor(db, organisation, each.id)))).flat(),
    }))
    await changing((db) => setReleaseState(db, organisation, id, 'working', { wanted: { ...release.wanted, progress: 'Finding what must be withheld, and proving that it is enough' } }))
    const today = now().toZonedDateTimeISO('Europe/London').toPlainDate()
    try {
      const { made, datasets: released } = await makeWhatCanBe({
        id, audience: release.audience, mode: release.wanted.mode, title: release.title, on: release.on, ...(release.wanted.mode === 'withhold' ? pairsApart(datasets) : { datasets }), held, today,
        turnover: (since, dimensions) => turnoverOf(turnover.filter(({ from }) => Temporal.PlainDate.compare(from, since) > 0).map(({ tabulations }) => tabulations), dimensions), findings: (figures) => findingsOf(figures, benchmarks, earlier), others,
      }, release.by.id === null)
      if ('refused' in made) {
        const finest = withoutFinest(released)
        await refuse(made.refused, [...made.advice, ...(finest === null ? [] : [`Leave out the tables by ${finest.field}: there are ${tallyOfThings(finest.parts).text} of them to be told apart. Or combine them into fewer in the extract.`])])
        return
      }
      await changing(async (db) => {
        await setReleaseState(db, organisation, id, 'working', { wanted: { ...release.wanted, ...(made.leftOut.length === 0 ? {} : { leftOut: made.leftOut }) } })
        await setReleaseReady(db, organisation, id, { held: made.held, artefact: made.frozen.artefact, sha256: made.frozen.sha256, certificate: made.certificate })
        await append(db, { did: 'equality-monitoring.release-made', on: { room: 'equality-monitoring', id }, after: { title: release.title, audience: release.audience, sha256: made.frozen.sha256, certificate: made.certificate, policy: release.policy } })
      })
    } catch (fault) {
      await refuse('This could not be made because of a fault of ours. Nothing was published. Ask for it again.')
      throw fault
    }
  },
}

/** In milliseconds: by then nothing is published. */
const longestMaking = 570_000

/**
 * Figures that are made by themselves should be there: where all of what is usual is too fine to be proved safe, the breakdown with the most parts is left
 * out, and the figures say so. What somebody chose is made as it was chosen or not at all.
 */
async function makeWhatCanBe(asked: ToMake, madeByItself: boolean): Promise<{ readonly made: Made | NotMade; readonly datasets: readonly ReleasedDataset[] }> {
  const made = await makeFigures(asked, { limitMs: longestMaking })
  const fewer = 'refused' in made && madeByItself ? withoutFinest(asked.datasets) : null
  if (fewer === null) return { made, datasets: asked.datasets }
  const leftOut = `Nothing is told here by ${fewer.field}: there are ${tallyOfThings(fewer.parts).text} of them, too many to prove for all of them together that nobody can be recognised. Fewer, larger ones can be told.`
  const again = await makeWhatCanBe({ ...asked, datasets: fewer.datasets, leftOut: [...(asked.leftOut ?? []), leftOut] }, madeByItself)
  // Where nothing helps, the first refusal says why.
  return 'refused' in again.made ? { made, datasets: asked.datasets } : again
}

/** What was asked for, if all of it still stands. */
async function listReleased(db: Reading, organisation: string, { wanted }: MonitoringRelease): Promise<readonly ReleasedDataset[] | null> {
  const found: ReleasedDataset[] = []
  for (const { dataset: id, cuts } of wanted.datasets) {
    const dataset = await findDataset(db, organisation, id)
    if (dataset === null || dataset.state !== 'current') return null
    found.push({
      of: `${dataset.source.kind} ${await firstOf(db, organisation, dataset)}`, kind: dataset.source.kind, source: dataset.source.name, scope: dataset.source.scope, from: dataset.from, on: dataset.to,
      tabulations: await listTabulations(db, organisation, id, cuts),
    })
  }
  return found
}

/** The extracts of starters and of leavers up to a day, with what each counts by department, grade and the like. */
async function listTurnover(db: Reading, organisation: string, until: Temporal.PlainDate): Promise<readonly { readonly from: Temporal.PlainDate; readonly tabulations: readonly Tabulation[] }[]> {
  const found = []
  for (const kind of ['starters', 'leavers'] as const) {
    for (const dataset of await listDatasets(db, organisation, { states: ['current'], kind })) {
      if (dataset.from === null || Temporal.PlainDate.compare(dataset.to, until) > 0 || Temporal.PlainDate.compare(dataset.to, until.subtract({ years: 2 })) < 0) continue
      // One question is enough: everybody stands somewhere in it, if only as not having answered.
      const cuts = (await listCuts(db, organisation, dataset.id)).filter((cut) => cut.startsWith('sex by ') || cut.startsWith('age by '))
      found.push({ from: dataset.from, tabulations: await listTabulations(db, organisation, dataset.id, cuts) })
    }
  }
  return found
}

/** A dataset and all that it corrects are of the same people: they are known by the first of them. */
async function firstOf(db: Reading, organisation: string, dataset: Dataset): Promise<string> {
  let first = dataset
  for (let steps = 0; first.replaces !== null && steps < 100; steps++) {
    const before = await findDataset(db, organisation, first.replaces)
    if (before === null) break
    first = before
  }
  return first.id
}

/**
 * Asks for the board’s figures once a snapshot of the workforce is current, in the transaction that made it so. A correction is asked for as one: both stay
 * visible, and the new one says why. Gives the release’s id; null for a dataset that no release is made of by itself.
 */
export async function askForRelease(db: Database, organisation: string, dataset: Pick<Dataset, 'id' | 'replaces' | 'correctionNote' | 'to'>, now: Temporal.Instant): Promise<string | null> {
  const found = await findDataset(db, organisation, dataset.id)
  if (found === null || found.source.kind !== 'workforce' || found.state !== 'current') return null
  const datasets = usualDatasets(found, await listDatasets(db, organisation, { states: ['current'] }))
  const corrected = dataset.replaces === null ? null : await findReleaseOf(db, organisation, dataset.replaces, 'board')
  return insertRelease(db, organisation, {
    audience: 'board', title: usualTitle(dataset), on: dataset.to, policy: policyFor('board', 'withhold').edition, wanted: wantedOf(datasets, (await findSettings(db, organisation)).pairs), corrects: corrected?.id ?? null, note: corrected === null ? '' : dataset.correctionNote,
    by: { id: null, name: 'Due Regard' }, at: now,
  })
}
