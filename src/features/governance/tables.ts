import type { Kept } from '#database/database.ts'
import type { AskingState } from './asking.ts'
import type { FlowKind, Frequency, MemberRole } from './body.ts'
import type { AnswerKind, ChallengeState } from './challenge.ts'
import type { DecisionKind, DecisionState, Effect } from './decision.ts'
import type { AttendanceState, ItemKind, MeetingKind, MeetingState } from './meeting.ts'

/** As the database gives them: days and instants as text, jsonb parsed when read and written as text. */
export interface GovernanceTables {
  'governance.body': {
    organisation_id: string; body_id: string; type: string; name: string; short_name: string; purpose: string; receives: string; meets: Frequency; department_id: string | null; is_public: boolean
    from_on: string | null; ended_on: string | null; ended_because: string; senior_from_on: string | null; version: number; made_at: string
  }
  'governance.terms': { organisation_id: string; body_id: string; number: number; words: string; agreed_on: string; agreed_by: string; note: string; by_person_id: string | null; by_name: string; at: string }
  'governance.membership': {
    organisation_id: string; membership_id: string; body_id: string; person_id: string | null; name: string; post: string; role: MemberRole; represents: string; department_id: string | null; group_id: string | null
    is_senior: boolean; name_is_public: boolean; from_on: string; to_on: string | null; version: number
  }
  'governance.flow': { organisation_id: string; flow_id: string; from_body_id: string; to_body_id: string; kind: FlowKind; what: string; often: string; ended_on: string | null; version: number; made_at: string }
  'governance.passing': { organisation_id: string; passing_id: string; flow_id: string; passed_on: string; what: string; by_name: string }
  'governance.meeting': {
    organisation_id: string; meeting_id: string; body_id: string; kind: MeetingKind; title: string; held_on: string; at_time: string; place: string; link: string; state: MeetingState; because: string; issued_at: string | null
    minutes: string; minutes_agreed_on: string | null; also_there: string; senior_there: string; version: number; made_at: string
  }
  'governance.agenda_item': { organisation_id: string; item_id: string; meeting_id: string; place: number; kind: ItemKind; title: string; words: string; about_id: string }
  'governance.paper': {
    organisation_id: string; paper_id: string; meeting_id: string; title: string; made: 'uploaded' | 'generated'; file_name: string; sha256: string; bytes: number; sections: string[]; flow_id: string | null
    issued_at: string | null; replaced_by: string | null; note: string; added_at: string; by_name: string
  }
  'governance.attendance': { organisation_id: string; meeting_id: string; membership_id: string; name: string; represents: string; role: MemberRole; is_senior: boolean; state: AttendanceState }
  'governance.decision': {
    organisation_id: string; decision_id: string; body_id: string; meeting_id: string; reference: string; kind: DecisionKind; words: string; decided_on: string; owner_person_id: string | null; owner_name: string; due_on: string | null
    state: DecisionState; ended_on: string | null; outcome: string; effect: Effect; thing_kind: string; thing_id: string; thing_title: string; action_id: string | null; is_public: boolean; version: number; made_at: string
  }
  'governance.asking': { organisation_id: string; asking_id: string; bodies: string[]; opened_on: string; opened_by: string; closed_on: string | null; state: AskingState; artefact: Kept<object> | null; sha256: string | null; held: Kept<object> | null; made_at: string }
  'governance.paper_letter': { organisation_id: string; token_hash: string; meeting_id: string; membership_id: string; person_id: string; name: string; sent_at: string; works_until_on: string; opened_at: string | null }
  'governance.asking_link': { organisation_id: string; asking_id: string; name: string; token_hash: string; sent_on: string; letters: number; is_handed_in: boolean }
  'governance.handed_in': { organisation_id: string; asking_id: string; person_id: string }
  'governance.challenge': {
    organisation_id: string; challenge_id: string; reference: string; from_body_id: string; to_body_id: string; about_kind: string; about_id: string; about_title: string; words: string; asks_for: string; raised_on: string; answer_by_on: string
    by_name: string; state: ChallengeState; answer_kind: AnswerKind | null; answer: string; answered_on: string | null; answered_by: string; view: string; viewed_on: string | null; is_public: boolean; version: number; made_at: string
  }
}
