import type { Database } from '#database/database.ts'
import { sendLater } from '#web/mail.ts'
import type { Organisation } from '#web/organisation.ts'
import type { Colleague } from './person.ts'
import { linkHours, type LinkPurpose } from './sign-in.ts'

type To = Pick<Colleague, 'name' | 'email'>

/** Each mail is named for what it tells of, so that a transaction that is run again does not send it twice. */
async function send(db: Database, organisation: Organisation, to: To, dedupe: string, subject: string, paragraphs: readonly string[]): Promise<void> {
  const text = [`Dear ${to.name}`, ...paragraphs, `${organisation.name} uses Due Regard for its equality duty. Please do not reply to this email.`].join('\n\n')
  await sendLater(db, { organisation: organisation.id, to: to.email, subject, text, dedupe })
}

const wayOut = 'If this was not you, tell the people who look after Due Regard at your organisation at once.'

export async function mailInvitation(db: Database, organisation: Organisation, to: To, by: string, link: string, elsewhere: { readonly name: string; readonly link: string } | null, dedupe: string): Promise<void> {
  await send(db, organisation, to, dedupe, `You are invited to Due Regard at ${organisation.name}`, [
    `${by} has invited you to ${organisation.name}’s Due Regard, where the equality plan and the work that follows from it are kept.`,
    ...(elsewhere ? [`Sign in with ${elsewhere.name}, as you do for your other work:\n${elsewhere.link}`] : []),
    `${elsewhere ? 'Or choose a password for this service' : 'Choose a password and sign in'}:\n${link}`,
    `The link works once, and for ${howLong('invitation')}.`,
  ])
}

export async function mailResetLink(db: Database, organisation: Organisation, to: To, link: string, dedupe: string): Promise<void> {
  await send(db, organisation, to, dedupe, 'Choose a new password for Due Regard', [
    `Somebody, we hope you, has asked for a link to choose a new password:\n${link}`,
    `The link works once, and for ${howLong('reset')}. Until it is used nothing changes. If you did not ask for it, you can ignore this email.`,
  ])
}

export async function mailNewAddressLink(db: Database, organisation: Organisation, to: To, newEmail: string, link: string, dedupe: string): Promise<void> {
  await send(db, organisation, { ...to, email: newEmail }, `${dedupe} new`, 'Confirm your new email address', [
    `You asked to use this address for Due Regard. Sign in, and confirm it:\n${link}`,
    `The link works once, and for ${howLong('new email')}.`,
  ])
  await send(db, organisation, to, `${dedupe} old`, 'A new email address was asked for', ['Somebody signed in as you has asked to use another email address for Due Regard. Nothing changes until it is confirmed from that address.', wayOut])
}

export async function mailPasswordChanged(db: Database, organisation: Organisation, to: To, now: Temporal.Instant, request: string): Promise<void> {
  await send(db, organisation, to, `password changed ${request}`, 'Your password for Due Regard was changed', [`Your password was changed on ${atInWords(now)}, and every browser that was signed in as you was signed out.`, wayOut])
}

export async function mailSecondStepChanged(db: Database, organisation: Organisation, to: To, what: string, now: Temporal.Instant, request: string): Promise<void> {
  await send(db, organisation, to, `second step ${request}`, 'Your second step for Due Regard was changed', [`${what} This was on ${atInWords(now)}.`, wayOut])
}

function howLong(purpose: LinkPurpose): string {
  const hours = linkHours[purpose]
  return hours === 1 ? 'one hour' : hours % 24 === 0 ? (hours === 24 ? 'one day' : `${hours / 24} days`) : `${hours} hours`
}

function atInWords(now: Temporal.Instant): string {
  const at = now.toZonedDateTimeISO('Europe/London')
  return `${at.toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })} at ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
