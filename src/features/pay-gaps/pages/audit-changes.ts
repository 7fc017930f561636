/** What changed since the last audit that was finished: groups flagged then and now, what became of causes and actions, and what is carried on. */
import { capital } from '#duty/capital.ts'
import { dayInWords } from '#duty/dates.ts'
import { actionPlanPaths, findAction } from '#features/action-plan/index.ts'
import { html, type Html } from '#html/html.ts'
import { choices } from '#web/fields.ts'
import { form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAudit } from '../access.ts'
import { carriable, changesSince, standings, type ChangedGroup, type Standing } from '../audit-changes.ts'
import { listAudits, listCauses, saveCause } from '../audit-store.ts'
import { auditComparisons, type AuditedWork } from '../pay-audit.ts'
import { findResults } from '../payroll-store.ts'
import { paths } from '../paths.ts'
import { flagTag, gapPercent } from './audit.ts'
import { home, things, wanted } from './parts.ts'

const keyOf = ({ comparison, name }: Pick<ChangedGroup, 'comparison' | 'name'>): string => `${comparison}: ${name}`
const nameOf = (id: ChangedGroup['comparison']): string => auditComparisons.find((each) => each.id === id)?.name ?? ''

async function changesOf(house: Pick<House, 'db' | 'organisation'>, id: string) {
  const { db, organisation } = house
  const found = await wanted(house, id)
  const held = found.state === 'counted' ? await findResults(db, organisation.id, id) : null
  if (held === null) throw new NotFound('not counted yet')
  const last = (await listAudits(db, organisation.id)).filter((each) => each.payroll !== id && Temporal.PlainDate.compare(each.snapshot, found.snapshot) < 0).sort((a, b) => Temporal.PlainDate.compare(b.snapshot, a.snapshot))[0] ?? null
  const earlier = last === null ? null : (await findResults(db, organisation.id, last.payroll))?.results.audit ?? null
  const causes = { before: last === null ? [] : await listCauses(db, organisation.id, last.payroll), now: await listCauses(db, organisation.id, id) }
  const changes = earlier === null ? [] : changesSince(earlier, held.results.audit, causes)
  const actions = new Map<string, string>()
  for (const action of new Set(changes.flatMap((each) => [each.before?.action ?? null, each.now?.action ?? null]))) {
    const kept = action === null ? null : await findAction(db, organisation.id, action)
    if (kept) actions.set(kept.id, kept.words)
  }
  return { found, last, earlier, changes, actions }
}

export const auditChanges = form({
  path: paths.auditChanges,
  load: ({ payroll: id }, house) => changesOf(house, id),
  access: (person) => mayAudit(person),
  reads: ({ found, last }) => ({ did: 'pay-gaps.audit-changes-looked-at', on: { room: 'pay-gaps', id: found.id }, detail: { since: last?.payroll ?? null } }),
  version: ({ changes }) => carriable(changes).map(keyOf).join(','),
  fields: ({ changes }) => ({ carry: choices({ from: carriable(changes).map(keyOf), missing: 'Select the groups whose cause still holds' }) }),
  view({ found, last, earlier, changes, actions }, answers) {
    const ask = questions(answers)
    const toCarry = carriable(changes)
    const next = last?.finishedOn.add({ years: 3 })
    return {
      title: 'What changed since the last audit', crumbs: [home, { text: 'Equal pay audit', href: paths.audit.to({ payroll: found.id }) }], wide: true, guide: 'equal-pay-audit',
      main: html`<h1 class="govuk-heading-l">What changed since the last audit</h1>
        ${last === null || next === undefined ? html`<p class="govuk-body-l">No audit of an earlier day has been finished here, so there is nothing to compare with.</p><p class="govuk-body">Audits are promised every three years. Finish this one, and the next can be compared with it.</p>`
          : html`<p class="govuk-body-l">This extract is of ${dayInWords(found.snapshot)}. The last audit was of ${dayInWords(last.snapshot)}; ${last.by} finished it on ${dayInWords(last.finishedOn)}. The next was due by ${dayInWords(next)}.</p>
            ${earlier === null ? html`<p class="govuk-body">The figures of that audit are no longer kept, so groups cannot be compared.</p>` : html`${sumView(changes)}
              ${(Object.keys(standings) as readonly Standing[]).map((standing) => groupsView(standing, changes.filter((each) => each.standing === standing), found.id, actions))}`}
            ${toCarry.length > 0 && html`<h2 class="govuk-heading-m">Carry on what was found</h2><p class="govuk-body">A cause that is carried says that it comes from the last audit, with its action. Look at it again before you rely on it.</p>
              ${ask.form('Carry these on', ask.anyOf('carry', 'Whose cause still holds?', toCarry.map((each) => ({ value: keyOf(each), text: `${each.name} (${nameOf(each.comparison).toLowerCase()}): ${each.before.cause}` }))), { cancel: paths.audit.to({ payroll: found.id }) })}`}
            <h2 class="govuk-heading-m">What the last audit said</h2><p class="govuk-body">${last.summary}</p><p class="govuk-body-s">Who and what was audited: ${last.scope}</p>`}`,
    }
  },
  async submit({ carry }, { found, last, changes }, { db, organisation, person, now }) {
    if (last === null) return { problems: { carry: 'There is no earlier audit' } }
    const carried = carriable(changes).filter((each) => carry.includes(keyOf(each)))
    for (const { comparison, name, before } of carried) {
      const evidence = `${before.evidence}${before.evidence === '' ? '' : '\n'}Carried on from the audit of ${dayInWords(last.snapshot)} by ${person.name}.`
      await saveCause(db, organisation.id, { payroll: found.id, comparison, workGroup: name, cause: before.cause, materialFactor: before.materialFactor, evidence, justified: before.justified, action: before.action, by: person.name, at: now })
    }
    return { goTo: paths.auditChanges.to({ payroll: found.id }), said: 'What was found is carried on.', entry: { did: 'pay-gaps.audit-causes-carried', on: { room: 'pay-gaps', id: found.id }, after: { from: last.payroll, groups: carried.map(keyOf) } } }
  },
})

