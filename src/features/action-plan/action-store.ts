import { sql, type Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { writtenNumber } from '#database/question.ts'
import { deadlineFromJson, deadlineToJson } from '#duty/due.ts'
import { nearlyDonePercent, soonDays, type Action, type Measure, type Supporting } from './action.ts'
import type { ActionPlanTables, HappeningKind } from './tables.ts'

type ActionRow = Selectable<ActionPlanTables['action_plan.action']>

export async function findAction(db: Reading, organisation: string, id: string): Promise<Action | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('action_plan.action').selectAll().where('organisation_id', '=', organisation).where('action_id', '=', id).executeTakeFirst()
  return row ? toAction(row) : null
}

/** What a list can be narrowed by and put in the order of. */
export interface Narrowing {
  readonly strategy?: string
  readonly objective?: string
  readonly theme?: string
  readonly department?: string
  readonly leadPerson?: string
  readonly leadName?: string
  readonly characteristic?: string
  readonly rating?: 'overdue' | 'due soon' | 'open' | 'closed' | 'no date' | 'no lead' | 'not started' | 'at risk'
  readonly words?: string
}

export interface Order { readonly by: string; readonly down: boolean }

/** One row of a list: less than an action, and named for what the page shows. */
export interface ListedAction {
  readonly id: string
  readonly reference: string
  readonly words: string
  readonly group: string
  readonly objective: string
  readonly objectiveCode: string
  readonly objectiveWords: string
  readonly leadName: string | null
  readonly leadWritten: string | null
  readonly deadlineWritten: string | null
  readonly dueOn: Temporal.PlainDate | null
  readonly state: Action['state']
  readonly own: Action['own']
  readonly percentDone: number | null
  readonly lastUpdate: Action['lastUpdate']
  readonly isPrivate: boolean
  readonly department: string | null
}

export async function listActions(db: Reading, organisation: string, narrowing: Narrowing, today: Temporal.PlainDate, page: { readonly limit: number; readonly offset: number; readonly order?: Order | null }): Promise<readonly ListedAction[]> {
  let query = narrowed(db, organisation, narrowing, today)
    .innerJoin('action_plan.objective as objective', (join) => join.onRef('objective.organisation_id', '=', 'action.organisation_id').onRef('objective.objective_id', '=', 'action.objective_id'))
    .select(['action.action_id', 'action.reference', 'action.words', 'action.group_heading', 'action.objective_id', 'objective.code', 'objective.words as objective_words', 'action.lead_name', 'action.lead_written', 'action.deadline_written',
      'action.due_on', 'action.state', 'action.own_rating', 'action.own_rating_reason', 'action.percent_done', 'action.last_update_on', 'action.last_update', 'action.is_private', 'action.department_id'])
  const direction = page.order?.down ? 'desc' as const : 'asc' as const
  if (page.order?.by === 'due') query = query.orderBy('action.due_on', (order) => page.order?.down ? order.desc().nullsLast() : order.asc().nullsLast())
  if (page.order?.by === 'lead') query = query.orderBy(sql`action.lead_name collate "en-GB-x-icu"`, direction)
  if (page.order?.by === 'action') query = query.orderBy(sql`action.words collate "en-GB-x-icu"`, direction)
  if (page.order?.by === 'updated') query = query.orderBy('action.last_update_on', (order) => page.order?.down ? order.desc().nullsLast() : order.asc().nullsLast())
  // How many is part of the text, so that the plan made for it is kept: for a number that it does not know, PostgreSQL plans each time.
  const rows = await query.orderBy('action.place').limit(writtenNumber(page.limit)).$if(page.offset > 0, (paged) => paged.offset(page.offset)).execute()
  return rows.map((row) => ({
    id: row.action_id, reference: row.reference, words: row.words, group: row.group_heading, objective: row.objective_id, objectiveCode: row.code, objectiveWords: row.objective_words,
    leadName: row.lead_name, leadWritten: row.lead_written, deadlineWritten: row.deadline_written, dueOn: row.due_on === null ? null : Temporal.PlainDate.from(row.due_on), state: row.state,
    own: row.own_rating === null ? null : { rating: row.own_rating, reason: row.own_rating_reason }, percentDone: row.percent_done,
    lastUpdate: row.last_update_on === null ? null : { on: Temporal.PlainDate.from(row.last_update_on), words: row.last_update }, isPrivate: row.is_private, department: row.department_id,
  }))
}

