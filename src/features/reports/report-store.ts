import { createHash } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import { dayInLondon, dayInWords, isDay } from '#duty/dates.ts'
import { canonicalJson, type Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { listLedger } from '#database/ledger-reading.ts'
import type { Provable, Rests } from '#web/offers.ts'
import type { Issue, IssueContent, Report } from './report.ts'
import type { ReportsTables } from './tables.ts'

export async function listReports(db: Reading, organisation: string): Promise<readonly (Report & { readonly issues: number; readonly issuedAt: Temporal.Instant | null })[]> {
  const rows = await db.selectFrom('reports.report as report').leftJoin('reports.issue as issue', (join) => join.onRef('issue.organisation_id', '=', 'report.organisation_id').onRef('issue.report_id', '=', 'report.report_id'))
    .selectAll('report').select((each) => [each.fn.count<string>('issue.number').as('issues'), each.fn.max('issue.issued_at').as('issued_at')])
    .where('report.organisation_id', '=', organisation).groupBy(['report.organisation_id', 'report.report_id']).orderBy('report.to_on', 'desc').orderBy('report.title').execute()
  return rows.map((row) => ({ ...toReport(row), issues: Number(row.issues), issuedAt: row.issued_at === null ? null : Temporal.Instant.from(row.issued_at) }))
}

export async function findReport(db: Reading, organisation: string, id: string): Promise<Report | null> {
  const row = await db.selectFrom('reports.report').selectAll().where('organisation_id', '=', organisation).where('report_id', '=', id).executeTakeFirst()
  return row ? toReport(row) : null
}

export async function findReportBySlug(db: Reading, organisation: string, slug: string): Promise<Report | null> {
  const row = await db.selectFrom('reports.report').selectAll().where('organisation_id', '=', organisation).where('slug', '=', slug).executeTakeFirst()
  return row ? toReport(row) : null
}

export async function insertReport(db: Database, organisation: string, report: Report, now: Temporal.Instant): Promise<void> {
  await db.insertInto('reports.report').values({
    organisation_id: organisation, report_id: report.id, kind: report.kind, title: report.title, from_on: report.from.toString(), to_on: report.to.toString(), slug: report.slug,
    body_id: report.body?.id ?? null, body_name: report.body?.name ?? '', parts: JSON.stringify(report.parts), version: 1, begun_by: report.begunBy, begun_at: now.toString(),
  }).execute()
}

export async function saveReport(db: Database, organisation: string, report: Report): Promise<void> {
  await db.updateTable('reports.report').set({ title: report.title, parts: JSON.stringify(report.parts), version: report.version + 1 }).where('organisation_id', '=', organisation).where('report_id', '=', report.id).execute()
}

/** Keeps the bytes as they are hashed: what was issued can be given again to the letter. */
export async function insertIssue(db: Database, organisation: string, report: string, content: IssueContent, by: { readonly id: string; readonly name: string }, now: Temporal.Instant): Promise<{ readonly sha256: string; readonly bytes: string }> {
  const bytes = canonicalJson(JSON.parse(JSON.stringify(content)) as Json)
  const sha256 = createHash('sha256').update(bytes, 'utf8').digest('hex')
  await db.insertInto('reports.issue').values({ organisation_id: organisation, report_id: report, number: content.number, content: bytes, sha256, note: content.note, issued_by_id: by.id, issued_by: by.name, issued_at: now.toString() }).execute()
  return { sha256, bytes }
}

export async function listIssues(db: Reading, organisation: string, report: string): Promise<readonly Issue[]> {
  const rows = await db.selectFrom('reports.issue').selectAll().where('organisation_id', '=', organisation).where('report_id', '=', report).orderBy('number', 'desc').execute()
  return rows.map(toIssue)
}

export async function findIssue(db: Reading, organisation: string, report: string, number: number): Promise<Issue | null> {
  const row = await db.selectFrom('reports.issue').selectAll().where('organisation_id', '=', organisation).where('report_id', '=', report).where('number', '=', number).executeTakeFirst()
  return row ? toIssue(row) : null
}

/** What a body or the public had before it, byte for byte, with the entries of the ledger that tell of it. */
export async function findReportProof(db: Reading, organisation: string, asked: string): Promise<Provable | null> {
  const [, id = '', when] = /^([^@]+)(?:@(\d{4}-\d\d-\d\d|[1-9]\d{0,3}))?$/.exec(asked) ?? []
  const report = isId(id) ? await findReport(db, organisation, id) : await findReportBySlug(db, organisation, id)
  const all = report === null ? [] : await listIssues(db, organisation, report.id)
  const issues = when === undefined ? all : when.includes('-') ? all.filter((each) => isDay(when) && dayInLondon(each.issuedAt).toString() <= when).slice(0, 1) : all.filter((each) => String(each.number) === when)
  if (report === null || issues.length === 0) return null
  const told = await listLedger(db, organisation, { room: 'reports', id: report.id, limit: 1000, oldestFirst: true })
  return {
    title: report.title,
    says: [
      ...issues.toReversed().map((issue) => `Issue ${String(issue.number)} was issued by ${issue.issuedBy} on ${dayInWords(dayInLondon(issue.issuedAt))}${issue.content.goesTo === '' ? '' : ` to ${issue.content.goesTo}`}.${issue.note === '' ? '' : ` ${issue.note}`}`),
      ...issues.toReversed().flatMap(({ number, content }) => (content.restsOn ?? []).map((rests) => `Issue ${String(number)} rests on ${rests.title}, version ${rests.version} (${rests.kind} ${rests.id}, SHA-256 ${rests.sha256}).`)),
      ...issues.toReversed().flatMap(({ number, content }) => content.asOfEntry === undefined ? [] : [`What else issue ${String(number)} tells was read from the records after entry ${String(content.asOfEntry)} of the ledger.`]),
    ],
    documents: issues.toReversed().map((issue) => ({ file: `issue-${String(issue.number)}.json`, what: `Issue ${String(issue.number)}: every word and figure as it was issued`, bytes: issue.bytes, sha256: issue.sha256 })),
    entries: told.filter((line) => (line.did === 'reports.issued' && issues.some((issue) => String(issue.number) === line.on.version)) || (line.did === 'reports.published' && when === undefined)).map((line) => line.number),
  }
}

/** An auditor asks for a day before it was issued, or for an issue that there never was. */
export async function whyNoReportProof(db: Reading, organisation: string, asked: string): Promise<string | null> {
  const [id = '', when = ''] = asked.split('@')
  const report = isId(id) ? await findReport(db, organisation, id) : await findReportBySlug(db, organisation, id)
  if (report === null) return null
  const [newest, ...earlier] = await listIssues(db, organisation, report.id)
  if (newest === undefined) return `${report.title} has not been issued. Nobody had it before them.`
  const first = earlier.at(-1) ?? newest
  if (when.includes('-') && !isDay(when)) return `${when} is not a day.`
  if (when.includes('-')) return `Nobody had ${report.title} before them on that day: issue 1 was issued on ${dayInWords(dayInLondon(first.issuedAt))}.`
  return `There is no issue ${when} of ${report.title}. ${earlier.length === 0 ? `There is issue 1, of ${dayInWords(dayInLondon(first.issuedAt))}.` : `There are issues 1 to ${String(newest.number)}.`}`
}

/** Every issue that rests on a source, with the version that it rests on. */
export async function listIssuesRestingOn(db: Reading, organisation: string, source: Pick<Rests, 'kind' | 'id'>): Promise<readonly { readonly report: string; readonly title: string; readonly number: number; readonly on: Rests }[]> {
  const wanted = JSON.stringify([{ kind: source.kind, id: source.id }])
  const rows = await db.selectFrom('reports.issue').select(['report_id', 'number', 'content']).where('organisation_id', '=', organisation).where(sql<boolean>`(content::jsonb -> 'restsOn') @> ${wanted}::jsonb`).orderBy('issued_at', 'desc').orderBy('number', 'desc').execute()
  return rows.flatMap((row) => {
    const content = JSON.parse(row.content) as IssueContent
    const on = content.restsOn?.find(({ kind, id }) => kind === source.kind && id === source.id)
    return on ? [{ report: row.report_id, title: content.title, number: row.number, on }] : []
  })
}

function toReport(row: Selectable<ReportsTables['reports.report']>): Report {
  return {
    id: row.report_id, kind: row.kind, title: row.title, from: Temporal.PlainDate.from(row.from_on), to: Temporal.PlainDate.from(row.to_on), slug: row.slug,
    body: row.body_id === null ? null : { id: row.body_id, name: row.body_name }, parts: row.parts, version: row.version, begunBy: row.begun_by,
  }
}

function toIssue(row: Selectable<ReportsTables['reports.issue']>): Issue {
  return {
    report: row.report_id, number: row.number, content: JSON.parse(row.content) as IssueContent, bytes: row.content, sha256: row.sha256, note: row.note, issuedBy: row.issued_by, issuedById: row.issued_by_id,
    issuedAt: Temporal.Instant.from(row.issued_at),
  }
}
