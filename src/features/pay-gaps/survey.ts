import { readAmount } from './gather.ts'
import type { ExtractRow } from './gather.ts'
import type { Survey } from './payroll.ts'

/** A column with more different words than this holds no categories, and its words are not kept. */
const mostWords = 120

/** What stands in each column, without keeping any row: columns of few words are categories, the others are names, numbers and days. */
export function survey(headings: readonly string[], rows: readonly ExtractRow[], notes: readonly string[] = []): Survey {
  return {
    rows: rows.length, notes,
    columns: headings.map((heading, place) => {
      const words = new Map<string, number>()
      let [filled, numbers] = [0, 0]
      for (const row of rows) {
        const cell = row.cells[place] ?? ''
        if (words.size <= mostWords) words.set(cell, (words.get(cell) ?? 0) + 1)
        if (cell === '') continue
        filled += 1
        if (readAmount(cell)) numbers += 1
      }
      return { heading, filled, numbers, words: words.size > mostWords ? null : [...words].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)) }
    }),
  }
}
