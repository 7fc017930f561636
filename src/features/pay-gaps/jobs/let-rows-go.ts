import { dayInLondon } from '#duty/dates.ts'
import type { Work, WorkHouse } from '#web/work.ts'
import type { Payroll } from '../payroll.ts'
import { deleteEmployees, isFileNeeded, listPayrolls, setPayroll } from '../payroll-store.ts'
import { findSettings } from '../settings-store.ts'

/** Every night: rows and files of extracts that are older than the body keeps them are deleted. The figures stay. */
export const letRowsGo: Work<null> = {
  name: 'pay-gaps.let-rows-go', at: '20 3 * * *',
  async run(_asked, house) {
    const today = dayInLondon(house.now())
    const { payrolls, months } = await house.looking(async (db) => ({ payrolls: await listPayrolls(db, house.organisation, 500), months: (await findSettings(db, house.organisation)).keepRowsMonths }))
    for (const payroll of payrolls) {
      if (payroll.rowsDeletedOn === null && Temporal.PlainDate.compare(payroll.snapshot.add({ months }), today) < 0) await deleteRows(house, payroll, today, `kept for ${months} months`)
    }
  },
}

/** Deleting what somebody asked to be deleted at once: the file needs the world outside the page's transaction. */
export const deletePayrollRows: Work<{ readonly payroll: string; readonly because: string }> = {
  name: 'pay-gaps.delete-rows',
  async run({ payroll: id, because }, house) {
    const found = (await house.looking((db) => listPayrolls(db, house.organisation, 500))).find((each) => each.id === id)
    if (found && found.rowsDeletedOn === null) await deleteRows(house, found, dayInLondon(house.now()), because)
  },
}

async function deleteRows({ organisation, files, changing, looking, append }: WorkHouse, payroll: Payroll, today: Temporal.PlainDate, because: string): Promise<void> {
  await changing(async (db) => {
    await deleteEmployees(db, organisation, payroll.id)
    await setPayroll(db, organisation, payroll.id, { rowsDeletedOn: today, sha256: null })
    await append(db, { did: 'pay-gaps.rows-deleted', on: { room: 'pay-gaps', id: payroll.id }, detail: { because, snapshot: payroll.snapshot.toString() } })
  })
  const { sha256 } = payroll
  if (sha256 !== null && !await looking((db) => isFileNeeded(db, organisation, sha256))) await files.letGo(sha256)
}
