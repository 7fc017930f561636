import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { asText } from '#disclosure/shown.ts'
import { fields, madeUpFigures, madeUpTable } from '../../../test/made-up-figures.ts'
import { findingsOf } from './findings.ts'
import { reachedOf } from './reached.ts'

/** Where each application stopped. */
const stopped: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'Disabled': { Applied: 226, Shortlisted: 16, Interviewed: 89, Appointed: 51 },
  'Not disabled': { Applied: 2639, Shortlisted: 157, Interviewed: 810, Appointed: 895 },
  'Not declared': { Applied: 97, Shortlisted: 5, Interviewed: 27, Appointed: 23 },
}

function figuresWithout(...withholding: readonly string[]) {
  const { disability, stage } = fields
  const people = (name = '', at = ''): number => stopped[name]?.[at] ?? 0
  return madeUpFigures({ tables: [madeUpTable({ kind: 'applicants', on: '2026-03-31', from: '2025-04-01', by: [disability, stage], people, withholding })] })
}
const reached = (...withholding: readonly string[]): readonly string[] => {
  const [table] = figuresWithout(...withholding).tables
  return reachedOf(table!, { disability: 'Disabled' }, fields.stage, 'Disabled').map(asText)
}

suite('How many came to a stage', () => {
  test('is the sum of those who stopped there or later', () => {
    assert.deepEqual(reached(), ['382', '156', '140', '51'])
  })
  test('is everybody less those who stopped before, where a number after it is withheld', () => {
    assert.deepEqual(reached('Disabled/Shortlisted', 'Disabled/Interviewed'), ['382', '156', '[c]', '51'], 'what readers can work out from the table is not told')
    assert.deepEqual(reached('Disabled/Interviewed', 'Disabled/Appointed'), ['382', '156', '140', '[c]'])
  })
  test('never tells one withheld number by what is around it', () => {
    assert.deepEqual(reached('Disabled/Appointed'), ['[c]', '[c]', '[c]', '[c]'])
  })
  test('is withheld where both ways of knowing it are', () => {
    assert.deepEqual(reached('Disabled/Applied', 'Disabled/Interviewed'), ['382', '[c]', '[c]', '51'])
    assert.deepEqual(reached('Disabled/Shortlisted', 'Disabled/Interviewed', 'Disabled/*'), ['[c]', '[c]', '[c]', '51'])
  })
})

suite('What is found about two stages', () => {
  const told = (...withholding: readonly string[]) => Object.fromEntries(findingsOf(figuresWithout(...withholding), [], []).filter(({ kind }) => kind === 'applicants').map(({ id, grade, value }) => [id, `${grade} ${asText(value)}`]))
  test('rests on those two: a number that is withheld between them hides neither', () => {
    const [whole, without] = [told(), told('Disabled/Shortlisted', 'Disabled/Interviewed')]
    for (const id of ['likelihood: disability: applied to shortlisted: Disabled', 'likelihood: disability: shortlisted to appointed: Disabled']) {
      assert.match(whole[id] ?? '', /^(?:clear|possible|none) \d\.\d\d$/)
      assert.equal(without[id], whole[id])
    }
    assert.match(without['pipeline: disability: Disabled'] ?? '', /^withheld/, 'where the gap opens is told without one of the steps')
  })
  test('is withheld with the first number that it rests on', () => {
    assert.match(told('Disabled/Applied', 'Disabled/Shortlisted')['likelihood: disability: applied to shortlisted: Disabled'] ?? '', /^withheld/)
  })
})
