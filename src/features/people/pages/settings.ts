import { roles, type Role } from '#duty/roles.ts'
import { html } from '#html/html.ts'
import { colourProblem, isColour } from '#web/body-colours.ts'
import { choice, choices, email, one, optional, text, type Field } from '#web/fields.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayLookAfterOrganisation, mayLookAfterPeople } from '../access.ts'
import { paths } from '../paths.ts'
import { saveOrganisation } from '../people-store.ts'
import { rolesThatAlwaysNeedIt, type SignInRule } from '../person.ts'
import { roleWords } from '../role-words.ts'
import { endEverySession, findSignInRule, saveSignInRule } from '../session-store.ts'
import { column, peopleCrumb, peopleTabs, versionOf } from './parts.ts'

/** Who is asked for a second step at sign-in. */
export const signInRule = form({
  path: paths.signInRule,
  load: async (_at, { db, organisation }) => findSignInRule(db, organisation.id),
  access: mayLookAfterPeople,
  fields: { who: choice({ from: ['everyone', 'some'], missing: 'Select who needs a second step' }), roles: choices({ from: roles.filter((role) => !rolesThatAlwaysNeedIt.includes(role)) }) },
  version: (rule) => versionOf(rule),
  starting: (rule) => ({ who: rule.everyone ? 'everyone' : 'some', roles: rule.roles }),
  view: (_rule, answers, { person, deployment }) => ({
    title: 'Signing in', crumbs: [peopleCrumb], guide: 'second-step',
    main: html`${peopleTabs(paths.signInRule.to(), person)}${column(html`<h1 class="govuk-heading-l">Signing in</h1>
      ${questions(answers).form('Save', html`
        <p class="govuk-body">With a second step, people enter a code from an app on their phone besides their password. ${deployment.identityProvider && `Whoever was asked for one by ${deployment.identityProvider.name} is not asked again.`}</p>
        ${questions(answers).oneOf('who', 'Who needs a second step?', [
          { value: 'everyone', text: 'Everyone', hint: 'The safest choice' },
          { value: 'some', text: 'People with certain roles', hint: `Always: ${rolesThatAlwaysNeedIt.map((role) => roleWords[role].name.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())).join(', ')}` },
        ])}
        ${questions(answers).anyOf('roles', 'Also these roles', roles.filter((role) => !rolesThatAlwaysNeedIt.includes(role)).map((value) => ({ value, text: roleWords[value].name })), 'A role waits, for someone who is signed in without a second step, until they sign in with one')}`)}
      <p class="govuk-body"><a class="govuk-link" href="${paths.signEveryoneOut.to()}">Sign everyone out</a></p>`)}`,
  }),
  async submit({ who, roles: chosen }, rule, { db, organisation }) {
    const changed: SignInRule = { everyone: who === 'everyone', roles: [...rolesThatAlwaysNeedIt, ...chosen] }
    await saveSignInRule(db, organisation.id, changed)
    const told = (each: SignInRule) => ({ everyone: each.everyone, roles: [...each.roles] as Role[] })
    return { goTo: paths.signInRule.to(), said: 'Saved. It takes effect at once', entry: { did: 'people.sign-in-rule-changed', on: { room: 'people', id: organisation.id }, before: told(rule), after: told(changed) } }
  },
})

/** When somebody may have got hold of sessions: everyone signs in again, and nobody loses what they had typed. */
export const signEveryoneOut = form({
  path: paths.signEveryoneOut,
  load: async () => null,
  access: mayLookAfterPeople,
  fields: {},
  view: (_loaded, answers) => ({
    title: 'Sign everyone out', crumbs: [peopleCrumb, { text: 'Signing in', href: paths.signInRule.to() }],
    main: column(html`<h1 class="govuk-heading-l">Sign everyone out</h1>
      ${questions(answers).form('Sign everyone out', html`<p class="govuk-body">Everyone but you is signed out of every browser at once and signs in again. What they are writing is kept for them.</p>`, { warning: true, cancel: paths.signInRule.to() })}`),
  }),
  async submit(_values, _loaded, { db, organisation, person }) {
    const ended = await endEverySession(db, organisation.id, person.session)
    return { goTo: paths.signInRule.to(), said: 'Everyone else is signed out', entry: { did: 'people.everyone-signed-out', on: { room: 'people', id: organisation.id }, detail: { sessions: ended } } }
  },
})

