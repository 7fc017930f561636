import type { Figure } from '#disclosure/shown.ts'
import type { DatasetKind, Field } from './dataset.ts'

/**
 * The figures of one release, as pages, charts, files and other rooms read them. They were made once, passed the gate
 * together, and were frozen: nothing here goes back to rows or to exact counts.
 */
export interface Figures {
  readonly release: string
  readonly audience: 'board' | 'public'
  readonly title: string
  readonly on: Temporal.PlainDate
  /** Rows of what is published: every table of the release. */
  readonly tables: readonly FigureTable[]
  readonly findings: readonly FrozenFinding[]
  /** The audit statement's parts: certificate, day, how many figures are withheld of how many, the policy's name. */
  readonly audit: Audit
  /** Notes for readers: scope, definitions, what an interval means here. */
  readonly notes: readonly string[]
}

export interface Audit {
  readonly certificate: string
  readonly verifiedOn: Temporal.PlainDate
  readonly policy: string
  readonly figures: number
  readonly withheld: number
  readonly sentence: string
}

/** One table: a dataset's people by none, one, two or three fields. */
export interface FigureTable {
  /** Stable from release to release: 'workforce: ethnic group by department'. */
  readonly id: string
  readonly kind: DatasetKind
  readonly title: string
  readonly from: Temporal.PlainDate | null
  readonly on: Temporal.PlainDate
  readonly source: string
  /** What the categories mean and which question was asked, edition named. */
  readonly definition: string
  readonly by: readonly FigureField[]
  /** The count for a coordinate: a category, a parent, a way of having no answer, or '*' for each field; absent when the table has no such cell. */
  count(at: Readonly<Record<string, string>>): Figure
  /** The share of those who answered (declared), unless another base is asked for. */
  share(at: Readonly<Record<string, string>>, of: Field, base?: 'declared' | 'all'): Figure
}

export interface FigureField {
  readonly field: Field
  readonly name: string
  readonly categories: readonly { readonly name: string; readonly label: string; readonly parent?: string; readonly kind: 'category' | 'parent' | 'no answer' }[]
}

/** A statistic with its sentences, as they were said when the release was made. Withheld parts are already words. */
export interface FrozenFinding {
  /** 'representation: disability', 'likelihood: ethnic group: shortlisted to appointed', 'declaration: sexual orientation' … */
  readonly id: string
  readonly analysis: 'declaration' | 'representation' | 'likelihood' | 'pipeline' | 'disparity' | 'stock flow' | 'trend' | 'intersection' | 'event rate' | 'satisfaction'
  readonly field: Field
  readonly kind: DatasetKind
  readonly category: string
  readonly compared: string
  readonly value: Figure
  readonly low: Figure
  readonly high: Figure
  readonly benchmark: Figure
  readonly grade: 'clear' | 'possible' | 'none' | 'too few' | 'withheld'
  readonly sentence: string
  readonly headline: string
  readonly meaning: string
  readonly certainty: string
  readonly notMeaning: string
  readonly nextQuestion: string
  readonly method: string
  readonly base: string
  readonly definition: string
  readonly source: string
}
