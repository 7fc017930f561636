import type { Html } from '#html/html.ts'
import type { Database, Reading } from '#database/database.ts'
import type { Entry } from '#database/ledger.ts'
import type { Deployment } from './deployment.ts'
import type { Body, Fields, Problems, Values } from './fields.ts'
import type { Files } from './files.ts'
import type { Organisation } from './organisation.ts'
import type { AllOffers, Offers } from './offers.ts'
import type { Params, Path } from './path.ts'
import type { Person } from './person.ts'
import type { Query } from './query.ts'
import type { Work } from './work.ts'

/** What a page that anyone may open can use: no person is known. */
export interface Outside {
  readonly db: Reading
  readonly organisation: Organisation
  readonly today: Temporal.PlainDate
  readonly now: Temporal.Instant
  readonly query: Query
  readonly files: Files
  /**
   * Works something out once for each state of the organisation's records, and gives it again until anything changes.
   * `what` names the maker and everything that it depends on beside the records (the day, an id).
   */
  remember<Value>(what: string, make: () => Promise<Value>): Promise<Value>
  /**
   * The same for what never changes: `seal` is the hash of what it is made from, so nothing that happens later makes it old.
   * Whether this reader may see it is asked before, each time, and never remembered with it.
   */
  rememberFrozen<Value>(what: string, seal: string, make: () => Promise<Value>): Promise<Value>
  /** The address that people reach the service by, without a slash at its end. */
  readonly origin: string
  readonly deployment: Deployment
  /** What all rooms offer to those that must not know them. */
  readonly offers: AllOffers
  /** `browser` is what the browser says of itself, and `search` all after the `?`: neither is to be believed. */
  readonly request: { readonly id: string; readonly address: string; readonly path: string; readonly search: string; readonly browser: string }
  /** What this browser carries for us from an earlier page, before anyone is signed in. */
  carried(name: Carried): string | null
}

/** `step`: a sign-in under way. `device`: somebody has signed in on this browser before. */
export type Carried = 'step' | 'device'

/** Before a change's transaction begins: look once, then do what is slow or happens elsewhere, for which no transaction should be kept open. */
export interface Before extends Omit<Outside, 'db' | 'remember' | 'rememberFrozen'> {
  look<Answer>(work: (db: Reading) => Promise<Answer>): Promise<Answer>
  /** Who asks, if they are signed in. The transaction asks again. */
  whoIs(): Promise<Person | null>
}

/** What a page may use of the world outside: who is asking, what day it is, and the database, to read. */
export interface House extends Outside {
  readonly person: Person
}

/** The same while a change is being made: the database is a transaction, and may be written. */
export interface Open {
  readonly db: Database
}

export interface Crumb { readonly text: string; readonly href: string }

export interface View {
  readonly title: string
  readonly main: Html
  /** The way down to this page, from the top; the page itself is left out. */
  readonly crumbs?: readonly Crumb[]
  /** Where “Back” goes, on pages that are a step in doing something. */
  readonly back?: string
  /** The main part takes the full width, for long tables. */
  readonly wide?: boolean
  /** The guide's page that explains this one: the name of a file in docs/guide. */
  readonly guide?: string
  /** For machines that follow the page: a feed, the data behind it. */
  readonly alternatives?: readonly { readonly type: string; readonly href: string; readonly title: string }[]
}

/** A file to keep, instead of a page to read. */
export interface Download { readonly fileName: string; readonly type: string; readonly bytes: Uint8Array | string }

/** A page to read. Declared, loaded, allowed and shown, in that order. */
export interface ReadingPage<Pattern extends string, Loaded> {
  readonly path: Path<Pattern>
  load(at: Params<Pattern>, house: House): Promise<Loaded>
  access(person: Person, loaded: Loaded): boolean
  /** The page shows special-category data: this entry is in the ledger before the answer leaves, or there is no answer. Null while it shows none: work under way. */
  reads?(loaded: Loaded, house: House): Entry | null
  view(loaded: Loaded, house: House): View
}

