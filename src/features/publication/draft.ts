/** What waits to become public: drafted, looked through, approved by somebody else, let out at once or after an embargo. Pure. */
import type { Json } from '#database/canonical.ts'
import { findIdentifying, type KindOfFinding } from '#disclosure/identifying.ts'
import type { Refused } from '#duty/refused.ts'
import type { Approval } from './approval.ts'
import { wordsIn, type Hand, type Rests } from './edition.ts'
import type { Report, ReportTable } from './report.ts'

export const draftStates = ['draft', 'checked', 'approved', 'published', 'dropped'] as const
export type DraftState = (typeof draftStates)[number]

export interface Draft {
  readonly id: string
  readonly room: string
  readonly thingId: string
  readonly address: string
  readonly title: string
  readonly content: Json
  /** Why there is a new version, for readers. */
  readonly note: string
  readonly place: number
  readonly restsOn: readonly Rests[]
  readonly state: DraftState
  readonly draftedBy: Hand
  readonly draftedAt: Temporal.Instant
  readonly answers: readonly AnsweredFinding[]
  readonly redactions: readonly Redaction[]
  readonly checkedBy: Hand | null
  readonly checkedAt: Temporal.Instant | null
  readonly approvedBy: Hand | null
  readonly approvedAt: Temporal.Instant | null
  /** Not before this moment. */
  readonly embargoAt: Temporal.Instant | null
  readonly sentBackBecause: string
  readonly closesEarlier: boolean
  readonly openHistory: boolean
  readonly publishedVersion: number | null
  readonly version: number
  /** The hash of the content as it was handed in: what is taken out at the desk does not change it. */
  readonly handedIn: string
  /** What goes out together with it, each at an address of its own. */
  readonly pieces: readonly Piece[]
  /** What comes down when it goes out. */
  readonly takesDown: readonly { readonly address: string; readonly title: string }[]
  /** Why the one who drafted it was enough to approve it; empty where two people did. */
  readonly alone: string
}

/** One page among several that are drafted, looked through and let out as one: a promise of a plan. */
export interface Piece {
  readonly address: string
  readonly thingId: string
  readonly title: string
  readonly content: Json
  readonly place: number
  readonly handedIn: string
  /** The version that was public when this was handed in; 0 for none. */
  readonly over: number
}

/** Words that could point at a person: the same words are asked about once, however often they stand there. */
export interface Finding { readonly kind: KindOfFinding | 'small numbers in a table'; readonly words: string; readonly around: string; readonly times: number }

/** Somebody looked at the words and says why they may be read by everybody. */
export interface AnsweredFinding { readonly kind: string; readonly words: string; readonly because: string; readonly by: string }

/** What was taken out, without saying what it was. */
export interface Redaction { readonly kind: string; readonly because: string; readonly places: number; readonly by: string; readonly on: string }

export const redacted = '[removed]'

/** What a look finds in a title, a note and a content, each once. */
export function lookOver(what: { readonly title: string; readonly note: string; readonly content: Json; readonly pieces?: readonly Pick<Piece, 'content'>[] }): readonly Finding[] {
  const found = new Map<string, Finding>()
  // Each page by itself: a percentage on one and a number on another do not belong together.
  for (const text of [[what.title, what.note, wordsIn(what.content, 2_000_000)].join('\n'), ...(what.pieces ?? []).map((each) => wordsIn(each.content))]) {
    for (const { kind, words, at } of findIdentifying(text)) {
      const before = found.get(words)
      found.set(words, before ? { ...before, times: before.times + 1 } : { kind, words, around: excerptAround(text, at, words.length), times: 1 })
    }
  }
  for (const { title, rows } of tablesIn(what.content)) {
    const small = rows.flat().filter(isSmall)
    if (small.length > 0) found.set(`Table: ${title}`, { kind: 'small numbers in a table', words: `Table: ${title}`, around: `Numbers under 10 stand in ${small.length === 1 ? 'one cell' : `${small.length} cells`} of the table “${title}”. If they count people, they may be known.`, times: small.length })
  }
  return [...found.values()]
}

const isSmall = (cell: string): boolean => /^[1-9]$/.test(cell)

function tablesIn(content: Json): readonly ReportTable[] {
  if (content === null || typeof content !== 'object' || Array.isArray(content) || (content as { readonly schema?: Json }).schema !== 'report/1') return []
  return (content as unknown as Report).blocks.filter((block) => block.kind === 'table')
}

/** The table of this title with its small numbers withheld, as the gate marks what it withholds. */
function withSmallWithheld(content: Json, title: string): Json {
  const report = content as unknown as Report
  return { ...report, blocks: report.blocks.map((block) => block.kind === 'table' && block.title === title ? { ...block, rows: block.rows.map((row) => row.map((cell) => isSmall(cell) ? '[c]' : cell)) } : block) } as unknown as Json
}

/** Whole words on both sides, and no further than the paragraph, the heading or the cell in which they stand. */
function excerptAround(text: string, at: number, length: number): string {
  const end = text.indexOf('\n', at + length)
  const [start, stop] = [text.lastIndexOf('\n', at) + 1, end === -1 ? text.length : end]
  const line = text.slice(start, stop)
  const place = at - start
  const [left, right] = [place <= 60 ? 0 : line.indexOf(' ', place - 60) + 1, line.indexOf(' ', place + length + 60)]
  const [from, to] = [Math.min(left, place), right === -1 ? line.length : right]
  return `${from > 0 ? '…' : ''}${line.slice(from, to).replaceAll(/\s+/g, ' ').trim()}${to < line.length ? '…' : ''}`
}

