import { aims, characteristics } from '#duty/characteristics.ts'
import { dayInWords } from '#duty/dates.ts'
import { readDeadline } from '#duty/deadline.ts'
import { dueDays } from '#duty/due.ts'
import { html, type Html } from '#html/html.ts'
import { listDepartments } from '#features/people/index.ts'
import { findNewest } from '#features/publication/index.ts'
import { page, type House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayChangeAction, mayKeepPlan, mayReadPlan, mayReadPrivateNotes, mayRecordProgress } from '../access.ts'
import { hasMoreDates, isClosed, ratingOf, type Action } from '../action.ts'
import { findAction, type Evidence } from '../action-store.ts'
import type { Link } from '../link-store.ts'
import { paths } from '../paths.ts'
import { objectiveTitle, type Strategy } from '../plan.ts'
import { findActionInPlan, findWholeAction, type InPlan } from '../whole-action-store.ts'
import { deadlineBoth, lines, ratingTag, summaryRows, timeline } from './parts.ts'

/** An action with what it stands in; not there when it is another organisation's. */
export async function findInPlan(db: House['db'], organisation: string, id: string): Promise<InPlan> {
  const found = await findActionInPlan(db, organisation, id)
  if (!found) throw new NotFound(`action ${id}`)
  return found
}

export function crumbsOf({ action, objective, strategy }: InPlan, toTheAction = true) {
  return [
    { text: 'Plans', href: paths.plans.to() }, { text: strategy.title, href: paths.plan.to({ strategy: strategy.id }) },
    { text: objective.code === '' ? 'Objective' : objective.code, href: paths.objective.to({ objective: objective.id }) },
    ...(toTheAction ? [{ text: nameOf(action), href: paths.action.to({ action: action.id }) }] : []),
  ]
}

export const nameOf = (action: Pick<Action, 'reference' | 'words'>): string => action.reference !== '' ? `Action ${action.reference}` : action.words.length > 50 ? `${action.words.slice(0, action.words.lastIndexOf(' ', 50))}…` : action.words

const thingLinks = (things: readonly { readonly title: string; readonly href: string }[]): Html => html`<ul class="govuk-list govuk-!-margin-bottom-0">${things.map((each) => html`<li><a class="govuk-link" href="${each.href}">${each.title}</a></li>`)}</ul>`

