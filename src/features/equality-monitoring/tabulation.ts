import type { AnswerCategory, DatasetKind, Field } from './dataset.ts'

/** What is counted by what: `['ethnic group', 'department']`; none for the total alone. */
export interface Cut {
  /** 'ethnic group by department'; 'all' for the total alone. */
  readonly id: string
  readonly by: readonly Field[]
}

/**
 * Exact counts of people for one cut of one dataset. Restricted: for analysts and for making releases, never for a page.
 * A person with several posts counts once, in their main post (most hours, then the first row), so that parts add up to the whole.
 */
export interface Tabulation {
  readonly cut: string
  readonly by: readonly TabulatedField[]
  /** Row by row in the order of `by`; each field's categories, then its four ways of having no answer, in `noAnswer`'s order. */
  readonly counts: readonly number[]
}

export interface TabulatedField {
  readonly field: Field
  readonly questionSet?: string
  readonly categories: readonly AnswerCategory[]
}

/** The cuts that are made of every dataset of a kind, of the fields that it has. */
export type CutsOf = (kind: DatasetKind, fields: readonly Field[]) => readonly Cut[]
