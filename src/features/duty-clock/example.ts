import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { append } from '#database/ledger.ts'
import { dayInLondon, isBefore } from '#duty/dates.ts'
import { financialQuarter, financialYearOf } from '#duty/quarters.ts'
import { asJson, moveHead, publish } from '#features/publication/index.ts'
import { findClock, saveEmployer } from './clock-store.ts'
import type { Done } from './deed.ts'
import { recordDeed } from './deed-store.ts'
import { addPromise } from './promise-store.ts'
import { ruleOf } from './promise-words.ts'
import { setPublicRule } from './public-store.ts'
import { publicClock, publicTitle, room } from './publishing.ts'
import { paths } from './paths.ts'
import { suggestions } from './suggestions.ts'

/** Which suggested promises the county made, who sees to each, what was known of the time before, and from which day of the plan’s first year it counts where that is not from the beginning. */
const promised: readonly { readonly id: string; readonly owner: string; readonly last?: string; readonly since?: string }[] = [
  { id: 'targets-quarterly', owner: 'Samira Hussain' }, { id: 'targets-half-yearly', owner: 'Samira Hussain' }, { id: 'progress-quarterly', owner: 'Priya Nair', since: '-06-01' }, { id: 'annual-report-board', owner: 'Priya Nair' }, { id: 'annual-report-public', owner: 'Priya Nair' },
  { id: 'workforce-report', owner: 'Samira Hussain' }, { id: 'assessments-public', owner: 'Priya Nair' }, { id: 'pay-audit', owner: 'Grace Okafor', last: '-02-10' }, { id: 'staff-survey', owner: 'Grace Okafor', last: '-10-15' },
  { id: 'senior-manager', owner: 'Priya Nair' }, { id: 'plan-review', owner: 'Priya Nair' }, { id: 'charter', owner: 'Peter Ashdown' },
]

/** Three years of the county’s promises and of what it did, on whatever day the example is made: mostly in time, some late, one still waiting. */
export async function addExampleClock(db: Database, organisation: string, shortName: string, { people }: { readonly people: ReadonlyMap<string, string> }, now: Temporal.Instant): Promise<void> {
  const today = dayInLondon(now)
  const first = financialYearOf(today).beginning - 3
  const since = new Temporal.PlainDate(first, 4, 1)
  const big = shortName === 'barsetshire' || shortName === 'barsetshire-health'
  await saveEmployer(db, organisation, { nation: 'England', size: big ? '250 or more' : '150 to 249', since, promisesMove: true })
  if (shortName !== 'barsetshire') return

  for (const { id, owner, last, since: later } of promised) {
    const each = suggestions.find((suggestion) => suggestion.id === id)
    const read = each && ruleOf(each.when, each.shows)
    if (!each || !read || !('rule' in read)) throw new Error(`The suggestion ${id} is not read`)
    await addPromise(db, organisation, {
      id: newId(), title: each.title, sentence: each.words, source: `Fair by design: equality strategy ${first + 1} to ${first + 5}, how we keep ourselves to it`, written: each.when, rule: read.rule, shownBy: [each.shows], since: later === undefined ? since : Temporal.PlainDate.from(`${first + 1}${later}`), until: null, endedBecause: '',
      lastBefore: last === undefined ? null : Temporal.PlainDate.from(`${first - 1}${last}`), owner: people.get(owner) ?? null, public: each.public, template: id, follows: null, madeBy: 'Priya Nair', version: 1,
    }, since.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '09:30' }).toInstant())
  }

  let noted = 0
  for (const done of deedsOf(first)) {
    if (isBefore(today, done.on)) continue
    noted += (await recordDeed(db, organisation, { ...done, room, thing: { kind: 'noted by hand', id: newId() }, href: paths.deeds.to() }, now)).length
  }
  const [lead, publisher] = [people.get('Priya Nair'), people.get('Peter Ashdown')]
  if (lead !== undefined && publisher !== undefined) {
    const clock = await findClock(db, organisation, today)
    await publish(db, organisation, { room, thingId: organisation, address: paths.publicDuties.to(), title: publicTitle, content: asJson(publicClock(clock.owed, clock.dates, today)), letOut: { by: 'person', id: publisher, name: 'Peter Ashdown' }, preparedBy: { id: lead, name: 'Priya Nair' }, place: 1 }, now)
    await setPublicRule(db, organisation, { id: publisher, name: 'Peter Ashdown' }, now)
    await moveHead(db, organisation)
  }
  await append(db, { organisation, person: 'system', request: 'example', now }, { did: 'duty-clock.example-made', on: { room, id: organisation }, detail: { promises: promised.length, deeds: noted } })
}

