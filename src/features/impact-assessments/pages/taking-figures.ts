/** The doors through which an assessment takes figures of other rooms. */
import { citedFigure } from '#disclosure/gate.ts'
import { absent, asText, asValue } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { communityTable, communityTables, type CommunityTable, type TableId } from '#features/community-profile/index.ts'
import { evidenceFor, newerThan, type Evidence, type EvidenceAsked } from '#features/equality-monitoring/index.ts'
import type { Reading } from '#database/database.ts'
import { hashOfNumbers } from '../assessment-store.ts'
import type { EvidenceFigures } from '../content.ts'

/** What can be taken, for a list to choose from. */
export const figuresOffered: readonly { readonly value: string; readonly text: string }[] = [
  ...communityTables.map((table) => ({ value: `community-profile/${table.id}`, text: `Who lives here: ${table.title}` })),
  ...questions.map((question) => ({ value: `equality-monitoring/${question.id}/workforce`, text: `Who works here: ${question.name}` })),
  ...(['ethnic group', 'disability', 'sex'] as const).map((question) => ({ value: `equality-monitoring/${question}/service users`, text: `Service users: ${questions.find((each) => each.id === question)?.name ?? question}` })),
]

/** Public figures alone: an assessment is published. */
export interface Taken { readonly figures: EvidenceFigures; readonly shows: string; readonly source: string; readonly on: string; readonly address: string | null }

/** Takes the newest figures; null where there are none, or none that the public may see. */
export async function takeFigures(db: Reading, organisation: string, offered: string): Promise<Taken | null> {
  const community = topicOf(offered)
  if (community !== null) {
    const table = await communityTable(db, organisation, { topic: community })
    return table === null ? null : fromCommunity(offered, table)
  }
  const asked = questionOf(offered)
  const evidence = asked === null ? null : await evidenceFor(db, organisation, asked)
  return evidence === null ? null : fromMonitoring(offered, evidence)
}

/** Which edition or release is the newest now, or that the same one was corrected, in words; null where what was taken still is. */
export async function newerFigures(db: Reading, organisation: string, figures: Pick<EvidenceFigures, 'room' | 'asked' | 'taken'> & { readonly numbers: string }): Promise<string | null> {
  const offered = `${figures.room}/${figures.asked}`
  const community = topicOf(offered)
  if (community !== null) {
    const table = await communityTable(db, organisation, { topic: community })
    if (table === null) return null
    if (table.edition !== figures.taken) return table.edition
    return figures.numbers === '' || hashOfNumbers(fromCommunity(offered, table).figures) === figures.numbers ? null : `${table.edition}, corrected since`
  }
  const asked = questionOf(offered)
  const newer = asked === null ? null : await newerThan(db, organisation, figures.taken, asked)
  return newer === null ? null : `figures of ${dayInWords(newer.on)}${newer.corrects ? ', corrected since' : ''}`
}

function topicOf(offered: string): TableId | null {
  return communityTables.find((table) => offered === `community-profile/${table.id}`)?.id ?? null
}

function questionOf(offered: string): EvidenceAsked | null {
  const [room, question, kind] = offered.split('/')
  const found: QuestionId | undefined = questions.find((each) => each.id === question)?.id
  if (room !== 'equality-monitoring' || found === undefined || (kind !== 'workforce' && kind !== 'service users')) return null
  return { question: found, kind }
}

function fromCommunity(offered: string, table: CommunityTable): Taken {
  const areas = table.areas.slice(0, 12)
  const lines = table.rows.length > 40 ? inBands(table) : table.rows
  return {
    figures: {
      room: 'community-profile', asked: offered.slice('community-profile/'.length), taken: table.edition, title: table.title, definition: table.definition,
      headings: [table.title, ...areas.map((area) => area.name)],
      rows: lines.map((row) => [row.label, ...areas.map((_, at) => { const [count, share] = [row.counts[at], row.shares[at]]; return count === undefined ? '' : share?.state === 'shown' ? `${asText(count)} (${asText(share)})` : asText(count) })]),
    },
    shows: `${table.title}, ${table.edition}: the table has the figures.${table.caveat === null ? '' : ` ${table.caveat}`}`, source: table.source, on: table.on, address: null,
  }
}

const bands = [['0 to 15', 0, 15], ['16 to 24', 16, 24], ['25 to 44', 25, 44], ['45 to 64', 45, 64], ['65 to 74', 65, 74], ['75 to 84', 75, 84], ['85 and over', 85, 200]] as const

/** Single years of age are too many for a report: added up into bands. They are official statistics, each a whole number that was published. */
function inBands(table: CommunityTable): readonly Pick<CommunityTable['rows'][number], 'label' | 'counts' | 'shares'>[] {
  const age = (label: string): number => Number(/\d+/.exec(label)?.[0] ?? -1)
  return bands.map(([label, from, to]) => {
    const within = table.rows.filter((row) => age(row.label) >= from && age(row.label) <= to)
    const about = (at: number) => `${label}: ${table.areas[at]?.name ?? ''}`
    const sums = table.areas.map((_, at) => within.reduce((sum, row) => sum + (asValue(row.counts[at] ?? absent('[x]')) ?? 0), 0))
    const cited = (text: string, value: number, at: number) => citedFigure({ text, value, on: table.on, source: table.source, definition: about(at) })
    return {
      label, counts: sums.map((sum, at) => cited(sum.toLocaleString('en-GB'), sum, at)),
      shares: sums.map((sum, at) => { const all = asValue(table.totals[at] ?? absent('[x]')) ?? 0; return all === 0 ? absent('[z]') : cited(`${(100 * sum / all).toFixed(1)}%`, 100 * sum / all, at) }),
    }
  })
}

function fromMonitoring(offered: string, evidence: Evidence): Taken {
  return {
    figures: { room: 'equality-monitoring', asked: offered.slice('equality-monitoring/'.length), taken: evidence.release, title: evidence.title, definition: evidence.definition, headings: evidence.printed.headings, rows: evidence.printed.rows },
    shows: evidence.sentence, source: evidence.source, on: evidence.on.toString(), address: evidence.address,
  }
}
