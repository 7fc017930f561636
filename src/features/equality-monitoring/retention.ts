import type { Dataset, Source } from './dataset.ts'

/**
 * The day from which an extract's rows are no longer kept: so many months after the day that it describes. Rows of an extract that was replaced are wrong, and
 * are not kept at all. Its exact counts stay: what was published rests on them.
 */
export function rowsKeptUntil(dataset: Pick<Dataset, 'to' | 'state'>, source: Pick<Source, 'keepRowsMonths'>): Temporal.PlainDate {
  return dataset.state === 'replaced' ? dataset.to : dataset.to.add({ months: source.keepRowsMonths })
}

/** Whether its rows about people are here: it was taken in, and they have not been deleted. */
export function areRowsHeld({ rowsDeletedOn, state }: Pick<Dataset, 'state' | 'rowsDeletedOn'>): boolean {
  return rowsDeletedOn === null && (state === 'current' || state === 'replaced')
}

export function areRowsDue(dataset: Pick<Dataset, 'to' | 'state' | 'rowsDeletedOn'>, source: Pick<Source, 'keepRowsMonths'>, today: Temporal.PlainDate): boolean {
  return areRowsHeld(dataset) && (dataset.state === 'replaced' || Temporal.PlainDate.compare(today, rowsKeptUntil(dataset, source)) > 0)
}

/** Extracts whose rows go next, soonest first. What a correction has replaced goes in the coming night. */
export function listNextToGo(datasets: readonly Dataset[], sources: readonly Source[], today: Temporal.PlainDate): readonly { readonly dataset: Dataset; readonly on: Temporal.PlainDate }[] {
  return datasets.filter(areRowsHeld).flatMap((dataset) => {
    const source = sources.find((each) => each.id === dataset.source.id)
    if (source === undefined) return []
    const after = rowsKeptUntil(dataset, source).add({ days: 1 })
    return [{ dataset, on: dataset.state === 'replaced' || Temporal.PlainDate.compare(after, today) <= 0 ? today.add({ days: 1 }) : after }]
  }).sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
}

/** What of an extract is gone already, for somebody who asks what is held: the newest day of which rows were deleted. Null while nothing was. */
export function rowsGoneUpTo(datasets: readonly Pick<Dataset, 'to' | 'rowsDeletedOn'>[]): Temporal.PlainDate | null {
  return datasets.filter((each) => each.rowsDeletedOn !== null).map(({ to }) => to).sort((one, other) => Temporal.PlainDate.compare(one, other)).at(-1) ?? null
}
