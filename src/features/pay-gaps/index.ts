/** The pay room's front door: what the rest of the house may use. */
import type { Room } from '#web/page.ts'
import { mayReadPayFigures } from './access.ts'
import { makeExamplePay } from './example.ts'
import { deletePayrollRows, letRowsGo } from './jobs/let-rows-go.ts'
import { countPayroll, surveyPayroll } from './jobs/read-payroll.ts'
import { readReturnFile } from './jobs/read-returns.ts'
import { audit, auditGroup, finishAudit, oaxaca } from './pages/audit.ts'
import { auditChanges } from './pages/audit-changes.ts'
import { compareBodies, newReturns, ownReturns, restatements, returnFile, returnFiles } from './pages/compare.ts'
import { figures, rates, serviceFile, sheet, takeIntoReport, workings } from './pages/figures.ts'
import { editGapPlan, gapPlan, gapPlanCsv, gapPlanItem } from './pages/gap-plan.ts'
import { anyTwo } from './pages/any-two-groups.ts'
import { gaps } from './pages/gaps.ts'
import { givePayroll } from './pages/give-payroll.ts'
import { home } from './pages/home.ts'
import { quality, whoCounts } from './pages/look.ts'
import { count, deleteRows, payroll } from './pages/payroll.ts'
import { offered } from './pages/offered.ts'
import { onFrontPage, openYears, publicCsv, publicJson, publicWord, publicYear, publicYears } from './pages/public-pay-gap.ts'
import { employer, endRulePage, rules } from './pages/rules.ts'
import { choices, columns, elements, words } from './pages/understand-payroll.ts'
import { earlierYear, narrative, payPublishing, publishYear, statement, year } from './pages/year.ts'
import { waitingPay } from './pages/waiting.ts'
import { paths } from './paths.ts'

/** What of it programs fetch: described in OpenAPI. */
const openFiles = [
  { address: paths.publicCsv.pattern, title: 'The pay gap figures of a year as CSV' },
  { address: paths.publicJson.pattern, title: 'The pay gap figures of a year as JSON' },
  { address: paths.publicWord.pattern, title: 'The pay gap report of a year as Word' },
] as const

export const payGaps: Room = {
  name: 'Pay gaps',
  pages: [
    home, givePayroll, payroll, columns, words, elements, choices, count, quality, whoCounts, deleteRows, figures, gaps, anyTwo, audit, auditGroup, auditChanges, finishAudit, oaxaca, sheet, serviceFile, workings, rates, takeIntoReport, earlierYear, year, gapPlan, editGapPlan, gapPlanItem, gapPlanCsv, narrative, statement, publishYear, rules, endRulePage, employer,
    compareBodies, newReturns, ...returnFiles, ...restatements, ownReturns, returnFile,
    publicYears, publicYear, publicCsv, publicJson, publicWord,
  ],
  work: [surveyPayroll, countPayroll, letRowsGo, deletePayrollRows, readReturnFile, makeExamplePay],
  navigation: [{ text: 'Pay', href: paths.home.to(), mayUse: mayReadPayFigures }],
  offers: { ...offered, waiting: [waitingPay], frontPage: [onFrontPage], publicFiles: openFiles, openData: [openYears], publishing: [payPublishing] },
  publicNavigation: [{ text: 'Pay gaps', href: paths.publicYears.to() }],
}

export { addExamplePay } from './example.ts'
