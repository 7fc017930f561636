import { listInWords } from '#duty/dates.ts'
import type { DeclarationUse, Field } from './dataset.ts'

/** What is wrong with an extract, or looks as if it might be, with the rows that a person has to look at. */
export interface Quality {
  /** Rows read, and rows that would be taken in as the file stands. Restricted. */
  readonly rows: number
  readonly people: number
  readonly problems: readonly Problem[]
  /** Problems beyond the first `mostProblems` are counted, not listed. */
  readonly moreProblems: number
  /** What employees said of themselves was joined: how, which questions came from nowhere else, and what a reader has to know. No number of people. */
  readonly declarations?: { readonly use: DeclarationUse; readonly added: readonly Field[]; readonly notes: readonly string[] }
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
  | 'no staff number' | 'same person twice' | 'impossible age' | 'impossible hours' | 'impossible score' | 'future date' | 'unknown word' | 'words not understood' | 'too many columns' | 'too few columns' | 'row left out' | 'no rows' | 'no column'
  | 'category gone' | 'category new' | 'declaration fell' | 'headcount changed' | 'does not add up'

/** What was found when it was checked, with the declarations that were joined when it was taken in: people may have said more meanwhile. */
export function asTakenIn({ rows, people, problems, moreProblems, accepted }: Quality, declarations: Quality['declarations']): Quality {
  return { rows, people, problems, moreProblems, ...(accepted === undefined ? {} : { accepted }), ...(declarations === undefined ? {} : { declarations }) }
}

export const mostProblems = 400
export const mostRowsNamed = 2_000

export function stops(quality: Quality): boolean {
  return quality.problems.some((each) => each.grave === 'stops') || quality.moreProblems > 0
}

/** What a row is found to have, before it is known in how many rows. `differs`: what two posts of one person say differently. `cells`: how many a short row has, of how many. */
export interface FoundProblem extends Pick<Problem, 'kind' | 'grave' | 'column' | 'field' | 'words'> { readonly differs?: Field | null; readonly cells?: { readonly has: number; readonly of: number } }

export interface ProblemBook {
  /** Adds rows to the problem that they share: the same kind, in the same column, with the same words. */
  add(found: FoundProblem, ...rows: readonly number[]): void
  finish(): Pick<Quality, 'problems' | 'moreProblems'>
}

/** Gathers problems as rows pass. What stops comes first, then what most rows have. */
export function problemBook(): ProblemBook {
  const problems = new Map<string, { readonly found: FoundProblem; readonly rows: number[]; rowCount: number }>()
  const beyond = new Set<string>()
  return {
    add(found, ...rows) {
      // Every person of whom there are two rows would be a problem of their own: they are one, and its rows say who.
      const key = `${found.kind} ${found.column} ${found.kind === 'same person twice' ? found.differs ?? '' : found.words}`
      let problem = problems.get(key)
      if (problem === undefined) {
        if (problems.size >= mostProblems) { if (beyond.size < 100_000) beyond.add(key); return }
        problem = { found, rows: [], rowCount: 0 }
        problems.set(key, problem)
      }
      for (const row of rows) if (problem.rows.length < mostRowsNamed) problem.rows.push(row)
      problem.rowCount += rows.length
    },
    finish() {
      const all = [...problems.values()].map(({ found, rows, rowCount }): Problem => {
        const { differs, cells: _cells, ...about } = found
        const named = [...new Set(rows)].sort((a, b) => a - b)
        return { ...about, words: found.kind === 'same person twice' ? '' : found.words, rows: named, rowCount: found.kind === 'same person twice' ? Math.max(named.length, rowCount / 2) : rowCount, ...wordsFor(found, differs ?? null) }
      })
      return { problems: all.sort((a, b) => rank(a) - rank(b) || b.rowCount - a.rowCount), moreProblems: beyond.size }
    },
  }
}

const rank = (problem: Problem): number => problem.grave === 'stops' ? 0 : 1

/** Words of the file as a sentence shows them: cut, and marked as somebody else's. */
function quoted(words: string): string {
  const line = words.replaceAll('\n', ' ')
  return `“${line.length > 60 ? `${line.slice(0, 59).toWellFormed()}…` : line}”`
}

function wordsFor({ kind, grave, column, words, field, cells }: FoundProblem, differs: Field | null): Pick<Problem, 'sentence' | 'remedy'> {
  switch (kind) {
    case 'no staff number': return { sentence: `There is no staff number in ${quoted(column)}.`, remedy: 'Each row needs the number of the person it is about. Add it to the file and upload it again.' }
    case 'same person twice': return differs === null
      ? { sentence: 'The same staff number is on more than one row.', remedy: 'They are taken as posts of one person, who is counted once, in the post with the most hours. If they are different people, mend the numbers and upload the file again.' }
      : { sentence: `The same staff number is on more than one row, and the rows do not agree about ${differs}.`, remedy: 'The person is counted once, as the row of the post with the most hours says. Mend the record if that is wrong.' }
    case 'impossible age': return { sentence: `${quoted(words)} in ${quoted(column)} is no age that can be counted.`, remedy: 'An age has to be in one of the bands that ages are counted in, or a date of birth that gives one. Mend the row, or change the bands.' }
    case 'future date': return { sentence: `${quoted(words)} in ${quoted(column)} is after the day that the extract describes.`, remedy: 'A date of birth has to be in the past. Mend the row and upload the file again.' }
    case 'impossible hours': return { sentence: `${quoted(words)} in ${quoted(column)} is no share of a full-time post.`, remedy: 'It has to be a share of a full post from 0 to 2, such as 0.6, or hours a week from 0 to 84, and the same in the whole column. Mend the row, or leave the column out.' }
    case 'impossible score': return { sentence: `${quoted(words)} in ${quoted(column)} is no score.`, remedy: 'A score has to be a number of 0 or more. Say what the word means, or mend the row.' }
    case 'unknown word': return { sentence: `Nobody has said what ${quoted(words)} means in ${quoted(column)}.`, remedy: 'Say what it means, or mark it as not declared.' }
    case 'words not understood': return { sentence: `${quoted(column)} holds too many different words to be ${field ?? 'one field'}.`, remedy: 'Check that the right column was chosen.' }
    case 'too many columns': return { sentence: 'The row has more columns than there are headings.', remedy: 'A comma inside a name, or a missing heading, moves everything after it. Mend the row and upload the file again.' }
    case 'too few columns': return {
      sentence: `The row ends before ${quoted(column)}: it has ${cells?.has ?? 0} ${cells?.has === 1 ? 'cell' : 'cells'}, and there are ${cells?.of ?? 0} headings.`,
      remedy: grave === 'stops'
        ? 'Something is missing from it, and what comes after may stand under the wrong heading. Give it a cell for each heading, empty where there is no answer, and upload the file again.'
        : 'Many rows end early, as when a program leaves out empty cells at the end. What is missing counts as not declared. If something else is missing, save the extract as an Excel workbook (.xlsx) and upload that.',
    }
    case 'row left out': return { sentence: `${quoted(words)} stands outside the list of people, and is not taken in.`, remedy: 'If the row is about a person, give it its other columns and upload the file again.' }
    case 'no rows': return { sentence: 'There are no rows below the headings.', remedy: 'Check that you chose the right file.' }
    case 'no column': return { sentence: 'No column was chosen that people could be counted by.', remedy: 'Say what at least one column means.' }
    // These four are about the whole extract, and `beside-earlier.ts` writes their sentences.
    case 'category gone': case 'category new': case 'declaration fell': case 'headcount changed': case 'does not add up': return { sentence: words, remedy: '' }
  }
}

/** Row numbers as a person says them: "rows 3, 8 and 12 to 15". */
export function rowsInWords(rows: readonly number[], rowCount = rows.length): string {
  const runs: string[] = []
  for (let at = 0; at < rows.length && runs.length < 40; at += 1) {
    const from = rows[at] ?? 0
    while (rows[at + 1] === (rows[at] ?? 0) + 1) at += 1
    const to = rows[at] ?? 0
    runs.push(to === from ? String(from) : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`)
  }
  const named = rows.length === rowCount && runs.length < 40
  return `${rowCount === 1 ? 'row' : 'rows'} ${named ? listInWords(runs) : `${runs.join(', ')} and more`}`
}
