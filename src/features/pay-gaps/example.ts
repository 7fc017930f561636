import type { Json } from '#database/canonical.ts'
import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { append } from '#database/ledger.ts'
import { enqueue } from '#database/jobs.ts'
import { listPeople, type ExamplePeople } from '#features/people/index.ts'
import { moveHead, publish } from '#features/publication/index.ts'
import { saveAudit, saveCause } from './audit-store.ts'
import { exampleHeadings, examplePayroll } from './example-payroll.ts'
import { exampleReturns } from './example-returns.ts'
import { saveGapPlan } from './gap-plan-store.ts'
import { clearComparisons } from './jobs/clear-comparisons.ts'
import { inPayThread } from './jobs/in-thread.ts'
import { reportingYear, snapshotOf, type Understanding } from './payroll.ts'
import { deleteEmployees, insertEmployees, insertPayroll, listPayrolls, setPayroll } from './payroll-store.ts'
import { publicAddress, type PublicReport } from './public-report.ts'
import { sourceOf, type Results } from './results.ts'
import { noNarrative, type Narrative, type Report } from './report.ts'
import { saveReport } from './report-store.ts'
import { saveReturns } from './return-store.ts'
import { saveSettings } from './settings-store.ts'
import { sizeOf } from './service-file.ts'
import { survey } from './survey.ts'
import { understand } from './understanding.ts'
import type { Work } from '#web/work.ts'

/** What Barsetshire reported in the three years before: mean, median, mean and median of bonus, men and women with a bonus, women in each quarter from the lower up. */
const earlier = [
  ['10.3', '10.4', '35.8', '73.3', '3.0', '1.5', '77.8', '66.0', '64.0', '59.2'], ['10.8', '10.9', '35.4', '76.7', '1.9', '1.7', '77.8', '67.5', '65.2', '58.4'], ['11.2', '11.3', '42.2', '76.7', '3.2', '1.8', '77.8', '68.2', '62.4', '57.9'],
] as const

/**
 * Barsetshire's pay: three earlier years that are published, and this year's extract of 6,400 people, counted and written about; everybody in it is made up.
 * Counting takes seconds: at once, or beside the first pages.
 */
export async function addExamplePay(db: Database, organisation: string, body: string, people: ExamplePeople, now: Temporal.Instant, counted: 'at once' | 'soon' = 'at once'): Promise<void> {
  if (body !== 'barsetshire') return
  const snapshot = newestSnapshot(now)
  const reports = earlier.map((figures, place) => published(figures, snapshotOf('public', snapshot.year - place - 1), narratives[place + 1]))
  for (const report of reports) await saveReport(db, organisation, report)
  await saveGapPlan(db, organisation, { year: snapshot.year, kind: 'original', status: 'draft', narrative: 'We begin with care and with support for schools, where most of our lower-paid posts are.', link: 'https://www.barsetshire.example/pay-gap', items: [
    { code: 'R6', status: 'Embedded', action: null }, { code: 'D3', status: 'New or in progress', action: null }, { code: 'B1', status: 'New or in progress', action: null }, { code: 'M1', status: 'New or in progress', action: null },
  ] })
  const peter = { id: people.people.get('Peter Ashdown') ?? newId(), name: 'Peter Ashdown' }
  for (const report of reports.toReversed()) {
    await publish(db, organisation, { room: 'pay-gaps', thingId: String(report.year), address: publicAddress(report.year), title: `Gender pay gap ${reportingYear(report.snapshot)}`, content: JSON.parse(JSON.stringify(contentOf(report, reports))) as Json, letOut: { by: 'person', ...peter }, place: 3000 - report.year }, report.publishedAt ?? now)
  }
  // Fictional neighbours, so that the county can find itself among others.
  for (const year of [snapshot.year, snapshot.year - 1]) await saveReturns(db, organisation, exampleReturns(year))
  await saveSettings(db, organisation, { employer: { name: 'Barsetshire County Council', employerId: '', address: 'County Hall, Barchester', postCode: 'BA1 1BA', companyNumber: '', sicCodes: ['1', '84110'], link: '', responsiblePerson: '', size: sizeOf(6_400) } })
  await moveHead(db, organisation)
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'pay-gaps.example-made', on: { room: 'pay-gaps', id: organisation }, detail: { years: reports.map((each) => each.year) } })
  if (counted === 'soon') await enqueue(db, organisation, makeExamplePay, null, { notBefore: now.add({ seconds: 1 }) })
  else await countExamplePay((work) => work(db), organisation, people.people, now)
}

