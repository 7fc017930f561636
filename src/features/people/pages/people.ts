import { roles } from '#duty/roles.ts'
import { html } from '#html/html.ts'
import { listing } from '#web/listing.ts'
import { mayLookAfterPeople, maySeePeople } from '../access.ts'
import { paths } from '../paths.ts'
import { listDepartments, listPeople } from '../people-store.ts'
import { personStates } from '../person.ts'
import { roleWords } from '../role-words.ts'
import { grantInWords, peopleTabs, stateTag, stateWords } from './parts.ts'

const orders = ['name', 'department', 'state'] as const

/** Everyone on record, found by name, address or post. */
export const people = listing({
  path: paths.people,
  async load(_at, { db, organisation }, { query, sort, limit, offset }) {
    const departments = await listDepartments(db, organisation.id, { closedToo: true })
    const by = orders.find((each) => each === sort?.by)
    const department = departments.find((each) => each.id === query.get('department'))
    return {
      departments,
      people: await listPeople(db, organisation.id, {
        words: query.get('words'), state: query.oneOf('state', personStates), role: query.oneOf('role', roles), department: department?.id ?? null, ...(by ? { sort: by } : {}), down: sort?.down === true, limit, offset,
      }),
    }
  },
  access: maySeePeople,
  rows: ({ people }) => people,
  columns: ({ departments }) => [
    { heading: 'Name', text: (person) => person.name, cell: (person) => html`<a class="govuk-link" href="${paths.person.to({ person: person.id })}">${person.name}</a><span class="dr-under">${person.jobTitle}</span>`, sort: 'name' },
    { heading: 'Email address', text: (person) => person.email },
    { heading: 'Department', text: (person) => departments.find((each) => each.id === person.department)?.name ?? '', sort: 'department' },
    { heading: 'May do', text: (person) => person.grants.map((grant) => grantInWords(grant, departments)).join('; ') },
    { heading: 'State', text: (person) => stateWords[person.state], cell: (person) => stateTag(person.state), sort: 'state' },
  ],
  filters: ({ departments }) => [
    { name: 'state', label: 'State', options: personStates.map((value) => ({ value, text: stateWords[value] })) },
    { name: 'role', label: 'Role', options: roles.map((value) => ({ value, text: roleWords[value].name })) },
    { name: 'department', label: 'Department', options: departments.map(({ id, name }) => ({ value: id, text: name })) },
  ],
  search: 'Name, email address or post',
  none: 'Nobody is on record yet.',
  caption: () => 'People',
  view: (_loaded, list, { person }) => ({
    title: 'People', wide: true, guide: 'people',
    main: html`
      ${peopleTabs(paths.people.to(), person)}
      <div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">People</h1></div>
        ${mayLookAfterPeople(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.invite.to()}">Add or invite someone</a></div>`}</div>
      ${list}`,
  }),
})

/** One line for each role that somebody holds: what is looked through when access is reviewed. */
export const whoMayDoWhat = listing({
  path: paths.access,
  async load(_at, { db, organisation }, { query, limit, offset, sort }) {
    const [departments, all] = [await listDepartments(db, organisation.id, { closedToo: true }), await listPeople(db, organisation.id)]
    const role = query.oneOf('role', roles)
    const department = query.get('department')
    const nameOf = new Map(all.map((person) => [person.id, person.name]))
    const lines = all.flatMap((person) => person.grants.map((grant) => ({ person, grant, by: grant.grantedBy === null ? '' : nameOf.get(grant.grantedBy) ?? '' })))
      .filter((line) => (role === null || line.grant.role === role) && (department === '' || line.grant.department === department || (department === 'whole' && line.grant.department === null)))
    const keys = new Map<string, (line: (typeof lines)[number]) => string>([
      ['role', (line) => roleWords[line.grant.role].name], ['given', (line) => line.grant.grantedAt.toString()], ['last', (line) => line.person.lastSignedInAt?.toString() ?? ''],
    ])
    const by = sort ? keys.get(sort.by) : undefined
    if (by) lines.sort((a, b) => by(a).localeCompare(by(b), 'en-GB') * (sort?.down ? -1 : 1))
    return { departments, lines: lines.slice(offset, offset + limit) }
  },
  access: maySeePeople,
  rows: ({ lines }) => lines,
  columns: ({ departments }) => [
    { heading: 'Person', text: ({ person }) => person.name, cell: ({ person }) => html`<a class="govuk-link" href="${paths.person.to({ person: person.id })}">${person.name}</a><span class="dr-under">${person.jobTitle}</span>` },
    { heading: 'Role', text: ({ grant }) => roleWords[grant.role].name, sort: 'role' },
    { heading: 'For', text: ({ grant }) => grant.department === null ? 'The whole organisation' : departments.find((each) => each.id === grant.department)?.name ?? '' },
    { heading: 'Given on', text: ({ grant }) => dayOf(grant.grantedAt), sort: 'given', kind: 'date' },
    { heading: 'Given by', text: ({ by }) => by === '' ? 'At set-up' : by },
    { heading: 'Last signed in', text: ({ person }) => person.lastSignedInAt === null ? 'Never' : dayOf(person.lastSignedInAt), sort: 'last', kind: 'date' },
    { heading: 'State', text: ({ person }) => stateWords[person.state], cell: ({ person }) => stateTag(person.state) },
  ],
  filters: ({ departments }) => [
    { name: 'role', label: 'Role', options: roles.map((value) => ({ value, text: roleWords[value].name })) },
    { name: 'department', label: 'For', options: [{ value: 'whole', text: 'The whole organisation' }, ...departments.map(({ id, name }) => ({ value: id, text: name }))] },
  ],
  none: 'Nobody holds a role.',
  caption: () => 'Who may do what',
  view: (_loaded, list, { person }) => ({
    title: 'Who may do what', wide: true, guide: 'roles', crumbs: [{ text: 'People', href: paths.people.to() }],
    main: html`${peopleTabs(paths.access.to(), person)}<h1 class="govuk-heading-l">Who may do what</h1>
      <p class="govuk-body">Look through this list now and then: take away roles that are not needed any more, and mark people who have left. The list can be downloaded for whoever signs the review.</p>${list}`,
  }),
})

const dayOf = (moment: Temporal.Instant): string => moment.toZonedDateTimeISO('Europe/London').toPlainDate().toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
