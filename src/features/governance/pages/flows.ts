import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { html } from '#html/html.ts'
import { choice, date, optional, text } from '#web/fields.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { isLive, mayKeepBody, mayKeepStructure } from '../access.ts'
import { addFlow, flowKinds, flowWords } from '../body.ts'
import { listMemberships } from '../body-store.ts'
import { findFlow, insertFlows, insertPassings, listFlows, listPassings, saveFlow } from '../flow-store.ts'
import { paths } from '../paths.ts'
import { changedMeanwhile, crumbsTo, dayAnswer, loadAround, loadBody, nameIn, narrowColumn, room } from './parts.ts'

export const newFlow = form({
  path: paths.newFlow,
  load: async ({ body }, house) => ({ ...await loadBody(body, house), ...await loadAround(house), flows: await listFlows(house.db, house.organisation.id) }),
  access: (person, { body }) => isLive(body) && mayKeepStructure(person),
  fields: ({ bodies: all }) => ({
    kind: choice({ from: flowKinds, missing: 'Select what passes between them' }), to: choice({ from: all.map((each) => each.id), missing: 'Select the other body' }),
    what: text({ missing: 'Enter what flows on this line', max: 300, subject: 'What flows on this line' }), often: optional(text({ missing: '', max: 100, subject: 'How often' })),
  }),
  view({ body, bodies: all }, answers) {
    const ask = questions(answers)
    return {
      title: `A line from ${body.name}`, crumbs: crumbsTo(body), guide: 'who-answers-to-whom',
      main: narrowColumn(html`<h1 class="govuk-heading-l">Add a line from ${body.name}</h1>${ask.form('Add', html`
        ${ask.oneOf('kind', `${body.name}…`, flowKinds.map((each) => ({ value: each, text: `…${flowWords[each]}…` })))}${ask.select('to', 'Which body?', all.filter((each) => each.id !== body.id).map((each) => ({ value: each.id, text: each.name })))}
        ${ask.line('what', 'What flows on this line?', 'For example, “Annual progress report”')}${ask.line('often', 'How often? (optional)', 'For example, “yearly, by the end of June”', { classes: 'govuk-input--width-20' })}`, { cancel: paths.body.to({ body: body.id }) })}`),
    }
  },
  async submit(values, { body, bodies: all, flows }, { db, organisation, now }) {
    const added = addFlow(flows, { id: newId(), from: body.id, to: values.to, kind: values.kind, what: values.what, often: values.often ?? '', endedOn: null, version: 1, last: null }, (id) => nameIn(all, id))
    if ('refused' in added) return { problems: { to: added.refused } }
    await insertFlows(db, organisation.id, [added], now)
    return { goTo: paths.body.to({ body: body.id }), said: 'The line was added.', entry: { did: 'governance.flow-added', on: { room, id: added.id, version: 1 }, after: { from: added.from, to: added.to, kind: added.kind, what: added.what, often: added.often } } }
  },
})

async function loadFlow(id: string, house: House) {
  const [flow, { bodies }] = await Promise.all([findFlow(house.db, house.organisation.id, id), loadAround(house)])
  const from = bodies.find((each) => each.id === flow?.from)
  const to = bodies.find((each) => each.id === flow?.to)
  if (!flow || flow.endedOn !== null || !from || !to) throw new NotFound(`flow ${id}`)
  return { flow, from, to }
}

