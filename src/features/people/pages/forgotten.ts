import { enqueue } from '#database/jobs.ts'
import { html } from '#html/html.ts'
import { email } from '#web/fields.ts'
import { openForm, publicPage } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { paths } from '../paths.ts'
import { sendResetLink } from '../jobs/send-reset-link.ts'

/**
 * The same words and the same work whoever the address belongs to: whether anyone has it is found out afterwards, by a
 * job that nobody waits for.
 */
export const forgotten = openForm({
  path: paths.forgotten,
  fields: { email: email({ missing: 'Enter your email address', subject: 'Email address' }) },
  load: async () => null,
  view: (_loaded, answers) => ({
    title: 'Choose a new password', back: paths.signIn.to(),
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-l">Choose a new password</h1>
      ${questions(answers).form('Send the link', html`<p class="govuk-body">We will email you a link.</p>${questions(answers).line('email', 'Your email address', undefined, { type: 'email', autocomplete: 'username', spellcheck: false })}`)}
    </div></div>`,
  }),
  async submit(values, _loaded, { db, organisation, request }) {
    await enqueue(db, organisation.id, sendResetLink, { email: values.email, request: request.id }, { key: `reset ${values.email.toLowerCase()}` })
    return { goTo: paths.forgottenSent.to(), entry: { did: 'people.new-password-asked', on: { room: 'people', id: 'somebody' }, detail: { address: request.address } } }
  },
})

export const forgottenSent = publicPage({
  path: paths.forgottenSent,
  load: async () => null,
  show: () => ({
    title: 'Check your email',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      <h1 class="govuk-heading-l">Check your email</h1>
      <p class="govuk-body">If somebody here has that address, a link is on its way to it. It works for one hour.</p>
      <p class="govuk-body">If nothing comes, look in your junk or spam folder, and check that you used your work address. You can also ask the people who look after Due Regard at your organisation.</p>
      <p class="govuk-body"><a class="govuk-link" href="${paths.signIn.to()}">Back to signing in</a></p>
    </div></div>`,
  }),
})
