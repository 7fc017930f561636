import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { choice, date, optional, text, tick, type Values } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { isLive, mayKeepBody, mayKeepStructure, mayReadStructure } from '../access.ts'
import { endBody as decideEnd, frequencies, isSitting, nameBody, type Body, type Flow, type Membership } from '../body.ts'
import { bodyTypeCodes, bodyTypes, typeOf } from '../body-types.ts'
import { insertBody, listBodies, listMemberships, saveBody, saveMembership } from '../body-store.ts'
import { endFlowsOf, insertFlows, listFlows } from '../flow-store.ts'
import { paths } from '../paths.ts'
import { bodyLink, changedMeanwhile, crumbsTo, dayAnswer, front, heldBy, loadAround, loadBody, nameIn, narrowColumn, room, bodiesCrumb, type Around } from './parts.ts'

interface Listed { readonly rows: readonly { readonly body: Body; readonly chair: Membership | null; readonly answersTo: string }[] }

export const bodies = listing({
  path: paths.bodies,
  async load(_at, { db, organisation, today, query }, asked): Promise<Listed> {
    const [all, members, flows] = await Promise.all([listBodies(db, organisation.id, { endedToo: true }), listMemberships(db, organisation.id, { sittingOn: today }), listFlows(db, organisation.id)])
    const [type, state, words] = [query.oneOf('type', bodyTypeCodes), query.oneOf('state', ['ended', 'public', 'not public']), query.get('words').toLowerCase()]
    const rows = all.filter((each) => (type === null || each.type === type) && (state === 'ended' ? each.ended !== null : each.ended === null) && (state !== 'public' || each.isPublic) && (state !== 'not public' || !each.isPublic)
      && `${each.name} ${each.shortName} ${each.purpose}`.toLowerCase().includes(words))
      .map((body) => ({ body, chair: heldBy(members.filter((each) => each.body === body.id), 'chair', today), answersTo: flows.filter((each) => each.from === body.id && each.kind === 'reports').map((each) => nameIn(all, each.to)).filter((name, at, names) => names.indexOf(name) === at).join('; ') }))
    if (asked.sort?.by === 'name') rows.sort((a, b) => a.body.name.localeCompare(b.body.name, 'en-GB') * (asked.sort?.down ? -1 : 1))
    return { rows: rows.slice(asked.offset, asked.offset + asked.limit) }
  },
  access: (person) => mayReadStructure(person),
  rows: ({ rows }) => rows,
  caption: () => 'Bodies that equality work passes through',
  none: 'There are no bodies yet.',
  search: 'Words in the name or purpose',
  filters: () => [{ name: 'type', label: 'Kind', options: bodyTypes.map((each) => ({ value: each.code, text: each.name })) }, { name: 'state', label: 'State', options: [{ value: 'public', text: 'On the public page' }, { value: 'not public', text: 'Not on the public page' }, { value: 'ended', text: 'Ended' }] }],
  columns: () => [
    { heading: 'Body', sort: 'name', text: ({ body }) => body.name, cell: ({ body }) => bodyLink(body) },
    { heading: 'Kind', text: ({ body }) => typeOf(body.type).name },
    { heading: 'Chair', text: ({ chair }) => chair?.name ?? 'Nobody recorded' },
    { heading: 'Meets', text: ({ body }) => body.meets },
    { heading: 'Reports to', text: ({ answersTo }) => answersTo === '' ? 'None recorded' : answersTo },
    { heading: 'Since', kind: 'date', text: ({ body }) => body.ended !== null ? `Ended on ${dayInWords(body.ended.on)}` : body.from === null ? 'Not recorded' : dayInWords(body.from) },
  ],
  view: (_loaded, list, { person }) => ({
    title: 'Bodies', crumbs: [front], wide: true, guide: 'who-answers-to-whom',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Bodies</h1></div><div class="dr-head__actions">${mayKeepStructure(person) && html`<a class="govuk-button govuk-button--secondary" href="${paths.newBody.to()}">Add a body</a>`}</div></div>${list}`,
  }),
})

const aboutFields = {
  name: text({ missing: 'Enter what the body is called', max: 200, subject: 'The name' }),
  shortName: optional(text({ missing: '', max: 30, subject: 'The short name' })),
  type: choice({ from: bodyTypeCodes, missing: 'Select what kind of body it is' }),
  purpose: text({ missing: 'Enter what it is for', max: 4000, subject: 'What it is for' }),
  receives: optional(text({ missing: '', max: 2000, subject: 'What it receives' })),
  meets: choice({ from: frequencies, missing: 'Select how often it meets' }),
  from: optional(date({ missing: '', subject: 'The first day' })),
  isPublic: tick(),
}

const bodyFields = ({ bodies: all, departments }: Around) => ({ ...aboutFields, department: choice({ from: ['whole', ...departments.map((each) => each.id)], missing: 'Select a department, or the whole body' }), to: optional(choice({ from: all.map((each) => each.id), missing: 'Select one of our bodies' })), what: optional(text({ missing: '', max: 300, subject: 'What it reports' })), often: optional(text({ missing: '', max: 100, subject: 'How often' })) })
type BodyFields = ReturnType<typeof bodyFields>

function aboutQuestions(ask: ReturnType<typeof questions<BodyFields>>, { departments }: Around): Html {
  return html`${ask.line('name', 'What is it called?')}${ask.line('shortName', 'Short name (optional)', 'As people say it: “CMT”, “the Board”', { classes: 'govuk-input--width-10' })}
    ${ask.select('type', 'What kind of body is it?', bodyTypes.map((each) => ({ value: each.code, text: `${each.name}: ${each.does.charAt(0).toLowerCase()}${each.does.slice(1)}` })))}
    ${ask.lines('purpose', 'What is it for?', 'Its role and responsibilities, in a few sentences', 4)}${ask.lines('receives', 'What does it receive? (optional)', 'Reports and papers that come to it regularly', 2)}
    ${ask.select('meets', 'How often does it meet?', frequencies.map((each) => ({ value: each, text: each.charAt(0).toUpperCase() + each.slice(1) })))}
    ${ask.select('department', 'Whose is it?', [{ value: 'whole', text: 'The whole body’s' }, ...departments.map((each) => ({ value: each.id, text: each.name }))])}
    ${ask.date('from', 'Since when is it there? (optional)')}${ask.tick('isPublic', 'Show it on the public page', 'Its name, purpose, terms of reference and how often it meets. Names of members only where each says so')}`
}

const bodyOf = (values: Values<BodyFields>, before: Pick<Body, 'id' | 'version' | 'ended' | 'seniorFrom'>): Body => ({
  ...before, type: values.type, name: values.name, shortName: values.shortName ?? '', purpose: values.purpose, receives: values.receives ?? '', meets: values.meets, department: values.department === 'whole' ? null : values.department, isPublic: values.isPublic, from: values.from,
})

/** What the ledger holds of a body. */
const told = (body: Body) => ({ ...body, from: body.from?.toString() ?? null, ended: body.ended === null ? null : { on: body.ended.on.toString(), because: body.ended.because }, seniorFrom: body.seniorFrom?.toString() ?? null })

export const newBody = form({
  path: paths.newBody,
  load: (_at, house) => loadAround(house),
  access: (person) => mayKeepStructure(person),
  draft: true,
  fields: bodyFields,
  starting: () => ({ isPublic: 'yes', department: 'whole' }),
  view(loaded, answers) {
    const ask = questions(answers)
    return {
      title: 'Add a body', crumbs: [front, bodiesCrumb], guide: 'who-answers-to-whom',
      main: narrowColumn(html`<h1 class="govuk-heading-l">Add a body</h1>${ask.form('Add', html`${aboutQuestions(ask, loaded)}
        ${loaded.bodies.length > 0 && html`<h2 class="govuk-heading-m">What it reports, and to whom</h2>${ask.select('to', 'Whom does it report to? (optional)', loaded.bodies.map((each) => ({ value: each.id, text: each.name })), 'More lines can be added afterwards', 'Nobody, or not yet known')}
          ${ask.line('what', 'What does it report? (optional)', 'For example, “Progress on the action plan”')}${ask.line('often', 'How often? (optional)', 'For example, “yearly, by the end of June”', { classes: 'govuk-input--width-20' })}`}`, { cancel: paths.structure.to() })}`),
    }
  },
  async submit(values, { bodies: all }, { db, organisation, now }) {
    const clash = nameBody(all, null, values.name)
    if (clash) return { problems: { name: clash.refused } }
    if (values.to === null && (values.what !== null || values.often !== null)) return { problems: { to: 'Select whom it reports that to' } }
    if (values.to !== null && values.what === null) return { problems: { what: `Enter what it reports to ${nameIn(all, values.to)}` } }
    const body = bodyOf(values, { id: newId(), version: 1, ended: null, seniorFrom: null })
    await insertBody(db, organisation.id, body, now)
    const flow: Flow | null = values.to === null ? null : { id: newId(), from: body.id, to: values.to, kind: 'reports', what: values.what ?? '', often: values.often ?? '', endedOn: null, version: 1, last: null }
    if (flow) await insertFlows(db, organisation.id, [flow], now)
    return { goTo: paths.body.to({ body: body.id }), said: `${body.name} was added.`, entry: { did: 'governance.body-added', on: { room, id: body.id, version: 1 }, after: { ...told(body), ...(flow ? { reports: { to: flow.to, what: flow.what, often: flow.often } } : {}) } } }
  },
})

export const editBody = form({
  path: paths.editBody,
  load: async ({ body }, house) => ({ ...await loadBody(body, house), ...await loadAround(house) }),
  access: (person, { body, members, today }) => isLive(body) && mayKeepBody(person, members, today),
  draft: true,
  version: ({ body }) => String(body.version),
  fields: bodyFields,
  starting: ({ body }) => ({ name: body.name, shortName: body.shortName, type: body.type, purpose: body.purpose, receives: body.receives, meets: body.meets, department: body.department ?? 'whole', isPublic: body.isPublic ? 'yes' : '', ...dayAnswer('from', body.from) }),
  view(loaded, answers) {
    const ask = questions(answers)
    return { title: `Change ${loaded.body.name}`, crumbs: crumbsTo(loaded.body), main: narrowColumn(html`<h1 class="govuk-heading-l">Change ${loaded.body.name}</h1>${ask.form('Save', aboutQuestions(ask, loaded), { cancel: paths.body.to({ body: loaded.body.id }) })}`) }
  },
  async submit(values, { body, bodies: all }, { db, organisation }) {
    const clash = nameBody(all, body.id, values.name)
    if (clash) return { problems: { name: clash.refused } }
    const changed = { ...bodyOf(values, body), version: body.version + 1 }
    if (!await saveBody(db, organisation.id, changed)) return { problems: { name: changedMeanwhile } }
    return { goTo: paths.body.to({ body: body.id }), said: 'Saved.', entry: { did: 'governance.body-changed', on: { room, id: body.id, version: changed.version }, before: told(body), after: told(changed) } }
  },
})

export const endBody = form({
  path: paths.endBody,
  load: ({ body }, house) => loadBody(body, house),
  access: (person, { body }) => isLive(body) && mayKeepStructure(person),
  version: ({ body }) => String(body.version),
  fields: { on: date({ missing: 'Enter its last day', subject: 'The last day' }), because: text({ missing: 'Enter why it has ended', max: 1000, subject: 'Why it has ended' }) },
  view({ body, members, today }, answers) {
    const ask = questions(answers)
    return {
      title: `${body.name} has ended`, crumbs: crumbsTo(body),
      main: narrowColumn(html`<h1 class="govuk-heading-l">Has ${body.name} ended?</h1><p class="govuk-body">It leaves the structure with every line to and from it.${members.some((each) => isSitting(each, today)) && ' Its members’ seats end on the same day.'} Its meetings, papers and decisions stay as they are.</p>
        ${ask.form('It has ended', html`${ask.date('on', 'Last day')}${ask.lines('because', 'Why?', undefined, 2)}`, { cancel: paths.body.to({ body: body.id }) })}`),
    }
  },
  async submit({ on, because }, { body, members }, { db, organisation }) {
    const ended = decideEnd(body, on, because)
    if ('refused' in ended) return { problems: { on: ended.refused } }
    if (!await saveBody(db, organisation.id, ended)) return { problems: { because: changedMeanwhile } }
    await endFlowsOf(db, organisation.id, body.id, on)
    await endSeats(db, organisation.id, members, on)
    return { goTo: paths.body.to({ body: body.id }), said: `${body.name} has ended.`, entry: { did: 'governance.body-ended', on: { room, id: body.id, version: ended.version }, after: { on: on.toString(), because } } }
  },
})

async function endSeats(db: Database, organisation: string, members: readonly Membership[], on: Temporal.PlainDate): Promise<void> {
  for (const each of members) {
    if (each.to !== null && Temporal.PlainDate.compare(each.to, on) <= 0) continue
    await saveMembership(db, organisation, { ...each, to: Temporal.PlainDate.compare(each.from, on) > 0 ? each.from : on, version: each.version + 1 })
  }
}

