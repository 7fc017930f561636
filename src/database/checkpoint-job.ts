import { checkpointNow, keepCopy, listCheckpoints, type SigningKey } from './checkpoint.ts'
import type { Database } from './database.ts'
import { defineJob, enqueue, type Job } from './jobs.ts'

const name = 'ledger.checkpoint'

/** Every night, and after every sign-off: signs the ledger as it is, and keeps a copy where the database cannot reach. */
export function checkpointJob(key: SigningKey, folder: string): Job<null> {
  return defineJob(name, async (_nothing, { organisation, now, changing, reading }) => {
    await changing((db) => checkpointNow(db, organisation, key, now), { statementMilliseconds: 60_000 })
    // A folder on another machine may be away: the job fails then, and is tried again until every copy is there.
    for (const checkpoint of await reading((db) => listCheckpoints(db, organisation))) keepCopy(folder, checkpoint)
  }, { at: '15 2 * * *', line: 'checkpoint' })
}

/** Asks for a checkpoint in the transaction of a sign-off: what was signed off is signed for within seconds. */
export async function askForCheckpoint(db: Database, organisation: string): Promise<void> {
  await enqueue(db, organisation, { name, line: 'checkpoint' }, null, { key: 'checkpoint' })
}
