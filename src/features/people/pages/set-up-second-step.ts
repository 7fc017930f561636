import { html } from '#html/html.ts'
import { one, text } from '#web/fields.ts'
import { openForm } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mailSecondStepChanged } from '../people-mail.ts'
import { findPerson } from '../people-store.ts'
import { paths } from '../paths.ts'
import { appAddress, hashRecoveryCodes, newSecret, recoveryCodes, saveSecondStep, stepOfCode } from '../second-step-store.ts'
import { secretInWords } from '../second-step.ts'
import { endSessionsOf } from '../session-store.ts'
import { findStep, saveStep } from '../sign-in-store.ts'
import { startAgain } from './enter-code.ts'
import { andSecondStep, nextOf, toStep } from './going-in.ts'
import { qrCode } from './qr-code.ts'

export const setUpSecondStep = openForm({
  path: paths.setUpSecondStep,
  fields: { code: text({ missing: 'Enter the code that the app shows', max: 40, subject: 'The code' }) },

  /** Ten recovery codes are hashed, which is slow, and only for a code that is right. */
  async before(body, { carried, now }) {
    const token = carried('step')
    if (token === null) return null
    const halfMinute = stepOfCode(newSecret(token), one(body, 'code'), now, 0)
    return halfMinute === null ? null : { halfMinute, hashes: await hashRecoveryCodes(recoveryCodes(token)) }
  },

  async load(_at, { db, organisation, carried, now }) {
    const token = carried('step')
    const step = await findStep(db, organisation.id, token, now)
    const person = step?.stage === 'set up' ? await findPerson(db, organisation.id, step.person) : null
    return step && person && token !== null ? { token, step, person } : null
  },

  view(loaded, answers, house) {
    if (!loaded) return startAgain(nextOf(house, ''))
    const secret = newSecret(loaded.token)
    return {
      title: 'Set up a second step', guide: 'second-step', back: house.person ? paths.account.to() : paths.signIn.to(),
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Set up a second step</h1>
        <p class="govuk-body">${!house.person && 'Your role lets you see or change what must be well kept, so a password alone is not enough. '}From now on you also enter a code from an app on your phone or computer when you sign in.</p>
        <ol class="govuk-list govuk-list--number">
          <li>Open an authenticator app: the one that you use already, or any free one from your phone’s app store.</li>
          <li>Add an account in it, and point its camera at this picture.</li>
        </ol>
        ${qrCode(appAddress(secret, house.organisation.name, loaded.person.email))}
        <p class="govuk-body">If you cannot use the picture, choose to enter a key in the app, and type this: <strong class="dr-secret">${secretInWords(secret)}</strong></p>
        ${questions(answers).form('Continue', questions(answers).line('code', 'Code that the app shows now', 'Six digits', { autocomplete: 'one-time-code', inputmode: 'numeric', classes: 'govuk-input--width-10', spellcheck: false }))}
      </div></div>`,
    }
  },

  async submit(_values, loaded, house, prior) {
    if (!loaded) return { problems: { code: 'This took too long. Sign in again' } }
    if (!prior) return { problems: { code: 'The code is not right. Check that the app’s clock is right, and enter the code that it shows now' } }
    const { db, organisation, now, request } = house
    const { person, token, step } = loaded
    await saveSecondStep(db, organisation.id, person.id, { secret: newSecret(token), lastStep: prior.halfMinute }, prior.hashes, now)
    await saveStep(db, organisation.id, token, { ...step, stage: 'keep codes', signedInBy: andSecondStep(step.signedInBy) })
    // Whoever is signed in elsewhere got in without it.
    await endSessionsOf(db, organisation.id, person.id, house.person?.session)
    await mailSecondStepChanged(db, organisation, person, 'A second step was set up: a code is now asked for when you sign in.', now, request.id)
    return {
      goTo: toStep(paths.keepCodes.to(), house), by: { id: person.id, organisation: organisation.id, name: person.name, email: person.email, grants: [] },
      entry: { did: 'people.second-step-set', on: { room: 'people', id: person.id } },
    }
  },
})
