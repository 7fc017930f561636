import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { AgendaItem, Attendance, Meeting, Paper } from './meeting.ts'
import type { GovernanceTables } from './tables.ts'

const day = (text: string | null): Temporal.PlainDate | null => text === null ? null : Temporal.PlainDate.from(text)
const moment = (text: string | null): Temporal.Instant | null => text === null ? null : Temporal.Instant.from(text)

export interface MeetingsAsked {
  /** Of these bodies only; all where it is left out. */
  readonly bodies?: readonly string[]
  readonly from?: Temporal.PlainDate
  readonly to?: Temporal.PlainDate
  readonly states?: readonly Meeting['state'][]
  readonly down?: boolean
  readonly limit?: number
  readonly offset?: number
}

export async function listMeetings(db: Reading, organisation: string, asked: MeetingsAsked = {}): Promise<readonly Meeting[]> {
  if (asked.bodies?.length === 0) return []
  const rows = await db.selectFrom('governance.meeting').selectAll().where('organisation_id', '=', organisation)
    .$if(asked.bodies !== undefined, (query) => query.where('body_id', 'in', asked.bodies!)).$if(asked.states !== undefined, (query) => query.where('state', 'in', asked.states!))
    .$if(asked.from !== undefined, (query) => query.where('held_on', '>=', asked.from!.toString())).$if(asked.to !== undefined, (query) => query.where('held_on', '<=', asked.to!.toString()))
    .orderBy('held_on', asked.down === false ? 'asc' : 'desc').orderBy('meeting_id').limit(asked.limit ?? 500).offset(asked.offset ?? 0).execute()
  return rows.map(toMeeting)
}

export async function findMeeting(db: Reading, organisation: string, id: string): Promise<Meeting | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('governance.meeting').selectAll().where('organisation_id', '=', organisation).where('meeting_id', '=', id).executeTakeFirst()
  return row ? toMeeting(row) : null
}

/** The meeting of the same body that was held last before this day: an event decides nothing. */
export async function findLastHeld(db: Reading, organisation: string, body: string, before: Temporal.PlainDate): Promise<Meeting | null> {
  const row = await db.selectFrom('governance.meeting').selectAll().where('organisation_id', '=', organisation).where('body_id', '=', body).where('state', '=', 'held').where('kind', '=', 'meeting').where('held_on', '<', before.toString()).orderBy('held_on', 'desc').limit(1).executeTakeFirst()
  return row ? toMeeting(row) : null
}

export async function insertMeetings(db: Database, organisation: string, meetings: readonly Meeting[], now: Temporal.Instant): Promise<void> {
  if (meetings.length > 0) await db.insertInto('governance.meeting').values(meetings.map((each) => ({ organisation_id: organisation, meeting_id: each.id, body_id: each.body, made_at: now.toString(), ...meetingRow(each) }))).execute()
}

