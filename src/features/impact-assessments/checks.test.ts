import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Assessment } from './assessment.ts'
import { blocksFor, checks, examine, identifying, readingAge, type Examined } from './checks.ts'
import type { Content } from './content.ts'
import { madeUpAssessment, madeUpContent } from './made-up-assessment.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const good: Examined = { content: madeUpContent(today), assessment: madeUpAssessment(today), today }
const content = (change: (content: Content) => Partial<Content>): Examined => ({ ...good, content: { ...good.content, ...change(good.content) } })
const details = (change: Partial<Assessment>): Examined => ({ ...good, assessment: { ...good.assessment, ...change } })
const step = (by: string, daysAgo: number) => ({ by: { id: by, name: by }, on: today.subtract({ days: daysAgo }) })
const cellsOf = (group: string, because: string) => content(({ impact }) => ({ impact: impact.map((each) => each.group === group ? { ...each, cells: each.cells.map((cell) => ({ ...cell, because })) } : each) }))
const mitigated = (change: object) => content(({ mitigation }) => ({ mitigation: mitigation.map((each, at) => at === 0 ? { ...each, ...change } : each) }))
const engaged = (change: Record<string, string>) => content(({ engagement }) => ({ engagement: { ...engagement, ...change } }))

/** For each check an assessment that trips it. The good one trips none, which the first test says. */
const bad: Readonly<Record<string, Examined>> = {
  E1: details({ decisionDue: today.subtract({ days: 3 }) }),
  E2: details({ decisionMaker: ' ' }),
  W3: details({ decisionDue: today.add({ days: 6 }) }),
  E4: details({ stage: 'signed off', agreed: step('colin', 5), signed: step('colin', 2), reviewOn: today.add({ years: 1 }) }),
  W5: content(({ evidence }) => ({ evidence: { ...evidence, items: evidence.items.map((item) => ({ ...item, on: '2019-05-01' })) } })),
  W6: { ...engaged({ ended: today.subtract({ days: 2 }).toString() }), assessment: { ...good.assessment, stage: 'in scrutiny', sent: step('aisha', 10) } },
  E7: content(({ evidence }) => ({ evidence: { ...evidence, items: [] } })),
  W8: content(({ impact }) => ({ impact: impact.map((each) => each.group === 'age' ? { ...each, evidence: [] } : each) })),
  W9: content(({ evidence }) => ({ evidence: { ...evidence, gaps: evidence.gaps.map((gap) => ({ ...gap, plan: '' })) } })),
  W10: content(({ evidence }) => ({ evidence: { ...evidence, items: evidence.items.map((item) => ({ ...item, coverage: 'national' as const })) } })),
  W11: content(({ proposal, engagement }) => ({ proposal: { ...proposal, nature: ['workforce'] }, engagement: { ...engagement, who: 'Residents', said: 'Nothing' } })),
  W12: content(({ people }) => ({ people: { ...people, 'how many': 'About 18% come on Fridays.' } })),
  E13: content(({ impact }) => ({ impact: impact.filter((each) => each.group !== 'pregnancy_maternity') })),
  W14: content(({ impact }) => ({ impact: impact.map((each) => ({ ...each, cells: each.cells.map((cell) => ({ ...cell, because: 'We looked at who comes and found nothing of note.' })) })) })),
  W15: content(({ mitigation }) => ({ mitigation: mitigation.slice(1) })),
  E16: content(({ mitigation, impact }) => ({ mitigation: mitigation.slice(1), impact: impact.map((each) => ({ ...each, justification: 'Needed.' })) })),
  W17: cellsOf('sex', 'It treats everyone the same.'),
  W18: content(({ impact }) => ({ impact: impact.map((each) => ({ ...each, cells: each.cells.map((cell) => cell.aim === 'advance' || cell.aim === 'foster' ? { ...cell, because: 'Yes' } : cell) })) })),
  W19: content(({ together }) => ({ together: { ...together, cumulative: '' } })),
  W20: content(({ impact }) => ({ impact: impact.map((each) => each.group === 'pregnancy_maternity' || each.group === 'gender_reassignment' ? { ...each, cells: each.cells.map((cell) => ({ ...cell, because: 'No difference was found here at all.' })) } : each) })),
  W21: content(({ impact }) => ({ impact: impact.map((each) => each.group === 'marriage_cp' ? { ...each, cells: [...each.cells, { aim: 'foster' as const, rating: 'neutral' as const, because: 'Nothing changes for couples.' }] } : each) })),
  W22: content(({ proposal, engagement }) => ({ proposal: { ...proposal, nature: ['consultation'] }, engagement: { ...engagement, asked: 'no', who: '' } })),
  W23: engaged({ who: 'The parish council', said: 'They agreed.' }),
  W24: engaged({ changed: '' }),
  W25: engaged({ formats: '' }),
  E26: mitigated({ by: '' }),
  W27: mitigated({ owner: { id: null, name: 'Adult services team' } }),
  W28: mitigated({ by: 'On-going' }),
  W29: mitigated({ action: 'Monitor attendance' }),
  W30: mitigated({ measure: 'People are happier' }),
  W31: mitigated({ residual: '' }),
  W32: content(({ rights }) => ({ rights: rights.map((right) => ({ ...right, touched: 'no' as const })) })),
  W33: content(({ rights }) => ({ rights: rights.map((right) => ({ ...right, proportionate: 'It is needed.' })) })),
  W34: content(({ review }) => ({ review: { ...review, on: today.add({ years: 4 }).toString() } })),
  E35: details({ stage: 'published', reviewOn: today.subtract({ days: 1 }) }),
  W36: details({ stage: 'signed off', signed: step('ruth', 40) }),
  W37: details({ stage: 'signed off', signed: step('ruth', 4) }),
  W38: { ...content(({ outcome }) => ({ outcome: { ...outcome, outcome: 'stop' } })), assessment: { ...good.assessment, stage: 'signed off', decision: { on: today, by: 'Cabinet', decided: 'Approved', minute: '', had: 1, assessedAfter: false } } },
  E39: content(() => ({ summary: { summary: 'Mrs Proudie and three residents would lose their place.' } })),
  I40: content(() => ({ summary: { summary: 'Notwithstanding considerable organisational transformation necessitating rationalisation, the aforementioned reconfiguration of accommodation-based opportunities will be operationalised incrementally, subject to continuous evaluation of demonstrable proportionality considerations by appropriately constituted governance arrangements throughout the administrative implementation period and thereafter indefinitely.' } })),
}

