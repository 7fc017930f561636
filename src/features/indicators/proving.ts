import { countOfPeople } from '#disclosure/count.ts'
import { derived, gate, percentageOf } from '#disclosure/gate.ts'
import { leaksInText } from '#disclosure/percent-leak.ts'
import { policies, sensitivityOf } from '#disclosure/policy.ts'
import { protectWithProof, type Answer, type Earlier } from '#disclosure/protect.ts'
import type { Release, ReleaseTable } from '#disclosure/release.ts'
import { asText, asValue, type Figure } from '#disclosure/shown.ts'
import { characteristics } from '#duty/characteristics.ts'
import type { Refused } from '#duty/refused.ts'
import { figureOf, isOfPeople, periodWords, textOf, type Breakdown, type Entered, type Indicator, type KeptFigure, type KeptGroup, type Period, type Value } from './indicator.ts'

/**
 * What is typed of people goes through the gate like everything else: a release of its own, proved together with the values that stand beside it. What a proof
 * does not cover is withheld, in a breakdown, or refused, where it would be the value itself.
 */

/** A value as it was typed, with its groups in numbers. */
export interface Typed extends Entered { readonly period: Period; readonly breakdown: { readonly by: string; readonly groups: readonly (Entered & { readonly name: string })[] } | null }

/** What the gate was given and what it answered: kept for the values that come after. No page reads it. */
export interface Held { readonly release: Release; readonly withheld: Answer['withheld'] }

export interface Proved { readonly figure: KeptFigure; readonly breakdown: Breakdown | null; readonly held: Held; readonly certificate: string }

/** What a value is proved beside: earlier versions of the same period, and its neighbours in time. */
export interface Standing {
  readonly value: Value
  readonly held: Held | null
  /** Another indicator that is out of the same people: its values of the same period are proved together with the new one. */
  readonly sharedWith?: { readonly id: string; readonly title: string }
}

type Of = Pick<Indicator, 'id' | 'unit' | 'denominator' | 'about' | 'counted' | 'numerator' | 'definition'>

const policy = policies.public
const codeOf = (by: string): string => characteristics.find((each) => each.name.toLowerCase() === by)?.code ?? by
const everybodyElse = 'Everybody else'
const thresholdOf = (indicator: Pick<Indicator, 'about'>): number => policy.threshold[indicator.about === 'sensitive' ? 'sensitive' : 'ordinary']

/** A count of people is a whole number, and a mean is of enough people: what can be said before any proof. */
export function readable(indicator: Of, typed: Typed): Refused | null {
  for (const { numerator, denominator, value, name } of [{ ...typed, name: '' }, ...(typed.breakdown?.groups ?? [])]) {
    const people = indicator.denominator === '' ? [value ?? numerator] : indicator.unit === 'pounds' ? [denominator] : [numerator, denominator]
    const where = name === '' ? '' : `${name}: `
    if (people.some((each) => each !== null && (!Number.isSafeInteger(each) || each < 0))) return { refused: `${where}${where === '' ? 'A' : 'a'} number of people must be a whole number` }
    if (indicator.unit === 'pounds' && denominator !== null && denominator < policy.payMinimum) return { refused: `${where}${where === '' ? 'A' : 'a'}n amount for fewer than ${policy.payMinimum} people could tell what one of them has` }
  }
  return null
}

/** The tables that a reader of the value holds: the whole, and the groups with whoever is in none of them. */
export function releaseOf(indicator: Of, typed: Typed): Release {
  const about = { of: `${indicator.id} ${typed.period.to.toString()}`, ...(indicator.counted === 'period' ? { between: [typed.period.from.toString(), typed.period.to.toString()] as const } : {}) }
  const share = indicator.denominator !== '' && indicator.unit === 'percent'
  const counts = ({ numerator, denominator, value }: Entered): ReleaseTable['counts'] => indicator.denominator === '' ? value ?? numerator ?? 0 : share ? [numerator ?? 0, (denominator ?? 0) - (numerator ?? 0)] : denominator ?? 0
  const by = share ? ['counted'] : []
  const groups = typed.breakdown === null ? [] : withRest(typed, typed.breakdown.groups)
  const dimension = typed.breakdown === null ? '' : `${typed.breakdown.by}: ${groups.map((each) => each.name).join('; ')}`
  return {
    schema: 'release/1', threshold: thresholdOf(indicator), dimensions: { ...(share ? { counted: ['Counted', 'Not counted'] } : {}), ...(groups.length === 0 ? {} : { [dimension]: groups.map((each) => each.name) }) },
    ...(share ? { groupDisclosure: { dimensions: ['counted'], below: policy.groupDisclosureBelow } } : {}),
    ...(groups.length > 0 && sensitivityOf(codeOf(typed.breakdown?.by ?? '')) === 'sensitive' ? { sensitive: { dimensions: [dimension], threshold: policy.threshold.sensitive } } : {}),
    tables: [
      { id: 'whole', by, counts: counts(typed), ...about }, ...(groups.length === 0 ? [] : [{ id: dimension, by: [dimension, ...by], counts: groups.map(counts), ...about }]),
      // Where what is counted is people too, and not a part of what it is divided by, it is a number of its own.
      ...(indicator.denominator !== '' && indicator.unit === 'ratio' ? [{ id: 'counted', by: [], counts: typed.numerator ?? 0, ...about, of: `${about.of}, counted` }] : []),
    ],
  }
}

