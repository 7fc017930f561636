/** What other rooms may build from the plan without knowing it: measures for indicators, sections for reports, what a link means. */
import { aims, characteristics } from '#duty/characteristics.ts'
import { dayInWords, rangeInWords } from '#duty/dates.ts'
import type { Reading } from '#database/database.ts'
import { absent } from '#disclosure/shown.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import type { WrittenBlock } from '#documents/write.ts'
import { listNewest } from '#features/publication/index.ts'
import type { KindOfThing, Measure, Measured, MeasuredGroup, ReportSection, Span } from '#web/offers.ts'
import { ratings, type Action, type Rating, ratingOf } from '../action.ts'
import { findAction, listActionsOfStrategy } from '../action-store.ts'
import { paths } from '../paths.ts'
import { objectiveTitle, type Objective } from '../plan.ts'
import { findObjective, listObjectives, listStrategies } from '../plan-store.ts'
import { wordsOf } from './parts.ts'
import { publicRating, room, type PublicAction, type PublicObjective, type PublicPlan } from './publishing.ts'

// --- Measures

const isIn = (day: Temporal.PlainDate | null, { from, to }: Span): boolean => day !== null && Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0
const isBy = (day: Temporal.PlainDate | null, last: Temporal.PlainDate): boolean => day !== null && Temporal.PlainDate.compare(day, last) <= 0

async function livePlans(db: Reading, organisation: string): Promise<readonly { readonly id: string; readonly title: string; readonly actions: readonly Action[] }[]> {
  const plans = (await listStrategies(db, organisation)).filter((each) => each.status === 'live')
  return Promise.all(plans.map(async (plan) => ({ id: plan.id, title: plan.title, actions: await listActionsOfStrategy(db, organisation, plan.id) })))
}

/** What is counted, out of what where it is a share. */
interface Counted { readonly part: readonly Action[]; readonly of: readonly Action[] | null }

const breakdowns: NonNullable<Measure['breakdowns']> = [{ name: 'characteristic', title: 'the characteristic that actions are about' }, { name: 'objective', title: 'objective' }]

/** A tally of actions, or a share of them in whole per cent. */
function figureOf({ part, of }: { readonly part: number; readonly of: number | null }): Pick<MeasuredGroup, 'value' | 'of'> {
  return { value: of === null ? tallyOfThings(part, 'actions') : of === 0 ? absent('[z]', 'No action was due.') : tallyOfThings(Math.round((100 * part) / of), 'per cent of actions'), ...(of === null ? {} : { of: tallyOfThings(of, 'actions') }) }
}

async function measured(db: Reading, organisation: string, span: Span, plans: Awaited<ReturnType<typeof livePlans>>, { part, of }: Counted, by: string | undefined): Promise<Measured> {
  const kinds = by === 'objective' ? (await Promise.all(plans.map((each) => listObjectives(db, organisation, each.id)))).flat().map((each) => ({ name: objectiveTitle(each), has: (action: Action) => action.objective === each.id }))
    : [...characteristics.map(({ code, name }) => ({ name, has: (action: Action) => action.characteristics.includes(code) })), { name: 'About no one characteristic', has: (action: Action) => action.characteristics.length === 0 }]
  const all = of ?? plans.flatMap((each) => each.actions)
  const groups = kinds.filter(({ has }) => all.some(has)).map(({ name, has }): MeasuredGroup => ({ name, ...figureOf({ part: part.filter(has).length, of: of?.filter(has).length ?? null }) }))
  return {
    ...figureOf({ part: part.length, of: of?.length ?? null }), on: span.to, source: 'The action plan', href: plans.length === 1 ? paths.plan.to({ strategy: plans[0]!.id }) : paths.plans.to(),
    ...(by === undefined ? {} : { groups: groups.length > 0 ? groups : { missing: 'There is no action to break down.' } }),
  }
}

const noPlan = { missing: 'There is no live action plan.', href: paths.plans.to() } as const

