import type { Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import type { Entry } from '#database/ledger.ts'
import type { Showable } from '#disclosure/shown.ts'
import type { OpenTable } from '#documents/open-table.ts'
import type { WrittenBlock } from '#documents/write.ts'
import type { Html } from '#html/html.ts'
import type { Person } from './person.ts'

/**
 * What a room offers to rooms that must not know it. An indicator takes its number from pay, and pay's page shows the indicator: if both
 * imported each other they would stand in a circle. So a room lists here what it can be asked, the front door hands every room's list to every
 * page and every piece of work (`house.offers`), and what is kept is a name: a link is data.
 */
export interface Offers {
  /** Numbers that an indicator can be worked out from. */
  readonly measures?: readonly Measure[]
  /** Parts that a board's pack or an annual report can be made of. */
  readonly sections?: readonly ReportSection[]
  /** What a link of this kind means, for people: its title, and where it can be read. */
  readonly things?: readonly KindOfThing[]
  /** What a report or a publication can rest on, and how it stands now: whether something newer has taken its place. */
  readonly sources?: readonly KindOfSource[]
  /** Figures over time that something in another room can rest on, or be known by: indicators. */
  readonly series?: readonly KindOfSeries[]
  /** What can be proved to somebody who trusts neither this server nor its keeper: `due-regard ledger prove KIND ID`, and packs to fetch. */
  readonly proofs?: readonly KindOfProof[]
  /** What the weekly letter says of this room to each person. One letter goes out, whatever number of rooms has something to say. */
  readonly digests?: readonly Digest[]
  /** What waits for one person to do it: their first page gathers it from every room. */
  readonly waiting?: readonly Waiting[]
  /** What the public front page tells of the room. */
  readonly frontPage?: readonly FrontPagePart[]
  /** What the room has published as tables, for everybody to use. */
  readonly openData?: readonly OpenDataOffer[]
  /** Public addresses that are files for programs, and not pages. */
  readonly publicFiles?: readonly PublicFile[]
  /** How what the room hands in is shown to those who approve it, and what the room does once it is out. */
  readonly publishing?: readonly Publishing[]
}

export type AllOffers = { readonly [Kind in keyof Offers]-?: NonNullable<Offers[Kind]> }

/** From the first day to the last, both counted. */
export interface Span { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }

export interface Measure {
  /** The room, then what is measured: `impact-assessments.published-in-time`. Kept with an indicator, so it never changes its meaning. */
  readonly name: string
  readonly title: string
  readonly definition: string
  readonly unit: 'percent' | 'number' | 'pounds' | 'ratio'
  /** What it can be broken down by: by characteristic, by grade. The names are kept with an indicator. */
  readonly breakdowns?: readonly Breakdown[]
  /** @param by the name of one of its breakdowns, to have its groups as well */
  work(db: Reading, organisation: string, span: Span, by?: string): Promise<Measured>
}

/** `title` stands after “by”: “ethnic group”, “the characteristic that actions are about”. */
export interface Breakdown { readonly name: string; readonly title: string }

/** A value with what it is made of, or the sentence that says which input is missing. */
export type Measured =
  | {
    /** A figure about people that passed the gate, or a tally of things. */
    readonly value: Showable
    /** What it is a share of, where it is one of things. */
    readonly of?: Showable
    readonly on: Temporal.PlainDate
    readonly source: string
    /** Where what it rests on can be read. */
    readonly href: string
    /** Where a breakdown was asked for: its groups, or the sentence that says why there are none. */
    readonly groups?: readonly MeasuredGroup[] | { readonly missing: string }
    /** What it can be put beside: the census, another body. Each has been published by somebody, or passed the gate. */
    readonly beside?: readonly MeasuredBeside[]
  }
  | { readonly missing: string; readonly href?: string }

export interface MeasuredGroup { readonly name: string; readonly value: Showable; readonly of?: Showable }
export interface MeasuredBeside { readonly name: string; readonly value: Showable; readonly source: string }

export interface ReportSection {
  /** The room, then what it tells: `action-plan.progress-by-objective`. */
  readonly name: string
  readonly title: string
  /** One sentence for whoever chooses it. */
  readonly tells: string
  /** Who may read it: what goes into a report for everybody shows only what is public. */
  readonly readers: readonly ('board' | 'public')[]
  /** The blocks under the section's own heading; headings in it are of level 3. Empty when there is nothing to say of these days. */
  make(db: Reading, organisation: string, asked: AskedOfSection): Promise<readonly WrittenBlock[]>
  /** The kept versions that its figures are read from. What is read from records that go on changing is not here: a report says of those when it was made. */
  restsOn?(db: Reading, organisation: string, asked: AskedOfSection): Promise<readonly Rests[]>
}

export interface AskedOfSection extends Span { readonly for: 'board' | 'public'; readonly today: Temporal.PlainDate }

/** A version that something was made from: of a publication by its address, or of what a room keeps by its kind and id. */
export interface Rests {
  /** `publication` for something that is public itself, else the room and the kind: `pay-gaps.payroll`. */
  readonly kind: string
  /** The address, for a publication. */
  readonly id: string
  readonly version: string
  readonly sha256: string
  readonly title: string
}

export interface KindOfSource {
  readonly kind: string
  /** How each stands now, by its id: those that are not here any more are left out. */
  newest(db: Reading, organisation: string, ids: readonly string[]): Promise<ReadonlyMap<string, { readonly version: string; readonly sha256: string; readonly href: string }>>
}

export interface KindOfThing {
  /** The room and the kind: `impact-assessments.assessment`. */
  readonly kind: string
  find(db: Reading, organisation: string, id: string, reader: Person | null): Promise<{ readonly title: string; readonly href: string } | null>
}

export interface KindOfSeries {
  /** The room and the kind: `indicators.indicator`. */
  readonly kind: string
  /** Those with a figure that everybody may see. */
  list(db: Reading, organisation: string): Promise<readonly { readonly id: string; readonly title: string }[]>
  /** What everybody may see of these, by id. What is not public, or is there no more, is left out. */
  find(db: Reading, organisation: string, ids: readonly string[]): Promise<ReadonlyMap<string, Series>>
}

export interface Series {
  readonly title: string
  readonly definition: string
  readonly source: string
  /** Of the indicator, in words: `version 3`. */
  readonly version: string
  readonly better: 'higher' | 'lower' | 'context'
  readonly href: string
  /** Oldest first. */
  readonly points: readonly SeriesPoint[]
}

/** One period: its figure, its base in words, how far chance alone could have moved it, and what was aimed for by which day. */
export interface SeriesPoint extends Span {
  readonly value: Showable
  readonly of: string
  readonly low: Showable | null
  readonly high: Showable | null
  readonly target: { readonly value: Showable; readonly by: Temporal.PlainDate } | null
  readonly source: string
}

export interface KindOfProof {
  /** As it is asked for: `decision`. */
  readonly kind: string
  /** What ID is: `the number of an assessment, as EIA/2026/014, or its id`. */
  readonly asks: string
  find(db: Reading, organisation: string, id: string): Promise<Provable | null>
  /** Where `find` gives none: the sentence that says what is here instead, if the thing is and the day or the version is not. */
  whyNone?(db: Reading, organisation: string, id: string): Promise<string | null>
  /** Those of this kind that rest on any version of a source: an issued report, an assessment, a page that is public. */
  restingOn?(db: Reading, organisation: string, source: Pick<Rests, 'kind' | 'id'>): Promise<readonly RestingDocument[]>
}

export interface RestingDocument {
  readonly title: string
  /** For somebody who works here and may read it. */
  readonly href: string
  /** The version of the source that it rests on. */
  readonly on: Pick<Rests, 'version' | 'sha256'>
}

/** Every document that rests on a source, whichever room keeps it. */
export async function everythingRestingOn(proofs: readonly KindOfProof[], db: Reading, organisation: string, source: Pick<Rests, 'kind' | 'id'>): Promise<readonly RestingDocument[]> {
  const found: RestingDocument[] = []
  // One after the other: they share one connection.
  for (const { restingOn } of proofs) if (restingOn) found.push(...await restingOn(db, organisation, source))
  return found
}

/** What rests on a version that is not the newest any more. Nothing of the document is altered: readers are told beside it. */
export interface OvertakenSource { readonly rests: Rests; readonly now: { readonly version: string; readonly href: string } | null }

export async function overtakenSources(sources: readonly KindOfSource[], db: Reading, organisation: string, restsOn: readonly Rests[]): Promise<readonly OvertakenSource[]> {
  const found: OvertakenSource[] = []
  for (const source of sources) {
    const own = restsOn.filter(({ kind }) => kind === source.kind)
    if (own.length === 0) continue
    const newest = await source.newest(db, organisation, [...new Set(own.map(({ id }) => id))])
    found.push(...own.flatMap((rests) => { const now = newest.get(rests.id) ?? null; return now?.sha256 === rests.sha256 ? [] : [{ rests, now }] }))
  }
  return found
}

/** Bytes that were kept, and the entries of the ledger that tell of them. */
export interface Provable {
  readonly title: string
  /** For people, in sentences: what was decided, who was given it and when they opened it. */
  readonly says: readonly string[]
  readonly documents: readonly ProvableDocument[]
  /** Numbers of the ledger’s entries. Each document’s hash has to stand in one of them. */
  readonly entries: readonly number[]
  /** Where documents of this or other rooms can rest on it. */
  readonly source?: Pick<Rests, 'kind' | 'id' | 'version'>
}

export interface ProvableDocument {
  /** A name for a file, with its ending: `assessment.json`. */
  readonly file: string
  readonly what: string
  /** Text as we wrote it, or the bytes of a document that somebody gave. */
  readonly bytes: string | Uint8Array
  /** As it was written down when these bytes were kept: SHA-256, lower-case hexadecimal. */
  readonly sha256: string
}

export interface Digest {
  /** The room, then what it tells: `duty-clock.dates`. */
  readonly name: string
  /** Parts of this week's letter, by the id of the person whom they concern. */
  parts(db: Reading, organisation: string, at: { readonly today: Temporal.PlainDate; readonly origin: string }): Promise<ReadonlyMap<string, DigestPart>>
}

export interface DigestPart {
  /** For the letter's subject where nothing else is in it: `2 dates to keep`. */
  readonly subject: string
  /** Plain words, a paragraph each; links on lines of their own. */
  readonly paragraphs: readonly string[]
}

export interface Waiting {
  /** The room, then what waits: `publication.drafts`. */
  readonly name: string
  /** What this person can do now, and is asked to: never what waits for others. What presses most first, where that is more than anybody is shown. */
  list(db: Reading, organisation: string, asked: { readonly person: Person; readonly today: Temporal.PlainDate; readonly now: Temporal.Instant }): Promise<readonly WaitingThing[]>
}

export interface WaitingThing {
  readonly title: string
  /** What is to be done with it, in a few words: “Scrutinise it for your group”. */
  readonly todo: string
  /** Where it is done. */
  readonly href: string
  /** The last day that is in time, where there is one. */
  readonly by: Temporal.PlainDate | null
}

/** No room says more than this at once: whoever has more goes on with the first ones. */
const mostWaiting = 50

/** All that waits for somebody, whichever room it waits in: what has a day first, the soonest before the others. */
export async function everythingWaiting(waiting: readonly Waiting[], db: Reading, organisation: string, asked: Parameters<Waiting['list']>[2]): Promise<readonly WaitingThing[]> {
  const found = (await Promise.all(waiting.map((each) => each.list(db, organisation, asked)))).flatMap((each) => each.slice(0, mostWaiting))
  return found.sort((one, other) => one.by === null || other.by === null ? Number(one.by === null) - Number(other.by === null) : Temporal.PlainDate.compare(one.by, other.by))
}

/** The parts of the public front page, in their order there. Each is left out while no room has anything to say in it. */
export const frontPageParts = ['how we are doing', 'what we must publish', 'assessments', 'people', 'take part'] as const

export interface FrontPagePart {
  /** The room, then what it tells: `action-plan.objectives`. */
  readonly name: string
  readonly part: (typeof frontPageParts)[number]
  /** From what is public alone. Null while there is nothing. */
  make(db: Reading, organisation: string, today: Temporal.PlainDate): Promise<FrontPageCard | null>
}

/** Everything in it is words: a figure about people has passed the gate before it became one. */
export interface FrontPageCard {
  readonly title: string
  readonly href: string
  readonly words: string
  readonly figures?: readonly { readonly value: string; readonly label: string; readonly note?: string; readonly state?: 'done' | 'on-track' | 'at-risk' | 'late' }[]
  readonly lines?: readonly { readonly text: string; readonly href: string; readonly note: string }[]
  /** What the link to the whole says: “See the whole plan”. */
  readonly more?: string
}

export interface OpenDataOffer {
  /** The room, then what the data is of: `pay-gaps.years`. */
  readonly name: string
  /** What is public now. `tables` is asked only for what somebody wants. */
  list(db: Reading, organisation: string, today: Temporal.PlainDate): Promise<readonly OpenDataset[]>
}

export interface OpenDataset {
  /** Stands in the address of its files: `pay-gap-2026`. It never changes. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** The public page. */
  readonly href: string
  readonly version: string
  readonly publishedAt: Temporal.Instant
  tables(): Promise<readonly OpenTable[]>
}

/** A file that anybody may ask for: described with all others in OpenAPI. */
export interface PublicFile {
  /** As the room’s paths have it, with its ending: `/pay-gap/:year/figures.json`. */
  readonly address: string
  readonly title: string
}

/** What a room does beside the one way by which anything becomes public: it hands in, and the publication desk does the rest. */
export interface Publishing {
  /** The room whose publications these are, as its editions carry it. */
  readonly room: string
  /** As it will be read, and what changes of what is public: for those who look through it and approve it. */
  show(db: Reading, organisation: string, handed: { readonly title: string; readonly pieces: readonly PieceToShow[]; readonly takesDown: readonly { readonly address: string; readonly title: string }[]; readonly today: Temporal.PlainDate }): Promise<Html>
  /** What is let out where something went out by a rule after this was handed in: `drafted` joined with what came between `then` and `now`. */
  movedOn?(drafted: Json, then: Json | null, now: Json): Json
  /** In the transaction that let it out: what the room keeps of it, with its entries for the ledger. */
  wentOut?(db: Database, organisation: string, out: { readonly thingId: string; readonly pieces: readonly PieceLetOut[]; readonly takenDown: readonly string[]; readonly now: Temporal.Instant; readonly today: Temporal.PlainDate }): Promise<readonly Entry[]>
  /** Addresses that go down with this one: the promises of a plan. */
  partsOf?(db: Reading, organisation: string, address: string): Promise<readonly string[]>
  /** In the transaction that took it down. */
  tookDown?(db: Database, organisation: string, address: string): Promise<readonly Entry[]>
}

/** One page of what was handed in; `before` is what is public there now. The first is the one that the draft is called by. */
export interface PieceToShow { readonly address: string; readonly thingId: string; readonly title: string; readonly content: Json; readonly before: Json | null }

/** `version` and `sha256` are null where what was public said the same already. */
export interface PieceLetOut extends PieceToShow { readonly version: number | null; readonly sha256: string | null }

/** All that the rooms offer, in the rooms' order. Two offers of one name would answer for each other, so the house does not open with them. */
export function gatherOffers(rooms: readonly { readonly offers?: Offers }[]): AllOffers {
  const all: AllOffers = {
    measures: rooms.flatMap((room) => room.offers?.measures ?? []),
    sections: rooms.flatMap((room) => room.offers?.sections ?? []),
    things: rooms.flatMap((room) => room.offers?.things ?? []),
    sources: rooms.flatMap((room) => room.offers?.sources ?? []),
    series: rooms.flatMap((room) => room.offers?.series ?? []),
    proofs: rooms.flatMap((room) => room.offers?.proofs ?? []),
    digests: rooms.flatMap((room) => room.offers?.digests ?? []),
    waiting: rooms.flatMap((room) => room.offers?.waiting ?? []),
    frontPage: rooms.flatMap((room) => room.offers?.frontPage ?? []),
    openData: rooms.flatMap((room) => room.offers?.openData ?? []),
    publicFiles: rooms.flatMap((room) => room.offers?.publicFiles ?? []),
    publishing: rooms.flatMap((room) => room.offers?.publishing ?? []),
  }
  for (const names of [all.measures.map((each) => each.name), all.sections.map((each) => each.name), all.things.map((each) => each.kind), all.sources.map((each) => each.kind), all.series.map((each) => each.kind), all.proofs.map((each) => each.kind), all.digests.map((each) => each.name), all.waiting.map((each) => each.name), all.frontPage.map((each) => each.name), all.openData.map((each) => each.name), all.publicFiles.map((each) => each.address), all.publishing.map((each) => `to publish ${each.room}`)]) {
    const twice = names.find((name, at) => names.indexOf(name) !== at)
    if (twice !== undefined) throw new Error(`Two rooms offer ${twice}.`)
  }
  return all
}
