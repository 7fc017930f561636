/** The plan's public face: what of it is frozen into editions, by whom or by which rule. */
import { canonicalJson, type Json } from '#database/canonical.ts'
import { aims, characteristics } from '#duty/characteristics.ts'
import { readingInWords } from '#duty/due.ts'
import { findNewest, moveHead, publish, withdraw } from '#features/publication/index.ts'
import type { Open, Outside } from '#web/page.ts'
import { isClosed, ratingOf, type Action } from '../action.ts'
import { listPublicProgress, type Happening } from '../action-store.ts'
import { paths } from '../paths.ts'
import type { Objective, Strategy, Theme } from '../plan.ts'
import { wordsOf } from './parts.ts'

/** An action as the public sees it. `promise` changes only when a person approves it; `progress` may come by the plan's rule. */
export interface PublicAction { readonly promise: PublicPromise; readonly progress: PublicProgress }

export interface PublicPromise {
  readonly id: string; readonly strategy: string; readonly objective: string; readonly objectiveTitle: string; readonly group: string; readonly reference: string; readonly words: string
  readonly lead: string | null; readonly with: readonly string[]; readonly deadlineWritten: string | null; readonly deadlineUnderstood: string; readonly dueOn: string | null
  readonly measures: readonly { readonly kind: string; readonly words: string }[]; readonly characteristics: readonly string[]; readonly aims: readonly string[]
  readonly closed: { readonly as: string; readonly on: string; readonly because: string } | null
}

export interface PublicProgress {
  readonly started: boolean; readonly own: string | null; readonly percentDone: number | null; readonly updatedOn: string | null
  readonly notes: readonly { readonly on: string; readonly kind: string; readonly words: Readonly<Record<string, string>> }[]
}

export interface PublicPlan {
  readonly strategy: { readonly id: string; readonly title: string; readonly from: string | null; readonly to: string | null; readonly vision: string; readonly aims: readonly string[] }
  readonly themes: readonly { readonly id: string; readonly title: string }[]
  readonly objectives: readonly PublicObjective[]
}
export interface PublicObjective {
  readonly id: string; readonly theme: string | null; readonly code: string; readonly words: string; readonly thisMeans: string; readonly leadMember: string
  readonly measure: string; readonly target: string; readonly aims: readonly string[]; readonly characteristics: readonly string[]; readonly actions: readonly string[]
}

export const room = 'action-plan'

export function promiseOf(action: Action, objectiveTitle: string): PublicPromise {
  return {
    id: action.id, strategy: action.strategy, objective: action.objective, objectiveTitle, group: action.group, reference: action.reference, words: action.words,
    lead: publicLead(action), with: action.supporting.map((each) => each.written),
    deadlineWritten: action.deadline.written, deadlineUnderstood: readingInWords(action.deadline.reading), dueOn: action.dueOn?.toString() ?? null,
    measures: action.measures.map((each) => ({ ...each })), characteristics: action.characteristics.map((code) => characteristics.find((each) => each.code === code)?.name ?? code), aims: action.aims.map((code) => aims.find((each) => each.code === code)?.short ?? code),
    closed: isClosed(action) && action.closedOn !== null ? { as: action.state, on: action.closedOn.toString(), because: action.stateReason } : null,
  }
}

/** The public is told the post, team or body that the plan names: who holds a post today is not part of the promise. */
function publicLead({ lead }: Pick<Action, 'lead'>): string | null {
  return lead.written ?? (lead.person === null ? lead.name : 'A named officer')
}

export function progressOf(action: Action, happenings: readonly Happening[]): PublicProgress {
  const open = happenings.filter((each) => !each.isPrivate)
  const day = (at: Temporal.Instant): string => at.toZonedDateTimeISO('Europe/London').toPlainDate().toString()
  return {
    started: action.state !== 'not started', own: action.own?.rating ?? null, percentDone: action.percentDone,
    updatedOn: open.find((each) => each.kind === 'progress') ? day(open.find((each) => each.kind === 'progress')!.at) : null,
    notes: open.slice(0, 100).map((each) => ({ on: day(each.at), kind: each.kind, words: each.told })),
  }
}

