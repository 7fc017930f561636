import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { isRefused } from '#duty/refused.ts'
import type { About, Finding } from './finding.ts'
import { people, percent, say, smallestBaseForPercentage, tenths, together, tooFewForPercentage } from './sentence.ts'

/** One characteristic of one group of people. "Prefer not to say" is an answer to the question but not a declaration. */
export interface Declared {
  /** People who told us that they have the characteristic. */
  readonly count: number
  /** People who told us either way. */
  readonly declared: number
  /** Everybody in scope. */
  readonly all: number
}

export interface Declaration {
  /** declared / all. */
  readonly rate: number
  /** count / declared; null when nobody declared. */
  readonly shareOfDeclared: number | null
  /** count / all. */
  readonly shareOfAll: number
  /** The least that the true share of all can be: nobody who is silent has it. */
  readonly least: number
  /** The most: everybody who is silent has it. */
  readonly most: number
}

/**
 * The declaration rate, the same count over its denominators, and how far silence could move it.
 * Errors: `no-data` when there is nobody; `undefined` when the numbers contradict each other.
 */
export function declaration({ count, declared, all }: Declared): Declaration | NoFigure {
  const fault = faultInCounts([count, declared, all])
  if (fault) return fault
  if (all === 0) return noFigure('no-data', 'There is nobody to count here.')
  if (count > declared || declared > all) return noFigure('undefined', `${count} of ${declared} of ${all} cannot be: a part is larger than its whole.`)
  return {
    rate: declared / all,
    shareOfDeclared: declared === 0 ? null : count / declared,
    shareOfAll: count / all,
    least: count / all,
    most: (count + all - declared) / all,
  }
}

export interface DeclarationAsked extends About {
  readonly numbers: Declared
  /** Who is asked: "staff". */
  readonly who: string
  /** What they told us they are: "lesbian, gay or bisexual". */
  readonly are: string
}

/**
 * The declared share as a finding. Nothing is compared, so it has no grade. Below 60 % declared nothing may be
 * concluded, and the sentence says so. Errors: as `declaration`; `no-data` when nobody declared; `too-few` below a base of 20.
 */
export function declarationFinding({ numbers, who, are, definition, source }: DeclarationAsked): Finding<Declaration> | NoFigure {
  const value = declaration(numbers)
  if (isRefused(value)) return value
  const { count, declared, all } = numbers
  if (declared === 0) return noFigure('no-data', 'Nobody has answered this question.')
  if (declared < smallestBaseForPercentage) return noFigure('too-few', tooFewForPercentage)
  const silent = all - declared
  const range = silent === 0 ? [] : say`The true share of all ${who} lies anywhere from ${percent('least', count, all)} to ${percent('most', count + silent, all)}.`
  return {
    value, interval: null, base: declared, denominator: `${who} who told us`, method: 'Count and declaration rate', definition, source, test: null, evidence: null,
    sentence: {
      headline: say`${people('count', count)} ${who} told us they are ${are}: ${percent('shareOfDeclared', count, declared)} of the ${people('declared', declared)} who answered.`,
      meaning: silent === 0 ? say`Everybody has answered.`
        : 10 * declared < 6 * all ? say`${tenths('silent', silent, all)} have not answered, so we cannot say whether this is low or high.`
        : together(say`${percent('silent', silent, all, 0)} have not answered.`, range),
      certainty: [],
      notMeaning: together(10 * declared < 6 * all ? range : [], say`Somebody who prefers not to say has not told us either way.`),
      nextQuestion: say`What would make more ${who} willing to answer?`,
      method: say`The share is of those who answered. The range takes nobody, and then everybody, of those who did not.`,
      plain: ['headline', 'meaning'],
    },
  }
}
