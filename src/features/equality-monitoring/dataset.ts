import type { QuestionId } from '#duty/monitoring/questions.ts'

/** What an extract is of: people on a day, or what happened to people in a period. */
export const datasetKinds = [
  { kind: 'workforce', name: 'Workforce', of: 'employees', each: 'snapshot' },
  { kind: 'starters', name: 'Starters', of: 'people who joined', each: 'period' },
  { kind: 'leavers', name: 'Leavers', of: 'people who left', each: 'period' },
  { kind: 'applicants', name: 'Recruitment', of: 'applications', each: 'period' },
  { kind: 'promotions', name: 'Promotions', of: 'promotions', each: 'period' },
  { kind: 'career grades', name: 'Career grades', of: 'employees on a career grade', each: 'period' },
  { kind: 'probation', name: 'Probation', of: 'probations that ended', each: 'period' },
  { kind: 'grievance', name: 'Grievances', of: 'employees who raised a grievance', each: 'period' },
  { kind: 'disciplinary', name: 'Disciplinary cases', of: 'employees in a formal disciplinary process', each: 'period' },
  { kind: 'harassment', name: 'Harassment and bullying', of: 'employees who reported harassment or bullying', each: 'period' },
  { kind: 'training applied', name: 'Training applied for', of: 'applications for training', each: 'period' },
  { kind: 'training received', name: 'Training received', of: 'training places taken', each: 'period' },
  { kind: 'service users', name: 'Service users', of: 'people who used the service', each: 'period' },
  { kind: 'satisfaction', name: 'Satisfaction', of: 'people who answered', each: 'period' },
] as const
export type DatasetKind = (typeof datasetKinds)[number]['kind']

/** What a column of an extract can be. A monitoring question (`#duty/monitoring`) or one of these. */
export const plainFields = ['staff number', 'department', 'team', 'grade', 'contract', 'working pattern', 'full-time equivalent', 'location', 'job group', 'stage', 'outcome', 'score'] as const
export type PlainField = (typeof plainFields)[number]
export type Field = QuestionId | PlainField

/** What becomes of employees’ own declarations: not used, where the extract has no answer, or before what the extract says. */
export const declarationUses = ['off', 'fill gaps', 'prefer'] as const
export type DeclarationUse = (typeof declarationUses)[number]

export interface Source {
  readonly id: string
  readonly name: string
  readonly kind: DatasetKind
  readonly mapping: Mapping
  readonly purpose: string
  readonly lawfulBasis: string
  readonly keepRowsMonths: number
  readonly scope: string
  /** Whether what employees say of themselves is joined with it: for the workforce alone. */
  readonly declarations: DeclarationUse
  readonly ended: boolean
  readonly version: number
}

/** How an extract's own headings and words are understood: confirmed once by a person, then remembered. */
export interface Mapping {
  /** Heading as written to what it is; null for a column that is left out on purpose. */
  readonly columns: Readonly<Record<string, ColumnMeaning | null>>
  /** For each field, each of the extract's words (as written, white space folded) to what it means. */
  readonly words: { readonly [field in Field]?: Readonly<Record<string, WordMeaning>> }
}

export interface ColumnMeaning {
  readonly field: Field
  /** Which edition of the question was asked, for a monitoring question: kept with every answer. */
  readonly questionSet?: string
}

/** A category's code in its question set (or a label of the body's own), or which of the ways of having no answer. */
export type WordMeaning =
  | { readonly category: string }
  | { readonly state: 'prefer not to say' | 'not declared' | 'not asked' | 'withdrawn' }

export type DatasetState = 'waiting' | 'reading' | 'unreadable' | 'to map' | 'to check' | 'merging' | 'current' | 'replaced' | 'thrown away'

export interface Dataset {
  readonly id: string
  readonly source: Pick<Source, 'id' | 'name' | 'kind' | 'scope'>
  /** Null for a snapshot. */
  readonly from: Temporal.PlainDate | null
  readonly to: Temporal.PlainDate
  readonly state: DatasetState
  readonly fileName: string
  readonly sha256: string | null
  readonly refusal: string
  readonly columns: readonly AnswerColumn[] | null
  /** How many rows were taken in. Restricted: a number of people. */
  readonly rows: number | null
  /** Per cent of the work under way. */
  readonly progress: number
  readonly replaces: string | null
  readonly correctionNote: string
  readonly rowsDeletedOn: Temporal.PlainDate | null
  readonly by: { readonly id: string; readonly name: string }
  readonly at: Temporal.Instant
  readonly version: number
}

/**
 * What one place of a row's `answers` means. A number of nought or more is an index into `categories` (or, for a column
 * of numbers, the number times `scale`); a negative number is a way of having no answer: see `noAnswer`.
 */
export interface AnswerColumn {
  readonly field: Field
  readonly questionSet?: string
  readonly kind: 'category' | 'number'
  readonly categories?: readonly AnswerCategory[]
  readonly scale?: number
}

export interface AnswerCategory {
  readonly code: string
  readonly label: string
  /** The group that it is reported under: "Asian or Asian British", "Grade 13 and above", a department for a team. */
  readonly parent?: string
}

export const noAnswer = { 'not declared': -1, 'prefer not to say': -2, 'not asked': -3, 'withdrawn': -4 } as const
