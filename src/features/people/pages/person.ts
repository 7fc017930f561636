import { roles } from '#duty/roles.ts'
import { listLedger } from '#database/ledger-reading.ts'
import { govukSummaryList } from '#govuk/components.ts'
import { html } from '#html/html.ts'
import { choice, email, oneOf, optional, text } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayLookAfterPeople, maySeePeople } from '../access.ts'
import { paths } from '../paths.ts'
import { findPerson, findPersonByEmail, grantRole, listDepartments, listHolders, listPeople, savePerson, takeRole } from '../people-store.ts'
import { bringBack, leave, readSpellings, suspend, wouldLeaveNobody, type Colleague, type Department } from '../person.ts'
import { findPasswordHash } from '../password-store.ts'
import { mailSecondStepChanged } from '../people-mail.ts'
import { roleWords } from '../role-words.ts'
import { dropSecondStep, findSecondStep } from '../second-step-store.ts'
import { endSessionsOf } from '../session-store.ts'
import { endStepsOf, forgetDevices, isIdentified, useLinks } from '../sign-in-store.ts'
import { refusedGrant } from './invite.ts'
import { didInWords } from './ledger-words.ts'
import { column, grantInWords, momentInWords, peopleCrumb, stateTag, versionOf } from './parts.ts'

