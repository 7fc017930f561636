/**
 * The words of the reference answers (`ecv/1`) in the words of the engine, family by family: what each file's input means,
 * and in what shape its answer is written. A refusal stands for an expected null.
 */
import { isRefused } from '#duty/refused.ts'
import { adjustedPayGap } from './adjusted-pay-gap.ts'
import type { PaidPerson } from './adjusted-pay-gap.ts'
import { benjaminiHochberg } from './benjamini-hochberg.ts'
import { binomialTest } from './binomial-test.ts'
import type { VectorFamily } from './check-vectors.ts'
import { chiSquare } from './chi-square.ts'
import { cochranArmitage } from './cochran-armitage.ts'
import { declaration } from './declaration.ts'
import { newcombe } from './difference-of-proportions.ts'
import { disparityRatio } from './disparity-ratio.ts'
import { equalPayAudit } from './equal-pay-audit.ts'
import type { WorkGroup } from './equal-pay-audit.ts'
import { eventRate } from './event-rate.ts'
import type { NoFigure, Share } from './figure.ts'
import { fisher } from './fisher.ts'
import { fourFifths } from './four-fifths.ts'
import { kitagawa } from './grade-mix.ts'
import { mannWhitney, mannWhitneyOfCounts } from './mann-whitney.ts'
import { oaxacaBlinder } from './oaxaca-blinder.ts'
import { bonusGap, payGap } from './pay-gap.ts'
import type { AtRate } from './pay-gap.ts'
import { bootstrapGap, meanGapWithInterval } from './pay-gap-interval.ts'
import { payQuarters } from './pay-quarters.ts'
import { pipeline } from './pipeline.ts'
import { clopperPearson, wilson } from './proportion.ts'
import { frequencyQuantileType7, quantileType2, quantileType7, weightedQuantileType2 } from './quantile.ts'
import { decimal, rounded, toNumber } from './rational.ts'
import type { Rational } from './rational.ts'
import { relativeLikelihood } from './relative-likelihood.ts'
import { representation } from './representation.ts'
import { shrink } from './shrinkage.ts'
import { stockFlow } from './stock-flow.ts'
import { topTwoBoxes } from './survey.ts'

