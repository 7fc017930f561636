import type { Database } from '#database/database.ts'
import { enqueue } from '#database/jobs.ts'
import { dayInLondon } from '#duty/dates.ts'
import { movingDayIn } from '#duty/moving-days.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { listPeople } from '#features/people/index.ts'
import type { Work } from '#web/work.ts'
import { addExampleInPieces } from '../example.ts'
import { publishRelease, releaseDeed } from '../pages/releases.ts'
import { listDatasets } from '../dataset-store.ts'
import { usualDatasets, usualTitle, wantedOf } from '../release-asking.ts'
import { policyFor } from '../release-making.ts'
import { findRelease, insertRelease, makeReleaseJob } from '../release-store.ts'
import { usualSettings } from '../settings.ts'
import { listTargets } from '../target-store.ts'

/**
 * Five years of the example county’s workforce take a second or two to write down, and its figures minutes to prove: nobody should wait for them who has just
 * started the program. They are made beside the first pages.
 */
export const makeExampleMonitoring: Work<null> = {
  name: 'equality-monitoring.make-example',
  line: 'extracts',
  async run(_asked, { organisation, body, looking, changing, now }) {
    // The targets come last: where they are, all of it was made.
    const { isMade, people } = await looking(async (db) => ({ isMade: (await listTargets(db, organisation)).length > 0, people: new Map((await listPeople(db, organisation)).map(({ name, id }) => [name, id])) }))
    if (isMade) return
    await addExampleInPieces(changing, organisation, body.shortName, { people }, now(), (db) => askForExampleReleases(db, organisation, people, now()))
  },
}

/** The example’s publisher, who did not prepare it, lets a public release out as soon as it is proved. */
export const publishExampleRelease: Work<{ readonly release: string }> = {
  name: 'equality-monitoring.publish-example',
  ...(makeReleaseJob.line === undefined ? {} : { line: makeReleaseJob.line }),
  async run({ release: id }, { organisation, changing, append, now }) {
    await changing(async (db) => {
      const release = await findRelease(db, organisation, id)
      if (release === null || ['published', 'withdrawn', 'refused'].includes(release.state)) return
      if (release.state !== 'ready') throw new Error('The example’s release is not made yet.')
      const publisher = (await listPeople(db, organisation)).find(({ name }) => name === 'Peter Ashdown')
      if (publisher === undefined) return
      const out = publishedAt(release.on, now())
      await publishRelease({ db, organisation, person: publisher, now: out }, release, '')
      await append(db, { did: 'equality-monitoring.release-published', on: { room: 'equality-monitoring', id }, after: { sha256: release.sha256 ?? '', certificate: release.certificate ?? '', preparedBy: release.by.id ?? 'system' } })
      for (const entry of await recordDeed(db, organisation, { ...releaseDeed(release), on: dayInLondon(out) }, now())) await append(db, entry)
    })
  },
}

/** The county publishes what stood at the end of March in June, once the board has seen it; never later than now. */
function publishedAt(snapshot: Temporal.PlainDate, now: Temporal.Instant): Temporal.Instant {
  const day = movingDayIn({ which: [snapshot.year % 2 === 0 ? 3 : 2], of: 2, month: 6 }, snapshot.year)
  return day === null ? now : earlier(day.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:30' }).toInstant(), now)
}

/** Made ready some days before it is published; what the board sees, five weeks after the quarter. */
function preparedAt(audience: 'public' | 'board', snapshot: Temporal.PlainDate, now: Temporal.Instant): Temporal.Instant {
  return audience === 'public' ? publishedAt(snapshot, now).subtract({ hours: 6 * 24 }) : earlier(snapshot.add({ weeks: 5 }).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '14:10' }).toInstant(), now)
}

const earlier = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant => (Temporal.Instant.compare(one, other) < 0 ? one : other)

/** Asks for it, a moment after the first page. */
export async function askForExampleMonitoring(db: Database, organisation: string, body: string, now: Temporal.Instant): Promise<void> {
  if (body === 'barsetshire') await enqueue(db, organisation, makeExampleMonitoring, null, { notBefore: now.add({ seconds: 3 }) })
}

/** What the public was told at the end of each of the last three financial years, and the board in each of the last four quarters; the oldest first, as it was. */
async function askForExampleReleases(db: Database, organisation: string, people: ReadonlyMap<string, string>, now: Temporal.Instant): Promise<void> {
  const current = await listDatasets(db, organisation, { states: ['current'] })
  const snapshots = current.filter(({ source }) => source.kind === 'workforce')
  const asked = [...snapshots.filter(({ to }) => to.month === 3).slice(0, 3).map((workforce) => ({ audience: 'public' as const, workforce })), ...snapshots.slice(0, 4).map((workforce) => ({ audience: 'board' as const, workforce }))]
    .sort((one, other) => Temporal.PlainDate.compare(one.workforce.to, other.workforce.to))
  const by = { id: people.get('Samira Hussain') ?? null, name: 'Samira Hussain' }
  for (const [place, { audience, workforce }] of asked.entries()) {
    // Two questions together are told in the newest figures of each audience.
    const isNewest = asked.findLast((each) => each.audience === audience)?.workforce === workforce
    const release = await insertRelease(db, organisation, {
      audience, title: usualTitle(workforce), on: workforce.to, policy: policyFor(audience, 'withhold').edition, wanted: wantedOf(usualDatasets(workforce, current), isNewest ? usualSettings.pairs : []), corrects: null, by, at: preparedAt(audience, workforce.to, now).add({ milliseconds: place }),
    })
    if (audience === 'public') await enqueue(db, organisation, publishExampleRelease, { release }, { attempts: 8 })
  }
}
