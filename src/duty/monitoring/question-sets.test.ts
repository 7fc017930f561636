import { describe, test } from 'node:test'
import { deepEqual, equal, ok } from 'node:assert/strict'
import { ageOn, bandOf, bandOfBirth, dateOrderOf, nesting, readBand, readBirth } from './ages.ts'
import { disabilityFromTwoQuestions, findGrouping, groupingsFor, groupOfCode, mapCategory } from './groupings.ts'
import { defaultQuestionSet, findCategory, findQuestionSet, parentsOf, questionSets, questionSetsFor } from './question-sets.ts'
import type { QuestionSet } from './question-set.ts'
import { questions } from './questions.ts'
import { groupsAsAsked } from './sets/ethnic-group.ts'

function set(id: string): QuestionSet {
  const found = findQuestionSet(id)
  if (found === undefined) throw new Error(`no set ${id}`)
  return found
}

describe('The editions of the monitoring questions', () => {
  test('every question has one, with an id of its own, codes of their own, a source and a day', () => {
    const ids = questionSets().map((each) => each.id)
    equal(new Set(ids).size, ids.length)
    for (const { id } of questions) {
      ok(questionSetsFor(id).length > 0, id)
      equal(defaultQuestionSet(id).question, id)
    }
    for (const each of questionSets()) {
      const codes = [...each.categories, ...each.lessDetail].map((category) => category.code)
      equal(new Set(codes).size, codes.length, each.id)
      ok(each.asked.length > 0 && each.source !== '' && each.notes.length > 0, each.id)
      equal(Temporal.PlainDate.from(each.lastChecked).toString(), each.lastChecked)
    }
  })

  test('there are 19 ethnic groups in 2021, 18 in 2011 and 16 in 2001, in five groups', () => {
    const counts = (id: string): number[] => parentsOf(set(id)).map((parent) => set(id).categories.filter((each) => each.parent === parent).length)
    deepEqual(counts('ethnic-group-census-2021'), [5, 4, 5, 3, 2])
    deepEqual(counts('ethnic-group-census-2011'), [4, 4, 5, 3, 2])
    deepEqual(counts('ethnic-group-census-2001'), [3, 4, 4, 3, 2])
    equal(parentsOf(set('ethnic-group-census-2001')).at(-1), 'Chinese or other ethnic group')
    equal(findCategory(set('ethnic-group-census-2021-wales'), 'W1')?.label, 'Welsh, English, Scottish, Northern Irish or British')
    equal(groupsAsAsked('Wales').find((each) => each.code === 'A')?.label, 'Asian, Asian Welsh or Asian British')
    equal(groupsAsAsked('England').length, 5)
  })

  test('legal partnership status has nine answers, religion eight, and a census has no “Prefer not to say”', () => {
    equal(defaultQuestionSet('legal partnership status').categories.length, 9)
    equal(defaultQuestionSet('religion or belief').categories.length, 8)
    ok(questionSets().filter((each) => each.edition.startsWith('Census')).every((each) => !each.preferNotToSay))
  })
})

describe('How categories are added together', () => {
  test('“ethnic minority” means two things, and each names itself', () => {
    const census = set('ethnic-group-census-2021')
    const british = findGrouping('ETH2-WB')
    const white = findGrouping('ETH2-W')
    equal(groupOfCode(british, census, 'W2'), 'All ethnic groups other than White British combined')
    equal(groupOfCode(white, census, 'W2'), 'White')
    equal(groupOfCode(british, census, 'W'), null, 'White without detail may be White British or not')
    ok(british.definition.includes('including white minorities'))
    ok(white.definition.includes('White minorities are counted as White'))
    const print = (text: string): boolean => /\b(BAME|BME|non-white)\b/i.test(text)
    ok(questions.flatMap((each) => groupingsFor(each.id)).every((each) => !print(each.name) && !print(each.definition) && !each.groups.some(print)))
  })

  test('every category of every edition is in one of a grouping’s groups, or in none for a reason', () => {
    for (const question of questions) {
      for (const grouping of groupingsFor(question.id)) {
        for (const edition of questionSetsFor(question.id)) {
          for (const category of edition.categories) {
            const group = grouping.groupOf(category, edition)
            ok(group === null ? ['E8', 'E9', 'W'].includes(category.code) : grouping.groups.length === 0 || grouping.groups.includes(group), `${grouping.id}, ${edition.id}, ${category.code}: ${group}`)
          }
        }
      }
    }
  })

  test('an answer of 2021 in the words of 2011 and 2001 says what became of it', () => {
    const [now, eleven, one] = [set('ethnic-group-census-2021'), set('ethnic-group-census-2011'), set('ethnic-group-census-2001')]
    deepEqual(mapCategory(now, 'A1', eleven), { code: 'A1' })
    deepEqual(mapCategory(now, 'W4', eleven), { code: 'W9', note: 'Roma is counted under Any other White background: it was first offered in 2021.' })
    ok('code' in mapCategory(now, 'A4', one) && 'note' in mapCategory(now, 'A4', one), 'Chinese moved')
    for (const from of [now, eleven]) for (const category of from.categories) ok('code' in mapCategory(from, category.code, one), category.code)
    ok('none' in mapCategory(set('disability-hr'), 'D', set('disability-census-2021')), 'one question is not two')
    ok('none' in mapCategory(now, 'X', eleven))
    ok('none' in mapCategory(set('legal-partnership-hr'), 'P11', set('legal-partnership-census-2021')), 'living with a partner is no legal status')
  })

  test('disabled is what the two questions make of it, and nothing where they cannot tell', () => {
    deepEqual([['yes', 'a lot'], ['yes', 'a little'], ['yes', 'not at all'], ['no', null], ['yes', null], [null, 'a lot']].map(([condition, effect]) =>
      disabilityFromTwoQuestions(condition as 'yes' | 'no' | null, effect as 'a lot' | 'a little' | 'not at all' | null)), ['D1', 'D2', 'N1', 'N2', null, null])
  })
})

