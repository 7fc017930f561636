/** The equal pay audit, for those who work on it: work groups, flags, where a difference comes from, its cause, and what is done. */
import { percentInWords } from '../in-plain-words.ts'
import { capital } from '#duty/capital.ts'
import { dayInWords } from '#duty/dates.ts'
import { isRefused } from '#duty/refused.ts'
import { createAction, listObjectives, listStrategies, actionPlanPaths } from '#features/action-plan/index.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { mojSubNavigation } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import { choice, oneOf, optional, text } from '#web/fields.ts'
import { download, form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAudit, mayReadPayRows } from '../access.ts'
import { listAudits, listCauses, saveAudit, saveCause } from '../audit-store.ts'
import { auditComparisons, causes, patternIn, patternRule, type Audit, type AuditCause, type AuditedWork, type AuditId, type HeldAudit } from '../pay-audit.ts'
import { nameOfClass } from '../pay-elements.ts'
import type { Payroll } from '../payroll.ts'
import { findResults } from '../payroll-store.ts'
import { paths } from '../paths.ts'
import { crumbsTo, home, money, people, things, wanted } from './parts.ts'

async function audited(house: Pick<House, 'db' | 'organisation'>, id: string): Promise<{ readonly found: Payroll; readonly audit: Audit }> {
  const found = await wanted(house, id)
  const results = await findResults(house.db, house.organisation.id, id)
  if (found.state !== 'counted' || results === null) throw new NotFound('not counted yet')
  return { found, audit: results.results.audit }
}

const flags = { investigate: ['late', 'Look into it'], watch: ['at-risk', 'Watch'], none: ['done', 'Below 3%'], 'too few': ['not-started', 'Too few people'] } as const
export const flagTag = (flag: AuditedWork['total']['flag']): Html => html`<span class="dr-rating dr-rating--${flags[flag][0]}">${flags[flag][1]}</span>`
const nameOf = (id: AuditId) => auditComparisons.find((each) => each.id === id)
export const gapPercent = (gap: string | null): string => (gap === null ? 'None' : percentInWords(Number(gap)))

