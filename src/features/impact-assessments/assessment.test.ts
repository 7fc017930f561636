import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agree, end, publish, recordDecision, reopen, review, sendBack, sendToScrutiny, signOff, type Assessment, type Interest, type Verdict } from './assessment.ts'
import { blocksFor, examine } from './checks.ts'
import { groups, liveCells, sectionCodes, worst, type Content } from './content.ts'
import { assertRefused } from './for-tests.ts'
import { madeUpAssessment, madeUpContent } from './made-up-assessment.ts'
import { conventionRights } from './rights.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const [aisha, nkechi, colin, ruth] = ['aisha', 'nkechi', 'colin', 'ruth'].map((id) => ({ id, name: id })) as [Person, Person, Person, Person]
type Person = { readonly id: string; readonly name: string }
const drafting = madeUpAssessment(today)
const verdictsBy = (by: Person, round: number, verdict: Verdict['verdict'] = 'agreed'): readonly Verdict[] => sectionCodes.map((section) => ({ section, round, verdict, comment: verdict === 'agreed' ? '' : 'Say more', by, at: Temporal.Instant.from('2026-11-22T10:00:00Z'), reply: '', repliedBy: '' }))
const sure = <T extends object>(decided: T | { readonly refused: string }): T => { assert.ok(!('refused' in decided), 'refused' in decided ? decided.refused : ''); return decided }

test('there are 25 live cells and 16 Convention rights, and marriage and civil partnership has one cell', () => {
  assert.equal(liveCells, 25)
  assert.equal(conventionRights.length, 16)
  assert.deepEqual(groups.find((group) => group.code === 'marriage_cp')?.aims, ['eliminate'])
})

test('author, scrutineer and signatory are different people', () => {
  const sent = sure(sendToScrutiny(drafting, [], aisha, today))
  assertRefused(sendToScrutiny(drafting, [], colin, today), /authors/)
  assertRefused(sendToScrutiny(drafting, ['There is no evidence at all'], aisha, today), /mended/)
  assertRefused(agree(sent, verdictsBy(colin, 1), [], 1, nkechi, today), /other than an author/)
  assertRefused(agree(sent, [], [], 1, colin, today), /no verdict/)
  assertRefused(agree(sent, verdictsBy(colin, 1, 'to be changed'), [], 1, colin, today), /to be changed/)
  assertRefused(agree(sent, verdictsBy(colin, 1), [{ person: 'colin', name: 'colin', interest: 'My mother goes there' }], 1, colin, today), /interest/)
  assertRefused(agree(sent, verdictsBy(colin, 1), [], 2, colin, today), /2 people/)
  const agreed = sure(agree(sent, verdictsBy(colin, 1), [], 1, colin, today))
  assertRefused(signOff(agreed, verdictsBy(colin, 1), colin, today, today.add({ years: 1 })), /not scrutinise/)
  assertRefused(signOff(agreed, verdictsBy(colin, 1), aisha, today, today.add({ years: 1 })), /not write/)
  assertRefused(signOff(agreed, verdictsBy(colin, 1), ruth, today, today.add({ years: 4 })), /three years/)
  assert.equal(sure(signOff(agreed, verdictsBy(colin, 1), ruth, today, today.add({ years: 1 }))).stage, 'signed off')
})

test('verdicts of an earlier round do not count in the next', () => {
  const sent = sure(sendToScrutiny(drafting, [], aisha, today))
  const back = sure(sendBack(sent, verdictsBy(colin, 1, 'to be changed'), [], colin))
  const again = sure(sendToScrutiny(back, [], aisha, today))
  assert.equal(again.round, 2)
  assertRefused(agree(again, verdictsBy(colin, 1), [], 1, colin, today), /no verdict/)
  assertRefused(sendBack(again, verdictsBy(colin, 1, 'to be changed'), [], colin), /which section/)
})

