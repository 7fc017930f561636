/** The letter that tells members of issued papers. */
import { randomBytes } from 'node:crypto'
import type { Database } from '#database/database.ts'
import { dayOfWeekInWords } from '#duty/dates.ts'
import { listPeople } from '#features/people/index.ts'
import { sendLater } from '#web/mail.ts'
import type { Body, Membership } from './body.ts'
import { insertLetters } from './letter-store.ts'
import { invited, type Meeting } from './meeting.ts'
import { paths } from './paths.ts'

/** How long after the meeting the link goes on working, in days. */
export const linkDays = 90

/**
 * One letter to each member who signs in here: which body, which day, and a link of their own. No paper is named in it, and nobody: letters are
 * passed on. Gives how many were written to.
 */
export async function mailPapers(db: Database, { organisation, origin, now, meeting, body, members }: { readonly organisation: { readonly id: string; readonly name: string }; readonly origin: string; readonly now: Temporal.Instant; readonly meeting: Meeting; readonly body: Body; readonly members: readonly Membership[] }): Promise<number> {
  const people = new Map((await listPeople(db, organisation.id, { state: 'active' })).map((each) => [each.id, each]))
  const to = [...new Map(invited(members, meeting.on).flatMap((seat) => { const person = seat.person === null ? undefined : people.get(seat.person); return person ? [[person.id, { seat, person }] as const] : [] })).values()]
  const letters = to.map(({ seat, person }) => ({ token: randomBytes(24).toString('base64url'), meeting: meeting.id, membership: seat.id, person: person.id, name: person.name, sentAt: now, worksUntil: meeting.on.add({ days: linkDays }), email: person.email }))
  await insertLetters(db, organisation.id, letters)
  for (const each of letters) {
    await sendLater(db, {
      organisation: organisation.id, to: each.email, subject: `Papers for ${body.name}, ${dayOfWeekInWords(meeting.on)}`, dedupe: `papers ${meeting.id} ${each.person}`,
      text: [`Agenda and papers of ${body.name} for ${dayOfWeekInWords(meeting.on)} have been issued.`, `Read them here. You do not need to sign in.\n${origin}${paths.sentPapers.to({ token: each.token })}`, 'The link is for you alone: please do not forward it. That you opened the papers is written down.', organisation.name].join('\n\n'),
    }, now)
  }
  return letters.length
}
