/** The plan to close the gaps, in the shape that the government's service asks for, with the real actions behind it. */
import { actionPlanPaths, createAction, findAction, listActionsOfStrategy, listObjectives, listStrategies } from '#features/action-plan/index.ts'
import { writeCsv } from '#documents/write.ts'
import { html, type Html } from '#html/html.ts'
import { choice, oneOf, optional, text, type Body, type Field } from '#web/fields.ts'
import { download, form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepGapPlan, mayReadPayFigures } from '../access.ts'
import { expectedFrom, itemStatuses, mostWordsOfNarrative, planItems, planKinds, whatThePlanLacks, wordsIn, type GapPlan, type PlannedItem } from '../gap-plan.ts'
import { findGapPlan, saveGapPlan } from '../gap-plan-store.ts'
import { reportingYear } from '../payroll.ts'
import { paths } from '../paths.ts'
import type { Report } from '../report.ts'
import { findReport } from '../report-store.ts'
import { home, paragraphs, things } from './parts.ts'

async function planOf({ db, organisation }: Pick<House, 'db' | 'organisation'>, year: string): Promise<{ readonly report: Report; readonly plan: GapPlan }> {
  const report = /^\d{4}$/.test(year) ? await findReport(db, organisation.id, Number(year)) : null
  if (!report) throw new NotFound(`year ${year}`)
  const empty: GapPlan = { year: report.year, kind: 'original', status: 'draft', items: [], narrative: '', link: '', version: 0 }
  return { report, plan: await findGapPlan(db, organisation.id, report.year) ?? empty }
}

const title = (report: Report): string => `Plan to close the gaps, ${reportingYear(report.snapshot)}`
const crumbsTo = (report: Report) => [home, { text: `Reporting year ${reportingYear(report.snapshot)}`, href: paths.year.to({ year: String(report.year) }) }, { text: 'Plan to close the gaps', href: paths.gapPlan.to({ year: String(report.year) }) }]