/**
 * A progress note goes out by the rule that the plan carries, and only under a promise that a person has approved: its
 * frozen words stay as they were approved, whatever has been changed since and waits for approval.
 */
export async function publishProgress({ db, organisation, now }: Outside & Open, strategy: Strategy, action: Action, happened: Pick<Happening, 'kind' | 'isPrivate'>): Promise<boolean> {
  if (happened.kind !== 'progress' || happened.isPrivate || action.isPrivate || !strategy.notesPublishAtOnce) return false
  const address = paths.publicAction.to({ action: action.id })
  const last = await findNewest(db, organisation.id, address)
  if (!last || last.withdrawn) return false
  const { promise, progress: before } = last.content as unknown as PublicAction
  // The rule is about progress notes: a date that has moved, or how the action ended, is shown once somebody has approved it.
  const isOut = (note: PublicProgress['notes'][number]): boolean => note.kind === 'progress' || before.notes.some((each) => canonicalJson(each as unknown as Json) === canonicalJson(note as unknown as Json))
  const happenings = (await listPublicProgress(db, organisation.id, [action.id])).get(action.id) ?? []
  const progress = progressOf(action, happenings)
  const edition = await publish(db, organisation.id, {
    room, thingId: action.id, address, title: last.title, content: { promise, progress: { ...progress, notes: progress.notes.filter(isOut) } } as unknown as Json,
    letOut: { by: 'rule', rule: `Progress notes of “${strategy.title}” are published as they are written` }, note: 'Progress was added.',
  }, now)
  if (edition) await moveHead(db, organisation.id)
  return edition !== null
}

/** An action that has become private, or is gone, is taken down at once: nobody has to approve that something is no longer shown. */
export async function takeDown({ db, organisation, now }: Outside & Open, actions: readonly string[], by: { readonly id: string; readonly name: string }, note: string): Promise<number> {
  let taken = 0
  for (const action of actions) {
    if (await withdraw(db, organisation.id, paths.publicAction.to({ action }), { by: 'person', id: by.id, name: by.name }, note, now, 'An action in the plan')) taken++
  }
  if (taken > 0) await moveHead(db, organisation.id)
  return taken
}

/** How the public page rates it: the dates of the promise with the latest progress, as of today. */
export function publicRating({ promise, progress }: PublicAction, today: Temporal.PlainDate) {
  return ratingOf({
    state: promise.closed ? promise.closed.as as Action['state'] : progress.started ? 'under way' : 'not started',
    dueOn: promise.dueOn === null ? null : Temporal.PlainDate.from(promise.dueOn),
    own: progress.own === null ? null : { rating: progress.own as 'on track', reason: '' }, percentDone: progress.percentDone,
  }, today)
}

export function planContent(strategy: Strategy, themes: readonly Theme[], objectives: readonly Objective[], actions: readonly Action[]): PublicPlan {
  return {
    strategy: { id: strategy.id, title: strategy.title, from: strategy.from?.toString() ?? null, to: strategy.to?.toString() ?? null, vision: strategy.vision, aims: strategy.aims.split('\n').map((each) => each.trim()).filter((each) => each !== '') },
    themes: themes.map((each) => ({ id: each.id, title: each.title })),
    objectives: objectives.map((each) => ({
      id: each.id, theme: each.theme, code: each.code, words: each.words, thisMeans: each.thisMeans, leadMember: each.leadMember, measure: each.measure, target: each.target,
      aims: each.aims.map((code) => aims.find((aim) => aim.code === code)?.short ?? code), characteristics: each.characteristics.map((code) => characteristics.find((one) => one.code === code)?.name ?? code),
      actions: actions.filter((action) => action.objective === each.id && !action.isPrivate).map((action) => action.id),
    })),
  }
}

/** How an action that is public is going, and where that can be read; null where it is not public. */
export async function publicStanding({ db, organisation, today }: Pick<Outside, 'db' | 'organisation' | 'today'>, action: string): Promise<{ readonly href: string; readonly words: string } | null> {
  const address = paths.publicAction.to({ action })
  const edition = await findNewest(db, organisation.id, address)
  return edition === null || edition.withdrawn ? null : { href: address, words: wordsOf(publicRating(edition.content as unknown as PublicAction, today)) }
}
