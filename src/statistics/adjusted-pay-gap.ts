import { isRefused } from '#duty/refused.ts'
import { studentQuantile, studentTwoSided } from './distributions.ts'
import { noFigure } from './figure.ts'
import type { Interval, NoFigure } from './figure.ts'
import { leastSquares } from './least-squares.ts'
import type { Column } from './least-squares.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding } from './finding.ts'
import { realPercent, say, together } from './sentence.ts'

/** One employee as the pay model sees them. */
export interface PaidPerson {
  readonly isWoman: boolean
  readonly isPartTime: boolean
  readonly grade: string
  /** Years of service. */
  readonly tenure: number
  /** Pounds an hour, above nought. */
  readonly hourly: number
}

export interface Coefficient {
  /** `intercept`, `female`, `partTime`, `tenure`, `tenureSq` (tenure squared, in hundreds) or `grade:` and the grade. */
  readonly name: string
  readonly value: number
  readonly error: number
  /** HC3; null when one person decides a coefficient alone. */
  readonly robustError: number | null
}

export interface AdjustedPayGap {
  /** 100 * (1 - exp(coefficient of female)): how much less women are paid than men in the same grade, hours and service. */
  readonly gap: number
  readonly interval: Interval
  /** Student t, two-sided. */
  readonly p: number
  readonly coefficients: readonly Coefficient[]
  readonly rSquared: number
  readonly degreesOfFreedom: number
}

/**
 * What is left of the gap between people in the same grade, hours and length of service: least squares on the logarithm
 * of pay. **Adjusted is not fair**: if women are kept from higher grades, taking grade into account hides just that.
 * `minimum` is the fewest people, and the fewest of each sex, for which it is asked at all (100 and 10 in the product).
 * Errors: `no-data` for nobody; `too-few` below the minimum; `undefined` for pay of nought or a factor that says nothing new.
 */
export function adjustedPayGap(people: readonly PaidPerson[], minimum = { people: 100, ofEachSex: 10 }, confidence = 0.95): AdjustedPayGap | NoFigure {
  const women = people.filter(({ isWoman }) => isWoman).length
  if (people.length === 0) return noFigure('no-data', 'There is nobody to count here.')
  if (people.length < minimum.people || Math.min(women, people.length - women) < minimum.ofEachSex) return noFigure('too-few', `An adjusted comparison needs at least ${minimum.people} people, and ${minimum.ofEachSex} of each sex.`)
  if (!people.every(isUsable)) return noFigure('undefined', 'Somebody’s pay is not above nought, or their service is not a number.')
  const columns = [...payColumns(people, true), ...gradeColumns(people, gradesOf(people))]
  const fit = leastSquares(columns, people.map(({ hourly }) => Math.log(hourly)))
  if (isRefused(fit)) return fit
  const [female, error] = [fit.coefficients[1] ?? 0, fit.errors[1] ?? 0]
  const half = studentQuantile(1 - (1 - confidence) / 2, fit.degreesOfFreedom) * error
  return {
    gap: 100 * (1 - Math.exp(female)),
    interval: { low: 100 * (1 - Math.exp(female + half)), high: 100 * (1 - Math.exp(female - half)), confidence },
    p: error === 0 ? (female === 0 ? 1 : 0) : studentTwoSided(female / error, fit.degreesOfFreedom),
    coefficients: columns.map(({ name }, index) => ({ name, value: fit.coefficients[index] ?? 0, error: fit.errors[index] ?? 0, robustError: fit.robustErrors[index] ?? null })),
    rSquared: fit.rSquared,
    degreesOfFreedom: fit.degreesOfFreedom,
  }
}

export const isUsable = ({ hourly, tenure }: PaidPerson): boolean => hourly > 0 && Number.isFinite(hourly) && Number.isFinite(tenure)

function payColumns(people: readonly PaidPerson[], withSquare: boolean): Column[] {
  return [
    { name: 'intercept', values: people.map(() => 1) },
    { name: 'female', values: people.map(({ isWoman }) => (isWoman ? 1 : 0)) },
    { name: 'partTime', values: people.map(({ isPartTime }) => (isPartTime ? 1 : 0)) },
    { name: 'tenure', values: people.map(({ tenure }) => tenure) },
    ...(withSquare ? [{ name: 'tenureSq', values: people.map(({ tenure }) => (tenure * tenure) / 100) }] : []),
  ]
}

/** In ascending order of their codes (of code units, not of a language): the first is the one that the others are compared with. */
export function gradesOf(people: readonly PaidPerson[]): readonly string[] {
  return [...new Set(people.map(({ grade }) => grade))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

export function gradeColumns(people: readonly PaidPerson[], grades: readonly string[]): Column[] {
  return grades.slice(1).map((grade) => ({ name: `grade:${grade}`, values: people.map((person) => (person.grade === grade ? 1 : 0)) }))
}

export interface AdjustedAsked extends About {
  readonly people: readonly PaidPerson[]
}

/** The adjusted gap as a finding. Errors: as `adjustedPayGap`. */
export function adjustedPayGapFinding({ people, definition, source }: AdjustedAsked): Finding<AdjustedPayGap> | NoFigure {
  const value = adjustedPayGap(people)
  if (isRefused(value)) return value
  const { gap, interval, p } = value
  const women = people.filter(({ isWoman }) => isWoman).length
  const remains = interval.low > 0 || interval.high < 0
  const size = gap === 0 ? say`the same as men` : say`${realPercent('gap', Math.abs(gap))} ${gap > 0 ? 'less' : 'more'}`
  // "1.1% less (range -1.7% to 3.8%)": the range counts in the direction of the sentence.
  const [low, high] = gap >= 0 ? [interval.low, interval.high] : [-interval.high, -interval.low]
  return gradeAlone({
    value, interval, base: people.length, denominator: 'employees on full pay', method: 'Least squares on the logarithm of hourly pay; 95% interval by Student’s t', definition, source,
    test: { p, excludesNoDifference: remains, smallestBase: Math.min(women, people.length - women), oneMoved: null }, evidence: null,
    sentence: {
      headline: together(
        say`Comparing people in the same grade, hours and length of service, women are paid ${size} (range ${realPercent('low', low)} to ${realPercent('high', high)}): ${remains ? 'a difference remains after grade' : 'no clear difference remains after grade'}.`,
        !remains && rawGap(people) > Math.max(gap, 0) ? say`Getting into grades is where the gap arises.` : []),
      meaning: [],
      certainty: [],
      notMeaning: say`Grade may itself be where the inequality lies; adjusted is not the same as fair.`,
      nextQuestion: remains ? say`What makes pay differ between people in the same grade, hours and service?` : say`How do people come into the higher grades?`,
      method: say`A model of everybody’s pay by sex, part-time work, service and grade. The range shows what chance could do, not a sampling error.`,
      plain: ['headline', 'notMeaning'],
    },
  })
}

/** The mean gap in percent before anything is taken into account. */
function rawGap(people: readonly PaidPerson[]): number {
  const meanOf = (some: readonly PaidPerson[]): number => some.reduce((sum, { hourly }) => sum + hourly, 0) / some.length
  return 100 * (1 - meanOf(people.filter(({ isWoman }) => isWoman)) / meanOf(people.filter(({ isWoman }) => !isWoman)))
}
