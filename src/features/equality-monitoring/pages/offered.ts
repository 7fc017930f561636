/**
 * What this room offers to rooms that must not know it: shares and declaration rates that an indicator can be worked out from, and who works here as a
 * part of somebody else’s report. Everything is read from releases that passed the gate.
 */
import { lowerFirst } from '#duty/capital.ts'
import type { Reading } from '#database/database.ts'
import type { Figure } from '#disclosure/shown.ts'
import { dayInWords, isBefore, rangeInWords } from '#duty/dates.ts'
import { measuredGroups } from '#duty/monitoring/groups-measured.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import type { WrittenBlock } from '#documents/write.ts'
import { listAddresses, restsOnEdition } from '#features/publication/index.ts'
import type { AskedOfSection, Breakdown, KindOfSource, Measure, Measured, MeasuredBeside, MeasuredGroup, ReportSection, Rests, Span } from '#web/offers.ts'
import { answered, type Figures } from '../figures.ts'
import type { Field } from '../dataset.ts'
import { shareThere, type OtherBody } from '../other-body.ts'
import { listOtherBodies } from '../other-body-store.ts'
import { paths } from '../paths.ts'
import { everybody, findSeniorPart, findTable, inOrder, partFields, type Releases } from '../profile.ts'
import { findFigures, listFigures, listReadable } from '../release-store.ts'
import { measured, stateWords, type Group } from '../target.ts'
import { targetsFor } from '../target-store.ts'
import { profileBlocks, processBlocks } from './report.ts'
import { fieldInAddress } from './parts.ts'

/** Whose figures a measure is read from. An indicator that is shown to everybody needs the public’s; a board’s own may rest on what was cleared for it alone. */
type Readers = Figures['audience']

const named = (label: string, besides: string | undefined): Group => besides === undefined ? { name: label, label } : { name: label, label: besides, besides: true }

/** The groups that strategies and their indicators are about, by the names that figures give them; and some ages, of which the census has no share by the same bands. */
const groups: readonly { readonly name: string; readonly question: QuestionId; readonly group: Group; readonly who: string; readonly definition?: string }[] = [
  ...measuredGroups.map(({ label, besides, ...each }) => ({ ...each, group: named(label, besides) })),
  ...['16 to 24', '25 to 34', '55 to 64', '65 and over'].map((band) => ({ name: `aged-${band.replaceAll(' ', '-')}`, question: 'age' as const, group: named(band, undefined), who: `aged ${band}` })),
]

/** Of whom a body says who they are at the top too. */
const alsoSenior = ['women', 'disabled', 'other-than-white', 'lgb-plus']

/** What shares can be broken down by: every other question, and what of the body’s own it is counted by. */
const parts = [...questions.map(({ id, name }) => ({ field: id as Field, name: fieldInAddress(id), title: lowerFirst(name) })), ...partFields.map((field) => ({ field: field as Field, name: fieldInAddress(field), title: field }))]

export const measures: readonly Measure[] = (['public', 'board'] as const).flatMap((readers): Measure[] => [
  ...questions.map(({ id, name }) => measure(readers, {
    name: `declared-${fieldInAddress(id)}`, title: `Employees who have answered about ${lowerFirst(name)}`, definition: 'Of all employees, how many have answered with a category. Preferring not to say is not an answer.', question: id, breaksDown: true,
    read: (figures, part) => {
      const table = findTable(figures, 'workforce', part === null ? [id] : [id, part.field])
      const at = part === null ? {} : { [part.field]: part.name }
      return table && { value: table.share({ ...at, [id]: answered }, id, 'all'), of: everybody(table, at), on: table.on, source: table.source, beside: [] }
    },
  })),
  ...groups.map((each) => measure(readers, {
    name: `share-${each.name}`, title: `Employees who are ${each.who}`, definition: definitionOf(each, 'Of the employees who answered, how many are in this group.'), question: each.question, group: each.group, breaksDown: true, read: (figures, part) => shareIn(figures, { ...each, part }),
  })),
  ...groups.filter(({ name }) => alsoSenior.includes(name)).map((each) => measure(readers, {
    name: `senior-${each.name}`, title: `Employees in senior grades who are ${each.who}`, definition: definitionOf(each, 'Of the employees above the line that the body calls senior who answered, how many are in this group.'), question: each.question, breaksDown: false,
    read: (figures) => { const part = findSeniorPart(figures); return part === null ? null : shareIn(figures, { ...each, part }) },
  })),
])

