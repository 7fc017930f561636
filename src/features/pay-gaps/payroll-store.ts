import { sql, type Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { policies } from '#disclosure/policy.ts'
import type { Earlier } from '#disclosure/protect.ts'
import type { KeptEmployee } from './kept-employee.ts'
import type { AskedSide, Counted, NamedGroup } from './any-two.ts'
import type { Note, Reason, Standing } from './employee.ts'
import type { Payroll, PayrollState, Survey, Understanding } from './payroll.ts'
import type { QualityFinding } from './quality.ts'
import type { Results } from './results.ts'
import type { PayGapsTables } from './tables.ts'

export async function insertPayroll(db: Database, organisation: string, made: Pick<Payroll, 'id' | 'regime' | 'snapshot' | 'fileName' | 'by' | 'at'> & { readonly sha256: string | null }): Promise<void> {
  await db.insertInto('pay_gaps.payroll').values({
    organisation_id: organisation, payroll_id: made.id, regime: made.regime, snapshot_on: made.snapshot.toString(), state: 'waiting', file_name: made.fileName, sha256: made.sha256, refusal: '', survey: null,
    understanding: null, quality: null, results: null, progress: 0, rows_deleted_on: null, by_person_id: made.by.id, by_name: made.by.name, at: made.at.toString(), version: 1,
  }).execute()
}

const told = ['payroll_id', 'regime', 'snapshot_on', 'state', 'file_name', 'sha256', 'refusal', 'survey', 'understanding', 'progress', 'rows_deleted_on', 'by_person_id', 'by_name', 'at', 'version'] as const

export async function findPayroll(db: Reading, organisation: string, id: string): Promise<Payroll | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('pay_gaps.payroll').select(told).where('organisation_id', '=', organisation).where('payroll_id', '=', id).executeTakeFirst()
  return row ? toPayroll(row) : null
}

export async function listPayrolls(db: Reading, organisation: string, limit = 100): Promise<readonly Payroll[]> {
  const rows = await db.selectFrom('pay_gaps.payroll').select(told).where('organisation_id', '=', organisation).orderBy('snapshot_on', 'desc').orderBy('at', 'desc').limit(limit).execute()
  return rows.map(toPayroll)
}

export async function findResults(db: Reading, organisation: string, id: string): Promise<{ readonly results: Results; readonly quality: readonly QualityFinding[] } | null> {
  const row = await db.selectFrom('pay_gaps.payroll').select(['results', 'quality']).where('organisation_id', '=', organisation).where('payroll_id', '=', id).executeTakeFirst()
  return row?.results && row.quality ? { results: row.results as unknown as Results, quality: row.quality as unknown as readonly QualityFinding[] } : null
}

/** What was let out of earlier snapshots about groups of the same people, oldest first: a new release is protected against all of it. */
export async function listEarlierReleases(db: Reading, organisation: string, before: Pick<Payroll, 'id' | 'snapshot'>): Promise<readonly Earlier[]> {
  const rows = await db.selectFrom('pay_gaps.payroll as payroll').innerJoin('pay_gaps.report as report', (join) => join.onRef('report.organisation_id', '=', 'payroll.organisation_id').onRef('report.payroll_id', '=', 'payroll.payroll_id'))
    .select('payroll.results').where('payroll.organisation_id', '=', organisation).where('payroll.payroll_id', '!=', before.id).where('payroll.snapshot_on', '<', before.snapshot.toString()).where('report.published_at', 'is not', null).orderBy('payroll.snapshot_on').execute()
  return rows.flatMap(({ results }) => {
    const { comparisons, cleared } = results as unknown as Results
    return cleared === null || cleared === undefined || 'refused' in cleared ? [] : [{ release: { ...comparisons.release, threshold: policies.public.threshold.ordinary }, withheld: cleared.withheld }]
  })
}

export async function setPayroll(db: Database, organisation: string, id: string, set: {
  readonly state?: PayrollState; readonly refusal?: string; readonly survey?: Survey; readonly understanding?: Understanding; readonly progress?: number; readonly results?: Results | null; readonly quality?: readonly QualityFinding[] | null
  readonly rowsDeletedOn?: Temporal.PlainDate; readonly sha256?: null
}): Promise<void> {
  const json = (value: object | null): string | null => (value === null ? null : JSON.stringify(value))
  await db.updateTable('pay_gaps.payroll').set((row) => ({
    version: row('version', '+', set.progress !== undefined && set.state === undefined ? 0 : 1),
    ...(set.state === undefined ? {} : { state: set.state }), ...(set.refusal === undefined ? {} : { refusal: set.refusal }), ...(set.survey === undefined ? {} : { survey: JSON.stringify(set.survey) }),
    ...(set.understanding === undefined ? {} : { understanding: JSON.stringify(set.understanding) }), ...(set.progress === undefined ? {} : { progress: set.progress }),
    ...(set.results === undefined ? {} : { results: json(set.results) }), ...(set.quality === undefined ? {} : { quality: json(set.quality) }),
    ...(set.rowsDeletedOn === undefined ? {} : { rows_deleted_on: set.rowsDeletedOn.toString() }), ...(set.sha256 === undefined ? {} : { sha256: null }),
  })).where('organisation_id', '=', organisation).where('payroll_id', '=', id).execute()
}

