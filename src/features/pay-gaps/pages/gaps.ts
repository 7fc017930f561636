/** Gaps between groups beside the sexes: what passed the gate, for those who answer for it and, once it is published, for everybody. */
import { capital } from '#duty/capital.ts'
import { shareChart } from '#charts/index.ts'
import { thaw, type Contents } from '#disclosure/artefact.ts'
import { asFootnote, asText, symbolsUsed, type Figure } from '#disclosure/shown.ts'
import { isRefused, type Refused } from '#duty/refused.ts'
import { html, type Html } from '#html/html.ts'
import { page } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayKeepPayrolls, mayReadPayFigures, mayReadPayRows } from '../access.ts'
import { leastFor, methods, type Method } from '../comparisons.ts'
import { findCleared } from '../payroll-store.ts'
import { paths } from '../paths.ts'
import type { Cleared } from '../results.ts'
import { crumbsTo, wanted } from './parts.ts'

/** What an artefact of comparisons holds, as `clearComparisons` wrote it. The seal says that it is that. */
interface ClearedContents {
  readonly comparisons: readonly { readonly id: string; readonly method: Method; readonly title: string; readonly comparatorName: string; readonly groupName: string; readonly comparator: Figure; readonly group: Figure; readonly mean: Figure; readonly median: Figure; readonly range: Figure; readonly sentence: Figure; readonly certainty: Figure; readonly bonus?: ClearedBonus | null }[]
  readonly shares: readonly { readonly method: Method; readonly dimension: string; readonly rows: readonly { readonly label: string; readonly answered: boolean; readonly share: Figure; readonly quarters: readonly { readonly quarter: string; readonly share: Figure }[] }[] }[]
  readonly explained: Figure
  readonly audit: { readonly certificate: string; readonly policy: string; readonly withheld: number; readonly on: string }
}

/** The shares are of people on full pay; the gaps are between all who were paid a bonus. */
interface ClearedBonus { readonly comparator: Figure; readonly group: Figure; readonly mean: Figure; readonly median: Figure }

function contentsOf(contents: Contents): ClearedContents | null {
  return typeof contents === 'object' && contents !== null && 'comparisons' in contents && 'shares' in contents ? contents as unknown as ClearedContents : null
}

export function thawComparisons(cleared: Pick<Cleared, 'artefact' | 'sha256'>): ClearedContents | Refused {
  const thawed = thaw(cleared.artefact, cleared.sha256, 'public')
  return isRefused(thawed) ? thawed : contentsOf(thawed.contents) ?? { refused: 'These figures were frozen by another version of the program.' }
}

