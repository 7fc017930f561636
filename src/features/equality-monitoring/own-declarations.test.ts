import { test } from 'node:test'
import assert from 'node:assert/strict'
import { findQuestionSet } from '#duty/monitoring/question-sets.ts'
import { noAnswer, type AnswerColumn } from './dataset.ts'
import { joinDeclarations, type OwnDeclaration } from './own-declarations.ts'
import { toCategory, type TakenIn } from './taking-in.ts'

const ethnic: AnswerColumn = { field: 'ethnic group', questionSet: 'ethnic-group-census-2011', kind: 'category', categories: (findQuestionSet('ethnic-group-census-2011')?.categories ?? []).map(toCategory) }
const grade: AnswerColumn = { field: 'grade', kind: 'category', categories: [{ code: 'G1', label: 'G1' }] }
const at = (code: string): number => ethnic.categories?.findIndex((each) => each.code === code) ?? -9

/** One row for each person, E1 and on. */
function rows(...answers: readonly number[]): TakenIn {
  return {
    columns: [grade, ethnic], answers: [new Int16Array(answers.length), Int16Array.from(answers)], places: Int32Array.from(answers, (_, index) => index + 2), staffNumbers: answers.map((_, index) => `E${index + 1}`),
    counted: new Uint8Array(answers.length).fill(1), quality: { rows: answers.length, people: answers.length, problems: [], moreProblems: 0 },
  }
}

function said(staffNumber: string, answers: OwnDeclaration['answers'], isStopped = false): OwnDeclaration {
  return { staffNumber, isStopped, answers }
}

const group = (category: string): OwnDeclaration['answers'] => ({ 'ethnic group': { questionSet: 'ethnic-group-census-2021', meaning: { category } } })
const nobody: ReadonlySet<string> = new Set()

test('declarations fill gaps, and leave what the extract says', () => {
  const taken = rows(at('W1'), noAnswer['not declared'], noAnswer['prefer not to say'], noAnswer['not declared'])
  const joined = joinDeclarations(taken, [said('E1', group('A1')), said('E2', group('A1')), said('E3', group('B1')), said('E9', group('B2'))], 'fill gaps', nobody)
  assert.deepEqual([...joined.answers[1] ?? []], [at('W1'), at('A1'), at('B1'), noAnswer['not declared']])
  assert.deepEqual([...joined.answers[0] ?? []], [0, 0, 0, 0])
  assert.deepEqual([...taken.answers[1] ?? []].slice(1, 2), [noAnswer['not declared']], 'what was read was changed')
  assert.deepEqual(joined.quality.declarations, { use: 'fill gaps', added: [], notes: [] })
})

test('declarations that are preferred come before the extract, also when somebody prefers not to say', () => {
  const joined = joinDeclarations(rows(at('W1'), at('W1'), at('W1')), [said('E1', group('A1')), said('E2', { 'ethnic group': { questionSet: 'ethnic-group-census-2021', meaning: { state: 'prefer not to say' } } }), said('E3', {})], 'prefer', nobody)
  assert.deepEqual([...joined.answers[1] ?? []], [at('A1'), noAnswer['prefer not to say'], at('W1')])
})

test('an answer to another edition is counted with a note, or left as the extract has it', () => {
  const disability: AnswerColumn = { field: 'disability', questionSet: 'disability-hr', kind: 'category', categories: (findQuestionSet('disability-hr')?.categories ?? []).map(toCategory) }
  const taken = rows(noAnswer['not declared'], at('W1'))
  const joined = joinDeclarations({ ...taken, columns: [...taken.columns, disability], answers: [...taken.answers, Int16Array.from([noAnswer['not declared'], 0])] },
    [said('E1', { ...group('W4'), 'disability': { questionSet: 'disability-gss', meaning: { category: 'D1' } } })], 'prefer', nobody)
  assert.deepEqual(joined.answers.slice(1).map((each) => [...each]), [[at('W9'), at('W1')], [noAnswer['not declared'], 0]])
  assert.deepEqual(joined.quality.declarations?.notes, [
    'Ethnic group: Roma is counted under Any other White background: it was first offered in 2021.',
    'Disability: what people declared is left out where it does not fit, and the extract’s answer stays. One question about disability and two questions measure different things.',
  ])
})

test('whoever gave notice, here or there, is counted with every answer withdrawn, and what was withdrawn before stays so', () => {
  const joined = joinDeclarations(rows(at('W1'), noAnswer['not declared'], noAnswer.withdrawn), [said('E1', {}, true), said('E2', { ...group('A1'), carer: { questionSet: 'carer-census-2021', meaning: { category: 'C1' } } }), said('E3', group('A1'))], 'prefer', new Set(['E2']))
  assert.deepEqual([...joined.answers[1] ?? []], [noAnswer.withdrawn, noAnswer.withdrawn, noAnswer.withdrawn])
  assert.deepEqual([joined.columns.length, joined.quality.people], [2, 3])
})

test('a question that the extract does not have becomes a column, in the edition that most answered', () => {
  const carer = (category: string): OwnDeclaration['answers'] => ({ carer: { questionSet: 'carer-census-2021', meaning: { category } } })
  const joined = joinDeclarations(rows(0, 0, 0), [said('E1', carer('C1')), said('E3', {}, true)], 'fill gaps', nobody)
  const [column, answers] = [joined.columns[2], joined.answers[2] ?? []]
  assert.deepEqual([column?.field, column?.questionSet, joined.quality.declarations?.added], ['carer', 'carer-census-2021', ['carer']])
  assert.deepEqual([...answers], [column?.categories?.findIndex((each) => each.code === 'C1'), noAnswer['not declared'], noAnswer.withdrawn])
})

test('two people who gave one staff number cannot be told apart, so nothing of either is joined', () => {
  const joined = joinDeclarations(rows(at('W1')), [said('E1', group('A1')), said('E1', group('B1'))], 'prefer', nobody)
  assert.deepEqual([...joined.answers[1] ?? []], [at('W1')])
})

test('an extract without staff numbers stays as it is, and says why', () => {
  const taken = { ...rows(at('W1')), staffNumbers: null }
  const joined = joinDeclarations(taken, [said('E1', group('A1'))], 'prefer', nobody)
  assert.deepEqual(joined.answers, taken.answers)
  assert.match(joined.quality.declarations?.notes[0] ?? '', /no column of staff numbers/)
})
