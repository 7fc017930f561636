import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertRefused } from './for-tests.ts'
import { agreeRelevance, assessRelevance, houseMethod, levelOf, whySameForAllIsNoReason, type Score, type Step } from './relevance.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const score = (characteristic: Score['characteristic'], scale: Step, severity: Step, concern: Step, aims: Score['aims'] = []): Score => ({ characteristic, scale, severity, concern, aims })
const asked = (scores: readonly Score[], reason = '') => ({ id: 'r', undertaking: 'u', on: today, scores, reason, by: { id: 'author', name: 'Aisha Rahman' } })

test('the highest sum decides, and a severity of three is high whatever the rest', () => {
  assert.deepEqual(levelOf([score('age', 1, 1, 1), score('race', 2, 2, 3)], houseMethod), { level: 'high', because: ['race'] })
  assert.deepEqual(levelOf([score('age', 1, 1, 1), score('disability', 0, 3, 0)], houseMethod), { level: 'high', because: ['disability'] })
  assert.deepEqual(levelOf([score('age', 2, 1, 1), score('sex', 2, 2, 0)], houseMethod), { level: 'medium', because: ['age', 'sex'] })
  assert.deepEqual(levelOf([score('age', 1, 1, 1)], houseMethod), { level: 'low', because: ['age'] })
  assert.deepEqual(levelOf([score('age', 0, 0, 0)], houseMethod), { level: 'none', because: [] })
  assert.deepEqual(levelOf([], houseMethod).level, 'none')
})

test('“not relevant” needs a reason that says what was looked at', () => {
  assertRefused(assessRelevance(asked([score('age', 0, 0, 0)]), houseMethod), /Say why/)
  assertRefused(assessRelevance(asked([score('age', 0, 0, 0)], 'It treats everyone the same.'), houseMethod), /same/)
  const assessed = assessRelevance(asked([score('age', 0, 0, 0)], 'The boiler plant has no public and two rotating contractors; nothing about it reaches anybody.'), houseMethod)
  assert.ok(!('refused' in assessed) && assessed.level === 'none' && assessed.agreed === null)
  assertRefused(agreeRelevance(assessed, { id: 'author', name: 'Aisha Rahman' }, today), /Somebody other/)
  const agreed = agreeRelevance(assessed, { id: 'chair', name: 'Colin Fairweather' }, today)
  assert.ok(!('refused' in agreed) && agreed.agreed?.id === 'chair')
})

test('marriage and civil partnership is not assessed under the second and third aims', () => {
  assertRefused(assessRelevance(asked([score('marriage_cp', 1, 1, 1, ['advance'])]), houseMethod), /149\(7\)/)
  assert.ok(!('refused' in assessRelevance(asked([score('marriage_cp', 1, 1, 1, ['eliminate'])]), houseMethod)))
})

test('“the same for everyone” is refused however it is said, and a real reason is not', () => {
  for (const said of [
    'It treats everyone the same', 'The policy treats all residents equally.', 'Everyone is treated the same', 'All staff are affected equally', 'Applies to all employees', 'The service is open to everyone', 'Available to all',
    'It is the same for everybody', 'The policy does not discriminate.', 'No impact', 'none', 'N/A', 'Not applicable.', 'no equality implications', 'Treats  everybody   alike',
  ]) assert.notEqual(whySameForAllIsNoReason(said), null, said)
  for (const said of [
    'We looked at who borrows from the mobile library and asked 40 of them; nobody would have further to go.', 'The change is to the colour of internal folders, which nobody outside the records team sees.',
    'Nobody is affected: the depot has been empty since March.', 'We compared bookings by age and disability for two years and found no difference.',
  ]) assert.equal(whySameForAllIsNoReason(said), null, said)
})
