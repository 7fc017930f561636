import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { citedFigure } from '#disclosure/gate.ts'
import { absent, withheld, type Figure } from '#disclosure/shown.ts'
import type { Html } from '#html/html.ts'
import { funnel, ratioChart, shareChart, smallTrends } from './index.ts'

const percent = (value: number): Figure => citedFigure({ text: `${value}%`, value, on: '2026-09-30', source: 'Barsetshire', definition: 'Made up' })
const times = (value: number): Figure => citedFigure({ text: value.toFixed(2), value, on: '2026-09-30', source: 'Barsetshire', definition: 'Made up' })
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const points = (...values: readonly Figure[]) => values.map((value, year) => ({ on: day(`${2021 + year}-03-31`), label: `31 March ${2021 + year}`, value }))

const pictures: Readonly<Record<string, Html>> = {
  shares: shareChart({ id: 'a', title: '<Shares>', rows: [{ label: '<b>', value: percent(5.8), low: percent(5.2), high: percent(6.5), marks: [{ kind: 'population', label: 'Population', value: percent(16.2) }] }, { label: 'Hidden', value: withheld, low: withheld, high: withheld }] }),
  ratios: ratioChart({ id: 'b', title: '<Ratios>', less: 'less likely', more: 'more likely', rows: [{ label: '<b>', value: times(0.66), low: times(0.52), high: times(0.84), says: 'A clear difference.' }, { label: 'Hidden', value: withheld, low: withheld, high: withheld, says: 'Withheld.' }] }),
  ways: funnel({ id: 'c', title: '<Way>', stages: [{ name: 'Applied', groups: [{ label: '<b>', people: times(100), reached: percent(100), tone: 'first' }, { label: 'Hidden', people: withheld, reached: withheld, tone: 'other' }] }] }),
  trends: smallTrends({ id: 'd', title: '<Trends>', series: [{ label: '<b>', points: points(percent(1), withheld, percent(3)) }] }),
}

suite('Each picture of figures about people', () => {
  test('has no style and no title of its own for a pointer, and escapes every word', () => {
    for (const [name, picture] of Object.entries(pictures)) {
      const markup = picture.toString()
      assert.doesNotMatch(markup, /\sstyle=|<style|\son\w+=|\sdata-|\stitle=|<b>|<(?:Shares|Ratios|Way|Trends)>/, name)
      assert.doesNotMatch(markup, /NaN|undefined|Infinity|\[object/, name)
    }
  })
  test('says [c] and what it means for what is withheld, and draws nothing that could tell its size', () => {
    for (const [name, picture] of Object.entries(pictures)) {
      assert.match(picture.toString(), /\[c\]/, name)
      assert.match(picture.toString(), /\[c\] confidential: withheld to protect people/, name)
      for (const [, width] of picture.toString().matchAll(/dr-fill--withheld"(?: y="4")? width="([^"]+)"/g)) assert.equal(width, '6', name)
    }
  })
})

suite('Shares on one scale', () => {
  const widths = (picture: Html): readonly number[] => [...picture.toString().matchAll(/<rect class="dr-fill--first" y="4" width="([^"]+)"/g)].map(([, width]) => Number(width))
  test('are measured from nought, by equal steps that end just beyond the largest of all that is drawn', () => {
    assert.deepEqual(widths(pictures['shares']!), [29], '5.8 of 20, because the population stands at 16.2')
    assert.deepEqual(widths(shareChart({ id: 'x', title: 'x', rows: [{ label: 'A', value: percent(50) }, { label: 'B', value: percent(0) }] })), [83.33], 'nought has no bar')
  })
  test('say each mark and range in words', () => {
    assert.match(pictures['shares']!.toString(), /Population: 16\.2%/)
    assert.match(pictures['shares']!.toString(), /5\.2% to 6\.5%/)
  })
  test('have no range where only one of its ends is shown', () => {
    assert.doesNotMatch(shareChart({ id: 'x', title: 'x', rows: [{ label: 'A', value: percent(5), low: percent(4.5), high: withheld }] }).toString(), /dr-shares__range|4\.5%/)
  })
})

suite('Ratios', () => {
  test('lie as far below “as likely” as their inverses lie above it', () => {
    const [low, high] = [0.5, 2].map((value) => Number(/dr-ratios__dot" x1="([^"]+)"/.exec(ratioChart({ id: 'x', title: 'x', less: '', more: '', rows: [{ label: 'A', value: times(value), low: absent('[x]'), high: absent('[x]'), says: '' }] }).toString())?.[1]))
    assert.equal(50 - low!, high! - 50)
  })
  test('without a range have a dot and no line', () => {
    assert.doesNotMatch(ratioChart({ id: 'x', title: 'x', less: '', more: '', rows: [{ label: 'A', value: times(0.8), low: absent('[z]'), high: absent('[z]'), says: '' }] }).toString(), /dr-ratios__range/)
  })
  test('of nobody at all say that there is no range', () => {
    const drawn = ratioChart({ id: 'x', title: 'x', less: '', more: '', rows: [{ label: 'A', value: times(0), low: absent('[z]'), high: absent('[z]'), says: '' }] }).toString()
    assert.match(drawn, /none, so no range/)
    assert.doesNotMatch(drawn, /dr-ratios__dot/)
  })
})

suite('Trends', () => {
  test('never join over a figure that is not shown', () => {
    assert.equal(/dr-line--first" d="([^"]*)"/.exec(pictures['trends']!.toString())?.[1]?.match(/M/g)?.length, 2)
    assert.equal(pictures['trends']!.toString().match(/dr-trends__dot/g)?.length, 2)
  })
  test('stand in time as the days do, and not at equal steps', () => {
    const uneven = smallTrends({ id: 'x', title: 'x', series: [{ label: 'A', points: [{ on: day('2021-03-31'), label: '2021', value: percent(1) }, { on: day('2022-03-31'), label: '2022', value: percent(1) }, { on: day('2025-03-31'), label: '2025', value: percent(1) }] }] }).toString()
    const [first, second, third] = [...uneven.matchAll(/dr-trends__dot[^"]*" x1="([^"]+)"/g)].map(([, x]) => Number(x))
    assert.ok(Math.abs((second! - first!) * 3 - (third! - second!)) < 0.2)
  })
  test('have their figures as a table, with a mark for a day on which a group was not counted', () => {
    const two = smallTrends({ id: 'x', title: 'x', series: [{ label: 'A', points: points(percent(1), percent(2)) }, { label: 'B', points: points(percent(3)) }] }).toString()
    assert.match(two, /<th scope="row"[^>]*>31 March 2022<\/th>\s*<td[^>]*>2%<\/td>\s*<td[^>]*>\[x\]<\/td>/)
  })
})
