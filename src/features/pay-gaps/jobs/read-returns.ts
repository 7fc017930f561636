import { dayInLondon } from '#duty/dates.ts'
import type { Work } from '#web/work.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { openExtract } from '../commands/extract-rows.ts'
import { paths } from '../paths.ts'
import { reportingYear, snapshotOf } from '../payroll.ts'
import { readReturns, restatementsIn } from '../published-return.ts'
import { figuresOnRecord, findReturnFile, saveRestatements, saveReturns, setReturnFile } from '../return-store.ts'

const atOnce = 3_000

/** Takes in a yearly file of the service: the newest figures of each body stand, and what was changed since an earlier file is noted. */
export const readReturnFile: Work<{ readonly file: string }> = {
  name: 'pay-gaps.read-returns', line: 'payroll',
  async run({ file: id }, { organisation, files, looking, changing, append, now }) {
    const found = await looking((db) => findReturnFile(db, organisation, id))
    if (!found || (found.state !== 'waiting' && found.state !== 'reading')) return
    await changing((db) => setReturnFile(db, organisation, id, { state: 'reading', progress: 5 }))
    const bytes = await files.find(found.sha256)
    const extract = bytes === null ? { unreadable: 'The file is no longer there. Give it again.' } : openExtract(bytes, found.fileName)
    const read = 'unreadable' in extract ? null : readReturns(extract.headings, extract.rows)
    if ('unreadable' in extract || read === null || read.returns.length === 0) {
      const because = 'unreadable' in extract ? extract.unreadable : `${found.fileName} is not a yearly file of the government’s gender pay gap service: it has no columns such as EmployerName and DiffMeanHourlyPercent.`
      return changing(async (db) => {
        await setReturnFile(db, organisation, id, { state: 'unreadable', refusal: because })
        await append(db, { did: 'pay-gaps.returns-unreadable', on: { room: 'pay-gaps', id }, detail: { fileName: found.fileName, refusal: because } })
      })
    }
    const years = [...new Set(read.returns.map((each) => each.year))].sort()
    let restated = 0
    for (const year of years) {
      const before = await looking((db) => figuresOnRecord(db, organisation, year))
      const changed = restatementsIn(before, read.returns.filter((each) => each.year === year))
      restated += changed.length
      await changing((db) => saveRestatements(db, organisation, changed, dayInLondon(now())))
    }
    for (let from = 0; from < read.returns.length; from += atOnce) {
      await changing(async (db) => {
        await saveReturns(db, organisation, onceEach(read.returns.slice(from, from + atOnce)))
        await setReturnFile(db, organisation, id, { progress: Math.round(10 + 89 * Math.min(1, (from + atOnce) / read.returns.length)) })
      })
    }
    await changing(async (db) => {
      await setReturnFile(db, organisation, id, { state: 'read', progress: 100, told: { years, bodies: read.returns.length, unread: read.unread, restated } })
      await append(db, { did: 'pay-gaps.returns-read', on: { room: 'pay-gaps', id }, after: { fileName: found.fileName, sha256: found.sha256, years, bodies: read.returns.length, restated } })
      const deeds = await recordDeed(db, organisation, { kind: 'dataset loaded', room: 'pay-gaps', thing: { kind: 'returns', id }, on: dayInLondon(now()), title: `Pay gaps that other bodies published: ${years.map((year) => reportingYear(snapshotOf('public', year))).join(', ')}`, href: paths.returnFile.to({ file: id }), about: ['pay gaps of others'] }, now())
      for (const deed of deeds) await append(db, deed)
    })
  },
}

/** A body that stands twice in one batch: the later row stands. */
function onceEach<Row extends { readonly year: number; readonly employer: string }>(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.map((row) => [`${row.year} ${row.employer}`, row])).values()]
}
