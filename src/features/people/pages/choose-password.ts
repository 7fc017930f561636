import { html } from '#html/html.ts'
import { email, one, secret, text, type Body } from '#web/fields.ts'
import { openForm, type Before, type OpenDone } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { passwordProblem, shortest } from '../password.ts'
import { hashPassword, savePassword } from '../password-store.ts'
import { paths } from '../paths.ts'
import { mailPasswordChanged } from '../people-mail.ts'
import { addPerson, findPerson, findPersonByEmail, grantRole, listHolders, savePerson } from '../people-store.ts'
import { findSecondStep } from '../second-step-store.ts'
import { endSessionsOf } from '../session-store.ts'
import { endStepsOf, findLink, forgetDevices, useLink, useLinks, type OneTimeLink } from '../sign-in-store.ts'
import { afterFirstStep } from './going-in.ts'

/** Where an invitation, a forgotten password and the very first administrator's link all lead. */
export const choosePassword = openForm({
  path: paths.choosePassword,

  fields: (loaded: Loaded) => ({
    name: loaded.kind === 'first administrator' ? text({ missing: 'Enter your name', max: 200, subject: 'Name' }) : nothing,
    email: loaded.kind === 'first administrator' ? email({ missing: 'Enter your email address', subject: 'Email address' }) : nothing,
    password: secret({ missing: 'Enter a password' }),
  }),

  before: async (body, house) => hashed(body, house, await house.look((db) => workingLink(db, house))),

  async load(_at, house): Promise<Loaded> {
    const link = await workingLink(house.db, house)
    if (!link) return { kind: 'no link' }
    if (link.person === null) return { kind: 'first administrator' }
    const person = await findPerson(house.db, house.organisation.id, link.person)
    return person && ['invited', 'active', 'recorded'].includes(person.state) ? { kind: 'password', person, purpose: link.purpose } : { kind: 'no link' }
  },

  view(loaded, answers, { organisation }) {
    if (loaded.kind === 'no link') {
      return {
        title: 'This link does not work any more',
        main: html`<h1 class="govuk-heading-l">This link does not work any more</h1>
          <p class="govuk-body">Each link works once, and only for a while. A newer invitation takes the place of an older one.</p>
          <p class="govuk-body"><a class="govuk-link" href="${paths.forgotten.to()}">Ask for a new link</a>, or <a class="govuk-link" href="${paths.signIn.to()}">sign in</a>.</p>`,
      }
    }
    const ask = questions(answers)
    const advice = html`<p class="govuk-body">Use ${String(shortest)} characters or more. Three words that have nothing to do with each other are easy to remember and hard to guess.</p>`
    const first = loaded.kind === 'first administrator'
    return {
      title: first ? 'Set up Due Regard' : 'Choose a password',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">${first ? `Set up Due Regard for ${organisation.name}` : 'Choose a password'}</h1>
        ${first && html`<p class="govuk-body">You will be the first administrator: you invite the others, and say what each may do.</p>`}
        ${ask.form(first ? 'Set up and sign in' : 'Save and sign in', html`
          ${first && html`${ask.line('name', 'Your name', undefined, { autocomplete: 'name', spellcheck: false })}${ask.line('email', 'Your work email address', undefined, { type: 'email', autocomplete: 'username', spellcheck: false })}`}
          ${loaded.kind === 'password' && html`<p class="govuk-body">This is for ${loaded.person.name}, ${loaded.person.email}.</p><input type="hidden" name="username" autocomplete="username" value="${loaded.person.email}">`}
          ${advice}
          ${ask.password('password', 'Password', undefined, 'new-password')}`)}
      </div></div>`,
    }
  },

  async submit(values, loaded, house, prior) {
    if (loaded.kind === 'no link') return { problems: { password: 'This link does not work any more. Ask for a new one' } }
    if ('problem' in prior) return { problems: { password: prior.problem } }
    const { db, organisation, now } = house
    return loaded.kind === 'first administrator'
      ? beFirstAdministrator(values.name ?? '', values.email ?? '', prior.hash, house)
      : setPassword(loaded, prior.hash)

    async function setPassword({ person, purpose }: Loaded & { kind: 'password' }, hash: string): Promise<OpenDone> {
      await savePassword(db, organisation.id, person.id, hash, now)
      await useLinks(db, organisation.id, person.id, ['invitation', 'reset', 'set up'], now)
      if (person.state !== 'active') await savePerson(db, organisation.id, { ...person, state: 'active' })
      else await mailPasswordChanged(db, organisation, person, now, house.request.id)
      // Whoever knew the old password is out, wherever they are.
      await endSessionsOf(db, organisation.id, person.id)
      await endStepsOf(db, organisation.id, person.id)
      await forgetDevices(db, organisation.id, person.id)
      const secondStep = await findSecondStep(db, organisation.id, person.id)
      const done = await afterFirstStep(house, person.id, 'password', secondStep !== null)
      const entry = { did: person.state === 'active' ? 'people.password-reset' as const : 'people.invitation-accepted' as const, on: { room: 'people', id: person.id }, detail: { by: purpose } }
      return { ...done, entry: [entry, ...Array.isArray(done.entry) ? done.entry : [done.entry]] }
    }
  },
})

type Loaded = { readonly kind: 'no link' } | { readonly kind: 'first administrator' } | { readonly kind: 'password'; readonly person: NonNullable<Awaited<ReturnType<typeof findPerson>>>; readonly purpose: OneTimeLink['purpose'] }

const nothing = { read: () => ({ value: '' }) }

type Looking = Pick<Before, 'organisation' | 'now' | 'query'>

async function workingLink(db: Parameters<typeof findLink>[0], { organisation, now, query }: Looking): Promise<OneTimeLink | null> {
  const link = await findLink(db, organisation.id, query.get('key'), now)
  return link && link.purpose !== 'new email' ? link : null
}

async function hashed(body: Body, house: Before, link: OneTimeLink | null): Promise<{ readonly hash: string } | { readonly problem: string }> {
  const password = body['password']
  if (typeof password !== 'string' || password === '' || !link) return { problem: 'Enter a password' }
  const person = link.person === null ? null : await house.look((db) => findPerson(db, house.organisation.id, link.person ?? ''))
  const problem = passwordProblem(password, [house.organisation.name, person?.name ?? one(body, 'name'), person?.email ?? one(body, 'email')])
  return problem === null ? { hash: await hashPassword(password) } : { problem }
}

async function beFirstAdministrator(name: string, address: string, hash: string, house: Parameters<typeof afterFirstStep>[0]) {
  const { db, organisation, now } = house
  if ((await listHolders(db, organisation.id, 'administrator')).length > 0) return { problems: { password: 'There is an administrator already. Ask them to invite you' } }
  if (await findPersonByEmail(db, organisation.id, address)) return { problems: { email: 'Somebody here has this address already' } }
  const id = await addPerson(db, organisation.id, { name, email: address, jobTitle: '', department: null, state: 'active' }, now)
  await grantRole(db, organisation.id, id, { role: 'administrator', department: null }, null, now)
  await savePassword(db, organisation.id, id, hash, now)
  await useLink(db, organisation.id, house.query.get('key'), now)
  const done = await afterFirstStep(house, id, 'password', false)
  return { ...done, entry: [{ did: 'people.first-administrator-set-up' as const, on: { room: 'people', id }, after: { name, email: address, role: 'administrator' } }, ...Array.isArray(done.entry) ? done.entry : [done.entry]] }
}
