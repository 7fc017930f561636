import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'node:test'
import { agree, end, isAuthor, isCompletedAfter, publish, recordDecision, reopen, review, sendBack, sendToScrutiny, signOff, standingVerdicts, type Assessment, type Interest, type Verdict } from './assessment.ts'
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
/** Every section changed since the last round. */
const changed = () => false
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
  assertRefused(agree(sent, verdictsBy(colin, 1), changed, [], 1, nkechi, today), /not written in this/)
  assertRefused(agree(sent, [], changed, [], 1, colin, today), /no verdict/)
  assertRefused(agree(sent, verdictsBy(colin, 1, 'to be changed'), changed, [], 1, colin, today), /to be changed/)
  assertRefused(agree(sent, verdictsBy(colin, 1), changed, [{ person: 'colin', name: 'colin', interest: 'My mother goes there' }], 1, colin, today), /interest/)
  assertRefused(agree(sent, verdictsBy(colin, 1), changed, [], 2, colin, today), /2 people/)
  const agreed = sure(agree(sent, verdictsBy(colin, 1), changed, [], 1, colin, today))
  assertRefused(signOff(agreed, verdictsBy(colin, 1), [], colin, today, today.add({ years: 1 })), /not scrutinise/)
  assertRefused(signOff(agreed, verdictsBy(colin, 1), [], aisha, today, today.add({ years: 1 })), /not write/)
  assertRefused(signOff(agreed, verdictsBy(colin, 1), [], ruth, today, today.add({ years: 4 })), /three years/)
  assert.equal(sure(signOff(agreed, verdictsBy(colin, 1), [], ruth, today, today.add({ years: 1 }))).stage, 'signed off')
})

test('verdicts of an earlier round do not count in the next', () => {
  const sent = sure(sendToScrutiny(drafting, [], aisha, today))
  const back = sure(sendBack(sent, verdictsBy(colin, 1, 'to be changed'), [], colin))
  const again = sure(sendToScrutiny(back, [], aisha, today))
  assert.equal(again.round, 2)
  assertRefused(agree(again, verdictsBy(colin, 1), changed, [], 1, colin, today), /no verdict/)
  assertRefused(sendBack(again, verdictsBy(colin, 1, 'to be changed'), [], colin), /which section/)
})

test('in a second round what did not change keeps its verdict; what was to be changed, and all of it once it was opened again, is looked at anew', () => {
  const [first, ...others] = verdictsBy(colin, 1)
  const mixed = [{ ...first!, verdict: 'to be changed' as const, comment: 'Say more' }, ...others]
  const again = sure(sendToScrutiny(sure(sendBack(sure(sendToScrutiny(drafting, [], aisha, today)), mixed, [], colin)), [], aisha, today))
  assert.deepEqual([...standingVerdicts(again, mixed, () => true, []).keys()], sectionCodes.slice(1), 'all that was agreed stands, where nothing changed')
  assert.deepEqual([...standingVerdicts(again, mixed, (section) => section !== 'people', []).keys()], sectionCodes.slice(2))
  assertRefused(agree(again, mixed, () => true, [], 1, colin, today), /One section has no verdict/)
  const both = [...mixed, { ...first!, round: 2, by: nkechi }]
  assertRefused(agree(again, [...mixed, { ...first!, round: 2 }], () => true, [], 2, colin, today), /2 people/)
  const agreed = sure(agree(again, [...mixed, { ...first!, round: 2 }], () => true, [], 2, ruth, today))
  assertRefused(signOff({ ...agreed, authors: [] }, both, [], colin, today, today.add({ years: 1 })), /not scrutinise/)
  const opened = sure(sendToScrutiny(sure(reopen(agreed, 'The proposal changed', aisha, today)), [], aisha, today))
  assert.equal(standingVerdicts(opened, both, () => true, []).size, 0, 'the proposal changed, so nothing stands')
})

