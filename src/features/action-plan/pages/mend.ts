import { readDeadline } from '#duty/deadline.ts'
import { html, type Html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayChangeAction, mayReadPlan, mayRecordProgress } from '../access.ts'
import type { Action } from '../action.ts'
import { listActionsOfStrategy } from '../action-store.ts'
import { readMeasure } from '../measure.ts'
import { whatNeedsMending, type MendingKind } from '../mending.ts'
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
    const [actions, objectives] = await Promise.all([listActionsOfStrategy(db, organisation.id, id), listObjectives(db, organisation.id, id)])
    return { strategy, actions, objectives }
  },
  access: (person) => mayReadPlan(person),
  view({ strategy, actions, objectives }, { today, person }) {
    const context = { ...(strategy.from ? { planFrom: strategy.from } : {}), ...(strategy.to ? { planTo: strategy.to } : {}) }
    const mendings = whatNeedsMending(actions)
    const byId = new Map(actions.map((each) => [each.id, each]))
    const vague = objectives.map((each) => ({ objective: each, missing: whatIsMissing(each, today) })).filter((each) => each.missing.length > 0)
    const count = (...kinds: readonly MendingKind[]): number => mendings.filter((each) => kinds.includes(each.kind)).reduce((sum, each) => sum + each.actions.length, 0)
    const first = (...kinds: readonly MendingKind[]): { readonly href?: string } => {
      const found = mendings.find((each) => kinds.includes(each.kind))
      return found ? { href: `#${found.kind.replaceAll(' ', '-')}` } : {}
    }
    return {
      title: `What ${strategy.title} does not say yet`, crumbs: [{ text: 'Plans', href: paths.plans.to() }, { text: strategy.title, href: paths.plan.to({ strategy: strategy.id }) }], guide: 'mend-the-plan',
      main: html`<h1 class="govuk-heading-l">What this plan does not say yet</h1>
        <p class="govuk-body-l">A promise can be kept when it has a lead, a day and a measure. These are the gaps, as far as the words show them. None of them stops you: fill them when you can.</p>
        ${mendings.length === 0 && vague.length === 0 && html`<p class="govuk-body">Every action has a person who answers for it, a day and a measure. Nothing is missing.</p>`}
        <dl class="dr-figures">${figure(count('date to answer'), 'dates to answer', { ...first('date to answer'), ...(count('date to answer') > 0 ? { state: 'asked' } : {}) })}${figure(count('no date', 'no review'), 'without a day', first('no date', 'no review'))}
          ${figure(count('no lead', 'nobody accountable'), 'without a person who answers for them', first('no lead', 'nobody accountable'))}${figure(count('no measure', 'vague measure'), 'without a measure that can be measured', first('no measure', 'vague measure'))}</dl>
        <p class="govuk-body"><a class="govuk-link" href="${paths.plan.to({ strategy: strategy.id })}">Go to the plan</a></p>
        ${mendings.map(({ kind, sentence, help, actions: ids }) => html`<section aria-labelledby="${kind.replaceAll(' ', '-')}"><h2 class="govuk-heading-m" id="${kind.replaceAll(' ', '-')}">${sentence}</h2><p class="govuk-body">${help}</p>
          <ul class="dr-tasks">${ids.flatMap((id) => byId.get(id) ?? []).map((action) => {
            const way = ways[kind](action)
            const may = kind === 'no measure' || kind === 'vague measure' ? mayChangeAction(person, action) : mayRecordProgress(person, action)
            return html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.action.to({ action: action.id })}">${action.reference !== '' && html`${action.reference} `}${action.words}</a>${words(kind, action, context)}</div>
              ${may && html`<div class="dr-task__do"><a class="govuk-link" href="${way.href}">${way.text}<span class="govuk-visually-hidden">: ${action.words}</span></a></div>`}</li>`
          })}</ul></section>`)}
        ${vague.length > 0 && html`<section aria-labelledby="objectives"><h2 class="govuk-heading-m" id="objectives">${vague.length === 1 ? '1 objective could say more' : `${things(vague.length)} objectives could say more`}</h2><p class="govuk-body">The law asks that objectives are specific and measurable, and are looked at again within four years.</p>
          <ul class="dr-tasks">${vague.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.objective.to({ objective: each.objective.id })}">${objectiveTitle(each.objective)}</a><ul class="govuk-list govuk-list--bullet govuk-body-s govuk-!-margin-bottom-0">${each.missing.map((one) => html`<li>${one.sentence}</li>`)}</ul></div></li>`)}</ul></section>`}`,
    }
  },
})

const ways: Record<MendingKind, (action: Action) => { readonly href: string; readonly text: string }> = {
  'no lead': ({ id }) => ({ href: paths.handOver.to({ action: id }), text: 'Name a lead' }),
  'nobody accountable': ({ id }) => ({ href: paths.handOver.to({ action: id }), text: 'Name a person' }),
  'date to answer': ({ id }) => ({ href: paths.understandDate.to({ action: id }), text: 'Answer' }),
  'no date': ({ id }) => ({ href: paths.understandDate.to({ action: id }), text: 'Set a day' }),
  'no review': ({ id }) => ({ href: paths.understandDate.to({ action: id }), text: 'Set a day' }),
  'no measure': ({ id }) => ({ href: paths.editAction.to({ action: id }), text: 'Add a measure' }),
  'vague measure': ({ id }) => ({ href: paths.editAction.to({ action: id }), text: 'Improve it' }),
}

/** What stands there now, in the plan's own words, beside why it is not enough. */
function words(kind: MendingKind, action: Action, context: Parameters<typeof readDeadline>[1]): Html | false {
  const small = (inside: Html): Html => html`<p class="govuk-body-s govuk-!-margin-bottom-0">${inside}</p>`
  if (kind === 'date to answer' && action.deadline.written !== null) return small(html`<span class="dr-written">${action.deadline.written}</span> ${readDeadline(action.deadline.written, context).questions.map((each) => each.question).join(' ')}`)
  if ((kind === 'no date' || kind === 'no review') && action.deadline.written !== null) return small(html`<span class="dr-written">${action.deadline.written}</span>`)
  if (kind === 'no lead' && action.lead.written !== null) return small(html`<span class="dr-written">${action.lead.written}</span>`)
  if (kind === 'nobody accountable') return small(html`${action.lead.name}`)
  if (kind === 'vague measure') return html`${action.measures.map((each) => small(html`${each.words}<br><span class="govuk-hint">${readMeasure(each.words).why}</span>`))}`
  return false
}
