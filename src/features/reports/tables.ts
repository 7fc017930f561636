import type { Kept } from '#database/database.ts'
import type { Part, ReportKind } from './report.ts'

export interface ReportsTables {
  'reports.report': {
    organisation_id: string; report_id: string; kind: ReportKind; title: string; from_on: string; to_on: string; slug: string | null; body_id: string | null; body_name: string
    parts: Kept<readonly Part[]>; version: number; begun_by: string; begun_at: string
  }
  'reports.issue': { organisation_id: string; report_id: string; number: number; content: string; sha256: string; note: string; issued_by_id: string; issued_by: string; issued_at: string }
}
