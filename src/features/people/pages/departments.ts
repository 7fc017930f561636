import { newId } from '#database/identity.ts'
import { html } from '#html/html.ts'
import { optional, text, tick } from '#web/fields.ts'
import { form, page, type Answers } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { mayLookAfterNames, maySeeNames } from '../access.ts'
import { paths } from '../paths.ts'
import { hasSameName, listDepartments, listPeople, saveDepartment } from '../people-store.ts'
import { readSpellings, type Department } from '../person.ts'
import { column, peopleCrumb, peopleTabs, versionOf } from './parts.ts'

export const departments = page({
  path: paths.departments,
  async load(_at, { db, organisation }) {
    const people = await listPeople(db, organisation.id)
    return (await listDepartments(db, organisation.id, { closedToo: true })).map((department) => ({ department, people: people.filter((person) => person.department === department.id && person.state !== 'left').length }))
  },
  access: maySeeNames,
  view: (all, { person }) => ({
    title: 'Departments', crumbs: [peopleCrumb], guide: 'names',
    main: html`${peopleTabs(paths.departments.to(), person)}
      <div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Departments</h1></div>
        ${mayLookAfterNames(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newDepartment.to()}">Add a department</a></div>`}</div>
      ${all.length === 0
        ? html`<div class="dr-empty"><p class="govuk-body">There are no departments yet. Roles can be given for one department, and plans name departments as leads.</p></div>`
        : reflowingTable({
          caption: 'Departments', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Department' }, { text: 'Also known as' }, { text: 'People on record' }],
          rows: all.map(({ department, people }) => [
            { html: html`${mayLookAfterNames(person) ? html`<a class="govuk-link" href="${paths.department.to({ department: department.id })}">${department.name}</a>` : department.name}${department.closedOn && html`<span class="dr-under">Closed on ${department.closedOn.toLocaleString('en-GB', { dateStyle: 'long' })}</span>`}` },
            { text: department.alsoKnownAs.join('; ') }, { text: String(people) },
          ]),
        })}`,
  }),
})

const fields = {
  name: text({ missing: 'Enter the name of the department', max: 200, subject: 'Name' }),
  alsoKnownAs: optional(text({ missing: '', max: 2000, subject: 'Other spellings' })),
  closed: tick(),
}

const view = (title: string, answers: Answers<typeof fields>, open: boolean) => {
  const ask = questions(answers)
  return {
    title, crumbs: [peopleCrumb, { text: 'Departments', href: paths.departments.to() }],
    main: column(html`<h1 class="govuk-heading-l">${title}</h1>${ask.form('Save', html`
      ${ask.line('name', 'Name')}
      ${ask.lines('alsoKnownAs', 'Also known as (optional)', 'Abbreviations and other spellings, one on each line. Plans that use them are understood.', 4)}
      ${open && ask.tick('closed', 'This department has closed', 'It stays in the history, and cannot be chosen any more')}`, { cancel: paths.departments.to() })}`),
  }
}

const told = ({ name, alsoKnownAs, closedOn }: Department) => ({ name, alsoKnownAs: [...alsoKnownAs], closedOn: closedOn?.toString() ?? null })

export const newDepartment = form({
  path: paths.newDepartment,
  load: async (_at, { db, organisation }) => listDepartments(db, organisation.id, { closedToo: true }),
  access: mayLookAfterNames,
  fields,
  view: (_all, answers) => view('Add a department', answers, false),
  async submit({ name, alsoKnownAs }, all, { db, organisation }) {
    if (hasSameName(all, name, null)) return { problems: { name: 'There is a department with this name or spelling already' } }
    const made = { id: newId(), name, alsoKnownAs: readSpellings(alsoKnownAs ?? '', name), closedOn: null }
    await saveDepartment(db, organisation.id, made)
    return { goTo: paths.departments.to(), said: `${name} was added`, entry: { did: 'people.department-added', on: { room: 'people', id: made.id }, after: told(made) } }
  },
})

export const department = form({
  path: paths.department,
  async load({ department: id }, { db, organisation }) {
    const all = await listDepartments(db, organisation.id, { closedToo: true })
    const found = all.find((each) => each.id === id)
    if (!found) throw new NotFound(`department ${id}`)
    return { all, found }
  },
  access: mayLookAfterNames,
  fields,
  version: ({ found }) => versionOf(told(found)),
  starting: ({ found }) => ({ name: found.name, alsoKnownAs: found.alsoKnownAs.join('\n'), closed: found.closedOn === null ? '' : 'yes' }),
  view: ({ found }, answers) => view(`Change ${found.name}`, answers, true),
  async submit({ name, alsoKnownAs, closed }, { all, found }, { db, organisation, today }) {
    if (hasSameName(all, name, found.id)) return { problems: { name: 'There is a department with this name or spelling already' } }
    const changed = { id: found.id, name, alsoKnownAs: readSpellings(alsoKnownAs ?? '', name), closedOn: closed ? found.closedOn ?? today : null }
    await saveDepartment(db, organisation.id, changed)
    return { goTo: paths.departments.to(), said: 'Saved', entry: { did: 'people.department-changed', on: { room: 'people', id: found.id }, before: told(found), after: told(changed) } }
  },
})
