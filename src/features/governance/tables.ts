import type { FlowKind, Frequency, MemberRole } from './body.ts'

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
}