test('whoever has written in it neither scrutinises nor signs it, also once taken off the list of authors; what they said of it before stands no more', () => {
  const sent = sure(sendToScrutiny({ ...drafting, authors: [], wrote: [nkechi, ruth] }, [], aisha, today))
  assertRefused(agree(sent, verdictsBy(colin, 1), changed, [], 1, nkechi, today), /not written in this/)
  assertRefused(agree(sent, verdictsBy(ruth, 1), changed, [], 1, colin, today), /no verdict/)
  assertRefused(agree(sent, [...verdictsBy(colin, 1), ...verdictsBy(ruth, 1)], changed, [], 2, colin, today), /only one has/)
  assertRefused(agree(sent, verdictsBy(nkechi, 1), changed, [{ person: 'nkechi', name: 'nkechi', interest: 'My mother goes there' }], 1, colin, today), /no verdict/)
  const agreed = sure(agree(sent, verdictsBy(colin, 1), changed, [], 1, colin, today))
  assertRefused(signOff(agreed, verdictsBy(colin, 1), [], ruth, today, today.add({ years: 1 })), /not write/)
  assertRefused(signOff({ ...agreed, wrote: [] }, verdictsBy(colin, 1), [{ person: 'ruth', name: 'ruth', interest: 'I own the building' }], ruth, today, today.add({ years: 1 })), /interest/)
})

test('an assessment that is signed after the decision says so for ever', () => {
  const decided = sure(recordDecision(drafting, { on: today.subtract({ days: 2 }), by: 'Cabinet', decided: 'Approved', minute: '14', had: null }, today))
  assert.equal(decided.decision?.assessedAfter, true)
  assertRefused(recordDecision(decided, { on: today, by: 'Cabinet', decided: 'Again', minute: '', had: null }, today), /already/)
  const sent = sure(sendToScrutiny(decided, [], aisha, today))
  const signed = sure(signOff(sure(agree(sent, verdictsBy(colin, 1), changed, [], 1, colin, today)), verdictsBy(colin, 1), [], ruth, today, today.add({ years: 1 })))
  assert.equal(signed.decision?.assessedAfter, true)
  const opened = sure(reopen(sure(publish(signed, today)), 'The proposal changed', aisha, today))
  assert.deepEqual([opened.decision, opened.earlier.length, isCompletedAfter(opened)], [null, 1, true], 'a changed proposal is decided again, and what was said of the first decision stays')
  const before = sure(signOff(sure(agree(sure(sendToScrutiny(drafting, [], aisha, today)), verdictsBy(colin, 1), changed, [], 1, colin, today)), verdictsBy(colin, 1), [], ruth, today, today.add({ years: 1 })))
  assert.equal(sure(recordDecision(before, { on: today, by: 'Cabinet', decided: 'Approved', minute: '', had: 1 }, today)).decision?.assessedAfter, false)
})

/** The rules that the pages ask, each to be taken out by turns: the property below has to notice. */
const rules = { sendToScrutiny, agree, sendBack, signOff, recordDecision, publish, reopen, review, blocks: blocksFor }

interface Walk { assessment: Assessment; content: Content; sent: Content; /** The first round in which its words were as they are. */ unchangedSince: number; verdicts: readonly Verdict[]; interests: readonly Interest[]; day: Temporal.PlainDate; /** Whoever has written in it, as the walk itself saw. */ hands: Set<string> }
const people = [aisha, nkechi, colin, ruth]
/** One try: which step, by whom, and three dice. Half of the time it is what comes next; otherwise anything. */
const aTry = fc.tuple(fc.boolean(), fc.nat(12), fc.nat(3), fc.nat(39), fc.nat(2), fc.boolean())
const onward: { readonly [stage: string]: number } = { drafting: 0, 'in scrutiny': 2, agreed: 4, 'signed off': 6 }

/** Of all sections, or of the first alone: which is to be changed, or agreed now. */
const someVerdicts = (by: Person, round: number, die: number): readonly Verdict[] => die % 4 === 0 ? [...verdictsBy(by, round, 'to be changed').slice(0, 1), ...verdictsBy(by, round).slice(1)] : verdictsBy(by, round).slice(0, die % 4 === 1 ? 1 : 11)

