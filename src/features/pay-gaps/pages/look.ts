/** What the analyst looks at: what to mend, and who counts, row by row. Every look is in the ledger. */
import { govukPagination } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { rounded } from '#statistics/rational.ts'
import { mayReadPayRows } from '../access.ts'
import { notes, reasons, type Note, type Reason, type Standing } from '../employee.ts'
import type { KeptEmployee } from '../kept-employee.ts'
import type { Payroll } from '../payroll.ts'
import { findResults, listEmployees } from '../payroll-store.ts'
import { paths } from '../paths.ts'
import { countsOf, type QualityFinding } from '../quality.ts'
import { given } from '../statutory.ts'
import { crumbsTo, money, people, wanted } from './parts.ts'

const weights: Record<QualityFinding['weight'], { readonly heading: string; readonly says: string; readonly note: string }> = {
  mend: { heading: 'To mend', says: 'These people are left out of figures, or a part of their pay is. Mend it in the payroll and give the extract again, or go on and say so.', note: ' dr-note--late' },
  look: { heading: 'To look at', says: 'These people count. Check that what the extract says of them is right, for it moves the figures.', note: ' dr-note--at-risk' },
  know: { heading: 'Good to know', says: 'This is as the regulations want it.', note: '' },
}

export const quality = page({
  path: paths.quality,
  async load({ payroll: id }, house) {
    const found = await wanted(house, id)
    const counted = await findResults(house.db, house.organisation.id, id)
    if (found.state !== 'counted' || counted === null) throw new NotFound('not counted yet')
    return { found, ...counted }
  },
  access: (person) => mayReadPayRows(person),
  reads: ({ found }) => ({ did: 'pay-gaps.quality-looked-at', on: { room: 'pay-gaps', id: found.id } }),
  view({ found, quality: findings, results }) {
    return {
      title: 'What to look at first', crumbs: crumbsTo(found), guide: 'look-at-the-rows',
      main: html`<h1 class="govuk-heading-l">What to look at first</h1>
        <p class="govuk-body-l">${people(total(results.counts, () => true), 'People in the extract', found.snapshot)} people are in the extract. ${people(total(results.counts, (reason) => reasons[reason].standing === 'full pay'), 'On full pay', found.snapshot)} count for hourly pay.</p>
        ${whoTable(found, results.counts)}
        ${findings.length === 0 ? html`<p class="govuk-body">Nothing stands out.</p>` : html`${(['mend', 'look', 'know'] as const).map((weight) => {
          const here = findings.filter((each) => each.weight === weight)
          return here.length > 0 && html`<h2 class="govuk-heading-m">${weights[weight].heading}</h2><p class="govuk-body">${weights[weight].says}</p>${here.map((each) => card(found, each))}`
        })}`}
        <p class="govuk-body"><a class="govuk-button" href="${paths.figures.to({ payroll: found.id })}">Go on to the figures</a></p>`,
    }
  },
})

function total(counts: ReturnType<typeof countsOf>, isWanted: (reason: Reason) => boolean): number {
  return Object.entries(counts).filter(([reason]) => isWanted(reason as Reason)).reduce((sum, [, each]) => sum + each.men + each.women + each.unknown, 0)
}