export const measures: readonly Measure[] = [
  {
    name: 'action-plan.achieved-on-time', title: 'Actions achieved on time', unit: 'percent', breakdowns,
    definition: 'Of the actions of live plans whose date lies in these days, the share that were closed as achieved on or before that date. Withdrawn actions are left out, and a date that was moved counts as the date that it was moved to.',
    async work(db, organisation, span, by) {
      const plans = await livePlans(db, organisation)
      if (plans.length === 0) return noPlan
      const due = plans.flatMap((each) => each.actions).filter((each) => each.state !== 'withdrawn' && isIn(each.dueOn, span))
      if (due.length === 0) return { missing: `No action was due in ${rangeInWords(span.from, span.to)}.`, href: paths.plans.to() }
      return measured(db, organisation, span, plans, { part: due.filter((each) => each.state === 'achieved' && each.dueOn !== null && isBy(each.closedOn, each.dueOn)), of: due }, by)
    },
  },
  {
    name: 'action-plan.overdue', title: 'Actions past their date', unit: 'number', breakdowns,
    definition: 'The actions of live plans whose date had passed on the last of these days and that were not closed by then. A date that was moved since counts as the date that it was moved to.',
    async work(db, organisation, span, by) {
      const plans = await livePlans(db, organisation)
      if (plans.length === 0) return noPlan
      return measured(db, organisation, span, plans, { part: plans.flatMap((each) => each.actions).filter((each) => each.dueOn !== null && Temporal.PlainDate.compare(each.dueOn, span.to) < 0 && !isBy(each.closedOn, span.to)), of: null }, by)
    },
  },
  {
    name: 'action-plan.achieved', title: 'Actions achieved', unit: 'number', definition: 'The actions of live plans that were closed as achieved in these days.', breakdowns,
    async work(db, organisation, span, by) {
      const plans = await livePlans(db, organisation)
      if (plans.length === 0) return noPlan
      return measured(db, organisation, span, plans, { part: plans.flatMap((each) => each.actions).filter((each) => each.state === 'achieved' && isIn(each.closedOn, span)), of: null }, by)
    },
  },
]

// --- Sections of reports

/** One action as a report tells it, whoever reads. For the public it is made from what was published and from nothing else. */
interface Told { readonly reference: string; readonly words: string; readonly lead: string; readonly due: string; readonly rating: Rating; readonly latest: string; readonly aims: readonly string[]; readonly closedOn: Temporal.PlainDate | null; readonly because: string }
interface ToldObjective { readonly title: string; readonly measure: string; readonly target: string; readonly actions: readonly Told[] }
type AskedFor = Parameters<ReportSection['make']>[2]

async function tell(db: Reading, organisation: string, { for: reader, today }: AskedFor): Promise<readonly ToldObjective[]> {
  if (reader === 'public') {
    const editions = (await listNewest(db, organisation, room)).filter((each) => !each.withdrawn)
    const actions = new Map(editions.filter((each) => each.address === paths.publicAction.to({ action: each.thingId })).map((each) => [each.thingId, each.content as unknown as PublicAction]))
    return editions.filter((each) => each.address === paths.publicPlan.to({ strategy: each.thingId })).flatMap((each) => (each.content as unknown as PublicPlan).objectives).map((objective: PublicObjective) => ({
      title: objectiveTitle(objective), measure: objective.measure, target: objective.target, actions: objective.actions.flatMap((id) => { const action = actions.get(id); return action === undefined ? [] : [toldInPublic(action, today)] }),
    }))
  }
  const plans = (await listStrategies(db, organisation)).filter((each) => each.status === 'live')
  return (await Promise.all(plans.map(async (plan) => {
    const [objectives, actions] = await Promise.all([listObjectives(db, organisation, plan.id), listActionsOfStrategy(db, organisation, plan.id)])
    return objectives.map((objective: Objective) => ({ title: objectiveTitle(objective), measure: objective.measure, target: objective.target, actions: actions.filter((each) => each.objective === objective.id && !each.isPrivate).map((each) => toldToBoard(each, today)) }))
  }))).flat()
}

function toldInPublic(action: PublicAction, today: Temporal.PlainDate): Told {
  const { promise, progress } = action
  return {
    reference: promise.reference, words: promise.words, lead: promise.lead ?? '', due: promise.dueOn === null ? promise.deadlineWritten ?? 'No date' : dayInWords(Temporal.PlainDate.from(promise.dueOn)), rating: publicRating(action, today),
    latest: progress.notes.find((each) => each.kind === 'progress')?.words['account'] ?? '', aims: promise.aims, closedOn: promise.closed === null ? null : Temporal.PlainDate.from(promise.closed.on), because: promise.closed?.because ?? '',
  }
}

function toldToBoard(action: Action, today: Temporal.PlainDate): Told {
  return {
    reference: action.reference, words: action.words, lead: action.lead.name ?? action.lead.written ?? 'No lead', due: action.dueOn === null ? action.deadline.written ?? 'No date' : dayInWords(action.dueOn), rating: ratingOf(action, today),
    latest: '', aims: action.aims.map((code) => aims.find((each) => each.code === code)?.short ?? code), closedOn: action.closedOn, because: action.stateReason,
  }
}

const nameOf = (told: Told): string => told.reference === '' ? told.words : `${told.reference} ${told.words}`
/** One column for each way in which an action can stand; what ended without being achieved shares one, so that the names beside them have room. */
const columnsOf: readonly { readonly text: string; readonly of: readonly Rating[] }[] = [
  ...ratings.filter((rating) => rating !== 'not achieved' && rating !== 'withdrawn').map((rating) => ({ text: wordsOf(rating), of: [rating] })),
  { text: 'Withdrawn or not achieved', of: ['withdrawn', 'not achieved'] },
]

