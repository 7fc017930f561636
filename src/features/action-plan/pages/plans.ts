import { html } from '#html/html.ts'
import { newId } from '#database/identity.ts'
import { choice, optional, text, tick, wholeNumber } from '#web/fields.ts'
import { form, page } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayImport, mayKeepPlan, mayReadPlan } from '../access.ts'
import { findStanding } from '../action-store.ts'
import { paths } from '../paths.ts'
import { yearsInWords, type Strategy } from '../plan.ts'
import { findStrategy, insertStrategy, listStrategies, saveStrategy } from '../plan-store.ts'
import { things } from './parts.ts'

const home = { text: 'My work', href: paths.myWork.to() }

export const plans = page({
  path: paths.plans,
  async load(_at, { db, organisation, today, person }) {
    const strategies = await listStrategies(db, organisation.id)
    const standings = []
    for (const strategy of strategies) standings.push({ strategy, standing: await findStanding(db, organisation.id, strategy.id, today) })
    return { standings, mayImport: mayImport(person) }
  },
  access: (person) => mayReadPlan(person),
  view: ({ standings, mayImport }) => ({
    title: 'Plans', crumbs: [home], guide: 'the-plan',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Plans</h1></div>
      ${mayImport && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newImport.to()}">Read a plan from a document</a><a class="govuk-link" href="${paths.newPlan.to()}">Start an empty plan</a></div>`}</div>
      ${standings.length === 0
        ? html`<div class="dr-empty"><p class="govuk-body">There is no plan here yet.</p>${mayImport && html`<p class="govuk-body">Start with the document that you have: Word, Excel, PDF or a web page.</p>`}</div>`
        : html`<ul class="dr-cards">${standings.map(({ strategy, standing }) => html`<li class="dr-card dr-card--link">
            <h2 class="dr-card__heading"><a class="govuk-link" href="${paths.plan.to({ strategy: strategy.id })}">${strategy.title}</a></h2>
            <p class="dr-card__words">${yearsInWords(strategy)}${strategy.status !== 'live' && html` · ${strategy.status === 'draft' ? 'Draft' : 'Ended'}`}</p>
            <p class="dr-card__foot">${standing.all === 1 ? '1 action' : `${things(standing.all)} actions`}${standing.overdue > 0 && html`, <strong>${things(standing.overdue)} overdue</strong>`}</p></li>`)}</ul>`}`,
  }),
})

const planFields = {
  title: text({ missing: 'Enter what the plan is called', max: 200, subject: 'The title' }),
  from: optional(wholeNumber({ missing: '', subject: 'The first year', min: 1990, max: 2100 })),
  to: optional(wholeNumber({ missing: '', subject: 'The last year', min: 1990, max: 2100 })),
  vision: optional(text({ missing: '', max: 4000, subject: 'The vision' })),
  aims: optional(text({ missing: '', max: 4000, subject: 'The aims' })),
}

function planQuestions(ask: ReturnType<typeof questions<typeof planFields>>) {
  return html`${ask.line('title', 'What is the plan called?', 'For example, Equality strategy 2026 to 2030')}${ask.number('from', 'First year')}${ask.number('to', 'Last year')}
    ${ask.lines('vision', 'Vision (optional)', 'What will be different for people when this plan has worked')}${ask.lines('aims', 'Aims (optional)', 'One on each line', 4)}`
}

/** Financial years, as councils plan: from 1 April of the first to 31 March of the last. */
function daysOf(from: number | null, to: number | null): Pick<Strategy, 'from' | 'to'> {
  return { from: from === null ? null : new Temporal.PlainDate(from, 4, 1), to: to === null ? null : new Temporal.PlainDate(from === to ? to + 1 : to, 3, 31) }
}

export const newPlan = form({
  path: paths.newPlan,
  load: async () => null,
  access: mayKeepPlan,
  draft: true,
  fields: planFields,
  view: (_nothing, answers) => ({
    title: 'Start a plan', crumbs: [home, { text: 'Plans', href: paths.plans.to() }], guide: 'the-plan',
    main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Start a plan</h1>${questions(answers).form('Start this plan', planQuestions(questions(answers)))}</div></div>`,
  }),
  async submit({ title, from, to, vision, aims }, _nothing, { db, organisation, now }) {
    if (from !== null && to !== null && to < from) return { problems: { to: 'The last year must be the same as or after the first year' } }
    const strategy: Strategy = { id: newId(), title, ...daysOf(from, to), vision: vision ?? '', aims: aims ?? '', status: 'live', notesPublishAtOnce: true, version: 1 }
    await insertStrategy(db, organisation.id, strategy, now)
    return { goTo: paths.plan.to({ strategy: strategy.id }), said: `${title} was started. Add its first objective.`, entry: { did: 'action-plan.plan-started', on: { room: 'action-plan', id: strategy.id }, after: { title, from, to } } }
  },
})