export const audit = page({
  path: paths.audit,
  async load({ payroll: id }, house) {
    const held = await audited(house, id)
    const [kept, audits] = await Promise.all([listCauses(house.db, house.organisation.id, id), listAudits(house.db, house.organisation.id)])
    const before = audits.filter((each) => each.payroll !== id && Temporal.PlainDate.compare(each.snapshot, held.found.snapshot) < 0).sort((a, b) => Temporal.PlainDate.compare(b.snapshot, a.snapshot))[0]
    const earlier = before === undefined ? null : (await findResults(house.db, house.organisation.id, before.payroll))?.results.audit ?? null
    return { ...held, kept, audits, earlier, asked: auditComparisons.find((each) => each.id === house.query.get('of'))?.id ?? 'sex' }
  },
  access: (person) => mayAudit(person),
  reads: ({ found, asked }) => ({ did: 'pay-gaps.audit-looked-at', on: { room: 'pay-gaps', id: found.id }, detail: { comparison: asked } }),
  view({ found, audit: held, kept, audits, earlier, asked }, { person, today }) {
    const shown = held.comparisons.find((each) => each.id === asked)
    const last = audits[0]
    const due = last?.finishedOn.add({ years: 3 })
    return {
      title: 'Equal pay audit', crumbs: mayReadPayRows(person) ? crumbsTo(found) : [home], wide: true, guide: 'equal-pay-audit',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Equal pay audit</h1><p class="dr-head__lead">Are people who do equal work paid alike? Only those who work on the audit see this page, and each look is written down.</p></div>
          <div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.finishAudit.to({ payroll: found.id })}">Finish this audit</a></div></div>
        <p class="govuk-body">${last === undefined || due === undefined ? 'No audit has been finished here yet. Audits are promised every three years.' : `The last audit was finished on ${dayInWords(last.finishedOn)}. The next ${Temporal.PlainDate.compare(due, today) < 0 ? 'was' : 'is'} due by ${dayInWords(due)}.`}</p>
        <p class="govuk-body"><a class="govuk-link" href="${paths.auditChanges.to({ payroll: found.id })}">What changed since the last audit</a></p>
        ${held.workGroups === null || shown === undefined ? html`<div class="dr-empty"><p class="govuk-body">${held.workGroups === null ? 'The extract has neither grades nor equal work groups, so nobody’s work can be compared.' : 'The extract does not say this about people.'}</p></div>` : html`
          ${mojSubNavigation({ label: 'Who is compared', items: held.comparisons.map((each) => ({ text: nameOf(each.id)?.name ?? '', href: `${paths.audit.to({ payroll: found.id })}?of=${each.id}`, active: each.id === asked })) })}
          <h2 class="govuk-heading-m">${nameOf(asked)?.name ?? ''}, by ${held.workGroups === 'grade' ? 'grade' : 'equal work group'}</h2>
          ${patternView(shown)}
          ${groupTable(found, shown, kept, earlier?.comparisons.find((each) => each.id === asked) ?? null)}
          ${asked === 'sex' && explained(held, found, mayReadPayRows(person))}`}`,
    }
  },
})

function patternView(shown: HeldAudit): Html {
  const [pattern, about] = [patternIn(shown), nameOf(shown.id)]
  const { recurring: { againstGroup, againstComparator, of } } = shown
  const rule = `A pattern is ${things(patternRule.groups)} groups or more, and at least half of the ${things(of)} that are large enough, with at least 3% less in the same direction.`
  return pattern === null ? html`<p class="govuk-body">No pattern: ${about?.groupName ?? ''} are paid at least 3% less in ${things(againstGroup)} ${againstGroup === 1 ? 'group' : 'groups'}, ${about?.comparatorName ?? ''} in ${things(againstComparator)}. ${rule}</p>`
    : html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">A pattern to look into</p><p>${pattern === 'group' ? `${about?.groupName ?? ''} are paid at least 3% less in ${things(againstGroup)} of ${things(of)} groups.` : `${about?.comparatorName ?? ''} are paid at least 3% less in ${things(againstComparator)} of ${things(of)} groups.`} ${rule}</p></div>`
}

function groupTable(found: Payroll, { id, groups }: HeldAudit, kept: readonly AuditCause[], earlier: HeldAudit | null): Html {
  const about = nameOf(id)
  const number = (count: number): string => people(count, 'People in a work group', found.snapshot)
  return html`<section class="dr-table-frame" tabindex="0" aria-label="Work groups"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">Work groups</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">People</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Basic pay</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Total pay</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Median, total</th><th scope="col" class="govuk-table__header">Flag</th><th scope="col" class="govuk-table__header">Cause</th></tr></thead>
    <tbody class="govuk-table__body">${groups.map((group) => {
      const cause = kept.find((each) => each.comparison === id && each.workGroup === group.name)
      const was = earlier?.groups.find((each) => each.name === group.name)?.total.flag
      return html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Group"><a class="govuk-link" href="${paths.auditGroup.to({ payroll: found.id, comparison: id, group: group.name })}">${group.name}</a></th>
        <td class="govuk-table__cell govuk-table__cell--numeric" data-label="People">${number(group.people[1])} <span class="dr-under">with ${number(group.people[0])}</span></td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Basic pay">${gapPercent(group.basic.mean)}</td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Total pay">${gapPercent(group.total.mean)}</td>
        <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Median, total">${gapPercent(group.total.median)}</td><td class="govuk-table__cell" data-label="Flag">${flagTag(group.total.flag)}${was !== undefined && was !== group.total.flag && html`<span class="dr-under">Last audit: ${flags[was][1]}</span>`}</td><td class="govuk-table__cell" data-label="Cause">${cause === undefined ? (group.total.flag === 'investigate' || group.total.flag === 'watch' ? 'Not looked into yet' : '') : html`${cause.cause}<span class="dr-under">${cause.justified ? 'Has a material factor' : 'No material factor'}</span>`}</td></tr>`
    })}</tbody></table></section><p class="govuk-body-s">How much less ${about?.groupName ?? ''} are paid than ${about?.comparatorName ?? ''}; a minus means more. Differences of 5% or more, or recurring ones of 3% or more, merit a look (Equality and Human Rights Commission). A flag is a prompt to look. It does not say that anybody is paid unequally for equal work.</p>`
}

function explained({ gradeMix, adjusted }: Audit, found: Payroll, isAnalyst: boolean): Html {
  return html`<h2 class="govuk-heading-m">What explains the gap between women and men</h2>
    ${gradeMix !== null && (isRefused(gradeMix) ? html`<p class="govuk-body">${gradeMix.refused}</p>` : html`<p class="dr-said">${gradeMix.headline}</p><p class="govuk-body">${gradeMix.notMeaning} ${gradeMix.method}</p>
      <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Grade by grade</span></summary><div class="govuk-details__text"><table class="govuk-table dr-table--stays"><caption class="govuk-table__caption govuk-visually-hidden">Grade by grade, in percent of men’s average pay</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Who is in it</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Pay inside it</th></tr></thead><tbody class="govuk-table__body">${gradeMix.byGrade.map((part) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${part.name}</th><td class="govuk-table__cell govuk-table__cell--numeric">${part.composition}</td><td class="govuk-table__cell govuk-table__cell--numeric">${part.within}</td></tr>`)}</tbody></table></div></details>`)}
    ${isAnalyst && adjusted !== null && html`<h3 class="govuk-heading-s">People alike in grade, hours and service (for analysts)</h3>${isRefused(adjusted) ? html`<p class="govuk-body">${adjusted.refused}</p>` : html`<p class="govuk-body">${adjusted.headline}</p><div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Adjusted is not fair</p><p>${adjusted.notMeaning} ${adjusted.method}</p></div>`}
      <p class="govuk-body"><a class="govuk-link" href="${paths.oaxaca.to({ payroll: found.id })}">Decomposition by Oaxaca and Blinder, and the model’s coefficients (JSON)</a></p>`}`
}

