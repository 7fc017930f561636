import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesSince, inSentences, isReminderDue, mayOpenFor, periodInWords, periodsOn, reminderDays, rowOf, signRound, tallyOf, worstOf, type Answer, type AskedAction, type Known, type Round, type RoundRow, type Stand } from './round.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const today = day('2026-11-22')
const priya = { id: 'p', name: 'Priya Nair' }
const stand = (changes: Partial<Stand> = {}): Stand => ({ rating: 'on track', dueOn: '2027-03-31', own: null, updatedOn: '2026-08-01', ...changes })
const asked = (action: string, changes: Partial<AskedAction> = {}): AskedAction => ({ action, reference: action, words: `Do ${action}`, objective: 'EO1', lead: { id: `lead of ${action}`, name: 'A lead' }, leadWords: 'A lead', before: stand(), ...changes })
const answer = (changes: Partial<Answer> = {}): Answer => ({ at: '2026-11-15T10:00:00Z', by: 'A lead', kind: 'progress', words: 'It goes on.', next: '', from: null, to: null, ...changes })
const known = (answers: readonly Answer[], now: Partial<Stand> = {}, more: Partial<Known> & { readonly isClosed?: boolean } = {}): Known => ({ now: { stand: stand(now), lead: { id: 'lead', name: 'A lead' }, leadWords: 'A lead', isClosed: more.isClosed ?? false }, answers, questions: more.questions ?? [] })
const row = (action: string, answers: readonly Answer[], now: Partial<Stand> = {}): RoundRow => rowOf(asked(action), known(answers, now))
const round = (changes: Partial<Round> = {}): Round => ({
  id: 'r', strategy: 's', planTitle: 'The plan', period: periodsOn(today)[0]!, answersBy: day('2026-11-20'), reminders: 'around', note: '', opened: { at: Temporal.Instant.from('2026-11-06T09:00:00Z'), by: priya }, remindedOn: null, closed: null, signed: null, version: 1, ...changes,
})

test('nobody’s silence is an answer, whatever the action’s date or earlier words say', () => {
  assert.equal(row('1', []).outcome, 'no answer')
  assert.equal(row('1', [], { rating: 'on track', own: 'on track' }).outcome, 'no answer', 'an earlier claim to be on track does not count as one now')
  assert.equal(row('1', [answer()]).outcome, 'answered')
  assert.equal(rowOf(asked('1'), known([], {}, { isClosed: true })).outcome, 'closed')
  assert.equal(rowOf(asked('1', { lead: null, leadWords: 'HR' }), { now: { stand: stand(), lead: null, leadWords: 'HR', isClosed: false }, answers: [], questions: [] }).outcome, 'nobody to ask')
  assert.equal(rowOf(asked('1'), { now: null, answers: [], questions: [] }).outcome, 'left the plan')
})

test('a question that was asked back waits until something is said after it', () => {
  const question = { words: 'How many?', by: 'Priya Nair', at: '2026-11-16T10:00:00Z' }
  assert.equal(rowOf(asked('1'), known([answer()], {}, { questions: [question] })).question?.answered, false)
  assert.equal(rowOf(asked('1'), known([answer(), answer({ at: '2026-11-17T10:00:00Z' })], {}, { questions: [question] })).question?.answered, true)
})

test('a date that moved twice moved from the first day to the last', () => {
  const moved = row('1', [answer({ kind: 'date moved', from: '30 September 2026', to: '31 December 2026', words: 'The lease' }), answer({ kind: 'date moved', from: '31 December 2026', to: '31 March 2027', words: 'The lease again' })])
  assert.deepEqual(moved.moved, { from: '30 September 2026', to: '31 March 2027', because: 'The lease again' })
})

test('the round is told in sentences that count each thing once', () => {
  const rows = [row('1', [answer()]), row('2', [answer()], { rating: 'overdue', dueOn: '2026-10-01' }), row('3', [], { rating: 'overdue', dueOn: '2026-10-01' }), rowOf(asked('4'), known([answer({ kind: 'closed' })], {}, { isClosed: true }))]
  assert.deepEqual(tallyOf(rows), { asked: 4, answered: 3, closed: 1, silent: 1, nobody: 0, left: 0, late: 2, lateAndSilent: 1, moved: 0, questions: 0 })
  assert.equal(inSentences(tallyOf(rows)), 'The round asked about 4 actions. 3 were answered, 1 of them as closed. 1 has no answer: that says nothing about progress. 2 are past their dates, 1 of them without an answer.')
  assert.equal(inSentences(tallyOf([row('1', [])])), 'The round asked about 1 action. None has been answered. 1 has no answer: that says nothing about progress. None is past its date.')
  const gone = rowOf(asked('2'), { now: null, answers: [], questions: [] })
  assert.match(inSentences(tallyOf([row('1', [answer()]), gone])), /^The round asked about 2 actions\. 1 was answered\. None is past its date\. 1 is no longer in the plan\.$/, 'every action that was asked about is told of')
})

