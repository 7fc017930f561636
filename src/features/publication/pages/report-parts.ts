/** A report as its readers see it, on the page and in Word. */
import { rangeInWords } from '#duty/dates.ts'
import type { WrittenBlock } from '#documents/write.ts'
import { html, type Html } from '#html/html.ts'
import { isNumeric, nameOf, reportKinds, type Report, type ReportBlock, type ReportTable } from '../report.ts'

export function periodOf(report: Pick<Report, 'from' | 'to'>): string {
  return report.from === null || report.to === null ? '' : rangeInWords(Temporal.PlainDate.from(report.from), Temporal.PlainDate.from(report.to))
}

export function overTitle(report: Report): string {
  const period = periodOf(report)
  return `${reportKinds[report.kind]}${period === '' ? '' : `, ${period}`}`
}

export function contentsOf(report: Report): Html | false {
  const headings = report.blocks.filter((block) => block.kind === 'heading' && block.level === 2) as readonly Extract<ReportBlock, { kind: 'heading' }>[]
  return headings.length > 2 && html`<nav class="dr-contents" aria-label="What is in this report"><ol class="govuk-list">${headings.map((each) => html`<li><a class="govuk-link" href="#${nameOf(each.text)}">${each.text}</a></li>`)}</ol></nav>`
}

/** @param data where the table's files are; null while it is only a draft */
export function reportBody(report: Report, data: ((table: ReportTable) => Html) | null): Html {
  return html`${report.blocks.map((block) => {
    if (block.kind === 'heading') return block.level === 2 ? html`<h2 class="govuk-heading-l" id="${nameOf(block.text)}">${block.text}</h2>` : html`<h3 class="govuk-heading-m">${block.text}</h3>`
    if (block.kind === 'paragraph') return html`<p class="govuk-body">${block.text}</p>`
    if (block.kind === 'list') return html`<ul class="govuk-list govuk-list--bullet">${block.items.map((item) => html`<li>${item}</li>`)}</ul>`
    return html`${tableOf(block)}${data?.(block)}`
  })}`
}

function tableOf(table: ReportTable): Html {
  const numeric = table.columns.map((_, at) => isNumeric(table.rows.map((row) => row[at] ?? '')))
  return html`<section class="dr-table-frame" tabindex="0" aria-label="${table.title}"><table class="govuk-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${table.title}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row">${table.columns.map((column, at) => html`<th scope="col" class="govuk-table__header${numeric[at]! && html` govuk-table__header--numeric`}">${column}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${table.rows.map((row) => html`<tr class="govuk-table__row">${row.map((cell, at) => at === 0 ? html`<th scope="row" class="govuk-table__header">${cell}</th>` : html`<td class="govuk-table__cell${numeric[at]! && html` govuk-table__cell--numeric`}">${cell}</td>`)}</tr>`)}</tbody></table></section>
    ${table.source !== '' && html`<p class="govuk-body-s dr-dated">Source: ${table.source}</p>`}`
}

export function asWritten(report: Report, about: string): readonly WrittenBlock[] {
  return [
    { kind: 'paragraph', text: report.summary },
    ...report.blocks.flatMap((block): readonly WrittenBlock[] => {
      if (block.kind === 'heading' || block.kind === 'paragraph') return [block]
      if (block.kind === 'list') return block.items.map((item) => ({ kind: 'paragraph', text: `• ${item}` }))
      const numeric = block.columns.map((_, at) => isNumeric(block.rows.map((row) => row[at] ?? '')))
      return [{ kind: 'table', table: { title: block.title, ...(block.source === '' ? {} : { notes: [`Source: ${block.source}`] }), headings: block.columns.map((text, at) => ({ text, kind: numeric[at]! ? 'number' : 'text' })), rows: block.rows } }]
    }),
    { kind: 'heading', level: 2, text: 'About this report' }, { kind: 'paragraph', text: about },
  ]
}