/** One action: what was promised, how it stands, and everything that has happened to it. */
export const action = page({
  path: paths.action,
  async load({ action: id }, { db, organisation, person, remember, offers }) {
    const [found, published, departments] = await Promise.all([
      findWholeAction(db, organisation.id, id), findNewest(db, organisation.id, paths.publicAction.to({ action: id })), remember('people.departments', () => listDepartments(db, organisation.id)),
    ])
    if (!found) throw new NotFound(`action ${id}`)
    const { happenings, evidence, links } = found
    const linked: { readonly link: Link; readonly to: Action }[] = []
    for (const link of links.filter((each) => each.room === 'action-plan')) {
      const to = await findAction(db, organisation.id, link.thing)
      if (to) linked.push({ link, to })
    }
    // What made it, and what it answers: things of rooms that the plan does not know, which say themselves what they are and whether this person may see them.
    const elsewhere: { readonly made: boolean; readonly title: string; readonly href: string }[] = []
    for (const link of links.filter((each) => each.room !== 'action-plan')) {
      for (const kind of offers.things.filter((each) => each.kind.startsWith(`${link.room}.`))) {
        const thing = await kind.find(db, organisation.id, link.thing, person)
        if (thing) elsewhere.push({ ...thing, made: found.action.madeBy?.room === link.room && found.action.madeBy.thing === link.thing })
      }
    }
    const seesPrivate = mayReadPrivateNotes(person, found.action)
    return { ...found, happenings: seesPrivate ? happenings : happenings.filter((each) => !each.isPrivate), evidence: seesPrivate ? evidence : evidence.filter((each) => !each.isPrivate), linked, elsewhere, departments, published, seesPrivate }
  },
  access: (person) => mayReadPlan(person),
  view(loaded, { today, person }) {
    const { action, objective, strategy, departments } = loaded
    const [records, changes, closed] = [mayRecordProgress(person, action), mayChangeAction(person, action), isClosed(action)]
    const rating = ratingOf(action, today)
    // The reason may come from a private note: then only those who may read that see it.
    const saysWhy = action.own !== null && action.own.reason !== '' && loaded.happenings.some((each) => each.kind === 'progress' && each.told['reason'] === action.own?.reason)
    return {
      title: nameOf(action), crumbs: crumbsOf(loaded, false), guide: 'an-action', wide: true,
      main: html`<div class="dr-head"><div class="dr-head__words">
          <p class="govuk-caption-l">${objectiveTitle(objective)}${action.group !== '' && html` · ${action.group}`}</p>
          <h1 class="govuk-heading-l">${action.reference !== '' && html`${action.reference} `}${action.words}</h1>
          <p class="govuk-body dr-head__state">${ratingTag(action, today)}${action.isPrivate && html` <span class="dr-chip">Private: not published</span>`}${loaded.published && !loaded.published.withdrawn && html` <a class="govuk-link" href="${paths.publicAction.to({ action: action.id })}">Public page</a>`}</p></div>
        <div class="dr-head__actions">
          ${records && !closed && html`<a class="govuk-button" href="${paths.recordProgress.to({ action: action.id })}">Record progress</a>`}
          ${records && closed && html`<a class="govuk-button govuk-button--secondary" href="${paths.openAgain.to({ action: action.id })}">Open again</a>`}
        </div></div>
      <div class="dr-beside dr-beside--even"><div class="dr-beside__main">
        <h2 class="govuk-heading-m">What has happened</h2>
        ${loaded.happenings.length === 0 ? html`<p class="govuk-body">Nothing has been recorded yet.</p>` : timeline(loaded.happenings)}
      </div><div>
        <h2 class="govuk-heading-m">What was promised</h2>
        ${summaryRows([
          ['Lead', leadWords(action)],
          ['With', action.supporting.length > 0 && html`<ul class="govuk-list">${action.supporting.map((each) => html`<li>${each.written}</li>`)}</ul>`],
          ['Elected lead', action.electedLead],
          ['Department', departments.find((each) => each.id === action.department)?.name ?? ''],
          ['Deadline', deadlineBoth(action, today)],
          ['Dates to come', datesToCome(action, today)],
          ['How success is shown', action.measures.length > 0 && html`${action.measures.map((each) => html`<div>${lines(each.words)}<p class="govuk-hint">${{ output: 'What is delivered', outcome: 'What is different for people', process: 'How it is done' }[each.kind]}</p></div>`)}`],
          ['Characteristics', action.characteristics.map((code) => characteristics.find((each) => each.code === code)?.name ?? '').join(', ')],
          ['Aims of the duty', action.aims.map((code) => aims.find((each) => each.code === code)?.short ?? '').join(', ')],
          ['Priority', action.priority === '' ? '' : action.priority.charAt(0).toUpperCase() + action.priority.slice(1)],
          ['Resources', action.resources === '' ? '' : lines(action.resources)],
          ['Done so far', action.percentDone !== null && html`<div class="dr-progress"><progress class="dr-progress__bar" max="100" value="${String(action.percentDone)}" aria-label="Done so far"></progress> ${String(action.percentDone)}%</div>`],
          ['The lead’s own view', action.own !== null && html`${action.own.rating.charAt(0).toUpperCase() + action.own.rating.slice(1)}${saysWhy && html`: ${action.own.reason}`}${action.own.rating === 'on track' && rating === 'at risk' && ' (the dates say at risk)'}`],
          [action.state === 'achieved' ? 'What is different' : 'Why', closed && lines(action.stateReason)],
          ['Came from', action.madeBy !== null && (loaded.elsewhere.some((each) => each.made) ? thingLinks(loaded.elsewhere.filter((each) => each.made)) : `${action.madeBy.room.replaceAll('-', ' ')}`)],
          ['Answers', loaded.elsewhere.some((each) => !each.made) && thingLinks(loaded.elsewhere.filter((each) => !each.made))],
          ['Private notes', loaded.seesPrivate && action.privateNotes !== '' && lines(action.privateNotes)],
        ])}
        ${loaded.linked.length > 0 && html`<h2 class="govuk-heading-m">Linked with</h2><ul class="govuk-list">${loaded.linked.map(({ link, to }) => html`<li><a class="govuk-link" href="${paths.action.to({ action: to.id })}">${to.reference !== '' && html`${to.reference} `}${to.words}</a>${link.why !== '' && html` <span class="govuk-hint">${link.why}</span>`}</li>`)}</ul>`}
        <h2 class="govuk-heading-m">Evidence</h2>
        ${evidenceList(loaded.evidence, action)}
        ${(records || changes) && html`<h2 class="govuk-heading-m">Do something else</h2><ul class="govuk-list dr-links">
          ${records && html`<li><a class="govuk-link" href="${paths.addEvidence.to({ action: action.id })}">Add evidence</a></li>
            <li><a class="govuk-link" href="${paths.linkActions.to({ action: action.id })}">Link it with another action</a></li>`}
          ${records && !closed && html`
            <li><a class="govuk-link" href="${paths.moveDate.to({ action: action.id })}">Move the date</a></li>
            ${needsAnswer(action, strategy) && html`<li><a class="govuk-link" href="${paths.understandDate.to({ action: action.id })}">Say what the deadline means</a></li>`}
            ${hasMoreDates(action) && action.dueOn !== null && html`<li><a class="govuk-link" href="${paths.dateDone.to({ action: action.id })}">Mark ${dayInWords(action.dueOn)} as done</a></li>`}
            <li><a class="govuk-link" href="${paths.handOver.to({ action: action.id })}">Hand over to someone else</a></li>
            <li><a class="govuk-link" href="${paths.closeAction.to({ action: action.id })}">Close this action</a></li>`}
          ${changes && html`<li><a class="govuk-link" href="${paths.editAction.to({ action: action.id })}">Change what it says</a></li>`}
          ${mayKeepPlan(person) && !closed && action.lead.person !== null && html`<li><a class="govuk-link" href="${paths.askLead.to({ action: action.id })}">Ask the lead for progress</a></li>`}
        </ul>`}
      </div></div>`,
    }
  },
})