/** Walks through what people try, and gives what was wrong with what came to be public; null where nothing was published. */
function walk(rule: typeof rules, tries: readonly (readonly [boolean, number, number, number, number, boolean])[], interested: number): readonly string[] | null {
  const at: Walk = { assessment: drafting, content: madeUpContent(today), sent: madeUpContent(today), unchangedSince: 1, verdicts: [], interests: interested < 4 ? [{ person: people[interested]!.id, name: '', interest: 'Mine' }] : [], day: today, hands: new Set([aisha.id]) }
  for (const [next, which, who, months, days, coin] of tries) {
    const by = people[who]!
    at.day = at.day.add({ days })
    const findings = (content: Content) => examine({ content, assessment: at.assessment, today: at.day })
    const steps: (() => Assessment | { readonly refused: string })[] = [
      () => rule.sendToScrutiny(at.assessment, at.assessment.stage === 'drafting' ? rule.blocks(findings(at.content), 'sending') : [], by, at.day),
      () => { at.verdicts = [...at.verdicts, ...someVerdicts(coin ? colin : by, at.assessment.round, months)]; return { refused: 'no step' } },
      () => { at.verdicts = [...at.verdicts, ...someVerdicts(coin ? colin : by, at.assessment.round, 1 + months)]; return rule.agree(at.assessment, at.verdicts, (_section, round) => at.unchangedSince <= round, at.interests, 1 + months % 2, by, at.day) },
      () => { at.verdicts = [...at.verdicts, ...someVerdicts(coin ? colin : by, at.assessment.round, 4 * months)]; const made = rule.sendBack(at.assessment, at.verdicts, at.interests, by); if (!('refused' in made)) at.unchangedSince = made.round + 1; return made },
      () => at.assessment.stage === 'agreed' && rule.blocks(findings(at.content), 'signing').length > 0 ? { refused: 'blocked' } : rule.signOff(at.assessment, at.verdicts, at.interests, by, at.day, at.day.add({ months: 1 + months })),
      () => rule.recordDecision(at.assessment, { on: at.day.subtract({ days: months % 3 }), by: 'Cabinet', decided: 'Approved', minute: '', had: null }, at.day),
      () => rule.publish(at.assessment, at.day), () => rule.reopen(at.assessment, 'The proposal changed', by, at.day), () => rule.review(at.assessment, 'As expected', null, { ...by, post: '' }, at.day), () => end(at.assessment, coin ? 'Dropped' : '', at.day),
      () => { if (at.assessment.stage === 'drafting' && (isAuthor(at.assessment, by.id) || by === ruth)) { at.hands.add(by.id); at.assessment = { ...at.assessment, wrote: [...at.assessment.wrote, by] }; at.unchangedSince = at.assessment.round + 1; at.content = coin ? { ...at.content, mitigation: [], impact: at.content.impact.map((each) => ({ ...each, justification: months % 2 === 0 ? '' : each.justification })) } : madeUpContent(today) } return { refused: 'no step' } },
      // The list of authors is changed: somebody is taken off it, or put on it.
      () => ['drafting', 'in scrutiny', 'agreed'].includes(at.assessment.stage) ? { ...at.assessment, authors: coin ? [] : [by].filter((each) => each !== aisha) } : { refused: 'no step' },
      () => { if (at.assessment.stage === 'in scrutiny' && coin) at.interests = [...at.interests, { person: by.id, name: '', interest: 'Mine too' }]; return { refused: 'no step' } },
    ]
    const made = steps[next ? at.assessment.stage === 'in scrutiny' && months % 6 === 0 ? 3 : onward[at.assessment.stage] ?? which : which]!()
    if (!('refused' in made)) at.assessment = made
    if (at.assessment.stage === 'published') break
  }
  const { assessment, content, interests, verdicts, unchangedSince, hands } = at
  if (assessment.stage !== 'published') return null
  const { agreed, signed } = assessment
  const authors = [...hands]
  return [
    ...(!agreed || authors.includes(agreed.by.id) || interests.some((each) => each.person === agreed.by.id) ? ['not scrutinised by another person'] : []),
    ...(verdicts.some((each) => each.section === 'mitigation' && each.round >= unchangedSince && each.round > assessment.openedAgainAfter && each.verdict === 'agreed' && !hands.has(each.by.id) && !interests.some((one) => one.person === each.by.id)) ? [] : ['what changed was not looked at again']),
    ...(!signed || authors.includes(signed.by.id) || signed.by.id === agreed?.by.id || interests.some((each) => each.person === signed.by.id) ? ['not signed by a third'] : []),
    ...(assessment.decision && signed && !assessment.decision.assessedAfter && Temporal.PlainDate.compare(assessment.decision.on, signed.on) < 0 ? ['decided before it was signed, without the label'] : []),
    ...content.impact.filter((each) => worst(each) === 'negative' && !content.mitigation.some((one) => one.groups.includes(each.group)) && each.justification.split(' ').length < 8).map((each) => `nothing answers for ${each.group}`),
  ]
}

