import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { citedFigure, percentageOf } from '#disclosure/gate.ts'
import { policies } from '#disclosure/policy.ts'
import { absent, asText, withheld, type Figure } from '#disclosure/shown.ts'
import type { Figures, FigureTable } from './figures.ts'
import { historyOf, standingOf, stateFor, wantsInWords, type Target, type Wants } from './target.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** What was counted: disabled people, those who answered and everybody, for the whole workforce and for the senior grades. Null is withheld. */
type Counted = readonly [disabled: number | null, answered: number | null, all: number]

function figures(on: string, everybody: Counted, senior: Counted = [12, 235, 330], population: number | null = 16.2): Figures {
  const shown = (value: number | null): Figure => value === null ? withheld : citedFigure({ text: value.toLocaleString('en-GB'), value, on, source: 'Made up', definition: 'Employees' })
  const field = { field: 'disability', name: 'Disability', categories: [{ name: 'D', label: 'Disabled', kind: 'category' }, { name: 'N', label: 'Not disabled', kind: 'category' }, { name: 'Answered', label: 'Answered', kind: 'parent' }] } as const
  const grade = { field: 'grade', name: 'Grade', categories: [{ name: 'Grade 13 and above', label: 'Grade 13 and above', kind: 'parent' }] } as const
  const table = (by: FigureTable['by'], cells: (at: Readonly<Record<string, string>>) => Figure): FigureTable => ({
    id: `workforce: ${by.map((each) => each.field).join(' by ')}`, kind: 'workforce', title: 'Workforce', from: null, on: day(on), source: 'Made up', definition: '', by, count: cells,
    share: (at, of) => percentageOf(cells(at), cells({ ...at, [of]: 'Answered' }), policies.public, { definition: '', base: '' }),
  })
  const of = ([disabled, answered, all]: Counted, at: string | undefined): Figure => shown(at === 'D' ? disabled : at === 'Answered' ? answered : at === 'N' ? (answered ?? 0) - (disabled ?? 0) : all)
  const finding = { id: 'representation: disability', analysis: 'representation', field: 'disability', kind: 'workforce', category: 'D', compared: 'the local population', value: withheld, low: withheld, high: withheld, benchmark: population === null ? absent('[x]') : citedFigure({ text: `${population}%`, value: population, on: '2021-03-21', source: 'Census 2021', definition: 'Disabled' }), grade: 'clear', sentence: '', headline: '', meaning: '', certainty: '', notMeaning: '', nextQuestion: '', method: '', base: '', definition: '', source: '' } as const
  return {
    release: on, audience: 'board', title: on, on: day(on), notes: [], others: [], findings: [finding], audit: { certificate: '', verifiedOn: day(on), policy: '', figures: 0, withheld: 0, sentence: '' },
    tables: [table([field], (at) => of(everybody, at['disability'])), table([field, grade], (at) => of(at['grade'] === 'Grade 13 and above' ? senior : everybody, at['disability']))],
  }
}

function target(wants: Wants, more: Partial<Target> = {}): Target {
  return {
    id: '01a00000-0000-7000-8000-000000000001', title: 'Disabled people', why: '', question: 'disability', group: { name: 'D', label: 'Disabled' }, part: null, wants, baselineOn: day('2024-03-31'), dueOn: day('2028-03-31'),
    endedOn: null, endedBecause: '', madeAt: Temporal.Instant.from('2024-04-01T09:00:00Z'), byName: 'Priya Nair', version: 1, ...more,
  }
}
const seniors = { field: 'grade', name: 'Grade 13 and above', label: 'Grade 13 and above' } as const
const start = figures('2024-03-31', [180, 4000, 6400])
const judge = (wants: Wants, now: Figures, more: Partial<Target> = {}): string => standingOf(target(wants, more), [now, start]).state

suite('A share to be reached', () => {
  const eight: Wants = { kind: 'reach', percent: '8' }
  test('is met when it is there and one person fewer would not undo it', () => {
    assert.equal(judge(eight, figures('2026-09-30', [340, 4200, 6400])), 'met')
    const standing = standingOf(target(eight), [figures('2026-09-30', [340, 4200, 6400]), start])
    assert.equal(standing.sentence, '8.1% of the 4,200 employees who answered, up from 4.5% on 31 March 2024. The target of 8% is met.')
    assert.equal(standing.certainty, 'Chance alone could take it below again: look at it over several quarters.')
    assert.deepEqual([standing.low, standing.high, standing.goal].map(asText), ['7.3%', '9.0%', '8%'])
  })
  test('is on the way when it is only just there: one person would undo it', () => {
    const standing = standingOf(target(eight), [figures('2026-09-30', [336, 4200, 6400]), start])
    assert.equal(standing.state, 'on the way')
    assert.match(standing.certainty, /One person fewer/)
  })
  test('is on the way when it is as far as the straight line from its start, and not yet when it is behind', () => {
    // Half-way between 4.5% and 8% is 6.25%, at the end of March 2026.
    assert.equal(judge(eight, figures('2026-03-31', [264, 4200, 6400])), 'on the way')
    assert.equal(judge(eight, figures('2026-03-31', [210, 4200, 6400])), 'not yet')
    assert.match(standingOf(target(eight), [figures('2026-03-31', [210, 4200, 6400]), start]).sentence, /To be there by 31 March 2028 it would have to be about 6\.\d% by now\./)
  })
  test('is not yet when its day is past', () => {
    assert.match(standingOf(target(eight, { dueOn: day('2026-03-31') }), [figures('2026-06-30', [290, 4200, 6400]), start]).sentence, /The day that was set for it, 31 March 2026, is past\./)
  })
  test('is told for a part of the workforce by the people of that part, with how little they can show', () => {
    const standing = standingOf(target(eight, { part: seniors }), [figures('2026-03-31', [264, 4200, 6400], [14, 240, 340]), figures('2024-03-31', [180, 4000, 6400], [12, 235, 330])])
    assert.equal(standing.sentence, '5.8% of the 240 employees in Grade 13 and above who answered, up from 5.1% on 31 March 2024. To be there by 31 March 2028 it would have to be about 6.6% by now.')
    assert.deepEqual([standing.state, standing.certainty], ['not yet', 'With so few people chance alone could explain that it is behind.'])
  })
})