function standingTable(title: string, of: string, rows: readonly (readonly [name: string, actions: readonly Told[]])[], today: Temporal.PlainDate): WrittenBlock {
  const used = columnsOf.filter(({ of: those }) => rows.some(([, actions]) => actions.some((each) => those.includes(each.rating))))
  return {
    kind: 'table', table: {
      title, notes: [`As it stands on ${dayInWords(today)}. How an action stands is worked out from its date and its lead’s answers.`],
      headings: [{ text: of }, { text: 'Actions', kind: 'number' }, ...used.map(({ text }) => ({ text, kind: 'number' as const }))],
      rows: rows.map(([name, actions]) => [name, tallyOfThings(actions.length).text, ...used.map(({ of: those }) => tallyOfThings(actions.filter((each) => those.includes(each.rating)).length).text)]),
    },
  }
}

const bothReaders = ['board', 'public'] as const

export const sections: readonly ReportSection[] = [
  {
    name: 'action-plan.progress-by-aim', title: 'Progress against the aims of the duty', tells: 'How the actions that serve each of the three aims stand today.', readers: bothReaders,
    async make(db, organisation, asked) {
      const actions = (await tell(db, organisation, asked)).flatMap((each) => each.actions)
      if (actions.length === 0) return []
      const rows = aims.map((aim) => [aim.name, actions.filter((each) => each.aims.includes(aim.short))] as const)
      return [{ kind: 'paragraph', text: 'An action that serves several aims is counted under each.' }, standingTable('Actions by the aim that they serve', 'Aim', rows, asked.today)]
    },
  },
  {
    name: 'action-plan.progress-by-objective', title: 'Progress against each objective', tells: 'Each objective with its measure and target, and every action under it with its date and how it stands.', readers: bothReaders,
    async make(db, organisation, asked) {
      const objectives = (await tell(db, organisation, asked)).filter((each) => each.actions.length > 0)
      if (objectives.length === 0) return []
      return [
        standingTable('Actions by objective', 'Objective', objectives.map((each) => [each.title, each.actions] as const), asked.today),
        ...objectives.flatMap((objective): readonly WrittenBlock[] => [
          { kind: 'heading', level: 3, text: objective.title },
          ...(objective.measure === '' ? [] : [{ kind: 'paragraph' as const, text: `How we will know: ${objective.measure}.${objective.target === '' ? '' : ` Target: ${objective.target}.`}` }]),
          {
            kind: 'table', table: {
              title: `Actions: ${objective.title}`, headings: [{ text: 'Action' }, { text: 'Lead' }, { text: 'Due', kind: 'date' }, { text: 'How it stands' }, ...(asked.for === 'public' ? [{ text: 'Latest progress' }] : [])],
              rows: objective.actions.map((each) => [nameOf(each), each.lead, each.due, wordsOf(each.rating), ...(asked.for === 'public' ? [each.latest] : [])]),
            },
          },
        ]),
      ]
    },
  },
  {
    name: 'action-plan.closed-actions', title: 'Actions that ended', tells: 'What was achieved, not achieved or withdrawn in these days, with what is different as a result or why.', readers: bothReaders,
    async make(db, organisation, asked) {
      const ended = (await tell(db, organisation, asked)).flatMap((each) => each.actions).filter((each) => isIn(each.closedOn, asked))
      if (ended.length === 0) return []
      return [{ kind: 'table', table: {
        title: `Actions that ended, ${rangeInWords(asked.from, asked.to)}`, headings: [{ text: 'Action' }, { text: 'How it ended' }, { text: 'On', kind: 'date' }, { text: 'What is different, or why' }],
        rows: ended.map((each) => [nameOf(each), wordsOf(each.rating), each.closedOn === null ? '' : dayInWords(each.closedOn), each.because]),
      } }]
    },
  },
  {
    name: 'action-plan.work-ahead', title: 'The work ahead', tells: 'Every action that is still open, with its objective and its date.', readers: bothReaders,
    async make(db, organisation, asked) {
      const open = (await tell(db, organisation, asked)).flatMap((objective) => objective.actions.filter((each) => each.closedOn === null).map((each) => ({ ...each, objective: objective.title })))
      const ahead = open.filter((each) => each.rating !== 'achieved')
      if (ahead.length === 0) return []
      return [{ kind: 'table', table: { title: 'Actions that are open', headings: [{ text: 'Action' }, { text: 'Objective' }, { text: 'Lead' }, { text: 'Due', kind: 'date' }], rows: ahead.map((each) => [nameOf(each), each.objective, each.lead, each.due]) } }]
    },
  },
]

// --- What a link means

export const thingKinds: readonly KindOfThing[] = [
  { kind: 'action-plan.objective', async find(db, organisation, id, reader) { const found = reader === null ? null : await findObjective(db, organisation, id); return found && { title: objectiveTitle(found), href: paths.objective.to({ objective: found.id }) } } },
  { kind: 'action-plan.action', async find(db, organisation, id, reader) { const found = reader === null ? null : await findAction(db, organisation, id); return found && { title: found.reference === '' ? found.words : `${found.reference} ${found.words}`, href: paths.action.to({ action: found.id }) } } },
]