/** The two extracts that are counted, in a thread as any extract is: nobody should wait for them who has just started the program. */
export const makeExamplePay: Work<null> = {
  name: 'pay-gaps.make-example', line: 'payroll',
  async run(_asked, { organisation, looking, changing, aside, now }) {
    const people = new Map((await looking((db) => listPeople(db, organisation))).map(({ name, id }) => [name, id]))
    await countExamplePay(changing, organisation, people, now(), aside)
  },
}

type InChange = (work: (db: Database) => Promise<void>) => Promise<void>

/** Begun again after a fault, it counts again what was not finished. `aside` is told how far it is. */
async function countExamplePay(inChange: InChange, organisation: string, people: ReadonlyMap<string, string>, now: Temporal.Instant, aside: InChange = () => Promise.resolve()): Promise<void> {
  const snapshot = newestSnapshot(now)
  const samira = { id: people.get('Samira Hussain') ?? newId(), name: 'Samira Hussain' }
  await countExtract(inChange, aside, organisation, { snapshot, year: 2025, many: 6_400, by: samira, at: now }, async (db, { id, fileName, results, understanding }) => {
    if ('refused' in results.gender) throw new Error(results.gender.refused)
    await saveSettings(db, organisation, { remembered: understanding })
    await saveReport(db, organisation, { year: snapshot.year, regime: 'public', snapshot, payroll: id, reported: results.gender.reported, narrative: narratives[0] ?? noNarrative, statement: null, source: `Payroll extract ${fileName}`, publishedAt: null })
  })
  const before = snapshotOf('public', snapshot.year - 3)
  await countExtract(inChange, aside, organisation, { snapshot: before, year: 2022, many: 6_100, by: samira, at: before.add({ months: 3 }).toZonedDateTime('Europe/London').toInstant() }, async (db, { id, results }) => {
    await deleteEmployees(db, organisation, id)
    await setPayroll(db, organisation, id, { rowsDeletedOn: before.add({ years: 2 }) })
    await addEarlierAudit(db, organisation, id, before, results)
  })
}