/** What nobody has answered yet. */
export function openFindings(draft: Pick<Draft, 'title' | 'note' | 'content' | 'answers' | 'pieces'>): readonly Finding[] {
  return lookOver(draft).filter((each) => !draft.answers.some((answer) => answer.words === each.words))
}

export interface SaidOfFinding { readonly finding: Finding; readonly decision: 'keep' | 'remove'; readonly because: string }

/** Somebody goes through it: each finding is kept with a reason or taken out, and nothing is left open. */
export function check(draft: Draft, said: readonly SaidOfFinding[], by: Hand, now: Temporal.Instant): Draft | Refused {
  if (draft.state !== 'draft') return { refused: 'This is not a draft any more' }
  let changed: Pick<Draft, 'title' | 'note' | 'content' | 'pieces'> = draft
  const [answers, redactions] = [[...draft.answers], [...draft.redactions]]
  for (const { finding, decision, because } of said) {
    if (because.trim() === '') return { refused: `Say why “${finding.words}” stays or goes` }
    if (decision === 'keep') answers.push({ kind: finding.kind, words: finding.words, because, by: by.name })
    else {
      changed = finding.kind === 'small numbers in a table' ? { ...changed, content: withSmallWithheld(changed.content, finding.words.slice('Table: '.length)) }
        : {
          title: changed.title.replaceAll(finding.words, redacted), note: changed.note.replaceAll(finding.words, redacted), content: without(changed.content, finding.words),
          pieces: changed.pieces.map((each) => ({ ...each, title: each.title.replaceAll(finding.words, redacted), content: without(each.content, finding.words) })),
        }
      redactions.push({ kind: finding.kind, because, places: finding.times, by: by.name, on: now.toZonedDateTimeISO('Europe/London').toPlainDate().toString() })
    }
  }
  const next: Draft = { ...draft, ...changed, answers, redactions, state: 'checked', checkedBy: by, checkedAt: now, version: draft.version + 1 }
  const [left] = openFindings(next)
  return left === undefined ? next : { refused: `Say whether “${left.words}” stays or goes` }
}

function without(content: Json, words: string): Json {
  if (typeof content === 'string') return content.replaceAll(words, redacted)
  if (Array.isArray(content)) return (content as readonly Json[]).map((each) => without(each, words))
  if (content !== null && typeof content === 'object') return Object.fromEntries(Object.entries(content).map(([name, each]) => [name, each === undefined ? undefined : without(each, words)]))
  return content
}

/** Approved by somebody who did not draft it, unless the body has said why one person is enough. With an embargo it waits; without one it may be let out at once. */
export function approve(draft: Draft, by: Hand, embargoAt: Temporal.Instant | null, now: Temporal.Instant, approval: Approval): Draft | Refused {
  if (draft.state !== 'checked') return { refused: draft.state === 'draft' ? 'Somebody has to look through it first' : 'This does not wait for approval' }
  const own = mayNotLetOut(draft.draftedBy, by)
  if (own !== null && approval.people === 2) return own
  if (openFindings(draft).length > 0) return { refused: 'Some words that could point at a person have no answer yet' }
  if (embargoAt !== null && Temporal.Instant.compare(embargoAt, now) <= 0) return { refused: 'The embargo must end in the future' }
  return { ...draft, state: 'approved', approvedBy: by, approvedAt: now, embargoAt, alone: own !== null && approval.people === 1 ? approval.because : '', sentBackBecause: '', version: draft.version + 1 }
}

export function mayNotLetOut(draftedBy: Hand | null, by: Hand): Refused | null {
  return draftedBy?.id === by.id ? { refused: 'You drafted this, so somebody else approves it' } : null
}

export function sendBack(draft: Draft, because: string): Draft | Refused {
  if (draft.state !== 'checked' && draft.state !== 'approved') return { refused: 'This does not wait for approval' }
  return { ...draft, state: 'draft', sentBackBecause: because, checkedBy: null, checkedAt: null, approvedBy: null, approvedAt: null, embargoAt: null, alone: '', version: draft.version + 1 }
}

/** New words: whatever was looked through or approved before has to be again. */
export function change(draft: Draft, to: Pick<Draft, 'title' | 'content' | 'note' | 'restsOn'>, by: Hand, now: Temporal.Instant): Draft | Refused {
  if (draft.state === 'published' || draft.state === 'dropped') return { refused: 'This draft is finished. Begin another' }
  return { ...draft, ...to, state: 'draft', draftedBy: by, draftedAt: now, checkedBy: null, checkedAt: null, approvedBy: null, approvedAt: null, embargoAt: null, alone: '', version: draft.version + 1 }
}

export function drop(draft: Draft): Draft | Refused {
  if (draft.state === 'published' || draft.state === 'dropped') return { refused: 'This draft is finished' }
  return { ...draft, state: 'dropped', version: draft.version + 1 }
}

/** May it go out now? */
export function isDue(draft: Draft, now: Temporal.Instant): boolean {
  return draft.state === 'approved' && (draft.embargoAt === null || Temporal.Instant.compare(draft.embargoAt, now) <= 0)
}