test('the worst come first: late and silent, late, off track, at risk, silent; never what was answered and is on track', () => {
  const rows = [
    row('on track', [answer()]), row('silent', []), row('at risk', [answer()], { rating: 'at risk', own: 'at risk' }), row('off track', [answer()], { rating: 'at risk', own: 'off track' }),
    row('late, answered', [answer()], { rating: 'overdue', dueOn: '2026-01-01' }), row('late, silent', [], { rating: 'overdue', dueOn: '2026-10-01' }), row('later, silent', [], { rating: 'overdue', dueOn: '2026-11-21', updatedOn: null }),
  ]
  const worst = worstOf(rows, today, 10)
  assert.deepEqual(worst.map((each) => each.row.action), ['late, silent', 'later, silent', 'late, answered', 'off track', 'at risk', 'silent'])
  assert.deepEqual(worst.map((each) => each.why), [
    '52 days past its date. No answer, and no word since 1 August 2026.', '1 day past its date. No answer, and no word since it was planned.', '325 days past its date. Its lead has answered.',
    'Its lead says that it is off track. Due 31 March 2027.', 'Its lead says that it is at risk. Due 31 March 2027.', 'No answer, and no word since 1 August 2026.',
  ])
  assert.equal(worstOf(rows, today).length, 5)
})

test('what changed since last time says silence in both rounds, and who has fallen silent', () => {
  const before = [row('a', [answer()]), row('b', []), row('c', [answer()], { rating: 'overdue' }), row('d', [])]
  const now = [row('a', []), row('b', []), row('c', [answer()]), row('d', [answer()], { rating: 'overdue' }), row('e', [answer()])]
  assert.deepEqual(changesSince(before, now).map(({ what, rows }) => [what, rows.map((each) => each.action)]), [
    ['Newly past their date', ['d']], ['No longer past their date', ['c']], ['Answered last time and not this time', ['a']], ['No answer in both rounds', ['b']], ['Answered again after no answer', ['d']], ['New since the last round', ['e']],
  ])
})

test('leads are reminded on the days that the rule names, once for a day that was missed, and never after closing', () => {
  assert.deepEqual(reminderDays(round()).map(String), ['2026-11-17', '2026-11-21'])
  assert.deepEqual(reminderDays(round({ reminders: 'none' })), [])
  assert.deepEqual(reminderDays(round({ reminders: 'weekly' })).slice(0, 4).map(String), ['2026-11-17', '2026-11-21', '2026-11-28', '2026-12-05'])
  assert.equal(isReminderDue(round(), day('2026-11-16')), false)
  assert.equal(isReminderDue(round(), day('2026-11-17')), true)
  assert.equal(isReminderDue(round({ remindedOn: day('2026-11-17') }), day('2026-11-17')), false)
  assert.equal(isReminderDue(round(), day('2026-11-19')), true, 'the service stood still on the 17th')
  assert.equal(isReminderDue(round({ remindedOn: day('2026-11-19') }), day('2026-11-20')), false)
  assert.equal(isReminderDue(round({ remindedOn: day('2026-11-21') }), day('2027-03-01')), false)
  assert.equal(isReminderDue(round({ closed: { at: Temporal.Instant.from('2026-11-16T00:00:00Z'), by: priya, account: 'x', tally: tallyOf([]), sha256: '' } }), day('2026-11-17')), false)
})

test('a round is for the council’s own quarters, half-years and years, the newest that has ended first', () => {
  assert.deepEqual(periodsOn(today).map(periodInWords), ['quarter 2, July to September 2026', 'quarter 3, October to December 2026', 'half-year, April to September 2026', 'year, April 2025 to March 2026'])
  assert.deepEqual(periodsOn(day('2027-01-10')).map(periodInWords), ['quarter 3, October to December 2026', 'quarter 4, January to March 2027', 'half-year, April to September 2026', 'year, April 2025 to March 2026'])
  assert.deepEqual(periodsOn(day('2027-05-01')).map(periodInWords), ['quarter 4, January to March 2027', 'quarter 1, April to June 2027', 'half-year, October 2026 to March 2027', 'year, April 2026 to March 2027'])
})

test('one round of a plan is open at a time, one for each period, with time to answer', () => {
  const [period, other] = periodsOn(today)
  const closed = round({ closed: { at: Temporal.Instant.from('2026-11-16T00:00:00Z'), by: priya, account: 'x', tally: tallyOf([]), sha256: '' } })
  assert.equal(mayOpenFor(other!, day('2026-12-06'), [closed], today), null)
  assert.match(mayOpenFor(period!, day('2026-12-06'), [closed], today)?.refused ?? '', /There is a round for quarter 2/)
  assert.match(mayOpenFor(other!, day('2026-12-06'), [round()], today)?.refused ?? '', /Close it before/)
  assert.match(mayOpenFor(other!, today, [], today)?.refused ?? '', /must be after today/)
  assert.match(mayOpenFor(other!, day('2027-06-01'), [], today)?.refused ?? '', /within three months/)
})

test('nobody signs off the round that they closed, or one that is open', () => {
  assert.match(signRound(round(), priya)?.refused ?? '', /is open/)
  const closed = round({ closed: { at: Temporal.Instant.from('2026-11-16T00:00:00Z'), by: priya, account: 'x', tally: tallyOf([]), sha256: '' } })
  assert.match(signRound(closed, priya)?.refused ?? '', /Somebody else/)
  assert.equal(signRound(closed, { id: 'd', name: 'Daniel Whitcombe' }), null)
})
