import { askForCheckpoint } from '#database/checkpoint-job.ts'
import { dayInLondon } from '#duty/dates.ts'
import { asJson, findNewest, moveHead, publish } from '#features/publication/index.ts'
import type { Work } from '#web/work.ts'
import { findClock } from '../clock-store.ts'
import { paths } from '../paths.ts'
import { findPublicRule } from '../public-store.ts'
import { keptUp, publicClock, room, type PublicClock } from '../publishing.ts'

/** Each morning, where a publisher set the rule: of what was approved, what was done and what became late is public without anybody choosing. */
export const keepPublic: Work<null> = {
  name: 'duty-clock.keep-public',
  at: '20 5 * * *',
  async run(_asked, { organisation, changing, append, now }) {
    const today = dayInLondon(now())
    await changing(async (db) => {
      const rule = await findPublicRule(db, organisation)
      const last = rule && await findNewest(db, organisation, paths.publicDuties.to())
      if (!rule || !last || last.withdrawn) return
      const clock = await findClock(db, organisation, today)
      const edition = await publish(db, organisation, { room, thingId: organisation, address: paths.publicDuties.to(), title: last.title, content: asJson(keptUp(last.content as unknown as PublicClock, publicClock(clock.owed, clock.dates, today))), letOut: { by: 'rule', rule: `kept up to date each morning, as ${rule.by} set it` }, note: 'Kept up to date by rule', place: 1 }, now())
      if (!edition) return
      await moveHead(db, organisation)
      await askForCheckpoint(db, organisation)
      await append(db, { did: 'duty-clock.published', on: { room, id: organisation, version: edition.version }, after: { sha256: edition.sha256 } })
    })
  },
}
