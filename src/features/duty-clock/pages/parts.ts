/** Pieces that several of the room’s pages show: a state, a date with its sentence, the wheel. */
import { yearWheel, type WheelMark } from '#charts/index.ts'
import { dayInWords } from '#duty/dates.ts'
import { financialYear, financialYearOf } from '#duty/quarters.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import { html, type Html } from '#html/html.ts'
import type { Crumb } from '#web/page.ts'
import type { Deed } from '../deed.ts'
import { howItStands, type Due, type DueState, type Owed } from '../owed.ts'
import { paths } from '../paths.ts'

export const crumbs: readonly Crumb[] = [{ text: 'What is due', href: paths.clock.to() }]
export const crumbsOf = (owed: Pick<Owed, 'id' | 'title'>): readonly Crumb[] => [...crumbs, { text: 'Duties and promises', href: paths.owed.to() }, { text: owed.title, href: paths.one.to({ owed: owed.id }) }]

export const stateWords: Readonly<Record<DueState, string>> = { kept: 'Kept', 'kept late': 'Done late', 'not kept': 'Not kept', late: 'Late', 'due soon': 'Due soon', ahead: 'Ahead', 'not known': 'No date yet' }
const looks = {
  kept: { tone: 'done', shape: 'dot' }, 'kept late': { tone: 'done', shape: 'ringed' }, 'not kept': { tone: 'late', shape: 'cross' }, late: { tone: 'late', shape: 'diamond' },
  'due soon': { tone: 'at-risk', shape: 'diamond' }, ahead: { tone: 'not-started', shape: 'hollow' }, 'not known': { tone: 'asked', shape: 'hollow' },
} as const satisfies Record<DueState, Pick<WheelMark, 'tone' | 'shape'>>

export function stateTag(state: DueState): Html {
  return html`<span class="dr-rating dr-rating--${looks[state].tone}">${stateWords[state]}</span>`
}

/** A promise stands in the words of the body, which are quoted; what the law asks is told in ours, which are not. */
export const sentenceOf = (owed: Pick<Owed, 'by' | 'sentence'>): Html => owed.by === 'promise' ? html`<span class="dr-written">${owed.sentence}</span>` : html`${owed.sentence}`

export const byWords = (owed: Pick<Owed, 'by'>): string => owed.by === 'law' ? 'By law' : 'Our own promise'
export const things = (count: number): string => tallyOfThings(count).text
export const dueWords = ({ due }: Pick<Due, 'due'>): string => due === null ? 'No date yet' : dayInWords(due)

/** The year of one’s own calendar that a date stands in: 2026 for 1 April 2026 to 31 March 2027. */
export const yearOf = ({ on }: Pick<Due, 'on'>): number | null => on === null ? null : financialYearOf(on).beginning

export function wheelOf(id: string, dates: readonly Due[], year: number, today: Temporal.PlainDate): Html {
  const inYear = dates.filter((each) => yearOf(each) === year)
  const states = [...new Set(inYear.map((each) => each.state))]
  const { from } = financialYear(year)
  return yearWheel({
    id, title: `What falls due from April ${year} to March ${year + 1}`, from, today, middle: [`${year} to`, String(year + 1)], rings: { outer: 'what the law asks', inner: 'what we promised ourselves' },
    key: (['late', 'due soon', 'ahead', 'kept', 'kept late', 'not kept'] as const).filter((state) => states.includes(state)).map((state) => ({ ...looks[state], words: stateWords[state] })),
    marks: inYear.flatMap((each): WheelMark[] => each.on === null ? [] : [{ on: each.on, ring: each.owed.by === 'law' ? 'outer' : 'inner', ...looks[each.state], words: `${each.owed.title}, ${dueWords(each)}: ${howItStands(each, today)}` }]),
  })
}

/** What shows that it was done: a link to it, or that somebody noted it by hand. */
export function deedLink(deed: Deed): Html {
  return html`<a class="govuk-link" href="${deed.href}">${deed.title}</a>${isByHand(deed) && html` <span class="dr-by-hand">(noted by hand)</span>`}`
}

export const isByHand = (deed: Pick<Deed, 'room'>): boolean => deed.room === 'duty-clock'

export function summaryRows(rows: readonly (readonly [name: string, value: Html | string | null | false])[]): Html {
  return html`<dl class="govuk-summary-list">${rows.filter(([, value]) => value !== null && value !== false && value !== '').map(([name, value]) => html`<div class="govuk-summary-list__row">
    <dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${value}</dd></div>`)}</dl>`
}