async function found({ person: id }: { readonly person: string }, { db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<Colleague> {
  const person = await findPerson(db, organisation.id, id)
  if (!person) throw new NotFound(`person ${id}`)
  return person
}

const crumbsTo = (person: Colleague) => [peopleCrumb, { text: person.name, href: paths.person.to({ person: person.id }) }]
const backTo = (person: Colleague) => paths.person.to({ person: person.id })

export const person = page({
  path: paths.person,
  async load(at, house) {
    const { db, organisation } = house
    const someone = await found(at, house)
    const names = new Map((await listPeople(db, organisation.id)).map((each) => [each.id, each.name]))
    return {
      someone, names, departments: await listDepartments(db, organisation.id, { closedToo: true }), hasSecondStep: await findSecondStep(db, organisation.id, someone.id) !== null,
      history: await listLedger(db, organisation.id, { room: 'people', id: someone.id, limit: 30 }),
    }
  },
  access: maySeePeople,
  view({ someone, names, departments, hasSecondStep, history }, { person: reader }) {
    const mayChange = mayLookAfterPeople(reader)
    const link = (href: string, words: string) => html`<li><a class="govuk-link" href="${href}">${words}</a></li>`
    const at = { person: someone.id }
    return {
      title: someone.name, crumbs: [peopleCrumb], guide: 'people',
      main: html`
        <div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${someone.name}</h1><p class="dr-head__lead">${stateTag(someone.state)} ${someone.jobTitle}</p></div></div>
        ${govukSummaryList({ rows: [
          { key: { text: 'Email address' }, value: { text: someone.email } },
          { key: { text: 'Department' }, value: { text: departments.find((each) => each.id === someone.department)?.name ?? 'None' } },
          { key: { text: 'Also known as' }, value: { text: someone.alsoKnownAs.length === 0 ? 'No other spelling' : someone.alsoKnownAs.join('; ') } },
          { key: { text: 'Second step' }, value: { text: hasSecondStep ? 'Set up' : 'None here' } },
          { key: { text: 'Last signed in' }, value: { text: someone.lastSignedInAt === null ? 'Never' : momentInWords(someone.lastSignedInAt) } },
        ] })}
        ${mayChange && html`<ul class="govuk-list dr-links">
          ${link(paths.changePerson.to(at), 'Change these')}
          ${(someone.state === 'recorded' || someone.state === 'invited') && link(paths.inviteAgain.to(at), someone.state === 'invited' ? 'Send the invitation again' : 'Invite them')}
          ${someone.state === 'active' && link(paths.signOutPerson.to(at), 'Sign them out everywhere')}
          ${hasSecondStep && link(paths.resetSecondStep.to(at), 'Take off their second step')}
          ${(someone.state === 'active' || someone.state === 'invited') && link(paths.suspend.to(at), 'Suspend')}
          ${(someone.state === 'suspended' || someone.state === 'left') && link(paths.bringBack.to(at), 'Bring them back')}
          ${someone.state !== 'left' && link(paths.leave.to(at), 'They have left')}
        </ul>`}
        <h2 class="govuk-heading-m">What they may do</h2>
        ${someone.grants.length === 0
          ? html`<p class="govuk-body">Nothing yet.</p>`
          : html`<table class="govuk-table"><caption class="govuk-table__caption govuk-visually-hidden">Roles of ${someone.name}</caption>
            <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Role</th><th scope="col" class="govuk-table__header">Given</th>${mayChange && html`<th scope="col" class="govuk-table__header"><span class="govuk-visually-hidden">Take away</span></th>`}</tr></thead>
            <tbody class="govuk-table__body">${someone.grants.map((grant) => html`<tr class="govuk-table__row">
              <th scope="row" class="govuk-table__header">${grantInWords(grant, departments)}<span class="dr-under">${roleWords[grant.role].does}</span></th>
              <td class="govuk-table__cell">${momentInWords(grant.grantedAt)}${grant.grantedBy !== null && html`<span class="dr-under">by ${names.get(grant.grantedBy) ?? 'someone'}</span>`}</td>
              ${mayChange && html`<td class="govuk-table__cell"><a class="govuk-link" href="${paths.takeRole.to({ ...at, grant: grant.id })}">Take away<span class="govuk-visually-hidden"> ${grantInWords(grant, departments)}</span></a></td>`}
            </tr>`)}</tbody></table>`}
        ${mayChange && someone.state !== 'left' && html`<p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="${paths.giveRole.to(at)}">Give a role</a></p>`}
        <h2 class="govuk-heading-m">What changed</h2>
        ${history.length === 0
          ? html`<p class="govuk-body">Nothing is written down yet.</p>`
          : html`<ul class="govuk-list govuk-list--spaced">${history.map((entry) => html`<li>${didInWords(entry.did)}<span class="dr-under">${momentInWords(entry.at)}, ${entry.by === someone.id ? 'themselves' : names.get(entry.by) ?? (entry.by === 'system' ? 'Due Regard itself' : 'somebody not signed in')}</span></li>`)}</ul>`}`,
    }
  },
})

interface WithDepartments { readonly someone: Colleague; readonly departments: readonly Department[] }

const changeFields = (departments: readonly Department[]) => ({
  name: text({ missing: 'Enter their name', max: 200, subject: 'Name' }),
  email: email({ missing: 'Enter their email address', subject: 'Email address' }),
  jobTitle: optional(text({ missing: '', max: 200, subject: 'Post' })),
  department: optional(oneOf({ from: departments, missing: 'Select a department from the list' })),
  alsoKnownAs: optional(text({ missing: '', max: 2000, subject: 'Other spellings' })),
})

export const changePerson = form({
  path: paths.changePerson,
  load: async (at, house) => ({ someone: await found(at, house), departments: await listDepartments(house.db, house.organisation.id) }),
  access: mayLookAfterPeople,
  fields: ({ departments }: WithDepartments) => changeFields(departments),
  version: ({ someone }) => versionOf(someone.name, someone.email, someone.jobTitle, someone.department, someone.alsoKnownAs),
  starting: ({ someone }) => ({ name: someone.name, email: someone.email, jobTitle: someone.jobTitle, department: someone.department ?? '', alsoKnownAs: someone.alsoKnownAs.join('\n') }),
  view({ someone, departments }, answers) {
    const ask = questions(answers)
    return {
      title: `Change ${someone.name}`, crumbs: crumbsTo(someone),
      main: column(html`<h1 class="govuk-heading-l">Change ${someone.name}</h1>${ask.form('Save', html`
        ${ask.line('name', 'Name', undefined, { spellcheck: false })}
        ${ask.line('email', 'Work email address', undefined, { type: 'email', spellcheck: false })}
        ${ask.line('jobTitle', 'Post (optional)')}
        ${ask.select('department', 'Department (optional)', departments.map(({ id, name }) => ({ value: id, text: name })), undefined, 'None')}
        ${ask.lines('alsoKnownAs', 'Other spellings of their name (optional)', 'One on each line. Plans that call them so are understood.', 3)}`, { cancel: backTo(someone) })}`),
    }
  },
  async submit(values, { someone }, { db, organisation }) {
    const other = await findPersonByEmail(db, organisation.id, values.email)
    if (other && other.id !== someone.id) return { problems: { email: `${other.name} has this email address already` } }
    const changed = { ...someone, name: values.name, email: values.email, jobTitle: values.jobTitle ?? '', department: values.department?.id ?? null, alsoKnownAs: readSpellings(values.alsoKnownAs ?? '', values.name) }
    await savePerson(db, organisation.id, changed)
    const told = ({ name, email, jobTitle, department, alsoKnownAs }: Colleague) => ({ name, email, jobTitle, department, alsoKnownAs: [...alsoKnownAs] })
    return { goTo: backTo(someone), said: 'Saved', entry: { did: 'people.person-changed', on: { room: 'people', id: someone.id }, before: told(someone), after: told(changed) } }
  },
})

export const giveRole = form({
  path: paths.giveRole,
  load: async (at, house) => ({ someone: await found(at, house), departments: await listDepartments(house.db, house.organisation.id) }),
  access: mayLookAfterPeople,
  fields: ({ departments }: WithDepartments) => ({
    role: choice({ from: roles, missing: 'Select a role' }),
    where: optional(oneOf({ from: departments, missing: 'Select a department from the list' })),
  }),
  view({ someone, departments }, answers) {
    const ask = questions(answers)
    return {
      title: `Give ${someone.name} a role`, crumbs: crumbsTo(someone), guide: 'roles',
      main: column(html`<h1 class="govuk-heading-l">Give ${someone.name} a role</h1>${ask.form('Give the role', html`
        ${ask.oneOf('role', 'Which role?', roles.map((value) => ({ value, text: roleWords[value].name, hint: roleWords[value].does })))}
        ${ask.select('where', 'For which department?', departments.map(({ id, name }) => ({ value: id, text: name })), 'Leave this if the role is for the whole organisation', 'The whole organisation')}
        <p class="govuk-body">It takes effect at once.</p>`, { cancel: backTo(someone) })}`),
    }
  },
  async submit({ role, where }, { someone }, { db, organisation, person: giver, now }) {
    const grant = { role, department: where?.id ?? null }
    const refused = refusedGrant(giver, someone, grant)
    if (refused !== null) return { problems: { role: refused } }
    await grantRole(db, organisation.id, someone.id, grant, giver.id, now)
    return { goTo: backTo(someone), said: `${someone.name} now has the role: ${roleWords[role].name}`, entry: { did: 'people.role-given', on: { room: 'people', id: someone.id }, before: told(someone.grants), after: told([...someone.grants, grant]) } }
  },
})

const told = (grants: readonly { readonly role: string; readonly department: string | null }[]) => ({ roles: grants.map(({ role, department }) => ({ role, department })) })

export const takeAwayRole = form({
  path: paths.takeRole,
  async load(at, house) {
    const someone = await found(at, house)
    const grant = someone.grants.find((each) => each.id === at.grant)
    if (!grant) throw new NotFound(`grant ${at.grant}`)
    return { someone, grant, departments: await listDepartments(house.db, house.organisation.id, { closedToo: true }) }
  },
  access: mayLookAfterPeople,
  fields: {},
  view: ({ someone, grant, departments }, answers) => ({
    title: `Take a role from ${someone.name}`, crumbs: crumbsTo(someone),
    main: column(html`<h1 class="govuk-heading-l">Take a role from ${someone.name}</h1>
      ${refusedHere(answers.problems)}
      ${questions(answers).form('Take it away', html`<p class="govuk-body"><strong>${grantInWords(grant, departments)}</strong>: ${roleWords[grant.role].does.toLowerCase()}. It ends at once, also where they are signed in.</p>`, { warning: true, cancel: backTo(someone) })}`),
  }),
  async submit(_values, { someone, grant }, { db, organisation }) {
    if (grant.role === 'administrator') {
      const refused = wouldLeaveNobody(await listHolders(db, organisation.id, 'administrator'), someone)
      if (refused) return { problems: { refused: refused.refused } }
    }
    await takeRole(db, organisation.id, someone.id, grant.id)
    return { goTo: backTo(someone), said: `${someone.name} no longer has the role: ${roleWords[grant.role].name}`, entry: { did: 'people.role-taken-away', on: { room: 'people', id: someone.id }, before: told(someone.grants), after: told(someone.grants.filter((each) => each.id !== grant.id)) } }
  },
})

/** A rule that says no to a page without questions: it stands where the form is. */
function refusedHere(problems: Readonly<Record<string, string | undefined>>) {
  const said = problems['refused']
  return said !== undefined && html`<p class="govuk-error-message" id="refused"><span class="govuk-visually-hidden">Error:</span> ${said}</p>`
}

/** A state of a person that is changed on a page of its own, with what follows from it. */
function changeOfState(declared: {
  readonly path: typeof paths.suspend | typeof paths.leave | typeof paths.bringBack
  title(someone: Colleague): string
  readonly words: string
  readonly button: string
  readonly warning: boolean
  readonly did: `people.${string}`
  decide(someone: Colleague, hasSignedInBefore: boolean): Colleague | { readonly refused: string }
  said(someone: Colleague): string
}) {
  return form({
    path: declared.path,
    load: found,
    access: mayLookAfterPeople,
    fields: {},
    view: (someone, answers) => ({
      title: declared.title(someone), crumbs: crumbsTo(someone),
      main: column(html`<h1 class="govuk-heading-l">${declared.title(someone)}</h1>${refusedHere(answers.problems)}
        ${questions(answers).form(declared.button, html`<p class="govuk-body">${declared.words}</p>`, { warning: declared.warning, cancel: backTo(someone) })}`),
    }),
    async submit(_values, someone, { db, organisation, now }) {
      const administers = someone.grants.some((grant) => grant.role === 'administrator') && someone.state === 'active'
      const before = await findPasswordHash(db, organisation.id, someone.id) !== null || await isIdentified(db, organisation.id, null, someone.id)
      const changed = declared.decide(someone, before)
      if ('refused' in changed) return { problems: { refused: changed.refused } }
      const refused = changed.state !== 'active' && administers ? wouldLeaveNobody(await listHolders(db, organisation.id, 'administrator'), someone) : null
      if (refused) return { problems: { refused: refused.refused } }
      await savePerson(db, organisation.id, changed)
      if (changed.grants.length === 0) await takeRole(db, organisation.id, someone.id)
      // Out at once, everywhere, with every link and half-done sign-in.
      await endSessionsOf(db, organisation.id, someone.id)
      await endStepsOf(db, organisation.id, someone.id)
      await forgetDevices(db, organisation.id, someone.id)
      await useLinks(db, organisation.id, someone.id, ['invitation', 'reset', 'set up', 'new email'], now)
      return { goTo: backTo(someone), said: declared.said(someone), entry: { did: declared.did, on: { room: 'people', id: someone.id }, before: { state: someone.state, ...told(someone.grants) }, after: { state: changed.state, ...told(changed.grants) } } }
    },
  })
}

export const suspendPerson = changeOfState({
  path: paths.suspend, title: (someone) => `Suspend ${someone.name}`, button: 'Suspend', warning: true, did: 'people.suspended', decide: suspend,
  words: 'They are signed out at once and cannot sign in until you bring them back. Their roles are kept.', said: (someone) => `${someone.name} is suspended`,
})

export const personLeaves = changeOfState({
  path: paths.leave, title: (someone) => `${someone.name} has left`, button: 'They have left', warning: true, did: 'people.left', decide: leave,
  words: 'They are signed out at once, and their roles end. What they did stays under their name, and what they led is shown as without a lead.', said: (someone) => `${someone.name} is marked as having left`,
})

export const bringPersonBack = changeOfState({
  path: paths.bringBack, title: (someone) => `Bring ${someone.name} back`, button: 'Bring them back', warning: false, did: 'people.brought-back', decide: bringBack,
  words: 'They can sign in again as they did before. Roles that ended when they left have to be given again.', said: (someone) => `${someone.name} is back`,
})

/** A browser that was lost or left open: the person signs in again wherever they are. */
export const signOutPerson = form({
  path: paths.signOutPerson,
  load: found,
  access: mayLookAfterPeople,
  fields: {},
  view: (someone, answers) => ({
    title: `Sign ${someone.name} out`, crumbs: crumbsTo(someone),
    main: column(html`<h1 class="govuk-heading-l">Sign ${someone.name} out</h1>
      ${questions(answers).form('Sign them out', html`<p class="govuk-body">They are signed out of every browser at once, and can sign in again. What they are writing is kept for them.</p>`, { warning: true, cancel: backTo(someone) })}`),
  }),
  async submit(_values, someone, { db, organisation }) {
    const ended = await endSessionsOf(db, organisation.id, someone.id)
    await forgetDevices(db, organisation.id, someone.id)
    return { goTo: backTo(someone), said: `${someone.name} is signed out everywhere`, entry: { did: 'people.signed-out-by-another', on: { room: 'people', id: someone.id }, detail: { sessions: ended } } }
  },
})

/** For somebody who has lost their phone and their recovery codes, once the administrator knows that it is them who asks. */
export const resetSecondStep = form({
  path: paths.resetSecondStep,
  async load(at, house) {
    const someone = await found(at, house)
    if (!await findSecondStep(house.db, house.organisation.id, someone.id)) throw new NotFound('no second step')
    return someone
  },
  access: (person, someone) => mayLookAfterPeople(person) && person.id !== someone.id,
  fields: {},
  view: (someone, answers) => ({
    title: `Take off ${someone.name}’s second step`, crumbs: crumbsTo(someone),
    main: column(html`<h1 class="govuk-heading-l">Take off ${someone.name}’s second step</h1>
      ${questions(answers).form('Take it off', html`<p class="govuk-body">Do this only if you are sure that it is ${someone.name} who asks: speak to them, and do not go by an email. They are signed out everywhere, and if their roles need a second step they set up a new one when they next sign in.</p>`, { warning: true, cancel: backTo(someone) })}`),
  }),
  async submit(_values, someone, { db, organisation, now, request }) {
    await dropSecondStep(db, organisation.id, someone.id)
    await endSessionsOf(db, organisation.id, someone.id)
    await endStepsOf(db, organisation.id, someone.id)
    await mailSecondStepChanged(db, organisation, someone, 'Your second step was taken off by an administrator, because somebody said that you had lost it.', now, request.id)
    return { goTo: backTo(someone), said: 'The second step is off', entry: { did: 'people.second-step-taken-off', on: { room: 'people', id: someone.id } } }
  },
})
