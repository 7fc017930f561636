import type { DatasetKind } from './dataset.ts'

/**
 * What stands in the form of a new source before anybody has typed: why the answers are needed, and what law allows it. A body may
 * write it otherwise. Dated, because the law moves; the newest edition that has begun is offered.
 */
export interface LawfulBasis {
  readonly from: string
  readonly lastChecked: string
  /** UK GDPR, Articles 6 and 9; Data Protection Act 2018, section 10(3) and Schedule 1, paragraph 8. */
  readonly words: string
  /** What paragraph 8 does not allow, said beside it on the form. */
  readonly limits: readonly string[]
}

export const lawfulBases: readonly LawfulBasis[] = [{
  from: '2018-05-25', lastChecked: '2026-11-22',
  words: 'Public task: UK GDPR Article 6(1)(e), for the public sector equality duty in section 149 of the Equality Act 2010. '
    + 'Special categories: UK GDPR Article 9(2)(g), with section 10(3) of the Data Protection Act 2018 and paragraph 8 of its Schedule 1 (equality of opportunity or treatment).',
  limits: [
    'Answers are never used for a measure or a decision about one person.',
    'They are not used where that is likely to cause somebody substantial damage or distress.',
    'Somebody who asks in writing for their answers not to be used is left out from then on.',
    'Your appropriate policy document and record of processing name this source.',
  ],
}]

export function lawfulBasisOn(day: Temporal.PlainDate): LawfulBasis {
  return lawfulBases.findLast((each) => Temporal.PlainDate.compare(Temporal.PlainDate.from(each.from), day) <= 0) ?? lawfulBases[0]!
}

/** Paragraph 8(1)(b): identifying, or keeping under review, whether there is equality of opportunity or treatment between groups, with a view to promoting or maintaining it. */
export function purposeOf(kind: DatasetKind): string {
  return `To keep under review whether there is equality of opportunity and treatment between groups of ${peopleIn[kind]}, so that it can be promoted or maintained.`
}

const peopleIn: Record<DatasetKind, string> = {
  workforce: 'employees', starters: 'people who join us', leavers: 'people who leave us', applicants: 'people who apply to work here', promotions: 'employees who seek or are given promotion',
  'career grades': 'employees on career grades', probation: 'employees on probation', grievance: 'employees who raise a grievance', disciplinary: 'employees in a formal disciplinary process',
  harassment: 'employees who report harassment or bullying', 'training applied': 'employees who apply for training', 'training received': 'employees who are trained', 'service users': 'people who use our services', satisfaction: 'people who tell us how satisfied they are',
}

/**
 * For how many months rows are kept at first, until the body's own schedule says otherwise. Figures stay when rows go. Applicants' answers are usually kept
 * for 6 to 12 months after the appointment; a workforce's long enough to compare it with itself and to correct what was published.
 */
export function keepRowsAtFirst(kind: DatasetKind): number {
  return kind === 'applicants' || kind === 'service users' || kind === 'satisfaction' ? 12 : 36
}
