import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { policies } from '#disclosure/policy.ts'
import { protectWithProof } from '#disclosure/protect.ts'
import { figuresOf, inGroups, mayAsk, releaseOf, type Asking, type Summed } from './asking.ts'

const day = Temporal.PlainDate.from
const before: Asking = { id: 'a', bodies: ['board', 'cabinet', 'network'], openedOn: day('2026-01-10'), openedBy: 'Priya Nair', closedOn: day('2026-02-10'), state: 'shown' }

describe('Which bodies may be asked together', () => {
  test('the same ones again after a year, or none of them: so that no body can be found by taking one figure from another', () => {
    const today = day('2027-01-10')
    assert.equal(mayAsk(['cabinet', 'network', 'board'], [before], today), null)
    assert.equal(mayAsk(['forum'], [before], today), null)
    assert.match(mayAsk(['board', 'cabinet'], [before], today)?.refused ?? '', /Ask the same ones together again/)
    assert.match(mayAsk(['board', 'cabinet', 'network', 'forum'], [before], today)?.refused ?? '', /Ask the same ones together again/)
    assert.match(mayAsk([...before.bodies], [before], day('2027-01-09'))?.refused ?? '', /less than a year ago\. Ask them again from 10 January 2027 on/)
    assert.match(mayAsk(['forum'], [{ ...before, state: 'open' }], today)?.refused ?? '', /being asked now/)
    assert.match(mayAsk([], [], today)?.refused ?? '', /Select the bodies/)
  })
})

describe('What members said, together', () => {
  const sums = (disabled: number, not: number): readonly Summed[] => [{ question: 'disability', groups: [{ name: 'Disabled', people: disabled }, { name: 'Not disabled', people: not }], silent: [{ name: 'Left out', people: 6 }, { name: 'Prefer not to say', people: 0 }] }]
  const shown = async (release: ReturnType<typeof releaseOf>, of: readonly Summed[], earlier: Parameters<typeof protectWithProof>[1] = {}) => {
    const { answer, proof } = await protectWithProof(release, { ...earlier, policy: policies.board.edition, on: '2027-02-10', seed: 7, adviseMerging: false })
    return { answer, figures: proof === null ? null : figuresOf(of, '2027-02-10', proof) }
  }

  test('categories are put into broad groups, and what nobody said of themselves is kept apart', () => {
    const [one] = [inGroups({ question: 'ethnic group', categories: [{ label: 'Indian', parent: 'Asian' }, { label: 'Pakistani', parent: 'Asian' }, { label: 'Other' }], counts: [3, 4, 1, 2, 1, 0, 0] })]
    assert.deepEqual(one, { question: 'ethnic group', groups: [{ name: 'Asian', people: 7 }, { name: 'Other', people: 1 }], silent: [{ name: 'Left out', people: 2 }, { name: 'Prefer not to say', people: 1 }] })
  })

  test('a small group is withheld, and with it what would tell its number', async () => {
    const few = sums(3, 22)
    const { figures } = await shown(releaseOf(few, '2027-02-10'), few)
    const [disabled, not] = figures?.[0]?.groups ?? []
    assert.equal(disabled?.people.state, 'withheld')
    assert.equal(disabled?.share.state, 'withheld')
    assert.ok(not?.people.state === 'withheld' || figures?.[0]?.answered.state === 'withheld', 'nobody subtracts it')
  })

  test('a year later, when one person more is disabled, no two numbers say so', async () => {
    const [then, now] = [sums(12, 40), sums(13, 40)]
    const first = await shown(releaseOf(then, '2026-02-10'), then)
    assert.equal(first.figures?.[0]?.groups[0]?.people.state, 'shown')
    const release = releaseOf(now, '2027-02-10')
    const second = await shown(release, now, { earlier: [{ release: releaseOf(then, '2026-02-10'), withheld: first.answer.withheld, comparedOnly: true }] })
    const [group] = second.figures?.[0]?.groups ?? []
    assert.ok(group === undefined || group.people.state === 'withheld', 'the first was shown, so the second is not')
    for (const [one, other] of [[first.figures?.[0]?.answered, second.figures?.[0]?.answered]] as const) assert.ok(!(one?.state === 'shown' && other?.state === 'shown'), 'nor their totals')
  })
})
