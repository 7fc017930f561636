import { aims, characteristics } from '#duty/characteristics.ts'
import { dayInWords } from '#duty/dates.ts'
import { readDeadline } from '#duty/deadline.ts'
import { nextDue, readingInWords } from '#duty/due.ts'
import { newId } from '#database/identity.ts'
import { html } from '#html/html.ts'
import { indicatorsOf, listIndicators, mayReadIndicators, saveIndicator } from '#features/indicators/index.ts'
import { listDepartments } from '#features/people/index.ts'
import { choice, choices, date, optional, text } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepPlan, mayReadPlan } from '../access.ts'
import type { Action } from '../action.ts'
import { insertActions, listActionsOfObjective, nextPlace, recordHappening } from '../action-store.ts'
import { whatIsMissing } from '../objective.ts'
import { paths } from '../paths.ts'
import { objectiveTitle, type Objective } from '../plan.ts'
import { findObjective, findStrategy, insertObjectives, listObjectives, saveObjective } from '../plan-store.ts'
import { actionFields, actionQuestions, measuresFrom } from './change-action.ts'
import { lines, ratingTag, summaryRows } from './parts.ts'
import { dueCell } from './plan.ts'

async function inStrategy(db: House['db'], organisation: string, id: string) {
  const objective = await findObjective(db, organisation, id)
  const strategy = objective && await findStrategy(db, organisation, objective.strategy)
  if (!objective || !strategy) throw new NotFound(`objective ${id}`)
  return { objective, strategy }
}

const crumbsTo = (strategy: { readonly id: string; readonly title: string }) => [{ text: 'Plans', href: paths.plans.to() }, { text: strategy.title, href: paths.plan.to({ strategy: strategy.id }) }]