function whoTable(found: Payroll, counts: ReturnType<typeof countsOf>): Html {
  const number = (count: number): Html => html`${people(count, 'People by reason', found.snapshot)}`
  return html`<section class="dr-table-frame" tabindex="0" aria-label="Who counts, and why"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-table__caption--m">Who counts, and why</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Why</th><th scope="col" class="govuk-table__header">Counts for</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Women</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Men</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Not known</th></tr></thead>
    <tbody class="govuk-table__body">${(Object.keys(reasons) as readonly Reason[]).flatMap((reason) => { const count = counts[reason]; return count ? [html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Why"><a class="govuk-link" href="${paths.people.to({ payroll: found.id })}?reason=${encodeURIComponent(reason)}">${reasons[reason].words}</a></th>
      <td class="govuk-table__cell" data-label="Counts for">${standingWords[reasons[reason].standing]}</td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Women">${number(count.women)}</td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Men">${number(count.men)}</td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Not known">${number(count.unknown)}</td></tr>`] : [] })}</tbody></table></section>`
}

const standingWords: Record<Standing, string> = { 'full pay': 'Hourly pay and bonus', relevant: 'Bonus only', 'left out': 'Nothing' }

function card(found: Payroll, finding: QualityFinding): Html {
  const where = finding.code in reasons ? `reason=${encodeURIComponent(finding.code)}` : finding.code in notes ? `noted=${encodeURIComponent(finding.code)}` : ''
  return html`<div class="dr-note${weights[finding.weight].note}"><p class="dr-note__heading">${finding.title}</p><p>${people(finding.people, finding.title, found.snapshot)} ${finding.people === 1 ? 'person' : 'people'}. ${finding.whatToDo}</p>
    ${where !== '' && found.rowsDeletedOn === null && html`<p><a class="govuk-link" href="${paths.people.to({ payroll: found.id })}?${where}">Look at the rows<span class="govuk-visually-hidden">: ${finding.title}</span></a></p>`}</div>`
}

const size = 50

export const whoCounts = page({
  path: paths.people,
  async load({ payroll: id }, house) {
    const found = await wanted(house, id)
    if (found.state !== 'counted' || found.rowsDeletedOn !== null) throw new NotFound('there are no rows')
    const { query } = house
    const reason = query.oneOf('reason', Object.keys(reasons) as readonly Reason[])
    const noted = query.oneOf('noted', Object.keys(notes) as readonly Note[])
    const standing = query.oneOf('standing', ['full pay', 'relevant', 'left out'])
    const number = /^[1-9]\d{0,5}$/.test(query.get('page')) ? Number(query.get('page')) : 1
    const rows = await listEmployees(house.db, house.organisation.id, id, { reason, noted, standing, places: null, limit: size + 1, offset: (number - 1) * size })
    return { found, rows, number, reason, noted, standing }
  },
  access: (person) => mayReadPayRows(person),
  reads: ({ found, number, reason, noted, standing, rows }) => ({ did: 'pay-gaps.rows-looked-at', on: { room: 'pay-gaps', id: found.id }, detail: { page: number, reason, noted, standing, from: rows[0]?.place ?? null, to: rows[Math.min(rows.length, size) - 1]?.place ?? null } }),
  view({ found, rows, number, reason, noted, standing }, { query, request }) {
    const select = (name: string, label: string, chosen: string | null, options: readonly (readonly [string, string])[]): Html => html`<div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="${name}">${label}</label><select class="govuk-select" id="${name}" name="${name}"><option value="">All</option>${options.map(([value, words]) => html`<option value="${value}"${value === chosen && html` selected`}>${words}</option>`)}</select></div>`
    return {
      title: 'Who counts', crumbs: crumbsTo(found), wide: true, guide: 'look-at-the-rows',
      main: html`<h1 class="govuk-heading-l">Who counts, row by row</h1>
        <p class="govuk-body">Pay of named staff numbers: only analysts see this page, and each time it is opened that is written down.</p>
        <form method="get" action="${request.path}" class="dr-filter" role="search" aria-label="Narrow this list">
          ${select('standing', 'Counts for', standing, [['full pay', standingWords['full pay']], ['relevant', standingWords.relevant], ['left out', standingWords['left out']]])}
          ${select('reason', 'Why', reason, (Object.keys(reasons) as readonly Reason[]).map((each) => [each, reasons[each].words]))}
          ${select('noted', 'Noted', noted, (Object.keys(notes) as readonly Note[]).map((each) => [each, notes[each]]))}
          <div class="dr-filter__buttons"><button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">Show</button>${(reason ?? noted ?? standing) !== null && html`<a class="govuk-link" href="${request.path}">Show all</a>`}</div></form>
        ${rows.length === 0 ? html`<p class="govuk-body dr-none">Nobody in the extract is like this.</p>` : rowsTable(rows.slice(0, size))}
        ${(number > 1 || rows.length > size) && govukPagination({
          ...(number > 1 ? { previous: { href: `${request.path}${query.with({ page: number === 2 ? null : String(number - 1) })}`, text: 'Previous page' } } : {}),
          ...(rows.length > size ? { next: { href: `${request.path}${query.with({ page: String(number + 1) })}`, text: 'Next page' } } : {}),
        })}`,
    }
  },
})

function rowsTable(rows: readonly KeptEmployee[]): Html {
  const headings = ['Staff number', 'Lines', 'Sex', 'Counts for', 'Why', 'Hours a week', 'Pay an hour', 'Bonus in the year', 'Noted']
  return html`<section class="dr-table-frame" tabindex="0" aria-label="Who counts"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">Who counts</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading, place) => html`<th scope="col" class="govuk-table__header${place >= 5 && place <= 7 && html` govuk-table__header--numeric`}">${heading}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${rows.map(({ place, staff_number, told, sex, standing, reason, hourly, noted }) => html`<tr class="govuk-table__row">
      <th scope="row" class="govuk-table__header" data-label="Staff number">${staff_number === '' ? `Person ${place}` : staff_number}</th><td class="govuk-table__cell" data-label="Lines">${told.lines.slice(0, 4).join(', ')}${told.lines.length > 4 && ' …'}</td>
      <td class="govuk-table__cell" data-label="Sex">${sex === null ? 'Not known' : sex === 'male' ? 'Male' : 'Female'}</td><td class="govuk-table__cell" data-label="Counts for">${standingWords[standing]}</td><td class="govuk-table__cell" data-label="Why">${reasons[reason].words}<span class="dr-under">Paragraph or regulation ${String(reasons[reason].paragraph)}</span></td>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Hours a week">${told.hours === null ? 'None' : rounded(given(told.hours), 2)}${told.basis !== null && html`<span class="dr-under">${told.basis}</span>`}</td>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Pay an hour">${hourly === null ? 'None' : html`£${rounded(given(hourly), 4)}<span class="dr-under">${Object.entries(told.parts).filter(([part]) => part !== 'basic').map(([part, amount]) => `${part} ${money(amount ?? null)}`).join(', ')}</span>`}</td>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Bonus in the year">${told.bonus === null ? 'None' : money(told.bonus)}</td><td class="govuk-table__cell" data-label="Noted">${noted.map((each) => html`<span class="dr-under">${notes[each]}</span>`)}</td></tr>`)}</tbody></table></section>`
}
