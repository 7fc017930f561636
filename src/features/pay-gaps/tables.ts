import type { Kept } from '#database/database.ts'
import type { Standing } from './employee.ts'
import type { ElementClass } from './pay-elements.ts'
import type { PayrollState, Regime } from './payroll.ts'

export interface PayGapsTables {
  'pay_gaps.payroll': {
    organisation_id: string; payroll_id: string; regime: Regime; snapshot_on: string; state: PayrollState; file_name: string; sha256: string | null; refusal: string; survey: Kept<object | null>
    understanding: Kept<object | null>; quality: Kept<object | null>; results: Kept<object | null>; progress: number; rows_deleted_on: string | null; by_person_id: string; by_name: string; at: string; version: number
  }
  'pay_gaps.employee': {
    organisation_id: string; payroll_id: string; place: number; staff_number: string; sex: 'male' | 'female' | null; standing: Standing; reason: string; hourly: string | null; hourly_near: number | null; noted: string[]; told: Kept<object>
  }
  'pay_gaps.settings': { organisation_id: string; remembered: Kept<object | null>; employer: Kept<object | null>; keep_rows_months: number; version: number }
  'pay_gaps.element_rule': { organisation_id: string; rule_id: string; words: string; class: ElementClass; from_on: string; because: string; by_name: string; made_at: string; ended_on: string | null }
  'pay_gaps.report': {
    organisation_id: string; year: number; regime: Regime; snapshot_on: string; payroll_id: string | null; reported: Kept<object>; narrative: Kept<object>; statement: Kept<object | null>; source: string
    published_at: string | null; version: number
  }
  'pay_gaps.return_file': {
    organisation_id: string; file_id: string; year: number | null; file_name: string; sha256: string; state: 'waiting' | 'reading' | 'unreadable' | 'read'; refusal: string; told: Kept<object | null>; progress: number; by_name: string; at: string
  }
  'pay_gaps.published_return': { organisation_id: string; year: number; employer: string; name: string; area: string; sectors: string[]; size: string; figures: string[]; told: Kept<object> }
  'pay_gaps.restatement': { organisation_id: string; restatement_id: string; year: number; employer: string; name: string; field: string; was: string; is: string; seen_on: string }
  'pay_gaps.audit_cause': {
    organisation_id: string; payroll_id: string; comparison: string; work_group: string; cause: string; material_factor: string; evidence: string; justified: boolean; action_id: string | null; by_name: string; at: string; version: number
  }
  'pay_gaps.audit': { organisation_id: string; payroll_id: string; finished_on: string; scope: string; summary: string; by_name: string }
  'pay_gaps.gap_plan': { organisation_id: string; year: number; kind: 'original' | 'one-year review' | 'three-year review'; status: 'draft' | 'submitted'; items: Kept<object>; narrative: string; link: string; version: number }
}