/** A question about the words stands open, or a recurring deadline has no day yet. */
export function needsAnswer(action: Action, strategy: Strategy): boolean {
  if (action.deadline.written === null) return false
  const read = readDeadline(action.deadline.written, { ...(strategy.from ? { planFrom: strategy.from } : {}), ...(strategy.to ? { planTo: strategy.to } : {}) })
  return action.dueOn === null || read.certainty === 'ask'
}

/** The next dates of a promise that comes round: the ones after the next, which stands above. */
function datesToCome(action: Action, today: Temporal.PlainDate): string {
  if (!hasMoreDates(action) || isClosed(action) || action.dueOn === null) return ''
  return dueDays(action.deadline.reading, action.dueOn.add({ days: 1 }), today.add({ years: 2 })).slice(0, 4).map(dayInWords).join(', ')
}

function leadWords(action: Action): Html {
  if (action.lead.name === null) return html`Nobody yet${action.lead.written !== null && html`<br><span class="dr-written">${action.lead.written}</span>`}`
  return html`${action.lead.name}${action.lead.written !== null && action.lead.written !== action.lead.name && html`<br><span class="govuk-hint">As written: ${action.lead.written}</span>`}`
}

export function evidenceList(evidence: readonly Evidence[], action: Pick<Action, 'id'>): Html {
  if (evidence.length === 0) return html`<p class="govuk-body">None yet.</p>`
  return html`<ul class="govuk-list">${evidence.map((each) => html`<li>
    ${each.file ? html`<a class="govuk-link" href="${paths.evidenceFile.to({ action: action.id, evidence: each.id })}">${each.what}</a> <span class="govuk-hint">${each.file.name}, ${sizeWords(each.file.bytes)}</span>`
      : html`<a class="govuk-link" href="${each.link}" rel="external noopener">${each.what}</a>`}
    <span class="govuk-hint">${each.effectiveOn === null ? 'Added' : `From ${dayInWords(each.effectiveOn)}, added`} by ${each.addedBy}${each.isPrivate && ' · private'}</span></li>`)}</ul>`
}

const sizeWords = (bytes: number): string => bytes < 1_000 ? `${bytes} bytes` : bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

