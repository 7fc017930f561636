import type { Kept } from '#database/database.ts'

export interface PublicationTables {
  'publication.edition': {
    organisation_id: string; address: string; version: number; room: string; thing_id: string; title: string; content: Kept<object>; sha256: string
    approved_by: string; approved_by_id: string | null; rule: string; note: string; published_at: string; withdrawn: boolean
    head: number | null; rests_on: Kept<readonly object[]>; prepared_by: string; prepared_by_id: string | null; answers: Kept<readonly object[]>; open_history: boolean; closes_earlier: boolean
    handed_in: string; alone: string
  }
  'publication.newest': { organisation_id: string; address: string; room: string; thing_id: string; version: number; place: number; withdrawn: boolean; words: string; search: string }
  'publication.head': { organisation_id: string; number: number }
  'publication.approval': { organisation_id: string; people: number; because: string; set_by: string; set_by_id: string; set_at: string }
  'publication.statements': {
    organisation_id: string; compliance: string; problems: Kept<readonly object[]>; contact: string; replies_within: string; prepared_on: string; reviewed_on: string | null; tested_on: string | null; tested_by: string; officer: string; kept_for: string
  }
  'publication.draft': {
    organisation_id: string; draft_id: string; room: string; thing_id: string; address: string; title: string; content: Kept<object>; note: string; place: number; rests_on: Kept<readonly object[]>
    state: string; drafted_by: string; drafted_by_id: string; drafted_at: string; answers: Kept<readonly object[]>; redactions: Kept<readonly object[]>; checked_by: string | null; checked_by_id: string | null; checked_at: string | null
    approved_by: string | null; approved_by_id: string | null; approved_at: string | null; embargo_at: string | null; sent_back_because: string; closes_earlier: boolean; open_history: boolean; published_version: number | null; version: number
    handed_in: string; pieces: Kept<readonly object[]>; takes_down: Kept<readonly object[]>; alone: string
  }
}
