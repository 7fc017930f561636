import type { Database, Reading } from '#database/database.ts'
import { questions } from '#duty/monitoring/questions.ts'
import { benchmarksFor } from '#features/community-profile/index.ts'
import type { Work } from '#web/work.ts'
import type { Dataset } from '../dataset.ts'
import { findDataset, listDatasets } from '../dataset-store.ts'
import { policyFor } from '../release-making.ts'
import type { MonitoringRelease } from '../release.ts'
import { usualDatasets, usualTitle, wantedOf } from '../release-asking.ts'
import { findRelease, findReleaseOf, insertRelease, listFrozenAsKept, listHeldAsKept, makeReleaseJob, setReleaseReady, setReleaseState } from '../release-store.ts'
import { listOtherBodies } from '../other-body-store.ts'
import { findSettings } from '../settings-store.ts'
import { listCuts, listTabulationsAsKept } from '../tabulation-store.ts'
import type { DatasetAsKept, ReleaseTask } from './release-task.ts'
import { makeInReleaseThread } from './release-thread.ts'

/**
 * Makes a release that was asked for: from exact counts to figures that are proved and frozen. Pages go on meanwhile, because it is made in a thread of its own
 * and the solver has another. Until the last transaction nothing of it can be read, so whatever goes wrong publishes nothing.
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
    const task = await looking((db) => taskFor(db, organisation, release, now))
    if (task === null) { await refuse('One of the extracts was replaced since this was asked for. Ask again, and the newest ones are taken.'); return }
    await changing((db) => setReleaseState(db, organisation, id, 'working', { wanted: { ...release.wanted, progress: 'Finding what must be withheld, and proving that it is enough' } }))
    try {
      const made = await makeInReleaseThread(task)
      if (made.told === 'refused') { await refuse(made.refused, made.advice); return }
      await changing(async (db) => {
        await setReleaseState(db, organisation, id, 'working', { wanted: { ...release.wanted, ...(made.leftOut.length === 0 ? {} : { leftOut: made.leftOut }) } })
        await setReleaseReady(db, organisation, id, made)
        await append(db, { did: 'equality-monitoring.release-made', on: { room: 'equality-monitoring', id }, after: { title: release.title, audience: release.audience, sha256: made.sha256, certificate: made.certificate, policy: release.policy } })
      })
    } catch (fault) {
      await refuse('This could not be made because of a fault of ours. Nothing was published. Ask for it again.')
      throw fault
    }
  },
}

/** In milliseconds: by then nothing is published. */
const longestMaking = 570_000

/** All that the thread needs, as it is kept; null where something of it does not stand any more. */
async function taskFor(db: Reading, organisation: string, release: MonitoringRelease, now: () => Temporal.Instant): Promise<ReleaseTask | null> {
  const { id, audience, title, on, wanted } = release
  const datasets = await listReleased(db, organisation, release)
  if (datasets === null) return null
  return {
    id, audience, mode: wanted.mode, title, on: on.toString(), today: now().toZonedDateTimeISO('Europe/London').toPlainDate().toString(), datasets, madeByItself: release.by.id === null,
    turnover: await listTurnover(db, organisation, on), held: await listHeldAsKept(db, organisation, id),
    others: (await listOtherBodies(db, organisation)).map((each) => ({ ...each, on: each.on.toString(), at: each.at.toString() })),
    earlier: (await listFrozenAsKept(db, organisation, audience, 12, on)).filter((each) => each.release !== id),
    benchmarks: (await Promise.all(questions.map((each) => benchmarksFor(db, organisation, each.id)))).flat(), limits: { making: longestMaking },
  }
}

/** What was asked for, if all of it still stands. */
async function listReleased(db: Reading, organisation: string, { wanted }: MonitoringRelease): Promise<readonly DatasetAsKept[] | null> {
  const found: DatasetAsKept[] = []
  for (const { dataset: id, cuts } of wanted.datasets) {
    const dataset = await findDataset(db, organisation, id)
    if (dataset === null || dataset.state !== 'current') return null
    found.push({
      of: `${dataset.source.kind} ${await firstOf(db, organisation, dataset)}`, kind: dataset.source.kind, source: dataset.source.name, scope: dataset.source.scope, from: dataset.from?.toString() ?? null, on: dataset.to.toString(),
      tabulations: await listTabulationsAsKept(db, organisation, id, cuts),
    })
  }
  return found
}

/** The extracts of starters and of leavers up to a day, with what each counts by department, grade and the like. */
async function listTurnover(db: Reading, organisation: string, until: Temporal.PlainDate): Promise<ReleaseTask['turnover']> {
  const found = []
  for (const kind of ['starters', 'leavers'] as const) {
    for (const dataset of await listDatasets(db, organisation, { states: ['current'], kind })) {
      if (dataset.from === null || Temporal.PlainDate.compare(dataset.to, until) > 0 || Temporal.PlainDate.compare(dataset.to, until.subtract({ years: 2 })) < 0) continue
      // One question is enough: everybody stands somewhere in it, if only as not having answered.
      const cuts = (await listCuts(db, organisation, dataset.id)).filter((cut) => cut.startsWith('sex by ') || cut.startsWith('age by '))
      found.push({ from: dataset.from.toString(), tabulations: await listTabulationsAsKept(db, organisation, dataset.id, cuts) })
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
