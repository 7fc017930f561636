/** Central audit of what was signed: the sample, what was found in each, and the rates for the board. */
import { randomBytes } from 'node:crypto'
import { isId, newId } from '#database/identity.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import type { WrittenBlock } from '#documents/write.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { listDepartments } from '#features/people/index.ts'
import { choice, date, text, wholeNumber } from '#web/fields.ts'
import { form, page, type House } from '#web/page.ts'
import type { ReportSection } from '#web/offers.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAudit, mayReadAssessments } from '../access.ts'
import { findAssessments, listDated, listVerdicts } from '../assessment-store.ts'
import { auditLooksAt, auditRatings, finishAudit, mayFind, ratesOfAudit, sampleOf, type Audit, type AuditFinding, type AuditRating } from '../audit.ts'
import { findAudit, finishAuditRow, insertAudit, listAudits, listFindings, orderBySeed, saveFinding } from '../audit-store.ts'
import { isLate } from '../challenge.ts'
import { listChallenges } from '../challenge-store.ts'
import { paths } from '../paths.ts'
import { changedMeanwhile } from './assessment-parts.ts'
import { column, dayOf, front, nameOf, room, summaryRows } from './parts.ts'

const ratingWords: Record<AuditRating, string> = { sound: 'Sound', 'to improve': 'To improve', 'not adequate': 'Not adequate' }
const ratingClass: Record<AuditRating, string> = { sound: 'done', 'to improve': 'at-risk', 'not adequate': 'late' }
const crumb = { text: 'Audits', href: paths.audits.to() }
const period = ({ from, to }: Pick<Audit, 'from' | 'to'>): string => `${dayInWords(from)} to ${dayInWords(to)}`
const ratesInWords = (findings: readonly AuditFinding[]): string => {
  const rates = ratesOfAudit(findings)
  return [...auditRatings.map((rating) => `${rates[rating]} ${ratingWords[rating].toLowerCase()}`), ...(rates.open > 0 ? [`${rates.open} still to be read`] : [])].join(', ')
}

export const audits = page({
  path: paths.audits,
  async load(_at, { db, organisation }) {
    const all = await listAudits(db, organisation.id)
    return { all, findings: await listFindings(db, organisation.id, all.map((each) => each.id)) }
  },
  access: mayReadAssessments,
  view: ({ all, findings }, { person }) => ({
    title: 'Audits', crumbs: [front], guide: 'audit-assessments',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Audits</h1><p class="dr-head__lead">Somebody who had no part in them reads a sample of what was signed, from every department.</p></div>${mayAudit(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newAudit.to()}">Draw a sample</a></div>`}</div>
      ${all.length === 0 ? html`<p class="govuk-body">There has been none yet.</p>` : html`<ul class="dr-tasks">${all.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.audit.to({ audit: each.id })}">Signed from ${period(each)}</a><span class="dr-under">${ratesInWords(findings.get(each.id) ?? [])}</span></div><div>${each.finished === null ? html`<span class="dr-rating dr-rating--asked">Under way</span>` : html`<span class="dr-rating dr-rating--done">Finished</span><span class="dr-under">${dayInWords(each.finished.on)}</span>`}</div></li>`)}</ul>`}`,
  }),
})

export const newAudit = form({
  path: paths.newAudit,
  load: async () => ({}),
  access: mayAudit,
  fields: { from: date({ missing: 'Enter the first day', subject: 'The first day' }), to: date({ missing: 'Enter the last day', subject: 'The last day' }), many: wholeNumber({ missing: 'Enter how many of each department', subject: 'The number', min: 1, max: 50 }) },
  starting: () => ({ many: '2' }),
  view: (_loaded, answers) => {
    const ask = questions(answers)
    return {
      title: 'Draw a sample', crumbs: [front, crumb], guide: 'audit-assessments',
      main: column(html`<h1 class="govuk-heading-l">Draw a sample</h1><p class="govuk-body">Of the assessments that were signed in these days, as many of each department as you say are drawn by chance. The seed of the draw is kept, so that anybody can draw the same sample again and see that nothing was chosen.</p>
        ${ask.form('Draw it', html`${ask.date('from', 'Signed from')}${ask.date('to', 'Signed until')}${ask.number('many', 'How many of each department?')}`, { cancel: paths.audits.to() })}`),
    }
  },
  async submit({ from, to, many }, _loaded, { db, organisation, person, now }) {
    if (Temporal.PlainDate.compare(to, from) < 0) return { problems: { to: 'The last day must be after the first' } }
    const signed = await listDated(db, organisation.id, 'signed_on', { from, to })
    if (signed.length === 0) return { problems: { from: 'No assessment was signed in these days' } }
    const seed = randomBytes(16).toString('hex')
    const sample = sampleOf(signed, many, orderBySeed(seed))
    const audit: Audit = { id: newId(), from, to, perDepartment: many, seed, candidates: signed.length, by: person.name, madeAt: now, finished: null, version: 1 }
    await insertAudit(db, organisation.id, audit, sample.map((each) => each.id))
    return { goTo: paths.audit.to({ audit: audit.id }), said: sample.length === 1 ? 'One assessment was drawn.' : `${sample.length} assessments were drawn.`, entry: { did: 'impact-assessments.audit-drawn', on: { room, id: audit.id }, after: { from: from.toString(), to: to.toString(), seed, perDepartment: many, candidates: signed.map((each) => each.id), sample: sample.map((each) => each.id) } } }
  },
})

