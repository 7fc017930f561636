/** The figures of a value: worked out by another room, or typed and proved; and what each is put beside. */
import { characteristics } from '#duty/characteristics.ts'
import { asText, asValue, type Showable } from '#disclosure/shown.ts'
import type { MeasuredBeside, Measured } from '#web/offers.ts'
import type { House } from '#web/page.ts'
import { figureOf, isOfPeople, periodWords, textOf, type Beside, type Breakdown, type Entered, type Indicator, type KeptFigure, type Period, type Value } from '../indicator.ts'
import { leakIn, prove, readable, releaseOf, type Held, type Proved, type Standing, type Typed } from '../proving.ts'
import { readBreakdown, readNumber } from '../written-values.ts'
import { yearBefore } from './parts.ts'

/** What can be worked out for a period: the indicator’s own measure behind its room’s gate, and what it is put beside. */
export interface WorkedOut {
  readonly measured: Measured | null
  readonly breakdown: { readonly by: string; readonly groups: Extract<Measured, { readonly value: unknown }>['groups'] } | null
  readonly beside: readonly Beside[]
  /** What could not be put beside it, with the reason. */
  readonly without: readonly { readonly title: string; readonly missing: string; readonly href?: string }[]
}

export async function workOut({ db, organisation, offers }: Pick<House, 'db' | 'organisation' | 'offers'>, indicator: Indicator, period: Period, all: readonly Value[]): Promise<WorkedOut> {
  const find = (name: string) => offers.measures.find((each) => each.name === name)
  const measure = indicator.measure === null ? undefined : find(indicator.measure)
  const measured = measure === undefined ? null : await measure.work(db, organisation.id, period, indicator.breaksDownBy ?? undefined)
  const by = measure?.breakdowns?.find((each) => each.name === indicator.breaksDownBy)
  const beside: Beside[] = measured !== null && 'value' in measured ? (measured.beside ?? []).flatMap((each) => besideOf(indicator, each)) : []
  const without: { title: string; missing: string; href?: string }[] = []
  const before = { from: period.from.subtract({ years: 1 }), to: yearEarlier(period.to) }
  if (measure !== undefined && yearBefore(all, period) === null) {
    const then = await measure.work(db, organisation.id, before)
    if ('value' in then) beside.push(...besideOf(indicator, { name: `A year before, ${periodWords(before)}`, value: then.value, source: then.source }))
  }
  // One after the other: they share one connection.
  for (const name of indicator.compares) {
    const other = find(name)
    if (other === undefined) { without.push({ title: 'Something that it was put beside', missing: 'It cannot be worked out here any more. Choose something else for the indicator.' }); continue }
    const found = await other.work(db, organisation.id, period)
    if ('missing' in found) without.push({ title: other.title, ...found })
    else if (asValue(found.value) === null) without.push({ title: other.title, missing: 'It may not be shown, or there was nothing to measure.', href: found.href })
    else beside.push(...besideOf(indicator, { name: other.title, value: found.value, source: found.source }))
  }
  return { measured, breakdown: by === undefined || measured === null || !('value' in measured) ? null : { by: by.title, groups: measured.groups }, beside, without }
}

/** The last day of the same period a year before: February ends when it ends. */
const yearEarlier = (day: Temporal.PlainDate): Temporal.PlainDate => day.add({ days: 1 }).subtract({ years: 1 }).subtract({ days: 1 })

function besideOf(indicator: Indicator, { name, value, source }: MeasuredBeside): readonly Beside[] {
  const number = asValue(value)
  return number === null ? [] : [{ name, value: number, text: wordsOf(indicator, value), source, audience: audienceOf(value) }]
}

const audienceOf = (value: Showable): 'board' | 'public' => value.state === 'shown' && value.audience === 'board' ? 'board' : 'public'

export function wordsOf(indicator: Pick<Indicator, 'unit'>, figure: Showable): string {
  const value = asValue(figure)
  return value !== null && figure.state === 'tally' ? textOf(indicator.unit, value) : asText(figure)
}

/** What another room worked out, as it is kept. */
export function keptFrom(indicator: Indicator, measured: Extract<Measured, { readonly value: unknown }>, breakdown: WorkedOut['breakdown']): { readonly figure: KeptFigure; readonly breakdown: Breakdown | null } {
  const kept = (value: Showable, of: Showable | undefined) => ({ text: wordsOf(indicator, value), value: asValue(value), numerator: null, denominator: of === undefined || asValue(value) === null ? null : asValue(of), audience: audienceOf(value) })
  const groups = breakdown?.groups !== undefined && !('missing' in breakdown.groups) ? breakdown.groups : null
  return { figure: kept(measured.value, measured.of), breakdown: breakdown === null || groups === null ? null : { by: breakdown.by, groups: groups.map((each) => ({ name: each.name, ...kept(each.value, each.of) })) } }
}

