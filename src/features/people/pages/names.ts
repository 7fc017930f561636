import { newId } from '#database/identity.ts'
import { html } from '#html/html.ts'
import { choice, oneOf, optional, text, tick } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, type Answers, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayLookAfterNames, maySeeNames } from '../access.ts'
import { paths } from '../paths.ts'
import { dropKnown, hasSameName, listDepartments, listKnownBesides, listPeople, saveKnown, type KnownBesides } from '../people-store.ts'
import { plainName, readSpellings, type Colleague, type Department } from '../person.ts'
import { column, peopleCrumb, peopleTabs, versionOf } from './parts.ts'

const kinds = ['post', 'group', 'team', 'partner'] as const
const kindWords = { post: 'Post', group: 'Group, board or network', team: 'Team or service', partner: 'Partner body' } as const

/** The names by which plans and reports call whoever leads something. */
export const names = listing({
  path: paths.names,
  async load(_at, { db, organisation }, { query, limit, offset }) {
    const kind = query.oneOf('kind', kinds)
    const words = plainName(query.get('words'))
    const all = (await listKnownBesides(db, organisation.id)).filter((each) => (kind === null || each.kind === kind) && (words === '' || [each.name, ...each.alsoKnownAs].some((name) => plainName(name).includes(words))))
    return { all: all.slice(offset, offset + limit), people: await listPeople(db, organisation.id), departments: await listDepartments(db, organisation.id, { closedToo: true }) }
  },
  access: maySeeNames,
  rows: ({ all }) => all,
  columns: ({ people, departments }, { person }) => [
    { heading: 'Name', text: (known) => known.name, ...(mayLookAfterNames(person) ? { cell: (known: KnownBesides) => html`<a class="govuk-link" href="${paths.name.to({ name: known.id })}">${known.name}</a>` } : {}) },
    { heading: 'Kind', text: (known) => kindWords[known.kind] },
    { heading: 'Also known as', text: (known) => known.alsoKnownAs.join('; ') },
    { heading: 'Held by', text: (known) => people.find((each) => each.id === known.heldBy)?.name ?? '' },
    { heading: 'Department', text: (known) => departments.find((each) => each.id === known.department)?.name ?? '' },
  ],
  filters: () => [{ name: 'kind', label: 'Kind', options: kinds.map((value) => ({ value, text: kindWords[value] })) }],
  search: 'Name or spelling',
  none: 'There are none yet.',
  caption: () => 'Posts, groups and partners',
  view: (_loaded, list, { person }) => ({
    title: 'Posts, groups and partners', wide: true, crumbs: [peopleCrumb], guide: 'names',
    main: html`${peopleTabs(paths.names.to(), person)}
      <div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Posts, groups and partners</h1><p class="dr-head__lead">When a plan is read from a document, its leads are looked for among these, the departments and the people.</p></div>
        ${mayLookAfterNames(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newName.to()}">Add one</a></div>`}</div>${list}`,
  }),
})

interface Around { readonly all: readonly KnownBesides[]; readonly people: readonly Colleague[]; readonly departments: readonly Department[]; readonly found: KnownBesides | null }

async function around(id: string | null, { db, organisation }: House): Promise<Around> {
  const all = await listKnownBesides(db, organisation.id)
  const found = id === null ? null : all.find((each) => each.id === id) ?? null
  if (id !== null && !found) throw new NotFound(`name ${id}`)
  return { all, found, people: (await listPeople(db, organisation.id)).filter((person) => person.state !== 'left'), departments: await listDepartments(db, organisation.id) }
}

const fieldsFor = ({ people, departments }: Around) => ({
  kind: choice({ from: kinds, missing: 'Select what it is' }),
  name: text({ missing: 'Enter the name', max: 200, subject: 'Name' }),
  alsoKnownAs: optional(text({ missing: '', max: 2000, subject: 'Other spellings' })),
  heldBy: optional(oneOf({ from: people, missing: 'Select a person from the list' })),
  department: optional(oneOf({ from: departments, missing: 'Select a department from the list' })),
  takeOut: tick(),
})

function view(title: string, { people, departments, found }: Around, answers: Answers<ReturnType<typeof fieldsFor>>) {
  const ask = questions(answers)
  return {
    title, crumbs: [peopleCrumb, { text: 'Posts, groups and partners', href: paths.names.to() }],
    main: column(html`<h1 class="govuk-heading-l">${title}</h1>${ask.form('Save', html`
      ${ask.oneOf('kind', 'What is it?', kinds.map((value) => ({ value, text: kindWords[value] })))}
      ${ask.line('name', 'Name')}
      ${ask.lines('alsoKnownAs', 'Also known as (optional)', 'Abbreviations and other spellings, one on each line', 4)}
      ${ask.select('heldBy', 'Who holds the post? (optional)', people.map((person) => ({ value: person.id, text: `${person.name}${person.jobTitle === '' ? '' : `, ${person.jobTitle}`}` })), 'What a post leads, its holder is asked about', 'Nobody, or not a post')}
      ${ask.select('department', 'Department (optional)', departments.map(({ id, name }) => ({ value: id, text: name })), undefined, 'None')}
      ${found && ask.tick('takeOut', 'Take it out of the list', 'Plans that name it keep its name')}`, { cancel: paths.names.to() })}`),
  }
}

const told = ({ kind, name, alsoKnownAs, heldBy, department }: KnownBesides) => ({ kind, name, alsoKnownAs: [...alsoKnownAs], heldBy, department })

export const newName = form({
  path: paths.newName,
  load: async (_at, house) => around(null, house),
  access: mayLookAfterNames,
  fields: (loaded: Around) => fieldsFor(loaded),
  view: (loaded, answers) => view('Add a post, group or partner', loaded, answers),
  async submit(values, { all }, { db, organisation }) {
    if (hasSameName(all.filter((each) => each.kind === values.kind), values.name, null)) return { problems: { name: 'There is one with this name or spelling already' } }
    const made: KnownBesides = { id: newId(), kind: values.kind, name: values.name, alsoKnownAs: readSpellings(values.alsoKnownAs ?? '', values.name), heldBy: values.kind === 'post' ? values.heldBy?.id ?? null : null, department: values.department?.id ?? null }
    await saveKnown(db, organisation.id, made)
    return { goTo: paths.names.to(), said: `${values.name} was added`, entry: { did: 'people.name-added', on: { room: 'people', id: made.id }, after: told(made) } }
  },
})

export const name = form({
  path: paths.name,
  load: async ({ name: id }, house) => {
    const loaded = await around(id, house)
    return { ...loaded, known: loaded.found! }
  },
  access: mayLookAfterNames,
  fields: (loaded: Around & { readonly known: KnownBesides }) => fieldsFor(loaded),
  version: ({ known }) => versionOf(told(known)),
  starting: ({ known }) => ({ kind: known.kind, name: known.name, alsoKnownAs: known.alsoKnownAs.join('\n'), heldBy: known.heldBy ?? '', department: known.department ?? '' }),
  view: (loaded, answers) => view(`Change ${loaded.known.name}`, loaded, answers),
  async submit(values, { all, known }, { db, organisation }) {
    if (values.takeOut) {
      await dropKnown(db, organisation.id, known.id)
      return { goTo: paths.names.to(), said: `${known.name} was taken out`, entry: { did: 'people.name-taken-out', on: { room: 'people', id: known.id }, before: told(known) } }
    }
    if (hasSameName(all.filter((each) => each.kind === values.kind), values.name, known.id)) return { problems: { name: 'There is one with this name or spelling already' } }
    const changed: KnownBesides = { ...known, kind: values.kind, name: values.name, alsoKnownAs: readSpellings(values.alsoKnownAs ?? '', values.name), heldBy: values.kind === 'post' ? values.heldBy?.id ?? null : null, department: values.department?.id ?? null }
    await saveKnown(db, organisation.id, changed)
    return { goTo: paths.names.to(), said: 'Saved', entry: { did: 'people.name-changed', on: { room: 'people', id: known.id }, before: told(known), after: told(changed) } }
  },
})
