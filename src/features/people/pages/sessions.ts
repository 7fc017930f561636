import { html } from '#html/html.ts'
import { choice, optional, secret } from '#web/fields.ts'
import { openForm } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { findPasswordHash } from '../password-store.ts'
import { paths } from '../paths.ts'
import { endOneSession, endSessionsOf, listSessions } from '../session-store.ts'
import { forgetDevices } from '../sign-in-store.ts'
import type { Session, SignedInBy } from '../session.ts'
import { momentInWords } from './parts.ts'
import { goOn, proveYourself, refusedProof, signedIn } from './prove-yourself.ts'

interface Loaded { readonly all: readonly Session[]; readonly here: string | undefined; readonly hasPassword: boolean }

/** Where somebody is signed in, and the way out of one browser or of all. */
export const sessions = openForm({
  path: paths.sessions,
  fields: ({ all, hasPassword }: Loaded) => ({
    which: choice({ from: [...all.map((each) => each.id), 'everywhere'], missing: 'Select where to sign out' }),
    current: hasPassword ? secret({ missing: 'Enter your password' }) : optional(secret({ missing: '' })),
  }),
  before: proveYourself,

  async load(_at, { db, organisation, person, now }): Promise<Loaded> {
    const who = signedIn(person)
    return { all: await listSessions(db, organisation.id, who.id, now), here: who.session, hasPassword: await findPasswordHash(db, organisation.id, who.id) !== null }
  },

  view({ all, here, hasPassword }, answers) {
    const ask = questions(answers)
    const others = all.filter((each) => each.id !== here)
    return {
      title: 'Where you are signed in', back: paths.account.to(),
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Where you are signed in</h1>
        ${all.filter((each) => each.id === here).map((each) => html`<p class="govuk-body">In this browser, ${each.browser}, since ${momentInWords(each.beganAt)}: ${byInWords[each.signedInBy]}.</p>`)}
        ${ask.form('Sign out', html`
          ${ask.oneOf('which', 'Where do you want to sign out?', [
            ...others.map((each) => ({ value: each.id, text: each.browser, hint: `Since ${momentInWords(each.beganAt)}, last used ${momentInWords(each.lastUsedAt)}: ${byInWords[each.signedInBy]}` })),
            { value: 'everywhere', text: 'Everywhere, here too' },
          ])}
          ${hasPassword && ask.password('current', 'Your password')}`)}
      </div></div>`,
    }
  },

  async submit({ which }, { hasPassword }, house, proof) {
    const { db, organisation } = house
    const person = signedIn(house.person)
    // Whoever signs in elsewhere has no password here to give.
    const refused = hasPassword ? await refusedProof(proof, house) : null
    if (refused) return refused
    if (which === 'everywhere') {
      const ended = await endSessionsOf(db, organisation.id, person.id)
      await forgetDevices(db, organisation.id, person.id)
      return { goTo: paths.signIn.to(), session: 'end', said: 'You have signed out everywhere', entry: { did: 'people.signed-out-everywhere', on: { room: 'people', id: person.id }, detail: { sessions: ended } } }
    }
    const ended = await endOneSession(db, organisation.id, person.id, which)
    return { ...await goOn(house), goTo: paths.sessions.to(), said: 'That browser is signed out', entry: ended ? { did: 'people.session-ended', on: { room: 'people', id: person.id } } : [] }
  },
})

const byInWords: Readonly<Record<SignedInBy, string>> = {
  password: 'with a password', 'password and second step': 'with a password and a second step', 'identity provider': 'with another sign-in service',
  'identity provider and second step': 'with another sign-in service and a second step', example: 'as a person of the example',
}
