/**
 * F9: rules that must hold whoever does what at the same time, each with two changes that are right alone and wrong
 * together. Histories are made by chance from a seed, so that one that fails can be made again.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import type { Connections } from '#database/connect.ts'
import type { Database } from '#database/database.ts'
import { changing, NotNow } from '#database/transaction.ts'

export const trialTables = `
  create schema trial authorization due_regard_owner; set role due_regard_owner;
  create table trial.assessment (organisation_id uuid not null, id uuid, words text not null, edits int not null default 0, signed_words text, primary key (organisation_id, id));
  create table trial.approver (organisation_id uuid not null, id uuid, assessment uuid not null, here boolean not null, primary key (organisation_id, id));
  create index on trial.approver (organisation_id, assessment);
  select house.tenant('trial.assessment'); select house.tenant('trial.approver')`

export interface Broken {
  /** Assessments that were left with no approver. */
  readonly unapproved: number
  /** Edits whose words nobody saw again, though they were acknowledged. */
  readonly lostEdits: number
  /** Assessments whose words are not those that were signed. */
  readonly signedOther: number
  readonly histories: number
  readonly retries: number
  readonly gaveUp: number
}

export interface Trial { readonly connections: Connections; readonly organisation: string; readonly histories: number; readonly isolation: 'serializable' | 'read committed'; readonly seed: number; readonly atOnce?: number }

/** Runs so many histories of changes that meet, several at a time, and counts the rules that were broken. */
export async function tryInvariants({ connections, organisation, histories, isolation, seed, atOnce = 8 }: Trial): Promise<Broken> {
  const chance = seeded(seed)
  let retries = 0
  let gaveUp = 0
  const change = async (work: (db: Database) => Promise<void>): Promise<boolean> => {
    try {
      // Out of turn: only the isolation keeps these apart, as it would two processes of ours.
      await changing(connections, organisation, work, { isolation, outOfTurn: true, onRetry: () => { retries++ } })
      return true
    } catch (error) {
      if (!(error instanceof NotNow)) throw error
      gaveUp++
      return false
    }
  }
  const run = <Row>(db: Database, text: string, ...values: unknown[]) => db.executeQuery<Row>(CompiledQuery.raw(text, values)).then((result) => result.rows)
  const broken = { unapproved: 0, lostEdits: 0, signedOther: 0 }
  let left = histories

  const history = async (): Promise<void> => {
    const id = crypto.randomUUID()
    const approvers = [crypto.randomUUID(), crypto.randomUUID()]
    const pause = () => wait(chance() * 3)
    while (!await change(async (db) => {
      await run(db, 'insert into trial.assessment values ($1, $2, $3)', organisation, id, 'first')
      for (const each of approvers) await run(db, 'insert into trial.approver values ($1, $2, $3, true)', organisation, each, id)
    })) await pause()

    // One leaves as an approver, if another stays.
    const stepDown = (who: string) => async (db: Database) => {
      const [others] = await run<{ count: string }>(db, 'select count(*) as count from trial.approver where organisation_id = $1 and assessment = $2 and here and id <> $3', organisation, id, who)
      await pause()
      if (Number(others?.count) > 0) await run(db, 'update trial.approver set here = false where organisation_id = $1 and id = $2', organisation, who)
    }
    // One adds words to those that there are.
    const edit = (words: string) => async (db: Database) => {
      const [found] = await run<{ words: string; signed_words: string | null }>(db, 'select words, signed_words from trial.assessment where organisation_id = $1 and id = $2', organisation, id)
      await pause()
      if (found && found.signed_words === null) await run(db, 'update trial.assessment set words = $3, edits = edits + 1 where organisation_id = $1 and id = $2', organisation, id, `${found.words} ${words}`)
    }
    // One signs the words as they are; after that nobody edits them.
    const sign = async (db: Database) => {
      const [found] = await run<{ words: string }>(db, 'select words from trial.assessment where organisation_id = $1 and id = $2', organisation, id)
      await pause()
      await run(db, 'update trial.assessment set signed_words = $3 where organisation_id = $1 and id = $2', organisation, id, found?.words)
    }
    const changes = shuffle([stepDown(approvers[0]!), stepDown(approvers[1]!), edit('second'), edit('third'), sign], chance)
    await Promise.all(changes.map((each) => change(each)))

    await changing(connections, organisation, async (db) => {
      const [approved] = await run<{ count: string }>(db, 'select count(*) as count from trial.approver where organisation_id = $1 and assessment = $2 and here', organisation, id)
      const [found] = await run<{ words: string; edits: number; signed_words: string | null }>(db, 'select words, edits, signed_words from trial.assessment where organisation_id = $1 and id = $2', organisation, id)
      if (Number(approved?.count) === 0) broken.unapproved++
      if (found && found.edits !== found.words.split(' ').length - 1) broken.lostEdits++
      if (found?.signed_words !== null && found?.signed_words !== found?.words) broken.signedOther++
    }, { outOfTurn: true })
  }
  await Promise.all(Array.from({ length: atOnce }, async () => { while (left-- > 0) await history() }))
  return { ...broken, histories, retries, gaveUp }
}

/** Mulberry32: small, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function shuffle<Item>(items: readonly Item[], chance: () => number): Item[] {
  const left = [...items]
  return items.map(() => left.splice(Math.floor(chance() * left.length), 1)[0]!)
}