/** A file to fetch, with the same rules as a page. */
export interface DownloadPage<Pattern extends string, Loaded> {
  readonly path: Path<Pattern>
  load(at: Params<Pattern>, house: House): Promise<Loaded>
  access(person: Person, loaded: Loaded): boolean
  reads?(loaded: Loaded, house: House): Entry | null
  send(loaded: Loaded, house: House): Download | Promise<Download>
}

/**
 * What another program fetches by itself and cannot sign in for: a calendar. The secret in its address is all that it has, so `load` throws
 * `NotFound` where nobody knows it, and nothing is remembered of the answer.
 */
export interface FeedPage<Pattern extends string, Loaded> {
  readonly path: Path<Pattern>
  load(at: Params<Pattern>, outside: Outside): Promise<Loaded>
  send(loaded: Loaded, outside: Outside): Download
}

/** A page with one form on it. GET and a refused POST go through the same `load` and the same `view`. */
export interface FormPage<Pattern extends string, Loaded, F extends Fields, Prior = undefined> {
  readonly path: Path<Pattern>
  load(at: Params<Pattern>, house: House): Promise<Loaded>
  access(person: Person, loaded: Loaded): boolean
  reads?(loaded: Loaded, house: House): Entry | null
  readonly fields: F | ((loaded: Loaded, house: House) => F)
  /** What stands in the boxes when the page is opened. */
  starting?(loaded: Loaded, house: House): Body
  /** Changes whenever the thing on the form does: a form opened on another version is shown both texts. */
  version?(loaded: Loaded): string | undefined
  /** The answers are kept as they are typed, for this person and this address, until the form is sent. */
  readonly draft?: boolean
  /** What is typed here is written down nowhere else, not even for somebody who has been signed out meanwhile: answers about themselves. */
  readonly leavesNoCopy?: boolean
  /**
   * What is slow, between looking and changing: no transaction is open, so the database cannot be asked. `loaded` is as it was just before; `submit` gets what
   * this gives, loads again, and has to see whether it is still of the same. Left out where answers cannot be read.
   */
  before?(values: Values<F>, loaded: Loaded, house: Omit<House, 'db' | 'remember' | 'rememberFrozen'>): Promise<Prior>
  view(loaded: Loaded, answers: Answers<F>, house: House): View
  submit(values: Values<F>, loaded: Loaded, house: House & Open, prior: Prior): Promise<Done | Refused<F>>
}

/** A page with a form that somebody may use without signing in: signing in itself, a signed link from a mail. */
export interface OpenFormPage<Pattern extends string, Loaded, F extends Fields, Prior = undefined> {
  readonly path: Path<Pattern>
  /** What is slow, done once before the transaction with the answers as they were sent: hashing a password, asking another service. */
  before?(body: Body, house: Before): Promise<Prior>
  load(at: Params<Pattern>, house: Outside & { readonly person: Person | null }): Promise<Loaded>
  readonly fields: F | ((loaded: Loaded) => F)
  starting?(loaded: Loaded): Body
  version?(loaded: Loaded): string | undefined
  view(loaded: Loaded, answers: Answers<F>, house: Outside & { readonly person: Person | null }): View
  submit(values: Values<F>, loaded: Loaded, house: Outside & Open & { readonly person: Person | null }, prior: Prior): Promise<OpenDone | Refused<F>>
}

/** A GET that changes something, because it comes back from somewhere else: the return from an identity provider. Nothing else should be one. */
export interface ArrivalPage<Pattern extends string, Prior = undefined> {
  readonly path: Path<Pattern>
  /** What is slow, done once before the transaction: asking the other service what it knows. */
  before?(house: Before): Promise<Prior>
  arrive(at: Params<Pattern>, house: Outside & Open & { readonly person: Person | null }, prior: Prior): Promise<OpenDone | { readonly refused: View; readonly entry?: Entry }>
}

/** What was published, for anyone: served from memory until something is published again. */
export interface PublicPage<Pattern extends string, Loaded> {
  readonly path: Path<Pattern>
  load(at: Params<Pattern>, outside: Outside): Promise<Loaded>
  show(loaded: Loaded, outside: Outside): View | Download
}

/** A change cannot be made without saying where to go next and what to write in the ledger. */
export interface Done {
  readonly goTo: string
  readonly entry: Entry | readonly Entry[]
  /** One sentence shown at the top of the next page: what was done. */
  readonly said?: string
}

