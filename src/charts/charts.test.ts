import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { absent, withheld } from '#disclosure/shown.ts'
import { tallyOfThings } from '#disclosure/tally.ts'
import type { Html } from '#html/html.ts'
import { barChart, deadlineChart, runChart, sparkline, stackedBar, yearWheel, type Plotted } from './index.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const things = (label: string, count: number): Plotted => ({ label, value: tallyOfThings(count, 'actions') })
const plan: readonly Plotted[] = [{ ...things('Done', 12), tone: 'done', href: '/plan?status=done' }, { ...things('On track', 24), tone: 'on-track' }, { ...things('Overdue', 0), tone: 'late' }]
const widths = (picture: Html): readonly number[] => [...picture.toString().matchAll(/<rect class="dr-fill[^"]*"(?: x="[^"]*" y="0")? width="([^"]+)" height="(?:8|10)"/g)].map(([, width]) => Number(width))

suite('Every picture', () => {
  const pictures: readonly Html[] = [
    stackedBar({ id: 'a', title: '<Plan> & "progress"', parts: [...plan, { label: '<b>', value: withheld }] }),
    barChart({ id: 'b', title: '<Plan> & "progress"', bars: [...plan, { label: '<b>', value: withheld }] }),
    runChart({ id: 'c', title: '<Plan> & "progress"', of: 'Actions <done>', points: [...plan, { label: '<b>', value: absent('[x]') }] }),
    sparkline({ id: 'd', title: '<Plan> & "progress"', points: [...plan, { label: '<b>', value: withheld }] }),
    deadlineChart({ id: 'e', title: '<Plan> & "progress"', today: day('2026-11-22'), deadlines: [{ label: '<b>', tone: 'late', due: day('2026-03-31'), words: 'Overdue by "236" days' }] }),
    yearWheel({ id: 'f', title: '<Plan> & "progress"', from: day('2026-04-01'), today: day('2026-11-22'), middle: ['<b>', '2026'], rings: { outer: 'law', inner: 'own' }, key: [{ shape: 'cross', tone: 'late', words: 'Late' }], marks: [{ on: day('2027-03-30'), ring: 'outer', tone: 'late', shape: 'diamond', words: '<b>' }] }),
  ]
  test('has no style of its own, which the page’s policy would refuse', () => {
    for (const picture of pictures) assert.doesNotMatch(picture.toString(), /\sstyle=|<style|\son\w+=/)
  })
  test('escapes every word', () => {
    for (const picture of pictures) {
      assert.doesNotMatch(picture.toString(), /<b>|<Plan>|<done>/)
      assert.match(picture.toString(), /&lt;Plan&gt; &amp; &quot;progress&quot;/)
      assert.match(picture.toString(), /&lt;b&gt;/)
    }
  })
  test('has a title, and words for those who do not see it', () => {
    for (const picture of pictures) {
      const markup = picture.toString()
      const named = [...markup.matchAll(/aria-labelledby="([^"]+)"/g)].flatMap(([, ids]) => ids?.split(' ') ?? [])
      assert.ok(named.length > 0)
      for (const id of named) assert.equal(markup.split(`id="${id}"`).length, 2, `${id} is there once`)
      for (const [svg] of markup.matchAll(/<svg[^>]*>/g)) assert.match(svg, /role="img"|aria-hidden="true"/)
      assert.doesNotMatch(markup, /NaN|undefined|Infinity|\[object/)
    }
  })
  test('draws no person’s figure that the gate has not passed: only its symbol and its reason', () => {
    const picture = barChart({ id: 'x', title: 'Staff', bars: [{ label: 'A', value: withheld }, { label: 'B', value: absent('[z]') }] }).toString()
    assert.match(picture, /\[c\]/)
    assert.match(picture, /\[c\] confidential: withheld to protect people/)
    assert.match(picture, /\[z\] not applicable/)
  })
})

suite('A bar of parts', () => {
  test('gives each part its share, and nothing to what is nought', () => {
    assert.deepEqual(widths(stackedBar({ id: 'a', title: 'Plan', parts: plan })), [33.33, 66.67])
    assert.match(stackedBar({ id: 'a', title: 'Plan', parts: plan }).toString(), /Done<\/a> <strong>12<\/strong> <span class="dr-chart__share">33%<\/span>/)
    assert.match(stackedBar({ id: 'a', title: 'Plan', parts: plan }).toString(), /Overdue <strong>0<\/strong> <span class="dr-chart__share">0%<\/span>/)
  })
  test('gives every withheld part one width, and takes no percentage where people are counted', () => {
    const picture = stackedBar({ id: 'a', title: 'Staff', parts: [...plan, { label: 'Other', value: withheld }, { label: 'Another', value: withheld }] })
    assert.deepEqual(widths(picture), [30, 60, 5, 5])
    assert.doesNotMatch(picture.toString(), /%/)
  })
  test('of nothing is an empty bar', () => {
    assert.deepEqual(widths(stackedBar({ id: 'a', title: 'Plan', parts: [things('Done', 0)] })), [])
    assert.doesNotMatch(stackedBar({ id: 'a', title: 'Plan', parts: [] }).toString(), /NaN/)
  })
})

test('in a bar chart the longest bar fills its place and the others are measured by it', () => {
  assert.deepEqual(widths(barChart({ id: 'b', title: 'Leads', bars: [things('HR', 5), things('Transport', 20), things('Legal', 0)] })), [25, 100])
})

test('a run chart draws the median of what is shown, and breaks its line where a point is not', () => {
  const points = [things('2021', 10), things('2022', 30), { label: '2023', value: withheld }, things('2024', 20), things('2025', 25)]
  const picture = runChart({ id: 'r', title: 'Done', of: 'Actions done', points }).toString()
  assert.match(picture, /median of the points shown, 22\.5/)
  assert.equal(picture.match(/class="dr-chart__dot"/g)?.length, 4)
  assert.equal(/class="dr-chart__line" d="([^"]*)"/.exec(picture)?.[1]?.match(/M/g)?.length, 2)
  assert.match(picture, /<th scope="row" class="govuk-table__header">2023<\/th><td class="govuk-table__cell govuk-table__cell--numeric">\[c\]<\/td>/)
})

