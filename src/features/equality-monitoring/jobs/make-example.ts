import type { Database } from '#database/database.ts'
import { enqueue } from '#database/jobs.ts'
import { listPeople } from '#features/people/index.ts'
import type { Work } from '#web/work.ts'
import { addExampleMonitoring } from '../example.ts'
import { listSources } from '../source-store.ts'

/**
 * Five years of the example county’s workforce take a second or two to write down, for which nobody should wait who has just started the
 * program: they are made beside the first pages.
 */
export const makeExampleMonitoring: Work<null> = {
  name: 'equality-monitoring.make-example',
  line: 'extracts',
  async run(_asked, { organisation, body, changing, now }) {
    await changing(async (db) => {
      if ((await listSources(db, organisation)).length > 0) return
      const people = new Map((await listPeople(db, organisation)).map(({ name, id }) => [name, id]))
      await addExampleMonitoring(db, organisation, body.shortName, { people }, now())
    })
  },
}

/** Asks for it, a moment after the first page. */
export async function askForExampleMonitoring(db: Database, organisation: string, body: string, now: Temporal.Instant): Promise<void> {
  if (body === 'barsetshire') await enqueue(db, organisation, makeExampleMonitoring, null, { notBefore: now.add({ seconds: 3 }) })
}
