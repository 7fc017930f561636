import { createHash, randomBytes } from 'node:crypto'
import { dayInWords } from '#duty/dates.ts'
import type { Database } from '#database/database.ts'
import { sendLater } from '#web/mail.ts'
import type { Action } from '../action.ts'
import { insertAsking } from '../asking-store.ts'
import { paths } from '../paths.ts'
import { dueWords, howLate } from './parts.ts'

/** How long the link in a mail answers, in days. */
export const linkDays = 30

export interface LeadMail {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly origin: string
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  readonly to: { readonly id: string; readonly name: string; readonly email: string }
  readonly actions: readonly Action[]
  readonly subject: string
  /** What the mail says before the actions, a paragraph each. */
  readonly opening: readonly string[]
  /** What the mail says after the actions: other things that wait for the same person. */
  readonly also?: readonly string[]
  readonly askedBy: string
  /** Something asked in particular, which the page that the link opens shows again. */
  readonly question?: string
  readonly dedupe: string
}

/** One mail to one lead, with a link for each action that opens its one page. The links are made here and kept only as hashes. */
export async function mailLead(db: Database, mail: LeadMail): Promise<void> {
  const { organisation, now, today, to } = mail
  const paragraphs: string[] = []
  for (const action of mail.actions) {
    const token = randomBytes(24).toString('base64url')
    await insertAsking(db, organisation.id, createHash('sha256').update(token).digest('hex'), { action: action.id, person: to.id, askedAt: now, askedBy: mail.askedBy, expiresAt: now.add({ hours: linkDays * 24 }), answeredAt: null, question: mail.question ?? '' })
    const late = howLate(action, today)
    paragraphs.push(`${action.reference === '' ? '' : `${action.reference} `}${action.words}\nDue: ${dueWords(action)}${late === '' ? '' : ` (${late})`}\n${mail.origin}${paths.answer.to({ token })}`)
  }
  await sendLater(db, {
    organisation: organisation.id, to: to.email, subject: mail.subject, dedupe: mail.dedupe,
    text: [`Dear ${to.name}`, ...mail.opening, ...(paragraphs.length === 0 ? [] : ['Each link opens one page. It takes about a minute, and you do not need to sign in.', ...paragraphs,
      `The links are for you alone: please do not forward them. They work until ${dayInWords(today.add({ days: linkDays }))}.`]), ...mail.also ?? [], organisation.name].join('\n\n'),
  }, now)
}