export const statisticsFamilies: Readonly<Record<string, VectorFamily>> = {
  wilson: { answer: (input) => also(wilson(share(input), confidence(input)), ({ proportion, low, high }) => ({ p: proportion, lo: low, hi: high })) },
  'clopper-pearson': { answer: (input) => also(clopperPearson(share(input), confidence(input)), ({ low, high }) => ({ lo: low, hi: high })) },
  'newcombe-diff': {
    answer: (input) => also(newcombe(share(input, 'x1', 'n1'), share(input, 'x2', 'n2'), confidence(input)), ({ first, second, difference, low, high }) => ({ p1: first, p2: second, diff: difference, lo: low, hi: high })),
  },
  'binom-exact': { answer: (input) => also(binomialTest(share(input), number(input, 'p0')), ({ twoSided, less, greater }) => ({ pTwoSided: twoSided, pLess: less, pGreater: greater })) },
  'fisher-2x2': {
    answer: (input) => also(fisher(number(input, 'a'), number(input, 'b'), number(input, 'c'), number(input, 'd')), ({ twoSided, sampleOddsRatio }) => ({ pTwoSided: twoSided, oddsRatioSample: sampleOddsRatio })),
  },
  'chi-square': {
    answer: (input) => also(chiSquare(list(input, 'table').map((row) => list({ row }, 'row').map(asNumber)), field(input, 'yates') === true),
      ({ statistic, degreesOfFreedom, p, smallestExpected }) => ({ statistic, df: degreesOfFreedom, p, minExpected: smallestExpected })),
  },
  'relative-likelihood': { answer: answerRelativeLikelihood },
  'four-fifths': { answer: answerFourFifths },
  'disparity-ratio': {
    answer: (input) => otherwise(disparityRatio({ upper: number(input, 'refUpper'), lower: number(input, 'refLower') }, { upper: number(input, 'focusUpper'), lower: number(input, 'focusLower') }, confidence(input)),
      ({ ratio, low, high }) => ({ ratio, lo: low, hi: high }), { ratio: null, lo: null, hi: null }),
  },
  pipeline: {
    answer: (input) => also(pipeline(numbers(input, 'focus'), numbers(input, 'reference')), ({ stageRatios, overallRatio, partOfGap, worstStep }) => ({
      stageRR: stageRatios, cumulativeRR: overallRatio, logShare: partOfGap, worstStage: worstStep === null ? null : worstStep + 1,
    })),
  },
  'cochran-armitage': {
    answer: (input) => {
      const [bases, scores] = [numbers(input, 'n'), numbers(input, 'scores')]
      return also(cochranArmitage(numbers(input, 'x').map((count, i) => ({ count, base: bases[i] ?? 0, score: scores[i] ?? 0 }))), ({ z, chiSquare: chi2, p }) => ({ z, chi2, p }))
    },
  },
  'mann-whitney': {
    answer: (input) => also(field(input, 'aCounts') === undefined ? mannWhitney(numbers(input, 'a'), numbers(input, 'b')) : mannWhitneyOfCounts(numbers(input, 'aCounts'), numbers(input, 'bCounts')),
      ({ u, probabilityOfSuperiority, p, exactP }) => ({ U1: u, probSuperiority: probabilityOfSuperiority, pAsymptotic: p, pExact: exactP })),
  },
  'likert-top2': {
    answer: (input) => also(topTwoBoxes(numbers(input, 'aCounts'), numbers(input, 'bCounts')), ({ first, second, difference, interval, probabilityOfSuperiority, p }) => ({
      top2a: first, top2b: second, diff: difference, lo: interval.low, hi: interval.high, probSuperiority: probabilityOfSuperiority, pMannWhitney: p,
    })),
  },
  'benjamini-hochberg': {
    answer: (input) => also(benjaminiHochberg(list(input, 'p').map((p) => (p === null ? null : asNumber(p))), number(input, 'q')), ({ adjusted, stands }) => ({ adjusted, reject: stands })),
  },
  quantile: { answer: answerQuantile },
  gpg: { answer: answerPayGap },
  'gpg-bonus': { answer: answerBonusGap },
  'mean-gap-ci': {
    answer: (input) => also(meanGapWithInterval(numbers(input, 'men'), numbers(input, 'women'), confidence(input)), ({ gap, logError, low, high }) => ({ gapPct: gap, seLogRatio: logError, lo: low, hi: high })),
  },
  'bootstrap-gap': {
    answer: (input) => also(bootstrapGap(numbers(input, 'men'), numbers(input, 'women'), { statistic: text(input, 'stat') === 'median' ? 'median' : 'mean', seed: number(input, 'seed'), replicates: number(input, 'B') }, confidence(input)),
      ({ gap, low, high }) => ({ gapPct: gap, lo: low, hi: high })),
  },
  'ols-adjusted-gap': { answer: answerAdjustedGap },
  'oaxaca-blinder': {
    answer: (input) => also(oaxacaBlinder(list(input, 'rows').map(paidPerson)), ({ gap, byMen, byWomen, pooled, threeFold, menCoefficients, womenCoefficients }) => ({
      gap, maleRef: byMen, femaleRef: byWomen, pooled, threefold: threeFold, coefM: Object.fromEntries(menCoefficients), coefF: Object.fromEntries(womenCoefficients),
    })),
  },
  kitagawa: {
    answer: (input) => also(kitagawa(gradesOf(list(input, 'rows'))), ({ comparatorMean, groupMean, gap, composition, within, compositionPercent, withinPercent }) => ({
      meanM: toNumber(comparatorMean), meanF: toNumber(groupMean), gap: toNumber(gap), composition: toNumber(composition), within: toNumber(within),
      compositionPctOfMen: toNumber(compositionPercent), withinPctOfMen: toNumber(withinPercent),
    })),
  },
  'equal-pay-audit': { answer: answerEqualPayAudit },
  'eb-shrink': {
    answer: (input) => also(shrink(list(input, 'groups').map((group) => share(group))), ({ overall, rho, priorSize, estimates }) => ({ mu: overall, rho, priorSize, shrunk: estimates })),
  },
  declaration: {
    answer: (input) => also(declaration({ count: number(input, 'x'), declared: number(input, 'declared'), all: number(input, 'n') }), ({ rate, shareOfDeclared, shareOfAll, least, most }) => ({
      declarationRate: rate, shareOfDeclared, shareOfAll, lower: least, upper: most,
    })),
  },
  representation: {
    answer: (input) => also(representation(share(input, 'x', 'declared'), number(input, 'benchmark')), ({ share: part, percentagePoints, expected, headcountGap, interval, p, verdict }) => ({
      share: part, ppDiff: percentagePoints, expected, headcountGap, lo: interval.low, hi: interval.high, p, verdict: verdict === 'in line' ? 'in-line' : verdict,
    })),
  },
  'poisson-rate': {
    answer: (input) => also(eventRate({ events: number(input, 'x'), population: number(input, 'pop') }, number(input, 'per'), confidence(input)), ({ rate, low, high }) => ({ rate, lo: low, hi: high })),
  },
  'stock-flow': {
    answer: (input) => stockFlow({
      start: number(input, 'start'), joined: number(input, 'joined'), left: number(input, 'left'),
      newlyDeclared: number(input, 'newlyDeclared'), withdrawn: number(input, 'withdrawn'), end: number(input, 'end'),
    }),
  },
}

