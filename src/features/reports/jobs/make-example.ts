import type { Database } from '#database/database.ts'
import { enqueue } from '#database/jobs.ts'
import type { Work } from '#web/work.ts'
import { addExampleReport, exampleReports } from '../example.ts'

/** Reports tell of what other rooms have: the example's are made when its figures have been proved, which takes minutes, or after a quarter of an hour without them. */
export const makeExampleReports: Work<{ readonly looked: number }> = {
  name: 'reports.make-example',
  async run({ looked }, { organisation, body, offers, changing, append, now }) {
    const today = now().toZonedDateTimeISO('Europe/London').toPlainDate()
    const isReady = await changing(async (db) => {
      const profile = offers.sections.find(({ name }) => name === 'equality-monitoring.workforce-profile')
      const newest = new Temporal.PlainDate(today.month >= 4 ? today.year : today.year - 1, 3, 31)
      const isThere = profile === undefined || (await profile.make(db, organisation, { from: newest.subtract({ years: 1 }).add({ days: 1 }), to: newest, for: 'public', today })).length > 0
      if (!isThere && looked < 60) {
        await enqueue(db, organisation, makeExampleReports, { looked: looked + 1 }, { notBefore: now().add({ seconds: 15 }) })
      }
      return isThere || looked >= 60
    })
    if (!isReady) return
    let made = 0
    for (const each of exampleReports(today)) if (await changing((db) => addExampleReport(db, each, { body, offers, now: now() }))) made += 1
    if (made > 0) await changing((db) => append(db, { did: 'reports.example-made', on: { room: 'reports', id: organisation }, detail: { made } }))
  },
}

export async function askForExampleReports(db: Database, organisation: string, body: string, now: Temporal.Instant): Promise<void> {
  if (body === 'barsetshire') await enqueue(db, organisation, makeExampleReports, { looked: 0 }, { notBefore: now.add({ seconds: 30 }) })
}
