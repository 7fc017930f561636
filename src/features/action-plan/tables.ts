import type { Kept } from '#database/database.ts'
import type { Aim, Characteristic } from '#duty/characteristics.ts'
import type { OwnRating, Priority, State } from './action.ts'

/** As the database gives them: days and instants as text, jsonb parsed when read and written as text. */
export interface ActionPlanTables {
  'action_plan.strategy': {
    organisation_id: string; strategy_id: string; title: string; from_on: string | null; to_on: string | null; vision: string; aims: string
    status: 'draft' | 'live' | 'ended'; notes_publish_at_once: boolean; version: number; made_at: string
  }
  'action_plan.theme': { organisation_id: string; theme_id: string; strategy_id: string; title: string; place: number }
  'action_plan.objective': {
    organisation_id: string; objective_id: string; strategy_id: string; theme_id: string | null; code: string; words: string; this_means: string; lead_member: string
    strategic_lead: string; operational_lead: string; aims: Aim[]; characteristics: Characteristic[]; measure: string; baseline: string; target: string
    deadline_written: string | null; deadline: Kept<object>; reviewed_on: string | null; place: number; version: number
  }
  'action_plan.action': {
    organisation_id: string; action_id: string; strategy_id: string; objective_id: string; group_heading: string; reference: string; words: string
    lead_written: string | null; lead_name: string | null; lead_person_id: string | null; lead_known_id: string | null; supporting: Kept<object>; elected_lead: string; department_id: string | null
    deadline_written: string | null; deadline: Kept<object>; due_on: string | null; measures: Kept<object>; characteristics: Characteristic[]; aims: Aim[]; priority: Priority; resources: string
    private_notes: string; is_private: boolean; state: State; state_reason: string; closed_on: string | null; own_rating: OwnRating | null; own_rating_reason: string
    percent_done: number | null; last_update_on: string | null; last_update: string; made_by: Kept<object | null>; place: number; version: number
  }
  'action_plan.happening': {
    organisation_id: string; happening_id: string; action_id: string; at: string; person_id: string | null; person_name: string; kind: HappeningKind; told: Kept<object>; is_private: boolean
  }
  'action_plan.evidence': {
    organisation_id: string; evidence_id: string; action_id: string; what: string; effective_on: string | null; file_name: string | null; file_kind: string | null
    sha256: string | null; bytes: number | null; link: string | null; is_private: boolean; added_at: string; added_by: string
  }
  'action_plan.link': { organisation_id: string; action_id: string; room: string; thing_id: string; thing_version: string; why: string }
  'action_plan.asking': {
    organisation_id: string; token_hash: string; action_id: string; person_id: string; asked_at: string; asked_by: string; expires_at: string; answered_at: string | null; question: string
  }
  'action_plan.import': {
    organisation_id: string; import_id: string; file_name: string; format: string | null; sha256: string; strategy_id: string | null; state: ImportState; refusal: string
    reading: Kept<object | null>; by_person_id: string; by_name: string; at: string; ended_at: string | null; version: number
  }
  'action_plan.import_row': {
    organisation_id: string; import_id: string; place: number; source_table: number; reading: Kept<object>; mended: Kept<object | null>; decision: RowDecision; action_id: string | null; version: number
  }
}

export type HappeningKind = 'made' | 'imported' | 'progress' | 'date moved' | 'handed over' | 'changed' | 'closed' | 'opened again' | 'instance done' | 'evidence' | 'note'
export type ImportState = 'waiting' | 'reading' | 'unreadable' | 'to review' | 'accepted' | 'undone' | 'thrown away'
export type RowDecision = 'to review' | 'accepted' | 'left out'