function answerRelativeLikelihood(input: unknown): unknown {
  const [first, second] = [share(input, 'x1', 'n1'), share(input, 'x2', 'n2')]
  const none = { rr: null, lo: null, hi: null, seLog: null, reason: 'zero-count' }
  return otherwise(relativeLikelihood(first, second, confidence(input)), ({ ratio, interval, logError }) => ({
    rr: ratio, lo: interval?.low ?? null, hi: interval?.high ?? null, seLog: logError, reason: interval === null ? 'zero-count' : null,
  }), none)
}

/** Where there is no ratio the file still asks for the people: nobody is missing from a rate that nobody reached. */
function answerFourFifths(input: unknown): unknown {
  const [focus, reference] = [share(input), share(input, 'xr', 'nr')]
  const answer = fourFifths(focus, reference)
  if (isRefused(answer)) {
    const hasRate = reference.base > 0
    return { impactRatio: null, below80: false, shortfallToParity: hasRate ? (focus.base * reference.count) / reference.base - focus.count : null, minExtraTo80: hasRate ? 0 : null, flipsWithOne: false }
  }
  const { impactRatio, isBelow, shortfall, fewestMore, turnsOnOnePerson } = answer
  return { impactRatio, below80: isBelow, shortfallToParity: shortfall, minExtraTo80: fewestMore, flipsWithOne: turnsOnOnePerson }
}

function answerQuantile(input: unknown): unknown {
  const [values, at] = [numbers(input, 'values'), number(input, 'p')]
  const answers: Record<string, () => { readonly value: number } | NoFigure> = {
    type7: () => quantileType7(values, at),
    type2: () => quantileType2(values, at),
    'weighted-2': () => weightedQuantileType2(values, numbers(input, 'weights'), at),
    'weighted-freq-7': () => frequencyQuantileType7(values, numbers(input, 'weights'), at),
  }
  const kind = text(input, 'kind')
  const answer = Object.hasOwn(answers, kind) ? answers[kind] : undefined
  if (answer === undefined) throw new RangeError(`There is no kind of percentile called “${kind}”.`)
  return also(answer(), ({ value }) => ({ q: value }))
}

function answerPayGap(input: unknown): unknown {
  const rates = list(input, 'groups').map((group): AtRate => ({ rate: amount(field(group, 'rate')), comparator: number(group, 'men'), group: number(group, 'women') }))
  const [gap, quarters] = [payGap(rates), payQuarters(rates)]
  if (isRefused(gap)) return gap
  if (isRefused(quarters)) return quarters
  const [men, women] = [gap.comparator, gap.group]
  return {
    nM: isRefused(men) ? 0 : men.people, nF: isRefused(women) ? 0 : women.people,
    meanM: also(men, ({ mean }) => toNumber(mean)), meanF: also(women, ({ mean }) => toNumber(mean)),
    meanGapPct: also(gap.meanGap, toNumber), meanGapPct1dp: also(gap.meanGap, oneDecimal),
    medianM: also(men, ({ median }) => toNumber(median)), medianF: also(women, ({ median }) => toNumber(median)),
    medianGapPct: also(gap.medianGap, toNumber), medianGapPct1dp: also(gap.medianGap, oneDecimal),
    quarterSizes: quarters.quarters.map(({ people }) => people),
    quarterMen: quarters.quarters.map(({ comparator }) => comparator),
    quarterWomen: quarters.quarters.map(({ group }) => group),
    quarterMenPct: quarters.quarters.map(({ comparatorPercent }) => also(comparatorPercent, toNumber)),
    quarterMenPct1dp: quarters.quarters.map(({ comparatorPercent }) => also(comparatorPercent, oneDecimal)),
    quarterWomenPct1dp: quarters.quarters.map(({ groupPercent }) => also(groupPercent, oneDecimal)),
    tieBlocks: quarters.tieBlocks.map(({ rate, comparator, group, seats, comparatorPlaced, comparatorIdeal }) => ({
      rateDecimal: toNumber(rate), men: comparator, women: group, seats, menPlaced: comparatorPlaced, idealMen: comparatorIdeal.map(toNumber),
    })),
  }
}

