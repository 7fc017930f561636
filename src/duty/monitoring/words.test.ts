import { describe, test } from 'node:test'
import { deepEqual, equal, ok } from 'node:assert/strict'
import type { QuestionId } from './questions.ts'
import { defaultQuestionSet, findQuestionSet } from './question-sets.ts'
import type { QuestionSet } from './question-set.ts'
import { fold, likeliestSet, proposeOwnList, understandWord, type Around } from './words.ts'

function set(id: string): QuestionSet {
  const found = findQuestionSet(id)
  if (found === undefined) throw new Error(`no set ${id}`)
  return found
}

/** The code or the state, with how sure it is: `W1 certain`. */
function meaning(question: QuestionId, word: string, around: Around = {}, of: QuestionSet = defaultQuestionSet(question)): string | null {
  const understood = understandWord(question, of, word, around)
  if (understood === null) return null
  return `${'category' in understood.meaning ? understood.meaning.category : understood.meaning.state} ${understood.sure}`
}

describe('What a word in an extract means', () => {
  test('the ways in which staff records write ethnic groups are understood', () => {
    const means: Record<string, string> = {
      'White - British': 'W1 certain', 'White: English/Welsh/Scottish/Northern Irish/British': 'W1 certain', 'WHITE BRITISH ': 'W1 certain', 'W1': 'W1 certain', '01 White British': 'W1 certain', 'A White - British': 'W1 certain',
      'White – Irish': 'W2 certain', 'White - Any other White background': 'W9 certain', 'Roma': 'W4 certain', 'Gypsy/Irish Traveller': 'W3 certain',
      'Mixed - White & Black Caribbean': 'M1 certain', 'Any other mixed': 'M9 certain', 'A1': 'A1 certain', 'Asian or Asian British: Indian': 'A1 certain', 'Pakstani': 'A2 likely', 'CHINESE': 'A4 certain',
      'Black - African': 'B2 certain', 'Black or Black British - Caribbean': 'B1 certain', 'Any other Black background': 'B9 certain', 'Arab': 'O1 certain', 'Other': 'O9 likely',
      'Mixed/Multiple Ethnic Group - White and Asian': 'M3 certain', 'Black/African/Caribbean/Black British - African': 'B2 certain', 'White: British': 'W1 certain', 'Asian or Asian British - Other': 'A9 certain', 'White Brtish': 'W1 likely',
    }
    for (const [word, expected] of Object.entries(means)) equal(meaning('ethnic group', word), expected, word)
  })

  test('a word that says less than the question is kept apart and not put into a category', () => {
    deepEqual(['WHITE', 'BLACK', 'Asian', 'Mixed'].map((word) => meaning('ethnic group', word)), ['W certain', 'B certain', 'A certain', 'M certain'])
    equal(meaning('disability', 'Yes'), 'D certain')
    equal(meaning('disability', 'Yes', {}, set('disability-hr')), 'D certain')
  })

  test('nobody is guessed into a group', () => {
    for (const word of ['HISPANIC', 'ASIAN/PACIFIC ISLANDER', 'AMERICAN INDIAN/ALASKAN NATIVE', 'BME', 'BAME', '#####', '#REF!', 'Jewish', 'C3PO', 'see file', '1980', 'White - Asian - Black', 'Asian - Caribbean', 'Human', 'Minority ethnic']) equal(meaning('ethnic group', word), null, word)
    for (const word of ['N', 'Non-binary', 'X', '0', 'Mx', 'Other']) equal(meaning('sex', word), null, word)
    for (const word of ['LGBT', 'Trans', 'Yes', 'Celibate']) equal(meaning('sexual orientation', word, {}, defaultQuestionSet('sexual orientation')), null, word)
    for (const word of ['Maybe', '2', 'Back pain']) equal(meaning('disability', word, {}, set('disability-hr')), null, word)
    equal(meaning('ethnic group', 'British'), 'W1 unsure', 'British is a nationality too')
    equal(meaning('disability', 'None', {}, set('disability-hr')), 'N unsure', 'none may mean that nothing is recorded')
    equal(meaning('disability', 'FALSE', {}, set('disability-hr')), 'N unsure', 'a box that nobody ticked says false')
  })

  test('the ways of having no answer are kept apart, and never become a category', () => {
    const states: Record<string, string> = {
      '': 'not declared certain', ' - ': 'not declared likely', 'Prefers Not to State': 'prefer not to say certain', 'PNTS': 'prefer not to say certain', 'I do not wish to disclose my sexual orientation': 'prefer not to say certain', 'Declined': 'prefer not to say certain',
      'Not Obtained': 'not declared certain', 'Unknown': 'not declared certain', 'Info not supplied': 'not declared certain', 'Not Stated': 'not declared certain', 'NULL': 'not declared certain', '#N/A': 'not declared likely', 'Z Not Stated': 'not declared certain',
      'Not asked': 'not asked certain', 'N/A': 'not asked likely', 'Consent withdrawn': 'withdrawn certain', 'Prefer not to sya': 'prefer not to say likely',
      'Gwell gen i beidio â dweud': 'prefer not to say certain',
    }
    for (const question of ['ethnic group', 'religion or belief', 'sexual orientation', 'disability', 'sex', 'age'] as const) {
      for (const [word, expected] of Object.entries(states)) if (question !== 'age' || word !== 'Prefer not to sya') equal(meaning(question, word), expected, `${question}: ${word}`)
    }
  })

  test('letters are read by the list that they come from', () => {
    const health = { beside: ['A', 'B', 'C', 'H', 'J', 'M', 'N', 'S', 'Z'] }
    deepEqual(['A', 'B', 'C', 'H', 'S', 'CL', 'PC', 'Z'].map((word) => meaning('ethnic group', word, health)), ['W1 likely', 'W2 likely', 'W9 likely', 'A1 likely', 'O9 likely', 'W3 likely', 'B9 likely', 'not declared likely'])
    const five = { beside: ['W', 'B', 'A', 'M', 'O'] }
    deepEqual(['W', 'B', 'A', 'O'].map((word) => meaning('ethnic group', word, five)), ['W likely', 'B likely', 'A likely', 'O likely'])
    equal(meaning('ethnic group', 'A'), 'W1 unsure', 'alone it may be either')
    equal(meaning('ethnic group', 'H', { beside: ['W', 'B', 'A', 'H', 'O'] }), null, 'Hispanic in another country, Indian in the NHS')
    equal(meaning('ethnic group', 'O1', {}, set('ethnic-group-census-2001')), 'A4 likely', 'O1 was Chinese in the 16+1 list')
    equal(meaning('ethnic group', 'O1'), 'O1 unsure')
  })

  test('an answer that an edition lacks is counted as the edition counts it, and says so', () => {
    equal(meaning('ethnic group', 'Roma', {}, set('ethnic-group-census-2011')), 'W9 likely')
    equal(meaning('ethnic group', 'Arab', {}, set('ethnic-group-census-2001')), 'O9 likely')
    equal(meaning('sexual orientation', 'Lesbian'), 'S2 likely')
    equal(meaning('religion or belief', 'Humanist'), 'R9 likely')
  })

  test('the other questions are understood, in Welsh too', () => {
    const cases: readonly (readonly [QuestionId, string, string])[] = [
      ['sex', 'M', 'M certain'], ['sex', 'F', 'F certain'], ['sex', 'Female', 'F certain'], ['sex', 'Benyw', 'F certain'], ['sex', '02: Female', 'F certain'],
      ['sexual orientation', 'Hetrosexual', 'S1 certain'], ['sexual orientation', 'Hetersexual', 'S1 likely'], ['sexual orientation', 'Heterosexual/Straight', 'S1 certain'], ['sexual orientation', 'Bi-sexual', 'S3 certain'],
      ['religion or belief', 'None', 'R0 certain'], ['religion or belief', 'Christian (all denominations)', 'R1 certain'], ['religion or belief', 'Jewish (Orthodox)', 'R4 likely'], ['religion or belief', 'Roman Catholic', 'R1 certain'], ['religion or belief', 'Budhist', 'R2 likely'], ['religion or belief', 'Islam', 'R5 certain'], ['religion or belief', 'Dim crefydd', 'R0 certain'],
      ['disability', 'Yes, limited a lot', 'D1 certain'], ['disability', 'Not disabled', 'N certain'], ['disability', 'Yes - physical', 'D likely'], ['disability', 'No: prefer not to say', 'prefer not to say certain'],
      ['legal partnership status', 'Married', 'P2 certain'], ['legal partnership status', 'Civil Partner', 'P3 certain'], ['legal partnership status', 'Priod', 'P2 certain'],
      ['carer', '50+ hours', 'C5 certain'], ['carer', 'Yes', 'C certain'], ['main language', 'BSL', 'L likely'], ['gender identity', 'Trans woman', 'G3 certain'], ['gender identity', 'Yes', 'G1 certain'],
      ['socio-economic background', 'Clerical', 'E3 certain'], ['pregnancy or maternity', 'On maternity leave', 'Y certain'],
    ]
    for (const [question, word, expected] of cases) equal(meaning(question, word), expected, `${question}: ${word}`)
  })

  test('ages, bands and dates of birth become bands, and a band that straddles two is asked', () => {
    const on = Temporal.PlainDate.from('2026-03-31')
    const ages: Record<string, string | null> = { '34': '30-34 certain', '34 years': '30-34 certain', '16-19': '16-19 certain', '65+': '65+ certain', 'OVER 70': '65+ likely', 'UNDER 20': '16-19 likely', '51-60': null, 'UNDER 21': null, '17/05/1980': '45-49 likely', '29221': '45-49 likely', '1980-05-17': '45-49 likely', '17-May-80': '45-49 likely', '12': null, '31/02/1980': null, '17/05/2020': null }
    for (const [word, expected] of Object.entries(ages)) equal(meaning('age', word, { on }), expected, word)
    equal(meaning('age', '17/05/1980'), null, 'without a day there is no age')
    equal(meaning('age', '05/17/1980', { on, dateOrder: 'month first' }), '45-49 certain')
    equal(meaning('age', 'Under 25', { on }, set('age-2013')), '16-24 likely')
  })

  test('a code is left out only where words follow it', () => {
    equal(fold('Any other – “White”  background'), 'any other white background')
    ok(understandWord('ethnic group', defaultQuestionSet('ethnic group'), 'A1 - Indian')?.why.includes('left out'))
  })

  test('the edition is found by the words', () => {
    equal(likeliestSet('disability', ['Yes', 'No', 'Not declared']).id, 'disability-hr')
    equal(likeliestSet('disability', ['Yes, limited a lot', 'Yes, limited a little', 'No']).edition, 'Census 2011')
    equal(likeliestSet('age', ['20-29', '30-39', '40-49']).id, 'age-decades')
    equal(likeliestSet('age', ['16-24', '25-34', '55-59', '60-64', '65+']).id, 'age-2016')
    equal(likeliestSet('ethnic group', ['WHITE', 'BLACK', 'UNKNOWN']).id, 'ethnic-group-five')
    equal(likeliestSet('ethnic group', ['White British', 'White Irish', 'Roma', 'Indian']).edition, 'Census 2021')
    equal(likeliestSet('sexual orientation', ['Heterosexual', 'Gay man', 'Lesbian', 'Bisexual']).id, 'sexual-orientation-hr')
  })

  test('words of another country stay as they are, under a reporting group only where that is certain', () => {
    const own = proposeOwnList('ethnic group', defaultQuestionSet('ethnic group'), ['WHITE', 'BLACK', 'ASIAN/PACIFIC ISLANDER', 'HISPANIC', 'UNKNOWN', 'CHINESE'])
    deepEqual(own.map((each) => [each.category?.label ?? null, each.category?.parent ?? null, each.state ?? null]), [
      ['White', 'White', null], ['Black', 'Black, Black British, Black Welsh, Caribbean or African', null], ['Asian/Pacific Islander', null, null], ['Hispanic', null, null], [null, null, 'not declared'],
      ['Chinese', 'Asian, Asian British or Asian Welsh', null],
    ])
    deepEqual(proposeOwnList('age', defaultQuestionSet('age'), ['51-60', 'UNDER 21']).map((each) => each.category?.ages ?? null), [{ from: 51, to: 60 }, { from: 0, to: 20 }])
  })
})