/** The same for a visitor who is not signed in: who did it is found on the way, or nobody is known. */
export interface OpenDone extends Done {
  readonly by?: Person
  /** A session begins for this token, or the present one ends. */
  readonly session?: { readonly begin: string } | 'end'
  /** What the browser is to carry from now on, and for how long; null for what it is to forget. */
  readonly carry?: { readonly [name in Carried]?: { readonly value: string; readonly seconds: number } | null }
}

/**
 * A rule said no. With `entry`, what was refused is itself written down (a failed sign-in counts towards slowing down),
 * so the transaction is kept; without it everything is rolled back.
 */
export interface Refused<F extends Fields> { readonly problems: Problems<F>; readonly keep?: boolean; readonly entry?: Entry }

/** The person's own words, as they typed them, with what was wrong with each. */
export type Answers<F extends Fields> = {
  readonly body: Body
  readonly problems: Problems<F>
  readonly parts: Readonly<Record<string, string>>
  /** When these answers were kept as a draft; null when they are not from one. */
  readonly keptAt: Temporal.Instant | null
  /** Hidden fields that every form carries: the version that it was opened on. */
  readonly hidden: Html
  /** Where the form is sent: the page’s own address without what follows a `#`, which would take the keyboard away from the errors of a refused form. */
  readonly address: string
  /** For `data-draft`: put on the form of a page whose drafts are kept. */
  readonly keepsDraft: boolean
}

export type AnyPage =
  | { readonly kind: 'page' } & ReadingPage<string, any>
  | { readonly kind: 'download' } & DownloadPage<string, any>
  | { readonly kind: 'feed' } & FeedPage<string, any>
  | { readonly kind: 'form' } & FormPage<string, any, any, any>
  | { readonly kind: 'open form' } & OpenFormPage<string, any, any, any>
  | { readonly kind: 'arrival' } & ArrivalPage<string, any>
  | { readonly kind: 'public' } & PublicPage<string, any>

// `any` in AnyPage, and these casts, are the one place where pages of different shapes stand in one list; `mount` gives each what its own `load` made.
export function page<Pattern extends string, Loaded>(declared: ReadingPage<Pattern, Loaded>): AnyPage {
  return { kind: 'page', ...declared } as AnyPage
}

export function download<Pattern extends string, Loaded>(declared: DownloadPage<Pattern, Loaded>): AnyPage {
  return { kind: 'download', ...declared } as AnyPage
}

export function feed<Pattern extends string, Loaded>(declared: FeedPage<Pattern, Loaded>): AnyPage {
  return { kind: 'feed', ...declared } as AnyPage
}

export function form<Pattern extends string, Loaded, const F extends Fields, Prior = undefined>(declared: FormPage<Pattern, Loaded, F, Prior>): AnyPage {
  return { kind: 'form', ...declared } as AnyPage
}

export function openForm<Pattern extends string, Loaded, const F extends Fields, Prior = undefined>(declared: OpenFormPage<Pattern, Loaded, F, Prior>): AnyPage {
  return { kind: 'open form', ...declared } as AnyPage
}

export function arrival<Pattern extends string, Prior = undefined>(declared: ArrivalPage<Pattern, Prior>): AnyPage {
  return { kind: 'arrival', ...declared } as AnyPage
}

export function publicPage<Pattern extends string, Loaded>(declared: PublicPage<Pattern, Loaded>): AnyPage {
  return { kind: 'public', ...declared } as AnyPage
}

/** A room of the house: what it adds to the app. */
export interface Room {
  readonly name: string
  readonly pages: readonly AnyPage[]
  /** Work that is done beside the pages. */
  readonly work?: readonly Work<any>[]
  /** What it can be asked by rooms that must not know it. */
  readonly offers?: Offers
  /** Links in the service navigation, for those who may follow them. */
  readonly navigation?: readonly { readonly text: string; readonly href: string; mayUse(person: Person): boolean }[]
  /** Links in the public pages' navigation. `onlyUnderIt`: the room's other public pages are under no link, as the front page is not. */
  readonly publicNavigation?: readonly { readonly text: string; readonly href: string; readonly onlyUnderIt?: boolean }[]
}
