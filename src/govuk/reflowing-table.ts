import { html, type Html } from '#html/html.ts'
import { govukTable } from './components.ts'
import type { GovukTableOptions } from './options.ts'

/**
 * A table whose rows become cards on a narrow screen. Each cell then says its column's heading itself, taken from the head:
 * from its text, or from `label` where the head is markup (a heading that sorts). An empty label shows the cell without one.
 */
export function reflowingTable({ head, rows, classes, ...rest }: ReflowingTable): Html {
  const labels = head.map((heading) => heading.label ?? heading.text ?? '')
  return govukTable({
    firstCellIsHeader: true,
    ...rest,
    classes: `dr-table${classes ? ` ${classes}` : ''}`,
    head: head.map(({ label: _, ...heading }) => heading),
    rows: rows.map((row) => row && row.map((cell, column) => {
      if (!cell) return cell
      const { text, html: markup, attributes, ...more } = cell
      // The box keeps words and links of one cell together beside their label.
      return { ...more, html: html`<div class="dr-cell">${markup ?? text}</div>`, attributes: { 'data-label': labels[column] ?? '', ...attributes || {} } }
    })),
  })
}

type Heading = Exclude<NonNullable<GovukTableOptions['head']>[number], false | null | undefined>

export type ReflowingTable = Omit<GovukTableOptions, 'head'> & { readonly head: readonly (Heading & { readonly label?: string })[] }