// --- Typed

export interface GivenFigures { readonly numerator: string | null; readonly denominator: string | null; readonly value: string | null; readonly by: string; readonly breakdown: string | null; readonly commentary: string }
export type Problem = { readonly at: 'numerator' | 'denominator' | 'value' | 'by' | 'breakdown' | 'commentary'; readonly refused: string }

/** What was typed, in numbers, or the box that has to be mended. */
export function typedFrom(indicator: Indicator, period: Period, given: GivenFigures): Typed | Problem {
  const read: Record<'numerator' | 'denominator' | 'value', number | null> = { numerator: null, denominator: null, value: null }
  for (const name of indicator.denominator === '' ? ['value'] as const : ['numerator', 'denominator'] as const) {
    read[name] = given[name] === null ? null : readNumber(given[name])
    if (read[name] === null) return { at: name, refused: given[name] === null ? 'Enter a number' : 'It must be a number, like 1,240 or 61.5' }
  }
  const first = indicator.denominator === '' ? 'value' : 'numerator'
  const figure = figureOf(indicator, read)
  if ('refused' in figure) return { at: first, ...figure }
  if (given.breakdown !== null && given.by === '') return { at: 'by', refused: 'Select what the groups are by' }
  if (given.breakdown === null && given.by !== '') return { at: 'breakdown', refused: 'Enter the groups, or select “Not broken down”' }
  const breakdown = given.breakdown === null ? null : readBreakdown(indicator, (characteristics.find((each) => each.code === given.by)?.name ?? given.by).toLowerCase(), given.breakdown, read)
  if (breakdown !== null && 'refused' in breakdown) return { at: 'breakdown', ...breakdown }
  const typed: Typed = { period, ...read, breakdown }
  if (!isOfPeople(indicator)) return typed
  const refused = readable(indicator, typed)
  if (refused) return { at: breakdown === null ? first : 'breakdown', ...refused }
  const leak = leakIn(given.commentary, indicator, typed)
  return leak ? { at: 'commentary', ...leak } : typed
}

/** What the gate said of what was typed, with a mark of everything that it was asked: if anything is different when it is kept, it is asked again. */
export interface Checked { readonly mark: string; readonly said: Proved | { readonly at: Problem['at']; readonly refused: string } }

const markOf = (indicator: Indicator, typed: Typed, standing: readonly Standing[]): string => JSON.stringify([releaseOf(indicator, typed), standing.map(({ value, held }: Standing): readonly [string, Held | null] => [value.id, held])])

export async function check(indicator: Indicator, typed: Typed, standing: readonly Standing[], today: Temporal.PlainDate): Promise<Checked> {
  const said = await prove(indicator, typed, standing, today)
  return { mark: markOf(indicator, typed, standing), said: 'refused' in said ? { at: said.in ?? (indicator.denominator === '' ? 'value' : 'numerator'), refused: said.refused } : said }
}

/** What may be kept of what was typed. Things need no gate. */
export function keptOf(indicator: Indicator, typed: Typed, standing: readonly Standing[], checked: Checked | null | undefined): { readonly figure: KeptFigure; readonly breakdown: Breakdown | null; readonly proved: Proved | null } | Problem {
  if (!isOfPeople(indicator)) {
    const figure = (entered: Entered): KeptFigure | null => { const made = figureOf(indicator, entered); return 'refused' in made ? null : made }
    const whole = figure(typed)
    if (whole === null) return { at: 'value', refused: 'Enter the value' }
    return { figure: whole, breakdown: typed.breakdown === null ? null : { by: typed.breakdown.by, groups: typed.breakdown.groups.flatMap((each) => { const own = figure(each); return own === null ? [] : [{ name: each.name, ...own }] }) }, proved: null }
  }
  if (checked == null || checked.mark !== markOf(indicator, typed, standing)) return { at: 'commentary', refused: 'Another value was saved just now, so this one has to be checked beside it. Save it again' }
  return 'refused' in checked.said ? checked.said : { figure: checked.said.figure, breakdown: checked.said.breakdown, proved: checked.said }
}