function narrowed(db: Reading, organisation: string, narrowing: Narrowing, today: Temporal.PlainDate) {
  const open = ['not started', 'under way'] as const
  let query = db.selectFrom('action_plan.action as action').where('action.organisation_id', '=', organisation)
  if (narrowing.strategy) query = query.where('action.strategy_id', '=', narrowing.strategy)
  if (narrowing.objective) query = query.where('action.objective_id', '=', narrowing.objective)
  if (narrowing.theme) query = query.where('action.objective_id', 'in', (select) => select.selectFrom('action_plan.objective').select('objective_id').where('organisation_id', '=', organisation).where('theme_id', '=', narrowing.theme!))
  if (narrowing.department) query = query.where('action.department_id', '=', narrowing.department)
  if (narrowing.leadPerson) query = query.where('action.lead_person_id', '=', narrowing.leadPerson)
  if (narrowing.leadName) query = query.where('action.lead_name', '=', narrowing.leadName)
  if (narrowing.characteristic) query = query.where(sql<boolean>`${narrowing.characteristic} = any(action.characteristics)`)
  if (narrowing.words) query = query.where((where) => where.or([where('action.words', 'ilike', like(narrowing.words!)), where('action.reference', 'ilike', like(narrowing.words!)), where('action.lead_name', 'ilike', like(narrowing.words!))]))
  if (narrowing.rating === 'overdue') query = query.where('action.state', 'in', open).where('action.due_on', '<', today.toString())
  if (narrowing.rating === 'due soon') query = query.where('action.state', 'in', open).where('action.due_on', '>=', today.toString()).where('action.due_on', '<=', today.add({ days: soonDays }).toString())
  if (narrowing.rating === 'at risk') query = query.where('action.state', 'in', open).where(atRisk(today))
  if (narrowing.rating === 'not started') query = query.where('action.state', '=', 'not started')
  if (narrowing.rating === 'open') query = query.where('action.state', 'in', open)
  if (narrowing.rating === 'closed') query = query.where('action.state', 'not in', open)
  if (narrowing.rating === 'no date') query = query.where('action.state', 'in', open).where('action.due_on', 'is', null)
  if (narrowing.rating === 'no lead') query = query.where('action.state', 'in', open).where('action.lead_name', 'is', null)
  return query
}

const like = (words: string): string => `%${words.replaceAll(/[\\%_]/g, (each) => `\\${each}`)}%`

/** The same rule as `ratingOf` in action.ts: never null, so that it can be turned round. Overdue comes first and is left out. */
const atRisk = (today: Temporal.PlainDate) => sql<boolean>`((due_on is null or due_on >= ${today.toString()}::date) and (coalesce(own_rating in ('at risk', 'off track'), false)
  or (coalesce(due_on <= ${today.add({ days: soonDays }).toString()}::date, false) and case when percent_done is null then own_rating is null else percent_done < ${nearlyDonePercent} end)))`

/** How the plan stands today, in one question to the database. Numbers of actions, which are things and not people. */
export interface Standing {
  readonly all: number; readonly open: number; readonly overdue: number; readonly dueSoon: number; readonly atRisk: number; readonly notStarted: number; readonly achieved: number; readonly notAchieved: number; readonly withdrawn: number
  readonly noDate: number; readonly noLead: number; readonly noMeasure: number; readonly silent: number
}