export const editPlan = form({
  path: paths.editPlan,
  async load({ strategy: id }, { db, organisation }) {
    const strategy = await findStrategy(db, organisation.id, id)
    if (!strategy) throw new NotFound(`plan ${id}`)
    return strategy
  },
  access: mayKeepPlan,
  draft: true,
  version: (strategy) => String(strategy.version),
  fields: { ...planFields, status: choice({ from: ['draft', 'live', 'ended'], missing: 'Select where the plan is' }), atOnce: tick() },
  starting: (strategy) => ({ title: strategy.title, from: String(strategy.from?.year ?? ''), to: String(strategy.to?.year ?? ''), vision: strategy.vision, aims: strategy.aims, status: strategy.status, atOnce: strategy.notesPublishAtOnce ? 'yes' : '' }),
  view(strategy, answers) {
    const ask = questions(answers)
    return {
      title: `Change ${strategy.title}`, crumbs: [home, { text: 'Plans', href: paths.plans.to() }, { text: strategy.title, href: paths.plan.to({ strategy: strategy.id }) }],
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Change this plan</h1>
        ${ask.form('Save', html`${ask.line('title', 'What is the plan called?')}${ask.number('from', 'First year')}${ask.number('to', 'Last year')}${ask.lines('vision', 'Vision (optional)', 'What will be different for people when this plan has worked')}${ask.lines('aims', 'Aims (optional)', 'One on each line', 4)}
          ${ask.oneOf('status', 'Where is the plan?', [{ value: 'draft', text: 'Draft', hint: 'Leads are not asked about it yet' }, { value: 'live', text: 'Live' }, { value: 'ended', text: 'Ended', hint: 'It stays as it was, to be looked back at' }])}
          ${ask.tick('atOnce', 'Publish leads’ progress notes as soon as they are written', 'Everything else about the plan is approved by a publisher first. Notes marked private are never published')}`,
          { cancel: paths.plan.to({ strategy: strategy.id }) })}</div></div>`,
    }
  },
  async submit({ title, from, to, vision, aims, status, atOnce }, strategy, { db, organisation, person }) {
    if (from !== null && to !== null && to < from) return { problems: { to: 'The last year must be the same as or after the first year' } }
    const days = from === (strategy.from?.year ?? null) && to === (strategy.to?.year ?? null) ? { from: strategy.from, to: strategy.to } : daysOf(from, to)
    const changed = { ...strategy, title, ...days, vision: vision ?? '', aims: aims ?? '', status, notesPublishAtOnce: atOnce, version: strategy.version + 1 }
    if (!await saveStrategy(db, organisation.id, changed)) return { problems: { title: 'Someone else changed this plan just now. Open it again to see what is different' } }
    const before = { title: strategy.title, vision: strategy.vision, aims: strategy.aims, status: strategy.status, notesPublishAtOnce: strategy.notesPublishAtOnce }
    return {
      goTo: paths.plan.to({ strategy: strategy.id }), said: 'The plan was saved.',
      entry: { did: 'action-plan.plan-changed', on: { room: 'action-plan', id: strategy.id, version: changed.version }, before, after: { title, vision: changed.vision, aims: changed.aims, status, notesPublishAtOnce: atOnce, by: person.id } },
    }
  },
})