suite('A chart of deadlines', () => {
  const chart = deadlineChart({
    id: 'd', title: 'Due', today: day('2026-11-16'), deadlines: [
      { label: 'A', tone: 'late', from: day('2026-04-01'), due: day('2026-10-01'), words: 'Overdue' },
      { label: 'B', tone: 'on-track', due: day('2027-09-30'), words: 'On track' },
    ],
  }).toString()
  test('runs in whole quarters from the earliest date to the latest', () => {
    assert.deepEqual([...chart.matchAll(/<li>([A-Z]\w+ \d{4})<\/li>/g)].map(([, month]) => month), ['Apr 2026', 'Jul 2026', 'Oct 2026', 'Jan 2027', 'Apr 2027', 'Jul 2027'])
  })
  test('puts each date in its place', () => {
    assert.match(chart, /dr-deadlines__span dr-line--late" x1="0" x2="33\.33"/)
    assert.match(chart, /dr-deadlines__due dr-line--late" x1="33\.33"/)
    assert.match(chart, /dr-deadlines__due dr-line--on-track" x1="99\.81"/)
    assert.match(chart, /dr-chart__today" x1="41\.67"/)
  })
  test('takes a long plan in longer strides, and an empty one without falling over', () => {
    const long = deadlineChart({ id: 'd', title: 'Due', today: day('2026-11-16'), deadlines: [{ label: 'A', tone: 'late', due: day('2036-10-01'), words: 'x' }] }).toString()
    assert.ok((long.match(/<li>[A-Z]\w+ \d{4}<\/li>/g) ?? []).length <= 6)
    assert.match(deadlineChart({ id: 'd', title: 'Due', today: day('2026-11-16'), deadlines: [] }).toString(), /Oct 2026/)
  })
})