export async function findStanding(db: Reading, organisation: string, strategy: string | null, today: Temporal.PlainDate): Promise<Standing> {
  const open = sql`state in ('not started', 'under way')`
  const overdue = sql`${open} and due_on < ${today.toString()}::date`
  const count = (when: ReturnType<typeof sql>) => sql<string>`count(*) filter (where ${when})`
  let query = db.selectFrom('action_plan.action').where('organisation_id', '=', organisation)
  if (strategy !== null) query = query.where('strategy_id', '=', strategy)
  const row = await query.select([
    sql<string>`count(*)`.as('all'), count(open).as('open'), count(overdue).as('overdue'),
    count(sql`${open} and due_on between ${today.toString()}::date and ${today.add({ days: soonDays }).toString()}::date`).as('due_soon'),
    count(sql`${open} and ${atRisk(today)}`).as('at_risk'),
    count(sql`state = 'not started' and (due_on is null or due_on >= ${today.toString()}::date) and not ${atRisk(today)}`).as('not_started'),
    count(sql`state = 'achieved'`).as('achieved'), count(sql`state = 'not achieved'`).as('not_achieved'), count(sql`state = 'withdrawn'`).as('withdrawn'),
    count(sql`${open} and due_on is null`).as('no_date'), count(sql`${open} and lead_name is null`).as('no_lead'), count(sql`${open} and measures = '[]'::jsonb`).as('no_measure'),
    count(sql`${open} and (last_update_on is null or last_update_on < ${today.subtract({ months: 3 }).toString()}::date)`).as('silent'),
  ]).executeTakeFirstOrThrow()
  const n = (text: string): number => Number(text)
  return {
    all: n(row.all), open: n(row.open), overdue: n(row.overdue), dueSoon: n(row.due_soon), atRisk: n(row.at_risk), notStarted: n(row.not_started), achieved: n(row.achieved), notAchieved: n(row.not_achieved), withdrawn: n(row.withdrawn),
    noDate: n(row.no_date), noLead: n(row.no_lead), noMeasure: n(row.no_measure), silent: n(row.silent),
  }
}

/** Every action of one objective, whole, in the plan's order. */
export async function listActionsOfObjective(db: Reading, organisation: string, objective: string): Promise<readonly Action[]> {
  const rows = await db.selectFrom('action_plan.action').selectAll().where('organisation_id', '=', organisation).where('objective_id', '=', objective).orderBy('place').execute()
  return rows.map(toAction)
}

export async function listActionsOfStrategy(db: Reading, organisation: string, strategy: string): Promise<readonly Action[]> {
  const rows = await db.selectFrom('action_plan.action').selectAll().where('organisation_id', '=', organisation).where('strategy_id', '=', strategy).orderBy('place').execute()
  return rows.map(toAction)
}

export async function listActionsOfLead(db: Reading, organisation: string, person: string): Promise<readonly Action[]> {
  const rows = await db.selectFrom('action_plan.action').selectAll().where('organisation_id', '=', organisation).where('lead_person_id', '=', person)
    .orderBy('due_on', (order) => order.asc().nullsLast()).orderBy('place').execute()
  return rows.map(toAction)
}

export async function listLeadNames(db: Reading, organisation: string, strategy: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('action_plan.action').select('lead_name').distinct().where('organisation_id', '=', organisation).where('strategy_id', '=', strategy).where('lead_name', 'is not', null).orderBy('lead_name').limit(200).execute()
  return rows.flatMap((row) => row.lead_name ?? [])
}

/** Call inside a transaction, with the action's history: the two change together. */
export async function insertActions(db: Database, organisation: string, actions: readonly (readonly [Action, place: number])[]): Promise<void> {
  for (let from = 0; from < actions.length; from += 200) {
    await db.insertInto('action_plan.action').values(actions.slice(from, from + 200).map(([action, place]) => ({ organisation_id: organisation, action_id: action.id, strategy_id: action.strategy, place, ...toRow(action) }))).execute()
  }
}

