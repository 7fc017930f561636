import type { Work } from '#web/work.ts'
import { paths } from '../paths.ts'
import { mailResetLink } from '../people-mail.ts'
import { findPersonByEmail } from '../people-store.ts'
import { countFailure, listFailures, makeLink } from '../sign-in-store.ts'
import { secondsToWait } from '../sign-in.ts'

/**
 * Sends a link to somebody who can sign in, and nothing to anybody else. Whoever asks for one again and again fills nobody’s
 * mailbox: after five, the next is sent only when some time has gone by.
 */
export const sendResetLink: Work<{ readonly email: string; readonly request: string }> = {
  name: 'people.send-reset-link',
  async run({ email, request }, { organisation, body, origin, changing, append, now }) {
    await changing(async (db) => {
      const person = await findPersonByEmail(db, organisation, email)
      if (!person || (person.state !== 'active' && person.state !== 'invited')) return
      const about = [{ counted: 'account here', key: ['links asked for', person.id] }] as const
      if (secondsToWait(await listFailures(db, organisation, about), now()) > 0) return
      await countFailure(db, organisation, about, now())
      const token = await makeLink(db, organisation, person.id, 'reset', now())
      await mailResetLink(db, body, person, `${origin}${paths.choosePassword.to()}?key=${token}`, `reset ${request}`)
      await append(db, { did: 'people.reset-link-sent', on: { room: 'people', id: person.id } })
    })
  },
}
