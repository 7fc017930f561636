import { isId } from '#database/identity.ts'
import { characteristics } from '#duty/characteristics.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { listDepartments, type Department } from '#features/people/index.ts'
import { listing } from '#web/listing.ts'
import type { House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayImport, mayKeepPlan, mayPublishPlan, mayReadPlan } from '../access.ts'
import { ratingOf, type Action } from '../action.ts'
import { findStanding, listActions, listLeadNames, type ListedAction, type Narrowing, type Standing } from '../action-store.ts'
import { paths } from '../paths.ts'
import { objectiveTitle, yearsInWords, type Objective, type Strategy, type Theme } from '../plan.ts'
import { findStrategy, listObjectives, listThemes } from '../plan-store.ts'
import { countsOf, standingPicture } from './picture.ts'
import { figure, howLate, ratingTag, wordsOf } from './parts.ts'

const ratingFilters = [
  { value: 'overdue', text: 'Overdue' }, { value: 'due soon', text: 'Due in the next 30 days' }, { value: 'at risk', text: 'At risk' }, { value: 'not started', text: 'Not started' },
  { value: 'open', text: 'All that are open' }, { value: 'closed', text: 'Closed' }, { value: 'no date', text: 'No date' }, { value: 'no lead', text: 'No lead' },
] as const

interface Loaded {
  readonly strategy: Strategy; readonly rows: readonly ListedAction[]; readonly standing: Standing; readonly objectives: readonly Objective[]
  readonly themes: readonly Theme[]; readonly departments: readonly Department[]; readonly leads: readonly string[]; readonly keeps: boolean; readonly imports: boolean; readonly publishes: boolean; readonly round: { readonly title: string; readonly href: string } | null
}

