/** The letters of a round: one to each lead, about all that they lead in it, with a signed link for each action. */
import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { mailLead, type Action } from '#features/action-plan/index.ts'
import type { Colleague } from '#features/people/index.ts'
import { periodInWords, type LetterKind, type Round } from '../round.ts'
import { insertLetters, type RoundLetter } from '../round-store.ts'

export interface Sending {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly origin: string
  readonly now: Temporal.Instant
  readonly today: Temporal.PlainDate
  readonly round: Round
  /** Only these are asked about; each goes to whoever leads it now. */
  readonly actions: readonly Action[]
  readonly people: readonly Colleague[]
  readonly kind: Exclude<LetterKind, 'question'>
  readonly by: string
  readonly note: string
  /** Makes two letters of one kind on one day two letters: the request, or the day. */
  readonly occasion: string
}

/** Writes to each lead once, whatever they lead. Gives who was written to. */
export async function writeToLeads(db: Database, sending: Sending): Promise<readonly RoundLetter[]> {
  const { round, today, kind, by, note } = sending
  const letters: RoundLetter[] = []
  const isPast = Temporal.PlainDate.compare(round.answersBy, today) < 0
  for (const [lead, actions] of Map.groupBy(sending.actions, (each) => each.lead.person)) {
    const to = sending.people.find((each) => each.id === lead)
    if (!to) continue
    const many = actions.length === 1 ? '1 action' : `${actions.length} actions`
    await mailLead(db, {
      ...sending, to, actions, askedBy: by, dedupe: `round ${round.id} ${kind} ${sending.occasion} ${to.id}`,
      subject: kind === 'opening' ? `Where are they now? ${many}, answers by ${dayInWords(round.answersBy)}` : isPast ? `Your answer is missing: ${many}` : `Answers wanted by ${dayInWords(round.answersBy)}: ${many}`,
      opening: [
        kind === 'opening' ? `${by} has opened the monitoring round for ${periodInWords(round.period)} of ${round.planTitle}. Please say where ${actions.length === 1 ? 'the action that you lead is' : 'the actions that you lead are'} by ${dayInWords(round.answersBy)}.`
          : `The monitoring round for ${periodInWords(round.period)} of ${round.planTitle} has no answer yet about ${actions.length === 1 ? 'this action' : 'these actions'}. ${isPast ? `Answers were due on ${dayInWords(round.answersBy)}.` : `Answers are due by ${dayInWords(round.answersBy)}.`}`,
        ...(note === '' ? [] : [note]),
        'If nothing has changed, please say that too. What nobody answers is reported as “no answer”.',
      ],
    })
    letters.push({ id: newId(), person: to.id, name: to.name, kind, actions: actions.map((each) => each.id), at: sending.now, by })
  }
  await insertLetters(db, sending.organisation.id, round.id, letters)
  return letters
}
