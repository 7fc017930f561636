import { html } from '#html/html.ts'
import { one, text } from '#web/fields.ts'
import { openForm } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { isPassword } from '../password-store.ts'
import { mailSecondStepChanged } from '../people-mail.ts'
import { findPerson } from '../people-store.ts'
import { paths } from '../paths.ts'
import { countRecoveryCodes, findRecoveryHash, findSecondStep, stepOfCode, useCode, useRecoveryCode } from '../second-step-store.ts'
import { readRecoveryCode } from '../second-step.ts'
import { countFailure, endStep, findStep, forgetFailures, isKnownDevice, listFailures, saveStep } from '../sign-in-store.ts'
import { codeTries, countedAbout, secondsToWait, waitInWords } from '../sign-in.ts'
import { andSecondStep, goIn, nextOf } from './going-in.ts'

export const enterCode = openForm({
  path: paths.enterCode,
  fields: { code: text({ missing: 'Enter the code', max: 40, subject: 'The code' }) },

  /** Comparing a recovery code takes as long as a password does. A code from the app is checked in the transaction, because it may be used once. */
  async before(body, { look, organisation, now, carried, request }) {
    const token = carried('step')
    const recovery = readRecoveryCode(one(body, 'code'))
    const found = await look(async (db) => {
      const step = await findStep(db, organisation.id, token, now)
      if (step?.stage !== 'code') return null
      const device = carried('device')
      const known = device !== null && await isKnownDevice(db, organisation.id, step.person, device, now)
      const about = countedAbout(`code of ${step.person}`, known ? { device } : { address: request.address })
      return { about, wait: secondsToWait(await listFailures(db, organisation.id, about), now), hash: recovery && await findRecoveryHash(db, organisation.id, step.person, recovery.number) }
    })
    if (!found) return null
    const usesRecovery = recovery !== null && found.wait === 0 && await isPassword(recovery.secret, found.hash) ? recovery.number : null
    return { about: found.about, wait: found.wait, usesRecovery }
  },

  load: async (_at, { db, organisation, carried, now }) => findStep(db, organisation.id, carried('step'), now),

  view(step, answers, house) {
    if (step?.stage !== 'code') return startAgain(nextOf(house, ''))
    return {
      title: 'Enter your code', back: paths.signIn.to(),
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Enter your code</h1>
        ${questions(answers).form('Continue', questions(answers).line('code', 'Code from your authenticator app', 'The app shows six digits, which change every half-minute. If you do not have the app with you, enter one of your recovery codes.', { autocomplete: 'one-time-code', classes: 'govuk-input--width-20', spellcheck: false }))}
      </div></div>`,
    }
  },

  async submit({ code }, step, house, prior) {
    const { db, organisation, now, request } = house
    const token = house.carried('step')
    if (step?.stage !== 'code' || token === null || !prior) return { problems: { code: 'Your sign-in took too long. Start again' } }
    if (prior.wait > 0) return { problems: { code: `There have been many wrong codes. Wait ${waitInWords(prior.wait)}, then try again` } }

    const [person, second] = [await findPerson(db, organisation.id, step.person), await findSecondStep(db, organisation.id, step.person)]
    const halfMinute = second && stepOfCode(second.secret, code, now, second.lastStep)
    const recovered = prior.usesRecovery !== null && await useRecoveryCode(db, organisation.id, step.person, prior.usesRecovery, now)
    if (person?.state !== 'active' || (halfMinute === null && !recovered)) {
      await countFailure(db, organisation.id, prior.about, now)
      if (step.tries + 1 >= codeTries) await endStep(db, organisation.id, token)
      else await saveStep(db, organisation.id, token, { ...step, tries: step.tries + 1 })
      return { problems: { code: 'The code is not right. Codes work once: wait for the next one, and check that your phone’s clock is right' }, keep: true, entry: { did: 'people.code-refused', on: { room: 'people', id: step.person }, detail: { address: request.address } } }
    }
    await forgetFailures(db, organisation.id, prior.about)
    if (halfMinute !== null) {
      await useCode(db, organisation.id, step.person, halfMinute)
      return goIn(house, step.person, andSecondStep(step.signedInBy))
    }
    const left = await countRecoveryCodes(db, organisation.id, step.person)
    await mailSecondStepChanged(db, organisation, person, 'One of your recovery codes was used to sign in.', now, request.id)
    const done = await goIn(house, step.person, andSecondStep(step.signedInBy), { said: `You used a recovery code. You have ${String(left)} left: you can make new ones under your name` })
    return { ...done, entry: [{ did: 'people.recovery-code-used', on: { room: 'people', id: step.person }, detail: { left } }, ...Array.isArray(done.entry) ? done.entry : [done.entry]] }
  },
})

export function startAgain(next: string) {
  return {
    title: 'Sign in again',
    main: html`<h1 class="govuk-heading-l">Sign in again</h1>
      <p class="govuk-body">Your sign-in took too long, or too many codes were wrong. <a class="govuk-link" href="${next === '' ? paths.signIn.to() : `${paths.signIn.to()}?next=${encodeURIComponent(next)}`}">Start again</a>.</p>`,
  }
}
