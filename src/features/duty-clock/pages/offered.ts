import { tallyOfThings } from '#disclosure/tally.ts'
import { dayInWords, listInWords } from '#duty/dates.ts'
import type { Reading } from '#database/database.ts'
import type { WrittenBlock } from '#documents/write.ts'
import { listPeople } from '#features/people/index.ts'
import type { Digest, DigestPart, KindOfThing, Measure, Offers, ReportSection, Span } from '#web/offers.ts'
import { mayKeepClock, mayReadClock } from '../access.ts'
import { findClock, findOwed } from '../clock-store.ts'
import { daysInWords, howItStands, isKeptElsewhere, keptInTime, type Due } from '../owed.ts'
import { paths } from '../paths.ts'

const within = ({ on }: Due, { from, to }: Span): boolean => on !== null && Temporal.PlainDate.compare(from, on) <= 0 && Temporal.PlainDate.compare(on, to) <= 0
const source = 'The register of duties and promises'

/** The dates of these days as they stood at their end: what was done later had not been done. */
async function datesIn(db: Reading, organisation: string, span: Span, by?: 'law' | 'promise'): Promise<readonly Due[]> {
  const { dates } = await findClock(db, organisation, span.to)
  return dates.filter((each) => within(each, span) && (by === undefined || each.owed.by === by))
}

function share(name: string, title: string, by?: 'law' | 'promise'): Measure {
  return {
    name, title, unit: 'percent', definition: `Of the dates that passed in the days asked for${by === 'law' ? ', set by law' : by === 'promise' ? ', set by the body itself' : ', set by law or by the body itself'}, the share on which what was owed had been done. Every date counts once, however important it is.`,
    async work(db, organisation, span) {
      const { kept, of } = keptInTime(await datesIn(db, organisation, span, by))
      if (of === 0) return { missing: 'No date passed in these days.', href: paths.clock.to() }
      return { value: tallyOfThings(Math.round(kept / of * 100), 'per cent of dates'), of: tallyOfThings(of, 'dates that passed'), on: span.to, source, href: paths.clock.to() }
    },
  }
}

const measures: readonly Measure[] = [
  share('duty-clock.kept-in-time', 'Duties and promises kept in time'), share('duty-clock.duties-kept-in-time', 'Duties of the law kept in time', 'law'), share('duty-clock.promises-kept-in-time', 'Our own promises kept in time', 'promise'),
  {
    name: 'duty-clock.late', title: 'Duties and promises that are late', unit: 'number', definition: 'Dates in the days asked for that passed without what was owed being done, as it stood on the last of these days.',
    work: async (db, organisation, span) => ({ value: tallyOfThings((await datesIn(db, organisation, span)).filter(({ state }) => state === 'late').length, 'dates'), on: span.to, source, href: `${paths.clock.to()}?state=late` }),
  },
]

function table(title: string, dates: readonly Due[], today: Temporal.PlainDate): WrittenBlock {
  return { kind: 'table', table: { title, headings: [{ text: 'Due', kind: 'date' }, { text: 'What' }, { text: 'How it stands' }, { text: 'Where the date comes from' }], rows: dates.map((each) => [each.due === null ? 'No date yet' : dayInWords(each.due), each.owed.title, howItStands(each, today), `${each.owed.source}. ${each.because}`]) } }
}

const sections: readonly ReportSection[] = [{
  name: 'duty-clock.kept-late-and-next', title: 'What we owed, and when we did it', tells: 'The dates of the law and of our own promises in these days: kept, late, and what comes next.', readers: ['board', 'public'],
  async make(db, organisation, asked) {
    const { dates } = await findClock(db, organisation, asked.today)
    const shown = dates.filter((each) => asked.for === 'board' || (each.owed.public && each.owed.rule.kind !== 'after each' && each.owed.rule.kind !== 'at each'))
    const inDays = shown.filter((each) => within(each, asked))
    const [late, passed] = [shown.filter(({ state }) => state === 'late'), inDays.filter(({ state }) => state === 'kept' || state === 'kept late' || state === 'not kept')]
    const next = shown.filter(({ state }) => state === 'due soon' || state === 'ahead').slice(0, 8)
    const { kept, of } = keptInTime(inDays)
    if (inDays.length + late.length + next.length === 0) return []
    return [
      { kind: 'paragraph', text: of === 0 ? 'No date passed in these days.' : `${tallyOfThings(of).text} ${of === 1 ? 'date' : 'dates'} passed in these days. ${kept === of ? 'All were kept in time.' : `${tallyOfThings(kept).text} ${kept === 1 ? 'was' : 'were'} kept in time.`}` },
      ...(late.length > 0 ? [{ kind: 'heading' as const, level: 3 as const, text: 'Late' }, table('What is late', late, asked.today)] : []),
      ...(passed.length > 0 ? [{ kind: 'heading' as const, level: 3 as const, text: 'Done' }, table('What was done in these days', passed, asked.today)] : []),
      ...(next.length > 0 ? [{ kind: 'heading' as const, level: 3 as const, text: 'Due next' }, table('What is due next', next, asked.today)] : []),
    ]
  },
}]

const things: readonly KindOfThing[] = [{
  kind: 'duty-clock.owed',
  async find(db, organisation, id, reader) {
    const found = (await findOwed(db, organisation)).owed.find((each) => each.id === id)
    if (!found || (reader === null ? !found.public : !mayReadClock(reader))) return null
    return { title: found.title, href: reader === null ? paths.publicDuties.to() : paths.one.to({ owed: id }) }
  },
}]

/** Each person's own dates that are late or close, in the one letter of the week. What the law asks, and what nobody sees to, goes to the equality lead. */
const digest: Digest = {
  name: 'duty-clock.dates',
  async parts(db, organisation, { today, origin }) {
    const { dates } = await findClock(db, organisation, today)
    const pressing = dates.filter(({ state, owed }) => (state === 'late' || state === 'due soon') && !isKeptElsewhere(owed))
    const parts = new Map<string, DigestPart>()
    if (pressing.length === 0) return parts
    for (const person of await listPeople(db, organisation, { state: 'active' })) {
      const isLead = mayKeepClock({ ...person, organisation })
      const theirs = pressing.filter(({ owed }) => owed.owner?.id === person.id || (isLead && owed.owner === null))
      if (theirs.length === 0) continue
      parts.set(person.id, {
        subject: theirs.length === 1 ? '1 date to keep' : `${theirs.length} dates to keep`,
        paragraphs: [`What ${theirs.length === 1 ? 'waits' : 'wait'} for you by law or by our own promise (${listInWords(counted(theirs))}). It leaves this note when the work is done.`,
          ...theirs.map((each) => `${each.owed.title}\nDue: ${each.due === null ? '' : dayInWords(each.due)} (${howItStands(each, today).toLowerCase()})\n${each.because}\n${origin}${paths.one.to({ owed: each.owed.id })}`)],
      })
    }
    return parts
  },
}

function counted(dates: readonly Due[]): readonly string[] {
  const late = dates.filter(({ state }) => state === 'late').length
  return [...(late > 0 ? [`${late} late`] : []), ...(dates.length > late ? [`${dates.length - late} in the next ${daysInWords(30)}`] : [])]
}

export const offers: Offers = { measures, sections, things, digests: [digest] }
