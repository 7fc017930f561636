/** Any two groups of people of one extract, for the analyst: who is compared with whom, among whom, and how small a group may be. Exact, and each look is written down. */
import { capital } from '#duty/capital.ts'
import { dayInWords } from '#duty/dates.ts'
import { isRefused } from '#duty/refused.ts'
import { html, type Html } from '#html/html.ts'
import { page, type House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { rounded, fraction } from '#statistics/rational.ts'
import { mayReadPayRows } from '../access.ts'
import { characteristicNames, faultIn, groupsIn, largeEnough, nameOfSide, noAnswers, smallestGroups, type AskedSide, type NamedGroup } from '../any-two.ts'
import { gapRangeInWords } from '../in-plain-words.ts'
import { countNoAnswers, countSides, findDimensions, listSides } from '../payroll-store.ts'
import { paths } from '../paths.ts'
import type { Payroll } from '../payroll.ts'
import { sourceOf } from '../results.ts'
import { given, sidesOfCounted, sixFigures, type KeptFraction, type SixFigures } from '../statutory.ts'
import { crumbsTo, people, wanted } from './parts.ts'

interface Asked { readonly who: AskedSide; readonly compared: AskedSide; readonly among: NamedGroup | null; readonly least: number }
interface Found {
  readonly who: string; readonly compared: string; readonly steps: readonly string[]; readonly six: SixFigures
  readonly unsaid: readonly { readonly question: string; readonly people: number; readonly all: number }[]
}

function askedIn({ query }: Pick<House, 'query'>, groups: readonly NamedGroup[]): Asked {
  const one = (name: string): NamedGroup | null => groups.find((each) => each.key === query.get(name)) ?? null
  const side = (...names: readonly string[]): AskedSide => names.flatMap((name) => one(name) ?? [])
  return { who: side('who', 'and'), compared: side('with', 'with-and'), among: one('among'), least: smallestGroups.find((each) => String(each.people) === query.get('least'))?.people ?? 10 }
}

async function answer({ db, organisation }: Pick<House, 'db' | 'organisation'>, payroll: Payroll, { who, compared, among, least }: Asked, groups: readonly NamedGroup[]): Promise<Found | { readonly refused: string; readonly steps: readonly string[] }> {
  const fault = faultIn(who, compared, among)
  if (fault !== null) return { ...fault, steps: [] }
  const of = { organisation: organisation.id, payroll: payroll.id, among }
  const sides = await largeEnough({ who, compared }, least, groups, (one, other) => countSides(db, of, one, other))
  if (isRefused(sides)) return sides
  const within = among === null ? [] : [among]
  const [groupName, comparatorName] = [nameOfSide(sides.who), nameOfSide(sides.compared)]
  const six = sixFigures(sidesOfCounted(await listSides(db, of, sides.who, sides.compared)), {
    comparatorName, groupName, minimum: least, definition: `${capital(groupName)} compared with ${comparatorName}${within.length === 0 ? '' : `, among ${nameOfSide(within)}`}`, source: sourceOf(payroll.fileName, payroll.snapshot),
  })
  if (isRefused(six)) return { refused: six.refused, steps: sides.steps }
  const questions = [...new Set([...sides.who, ...sides.compared].map((each) => each.of))].filter((each) => each === 'ethnic group' || each === 'disability')
  const unsaid = []
  for (const question of questions) unsaid.push({ question: characteristicNames[question].toLowerCase(), ...await countNoAnswers(db, of, question, noAnswers) })
  return { who: groupName, compared: comparatorName, steps: sides.steps, six, unsaid }
}

export const anyTwo = page({
  path: paths.anyTwo,
  async load({ payroll: id }, house) {
    const found = await wanted(house, id)
    const dimensions = await findDimensions(house.db, house.organisation.id, id)
    if (dimensions === null || found.rowsDeletedOn !== null) throw new NotFound('there are no rows to compare')
    const groups = groupsIn(dimensions.dimensions, dimensions.workGroups)
    const asked = askedIn(house, groups)
    const isAsked = house.query.get('who') !== '' || house.query.get('with') !== ''
    return { found, groups, asked, answered: isAsked ? await answer(house, found, asked, groups) : null }
  },
  access: (person) => mayReadPayRows(person),
  reads: ({ found, answered }) => (answered === null ? null : { did: 'pay-gaps.groups-compared', on: { room: 'pay-gaps', id: found.id }, detail: isRefused(answered) ? { refused: answered.refused } : { who: answered.who, compared: answered.compared } }),
  view({ found, groups, asked, answered }, { request, query }) {
    const here = (who: string, compared: string, among = ''): string => `${paths.anyTwo.to({ payroll: found.id })}?${new URLSearchParams({ who, with: compared, among, least: String(asked.least) }).toString()}`
    const usual = [
      ['Part time with full time', 'working pattern: part time', 'working pattern: full time', ''], ['Women with men, of those who work part time', 'sex: women', 'sex: men', 'working pattern: part time'],
      ['Women with men, of all other ethnic groups together', 'sex: women', 'sex: men', 'ethnic group: all other ethnic groups together'], ['Disabled people with people who are not disabled', 'disability: disabled', 'disability: not disabled', ''],
    ].filter((each) => each.slice(1).every((key) => key === '' || groups.some((group) => group.key === key)))
    return {
      title: 'Compare any two groups', crumbs: crumbsTo(found), wide: true, guide: 'other-pay-gaps',
      main: html`<h1 class="govuk-heading-l">Compare any two groups</h1>
        <p class="govuk-body-l">By the sums of the gender pay gap. Only analysts see this page, and each comparison is written down. What may be told to others stands under <a class="govuk-link" href="${paths.gaps.to({ payroll: found.id })}">gaps that passed the check</a>.</p>
        ${askView(groups, asked, request.path, (name) => query.get(name))}
        ${answered === null ? html`<h2 class="govuk-heading-m">Often asked</h2><ul class="govuk-list govuk-list--spaced">${usual.map(([words = '', who = '', compared = '', among]) => html`<li><a class="govuk-link" href="${here(who, compared, among)}">${words}</a></li>`)}</ul>`
          : html`${answered.steps.map((step) => html`<p class="govuk-body">${step}</p>`)}${isRefused(answered) ? html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Nothing can be compared</p><p>${answered.refused}</p></div>` : answerView(answered, asked, found)}`}`,
    }
  },
})

function askView(groups: readonly NamedGroup[], asked: Asked, address: string, chosen: (name: string) => string): Html {
  const kinds = [...new Set(groups.map((each) => each.of))]
  const select = (name: string, label: string, none: string): Html => html`<div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="${name}">${label}</label><select class="govuk-select" id="${name}" name="${name}"><option value="">${none}</option>
    ${kinds.map((kind) => html`<optgroup label="${characteristicNames[kind]}">${groups.filter((each) => each.of === kind).map((each) => html`<option value="${each.key}"${each.key === chosen(name) && html` selected`}>${each.label}</option>`)}</optgroup>`)}</select></div>`
  return html`<form method="get" action="${address}" class="dr-filter" role="search" aria-label="Choose two groups">
    ${select('who', 'Who', 'Choose a group')}${select('and', 'Narrow the first group (optional)', 'Not narrower')}${select('with', 'Compared with', 'Choose a group')}${select('with-and', 'Narrow the second group (optional)', 'Not narrower')}${select('among', 'Narrow both (optional)', 'Not narrower')}
    <div class="govuk-form-group dr-filter__item"><label class="govuk-label" for="least">Smallest group</label><select class="govuk-select" id="least" name="least">${smallestGroups.map((each) => html`<option value="${String(each.people)}"${each.people === asked.least && html` selected`}>${each.name}</option>`)}</select></div>
    <div class="dr-filter__buttons"><button type="submit" class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0">Compare</button></div></form>`
}

const percent = (kept: KeptFraction | null): string => (kept === null ? 'None' : `${rounded(given(kept), 1)}%`)
const share = (part: number, of: number): string => (of === 0 ? 'None' : `${rounded(fraction(BigInt(part) * 100n, BigInt(of)), 1)}%`)

function answerView({ who, compared, six, unsaid }: Found, { among, least }: Asked, payroll: Payroll): Html {
  const of = (count: number, what: string): string => people(count, what, payroll.snapshot)
  const rule = smallestGroups.find((each) => each.people === least)
  const [[comparatorPaid, groupPaid], [relevantComparator, relevantGroup], [fullComparator, fullGroup]] = [six.people.paidBonus, six.people.relevant, six.people.fullPay]
  const tooFewPaid = comparatorPaid < least || groupPaid < least
  const row = (name: string, group: string, comparator: string): Html => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="What">${name}</th><td class="govuk-table__cell govuk-table__cell--numeric" data-label="${capital(who)}">${group}</td><td class="govuk-table__cell govuk-table__cell--numeric" data-label="${capital(compared)}">${comparator}</td></tr>`
  return html`<h2 class="govuk-heading-m">${capital(who)} compared with ${compared}${among !== null && `, among ${nameOfSide([among])}`}</h2>
    <p class="dr-said">${six.sentences.headline}</p><p class="govuk-body">${six.sentences.meaning} ${six.certainty}</p>
    <dl class="dr-facts"><div class="dr-facts__fact"><dt class="dr-facts__name">Mean gap</dt><dd class="dr-facts__what">${percent(six.mean.gap)}</dd></div><div class="dr-facts__fact"><dt class="dr-facts__name">Range of the mean gap (95%)</dt><dd class="dr-facts__what">${six.range === null ? 'None' : gapRangeInWords(six.range)}</dd></div><div class="dr-facts__fact"><dt class="dr-facts__name">Median gap</dt><dd class="dr-facts__what">${percent(six.median.gap)}</dd></div>
      <div class="dr-facts__fact"><dt class="dr-facts__name">Mean bonus gap</dt><dd class="dr-facts__what">${tooFewPaid ? 'Too few people' : percent(six.bonus.meanGap)}</dd></div><div class="dr-facts__fact"><dt class="dr-facts__name">Median bonus gap</dt><dd class="dr-facts__what">${tooFewPaid ? 'Too few people' : percent(six.bonus.medianGap)}</dd></div></dl>
    <section class="dr-table-frame" tabindex="0" aria-label="Both groups"><table class="govuk-table dr-table"><caption class="govuk-table__caption govuk-table__caption--s">Both groups</caption><thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">What</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${capital(who)}</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">${capital(compared)}</th></tr></thead><tbody class="govuk-table__body">
      ${row('People on full pay', of(fullGroup, who), of(fullComparator, compared))}
      ${row('Were paid a bonus', `${of(groupPaid, who)} (${share(groupPaid, relevantGroup)})`, `${of(comparatorPaid, compared)} (${share(comparatorPaid, relevantComparator)})`)}
      ${six.quarters.toReversed().map((quarter) => row(`In the ${quarter.name} quarter of both`, `${of(quarter.group, who)} (${share(quarter.group, fullGroup)})`, `${of(quarter.comparator, compared)} (${share(quarter.comparator, fullComparator)})`))}</tbody></table></section>
    ${unsaid.map((each) => html`<p class="govuk-body">${of(each.people, 'People who did not say')} people on full pay (${share(each.people, each.all)}) did not say their ${each.question === 'disability' ? 'disability status' : each.question}. They are compared with nobody.</p>`)}
    <p class="govuk-body-s">${six.sentences.notMeaning} It should not be assumed that a gap means discrimination. ${six.sentences.method} Snapshot of ${dayInWords(payroll.snapshot)}. Source: ${payroll.fileName}.${rule !== undefined && ` Groups of fewer than ${String(least)} are not compared: ${rule.source}.`}</p>`
}