/** One objective: what it says, what the law asks of it that it does not say yet, and its actions under their headings. */
export const objective = page({
  path: paths.objective,
  async load({ objective: id }, { db, organisation, person }) {
    const found = await inStrategy(db, organisation.id, id)
    return { ...found, actions: await listActionsOfObjective(db, organisation.id, id), figures: mayReadIndicators(person) ? await indicatorsOf(db, organisation.id, 'action-plan', id) : null }
  },
  access: (person) => mayReadPlan(person),
  view({ objective, strategy, actions, figures }, { today, person }) {
    const missing = whatIsMissing(objective, today)
    const groups = [...new Set(actions.map((each) => each.group))]
    return {
      title: objective.code === '' ? 'Objective' : objective.code, crumbs: crumbsTo(strategy), wide: true, guide: 'the-plan',
      main: html`<div class="dr-head"><div class="dr-head__words">${objective.code !== '' && html`<p class="govuk-caption-l">${objective.code}</p>`}<h1 class="govuk-heading-l">${objective.words}</h1></div>
          ${mayKeepPlan(person) && html`<div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.newAction.to({ objective: objective.id })}">Add an action</a><a class="govuk-link" href="${paths.editObjective.to({ objective: objective.id })}">Change the objective</a></div>`}</div>
        ${missing.length > 0 && html`<div class="dr-note"><p class="dr-note__heading">What this objective does not say yet</p><ul class="govuk-list govuk-list--bullet">${missing.map((each) => html`<li>${each.sentence} <span class="govuk-hint">${each.source}</span></li>`)}</ul></div>`}
        ${summaryRows([
          ['This means', objective.thisMeans === '' ? '' : lines(objective.thisMeans)], ['Lead member', objective.leadMember], ['Strategic lead', objective.strategicLead], ['Operational lead', objective.operationalLead],
          ['Measure', objective.measure], ['Baseline', objective.baseline], ['Target', objective.target],
          ['Deadline', objective.deadline.written !== null && html`<span class="dr-written">${objective.deadline.written}</span> ${readingInWords(objective.deadline.reading)}`],
          ['Aims of the duty', objective.aims.map((code) => aims.find((each) => each.code === code)?.short ?? '').join(', ')], ['Characteristics', objective.characteristics.map((code) => characteristics.find((each) => each.code === code)?.name ?? '').join(', ')],
          ['Last reviewed', objective.reviewedOn === null ? '' : dayInWords(objective.reviewedOn)],
        ])}
        ${figures !== null && html`<h2 class="govuk-heading-m">What the figures say</h2>${figures}`}
        ${mayKeepPlan(person) && html`<p class="govuk-body"><a class="govuk-link" href="${paths.measureObjective.to({ objective: objective.id })}">${figures === null ? 'Measure it with an indicator' : 'Change its indicators'}</a></p>`}
        <h2 class="govuk-heading-m">Actions</h2>
        ${actions.length === 0 && html`<p class="govuk-body">No action serves this objective yet.</p>`}
        ${groups.map((group) => html`${group !== '' && html`<h3 class="govuk-heading-s">${group}</h3>`}
          <div class="dr-table-frame"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">${group === '' ? 'Actions' : group}</caption>
          <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Action</th><th scope="col" class="govuk-table__header">Lead</th><th scope="col" class="govuk-table__header">Due</th><th scope="col" class="govuk-table__header">How it stands</th></tr></thead>
          <tbody class="govuk-table__body">${actions.filter((each) => each.group === group).map((each) => html`<tr class="govuk-table__row">
            <td class="govuk-table__cell" data-label="Action">${each.reference !== '' && html`<span class="dr-ref">${each.reference}</span> `}<a class="govuk-link" href="${paths.action.to({ action: each.id })}">${each.words}</a></td>
            <td class="govuk-table__cell" data-label="Lead">${each.lead.name ?? 'No lead'}</td><td class="govuk-table__cell" data-label="Due">${dueCell({ ...each, deadlineWritten: each.deadline.written }, today)}</td>
            <td class="govuk-table__cell" data-label="How it stands">${ratingTag(each, today)}</td></tr>`)}</tbody></table></div>`)}`,
    }
  },
})

const objectiveFields = {
  code: optional(text({ missing: '', max: 30, subject: 'The code' })), words: text({ missing: 'Enter what the objective is', max: 2000, subject: 'The objective' }), thisMeans: optional(text({ missing: '', max: 4000, subject: 'What this means' })),
  leadMember: optional(text({ missing: '', max: 200, subject: 'The lead member' })), strategicLead: optional(text({ missing: '', max: 200, subject: 'The strategic lead' })), operationalLead: optional(text({ missing: '', max: 200, subject: 'The operational lead' })),
  measure: optional(text({ missing: '', max: 2000, subject: 'The measure' })), baseline: optional(text({ missing: '', max: 500, subject: 'The baseline' })), target: optional(text({ missing: '', max: 500, subject: 'The target' })),
  deadline: optional(text({ missing: '', max: 500, subject: 'The deadline' })), aims: choices({ from: aims.map((each) => each.code) }), characteristics: choices({ from: characteristics.map((each) => each.code) }),
  reviewedOn: optional(date({ missing: '', subject: 'The date of the last review' })),
}

function objectiveQuestions(ask: ReturnType<typeof questions<typeof objectiveFields>>) {
  return html`${ask.line('code', 'Code (optional)', 'For example, EO1', { classes: 'govuk-input--width-10' })}${ask.lines('words', 'What is the objective?', undefined, 3)}${ask.lines('thisMeans', 'This means (optional)', 'What it looks like in practice, in plain words', 3)}
    ${ask.lines('measure', 'How will you know? (optional)', 'The law asks that an objective is specific and measurable', 2)}${ask.line('baseline', 'Where it is now (optional)')}${ask.line('target', 'Where it should be (optional)')}${ask.line('deadline', 'By when? (optional)', 'In words. For example, by the end of March 2028')}
    ${ask.line('leadMember', 'Lead member (optional)')}${ask.line('strategicLead', 'Strategic lead (optional)')}${ask.line('operationalLead', 'Operational lead (optional)')}
    ${ask.anyOf('aims', 'Which aims of the duty does it serve?', aims.map((each) => ({ value: each.code, text: each.name })))}${ask.anyOf('characteristics', 'Which characteristics is it about?', characteristics.map((each) => ({ value: each.code, text: each.name })), 'Leave all empty if it is about everyone')}
    ${ask.date('reviewedOn', 'When was it last reviewed? (optional)', 'Objectives must be published at least every four years')}`
}

type ObjectiveValues = { readonly [name in keyof typeof objectiveFields]: (typeof objectiveFields)[name] extends { read(...args: never[]): infer Reading } ? Extract<Reading, { value: unknown }>['value'] : never }

function objectiveFrom(values: ObjectiveValues, strategy: { readonly from: Temporal.PlainDate | null; readonly to: Temporal.PlainDate | null }) {
  const deadline = readDeadline(values.deadline ?? '', { ...(strategy.from ? { planFrom: strategy.from } : {}), ...(strategy.to ? { planTo: strategy.to } : {}) })
  return {
    code: values.code ?? '', words: values.words, thisMeans: values.thisMeans ?? '', leadMember: values.leadMember ?? '', strategicLead: values.strategicLead ?? '', operationalLead: values.operationalLead ?? '',
    measure: values.measure ?? '', baseline: values.baseline ?? '', target: values.target ?? '', aims: values.aims, characteristics: values.characteristics, reviewedOn: values.reviewedOn, deadline: { written: values.deadline, reading: deadline.reading },
  }
}

export const newObjective = form({
  path: paths.newObjective,
  async load({ strategy: id }, { db, organisation }) {
    const strategy = await findStrategy(db, organisation.id, id)
    if (!strategy) throw new NotFound(`plan ${id}`)
    return strategy
  },
  access: (person) => mayKeepPlan(person),
  draft: true,
  fields: objectiveFields,
  view: (strategy, answers) => ({
    title: 'Add an objective', crumbs: crumbsTo(strategy), guide: 'the-plan',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Add an objective</h1>${questions(answers).form('Add this objective', objectiveQuestions(questions(answers)), { cancel: paths.plan.to({ strategy: strategy.id }) })}</div></div>`,
  }),
  async submit(values, strategy, { db, organisation }) {
    const all = await listObjectives(db, organisation.id, strategy.id)
    const made: Objective = { id: newId(), strategy: strategy.id, theme: null, ...objectiveFrom(values, strategy), place: Math.max(0, ...all.map((each) => each.place)) + 1, version: 1 }
    await insertObjectives(db, organisation.id, [made])
    return { goTo: paths.objective.to({ objective: made.id }), said: 'The objective was added. Add its first action.', entry: { did: 'action-plan.objective-added', on: { room: 'action-plan', id: made.id }, after: { code: made.code, words: made.words, measure: made.measure, target: made.target } } }
  },
})