describe('Ages', () => {
  const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

  test('an age is in full years on the day', () => {
    equal(ageOn(day('1980-05-17'), day('2026-05-16')), 45)
    equal(ageOn(day('1980-05-17'), day('2026-05-17')), 46)
    equal(ageOn(day('2000-02-29'), day('2026-02-28')), 25)
    equal(ageOn(day('2000-02-29'), day('2026-03-01')), 26)
  })

  test('bands hold every age once, and say when they do not go into others', () => {
    for (const edition of questionSetsFor('age')) {
      const from = edition.categories[0]?.ages?.from ?? 0
      for (let age = from; age <= 110; age += 1) equal(edition.categories.filter((each) => each.ages !== undefined && age >= each.ages.from && age <= (each.ages.to ?? Infinity)).length, 1, `${edition.id} ${age}`)
    }
    equal(bandOf(15, set('age-2013')), null)
    equal(bandOfBirth(day('1980-05-17'), day('2026-03-31'), set('age-2016'))?.label, '45 to 54')
    const nests = nesting(set('age-2016'), set('age-2013'))
    deepEqual(nests.nests && nests.into['55-59'], '45-64')
    equal(nesting(set('age-2013'), set('age-2016')).nests, false)
    equal(nesting(set('age-decades'), set('age-2016')).nests, false)
    equal(nesting(set('age-five-year'), set('age-ten-year')).nests, true)
  })

  test('bands are read as people write them, also where a spreadsheet has eaten them', () => {
    const bands: Record<string, object | null> = {
      '51-60': { from: 51, to: 60 }, '16 – 24': { from: 16, to: 24 }, 'Aged 25 to 34': { from: 25, to: 34 }, 'UNDER 21': { from: 0, to: 20 }, 'OVER 70': { from: 71 }, '65+': { from: 65 }, '60 and over': { from: 60 }, '24 and under': { from: 0, to: 24 },
      'Oct-14': { from: 10, to: 14 }, '14-Oct': { from: 10, to: 14 }, '09-May': { from: 5, to: 9 }, '60-51': null, 'fifty': null, '': null,
    }
    for (const [word, expected] of Object.entries(bands)) deepEqual(readBand(word), expected, word)
  })

  test('dates of birth are read, the order of a column is found, and no other date is taken for one', () => {
    const on = day('2026-03-31')
    const born: Record<string, string | null> = { '1980-05-17': '1980-05-17', '17/05/1980 00:00': '1980-05-17', '17.05.80': '1980-05-17', '17 May 1980': '1980-05-17', '29358': '1980-05-17', '1980': '1980-07-01', '17/05/2015': null, '17/05/1890': null, '30/02/1980': null, '71296': null }
    for (const [word, expected] of Object.entries(born)) equal(readBirth(word, on)?.toString() ?? null, expected, word)
    equal(readBirth('5/30/1979', on, 'month first')?.toString(), '1979-05-30')
    equal(dateOrderOf(['01/02/1980', '17/05/1980']), 'day first')
    equal(dateOrderOf(['01/02/1980', '5/30/1979']), 'month first')
    equal(dateOrderOf(['01/02/1980', '17/05/1980', '5/30/1979']), null)
  })
})
