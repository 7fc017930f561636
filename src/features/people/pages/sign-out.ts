import { html } from '#html/html.ts'
import { openForm } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { paths } from '../paths.ts'

export const signOut = openForm({
  path: paths.signOut,
  fields: {},
  load: async (_at, { person }) => person,
  view: (person, answers) => ({
    title: 'Sign out',
    main: html`<h1 class="govuk-heading-l">Sign out</h1>
      ${person ? questions(answers).form('Sign out', html`<p class="govuk-body">You are signed in as ${person.name}.</p>`, { cancel: '/home' }) : html`<p class="govuk-body">You are signed out. <a class="govuk-link" href="${paths.signIn.to()}">Sign in</a></p>`}`,
  }),
  submit: async (_values, person) => ({
    goTo: paths.signIn.to(), session: 'end', said: 'You have signed out', carry: { step: null },
    entry: person ? { did: 'people.signed-out', on: { room: 'people', id: person.id } } : [],
  }),
})