/** What a line says is changed, or the line ends: then it leaves the drawing, and what came on it stays on record. */
export const editFlow = form({
  path: paths.flow,
  load: async ({ flow }, house) => {
    const loaded = await loadFlow(flow, house)
    return { ...loaded, flows: await listFlows(house.db, house.organisation.id) }
  },
  access: (person) => mayKeepStructure(person),
  version: ({ flow }) => String(flow.version),
  fields: {
    what: text({ missing: 'Enter what flows on this line', max: 300, subject: 'What flows on this line' }), often: optional(text({ missing: '', max: 100, subject: 'How often' })),
    endedOn: optional(date({ missing: '', subject: 'The last day' })),
  },
  starting: ({ flow }) => ({ what: flow.what, often: flow.often }),
  view({ flow, from, to }, answers) {
    const ask = questions(answers)
    return {
      title: `Change a line from ${from.name}`, crumbs: crumbsTo(from), guide: 'who-answers-to-whom',
      main: narrowColumn(html`<h1 class="govuk-heading-l">${from.name} ${flowWords[flow.kind]} ${to.name}</h1>${ask.form('Save', html`${ask.line('what', 'What flows on this line?')}${ask.line('often', 'How often? (optional)', undefined, { classes: 'govuk-input--width-20' })}
        ${ask.date('endedOn', 'Last day (optional)', 'Only if this has ended. It leaves the drawing')}`, { cancel: paths.body.to({ body: from.id }) })}`),
    }
  },
  async submit(values, { flow, from, flows }, { db, organisation, today }) {
    if (values.endedOn !== null && Temporal.PlainDate.compare(values.endedOn, today) > 0) return { problems: { endedOn: 'The last day must be today or in the past' } }
    const changed = addFlow(flows, { ...flow, what: values.what, often: values.often ?? '', endedOn: values.endedOn, version: flow.version + 1 }, () => '')
    if ('refused' in changed) return { problems: { what: changed.refused } }
    if (!await saveFlow(db, organisation.id, changed)) return { problems: { what: changedMeanwhile } }
    return { goTo: paths.body.to({ body: from.id }), said: changed.endedOn === null ? 'Saved.' : 'The line has ended.', entry: { did: changed.endedOn === null ? 'governance.flow-changed' : 'governance.flow-ended', on: { room, id: flow.id, version: changed.version }, before: { what: flow.what, often: flow.often }, after: { what: changed.what, often: changed.often, endedOn: changed.endedOn?.toString() ?? null } } }
  },
})

/** What came on a line, each time; papers of a meeting that name their line are here by themselves. */
export const passed = form({
  path: paths.passed,
  async load({ flow }, house) {
    const loaded = await loadFlow(flow, house)
    const [passings, members] = await Promise.all([listPassings(house.db, house.organisation.id, loaded.flow.id), listMemberships(house.db, house.organisation.id, { person: house.person.id })])
    return { ...loaded, passings, members: members.filter((each) => each.body === loaded.from.id || each.body === loaded.to.id), today: house.today }
  },
  access: (person, { members, today }) => mayKeepBody(person, members, today),
  fields: { on: date({ missing: 'Enter the day on which it came', subject: 'The day' }), what: text({ missing: 'Enter what came', max: 300, subject: 'What came' }) },
  starting: ({ flow, today }) => ({ what: flow.what, ...dayAnswer('on', today) }),
  view({ flow, from, to, passings }, answers) {
    const ask = questions(answers)
    return {
      title: `${flow.what}: when it came`, crumbs: crumbsTo(from), guide: 'who-answers-to-whom',
      main: narrowColumn(html`<span class="govuk-caption-l">${from.name} ${flowWords[flow.kind]} ${to.name}</span><h1 class="govuk-heading-l">${flow.what}</h1>
        ${passings.length === 0 ? html`<p class="govuk-body">Nothing is recorded yet. Papers of a meeting that name this line are recorded when they are issued.</p>`
          : reflowingTable({ caption: 'When it came', captionClasses: 'govuk-table__caption--m', head: [{ text: 'Day' }, { text: 'What came' }, { text: 'Recorded by' }], rows: passings.map((each) => [{ text: dayInWords(each.on) }, { text: each.what }, { text: each.by }]) })}
        <h2 class="govuk-heading-m">Record another time</h2>${ask.form('Record it', html`${ask.date('on', 'On which day?')}${ask.line('what', 'What came?')}`, { cancel: paths.body.to({ body: from.id }) })}`),
    }
  },
  async submit({ on, what }, { flow }, { db, organisation, person, today }) {
    if (Temporal.PlainDate.compare(on, today) > 0) return { problems: { on: 'The day must be today or in the past' } }
    const id = newId()
    await insertPassings(db, organisation.id, [{ id, flow: flow.id, on, what, by: person.name }])
    return { goTo: paths.passed.to({ flow: flow.id }), said: 'It was recorded.', entry: { did: 'governance.flow-passed', on: { room, id: flow.id }, after: { on: on.toString(), what } } }
  },
})
