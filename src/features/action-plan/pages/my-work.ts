import { dayInWords, isBefore } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { everythingWaiting, type WaitingThing } from '#web/offers.ts'
import { page } from '#web/page.ts'
import { mayImport, mayKeepPlan, mayPublishPlan, mayReadPlan } from '../access.ts'
import { isClosed, isDueSoon, isOverdue, type Action } from '../action.ts'
import { findStanding, listActions, listActionsOfLead } from '../action-store.ts'
import { listImports } from '../import-store.ts'
import { paths } from '../paths.ts'
import { listStrategies } from '../plan-store.ts'
import { figure, howLate, lateBy, ratingTag, things } from './parts.ts'

/** What I owe, soonest first; and for those who hold the plan together, what needs them. */
export const myWork = page({
  path: paths.myWork,
  async load(_at, { db, organisation, person, today, now, offers }) {
    const keeps = mayKeepPlan(person)
    const [waiting, mine, strategies, imports] = await Promise.all([everythingWaiting(offers.waiting, db, organisation.id, { person, today, now }), listActionsOfLead(db, organisation.id, person.id), listStrategies(db, organisation.id), mayImport(person) ? listImports(db, organisation.id) : []])
    const live = strategies.filter((each) => each.status === 'live')
    const standing = live.length > 0 ? await findStanding(db, organisation.id, null, today) : null
    const latest = keeps && live.length > 0 ? await listActions(db, organisation.id, { rating: 'overdue' }, today, { limit: 6, offset: 0, order: { by: 'due', down: false } }) : []
    return { waiting, mine, live, standing, latest, toReview: imports.filter((each) => each.state === 'to review' || each.state === 'waiting' || each.state === 'reading') }
  },
  access: (person) => mayReadPlan(person),
  view({ waiting, mine, live, standing, latest, toReview }, { person, today }) {
    const open = mine.filter((each) => !isClosed(each))
    const late = open.filter((each) => isOverdue(each, today))
    const soon = open.filter((each) => isDueSoon(each, today))
    const rest = open.filter((each) => !late.includes(each) && !soon.includes(each))
    return {
      title: 'My work', guide: 'my-work',
      main: html`<h1 class="govuk-heading-l">Hello, ${firstName(person.name)}</h1>
        ${open.length + waiting.length > 0 && html`<p class="govuk-body-l">${inShort(late.length, soon.length, waiting, today)}</p>`}
        ${section('Past their date', late, today)}${section('Due soon', soon, today)}${waitingList(waiting, today)}${section(late.length + soon.length > 0 ? 'Your other actions' : 'Your actions', rest, today)}
        ${open.length + waiting.length + toReview.length === 0 && html`<p class="govuk-body-l">Nothing waits for you.</p>`}
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

/** A title is not a first name. */
function firstName(name: string): string {
  const [first = '', second] = name.split(' ')
  return second !== undefined && titles.has(first) ? name : first
}
const titles = new Set(['Councillor', 'Cllr', 'Dr', 'Professor', 'Prof', 'Mr', 'Mrs', 'Ms', 'Miss', 'Mx', 'Sir', 'Dame', 'Lord', 'Lady', 'Baroness', 'Reverend', 'Rev', 'Rabbi', 'Imam'])

/** How somebody's day begins, in a sentence or two: what of theirs is late, what is close, and what waits in other places. */
function inShort(late: number, soon: number, waiting: readonly WaitingThing[], today: Temporal.PlainDate): string {
  const actions = (count: number): string => count === 1 ? '1 action' : `${things(count)} actions`
  const overdue = waiting.filter(({ by }) => by !== null && isBefore(by, today)).length
  const own = late > 0 ? `You have ${actions(late)} past ${late === 1 ? 'its' : 'their'} date${soon > 0 ? ` and ${things(soon)} due soon` : ''}.` : soon > 0 ? `You have ${actions(soon)} due in the next 30 days.` : ''
  const others = waiting.length === 0 ? '' : `${waiting.length === 1 ? '1 thing waits' : `${things(waiting.length)} things wait`} for you${overdue === 0 ? '' : overdue === waiting.length ? waiting.length === 1 ? ', and is late' : ', and all are late' : `, ${things(overdue)} of them late`}.`
  return [own, others].filter((each) => each !== '').join(' ') || 'Nothing of yours is late.'
}

/** As many as a screen takes; the rest is a press away. */
const waitingShown = 12

function waitingList(waiting: readonly WaitingThing[], today: Temporal.PlainDate): Html | false {
  if (waiting.length === 0) return false
  const [first, rest] = [waiting.slice(0, waitingShown), waiting.slice(waitingShown)]
  return html`<section aria-labelledby="waiting"><h2 class="govuk-heading-m" id="waiting">Waiting for you</h2><ul class="dr-tasks">${first.map((each) => waitingTask(each, today))}</ul>
    ${rest.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${things(rest.length)} more</span></summary><ul class="dr-tasks">${rest.map((each) => waitingTask(each, today))}</ul></details>`}</section>`
}

function waitingTask({ title, todo, href, by }: WaitingThing, today: Temporal.PlainDate): Html {
  return html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${href}">${title}</a><p class="govuk-body-s govuk-!-margin-bottom-0">${todo}</p></div>
    <div class="dr-task__do">${by !== null && (isBefore(by, today) ? html`<span class="dr-rating dr-rating--late">${lateBy(by, today)}</span>` : html`By ${dayInWords(by)}`)}</div></li>`
}
