/** What becomes of an assessment’s actions: each impact with what answers it, and how that stands in the action plan. */
import { html, type Html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { actionPlanPaths, actionRating, findAction, ratingTagOf, type Action } from '#features/action-plan/index.ts'
import type { House } from '#web/page.ts'
import { impactsAnsweredBy, impactsToAnswer, keyOfImpact, type Content, type ImpactKey, type Mitigation } from '../content.ts'
import { ratingTag } from './assessment-parts.ts'
import { impactTitle } from './in-words.ts'

export interface Standing { readonly action: Action; readonly tag: Html }

/** The actions that the mitigations became, by their ids. */
export async function findStandings(content: Pick<Content, 'mitigation'>, { db, organisation, today }: Pick<House, 'db' | 'organisation' | 'today'>): Promise<ReadonlyMap<string, Standing>> {
  const found = new Map<string, Standing>()
  for (const { planAction } of content.mitigation) {
    const action = planAction === null ? null : await findAction(db, organisation.id, planAction)
    if (action !== null) found.set(action.id, { action, tag: ratingTagOf(actionRating(action, today)) })
  }
  return found
}

/** A table: each impact that something has to be done about, with its actions and how they stand. An impact that nothing answers is there too. */
export function impactsWithActions(content: Content, standings: ReadonlyMap<string, Standing>): Html {
  const impacts = impactsToAnswer(content)
  const answering = (impact: ImpactKey): readonly Mitigation[] => content.mitigation.filter((each) => impactsAnsweredBy(each, content).some((one) => keyOfImpact(one) === keyOfImpact(impact)))
  // Several cells of one group that the same actions answer are one line.
  const lines = [...Map.groupBy(impacts, (impact) => `${impact.group} ${impact.rating} ${answering(impact).map((each) => each.id).join(' ')}`).values()]
  const others = content.mitigation.filter((each) => impactsAnsweredBy(each, content).length === 0)
  const done = (each: Mitigation): Html => {
    const standing = standings.get(each.planAction ?? '')
    return html`<li>${standing === undefined ? html`${each.action}<span class="dr-under">Not in the action plan yet. ${each.owner.name}${each.by !== '' && html`, ${each.by}`}</span>` : html`<a class="govuk-link" href="${actionPlanPaths.action.to({ action: standing.action.id })}">${each.action}</a> ${standing.tag}<span class="dr-under">${standing.action.lastUpdate === null ? 'Nothing has been said of it yet' : `${dayInWords(standing.action.lastUpdate.on)}: ${standing.action.lastUpdate.words}`}</span>`}</li>`
  }
  return html`${lines.length > 0 && reflowingTable({
    caption: 'Each impact, and what is being done about it', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Impact' }, { text: 'How bad' }, { text: 'What is being done' }],
    rows: lines.flatMap((cells) => { const [first] = cells; return first === undefined ? [] : [[
      { html: html`${cells.length === 1 ? impactTitle(first, content) : html`${impactTitle({ group: first.group, aim: null }, content)}<span class="dr-under">${cells.map((each) => impactTitle(each, content).split(', ').at(-1) ?? '').join('; ')}</span>`}` }, { html: ratingTag(first.rating, first.severity) },
      { html: answering(first).length === 0 ? html`Nothing` : html`<ul class="govuk-list govuk-!-margin-bottom-0">${answering(first).map(done)}</ul>` },
    ]] }),
  })}${others.length > 0 && html`<h3 class="govuk-heading-s">Other actions</h3><ul class="govuk-list">${others.map(done)}</ul>`}`
}
