import { test } from 'node:test'
import assert from 'node:assert/strict'
import { scoreTrial } from '../../../../bench/import.ts'
import { findShared, listInvented, listTrials } from '../../../../bench/import/plans.ts'

// The reader is held to its figures on real plans, which stand beside the project and are not part of it.
const shared = findShared()
const skip = shared === null ? 'the real plans (../shared) are not beside the project' : false
const trials = shared === null ? [] : listTrials(shared)

test('of the complete plans every action is found and no false one, in every format', { skip }, async () => {
  const complete = trials.filter((trial) => trial.kind === 'complete')
  assert.ok(complete.length >= 28, `only ${complete.length} complete plans were found`)
  for (const trial of complete) {
    const result = await scoreTrial(trial)
    if ('unreadable' in result) assert.fail(`${trial.name}: ${result.unreadable}`)
    const { score, surelyWrong } = result
    assert.deepEqual([score.precision, score.recall], [1, 1], `${trial.name}: missed ${score.missed.join('; ')}, extra ${score.extra.join('; ')}`)
    for (const field of ['leads', 'deadline', 'measures', 'objective'] as const) assert.ok(score.fields[field].right >= score.fields[field].of * 0.95, `${trial.name}: ${field} ${score.fields[field].right} of ${score.fields[field].of}`)
    assert.deepEqual(surelyWrong, [], trial.name)
  }
})

test('of the excerpts at least nine actions in ten are found, and nothing is wrong that the reader is sure of', { skip }, async () => {
  let [wanted, found] = [0, 0]
  for (const trial of trials.filter((each) => each.kind === 'excerpt')) {
    const result = await scoreTrial(trial)
    if ('unreadable' in result) assert.fail(`${trial.name}: ${result.unreadable}`)
    wanted += result.score.required
    found += result.score.required - result.score.missed.length
    assert.deepEqual(result.surelyWrong, [], trial.name)
  }
  assert.ok(wanted >= 70, `only ${wanted} actions are wanted of the excerpts`)
  assert.ok(found >= wanted * 0.9, `${found} of ${wanted}`)
})

test('plans in layouts drawn by chance are read whole, whatever their format', async () => {
  let [wanted, found, read, matched] = [0, 0, 0, 0]
  const wrong: string[] = []
  for (const trial of listInvented(80)) {
    const result = await scoreTrial(trial)
    if ('unreadable' in result) assert.fail(`${trial.name}: ${result.unreadable}`)
    const { score } = result
    wanted += score.required
    found += score.required - score.missed.length
    read += score.read
    matched += score.read - score.extra.length
    wrong.push(...score.wrong.map((each) => `${trial.name}: ${each.field} of “${each.action}”`))
    assert.deepEqual(result.surelyWrong, [], trial.name)
  }
  assert.ok(found >= wanted * 0.99, `${found} of ${wanted} actions were found`)
  assert.ok(matched >= read * 0.99, `${read - matched} of ${read} read actions are none`)
  assert.ok(wrong.length <= wanted * 4 * 0.02, wrong.join('\n'))
})