const colour = (missing: string): Field<string> => ({
  read(body, name) {
    const typed = one(body, name).toLowerCase()
    if (typed === '') return { problem: missing }
    const problem = colourProblem(typed)
    return problem !== null && !(isColour(typed) && one(body, `${name}Anyway`) === typed) ? { problem } : { value: typed }
  },
})

/** The body's own name and colours, as everyone sees them. */
export const organisationPage = form({
  path: paths.organisation,
  load: async (_at, { organisation }) => organisation,
  access: mayLookAfterOrganisation,
  fields: {
    name: text({ missing: 'Enter the name of the organisation', max: 200, subject: 'Name' }),
    kind: text({ missing: 'Enter what kind of body it is', max: 100, subject: 'The kind' }),
    contactEmail: optional(email({ missing: '', subject: 'Email address' })),
    header: colour('Enter a colour for the top of each page'),
    accent: colour('Enter a colour for links and buttons'),
  },
  version: (organisation) => versionOf(organisation.name, organisation.kind, organisation.contactEmail, organisation.colours),
  starting: (organisation) => ({ name: organisation.name, kind: organisation.kind, contactEmail: organisation.contactEmail ?? '', header: organisation.colours.header, accent: organisation.colours.accent }),
  view(_organisation, answers, { person }) {
    const ask = questions(answers)
    const swatch = (name: 'header' | 'accent') => {
      const typed = one(answers.body, name).toLowerCase()
      return html`${isColour(typed) && html`<svg class="dr-swatch" width="48" height="24" viewBox="0 0 48 24" aria-hidden="true" focusable="false"><rect width="48" height="24" rx="3" fill="${typed}"/></svg>`}${answers.problems[name] !== undefined && isColour(typed) && html`<input type="hidden" name="${name}Anyway" value="${typed}">`}`
    }
    return {
      title: 'Name and colours', crumbs: [peopleCrumb],
      main: html`${peopleTabs(paths.organisation.to(), person)}${column(html`<h1 class="govuk-heading-l">Name and colours</h1>
        ${ask.form('Save', html`
          ${ask.line('name', 'Name of the organisation')}
          ${ask.line('kind', 'What kind of body is it?', 'For example, county council, district council or NHS trust')}
          ${ask.line('contactEmail', 'Email address for the public (optional)', 'Shown with what you publish', { type: 'email', spellcheck: false })}
          ${ask.line('header', 'Colour of the top of each page', 'A hash and six letters or digits, like #14507f. White words stand on it.', { classes: 'govuk-input--width-10', spellcheck: false })}${swatch('header')}
          ${ask.line('accent', 'Colour of links and buttons', 'A hash and six letters or digits, like #14507f', { classes: 'govuk-input--width-10', spellcheck: false })}${swatch('accent')}`)}`)}`,
    }
  },
  async submit({ name, kind, contactEmail, header, accent }, organisation, { db }) {
    const changed = { ...organisation, name, kind, contactEmail, colours: { header, accent } }
    await saveOrganisation(db, changed)
    const told = (each: typeof organisation) => ({ name: each.name, kind: each.kind, contactEmail: each.contactEmail, colours: { ...each.colours } })
    return { goTo: paths.organisation.to(), said: 'Saved. Everyone sees it within a few seconds', entry: { did: 'people.organisation-changed', on: { room: 'people', id: organisation.id }, before: told(organisation), after: told(changed) } }
  },
})