/** Readers subtract: whoever is in no group is a group. */
function withRest(whole: Entered, groups: NonNullable<Typed['breakdown']>['groups']): NonNullable<Typed['breakdown']>['groups'] {
  const left = (of: keyof Entered): number | null => whole[of] === null ? null : whole[of] - groups.reduce((sum, each) => sum + (each[of] ?? 0), 0)
  const rest = { numerator: left('numerator'), denominator: left('denominator'), value: left('value') }
  return (rest.denominator ?? rest.value ?? 0) > 0 ? [...groups, { name: everybodyElse, ...rest }] : groups
}

const nearest = 4

/** “Employees” and “employees ” are the same people; what is counted out of nobody shares with nothing. */
export const isSameBase = (one: Pick<Indicator, 'denominator'>, other: Pick<Indicator, 'denominator'>): boolean => baseOf(one) !== '' && baseOf(one) === baseOf(other)

const baseOf = ({ denominator }: Pick<Indicator, 'denominator'>): string => denominator.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** What stands of other indicators that are out of the same people, of this very period. */
function sharedIn(standing: readonly Standing[], { from, to }: Period): readonly (Standing & Required<Pick<Standing, 'sharedWith'>>)[] {
  return standing.flatMap(({ sharedWith, ...each }) => sharedWith !== undefined && each.value.to.equals(to) && each.value.from.equals(from) ? [{ ...each, sharedWith }] : [])
}

/** What another indicator’s value was proved with, said of the people of this one: the same whole, counted in another way. */
function asShared(indicator: Of, period: Period, { release, withheld }: Held, other: string): Earlier {
  const [named, dimension] = [(table: string): string => `${table}, ${other}`, (name: string): string => name === 'counted' ? `counted, ${other}` : name]
  const renamed = (names: readonly string[] | undefined): string[] => (names ?? []).map(dimension)
  return {
    release: {
      ...release, dimensions: Object.fromEntries(Object.entries(release.dimensions).map(([name, leaves]) => [dimension(name), leaves])),
      ...(release.groupDisclosure === undefined ? {} : { groupDisclosure: { ...release.groupDisclosure, dimensions: renamed(release.groupDisclosure.dimensions) } }),
      tables: release.tables.map((table) => ({ ...table, id: named(table.id), by: renamed(table.by), ...(table.of?.endsWith(', counted') === true ? {} : { of: `${indicator.id} ${period.to.toString()}` }) })),
    },
    withheld: withheld.map((each) => ({ ...each, table: named(each.table), cell: Object.fromEntries(Object.entries(each.cell).map(([name, leaf]) => [dimension(name), leaf])) })),
  }
}

/** Versions of the same period are of the same people, and so are other indicators' values that are out of the same; the nearest other periods are compared where it counts who is there. */
export function earlierFor(indicator: Of, period: Period, standing: readonly Standing[]): readonly Earlier[] {
  const shared = sharedIn(standing, period).flatMap(({ held, sharedWith }) => held === null ? [] : [asShared(indicator, period, held, sharedWith.id)])
  const held = standing.filter(({ sharedWith }) => sharedWith === undefined).flatMap(({ value, held }) => { const own = held ?? heldOf(indicator, value); return own === null ? [] : [{ value, own }] })
  const same = held.filter(({ value }) => value.to.equals(period.to))
  const others = indicator.counted === 'period' ? [] : held.filter(({ value }) => !value.to.equals(period.to) && !held.some((later) => later.value.replaces === value.id))
  const before = others.filter(({ value }) => Temporal.PlainDate.compare(value.to, period.to) < 0).slice(-nearest)
  const after = others.filter(({ value }) => Temporal.PlainDate.compare(value.to, period.to) > 0).slice(0, nearest)
  return [...same.map(({ own }) => own), ...shared, ...[...before, ...after].map(({ own }) => ({ ...own, comparedOnly: true }))]
}

