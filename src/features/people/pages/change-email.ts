import { html } from '#html/html.ts'
import { email, secret } from '#web/fields.ts'
import { form, openForm } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayLookAfterOwnAccount } from '../access.ts'
import { paths } from '../paths.ts'
import { mailNewAddressLink } from '../people-mail.ts'
import { findPerson, findPersonByEmail, savePerson } from '../people-store.ts'
import { findLink, makeLink, useLink } from '../sign-in-store.ts'
import { goOn, proveYourself, refusedProof, signedIn } from './prove-yourself.ts'

export const changeEmail = openForm({
  path: paths.changeEmail,
  fields: { email: email({ missing: 'Enter your new email address', subject: 'Email address' }), current: secret({ missing: 'Enter your password' }) },
  before: proveYourself,
  load: async (_at, { person }) => signedIn(person),
  view: (person, answers) => ({
    title: 'Change your email address', back: paths.account.to(),
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-l">Change your email address</h1>
      <p class="govuk-body">Your address is ${person.email}. We will send a link to the new one, and nothing changes until you use it.</p>
      ${questions(answers).form('Send the link', html`
        ${questions(answers).line('email', 'New email address', undefined, { type: 'email', autocomplete: 'email', spellcheck: false })}
        ${questions(answers).password('current', 'Your password')}`)}
    </div></div>`,
  }),
  async submit(values, person, house, proof) {
    const refused = await refusedProof(proof, house)
    if (refused) return refused
    const { db, organisation, now, origin, request } = house
    const token = await makeLink(db, organisation.id, person.id, 'new email', now, values.email)
    // Somebody who has the new address already is not told of by this page: their mailbox gets the link, and using it says why it cannot be.
    await mailNewAddressLink(db, organisation, person, values.email, `${origin}${paths.confirmEmail.to()}?key=${token}`, `new email ${request.id}`)
    return { ...await goOn(house), goTo: paths.account.to(), said: `We have sent a link to ${values.email}`, entry: { did: 'people.new-email-asked', on: { room: 'people', id: person.id } } }
  },
})

export const confirmEmail = form({
  path: paths.confirmEmail,
  fields: {},
  async load(_at, { db, organisation, person, query, now }) {
    const link = await findLink(db, organisation.id, query.get('key'), now)
    return link?.purpose === 'new email' && link.person === person.id ? link.newEmail : null
  },
  access: mayLookAfterOwnAccount,
  view: (newEmail, answers) => ({
    title: 'Confirm your new email address', back: paths.account.to(),
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-l">Confirm your new email address</h1>
      ${newEmail === null
        ? html`<p class="govuk-body">This link does not work any more, or it is somebody else’s. You can <a class="govuk-link" href="${paths.changeEmail.to()}">ask for another</a>.</p>`
        : questions(answers).form('Confirm', html`<p class="govuk-body">From now on you sign in with <strong>${newEmail}</strong>, and our emails go there.</p>`)}
    </div></div>`,
  }),
  async submit(_values, newEmail, { db, organisation, person, query, now }) {
    const found = await findPerson(db, organisation.id, person.id)
    if (newEmail === null || !found) return { goTo: paths.account.to(), said: 'That link does not work any more', entry: [] }
    if (await findPersonByEmail(db, organisation.id, newEmail)) return { goTo: paths.account.to(), said: 'Somebody here has that address already, so yours has not been changed', entry: [] }
    await savePerson(db, organisation.id, { ...found, email: newEmail })
    await useLink(db, organisation.id, query.get('key'), now)
    return { goTo: paths.account.to(), said: 'Your email address has been changed', entry: { did: 'people.email-changed', on: { room: 'people', id: person.id }, before: { email: found.email }, after: { email: newEmail } } }
  },
})
