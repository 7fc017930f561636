import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertRefused } from './for-tests.ts'
import { agreeNotNeeded, needAssessment, nextStep, outcomeOf, questionsFor, sendBack, signReason, type Screening, type ScreeningAnswers } from './screening.ts'
import { formFor, houseScreening } from './screening-form.ts'

const now = Temporal.Instant.from('2026-11-22T10:00:00Z')
const author = { id: 'author', name: 'Aisha Rahman' }
const chair = { id: 'chair', name: 'Colin Fairweather' }
const allNo = (kinds: readonly string[]): ScreeningAnswers => ({ kinds, triggers: Object.fromEntries(questionsFor(houseScreening, kinds).map((question) => [question.code, 'no' as const])) })
const begun = (answers: ScreeningAnswers): Screening => ({
  id: 's', title: 'New signs in libraries', proposal: '', undertaking: null, department: null, form: houseScreening.edition, answers, state: 'answering', outcome: null, reason: '', decisionDue: null, by: author, signedAt: null, agreed: null, note: '', version: 1,
})

test('the steps lead from what sort of change it is to the questions and to who is affected', () => {
  assert.equal(nextStep({}, houseScreening), 'kinds')
  assert.equal(nextStep({ kinds: ['digital'] }, houseScreening), 'triggers')
  const answered = allNo(['digital'])
  assert.equal(nextStep(answered, houseScreening), null, 'nothing changes, so nobody is affected')
  assert.equal(nextStep({ ...answered, triggers: { ...answered.triggers, channel: 'yes' } }, houseScreening), 'impact')
})

test('each sort of change is asked its own questions, and only those', () => {
  for (const { code } of houseScreening.kinds) {
    const asked = questionsFor(houseScreening, [code])
    assert.ok(asked.every((question) => question.kinds === undefined || question.kinds.includes(code)))
    if (code !== 'service change') assert.ok(asked.some((question) => question.kinds?.includes(code)), code)
  }
  assert.equal(new Set(houseScreening.questions.map((question) => question.code)).size, houseScreening.questions.length)
})

test('a full assessment is needed when the impact is negative or unknown, or there will be a public consultation, and not when it is neutral or positive', () => {
  const changes = { ...allNo(['service change']), triggers: { ...allNo(['service change']).triggers, charges: 'yes' as const } }
  const needs = (answers: ScreeningAnswers) => { const outcome = outcomeOf(answers, houseScreening); return 'refused' in outcome ? 'refused' : outcome.needs }
  assert.equal(needs({ ...changes, impact: 'negative' }), 'full')
  assert.equal(needs({ ...changes, impact: 'unknown' }), 'full')
  assert.equal(needs({ ...changes, impact: 'neutral' }), 'reason')
  assert.equal(needs({ ...changes, impact: 'positive' }), 'reason')
  assert.equal(needs({ ...changes, impact: 'positive', triggers: { ...changes.triggers, consultation: 'yes' } }), 'full')
  assert.equal(needs({ ...changes, impact: 'neutral', triggers: { ...changes.triggers, technology: 'not known' } }), 'full', 'not knowing is not no')
  assert.equal(needs(changes), 'refused')
})

test('a reason why not is signed in words that say how it is known, and agreed by somebody else', () => {
  const screening = begun(allNo(['service change']))
  for (const empty of ['', 'N/A', 'No impact.', 'It treats everyone the same', 'The policy applies to all staff equally.', 'Just signs']) assertRefused(signReason(screening, empty, author, houseScreening, now))
  const signed = signReason(screening, 'The signs are larger and in plainer words; we tried them with the library users’ group and nobody found them harder to read.', author, houseScreening, now)
  assert.ok(!('refused' in signed))
  assert.equal(signed.state, 'to agree')
  assertRefused(agreeNotNeeded(signed, author, now), /Somebody other/)
  assertRefused(sendBack(signed, ' ', chair), /what is missing/)
  const back = sendBack(signed, 'Say which libraries', chair)
  assert.ok(!('refused' in back) && back.state === 'sent back')
  const agreed = agreeNotNeeded(signed, chair, now)
  assert.ok(!('refused' in agreed) && agreed.state === 'not needed' && agreed.agreed?.name === 'Colin Fairweather')
  assertRefused(signReason(agreed, 'Another reason that is long enough to be read by somebody', author, houseScreening, now))
})

test('answers that ask for a full assessment cannot be signed away, and anybody may choose one', () => {
  const negative = begun({ ...allNo(['budget']), triggers: { ...allNo(['budget']).triggers, less: 'yes' }, impact: 'negative' })
  assertRefused(signReason(negative, 'It is only a small change that few people will ever notice in practice', author, houseScreening, now), /full assessment/)
  const needed = needAssessment(negative, houseScreening, false)
  assert.ok(!('refused' in needed) && needed.state === 'assessment needed')
  assertRefused(needAssessment(begun(allNo(['budget'])), houseScreening, false))
  const chosen = needAssessment(begun(allNo(['budget'])), houseScreening, true)
  assert.ok(!('refused' in chosen) && chosen.outcome?.needs === 'full')
})

test('a body words the questions its own way and adds its own, and cannot lose what the duty needs', () => {
  const form = formFor({ wording: { charges: { asks: 'Will anybody pay more?' }, less: { asks: ' ' } }, own: [{ code: 'rural', asks: 'Does it change anything for villages?', hint: '', yes: 'screen', why: 'Distance', source: 'Our strategy', required: true }] })
  assert.equal(form.questions.find((question) => question.code === 'charges')?.asks, 'Will anybody pay more?')
  assert.equal(form.questions.find((question) => question.code === 'less')?.asks, houseScreening.questions.find((question) => question.code === 'less')?.asks)
  assert.equal(form.questions.find((question) => question.code === 'rural')?.required, false)
  for (const question of houseScreening.questions) assert.ok(form.questions.some((each) => each.code === question.code && each.yes === question.yes && each.required === question.required))
  assert.notEqual(form.edition, houseScreening.edition)
})

test('each sort of change has its own questions; a yes or a not known to one that asks for an assessment ends in one, whatever else is answered', () => {
  const answered = (kinds: readonly string[], said: Readonly<Record<string, 'yes' | 'no' | 'not known'>>) => ({ kinds, triggers: Object.fromEntries(questionsFor(houseScreening, kinds).map((question) => [question.code, said[question.code] ?? 'no' as const])), impact: 'neutral' as const, who: 'Users', evidence: 'Asked' })
  for (const kind of houseScreening.kinds.filter((each) => each.code !== 'service change')) {
    const asked = questionsFor(houseScreening, [kind.code])
    const own = asked.filter((question) => question.kinds?.includes(kind.code))
    assert.ok(own.length > 0, `${kind.name} has no question of its own`)
    assert.ok(asked.length <= 14, `${kind.name} asks ${asked.length} questions: that is more than five minutes`)
    for (const question of own) for (const said of ['yes', 'not known'] as const) {
      const outcome = outcomeOf(answered([kind.code], { [question.code]: said }), houseScreening)
      assert.ok(!('refused' in outcome))
      assert.equal(outcome.needs, question.yes === 'full' ? 'full' : 'reason', `${question.asks} ${said}`)
    }
  }
})