suite('A share to be kept', () => {
  const keep: Wants = { kind: 'maintain or improve' }
  test('is met when it has not fallen, not yet when it has clearly fallen, and cannot be told in between', () => {
    assert.equal(judge(keep, figures('2026-03-31', [190, 4200, 6400])), 'met')
    assert.equal(judge(keep, figures('2026-03-31', [180, 4200, 6400])), 'cannot tell')
    assert.equal(judge(keep, figures('2026-03-31', [130, 4200, 6400])), 'not yet')
  })
  test('cannot be told without figures of its start', () => {
    assert.match(standingOf(target(keep, { baselineOn: null }), [figures('2026-03-31', [190, 4200, 6400])]).certainty, /no figure of where it began/)
  })
})

test('A gap to the population is closed, closing, wide open, or too close to tell', () => {
  const within = (points: string): Wants => ({ kind: 'gap to population', points })
  assert.equal(judge(within('10'), figures('2026-03-31', [300, 4200, 6400])), 'met')
  assert.equal(judge(within('5'), figures('2026-03-31', [300, 4200, 6400])), 'on the way')
  assert.equal(judge(within('5'), figures('2026-03-31', [185, 4200, 6400])), 'not yet')
  assert.equal(judge(within('11'), figures('2026-03-31', [215, 4200, 6400])), 'cannot tell')
  assert.match(standingOf(target(within('5')), [figures('2026-03-31', [300, 4200, 6400], undefined, null), start]).certainty, /which area/)
})

test('Parity compares a part with everybody else, and says so when few people are behind it', () => {
  const parity: Wants = { kind: 'parity', points: '0' }
  const standing = standingOf(target(parity, { part: seniors }), [figures('2026-03-31', [300, 4200, 6400], [14, 240, 340]), start])
  assert.deepEqual([standing.state, standing.certainty], ['cannot tell', 'It is lower than is wanted, and with so few people chance alone could explain that.'])
  assert.match(standing.sentence, /Among everybody else it is 7\.2%\./)
  assert.equal(judge(parity, figures('2026-03-31', [300, 4200, 6400], [5, 240, 340]), { part: seniors }), 'not yet')
  assert.equal(judge(parity, figures('2026-03-31', [300, 4200, 6400], [30, 240, 340]), { part: seniors }), 'met')
})

suite('Nothing is said that the figures do not carry', () => {
  const keep: Wants = { kind: 'maintain or improve' }
  test('what is withheld gives no state, no share and no range, and the same words whatever it hides', () => {
    const hidden = [[null, 4200, 6400], [300, null, 6400]].map((counted) => standingOf(target(keep), [figures('2026-03-31', counted as unknown as Counted), start]))
    for (const standing of hidden) {
      assert.deepEqual([standing.share, standing.low, standing.high, stateFor(standing)], [withheld, withheld, withheld, withheld])
      assert.equal(standing.sentence, hidden[0]!.sentence)
      assert.doesNotMatch(standing.sentence + standing.certainty, /\d/)
    }
  })
  test('where fewer than six in ten have answered it says how far the truth could lie', () => {
    const standing = standingOf(target(keep), [figures('2026-03-31', [300, 3000, 6400]), start])
    assert.equal(standing.state, 'cannot tell')
    assert.equal(standing.certainty, 'The true share could be anywhere from 4.7% to 57.8%, so we cannot say.')
  })
  test('where fewer than thirty have answered it does not compare', () => {
    assert.equal(standingOf(target(keep, { part: seniors }), [figures('2026-03-31', [300, 4200, 6400], [6, 28, 40]), start]).certainty, 'There are too few people to say.')
  })
  test('without figures there is nothing', () => {
    assert.equal(standingOf(target(keep), []).sentence, 'There are no figures for this target yet.')
  })
})

test('All ethnic groups other than one are those who answered without it, and what is left of the population', () => {
  const others = target({ kind: 'gap to population', points: '0' }, { group: { name: 'D', label: 'Everybody but disabled people', besides: true } })
  const standing = standingOf(others, [figures('2026-03-31', [300, 4200, 6400]), start])
  assert.equal(asText(standing.share), '92.9%')
  assert.match(standing.sentence, /Of the people who live here it is 83\.8%/)
})

test('A history has a share for each day that figures tell of, oldest first', () => {
  assert.deepEqual(historyOf(target({ kind: 'maintain or improve' }), [figures('2026-03-31', [300, 4200, 6400]), start]).map(({ on, share }) => [on.toString(), asText(share)]), [['2024-03-31', '4.5%'], ['2026-03-31', '7.1%']])
})

test('What is wanted is said in one line', () => {
  assert.equal(wantsInWords(target({ kind: 'reach', percent: '8' }, { part: seniors })), 'Disabled: at least 8% of employees in Grade 13 and above by 31 March 2028')
  assert.equal(wantsInWords(target({ kind: 'gap to population', points: '1' })), 'Disabled: a share of all employees within 1 percentage point of the one among the people who live here by 31 March 2028')
})
