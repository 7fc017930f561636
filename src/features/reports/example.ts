import { dayInLondon } from '#duty/dates.ts'
import { financialQuarterOf, quarterInWords } from '#duty/quarters.ts'
import type { Database } from '#database/database.ts'
import type { Json } from '#database/canonical.ts'
import { newId } from '#database/identity.ts'
import { append } from '#database/ledger.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { listBodies } from '#features/governance/index.ts'
import { listPeople } from '#features/people/index.ts'
import { moveHead, publish } from '#features/publication/index.ts'
import type { AllOffers } from '#web/offers.ts'
import type { Organisation } from '#web/organisation.ts'
import { contentOf } from './pages/making.ts'
import { paths } from './paths.ts'
import { firstParts, slugOf, type Report, type ReportKind } from './report.ts'
import { insertIssue, insertReport, listReports } from './report-store.ts'

/** What Barsetshire’s officers wrote in each report, by its first words. Nobody in it exists. */
const written: Readonly<Record<string, string>> = {
  'About this report': 'Each year we say what we did to remove unfair treatment, to open what was closed to some, and to bring people together, and what came of it.\nWhere we did less than we promised, this report says that too.',
  'The year ahead': 'Three things come first: asking more of our staff to tell us about themselves, so that our figures mean more; putting right what the equal pay audit found; and going back to the groups that we asked last year, to tell them what became of what they said.',
  'What the board is asked to do': 'Note what moved and what did not since the last meeting.\nDecide what is to be done about the actions that are late without a new date.',
}

interface Asked { readonly kind: ReportKind; readonly title: string; readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate; readonly on: Temporal.PlainDate }

/** A pack for each of the last twelve quarters as it was issued to the board, and the year’s report, which a publisher let out a month later. The reports of the years before were typed, and stay where they are. */
export function exampleReports(today: Temporal.PlainDate): readonly Asked[] {
  const april = new Temporal.PlainDate(today.month >= 4 ? today.year : today.year - 1, 4, 1)
  const lastYear = { from: april.subtract({ years: 1 }), to: april.subtract({ days: 1 }) }
  const asked: Asked[] = [{ kind: 'annual report', title: `Annual equality report ${String(lastYear.from.year)} to ${String(lastYear.to.year)}`, ...lastYear, on: lastYear.to.add({ months: 3 }) }]
  let quarter = financialQuarterOf(today)
  for (let back = 0; back < 12; back++) {
    quarter = financialQuarterOf(quarter.from.subtract({ days: 1 }))
    asked.push({ kind: 'board pack', title: `Equality report, ${quarterInWords(quarter)}`, from: quarter.from, to: quarter.to, on: quarter.to.add({ weeks: 5 }) })
  }
  return asked.filter(({ on }) => Temporal.PlainDate.compare(on, today) <= 0).sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
}

/** One of them, unless it is there. Each in a change of its own: whoever looks around meanwhile does not wait. */
export async function addExampleReport(db: Database, each: Asked, { body, offers, now }: { readonly body: Organisation; readonly offers: AllOffers; readonly now: Temporal.Instant }): Promise<boolean> {
  if (body.shortName !== 'barsetshire' || (await listReports(db, body.id)).some(({ title }) => title === each.title)) return false
  const people = new Map((await listPeople(db, body.id)).map((one) => [one.name, one.id]))
  const lead = people.get('Priya Nair')
  if (lead === undefined) return false
  const board = (await listBodies(db, body.id)).find(({ name }) => name === 'Equalities Board') ?? null
  const today = dayInLondon(now)
  const report: Report = {
    id: newId(), kind: each.kind, title: each.title, from: each.from, to: each.to, slug: each.kind === 'annual report' ? slugOf(each.from, each.to) : null, body: each.kind === 'board pack' && board !== null ? { id: board.id, name: board.name } : null,
    parts: firstParts(each.kind, offers.sections, newId).map((part) => ({ ...part, words: part.section === null ? written[part.heading] ?? '' : '' })), version: 1, begunBy: 'Priya Nair',
  }
  const at = each.on.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '10:00' }).toInstant()
  await insertReport(db, body.id, report, at)
  const content = { ...await contentOf(report, { issuedOn: each.on.toString(), issuedBy: 'Priya Nair', note: '' }, { db, organisation: body, offers, today: each.on }), number: 1 }
  const { sha256, bytes } = await insertIssue(db, body.id, report.id, content, { id: lead, name: 'Priya Nair' }, at)
  await append(db, { organisation: body.id, person: lead, request: 'example', now: at }, { did: 'reports.issued', on: { room: 'reports', id: report.id, version: 1 }, after: { title: report.title, number: 1, sha256, to: report.body?.name ?? '', note: '' } })
  await recordDeed(db, body.id, { kind: 'report issued', room: 'reports', thing: { kind: 'report', id: report.id }, on: each.on, title: report.title, href: paths.issued.to({ report: report.id, number: '1' }), covers: { from: each.from, to: each.to }, about: [report.kind], occasion: '1', ...(report.body === null ? {} : { to: report.body }) }, now)
  const publisher = people.get('Peter Ashdown')
  const out = each.on.add({ days: 28 })
  if (report.slug === null || publisher === undefined || Temporal.PlainDate.compare(out, today) > 0) return true
  const outAt = out.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:30' }).toInstant()
  const address = paths.publicReport.to({ slug: report.slug })
  const edition = await publish(db, body.id, { room: 'reports', thingId: report.id, address, title: report.title, content: JSON.parse(bytes) as Json, letOut: { by: 'person', id: publisher, name: 'Peter Ashdown' }, preparedBy: { id: lead, name: 'Priya Nair' }, restsOn: content.restsOn ?? [], openHistory: true, place: 3000 - report.to.year }, outAt)
  if (edition === null) return true
  await moveHead(db, body.id)
  await append(db, { organisation: body.id, person: publisher, request: 'example', now: outAt }, { did: 'reports.published', on: { room: 'reports', id: report.id, version: edition.version }, after: { address, version: edition.version, sha256: edition.sha256, issue: 1 } })
  return true
}
