import { roles, type Role } from '#duty/roles.ts'
import { html } from '#html/html.ts'
import { choice, email, oneOf, optional, text } from '#web/fields.ts'
import { form, type House, type Open } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayLookAfterPeople } from '../access.ts'
import { paths } from '../paths.ts'
import { mailInvitation } from '../people-mail.ts'
import { addPerson, findPerson, findPersonByEmail, grantRole, listDepartments, savePerson } from '../people-store.ts'
import { mayBeGranted, mayGive, wholeBodyOnly, type Colleague, type Department } from '../person.ts'
import { roleWords } from '../role-words.ts'
import { makeLink } from '../sign-in-store.ts'
import { column, peopleCrumb } from './parts.ts'

const fieldsFor = (departments: readonly Department[]) => ({
  name: text({ missing: 'Enter their name', max: 200, subject: 'Name' }),
  email: email({ missing: 'Enter their email address', subject: 'Email address' }),
  jobTitle: optional(text({ missing: '', max: 200, subject: 'Post' })),
  department: optional(oneOf({ from: departments, missing: 'Select a department from the list' })),
  role: optional(choice({ from: roles, missing: 'Select a role from the list' })),
  where: optional(oneOf({ from: departments, missing: 'Select a department from the list' })),
  signsIn: choice({ from: ['invite', 'record'], missing: 'Select whether they will sign in' }),
})

/** Puts somebody on record, and invites them if they are to sign in. */
export const invite = form({
  path: paths.invite,
  load: async (_at, { db, organisation }) => ({ departments: await listDepartments(db, organisation.id) }),
  access: mayLookAfterPeople,
  fields: ({ departments }: { readonly departments: readonly Department[] }) => fieldsFor(departments),
  starting: () => ({ signsIn: 'invite' }),

  view({ departments }, answers) {
    const ask = questions(answers)
    return {
      title: 'Add or invite someone', crumbs: [peopleCrumb], guide: 'people',
      main: column(html`<h1 class="govuk-heading-l">Add or invite someone</h1>
        ${ask.form('Save', html`
          ${ask.line('name', 'Name', undefined, { spellcheck: false })}
          ${ask.line('email', 'Work email address', undefined, { type: 'email', spellcheck: false })}
          ${ask.line('jobTitle', 'Post (optional)', 'For example, Head of Libraries')}
          ${ask.select('department', 'Department (optional)', departments.map(({ id, name }) => ({ value: id, text: name })), 'Where they work')}
          ${ask.select('role', 'First role (optional)', roles.map((value) => ({ value, text: `${roleWords[value].name}: ${roleWords[value].does.toLowerCase()}` })), 'You can give more roles afterwards', 'No role yet')}
          ${ask.select('where', 'For which department? (optional)', departments.map(({ id, name }) => ({ value: id, text: name })), 'Leave this if the role is for the whole organisation', 'The whole organisation')}
          ${ask.oneOf('signsIn', 'Will they sign in?', [
            { value: 'invite', text: 'Yes, send them an invitation', hint: 'A link by email, which works for 7 days' },
            { value: 'record', text: 'No, only keep their name', hint: 'They can lead actions and report on them by links in emails' },
          ])}`, { cancel: paths.people.to() })}`),
    }
  },

  async submit(values, _loaded, house) {
    const { db, organisation, person: giver, now } = house
    const found = await findPersonByEmail(db, organisation.id, values.email)
    if (found) return { problems: { email: `${found.name} has this email address already` } }
    const grant = values.role === null ? null : { role: values.role, department: values.where?.id ?? null }
    const refused = grant && refusedPlace(grant.role, grant.department)
    if (refused) return { problems: { where: refused } }
    const state = values.signsIn === 'invite' ? 'invited' as const : 'recorded' as const
    const id = await addPerson(db, organisation.id, { name: values.name, email: values.email, jobTitle: values.jobTitle ?? '', department: values.department?.id ?? null, state }, now)
    if (grant) await grantRole(db, organisation.id, id, grant, giver.id, now)
    if (state === 'invited') await sendInvitation(house, { id, name: values.name, email: values.email })
    return {
      goTo: paths.person.to({ person: id }), said: state === 'invited' ? `An invitation is on its way to ${values.email}` : `${values.name} is on record`,
      entry: [
        { did: state === 'invited' ? 'people.invited' : 'people.recorded', on: { room: 'people', id }, after: { name: values.name, email: values.email, jobTitle: values.jobTitle ?? '', department: values.department?.name ?? null } },
        ...(grant ? [{ did: 'people.role-given' as const, on: { room: 'people', id }, after: { role: grant.role, department: grant.department } }] : []),
      ],
    }
  },
})

export function refusedPlace(role: Role, department: string | null): string | null {
  return department !== null && wholeBodyOnly.includes(role) ? `${roleWords[role].name} is a role for the whole organisation: leave the department out` : null
}

async function sendInvitation(house: House & Open, to: Pick<Colleague, 'id' | 'name' | 'email'>): Promise<void> {
  const { db, organisation, person, now, origin, request, deployment } = house
  const token = await makeLink(db, organisation.id, to.id, 'invitation', now)
  await mailInvitation(db, organisation, to, person.name, `${origin}${paths.choosePassword.to()}?key=${token}`, deployment.identityProvider && { name: deployment.identityProvider.name, link: `${origin}${paths.signIn.to()}` }, `invitation ${request.id}`)
}

/** Another link for somebody whose invitation ran out, or a first one for somebody who was only on record. */
export const inviteAgain = form({
  path: paths.inviteAgain,
  async load({ person: id }, { db, organisation }) {
    const found = await findPerson(db, organisation.id, id)
    if (!found || (found.state !== 'invited' && found.state !== 'recorded')) throw new NotFound(`person ${id} to invite`)
    return found
  },
  access: mayLookAfterPeople,
  fields: {},
  view: (found, answers) => ({
    title: `Invite ${found.name}`, crumbs: [peopleCrumb, { text: found.name, href: paths.person.to({ person: found.id }) }],
    main: column(html`<h1 class="govuk-heading-l">Invite ${found.name}</h1>
      ${questions(answers).form('Send the invitation', html`<p class="govuk-body">An email goes to ${found.email} with a link that works for 7 days. ${found.state === 'invited' && 'Earlier links stop working.'}</p>`, { cancel: paths.person.to({ person: found.id }) })}`),
  }),
  async submit(_values, found, house) {
    await savePerson(house.db, house.organisation.id, { ...found, state: 'invited' })
    await sendInvitation(house, found)
    return { goTo: paths.person.to({ person: found.id }), said: `An invitation is on its way to ${found.email}`, entry: { did: 'people.invited', on: { room: 'people', id: found.id }, before: { state: found.state }, after: { state: 'invited' } } }
  },
})

/** Whoever holds one of `role` may not also hold this; asked before anything is written. */
export function refusedGrant(giver: { readonly id: string }, person: Colleague, grant: { readonly role: Role; readonly department: string | null }): string | null {
  return refusedPlace(grant.role, grant.department) ?? mayGive(giver, person, grant.role)?.refused ?? mayBeGranted(person, grant)?.refused ?? null
}