/** Does any other extract rest on this file? */
export async function isFileNeeded(db: Reading, organisation: string, sha256: string): Promise<boolean> {
  return await db.selectFrom('pay_gaps.payroll').select('payroll_id').where('organisation_id', '=', organisation).where('sha256', '=', sha256).limit(1).executeTakeFirst() !== undefined
}

/** A batch of employees in one statement, whatever its size. */
export async function insertEmployees(db: Database, organisation: string, payroll: string, employees: readonly KeptEmployee[]): Promise<void> {
  await sql`insert into pay_gaps.employee (organisation_id, payroll_id, place, staff_number, sex, standing, reason, hourly, hourly_near, noted, told)
    select ${organisation}::uuid, ${payroll}::uuid, place, staff_number, sex, standing, reason, hourly, hourly_near, noted, told
    from jsonb_to_recordset(${JSON.stringify(employees)}::jsonb) as given (place int, staff_number text, sex text, standing text, reason text, hourly text, hourly_near double precision, noted text[], told jsonb)`.execute(db)
}

export async function deleteEmployees(db: Database, organisation: string, payroll: string): Promise<void> {
  await db.deleteFrom('pay_gaps.employee').where('organisation_id', '=', organisation).where('payroll_id', '=', payroll).execute()
}

export interface Wanted { readonly standing: Standing | null; readonly noted: Note | null; readonly reason: Reason | null; readonly places: readonly number[] | null; readonly limit: number; readonly offset: number }

export async function listEmployees(db: Reading, organisation: string, payroll: string, wanted: Wanted): Promise<readonly KeptEmployee[]> {
  let query = db.selectFrom('pay_gaps.employee').selectAll().where('organisation_id', '=', organisation).where('payroll_id', '=', payroll)
  if (wanted.standing !== null) query = query.where('standing', '=', wanted.standing)
  if (wanted.reason !== null) query = query.where('reason', '=', wanted.reason)
  if (wanted.noted !== null) query = query.where(sql<boolean>`${wanted.noted} = any (noted)`)
  if (wanted.places !== null) query = query.where('place', 'in', wanted.places.length === 0 ? [-1] : [...wanted.places])
  return (await query.orderBy('place').limit(wanted.limit).offset(wanted.offset).execute()).map(toEmployee)
}

/** Each hourly rate of those on full pay, with how many men and women have it, from the lowest up. */
export async function listRates(db: Reading, organisation: string, payroll: string): Promise<readonly { readonly rate: string; readonly men: number; readonly women: number }[]> {
  const rows = await db.selectFrom('pay_gaps.employee').select(['hourly', sql<number>`(count(*) filter (where sex = 'male'))::int`.as('men'), sql<number>`(count(*) filter (where sex = 'female'))::int`.as('women')])
    .where('organisation_id', '=', organisation).where('payroll_id', '=', payroll).where('standing', '=', 'full pay').where('hourly', 'is not', null).groupBy(['hourly', 'hourly_near']).orderBy('hourly_near').orderBy('hourly').execute()
  return rows.map(({ hourly, men, women }) => ({ rate: hourly ?? '', men, women }))
}

/** What passed the gate of a count, alone: the pages that show it need nothing else of the results. */
export async function findCleared(db: Reading, organisation: string, id: string): Promise<Results['cleared'] | undefined> {
  const row = await db.selectFrom('pay_gaps.payroll').select(sql<unknown>`results -> 'cleared'`.as('cleared')).where('organisation_id', '=', organisation).where('payroll_id', '=', id).where('state', '=', 'counted').executeTakeFirst()
  return row === undefined ? undefined : row.cleared as Results['cleared']
}

/** What the count of an extract told people apart by, without the rest of its results: the categories, and the names of groups of equal work. */
export async function findDimensions(db: Reading, organisation: string, id: string): Promise<{ readonly dimensions: Readonly<Record<string, readonly string[]>>; readonly workGroups: readonly string[] } | null> {
  const row = await db.selectFrom('pay_gaps.payroll').select([
    sql<unknown>`results -> 'comparisons' -> 'release' -> 'dimensions'`.as('dimensions'),
    sql<unknown>`case when results -> 'audit' ->> 'workGroups' = 'work group' then jsonb_path_query_array(results, '$.audit.comparisons[0].groups[*].name') end`.as('groups'),
  ]).where('organisation_id', '=', organisation).where('payroll_id', '=', id).where('state', '=', 'counted').executeTakeFirst()
  return row?.dimensions ? { dimensions: row.dimensions as Readonly<Record<string, readonly string[]>>, workGroups: (row.groups as readonly string[] | null ?? []).filter((each) => each !== 'Not recorded') } : null
}

