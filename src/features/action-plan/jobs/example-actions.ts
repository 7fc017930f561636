import type { Json } from '#database/canonical.ts'
import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import type { Entry } from '#database/ledger.ts'
import { dayInLondon } from '#duty/dates.ts'
import { moveHead, publish } from '#features/publication/index.ts'
import { close, isOverdue, recordProgress, type Action, type OwnRating } from '../action.ts'
import { addEvidence, insertActions, listActionsOfStrategy, listPublicProgress, nextPlace, recordHappenings, type Happening } from '../action-store.ts'
import { actionFrom, type Wanted } from '../creating.ts'
import { addLink } from '../link-store.ts'
import { planContent, progressOf, promiseOf, room } from '../pages/publishing.ts'
import { paths } from '../paths.ts'
import { objectiveTitle } from '../plan.ts'
import { findStrategy, listObjectives, listThemes } from '../plan-store.ts'

/** An action that another room of the example made, with what was said of it since: the oldest first. */
export interface ExampleAction {
  readonly wanted: Wanted
  readonly links: readonly { readonly room: string; readonly thing: string; readonly version: string; readonly why: string }[]
  readonly by: { readonly id: string; readonly name: string }
  readonly madeAt: Temporal.Instant
  readonly told: readonly { readonly daysAgo: number; readonly account: string; readonly next?: string; readonly own: OwnRating; readonly reason?: string; readonly percentDone?: number }[]
  /** With the link that shows it. */
  readonly achieved?: { readonly daysAgo: number; readonly because: string; readonly link: string }
}

/** Puts them into the live plan of the example, with their progress, and publishes the plan with them. Gives their ids in the same order, and the entries for the ledger. */
export async function addExampleActions(db: Database, organisation: string, strategyId: string, all: readonly ExampleAction[], publisher: { readonly id: string; readonly name: string }, now: Temporal.Instant): Promise<{ readonly ids: readonly string[]; readonly entries: readonly Entry[] }> {
  const strategy = await findStrategy(db, organisation, strategyId)
  if (!strategy) throw new Error('The example has no plan for these actions')
  const [objectives, themes, before] = [await listObjectives(db, organisation, strategy.id), await listThemes(db, organisation, strategy.id), await nextPlace(db, organisation, strategy.id)]
  const at = (daysAgo: number): Temporal.Instant => now.subtract({ hours: 24 * daysAgo })
  const happenings: [string, Happening][] = []
  const made = all.map(({ wanted, by, madeAt, told, achieved }): Action => {
    const happened = (each: Pick<Happening, 'at' | 'kind' | 'told'>): void => { happenings.push([action.id, { ...each, person: by.id, name: by.name, isPrivate: false }]) }
    let action = actionFrom(wanted, strategy, newId(), dayInLondon(madeAt))
    happened({ at: madeAt, kind: 'made', told: { from: wanted.madeBy.room.replaceAll('-', ' ') } })
    for (const each of told) {
      // On some days of the year the promise was due before this was said.
      const own = each.own === 'on track' && isOverdue(action, dayInLondon(at(each.daysAgo))) ? null : each.own
      action = sure(recordProgress(action, { account: each.account, next: each.next ?? '', own, reason: each.reason ?? '', percentDone: each.percentDone ?? null }, dayInLondon(at(each.daysAgo))))
      happened({ at: at(each.daysAgo), kind: 'progress', told: { account: each.account, next: each.next ?? '', rating: own ?? '', reason: each.reason ?? '' } })
    }
    if (achieved === undefined) return action
    happened({ at: at(achieved.daysAgo), kind: 'closed', told: { as: 'achieved', because: achieved.because } })
    return sure(close(action, { as: 'achieved', because: achieved.because, evidence: 1 }, dayInLondon(at(achieved.daysAgo))))
  })
  await insertActions(db, organisation, made.map((action, place) => [action, before + place]))
  await recordHappenings(db, organisation, happenings)
  for (const [place, action] of made.entries()) {
    const { links, achieved, by } = all[place] ?? { links: [], by: publisher }
    for (const link of [{ room: action.madeBy?.room ?? '', thing: action.madeBy?.thing ?? '', version: action.madeBy?.version ?? '', why: 'It made this action' }, ...links]) await addLink(db, organisation, { action: action.id, ...link })
    if (achieved !== undefined) await addEvidence(db, organisation, { id: newId(), action: action.id, what: 'What was done', effectiveOn: null, file: null, link: achieved.link, isPrivate: false, addedAt: at(achieved.daysAgo), addedBy: by.name })
  }

  const said = await listPublicProgress(db, organisation, made.map((each) => each.id))
  const letOut = { by: 'person', id: publisher.id, name: publisher.name } as const
  const editions: Json[] = []
  for (const action of made) {
    const objective = objectives.find((each) => each.id === action.objective)
    if (!objective) throw new Error('The example has no such objective')
    const edition = await publish(db, organisation, { room, thingId: action.id, address: paths.publicAction.to({ action: action.id }), title: action.words, content: { promise: promiseOf(action, objectiveTitle(objective)), progress: progressOf(action, said.get(action.id) ?? []) } as unknown as Json, letOut }, now)
    if (edition) editions.push({ address: edition.address, version: edition.version, sha256: edition.sha256 })
  }
  await publish(db, organisation, { room, thingId: strategy.id, address: paths.publicPlan.to({ strategy: strategy.id }), title: strategy.title, content: planContent(strategy, themes, objectives, await listActionsOfStrategy(db, organisation, strategy.id)) as unknown as Json, letOut, note: 'Actions that impact assessments promised were added.' }, now)
  await moveHead(db, organisation)
  return { ids: made.map((each) => each.id), entries: [...made.map((each): Entry => ({ did: 'action-plan.action-added', on: { room, id: each.id }, after: { words: each.words, madeBy: each.madeBy === null ? null : { ...each.madeBy } } })), { did: 'action-plan.plan-published', on: { room, id: strategy.id }, after: { editions } }] }
}

/** The example’s own steps are allowed; if a rule changes so that one is not, the example must be mended. */
function sure<Decided extends object>(decided: Decided | { readonly refused: string }): Decided {
  if ('refused' in decided) throw new Error(`The example breaks a rule: ${decided.refused}`)
  return decided
}
