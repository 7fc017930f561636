import { sql, type Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { Decision, DecisionKind, Effect } from './decision.ts'
import type { GovernanceTables } from './tables.ts'

const day = (text: string | null): Temporal.PlainDate | null => text === null ? null : Temporal.PlainDate.from(text)

export interface DecisionsAsked {
  /** Of these bodies, or owned by this person, or public ones: what somebody may read. Everything where it is left out. */
  readonly readable?: { readonly bodies: readonly string[]; readonly person: string }
  readonly body?: string
  /** Of these bodies only. */
  readonly of?: readonly string[]
  readonly meeting?: string
  readonly owner?: string
  readonly kind?: DecisionKind
  readonly state?: Decision['state'] | 'late'
  readonly words?: string
  readonly about?: { readonly kind: string; readonly id: string }
  readonly from?: Temporal.PlainDate
  readonly to?: Temporal.PlainDate
  readonly publicOnly?: boolean
  readonly order?: 'due' | 'newest'
  readonly today?: Temporal.PlainDate
  readonly limit?: number
  readonly offset?: number
}

export async function listDecisions(db: Reading, organisation: string, asked: DecisionsAsked = {}): Promise<readonly Decision[]> {
  if (asked.of?.length === 0) return []
  const { readable } = asked
  const rows = await db.selectFrom('governance.decision').selectAll().where('organisation_id', '=', organisation)
    .$if(readable !== undefined, (query) => query.where((where) => where.or([where('is_public', '=', true), where('owner_person_id', '=', readable!.person), ...(readable!.bodies.length > 0 ? [where('body_id', 'in', readable!.bodies)] : [])])))
    .$if(asked.of !== undefined, (query) => query.where('body_id', 'in', asked.of!))
    .$if(asked.body !== undefined, (query) => query.where('body_id', '=', asked.body!)).$if(asked.meeting !== undefined, (query) => query.where('meeting_id', '=', asked.meeting!)).$if(asked.owner !== undefined, (query) => query.where('owner_person_id', '=', asked.owner!))
    .$if(asked.kind !== undefined, (query) => query.where('kind', '=', asked.kind!)).$if(asked.publicOnly === true, (query) => query.where('is_public', '=', true))
    .$if(asked.state !== undefined && asked.state !== 'late', (query) => query.where('state', '=', asked.state as Decision['state']))
    .$if(asked.state === 'late' && asked.today !== undefined, (query) => query.where('state', '=', 'open').where('due_on', '<', asked.today!.toString()))
    .$if(asked.about !== undefined, (query) => query.where('thing_kind', '=', asked.about!.kind).where('thing_id', '=', asked.about!.id))
    .$if(asked.from !== undefined, (query) => query.where('decided_on', '>=', asked.from!.toString())).$if(asked.to !== undefined, (query) => query.where('decided_on', '<=', asked.to!.toString()))
    .$if(asked.words !== undefined && asked.words !== '', (query) => query.where((where) => where.or([where('words', 'ilike', pattern(asked.words!)), where('owner_name', 'ilike', pattern(asked.words!)), where('reference', 'ilike', pattern(asked.words!))])))
    .$if(asked.order === 'due', (query) => query.orderBy('due_on', (by) => by.asc().nullsLast()))
    .orderBy('decided_on', 'desc').orderBy(sql`length(reference)`).orderBy('reference').limit(asked.limit ?? 500).offset(asked.offset ?? 0).execute()
  return rows.map(toDecision)
}

const pattern = (words: string): string => `%${words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`

export async function findDecision(db: Reading, organisation: string, id: string): Promise<Decision | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('governance.decision').selectAll().where('organisation_id', '=', organisation).where('decision_id', '=', id).executeTakeFirst()
  return row ? toDecision(row) : null
}

export async function insertDecisions(db: Database, organisation: string, decisions: readonly Decision[], now: Temporal.Instant): Promise<void> {
  if (decisions.length > 0) await db.insertInto('governance.decision').values(decisions.map((each) => ({ organisation_id: organisation, decision_id: each.id, body_id: each.body, meeting_id: each.meeting, made_at: now.toString(), ...rowOf(each) }))).execute()
}

export async function saveDecision(db: Database, organisation: string, decision: Decision): Promise<boolean> {
  const saved = await db.updateTable('governance.decision').set(rowOf(decision)).where('organisation_id', '=', organisation).where('decision_id', '=', decision.id).where('version', '=', decision.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function rowOf(each: Decision) {
  return {
    reference: each.reference, kind: each.kind, words: each.words, decided_on: each.on.toString(), owner_person_id: each.owner?.person ?? null, owner_name: each.owner?.name ?? '', due_on: each.due?.toString() ?? null, state: each.state,
    ended_on: each.ended?.on.toString() ?? null, outcome: each.ended?.outcome ?? '', effect: each.about?.effect ?? '' as Effect, thing_kind: each.about?.kind ?? '', thing_id: each.about?.id ?? '', thing_title: each.about?.title ?? '', action_id: each.action, is_public: each.isPublic, version: each.version,
  }
}

function toDecision(row: Selectable<GovernanceTables['governance.decision']>): Decision {
  const endedOn = day(row.ended_on)
  return {
    id: row.decision_id, body: row.body_id, meeting: row.meeting_id, reference: row.reference, kind: row.kind, words: row.words, on: Temporal.PlainDate.from(row.decided_on), owner: row.owner_name === '' ? null : { person: row.owner_person_id, name: row.owner_name },
    due: day(row.due_on), state: row.state, ended: endedOn === null ? null : { on: endedOn, outcome: row.outcome }, about: row.effect === '' && row.thing_kind === '' ? null : { effect: row.effect, kind: row.thing_kind, id: row.thing_id, title: row.thing_title },
    action: row.action_id, isPublic: row.is_public, version: row.version,
  }
}
