/** What a lead or the equality lead does to an action besides recording progress: each a small page, each with its reason. */
import { aims, characteristics } from '#duty/characteristics.ts'
import { dayInWords } from '#duty/dates.ts'
import { readDeadline } from '#duty/deadline.ts'
import { nextDue, readingInWords, type Reading } from '#duty/due.ts'
import { html } from '#html/html.ts'
import { listDepartments, listPeople } from '#features/people/index.ts'
import { choice, choices, date, file, oneOf, optional, text, tick } from '#web/fields.ts'
import { download, form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { Forbidden, NotFound } from '#web/refusals.ts'
import { mayChangeAction, mayReadPrivateNotes, mayReadPlan, mayRecordProgress } from '../access.ts'
import { close, handOver, instanceDone, measureKinds, moveDate, openAgain, priorities, understand, type Action, type Measure } from '../action.ts'
import { listEvidence, recordHappening } from '../action-store.ts'
import { paths } from '../paths.ts'
import { crumbsOf, evidenceList, findInPlan, nameOf } from './action.ts'
import { dueWords } from './parts.ts'
import { takeDown } from './publishing.ts'
import { keepEvidence, saveChange } from './saving.ts'

const column = (inside: ReturnType<typeof html>) => html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${inside}</div></div>`
const caption = (action: Action) => html`<span class="govuk-caption-l">${action.reference !== '' && `${action.reference} `}${action.words}</span>`

export const moveDatePage = form({
  path: paths.moveDate,
  load: ({ action: id }, { db, organisation }) => findInPlan(db, organisation.id, id),
  access: (person, { action }) => mayRecordProgress(person, action),
  version: ({ action }) => String(action.version),
  fields: { to: date({ missing: 'Enter the new date', subject: 'The new date' }), because: text({ missing: 'Enter why the date is moving', max: 1000, subject: 'The reason' }) },
  view(loaded, answers, { today }) {
    const ask = questions(answers)
    return {
      title: `Move the date: ${nameOf(loaded.action)}`, crumbs: crumbsOf(loaded), guide: 'an-action',
      main: column(html`${caption(loaded.action)}<h1 class="govuk-heading-l">Move the date</h1><p class="govuk-body">It is ${loaded.action.dueOn === null ? 'without a date now' : html`due on <strong>${dueWords(loaded.action)}</strong> now`}. The date it was, and your reason, stay in the action’s history${!loaded.action.isPrivate && ' and are published with the next approval'}.</p>
        ${ask.form('Move the date', html`${ask.date('to', 'New date', `For example, ${today.add({ months: 3 }).day} ${today.add({ months: 3 }).month} ${today.add({ months: 3 }).year}`)}${ask.lines('because', 'Why is it moving?', undefined, 3)}`, { cancel: paths.action.to({ action: loaded.action.id }) })}`),
    }
  },
  async submit({ to, because }, { action, strategy }, house) {
    const moved = moveDate(action, to, because, house.today)
    if ('refused' in moved) return { problems: { to: moved.refused } }
    const saved = await saveChange(house, strategy, action, moved, { kind: 'date moved', told: { from: action.dueOn === null ? 'no date' : dayInWords(action.dueOn), to: dayInWords(to), because }, isPrivate: false }, house.person)
    return 'refused' in saved ? { problems: { to: saved.refused } } : { goTo: paths.action.to({ action: action.id }), said: `The date was moved to ${dayInWords(to)}.`, entry: saved.entry }
  },
})

/** What the words may mean, for a person to choose: the reader’s own choices, or a day that they name. */
function choicesFor(action: Action, context: { readonly planFrom?: Temporal.PlainDate; readonly planTo?: Temporal.PlainDate }): readonly { readonly label: string; readonly reading: Reading }[] {
  const read = readDeadline(action.deadline.written ?? '', context)
  const offered = read.questions.flatMap((question) => question.options)
  return offered.length > 0 ? offered : read.reading.kind === 'not understood' || read.reading.kind === 'none' ? [] : [{ label: readingInWords(read.reading), reading: read.reading }]
}

export const understandDate = form({
  path: paths.understandDate,
  async load({ action: id }, { db, organisation }) {
    const found = await findInPlan(db, organisation.id, id)
    const { from, to } = found.strategy
    const context = { ...(from ? { planFrom: from } : {}), ...(to ? { planTo: to } : {}) }
    return { ...found, offered: choicesFor(found.action, context), asked: readDeadline(found.action.deadline.written ?? '', context).questions }
  },
  access: (person, { action }) => mayRecordProgress(person, action),
  version: ({ action }) => String(action.version),
  fields: ({ offered }) => ({
    means: choice({ from: [...offered.map((_, index) => String(index)), 'day', 'review'], missing: 'Select what the deadline means' }),
    on: optional(date({ missing: '', subject: 'The day' })),
  }),
  view(loaded, answers) {
    const ask = questions(answers)
    const { action, offered, asked } = loaded
    return {
      title: `What the deadline means: ${nameOf(action)}`, crumbs: crumbsOf(loaded), guide: 'deadlines',
      main: column(html`${caption(action)}<h1 class="govuk-heading-l">What does this deadline mean?</h1>
        <p class="govuk-body">The plan says ${action.deadline.written === null ? 'nothing about when' : html`<span class="dr-written">${action.deadline.written}</span>`}. The words stay as they are; this says how they count.</p>
        ${asked.map((each) => html`<p class="govuk-body">${each.question}</p>`)}
        ${ask.form('Save', html`${ask.oneOf('means', 'It means', [
          ...offered.map((each, index) => ({ value: String(index), text: each.label })),
          { value: 'day', text: 'It is due on a day that I will enter' }, { value: 'review', text: 'It is ongoing, and will be reviewed on a day that I will enter' },
        ])}${ask.date('on', 'The day, if you chose to enter one')}`, { cancel: paths.action.to({ action: action.id }) })}`),
    }
  },
  async submit({ means, on }, { action, strategy, offered }, house) {
    if ((means === 'day' || means === 'review') && on === null) return { problems: { on: 'Enter the day' } }
    const reading: Reading = means === 'day' ? { kind: 'date', on: on!, precision: 'day' } : means === 'review' ? { kind: 'ongoing', reviewOn: on! } : offered[Number(means)]!.reading
    const understood = understand(action, reading, house.today)
    const saved = await saveChange(house, strategy, action, understood, { kind: 'changed', told: { what: `The deadline “${action.deadline.written ?? ''}” means: ${readingInWords(reading)}` }, isPrivate: false }, house.person)
    return 'refused' in saved ? { problems: { means: saved.refused } } : { goTo: paths.action.to({ action: action.id }), said: nextDue(reading, house.today) === null ? 'Saved. There is still no day to count to.' : 'The deadline was saved.', entry: saved.entry }
  },
})

export const dateDone = form({
  path: paths.dateDone,
  load: ({ action: id }, { db, organisation }) => findInPlan(db, organisation.id, id),
  access: (person, { action }) => mayRecordProgress(person, action),
  version: ({ action }) => String(action.version),
  fields: { what: text({ missing: 'Enter what was done', max: 2000, subject: 'What was done' }) },
  view(loaded, answers) {
    const ask = questions(answers)
    return {
      title: `Mark as done: ${nameOf(loaded.action)}`, crumbs: crumbsOf(loaded), guide: 'deadlines',
      main: column(html`${caption(loaded.action)}<h1 class="govuk-heading-l">Mark ${dueWords(loaded.action)} as done</h1><p class="govuk-body">This promise comes round again. ${readingInWords(loaded.action.deadline.reading)}. The next date is then owed.</p>
        ${ask.form('Mark as done', ask.lines('what', 'What was done?', undefined, 3), { cancel: paths.action.to({ action: loaded.action.id }) })}`),
    }
  },
  async submit({ what }, { action, strategy }, house) {
    const done = instanceDone(action, house.today)
    if ('refused' in done) return { problems: { what: done.refused } }
    const saved = await saveChange(house, strategy, action, done, { kind: 'instance done', told: { what: `${action.dueOn === null ? '' : `${dayInWords(action.dueOn)}: `}${what}` }, isPrivate: false }, house.person)
    return 'refused' in saved ? { problems: { what: saved.refused } } : { goTo: paths.action.to({ action: action.id }), said: done.dueOn === null ? 'Marked as done. No later date is known.' : `Marked as done. It is next due on ${dayInWords(done.dueOn)}.`, entry: saved.entry }
  },
})

export const handOverPage = form({
  path: paths.handOver,
  async load({ action: id }, { db, organisation }) {
    return { ...await findInPlan(db, organisation.id, id), people: (await listPeople(db, organisation.id)).filter((each) => each.state !== 'left' && each.state !== 'suspended') }
  },
  access: (person, { action }) => mayRecordProgress(person, action),
  version: ({ action }) => String(action.version),
  fields: ({ people }) => ({ to: oneOf({ from: people, missing: 'Select who will lead this action' }), because: optional(text({ missing: '', max: 500, subject: 'The note' })) }),
  view(loaded, answers) {
    const ask = questions(answers)
    return {
      title: `Hand over: ${nameOf(loaded.action)}`, crumbs: crumbsOf(loaded), guide: 'an-action',
      main: column(html`${caption(loaded.action)}<h1 class="govuk-heading-l">Hand over this action</h1><p class="govuk-body">${loaded.action.lead.name === null ? 'Nobody leads it now.' : `${loaded.action.lead.name} leads it now.`} One person is accountable; others can support.</p>
        ${ask.form('Hand over', html`${ask.select('to', 'Who will lead it?', loaded.people.map((each) => ({ value: each.id, text: each.jobTitle === '' ? each.name : `${each.name}, ${each.jobTitle}` })), 'If they are not in the list, ask an administrator to add them')}${ask.lines('because', 'A note for them (optional)', undefined, 2)}`, { cancel: paths.action.to({ action: loaded.action.id }) })}`),
    }
  },
  async submit({ to, because }, { action, strategy }, house) {
    const handed = handOver(action, to)
    if ('refused' in handed) return { problems: { to: handed.refused } }
    const saved = await saveChange(house, strategy, action, handed, { kind: 'handed over', told: { from: action.lead.name ?? '', to: to.name, because: because ?? '' }, isPrivate: true }, house.person)
    return 'refused' in saved ? { problems: { to: saved.refused } } : { goTo: paths.action.to({ action: action.id }), said: `${to.name} leads this action now.`, entry: saved.entry }
  },
})

export const closeAction = form({
  path: paths.closeAction,
  async load({ action: id }, { db, organisation }) { return { ...await findInPlan(db, organisation.id, id), evidence: await listEvidence(db, organisation.id, id) } },
  access: (person, { action }) => mayRecordProgress(person, action),
  version: ({ action }) => String(action.version),
  draft: true,
  fields: {
    as: choice({ from: ['achieved', 'not achieved', 'withdrawn'], missing: 'Select how the action ended' }),
    because: text({ missing: 'Enter what is different as a result, or why it was not done', max: 4000, subject: 'The account' }),
    shown: optional(file({ missing: '', kinds: [], otherKind: '' })), link: optional(text({ missing: '', max: 1000, subject: 'The link' })),
  },
  view(loaded, answers) {
    const ask = questions(answers)
    return {
      title: `Close: ${nameOf(loaded.action)}`, crumbs: crumbsOf(loaded), guide: 'an-action',
      main: column(html`${caption(loaded.action)}<h1 class="govuk-heading-l">Close this action</h1>
        ${loaded.action.measures.length > 0 && html`<p class="govuk-body">The plan says that success is: ${loaded.action.measures.map((each) => each.words).join('; ')}</p>`}
        ${ask.form('Close this action', html`
          ${ask.oneOf('as', 'How did it end?', [{ value: 'achieved', text: 'Achieved', hint: 'Needs a file or a link that shows it' }, { value: 'not achieved', text: 'Not achieved', hint: 'Say why. It is better said than hidden' }, { value: 'withdrawn', text: 'Withdrawn', hint: 'It is no longer the right thing to do' }])}
          ${ask.lines('because', 'What is different as a result, or why was it not done?', 'This will be public once it is approved', 5)}
          <h2 class="govuk-heading-s">Evidence so far</h2>${evidenceList(loaded.evidence, loaded.action)}
          ${ask.file('shown', 'Add a file that shows it (optional)')}${ask.line('link', 'Or a link to what shows it (optional)', 'For example, https://www.example.gov.uk/report', { type: 'url' })}`, { upload: true, cancel: paths.action.to({ action: loaded.action.id }) })}`),
    }
  },
  async submit({ as, because, shown, link }, { action, strategy, evidence }, house) {
    if (link !== null && !/^https?:\/\/\S+$/.test(link)) return { problems: { link: 'Enter a link that starts with https://' } }
    const closed = close(action, as === 'achieved' ? { as, because, evidence: evidence.length + (shown ? 1 : 0) + (link ? 1 : 0) } : { as, because }, house.today)
    if ('refused' in closed) return { problems: { [as === 'achieved' && because !== '' ? 'shown' : 'because']: closed.refused } }
    if (shown) await keepEvidence(house, action.id, { what: shown.fileName, file: shown, link: null, effectiveOn: house.today, isPrivate: false }, house.person.name)
    if (link) await keepEvidence(house, action.id, { what: link, file: null, link, effectiveOn: house.today, isPrivate: false }, house.person.name)
    const saved = await saveChange(house, strategy, action, closed, { kind: 'closed', told: { as, because }, isPrivate: false }, house.person)
    return 'refused' in saved ? { problems: { as: saved.refused } } : { goTo: paths.action.to({ action: action.id }), said: `The action was closed as ${as}.`, entry: saved.entry }
  },
})

export const openAgainPage = form({
  path: paths.openAgain,
  load: ({ action: id }, { db, organisation }) => findInPlan(db, organisation.id, id),
  access: (person, { action }) => mayRecordProgress(person, action),
  version: ({ action }) => String(action.version),
  fields: { because: text({ missing: 'Enter why the action is opened again', max: 1000, subject: 'The reason' }) },
  view(loaded, answers) {
    const ask = questions(answers)
    return {
      title: `Open again: ${nameOf(loaded.action)}`, crumbs: crumbsOf(loaded),
      main: column(html`${caption(loaded.action)}<h1 class="govuk-heading-l">Open this action again</h1>${ask.form('Open again', ask.lines('because', 'Why is it opened again?', undefined, 3), { cancel: paths.action.to({ action: loaded.action.id }) })}`),
    }
  },
  async submit({ because }, { action, strategy }, house) {
    const opened = openAgain(action, because)
    if ('refused' in opened) return { problems: { because: opened.refused } }
    const saved = await saveChange(house, strategy, action, opened, { kind: 'opened again', told: { because }, isPrivate: false }, house.person)
    return 'refused' in saved ? { problems: { because: saved.refused } } : { goTo: paths.action.to({ action: action.id }), said: 'The action is open again.', entry: saved.entry }
  },
})

export const addEvidencePage = form({
  path: paths.addEvidence,
  load: ({ action: id }, { db, organisation }) => findInPlan(db, organisation.id, id),
  access: (person, { action }) => mayRecordProgress(person, action),
  fields: {
    what: text({ missing: 'Enter what this shows', max: 300, subject: 'What this shows' }), upload: optional(file({ missing: '', kinds: [], otherKind: '' })), link: optional(text({ missing: '', max: 1000, subject: 'The link' })),
    effectiveOn: optional(date({ missing: '', subject: 'The date' })), isPrivate: tick(),
  },
  view(loaded, answers, { deployment }) {
    const ask = questions(answers)
    return {
      title: `Add evidence: ${nameOf(loaded.action)}`, crumbs: crumbsOf(loaded), guide: 'an-action',
      main: column(html`${caption(loaded.action)}<h1 class="govuk-heading-l">Add evidence</h1>
        ${ask.form('Add', html`${ask.line('what', 'What does it show?', 'For example, Minutes of the board that agreed the new policy')}${ask.file('upload', 'A file', `Up to ${deployment.uploadMegabytes} MB`)}${ask.line('link', 'Or a link', undefined, { type: 'url' })}
          ${ask.date('effectiveOn', 'The date that it is from (optional)')}${ask.tick('isPrivate', 'Keep it private', 'Only people who work on the plan will see it')}`, { upload: true, cancel: paths.action.to({ action: loaded.action.id }) })}`),
    }
  },
  async submit({ what, upload, link, effectiveOn, isPrivate }, { action }, house) {
    if (upload === null && link === null) return { problems: { upload: 'Select a file, or enter a link' } }
    if (upload !== null && link !== null) return { problems: { link: 'Add a file or a link, not both at once' } }
    if (link !== null && !/^https?:\/\/\S+$/.test(link)) return { problems: { link: 'Enter a link that starts with https://' } }
    const kept = await keepEvidence(house, action.id, { what, file: upload, link, effectiveOn, isPrivate }, house.person.name)
    await recordHappening(house.db, house.organisation.id, action.id, { at: house.now, person: house.person.id, name: house.person.name, kind: 'evidence', told: { what }, isPrivate })
    return { goTo: paths.action.to({ action: action.id }), said: 'The evidence was added.', entry: { did: 'action-plan.evidence-added', on: { room: 'action-plan', id: action.id }, after: { evidence: kept.id, what, sha256: kept.sha256, link, private: isPrivate } } }
  },
})

export const evidenceFile = download({
  path: paths.evidenceFile,
  async load({ action: id, evidence: wanted }, { db, organisation, person, files }) {
    const { action } = await findInPlan(db, organisation.id, id)
    const found = (await listEvidence(db, organisation.id, id)).find((each) => each.id === wanted)
    if (!found?.file) throw new NotFound('no such evidence')
    if (found.isPrivate && !mayReadPrivateNotes(person, action)) throw new Forbidden('private evidence')
    const bytes = await files.find(found.file.sha256)
    if (!bytes) throw new NotFound('the file is not what it was, or not there')
    return { name: found.file.name, bytes }
  },
  access: (person) => mayReadPlan(person),
  // Never shown inside our own pages: a file that somebody uploaded is only ever saved.
  send: ({ name, bytes }) => ({ fileName: name, type: 'application/octet-stream', bytes }),
})

export const actionFields = {
  words: text({ missing: 'Enter what will be done', max: 4000, subject: 'The action' }), reference: optional(text({ missing: '', max: 60, subject: 'The reference' })), group: optional(text({ missing: '', max: 300, subject: 'The group' })),
  deadline: optional(text({ missing: '', max: 500, subject: 'The deadline' })), supporting: optional(text({ missing: '', max: 2000, subject: 'Who supports it' })), electedLead: optional(text({ missing: '', max: 200, subject: 'The elected lead' })),
  output: optional(text({ missing: '', max: 4000, subject: 'The output' })), outcome: optional(text({ missing: '', max: 4000, subject: 'The outcome' })), process: optional(text({ missing: '', max: 4000, subject: 'How it is done' })),
  characteristics: choices({ from: characteristics.map((each) => each.code) }), aims: choices({ from: aims.map((each) => each.code) }), priority: choice({ from: priorities, missing: '' }),
  resources: optional(text({ missing: '', max: 2000, subject: 'The resources' })), privateNotes: optional(text({ missing: '', max: 4000, subject: 'The private notes' })), isPrivate: tick(),
}

export function actionQuestions(ask: ReturnType<typeof questions<typeof actionFields>>, departments: readonly { readonly id: string; readonly name: string }[], department: string) {
  return html`
    ${ask.lines('words', 'What will be done?', undefined, 3)}${ask.line('reference', 'Reference (optional)', 'For example, 1.2')}${ask.line('group', 'Heading within the objective (optional)')}
    ${ask.line('deadline', 'By when? (optional)', 'In words. For example, by the end of March 2027, quarterly, or within six weeks of the end of each quarter')}
    ${ask.lines('output', 'What will be delivered? (optional)', 'Something that can be counted or dated', 2)}${ask.lines('outcome', 'What will be different for people? (optional)', undefined, 2)}${ask.lines('process', 'How will it be done well? (optional)', undefined, 2)}
    ${ask.lines('supporting', 'Who supports it? (optional)', 'One team, body or partner on each line', 3)}${ask.line('electedLead', 'Elected lead (optional)')}
    <div class="govuk-form-group"><label class="govuk-label govuk-label--s" for="department">Department (optional)</label><select class="govuk-select" id="department" name="department"><option value="">None</option>${departments.map((each) => html`<option value="${each.id}"${each.id === department && html` selected`}>${each.name}</option>`)}</select></div>
    ${ask.anyOf('characteristics', 'Which characteristics is it about? (optional)', characteristics.map((each) => ({ value: each.code, text: each.name })))}
    ${ask.anyOf('aims', 'Which aims of the duty does it serve? (optional)', aims.map((each) => ({ value: each.code, text: each.name })))}
    ${ask.oneOf('priority', 'Priority', [{ value: '', text: 'None set' }, { value: 'high', text: 'High' }, { value: 'medium', text: 'Medium' }, { value: 'low', text: 'Low' }], undefined, { inline: true })}
    ${ask.lines('resources', 'Resources (optional)', undefined, 2)}${ask.lines('privateNotes', 'Private notes (optional)', 'Never published', 2)}${ask.tick('isPrivate', 'Keep this action out of everything public')}`
}

export function measuresFrom(values: { readonly output: string | null; readonly outcome: string | null; readonly process: string | null }): readonly Measure[] {
  return measureKinds.flatMap((kind) => values[kind] === null ? [] : [{ kind, words: values[kind] }])
}

export const editAction = form({
  path: paths.editAction,
  async load({ action: id }, { db, organisation }) { return { ...await findInPlan(db, organisation.id, id), departments: await listDepartments(db, organisation.id) } },
  access: (person, { action }) => mayChangeAction(person, action),
  draft: true,
  version: ({ action }) => String(action.version),
  fields: ({ departments }) => ({ ...actionFields, department: choice({ from: ['', ...departments.map((each) => each.id)], missing: 'Select a department from the list' }) }),
  starting: ({ action }) => ({
    words: action.words, reference: action.reference, group: action.group, deadline: action.deadline.written ?? '', supporting: action.supporting.map((each) => each.written).join('\n'), electedLead: action.electedLead, department: action.department ?? '',
    ...Object.fromEntries(measureKinds.map((kind) => [kind, action.measures.filter((each) => each.kind === kind).map((each) => each.words).join('\n')])),
    characteristics: action.characteristics, aims: action.aims, priority: action.priority, resources: action.resources, privateNotes: action.privateNotes, isPrivate: action.isPrivate ? 'yes' : '',
  }),
  view(loaded, answers) {
    const ask = questions(answers)
    return {
      title: `Change: ${nameOf(loaded.action)}`, crumbs: crumbsOf(loaded), guide: 'an-action',
      main: column(html`<h1 class="govuk-heading-l">Change this action</h1><p class="govuk-body">The public page changes when a publisher has approved it.</p>
        ${ask.form('Save', actionQuestions(ask, loaded.departments, typeof answers.body['department'] === 'string' ? answers.body['department'] : ''), { cancel: paths.action.to({ action: loaded.action.id }) })}`),
    }
  },
  async submit(values, { action, strategy }, house) {
    const { from, to } = strategy
    const sameWords = (values.deadline ?? null) === action.deadline.written
    const reading = sameWords ? action.deadline.reading : readDeadline(values.deadline ?? '', { ...(from ? { planFrom: from } : {}), ...(to ? { planTo: to } : {}) }).reading
    const supporting = (values.supporting ?? '').split('\n').map((each) => each.trim()).filter((each) => each !== '')
    const changed: Action = {
      ...action, words: values.words, reference: values.reference ?? '', group: values.group ?? '', electedLead: values.electedLead ?? '', department: values.department === '' ? null : values.department,
      supporting: supporting.map((written) => ({ written, known: action.supporting.find((each) => each.written === written)?.known ?? null })),
      deadline: { written: values.deadline, reading }, dueOn: sameWords ? action.dueOn : nextDue(reading, house.today), measures: measuresFrom(values),
      characteristics: values.characteristics, aims: values.aims, priority: values.priority, resources: values.resources ?? '', privateNotes: values.privateNotes ?? '', isPrivate: values.isPrivate, version: action.version + 1,
    }
    if (changed.isPrivate && !action.isPrivate) await takeDown(house, [action.id], house.person, 'This action is no longer part of the public plan.')
    const saved = await saveChange(house, strategy, action, changed, { kind: 'changed', told: { what: whatChanged(action, changed) }, isPrivate: true }, house.person)
    return 'refused' in saved ? { problems: { words: saved.refused } } : { goTo: paths.action.to({ action: action.id }), said: 'The action was saved.', entry: saved.entry }
  },
})

function whatChanged(before: Action, after: Action): string {
  const names: readonly (readonly [keyof Action, string])[] = [['words', 'what will be done'], ['reference', 'the reference'], ['deadline', 'the deadline'], ['measures', 'how success is shown'], ['supporting', 'who supports it'], ['department', 'the department'],
    ['characteristics', 'the characteristics'], ['aims', 'the aims'], ['priority', 'the priority'], ['resources', 'the resources'], ['isPrivate', 'whether it is private'], ['group', 'the heading'], ['electedLead', 'the elected lead'], ['privateNotes', 'the private notes']]
  const changed = names.filter(([name]) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).map(([, words]) => words)
  return changed.length === 0 ? 'Saved without a change' : `Changed ${changed.length === 1 ? changed[0] : `${changed.slice(0, -1).join(', ')} and ${changed.at(-1)}`}`
}