async function loadAudit({ audit: id }: { readonly audit: string }, { db, organisation }: Pick<House, 'db' | 'organisation'>) {
  const audit = isId(id) ? await findAudit(db, organisation.id, id) : null
  if (!audit) throw new NotFound(`audit ${id}`)
  const findings = (await listFindings(db, organisation.id, [audit.id])).get(audit.id) ?? []
  const [all, departments] = await Promise.all([findAssessments(db, organisation.id, findings.map((each) => each.assessment)), listDepartments(db, organisation.id, { closedToo: true })])
  return { audit, departments, sample: findings.flatMap((finding) => { const assessment = all.get(finding.assessment); return assessment ? [{ finding, assessment }] : [] }) }
}

const tag = (rating: AuditRating | null): Html => rating === null ? html`<span class="dr-rating dr-rating--not-started">Not read yet</span>` : html`<span class="dr-rating dr-rating--${ratingClass[rating]}">${ratingWords[rating]}</span>`

export const audit = page({
  path: paths.audit,
  load: loadAudit,
  access: mayReadAssessments,
  view({ audit, sample, departments }, { person }) {
    const at = { audit: audit.id }
    const reads = mayAudit(person) && audit.finished === null
    return {
      title: `Audit of ${period(audit)}`, crumbs: [front, crumb], guide: 'audit-assessments',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Audit: signed from ${period(audit)}</h1><p class="dr-head__lead">${ratesInWords(sample.map((each) => each.finding))}.</p></div>${reads && sample.every((each) => each.finding.rating !== null) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.finishAudit.to(at)}">Finish the audit</a></div>`}</div>
        ${summaryRows([['Drawn', `${dayOf(audit.madeAt)} by ${audit.by}: ${audit.perDepartment} of each department, ${sample.length} of ${audit.candidates} assessments`], ['Seed of the draw', html`<code class="dr-hash">${audit.seed}</code>`], ['Finished', audit.finished && dayInWords(audit.finished.on)], ['Conclusion', audit.finished?.conclusion ?? null]])}
        <ul class="dr-tasks">${sample.map(({ finding, assessment }) => html`<li class="dr-task"><div class="dr-task__what">${reads ? html`<a class="govuk-link" href="${paths.auditFinding.to({ ...at, assessment: assessment.id })}">${assessment.title}</a>` : html`<a class="govuk-link" href="${paths.assessment.to({ assessment: assessment.id })}">${assessment.title}</a>`}<span class="dr-under">${assessment.reference}, ${nameOf(departments, assessment.department)}</span>${finding.found !== '' && html`<span class="dr-under">${finding.by}: ${finding.found}</span>`}</div><div>${tag(finding.rating)}</div></li>`)}</ul>`,
    }
  },
})

export const auditFinding = form({
  path: paths.auditFinding,
  async load({ assessment, ...at }, house) {
    const loaded = await loadAudit(at, house)
    const found = loaded.sample.find((each) => each.assessment.id === assessment)
    if (!found) throw new NotFound('not in the sample')
    return { ...loaded, ...found, verdicts: await listVerdicts(house.db, house.organisation.id, assessment) }
  },
  access: (person, { audit }) => mayAudit(person) && audit.finished === null,
  draft: true,
  fields: { rating: choice({ from: auditRatings, missing: 'Select what you found' }), found: text({ missing: 'Enter what you found', max: 6000, subject: 'What you found' }) },
  starting: ({ finding }) => ({ rating: finding.rating ?? '', found: finding.found }),
  view({ audit, assessment }, answers) {
    const ask = questions(answers)
    return {
      title: `What was found: ${assessment.title}`, back: paths.audit.to({ audit: audit.id }), guide: 'audit-assessments',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}</span><h1 class="govuk-heading-l">${assessment.title}</h1><p class="govuk-body"><a class="govuk-link" href="${paths.read.to({ assessment: assessment.id })}">Read it as a whole</a>, and what the group said of it in <a class="govuk-link" href="${paths.scrutiny.to({ assessment: assessment.id })}">its scrutiny</a>. Look at:</p><ul class="govuk-list govuk-list--bullet">${auditLooksAt.map((each) => html`<li>${each}</li>`)}</ul>
        ${ask.form('Save what you found', html`${ask.oneOf('rating', 'What do you find?', [{ value: 'sound', text: 'Sound', hint: 'Those who decided could rest on it' }, { value: 'to improve', text: 'To improve', hint: 'Something should be better next time' }, { value: 'not adequate', text: 'Not adequate', hint: 'It should be opened again' }])}${ask.lines('found', 'What did you find, and what should follow?', undefined, 6)}`, { cancel: paths.audit.to({ audit: audit.id }) })}`),
    }
  },
  async submit({ rating, found }, { audit, assessment, verdicts }, { db, organisation, person, now }) {
    const refused = mayFind(audit, assessment, verdicts, person.id)
    if (refused) return { problems: { rating: refused.refused } }
    await saveFinding(db, organisation.id, audit.id, { assessment: assessment.id, rating, found, by: person.name }, now)
    return { goTo: paths.audit.to({ audit: audit.id }), said: 'What you found was saved.', entry: { did: 'impact-assessments.audited', on: { room, id: assessment.id }, after: { audit: audit.id, rating, found } } }
  },
})

