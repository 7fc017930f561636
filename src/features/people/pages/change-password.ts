import { html } from '#html/html.ts'
import { secret } from '#web/fields.ts'
import { openForm } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { passwordProblem, shortest } from '../password.ts'
import { hashPassword, savePassword } from '../password-store.ts'
import { paths } from '../paths.ts'
import { mailPasswordChanged } from '../people-mail.ts'
import { endSessionsOf, listSessions } from '../session-store.ts'
import { endStepsOf, forgetDevices } from '../sign-in-store.ts'
import { goIn } from './going-in.ts'
import { proveYourself, refusedProof, signedIn } from './prove-yourself.ts'

export const changePassword = openForm({
  path: paths.changePassword,
  fields: { current: secret({ missing: 'Enter the password that you have now' }), password: secret({ missing: 'Enter a new password' }) },

  async before(body, house) {
    const proof = await proveYourself(body, house)
    const who = signedIn(await house.whoIs())
    const typed = body['password']
    if (!proof.right || typeof typed !== 'string' || typed === '') return { proof, hash: null, problem: null }
    const problem = typed === body['current'] ? 'The new password must not be the one that you have now' : passwordProblem(typed, [house.organisation.name, who.name, who.email])
    return { proof, hash: problem === null ? await hashPassword(typed) : null, problem }
  },

  load: async (_at, { person }) => signedIn(person),

  view: (person, answers) => ({
    title: 'Change your password', back: paths.account.to(),
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-l">Change your password</h1>
      ${questions(answers).form('Change password', html`
        <input type="hidden" name="username" autocomplete="username" value="${person.email}">
        ${questions(answers).password('current', 'The password that you have now')}
        ${questions(answers).password('password', 'New password', `${shortest} characters or more. Three words that have nothing to do with each other are easy to remember and hard to guess.`, 'new-password')}
        <p class="govuk-body">You will be signed out everywhere else.</p>`)}
    </div></div>`,
  }),

  async submit(_values, person, house, { proof, hash, problem }) {
    const refused = await refusedProof(proof, house)
    if (refused) return refused
    if (hash === null) return { problems: { password: problem ?? 'Enter a new password' } }
    const { db, organisation, now, request } = house
    const here = (await listSessions(db, organisation.id, person.id, now)).find((each) => each.id === person.session)
    await savePassword(db, organisation.id, person.id, hash, now)
    await endSessionsOf(db, organisation.id, person.id)
    await endStepsOf(db, organisation.id, person.id)
    await forgetDevices(db, organisation.id, person.id)
    await mailPasswordChanged(db, organisation, person, now, request.id)
    const done = await goIn(house, person.id, here?.signedInBy ?? 'password', { goTo: paths.account.to(), said: 'Your password has been changed, and you are signed out everywhere else' })
    return { ...done, entry: { did: 'people.password-changed', on: { room: 'people', id: person.id } } }
  },
})
