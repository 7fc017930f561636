import type { Kept } from '#database/database.ts'

export interface SelfDeclarationTables {
  'self_declaration.settings': { organisation_id: string; questions: string[]; nation: 'England' | 'Wales'; version: number }
  'self_declaration.participant': { organisation_id: string; participant_id: string; person_id: string | null; email: string; staff_number: string | null; added_on: string; stopped_on: string | null; asked_at: string | null }
  'self_declaration.answer': {
    organisation_id: string; participant_id: string; question: string; from_on: string; until_on: string | null; question_set: string; category: string | null; state: 'prefer not to say' | null
    own_words: string; given_by: 'signed in' | 'link'
  }
  'self_declaration.asking': { organisation_id: string; token_hash: string; participant_id: string; expires_at: string }
  'self_declaration.campaign': { organisation_id: string; campaign_id: string; began_at: string; note: string; by_name: string; ended_at: string | null }
  'self_declaration.rate': { organisation_id: string; number: number; counted_on: string; held: Kept<object>; shown: Kept<object>; certificate: string }
  'self_declaration.occasion': { organisation_id: string; room: string; thing_id: string; held_on: string; sums: Kept<object> }
}
