/** A report: chosen parts in an order, made from the records of some days, with the words that an officer writes between them. Pure. */
import { dayInWords } from '#duty/dates.ts'
import type { Refused } from '#duty/refused.ts'
import type { WrittenBlock } from '#documents/write.ts'
import type { Rests } from '#web/offers.ts'

export const reportKinds = {
  'board pack': { name: 'Board pack', tells: 'For a board or group: what moved, what is late, what has to be decided. Read by its members.', readers: 'board' },
  'annual report': { name: 'Annual report', tells: 'For everybody: what was done for each aim and objective, what the figures say, and the year ahead. Published.', readers: 'public' },
} as const
export type ReportKind = keyof typeof reportKinds
export type Readers = (typeof reportKinds)[ReportKind]['readers']

/** One part: a section that a room offers, or words alone. Officers' words stand before the section, and are kept when its figures are made again. */
export interface Part {
  readonly id: string
  /** The name under which a room offers it; null for words alone. */
  readonly section: string | null
  readonly heading: string
  readonly words: string
}

export interface Report {
  readonly id: string
  readonly kind: ReportKind
  readonly title: string
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
  /** Its own part of the public address; null for what goes to a board alone. */
  readonly slug: string | null
  /** The body that it is for, by what governance calls it; the name is kept as it was. */
  readonly body: { readonly id: string; readonly name: string } | null
  readonly parts: readonly Part[]
  readonly version: number
  readonly begunBy: string
}

/** A report as it was issued: every word and figure, and what they say of where they come from. Its bytes are kept, and their hash is in the ledger. */
export interface IssueContent {
  readonly title: string
  readonly organisation: string
  readonly kind: ReportKind
  readonly from: string
  readonly to: string
  readonly goesTo: string
  readonly number: number
  readonly issuedOn: string
  readonly issuedBy: string
  readonly note: string
  readonly blocks: readonly WrittenBlock[]
  /** What officers typed, headings included: what is looked through before everybody reads it. Those issued before this was written down have none. */
  readonly typed?: readonly string[]
  /** The kept versions that its figures were read from. Those issued before these were written down have none. */
  readonly restsOn?: readonly Rests[]
  /** What is read from records that go on changing stands as it was after this entry of the ledger. */
  readonly asOfEntry?: number
}

export interface Issue {
  readonly report: string
  readonly number: number
  readonly content: IssueContent
  /** The canonical JSON that the hash is of, byte for byte. */
  readonly bytes: string
  readonly sha256: string
  readonly note: string
  readonly issuedBy: string
  readonly issuedById: string
  readonly issuedAt: Temporal.Instant
}

/** What a room offers, as far as choosing needs it. */
export interface Offered { readonly name: string; readonly title: string; readonly tells: string; readonly readers: readonly Readers[] }

/** In which order a reader expects what the rooms tell: the duty and its aims first, then what was done, who it is about, and what is owed. */
const order = ['action-plan', 'monitoring-rounds', 'indicators', 'impact-assessments', 'equality-monitoring', 'pay-gaps', 'community-profile', 'governance', 'duty-clock']

export function offeredFor<Section extends Offered>(kind: ReportKind, sections: readonly Section[]): readonly Section[] {
  const place = ({ name }: Section): number => {
    const found = order.indexOf(name.slice(0, name.indexOf('.')))
    return found === -1 ? order.length : found
  }
  return sections.filter(({ readers }) => readers.includes(reportKinds[kind].readers)).map((section, at) => ({ section, at })).sort((a, b) => place(a.section) - place(b.section) || a.at - b.at).map(({ section }) => section)
}

/** What a new report begins with: a few words to write, and everything that is offered to its readers. */
export function firstParts(kind: ReportKind, sections: readonly Offered[], newId: () => string): readonly Part[] {
  const words = (heading: string): Part => ({ id: newId(), section: null, heading, words: '' })
  const told = offeredFor(kind, sections).map((each): Part => ({ id: newId(), section: each.name, heading: each.title, words: '' }))
  return kind === 'annual report' ? [words('About this report'), ...told, words('The year ahead')] : [words('What the board is asked to do'), ...told]
}

/**
 * Puts the parts into the order of the places that were given, and leaves out those without one. Two of the same place keep the order that they had.
 * @param places by the id of a part, or by the name of a section that is not in the report yet
 */
export function arrange(report: Report, places: ReadonlyMap<string, number | null>, sections: readonly Offered[], newId: () => string): Report | Refused {
  const all = [...report.parts, ...sections.filter((each) => !report.parts.some((part) => part.section === each.name)).map((each): Part & { readonly asked: string } => ({ id: newId(), section: each.name, heading: each.title, words: '', asked: each.name }))]
  const placed = all.map((part, at) => ({ part, at, place: places.get('asked' in part ? String(part.asked) : part.id) ?? null })).filter((each) => each.place !== null)
  if (placed.length === 0) return { refused: 'Give at least one part a place' }
  return { ...report, parts: placed.sort((a, b) => (a.place ?? 0) - (b.place ?? 0) || a.at - b.at).map(({ part: { id, section, heading, words } }) => ({ id, section, heading, words })) }
}

export function write(report: Report, part: string, heading: string, words: string): Report | Refused {
  if (!report.parts.some((each) => each.id === part)) return { refused: 'This part is not in the report any more' }
  return { ...report, parts: report.parts.map((each) => each.id === part ? { ...each, heading, words } : each) }
}

export function addWords(report: Report, id: string, heading: string, words: string): Report {
  return { ...report, parts: [...report.parts, { id, section: null, heading, words }] }
}

/** An issue is what a body had before it; the second and later ones say what was corrected. */
export function mayIssue(last: Issue | null, blocks: readonly WrittenBlock[], isAsLast: boolean, note: string): { readonly number: number } | Refused {
  if (!blocks.some((block) => block.kind !== 'heading')) return { refused: 'There is nothing in the report yet' }
  if (last === null) return { number: 1 }
  if (isAsLast) return { refused: 'Nothing has changed since it was issued' }
  return note === '' ? { refused: 'Enter what changed since it was issued. Its readers will see it' } : { number: last.number + 1 }
}

export function draftWords(day: Temporal.PlainDate): string {
  return `Draft of ${dayInWords(day)}. Not issued: words and figures may change`
}

/** “annual-report-2025-to-2026”: one address for the days that it tells of. */
export function slugOf(from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  return from.year === to.year ? `${String(from.year)}${from.month === 1 && to.month === 12 ? '' : `-${String(from.month)}-to-${String(to.month)}`}` : `${String(from.year)}-to-${String(to.year)}`
}
