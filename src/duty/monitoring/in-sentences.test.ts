import { test } from 'node:test'
import assert from 'node:assert/strict'
import { groupingsFor } from './groupings.ts'
import { groupInSentence } from './in-sentences.ts'
import { questionSets } from './question-sets.ts'
import type { QuestionId } from './questions.ts'

const said = (question: QuestionId, labels: readonly string[]): readonly string[] => labels.map((each) => `employees who are ${groupInSentence(each, question)}`)

test('a group is named as one would say it', () => {
  assert.deepEqual(said('religion or belief', ['No religion', 'Sikh', 'Other religion', 'Other Religion', 'Other religions and beliefs']), ['employees who are of no religion', 'employees who are Sikh', 'employees who are of another religion', 'employees who are of another religion', 'employees who are of another religion or belief'])
  assert.deepEqual(said('carer', ['Gives unpaid care', 'Does not give unpaid care', '50 or more hours a week']), ['employees who are unpaid carers', 'employees who are not unpaid carers', 'employees who are unpaid carers for 50 or more hours a week'])
  assert.deepEqual(said('sexual orientation', ['Gay or Lesbian', 'Straight or Heterosexual', 'All other sexual orientations', 'Gay man']), ['employees who are gay or lesbian', 'employees who are straight or heterosexual', 'employees who are of any other sexual orientation', 'employees who are gay men'])
  assert.deepEqual(said('ethnic group', ['Indian', 'Other Asian', 'Mixed or Multiple ethnic groups', 'Other ethnic group', 'All ethnic groups other than White British combined']), ['employees who are Indian', 'employees who are Other Asian', 'employees who are of Mixed or Multiple ethnic groups', 'employees who are of another ethnic group', 'employees who are of any ethnic group other than White British'])
  assert.deepEqual(said('gender identity', ['Same as sex registered at birth', 'Trans woman']), ['employees who are of the same gender identity as their sex registered at birth', 'employees who are trans women'])
  assert.deepEqual(said('main language', ['English', 'Another main language']), ['employees who are of main language English', 'employees who are of another main language'])
})

test('no category of any edition, and no group made of them, is a verb or a heading in a sentence', () => {
  const labels: (readonly [QuestionId, string])[] = []
  for (const set of questionSets()) for (const each of [...set.categories, ...set.lessDetail]) labels.push([set.question, each.output], ...(each.parent === undefined ? [] : [[set.question, each.parent] as const]))
  for (const question of new Set(labels.map(([each]) => each))) for (const grouping of groupingsFor(question)) labels.push(...grouping.groups.map((each) => [question, each] as const))
  assert.ok(labels.length > 150)
  for (const [question, label] of labels) {
    const words = groupInSentence(label, question)
    if (label === 'Yes' || label === 'No' || /does not apply/.test(label)) continue
    assert.doesNotMatch(words, /^(?:gives|does not|provides|all |any |no |other (?!Asian|Black|White|Mixed)|gender identity|another|day-to-day|mixed or)/i, `${question}: ${words}`)
  }
})
