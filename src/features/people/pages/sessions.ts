import { govukButton } from '#govuk/components.ts'
import { html } from '#html/html.ts'
import { text } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { mayLookAfterOwnAccount } from '../access.ts'
import { paths } from '../paths.ts'
import { endOneSession, endSessionsOf, listSessions } from '../session-store.ts'
import { forgetDevices } from '../sign-in-store.ts'
import type { SignedInBy } from '../session.ts'
import { momentInWords } from './parts.ts'

export const sessions = form({
  path: paths.sessions,
  fields: { which: text({ missing: 'Say which', max: 40, subject: 'Which' }) },
  load: async (_at, { db, organisation, person, now }) => listSessions(db, organisation.id, person.id, now),
  access: mayLookAfterOwnAccount,
  view: (all, _answers, { person }) => ({
    title: 'Where you are signed in', back: paths.account.to(),
    main: html`
      <h1 class="govuk-heading-l">Where you are signed in</h1>
      <table class="govuk-table"><caption class="govuk-table__caption govuk-visually-hidden">Browsers in which you are signed in</caption>
        <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Browser</th><th scope="col" class="govuk-table__header">Since</th><th scope="col" class="govuk-table__header">Last used</th><th scope="col" class="govuk-table__header"><span class="govuk-visually-hidden">Sign out</span></th></tr></thead>
        <tbody class="govuk-table__body">${all.map((each) => html`<tr class="govuk-table__row">
          <td class="govuk-table__cell">${each.browser}${each.id === person.session && ', this one'}<br>${byInWords[each.signedInBy]}</td>
          <td class="govuk-table__cell">${momentInWords(each.beganAt)}</td>
          <td class="govuk-table__cell">${momentInWords(each.lastUsedAt)}</td>
          <td class="govuk-table__cell">${each.id !== person.session && html`<form method="post"><input type="hidden" name="which" value="${each.id}"><button class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0" type="submit">Sign out<span class="govuk-visually-hidden"> of ${each.browser}, since ${momentInWords(each.beganAt)}</span></button></form>`}</td>
        </tr>`)}</tbody></table>
      <form method="post"><input type="hidden" name="which" value="everywhere">${govukButton({ text: 'Sign out everywhere, here too', classes: 'govuk-button--warning' })}</form>`,
  }),
  async submit({ which }, _all, { db, organisation, person }) {
    if (which === 'everywhere') {
      const ended = await endSessionsOf(db, organisation.id, person.id)
      await forgetDevices(db, organisation.id, person.id)
      return { goTo: paths.signIn.to(), said: 'You have signed out everywhere', entry: { did: 'people.signed-out-everywhere', on: { room: 'people', id: person.id }, detail: { sessions: ended } } }
    }
    if (!await endOneSession(db, organisation.id, person.id, which)) return { goTo: paths.sessions.to(), said: 'That browser was signed out already', entry: [] }
    return { goTo: paths.sessions.to(), said: 'That browser is signed out', entry: { did: 'people.session-ended', on: { room: 'people', id: person.id } } }
  },
})

const byInWords: Readonly<Record<SignedInBy, string>> = {
  password: 'With a password', 'password and second step': 'With a password and a second step', 'identity provider': 'With another sign-in service', example: 'As a person of the example',
}
