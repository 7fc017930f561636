import { describe, test } from 'node:test'
import { deepEqual, equal, ok } from 'node:assert/strict'
import { findQuestionSet } from '#duty/monitoring/question-sets.ts'
import { addTo, noSums, tablesOf, type AnonymousAnswers } from './anonymous.ts'
import { askable, findAsked, howAsked, usuallyAsked } from './asked.ts'
import { answerInWords, changeOf, mayBeAsked, readStaffList, type Given, type HeldAnswer } from './declaration.ts'
import { rateOf } from './rate.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const said = (category: string, ownWords = ''): Given => ({ meaning: { category }, ownWords })
const held = (given: Given, from: string): HeldAnswer => ({ ...given, question: 'carer', questionSet: 'carer-census-2021', from: Temporal.PlainDate.from(from), until: null, by: 'link' })

describe('What is asked', () => {
  test('every question has a reason, and its answers are those of its edition', () => {
    for (const nation of ['England', 'Wales'] as const) {
      for (const question of askable) {
        const asked = howAsked(question, nation)
        ok(asked.why.length > 30, question)
        const offered = asked.options.flatMap((each) => [...(each.category === null ? [] : [each.category]), ...each.next?.options.map(({ value }) => value) ?? []])
        const all = [...asked.set.categories, ...asked.set.lessDetail].map((each) => each.code)
        ok(offered.every((code) => all.includes(code)), `${question}: ${offered.join(' ')}`)
        ok(asked.set.categories.every((each) => offered.includes(each.code)), question)
      }
    }
  })

  test('ethnic group is asked in two steps of 5 and 19, in the nation’s own words', () => {
    const [england, wales] = [howAsked('ethnic group', 'England'), howAsked('ethnic group', 'Wales')]
    equal(england.options.length, 5)
    equal(england.options.flatMap((each) => each.next?.options ?? []).length, 19)
    equal(england.options[0]?.next?.options[0]?.text, 'English, Welsh, Scottish, Northern Irish or British')
    equal(wales.options[0]?.next?.options[0]?.text, 'Welsh, English, Scottish, Northern Irish or British')
    ok(wales.options[2]?.text.includes('Asian Welsh'))
  })

  test('nobody is asked about a gender recognition certificate, and neither sex nor age is asked', () => {
    const everything = askable.map((each) => { const { title, hint, why, options } = howAsked(each, 'England'); return JSON.stringify({ title, hint, why, options }) }).join(' ')
    equal([...everything.matchAll(/certificate/g)].length, 1)
    ok(everything.includes('We do not ask whether anybody has a gender recognition certificate'))
    ok(!askable.some((each) => ['sex', 'age'].includes(each)))
    equal(findAsked('sex', usuallyAsked, 'England'), null)
  })
})

describe('What is held', () => {
  test('an answer of today is mended, an earlier one ends and the next begins, the same again changes nothing', () => {
    equal(changeOf(undefined, said('C0'), 'carer-census-2021', today), 'begin')
    equal(changeOf(held(said('C0'), '2026-11-22'), said('C1'), 'carer-census-2021', today), 'mend')
    equal(changeOf(held(said('C0'), '2025-01-01'), said('C1'), 'carer-census-2021', today), 'begin')
    equal(changeOf(held(said('C0'), '2025-01-01'), said('C0'), 'carer-census-2021', today), 'none')
    equal(changeOf(held(said('C0'), '2025-01-01'), said('C0'), 'carer-census-2011', today), 'begin', 'another edition is another question')
    equal(changeOf(held(said('R8', 'Humanist'), '2025-01-01'), said('R8', 'Stoic'), 'carer-census-2021', today), 'begin')
  })

  test('people read their own answer back in words', () => {
    const words = (id: string, given: Given): string => { const set = findQuestionSet(id); return set === undefined ? '' : answerInWords(set, given) }
    equal(words('ethnic-group-census-2021', said('W9', 'Cornish')), 'Any other White background: Cornish')
    equal(words('ethnic-group-census-2021', said('W')), 'White')
    equal(words('disability-gss', said('D2')), 'Day-to-day activities limited a little')
    equal(words('disability-gss', { meaning: { state: 'prefer not to say' }, ownWords: '' }), 'Prefer not to say')
  })

  test('nobody is asked twice in a year, nor after a notice', () => {
    const askedAt = Temporal.Instant.from('2025-11-22T09:00:00Z')
    equal(mayBeAsked({ stoppedOn: null, askedAt: null }, today), true)
    equal(mayBeAsked({ stoppedOn: null, askedAt }, today), true)
    equal(mayBeAsked({ stoppedOn: null, askedAt }, today.subtract({ days: 1 })), false)
    equal(mayBeAsked({ stoppedOn: today, askedAt: null }, today), false)
  })

  test('HR’s list is read from a spreadsheet’s columns, from commas, and with headings', () => {
    deepEqual(readStaffList('Email\tStaff no\nSam.Example@barset.example\t10234\n"joan@barset.example", A-77\n\nkim@barset.example'), {
      staff: [{ email: 'sam.example@barset.example', staffNumber: '10234' }, { email: 'joan@barset.example', staffNumber: 'A-77' }, { email: 'kim@barset.example', staffNumber: null }], unread: [],
    })
    deepEqual(readStaffList('sam@barset.example\nSam Example, 10234').unread, [2])
  })
})

