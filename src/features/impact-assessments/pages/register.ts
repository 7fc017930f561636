import { newId } from '#database/identity.ts'
import { html, type Html } from '#html/html.ts'
import { aims, characteristics, isAimFor, type Characteristic } from '#duty/characteristics.ts'
import { dayInWords } from '#duty/dates.ts'
import { govukSelect, govukCheckboxes } from '#govuk/components.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { listDepartments, listPeople, type Colleague, type Department } from '#features/people/index.ts'
import { choice, choices, one, optional, several, text, type Body, type Fields } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAddToRegister, mayAgree, mayKeepRegister, mayReadAssessment, mayReadAssessments, readableScreenings } from '../access.ts'
import { paths } from '../paths.ts'
import { programmeQuarters, propose, stateOf } from '../programme.ts'
import { insertItem, listProgramme } from '../programme-store.ts'
import { agreeRelevance as decideAgreement, assessRelevance, levelOf, levels, levelWords, sumOf, type Method, type Relevance, type Score, type Step } from '../relevance.ts'
import { listAssessmentsOf } from '../assessment-store.ts'
import { insertRelevance, listRelevance, saveAgreement } from '../relevance-store.ts'
import { listScreenings } from '../screening-store.ts'
import { findSettings, methodOf } from '../settings-store.ts'
import { endUndertaking as decideEnd, kindName, undertakingKinds, type Undertaking } from '../undertaking.ts'
import { findUndertaking, insertUndertaking, listRegister, saveUndertaking } from '../undertaking-store.ts'
import { stageTag } from './assessment-parts.ts'
import { column, dayOf, front, idIn, itemTag, levelTag, lines, nameOf, quarterWords, register as registerCrumb, room, screeningTag, summaryRows } from './parts.ts'

const kinds = undertakingKinds.map((each) => each.kind)
const levelFilters = [...levels, 'not assessed', 'to agree'] as const
const changedMeanwhile = 'Someone else changed this just now. Open it again to see what is different'

export const register = listing({
  path: paths.register,
  async load(_at, { db, organisation, query, person }, asked) {
    const [kind, level, department] = [query.oneOf('kind', kinds), query.oneOf('relevance', levelFilters), idIn(query.get('department'))]
    const [departments, rows] = await Promise.all([
      listDepartments(db, organisation.id, { closedToo: true }),
      listRegister(db, organisation.id, { words: query.get('words'), ...(kind ? { kind } : {}), ...(level ? { level } : {}), ...(department === '' ? {} : { department }), ended: query.get('ended') === 'yes', sort: asked.sort, limit: asked.limit, offset: asked.offset }),
    ])
    return { departments, rows, adds: mayAddToRegister(person) }
  },
  access: mayReadAssessments,
  rows: ({ rows }) => rows,
  caption: () => 'Policies and services',
  none: 'The register is empty. Begin with the services that reach the most people, and with what is due to change.',
  search: 'Words in the name',
  filters: ({ departments }) => [
    { name: 'relevance', label: 'Relevance to equality', options: levelFilters.map((each) => ({ value: each, text: each === 'not assessed' ? 'Not assessed yet' : each === 'to agree' ? '“Not relevant”, to be agreed' : levelWords[each] })) },
    { name: 'department', label: 'Department', options: departments.map((each) => ({ value: each.id, text: each.name })) },
    { name: 'kind', label: 'Kind', options: undertakingKinds.map((each) => ({ value: each.kind, text: each.name })) },
    { name: 'ended', label: 'Ended', options: [{ value: 'yes', text: 'Those that have ended' }] },
  ],
  columns: ({ departments }) => [
    { heading: 'Policy or service', sort: 'name', text: (row) => row.name, cell: (row) => html`<a class="govuk-link" href="${paths.undertaking.to({ undertaking: row.id })}">${row.name}</a>${row.does !== '' && html`<span class="dr-under">${row.does}</span>`}` },
    { heading: 'Kind', text: (row) => kindName(row.kind) },
    { heading: 'Department', text: (row) => nameOf(departments, row.department) },
    { heading: 'Owner', text: (row) => row.owner.name },
    { heading: 'Relevance', sort: 'relevance', text: (row) => row.level === null ? 'Not assessed yet' : `${levelWords[row.level]}${row.level === 'none' && !row.agreed ? ', to be agreed' : ''}`, cell: (row) => html`${levelTag(row.level)}${row.level === 'none' && !row.agreed && html`<span class="dr-under">to be agreed</span>`}` },
    { heading: 'Assessed', sort: 'assessed', kind: 'date', text: (row) => row.assessedOn === null ? '' : dayInWords(row.assessedOn) },
  ],
  view: ({ adds }, list) => ({
    title: 'Policies and services', crumbs: [front], wide: true, guide: 'relevance-and-programme',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Policies and services</h1><p class="dr-head__lead">What we do, and how much it matters to equality.</p></div>
      ${adds && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newUndertaking.to()}">Add a policy or service</a></div>`}</div>${list}`,
  }),
})

