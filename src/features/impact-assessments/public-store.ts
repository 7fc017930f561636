import { sql } from 'kysely'
import type { Database, Reading } from '#database/database.ts'

/** One line of the published register. */
export interface PublicEntry {
  readonly assessment: string; readonly reference: string; readonly title: string; readonly department: string; readonly service: string; readonly summary: string; readonly outcome: string; readonly signedOn: string
  readonly decidedOn: string | null; readonly decidedBy: string; readonly decision: string; readonly assessedAfter: boolean; readonly reviewOn: string | null; readonly worse: readonly string[]; readonly edition: number; readonly publishedOn: string
}

export interface EntriesAsked { readonly words?: string; readonly service?: string; readonly department?: string; readonly group?: string | null; readonly year?: number | null; readonly outcome?: string | null; readonly between?: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }; readonly limit: number; readonly offset: number }

export async function savePublicEntry(db: Database, organisation: string, entry: PublicEntry): Promise<void> {
  const row = rowOf(organisation, entry)
  const { organisation_id: _, assessment_id: __, ...changed } = row
  await db.insertInto('impact_assessments.public_entry').values(row).onConflict((conflict) => conflict.columns(['organisation_id', 'assessment_id']).doUpdateSet(changed)).execute()
}

/** The newest first. Ask for one more than is shown, to know whether there are more. */
export async function listPublicEntries(db: Reading, organisation: string, asked: EntriesAsked): Promise<readonly PublicEntry[]> {
  const words = `%${(asked.words ?? '').trim().toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const rows = await db.selectFrom('impact_assessments.public_entry').selectAll().where('organisation_id', '=', organisation)
    .$if((asked.words ?? '').trim() !== '', (query) => query.where('words', 'like', words))
    .$if((asked.service ?? '') !== '', (query) => query.where('service', '=', asked.service!)).$if((asked.department ?? '') !== '', (query) => query.where('department', '=', asked.department!))
    .$if(typeof asked.group === 'string', (query) => query.where(sql<boolean>`${asked.group} = any(worse)`)).$if(typeof asked.outcome === 'string', (query) => query.where('outcome', '=', asked.outcome!))
    .$if(asked.between !== undefined, (query) => query.where('published_on', '>=', asked.between!.from.toString()).where('published_on', '<=', asked.between!.to.toString()))
    .$if(typeof asked.year === 'number', (query) => query.where('published_on', '>=', `${asked.year}-01-01`).where('published_on', '<=', `${asked.year}-12-31`))
    .orderBy('published_on', 'desc').orderBy('reference').limit(asked.limit).offset(asked.offset).execute()
  return rows.map((row) => ({
    assessment: row.assessment_id, reference: row.reference, title: row.title, department: row.department, service: row.service, summary: row.summary, outcome: row.outcome, signedOn: row.signed_on, decidedOn: row.decided_on, decidedBy: row.decided_by, decision: row.decision,
    assessedAfter: row.assessed_after, reviewOn: row.review_on, worse: row.worse, edition: row.edition, publishedOn: row.published_on,
  }))
}

/** What the register can be narrowed by. */
export async function listPublicChoices(db: Reading, organisation: string): Promise<{ readonly services: readonly string[]; readonly departments: readonly string[]; readonly years: readonly number[] }> {
  const values = async (column: 'service' | 'department', most: number): Promise<readonly string[]> => {
    // From each value to the next one in the index: as many steps as there are values, however many lines there are.
    const lines = (from: Pick<Reading, 'selectFrom'>) => from.selectFrom('impact_assessments.public_entry').where('organisation_id', '=', organisation).select((each) => each.fn.min<string | null>(column).as('value'))
    const rows = await db.withRecursive('found', (all) => lines(db).where(column, '>', '').unionAll(all.selectFrom('found').where('found.value', 'is not', null).select(lines(db).whereRef(column, '>', sql.ref('found.value')).as('value'))))
      .selectFrom('found').select('value').where('value', 'is not', null).limit(most).execute()
    return rows.map((row) => row.value ?? '')
  }
  const days = await db.selectFrom('impact_assessments.public_entry').select([sql<string | null>`min(published_on)`.as('first'), sql<string | null>`max(published_on)`.as('last')]).where('organisation_id', '=', organisation).executeTakeFirst()
  const [first, last] = [days?.first, days?.last].map((day) => day ? Temporal.PlainDate.from(day).year : null)
  return { services: await values('service', 300), departments: await values('department', 100), years: first && last ? Array.from({ length: last - first + 1 }, (_, at) => last - at) : [] }
}

function rowOf(organisation: string, entry: PublicEntry) {
  return {
    organisation_id: organisation, assessment_id: entry.assessment, reference: entry.reference, title: entry.title, department: entry.department, service: entry.service, summary: entry.summary, outcome: entry.outcome, signed_on: entry.signedOn, decided_on: entry.decidedOn, decided_by: entry.decidedBy,
    decision: entry.decision, assessed_after: entry.assessedAfter, review_on: entry.reviewOn, worse: [...entry.worse], edition: entry.edition, published_on: entry.publishedOn,
  }
}
