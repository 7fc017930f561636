/** A round as it is looked at: live from the plan while it is open, and as it was kept once it has closed. */
import type { Reading } from '#database/database.ts'
import { actionRating, isActionClosed, listActionsOfStrategy, listAnswers, listObjectives, objectiveTitle, type Action, type ActionAnswer } from '#features/action-plan/index.ts'
import { listPeople, type Colleague } from '#features/people/index.ts'
import { rowOf, type Answer, type AskedAction, type Named, type Round, type RoundRow, type Stand } from '../round.ts'
import { findNeighbours, findRecord, listAsked, listQuestions } from '../round-store.ts'

/** People who can be written to. */
export function canBeAsked(person: Colleague): boolean {
  return person.state !== 'left' && person.state !== 'suspended'
}

/** Every action of a plan that is live, as it stands on this day, with whoever can be asked about it. */
export async function listLiveActions(db: Reading, organisation: string, strategy: string, today: Temporal.PlainDate): Promise<{ readonly asked: readonly AskedAction[]; readonly actions: readonly Action[]; readonly people: readonly Colleague[] }> {
  const [actions, objectives, people] = await Promise.all([listActionsOfStrategy(db, organisation, strategy), listObjectives(db, organisation, strategy), listPeople(db, organisation)])
  const titles = new Map(objectives.map((each) => [each.id, objectiveTitle(each)]))
  const live = actions.filter((each) => !isActionClosed(each))
  return {
    actions: live, people: people.filter(canBeAsked),
    asked: live.map((each) => ({ action: each.id, reference: each.reference, words: each.words, objective: titles.get(each.objective) ?? '', ...leadOf(each, people), before: standOf(each, today) })),
  }
}

function leadOf(action: Action, people: readonly Colleague[]): { readonly lead: Named | null; readonly leadWords: string } {
  const person = action.lead.person === null ? undefined : people.find((each) => each.id === action.lead.person && canBeAsked(each))
  return { lead: person ? { id: person.id, name: person.name } : null, leadWords: person?.name ?? action.lead.name ?? action.lead.written ?? '' }
}

function standOf(action: Action, today: Temporal.PlainDate): Stand {
  return { rating: actionRating(action, today), dueOn: action.dueOn?.toString() ?? null, own: action.own?.rating ?? null, updatedOn: action.lastUpdate?.on.toString() ?? null }
}

export interface RoundSeen {
  readonly round: Round
  readonly rows: readonly RoundRow[]
  /** What came in after the round had closed about what it had no answer to: beside the record, never in it. */
  readonly addenda: readonly { readonly row: RoundRow; readonly answers: readonly Answer[] }[]
  readonly before: { readonly round: Round; readonly rows: readonly RoundRow[] } | null
}

export async function lookAt(db: Reading, organisation: string, round: Round, today: Temporal.PlainDate, more: { readonly before: boolean } = { before: false }): Promise<RoundSeen> {
  const neighbours = round.closed !== null || more.before ? await findNeighbours(db, organisation, round) : null
  const before = more.before && neighbours?.before ? { round: neighbours.before, rows: (await findRecord(db, organisation, neighbours.before.id))?.rows ?? [] } : null
  if (round.closed === null) return { round, rows: await liveRows(db, organisation, round, today), addenda: [], before }
  const rows = (await findRecord(db, organisation, round.id))?.rows ?? []
  const unanswered = rows.filter((row) => row.answers.length === 0)
  const late = await listAnswers(db, organisation, unanswered.map((row) => row.action), round.closed.at, neighbours?.after?.opened.at ?? null)
  const addenda = unanswered.flatMap((row) => { const answers = late.get(row.action); return answers === undefined ? [] : [{ row, answers: answers.map(toAnswer) }] })
  return { round, rows, addenda, before }
}

async function liveRows(db: Reading, organisation: string, round: Round, today: Temporal.PlainDate): Promise<readonly RoundRow[]> {
  const [asked, actions, people, questions] = await Promise.all([listAsked(db, organisation, round.id), listActionsOfStrategy(db, organisation, round.strategy), listPeople(db, organisation), listQuestions(db, organisation, round.id)])
  const answers = await listAnswers(db, organisation, asked.map((each) => each.action), round.opened.at, null)
  const byId = new Map(actions.map((each) => [each.id, each]))
  return asked.map((each) => {
    const action = byId.get(each.action)
    return rowOf(each, {
      now: action === undefined ? null : { stand: standOf(action, today), ...leadOf(action, people), isClosed: isActionClosed(action) },
      answers: (answers.get(each.action) ?? []).map(toAnswer),
      questions: questions.filter((question) => question.action === each.action).map((question) => ({ words: question.words, by: question.by, at: question.at.toString() })),
    })
  })
}

/** What a lead keeps private is not told here, only that there was an answer. */
function toAnswer({ at, name, kind, told, isPrivate }: ActionAnswer): Answer {
  const said = kind === 'progress' ? told['account'] : kind === 'instance done' ? told['what'] ?? told['because'] ?? '' : told['because']
  return { at: at.toString(), by: name, kind: kind as Answer['kind'], words: isPrivate ? null : said ?? '', next: isPrivate ? null : told['next'] ?? null, from: told['from'] ?? null, to: told['to'] ?? null }
}
