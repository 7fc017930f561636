import { html } from '#html/html.ts'
import { openForm } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { paths } from '../paths.ts'
import { recoveryCodes } from '../second-step-store.ts'
import { findStep } from '../sign-in-store.ts'
import { startAgain } from './enter-code.ts'
import { goIn, nextOf } from './going-in.ts'

/** Recovery codes are shown here, while this browser is in the middle of making them, and never again. */
export const keepCodes = openForm({
  path: paths.keepCodes,
  fields: {},

  async load(_at, { db, organisation, carried, now }) {
    const token = carried('step')
    const step = await findStep(db, organisation.id, token, now)
    return step?.stage === 'keep codes' && token !== null ? { person: step.person, signedInBy: step.signedInBy, codes: recoveryCodes(token) } : null
  },

  view(loaded, answers, house) {
    if (!loaded) return startAgain(nextOf(house, ''))
    return {
      title: 'Keep your recovery codes',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Keep your recovery codes</h1>
        <p class="govuk-body">If you ever lose your phone, one of these codes lets you sign in. Each works once. Print this page or write them down, and keep them where you keep other important papers. They are not shown again.</p>
        <ul class="govuk-list dr-codes">${loaded.codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
        ${questions(answers).form('I have kept them, continue', html``)}
      </div></div>`,
    }
  },

  async submit(_values, loaded, house) {
    if (!loaded) return { goTo: paths.signIn.to(), entry: [] }
    return goIn(house, loaded.person, loaded.signedInBy)
  },
})
