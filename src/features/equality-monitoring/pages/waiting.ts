import type { Waiting, WaitingThing } from '#web/offers.ts'
import { mayKeepDatasets, mayPrepareRelease, mayPublishRelease } from '../access.ts'
import { listDatasets } from '../dataset-store.ts'
import { paths } from '../paths.ts'
import { listReleases } from '../release-store.ts'
import { listSources } from '../source-store.ts'
import { dueOf, takenOf } from './monitoring.ts'
import { datasetTitle, periodWords } from './parts.ts'

/** Extracts that are half understood or due, for the analyst; what could not be made safe, for who asked for it; and what waits to be let out, for the publisher. */
export const waitingFigures: Waiting = {
  name: 'equality-monitoring.figures',
  async list(db, organisation, { person, today, now }) {
    const found: WaitingThing[] = []
    if (mayKeepDatasets(person)) {
      const [begun, taken, sources] = await Promise.all([listDatasets(db, organisation, { states: ['to map', 'to check'], limit: 20 }), listDatasets(db, organisation, { states: ['current'] }), listSources(db, organisation)])
      found.push(...begun.map((each) => ({ title: datasetTitle(each), todo: each.state === 'to map' ? 'Say what its columns and words mean' : 'Check this extract and take it in', href: paths.dataset.to({ dataset: each.id }), by: null })))
      for (const source of sources.filter((each) => !each.ended)) {
        const due = dueOf(source, takenOf(source, taken), today)
        if (due !== null) found.push({ title: source.name, todo: `Upload the extract of ${periodWords(due)}`, href: paths.upload.to({ source: source.id }), by: null })
      }
    }
    // Nobody else has anything to do with a release.
    const releases = mayPrepareRelease(person) || mayPublishRelease(person) ? await listReleases(db, organisation, { limit: 60, offset: 0 }) : []
    for (const release of releases) {
      const href = paths.release.to({ release: release.id })
      if (release.audience === 'public' && release.state === 'ready' && release.by.id !== person.id && mayPublishRelease(person)) found.push({ title: release.title, todo: 'Proved safe: publish it, or leave it', href, by: null })
      if (release.state === 'refused' && release.by.id === person.id && now.since(release.at).total('hours') < 24 * 14) found.push({ title: release.title, todo: 'It could not be made safe: see what would help', href, by: null })
    }
    return found
  },
}