/** The plan: how it stands, and every action, narrowed by what the address says. This page is the template for lists in every room. */
export const plan = listing({
  path: paths.plan,
  async load({ strategy: id }, { db, organisation, today, person, query, request, remember, offers }, asked): Promise<Loaded> {
    if (!isId(id)) throw new NotFound(`plan ${id}`)
    // What a plan shows is the same for all who may read it, so it is asked for once for each change and not for each reader.
    const listed = () => listActions(db, organisation.id, narrowingOf(query, id), today, { limit: asked.limit, offset: asked.offset, order: asked.sort })
    const [around, rows] = await Promise.all([
      remember(`action-plan.plan ${id} ${today.toString()}`, async () => {
        const [strategy, standing, objectives, themes, departments, leads] = await Promise.all([
          findStrategy(db, organisation.id, id), findStanding(db, organisation.id, id, today), listObjectives(db, organisation.id, id), listThemes(db, organisation.id, id), listDepartments(db, organisation.id), listLeadNames(db, organisation.id, id),
        ])
        return strategy && { strategy, standing, objectives, themes, departments, leads }
      }),
      asked.whole ? listed() : remember(`action-plan.rows ${id} ${request.search} ${today.toString()}`, listed),
    ])
    if (!around) throw new NotFound(`plan ${id}`)
    const round = asked.whole ? null : await offers.things.find((each) => each.kind === 'monitoring-rounds.of-plan')?.find(db, organisation.id, id, person) ?? null
    return { ...around, rows, keeps: mayKeepPlan(person), imports: mayImport(person), publishes: mayPublishPlan(person), round }
  },
  access: (person) => mayReadPlan(person),
  sameForAll: true,
  rows: (loaded) => loaded.rows,
  caption: (loaded) => `Actions in ${loaded.strategy.title}`,
  none: 'This plan has no actions yet.',
  search: 'Words in the action',
  filters: ({ objectives, themes, departments, leads }) => [
    { name: 'rating', label: 'How it stands', options: ratingFilters },
    ...(themes.length > 0 ? [{ name: 'theme', label: 'Theme', options: themes.map((each) => ({ value: each.id, text: each.title })) }] : []),
    { name: 'objective', label: 'Objective', options: objectives.map((each) => ({ value: each.id, text: shortened(objectiveTitle(each), 60) })) },
    { name: 'lead', label: 'Lead', options: leads.map((each) => ({ value: each, text: shortened(each, 50) })) },
    ...(departments.length > 0 ? [{ name: 'department', label: 'Department', options: departments.map((each) => ({ value: each.id, text: each.name })) }] : []),
    { name: 'characteristic', label: 'Characteristic', options: characteristics.map((each) => ({ value: each.code, text: each.name })) },
  ],
  columns: (_loaded, { today }) => [
    { heading: 'Action', sort: 'action', text: (row) => `${row.reference === '' ? '' : `${row.reference} `}${row.words}`, cell: (row) => html`${row.reference !== '' && html`<span class="dr-ref">${row.reference}</span> `}<a class="govuk-link" href="${paths.action.to({ action: row.id })}">${row.words}</a>` },
    { heading: 'Objective', text: (row) => row.objectiveCode === '' ? shortened(row.objectiveWords, 60) : row.objectiveCode, cell: (row) => html`<span title="${row.objectiveWords}">${row.objectiveCode === '' ? shortened(row.objectiveWords, 40) : row.objectiveCode}</span>` },
    { heading: 'Lead', sort: 'lead', text: (row) => row.leadName ?? 'No lead' },
    { heading: 'Due', sort: 'due', kind: 'date', text: (row) => row.dueOn === null ? row.deadlineWritten ?? 'No date' : dayInWords(row.dueOn), cell: (row) => dueCell(row, today) },
    { heading: 'How it stands', text: (row) => wordsOf(ratingOf(row, today)), cell: (row) => ratingTag(row, today) },
    { heading: 'Last update', sort: 'updated', kind: 'date', text: (row) => row.lastUpdate === null ? 'None' : dayInWords(row.lastUpdate.on) },
  ],
  view: ({ strategy, standing, objectives, keeps, imports, publishes, round }, list, { today, query, request }) => ({
    title: strategy.title, crumbs: [{ text: 'My work', href: paths.myWork.to() }, { text: 'Plans', href: paths.plans.to() }], wide: true, guide: 'the-plan',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">${strategy.title}</h1>
        <p class="dr-head__lead">${yearsInWords(strategy)}${strategy.status !== 'live' && html` · ${strategy.status === 'draft' ? 'Draft' : 'Ended'}`} · as it stands on ${dayInWords(today)}</p></div>
        <div class="dr-head__actions">${round !== null && html`<a class="govuk-link" href="${round.href}">${round.title}</a>`}${keeps && html`<a class="govuk-button govuk-button--secondary" href="${paths.askLeads.to({ strategy: strategy.id })}">Ask leads for progress</a><a class="govuk-link" href="${paths.newObjective.to({ strategy: strategy.id })}">Add an objective</a><a class="govuk-link" href="${paths.editPlan.to({ strategy: strategy.id })}">Change the plan</a>`}
          ${imports && html`<a class="govuk-link" href="${paths.newImport.to()}">Read a document</a>`}${(publishes || keeps) && html`<a class="govuk-link" href="${paths.publishPlan.to({ strategy: strategy.id })}">Publication</a>`}</div></div>
      <dl class="dr-figures">
        ${figure(standing.all, standing.all === 1 ? 'action' : 'actions', { href: request.path })}
        ${figure(standing.overdue, 'overdue', { href: `${request.path}?rating=overdue`, ...(standing.overdue > 0 ? { state: 'late' } : {}) })}
        ${figure(standing.dueSoon, 'due in the next 30 days', { href: `${request.path}?rating=due+soon` })}
        ${figure(standing.achieved, 'achieved', { href: `${request.path}?rating=closed`, state: 'done' })}
        ${figure(standing.silent, 'open with no update for 3 months', { href: `${request.path}?rating=open&sort=updated` })}
      </dl>
      ${standing.all > 0 && standingPicture(countsOf(standing), 'How the actions stand')}
      ${mendNote(strategy, standing, keeps)}
      ${objectives.length > 0 && query.without('sort', 'order', 'page').length === 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Objectives of this plan</span></summary><div class="govuk-details__text">
        <ul class="govuk-list">${objectives.map((each) => html`<li><a class="govuk-link" href="${paths.objective.to({ objective: each.id })}">${objectiveTitle(each)}</a></li>`)}</ul></div></details>`}
      <h2 class="govuk-heading-m">Actions</h2>
      ${list}`,
  }),
})

export function narrowingOf(query: House['query'], strategy: string): Narrowing {
  const rating = query.oneOf('rating', ratingFilters.map((each) => each.value))
  const [objective, theme, department, characteristic] = [query.get('objective'), query.get('theme'), query.get('department'), query.oneOf('characteristic', characteristics.map((each) => each.code))]
  return {
    strategy,
    ...(rating ? { rating } : {}), ...(isId(objective) ? { objective } : {}), ...(isId(theme) ? { theme } : {}), ...(isId(department) ? { department } : {}),
    ...(query.get('lead') === '' ? {} : { leadName: query.get('lead') }), ...(characteristic ? { characteristic } : {}), ...(query.get('words') === '' ? {} : { words: query.get('words') }),
  }
}

export function dueCell(row: Pick<Action, 'state' | 'dueOn'> & { readonly deadlineWritten: string | null }, today: Temporal.PlainDate): Html {
  if (row.dueOn === null) return row.deadlineWritten === null ? html`<span class="govuk-hint govuk-!-margin-bottom-0">No date</span>` : html`<span class="dr-written">${shortened(row.deadlineWritten, 40)}</span>`
  const late = howLate(row, today)
  return html`<span class="dr-dated">${dayInWords(row.dueOn)}</span>${late !== '' && html`<br><span class="govuk-body-s">${late}</span>`}`
}

/** What the plan does not say yet, kindly and with the way to mend it. */
function mendNote(strategy: Strategy, standing: Standing, keeps: boolean): Html | false {
  const missing = [
    standing.noDate > 0 && (standing.noDate === 1 ? '1 action has no date' : `${standing.noDate} actions have no date`),
    standing.noLead > 0 && (standing.noLead === 1 ? '1 has no lead' : `${standing.noLead} have no lead`),
    standing.noMeasure > 0 && (standing.noMeasure === 1 ? '1 has no measure of success' : `${standing.noMeasure} have no measure of success`),
  ].filter((each) => each !== false)
  return missing.length > 0 && html`<div class="dr-note"><p class="dr-note__heading">What this plan does not say yet</p>
    <p class="govuk-body">${missing.join(', ')}.${keeps && html` <a class="govuk-link" href="${paths.mend.to({ strategy: strategy.id })}">See which, and fill the gaps</a>`}</p></div>`
}

export const shortened = (words: string, most: number): string => words.length <= most ? words : `${words.slice(0, words.lastIndexOf(' ', most) > most / 2 ? words.lastIndexOf(' ', most) : most)}…`
