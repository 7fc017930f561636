import { strict as assert } from 'node:assert'
import { suite, test } from 'node:test'
import { isRefused } from '#duty/refused.ts'
import { likelihoodFinding } from '#statistics/relative-likelihood.ts'
import type { DatasetKind, Field } from './dataset.ts'
import { exampleCounty, type ExampleExtract } from './example-county.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const county = exampleCounty(day('2026-11-22'))
const all = (kind: DatasetKind): readonly ExampleExtract[] => county.filter((each) => each.kind === kind)
const newest = (kind: DatasetKind): ExampleExtract => all(kind).at(-1)!

/** How many of an extract gave an answer, or have another as well. */
function many(extract: ExampleExtract, answers: { readonly [field in Field]?: string }): number {
  const wanted = Object.entries(answers).map(([field, label]) => {
    const place = extract.columns.findIndex((each) => each.field === field)
    const codes = extract.columns[place]!.categories!.flatMap((each, index) => each.label === label || each.parent === label ? [index] : [])
    assert.ok(codes.length > 0, `${extract.kind} has no ${field} ${label}`)
    return (row: number) => codes.includes(extract.answers[place]![row]!)
  })
  return Array.from(extract.answers[0]!.keys()).filter((row) => wanted.every((is) => is(row))).length
}
const people = (extract: ExampleExtract): number => extract.answers[0]!.length

