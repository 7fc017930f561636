/** What the example’s groups challenged in three years, and what was answered. Nobody in it exists. */
import type { Body } from './body.ts'
import { answer, raise, think, type AnswerKind, type Challenge } from './challenge.ts'

type Told = readonly [title: string, words: string, asksFor: string, monthsAgo: number, answered: readonly [AnswerKind, string, number] | null, thought: readonly [boolean, string] | null]

const fromOutside: readonly Told[] = [
  ['Raised kerbs at bus stops', 'Members who use wheelchairs visited three bus stations. At two, buses stop beyond the raised kerb, and the driver has to be asked to move. The plan counts kerbs that were built; it does not count whether anybody can get on.', 'Count what happens at the stop, and train drivers.', 22, ['accepts', 'The measure of action 4.2 becomes the share of stops at which a bus was seen to stop at the kerb. Driver training begins in the spring.', 6], [true, 'The group will visit again in a year.']],
  ['Library hours and people who work shifts', 'The assessment speaks of older people and children. It says nothing of people who work nights and can only come on Saturday.', 'Ask them before the hours change.', 14, ['accepts in part', 'Two Saturdays of asking at the doors were added. The hours in the two smallest libraries stay as proposed, because no more than four staff can be found for them.', 5], [false, 'The group does not think that staffing answers the question. It asks the board to look again after six months.']],
  ['The name of the hate incident form', 'People do not find “hate incident”. They look for “abuse” or “bullying”.', 'Use the words that people use.', 7, ['explains', 'The police and the neighbouring councils use the same name, and letters refer to it. The page now has the other words on it, so that a search finds it.', 4], null],
  ['Easy read versions of the annual report', 'The report promised an easy read version “shortly after”. It came five months after.', 'Publish both on one day.', 1, null, null],
]

export function exampleChallenges(bodies: readonly Body[], today: Temporal.PlainDate): readonly Challenge[] {
  const group = bodies.find((each) => each.type === 'challenge group')
  const board = bodies.find((each) => each.type === 'board')
  if (!group || !board) return []
  const numbers = new Map<number, number>()
  return fromOutside.map(([title, words, asksFor, monthsAgo, answered, thought]) => {
    const on = today.subtract({ months: monthsAgo })
    const number = (numbers.get(on.year) ?? 0) + 1
    numbers.set(on.year, number)
    const raised = raise({ id: crypto.randomUUID(), reference: `CH/${on.year}/${number}`, from: group.id, to: board.id, about: { kind: '', id: '', title }, words, asksFor, on, answerBy: on.add({ weeks: 6 }), by: 'Priya Nair' })
    const said = 'refused' in raised || answered === null ? raised : answer(raised, { kind: answered[0], words: answered[1], on: on.add({ weeks: answered[2] }), by: 'Daniel Whitcombe' })
    const viewed = 'refused' in said || thought === null ? said : think(said, { words: thought[1], on: on.add({ months: 3 }) }, thought[0])
    if ('refused' in viewed) throw new Error(viewed.refused)
    return { ...viewed, isPublic: viewed.answer !== null }
  })
}
