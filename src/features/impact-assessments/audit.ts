import type { Refused } from '#duty/refused.ts'
import { hasWritten, type Assessment, type Verdict } from './assessment.ts'

/** Central audit: somebody who had no part in them reads a sample of what was signed, from every department, and says what was found. */
export interface Audit {
  readonly id: string
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  readonly perDepartment: number
  /** 32 hexadecimal digits: whoever has them and the list of assessments draws the same sample again. */
  readonly seed: string
  /** Out of how many it was drawn. Assessments, not people. */
  readonly candidates: number
  readonly by: string
  readonly madeAt: Temporal.Instant
  readonly finished: { readonly on: Temporal.PlainDate; readonly conclusion: string } | null
  readonly version: number
}

export const auditRatings = ['sound', 'to improve', 'not adequate'] as const
export type AuditRating = (typeof auditRatings)[number]
export interface AuditFinding { readonly assessment: string; readonly rating: AuditRating | null; readonly found: string; readonly by: string }

/** What an auditor looks at, in the order of reading. */
export const auditLooksAt = [
  'Was it finished before the decision, and did those who decided have it?', 'Does the evidence fit the people who are affected, and are gaps named?', 'Were the people affected asked, and did anything change?',
  'Is each negative impact answered by something that makes it smaller, or by a reason that holds?', 'Are the actions in the plan, with an owner, and carried out?',
] as const

/** The sample: of each department the same number, in an order that the seed alone decides. `order` turns seed and id into something to sort by. */
export function sampleOf<Candidate extends { readonly id: string; readonly department: string | null }>(candidates: readonly Candidate[], perDepartment: number, order: (id: string) => string): readonly Candidate[] {
  const byDepartment = Map.groupBy(candidates, (each) => each.department ?? '')
  const key = new Map(candidates.map((each) => [each.id, order(each.id)]))
  return [...byDepartment.keys()].sort().flatMap((department) => [...byDepartment.get(department) ?? []].sort((a, b) => (key.get(a.id) ?? '') < (key.get(b.id) ?? '') ? -1 : 1).slice(0, perDepartment))
}

export function mayFind(audit: Audit, assessment: Assessment, verdicts: readonly Verdict[], by: string): Refused | null {
  if (audit.finished !== null) return { refused: 'This audit is finished' }
  if (hasWritten(assessment, by)) return { refused: 'Someone who has not written in this must audit it' }
  if (assessment.signed?.by.id === by || assessment.agreed?.by.id === by || verdicts.some((each) => each.by.id === by)) return { refused: 'Someone who neither scrutinised nor signed it must audit this' }
  return null
}

export function finishAudit(audit: Audit, findings: readonly AuditFinding[], conclusion: string, on: Temporal.PlainDate): Audit | Refused {
  if (audit.finished !== null) return { refused: 'This audit is finished' }
  const left = findings.filter((each) => each.rating === null).length
  if (left > 0) return { refused: left === 1 ? 'One assessment of the sample has no finding yet' : `${left} assessments of the sample have no finding yet` }
  return { ...audit, finished: { on, conclusion }, version: audit.version + 1 }
}

/** How many of the sample came to what. Numbers of assessments. */
export const ratesOfAudit = (findings: readonly AuditFinding[]): Readonly<Record<AuditRating | 'open', number>> => ({
  sound: findings.filter((each) => each.rating === 'sound').length, 'to improve': findings.filter((each) => each.rating === 'to improve').length, 'not adequate': findings.filter((each) => each.rating === 'not adequate').length, open: findings.filter((each) => each.rating === null).length,
})
