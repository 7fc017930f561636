import { dayInWords } from '#duty/dates.ts'
import type { Waiting, WaitingThing } from '#web/offers.ts'
import { mayKeepPayrolls, mayWriteNarrative } from '../access.ts'
import { deadlineOf } from '../payroll.ts'
import { listPayrolls } from '../payroll-store.ts'
import { paths } from '../paths.ts'
import { listReports } from '../report-store.ts'
import { yearTitle } from './parts.ts'

/** Payrolls that wait to be understood, and years whose figures are made and not yet public. */
export const waitingPay: Waiting = {
  name: 'pay-gaps.years',
  async list(db, organisation, { person }) {
    const found: WaitingThing[] = []
    if (mayKeepPayrolls(person)) for (const payroll of await listPayrolls(db, organisation)) {
      if (payroll.state === 'to understand') found.push({ title: payroll.fileName, todo: `Say what its columns mean: the payroll of ${dayInWords(payroll.snapshot)}`, href: paths.payroll.to({ payroll: payroll.id }), by: deadlineOf(payroll.snapshot) })
    }
    if (mayWriteNarrative(person)) for (const report of await listReports(db, organisation)) {
      if (report.publishedAt === null) found.push({ title: `Pay gap ${yearTitle(report)}`, todo: 'Write what is behind the figures, and hand them in for publication', href: paths.year.to({ year: String(report.year) }), by: deadlineOf(report.snapshot) })
    }
    return found
  },
}
