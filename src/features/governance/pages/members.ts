import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { listPeople } from '#features/people/index.ts'
import { choice, date, optional, text, tick, type Values } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { isLive, mayKeepBody, mayReadStructure } from '../access.ts'
import { isSitting, memberRoles, seat, type Body, type Membership } from '../body.ts'
import { findMembership, insertMemberships, listBodies, listMemberships, saveMembership } from '../body-store.ts'
import { paths } from '../paths.ts'
import { bodyLink, changedMeanwhile, crumbsTo, dayAnswer, front, loadAround, loadBody, nameIn, narrowColumn, room, type Around } from './parts.ts'

interface Listed { readonly rows: readonly (Membership & { readonly on: Body })[]; readonly bodies: readonly Body[] }

export const members = listing({
  path: paths.members,
  async load(_at, { db, organisation, today, query }, asked): Promise<Listed> {
    const [bodies, all] = await Promise.all([listBodies(db, organisation.id, { endedToo: true }), listMemberships(db, organisation.id)])
    const [body, role, when, words] = [query.get('body'), query.oneOf('role', memberRoles), query.oneOf('when', ['all']), query.get('words').toLowerCase()]
    const rows = all.flatMap((each) => {
      const on = bodies.find((one) => one.id === each.body)
      const wanted = on && (body === '' || each.body === body) && (role === null || each.role === role) && (when === 'all' || isSitting(each, today)) && `${each.name} ${each.post} ${each.represents}`.toLowerCase().includes(words)
      return wanted ? [{ ...each, on }] : []
    }).sort((a, b) => bodies.indexOf(a.on) - bodies.indexOf(b.on))
    if (asked.sort?.by === 'name') rows.sort((a, b) => a.name.localeCompare(b.name, 'en-GB') * (asked.sort?.down ? -1 : 1))
    return { rows: rows.slice(asked.offset, asked.offset + asked.limit), bodies }
  },
  access: (person) => mayReadStructure(person),
  rows: ({ rows }) => rows,
  caption: () => 'Who sits where',
  none: 'Nobody is recorded as a member yet.',
  search: 'Words in a name, post or group',
  filters: ({ bodies }) => [{ name: 'body', label: 'Body', options: bodies.map((each) => ({ value: each.id, text: each.name })) }, { name: 'role', label: 'As', options: memberRoles.map((each) => ({ value: each, text: each.charAt(0).toUpperCase() + each.slice(1) })) }, { name: 'when', label: 'When', options: [{ value: 'all', text: 'Now and before' }] }],
  columns: () => [
    { heading: 'Name', sort: 'name', text: (row) => row.name }, { heading: 'Post', text: (row) => row.post }, { heading: 'Body', text: (row) => row.on.name, cell: (row) => bodyLink(row.on) }, { heading: 'As', text: (row) => row.role },
    { heading: 'Speaks for', text: (row) => row.represents }, { heading: 'From', kind: 'date', text: (row) => dayInWords(row.from) }, { heading: 'To', kind: 'date', text: (row) => row.to === null ? '' : dayInWords(row.to) },
  ],
  view: (_loaded, list) => ({ title: 'Who sits where', crumbs: [front], wide: true, guide: 'who-answers-to-whom', main: html`<h1 class="govuk-heading-l">Who sits where</h1>${list}` }),
})

interface Choosing extends Around { readonly people: readonly { readonly id: string; readonly name: string; readonly jobTitle: string }[] }
async function choosing(house: House): Promise<Choosing> {
  const [around, people] = await Promise.all([loadAround(house), listPeople(house.db, house.organisation.id)])
  return { ...around, people: people.filter((each) => each.state !== 'left') }
}

const memberFields = ({ people, departments, bodies }: Choosing) => ({
  person: optional(choice({ from: people.map((each) => each.id), missing: 'Select somebody who works here' })), name: optional(text({ missing: '', max: 200, subject: 'The name' })), post: optional(text({ missing: '', max: 200, subject: 'The post' })),
  role: choice({ from: memberRoles, missing: 'Select what they are on this body' }), department: optional(choice({ from: departments.map((each) => each.id), missing: 'Select a department' })), group: optional(choice({ from: bodies.map((each) => each.id), missing: 'Select one of our bodies' })),
  represents: optional(text({ missing: '', max: 200, subject: 'Whom they speak for' })), isSenior: tick(), nameIsPublic: tick(), from: date({ missing: 'Enter the first day', subject: 'The first day' }), to: optional(date({ missing: '', subject: 'The last day' })),
})
type MemberFields = ReturnType<typeof memberFields>

function memberQuestions(ask: ReturnType<typeof questions<MemberFields>>, { people, departments, bodies }: Choosing, body: Body): Html {
  return html`${ask.select('person', 'Somebody who works here', people.map((each) => ({ value: each.id, text: each.jobTitle === '' ? each.name : `${each.name}, ${each.jobTitle}` })), undefined, 'Nobody: it is somebody from outside')}
    ${ask.line('name', 'Or the name of somebody from outside', 'A member of the public, a partner, a councillor who does not sign in here')}${ask.line('post', 'Their post (optional)', 'Left empty, it is the post that we have on record for somebody who works here')}
    ${ask.oneOf('role', `What are they on ${body.name}?`, memberRoles.map((each) => ({ value: each, text: each.charAt(0).toUpperCase() + each.slice(1) })), undefined, { inline: true })}
    <fieldset class="govuk-fieldset"><legend class="govuk-fieldset__legend govuk-fieldset__legend--m">Whom do they speak for?</legend>${ask.select('department', 'A department (optional)', departments.map((each) => ({ value: each.id, text: each.name })), undefined, 'None')}
    ${ask.select('group', 'A network or group (optional)', bodies.filter((each) => each.id !== body.id).map((each) => ({ value: each.id, text: each.name })), undefined, 'None')}${ask.line('represents', 'Or in words (optional)', 'For example, “Parents of disabled children”. Left empty, it says the department or group above')}</fieldset>
    ${ask.tick('isSenior', 'A senior manager', 'Counts where a senior manager is promised at every meeting and event')}${ask.tick('nameIsPublic', 'Show the name on the public page', 'Ask them first, unless the post is a public one')}
    ${ask.date('from', 'First day')}${ask.date('to', 'Last day (optional)')}`
}

