/** What a body wants its workforce to look like, and whether it does: said with how sure that is. Pure, and made only of figures that passed the gate. */
import { isRefused } from '#duty/refused.ts'
import { dayInWords, isBefore } from '#duty/dates.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { citedFigure, derived } from '#disclosure/gate.ts'
import { absent, asText, asValue, withheld, type Figure } from '#disclosure/shown.ts'
import { newcombe } from '#statistics/difference-of-proportions.ts'
import { smallestBaseForEvidence } from '#statistics/finding.ts'
import type { Share } from '#statistics/figure.ts'
import { wilson } from '#statistics/proportion.ts'
import type { Field, PlainField } from './dataset.ts'
import { answered, type Figures, type FigureTable } from './figures.ts'

export interface Target {
  readonly id: string
  /** In the body’s words: “More disabled people in senior posts”. */
  readonly title: string
  /** Where it was decided and why, with the objective that it belongs to. */
  readonly why: string
  readonly question: QuestionId
  /** The group whose share it is, by its name in figures and as readers know it. */
  readonly group: Group
  /** The part of the workforce; null for everybody. */
  readonly part: (Named & { readonly field: PlainField }) | null
  readonly wants: Wants
  /** The day from which it is counted: figures of that day say where it began. */
  readonly baselineOn: Temporal.PlainDate | null
  readonly dueOn: Temporal.PlainDate | null
  readonly endedOn: Temporal.PlainDate | null
  readonly endedBecause: string
  readonly madeAt: Temporal.Instant
  readonly byName: string
  readonly version: number
}

/** What is kept of a target beside its days, its maker and its version. */
export interface KeptTarget extends Pick<Target, 'title' | 'why' | 'question' | 'group' | 'part' | 'wants' | 'endedBecause'> { readonly baselineOn: string | null }

export interface Named { readonly name: string; readonly label: string }
/** `besides`: everybody who answered but the people of this group: all ethnic groups other than White. */
export interface Group extends Named { readonly besides?: boolean }

/** All shares are of those who answered, in per cent; `percent` and `points` are decimals as they were typed: "8", "2.5". */
export type Wants =
  | { readonly kind: 'reach'; readonly percent: string }
  | { readonly kind: 'maintain or improve' }
  /** No further below the population than this. */
  | { readonly kind: 'gap to population'; readonly points: string }
  /** As large a share in the part as among everybody else, or no further below it than this. */
  | { readonly kind: 'parity'; readonly points: string }

export const kindsOfTarget: readonly { readonly kind: Wants['kind']; readonly name: string; readonly hint: string }[] = [
  { kind: 'reach', name: 'Reach a share', hint: 'For example, 8% of senior staff are disabled by March 2028' },
  { kind: 'maintain or improve', name: 'Maintain or improve', hint: 'The share does not fall below where it began' },
  { kind: 'gap to population', name: 'Close the gap to the population', hint: 'The share comes within so many percentage points of the people who live here' },
  { kind: 'parity', name: 'Parity between grades', hint: 'The share in one part of the workforce comes within so many percentage points of everybody else’s' },
]

/**
 * - `met`: the share is there, and one person fewer would not undo it.
 * - `on the way`: not there, or only just; as far as it should be by now, or clearly better than where it began.
 * - `not yet`: not there, and not as far as it should be.
 * - `cannot tell`: withheld, too few, too many who have not answered, or too close for chance to be left out.
 */
export type TargetState = 'met' | 'on the way' | 'not yet' | 'cannot tell'

export interface Standing {
  readonly state: TargetState
  /** What the figures say, in one or two sentences. */
  readonly sentence: string
  /** How sure that is. */
  readonly certainty: string
  /** The day that the figures describe; null where there are none. */
  readonly on: Temporal.PlainDate | null
  readonly share: Figure
  readonly low: Figure
  readonly high: Figure
  /** The share that is wanted, where it can be said as one. */
  readonly goal: Figure
}

/** Below this share of answers nothing is concluded from them. */
const enoughAnswers = 0.6