function answerBonusGap(input: unknown): unknown {
  const bonuses = { comparator: list(input, 'menBonuses').map(amount), group: list(input, 'womenBonuses').map(amount), relevantComparator: number(input, 'relevantMen'), relevantGroup: number(input, 'relevantWomen') }
  return also(bonusGap(bonuses), ({ comparatorPaid, groupPaid, meanGap, medianGap }) => ({
    propMenPct: also(comparatorPaid, toNumber), propWomenPct: also(groupPaid, toNumber), meanGapPct: also(meanGap, toNumber), medianGapPct: also(medianGap, toNumber),
  }))
}

function answerAdjustedGap(input: unknown): unknown {
  return also(adjustedPayGap(list(input, 'rows').map(paidPerson), { people: 0, ofEachSex: 0 }), ({ gap, interval, coefficients, rSquared, degreesOfFreedom }) => ({
    coef: Object.fromEntries(coefficients.map(({ name, value }) => [name, value])),
    se: Object.fromEntries(coefficients.map(({ name, error }) => [name, error])),
    seHC3: Object.fromEntries(coefficients.map(({ name, robustError }) => [name, robustError])),
    r2: rSquared, dfResid: degreesOfFreedom, adjustedGapPct: gap, lo: interval.low, hi: interval.high,
  }))
}

function answerEqualPayAudit(input: unknown): unknown {
  const groups = list(input, 'groups').map((group): WorkGroup => ({ name: text(group, 'group'), comparator: list(group, 'men').map(amount), group: list(group, 'women').map(amount) }))
  const audit = equalPayAudit(groups, number(input, 'minN'))
  return {
    groups: audit.groups.map(({ name, flag, meanGap, medianGap }) => ({ group: name, flag: flag === 'too few' ? 'too-few' : flag, meanGapPct: also(meanGap, toNumber), medianGapPct: also(medianGap, toNumber) })),
    patternAgainstWomen: audit.patternAgainstGroup,
    patternAgainstMen: audit.patternAgainstComparator,
  }
}

function gradesOf(rows: readonly unknown[]): WorkGroup[] {
  const grades = new Map<string, { comparator: Rational[]; group: Rational[] }>()
  for (const row of rows) {
    const grade = text(row, 'grade')
    const found = grades.get(grade) ?? { comparator: [], group: [] }
    grades.set(grade, found)
    found[isTrue(row, 'female') ? 'group' : 'comparator'].push(amount(field(row, 'hourly')))
  }
  return [...grades].map(([name, sides]) => ({ name, ...sides }))
}

const paidPerson = (row: unknown): PaidPerson => ({
  isWoman: isTrue(row, 'female'), isPartTime: isTrue(row, 'partTime'), grade: text(row, 'grade'), tenure: number(row, 'tenure'), hourly: number(row, 'hourly'),
})

// What an answer is made of.

function also<Answer extends object, Written>(answer: Answer | NoFigure, write: (answer: Answer) => Written): Written | NoFigure {
  return isRefused(answer) ? answer : write(answer)
}

/** Some families write nulls and a reason where the engine says that the figure is undefined; where there is no data they write null. */
function otherwise<Answer extends object, Written>(answer: Answer | NoFigure, write: (answer: Answer) => Written, undefinedIs: unknown): unknown {
  return isRefused(answer) ? (answer.reason === 'undefined' ? undefinedIs : answer) : write(answer)
}

const oneDecimal = (value: Rational): number => Number(rounded(value, 1))

// What an input is made of. A part that is missing is a broken file, and says so.

function field(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null ? new Map<string, unknown>(Object.entries(input)).get(name) : undefined
}

function asNumber(value: unknown): number {
  if (typeof value !== 'number') throw new RangeError(`${JSON.stringify(value)} is not a number.`)
  return value
}

function number(input: unknown, name: string): number {
  const value = field(input, name)
  if (typeof value !== 'number') throw new RangeError(`The input needs a number called “${name}”.`)
  return value
}

function text(input: unknown, name: string): string {
  const value = field(input, name)
  if (typeof value !== 'string') throw new RangeError(`The input needs a text called “${name}”.`)
  return value
}

function list(input: unknown, name: string): readonly unknown[] {
  const value = field(input, name)
  if (!Array.isArray(value)) throw new RangeError(`The input needs a list called “${name}”.`)
  return value
}

function amount(value: unknown): Rational {
  if (typeof value !== 'number' && typeof value !== 'string') throw new RangeError(`${JSON.stringify(value)} is not an amount.`)
  return decimal(value)
}

const numbers = (input: unknown, name: string): readonly number[] => list(input, name).map(asNumber)
const isTrue = (input: unknown, name: string): boolean => field(input, name) === true || field(input, name) === 1
const share = (input: unknown, count = 'x', base = 'n'): Share => ({ count: number(input, count), base: number(input, base) })
const confidence = (input: unknown): number => (field(input, 'conf') === undefined ? 0.95 : number(input, 'conf'))
