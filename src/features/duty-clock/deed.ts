/**
 * What was done and when, as the rooms note it in the moment of doing it: the evidence that a promise was kept. Promises name kinds of
 * deed, so nobody ticks anything by hand. A kind is a word that is kept in the records: it is never renamed.
 */
export const deedKinds = {
  'objectives published': 'Equality objectives were published',
  'plan published': 'An action plan was published',
  'plan reviewed': 'An action plan was reviewed',
  'plan approved': 'A plan or strategy was approved',
  'release published': 'Equality figures of the workforce were published',
  'dataset loaded': 'Equality data was loaded',
  'rows deleted': 'Rows about people were deleted, and the figures kept',
  'community profile published': 'Figures of who lives here were published',
  'pay gap published': 'Pay gaps were published',
  'pay audit finished': 'An equal pay audit was finished',
  'assessment signed off': 'An impact assessment was signed off',
  'assessment published': 'An impact assessment was published',
  'assessments audited': 'The completion and publication of assessments was checked',
  'relevance reviewed': 'The register of what needs assessing was gone through',
  'report issued': 'A report was issued to a body',
  'report published': 'A report was published',
  'round opened': 'A monitoring round was opened',
  'round closed': 'A monitoring round was closed',
  'meeting held': 'A meeting was held',
  'event held': 'An event was held',
  'decision published': 'A decision was published',
  'supplier return recorded': 'What a supplier has to report came, and was recorded',
  'challenge answered': 'A challenge from outside was answered',
  'survey opened': 'A survey was opened',
  'survey closed': 'A survey was closed',
  'survey results published': 'The results of a survey were published',
  'training evaluated': 'Training was evaluated',
  'statement published': 'A statement was published',
  'accreditation gained': 'An accreditation or charter was gained or renewed',
  'submission made': 'A submission was made to an outside scheme',
  'incident figures published': 'Figures of hate incidents were published',
  'engagement feedback published': 'What people said, and what was done about it, was published',
} as const
export type DeedKind = keyof typeof deedKinds

export function isDeedKind(word: string): word is DeedKind {
  return Object.hasOwn(deedKinds, word)
}

/** What a room says of its deed. */
export interface Done {
  readonly kind: DeedKind
  /** The folder of the room: `equality-monitoring`. */
  readonly room: string
  /** What it was done to, in the room's own words and by its own id. */
  readonly thing: { readonly kind: string; readonly id: string }
  /** The day on which it was done, which may be before the day on which it is noted. */
  readonly on: Temporal.PlainDate
  /** As people call it: `Workforce equality report 2025 to 2026`. Names nobody. */
  readonly title: string
  /** Where it can be read. */
  readonly href: string
  /** Anybody may read it there: then the public page of what was due may say it. */
  readonly public?: boolean
  /** The days that it tells of, where it tells of some: a quarter, a year. A late report is then not taken for an early one. */
  readonly covers?: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }
  /** The body that it went to, or that met. */
  readonly to?: { readonly id: string; readonly name: string }
  /** What it is about, in few words that promises ask for: `workforce`, `gender`, `annual report`, `senior manager present`. */
  readonly about?: readonly string[]
  /** Where the same thing is done again and counts again: the version, the year. A report that goes to two bodies counts for each by itself. */
  readonly occasion?: string
}

/** The same once it is in the register. */
export interface Deed extends Omit<Done, 'about' | 'occasion' | 'public' | 'covers' | 'to'> {
  readonly id: string
  readonly public: boolean
  readonly covers: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate } | null
  readonly to: { readonly id: string; readonly name: string } | null
  readonly about: readonly string[]
  readonly occasion: string
}

/** What is planned and not done yet: it is noted as done by `Done` of the same thing, and of the same kind. */
export type Planned = Pick<Done, 'kind' | 'room' | 'thing' | 'on' | 'title' | 'href'>

/** What makes two notes the same deed. */
export function occasionOf(done: Done): string {
  return done.occasion ?? done.to?.id ?? ''
}