export const editObjective = form({
  path: paths.editObjective,
  load: ({ objective: id }, { db, organisation }) => inStrategy(db, organisation.id, id),
  access: (person) => mayKeepPlan(person),
  draft: true,
  version: ({ objective }) => String(objective.version),
  fields: objectiveFields,
  starting: ({ objective }) => ({
    code: objective.code, words: objective.words, thisMeans: objective.thisMeans, leadMember: objective.leadMember, strategicLead: objective.strategicLead, operationalLead: objective.operationalLead, measure: objective.measure,
    baseline: objective.baseline, target: objective.target, deadline: objective.deadline.written ?? '', aims: objective.aims, characteristics: objective.characteristics,
    ...(objective.reviewedOn ? { 'reviewedOn-day': String(objective.reviewedOn.day), 'reviewedOn-month': String(objective.reviewedOn.month), 'reviewedOn-year': String(objective.reviewedOn.year) } : {}),
  }),
  view: ({ objective, strategy }, answers) => ({
    title: 'Change this objective', crumbs: [...crumbsTo(strategy), { text: objective.code === '' ? 'Objective' : objective.code, href: paths.objective.to({ objective: objective.id }) }], guide: 'the-plan',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Change this objective</h1>${questions(answers).form('Save', objectiveQuestions(questions(answers)), { cancel: paths.objective.to({ objective: objective.id }) })}</div></div>`,
  }),
  async submit(values, { objective, strategy }, { db, organisation }) {
    const changed: Objective = { ...objective, ...objectiveFrom(values, strategy), version: objective.version + 1 }
    if (!await saveObjective(db, organisation.id, changed)) return { problems: { words: 'Someone else changed this objective just now. Open it again to see what is different' } }
    const told = (each: Objective) => ({ code: each.code, words: each.words, thisMeans: each.thisMeans, measure: each.measure, baseline: each.baseline, target: each.target, deadline: each.deadline.written, aims: [...each.aims], characteristics: [...each.characteristics] })
    return { goTo: paths.objective.to({ objective: objective.id }), said: 'The objective was saved.', entry: { did: 'action-plan.objective-changed', on: { room: 'action-plan', id: objective.id, version: changed.version }, before: told(objective), after: told(changed) } }
  },
})

export const newAction = form({
  path: paths.newAction,
  async load({ objective: id }, { db, organisation }) { return { ...await inStrategy(db, organisation.id, id), departments: await listDepartments(db, organisation.id) } },
  access: (person) => mayKeepPlan(person),
  draft: true,
  fields: ({ departments }) => ({ ...actionFields, department: choice({ from: ['', ...departments.map((each) => each.id)], missing: 'Select a department from the list' }) }),
  starting: () => ({ priority: '', department: '' }),
  view: ({ objective, strategy, departments }, answers) => ({
    title: 'Add an action', crumbs: [...crumbsTo(strategy), { text: objective.code === '' ? 'Objective' : objective.code, href: paths.objective.to({ objective: objective.id }) }], guide: 'an-action',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${objectiveTitle(objective)}</span><h1 class="govuk-heading-l">Add an action</h1>
      ${questions(answers).form('Add this action', actionQuestions(questions(answers), departments, typeof answers.body['department'] === 'string' ? answers.body['department'] : ''), { cancel: paths.objective.to({ objective: objective.id }) })}</div></div>`,
  }),
  async submit(values, { objective, strategy }, { db, organisation, person, now, today }) {
    const deadline = readDeadline(values.deadline ?? '', { ...(strategy.from ? { planFrom: strategy.from } : {}), ...(strategy.to ? { planTo: strategy.to } : {}) })
    const made: Action = {
      id: newId(), strategy: strategy.id, objective: objective.id, group: values.group ?? '', reference: values.reference ?? '', words: values.words, lead: { written: null, name: null, person: null, known: null },
      supporting: (values.supporting ?? '').split('\n').map((each) => each.trim()).filter((each) => each !== '').map((written) => ({ written, known: null })), electedLead: values.electedLead ?? '', department: values.department === '' ? null : values.department,
      deadline: { written: values.deadline, reading: deadline.reading }, dueOn: nextDue(deadline.reading, today), measures: measuresFrom(values), characteristics: values.characteristics, aims: values.aims, priority: values.priority,
      resources: values.resources ?? '', privateNotes: values.privateNotes ?? '', isPrivate: values.isPrivate, state: 'not started', stateReason: '', closedOn: null, own: null, percentDone: null, lastUpdate: null, madeBy: null, version: 1,
    }
    await insertActions(db, organisation.id, [[made, await nextPlace(db, organisation.id, strategy.id)]])
    await recordHappening(db, organisation.id, made.id, { at: now, person: person.id, name: person.name, kind: 'made', told: {}, isPrivate: false })
    return { goTo: paths.handOver.to({ action: made.id }), said: 'The action was added. Who will lead it?', entry: { did: 'action-plan.action-added', on: { room: 'action-plan', id: made.id }, after: { words: made.words, reference: made.reference, deadline: made.deadline.written, objective: objective.id } } }
  },
})

