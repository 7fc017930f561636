import type { Generated } from 'kysely'
import type { Kept } from '#database/database.ts'
import type { AnswerColumn, DatasetKind, DatasetState, DeclarationUse, Mapping } from './dataset.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import type { OtherBody, OtherShare } from './other-body.ts'
import type { Quality } from './quality.ts'
import type { ExtractReading } from './read-extract.ts'
import type { MonitoringSettings } from './settings.ts'
import type { Tabulation } from './tabulation.ts'
import type { KeptTarget } from './target.ts'

export interface EqualityMonitoringTables {
  'equality_monitoring.source': {
    organisation_id: string; source_id: string; name: string; kind: DatasetKind; columns: Kept<Mapping['columns']>; words: Kept<Mapping['words']>; purpose: string; lawful_basis: string
    keep_rows_months: number; scope: string; declarations: DeclarationUse; ended: boolean; made_at: string; version: number
  }
  'equality_monitoring.dataset': {
    organisation_id: string; dataset_id: string; source_id: string; from_on: string | null; to_on: string; state: DatasetState; file_name: string; sha256: string | null; refusal: string
    reading: Kept<ExtractReading | null>; quality: Kept<Quality | null>; columns: Kept<readonly AnswerColumn[] | null>; rows: number | null; progress: number; replaces: string | null; correction_note: string
    rows_deleted_on: string | null; by_person_id: string; by_name: string; at: string; version: number; sheet: Generated<string>
  }
  'equality_monitoring.dataset_row': { organisation_id: string; dataset_id: string; place: number; person_key: string | null; answers: number[]; counted: boolean }
  'equality_monitoring.person_key': { organisation_id: string; person_key: string; staff_number: string; stopped_on: string | null }
  'equality_monitoring.tabulation': { organisation_id: string; dataset_id: string; cut: string; tabulation: Kept<Tabulation> }
  'equality_monitoring.release': {
    organisation_id: string; release_id: string; audience: 'board' | 'public'; number: number; title: string; as_of_on: string
    state: 'waiting' | 'working' | 'refused' | 'ready' | 'published' | 'withdrawn'; policy: string; wanted: Kept<object>; held: Kept<object | null>; artefact: Kept<object | null>
    sha256: string | null; certificate: string | null; refusal: Kept<object | null>; corrects: string | null; note: string; by_person_id: string | null; by_name: string
    approved_by_id: string | null; approved_by: string; at: string; version: number
  }
  'equality_monitoring.target': { organisation_id: string; target_id: string; target: Kept<KeptTarget>; due_on: string | null; ended_on: string | null; made_at: string; by_name: string; version: number }
  'equality_monitoring.other_body': {
    organisation_id: string; other_body_id: string; question: QuestionId; body: string; as_of_on: string; base: OtherBody['base']; counted: string; source: string; link: string
    shares: Kept<readonly OtherShare[]>; made_at: string; by_name: string; version: number
  }
  'equality_monitoring.settings': { organisation_id: string; settings: Kept<MonitoringSettings>; version: number }
}