export async function saveMeeting(db: Database, organisation: string, meeting: Meeting): Promise<boolean> {
  const saved = await db.updateTable('governance.meeting').set(meetingRow(meeting)).where('organisation_id', '=', organisation).where('meeting_id', '=', meeting.id).where('version', '=', meeting.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function meetingRow(meeting: Meeting) {
  const { kind, title, place, link, state, because, minutes, version } = meeting
  return { kind, title, place, link, state, because, minutes, version, held_on: meeting.on.toString(), at_time: meeting.at, issued_at: meeting.issuedAt?.toString() ?? null, minutes_agreed_on: meeting.minutesAgreedOn?.toString() ?? null, also_there: meeting.alsoThere, senior_there: meeting.seniorThere }
}

function toMeeting(row: Selectable<GovernanceTables['governance.meeting']>): Meeting {
  return {
    id: row.meeting_id, body: row.body_id, kind: row.kind, title: row.title, on: Temporal.PlainDate.from(row.held_on), at: row.at_time, place: row.place, link: row.link, state: row.state, because: row.because, issuedAt: moment(row.issued_at),
    minutes: row.minutes, minutesAgreedOn: day(row.minutes_agreed_on), alsoThere: row.also_there, seniorThere: row.senior_there, version: row.version,
  }
}

export async function listItems(db: Reading, organisation: string, meeting: string): Promise<readonly AgendaItem[]> {
  const rows = await db.selectFrom('governance.agenda_item').selectAll().where('organisation_id', '=', organisation).where('meeting_id', '=', meeting).orderBy('place').execute()
  return rows.map((row) => ({ id: row.item_id, meeting: row.meeting_id, place: row.place, kind: row.kind, title: row.title, words: row.words, about: row.about_id }))
}

/** How often each of these has stood on an agenda: a decision that came back three times says so. */
export async function countComings(db: Reading, organisation: string, about: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (about.length === 0) return new Map()
  const rows = await db.selectFrom('governance.agenda_item').select(['about_id', (eb) => eb.fn.countAll<string>().as('many')]).where('organisation_id', '=', organisation).where('about_id', 'in', about).groupBy('about_id').execute()
  return new Map(rows.map((row) => [row.about_id, Number(row.many)]))
}

export async function replaceItems(db: Database, organisation: string, meeting: string, items: readonly AgendaItem[]): Promise<void> {
  await db.deleteFrom('governance.agenda_item').where('organisation_id', '=', organisation).where('meeting_id', '=', meeting).execute()
  await insertItems(db, organisation, items)
}

export async function insertItems(db: Database, organisation: string, items: readonly AgendaItem[]): Promise<void> {
  if (items.length > 0) await db.insertInto('governance.agenda_item').values(items.map((each) => ({ organisation_id: organisation, item_id: each.id, meeting_id: each.meeting, place: each.place, kind: each.kind, title: each.title, words: each.words, about_id: each.about }))).execute()
}

export async function listPapers(db: Reading, organisation: string, meeting: string): Promise<readonly Paper[]> {
  const rows = await db.selectFrom('governance.paper').selectAll().where('organisation_id', '=', organisation).where('meeting_id', '=', meeting).orderBy('added_at').orderBy('paper_id').execute()
  return rows.map(toPaper)
}

export async function findPaper(db: Reading, organisation: string, id: string): Promise<Paper | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('governance.paper').selectAll().where('organisation_id', '=', organisation).where('paper_id', '=', id).executeTakeFirst()
  return row ? toPaper(row) : null
}

export async function insertPaper(db: Database, organisation: string, paper: Paper): Promise<void> {
  const { title, made, sha256, bytes, note } = paper
  await db.insertInto('governance.paper').values({
    organisation_id: organisation, paper_id: paper.id, meeting_id: paper.meeting, title, made, sha256, bytes, note, file_name: paper.fileName, sections: [...paper.sections], flow_id: paper.flow, issued_at: paper.issuedAt?.toString() ?? null, replaced_by: paper.replacedBy,
    added_at: paper.addedAt.toString(), by_name: paper.by,
  }).execute()
}

/** Everything that waits goes out at once. */
export async function issuePapers(db: Database, organisation: string, meeting: string, now: Temporal.Instant): Promise<void> {
  await db.updateTable('governance.paper').set({ issued_at: now.toString() }).where('organisation_id', '=', organisation).where('meeting_id', '=', meeting).where('issued_at', 'is', null).execute()
}

export async function putInPlaceOf(db: Database, organisation: string, old: string, paper: string): Promise<void> {
  await db.updateTable('governance.paper').set({ replaced_by: paper }).where('organisation_id', '=', organisation).where('paper_id', '=', old).execute()
}

/** Only what has not gone out yet can be taken away. */
export async function dropPaper(db: Database, organisation: string, paper: string): Promise<boolean> {
  const dropped = await db.deleteFrom('governance.paper').where('organisation_id', '=', organisation).where('paper_id', '=', paper).where('issued_at', 'is', null).executeTakeFirst()
  return dropped.numDeletedRows === 1n
}

function toPaper(row: Selectable<GovernanceTables['governance.paper']>): Paper {
  return {
    id: row.paper_id, meeting: row.meeting_id, title: row.title, made: row.made, fileName: row.file_name, sha256: row.sha256, bytes: row.bytes, sections: row.sections, flow: row.flow_id, issuedAt: moment(row.issued_at), replacedBy: row.replaced_by, note: row.note,
    addedAt: Temporal.Instant.from(row.added_at), by: row.by_name,
  }
}

export async function listAttendance(db: Reading, organisation: string, meetings: readonly string[]): Promise<readonly Attendance[]> {
  if (meetings.length === 0) return []
  const rows = await db.selectFrom('governance.attendance').selectAll().where('organisation_id', '=', organisation).where('meeting_id', 'in', meetings).orderBy('name').execute()
  return rows.map((row) => ({ meeting: row.meeting_id, membership: row.membership_id, name: row.name, represents: row.represents, role: row.role, isSenior: row.is_senior, state: row.state }))
}

export async function replaceAttendance(db: Database, organisation: string, meeting: string, attended: readonly Attendance[]): Promise<void> {
  await db.deleteFrom('governance.attendance').where('organisation_id', '=', organisation).where('meeting_id', '=', meeting).execute()
  await insertAttendance(db, organisation, attended)
}

export async function insertAttendance(db: Database, organisation: string, attended: readonly Attendance[]): Promise<void> {
  if (attended.length > 0) await db.insertInto('governance.attendance').values(attended.map((each) => ({ organisation_id: organisation, meeting_id: each.meeting, membership_id: each.membership, name: each.name, represents: each.represents, role: each.role, is_senior: each.isSenior, state: each.state }))).execute()
}
