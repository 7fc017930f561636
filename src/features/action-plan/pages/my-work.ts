import { dayInWords } from '#duty/dates.ts'
import { html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { mayImport, mayKeepPlan, mayPublishPlan, mayReadPlan } from '../access.ts'
import { isClosed, isDueSoon, isOverdue, type Action } from '../action.ts'
import { findStanding, listActions, listActionsOfLead } from '../action-store.ts'
import { listImports } from '../import-store.ts'
import { paths } from '../paths.ts'
import { listStrategies } from '../plan-store.ts'
import { figure, howLate, ratingTag, things } from './parts.ts'

/** What I owe, soonest first; and for those who hold the plan together, what needs them. */
export const myWork = page({
  path: paths.myWork,
  async load(_at, { db, organisation, person, today }) {
    const keeps = mayKeepPlan(person)
    const [mine, strategies, imports] = await Promise.all([listActionsOfLead(db, organisation.id, person.id), listStrategies(db, organisation.id), mayImport(person) ? listImports(db, organisation.id) : []])
    const live = strategies.filter((each) => each.status === 'live')
    const standing = live.length > 0 ? await findStanding(db, organisation.id, null, today) : null
    const latest = keeps && live.length > 0 ? await listActions(db, organisation.id, { rating: 'overdue' }, today, { limit: 6, offset: 0, order: { by: 'due', down: false } }) : []
    return { mine, live, standing, latest, toReview: imports.filter((each) => each.state === 'to review' || each.state === 'waiting' || each.state === 'reading') }
  },
  access: (person) => mayReadPlan(person),
  view({ mine, live, standing, latest, toReview }, { person, today }) {
    const open = mine.filter((each) => !isClosed(each))
    const late = open.filter((each) => isOverdue(each, today))
    const soon = open.filter((each) => isDueSoon(each, today))
    const rest = open.filter((each) => !late.includes(each) && !soon.includes(each))
    return {
      title: 'My work', guide: 'my-work',
      main: html`<h1 class="govuk-heading-l">Hello, ${person.name.split(' ')[0]}</h1>
        ${open.length > 0 && html`<p class="govuk-body-l">${late.length > 0 ? html`You have ${late.length === 1 ? '1 action' : `${things(late.length)} actions`} past ${late.length === 1 ? 'its' : 'their'} date${soon.length > 0 && html` and ${things(soon.length)} due soon`}.` : soon.length > 0 ? html`You have ${soon.length === 1 ? '1 action' : `${things(soon.length)} actions`} due in the next 30 days.` : 'Nothing of yours is late.'}</p>`}
        ${section('Past their date', late, today)}${section('Due soon', soon, today)}${section(late.length + soon.length > 0 ? 'Later, or with no date' : 'Your actions', rest, today)}
        ${open.length === 0 && html`<p class="govuk-body">You do not lead any open action.</p>`}
        ${toReview.length > 0 && html`<h2 class="govuk-heading-m">Documents waiting for your review</h2><ul class="dr-tasks">${toReview.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.import.to({ import: each.id })}">${each.fileName}</a></div><div class="dr-task__do">Given ${dayInWords(each.at.toZonedDateTimeISO('Europe/London').toPlainDate())}</div></li>`)}</ul>`}
        ${mayKeepPlan(person) && standing && html`<h2 class="govuk-heading-m">All live plans</h2><dl class="dr-figures">
          ${figure(standing.open, 'open actions', { href: live.length === 1 ? paths.plan.to({ strategy: live[0]!.id }) : paths.plans.to() })}${figure(standing.overdue, 'overdue', standing.overdue > 0 ? { state: 'late' } : {})}${figure(standing.dueSoon, 'due in the next 30 days')}${figure(standing.silent, 'with no update for 3 months')}</dl>
          ${latest.length > 0 && html`<h3 class="govuk-heading-s">Longest overdue</h3><ul class="dr-tasks">${latest.slice(0, 5).map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.action.to({ action: each.id })}">${each.reference !== '' && html`${each.reference} `}${each.words}</a><p class="govuk-body-s govuk-!-margin-bottom-0">${each.leadName ?? 'No lead'}</p></div><div class="dr-task__do">${howLate(each, today)}</div></li>`)}</ul>`}`}
        <h2 class="govuk-heading-m">Go to</h2><ul class="govuk-list dr-links">
          ${live.map((each) => html`<li><a class="govuk-link" href="${paths.plan.to({ strategy: each.id })}">${each.title}</a></li>`)}
          ${live.length === 0 && mayImport(person) && html`<li><a class="govuk-link" href="${paths.newImport.to()}">Read a plan from the document that you have</a></li>`}
          ${mayPublishPlan(person) && live.map((each) => html`<li><a class="govuk-link" href="${paths.publishPlan.to({ strategy: each.id })}">Publication of ${each.title}</a></li>`)}
          <li><a class="govuk-link" href="${paths.publicPlans.to()}">What the public sees</a></li></ul>`,
    }
  },
})

function section(title: string, actions: readonly Action[], today: Temporal.PlainDate) {
  return actions.length > 0 && html`<h2 class="govuk-heading-m">${title}</h2><ul class="dr-tasks">${actions.map((each) => html`<li class="dr-task">
    <div class="dr-task__what"><a class="govuk-link" href="${paths.recordProgress.to({ action: each.id })}">${each.reference !== '' && html`${each.reference} `}${each.words}</a>
      <p class="govuk-body-s govuk-!-margin-bottom-0">${each.dueOn === null ? each.deadline.written ?? 'No date' : dayInWords(each.dueOn)}${howLate(each, today) !== '' && html`, ${howLate(each, today)}`}</p></div>
    <div class="dr-task__do">${ratingTag(each, today)}</div></li>`)}</ul>`
}