/** What the county had done before it came to Due Regard, as it noted it by hand: so it is shown. */
function deedsOf(first: number): readonly Omit<Done, 'room' | 'thing' | 'href'>[] {
  const day = (year: number, words: string): Temporal.PlainDate => Temporal.PlainDate.from(`${year}-${words}`)
  const [board, team] = [{ id: 'Equalities Board', name: 'Equalities Board' }, { id: 'Corporate management team', name: 'Corporate management team' }]
  const before = financialQuarter(first - 1, 4)
  const quarters = [0, 1, 2, 3].flatMap((year) => ([1, 2, 3, 4] as const).map((number) => ({ year: first + year, ...financialQuarter(first + year, number) })))
  // Days after the end of the quarter on which its report was brought: six weeks are 42.
  const after = [39, 40, 36, 41, 55, 38, 40, 33, 41, 37, 62, 40, 35, 39]
  return [
    { kind: 'report issued', on: before.to.add({ days: 41 }), title: `Workforce targets, quarter 4 of ${first - 1} to ${first}`, covers: { from: before.from, to: before.to }, to: team, about: ['workforce targets'] },
    ...quarters.slice(0, after.length).map(({ number, year, from, to }, index): Omit<Done, 'room' | 'thing' | 'href'> => ({ kind: 'report issued', on: to.add({ days: after[index] ?? 40 }), title: `Workforce targets, quarter ${number} of ${year} to ${year + 1}`, covers: { from, to }, to: team, about: ['workforce targets'] })),
    ...[0, 1, 2, 3].flatMap((year): Omit<Done, 'room' | 'thing' | 'href'>[] => [
      { kind: 'report issued', on: day(first + year, '07-09'), title: `Workforce profile for the board, July ${first + year}`, to: board, about: ['workforce'], covers: { from: day(first + year, '02-01'), to: day(first + year, '06-30') } },
      { kind: 'report issued', on: day(first + year + 1, year === 1 ? '02-18' : '01-22'), title: `Workforce profile for the board, January ${first + year + 1}`, to: board, about: ['workforce'], covers: { from: day(first + year, '08-01'), to: day(first + year, '12-31') } },
      { kind: 'report issued', on: day(first + year, year === 1 ? '07-14' : '06-19'), title: `Equality annual report ${first + year - 1} to ${first + year}`, to: board, about: ['annual report'], covers: { from: day(first + year - 1, '04-01'), to: day(first + year, '03-31') } },
      { kind: 'report published', on: day(first + year, year === 1 ? '08-11' : '07-24'), title: `Equality annual report ${first + year - 1} to ${first + year}`, about: ['annual report'], covers: { from: day(first + year - 1, '04-01'), to: day(first + year, '03-31') } },
      { kind: 'pay gap published', on: day(first + year, year === 2 ? '04-02' : '03-20'), title: `Gender pay gap at 31 March ${first + year - 1}`, about: ['gender'], covers: { from: day(first + year - 1, '03-31'), to: day(first + year - 1, '03-31') } },
      { kind: 'release published', on: day(first + year, year === 0 ? '04-15' : year === 1 ? '03-25' : year === 2 ? '03-12' : '03-09'), title: `Workforce equality report ${first + year - 1} to ${first + year}`, about: ['workforce'] },
      { kind: 'plan reviewed', on: day(first + year, '03-18'), title: `Yearly look at the action plan, March ${first + year}` },
      { kind: 'accreditation gained', on: day(first + year, '09-12'), title: `British Sign Language charter, renewed ${first + year}`, about: ['British Sign Language charter'] },
    ]),
    { kind: 'objectives published', on: day(first - 3, '04-20'), title: `Equality objectives ${first - 3} to ${first + 1}` },
    { kind: 'pay audit finished', on: day(first + 2, '01-30'), title: 'Equal pay audit of all grades' },
    { kind: 'survey closed', on: day(first + 1, '11-02'), title: `Staff survey ${first + 1}` },
  ]
}
