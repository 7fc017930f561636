/**
 * The distributions that the tests rest on. Densities, the normal and the gamma are those of
 * lib-r-math.js (the port of R's own library): measured against 40-digit arithmetic over 1,000 points they keep twelve
 * figures. Its **incomplete beta function does not** (up to 0.2 % off in version 2.0.3), and with it its binomial,
 * beta and Student t probabilities and quantiles are wrong: those are computed here, from its good beta density. Its
 * hypergeometric probabilities turn over far out in a tail (1 for 0), and are summed here from its good density.
 * `distributions.test.ts` holds every one of these to known values, and holds the library to being wrong, so that the
 * day on which it is mended is noticed.
 */
import { dbeta, dbinom, dgamma, dhyper, dt, pgamma, pnorm, qgamma, qnorm } from 'lib-r-math.js'

/** The chance that a standard normal is at least so far from nought, on either side. */
export const normalTwoSided = (z: number): number => Math.min(1, 2 * pnorm(Math.abs(z), 0, 1, false))
/** 1.96 for 0.95. */
export const criticalValue = (confidence: number): number => -qnorm((1 - confidence) / 2)

export const chiSquareUpperTail = (statistic: number, degreesOfFreedom: number): number => pgamma(statistic / 2, degreesOfFreedom / 2, 1, undefined, false)

/** The library's answer, polished: it loses a few places far in the tail of a very large shape. */
export function gammaQuantile(probability: number, shape: number): number {
  let x = qgamma(probability, shape)
  for (let step = 0; step < 3; step++) {
    const density = dgamma(x, shape)
    if (!(density > 0)) return x
    const next = x - (pgamma(x, shape) - probability) / density
    if (!(next > 0)) return x
    if (Math.abs(next - x) <= 1e-15 * x) return next
    x = next
  }
  return x
}

export const binomialPoint = (count: number, trials: number, chance: number): number => dbinom(count, trials, chance)

/** P(X <= count). */
export function binomialAtMost(count: number, trials: number, chance: number): number {
  if (count < 0) return 0
  return count >= trials ? 1 : incompleteBetaUpper(chance, count + 1, trials - count)
}

/** P(X >= count). */
export function binomialAtLeast(count: number, trials: number, chance: number): number {
  if (count <= 0) return 1
  return count > trials ? 0 : incompleteBeta(chance, count, trials - count + 1)
}

/** `drawn` people are drawn from `marked + unmarked`: P(exactly `count` of them are marked). */
export const hypergeometricPoint = (count: number, marked: number, unmarked: number, drawn: number): number => dhyper(count, marked, unmarked, drawn)

/** P(at most `count` of the drawn are marked). */
export function hypergeometricAtMost(count: number, marked: number, unmarked: number, drawn: number): number {
  if (count < Math.max(0, drawn - unmarked)) return 0
  if (count >= Math.min(marked, drawn)) return 1
  return count * (marked + unmarked) <= drawn * marked
    ? lowerTail(count, marked, unmarked, drawn)
    : 1 - lowerTail(drawn - count - 1, unmarked, marked, drawn)
}

/** At least so many marked is at most the rest unmarked. */
export const hypergeometricAtLeast = (count: number, marked: number, unmarked: number, drawn: number): number => hypergeometricAtMost(drawn - count, unmarked, marked, drawn)

/** Below the mean each term is smaller than the one above it, so the sum from `count` downwards is soon complete. */
function lowerTail(count: number, marked: number, unmarked: number, drawn: number): number {
  let [sum, term] = [1, 1]
  for (let k = count; k > 0 && term > 1e-17 * sum; k--) {
    term *= (k * (unmarked - drawn + k)) / ((drawn + 1 - k) * (marked + 1 - k))
    sum += term
  }
  return Math.min(1, hypergeometricPoint(count, marked, unmarked, drawn) * sum)
}

