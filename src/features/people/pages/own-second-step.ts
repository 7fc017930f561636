import { html } from '#html/html.ts'
import { secret } from '#web/fields.ts'
import { openForm } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { needsSecondStep } from '../person.ts'
import { findPasswordHash } from '../password-store.ts'
import { paths } from '../paths.ts'
import { mailSecondStepChanged } from '../people-mail.ts'
import { findPerson } from '../people-store.ts'
import { dropSecondStep, findSecondStep, hashRecoveryCodes, recoveryCodes, saveRecoveryCodes } from '../second-step-store.ts'
import { endSessionsOf, findSignInRule, newToken } from '../session-store.ts'
import { beginStep } from '../sign-in-store.ts'
import { stepMinutes } from '../sign-in.ts'
import { goOn, proveYourself, refusedProof, signedIn } from './prove-yourself.ts'

const fields = { current: secret({ missing: 'Enter your password' }) }

/** Somebody who is signed in sets up a second step, or a new one for a new phone: their password first, then the same page as at sign-in. */
export const ownSecondStep = openForm({
  path: paths.secondStep,
  fields,
  before: proveYourself,
  load: async (_at, { db, organisation, person }) => ({ hasPassword: await findPasswordHash(db, organisation.id, signedIn(person).id) !== null }),
  view: ({ hasPassword }, answers) => ({
    title: 'Set up a second step', back: paths.account.to(),
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-l">Set up a second step</h1>
      ${hasPassword
        ? questions(answers).form('Continue', html`<p class="govuk-body">You need an authenticator app on your phone or computer.</p>${questions(answers).password('current', 'Your password')}`)
        : html`<p class="govuk-body">You have no password here: you sign in with another service, which has steps of its own.</p>`}
    </div></div>`,
  }),
  async submit(_values, _loaded, house, proof) {
    const refused = await refusedProof(proof, house)
    if (refused) return refused
    const person = signedIn(house.person)
    const token = await beginStep(house.db, house.organisation.id, person.id, 'set up', 'password', house.now)
    return { goTo: `${paths.setUpSecondStep.to()}?next=${encodeURIComponent(paths.account.to())}`, entry: [], carry: { step: { value: token, seconds: stepMinutes * 60 } } }
  },
})

export const newCodes = openForm({
  path: paths.newCodes,
  fields,
  async before(body, house) {
    const proof = await proveYourself(body, house)
    const token = newToken()
    return { proof, token, hashes: proof.right ? await hashRecoveryCodes(recoveryCodes(token)) : [] }
  },
  load: async (_at, { person }) => signedIn(person),
  view: (_person, answers) => ({
    title: 'Make new recovery codes', back: paths.account.to(),
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-l">Make new recovery codes</h1>
      ${questions(answers).form('Make new codes', html`<p class="govuk-body">The codes that you have now will stop working.</p>${questions(answers).password('current', 'Your password')}`)}
    </div></div>`,
  }),
  async submit(_values, person, house, { proof, token, hashes }) {
    const { db, organisation, now, request } = house
    const refused = await refusedProof(proof, house)
    if (refused) return refused
    if (!await findSecondStep(db, organisation.id, person.id)) return { problems: { current: 'Set up a second step first: its recovery codes come with it' } }
    await saveRecoveryCodes(db, organisation.id, person.id, hashes)
    await beginStep(db, organisation.id, person.id, 'keep codes', 'password and second step', now, token)
    await mailSecondStepChanged(db, organisation, person, 'New recovery codes were made, and the old ones do not work any more.', now, request.id)
    return {
      goTo: `${paths.keepCodes.to()}?next=${encodeURIComponent(paths.account.to())}`, carry: { step: { value: token, seconds: stepMinutes * 60 } },
      entry: { did: 'people.recovery-codes-made', on: { room: 'people', id: person.id } },
    }
  },
})

export const turnOffSecondStep = openForm({
  path: paths.dropSecondStep,
  fields,
  before: proveYourself,
  async load(_at, { db, organisation, person }) {
    const found = await findPerson(db, organisation.id, signedIn(person).id)
    return { needed: !organisation.isExample && needsSecondStep(await findSignInRule(db, organisation.id), found?.grants ?? []) }
  },
  view: ({ needed }, answers) => ({
    title: 'Turn off the second step', back: paths.account.to(),
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-l">Turn off the second step</h1>
      ${needed
        ? html`<p class="govuk-body">Your roles need a second step, so it cannot be turned off. If you have a new phone, <a class="govuk-link" href="${paths.secondStep.to()}">set it up again</a>: the new one takes the place of the old.</p>`
        : questions(answers).form('Turn off', html`<p class="govuk-body">Only your password will be asked for when you sign in, which is less safe.</p>${questions(answers).password('current', 'Your password')}`, { warning: true, cancel: paths.account.to() })}
    </div></div>`,
  }),
  async submit(_values, { needed }, house, proof) {
    const { db, organisation, now, request } = house
    const person = signedIn(house.person)
    const refused = await refusedProof(proof, house)
    if (refused) return refused
    if (needed) return { problems: { current: 'Your roles need a second step, so it cannot be turned off' } }
    await dropSecondStep(db, organisation.id, person.id)
    await endSessionsOf(db, organisation.id, person.id, person.session)
    await mailSecondStepChanged(db, organisation, person, 'The second step was turned off: only your password is asked for when you sign in.', now, request.id)
    return { ...await goOn(house), goTo: paths.account.to(), said: 'The second step is off, and you are signed out everywhere else', entry: { did: 'people.second-step-dropped', on: { room: 'people', id: person.id } } }
  },
})
