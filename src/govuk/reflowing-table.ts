import type { Html } from '#html/html.ts'
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
    head: head.map(({ label: _label, ...heading }) => heading),
    rows: rows.map((row) => row && row.map((cell, column) => cell && ({ ...cell, attributes: { 'data-label': labels[column] ?? '', ...cell.attributes } }))),
  })
}

type Heading = Exclude<NonNullable<GovukTableOptions['head']>[number], false | null | undefined>

export type ReflowingTable = Omit<GovukTableOptions, 'head'> & { readonly head: readonly (Heading & { readonly label?: string })[] }
