import { isRefused } from '#duty/refused.ts'
import { bonusGapOfShared, payGap, type AtRate } from '#statistics/pay-gap.ts'
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
  const tally = new ColumnTally(places.bonus.length > 0)
  for (const { cells } of rows) {
    const group = places.group.map((place) => cells[place] ?? '').join(' ').trim()
    const side = sideOf(group, reference, others)
    if (side === null) { tally.leave(group === '' ? 'no group recorded' : 'another group'); continue }
    tally.meet(side)
    if (places.bonus.length > 0) {
      const bonus = total(cells, places.bonus)
      if (bonus && bonus.over > 0n) tally.bonus(side, bonus)
    }
    const pay = total(cells, places.hourly.length > 0 ? places.hourly : places.salary)
    if (pay === undefined) { tally.leave('pay is not a number'); continue }
    if (pay === null) { tally.leave('no pay recorded'); continue }
    const hours = places.hours.length === 0 ? undefined : total(cells, places.hours)
    if (places.hours.length > 0 && (!hours || hours.over <= 0n)) { tally.leave('no hours recorded'); continue }
    tally.rate(side, hours ? dividedBy(pay, times(fraction(52), hours)) : pay)
  }
  return tally.figures()
}

/** On which side somebody of this group stands: `any` as one of the others takes everybody with an answer who is not on the other side. */
export function sideOf(group: string, reference: string, others: readonly string[]): 'comparator' | 'group' | null {
  return group === reference ? 'comparator' : others.includes(group) || (others.includes('any') && group !== '') ? 'group' : null
}

/** People as they are met, row by row: amounts that are equal are kept once, with how many have them. */
export class ColumnTally {
  readonly #rates = new Map<string, { rate: Rational; comparator: number; group: number }>()
  readonly #bonuses = new Map<string, { rate: Rational; comparator: number; group: number }>()
  readonly #relevant = { comparator: 0, group: 0 }
  readonly #leftOut: Record<string, number> = {}
  readonly #hasBonus: boolean

  constructor(hasBonus: boolean) {
    this.#hasBonus = hasBonus
  }

  leave(reason: string, people = 1): void { this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + people }
  meet(side: 'comparator' | 'group', people = 1): void { this.#relevant[side] += people }
  rate(side: 'comparator' | 'group', rate: Rational, people = 1): void { add(this.#rates, side, rate, people) }
  bonus(side: 'comparator' | 'group', paid: Rational, people = 1): void { add(this.#bonuses, side, paid, people) }

  figures(): ColumnFigures {
    const list: readonly AtRate[] = [...this.#rates.values()]
    const bonuses: readonly AtRate[] = [...this.#bonuses.values()]
    const [gap, quarters] = [payGap(list), payQuarters(list)]
    const count = (side: 'comparator' | 'group', of = list): number => of.reduce((people, each) => people + each[side], 0)
    const number = (figure: Rational | { readonly refused: string }): number | null => (isRefused(figure) ? null : toNumber(figure))
    const bonus = this.#hasBonus ? bonusGapOfShared(bonuses, { relevantComparator: this.#relevant.comparator, relevantGroup: this.#relevant.group }) : null
    return {
      counts: { reference: count('comparator'), other: count('group'), 'left out': this.#leftOut },
      mean: isRefused(gap) ? null : number(gap.meanGap), median: isRefused(gap) ? null : number(gap.medianGap),
      quarters: isRefused(quarters) ? null : { lower: pair(quarters.quarters[0]), 'lower middle': pair(quarters.quarters[1]), 'upper middle': pair(quarters.quarters[2]), upper: pair(quarters.quarters[3]) },
      bonus: bonus === null || isRefused(bonus) ? null : {
        counts: { reference: count('comparator', bonuses), other: count('group', bonuses) }, 'reference paid': number(bonus.comparatorPaid), 'other paid': number(bonus.groupPaid),
        mean: number(bonus.meanGap), median: number(bonus.medianGap),
      },
    }
  }
}

function add(to: Map<string, { rate: Rational; comparator: number; group: number }>, side: 'comparator' | 'group', rate: Rational, people: number): void {
  const key = `${rate.over}/${rate.under}`
  const at = to.get(key)
  if (at) at[side] += people
  else to.set(key, { rate, comparator: side === 'comparator' ? people : 0, group: side === 'group' ? people : 0 })
}

const pair = (quarter: { readonly comparator: number; readonly group: number } | undefined): readonly [number, number] => [quarter?.comparator ?? 0, quarter?.group ?? 0]

/** The columns added up: null when none says anything, undefined when one is no number. */
function total(cells: readonly string[], places: readonly number[]): Rational | null | undefined {
  const amounts = places.map((place) => readAmount(cells[place] ?? ''))
  if (amounts.includes(undefined)) return undefined
  const said = amounts.filter((amount): amount is Rational => amount !== null && amount !== undefined)
  return said.length === 0 ? null : said.length === 1 ? said[0] : said.length === 2 ? plus(said[0] ?? fraction(0), said[1] ?? fraction(0)) : sum(said)
}