/** What the target asks for, in words. */
export function wantsInWords({ wants, group, part, dueOn }: Pick<Target, 'wants' | 'group' | 'part' | 'dueOn'>): string {
  const of = part === null ? 'of all employees' : `of employees in ${part.label}`
  const by = dueOn === null ? '' : ` by ${dayInWords(dueOn)}`
  switch (wants.kind) {
    case 'reach': return `${group.label}: at least ${wants.percent}% ${of}${by}`
    case 'maintain or improve': return `${group.label}: no smaller a share ${of} than at the start${dueOn === null ? '' : `, until ${dayInWords(dueOn)}`}`
    case 'gap to population': return `${group.label}: ${wants.points === '0' ? `as large a share ${of} as of the people who live here` : `a share ${of} within ${pointsInWords(wants.points)} of the one among the people who live here`}${by}`
    case 'parity': return `${group.label}: ${wants.points === '0' ? `as large a share ${of} as among everybody else` : `a share ${of} within ${pointsInWords(wants.points)} of the one among everybody else`}${by}`
  }
}

function pointsInWords(points: string): string {
  return `${points} percentage ${points === '1' ? 'point' : 'points'}`
}

/**
 * How a target stands by the newest of these figures. `figures` are all of one audience; what is withheld from it is withheld here,
 * with the state that would tell it.
 */
export function standingOf(target: Target, figures: readonly Figures[]): Standing {
  const dated = figures.toSorted((one, other) => Temporal.PlainDate.compare(other.on, one.on))
  const now = dated.flatMap((each) => measured(target, each) ?? []).at(0)
  if (now === undefined) return { ...nothing, sentence: 'There are no figures for this target yet.', certainty: 'Figures come with the next release that counts this group.' }
  const before = target.baselineOn === null ? null : dated.filter((each) => !isBefore(target.baselineOn!, each.on)).flatMap((each) => measured(target, each) ?? []).at(0) ?? null
  const seen = { ...shown(now), goal: goalOf(target, now, before) }
  const withheldNow = cannotBeSaid(now, target)
  if (withheldNow !== null) return { ...seen, state: 'cannot tell', ...withheldNow }
  return { ...seen, ...judged(target, now, before) }
}

/** The same for the day of each of these figures, oldest first: what a chart over time is drawn from. */
export function historyOf(target: Target, figures: readonly Figures[]): readonly { readonly on: Temporal.PlainDate; readonly share: Figure }[] {
  return figures.toSorted((one, other) => Temporal.PlainDate.compare(one.on, other.on)).flatMap((each) => {
    const found = measured(target, each)
    return found === null ? [] : [{ on: found.on, share: found.share }]
  })
}

const nothing: Omit<Standing, 'sentence' | 'certainty'> = { state: 'cannot tell', on: null, share: absent('[x]'), low: absent('[x]'), high: absent('[x]'), goal: absent('[x]') }

interface Measured {
  readonly on: Temporal.PlainDate
  readonly source: string
  readonly count: Figure
  /** Those who answered. */
  readonly base: Figure
  readonly all: Figure
  readonly share: Figure
  /** Of everybody who is not in the part. */
  readonly others: { readonly count: Figure; readonly base: Figure } | null
  /** The population’s share, in per cent. */
  readonly population: Figure
}

/** The share of a group in the workforce, or in a part of it, with what it is made of; null where these figures do not have it. */
export function measured(target: Pick<Target, 'question' | 'group'> & { readonly part: (Named & { readonly field: Field }) | null }, figures: Figures): Measured | null {
  const table = tableFor(figures, target.part === null ? [target.question] : [target.question, target.part.field])
  const group = table && nameIn(table, target.question, target.group)
  const part = table && target.part && nameIn(table, target.part.field, target.part)
  if (!table || !group || (target.part !== null && !part)) return null
  const within = target.part === null || !part ? {} : { [target.part.field]: part }
  const besides = target.group.besides === true
  const counted = (at: Readonly<Record<string, string>>): { readonly count: Figure; readonly base: Figure } => {
    const [count, base] = [table.count({ ...at, [target.question]: group }), table.count({ ...at, [target.question]: answered })]
    return { count: besides ? less(base, count) : count, base }
  }
  const [inside, everywhere] = [counted(within), counted({})]
  return {
    on: table.on, source: table.source, ...inside, all: table.count({ ...within, [target.question]: '*' }), share: besides ? shareOf(inside) : table.share({ ...within, [target.question]: group }, target.question),
    others: target.part === null ? null : { count: less(everywhere.count, inside.count), base: less(everywhere.base, inside.base) }, population: populationOf(target, figures),
  }
}

