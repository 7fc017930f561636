import type { Field } from './dataset.ts'

/** What is wrong with an extract, or looks as if it might be, with the rows that a person has to look at. */
export interface Quality {
  /** Rows read, and rows that would be taken in as the file stands. Restricted. */
  readonly rows: number
  readonly people: number
  readonly problems: readonly Problem[]
  /** Problems beyond the first `mostProblems` are counted, not listed. */
  readonly moreProblems: number
  /** What warned was gone on with: why, who said so, and on what day. */
  readonly accepted?: { readonly because: string; readonly by: string; readonly on: string }
}

export interface Problem {
  readonly kind: ProblemKind
  /** A problem that stops has to be mended, in the file or in the mapping; one that warns may be gone on with. */
  readonly grave: 'stops' | 'warns'
  /** The heading of the column, as written; empty where it is about the whole file. */
  readonly column: string
  readonly field: Field | null
  /** The words of the file that are in question; empty where there are none. */
  readonly words: string
  /** Rows of the file as a spreadsheet numbers them, the first `mostRowsNamed` of them. */
  readonly rows: readonly number[]
  readonly rowCount: number
  /** What is wrong, in one sentence. */
  readonly sentence: string
  /** What was expected, and what to do. */
  readonly remedy: string
}

export type ProblemKind =
  | 'no staff number' | 'same person twice' | 'impossible age' | 'impossible hours' | 'impossible score' | 'impossible date' | 'future date' | 'unknown word' | 'words not understood' | 'too many columns' | 'row left out' | 'no rows' | 'no column'
  | 'category gone' | 'category new' | 'declaration fell' | 'headcount changed'

export const mostProblems = 400
export const mostRowsNamed = 2_000

export function stops(quality: Quality): boolean {
  return quality.problems.some((each) => each.grave === 'stops') || quality.moreProblems > 0
}
