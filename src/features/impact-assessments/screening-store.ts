import { sql, type Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { Outcome, Screening, ScreeningAnswers, ScreeningState } from './screening.ts'
import type { ImpactAssessmentTables } from './tables.ts'

export async function findScreening(db: Reading, organisation: string, id: string): Promise<Screening | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('impact_assessments.screening').selectAll().where('organisation_id', '=', organisation).where('screening_id', '=', id).executeTakeFirst()
  return row ? toScreening(row) : null
}

export interface ListedScreening extends Screening { readonly madeAt: Temporal.Instant }
export interface ScreeningsAsked {
  readonly state?: ScreeningState; readonly by?: string; readonly undertaking?: string; readonly department?: string; readonly words?: string
  /** Only what this person may read: see `readableScreenings` in access.ts. */
  readonly readable?: { readonly person: string; readonly departments: readonly string[] | 'all' }
  readonly sort?: { readonly by: string; readonly down: boolean } | null; readonly limit: number; readonly offset: number
}

/** Screenings that count: those thrown away are left out unless they are asked for. Newest first. */
export async function listScreenings(db: Reading, organisation: string, asked: ScreeningsAsked): Promise<readonly ListedScreening[]> {
  const order = asked.sort?.down ? 'desc' as const : 'asc' as const
  const rows = await db.selectFrom('impact_assessments.screening as screening')
    .selectAll('screening').where('screening.organisation_id', '=', organisation)
    .$if(asked.state === undefined, (query) => query.where('screening.state', '!=', 'thrown away'))
    .$if(asked.state !== undefined, (query) => query.where('screening.state', '=', asked.state!))
    .$if(asked.by !== undefined, (query) => query.where('screening.by_person_id', '=', asked.by!))
    .$if(asked.undertaking !== undefined, (query) => query.where('screening.undertaking_id', '=', asked.undertaking!))
    .$if(asked.department !== undefined, (query) => query.where('screening.department_id', '=', asked.department!))
    .$if(asked.readable !== undefined && asked.readable.departments !== 'all', (query) => query.where((where) => where.or([
      where('screening.by_person_id', '=', asked.readable!.person), where('screening.state', '=', 'not needed'), where('screening.department_id', 'in', asked.readable!.departments.length === 0 ? [nobody] : [...asked.readable!.departments as readonly string[]]),
    ])))
    .$if(asked.words !== undefined && asked.words !== '', (query) => query.where('screening.title', 'ilike', `%${(asked.words ?? '').trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`))
    .$if(asked.sort?.by === 'title', (query) => query.orderBy(sql`screening.title collate "en-GB-x-icu"`, order))
    .$if(asked.sort?.by === 'state', (query) => query.orderBy('screening.state', order))
    .orderBy('screening.made_at', asked.sort?.by === 'made' && order === 'asc' ? 'asc' : 'desc').orderBy('screening.screening_id').limit(asked.limit).offset(asked.offset).execute()
  return rows.map((row) => ({ ...toScreening(row), madeAt: Temporal.Instant.from(row.made_at) }))
}

export async function insertScreening(db: Database, organisation: string, screening: Screening, now: Temporal.Instant): Promise<void> {
  await db.insertInto('impact_assessments.screening').values({ organisation_id: organisation, screening_id: screening.id, made_at: now.toString(), ...rowOf(screening) }).execute()
}

export async function saveScreening(db: Database, organisation: string, screening: Screening): Promise<boolean> {
  const saved = await db.updateTable('impact_assessments.screening').set(rowOf(screening)).where('organisation_id', '=', organisation).where('screening_id', '=', screening.id).where('version', '=', screening.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** A department that is nobody’s. */
const nobody = '00000000-0000-0000-0000-000000000000'

function rowOf(screening: Screening) {
  const { title, proposal, form, state, reason, note, version } = screening
  return {
    title, proposal, form, state, reason, note, version, undertaking_id: screening.undertaking, department_id: screening.department, answers: JSON.stringify(screening.answers), outcome: screening.outcome === null ? null : JSON.stringify(screening.outcome),
    decision_due_on: screening.decisionDue?.toString() ?? null, by_person_id: screening.by.id, by_name: screening.by.name, signed_at: screening.signedAt?.toString() ?? null,
    agreed_by_id: screening.agreed?.id ?? null, agreed_by: screening.agreed?.name ?? '', agreed_at: screening.agreed?.at.toString() ?? null,
  }
}

function toScreening(row: Selectable<ImpactAssessmentTables['impact_assessments.screening']>): Screening {
  return {
    id: row.screening_id, title: row.title, proposal: row.proposal, undertaking: row.undertaking_id, department: row.department_id, form: row.form, answers: row.answers as unknown as ScreeningAnswers, state: row.state,
    outcome: row.outcome as unknown as Outcome | null, reason: row.reason, decisionDue: row.decision_due_on === null ? null : Temporal.PlainDate.from(row.decision_due_on), by: { id: row.by_person_id, name: row.by_name },
    signedAt: row.signed_at === null ? null : Temporal.Instant.from(row.signed_at), agreed: row.agreed_at === null ? null : { id: row.agreed_by_id ?? '', name: row.agreed_by, at: Temporal.Instant.from(row.agreed_at) }, note: row.note, version: row.version,
  }
}
