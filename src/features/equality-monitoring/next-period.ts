import type { Dataset } from './dataset.ts'

export interface Period { readonly from: Temporal.PlainDate | null; readonly to: Temporal.PlainDate }

/**
 * The day or period that the next extract of a source is about: as far after the newest as that is after the one before; a quarter where there is only
 * one; the last full quarter where there is none. It may lie in the future: then nothing is due yet.
 *
 * @param taken what was taken in, the latest day first
 */
export function duePeriod(each: 'snapshot' | 'period', taken: readonly Pick<Dataset, 'from' | 'to'>[], today: Temporal.PlainDate): Period {
  const [newest, before] = taken
  if (newest === undefined) {
    const to = lastQuarterEnd(today)
    return { from: each === 'snapshot' ? null : to.with({ day: 1 }).subtract({ months: 2 }), to }
  }
  const step = before === undefined ? newest.from === null ? 3 : monthsIn(newest.from, newest.to) : monthsBetween(before.to, newest.to)
  const to = after(newest.to, step)
  return { from: each === 'snapshot' ? null : newest.to.add({ days: 1 }), to }
}

/** The same for the upload's form: never a day that is still to come. */
export function nextPeriod(each: 'snapshot' | 'period', taken: readonly Pick<Dataset, 'from' | 'to'>[], today: Temporal.PlainDate): Period {
  const due = duePeriod(each, taken, today)
  return Temporal.PlainDate.compare(due.to, today) <= 0 ? due : { from: due.from !== null && Temporal.PlainDate.compare(due.from, today) <= 0 ? due.from : each === 'snapshot' ? null : today, to: today }
}

function after(day: Temporal.PlainDate, months: number): Temporal.PlainDate {
  const next = day.add({ months })
  return day.day === day.daysInMonth ? next.with({ day: next.daysInMonth }) : next
}

const monthsBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate): number => Math.max(1, Math.round(from.until(to, { largestUnit: 'days' }).days / 30.44))
const monthsIn = (from: Temporal.PlainDate, to: Temporal.PlainDate): number => monthsBetween(from, to.add({ days: 1 }))

function lastQuarterEnd(today: Temporal.PlainDate): Temporal.PlainDate {
  const first = today.with({ month: Math.floor((today.month - 1) / 3) * 3 + 1, day: 1 })
  return first.subtract({ days: 1 })
}
