import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { faultIn, groupsIn, largeEnough, nameOfSide, type AskedSide } from './any-two.ts'

const groups = groupsIn({
  sex: ['female', 'male'], 'ethnic group': ['English, Welsh, Scottish, Northern Irish or British', 'Irish', 'Chinese', 'Indian', 'White and Asian', 'Black, Black British, Caribbean or African, not said further', 'prefer not to say', 'not declared'],
  disability: ['disabled', 'not disabled', 'prefer not to say', 'not declared'], 'working pattern': ['full time', 'part time', 'not recorded'], grade: ['Grade 1', 'Not recorded'],
})
const side = (...keys: readonly string[]): AskedSide => keys.map((key) => { const found = groups.find((each) => each.key === key); if (!found) throw new Error(key); return found })

suite('Any two groups', () => {
  test('are named by who is in them, and nobody who did not say is one of them', () => {
    assert.equal(nameOfSide(side('sex: women', 'ethnic group: Chinese')), 'Chinese women')
    assert.equal(nameOfSide(side('ethnic group: White and Asian', 'working pattern: part time')), 'people of mixed ethnic group, White and Asian who work part time')
    assert.equal(nameOfSide(side('disability: disabled', 'sex: men')), 'disabled men')
    assert.equal(nameOfSide(side('ethnic group: English, Welsh, Scottish, Northern Irish or British')), 'White British people')
    assert.deepEqual(groups.filter((each) => each.words.some((word) => /prefer|declared|recorded/i.test(word))), [])
    assert.deepEqual(groups.filter((each) => each.key === 'ethnic group: Black, Black British, Caribbean or African').map((each) => each.words), [['Caribbean', 'African', 'Any other Black background', 'Black, Black British, Caribbean or African']])
  })
  test('become wider while they are too small, one step at a time and each step said', async () => {
    const people: Readonly<Record<string, number>> = { Chinese: 4, 'Asian or Asian British': 8, all: 40 }
    const size = (who: AskedSide): number => people[who[0]?.label.replace(', all together', '') ?? ''] ?? people['all'] ?? 0
    const found = await largeEnough({ who: side('ethnic group: Chinese'), compared: side('ethnic group: White') }, 10, groups, (who) => Promise.resolve({ who: size(who), compared: 500, both: 0 }))
    assert.ok(!('refused' in found))
    assert.equal(nameOfSide(found.who), 'people of all other ethnic groups together')
    assert.deepEqual(found.steps, ['Fewer than 10 Chinese people are on full pay, so Asian or Asian British people are compared.', 'Fewer than 10 Asian or Asian British people are on full pay, so people of all other ethnic groups together are compared.'])
    const small = await largeEnough({ who: side('disability: disabled'), compared: side('disability: not disabled') }, 10, groups, () => Promise.resolve({ who: 9, compared: 500, both: 0 }))
    assert.deepEqual(small, { refused: 'Fewer than 10 disabled people are on full pay: too few to compare.', steps: [] })
  })
  test('share nobody, and are not asked twice of one characteristic', async () => {
    assert.match(faultIn(side('sex: women', 'sex: men'), side('ethnic group: White'), null)?.refused ?? '', /Sex is asked twice/)
    assert.match(faultIn(side('sex: women'), side('sex: men'), side('sex: men')[0] ?? null)?.refused ?? '', /Sex is asked twice/)
    assert.match(faultIn(side('sex: women'), side('sex: women'), null)?.refused ?? '', /the same people/)
    assert.equal(faultIn(side('sex: women', 'ethnic group: Chinese'), side('sex: men', 'ethnic group: White'), null), null)
    const both = await largeEnough({ who: side('sex: women'), compared: side('ethnic group: White') }, 5, groups, () => Promise.resolve({ who: 50, compared: 50, both: 1 }))
    assert.ok('refused' in both && /Some people are both women and White people/.test(both.refused))
  })
})