interface Read { readonly value: Figure; readonly of: Figure; readonly on: Temporal.PlainDate; readonly source: string; readonly beside: readonly MeasuredBeside[] }
interface PartOf { readonly field: Field; readonly name: string; readonly label: string }
interface MeasureOf extends Pick<Measure, 'name' | 'title' | 'definition'> {
  readonly question: QuestionId
  /** The group whose share it is, where other bodies have published one of the same name. */
  readonly group?: Group
  readonly breaksDown: boolean
  read(figures: Figures, part: PartOf | null): Read | null
}

function measure(readers: Readers, { name, title, definition, question, group, breaksDown, read }: MeasureOf): Measure {
  return {
    name: `equality-monitoring.${readers === 'board' ? 'board-' : ''}${name}`, title: readers === 'board' ? `${title} (figures for the board alone)` : title, unit: 'percent',
    definition: `${definition} From the newest release for ${readers === 'board' ? 'the board' : 'the public'} of a day in the period.`,
    ...(breaksDown ? { breakdowns: parts.filter(({ field }) => field !== question).map((each): Breakdown => ({ name: each.name, title: each.title })) } : {}),
    async work(db, organisation, span, by): Promise<Measured> {
      const figures = await newestIn(db, organisation, readers, span)
      const days = rangeInWords(span.from, span.to)
      const releases = paths.releases.to()
      if (figures === null) return { missing: `No workforce figures ${readers === 'board' ? 'were made for the board' : 'were published'} of a day in ${days}.`, href: releases }
      const found = read(figures, null)
      if (found === null) return { missing: `“${figures.title}” does not have this figure: the question was not counted, or nobody was called that in the extract.`, href: releases }
      const href = readers === 'board' ? paths.profileQuestion.to({ question: fieldInAddress(question) }) : paths.publicQuestion.to({ year: String(found.on.year), question: fieldInAddress(question) })
      const others = group === undefined || group.besides === true ? [] : besideFrom(await listOtherBodies(db, organisation, question), group, span)
      return { ...found, href, beside: [...found.beside, ...others], ...(by === undefined ? {} : { groups: groupsIn(figures, question, by, read) }) }
    },
  }
}

/** The same share in each group of another field, from the same release. */
function groupsIn(figures: Figures, question: QuestionId, by: string, read: MeasureOf['read']): readonly MeasuredGroup[] | { readonly missing: string } {
  const part = parts.find((each) => each.name === by)
  const table = part === undefined ? null : findTable(figures, 'workforce', [question, part.field])
  const field = table?.by.find((each) => each.field === part?.field)
  if (part === undefined || !field) return { missing: `“${figures.title}” was not counted by ${part?.title ?? 'that'} as well.` }
  const own = inOrder(field)
  // Broad groups where there are any: their parts would be said twice.
  const shown = own.some((each) => each.kind === 'parent') ? own.filter((each) => each.parent === undefined || !own.some((parent) => parent.kind === 'parent' && parent.name === each.parent)) : own
  const groups = shown.flatMap(({ name, label }): MeasuredGroup[] => { const found = read(figures, { field: part.field, name, label }); return found === null ? [] : [{ name: label, value: found.value, of: found.of }] })
  return groups.length > 0 ? groups : { missing: `“${figures.title}” has no group by ${part.title}.` }
}

/** What other bodies have published of the group up to the end of these days: the newest of each. */
function besideFrom(others: readonly OtherBody[], group: Group, { to }: Span): readonly MeasuredBeside[] {
  const until = others.filter(({ on }) => !isBefore(to, on))
  return until.filter((each, at) => until.findIndex(({ body }) => body === each.body) === at).flatMap((each) => {
    const value = shareThere(each, group)
    return value.state === 'shown' ? [{ name: `${each.body}, ${dayInWords(each.on)}`, value, source: value.source }] : []
  })
}

function shareIn(figures: Figures, asked: { readonly question: QuestionId; readonly group: Group; readonly part: PartOf | null }): Read | null {
  const found = measured(asked, figures)
  if (found === null) return null
  const { population } = found
  const who = population.state !== 'shown' ? '' : `People who live here${population.base === null ? '' : ` (${population.base})`}, ${dayInWords(Temporal.PlainDate.from(population.on))}`
  return { value: found.share, of: found.base, on: found.on, source: found.source, beside: population.state === 'shown' ? [{ name: who, value: population, source: population.source }] : [] }
}