/** What the group is compared with, in per cent. Of everybody but a group it is all that is left of a hundred. */
function populationOf({ question, group }: Pick<Target, 'question' | 'group'>, { findings }: Figures): Figure {
  const about = findings.filter((each) => each.analysis === 'representation' && each.kind === 'workforce' && each.field === question && each.benchmark.state === 'shown')
  const own = about.find((each) => each.category === group.label || (group.besides !== true && each.category === group.name))
  if (own) return own.benchmark
  const other = group.besides === true ? about.find((each) => each.category === group.name) : undefined
  return other === undefined ? absent('[x]', 'There is nothing to compare with.') : derived([other.benchmark], { definition: 'The population’s share of everybody else' }, (share = 0) => percentFigure(100 - share, 1000))
}

function tableFor(figures: Figures, by: readonly string[]): FigureTable | null {
  return figures.tables.find((table) => table.kind === 'workforce' && table.by.length === by.length && by.every((field) => table.by.some((each) => each.field === field))) ?? null
}

/** A group keeps its name from release to release; where a body has changed its codes it is known by its words. */
function nameIn(table: FigureTable, field: string, group: Named): string | null {
  const categories = table.by.find((each) => each.field === field)?.categories ?? []
  return (categories.find((each) => each.name === group.name) ?? categories.find((each) => each.label === group.label))?.name ?? null
}

function less(whole: Figure, part: Figure): Figure {
  return derived([whole, part], { definition: 'Everybody else' }, (all = 0, some = 0) => ({ text: (all - some).toLocaleString('en-GB'), value: all - some }))
}

/** The share with how far chance could move it: nothing where any number behind it is not shown. */
function shown({ on, share, count, base }: Measured): Pick<Standing, 'on' | 'share' | 'low' | 'high'> {
  const end = (side: 'low' | 'high'): Figure => derived([count, base], { definition: `How far chance could move it: ${side === 'low' ? 'the least' : 'the most'}` }, (x = 0, n = 0) => {
    const interval = wilson({ count: x, base: n })
    return isRefused(interval) || asValue(share) === null ? absent('[u]') : percentFigure(100 * interval[side], n)
  })
  return { on, share, low: end('low'), high: end('high') }
}

function percentFigure(value: number, base: number): { readonly text: string; readonly value: number } {
  const text = value.toFixed(base < 200 ? 0 : 1)
  return { text: `${text}%`, value: Number(text) }
}

/** What has to be reached, in per cent. For a target without a number of its own it is the share at the start, the population’s or the others’. */
function goalOf(target: Target, now: Measured, before: Measured | null): Figure {
  const { wants } = target
  const below = (of: Figure, points: string, definition: string): Figure => derived([of], { definition }, (share = 0) => percentFigure(Math.max(0, share - Number(points)), 1000))
  switch (wants.kind) {
    case 'reach': return citedFigure({ text: `${wants.percent}%`, value: Number(wants.percent), on: (target.dueOn ?? now.on).toString(), source: 'The target', definition: 'Share that is wanted' })
    case 'maintain or improve': return before === null ? absent('[x]', 'There is no figure of where it began.') : before.share
    case 'gap to population': return below(now.population, wants.points, 'Share that is wanted: the population’s, less the gap that is accepted')
    case 'parity': return now.others === null ? absent('[x]') : below(shareOf(now.others), wants.points, 'Share that is wanted: everybody else’s, less the gap that is accepted')
  }
}

function shareOf({ count, base }: { readonly count: Figure; readonly base: Figure }): Figure {
  return derived([count, base], { definition: 'Share of those who answered' }, (x = 0, n = 0) => n < 20 ? absent('[u]') : percentFigure(100 * x / n, n))
}