export const finish = form({
  path: paths.finishAudit,
  load: loadAudit,
  access: (person, { audit }) => mayAudit(person) && audit.finished === null,
  version: ({ audit }) => String(audit.version),
  fields: { conclusion: text({ missing: 'Enter what the audit comes to', max: 6000, subject: 'What the audit comes to' }) },
  view({ audit, sample }, answers) {
    return {
      title: 'Finish the audit', back: paths.audit.to({ audit: audit.id }), guide: 'audit-assessments',
      main: column(html`<h1 class="govuk-heading-l">Finish the audit</h1><p class="govuk-body">${ratesInWords(sample.map((each) => each.finding))}. These numbers and your conclusion go to the board.</p>${questions(answers).form('Finish it', questions(answers).lines('conclusion', 'What does it come to, and what should change?', undefined, 5), { cancel: paths.audit.to({ audit: audit.id }) })}`),
    }
  },
  async submit({ conclusion }, { audit, sample }, { db, organisation, today, now }) {
    const finished = finishAudit(audit, sample.map((each) => each.finding), conclusion, today)
    if ('refused' in finished) return { problems: { conclusion: finished.refused } }
    if (!await finishAuditRow(db, organisation.id, finished)) return { problems: { conclusion: changedMeanwhile } }
    const deeds = await recordDeed(db, organisation.id, { kind: 'assessments audited', room, thing: { kind: 'audit', id: audit.id }, on: today, title: `Audit of assessments signed from ${period(audit)}`, href: paths.audit.to({ audit: audit.id }), covers: { from: audit.from, to: audit.to } }, now)
    return { goTo: paths.audit.to({ audit: audit.id }), said: 'The audit is finished.', entry: [{ did: 'impact-assessments.audit-finished', on: { room, id: audit.id, version: finished.version }, after: { conclusion, ...ratesOfAudit(sample.map((each) => each.finding)) } }, ...deeds] }
  },
})

/** For the board’s pack: what the audits found, and which challenges wait. Numbers of assessments, never of people. */
export const auditSection: ReportSection = {
  name: 'impact-assessments.audit-and-challenge', title: 'Impact assessments: audited and challenged', tells: 'What the central audit found in its sample, and challenges that were answered or wait.', readers: ['board'],
  async make(db, organisation, { from, to, today }): Promise<readonly WrittenBlock[]> {
    const within = (day: Temporal.PlainDate): boolean => Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0
    const finished = (await listAudits(db, organisation)).filter((each) => each.finished !== null && within(each.finished.on))
    const [findings, challenges] = [await listFindings(db, organisation, finished.map((each) => each.id)), await listChallenges(db, organisation)]
    const came = challenges.filter((each) => within(dayInLondon(each.madeAt)))
    if (finished.length + came.length === 0) return []
    return [
      ...finished.flatMap((each): WrittenBlock[] => [{ kind: 'heading', level: 3, text: `Audit of assessments signed from ${period(each)}` }, { kind: 'paragraph', text: `A sample of ${(findings.get(each.id) ?? []).length} of ${each.candidates} assessments, drawn by chance from every department: ${ratesInWords(findings.get(each.id) ?? [])}. ${each.finished?.conclusion ?? ''}` }]),
      { kind: 'paragraph', text: came.length === 0 ? 'No assessment was challenged in these days.' : `Challenges that came in these days: ${came.length}; answered: ${came.filter((each) => each.answer !== null).length}; late: ${came.filter((each) => isLate(each, today)).length}.` },
    ]
  },
}
