import { dayInLondon } from '#duty/dates.ts'
import type { Work, WorkHouse } from '#web/work.ts'
import { missing, understand } from '../understanding.ts'
import { deleteEmployees, findPayroll, insertEmployees, isFileNeeded, listEarlierReleases, setPayroll } from '../payroll-store.ts'
import { findSettings, listRules } from '../settings-store.ts'
import { sourceOf } from '../results.ts'
import { clearComparisons } from './clear-comparisons.ts'
import { inPayThread } from './in-thread.ts'
import type { Payroll } from '../payroll.ts'

interface Asked extends Record<string, string> { readonly payroll: string }

/** A first look at an extract: its headings and words. What was understood before is understood again. */
export const surveyPayroll: Work<Asked> = {
  name: 'pay-gaps.survey', line: 'payroll',
  async run({ payroll: id }, house) {
    const found = await house.looking((db) => findPayroll(db, house.organisation, id))
    if (!found || (found.state !== 'waiting' && found.state !== 'reading')) return
    await house.changing((db) => setPayroll(db, house.organisation, id, { state: 'reading', progress: 1 }))
    await read(house, found, null).catch((fault: unknown) => stopped(house, found, { state: 'unreadable', refusal: 'We could not read this extract, because of a fault of ours. Save it as CSV and give it again.' }, fault))
  },
}

/** The count itself: everybody in the extract, the figures, and what somebody should look at. Done again, it replaces what it made before. */
export const countPayroll: Work<Asked> = {
  name: 'pay-gaps.count', line: 'payroll',
  async run({ payroll: id }, house) {
    const found = await house.looking((db) => findPayroll(db, house.organisation, id))
    if (found?.state !== 'counting') return
    await house.changing((db) => deleteEmployees(db, house.organisation, id))
    await read(house, found, found.understanding).catch((fault: unknown) => stopped(house, found, { state: 'to understand', refusal: 'The last count stopped because of a fault of ours, and nothing of it was kept. Count again.' }, fault))
  },
}

/** A fault of ours must not leave somebody at a page that never moves on: they are told, and the log has the fault. */
async function stopped(house: WorkHouse, { id }: Payroll, said: { readonly state: 'unreadable' | 'to understand'; readonly refusal: string }, fault: unknown): Promise<never> {
  await house.changing(async (db) => {
    await deleteEmployees(db, house.organisation, id)
    await setPayroll(db, house.organisation, id, said)
  })
  throw fault
}

async function read(house: WorkHouse, found: Payroll, understanding: Payroll['understanding']): Promise<void> {
  const { organisation, files, looking, changing, append } = house
  const bytes = found.sha256 === null ? null : await files.find(found.sha256)
  if (bytes === null) return refuse(house, found, 'The file is no longer there. Give it again.')
  await inPayThread({ bytes, fileName: found.fileName, snapshot: found.snapshot.toString(), understanding }, async (told) => {
    switch (told.told) {
      case 'progress': return house.aside((db) => setPayroll(db, organisation, found.id, { progress: told.percent }))
      case 'employees': return changing((db) => insertEmployees(db, organisation, found.id, told.employees))
      case 'unreadable': return refuse(house, found, told.because)
      case 'survey': {
        const { settings, rules } = await looking(async (db) => ({ settings: await findSettings(db, organisation), rules: await listRules(db, organisation) }))
        const understood = understand(told.survey, { remembered: settings.remembered, rules, regime: found.regime, snapshot: found.snapshot })
        return changing(async (db) => {
          await setPayroll(db, organisation, found.id, { state: 'to understand', survey: told.survey, understanding: understood, progress: 100 })
          await append(db, { did: 'pay-gaps.payroll-read', on: { room: 'pay-gaps', id: found.id }, after: { fileName: found.fileName, rows: told.survey.rows, toSay: missing(understood, told.survey).length } })
        })
      }
      case 'done': {
        const earlier = await looking((db) => listEarlierReleases(db, organisation, found))
        const cleared = await clearComparisons(told.results.comparisons, told.results.printed, { on: found.snapshot, source: sourceOf(found.fileName, found.snapshot), today: dayInLondon(house.now()), earlier, audit: told.results.audit })
        return changing(async (db) => {
          await setPayroll(db, organisation, found.id, { state: 'counted', refusal: '', quality: told.quality, results: { ...told.results, cleared }, progress: 100 })
          await append(db, { did: 'pay-gaps.payroll-counted', on: { room: 'pay-gaps', id: found.id }, after: { fileName: found.fileName, sha256: found.sha256, certificate: 'refused' in cleared ? null : cleared.certificate } })
        })
      }
    }
  })
}

async function refuse({ organisation, files, looking, changing, append }: WorkHouse, found: Payroll, because: string): Promise<void> {
  await changing(async (db) => {
    await setPayroll(db, organisation, found.id, { state: 'unreadable', refusal: because, sha256: null })
    await append(db, { did: 'pay-gaps.payroll-unreadable', on: { room: 'pay-gaps', id: found.id }, detail: { fileName: found.fileName, refusal: because } })
  })
  const { sha256 } = found
  // Nothing is kept of a file that could not be read, unless another extract rests on the same bytes.
  if (sha256 !== null && !await looking((db) => isFileNeeded(db, organisation, sha256))) await files.letGo(sha256)
}
