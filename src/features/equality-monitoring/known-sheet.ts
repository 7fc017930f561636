import type { Mapping } from './dataset.ts'
import { lookUp } from './mapping.ts'
import { tableReader, type RowOfWords } from './read-extract.ts'
import { usualUnderstanding } from './understanding.ts'

/** How a sheet begins: its first rows, and how long it is beside the others of the workbook. */
export interface SheetStart { readonly name: string; readonly rows: readonly (readonly string[])[]; readonly length: number }

/**
 * Which sheet of a workbook is the extract: the one whose headings the source remembers, or else whose headings the rules recognise. Where several have about as many of
 * them (starters and leavers beside the workforce), the one that was read last time, and otherwise the longest.
 */
export function sheetChooser(mapping: Mapping, lastTime: string | null): (sheets: readonly SheetStart[]) => { readonly name: string; readonly why: string } | null {
  const known = lookUp(mapping)
  return (sheets) => {
    const begun = sheets.map((sheet) => ({ sheet, ...startOf(sheet) }))
    const remembered = most(begun, ({ headings }) => headings.filter(({ heading }) => known.column(heading)).length)
    const recognised = most(begun, ({ headings }) => headings.filter(({ heading, words }) => usualUnderstanding.heading(heading, words)).length)
    const alike = remembered.length > 0 ? remembered : recognised
    const last = (alike.length > 0 ? alike : begun).find(({ sheet }) => lastTime !== null && sheet.name.trim().toLowerCase() === lastTime.trim().toLowerCase())
    if (last) return { name: last.sheet.name, why: 'as last time' }
    const [longest] = alike.toSorted((a, b) => b.sheet.length - a.sheet.length)
    return longest === undefined ? null : { name: longest.sheet.name, why: remembered.length > 0 ? 'because its headings are those that this source had before' : 'because its headings are those of an extract' }
  }
}

interface Start { readonly headings: readonly { readonly heading: string; readonly words: readonly string[] }[] }

/** Those with the most, and those with nearly as many: two in three. One heading alone may be a note’s. */
function most<Each>(all: readonly Each[], count: (each: Each) => number): readonly Each[] {
  const counted = all.map((each) => ({ each, count: count(each) }))
  const best = Math.max(...counted.map((each) => each.count))
  return best < 2 ? [] : counted.filter((each) => each.count * 3 >= best * 2).map(({ each }) => each)
}

function startOf({ rows }: SheetStart): Start {
  const met: string[][] = []
  let names: readonly string[] = []
  const reader = tableReader({
    headings(found) { ({ names } = found) },
    row(row) { met.push(names.map((_, column) => row.text(column))) },
    leftOut() {},
  })
  for (const [index, texts] of rows.entries()) reader.take(asRow(texts, index + 1))
  reader.end()
  return { headings: names.map((heading, column) => ({ heading, words: [...new Set(met.flatMap((texts) => texts[column] ?? []))].filter((words) => words !== '') })) }
}

const asRow = (texts: readonly string[], number: number): RowOfWords => ({ number, width: texts.length, text: (column) => texts[column] ?? '' })