/** Saves only when nobody has saved in between: the version says so. Gives whether it did. */
export async function saveAction(db: Database, organisation: string, action: Action): Promise<boolean> {
  const saved = await db.updateTable('action_plan.action').set(toRow(action)).where('organisation_id', '=', organisation).where('action_id', '=', action.id).where('version', '=', action.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export async function nextPlace(db: Reading, organisation: string, strategy: string): Promise<number> {
  const row = await db.selectFrom('action_plan.action').select((each) => each.fn.max('place').as('last')).where('organisation_id', '=', organisation).where('strategy_id', '=', strategy).executeTakeFirst()
  return Number(row?.last ?? 0) + 1
}

export interface Happening {
  readonly at: Temporal.Instant
  readonly person: string | null
  readonly name: string
  readonly kind: HappeningKind
  /** What there is to tell, by name: `account`, `next`, `from`, `to`, `because`. Words for people, nothing else. */
  readonly told: Readonly<Record<string, string>>
  readonly isPrivate: boolean
}

export async function recordHappening(db: Database, organisation: string, action: string, happening: Happening): Promise<void> {
  await recordHappenings(db, organisation, [[action, happening]])
}

export async function recordHappenings(db: Database, organisation: string, all: readonly (readonly [action: string, Happening])[]): Promise<void> {
  for (let from = 0; from < all.length; from += 500) {
    await db.insertInto('action_plan.happening').values(all.slice(from, from + 500).map(([action, each]) => ({
      organisation_id: organisation, happening_id: crypto.randomUUID(), action_id: action, at: each.at.toString(), person_id: each.person, person_name: each.name, kind: each.kind, told: JSON.stringify(each.told), is_private: each.isPrivate,
    }))).execute()
  }
}

export async function listHappenings(db: Reading, organisation: string, action: string): Promise<readonly Happening[]> {
  const rows = await db.selectFrom('action_plan.happening').selectAll().where('organisation_id', '=', organisation).where('action_id', '=', action).orderBy('at', 'desc').limit(500).execute()
  return rows.map(toHappening)
}

/** The public part of what happened to every action of a plan, newest first within each. */
export async function listPublicProgress(db: Reading, organisation: string, actions: readonly string[]): Promise<ReadonlyMap<string, readonly Happening[]>> {
  const found = new Map<string, Happening[]>()
  for (let from = 0; from < actions.length; from += 500) {
    const rows = await db.selectFrom('action_plan.happening').selectAll().where('organisation_id', '=', organisation).where('action_id', 'in', actions.slice(from, from + 500)).where('is_private', '=', false)
      .where('kind', 'in', ['progress', 'date moved', 'closed', 'opened again', 'instance done']).orderBy('at', 'desc').execute()
    for (const row of rows) found.set(row.action_id, [...found.get(row.action_id) ?? [], toHappening(row)])
  }
  return found
}

/** What counts as an answer about an action: somebody said where it is, moved its date, kept a date or closed it. Private words are left to whoever asks. */
const answerKinds = ['progress', 'date moved', 'closed', 'instance done'] as const

/** The answers about each of these actions from one moment on, and before another where one is given, oldest first. An action without any is not in the map. */
export async function listAnswers(db: Reading, organisation: string, actions: readonly string[], from: Temporal.Instant, to: Temporal.Instant | null): Promise<ReadonlyMap<string, readonly Happening[]>> {
  const found = new Map<string, Happening[]>()
  for (let at = 0; at < actions.length; at += 500) {
    let query = db.selectFrom('action_plan.happening').selectAll().where('organisation_id', '=', organisation).where('action_id', 'in', actions.slice(at, at + 500)).where('kind', 'in', answerKinds).where('at', '>=', from.toString())
    if (to !== null) query = query.where('at', '<', to.toString())
    for (const row of await query.orderBy('at').execute()) found.set(row.action_id, [...found.get(row.action_id) ?? [], toHappening(row)])
  }
  return found
}

export function toHappening(row: Selectable<ActionPlanTables['action_plan.happening']>): Happening {
  return { at: Temporal.Instant.from(row.at), person: row.person_id, name: row.person_name, kind: row.kind, told: row.told as unknown as Record<string, string>, isPrivate: row.is_private }
}

export interface Evidence {
  readonly id: string
  readonly action: string
  readonly what: string
  readonly effectiveOn: Temporal.PlainDate | null
  readonly file: { readonly name: string; readonly kind: string; readonly sha256: string; readonly bytes: number } | null
  readonly link: string | null
  readonly isPrivate: boolean
  readonly addedAt: Temporal.Instant
  readonly addedBy: string
}

export async function addEvidence(db: Database, organisation: string, evidence: Evidence): Promise<void> {
  await db.insertInto('action_plan.evidence').values({
    organisation_id: organisation, evidence_id: evidence.id, action_id: evidence.action, what: evidence.what, effective_on: evidence.effectiveOn?.toString() ?? null,
    file_name: evidence.file?.name ?? null, file_kind: evidence.file?.kind ?? null, sha256: evidence.file?.sha256 ?? null, bytes: evidence.file?.bytes ?? null, link: evidence.link,
    is_private: evidence.isPrivate, added_at: evidence.addedAt.toString(), added_by: evidence.addedBy,
  }).execute()
}

export async function listEvidence(db: Reading, organisation: string, action: string): Promise<readonly Evidence[]> {
  const rows = await db.selectFrom('action_plan.evidence').selectAll().where('organisation_id', '=', organisation).where('action_id', '=', action).orderBy('added_at').execute()
  return rows.map(toEvidence)
}

export function toEvidence(row: Selectable<ActionPlanTables['action_plan.evidence']>): Evidence {
  return {
    id: row.evidence_id, action: row.action_id, what: row.what, effectiveOn: row.effective_on === null ? null : Temporal.PlainDate.from(row.effective_on),
    file: row.sha256 === null ? null : { name: row.file_name ?? 'file', kind: row.file_kind ?? '', sha256: row.sha256, bytes: row.bytes ?? 0 },
    link: row.link, isPrivate: row.is_private, addedAt: Temporal.Instant.from(row.added_at), addedBy: row.added_by,
  }
}


function toRow(action: Action) {
  return {
    objective_id: action.objective, group_heading: action.group, reference: action.reference, words: action.words,
    lead_written: action.lead.written, lead_name: action.lead.name, lead_person_id: action.lead.person, lead_known_id: action.lead.known, supporting: JSON.stringify(action.supporting), elected_lead: action.electedLead,
    department_id: action.department, deadline_written: action.deadline.written, deadline: JSON.stringify(deadlineToJson(action.deadline.reading)), due_on: action.dueOn?.toString() ?? null,
    measures: JSON.stringify(action.measures), characteristics: [...action.characteristics], aims: [...action.aims], priority: action.priority, resources: action.resources, private_notes: action.privateNotes, is_private: action.isPrivate,
    state: action.state, state_reason: action.stateReason, closed_on: action.closedOn?.toString() ?? null, own_rating: action.own?.rating ?? null, own_rating_reason: action.own?.reason ?? '', percent_done: action.percentDone,
    last_update_on: action.lastUpdate?.on.toString() ?? null, last_update: action.lastUpdate?.words ?? '', made_by: action.madeBy === null ? null : JSON.stringify(action.madeBy), version: action.version,
  }
}

export function toAction(row: ActionRow): Action {
  const day = (text: string | null) => text === null ? null : Temporal.PlainDate.from(text)
  return {
    id: row.action_id, strategy: row.strategy_id, objective: row.objective_id, group: row.group_heading, reference: row.reference, words: row.words,
    lead: { written: row.lead_written, name: row.lead_name, person: row.lead_person_id, known: row.lead_known_id }, supporting: row.supporting as unknown as Supporting[], electedLead: row.elected_lead, department: row.department_id,
    deadline: { written: row.deadline_written, reading: deadlineFromJson(row.deadline) }, dueOn: day(row.due_on), measures: row.measures as unknown as Measure[],
    characteristics: row.characteristics, aims: row.aims, priority: row.priority, resources: row.resources, privateNotes: row.private_notes, isPrivate: row.is_private,
    state: row.state, stateReason: row.state_reason, closedOn: day(row.closed_on), own: row.own_rating === null ? null : { rating: row.own_rating, reason: row.own_rating_reason },
    percentDone: row.percent_done, lastUpdate: row.last_update_on === null ? null : { on: Temporal.PlainDate.from(row.last_update_on), words: row.last_update },
    madeBy: row.made_by as unknown as Action['madeBy'], version: row.version,
  }
}