function definitionOf({ definition }: { readonly definition?: string }, counted: string): string {
  return definition === undefined ? counted : `${counted} ${definition}`
}

async function newestIn(db: Reading, organisation: string, readers: Readers, span: Span): Promise<Figures | null> {
  const newest = (await listReadable(db, organisation, readers, mostReleases)).find(({ on }) => isIn(on, span))
  return newest === undefined ? null : findFigures(db, organisation, newest.id, readers)
}

const isIn = (on: Temporal.PlainDate, { from, to }: Span): boolean => !isBefore(on, from) && !isBefore(to, on)

/** Ten years of quarters. */
const mostReleases = 40

export const sections: readonly ReportSection[] = [
  {
    name: 'equality-monitoring.workforce-profile', title: 'Who works here', tells: 'Each characteristic with its shares, how many have answered, what changed, and who is in senior posts: from the newest release of these days.', readers: ['board', 'public'],
    make: (db, organisation, asked) => blocksFrom(db, organisation, asked, profileBlocks), restsOn: restsOnReleases,
  },
  {
    name: 'equality-monitoring.processes', title: 'Recruitment and what happens at work', tells: 'From applied to appointed, disciplinary cases, grievances, training and the rest: how likely for one group beside another, and how sure that is.', readers: ['board', 'public'],
    make: (db, organisation, asked) => blocksFrom(db, organisation, asked, processBlocks), restsOn: restsOnReleases,
  },
  {
    name: 'equality-monitoring.targets', title: 'Targets for the workforce', tells: 'What the body wants its workforce to look like, and how each target stands on the last of these days.', readers: ['board'],
    async make(db, organisation, { to }) {
      const targets = (await targetsFor(db, organisation, 'board', to)).filter(({ on }) => on !== null)
      if (targets.length === 0) return []
      return [{ kind: 'table', table: { title: 'Targets and how they stand', headings: ['Target', 'What is wanted', 'How it stands', 'What the figures say'].map((text) => ({ text })), rows: targets.map((each) => [each.title, each.wanted, each.state === 'withheld' ? '[c]' : stateWords[each.state], `${each.sentence} ${each.certainty}`.trim()]) } }]
    },
  },
]

/** The newest release of these days, and those before it that it is compared with. What everybody reads is the edition of its year. */
async function restsOnReleases(db: Reading, organisation: string, asked: AskedOfSection): Promise<readonly Rests[]> {
  const all = (await listReadable(db, organisation, asked.for, mostReleases)).filter(({ on }) => !isBefore(asked.to, on)).slice(0, 9)
  if (all[0] === undefined || !isIn(all[0].on, asked)) return []
  if (asked.for === 'board') return all.map(({ id, on, sha256 }) => ({ kind: figuresOfADay, id: `board ${on.toString()}`, version: id, sha256, title: `Workforce figures of ${dayInWords(on)}, for the board` }))
  const years = new Set(all.map(({ on }) => paths.publicYear.to({ year: String(on.year) })))
  return (await listAddresses(db, organisation)).filter(({ address, withdrawn }) => years.has(address) && !withdrawn).map(restsOnEdition)
}

const figuresOfADay = 'equality-monitoring.figures'

/** The board's figures of a day: a correction is another release of the same day. */
export const sources: readonly KindOfSource[] = [{
  kind: figuresOfADay,
  async newest(db, organisation) {
    return new Map((await listReadable(db, organisation, 'board', mostReleases)).map(({ id, on, sha256 }) => [`board ${on.toString()}`, { version: id, sha256, href: paths.release.to({ release: id }) }]))
  },
}]

async function blocksFrom(db: Reading, organisation: string, asked: Span & { readonly for: Readers }, made: (releases: Releases) => readonly WrittenBlock[]): Promise<readonly WrittenBlock[]> {
  // The days before these are what it is compared with.
  const [newest, ...before] = await listFigures(db, organisation, asked.for, 9, asked.to)
  return newest === undefined || !isIn(newest.on, asked) ? [] : made({ newest, earlier: before.toReversed() })
}
