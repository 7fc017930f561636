/** What several pages of the room draw alike. */
import { capital } from '#duty/capital.ts'
import { html, type Html } from '#html/html.ts'
import { countOfPeople } from '#disclosure/count.ts'
import { seenByAnalyst, statutoryFigure } from '#disclosure/gate.ts'
import type { Shown } from '#disclosure/shown.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { splitBars } from '#charts/index.ts'
import { quarterNames } from '#statistics/pay-quarters.ts'
import { given, type KeptFraction, type Reported } from '../statutory.ts'
import { rounded } from '#statistics/rational.ts'
import { findPayroll } from '../payroll-store.ts'
import { paths } from '../paths.ts'
import { regimes, reportingYear, type Payroll, type Regime } from '../payroll.ts'
import { NotFound } from '#web/refusals.ts'
import type { House } from '#web/page.ts'

export const room = 'pay-gaps'
export const home = { text: 'Pay', href: paths.home.to() }

export const things = (count: number): string => tallyOfThings(count).text

/** A number of people as the analyst of the extract sees it; its page enters the look in the ledger. */
export const people = (count: number, of: string, on: Temporal.PlainDate): string =>
  seenByAnalyst(countOfPeople(count, { of, on: on.toString(), source: 'Payroll extract' }), 'An analyst works on the extract').text

export const crumbsTo = (payroll: Payroll) => [home, { text: titleOf(payroll), href: paths.payroll.to({ payroll: payroll.id }) }]
export const titleOf = (payroll: Pick<Payroll, 'snapshot'>): string => `Payroll of ${payroll.snapshot.toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })}`

export async function wanted({ db, organisation }: Pick<House, 'db' | 'organisation'>, id: string): Promise<Payroll> {
  const found = await findPayroll(db, organisation.id, id)
  if (!found) throw new NotFound(`payroll ${id}`)
  return found
}

/** What each figure is, with the paragraph or regulation that asks for it. */
export const measures = [
  { id: 'mean gap', name: 'Mean gap in hourly pay', number: 8 }, { id: 'median gap', name: 'Median gap in hourly pay', number: 9 }, { id: 'mean bonus gap', name: 'Mean gap in bonus pay', number: 10 },
  { id: 'median bonus gap', name: 'Median gap in bonus pay', number: 11 }, { id: 'bonus shares', name: 'Who was paid a bonus', number: 12 }, { id: 'quarters', name: 'Pay quarters', number: 13 },
] as const

/** A figure that the regulations require, however small the groups behind it: the one door for it. */
export function required(text: string, { regime, snapshot, number, what }: { readonly regime: Regime; readonly snapshot: Temporal.PlainDate; readonly number: number; readonly what: string }): Shown {
  return statutoryFigure(regimes[regime].provision(number), { text: `${text}%`, value: Number(text), on: snapshot.toString(), source: 'Gender pay gap figures of the body', definition: what })
}

/** The four quarters as bars from the upper down, women first. */
export function quartersPicture(reported: Reported, of: { readonly regime: Regime; readonly snapshot: Temporal.PlainDate }, id = 'quarters', title = 'Women and men in each quarter of the workforce, by hourly pay'): Html {
  const figure = (text: string, what: string): Shown => required(text, { ...of, number: 13, what })
  return splitBars({
    id, title, parts: [{ name: 'Women', tone: 'first' }, { name: 'Men', tone: 'second' }],
    rows: reported.quarters.map((quarter, place) => ({ label: capital(`${quarterNames[place] ?? ''} quarter`), first: figure(quarter.group, 'Women in the quarter'), second: figure(quarter.comparator, 'Men in the quarter') })).toReversed(),
  })
}


/** £16.16, of a kept fraction of pounds. */
export const money = (kept: KeptFraction | null): string => (kept === null ? '' : `£${rounded(given(kept), 2).replace(/\B(?=(\d{3})+\.)/g, ',')}`)

export function yearTitle(payroll: Pick<Payroll, 'snapshot'>): string {
  return reportingYear(payroll.snapshot)
}

export function summaryRows(rows: readonly (readonly [name: string, value: Html | string | null | false])[]): Html {
  return html`<dl class="govuk-summary-list">${rows.filter(([, value]) => value !== null && value !== false && value !== '').map(([name, value]) => html`<div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${value}</dd></div>`)}</dl>`
}

/** Words typed by a person, with their lines kept. */
export function paragraphs(words: string): Html {
  return html`${words.split('\n').filter((line) => line.trim() !== '').map((line) => html`<p class="govuk-body">${line}</p>`)}`
}

export const percentWords = (text: string): string => (text === '' ? 'None' : `${text}%`)