function memberOf(values: Values<MemberFields>, { people, departments, bodies }: Choosing, before: Pick<Membership, 'id' | 'body' | 'version'>): Membership | { readonly refused: string } {
  const person = people.find((each) => each.id === values.person)
  const name = person?.name ?? values.name
  if (person !== undefined && values.name !== null && values.name !== person.name) return { refused: 'Give somebody who works here, or the name of somebody from outside, not both' }
  if (name === null) return { refused: 'Select somebody who works here, or enter the name of somebody from outside' }
  return {
    ...before, person: person?.id ?? null, name, post: values.post ?? person?.jobTitle ?? '', role: values.role, department: values.department, group: values.group,
    represents: values.represents ?? [nameIn(departments, values.department), nameIn(bodies, values.group)].filter((each) => each !== '').join(', '), isSenior: values.isSenior, nameIsPublic: values.nameIsPublic, from: values.from, to: values.to,
  }
}

const told = (member: Membership) => ({ ...member, from: member.from.toString(), to: member.to?.toString() ?? null })

export const newMember = form({
  path: paths.newMember,
  load: async ({ body }, house) => ({ ...await loadBody(body, house), ...await choosing(house) }),
  access: (person, { body, members: all, today }) => isLive(body) && mayKeepBody(person, all, today),
  fields: memberFields,
  starting: ({ today }) => ({ role: 'member', ...dayAnswer('from', today) }),
  view(loaded, answers) {
    const ask = questions(answers)
    return { title: `Add a member to ${loaded.body.name}`, crumbs: crumbsTo(loaded.body), guide: 'who-answers-to-whom', main: narrowColumn(html`<h1 class="govuk-heading-l">Add a member to ${loaded.body.name}</h1>${ask.form('Add', memberQuestions(ask, loaded, loaded.body), { cancel: paths.body.to({ body: loaded.body.id }) })}`) }
  },
  async submit(values, loaded, { db, organisation }) {
    const wanted = memberOf(values, loaded, { id: newId(), body: loaded.body.id, version: 1 })
    if ('refused' in wanted) return { problems: { person: wanted.refused } }
    const seated = seat(loaded.members, wanted)
    if ('refused' in seated) return { problems: { [seated.refused.startsWith('The last day') ? 'to' : 'role']: seated.refused } }
    await insertMemberships(db, organisation.id, [seated])
    return { goTo: paths.body.to({ body: loaded.body.id }), said: `${seated.name} was added.`, entry: { did: 'governance.member-added', on: { room, id: seated.id, version: 1 }, after: told(seated) } }
  },
})

export const editMember = form({
  path: paths.member,
  async load({ membership }, house) {
    const member = await findMembership(house.db, house.organisation.id, membership)
    if (!member) throw new NotFound(`membership ${membership}`)
    const [loaded, more] = await Promise.all([loadBody(member.body, house), choosing(house)])
    // Somebody who has left since still stands in the list of those who may be chosen for this seat.
    const people = member.person === null || more.people.some((each) => each.id === member.person) ? more.people : [...more.people, { id: member.person, name: member.name, jobTitle: member.post }]
    return { ...loaded, ...more, people, member }
  },
  access: (person, { members: all, today }) => mayKeepBody(person, all, today),
  version: ({ member }) => String(member.version),
  fields: memberFields,
  starting: ({ member }) => ({
    person: member.person ?? '', name: member.person === null ? member.name : '', post: member.post, role: member.role, department: member.department ?? '', group: member.group ?? '', represents: member.represents,
    isSenior: member.isSenior ? 'yes' : '', nameIsPublic: member.nameIsPublic ? 'yes' : '', ...dayAnswer('from', member.from), ...dayAnswer('to', member.to),
  }),
  view(loaded, answers) {
    const ask = questions(answers)
    return { title: `${loaded.member.name} on ${loaded.body.name}`, crumbs: crumbsTo(loaded.body), main: narrowColumn(html`<h1 class="govuk-heading-l">${loaded.member.name} on ${loaded.body.name}</h1>${ask.form('Save', memberQuestions(ask, loaded, loaded.body), { cancel: paths.body.to({ body: loaded.body.id }) })}`) }
  },
  async submit(values, loaded, { db, organisation }) {
    const wanted = memberOf(values, loaded, { id: loaded.member.id, body: loaded.body.id, version: loaded.member.version + 1 })
    if ('refused' in wanted) return { problems: { person: wanted.refused } }
    const seated = seat(loaded.members, wanted)
    if ('refused' in seated) return { problems: { [seated.refused.startsWith('The last day') ? 'to' : 'role']: seated.refused } }
    if (!await saveMembership(db, organisation.id, seated)) return { problems: { person: changedMeanwhile } }
    return { goTo: paths.body.to({ body: loaded.body.id }), said: 'Saved.', entry: { did: 'governance.member-changed', on: { room, id: seated.id, version: seated.version }, before: told(loaded.member), after: told(seated) } }
  },
})
