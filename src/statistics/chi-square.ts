import { chiSquareUpperTail } from './distributions.ts'
import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { isRefused } from '#duty/refused.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding } from './finding.ts'
import { say } from './sentence.ts'

export interface ChiSquareTest {
  readonly statistic: number
  readonly degreesOfFreedom: number
  readonly p: number
  readonly smallestExpected: number
  /** Whether p may be reported; if not, what to do instead, in words. */
  readonly reportable: true | NoFigure
}

/**
 * Pearson's chi-square test that rows and columns have nothing to do with each other. `counts` are rows of equal length.
 * Yates's correction is for two by two only, and there only for parity with other tools: Fisher is the product's test.
 * Errors: `no-data` for an empty table, `undefined` for one row or column, or for a row or column that is all nought
 * (nothing can be expected there, and leaving it out is the analyst's decision). `reportable` is a refusal `too-few`
 * when more than a fifth of the expected counts are under 5, or any is under 1, or, in a table of two by two, any is under 5.
 */
export function chiSquare(counts: readonly (readonly number[])[], yates = false): ChiSquareTest | NoFigure {
  const width = counts[0]?.length ?? 0
  if (counts.length < 2 || width < 2 || counts.some((row) => row.length !== width)) return noFigure('undefined', 'A table needs at least two rows and two columns, all of them filled.')
  const fault = faultInCounts(counts.flat())
  if (fault) return fault
  const total = counts.flat().reduce((sum, count) => sum + count, 0)
  if (total === 0) return noFigure('no-data', 'There is nobody to count here.')
  const rowTotals = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const columnTotals = Array.from({ length: width }, (_, column) => counts.reduce((sum, row) => sum + (row[column] ?? 0), 0))
  if ([...rowTotals, ...columnTotals].includes(0)) return noFigure('undefined', 'A whole row or column is nought. Leave it out or combine it with another.')

  const cells = counts.flatMap((row, r) => row.map((observed, c) => ({ observed, expected: ((rowTotals[r] ?? 0) * (columnTotals[c] ?? 0)) / total })))
  const distances = cells.map(({ observed, expected }) => Math.abs(observed - expected))
  const isTwoByTwo = counts.length === 2 && width === 2
  const correction = yates && isTwoByTwo ? Math.min(0.5, ...distances) : 0
  const statistic = cells.reduce((sum, { expected }, index) => sum + ((distances[index] ?? 0) - correction) ** 2 / expected, 0)
  const degreesOfFreedom = (counts.length - 1) * (width - 1)
  const smallestExpected = Math.min(...cells.map(({ expected }) => expected))
  return {
    statistic,
    degreesOfFreedom,
    p: chiSquareUpperTail(statistic, degreesOfFreedom),
    smallestExpected,
    reportable: isReportable(cells.map(({ expected }) => expected), isTwoByTwo),
  }
}

function isReportable(expected: readonly number[], isTwoByTwo: boolean): true | NoFigure {
  const underFive = expected.filter((count) => count < 5).length
  if (isTwoByTwo) return underFive === 0 || noFigure('too-few', 'Too few people are expected in one of the cells: use Fisher’s exact test.')
  const isSound = underFive * 5 <= expected.length && expected.every((count) => count >= 1)
  return isSound || noFigure('too-few', 'Too few people are expected in some of the cells. Combine categories and try again.')
}

export interface AssociationAsked extends About {
  readonly counts: readonly (readonly number[])[]
  /** "ethnic group", "how a grievance ended". */
  readonly rows: string
  readonly columns: string
  readonly denominator: string
}

/**
 * Whether rows and columns of a larger table go together, as a finding for the analyst's panel. For two by two, ask
 * for a likelihood instead. Errors: as `chiSquare`, and its `reportable` refusal where p may not be given.
 */
export function associationFinding({ counts, rows, columns, denominator, definition, source }: AssociationAsked): Finding<ChiSquareTest> | NoFigure {
  const value = chiSquare(counts)
  if (isRefused(value)) return value
  if (value.reportable !== true) return value.reportable
  const base = counts.flat().reduce((sum, count) => sum + count, 0)
  return gradeAlone({
    value, interval: null, base, denominator, method: 'Pearson’s chi-square test', definition, source,
    test: { p: value.p, excludesNoDifference: value.p <= 0.05, smallestBase: Math.min(...counts.map((row) => row.reduce((sum, count) => sum + count, 0))), oneMoved: null },
    evidence: null,
    sentence: {
      headline: say`We looked at whether ${columns} differs by ${rows}.`,
      meaning: [],
      certainty: [],
      notMeaning: say`It does not by itself show why.`,
      nextQuestion: say`Which groups differ, and from which?`,
      method: say`A test of the whole table at once; it does not say which groups differ.`,
      plain: ['headline', 'certainty', 'notMeaning'],
    },
  })
}
