import { dayInWords } from '#duty/dates.ts'
import type { Database } from '#database/database.ts'
import { sendLater } from '#web/mail.ts'
import { ask } from './campaign-store.ts'
import { paths } from './paths.ts'

/** How long the link in an email answers, in days. */
export const linkDays = 60

export interface Invitation {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly origin: string
  readonly now: Temporal.Instant
  readonly campaign: string
  readonly participant: string
  readonly to: string
  readonly note: string
  readonly questions: number
}

/** One email to one person, with a link of their own. It says nothing about them, and nothing about whether they have answered. */
export async function mailInvitation(db: Database, mail: Invitation): Promise<void> {
  const token = await ask(db, mail.organisation.id, mail.participant, mail.now, linkDays)
  const until = mail.now.toZonedDateTimeISO('Europe/London').toPlainDate().add({ days: linkDays })
  await sendLater(db, {
    organisation: mail.organisation.id, to: mail.to, subject: `Two minutes for equality at ${mail.organisation.name}`, dedupe: `self-declaration ask ${mail.campaign} ${mail.participant}`,
    text: [
      'Hello',
      `${mail.organisation.name} wants to know whether it treats everybody who works here fairly. It can only tell if people say who they are.`,
      ...(mail.note === '' ? [] : [mail.note]),
      `There are ${mail.questions} short questions. You can skip any of them, and you do not need to sign in:`,
      `${mail.origin}${paths.declare.to({ token })}`,
      'Your manager does not see your answers. They are counted, and never used to decide anything about you.',
      `The link is for you alone: please do not forward it. It works until ${dayInWords(until)}. We ask everybody, at most once a year.`,
      mail.organisation.name,
    ].join('\n\n'),
  }, mail.now)
}

/** The confirmation of a notice under paragraph 8(5): that it was received, and from which day it holds. */
export async function mailStopped(db: Database, mail: { readonly organisation: { readonly id: string; readonly name: string }; readonly to: string; readonly participant: string; readonly today: Temporal.PlainDate; readonly now: Temporal.Instant }): Promise<void> {
  await sendLater(db, {
    organisation: mail.organisation.id, to: mail.to, subject: 'We have stopped holding equality answers about you', dedupe: `self-declaration stop ${mail.participant} ${mail.now.toString()}`,
    text: ['Hello', `On ${dayInWords(mail.today)} you gave notice that information about you must not be used for equality monitoring (Data Protection Act 2018, Schedule 1, paragraph 8(5)).`,
      'We stopped on that day. Answers that you had given were erased. Only your notice and its date are kept, so that nobody asks or counts you again.', 'You can take your notice back at any time: sign in, or write to us.', mail.organisation.name].join('\n\n'),
  }, mail.now)
}