test('an assessment that is signed after the decision says so for ever', () => {
  const decided = sure(recordDecision(drafting, { on: today.subtract({ days: 2 }), by: 'Cabinet', decided: 'Approved', minute: '14', had: null }, today))
  assert.equal(decided.decision?.assessedAfter, true)
  assertRefused(recordDecision(decided, { on: today, by: 'Cabinet', decided: 'Again', minute: '', had: null }, today), /already/)
  const sent = sure(sendToScrutiny(decided, [], aisha, today))
  const signed = sure(signOff(sure(agree(sent, verdictsBy(colin, 1), [], 1, colin, today)), verdictsBy(colin, 1), ruth, today, today.add({ years: 1 })))
  assert.equal(signed.decision?.assessedAfter, true)
  assert.equal(sure(reopen(sure(publish(signed, today)))).decision?.assessedAfter, true)
  const before = sure(signOff(sure(agree(sure(sendToScrutiny(drafting, [], aisha, today)), verdictsBy(colin, 1), [], 1, colin, today)), verdictsBy(colin, 1), ruth, today, today.add({ years: 1 })))
  assert.equal(sure(recordDecision(before, { on: today, by: 'Cabinet', decided: 'Approved', minute: '', had: 1 }, today)).decision?.assessedAfter, false)
})

test('whatever anybody tries in whatever order, nothing is published without scrutiny by another, a signature before the decision or the label, and every negative impact answered', () => {
  let seed = 7
  const random = (below: number): number => { seed = (seed + 0x6d2b79f5) | 0; let t = Math.imul(seed ^ (seed >>> 15), 1 | seed); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return Math.floor(((t ^ (t >>> 14)) >>> 0) / 4_294_967_296 * below) }
  const people = [aisha, nkechi, colin, ruth]
  // Half of the time somebody tries what comes next; otherwise anything.
  const onward: { readonly [stage: string]: number } = { drafting: 0, 'in scrutiny': 2, agreed: 4, 'signed off': 6 }
  let published = 0
  for (let run = 0; run < 150; run++) {
    let assessment: Assessment = drafting
    let content: Content = madeUpContent(today)
    let verdicts: readonly Verdict[] = []
    const interests: readonly Interest[] = random(4) === 0 ? [{ person: people[random(4)]!.id, name: '', interest: 'Mine' }] : []
    let day = today
    for (let step = 0; step < 90 && assessment.stage !== 'published'; step++) {
      const by = people[random(4)]!
      const reader = random(3) > 0 ? colin : by
      day = day.add({ days: random(3) })
      const next = [
        () => sendToScrutiny(assessment, blocksFor(examine({ content, assessment, today: day }), 'sending'), by, day),
        () => { verdicts = [...verdicts, ...verdictsBy(reader, assessment.round, random(5) === 0 ? 'to be changed' : 'agreed')]; return { refused: 'no step' } },
        () => agree(assessment, verdicts, interests, 1 + random(2), by, day), () => sendBack(assessment, verdicts, interests, by),
        () => blocksFor(examine({ content, assessment, today: day }), 'signing').length > 0 ? { refused: 'blocked' } : signOff(assessment, verdicts, by, day, day.add({ months: 1 + random(40) })),
        () => recordDecision(assessment, { on: day.subtract({ days: random(3) }), by: 'Cabinet', decided: 'Approved', minute: '', had: null }, day), () => publish(assessment, day), () => reopen(assessment), () => review(assessment, 'As expected', null, day), () => random(20) === 0 ? end(assessment, 'Dropped', day) : { refused: 'no step' },
        () => { if (assessment.stage === 'drafting') content = random(2) === 0 ? { ...content, mitigation: [], impact: content.impact.map((each) => ({ ...each, justification: random(2) === 0 ? '' : each.justification })) } : madeUpContent(today); return { refused: 'no step' } },
      ][random(2) === 0 ? onward[assessment.stage] ?? random(11) : random(11)]!()
      if (!('refused' in next)) assessment = next
    }
    if (assessment.stage !== 'published') continue
    published++
    assert.ok(assessment.agreed && assessment.signed && assessment.sent)
    assert.ok(![aisha.id, nkechi.id].includes(assessment.agreed.by.id), 'scrutinised by another')
    assert.ok(![aisha.id, nkechi.id, assessment.agreed.by.id].includes(assessment.signed.by.id), 'signed by a third')
    assert.ok(!interests.some((each) => each.person === assessment.agreed?.by.id))
    if (assessment.decision) assert.equal(assessment.decision.assessedAfter || Temporal.PlainDate.compare(assessment.decision.on, assessment.signed.on) >= 0, true, 'signed before the decision, or labelled')
    for (const impact of content.impact.filter((each) => worst(each) === 'negative')) assert.ok(content.mitigation.some((each) => each.groups.includes(impact.group)) || impact.justification.split(' ').length >= 8, `${impact.group} is answered`)
  }
  assert.ok(published > 15, `only ${published} were published, so this shows little`)
})
