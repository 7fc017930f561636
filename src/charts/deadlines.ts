import { scaleLinear } from 'd3-scale'
import { html, type Html } from '#html/html.ts'
import { at, linked, type Picture, type Tone } from './plotted.ts'

export interface Deadline {
  readonly label: string
  readonly href?: string
  readonly tone: Tone
  /** When work on it began or begins, where that is known. */
  readonly from?: Temporal.PlainDate | null
  readonly due: Temporal.PlainDate
  /** How it stands, in words, with its date: “Overdue, 31 March 2026”. */
  readonly words: string
}

/**
 * Deadlines on one line of time, a row for each, with today marked. The calendar runs in whole quarters from the
 * earliest date to the latest. Each row says its own words, so the marks are only for the eye.
 */
export function deadlineChart({ id, title, deadlines, today }: Picture & { readonly deadlines: readonly Deadline[]; readonly today: Temporal.PlainDate }): Html {
  const dates = [today, ...deadlines.flatMap(({ from, due }) => from ? [from, due] : [due])].sort(Temporal.PlainDate.compare)
  const first = quarterOf(dates[0] ?? today)
  const months = 3 + monthsBetween(first, quarterOf(dates.at(-1) ?? today))
  // At most six headings, each standing at the start of its own stretch of time.
  const step = [3, 6, 12, 24, 60].find((each) => months / each <= 6) ?? 120
  const columns = Math.ceil(months / step)
  const scale = scaleLinear([0, columns * step], [0, 100])
  const x = (date: Temporal.PlainDate): string => at(scale(monthsBetween(first, date.with({ day: 1 })) + (date.day - 1) / date.daysInMonth))
  const starts = Array.from({ length: columns }, (_, i) => first.add({ months: i * step }))
  const grid = html`${starts.slice(1).map((start) => html`<line class="dr-chart__grid" x1="${x(start)}" x2="${x(start)}" y1="0" y2="10"></line>`)}<line class="dr-chart__today" x1="${x(today)}" x2="${x(today)}" y1="0" y2="10"></line>`

  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<div class="dr-deadlines">
<ol class="dr-deadlines__calendar" aria-hidden="true">${starts.map((start) => html`<li>${start.toLocaleString('en-GB', { month: 'short', year: 'numeric' })}</li>`)}</ol>
<ul class="dr-deadlines__rows">
${deadlines.map((deadline) => html`<li class="dr-deadlines__row"><span class="dr-deadlines__label">${linked(deadline)}<span class="dr-under">${deadline.words}</span></span><svg class="dr-deadlines__time" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${grid}${deadline.from && html`<line class="dr-deadlines__span dr-line--${deadline.tone}" x1="${x(deadline.from)}" x2="${x(deadline.due)}" y1="5" y2="5"></line>`}<line class="dr-deadlines__due dr-line--${deadline.tone}" x1="${x(deadline.due)}" x2="${x(deadline.due)}" y1="5" y2="5"></line></svg></li>`)}</ul>
</div>
<p class="dr-chart__note">The red line is today, ${today.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}.</p>
</figure>`
}

function quarterOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.with({ day: 1, month: date.month - (date.month - 1) % 3 })
}

function monthsBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return (to.year - from.year) * 12 + to.month - from.month
}