describe('Anonymous answers', () => {
  const answers = (ethnic: string | null, disability: Given | null): AnonymousAnswers => ({
    'ethnic group': { questionSet: 'ethnic-group-census-2021', given: ethnic === null ? null : said(ethnic, 'my very own words') }, 'disability': { questionSet: 'disability-gss', given: disability },
  })

  test('are sums, the same in whatever order they came, without anybody’s own words', () => {
    const all = [answers('W1', said('N2')), answers('A1', said('D1')), answers(null, null), answers('W', { meaning: { state: 'prefer not to say' }, ownWords: '' }), answers('W1', said('N2'))]
    const sums = all.reduce(addTo, noSums)
    const backwards = [...all].reverse().reduce(addTo, noSums)
    deepEqual(tablesOf(sums), tablesOf(backwards))
    equal(sums.forms, 5)
    ok(!JSON.stringify(sums).includes('own words'))
    const [ethnic, disability] = tablesOf(sums)
    equal(ethnic?.categories.length, 20, '19 and White without detail')
    equal(ethnic?.counts.reduce((sum, each) => sum + each, 0), 5)
    deepEqual(ethnic?.counts.slice(-4), [1, 0, 0, 0])
    deepEqual(disability?.counts.slice(-4), [1, 1, 0, 0])
  })

  test('who came before a question was added was not asked it', () => {
    const first = addTo(noSums, { disability: { questionSet: 'disability-gss', given: null } })
    const both = addTo(first, answers('W1', said('N2')))
    deepEqual(tablesOf(both).find((each) => each.question === 'ethnic group')?.counts.slice(-4), [0, 0, 1, 0])
  })
})

describe('How many have declared', () => {
  const questions = ['disability', 'carer'] as const

  test('is shown when it tells of nobody, and is withheld when few have answered or few have not', async () => {
    const shown = await rateOf({ people: 400, anything: 250, questions: { disability: 230, carer: 4 } }, questions, [], today)
    equal(shown?.shown.people, '400')
    equal(shown?.shown.questions[0]?.share, '58%')
    equal(shown?.shown.questions[1]?.share, '[c]')
    equal(shown?.shown.questions[1]?.count, '[c]')
    equal(await rateOf({ people: 400, anything: 3, questions: {} }, questions, [], today), null)
    equal(await rateOf({ people: 0, anything: 0, questions: {} }, questions, [], today), null)
  })

  test('stands still until the change tells of nobody', async () => {
    const first = await rateOf({ people: 400, anything: 250, questions: { disability: 230, carer: 200 } }, questions, [], today)
    if (first === null) throw new Error('the first rate is safe')
    equal(await rateOf({ people: 400, anything: 250, questions: { disability: 230, carer: 200 } }, questions, [first], today.add({ days: 7 })), null, 'nothing has changed')
    equal(await rateOf({ people: 400, anything: 251, questions: { disability: 231, carer: 200 } }, questions, [first], today.add({ days: 7 })), null, 'one person has answered')
    const later = await rateOf({ people: 400, anything: 290, questions: { disability: 270, carer: 240 } }, questions, [first], today.add({ days: 14 }))
    equal(later?.shown.questions[0]?.count, '270')
  })
})