interface Choosing { readonly departments: readonly Department[]; readonly people: readonly Colleague[] }
const undertakingFields = ({ departments, people }: Choosing) => ({
  name: text({ missing: 'Enter its name', max: 200, subject: 'The name' }),
  kind: choice({ from: kinds, missing: 'Select what it is' }),
  does: text({ missing: 'Enter what it does', max: 2000, subject: 'What it does' }),
  serves: text({ missing: 'Enter whom it serves', max: 2000, subject: 'Whom it serves' }),
  department: choice({ from: ['whole', ...departments.map((each) => each.id)], missing: 'Select the department' }),
  owner: optional(choice({ from: people.map((each) => each.id), missing: '' })),
  post: optional(text({ missing: '', max: 200, subject: 'The post' })),
})

function undertakingQuestions(ask: ReturnType<typeof questions<ReturnType<typeof undertakingFields>>>, { departments, people }: Choosing): Html {
  return html`${ask.line('name', 'What is it called?', 'For example, Home library service')}
    ${ask.oneOf('kind', 'What is it?', undertakingKinds.map((each) => ({ value: each.kind, text: each.name, hint: each.hint })))}
    ${ask.lines('does', 'What does it do?', 'A sentence or two', 3)}${ask.lines('serves', 'Whom does it serve?', 'The people who use it, work in it or live with it', 3)}
    ${ask.select('department', 'Which department is it in?', [...departments.map((each) => ({ value: each.id, text: each.name })), { value: 'whole', text: 'The whole body' }])}
    ${ask.select('owner', 'Who answers for it? (optional)', people.map((each) => ({ value: each.id, text: `${each.name}${each.jobTitle === '' ? '' : `, ${each.jobTitle}`}` })), undefined, 'Nobody who is listed here')}
    ${ask.line('post', 'Or the post that answers for it (optional)', 'For example, Head of Libraries')}`
}