export const oaxaca = download({
  path: paths.oaxaca,
  load: ({ payroll: id }, house) => audited(house, id),
  access: (person) => mayReadPayRows(person),
  reads: ({ found }) => ({ did: 'pay-gaps.decomposition-taken', on: { room: 'pay-gaps', id: found.id } }),
  send: ({ found, audit: held }) => ({ fileName: `pay-decomposition-${found.snapshot.toString()}.json`, type: 'application/json; charset=utf-8', bytes: JSON.stringify({ 'what this is': 'Models of the logarithm of hourly pay. Explained is not fair and unexplained is not unfair; the answer depends on whose pay is taken as normal.', adjusted: held.adjusted, 'oaxaca-blinder': held.oaxaca }, null, 1) }),
})

/** One work group: which kinds of pay the difference is in, why, and what is done about it. */
export const auditGroup = form({
  path: paths.auditGroup,
  async load({ payroll: id, comparison, group: name }, house) {
    const { found, audit: held } = await audited(house, id)
    const compared = held.comparisons.find((each) => each.id === comparison)
    const group = compared?.groups.find((each) => each.name === name)
    if (!compared || !group) throw new NotFound('no such work group')
    const kept = (await listCauses(house.db, house.organisation.id, id)).find((each) => each.comparison === comparison && each.workGroup === name) ?? null
    const objectives = []
    for (const strategy of await listStrategies(house.db, house.organisation.id)) if (strategy.status === 'live') objectives.push(...(await listObjectives(house.db, house.organisation.id, strategy.id)).map((each) => ({ id: each.id, name: `${each.code === '' ? '' : `${each.code}: `}${each.words}` })))
    return { found, compared, group, kept, objectives }
  },
  access: (person) => mayAudit(person),
  reads: ({ found, compared, group }) => ({ did: 'pay-gaps.audit-group-looked-at', on: { room: 'pay-gaps', id: found.id }, detail: { comparison: compared.id, group: group.name } }),
  version: ({ kept }) => String(kept?.version ?? 0),
  fields: ({ objectives }) => ({
    cause: choice({ from: causes, missing: 'Select the cause' }), materialFactor: optional(text({ missing: '', max: 2000, subject: 'The material factor' })), evidence: optional(text({ missing: '', max: 2000, subject: 'The evidence' })),
    justified: choice({ from: ['yes', 'no'], missing: 'Select whether there is a material factor that has nothing to do with who people are' }),
    words: optional(text({ missing: '', max: 1000, subject: 'The action' })), objective: optional(oneOf({ from: objectives, missing: 'Select the objective' })), deadline: optional(text({ missing: '', max: 200, subject: 'The deadline' })),
  }),
  starting: ({ kept }) => (kept === null ? {} : { cause: kept.cause, materialFactor: kept.materialFactor, evidence: kept.evidence, justified: kept.justified ? 'yes' : 'no' }),
  view({ found, compared, group, kept, objectives }, answers) {
    const ask = questions(answers)
    const about = nameOf(compared.id)
    return {
      title: group.name, crumbs: [home, { text: 'Equal pay audit', href: `${paths.audit.to({ payroll: found.id })}?of=${compared.id}` }], guide: 'equal-pay-audit',
      main: html`<p class="govuk-caption-l">${about?.name ?? ''}</p><h1 class="govuk-heading-l">${group.name}</h1>
        <p class="govuk-body dr-head__state">${flagTag(group.total.flag)}</p>
        <dl class="dr-facts"><div class="dr-facts__fact"><dt class="dr-facts__name">Basic pay</dt><dd class="dr-facts__what">${gapPercent(group.basic.mean)}</dd></div><div class="dr-facts__fact"><dt class="dr-facts__name">Total pay</dt><dd class="dr-facts__what">${gapPercent(group.total.mean)}</dd></div><div class="dr-facts__fact"><dt class="dr-facts__name">People</dt><dd class="dr-facts__what">${people(group.people[1], 'People in a work group', found.snapshot)} and ${people(group.people[0], 'People in a work group', found.snapshot)}</dd></div>${group.service !== null && html`<div class="dr-facts__fact"><dt class="dr-facts__name">Years of service</dt><dd class="dr-facts__what">${group.service[1]} and ${group.service[0]}</dd></div>`}</dl>
        ${group.elements.length > 0 && html`<table class="govuk-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">Average pay for an hour, by kind of pay</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Kind</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${capital(about?.groupName ?? '')}</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${capital(about?.comparatorName ?? '')}</th></tr></thead>
          <tbody class="govuk-table__body">${group.elements.filter((each) => money(each.group) !== '£0.00' || money(each.comparator) !== '£0.00').map((each) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${nameOfClass(each.class)}</th><td class="govuk-table__cell govuk-table__cell--numeric">${money(each.group)}</td><td class="govuk-table__cell govuk-table__cell--numeric">${money(each.comparator)}</td></tr>`)}</tbody></table>`}
        <h2 class="govuk-heading-m">What is behind it</h2>
        ${kept !== null && html`<p class="govuk-body">Recorded by ${kept.by} on ${dayInWords(kept.at.toZonedDateTimeISO('Europe/London').toPlainDate())}.${kept.action !== null && html` <a class="govuk-link" href="${actionPlanPaths.action.to({ action: kept.action })}">The action that came of it</a>`}</p>`}
        ${ask.form('Save', html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
          ${ask.select('cause', 'The main cause', causes.map((each) => ({ value: each, text: each })))}
          ${ask.oneOf('justified', 'Is there a material factor that explains all of it?', [{ value: 'yes', text: 'Yes', hint: 'A real reason that has nothing to do with sex (Equality Act 2010, section 69) or another characteristic' }, { value: 'no', text: 'No, or not known' }])}
          ${ask.lines('materialFactor', 'The material factor (where there is one)', undefined, 3)}${ask.lines('evidence', 'What shows it', 'Where the evidence is kept', 3)}
          ${kept?.action === null || kept === null ? html`<h3 class="govuk-heading-s">An action in the equality plan (optional)</h3>${ask.lines('words', 'What will be done', undefined, 2)}${ask.select('objective', 'Which objective does it serve?', objectives.map((each) => ({ value: each.id, text: each.name })))}${ask.line('deadline', 'By when', 'For example, by the end of March 2027')}` : html``}</div></div>`, { cancel: `${paths.audit.to({ payroll: found.id })}?of=${compared.id}` })}`,
    }
  },
  async submit({ cause, materialFactor, evidence, justified, words, objective, deadline }, { found, compared, group, kept }, house) {
    const { db, organisation, person, now } = house
    if (justified === 'yes' && (materialFactor === null || evidence === null)) return { problems: materialFactor === null ? { materialFactor: 'Enter the material factor' } : { evidence: 'Enter what shows it' } }
    if (words !== null && objective === null) return { problems: { objective: 'Select the objective that the action serves' } }
    const made = words === null || objective === null || (kept !== null && kept.action !== null) ? null : await createAction(house, {
      objective: objective.id, words, deadline, lead: null, department: null, measures: [{ kind: 'outcome', words: 'The difference is explained, or gone, at the next audit' }], characteristics: compared.id === 'ethnicity' ? ['race'] : compared.id === 'disability' ? ['disability'] : ['sex'], aims: ['eliminate'],
      madeBy: { room: 'pay-gaps', thing: found.id, version: '1' },
    })
    await saveCause(db, organisation.id, { payroll: found.id, comparison: compared.id, workGroup: group.name, cause, materialFactor: materialFactor ?? '', evidence: evidence ?? '', justified: justified === 'yes', action: made?.id ?? kept?.action ?? null, by: person.name, at: now })
    const entry = { did: 'pay-gaps.audit-cause-recorded', on: { room: 'pay-gaps', id: found.id }, after: { comparison: compared.id, group: group.name, cause, justified, action: made?.id ?? null } } as const
    return { goTo: `${paths.audit.to({ payroll: found.id })}?of=${compared.id}`, said: made === null ? 'The cause was recorded.' : 'The cause was recorded, and an action was added to the plan.', entry: made === null ? entry : [made.entry, entry] }
  },
})

/** The audit is finished: what may be published of it is this summary and nothing else. */
export const finishAudit = form({
  path: paths.finishAudit,
  async load({ payroll: id }, house) {
    const held = await audited(house, id)
    return { ...held, kept: await listCauses(house.db, house.organisation.id, id), before: (await listAudits(house.db, house.organisation.id)).find((each) => each.payroll === id) ?? null }
  },
  access: (person) => mayAudit(person),
  draft: true,
  fields: { scope: text({ missing: 'Enter who and what was audited', max: 2000, subject: 'The scope' }), summary: text({ missing: 'Enter what was found', max: 6000, subject: 'The summary' }) },
  starting: ({ before }) => (before === null ? {} : { scope: before.scope, summary: before.summary }),
  view({ found, audit: held, kept }, answers) {
    const ask = questions(answers)
    const flagged = held.comparisons.flatMap((each) => each.groups.filter((group) => group.total.flag === 'investigate').map((group) => ({ comparison: each.id, group: group.name })))
    const open = flagged.filter((each) => !kept.some((cause) => cause.comparison === each.comparison && cause.workGroup === each.group))
    return {
      title: 'Finish this audit', crumbs: [home, { text: 'Equal pay audit', href: paths.audit.to({ payroll: found.id }) }], guide: 'equal-pay-audit',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Finish this audit</h1>
        ${open.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">No cause is recorded yet for some differences of 5% or more</p><p>${open.map((each) => `${each.group} (${nameOf(each.comparison)?.name.toLowerCase() ?? ''})`).join(', ')}. You can finish all the same, and say so.</p></div>`}
        <p class="govuk-body">The figures and causes stay with those who work on the audit. This summary is all that may be published. Figures of small groups do not belong in it.</p>
        ${ask.form('Finish the audit', html`${ask.lines('scope', 'Who and what was audited', 'For example, everybody on grades 1 to 13 and chief officers, without schools; basic and total pay', 4)}${ask.lines('summary', 'What was found, and what will be done', undefined, 8)}`, { cancel: paths.audit.to({ payroll: found.id }) })}</div></div>`,
    }
  },
  async submit({ scope, summary }, { found }, { db, organisation, person, today, now }) {
    await saveAudit(db, organisation.id, { payroll: found.id, finishedOn: today, scope, summary, by: person.name })
    const deeds = await recordDeed(db, organisation.id, { kind: 'pay audit finished', room: 'pay-gaps', thing: { kind: 'audit', id: found.id }, on: today, title: `Equal pay audit of ${dayInWords(found.snapshot)}`, href: paths.audit.to({ payroll: found.id }), about: ['equal pay'] }, now)
    return { goTo: paths.audit.to({ payroll: found.id }), said: `The audit was finished. The next is due by ${dayInWords(today.add({ years: 3 }))}.`, entry: [{ did: 'pay-gaps.audit-finished', on: { room: 'pay-gaps', id: found.id }, after: { scope, summary } }, ...deeds] }
  },
})
