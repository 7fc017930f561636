import type { Kept } from '#database/database.ts'

export interface DutyClockTables {
  'duty_clock.deed': {
    organisation_id: string; deed_id: string; kind: string; room: string; thing_kind: string; thing_id: string; occasion: string; done_on: string; title: string; href: string; public: boolean
    covers_from_on: string | null; covers_to_on: string | null; to_body_id: string | null; to_body_name: string | null; about: string[]; noted_at: string
  }
  'duty_clock.planned': { organisation_id: string; kind: string; room: string; thing_kind: string; thing_id: string; planned_on: string; title: string; href: string }
  'duty_clock.employer': { organisation_id: string; nation: 'England' | 'Wales' | 'Scotland'; size: 'fewer than 20' | '20 to 149' | '150 to 249' | '250 or more'; since_on: string; promises_move: boolean; version: number }
  'duty_clock.promise': {
    organisation_id: string; promise_id: string; title: string; sentence: string; source: string; written: string; rule: Kept<object>; shown_by: Kept<object>; since_on: string; until_on: string | null; ended_because: string
    last_before_on: string | null; owner_id: string | null; public: boolean; template: string | null; follows_id: string | null; made_by: string; made_at: string; version: number
  }
  'duty_clock.feed': { organisation_id: string; feed_id: string; token_hash: string; person_id: string; shows: 'mine' | 'all'; name: string; made_at: string; stopped_at: string | null }
  'duty_clock.public_rule': { organisation_id: string; set_by_id: string; set_by: string; set_at: string }
}