test('there are forty checks, each with a reason and a way to mend it, and a sound assessment trips none of them', () => {
  assert.equal(checks.length, 40)
  assert.equal(new Set(checks.map((check) => check.code)).size, 40)
  for (const check of checks) assert.ok(check.says !== '' && check.because !== '' && check.mend !== '', check.code)
  assert.deepEqual(examine(good).map(({ check, where }) => [check.code, where]), [])
})

test('the codes are those of the list that courts and auditors made, each once, with nothing left out and nothing else', () => {
  const codes = 'E1 E2 W3 E4 W5 W6 E7 W8 W9 W10 W11 W12 E13 W14 W15 E16 W17 W18 W19 W20 W21 W22 W23 W24 W25 E26 W27 W28 W29 W30 W31 W32 W33 W34 E35 W36 W37 W38 E39 I40'.split(' ')
  assert.deepEqual(checks.map((check) => check.code), codes)
  assert.deepEqual(Object.keys(bad), codes, 'each has an assessment that trips it')
  const weights = { E: 'blocks', W: 'warns', I: 'tells' } as const
  for (const check of checks) assert.equal(check.weight, weights[check.code.charAt(0) as keyof typeof weights], check.code)
})

test('what each says is a sentence that blames nobody, and how to mend it is one that can be done', () => {
  for (const { code, says, mend } of checks) {
    assert.match(says, /^[A-Z][^!]*[^.!]$/, `${code} says: ${says}`)
    assert.match(mend, /^[A-Z].*\.$|^[A-Z].*”$/, `${code}: ${mend}`)
    assert.doesNotMatch(`${says} ${mend}`, /\byou (failed|forgot|must)\b|\bwrong(ly)?\b|\binvalid\b|\berror\b|\bfail/i, `${code} blames`)
  }
})

for (const check of checks) {
  test(`${check.code}: ${check.says.toLowerCase()}`, () => {
    const wrong = bad[check.code]
    assert.ok(wrong, `no assessment trips ${check.code}`)
    assert.notDeepEqual(check.trips(wrong), [])
    assert.deepEqual(check.trips(good), [])
  })
}

test('a share with its base is not pointed out, whichever of the two stands first', () => {
  const withoutBase = (words: string) => checks.find(({ code }) => code === 'W12')!.trips({ ...good, content: { ...good.content, people: { ...good.content.people, 'how many': words } } })
  for (const words of ['25% of 1,240 users', '310 of 1,240, or 25%', 'Of the 3,297 employees who told us, 6.5% are disabled.', '6.5% (base: 3,297)']) assert.deepEqual(withoutBase(words), [], words)
  for (const words of ['About 18% come on Fridays.', 'A rise of 5%, on top of 10% last year', '25% of our users']) assert.equal(withoutBase(words).length, 1, words)
})

test('what blocks sending also blocks signing and publishing; advice blocks nothing', () => {
  const findings = examine({ ...good, content: { ...good.content, evidence: { items: [], gaps: [] }, summary: { summary: 'Write to aisha@barsetshire.example.' } } })
  assert.equal(blocksFor(findings, 'sending').length, 1)
  assert.equal(blocksFor(findings, 'signing').length, 1)
  assert.equal(blocksFor(findings, 'publishing').length, 2)
  assert.ok(findings.some(({ check }) => check.weight === 'warns'))
})

test('what could identify somebody is found, and ordinary words are not', () => {
  for (const words of ['Call 01632 960 123.', 'Mr. Slope objects', 'two disabled women', 'AB 12 34 56 C', '3 residents', 'seven members of staff', 'Jewish: 0.05% of 6,386 staff']) assert.notDeepEqual(identifying(words), [], words)
  for (const words of ['38 of the 210 people who come', 'Two meetings in May', 'three in four', '12 staff of 41', 'one morning', '25% of 1,240 users', 'a few residents', '£62,000 a year from 2027']) assert.deepEqual(identifying(words), [], words)
})

test('plain words have a lower reading age than others', () => {
  assert.ok(readingAge('We will keep the day centre open. It will shut on Fridays. We asked the people who come.') < 10)
  assert.ok(readingAge('Consideration of proportionality necessitates comprehensive organisational evaluation of accommodation alternatives.') > 20)
})
