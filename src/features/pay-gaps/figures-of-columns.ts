import { isRefused } from '#duty/refused.ts'
import { bonusGap, payGap, percentage, type AtRate } from '#statistics/pay-gap.ts'
import { payQuarters } from '#statistics/pay-quarters.ts'
import { dividedBy, fraction, plus, sum, times, toNumber, type Rational } from '#statistics/rational.ts'
import { readAmount, type ExtractRow } from './gather.ts'

/** Which columns of any table hold what: `sex=Gender,hourly=Rate`, several added up with a plus. */
export interface AskedColumns { readonly group: readonly string[]; readonly hourly: readonly string[]; readonly salary: readonly string[]; readonly hours: readonly string[]; readonly bonus: readonly string[] }

export interface ColumnFigures {
  readonly counts: { readonly reference: number; readonly other: number; readonly 'left out': Readonly<Record<string, number>> }
  readonly mean: number | null
  readonly median: number | null
  readonly quarters: Readonly<Record<'lower' | 'lower middle' | 'upper middle' | 'upper', readonly [reference: number, other: number]>> | null
  readonly bonus: { readonly counts: { readonly reference: number; readonly other: number }; readonly 'reference paid': number | null; readonly 'other paid': number | null; readonly mean: number | null; readonly median: number | null } | null
}

/**
 * The six measures of any two values of any column, straight from a table: no rule of who counts, no rounding.
 * `any` as a value takes everybody with an answer who is not on the other side. Pay of a year with hours of a week is pay for an hour of 52 weeks.
 */
export function figuresOfColumns(headings: readonly string[], rows: readonly ExtractRow[], columns: AskedColumns, reference: string, others: readonly string[]): ColumnFigures {
  const placesOf = (names: readonly string[]): readonly number[] => names.map((name) => headings.indexOf(name))
  const places = { group: placesOf(columns.group), hourly: placesOf(columns.hourly), salary: placesOf(columns.salary), hours: placesOf(columns.hours), bonus: placesOf(columns.bonus) }
  const rates = new Map<string, { rate: Rational; comparator: number; group: number }>()
  const bonuses: { comparator: Rational[]; group: Rational[] } = { comparator: [], group: [] }
  const relevant = { comparator: 0, group: 0 }
  const leftOut: Record<string, number> = {}
  const leave = (reason: string): void => { leftOut[reason] = (leftOut[reason] ?? 0) + 1 }
  for (const { cells } of rows) {
    const group = places.group.map((place) => cells[place] ?? '').join(' ').trim()
    const side = group === reference ? 'comparator' : others.includes(group) || (others.includes('any') && group !== '') ? 'group' : null
    if (side === null) { leave(group === '' ? 'no group recorded' : 'another group'); continue }
    relevant[side] += 1
    if (places.bonus.length > 0) {
      const bonus = total(cells, places.bonus)
      if (bonus && bonus.over > 0n) bonuses[side].push(bonus)
    }
    const pay = total(cells, places.hourly.length > 0 ? places.hourly : places.salary)
    if (pay === undefined) { leave('pay is not a number'); continue }
    if (pay === null) { leave('no pay recorded'); continue }
    const hours = places.hours.length === 0 ? undefined : total(cells, places.hours)
    if (places.hours.length > 0 && (!hours || hours.over <= 0n)) { leave('no hours recorded'); continue }
    const rate = hours ? dividedBy(pay, times(fraction(52), hours)) : pay
    const key = `${rate.over}/${rate.under}`
    const at = rates.get(key)
    if (at) at[side] += 1
    else rates.set(key, { rate, comparator: side === 'comparator' ? 1 : 0, group: side === 'group' ? 1 : 0 })
  }
  const list: readonly AtRate[] = [...rates.values()]
  const [gap, quarters] = [payGap(list), payQuarters(list)]
  const count = (side: 'comparator' | 'group'): number => list.reduce((people, each) => people + each[side], 0)
  const number = (figure: Rational | { readonly refused: string }): number | null => (isRefused(figure) ? null : toNumber(figure))
  const bonus = places.bonus.length === 0 ? null : bonusGap({ ...bonuses, relevantComparator: relevant.comparator, relevantGroup: relevant.group })
  return {
    counts: { reference: count('comparator'), other: count('group'), 'left out': leftOut },
    mean: isRefused(gap) ? null : number(gap.meanGap), median: isRefused(gap) ? null : number(gap.medianGap),
    quarters: isRefused(quarters) ? null : { lower: pair(quarters.quarters[0]), 'lower middle': pair(quarters.quarters[1]), 'upper middle': pair(quarters.quarters[2]), upper: pair(quarters.quarters[3]) },
    bonus: bonus === null || isRefused(bonus) ? null : {
      counts: { reference: bonuses.comparator.length, other: bonuses.group.length }, 'reference paid': number(percentage(bonuses.comparator.length, relevant.comparator)), 'other paid': number(percentage(bonuses.group.length, relevant.group)),
      mean: number(bonus.meanGap), median: number(bonus.medianGap),
    },
  }
}

const pair = (quarter: { readonly comparator: number; readonly group: number } | undefined): readonly [number, number] => [quarter?.comparator ?? 0, quarter?.group ?? 0]

/** The columns added up: null when none says anything, undefined when one is no number. */
function total(cells: readonly string[], places: readonly number[]): Rational | null | undefined {
  const amounts = places.map((place) => readAmount(cells[place] ?? ''))
  if (amounts.includes(undefined)) return undefined
  const said = amounts.filter((amount): amount is Rational => amount !== null && amount !== undefined)
  return said.length === 0 ? null : said.length === 1 ? said[0] : said.length === 2 ? plus(said[0] ?? fraction(0), said[1] ?? fraction(0)) : sum(said)
}
