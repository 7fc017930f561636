import type { Generated, GeneratedAlways } from 'kysely'
import type { Kept } from '#database/database.ts'
import type { Stage, VerdictKind } from './assessment.ts'
import type { AuditRating } from './audit.ts'
import type { AnswerKind, ChallengeFrom } from './challenge.ts'
import type { EvidenceFigures, Rating, Residual, SectionCode, Severity } from './content.ts'
import type { Every, ReturnOutcome } from './contract.ts'
import type { ImportedState } from './imported.ts'
import type { Level } from './relevance.ts'
import type { ScreeningState } from './screening.ts'
import type { UndertakingKind } from './undertaking.ts'

/** As the database gives them: days and instants as text, jsonb parsed when read and written as text. */
export interface ImpactAssessmentTables {
  'impact_assessments.undertaking': {
    organisation_id: string; undertaking_id: string; kind: UndertakingKind; name: string; does: string; serves: string; department_id: string | null
    owner_id: string | null; owner_name: string; ended_on: string | null; made_at: string; version: number
  }
  'impact_assessments.relevance': {
    organisation_id: string; relevance_id: string; undertaking_id: string; assessed_on: string; method: Kept<object>; scores: Kept<object>; level: Level; reason: string
    by_person_id: string; by_name: string; agreed_on: string | null; agreed_by_id: string | null; agreed_by: string; newest: boolean; at: string
  }
  'impact_assessments.screening': {
    organisation_id: string; screening_id: string; title: string; proposal: string; undertaking_id: string | null; department_id: string | null; form: string; answers: Kept<object>
    state: ScreeningState; outcome: Kept<object | null>; reason: string; decision_due_on: string | null; by_person_id: string; by_name: string; signed_at: string | null
    agreed_by_id: string | null; agreed_by: string; agreed_at: string | null; note: string; made_at: string; version: number
  }
  'impact_assessments.programme_item': {
    organisation_id: string; item_id: string; undertaking_id: string; planned_from_on: string; planned_to_on: string; why: string; outside: boolean; screening_id: string | null
    assessment_id: string | null; started_on: string | null; finished_on: string | null; published_on: string | null; reviewed_on: string | null; address: string
    ended_on: string | null; ended_because: string; version: number
  }
  'impact_assessments.assessment': {
    organisation_id: string; assessment_id: string; reference: string; title: string; undertaking_id: string | null; department_id: string | null; lead_id: string; lead_name: string; authors: Kept<object>; stage: Stage; round: number
    decision_maker: string; decision_due_on: string | null; budget_round: string; started_on: string; steps: Kept<object>; signed_on: string | null; decided_on: string | null; published_on: string | null; review_on: string | null; changed_at: string; version: number
  }
  'impact_assessments.section': { organisation_id: string; assessment_id: string; section: SectionCode; content: Kept<object>; version: number; round: number; changed_at: string; changed_by: string }
  'impact_assessments.impact': { organisation_id: string; assessment_id: string; group_code: string; rating: Rating; severity: Severity; residual: Residual; residual_severity: Severity }
  'impact_assessments.frozen': { organisation_id: string; assessment_id: string; number: number; why: string; content: Kept<object>; sha256: string; made_at: string; made_by: string }
  'impact_assessments.paper': { organisation_id: string; assessment_id: string; number: number; supplement: Generated<number>; file: string; what: string; content: string; bytes: Uint8Array | null; sha256: string; made_at: string }
  'impact_assessments.attachment': { organisation_id: string; attachment_id: string; assessment_id: string; file_name: string; what: string; ending: string; sha256: string; added_at: string; added_by: string; removed_at: string | null }
  'impact_assessments.serving': { organisation_id: string; serving_id: string; assessment_id: string; number: number; supplement: Generated<number>; to_name: string; to_person_id: string | null; how: 'here' | 'given'; served_at: string; served_by: string }
  'impact_assessments.verdict': {
    organisation_id: string; verdict_id: string; assessment_id: string; section: SectionCode; round: number; verdict: VerdictKind; comment: string; by_person_id: string; by_name: string; at: string; reply: string; replied_by: string
  }
  'impact_assessments.challenge': {
    organisation_id: string; challenge_id: string; assessment_id: string; from_whom: ChallengeFrom; name: string; email: string; words: string; may_be_public: boolean; made_at: string
    answer_kind: AnswerKind | null; answer: string; answered_by: string; answered_at: string | null; is_public: boolean; version: number
  }
  'impact_assessments.asked_group': { organisation_id: string; group_id: string; assessment_id: string; number: number; name: string; email: string; token_hash: string; expires_at: string; made_at: string }
  'impact_assessments.redaction': { organisation_id: string; redaction_id: string; assessment_id: string; words: string; because: string; by_name: string; at: string }
  'impact_assessments.public_entry': {
    organisation_id: string; assessment_id: string; reference: string; title: string; department: string; service: string; summary: string; outcome: string; signed_on: string; decided_on: string | null; decided_by: string; decision: string; assessed_after: boolean; review_on: string | null
    worse: string[]; edition: number; published_on: string
    /** Written by the database. */
    words: GeneratedAlways<string>
  }
  'impact_assessments.audit': { organisation_id: string; audit_id: string; from_on: string; to_on: string; per_department: number; seed: string; candidates: number; made_by: string; made_at: string; finished_on: string | null; conclusion: string; version: number }
  'impact_assessments.audit_finding': { organisation_id: string; audit_id: string; assessment_id: string; rating: AuditRating | null; found: string; by_name: string; at: string | null }
  'impact_assessments.interest': { organisation_id: string; assessment_id: string; person_id: string; person_name: string; interest: string; at: string }
  'impact_assessments.rests_on': { organisation_id: string; assessment_id: string; entry_id: string; room: EvidenceFigures['room']; asked: string; taken: string; title: string; numbers_hash: string }
  'impact_assessments.import': {
    organisation_id: string; import_id: string; file_name: string; sha256: string; state: ImportedState; refusal: string; notes: Kept<object>; passages: Kept<object>; assessment_id: string | null; item_id: string | null; by_person_id: string; by_name: string; at: string; version: number
  }
  'impact_assessments.local_group': { organisation_id: string; code: string; name: string; why: string; added_on: string | null; retired_on: string | null; retired_because: string; earlier: Kept<object>; version: number }
  'impact_assessments.contract_duty': {
    organisation_id: string; duty_id: string; assessment_id: string; mitigation_id: string; supplier: string; contract: string; reports: string; every: Every; first_due_on: string; owner_id: string; owner_name: string; ended_on: string | null; ended_because: string; version: number
  }
  'impact_assessments.supplier_return': {
    organisation_id: string; return_id: string; duty_id: string; due_on: string; received_on: string | null; outcome: ReturnOutcome; said: string; link: string; file_name: string; sha256: string; by_name: string; at: string
  }
  'impact_assessments.place': { organisation_id: string; code: string; name: string; place: number; retired_on: string | null }
  'impact_assessments.touches_place': { organisation_id: string; assessment_id: string; place_code: string }
  'impact_assessments.settings_edition': { organisation_id: string; number: number; settings: Kept<object>; from_on: string; made_by: string }
  'impact_assessments.settings': { organisation_id: string; settings: Kept<object>; version: number }
}