/** Why nothing can be said, if nothing can. */
function cannotBeSaid({ count, base, all, share }: Measured, target: Target): Pick<Standing, 'sentence' | 'certainty'> | null {
  const who = target.part === null ? 'employees' : `employees in ${target.part.label}`
  if ([count, base, share].some((each) => each.state === 'withheld')) return { sentence: 'We cannot say: the figures behind it are withheld to protect people from being identified.', certainty: 'That a figure is withheld says nothing about how large it is.' }
  const [people, told, everybody] = [asValue(count), asValue(base), asValue(all)]
  if (people === null || told === null) return { sentence: 'There are no figures for this target in the newest release.', certainty: '' }
  if (told < smallestBaseForEvidence) return { sentence: `Only ${asText(base)} ${who} have answered.`, certainty: 'There are too few people to say.' }
  if (everybody !== null && told < enoughAnswers * everybody) {
    const silent = everybody - told
    return {
      sentence: `${asText(share)} of the ${asText(base)} ${who} who answered, but only ${Math.floor(100 * told / everybody)} in 100 have.`,
      certainty: `The true share could be anywhere from ${(100 * people / everybody).toFixed(1)}% to ${(100 * (people + silent) / everybody).toFixed(1)}%, so we cannot say.`,
    }
  }
  return null
}

type Judged = Pick<Standing, 'state' | 'sentence' | 'certainty'>

function judged(target: Target, now: Measured, before: Measured | null): Judged {
  const ours = asShare(now)
  if (ours === null) return { state: 'cannot tell', sentence: 'There are no figures for this target in the newest release.', certainty: '' }
  const began = before === null || before.on.equals(now.on) ? null : asShare(before)
  const says = `${asText(now.share)} of the ${asText(now.base)} employees${target.part === null ? '' : ` in ${target.part.label}`} who answered${began === null || before === null ? '' : `, ${movement(ours, began)} ${asText(before.share)} on ${dayInWords(before.on)}`}.`
  const { wants } = target
  switch (wants.kind) {
    case 'reach': return reached(target, now.on, ours, began, before, Number(wants.percent) / 100, says)
    case 'maintain or improve': return maintained(ours, began, says)
    case 'gap to population': {
      const population = asValue(now.population)
      if (population === null) return { state: 'cannot tell', sentence: `${says} There is nothing to compare it with.`, certainty: 'Say in the settings which area the workforce is compared with.' }
      return closed(ours, began, population / 100 - Number(wants.points) / 100, `${says} Of the people who live here it is ${asText(now.population)}.`, withinChance(ours, population / 100 - Number(wants.points) / 100))
    }
    case 'parity': {
      const theirs = now.others === null ? null : asShare(now.others)
      if (theirs === null || now.others === null) return { state: 'cannot tell', sentence: `${says} The figures of everybody else are withheld.`, certainty: '' }
      const apart = newcombe(ours, theirs)
      const chance = !isRefused(apart) && apart.high >= -Number(wants.points) / 100
      return closed(ours, began, theirs.count / theirs.base - Number(wants.points) / 100, `${says} Among everybody else it is ${asText(shareOf(now.others))}.`, chance)
    }
  }
}

function asShare({ count, base }: { readonly count: Figure; readonly base: Figure }): Share | null {
  const [x, n] = [asValue(count), asValue(base)]
  return x === null || n === null || n <= 0 ? null : { count: x, base: n }
}

/** A share to be reached: as far as it should be by now is on the straight line from where it began to where it should be. */
function reached(target: Target, on: Temporal.PlainDate, ours: Share, began: Share | null, before: Measured | null, goal: number, says: string): Judged {
  const there = isThere(ours, goal)
  if (there !== 'no') return justOr(there, `${says} The target of ${(100 * goal).toLocaleString('en-GB', { maximumFractionDigits: 2 })}% is ${there === 'yes' ? 'met' : 'just reached'}.`, ours, goal)
  const isPast = target.dueOn !== null && !isBefore(on, target.dueOn)
  const chance = withinChance(ours, goal)
  if (isPast) return { state: 'not yet', sentence: `${says} The day that was set for it, ${dayInWords(target.dueOn!)}, is past.`, certainty: sureness(chance) }
  if (began === null || before === null) return { state: chance ? 'cannot tell' : 'not yet', sentence: says, certainty: sureness(chance) }
  const share = ours.count / ours.base
  const start = began.count / began.base
  if (target.dueOn === null) return rising(ours, began) === 'clear' ? { state: 'on the way', sentence: says, certainty: 'The rise is more than chance alone would bring.' } : { state: 'not yet', sentence: says, certainty: sureness(chance) }
  const part = Math.min(1, before.on.until(on).total('days') / Math.max(1, before.on.until(target.dueOn).total('days')))
  const expected = start + part * (goal - start)
  const path = `To be there by ${dayInWords(target.dueOn)} it would have to be about ${(100 * expected).toFixed(1)}% by now.`
  if (share >= expected && share > start) return { state: 'on the way', sentence: `${says} ${path}`, certainty: rising(ours, began) === 'clear' ? 'The rise is more than chance alone would bring.' : 'With so few people chance alone could have brought that rise.' }
  return { state: 'not yet', sentence: `${says} ${path}`, certainty: withinChance(ours, expected) ? 'With so few people chance alone could explain that it is behind.' : 'It is further behind than chance alone would bring.' }
}

