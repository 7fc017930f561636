import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import type { Entry } from '#database/ledger.ts'
import { deadlineFromJson, deadlineToJson } from '#duty/deadline.ts'
import { isDeedKind, type DeedKind } from './deed.ts'
import type { Rule, Shows } from './owed.ts'
import type { Promised } from './promise.ts'
import type { DutyClockTables } from './tables.ts'

export async function listPromises(db: Reading, organisation: string): Promise<readonly Promised[]> {
  return (await db.selectFrom('duty_clock.promise').selectAll().where('organisation_id', '=', organisation).orderBy('made_at').orderBy('promise_id').execute()).map(toPromise)
}

export async function findPromise(db: Reading, organisation: string, id: string): Promise<Promised | null> {
  const row = await db.selectFrom('duty_clock.promise').selectAll().where('organisation_id', '=', organisation).where('promise_id', '=', id).executeTakeFirst()
  return row ? toPromise(row) : null
}

export async function addPromise(db: Database, organisation: string, promise: Promised, at: Temporal.Instant): Promise<void> {
  await db.insertInto('duty_clock.promise').values({ ...toRow(organisation, promise), made_at: at.toString() }).execute()
}

/** Writes the promise over what it was; null where somebody else has changed it meanwhile. */
export async function savePromise(db: Database, organisation: string, promise: Promised): Promise<boolean> {
  const { organisation_id: _organisation, promise_id: _id, ...row } = toRow(organisation, promise)
  const saved = await db.updateTable('duty_clock.promise').set({ ...row, version: promise.version + 1 }).where('organisation_id', '=', organisation).where('promise_id', '=', promise.id).where('version', '=', promise.version).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** Dates that another room knows: on which days something is owed, what of that room shows that it came, and who sees to it. `id` is the room’s own. */
export interface KnownDates {
  readonly id: string; readonly title: string; readonly sentence: string; readonly source: string; readonly written: string; readonly days: readonly Temporal.PlainDate[]; readonly kind: DeedKind; readonly owner: string; readonly by: string
  readonly ended: { readonly on: Temporal.PlainDate; readonly because: string } | null
}

/** Puts such dates on the clock, or in step with what the room knows now. Gives the entries for the ledger, which the caller writes with its own. */
export async function keepDatesOf(db: Database, organisation: string, asked: KnownDates, now: Temporal.Instant): Promise<readonly Entry[]> {
  const [first] = asked.days
  if (first === undefined) throw new Error('There is no day to keep')
  const before = await findPromise(db, organisation, asked.id)
  const made: Promised = {
    id: asked.id, title: asked.title, sentence: asked.sentence, source: asked.source, written: asked.written, rule: { kind: 'days', reading: { kind: 'dates', on: asked.days }, says: asked.written }, shownBy: [{ kind: asked.kind, thing: asked.id }],
    since: first, until: asked.ended?.on ?? null, endedBecause: asked.ended?.because ?? '', lastBefore: null, owner: asked.owner, public: false, template: null, follows: null, madeBy: asked.by, version: before?.version ?? 1,
  }
  if (before === null) await addPromise(db, organisation, made, now)
  else await savePromise(db, organisation, made)
  const after = { title: made.title, sentence: made.sentence, source: made.source, written: made.written, until: made.until?.toString() ?? null }
  return [before === null ? { did: 'duty-clock.promise-added', on: { room: 'duty-clock', id: made.id }, after } : { did: 'duty-clock.promise-changed', on: { room: 'duty-clock', id: made.id, version: made.version + 1 }, after }]
}

function toRow(organisation: string, promise: Promised) {
  return {
    organisation_id: organisation, promise_id: promise.id, title: promise.title, sentence: promise.sentence, source: promise.source, written: promise.written, rule: JSON.stringify(ruleToJson(promise.rule)), shown_by: JSON.stringify(promise.shownBy),
    since_on: promise.since.toString(), until_on: promise.until?.toString() ?? null, ended_because: promise.endedBecause, last_before_on: promise.lastBefore?.toString() ?? null, owner_id: promise.owner, public: promise.public,
    template: promise.template, follows_id: promise.follows, made_by: promise.madeBy, version: promise.version,
  }
}

function toPromise(row: Selectable<DutyClockTables['duty_clock.promise']>): Promised {
  return {
    id: row.promise_id, title: row.title, sentence: row.sentence, source: row.source, written: row.written, rule: ruleFromJson(row.rule), shownBy: showsFromJson(row.shown_by), since: Temporal.PlainDate.from(row.since_on),
    until: row.until_on === null ? null : Temporal.PlainDate.from(row.until_on), endedBecause: row.ended_because, lastBefore: row.last_before_on === null ? null : Temporal.PlainDate.from(row.last_before_on),
    owner: row.owner_id, public: row.public, template: row.template, follows: row.follows_id, madeBy: row.made_by, version: row.version,
  }
}

function ruleToJson(rule: Rule): object {
  return rule.kind === 'days' ? { ...rule, reading: deadlineToJson(rule.reading) } : rule
}

/** Only what `ruleToJson` wrote is read. */
function ruleFromJson(json: object): Rule {
  const rule = json as Exclude<Rule, { kind: 'days' }> | { readonly kind: 'days'; readonly reading: unknown; readonly says?: string }
  return rule.kind === 'days' ? { ...rule, reading: deadlineFromJson(rule.reading) } : rule
}

function showsFromJson(json: object): readonly Shows[] {
  return Array.isArray(json) ? (json as readonly Shows[]).filter((each) => isDeedKind(each.kind)) : []
}
