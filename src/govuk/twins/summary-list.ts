import { html, type Html } from '#html/html.ts'
import { official } from '../official.ts'
import type { GovukSummaryListOptions } from '../options.ts'
import { also, attributes, content, present } from './words.ts'

type Row = Exclude<GovukSummaryListOptions['rows'][number], false | null | undefined>
type Action = Exclude<NonNullable<Exclude<Row['actions'], false | null>>['items'], undefined> extends readonly (infer Item)[] ? Exclude<Item, false | null | undefined> : never

const asCard = official<GovukSummaryListOptions>('govuk', 'summary-list')

/** The list; one in a card is rare, and is left to the official template. */
export function govukSummaryList(list: GovukSummaryListOptions): Html {
  if (list.card) return asCard(list)
  const rows = present(list.rows)
  const anyActions = rows.some((row) => row.actions && present(row.actions.items).length > 0)
  return html`<dl class="govuk-summary-list${also(list.classes)}"${attributes(list.attributes)}>
${rows.map((row) => html`<div class="govuk-summary-list__row${anyActions && !(row.actions && row.actions.items) && ' govuk-summary-list__row--no-actions'}${also(row.classes)}">
<dt class="govuk-summary-list__key${also(row.key.classes)}">${content(row.key)}</dt>
<dd class="govuk-summary-list__value${also(row.value?.classes)}">${content(row.value)}</dd>
${row.actions && actions(row.actions)}</div>`)}</dl>`
}

function actions(given: Exclude<NonNullable<Row['actions']>, false>): Html | null {
  const items = present(given.items)
  if (items.length === 0) return null
  return html`<dd class="govuk-summary-list__actions${also(given.classes)}">${items.length === 1 ? link(items[0]!) : html`<ul class="govuk-summary-list__actions-list">
${items.map((action) => html`<li class="govuk-summary-list__actions-list-item">${link(action)}</li>`)}</ul>`}</dd>
`
}

function link(action: Action): Html {
  return html`<a class="govuk-link${also(action.classes)}" href="${action.href}"${attributes(action.attributes)}>${content(action)}${action.visuallyHiddenText && html`<span class="govuk-visually-hidden"> ${action.visuallyHiddenText}</span>`}</a>`
}