export const gaps = page({
  path: paths.gaps,
  async load({ payroll: id }, house) {
    const found = await wanted(house, id)
    const cleared = await findCleared(house.db, house.organisation.id, id)
    if (cleared === undefined) throw new NotFound('not counted yet')
    return { found, cleared }
  },
  access: (person) => mayReadPayFigures(person),
  view({ found, cleared }, { person }) {
    const contents = cleared === null ? { refused: 'These comparisons have not been through the check yet.' } : isRefused(cleared) ? cleared : thawComparisons(cleared)
    return {
      title: 'Ethnicity, disability and other gaps', crumbs: mayKeepPayrolls(person) ? crumbsTo(found) : crumbsTo(found).slice(0, 1), wide: true, guide: 'other-pay-gaps',
      main: html`<h1 class="govuk-heading-l">Ethnicity, disability and other gaps</h1>
        <p class="govuk-body-l">The same sums as for women and men. It should not be assumed that a gap means discrimination, and groups that are small say little.</p>
        ${mayReadPayRows(person) && found.rowsDeletedOn === null && html`<p class="govuk-body"><a class="govuk-link" href="${paths.anyTwo.to({ payroll: found.id })}">Compare any two groups</a> (for analysts)</p>`}
        ${isRefused(contents) ? html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Nothing can be shown</p><p>${contents.refused}</p></div>` : comparisonsView(contents)}`,
    }
  },
})

/** All sections of what was cleared: inside and on the public page alike. */
export function comparisonsView({ comparisons, shares, audit }: ClearedContents, only?: readonly Method[]): Html {
  const shown = (Object.keys(methods) as readonly Method[]).filter((method) => (only === undefined || only.includes(method)) && comparisons.some((each) => each.method === method))
  const used = symbolsUsed(comparisons.flatMap((each) => [each.mean, each.median, each.group, ...(each.bonus ? [each.bonus.mean, each.bonus.median, each.bonus.group] : [])]))
  return html`${used.map(({ symbol, words }) => html`<p class="govuk-body-s">${symbol} ${words}</p>`)}
    ${shown.map((method) => {
      const here = comparisons.filter((each) => each.method === method)
      const share = shares.find((each) => each.method === method)
      return html`<section class="dr-section"><h2 class="govuk-heading-m dr-section__heading">${methods[method].name}</h2><p class="govuk-body">${methods[method].says} <span class="dr-under">${methods[method].edition}. Fewer than ${String(leastFor(method))} people on a side are not compared.</span></p>
        ${here.length === 1 || method === 'ethnicity proposed 2026' ? sentenceOf(here[0]) : null}
        ${gapTable(here, methods[method].name)}
        ${bonusTable(here, methods[method].name)}
        ${share && shareView(share)}</section>`
    })}
    <p class="govuk-body-s">Checked by an independent program: every small number here could be nought or at least five, given all that was published before. Certificate ${audit.certificate.slice(0, 16)}.</p>`
}

function sentenceOf(each: ClearedContents['comparisons'][number] | undefined): Html | null {
  return each?.sentence.state === 'shown' ? html`<p class="dr-said">${each.sentence.text} ${each.certainty.state === 'shown' && each.certainty.text}</p>` : null
}

function gapTable(here: ClearedContents['comparisons'], name: string): Html {
  const headings = ['Who', 'Compared with', 'People', 'Mean gap', 'Range of the mean gap', 'Median gap', 'How sure']
  return html`<section class="dr-table-frame" tabindex="0" aria-label="${name}"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-visually-hidden">${name}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading, place) => html`<th scope="col" class="govuk-table__header${place >= 2 && place <= 5 && html` govuk-table__header--numeric`}">${heading}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${here.map((each) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Who">${capital(each.title)}</th><td class="govuk-table__cell" data-label="Compared with">${each.method === 'women and men within' ? 'Women with men' : capital(each.comparatorName)}</td>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="People">${asText(each.group)} <span class="dr-under">with ${asText(each.comparator)}</span></td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Mean gap">${asText(each.mean)}</td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="Range of the mean gap">${each.range.state === 'shown' ? each.range.text : ''}</td>
      <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Median gap">${asText(each.median)}</td><td class="govuk-table__cell" data-label="How sure">${each.certainty.state === 'shown' ? each.certainty.text : asFootnote(each.mean)}</td></tr>`)}</tbody></table></section>`
}

/** Who was paid a bonus, and the gaps between those: nothing where the extract has no bonus. */
function bonusTable(here: ClearedContents['comparisons'], name: string): Html | null {
  const all = here.flatMap((each) => (each.bonus ? [{ ...each, bonus: each.bonus }] : []))
  // Of many groups, those alone of which there is something to say.
  const told = all.length <= 6 ? all : all.filter(({ bonus }) => bonus.mean.state === 'shown' || bonus.median.state === 'shown')
  if (told.length === 0) return all.length === 0 ? null : html`<p class="govuk-body">Too few people were paid a bonus for any of these gaps to be shown.</p>`
  const headings = ['Who', 'Compared with', 'Were paid a bonus', 'Mean bonus gap', 'Median bonus gap']
  const number = (label: string, words: Html | string): Html => html`<td class="govuk-table__cell govuk-table__cell--numeric" data-label="${label}">${words}</td>`
  return html`<section class="dr-table-frame" tabindex="0" aria-label="Bonus pay: ${name}"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-table__caption--s">Bonus pay</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">${headings.map((heading, place) => html`<th scope="col" class="govuk-table__header${place >= 2 && html` govuk-table__header--numeric`}">${heading}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${told.map(({ title, comparatorName, bonus }) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="Who">${capital(title)}</th><td class="govuk-table__cell" data-label="Compared with">${capital(comparatorName)}</td>
      ${number('Were paid a bonus', html`${asText(bonus.group)} <span class="dr-under">with ${asText(bonus.comparator)}</span>`)}${number('Mean bonus gap', asText(bonus.mean))}${number('Median bonus gap', asText(bonus.median))}</tr>`)}</tbody></table></section>
    <p class="govuk-body-s">The gaps are between all who were paid a bonus in the 12 months. How many were is told of people on full pay, so that nobody on leave is found by taking one number from another.</p>`
}

function shareView({ dimension, rows }: ClearedContents['shares'][number]): Html {
  const answered = rows.filter((row) => row.answered)
  return html`<div class="dr-pair"><div>${shareChart({ id: `shares-${dimension.replaceAll(' ', '-')}`, title: 'Of everybody on full pay, those who did not say among them', rows: rows.map((row) => ({ label: row.label, value: row.share, tone: row.answered ? 'first' as const : 'other' as const })) })}</div>
    <div><section class="dr-scroll" tabindex="0" aria-label="Share of each pay quarter, by ${dimension}"><table class="govuk-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">Share of each pay quarter</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Quarter</th>${answered.map((row) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${row.label}</th>`)}</tr></thead>
      <tbody class="govuk-table__body">${(answered[0]?.quarters ?? []).map(({ quarter }, place) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${capital(quarter)}</th>${answered.map((row) => { const cell = row.quarters[place]?.share; return html`<td class="govuk-table__cell govuk-table__cell--numeric">${cell === undefined ? '' : asText(cell)}</td>` })}</tr>`)}</tbody></table></section></div></div>`
}
