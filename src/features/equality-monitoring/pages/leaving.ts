/** What may leave the building of a table that an analyst looks at: what has left already, and what of the rest could. */
import { shareChart, type Share } from '#charts/index.ts'
import { asText, asValue, symbolsUsed, type Figure } from '#disclosure/shown.ts'
import { dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import type { House } from '#web/page.ts'
import { newId } from '#database/identity.ts'
import type { Dataset, Field } from '../dataset.ts'
import { findDataset } from '../dataset-store.ts'
import { answered, type Figures, type FigureTable } from '../figures.ts'
import { paths } from '../paths.ts'
import { inOrder } from '../profile.ts'
import { listFigures, listHeldAsKept } from '../release-store.ts'
import type { Tried } from '../jobs/release-task.ts'
import { tryInReleaseThread } from '../jobs/release-thread.ts'
import type { Tabulation } from '../tabulation.ts'
import { fieldName, things } from './parts.ts'

export interface LeavingTable { readonly dataset: Dataset; readonly by: readonly Field[]; readonly tabulation: Tabulation }
type Audience = 'board' | 'public'

/**
 * - `in figures`: the audience can read this very table already.
 * - `not tried`: it was never released to them, and what could be shown of it has not been asked for: it takes seconds of two processors.
 * - `tried`, `refused`, `too long`: what became of it when it was, with everything that they hold already.
 */
export type Leaving =
  | { readonly kind: 'in figures'; readonly figures: Figures; readonly table: FigureTable }
  | { readonly kind: 'not tried' }
  | Tried

/** A page waits no longer than this for what could be shown: in milliseconds. */
const waitsFor = 5000

export async function findLeaving({ db, organisation, remember }: Pick<House, 'db' | 'organisation' | 'remember'>, table: LeavingTable, audience: Audience, tries: boolean): Promise<Leaving> {
  const all = await remember(`equality-monitoring.figures for the ${audience}, question box`, () => listFigures(db, organisation.id, audience, 21))
  const { source, to } = table.dataset
  for (const figures of all) {
    const found = figures.tables.find((each) => each.kind === source.kind && each.on.equals(to) && each.by.length === table.by.length && table.by.every((field) => each.by.some((one) => one.field === field)))
    if (found) return { kind: 'in figures', figures, table: found }
  }
  return tries ? tryOut(db, organisation.id, table, audience) : { kind: 'not tried' }
}

async function tryOut(db: House['db'], organisation: string, { dataset, tabulation }: LeavingTable, audience: Audience): Promise<Leaving> {
  const { source, from, to } = dataset
  return tryInReleaseThread({
    audience, tabulation, held: await listHeldAsKept(db, organisation, newId()), limit: waitsFor,
    dataset: { of: `${source.kind} ${await firstOf(db, organisation, dataset)}`, kind: source.kind, source: source.name, scope: source.scope, from: from?.toString() ?? null, on: to.toString() },
  })
}

/** A dataset and all that it corrects are of the same people: they are known by the first of them. */
async function firstOf(db: House['db'], organisation: string, dataset: Dataset): Promise<string> {
  let first = dataset
  for (let steps = 0; first.replaces !== null && steps < 100; steps++) {
    const before = await findDataset(db, organisation, first.replaces)
    if (before === null) break
    first = before
  }
  return first.id
}

/** Whether it may leave the building, for the board and for the public side by side. */
export function leavingSection(board: Leaving, everybody: Leaving, rows: Field, tryAddress: string): Html {
  return html`<section class="dr-section" aria-labelledby="leaving"><h3 class="govuk-heading-m" id="leaving">May it leave the building?</h3>
    <div class="dr-beside dr-beside--even"><div>${forAudience('The board', board)}</div><div>${forAudience('The public', everybody)}</div></div>
    ${[board, everybody].some(({ kind }) => kind === 'not tried') && html`<p class="govuk-body"><a class="govuk-link" href="${tryAddress}#leaving">Work out how much of it could be shown</a></p>`}
    ${board.kind === 'in figures' && html`<h4 class="govuk-heading-s">What the board reads of it</h4>${asTheyRead(board.table, rows)}`}
    ${everybody.kind === 'in figures' && html`<h4 class="govuk-heading-s">What the public reads of it</h4>${asTheyRead(everybody.table, rows)}`}</section>`
}

function forAudience(who: string, leaving: Leaving): Html {
  switch (leaving.kind) {
    case 'in figures': return html`<p><span class="dr-rating dr-rating--done">Yes: ${who.toLowerCase()} can read it</span></p><p class="govuk-body">${who} can read this table in <a class="govuk-link" href="${paths.basis.to({ release: leaving.figures.release })}?of=${encodeURIComponent(leaving.table.id)}">${leaving.figures.title}</a>. What is withheld there stays withheld: quote those figures, and not the exact ones.</p>`
    case 'not tried': return html`<p><span class="dr-rating dr-rating--not-started">Not yet</span></p><p class="govuk-body">${who} was never given this table. Until it is made into a release, nothing of it may be told.</p>`
    case 'tried': {
      const { figures, withheld, advice } = leaving.tried
      return html`<p><span class="dr-rating dr-rating--${withheld === 0 ? 'on-track' : 'at-risk'}">${withheld === 0 ? 'Not yet, but all of it could be' : 'Not yet, and some of it could not'}</span></p>
        <p class="govuk-body">${who} was never given this table. With everything that was ever released to them, ${withheld === 0 ? html`all of its ${things(figures)} figures could be shown` : html`${things(withheld)} of its ${things(figures)} figures would be withheld`}. Until it is made into a release, nothing of it may be told.</p>
        ${advice.length > 0 && html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>What would save most</strong></p><ul class="govuk-list govuk-list--bullet">${advice.map((each) => html`<li>${each}</li>`)}</ul>`}`
    }
    case 'refused': return html`<p><span class="dr-rating dr-rating--late">No</span></p><p class="govuk-body">${leaving.because}</p>`
    case 'too long': return html`<p><span class="dr-rating dr-rating--not-started">Not yet</span></p><p class="govuk-body">${who} was never given this table, and what could be shown of it takes longer to work out than a page may take. Until it is made into a release, nothing of it may be told.</p>`
  }
}

/** The cleared figures of the table: a picture where people are counted by one thing, and always the table. */
function asTheyRead(table: FigureTable, rows: Field): Html {
  const field = table.by.find((each) => each.field === rows)
  const [other] = table.by.filter((each) => each.field !== rows)
  if (field === undefined || table.by.length > 2) return html``
  const groups = inOrder(field)
  const columns = other === undefined ? [{ name: '*', label: 'Everybody' }] : [...inOrder(other), { name: '*', label: 'Everybody' }]
  const at = (group: string, column: string): Readonly<Record<string, string>> => ({ [rows]: group, ...(other === undefined ? {} : { [other.field]: column }) })
  const share = (group: string, column: string): Figure => table.share(at(group, column), rows)
  const figures = groups.flatMap(({ name }) => columns.map((column) => share(name, column.name)))
  const caption = `${table.title}, ${dayInWords(table.on)}`
  return html`${other === undefined && html`${shareChart({ id: `leaving-${table.id.replaceAll(/[^a-z]+/g, '-')}`, title: `${fieldName(rows)}: share of those who answered`, rows: groups.filter(({ name }) => (asValue(share(name, '*')) ?? 0) <= 60).map(({ name, label }): Share => ({ label, value: share(name, '*') })) })}`}
    ${symbolsUsed(figures).map(({ symbol, words }) => html`<p class="dr-chart__note"><strong>${symbol}</strong> ${words}.</p>`)}
    <section class="dr-scroll" tabindex="0" aria-label="${caption}, as it may be told"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
      <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th>${columns.map(({ label }) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${label}</th>`)}</tr></thead>
      <tbody class="govuk-table__body">${groups.map((group) => html`<tr class="govuk-table__row${group.kind === 'parent' && html` dr-row--group`}"><th scope="row" class="govuk-table__header">${group.label}</th>${columns.map((column) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${asText(share(group.name, column.name))}<span class="dr-under">${asText(table.count(at(group.name, column.name)))} of ${asText(table.count(at(answered, column.name)))}</span></td>`)}</tr>`)}</tbody></table></section>`
}