/** P(T >= t) for t >= 0. */
export function studentUpperTail(t: number, degreesOfFreedom: number): number {
  if (t < 0) return 1 - studentUpperTail(-t, degreesOfFreedom)
  const square = t * t
  return square > degreesOfFreedom
    ? incompleteBeta(degreesOfFreedom / (degreesOfFreedom + square), degreesOfFreedom / 2, 0.5) / 2
    : incompleteBetaUpper(square / (degreesOfFreedom + square), 0.5, degreesOfFreedom / 2) / 2
}

export const studentTwoSided = (t: number, degreesOfFreedom: number): number => Math.min(1, 2 * studentUpperTail(Math.abs(t), degreesOfFreedom))

/** The t that has `probability` below it; 0 < probability < 1. */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  if (probability === 0.5) return 0
  const tail = Math.min(probability, 1 - probability)
  let [low, high] = [0, 1]
  while (studentUpperTail(high, degreesOfFreedom) > tail) [low, high] = [high, high * 2]
  const t = solve((guess) => tail - studentUpperTail(guess, degreesOfFreedom), (guess) => dt(guess, degreesOfFreedom), low, high, Math.min(Math.max(low, -qnorm(tail)), high))
  return probability < 0.5 ? -t : t
}

/** The x that has `probability` of a beta distribution below it. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0
  if (probability >= 1) return 1
  const [mean, spread] = [a / (a + b), Math.sqrt((a * b) / ((a + b + 1) * (a + b) ** 2))]
  const start = Math.min(Math.max(mean + qnorm(probability) * spread, mean / 4), 1 - (1 - mean) / 4)
  return solve(
    probability <= 0.5 ? (guess) => incompleteBeta(guess, a, b) - probability : (guess) => 1 - probability - incompleteBetaUpper(guess, a, b),
    (guess) => dbeta(guess, a, b), 0, 1, start)
}

/** The regularised incomplete beta function: the part of a beta distribution that lies below x. */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  return x <= (a + 1) / (a + b + 2) ? belowByFraction(x, 1 - x, a, b) : 1 - belowByFraction(1 - x, x, b, a)
}

/** The part that lies above x, kept apart so that a small tail keeps its figures. */
function incompleteBetaUpper(x: number, a: number, b: number): number {
  if (x <= 0) return 1
  if (x >= 1) return 0
  return x <= (a + 1) / (a + b + 2) ? 1 - belowByFraction(x, 1 - x, a, b) : belowByFraction(1 - x, x, b, a)
}

/** The continued fraction of the incomplete beta (DLMF 8.17.22), by Lentz's method; quick because x is below the mean. */
function belowByFraction(x: number, rest: number, a: number, b: number): number {
  const tiny = 1e-300
  const awayFromNought = (value: number): number => (Math.abs(value) < tiny ? tiny : value)
  let numerator = 1
  let denominator = 1 / awayFromNought(1 - ((a + b) * x) / (a + 1))
  let value = denominator
  for (let m = 1; m < 1_000_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    denominator = 1 / awayFromNought(1 + even * denominator)
    numerator = awayFromNought(1 + even / numerator)
    value *= denominator * numerator
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    denominator = 1 / awayFromNought(1 + odd * denominator)
    numerator = awayFromNought(1 + odd / numerator)
    const change = denominator * numerator
    value *= change
    if (Math.abs(change - 1) < 1e-16) break
  }
  return Math.min(1, (dbeta(x, a, b) * x * rest * value) / a)
}

/** Newton's method inside a shrinking bracket, for a function that rises from below nought at `low` to above it at `high`. */
function solve(rises: (guess: number) => number, slope: (guess: number) => number, low: number, high: number, start: number): number {
  let guess = start
  for (let step = 0; step < 200; step++) {
    const height = rises(guess)
    if (height === 0) return guess
    if (height < 0) low = guess
    else high = guess
    const newton = guess - height / slope(guess)
    const next = newton > low && newton < high ? newton : (low + high) / 2
    if (Math.abs(next - guess) <= 2e-16 * Math.abs(next) || next === guess) return next
    guess = next
  }
  return guess
}
