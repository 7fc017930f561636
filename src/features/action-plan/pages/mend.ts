import { readDeadline } from '#duty/deadline.ts'
import { html, type Html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayReadPlan, mayRecordProgress } from '../access.ts'
import { isClosed, type Action } from '../action.ts'
import { listActionsOfStrategy } from '../action-store.ts'
import { readMeasure } from '../measure.ts'
import { whatIsMissing } from '../objective.ts'
import { paths } from '../paths.ts'
import { objectiveTitle } from '../plan.ts'
import { findStrategy, listObjectives } from '../plan-store.ts'
import { figure, things } from './parts.ts'

/** The first screen after a document was read: what the plan does not say, honestly and kindly, each with the way to mend it. */
export const mend = page({
  path: paths.mend,
  async load({ strategy: id }, { db, organisation }) {
    const strategy = await findStrategy(db, organisation.id, id)
    if (!strategy) throw new NotFound(`plan ${id}`)
    return { strategy, actions: (await listActionsOfStrategy(db, organisation.id, id)).filter((each) => !isClosed(each)), objectives: await listObjectives(db, organisation.id, id) }
  },
  access: (person) => mayReadPlan(person),
  view({ strategy, actions, objectives }, { today, person }) {
    const context = { ...(strategy.from ? { planFrom: strategy.from } : {}), ...(strategy.to ? { planTo: strategy.to } : {}) }
    const questionsOf = (action: Action) => action.deadline.written === null || action.deadline.reading.kind === 'date' || action.dueOn !== null ? [] : readDeadline(action.deadline.written, context).questions
    const ambiguous = actions.filter((each) => questionsOf(each).length > 0)
    const noDate = actions.filter((each) => each.dueOn === null && !ambiguous.includes(each))
    const noLead = actions.filter((each) => each.lead.name === null)
    const noPerson = actions.filter((each) => each.lead.name !== null && each.lead.person === null)
    const noMeasure = actions.filter((each) => each.measures.length === 0)
    const unmeasurable = actions.filter((each) => each.measures.length > 0 && each.measures.every((measure) => !readMeasure(measure.words).measurable))
    const vague = objectives.map((each) => ({ objective: each, missing: whatIsMissing(each, today) })).filter((each) => each.missing.length > 0)
    const list = (title: string, id: string, all: readonly Action[], why: string, link: (action: Action) => { readonly href: string; readonly text: string } | null, more?: (action: Action) => Html): Html | false => all.length > 0 && html`
      <section aria-labelledby="${id}"><h2 class="govuk-heading-m" id="${id}">${title} (${things(all.length)})</h2><p class="govuk-body">${why}</p>
      <ul class="dr-tasks">${all.map((action) => {
        const to = mayRecordProgress(person, action) ? link(action) : null
        return html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.action.to({ action: action.id })}">${action.reference !== '' && html`${action.reference} `}${action.words}</a>${more?.(action)}</div>${to && html`<div class="dr-task__do"><a class="govuk-link" href="${to.href}">${to.text}<span class="govuk-visually-hidden">: ${action.words}</span></a></div>`}</li>`
      })}</ul></section>`
    return {
      title: `What ${strategy.title} does not say yet`, crumbs: [{ text: 'Plans', href: paths.plans.to() }, { text: strategy.title, href: paths.plan.to({ strategy: strategy.id }) }], guide: 'mend-the-plan',
      main: html`<h1 class="govuk-heading-l">What this plan does not say yet</h1>
        <p class="govuk-body-l">A promise can be kept when it has a lead, a day and a measure. These are the gaps, as far as the words show them. None of them stops you: mend them when you can.</p>
        <div class="dr-figures">${figure(ambiguous.length, 'dates to answer', ambiguous.length > 0 ? { state: 'asked', href: '#ambiguous' } : {})}${figure(noDate.length, 'without a date', noDate.length > 0 ? { href: '#no-date' } : {})}${figure(noLead.length, 'without a lead', noLead.length > 0 ? { href: '#no-lead' } : {})}
          ${figure(noMeasure.length + unmeasurable.length, 'without a measure that can be measured', noMeasure.length + unmeasurable.length > 0 ? { href: noMeasure.length > 0 ? '#no-measure' : '#unmeasurable' } : {})}</div>
        <p class="govuk-body"><a class="govuk-link" href="${paths.plan.to({ strategy: strategy.id })}">Go to the plan</a></p>
        ${list('Dates that can be read in more than one way', 'ambiguous', ambiguous, 'We have not guessed. Say which is meant, and the plan will count to it.', (action) => ({ href: paths.understandDate.to({ action: action.id }), text: 'Answer' }), (action) => html`<p class="govuk-body-s govuk-!-margin-bottom-0"><span class="dr-written">${action.deadline.written}</span> ${questionsOf(action).map((each) => each.question).join(' ')}</p>`)}
        ${list('No date', 'no-date', noDate, '“Ongoing” is fine for work that never ends. A day on which it will be looked at keeps it from being forgotten.', (action) => ({ href: paths.understandDate.to({ action: action.id }), text: 'Set a day' }), (action) => html`${action.deadline.written !== null && html`<p class="govuk-body-s govuk-!-margin-bottom-0"><span class="dr-written">${action.deadline.written}</span></p>`}`)}
        ${list('Nobody leads it', 'no-lead', noLead, 'One person who answers for it, with as many to help as it needs.', (action) => ({ href: paths.handOver.to({ action: action.id }), text: 'Name a lead' }), (action) => html`${action.lead.written !== null && html`<p class="govuk-body-s govuk-!-margin-bottom-0"><span class="dr-written">${action.lead.written}</span></p>`}`)}
        ${list('A team or a post leads it, and nobody by name', 'no-person', noPerson, 'A mail can be sent only to a person. Name who holds the post, or who answers for the team.', (action) => ({ href: paths.handOver.to({ action: action.id }), text: 'Name a person' }), (action) => html`<p class="govuk-body-s govuk-!-margin-bottom-0">${action.lead.name}</p>`)}
        ${list('No measure of success', 'no-measure', noMeasure, 'How will anyone see that it was done, and that it helped?', (action) => ({ href: paths.editAction.to({ action: action.id }), text: 'Add a measure' }))}
        ${list('A measure that is hard to measure', 'unmeasurable', unmeasurable, 'Something that can be counted, dated or shown makes a success visible.', (action) => ({ href: paths.editAction.to({ action: action.id }), text: 'Sharpen it' }), (action) => html`${action.measures.map((each) => html`<p class="govuk-body-s govuk-!-margin-bottom-0">${each.words}<br><span class="govuk-hint">${readMeasure(each.words).why}</span></p>`)}`)}
        ${vague.length > 0 && html`<section aria-labelledby="objectives"><h2 class="govuk-heading-m" id="objectives">Objectives (${things(vague.length)})</h2><p class="govuk-body">The law asks that objectives are specific and measurable, and looked at again within four years.</p>
          <ul class="dr-tasks">${vague.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.objective.to({ objective: each.objective.id })}">${objectiveTitle(each.objective)}</a><ul class="govuk-list govuk-list--bullet govuk-body-s govuk-!-margin-bottom-0">${each.missing.map((one) => html`<li>${one.sentence}</li>`)}</ul></div></li>`)}</ul></section>`}`,
    }
  },
})