/** A value from before there was a proof: what it says is all that it withholds nothing of. */
function heldOf(indicator: Of, { figure, from, to, breakdown }: Value): Held | null {
  if (figure.value === null || figure.audience === 'board' || (indicator.denominator !== '' && (figure.numerator === null || figure.denominator === null))) return null
  const groups = breakdown?.groups.every((each) => each.value !== null && (indicator.denominator === '' || each.denominator !== null)) === true ? breakdown : null
  const [whole, numbers] = [{ numerator: figure.numerator, denominator: figure.denominator, value: indicator.denominator === '' ? figure.value : null }, groups?.groups.map(({ name, numerator, denominator, value }) => ({ name, numerator, denominator, value: indicator.denominator === '' ? value : null }))]
  const typed: Typed = { period: { from, to }, ...whole, breakdown: groups === null || numbers === undefined ? null : { by: groups.by, groups: numbers } }
  return readable(indicator, typed) === null ? { release: releaseOf(indicator, typed), withheld: [] } : null
}

/** Proves what was typed, and gives what may be kept of it: or the sentence that says why it may not stand. It takes a moment, so no transaction is open meanwhile. */
export async function prove(indicator: Of, typed: Typed, standing: readonly Standing[], today: Temporal.PlainDate): Promise<Proved | Refused & { readonly in?: 'breakdown' }> {
  const apart = differsFromShared(indicator, typed, standing)
  if (apart !== null) return apart
  const release = releaseOf(indicator, typed)
  const earlier = earlierFor(indicator, typed.period, standing)
  const { answer, proof } = await protectWithProof(release, { earlier, policy: policy.edition, on: today.toString(), limitMs: 20_000, adviseMerging: false })
  const figure = proof === null ? null : figureIn(indicator, typed, 'whole', {}, (table, cell, people, of) => gate(countOfPeople(people, { of, on: typed.period.to.toString(), source: 'Typed', cell: { table, cell } }), policy, proof))
  const counted = indicator.unit === 'ratio' && indicator.denominator !== '' ? answer.withheld.some(({ table }) => table === 'counted') : false
  if (proof === null || figure === null || counted || figure.state !== 'shown') return whyNot(indicator, typed, figure, earlier, standing, today)
  const { breakdown } = typed
  const dimension = release.tables.find(({ id }) => id !== 'whole' && id !== 'counted')?.id
  const groups = breakdown === null || dimension === undefined ? null : breakdown.groups.map((group): KeptGroup => {
    const own = figureIn(indicator, group, dimension, { [dimension]: group.name }, (table, cell, people, of) => gate(countOfPeople(people, { of, on: typed.period.to.toString(), source: 'Typed', cell: { table, cell } }), policy, proof))
    const value = asValue(own)
    return { name: group.name, numerator: value === null ? null : group.numerator, denominator: value === null ? null : group.denominator, value, text: value === null ? asText(own) : textOf(indicator.unit, value), audience: 'public' }
  })
  return {
    figure: { text: textOf(indicator.unit, figure.value ?? 0), value: figure.value, numerator: typed.numerator, denominator: typed.denominator, audience: 'public' }, breakdown: breakdown === null || groups === null ? null : { by: breakdown.by, groups },
    held: { release, withheld: answer.withheld }, certificate: proof.certificate,
  }
}

/** Two wholes that are said to be the same people and differ by a few tell of those few, whatever is counted in them. */
function differsFromShared(indicator: Of, typed: Typed, standing: readonly Standing[]): Refused & { readonly in?: 'breakdown' } | null {
  const isNear = (one: number | null, other: number | null | undefined): boolean => one !== null && other != null && one !== other && Math.abs(one - other) < thresholdOf(indicator)
  for (const { value, sharedWith } of sharedIn(standing, typed.period)) {
    const told = (more: string) => `Beside “${sharedWith.title}”, which is out of the same people in the same period, ${more} differs by so few people that they could be named. Say both out of the same number, or leave one out`
    if (isNear(typed.denominator, value.figure.denominator)) return { refused: told('the whole') }
    const group = typed.breakdown?.groups.find((each) => isNear(each.denominator, value.breakdown?.groups.find((other) => other.name.toLowerCase() === each.name.toLowerCase())?.denominator))
    if (group !== undefined) return { in: 'breakdown', refused: told(`the number of “${group.name}”`) }
  }
  return null
}