/** An objective's success measure can be an indicator, or several: what they say then stands on the objective's page. */
export const measureObjective = form({
  path: paths.measureObjective,
  async load({ objective: id }, { db, organisation }) { return { ...await inStrategy(db, organisation.id, id), indicators: await listIndicators(db, organisation.id) } },
  access: (person) => mayKeepPlan(person),
  fields: ({ indicators }) => ({ indicators: choices({ from: indicators.map((each) => each.id) }) }),
  starting: ({ indicators, objective }) => ({ indicators: indicators.filter((each) => each.serves?.thing === objective.id).map((each) => each.id) }),
  view: ({ objective, strategy, indicators }, answers) => ({
    title: 'Measure this objective', crumbs: [...crumbsTo(strategy), { text: objective.code === '' ? 'Objective' : objective.code, href: paths.objective.to({ objective: objective.id }) }], guide: 'indicators',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><span class="govuk-caption-l">${objectiveTitle(objective)}</span><h1 class="govuk-heading-l">Measure this objective</h1>
      ${indicators.length === 0 ? html`<p class="govuk-body">There is no indicator yet.</p>` : questions(answers).form('Save', questions(answers).anyOf('indicators', 'Which indicators show its success?', indicators.map((each) => ({ value: each.id, text: each.title, ...(each.serves !== null && each.serves.thing !== objective.id ? { hint: 'Shows the success of something else now, and would be moved here' } : {}) }))), { cancel: paths.objective.to({ objective: objective.id }) })}</div></div>`,
  }),
  async submit({ indicators: chosen }, { objective, indicators }, { db, organisation }) {
    for (const each of indicators) {
      const [is, shall] = [each.serves?.thing === objective.id, chosen.includes(each.id)]
      if (is !== shall && !await saveIndicator(db, organisation.id, { ...each, serves: shall ? { room: 'action-plan', thing: objective.id } : null, version: each.version + 1 })) return { problems: { indicators: 'Someone else changed an indicator just now. Open this page again' } }
    }
    return { goTo: paths.objective.to({ objective: objective.id }), said: 'The indicators of the objective were saved.', entry: { did: 'action-plan.objective-measured', on: { room: 'action-plan', id: objective.id }, before: indicators.filter((each) => each.serves?.thing === objective.id).map((each) => each.title), after: indicators.filter((each) => chosen.includes(each.id)).map((each) => each.title) } }
  },
})
