import type { Reading } from '#database/database.ts'
import type { Files } from '#web/files.ts'
import { gather } from '../gather.ts'
import { employeeFrom } from '../kept-employee.ts'
import { reportingYear, type Payroll } from '../payroll.ts'
import { findResults, listAllEmployees, listPayrolls } from '../payroll-store.ts'
import { listReports } from '../report-store.ts'
import { sourceOf } from '../results.ts'
import { genderFigures, type SixFigures } from '../statutory.ts'
import { differences, spelt } from '../workings.ts'
import { openExtract } from './extract-rows.ts'

/** What became of one repeated count: from where it was repeated, and what differs. `nothing`: file and rows are deleted, as they should be in the end. */
export interface Recomputed { readonly year: string; readonly fileName: string; readonly from: 'the kept file' | 'the kept rows' | 'nothing'; readonly differences: readonly string[] }

/**
 * Repeats every count of a body, from the kept file where it is there and else from the kept rows, and compares each digit with the
 * figures on record and with what the year's report says.
 */
export async function recomputePay(looking: <Answer>(work: (db: Reading) => Promise<Answer>) => Promise<Answer>, files: Pick<Files, 'find'>, organisation: string, year: number | null): Promise<readonly Recomputed[]> {
  const [payrolls, reports] = await looking(async (db) => [await listPayrolls(db, organisation), await listReports(db, organisation)] as const)
  const done: Recomputed[] = []
  for (const payroll of payrolls.filter((each) => each.state === 'counted' && (year === null || each.snapshot.year === year))) {
    const about = { year: reportingYear(payroll.snapshot), fileName: payroll.fileName }
    const results = await looking((db) => findResults(db, organisation, payroll.id))
    const again = await countAgain(looking, files, organisation, payroll)
    if (results === null || again === null) { done.push({ ...about, from: 'nothing', differences: [] }); continue }
    const recorded = results.results.gender
    const report = reports.find((each) => each.payroll === payroll.id)
    done.push({
      ...about, from: again.from, differences: 'refused' in recorded || 'refused' in again.figures
        ? ('refused' in recorded && 'refused' in again.figures ? [] : ['There are figures on one side and none on the other.'])
        : [...differences(recorded, again.figures), ...(report === undefined ? [] : inReport(report.reported, again.figures))],
    })
  }
  return done
}

async function countAgain(looking: Parameters<typeof recomputePay>[0], files: Pick<Files, 'find'>, organisation: string, payroll: Payroll): Promise<{ readonly from: 'the kept file' | 'the kept rows'; readonly figures: ReturnType<typeof genderFigures> } | null> {
  const source = sourceOf(payroll.fileName, payroll.snapshot)
  const bytes = payroll.sha256 === null ? null : await files.find(payroll.sha256)
  const extract = bytes === null ? null : openExtract(bytes, payroll.fileName)
  if (extract !== null && 'rows' in extract && payroll.understanding !== null) return { from: 'the kept file', figures: genderFigures(gather(extract.headings, extract.rows, payroll.understanding, payroll.snapshot), source) }
  const rows = await looking((db) => listAllEmployees(db, organisation, payroll.id))
  return rows.length === 0 ? null : { from: 'the kept rows', figures: genderFigures(rows.map(employeeFrom), source) }
}

/** The report is a copy that somebody took: a later count may say otherwise, and whoever checks should know. */
function inReport(reported: SixFigures['reported'], { reported: again }: SixFigures): readonly string[] {
  return spelt(reported) === spelt(again) ? [] : ['The year’s report says otherwise: take the figures into it again, or say why not.']
}
