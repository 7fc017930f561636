import type { Place } from '#documents/document.ts'

/**
 * An action plan as it was read from a document, before any person has looked at it. Every word is the document's own;
 * every field says how sure the reading is and why, and where the words stand. Nothing of the document is dropped: what
 * found no place in the plan is in `unplaced`.
 */
export interface PlanReading {
  readonly actions: readonly ReadAction[]
  /** Themes, objectives and groups in reading order. */
  readonly headings: readonly ReadHeading[]
  readonly unplaced: readonly Unplaced[]
  readonly tables: readonly ReadTable[]
  /** Sentences for the person who reviews: what was left out or is doubtful, and where. */
  readonly notes: readonly string[]
}

export interface ReadAction {
  readonly reference: ReadField
  readonly objective: ReadField
  readonly theme: ReadField
  /** The heading inside an objective under which the action stands: `Recruitment`. */
  readonly group: ReadField
  readonly action: ReadField
  readonly leads: ReadField
  readonly deadline: ReadField
  readonly measures: ReadField
  /** Where the plan keeps outputs and outcomes apart, each as written; both are in `measures` too. */
  readonly output: ReadField
  readonly outcome: ReadField
  /** Columns that an action has no field of its own for here: progress, resources, rationale, and whatever has an unknown heading. */
  readonly others: readonly OtherCell[]
  readonly place: Place
  /** Index in `tables` of where it stands; null for an action that was read from paragraphs. */
  readonly table: number | null
  /** The row ends in mid-sentence where the document ends: ask for the whole document. */
  readonly cut: boolean
}

export interface ReadField {
  /** As written, lines kept; null where the document has nothing. */
  readonly written: string | null
  /** From 0 to 1. At 0.9 and above the reading rests on a plain heading and a plain row. */
  readonly confidence: number
  /** A short reason, for the person: `under the heading “By when”`. */
  readonly because: string
  readonly place: Place | null
}

export interface OtherCell { readonly field: ColumnField | null; readonly heading: string; readonly written: string; readonly place: Place }

export type HeadingKind = 'theme' | 'objective' | 'group'

export interface ReadHeading {
  readonly kind: HeadingKind
  /** As the document has it, code and words: `EO 8: To provide information`. */
  readonly written: string
  /** The objective's own code made plain: `EO7` for “E07”; null where it has none. */
  readonly code: string | null
  readonly title: string
  /** Depth under the headings before it, from 1. */
  readonly level: number
  readonly confidence: number
  readonly place: Place
}

export interface Unplaced { readonly written: string; readonly place: Place; readonly because: string }

export interface ReadTable {
  readonly place: Place
  readonly isPlan: boolean
  readonly because: string
  readonly columns: readonly ReadColumn[]
  readonly actions: number
}

export interface ReadColumn { readonly field: ColumnField | null; readonly heading: string; readonly confidence: number }

/** What a column of an action plan can hold. */
export const columnFields = [
  'reference', 'theme', 'objective', 'group', 'action', 'lead', 'support', 'elected lead', 'deadline', 'start', 'measure', 'output', 'outcome', 'progress', 'status',
  'rationale', 'baseline', 'resources', 'characteristics', 'aims', 'priority', 'notes',
] as const
export type ColumnField = (typeof columnFields)[number]