/** One extract, from its made-up rows to its figures. What is said of it at the end is said in the change that finishes it. */
async function countExtract(inChange: InChange, aside: InChange, organisation: string, { snapshot, year, many, by, at }: { readonly snapshot: Temporal.PlainDate; readonly year: number; readonly many: number; readonly by: { readonly id: string; readonly name: string }; readonly at: Temporal.Instant }, finish: (db: Database, counted: { readonly id: string; readonly fileName: string; readonly results: Results; readonly understanding: Understanding }) => Promise<void>): Promise<void> {
  const [fileName, rows] = [`barsetshire-payroll-${snapshot.toString()}.csv`, examplePayroll(year, many)]
  const surveyed = survey(exampleHeadings, rows)
  const understanding = understand(surveyed, { remembered: null, rules: [], regime: 'public', snapshot })
  const bytes = new TextEncoder().encode([exampleHeadings, ...rows.map(({ cells }) => cells)].map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n'))
  let [id, isCounted] = [newId(), false]
  await inChange(async (db) => {
    const found = (await listPayrolls(db, organisation)).find((each) => each.fileName === fileName)
    isCounted = found?.state === 'counted'
    if (isCounted) return
    if (found) { ({ id } = found); await deleteEmployees(db, organisation, id) } else await insertPayroll(db, organisation, { id, regime: 'public', snapshot, fileName, sha256: null, by, at })
    await setPayroll(db, organisation, id, { state: 'counting', survey: surveyed, understanding, progress: 1 })
  })
  if (isCounted) return
  await inPayThread({ bytes, fileName, snapshot: snapshot.toString(), understanding }, async (told) => {
    switch (told.told) {
      case 'progress': return aside((db) => setPayroll(db, organisation, id, { progress: told.percent }))
      case 'employees': return inChange((db) => insertEmployees(db, organisation, id, told.employees))
      case 'done': {
        const { comparisons, printed, audit } = told.results
        const results = { ...told.results, cleared: await clearComparisons(comparisons, printed, { on: snapshot, source: sourceOf(fileName, snapshot), today: at.toZonedDateTimeISO('Europe/London').toPlainDate(), earlier: [], audit }) }
        return inChange(async (db) => {
          await setPayroll(db, organisation, id, { state: 'counted', results, quality: told.quality, progress: 100 })
          await finish(db, { id, fileName, results, understanding })
        })
      }
      default: throw new Error(`The example’s extract was not counted: ${told.told}`)
    }
  })
}

/** The audit of three years before, finished: its rows are gone, and what was found of each grade is kept to compare with. */
async function addEarlierAudit(db: Database, organisation: string, id: string, snapshot: Temporal.PlainDate, { audit }: Pick<Results, 'audit'>): Promise<void> {
  const finishedOn = snapshot.add({ months: 7, days: 12 })
  const at = finishedOn.subtract({ months: 1 }).toZonedDateTime('Europe/London').toInstant()
  const flagged = audit.comparisons.find((each) => each.id === 'sex')?.groups.filter((each) => each.total.flag === 'investigate' || each.total.flag === 'watch') ?? []
  const found = [['Starting pay', 'Women were more often started on the lowest point. Starting salaries of two years were looked at.'], ['Progression point', 'Men in the grade have moved up the scale more often. No reason was found.']] as const
  for (const [place, group] of flagged.entries()) {
    const [cause, evidence] = found[place % 2] ?? found[0]
    await saveCause(db, organisation, { payroll: id, comparison: 'sex', workGroup: group.name, cause, materialFactor: '', evidence, justified: false, action: null, by: 'Priya Nair', at })
  }
  await saveAudit(db, organisation, { payroll: id, finishedOn, scope: 'Everybody on grades 1 to 13 and chief officers, without maintained schools; basic and total pay.', summary: 'In most grades women and men are paid within 3% of each other. In the highest grades men stand higher on the scale. We look at how starting pay is set there.', by: 'Priya Nair' })
}

function newestSnapshot(now: Temporal.Instant): Temporal.PlainDate {
  const today = now.toZonedDateTimeISO('Europe/London').toPlainDate()
  return snapshotOf('public', today.month >= 4 ? today.year : today.year - 1)
}

function published([meanGap, medianGap, meanBonusGap, medianBonusGap, comparatorBonus, groupBonus, ...women]: readonly [string, string, string, string, string, string, ...(readonly string[])], snapshot: Temporal.PlainDate, narrative = noNarrative): Report {
  const publishedAt = snapshot.add({ months: 11 }).toZonedDateTime('Europe/London').toInstant()
  return {
    year: snapshot.year, regime: 'public', snapshot, payroll: null, narrative, statement: null, source: 'As published by Barsetshire County Council', publishedAt, version: 1,
    reported: { meanGap, medianGap, meanBonusGap, medianBonusGap, comparatorBonus, groupBonus, quarters: women.map((group) => ({ group, comparator: (100 - Number(group)).toFixed(1) })) },
  }
}

function contentOf(report: Report, all: readonly Report[]): PublicReport {
  return {
    year: report.year, regime: report.regime, snapshot: report.snapshot.toString(), reported: report.reported, narrative: report.narrative, statement: null,
    method: ['The figures are of everybody employed on the snapshot day (S.I. 2017/353, Schedule 1). Where one person holds several posts, their pay and hours are added together.', 'Sex as recorded by the payroll.'],
    earlier: all.filter((each) => each.year < report.year).map((each) => ({ year: each.year, snapshot: each.snapshot.toString(), reported: each.reported })), explained: [], actions: [], groups: null,
  }
}

const narratives: readonly Narrative[] = [
  {
    explained: 'Four in five people who work for us in care, in support for schools and in catering are women, and most of that work is in our lower grades. In highways and transport it is the other way round.\nMore women than men work part time, and most part-time posts are in grades 1 to 8.',
    doing: 'Every post up to grade 13 is now advertised with flexible hours. The first 40 women in care have finished our course for team leaders, and 11 of them have moved up a grade.\nFrom April we put two women on every shortlist for chief officers where two have applied.',
    changed: 'Catering staff moved up by one increment after the pay award.',
  },
  {
    explained: 'Most people who work for us in care and in support for schools are women, and most of that work is in our lower grades.', doing: 'We have begun a course for team leaders in care, and advertise more posts with flexible hours.', changed: '',
  },
  { explained: 'Most people who work for us in care and in support for schools are women, and most of that work is in our lower grades.', doing: 'We look at who applies for senior posts, and how they hear of them.', changed: '' },
  { explained: 'Most people who work for us in care and in support for schools are women, and most of that work is in our lower grades.', doing: 'We are asking part-time staff what keeps them from moving up.', changed: '' },
]