function sumView(changes: readonly ChangedGroup[]): Html {
  const many = (standing: Standing): string => things(changes.filter((each) => each.standing === standing).length)
  return changes.length === 0 ? html`<p class="govuk-body">No group was flagged in either audit.</p>`
    : html`<dl class="dr-facts">${(Object.keys(standings) as readonly Standing[]).map((standing) => html`<div class="dr-facts__fact"><dt class="dr-facts__name">${standings[standing].name}</dt><dd class="dr-facts__what">${many(standing)}</dd></div>`)}</dl>`
}

function groupsView(standing: Standing, changes: readonly ChangedGroup[], payroll: string, actions: ReadonlyMap<string, string>): Html | null {
  if (changes.length === 0) return null
  const { name, says } = standings[standing]
  const gap = (total: AuditedWork['total'] | null): Html => (total === null ? html`Not there` : html`${gapPercent(total.mean)} ${flagTag(total.flag)}`)
  return html`<section class="dr-section"><h2 class="govuk-heading-m dr-section__heading">${name}</h2><p class="govuk-body">${capital(says)}.</p>
    <section class="dr-table-frame" tabindex="0" aria-label="${name}"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">${name}</caption><thead class="govuk-table__head"><tr class="govuk-table__row">${['Group', 'Who is compared', 'Last audit', 'Now', 'Cause', 'Action'].map((heading) => html`<th scope="col" class="govuk-table__header">${heading}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${changes.map((each) => {
      const cause = each.now ?? each.before
      const action = each.now?.action ?? each.before?.action ?? null
      return html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Group">${each.is === null ? each.name : html`<a class="govuk-link" href="${paths.auditGroup.to({ payroll, comparison: each.comparison, group: each.name })}">${each.name}</a>`}</th><td class="govuk-table__cell" data-label="Who is compared">${nameOf(each.comparison)}</td>
        <td class="govuk-table__cell" data-label="Last audit">${gap(each.was)}</td><td class="govuk-table__cell" data-label="Now">${gap(each.is)}</td>
        <td class="govuk-table__cell" data-label="Cause">${cause === null ? 'None recorded' : html`${cause.cause}<span class="dr-under">${each.now === null ? 'Recorded in the last audit' : 'Recorded in this one'}</span>`}</td>
        <td class="govuk-table__cell" data-label="Action">${action === null ? 'None' : html`<a class="govuk-link" href="${actionPlanPaths.action.to({ action })}">${actions.get(action) ?? 'The action'}</a>`}</td></tr>`
    })}</tbody></table></section></section>`
}
