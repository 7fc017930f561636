import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { mayAudit, mayKeepGapPlan, mayKeepPayrolls, mayReadPayFigures, mayWriteNarrative } from '../access.ts'
import { deadlineOf, regimes, snapshotOf, type Payroll } from '../payroll.ts'
import { listPayrolls } from '../payroll-store.ts'
import type { Report } from '../report.ts'
import { listReports } from '../report-store.ts'
import { paths } from '../paths.ts'
import { percentWords, yearTitle } from './parts.ts'

/** Where somebody begins: what is due, the years, and the extracts behind them. */
export const home = page({
  path: paths.home,
  async load(_at, { db, organisation }) {
    const [payrolls, reports] = await Promise.all([listPayrolls(db, organisation.id), listReports(db, organisation.id)])
    return { payrolls, reports }
  },
  access: (person) => mayReadPayFigures(person),
  view({ payrolls, reports }, { today, person }) {
    return {
      title: 'Pay', guide: 'pay-gaps',
      main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Pay</h1><p class="dr-head__lead">${due(reports, payrolls, today)}</p></div>
          ${mayKeepPayrolls(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newPayroll.to()}">Give a payroll extract</a></div>`}</div>
        <h2 class="govuk-heading-m">Reporting years</h2>
        ${reports.length === 0 ? html`<div class="dr-empty"><p class="govuk-body">No year has figures yet. They come from a payroll extract of the snapshot day, or from what you published before.</p></div>`
          : html`<section class="dr-table-frame" tabindex="0" aria-label="Reporting years"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">Reporting years</caption>
            <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Year</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Mean gap</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Median gap</th><th scope="col" class="govuk-table__header">Due</th><th scope="col" class="govuk-table__header">Where it is</th></tr></thead>
            <tbody class="govuk-table__body">${reports.map((report) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Year"><a class="govuk-link" href="${paths.year.to({ year: String(report.year) })}">${yearTitle(report)}</a></th>
              <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Mean gap">${percentWords(report.reported.meanGap)}</td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Median gap">${percentWords(report.reported.medianGap)}</td>
              <td class="govuk-table__cell" data-label="Due">${dayInWords(deadlineOf(report.snapshot))}</td><td class="govuk-table__cell" data-label="Where it is">${report.publishedAt !== null ? html`<span class="dr-rating dr-rating--done">Published</span>` : Temporal.PlainDate.compare(deadlineOf(report.snapshot), today) < 0 ? html`<span class="dr-rating dr-rating--late">Past its date</span>` : html`<span class="dr-rating dr-rating--on-track">Being written</span>`}</td></tr>`)}</tbody></table></section>`}
        ${mayWriteNarrative(person) && html`<p class="govuk-body"><a class="govuk-link" href="${paths.earlier.to()}">Add what you published for an earlier year</a></p>`}
        ${mayKeepPayrolls(person) && html`<h2 class="govuk-heading-m">Payroll extracts</h2>${payrolls.length === 0 ? html`<p class="govuk-body">No extract has been given yet.</p>` : html`<ul class="dr-tasks">${payrolls.map(extract)}</ul>`}`}
        <h2 class="govuk-heading-m">More</h2>
        <ul class="govuk-list govuk-list--spaced">
          ${more(person, payrolls.find((each) => each.state === 'counted') ?? null).map(([href, words, hint]) => html`<li><a class="govuk-link" href="${href}">${words}</a><span class="dr-under">${hint}</span></li>`)}
        </ul>`,
    }
  },
})

function more(person: Parameters<typeof mayAudit>[0], newest: Payroll | null): readonly (readonly [string, string, string])[] {
  return [
    ...(newest === null ? [] : [[paths.gaps.to({ payroll: newest.id }), 'Ethnicity, disability and other gaps', 'By the same sums, protected where groups are small'] as const]),
    ...(newest !== null && mayAudit(person) ? [[paths.audit.to({ payroll: newest.id }), 'Equal pay audit', 'Are people who do equal work paid alike?'] as const] : []),
    ...(mayKeepPayrolls(person) || mayKeepGapPlan(person) ? [[paths.rules.to(), 'What each kind of pay counts as', 'Your own rules, with the regulation that they apply'] as const, [paths.employer.to(), 'How the government’s service knows you', 'Name, address and size, for its file'] as const] : []),
    [paths.compare.to(), 'What others published', 'Where you stand among bodies like yours'],
    [paths.publicYears.to(), 'The public pages', 'What residents see'],
  ]
}

function extract(payroll: Payroll): Html {
  const states: Record<Payroll['state'], readonly [string, string]> = {
    waiting: ['asked', 'Waiting to be read'], reading: ['asked', 'Being read'], unreadable: ['late', 'Could not be read'], 'to understand': ['at-risk', 'Waiting for you to check it'], counting: ['asked', 'Being counted'], counted: ['done', 'Counted'],
  }
  const [state, words] = states[payroll.state]
  return html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.payroll.to({ payroll: payroll.id })}">${payroll.fileName}</a><span class="dr-under">Snapshot of ${dayInWords(payroll.snapshot)}, given by ${payroll.by.name}${payroll.rowsDeletedOn !== null && `. Rows deleted on ${dayInWords(payroll.rowsDeletedOn)}`}</span></div>
    <div><span class="dr-rating dr-rating--${state}">${words}</span></div><div class="dr-task__do"></div></li>`
}

/** The next thing that the law wants, in a sentence. */
function due(reports: readonly Report[], payrolls: readonly Payroll[], today: Temporal.PlainDate): string {
  const regime = reports[0]?.regime ?? payrolls[0]?.regime ?? 'public'
  const last = [snapshotOf(regime, today.year), snapshotOf(regime, today.year - 1)].find((day) => Temporal.PlainDate.compare(day, today) <= 0) ?? snapshotOf(regime, today.year - 1)
  const report = reports.find((each) => each.snapshot.equals(last))
  const by = dayInWords(deadlineOf(last))
  if (report?.publishedAt) return `The figures for ${dayInWords(last)} are published. The next snapshot is ${dayInWords(snapshotOf(regime, last.year + 1))}.`
  return `The figures for ${dayInWords(last)} are due by ${by} (${regimes[regime].law}).`
}
