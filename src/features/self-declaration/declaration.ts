import { findCategory } from '#duty/monitoring/question-sets.ts'
import type { QuestionSet } from '#duty/monitoring/question-set.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'

/** What somebody said to one question: a category of the edition that they were asked in, or that they prefer not to say. */
export interface Given {
  readonly meaning: { readonly category: string } | { readonly state: 'prefer not to say' }
  /** Their own words beside "Other". Restricted: nobody but themselves reads them. */
  readonly ownWords: string
}

/** An answer that stands from a day, until another day once it was changed or taken back. */
export interface HeldAnswer extends Given {
  readonly question: QuestionId
  readonly questionSet: string
  readonly from: Temporal.PlainDate
  readonly until: Temporal.PlainDate | null
  readonly by: 'signed in' | 'link'
}

/** Somebody who may declare. Their answers stand apart. */
export interface Participant {
  readonly id: string
  readonly person: string | null
  readonly email: string
  readonly staffNumber: string | null
  /** The day of their notice under paragraph 8(5), which still stands. */
  readonly stoppedOn: Temporal.PlainDate | null
  readonly askedAt: Temporal.Instant | null
}

/** What is done with an answer when another is given: nothing, the same day's is mended, or the old one ends and the new begins. */
export type Change = 'none' | 'mend' | 'begin'

export function changeOf(held: HeldAnswer | undefined, given: Given, questionSet: string, today: Temporal.PlainDate): Change {
  if (held === undefined) return 'begin'
  if (held.questionSet === questionSet && JSON.stringify(held.meaning) === JSON.stringify(given.meaning) && held.ownWords === given.ownWords) return 'none'
  return held.from.equals(today) ? 'mend' : 'begin'
}

/** As people read their own answer back: their edition's label, and their own words beside it. */
export function answerInWords(set: QuestionSet, given: Given): string {
  if ('state' in given.meaning) return 'Prefer not to say'
  const label = readBack(set, given.meaning.category)
  return given.ownWords === '' ? label : `${label}: ${given.ownWords}`
}

function readBack(set: QuestionSet, code: string): string {
  const category = findCategory(set, code)
  if (category === undefined) return code
  if (set.lessDetail.includes(category)) return category.parent ?? category.output
  return set.question === 'disability' || set.question === 'gender identity' || set.question === 'carer' ? category.output : category.label
}

/** Nobody is asked by email twice within a year, and nobody at all who has given notice. */
export function mayBeAsked(participant: Pick<Participant, 'stoppedOn' | 'askedAt'>, today: Temporal.PlainDate): boolean {
  if (participant.stoppedOn !== null) return false
  if (participant.askedAt === null) return true
  return Temporal.PlainDate.compare(participant.askedAt.toZonedDateTimeISO('Europe/London').toPlainDate().add({ years: 1 }), today) <= 0
}

/** A line of the list from HR: an email address, then the staff number where there is one. Anything else is told of by its line. */
export function readStaffList(text: string): { readonly staff: readonly { readonly email: string; readonly staffNumber: string | null }[]; readonly unread: readonly number[] } {
  const staff = new Map<string, string | null>()
  const unread: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    const parts = line.split(/[,;\t]/).map((part) => part.trim().replace(/^"(.*)"$/, '$1')).filter((part) => part !== '')
    if (parts.length === 0) continue
    const email = parts.find((part) => /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(part) && part.length <= 254)
    const [number] = parts.filter((part) => part !== email && /^[\w./-]{1,40}$/.test(part))
    if (email !== undefined) staff.set(email.toLowerCase(), number ?? null)
    // A first line of headings is no fault.
    else if (index > 0 || !/mail/i.test(line)) unread.push(index + 1)
  }
  return { staff: [...staff].map(([email, staffNumber]) => ({ email, staffNumber })), unread }
}