const isIn = ({ of, words }: NamedGroup) => (of === 'sex' ? sql<boolean>`sex = any (${[...words]}::text[])` : sql<boolean>`told -> 'groups' ->> ${of} = any (${[...words]}::text[])`)
const isInAll = (side: AskedSide) => sql<boolean>`(${sql.join(side.map(isIn), sql` and `)})`

interface OfPayroll { readonly organisation: string; readonly payroll: string; readonly among: NamedGroup | null }

const counting = (db: Reading, { organisation, payroll, among }: OfPayroll) => {
  const query = db.selectFrom('pay_gaps.employee').where('organisation_id', '=', organisation).where('payroll_id', '=', payroll).where('standing', '!=', 'left out').where('sex', 'is not', null)
  return among === null ? query : query.where(isIn(among))
}

/** How many people on full pay stand on each side, and on both. */
export async function countSides(db: Reading, of: OfPayroll, who: AskedSide, compared: AskedSide): Promise<Counted> {
  const row = await counting(db, of).where('standing', '=', 'full pay').where('hourly', 'is not', null).select([
    sql<number>`(count(*) filter (where ${isInAll(who)}))::int`.as('who'), sql<number>`(count(*) filter (where ${isInAll(compared)}))::int`.as('compared'), sql<number>`(count(*) filter (where ${isInAll(who)} and ${isInAll(compared)}))::int`.as('both'),
  ]).executeTakeFirst()
  return row ?? { who: 0, compared: 0, both: 0 }
}

/** Pay and bonus of both sides: people with the same rate and the same bonus are one row. */
export async function listSides(db: Reading, of: OfPayroll, who: AskedSide, compared: AskedSide): Promise<readonly { readonly isGroup: boolean; readonly fullPay: boolean; readonly hourly: string | null; readonly bonus: string | null; readonly people: number }[]> {
  return counting(db, of).where(sql<boolean>`(${isInAll(who)} or ${isInAll(compared)})`).select([
    isInAll(who).as('isGroup'), sql<boolean>`standing = 'full pay'`.as('fullPay'), 'hourly', sql<string | null>`told ->> 'bonus'`.as('bonus'), sql<number>`count(*)::int`.as('people'),
  ]).groupBy(sql`1, 2, 3, 4`).execute()
}

/** Of everybody on full pay, how many did not answer the question. */
export async function countNoAnswers(db: Reading, of: OfPayroll, characteristic: Exclude<NamedGroup['of'], 'sex'>, words: readonly string[]): Promise<{ readonly people: number; readonly all: number }> {
  const row = await counting(db, of).where('standing', '=', 'full pay').where('hourly', 'is not', null).select([sql<number>`(count(*) filter (where coalesce(told -> 'groups' ->> ${characteristic}, 'not declared') = any (${[...words]}::text[])))::int`.as('people'), sql<number>`count(*)::int`.as('all')]).executeTakeFirst()
  return row ?? { people: 0, all: 0 }
}

/** Everybody of an extract, for a computation. */
export async function listAllEmployees(db: Reading, organisation: string, payroll: string): Promise<readonly KeptEmployee[]> {
  return (await db.selectFrom('pay_gaps.employee').selectAll().where('organisation_id', '=', organisation).where('payroll_id', '=', payroll).orderBy('place').execute()).map(toEmployee)
}

function toEmployee(row: Selectable<PayGapsTables['pay_gaps.employee']>): KeptEmployee {
  return {
    place: row.place, staff_number: row.staff_number, sex: row.sex, standing: row.standing, reason: row.reason as Reason, hourly: row.hourly, hourly_near: row.hourly_near, noted: row.noted as Note[],
    told: row.told as unknown as KeptEmployee['told'],
  }
}

function toPayroll(row: Pick<Selectable<PayGapsTables['pay_gaps.payroll']>, (typeof told)[number]>): Payroll {
  return {
    id: row.payroll_id, regime: row.regime, snapshot: Temporal.PlainDate.from(row.snapshot_on), state: row.state, fileName: row.file_name, sha256: row.sha256, refusal: row.refusal,
    survey: row.survey as unknown as Survey | null, understanding: row.understanding as unknown as Understanding | null, progress: row.progress,
    rowsDeletedOn: row.rows_deleted_on === null ? null : Temporal.PlainDate.from(row.rows_deleted_on), by: { id: row.by_person_id, name: row.by_name }, at: Temporal.Instant.from(row.at), version: row.version,
  }
}
