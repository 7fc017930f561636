import { isRefused } from '#duty/refused.ts'
import { gradeColumns, gradesOf, isUsable } from './adjusted-pay-gap.ts'
import type { PaidPerson } from './adjusted-pay-gap.ts'
import { noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { leastSquares } from './least-squares.ts'
import type { Column } from './least-squares.ts'

export interface TwoFold {
  readonly explained: number
  readonly unexplained: number
}

export interface OaxacaBlinder {
  /** Mean ln(hourly) of men less that of women; each set of parts below adds to it. */
  readonly gap: number
  /** By whose pay structure the differences between people are priced: men's, women's, or all people's with a term for sex. */
  readonly byMen: TwoFold
  readonly byWomen: TwoFold
  readonly pooled: TwoFold
  readonly threeFold: { readonly endowments: number; readonly coefficients: number; readonly interaction: number }
  /** `intercept`, `partTime`, `tenure` and `grade:` terms, by name. */
  readonly menCoefficients: ReadonlyMap<string, number>
  readonly womenCoefficients: ReadonlyMap<string, number>
}

/**
 * The Oaxaca-Blinder decomposition, for analysts who ask for the export: it needs a model, its answer depends on whose
 * pay structure is taken as normal, and "unexplained" is not "unfair" nor "explained" "fair". The page shows the
 * grade mix (`grade-mix.ts`) instead.
 * Errors: `no-data` for an empty side; `too-few` and `undefined` from the models of each side (a grade with only men, for example).
 * Source: Oaxaca 1973, Blinder 1973; pooled with the dummy as Fortin 2008 and Jann 2008.
 */
export function oaxacaBlinder(people: readonly PaidPerson[]): OaxacaBlinder | NoFigure {
  const [men, women] = [people.filter(({ isWoman }) => !isWoman), people.filter(({ isWoman }) => isWoman)]
  if (men.length === 0 || women.length === 0) return noFigure('no-data', 'There is nobody in one of the groups.')
  if (!people.every(isUsable)) return noFigure('undefined', 'Somebody’s pay is not above nought, or their service is not a number.')
  const grades = gradesOf(people)
  const columnsOf = (some: readonly PaidPerson[]): Column[] => [
    { name: 'intercept', values: some.map(() => 1) },
    { name: 'partTime', values: some.map(({ isPartTime }) => (isPartTime ? 1 : 0)) },
    { name: 'tenure', values: some.map(({ tenure }) => tenure) },
    ...gradeColumns(some, grades),
  ]
  const female: Column = { name: 'female', values: people.map(({ isWoman }) => (isWoman ? 1 : 0)) }
  const [ofMen, ofWomen, ofAll] = [leastSquares(columnsOf(men), logPay(men)), leastSquares(columnsOf(women), logPay(women)), leastSquares([...columnsOf(people), female], logPay(people))]
  if (isRefused(ofMen)) return ofMen
  if (isRefused(ofWomen)) return ofWomen
  if (isRefused(ofAll)) return ofAll

  const [x, y] = [columnsOf(men).map(meanOf), columnsOf(women).map(meanOf)]
  const [bMen, bWomen, bAll] = [ofMen.coefficients, ofWomen.coefficients, ofAll.coefficients]
  const gap = average(logPay(men)) - average(logPay(women))
  const differences = x.map((value, i) => value - (y[i] ?? 0))
  const prices = bMen.map((value, i) => value - (bWomen[i] ?? 0))
  const pooledExplained = dot(differences, bAll)
  return {
    gap,
    byMen: { explained: dot(differences, bMen), unexplained: dot(y, prices) },
    byWomen: { explained: dot(differences, bWomen), unexplained: dot(x, prices) },
    pooled: { explained: pooledExplained, unexplained: gap - pooledExplained },
    threeFold: { endowments: dot(differences, bWomen), coefficients: dot(y, prices), interaction: dot(differences, prices) },
    menCoefficients: named(columnsOf(men), bMen),
    womenCoefficients: named(columnsOf(women), bWomen),
  }
}

const logPay = (people: readonly PaidPerson[]): number[] => people.map(({ hourly }) => Math.log(hourly))
const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const meanOf = ({ values }: Column): number => average(Array.from(values))
const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
const named = (columns: readonly Column[], values: readonly number[]): ReadonlyMap<string, number> => new Map(columns.map(({ name }, i) => [name, values[i] ?? 0]))