const walks = fc.tuple(fc.array(aTry, { minLength: 10, maxLength: 60, size: 'max' }), fc.nat(11))
/** How many of these walks published anything, and what was ever wrong. */
function tried(rule: typeof rules, runs: number): { readonly published: number; readonly wrong: ReadonlySet<string> } {
  const ends = fc.sample(walks, { numRuns: runs, seed: 2026 }).flatMap(([tries, interested]) => { const found = walk(rule, tries, interested); return found === null ? [] : [found] })
  return { published: ends.length, wrong: new Set(ends.flat()) }
}

test('whatever anybody tries in whatever order, nothing is published without scrutiny by another, a signature before the decision or the label, and every negative impact answered', () => {
  const { published, wrong } = tried(rules, 450)
  assert.deepEqual([...wrong], [])
  assert.ok(published > 40, `only ${published} were published, so this shows little`)
})

for (const [what, rule, says] of [
  ['whoever is no author any more may sign what they wrote', { ...rules, signOff: ((assessment, ...rest) => { const made = signOff({ ...assessment, wrote: [] }, ...rest); return 'refused' in made ? made : { ...made, wrote: assessment.wrote } }) as typeof signOff }, /not signed by a third/],
  ['a verdict stands of somebody who has written in it since', { ...rules, agree: ((assessment, ...rest) => { const made = agree({ ...assessment, wrote: [] }, ...rest); return 'refused' in made ? made : { ...made, wrote: assessment.wrote } }) as typeof agree }, /not scrutinised by another|not looked at again/],
  ['an author may agree it', { ...rules, agree: ((assessment, verdicts, isAsItWas, _interests, quorum, by, on) => { const made = agree({ ...assessment, lead: { id: '-', name: '-' }, authors: [] }, verdicts, isAsItWas, [], quorum, by, on); return 'refused' in made ? made : { ...made, lead: assessment.lead, authors: assessment.authors } }) as typeof agree }, /not scrutinised by another/],
  ['a verdict stands on what has changed since', { ...rules, agree: ((assessment, verdicts, _isAsItWas, interests, quorum, by, on) => agree(assessment, verdicts, () => true, interests, quorum, by, on)) as typeof agree }, /not looked at again/],
  ['whoever wrote or scrutinised it may sign', { ...rules, signOff: ((assessment, _verdicts, _interests, by, on, reviewOn) => assessment.stage === 'agreed' ? { ...assessment, stage: 'signed off', signed: { by, on }, reviewOn } : { refused: 'not agreed' }) as typeof signOff }, /not signed by a third/],
  ['a late signature leaves no label', { ...rules, recordDecision: ((assessment, asked, on) => { const made = recordDecision(assessment, asked, on); return 'refused' in made || !made.decision ? made : { ...made, decision: { ...made.decision, assessedAfter: false } } }) as typeof recordDecision, signOff: ((assessment, verdicts, interests, by, on, reviewOn) => { const made = signOff(assessment, verdicts, interests, by, on, reviewOn); return 'refused' in made ? made : { ...made, decision: assessment.decision } }) as typeof signOff }, /without the label/],
  ['the check on unanswered losses does not block', { ...rules, blocks: ((findings, step) => blocksFor(findings.filter(({ check }) => check.code !== 'E16'), step)) as typeof blocksFor }, /nothing answers for/],
  ['publishing does not wait for the signature', { ...rules, publish: ((assessment, on) => ({ ...assessment, stage: 'published', publishedOn: on })) as typeof publish }, /not signed by a third/],
] as const) {
  test(`the property notices when ${what}`, () => assert.ok(fc.sample(walks, { numRuns: 500, seed: 2026 }).some(([tries, interested]) => walk(rule, tries, interested)?.some((each) => says.test(each)))))
}
