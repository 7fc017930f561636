import { freeze, type Contents } from '#disclosure/artefact.ts'
import { countOfPeople } from '#disclosure/count.ts'
import { derived, gate } from '#disclosure/gate.ts'
import { policies, type Policy } from '#disclosure/policy.ts'
import { everyCell, protectWithProof, type Earlier } from '#disclosure/protect.ts'
import { asReadRelease } from '#disclosure/release.ts'
import type { CellName } from '#disclosure/count.ts'
import { withheld, type Figure } from '#disclosure/shown.ts'
import { isRefused, type Refused } from '#duty/refused.ts'
import type { Printed } from '../beside-workforce.ts'
import { leastFor, type HeldComparison, type HeldComparisons } from '../comparisons.ts'
import { gapRangeInWords } from '../in-plain-words.ts'
import { stepInWords, wholePercent } from '../printed-sizes.ts'
import { rounded } from '#statistics/rational.ts'
import type { Audit } from '../pay-audit.ts'
import type { Cleared } from '../results.ts'
import { given } from '../statutory.ts'

/**
 * Takes comparisons through the gate, under the public’s policy: the counts are protected together, with everything of these people that
 * was published before, and a gap is shown only where both of its sides are, and are large enough. The rest is never worked out.
 */
export async function clearComparisons(held: HeldComparisons, printed: Printed, about: { readonly on: Temporal.PlainDate; readonly source: string; readonly today: Temporal.PlainDate; readonly earlier: readonly Earlier[]; readonly audit: Pick<Audit, 'gradeMix'> }): Promise<Cleared | Refused> {
  if (printed === 'nothing') return { refused: 'Nothing of these comparisons can be shown: beside the published number of people who work here, whatever is printed would say how many of a small group are on leave.' }
  const policy: Policy = policies.public
  const release = { ...held.release, threshold: policy.threshold.ordinary }
  const { answer, proof } = await protectWithProof(release, { earlier: about.earlier, policy: policy.edition, on: about.today.toString(), limitMs: 60_000 })
  if (proof === null) return { refused: answer.refused ?? 'The counts could not be protected.' }
  const counts = new Map<string, number>()
  const spell = ({ table, cell }: CellName): string => JSON.stringify([table, ...Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1))])
  const read = asReadRelease(release)
  if (isRefused(read)) return read
  for (const each of everyCell(read)) counts.set(spell(each.name), each.count)
  const count = (cell: CellName, of: string): Figure => gate(countOfPeople(counts.get(spell(cell)) ?? 0, { of, on: about.on.toString(), source: about.source, cell }), policy, proof)

  // Not even in numbers that passed the gate: printed exactly, they would say who is on leave to whoever knows how many work here.
  const sizeOf = (figure: Figure, definition: string): Figure => derived([figure], { definition }, (people = 0) => (printed === 'gaps' ? withheld : { text: stepInWords(people), value: null }))
  const shareOf = (part: Figure, base: Figure, about: { readonly definition: string; readonly base: string }): Figure => derived([part, base], about, (x = 0, n = 0) => {
    if (printed !== 'sizes and shares') return withheld
    return n < policy.percentageBase ? { state: 'absent', symbol: '[u]', reason: 'There are too few people to give a percentage.' } : { text: `${wholePercent(x, n)}%`, value: wholePercent(x, n) }
  })
  const hidden = nestedTooClose(held.comparisons, policy.payMinimum, ({ people }) => people)
  const hiddenBonus = nestedTooClose(held.comparisons.filter(({ bonusCells }) => bonusCells), policy.payMinimum, ({ paidBonus }) => paidBonus)
  const comparisons = held.comparisons.map((each) => {
    const [comparator, group] = [count(each.cells[0], each.comparatorName), count(each.cells[1], each.groupName)]
    const least = leastFor(each.method)
    const figure = (definition: string, make: () => { readonly text: string; readonly value: number | null } | null): Figure => (hidden.has(each.id) ? withheld : derived([comparator, group], { definition, base: 'of everybody on full pay' }, (of = 0, to = 0) => (of < least || to < least ? withheld : make() ?? withheld)))
    const { six } = each
    const gap = (kept: string | undefined): { readonly text: string; readonly value: number } | null => (kept === undefined ? null : { text: `${rounded(given(kept), 1)}%`, value: Number(rounded(given(kept), 1)) })
    const found = isRefused(six) ? null : six
    const bonus = each.bonusCells ? bonusOf(each.bonusCells) : null
    function bonusOf([ofComparator, ofGroup]: readonly [CellName, CellName]) {
      const paid = [count(ofComparator, `${each.comparatorName} who were paid a bonus`), count(ofGroup, `${each.groupName} who were paid a bonus`)] as const
      const bonusGap = (definition: string, kept: string | null | undefined): Figure => (hiddenBonus.has(each.id) ? withheld : derived(paid, { definition, base: 'of everybody who was paid a bonus' }, (of = 0, to = 0) => (of < least || to < least ? withheld : gap(kept ?? undefined) ?? withheld)))
      const share = (figure: Figure, of: Figure, name: string): Figure => shareOf(figure, of, { definition: `${name} who were paid a bonus`, base: `of ${name} on full pay` })
      return { comparator: share(paid[0], comparator, each.comparatorName), group: share(paid[1], group, each.groupName), mean: bonusGap(`Mean gap in bonus: ${each.groupName} compared with ${each.comparatorName}`, found?.bonus.meanGap), median: bonusGap(`Median gap in bonus: ${each.groupName} compared with ${each.comparatorName}`, found?.bonus.medianGap) }
    }
    return {
      id: each.id, method: each.method, title: each.title, comparatorName: each.comparatorName, groupName: each.groupName, comparator: sizeOf(comparator, each.comparatorName), group: sizeOf(group, each.groupName), bonus,
      mean: figure(`Mean gap: ${each.groupName} compared with ${each.comparatorName}`, () => gap(found?.mean.gap)), median: figure(`Median gap: ${each.groupName} compared with ${each.comparatorName}`, () => gap(found?.median.gap)),
      range: figure('Range of the mean gap (95%)', () => (found?.range ? { text: gapRangeInWords(found.range), value: null } : null)),
      sentence: figure('The gap in a sentence', () => (found ? { text: found.sentences.headline, value: null } : null)), certainty: figure('How sure this is', () => (found ? { text: found.certainty, value: null } : null)),
    }
  })
  const shares = held.shares.map(({ method, table, dimension, categories, noAnswers }) => {
    const cell = (name: string, quarter = '*'): CellName => ({ table, cell: { [dimension]: name, 'pay quarter': quarter } })
    const everybody = count(cell('*'), 'Everybody on full pay')
    return {
      method, dimension,
      rows: [...categories.map((each) => ({ ...each, answered: true })), ...noAnswers.map((each) => ({ ...each, answered: false }))].map(({ name, label, answered }) => {
        const people = count(cell(name), label)
        return {
          label, answered, share: shareOf(people, everybody, { definition: label, base: 'of everybody on full pay' }),
          quarters: ['upper', 'upper middle', 'lower middle', 'lower'].map((quarter) => ({ quarter, share: shareOf(count(cell(name, quarter), `${label}, ${quarter} quarter`), count(cell('*', quarter), `Everybody in the ${quarter} quarter`), { definition: `${label} in the ${quarter} quarter`, base: `of everybody in the ${quarter} quarter` }) })),
        }
      }),
    }
  })
  // One sum over everybody: it follows the counts of all women and all men, as a mean of theirs would.
  const { gradeMix } = about.audit
  const everyone = (sex: string): Figure => count({ table: 'grade by sex', cell: { grade: '*', sex } }, sex === 'male' ? 'Men on full pay' : 'Women on full pay')
  const explained = gradeMix === null || isRefused(gradeMix) ? withheld : derived([everyone('male'), everyone('female')], { definition: 'The gap by who is in which grade and by pay inside grades', base: 'of everybody on full pay' }, () => ({ text: gradeMix.headline, value: null }))
  const contents: Contents = { comparisons, shares, explained, audit: { certificate: proof.certificate, policy: policy.name, withheld: answer.withheld.length, on: about.on.toString() } }
  return { ...freeze(contents, policy.audience), certificate: proof.certificate, withheld: answer.withheld }
}

/** Two groups of which one lies in the other and that differ by a few people would give away those few: the smaller of them says nothing. */
function nestedTooClose(comparisons: readonly HeldComparison[], least: number, peopleOf: (comparison: HeldComparison) => readonly [number, number]): ReadonlySet<string> {
  const sides = comparisons.flatMap((each) => ([0, 1] as const).map((side) => ({ id: each.id, leaves: each.leaves[side], people: peopleOf(each)[side] }))).filter((each) => each.leaves.length > 0)
  return new Set(sides.filter((small) => sides.some((large) => large.people > small.people && large.people - small.people < least && small.leaves.every((leaf) => large.leaves.includes(leaf)))).map((each) => each.id))
}
