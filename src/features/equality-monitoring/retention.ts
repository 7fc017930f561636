import type { Dataset, Source } from './dataset.ts'

/**
 * The day from which an extract's rows are no longer kept: so many months after the day that it describes. Rows of an extract that was replaced are wrong, and
 * are not kept at all. Its exact counts stay: what was published rests on them.
 */
export function rowsKeptUntil(dataset: Pick<Dataset, 'to' | 'state'>, source: Pick<Source, 'keepRowsMonths'>): Temporal.PlainDate {
  return dataset.state === 'replaced' ? dataset.to : dataset.to.add({ months: source.keepRowsMonths })
}

export function areRowsDue(dataset: Pick<Dataset, 'to' | 'state' | 'rowsDeletedOn'>, source: Pick<Source, 'keepRowsMonths'>, today: Temporal.PlainDate): boolean {
  if (dataset.rowsDeletedOn !== null || (dataset.state !== 'current' && dataset.state !== 'replaced')) return false
  return dataset.state === 'replaced' || Temporal.PlainDate.compare(today, rowsKeptUntil(dataset, source)) > 0
}