const choosing = async ({ db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<Choosing> => ({ departments: await listDepartments(db, organisation.id), people: (await listPeople(db, organisation.id)).filter((each) => each.state !== 'left') })
const ownerOf = (owner: string | null, post: string | null, { people }: Choosing): Undertaking['owner'] => ({ id: owner, name: people.find((each) => each.id === owner)?.name ?? post ?? '' })

export const newUndertaking = form({
  path: paths.newUndertaking,
  load: (_at, house) => choosing(house),
  access: mayAddToRegister,
  draft: true,
  fields: undertakingFields,
  view: (loaded, answers) => ({
    title: 'Add a policy or service', crumbs: [front, registerCrumb], guide: 'relevance-and-programme',
    main: column(html`<h1 class="govuk-heading-l">Add a policy or service</h1>${questions(answers).form('Add it', undertakingQuestions(questions(answers), loaded), { cancel: paths.register.to() })}`),
  }),
  async submit(values, loaded, { db, organisation, person, now }) {
    const department = values.department === 'whole' ? null : values.department
    if (!mayKeepRegister(person, department)) return { problems: { department: 'Select a department whose register you keep' } }
    const { name, kind, does, serves } = values
    const made: Undertaking = { id: newId(), kind, name, does, serves, department, owner: ownerOf(values.owner, values.post, loaded), endedOn: null, version: 1 }
    await insertUndertaking(db, organisation.id, made, now)
    return { goTo: paths.relevance.to({ undertaking: made.id }), said: `${name} is in the register. Say how much it matters to equality.`, entry: { did: 'impact-assessments.undertaking-added', on: { room, id: made.id }, after: { kind, name, does, serves, department } } }
  },
})

interface Found { readonly undertaking: Undertaking; readonly departments: readonly Department[]; readonly relevance: readonly Relevance[] }

async function find({ undertaking: id }: { readonly undertaking: string }, { db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<Found> {
  const undertaking = await findUndertaking(db, organisation.id, id)
  if (!undertaking) throw new NotFound(`undertaking ${id}`)
  return { undertaking, departments: await listDepartments(db, organisation.id, { closedToo: true }), relevance: await listRelevance(db, organisation.id, id) }
}

const crumbsTo = (undertaking: Undertaking) => [front, registerCrumb, { text: undertaking.name, href: paths.undertaking.to({ undertaking: undertaking.id }) }]
const mayKeep = (person: House['person'], { undertaking }: Found): boolean => undertaking.endedOn === null && mayKeepRegister(person, undertaking.department)

export const undertaking = page({
  path: paths.undertaking,
  async load(at, house) {
    const found = await find(at, house)
    const [items, screenings, assessments] = await Promise.all([
      listProgramme(house.db, house.organisation.id, { undertaking: found.undertaking.id }),
      listScreenings(house.db, house.organisation.id, { undertaking: found.undertaking.id, readable: readableScreenings(house.person), limit: 50, offset: 0 }),
      listAssessmentsOf(house.db, house.organisation.id, found.undertaking.id),
    ])
    return { ...found, items, screenings, assessments }
  },
  access: mayReadAssessments,
  view({ undertaking, departments, relevance, items, screenings, assessments, ...found }, { person, today }) {
    const at = { undertaking: undertaking.id }
    const keeps = mayKeep(person, { undertaking, departments, relevance, ...found })
    const [newest, ...earlier] = relevance
    return {
      title: undertaking.name, crumbs: [front, registerCrumb], guide: 'relevance-and-programme',
      main: html`<div class="dr-head"><div class="dr-head__words"><span class="govuk-caption-l">${kindName(undertaking.kind)}</span><h1 class="govuk-heading-l">${undertaking.name}</h1>
          <p class="dr-head__lead">${levelTag(newest?.level ?? null)}${undertaking.endedOn !== null && html` Ended on ${dayInWords(undertaking.endedOn)}.`}</p></div>
          ${keeps && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.relevance.to(at)}">${newest === undefined ? 'Assess its relevance' : 'Assess its relevance again'}</a><a class="govuk-link" href="${paths.editUndertaking.to(at)}">Change</a><a class="govuk-link" href="${paths.endUndertaking.to(at)}">It has ended</a></div>`}</div>
        ${summaryRows([['What it does', lines(undertaking.does)], ['Whom it serves', lines(undertaking.serves)], ['Department', nameOf(departments, undertaking.department)], ['Owner', undertaking.owner.name]])}
        <h2 class="govuk-heading-m">How much it matters to equality</h2>
        ${newest === undefined ? html`<p class="govuk-body">Nobody has assessed this yet.</p>` : html`${relevanceInWords(newest)}
          ${newest.level === 'none' && newest.agreed === null && mayAgree(person, undertaking.department) && newest.by.id !== person.id && html`<p><a class="govuk-button govuk-button--secondary" href="${paths.agreeRelevance.to(at)}">Agree that it is not relevant</a></p>`}`}
        ${earlier.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Earlier assessments of relevance</span></summary><div class="govuk-details__text">${earlier.map((each) => relevanceInWords(each))}</div></details>`}
        <h2 class="govuk-heading-m">In the programme</h2>
        ${items.length === 0 ? html`<p class="govuk-body">It is not in the programme.</p>` : html`<ul class="dr-tasks">${items.map((item) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.item.to({ item: item.id })}">${quarterWords(item.planned)}</a>${item.why !== '' && html`<span class="dr-under">${item.why}</span>`}</div><div>${itemTag(item, today)}</div></li>`)}</ul>`}
        ${keeps && !items.some((item) => ['planned', 'started', 'late'].includes(stateOf(item, today))) && html`<p class="govuk-body"><a class="govuk-link" href="${paths.plan.to(at)}">Put it in the programme</a></p>`}
        <h2 class="govuk-heading-m">Assessments</h2>
        ${assessments.length === 0 ? html`<p class="govuk-body">None so far.</p>` : html`<ul class="dr-tasks">${assessments.map((each) => html`<li class="dr-task"><div class="dr-task__what">${mayReadAssessment(person, each) ? html`<a class="govuk-link" href="${paths.assessment.to({ assessment: each.id })}">${each.title}</a>` : each.title}<span class="dr-under">${each.reference}, ${each.lead.name}</span></div><div>${stageTag(each)}</div></li>`)}</ul>`}
        <h2 class="govuk-heading-m">Screenings</h2>
        ${screenings.length === 0 ? html`<p class="govuk-body">None so far.</p>` : html`<ul class="dr-tasks">${screenings.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.screening.to({ screening: each.id })}">${each.title}</a><span class="dr-under">${each.by.name}, ${dayOf(each.madeAt)}</span></div><div>${screeningTag(each)}</div></li>`)}</ul>`}
        ${undertaking.endedOn === null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.start.to()}?about=${undertaking.id}">Something about this is to change: do I need an assessment?</a></p>`}`,
    }
  },
})

const nameOfCharacteristic = (code: Characteristic): string => characteristics.find((each) => each.code === code)?.name ?? code

function relevanceInWords(relevance: Relevance): Html {
  const { because } = levelOf(relevance.scores, relevance.method)
  const scored = relevance.scores.filter((score) => sumOf(score) > 0)
  return html`<p class="govuk-body"><strong>${levelWords[relevance.level]}</strong>${because.length > 0 && html`, because of ${listed(because.map((each) => nameOfCharacteristic(each).toLowerCase()))}`}. Assessed by ${relevance.by.name} on ${dayInWords(relevance.on)}, by the ${relevance.method.name.charAt(0).toLowerCase()}${relevance.method.name.slice(1)}.
      ${relevance.agreed !== null && html`Agreed by ${relevance.agreed.name} on ${dayInWords(relevance.agreed.on)}.`}</p>
    ${relevance.reason !== '' && html`<div class="govuk-inset-text">${lines(relevance.reason)}</div>`}
    ${scored.length > 0 && reflowingTable({
      caption: 'Characteristics that it matters to', captionClasses: 'govuk-visually-hidden',
      head: [{ text: 'Characteristic' }, { text: 'Scale', format: 'numeric' }, { text: 'Severity', format: 'numeric' }, { text: 'Concern', format: 'numeric' }, { text: 'Aims of the duty' }],
      rows: scored.map((score) => [{ text: nameOfCharacteristic(score.characteristic) }, { text: String(score.scale), format: 'numeric' }, { text: String(score.severity), format: 'numeric' }, { text: String(score.concern), format: 'numeric' }, { text: aims.filter((aim) => score.aims.includes(aim.code)).map((aim) => aim.short).join('; ') || 'None named' }]),
    })}`
}

const listed = (words: readonly string[]): string => words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

export const editUndertaking = form({
  path: paths.editUndertaking,
  load: async (at, house) => ({ ...await find(at, house), ...await choosing(house) }),
  access: (person, loaded) => mayKeep(person, loaded),
  draft: true,
  version: ({ undertaking }) => String(undertaking.version),
  fields: undertakingFields,
  starting: ({ undertaking: { name, kind, does, serves, department, owner } }) => ({ name, kind, does, serves, department: department ?? 'whole', owner: owner.id ?? '', post: owner.id === null ? owner.name : '' }),
  view: (loaded, answers) => ({
    title: `Change ${loaded.undertaking.name}`, crumbs: crumbsTo(loaded.undertaking),
    main: column(html`<h1 class="govuk-heading-l">Change ${loaded.undertaking.name}</h1>${questions(answers).form('Save', undertakingQuestions(questions(answers), loaded), { cancel: paths.undertaking.to({ undertaking: loaded.undertaking.id }) })}`),
  }),
  async submit(values, loaded, { db, organisation, person }) {
    const department = values.department === 'whole' ? null : values.department
    if (!mayKeepRegister(person, department)) return { problems: { department: 'Select a department whose register you keep' } }
    const { undertaking } = loaded
    const { name, kind, does, serves } = values
    const changed: Undertaking = { ...undertaking, name, kind, does, serves, department, owner: ownerOf(values.owner, values.post, loaded), version: undertaking.version + 1 }
    if (!await saveUndertaking(db, organisation.id, changed)) return { problems: { name: changedMeanwhile } }
    const told = (each: Undertaking) => ({ name: each.name, kind: each.kind, does: each.does, serves: each.serves, department: each.department, owner: each.owner.name })
    return { goTo: paths.undertaking.to({ undertaking: undertaking.id }), said: 'Saved.', entry: { did: 'impact-assessments.undertaking-changed', on: { room, id: undertaking.id, version: changed.version }, before: told(undertaking), after: told(changed) } }
  },
})

export const endUndertaking = form({
  path: paths.endUndertaking,
  load: find,
  access: (person, loaded) => mayKeep(person, loaded),
  version: ({ undertaking }) => String(undertaking.version),
  fields: {},
  view: ({ undertaking }, answers) => ({
    title: `${undertaking.name} has ended`, back: paths.undertaking.to({ undertaking: undertaking.id }),
    main: column(html`<h1 class="govuk-heading-l">Has ${undertaking.name} ended?</h1><p class="govuk-body">It stays in the register under “Those that have ended”, with its history. If it is <em>going to</em> end, <a class="govuk-link" href="${paths.start.to()}?about=${undertaking.id}">ask first whether an assessment is needed</a>.</p>
      ${questions(answers).form('It has ended', html``, { cancel: paths.undertaking.to({ undertaking: undertaking.id }) })}`),
  }),
  async submit(_values, { undertaking }, { db, organisation, today }) {
    const ended = decideEnd(undertaking, today)
    if ('refused' in ended || !await saveUndertaking(db, organisation.id, ended)) return { problems: {} }
    return { goTo: paths.undertaking.to({ undertaking: undertaking.id }), said: `${undertaking.name} has ended.`, entry: { did: 'impact-assessments.undertaking-ended', on: { room, id: undertaking.id, version: ended.version }, after: { on: today.toString() } } }
  },
})

const steps = ['0', '1', '2', '3'] as const
const measures = ['scale', 'severity', 'concern'] as const
const aimsFor = (code: Characteristic) => aims.filter((aim) => isAimFor(code, aim.code))
/** Three scores and the aims for each of the nine characteristics, and the reason. */
const relevanceFields: Fields = {
  ...Object.fromEntries(characteristics.flatMap(({ code }) => [
    ...measures.map((measure) => [`${measure}-${code}`, choice({ from: steps, missing: 'Select a number from 0 to 3' })] as const),
    [`aims-${code}`, choices({ from: aimsFor(code).map((aim) => aim.code) })] as const,
  ])),
  reason: optional(text({ missing: '', max: 4000, subject: 'The reason' })),
}

export const relevance = form({
  path: paths.relevance,
  load: async (at, house) => ({ ...await find(at, house), method: methodOf(await findSettings(house.db, house.organisation.id)) }),
  access: (person, loaded) => mayKeep(person, loaded),
  draft: true,
  fields: relevanceFields,
  starting: ({ relevance: [newest] }): Body => Object.fromEntries(characteristics.flatMap(({ code }) => {
    const score = newest?.scores.find((each) => each.characteristic === code)
    return [...measures.map((measure) => [`${measure}-${code}`, String(score?.[measure] ?? 0)] as const), [`aims-${code}`, [...score?.aims ?? []]] as const]
  })),
  view({ undertaking, method }, answers) {
    const ask = questions(answers)
    return {
      title: `Relevance: ${undertaking.name}`, crumbs: crumbsTo(undertaking), wide: true, guide: 'relevance-and-programme',
      main: html`<span class="govuk-caption-l">${undertaking.name}</span><h1 class="govuk-heading-l">How much does it matter to equality?</h1>
        <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What the numbers mean</span></summary><div class="govuk-details__text">${methodInWords(method)}</div></details>
        ${ask.form('Save', html`${scoreTable(answers.body, answers.problems)}
          ${ask.lines('reason', 'What do you rest this on?', 'What you looked at: users, complaints, figures, what people said. If nothing here matters to equality, say why; the departmental group has to agree', 4)}`, { cancel: paths.undertaking.to({ undertaking: undertaking.id }) })}`,
    }
  },
  async submit(values, { undertaking, method }, { db, organisation, person, now, today }) {
    const scores: Score[] = characteristics.map(({ code }) => ({
      characteristic: code, scale: stepOf(values[`scale-${code}`]), severity: stepOf(values[`severity-${code}`]), concern: stepOf(values[`concern-${code}`]), aims: aimsFor(code).map((aim) => aim.code).filter((aim) => (values[`aims-${code}`] as readonly string[]).includes(aim)),
    }))
    const assessed = assessRelevance({ id: newId(), undertaking: undertaking.id, on: today, scores, reason: typeof values['reason'] === 'string' ? values['reason'] : '', by: { id: person.id, name: person.name } }, method)
    if ('refused' in assessed) return { problems: { reason: assessed.refused } }
    await insertRelevance(db, organisation.id, assessed, now)
    return {
      goTo: assessed.level === 'none' ? paths.undertaking.to({ undertaking: undertaking.id }) : paths.plan.to({ undertaking: undertaking.id }),
      said: assessed.level === 'none' ? 'Saved. The departmental group will be asked to agree that it is not relevant.' : `Its relevance is ${levelWords[assessed.level].toLowerCase()}. Say when it is to be assessed.`,
      entry: { did: 'impact-assessments.relevance-assessed', on: { room, id: undertaking.id, version: undertaking.version }, after: { level: assessed.level, method: assessed.method.edition, reason: assessed.reason } },
    }
  },
})

const stepOf = (value: unknown): Step => ([0, 1, 2, 3] as const).find((each) => String(each) === value) ?? 0

function scoreTable(body: Body, problems: Readonly<Record<string, string | undefined>>): Html {
  const headings = { scale: 'How many people', severity: 'How much it matters', concern: 'Evidence and concern' } as const
  return reflowingTable({
    caption: 'Score each from 0 (not at all) to 3 (most)', captionClasses: 'govuk-table__caption--m', classes: 'dr-table--asks',
    head: [{ text: 'Characteristic' }, ...measures.map((measure) => ({ text: headings[measure] })), { text: 'Aims that it matters to' }],
    rows: characteristics.map(({ code, name }) => [
      { text: name },
      ...measures.map((measure) => {
        const field = `${measure}-${code}`
        const problem = problems[field]
        return { html: govukSelect({ name: field, id: field, label: { text: `${name}: ${headings[measure].toLowerCase()}`, classes: 'govuk-visually-hidden' }, ...(problem === undefined ? {} : { errorMessage: { text: problem } }), formGroup: { classes: 'dr-cell-question' }, items: steps.map((step) => ({ value: step, text: step, selected: step === one(body, field) })) }) }
      }),
      { html: html`${govukCheckboxes({ name: `aims-${code}`, idPrefix: `aims-${code}`, classes: 'govuk-checkboxes--small', formGroup: { classes: 'dr-cell-question' }, items: aimsFor(code).map((aim) => ({ value: aim.code, html: html`<span class="govuk-visually-hidden">${name}: </span>${aim.short}`, checked: several(body, `aims-${code}`).includes(aim.code) })) })}${code === 'marriage_cp' && html`<span class="dr-under">The Act leaves it out of the other two aims</span>`}` },
    ]),
  })
}

function methodInWords(method: Method): Html {
  return html`<h2 class="govuk-heading-s">${method.name}</h2><p class="govuk-body-s">This is our own way of putting things in order. No law sets it.</p>
    ${measures.map((measure) => html`<p class="govuk-body-s govuk-!-margin-bottom-1"><strong>${method[measure].asks}</strong></p><ol class="govuk-list govuk-body-s" start="0">${method[measure].steps.map((step, at) => html`<li>${String(at)}: ${step}</li>`)}</ol>`)}
    <p class="govuk-body-s">The three are added for each characteristic, and the highest counts: ${String(method.highFrom)} or more is high, ${String(method.mediumFrom)} or more is medium. A 3 for how much it matters is always high.</p>`
}

export const agreeRelevance = form({
  path: paths.agreeRelevance,
  load: find,
  access: (person, { undertaking, relevance: [newest] }) => newest?.level === 'none' && newest.agreed === null && newest.by.id !== person.id && mayAgree(person, undertaking.department),
  version: ({ relevance: [newest] }) => newest?.id ?? '',
  fields: {},
  view: ({ undertaking, relevance: [newest] }, answers) => ({
    title: `Agree: ${undertaking.name}`, back: paths.undertaking.to({ undertaking: undertaking.id }),
    main: column(html`<span class="govuk-caption-l">${undertaking.name}</span><h1 class="govuk-heading-l">Is it not relevant to equality?</h1>${newest && relevanceInWords(newest)}
      <p class="govuk-body">If you do not agree, <a class="govuk-link" href="${paths.relevance.to({ undertaking: undertaking.id })}">assess it again</a>.</p>
      ${questions(answers).form('Agree for the departmental group', html``, { cancel: paths.undertaking.to({ undertaking: undertaking.id }) })}`),
  }),
  async submit(_values, { undertaking, relevance: [newest] }, { db, organisation, person, today }) {
    if (newest === undefined) return { problems: {} }
    const agreed = decideAgreement(newest, { id: person.id, name: person.name }, today)
    if ('refused' in agreed || !await saveAgreement(db, organisation.id, agreed)) return { problems: {} }
    return { goTo: paths.undertaking.to({ undertaking: undertaking.id }), said: 'You agreed that it is not relevant.', entry: { did: 'impact-assessments.relevance-agreed', on: { room, id: undertaking.id }, after: { reason: newest.reason } } }
  },
})

export const plan = form({
  path: paths.plan,
  load: find,
  access: (person, loaded) => mayKeep(person, loaded),
  fields: (_loaded, { today }) => ({
    quarter: choice({ from: programmeQuarters(today).map((each) => each.to.toString()), missing: 'Select when it is to be assessed by' }),
    why: optional(text({ missing: '', max: 500, subject: 'Why then' })),
  }),
  starting: ({ relevance: [newest] }, { today }) => ({ quarter: (newest ? propose(newest.level, today)?.to.toString() : undefined) ?? '' }),
  view({ undertaking, relevance: [newest] }, answers, { today }) {
    const ask = questions(answers)
    return {
      title: `Put ${undertaking.name} in the programme`, crumbs: crumbsTo(undertaking), guide: 'relevance-and-programme',
      main: column(html`<span class="govuk-caption-l">${undertaking.name}</span><h1 class="govuk-heading-l">When is it to be assessed?</h1>
        ${newest !== undefined && html`<p class="govuk-body">Its relevance is ${levelWords[newest.level].toLowerCase()}. High comes in the first year, medium in the second, low in the third; anything that is about to change comes before it changes.</p>`}
        ${ask.form('Put it in the programme', html`${ask.select('quarter', 'In which quarter?', programmeQuarters(today).filter((each) => Temporal.PlainDate.compare(each.to, today) >= 0).map((each) => ({ value: each.to.toString(), text: quarterWords(each) })))}${ask.lines('why', 'Why then? (optional)', undefined, 2)}`, { cancel: paths.undertaking.to({ undertaking: undertaking.id }) })}`),
    }
  },
  async submit({ quarter, why }, { undertaking }, { db, organisation, today }) {
    const planned = programmeQuarters(today).find((each) => each.to.toString() === quarter)
    if (planned === undefined) return { problems: { quarter: 'Select when it is to be assessed by' } }
    const item = { id: newId(), undertaking: undertaking.id, planned, why: why ?? '', outside: false, screening: null, assessment: null, started: null, finished: null, published: null, reviewed: null, address: '', ended: null, version: 1 }
    await insertItem(db, organisation.id, item)
    return { goTo: paths.undertaking.to({ undertaking: undertaking.id }), said: 'It is in the programme.', entry: { did: 'impact-assessments.programme-planned', on: { room, id: item.id }, after: { about: undertaking.id, until: planned.to.toString(), why: item.why } } }
  },
})