type Gated = (table: string, cell: Readonly<Record<string, string>>, people: number, of: string) => Figure

/** The share, number, mean or ratio of what was typed; withheld as soon as a number behind it is. */
function figureIn(indicator: Of, typed: Entered, table: string, at: Readonly<Record<string, string>>, gated: Gated): Figure {
  const { numerator, denominator, value } = typed
  if (indicator.denominator === '') return gated(table, at, value ?? numerator ?? 0, indicator.numerator)
  if (indicator.unit === 'percent') return percentageOf(gated(table, { ...at, counted: 'Counted' }, numerator ?? 0, indicator.numerator), gated(table, { ...at, counted: '*' }, denominator ?? 0, indicator.denominator), policy, { definition: indicator.definition, base: `of ${indicator.denominator}` })
  const base = gated(table, at, denominator ?? 0, indicator.denominator)
  const made = figureOf(indicator, typed)
  return 'refused' in made ? base : derived([base], { definition: indicator.definition, base: `of ${indicator.denominator}` }, () => ({ text: textOf(indicator.unit, made.value ?? 0), value: made.value }))
}

/** In the words of whoever typed it: small itself, too near to what stands already, or not to be shown with these groups. */
async function whyNot(indicator: Of, typed: Typed, figure: Figure | null, earlier: readonly Earlier[], standing: readonly Standing[], today: Temporal.PlainDate): Promise<Refused & { readonly in?: 'breakdown' }> {
  const threshold = thresholdOf(indicator)
  if (figure?.state === 'absent' || (indicator.unit === 'percent' && typed.denominator !== null && typed.denominator < policy.percentageBase)) return { refused: `A percentage of fewer than ${policy.percentageBase} people is not taken: each of them would move it too far. Join periods until there are enough` }
  const { numerator, denominator, value } = typed
  const people = indicator.denominator === '' ? [value ?? numerator] : indicator.unit === 'pounds' ? [denominator] : [numerator, denominator, ...(indicator.unit === 'percent' && numerator !== null && denominator !== null ? [denominator - numerator] : [])]
  if (people.some((each) => each !== null && each > 0 && each < threshold)) return { refused: `A number from 1 to ${threshold - 1} people could name somebody, also as what is left over. Join periods until there are at least ${threshold}, or leave it out` }
  if (typed.breakdown !== null && !('refused' in await prove(indicator, { ...typed, breakdown: null }, standing, today))) return { in: 'breakdown', refused: 'With these groups the value itself could not be shown: some of them are so few people that they could be named. Join groups, or leave the breakdown out' }
  const own = standing.filter(({ sharedWith }) => sharedWith === undefined)
  const [shared] = sharedIn(standing, typed.period)
  if (shared !== undefined && !('refused' in await prove(indicator, typed, own, today))) return { refused: `Beside “${shared.sharedWith.title}”, which is out of the same people in the same period, it would tell of so few people that they could be named. Say both out of the same number, or leave one out` }
  const same = own.findLast((each) => each.value.to.equals(typed.period.to))
  if (same !== undefined) return { refused: `It differs from what stood here by so few people that the difference could name somebody. Keep ${same.value.figure.text}, or correct it when more has changed` }
  const beside = earlier.length === 0 ? undefined : own.toSorted((a, b) => distance(a.value, typed.period) - distance(b.value, typed.period))[0]
  return { refused: beside === undefined ? 'It could name somebody, with what is published already. Join periods, or leave it out' : `Beside the value of ${periodWords(beside.value)} it would tell of so few people, who came, went or changed, that it could name somebody. Leave this period out` }
}

const distance = (value: Period, period: Period): number => Math.abs(value.to.until(period.to).days)

/** A percentage in a sentence beside a known base can tell a small number as well as a table can. */
export function leakIn(words: string, indicator: Of, { denominator, breakdown }: Typed): Refused | null {
  if (!isOfPeople(indicator)) return null
  const bases = [denominator, ...(breakdown?.groups.map((each) => each.denominator) ?? [])].filter((each) => each !== null)
  const [leak] = leaksInText(words, bases, thresholdOf(indicator))
  return leak === undefined ? null : { refused: leak.because }
}