export const gapPlan = page({
  path: paths.gapPlan,
  async load({ year }, house) {
    const found = await planOf(house, year)
    const actions = new Map<string, string>()
    for (const { action } of found.plan.items) if (action !== null) { const known = await findAction(house.db, house.organisation.id, action); if (known) actions.set(action, known.words) }
    return { ...found, actions }
  },
  access: (person) => mayReadPayFigures(person),
  view({ report, plan, actions }, { person }) {
    const [year, lacks] = [String(report.year), whatThePlanLacks(plan)]
    return {
      title: title(report), crumbs: crumbsTo(report).slice(0, 2), guide: 'plan-to-close-the-gaps',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${title(report)}</h1><p class="dr-head__lead">${planKinds[plan.kind]}. ${report.year < expectedFrom ? 'For this year a plan is voluntary.' : 'The law is expected to require a plan for this year.'}</p></div>
          ${mayKeepGapPlan(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.editGapPlan.to({ year })}">${plan.items.length === 0 ? 'Choose actions' : 'Change the plan'}</a></div>`}</div>
        ${lacks.length > 0 ? html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">What the government’s service would still ask for</p><ul class="govuk-list govuk-list--bullet">${lacks.map((each) => html`<li>${each}</li>`)}</ul></div>` : html`<div class="dr-note dr-note--on-track"><p class="dr-note__heading">The government’s service would take this plan</p><p>Each action that is new or in progress should have an action of your own behind it, so that somebody does it.</p></div>`}
        ${plan.items.length === 0 ? html`<div class="dr-empty"><p class="govuk-body">No action has been chosen yet. The service has 18 to choose from.</p></div>` : html`${[...new Set(planItems.map((each) => each.category))].map((category) => {
          const here = plan.items.filter((each) => planItems.find(({ code }) => code === each.code)?.category === category)
          return here.length > 0 && html`<h2 class="govuk-heading-m">${category}</h2><ul class="dr-tasks">${here.map((each) => itemLine(each, year, actions, mayKeepGapPlan(person)))}</ul>`
        })}`}
        ${plan.narrative !== '' && html`<h2 class="govuk-heading-m">About the plan</h2>${paragraphs(plan.narrative)}`}
        ${plan.items.length > 0 && html`<p class="govuk-body"><a class="govuk-link" href="${paths.gapPlanCsv.to({ year })}">The plan as the service asks for it (CSV)</a></p>`}`,
    }
  },
})

function itemLine({ code, status, action }: PlannedItem, year: string, actions: ReadonlyMap<string, string>, mayKeep: boolean): Html {
  const item = planItems.find((each) => each.code === code)
  return html`<li class="dr-task"><div class="dr-task__what">${item?.words ?? code}<span class="dr-under">${item?.tags.map((tag) => (tag === 'pay gap' ? 'Gender pay gap' : 'Menopause')).join(' and ') ?? ''}${action !== null && html`. Done by: <a class="govuk-link" href="${actionPlanPaths.action.to({ action })}">${actions.get(action) ?? 'an action in the plan'}</a>`}</span></div>
    <div><span class="dr-rating dr-rating--${status === 'Embedded' ? 'done' : 'on-track'}">${status}</span></div><div class="dr-task__do">${mayKeep && status === 'New or in progress' && action === null && html`<a class="govuk-link" href="${paths.gapPlanItem.to({ year, item: code })}">Put an action behind it<span class="govuk-visually-hidden">: ${item?.words ?? ''}</span></a>`}</div></li>`
}

export const editGapPlan = form({
  path: paths.editGapPlan,
  load: ({ year }, house) => planOf(house, year),
  access: (person) => mayKeepGapPlan(person),
  version: ({ plan }) => String(plan.version),
  fields: (): Record<string, Field<string | null>> => ({
    kind: choice({ from: ['original', 'one-year review', 'three-year review'], missing: 'Select what kind of plan this is' }), narrative: optional(text({ missing: '', max: 3000, subject: 'The words about the plan' })), link: optional(text({ missing: '', max: 300, subject: 'The address' })),
    ...Object.fromEntries(planItems.map((each) => [`item-${each.code}`, choice({ from: itemStatuses, missing: `Select the status of “${each.words}”` })])),
  }),
  starting: ({ plan }): Body => ({ kind: plan.kind, narrative: plan.narrative, link: plan.link, ...Object.fromEntries(planItems.map((each) => [`item-${each.code}`, plan.items.find(({ code }) => code === each.code)?.status ?? 'Do not add'])) }),
  view({ report }, answers) {
    const ask = questions(answers)
    return {
      title: 'Choose actions', crumbs: crumbsTo(report), guide: 'plan-to-close-the-gaps',
      main: html`<h1 class="govuk-heading-l">Choose actions</h1><p class="govuk-body">These are the service’s 18 actions, in its words. At least two different ones must be new or in progress: one about the gender pay gap and one about menopause.</p>
        ${ask.form('Save the plan', html`${ask.oneOf('kind', 'What kind of plan is this?', Object.entries(planKinds).map(([value, words]) => ({ value, text: words })))}
          ${[...new Set(planItems.map((each) => each.category))].map((category) => html`<h2 class="govuk-heading-m">${category}</h2><div class="dr-asked">${planItems.filter((each) => each.category === category).map((each) => html`<div>${ask.select(`item-${each.code}`, each.words, itemStatuses.map((status) => ({ value: status, text: status })))}</div>`)}</div>`)}
          ${ask.lines('narrative', `About the plan (optional, at most ${mostWordsOfNarrative} words)`, undefined, 6)}${ask.line('link', 'Address of the page on your website', 'The service asks for it', { type: 'url' })}`, { cancel: paths.gapPlan.to({ year: String(report.year) }) })}`,
    }
  },
  async submit(values, { report, plan }, { db, organisation }) {
    const narrative = values['narrative'] ?? ''
    if (wordsIn(narrative) > mostWordsOfNarrative) return { problems: { narrative: `The words about the plan must be ${mostWordsOfNarrative} words or fewer. You have ${things(wordsIn(narrative))}` } }
    const items = planItems.flatMap(({ code }): readonly PlannedItem[] => {
      const status = itemStatuses.find((each) => each === values[`item-${code}`])
      return status === undefined || status === 'Do not add' ? [] : [{ code, status, action: plan.items.find((each) => each.code === code)?.action ?? null }]
    })
    const kind = values['kind'] === 'one-year review' || values['kind'] === 'three-year review' ? values['kind'] : 'original'
    await saveGapPlan(db, organisation.id, { year: report.year, kind, status: plan.status, items, narrative, link: values['link'] ?? '' })
    return { goTo: paths.gapPlan.to({ year: String(report.year) }), said: 'The plan was saved.', entry: { did: 'pay-gaps.plan-saved', on: { room: 'pay-gaps', id: String(report.year) }, before: { items: plan.items.map((each) => ({ ...each })) }, after: { kind, items: items.map((each) => ({ ...each })) } } }
  },
})

/** An action of the body's own behind one of the service's: a new one, or one that is in the plan already. */
export const gapPlanItem = form({
  path: paths.gapPlanItem,
  async load({ year, item: code }, house) {
    const found = await planOf(house, year)
    const item = planItems.find((each) => each.code === code)
    const planned = found.plan.items.find((each) => each.code === code)
    if (!item || !planned) throw new NotFound('no such action of the service')
    const [objectives, actions] = [[] as { readonly id: string; readonly name: string }[], [] as { readonly id: string; readonly name: string }[]]
    for (const strategy of await listStrategies(house.db, house.organisation.id)) {
      if (strategy.status !== 'live') continue
      objectives.push(...(await listObjectives(house.db, house.organisation.id, strategy.id)).map((each) => ({ id: each.id, name: `${each.code === '' ? '' : `${each.code}: `}${each.words}` })))
      actions.push(...(await listActionsOfStrategy(house.db, house.organisation.id, strategy.id)).map((each) => ({ id: each.id, name: `${each.reference === '' ? '' : `${each.reference} `}${each.words}`.slice(0, 140) })))
    }
    return { ...found, item, planned, objectives, actions }
  },
  access: (person) => mayKeepGapPlan(person),
  version: ({ plan }) => String(plan.version),
  fields: ({ objectives, actions }) => ({
    which: choice({ from: ['new', 'there'], missing: 'Select whether the action is new' }), words: optional(text({ missing: '', max: 1000, subject: 'The action' })), objective: optional(oneOf({ from: objectives, missing: 'Select the objective' })),
    deadline: optional(text({ missing: '', max: 200, subject: 'The deadline' })), action: optional(oneOf({ from: actions, missing: 'Select the action' })),
  }),
  starting: ({ item }): Body => ({ which: 'new', words: item.words }),
  view({ report, item, objectives, actions }, answers) {
    const ask = questions(answers)
    return {
      title: 'Put an action behind it', crumbs: crumbsTo(report), guide: 'plan-to-close-the-gaps',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><p class="govuk-caption-l">${item.words}</p><h1 class="govuk-heading-l">Put an action behind it</h1>
        ${ask.form('Save', html`${ask.oneOf('which', 'Is the action new?', [{ value: 'new', text: 'Yes, add one to the equality plan' }, { value: 'there', text: 'No, it is in the plan already' }])}
          <h2 class="govuk-heading-s">A new action</h2>${ask.lines('words', 'What will be done', undefined, 3)}${ask.select('objective', 'Which objective does it serve?', objectives.map((each) => ({ value: each.id, text: each.name })))}${ask.line('deadline', 'By when', 'For example, by the end of March 2027')}
          <h2 class="govuk-heading-s">One that is there</h2>${ask.select('action', 'Action', actions.map((each) => ({ value: each.id, text: each.name })))}`, { cancel: paths.gapPlan.to({ year: String(report.year) }) })}</div></div>`,
    }
  },
  async submit({ which, words, objective, deadline, action }, { report, plan, item }, house) {
    const { db, organisation } = house
    const put = (id: string): Promise<void> => saveGapPlan(db, organisation.id, { ...plan, items: plan.items.map((each) => (each.code === item.code ? { ...each, action: id } : each)) })
    const [goTo, said] = [paths.gapPlan.to({ year: String(report.year) }), 'The action stands behind it.']
    const entry = (id: string) => ({ did: 'pay-gaps.plan-action-put', on: { room: 'pay-gaps', id: String(report.year) }, after: { item: item.code, action: id } }) as const
    if (which === 'there') {
      if (action === null) return { problems: { action: 'Select the action' } }
      await put(action.id)
      return { goTo, said, entry: entry(action.id) }
    }
    if (words === null) return { problems: { words: 'Enter what will be done' } }
    if (objective === null) return { problems: { objective: 'Select the objective that the action serves' } }
    const made = await createAction(house, { objective: objective.id, words, deadline, lead: null, department: null, measures: [], characteristics: ['sex'], aims: ['advance'], madeBy: { room: 'pay-gaps', thing: String(report.year), version: String(plan.version) } })
    await put(made.id)
    return { goTo, said: 'The action was added to the plan and stands behind it.', entry: [made.entry, entry(made.id)] }
  },
})

export const gapPlanCsv = download({
  path: paths.gapPlanCsv,
  load: ({ year }, house) => planOf(house, year),
  access: (person) => mayReadPayFigures(person),
  send: ({ report, plan }) => ({
    fileName: `equality-action-plan-${report.year}.csv`, type: 'text/csv; charset=utf-8',
    bytes: writeCsv({
      title: 'Equality action plan', headings: ['category', 'action', 'about', 'status', 'plan_type', 'narrative', 'link'].map((each) => ({ text: each })),
      rows: planItems.map((item) => [item.category, item.words, item.tags.join(' and '), plan.items.find((each) => each.code === item.code)?.status ?? 'Do not add', planKinds[plan.kind], plan.narrative, plan.link]),
    }),
  }),
})
