import type { Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { deadlineFromJson, deadlineToJson } from '#duty/due.ts'
import type { Objective, Strategy, Theme } from './plan.ts'
import type { ActionPlanTables } from './tables.ts'

export async function listStrategies(db: Reading, organisation: string): Promise<readonly Strategy[]> {
  const rows = await db.selectFrom('action_plan.strategy').selectAll().where('organisation_id', '=', organisation).orderBy('from_on', 'desc').orderBy('made_at', 'desc').execute()
  return rows.map(toStrategy)
}

export async function findStrategy(db: Reading, organisation: string, id: string): Promise<Strategy | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('action_plan.strategy').selectAll().where('organisation_id', '=', organisation).where('strategy_id', '=', id).executeTakeFirst()
  return row ? toStrategy(row) : null
}

export async function insertStrategy(db: Database, organisation: string, strategy: Strategy, now: Temporal.Instant): Promise<void> {
  await db.insertInto('action_plan.strategy').values({ organisation_id: organisation, strategy_id: strategy.id, made_at: now.toString(), ...strategyRow(strategy) }).execute()
}

export async function saveStrategy(db: Database, organisation: string, strategy: Strategy): Promise<boolean> {
  const saved = await db.updateTable('action_plan.strategy').set(strategyRow(strategy)).where('organisation_id', '=', organisation).where('strategy_id', '=', strategy.id).where('version', '=', strategy.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

export async function listThemes(db: Reading, organisation: string, strategy: string): Promise<readonly Theme[]> {
  const rows = await db.selectFrom('action_plan.theme').selectAll().where('organisation_id', '=', organisation).where('strategy_id', '=', strategy).orderBy('place').execute()
  return rows.map((row) => ({ id: row.theme_id, strategy: row.strategy_id, title: row.title, place: row.place }))
}

export async function insertThemes(db: Database, organisation: string, themes: readonly Theme[]): Promise<void> {
  if (themes.length > 0) await db.insertInto('action_plan.theme').values(themes.map((each) => ({ organisation_id: organisation, theme_id: each.id, strategy_id: each.strategy, title: each.title, place: each.place }))).execute()
}

export async function listObjectives(db: Reading, organisation: string, strategy: string): Promise<readonly Objective[]> {
  const rows = await db.selectFrom('action_plan.objective').selectAll().where('organisation_id', '=', organisation).where('strategy_id', '=', strategy).orderBy('place').execute()
  return rows.map(toObjective)
}

export async function findObjective(db: Reading, organisation: string, id: string): Promise<Objective | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('action_plan.objective').selectAll().where('organisation_id', '=', organisation).where('objective_id', '=', id).executeTakeFirst()
  return row ? toObjective(row) : null
}

export async function insertObjectives(db: Database, organisation: string, objectives: readonly Objective[]): Promise<void> {
  if (objectives.length > 0) await db.insertInto('action_plan.objective').values(objectives.map((each) => ({ organisation_id: organisation, objective_id: each.id, strategy_id: each.strategy, ...objectiveRow(each) }))).execute()
}

export async function saveObjective(db: Database, organisation: string, objective: Objective): Promise<boolean> {
  const saved = await db.updateTable('action_plan.objective').set(objectiveRow(objective)).where('organisation_id', '=', organisation).where('objective_id', '=', objective.id).where('version', '=', objective.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

function strategyRow(strategy: Strategy) {
  return {
    title: strategy.title, from_on: strategy.from?.toString() ?? null, to_on: strategy.to?.toString() ?? null, vision: strategy.vision, aims: strategy.aims, status: strategy.status,
    notes_publish_at_once: strategy.notesPublishAtOnce, version: strategy.version,
  }
}

export function toStrategy(row: Selectable<ActionPlanTables['action_plan.strategy']>): Strategy {
  const day = (text: string | null) => text === null ? null : Temporal.PlainDate.from(text)
  return { id: row.strategy_id, title: row.title, from: day(row.from_on), to: day(row.to_on), vision: row.vision, aims: row.aims, status: row.status, notesPublishAtOnce: row.notes_publish_at_once, version: row.version }
}

function objectiveRow(each: Objective) {
  return {
    theme_id: each.theme, code: each.code, words: each.words, this_means: each.thisMeans, lead_member: each.leadMember, strategic_lead: each.strategicLead, operational_lead: each.operationalLead,
    aims: [...each.aims], characteristics: [...each.characteristics], measure: each.measure, baseline: each.baseline, target: each.target,
    deadline_written: each.deadline.written, deadline: JSON.stringify(deadlineToJson(each.deadline.reading)), reviewed_on: each.reviewedOn?.toString() ?? null, place: each.place, version: each.version,
  }
}

export function toObjective(row: Selectable<ActionPlanTables['action_plan.objective']>): Objective {
  return {
    id: row.objective_id, strategy: row.strategy_id, theme: row.theme_id, code: row.code, words: row.words, thisMeans: row.this_means, leadMember: row.lead_member, strategicLead: row.strategic_lead,
    operationalLead: row.operational_lead, aims: row.aims, characteristics: row.characteristics, measure: row.measure, baseline: row.baseline, target: row.target,
    deadline: { written: row.deadline_written, reading: deadlineFromJson(row.deadline) }, reviewedOn: row.reviewed_on === null ? null : Temporal.PlainDate.from(row.reviewed_on), place: row.place, version: row.version,
  }
}
