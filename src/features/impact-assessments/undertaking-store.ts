import { sql, type Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { Level } from './relevance.ts'
import type { ImpactAssessmentTables } from './tables.ts'
import type { Undertaking, UndertakingKind } from './undertaking.ts'

/** A row of the register: the thing itself, with what is known of it. */
export interface Registered extends Undertaking {
  readonly level: Level | null
  readonly agreed: boolean
  readonly assessedOn: Temporal.PlainDate | null
}

export interface RegisterAsked {
  readonly words?: string; readonly kind?: UndertakingKind; readonly department?: string; readonly level?: Level | 'not assessed' | 'to agree'; readonly ended?: boolean
  readonly sort?: { readonly by: string; readonly down: boolean } | null; readonly limit: number; readonly offset: number
}

export async function listRegister(db: Reading, organisation: string, asked: RegisterAsked): Promise<readonly Registered[]> {
  const order = asked.sort?.down ? 'desc' as const : 'asc' as const
  const rows = await db.selectFrom('impact_assessments.undertaking as undertaking')
    .leftJoin('impact_assessments.relevance as relevance', (join) => join.onRef('relevance.organisation_id', '=', 'undertaking.organisation_id').onRef('relevance.undertaking_id', '=', 'undertaking.undertaking_id').on('relevance.newest', '=', true))
    .selectAll('undertaking').select(['relevance.level', 'relevance.agreed_on', 'relevance.assessed_on'])
    .where('undertaking.organisation_id', '=', organisation)
    .where('undertaking.ended_on', asked.ended ? 'is not' : 'is', null)
    .$if(asked.words !== undefined && asked.words !== '', (query) => query.where((where) => where.or([where('undertaking.name', 'ilike', `%${escaped(asked.words ?? '')}%`), where('undertaking.does', 'ilike', `%${escaped(asked.words ?? '')}%`)])))
    .$if(asked.kind !== undefined, (query) => query.where('undertaking.kind', '=', asked.kind!))
    .$if(asked.department !== undefined, (query) => query.where('undertaking.department_id', '=', asked.department!))
    .$if(asked.level === 'not assessed', (query) => query.where('relevance.level', 'is', null))
    .$if(asked.level === 'to agree', (query) => query.where('relevance.level', '=', 'none').where('relevance.agreed_on', 'is', null))
    .$if(asked.level !== undefined && asked.level !== 'not assessed' && asked.level !== 'to agree', (query) => query.where('relevance.level', '=', asked.level as Level))
    .$if(asked.sort?.by === 'relevance', (query) => query.orderBy(sql`array_position(array['high', 'medium', 'low', 'none'], relevance.level)`, (by) => order === 'desc' ? by.desc().nullsLast() : by.asc().nullsLast()))
    .$if(asked.sort?.by === 'assessed', (query) => query.orderBy('relevance.assessed_on', (by) => order === 'desc' ? by.desc().nullsLast() : by.asc().nullsLast()))
    .orderBy(sql`undertaking.name collate "en-GB-x-icu"`, asked.sort?.by === 'name' ? order : 'asc').orderBy('undertaking.undertaking_id')
    .limit(asked.limit).offset(asked.offset).execute()
  return rows.map((row) => ({
    ...toUndertaking(row), level: row.level, agreed: row.agreed_on !== null, assessedOn: row.assessed_on === null ? null : Temporal.PlainDate.from(row.assessed_on),
  }))
}

/** How many there are at each level of relevance; null is not assessed yet. */
export async function countRegister(db: Reading, organisation: string): Promise<readonly { readonly level: Level | null; readonly count: number }[]> {
  const rows = await db.selectFrom('impact_assessments.undertaking as undertaking')
    .leftJoin('impact_assessments.relevance as relevance', (join) => join.onRef('relevance.organisation_id', '=', 'undertaking.organisation_id').onRef('relevance.undertaking_id', '=', 'undertaking.undertaking_id').on('relevance.newest', '=', true))
    .select(({ fn }) => ['relevance.level', fn.countAll<number>().as('count')]).where('undertaking.organisation_id', '=', organisation).where('undertaking.ended_on', 'is', null).groupBy('relevance.level').execute()
  return rows.map((row) => ({ level: row.level, count: Number(row.count) }))
}

export async function findUndertaking(db: Reading, organisation: string, id: string): Promise<Undertaking | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('impact_assessments.undertaking').selectAll().where('organisation_id', '=', organisation).where('undertaking_id', '=', id).executeTakeFirst()
  return row ? toUndertaking(row) : null
}

/** To choose one of: its id and name, those that have not ended. */
export async function listUndertakingNames(db: Reading, organisation: string): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const rows = await db.selectFrom('impact_assessments.undertaking').select(['undertaking_id', 'name']).where('organisation_id', '=', organisation).where('ended_on', 'is', null).orderBy(sql`name collate "en-GB-x-icu"`).limit(2000).execute()
  return rows.map((row) => ({ id: row.undertaking_id, name: row.name }))
}

export async function insertUndertaking(db: Database, organisation: string, undertaking: Undertaking, now: Temporal.Instant): Promise<void> {
  await db.insertInto('impact_assessments.undertaking').values({ organisation_id: organisation, undertaking_id: undertaking.id, made_at: now.toString(), ...rowOf(undertaking) }).execute()
}

export async function saveUndertaking(db: Database, organisation: string, undertaking: Undertaking): Promise<boolean> {
  const saved = await db.updateTable('impact_assessments.undertaking').set(rowOf(undertaking)).where('organisation_id', '=', organisation).where('undertaking_id', '=', undertaking.id).where('version', '=', undertaking.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function rowOf(undertaking: Undertaking) {
  const { kind, name, does, serves, version } = undertaking
  return { kind, name, does, serves, version, department_id: undertaking.department, owner_id: undertaking.owner.id, owner_name: undertaking.owner.name, ended_on: undertaking.endedOn?.toString() ?? null }
}

function toUndertaking(row: Selectable<ImpactAssessmentTables['impact_assessments.undertaking']>): Undertaking {
  return {
    id: row.undertaking_id, kind: row.kind, name: row.name, does: row.does, serves: row.serves, department: row.department_id, owner: { id: row.owner_id, name: row.owner_name },
    endedOn: row.ended_on === null ? null : Temporal.PlainDate.from(row.ended_on), version: row.version,
  }
}

/** What somebody typed, with the signs that would mean something in a pattern made plain. */
function escaped(words: string): string {
  return words.trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}
