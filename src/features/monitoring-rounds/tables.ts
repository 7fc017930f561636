import type { Kept } from '#database/database.ts'
import type { LetterKind } from './round.ts'

/** As the database gives them: days and instants as text, jsonb parsed when read and written as text. */
export interface MonitoringRoundsTables {
  'monitoring_rounds.round': {
    organisation_id: string; round_id: string; strategy_id: string; plan_title: string; period: 'quarter' | 'half-year' | 'year'; from_on: string; to_on: string; answers_by_on: string; reminders: 'none' | 'around' | 'weekly'
    note: string; opened_at: string; opened_by_id: string; opened_by: string; reminded_on: string | null; closed_at: string | null; closed_by_id: string | null; closed_by: string; account: string; tally: Kept<object | null>
    record: Kept<object | null>; sha256: string | null; signed_at: string | null; signed_by_id: string | null; signed_by: string; signed_words: string; version: number
  }
  'monitoring_rounds.asked': { organisation_id: string; round_id: string; action_id: string; place: number; asked: Kept<object> }
  'monitoring_rounds.letter': { organisation_id: string; letter_id: string; round_id: string; person_id: string; person_name: string; kind: LetterKind; actions: string[]; at: string; by_name: string }
  'monitoring_rounds.question': { organisation_id: string; question_id: string; round_id: string; action_id: string; person_id: string; person_name: string; words: string; at: string; by_name: string }
}