function maintained(ours: Share, began: Share | null, says: string): Judged {
  if (began === null) return { state: 'cannot tell', sentence: says, certainty: 'There is no figure of where it began, so we cannot say whether it has been kept.' }
  const change = rising(ours, began)
  if (ours.count * began.base >= began.count * ours.base) return { state: 'met', sentence: says, certainty: change === 'clear' ? 'The rise is more than chance alone would bring.' : 'It has not fallen. Chance could explain the difference.' }
  return change === 'fallen' ? { state: 'not yet', sentence: says, certainty: 'The fall is more than chance alone would bring.' } : { state: 'cannot tell', sentence: says, certainty: 'It is a little lower, and chance alone could explain that.' }
}

function closed(ours: Share, began: Share | null, goal: number, says: string, chance: boolean): Judged {
  const there = isThere(ours, goal)
  if (there !== 'no') return justOr(there, says, ours, goal)
  if (began !== null && rising(ours, began) === 'clear') return { state: 'on the way', sentence: says, certainty: 'The gap is still there, and the share has risen by more than chance alone would bring.' }
  return chance ? { state: 'cannot tell', sentence: says, certainty: 'It is lower than is wanted, and with so few people chance alone could explain that.' } : { state: 'not yet', sentence: says, certainty: 'It is further below than chance alone would bring.' }
}

/** One person fewer in the group must not undo it. */
function isThere({ count, base }: Share, goal: number): 'yes' | 'just' | 'no' {
  if (count < goal * base - 1e-9) return 'no'
  return count - 1 >= goal * base - 1e-9 ? 'yes' : 'just'
}

function justOr(there: 'yes' | 'just', sentence: string, ours: Share, goal: number): Judged {
  if (there === 'just') return { state: 'on the way', sentence, certainty: 'One person fewer would undo it, so we do not call it met.' }
  const interval = wilson(ours)
  return { state: 'met', sentence, certainty: !isRefused(interval) && interval.low >= goal ? 'It would most likely be met again if chance had fallen otherwise.' : 'Chance alone could take it below again: look at it over several quarters.' }
}

function withinChance(ours: Share, goal: number): boolean {
  const interval = wilson(ours)
  return !isRefused(interval) && interval.high >= goal
}

function sureness(chance: boolean): string {
  return chance ? 'With so few people chance alone could explain the distance to the target.' : 'The distance to the target is more than chance alone would bring.'
}

function rising(ours: Share, began: Share): 'clear' | 'fallen' | 'unsure' {
  const change = newcombe(ours, began)
  if (isRefused(change)) return 'unsure'
  return change.low > 0 ? 'clear' : change.high < 0 ? 'fallen' : 'unsure'
}

function movement(ours: Share, began: Share): string {
  const [now, then] = [ours.count * began.base, began.count * ours.base]
  return now === then ? 'the same as' : now > then ? 'up from' : 'down from'
}

/** A state is a figure about people: where the figures behind it are withheld it says no more than that they are. */
export const stateWords: Readonly<Record<TargetState, string>> = { 'met': 'Met', 'on the way': 'On the way', 'not yet': 'Not yet', 'cannot tell': 'We cannot tell' }

/** Withheld from everybody who may not see the share itself. */
export function stateFor(standing: Standing): TargetState | typeof withheld {
  return standing.share.state === 'withheld' ? withheld : standing.state
}