suite('The example county', () => {
  test('has twenty quarterly snapshots that end with the last quarter before today, whatever the day', () => {
    assert.deepEqual(all('workforce').map(({ to }) => to.toString()).slice(-3), ['2026-03-31', '2026-06-30', '2026-09-30'])
    for (const today of ['2026-12-31', '2027-04-01', '2028-02-29']) {
      const ends = exampleCounty(day(today)).filter(({ kind }) => kind === 'workforce').map(({ to }) => to)
      assert.equal(ends.length, 20)
      for (const [place, end] of ends.entries()) if (place > 0) assert.equal(ends[place - 1]!.add({ days: 1 }).add({ months: 3 }).subtract({ days: 1 }).toString(), end.toString())
      assert.ok(Temporal.PlainDate.compare(ends.at(-1)!, day(today)) < 0 && Temporal.PlainDate.compare(ends.at(-1)!.add({ months: 3, days: 3 }), day(today)) > 0, `${today}: ${ends.at(-1)!.toString()}`)
    }
  })
  test('has five financial years of everything that happens to people', () => {
    for (const kind of ['applicants', 'promotions', 'career grades', 'probation', 'grievance', 'disciplinary', 'harassment', 'training applied', 'training received', 'service users', 'satisfaction'] as const) {
      assert.deepEqual(all(kind).map(({ from, to }) => `${from!.toString()} ${to.toString()}`), [2021, 2022, 2023, 2024, 2025].map((year) => `${year}-04-01 ${year + 1}-03-31`), kind)
    }
  })
  test('is the same county each time it is made, and another with another seed', () => {
    assert.deepEqual(exampleCounty(day('2026-11-22')), county)
    assert.notDeepEqual(exampleCounty(day('2026-11-22'), 5).at(-1)!.answers, county.at(-1)!.answers)
  })
  test('adds up person by person: each snapshot is the one before with those who joined and without those who left', () => {
    const snapshots = all('workforce')
    for (const [place, { to, staffNumbers }] of snapshots.entries()) {
      assert.equal(new Set(staffNumbers).size, staffNumbers!.length)
      if (place === 0) continue
      const [joined, left] = (['starters', 'leavers'] as const).map((kind) => new Set(all(kind).find((each) => each.to.equals(to))!.staffNumbers))
      assert.deepEqual(new Set(staffNumbers), new Set(snapshots[place - 1]!.staffNumbers).difference(left!).union(joined!))
      assert.ok(joined!.isDisjointFrom(left!))
    }
  })
  test('tells of somebody who joins or leaves what the snapshot tells of them', () => {
    const [before, now] = all('workforce').slice(-2)
    for (const [kind, snapshot] of [['starters', now!], ['leavers', before!]] as const) {
      const extract = newest(kind)
      const rowOf = new Map(snapshot.staffNumbers!.map((number, row) => [number, row]))
      for (const [place, { field }] of extract.columns.entries()) {
        if (field === 'outcome') continue
        const there = snapshot.columns.findIndex((each) => each.field === field)
        for (const [row, number] of extract.staffNumbers!.entries()) assert.equal(extract.answers[place]![row], snapshot.answers[there]![rowOf.get(number)!], `${kind}: ${field} of ${number}`)
      }
    }
  })
  test('has about 6,400 employees, three in four of them women, fewer at the top, and 3 or 4 in 100 leaving in a quarter', () => {
    for (const snapshot of all('workforce')) {
      assert.ok(people(snapshot) > 6250 && people(snapshot) < 6600)
      const women = many(snapshot, { sex: 'Female' }) / people(snapshot)
      const senior = many(snapshot, { grade: 'Grade 13 and above' })
      assert.ok(women > 0.7 && women < 0.76, `${women}`)
      assert.ok(senior > 300 && senior < 480 && many(snapshot, { grade: 'Grade 13 and above', sex: 'Female' }) / senior < women - 0.08)
    }
    for (const leavers of all('leavers')) assert.ok(people(leavers) > 180 && people(leavers) < 290, `${people(leavers)}`)
  })
  test('has groups that are really small, and more people who have answered since everybody was asked again', () => {
    const snapshot = newest('workforce')
    for (const [field, label, most] of [['religion or belief', 'Jewish', 8], ['religion or belief', 'Buddhist', 12], ['ethnic group', 'Roma', 5], ['gender identity', 'Different from sex registered at birth', 20]] as const) {
      const found = many(snapshot, { [field]: label })
      assert.ok(found > 0 && found < most, `${label}: ${found}`)
    }
    const declared = (extract: ExampleExtract, field: Field): number => extract.answers[extract.columns.findIndex((each) => each.field === field)]!.filter((answer) => answer >= 0).length / people(extract)
    for (const field of ['ethnic group', 'disability', 'religion or belief', 'sexual orientation'] as const) assert.ok(declared(snapshot, field) > declared(all('workforce')[10]!, field) + 0.08, field)
    assert.ok(declared(snapshot, 'religion or belief') < 0.6)
    const disabled = many(snapshot, { disability: 'Disabled' }) / people(snapshot)
    assert.ok(disabled > 0.035 && disabled < 0.06, `${disabled}`)
  })
  test('has gaps of every strength: clear in appointing, uncertain in discipline, none in shortlisting', () => {
    const applicants = newest('applicants')
    const stages = ['Applied', 'Shortlisted', 'Interviewed', 'Offered', 'Appointed']
    const reached = (group: string, from: number): number => stages.slice(from).reduce((sum, stage) => sum + many(applicants, { 'ethnic group': group, stage }), 0)
    const others = ['Asian, Asian British or Asian Welsh', 'Black, Black British, Black Welsh, Caribbean or African', 'Mixed or Multiple ethnic groups', 'Other ethnic group']
    const minority = (from: number): number => others.reduce((sum, group) => sum + reached(group, from), 0)
    const grade = (count: (from: number) => number, [from, to]: readonly [number, number]): string => {
      const finding = likelihoodFinding({ first: { name: 'White', share: { count: reached('White', to), base: reached('White', from) } }, second: { name: 'others', share: { count: count(to), base: count(from) } }, focus: 'second', focusName: 'others', happened: 'appointed', denominator: 'applicants', definition: '', source: '' })
      assert.ok(!isRefused(finding))
      return finding.evidence ?? ''
    }
    assert.equal(grade(minority, [1, 4]), 'clear')
    assert.notEqual(grade(minority, [0, 1]), 'clear')
    const [cases, snapshot] = [all('disciplinary').at(-1)!, all('workforce').find(({ to }) => to.equals(day('2026-03-31')))!]
    const rate = (groups: readonly string[]): number => groups.reduce((sum, group) => sum + many(cases, { 'ethnic group': group }), 0) / groups.reduce((sum, group) => sum + many(snapshot, { 'ethnic group': group }), 0)
    assert.ok(people(cases) < 120)
    assert.ok(rate(others) / rate(['White']) > 1, 'more, with few people')
  })
})
