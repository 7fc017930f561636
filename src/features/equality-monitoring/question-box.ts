/** An analyst’s question to the exact numbers: what is counted, by what, and what can be said of it. Pure. What may leave the building is decided elsewhere. */
import { groupInSentence } from '#duty/monitoring/in-sentences.ts'
import { isRefused } from '#duty/refused.ts'
import { listInWords } from '#duty/dates.ts'
import { associationFinding } from '#statistics/chi-square.ts'
import { declarationFinding } from '#statistics/declaration.ts'
import { fisher } from '#statistics/fisher.ts'
import { plainSentence, type Finding } from '#statistics/finding.ts'
import type { NoFigure, Share } from '#statistics/figure.ts'
import { likelihoodFinding } from '#statistics/relative-likelihood.ts'
import { orderFinding } from '#statistics/mann-whitney.ts'
import { frequencyQuantileType7 } from '#statistics/quantile.ts'
import { inWords, percent, smallestBaseForPercentage } from '#statistics/sentence.ts'
import { shrink } from '#statistics/shrinkage.ts'
import { trendFinding } from '#statistics/cochran-armitage.ts'
import type { Field } from './dataset.ts'
import { isQuestion } from './mapping.ts'
import type { TabulatedField, Tabulation } from './tabulation.ts'

export const measures = [
  { measure: 'share of declared', name: 'Share of those who answered' },
  { measure: 'share of all', name: 'Share of everybody' },
  { measure: 'count', name: 'Number of people' },
  { measure: 'declaration rate', name: 'How many have answered' },
  { measure: 'likelihood', name: 'Likelihood of getting from one stage to another' },
] as const
export type Measure = (typeof measures)[number]['measure']

/** How the two stages of a likelihood are called, and which places of their field count as having reached each. */
export interface Stages { readonly field: Field; readonly from: string | null; readonly to: string }

/** People who stand together in a row or a column. */
export interface Group {
  readonly label: string
  readonly kind: 'category' | 'parent' | 'answered' | 'silent' | 'everybody'
  /** Places of the field, as tabulations count them. */
  readonly places: readonly number[]
}

const silent = ['Not declared', 'Prefer not to say', 'Not asked', 'Answer withdrawn'] as const

/** All groups of a field that tables show: parents before their own, those who answered, each way of having no answer, and everybody. */
export function groupsOf({ field, categories }: TabulatedField): readonly Group[] {
  const places = categories.map((_, place) => place)
  const parents = [...new Set(categories.flatMap(({ parent }) => parent ?? []))].map((label): Group => ({ label, kind: 'parent', places: places.filter((place) => categories[place]?.parent === label) }))
  const own = (place: number): Group => ({ label: categories[place]?.label ?? '', kind: 'category', places: [place] })
  const isSaidTwice = (parent: Group, place: number): boolean => parent.places.length === 1 && categories[place]?.label === parent.label
  const named = [...parents.flatMap((parent) => [parent, ...parent.places.filter((place) => !isSaidTwice(parent, place)).map(own)]), ...places.filter((place) => categories[place]?.parent === undefined).map(own)]
  const everybody = Array.from({ length: categories.length + silent.length }, (_, place) => place)
  return [
    ...named,
    ...(isQuestion(field) ? [{ label: 'Everybody who answered', kind: 'answered' as const, places }] : []),
    ...silent.map((label, way): Group => ({ label, kind: 'silent', places: [categories.length + way] })),
    { label: 'Everybody', kind: 'everybody', places: everybody },
  ]
}

/** Exact numbers of people in a tabulation: for each of its fields a group, or everybody. */
export function countIn({ by, counts }: Tabulation, at: Readonly<Partial<Record<Field, Pick<Group, 'places'>>>>): number {
  const sizes = by.map(({ categories }) => categories.length + silent.length)
  const wanted = by.map(({ field }, index) => at[field]?.places ?? Array.from({ length: sizes[index] ?? 0 }, (_, place) => place))
  const add = (index: number, start: number): number => {
    const places = wanted[index]
    if (places === undefined) return counts[start] ?? 0
    return places.reduce((sum, place) => sum + add(index + 1, start * (sizes[index] ?? 1) + place), 0)
  }
  return add(0, 0)
}

/** Groups in which there is anybody, in the order of the field. Those who answered and everybody always stand. */
export function groupsIn(tabulation: Tabulation, field: Field): readonly Group[] {
  const found = tabulation.by.find((each) => each.field === field)
  return found === undefined ? [] : groupsOf(found).filter((group) => group.kind === 'answered' || group.kind === 'everybody' || group.kind === 'category' || countIn(tabulation, { [field]: group }) > 0)
}

/** The finest groups, each person in one of them: a group that stands alone under its own name is one too. */
function finestIn(tabulation: Tabulation, field: Field): readonly Group[] {
  const groups = groupsIn(tabulation, field)
  return groups.filter(({ kind, places }) => kind === 'category' || (kind === 'parent' && places.length === 1 && !groups.some((other) => other.kind === 'category' && other.places[0] === places[0])))
}

/** The reporting groups: the largest that a field has. */
function widestIn(tabulation: Tabulation, field: Field): readonly Group[] {
  const groups = groupsIn(tabulation, field)
  const parents = groups.filter(({ kind }) => kind === 'parent')
  return [...parents, ...groups.filter(({ kind, places }) => kind === 'category' && !parents.some((parent) => parent.places.some((place) => places.includes(place))))]
}

/** The group that a sentence is about: women, or everybody who answered but the largest group. */
export function ledGroup(tabulation: Tabulation, field: Field): { readonly led: Group; readonly others: Group } | null {
  const found = tabulation.by.find((each) => each.field === field)
  if (found === undefined) return null
  const groups = groupsOf(found)
  const answered = found.categories.map((_, place) => place)
  const tops = groups.filter(({ kind, label }) => kind === 'parent' || (kind === 'category' && !found.categories.some((each) => each.label === label && each.parent !== undefined)))
  if (tops.length < 2) return null
  const others = field === 'sex' ? tops.find(({ label }) => !/^(female|women)$/i.test(label)) : tops.reduce((largest, each) => countIn(tabulation, { [field]: each }) > countIn(tabulation, { [field]: largest }) ? each : largest)
  if (others === undefined) return null
  const places = answered.filter((place) => !others.places.includes(place))
  const left = tops.filter((each) => each !== others)
  return { led: { label: left.length === 1 ? left[0]?.label ?? '' : `groups other than ${others.label}`, kind: 'parent', places }, others }
}

/** A cell of the analyst’s table: how many, of how many, and how it is written for the measure. Null where a share cannot be given. */
export interface Cell { readonly people: number; readonly base: number | null; readonly share: string | null }

export interface Grid {
  readonly columns: readonly string[]
  readonly rows: readonly { readonly label: string; readonly kind: Group['kind']; readonly cells: readonly Cell[] }[]
}

/** The analyst’s table of one tabulation: groups of `rows` down, groups of `columns` across (or everybody), within one group of a third field. */
export function gridOf(tabulation: Tabulation, measure: Exclude<Measure, 'likelihood'>, rows: Field, columns: Field | null, within: { readonly field: Field; readonly group: Group } | null = null): Grid {
  const inside = within === null ? {} : { [within.field]: within.group }
  const across = columns === null ? [] : groupsIn(tabulation, columns)
  const every = across.length === 0 ? [{ label: 'Everybody', kind: 'everybody' as const, places: null }] : across
  const down = groupsIn(tabulation, rows).filter(({ kind }) => measure !== 'declaration rate' || kind === 'answered')
  const answered = groupsIn(tabulation, rows).find(({ kind }) => kind === 'answered')
  const people = (row: Group | undefined, column: (typeof every)[number]): number => countIn(tabulation, { ...inside, ...(row === undefined ? {} : { [rows]: row }), ...(columns === null || column.places === null ? {} : { [columns]: { places: column.places } }) })
  return {
    columns: every.map(({ label }) => label),
    rows: down.map((row) => ({
      label: row.label, kind: row.kind,
      cells: every.map((column): Cell => {
        const count = people(row, column)
        const isShare = measure === 'share of declared' ? row.kind === 'category' || row.kind === 'parent' : measure === 'declaration rate' || (measure === 'share of all' && row.kind !== 'everybody')
        const base = !isShare ? null : people(measure === 'share of declared' ? answered : undefined, column)
        return { people: count, base, share: base === null ? null : shareInWords(count, base) }
      }),
    })),
  }
}

/** "5.8%", or nothing where there are too few to give a percentage. */
function shareInWords(count: number, base: number): string | null {
  return base < smallestBaseForPercentage ? null : percent('share', count, base).text
}

/** One row for each group with how many reached both stages. Whoever has reached a later stage has reached an earlier one. */
export interface LikelihoodRow { readonly label: string; readonly kind: Group['kind']; readonly share: Share; readonly rate: string | null; readonly times: string | null }

export function likelihoodsOf(tabulation: Tabulation, rows: Field, stages: Stages): readonly LikelihoodRow[] {
  const reached = (group: Group, stage: string | null): number => countIn(tabulation, { [rows]: group, ...(stage === null ? {} : { [stages.field]: { places: reaching(tabulation, stages.field, stage) } }) })
  const shares = groupsIn(tabulation, rows).map((group) => ({ group, share: { count: reached(group, stages.to), base: reached(group, stages.from) } }))
  const reference = ledGroup(tabulation, rows)?.others
  const of = reference === undefined ? null : { count: reached(reference, stages.to), base: reached(reference, stages.from) }
  return shares.filter(({ share }) => share.base > 0).map(({ group, share }) => ({
    label: group.label, kind: group.kind, share, rate: shareInWords(share.count, share.base),
    times: of === null || of.count === 0 || share.base < smallestBaseForPercentage || group.kind === 'everybody' || group.kind === 'answered' ? null : (share.count * of.base / (share.base * of.count)).toFixed(2),
  }))
}

/** Places of a stage and of all after it; of an outcome, which has no order, its own place alone. */
export function reaching(tabulation: Tabulation, field: Field, stage: string): readonly number[] {
  const categories = tabulation.by.find((each) => each.field === field)?.categories ?? []
  const place = categories.findIndex(({ label }) => label === stage)
  return place < 0 ? [] : field === 'stage' ? categories.map((_, index) => index).filter((index) => index >= place) : [place]
}

export interface About { readonly who: string; readonly definition: string; readonly source: string }

/** What can be said in a sentence: of the led group alone, and of where its share is largest and smallest. */
export function sentencesOf(tabulation: Tabulation, measure: Measure, rows: Field, columns: Field | null, stages: Stages | null, about: About): readonly string[] {
  const lead = ledGroup(tabulation, rows)
  const answered = groupsIn(tabulation, rows).find(({ kind }) => kind === 'answered')
  if (lead === null || answered === undefined) return []
  if (measure === 'likelihood' && stages !== null) return [said(likelihood(tabulation, rows, stages, lead, about))]
  const all = countIn(tabulation, {})
  const first = said(declarationFinding({ numbers: { count: countIn(tabulation, { [rows]: lead.led }), declared: countIn(tabulation, { [rows]: answered }), all }, are: areInWords(lead.led, rows), ...about }))
  if (columns === null) return [first]
  // Of whom the shares are is what was asked for, so that the sentence says what the table says.
  const ofEverybody = measure === 'share of all' || measure === 'declaration rate'
  const part = measure === 'declaration rate' ? answered : lead.led
  const across = finestIn(tabulation, columns).map((group) => ({ group, count: countIn(tabulation, { [rows]: part, [columns]: group }), base: countIn(tabulation, { ...(ofEverybody ? {} : { [rows]: answered }), [columns]: group }) }))
    .filter(({ base }) => base >= 30).sort((one, other) => other.count / other.base - one.count / one.base)
  const [most, least] = [across[0], across.at(-1)]
  const what = measure === 'declaration rate' ? 'The share who have answered is' : ofEverybody ? 'Of everybody, it is' : 'It is'
  const between = most === undefined || least === undefined || most.count * least.base === least.count * most.base ? [] : [`${what} largest in ${most.group.label}, ${percent('most', most.count, most.base).text} of ${most.base.toLocaleString('en-GB')}, and smallest in ${least.group.label}, ${percent('least', least.count, least.base).text} of ${least.base.toLocaleString('en-GB')}. Groups with fewer than 30 ${ofEverybody ? 'people' : 'answers'} are left out of this sentence.`]
  return [first, ...between]
}

function likelihood(tabulation: Tabulation, rows: Field, stages: Stages, { led, others }: { readonly led: Group; readonly others: Group }, about: About) {
  const share = (group: Group): Share => ({ count: countIn(tabulation, { [rows]: group, [stages.field]: { places: reaching(tabulation, stages.field, stages.to) } }), base: countIn(tabulation, { [rows]: group, ...(stages.from === null ? {} : { [stages.field]: { places: reaching(tabulation, stages.field, stages.from) } }) }) })
  const happened = stages.field === 'stage' ? stages.to.toLowerCase() : `recorded as “${stages.to}”`
  return likelihoodFinding({ first: { name: `People recorded as ${others.label}`, share: share(others) }, second: { name: `people ${recorded(led)}`, share: share(led) }, focus: 'second', focusName: `people ${recorded(led)}`, happened, denominator: about.who, definition: about.definition, source: about.source })
}

/** The methods of the details panel, each with its sentence or with why it says nothing. */
export interface Method { readonly name: string; readonly says: string; readonly detail: string }

export function methodsFor(tabulation: Tabulation, rows: Field, columns: Field | null, stages: Stages | null, years: readonly { readonly name: string; readonly tabulation: Tabulation }[], about: About): readonly Method[] {
  const lead = ledGroup(tabulation, rows)
  const made: Method[] = []
  if (columns !== null) {
    made.push(together(tabulation, rows, columns, lead, about))
    const across = filledAlong(tabulation, rows, finestIn(tabulation, rows), columns, finestIn(tabulation, columns)).across
    if (lead !== null && isOrdered(columns)) {
      const levels = (group: Group): number[] => across.map((column) => countIn(tabulation, { [rows]: group, [columns]: column }))
      const order = orderFinding({ first: { name: `person ${recorded(lead.led)}`, counts: levels(lead.led) }, second: { name: `person recorded as ${lead.others.label}`, counts: levels(lead.others) }, higher: `is higher by ${inSentence(columns)}`, denominator: about.who, definition: about.definition, source: about.source })
      made.push({ name: 'Who stands higher? (Mann-Whitney)', says: said(order), detail: isRefused(order) ? '' : `U = ${order.value.u.toLocaleString('en-GB')}, p = ${order.value.p === null ? 'not given' : pInWords(order.value.p)}` })
      made.push(percentiles(tabulation, rows, columns, [lead.led, lead.others], across))
    }
    if (lead !== null) made.push(shrunk(tabulation, rows, columns, lead.led, across))
  }
  if (stages !== null && lead !== null) {
    const found = likelihood(tabulation, rows, stages, lead, about)
    made.push({ name: 'How sure is the likelihood? (Fisher’s exact test)', says: isRefused(found) ? found.refused : inWords(found.sentence.certainty), detail: isRefused(found) || found.test === null ? '' : `p = ${found.test.p === null ? 'not given' : pInWords(found.test.p)}; ${inWords(found.sentence.method)}` })
  }
  if (years.length > 1 && lead !== null) {
    const answered = groupsIn(tabulation, rows).find(({ kind }) => kind === 'answered')
    const points = answered === undefined ? [] : years.map(({ name, tabulation: at }, place) => {
      const there = ledLike(at, rows, lead)
      return { name: monthOf(name), score: place, count: countIn(at, { [rows]: there.led }), base: countIn(at, { [rows]: there.answered }) }
    })
    const trend = trendFinding({ points, group: `those who answered who are ${areInWords(lead.led, rows)}`, of: 'stock', denominator: about.who, definition: about.definition, source: about.source })
    made.push({ name: 'Is there a trend? (Cochran-Armitage)', says: said(trend), detail: isRefused(trend) ? '' : `z = ${trend.value.z.toFixed(2)}, p = ${pInWords(trend.value.p)}` })
  }
  return made
}

interface Table { readonly down: readonly Group[]; readonly across: readonly Group[]; readonly counts: readonly (readonly number[])[] }

/** Rows and columns in which there is anybody. */
function filledAlong(tabulation: Tabulation, rows: Field, down: readonly Group[], columns: Field, across: readonly Group[]): Table {
  const count = (row: Group, column: Group): number => countIn(tabulation, { [rows]: row, [columns]: column })
  const filled = down.filter((row) => across.some((column) => count(row, column) > 0))
  const along = across.filter((column) => filled.some((row) => count(row, column) > 0))
  return { down: filled, across: along, counts: filled.map((row) => along.map((column) => count(row, column))) }
}

/**
 * Whether rows and columns go together: of the finest groups, or where too few people are expected in some cells of the reporting groups, or of the group that the sentence is
 * about against everybody else who answered. Which groups were compared is said.
 */
function together(tabulation: Tabulation, rows: Field, columns: Field, lead: ReturnType<typeof ledGroup>, about: About): Method {
  const [finest, widest] = [finestIn(tabulation, rows), widestIn(tabulation, rows)]
  const downs = [finest, ...(widest.length < finest.length ? [widest] : []), ...(lead === null || finest.length <= 2 ? [] : [[lead.led, lead.others]])]
  const [fineColumns, wideColumns] = [finestIn(tabulation, columns), widestIn(tabulation, columns)]
  const tried = downs.flatMap((down) => [fineColumns, ...(wideColumns.length < fineColumns.length ? [wideColumns] : [])].map((across) => filledAlong(tabulation, rows, down, columns, across)))
  const [first] = tried
  let refused = 'There is nobody to count here.'
  for (const table of tried) {
    const { down, across, counts } = table
    const compared = first === undefined || (down.length === first.down.length && across.length === first.across.length) ? '' : `. Compared: ${listInWords(down.map(({ label }) => label))}${across.length < first.across.length ? `, by ${listInWords(across.map(({ label }) => label))}` : ''}, because some finer groups have too few people`
    if (down.length === 2 && across.length === 2) return fisherOf(counts, compared)
    const found = associationFinding({ counts, rows: inSentence(rows), columns: inSentence(columns), denominator: about.who, definition: about.definition, source: about.source })
    if (!isRefused(found)) return { name: 'Do the two go together? (chi-square)', says: said(found), detail: `χ² = ${found.value.statistic.toFixed(2)} with ${degrees(found.value.degreesOfFreedom)} of freedom, p = ${pInWords(found.value.p)}${compared}` }
    refused = found.refused
  }
  return { name: 'Do the two go together? (chi-square)', says: tried.length > 1 ? `${refused} Larger groups were tried too.` : refused, detail: '' }
}

function fisherOf([[a = 0, b = 0] = [], [c = 0, d = 0] = []]: Table['counts'], compared: string): Method {
  const name = 'Do the two go together? (Fisher’s exact test)'
  const exact = fisher(a, b, c, d)
  if (isRefused(exact)) return { name, says: exact.refused, detail: '' }
  return { name, says: exact.twoSided <= 0.05 ? 'Rows and columns go together more than chance alone would make them.' : 'Chance alone could explain how rows and columns go together.', detail: `p = ${pInWords(exact.twoSided)}${exact.sampleOddsRatio === null ? '' : `, odds ratio ${exact.sampleOddsRatio.toFixed(2)}`}${compared}` }
}

const degrees = (many: number): string => many === 1 ? '1 degree' : `${many} degrees`

/** The same group in another year’s tabulation, whose categories may stand in other places. */
function ledLike(tabulation: Tabulation, field: Field, { others }: { readonly others: Group }): { readonly led: Group; readonly answered: Group } {
  const categories = tabulation.by.find((each) => each.field === field)?.categories ?? []
  const places = categories.map((_, place) => place)
  const isOther = (place: number): boolean => categories[place]?.label === others.label || categories[place]?.parent === others.label
  return { led: { label: '', kind: 'parent', places: places.filter((place) => !isOther(place)) }, answered: { label: '', kind: 'answered', places } }
}

/** Small groups ranked with how little they rest on. */
function shrunk(tabulation: Tabulation, rows: Field, columns: Field, led: Group, across: readonly Group[]): Method {
  const answered = groupsIn(tabulation, rows).find(({ kind }) => kind === 'answered')
  const groups = across.map((column) => ({ name: column.label, count: countIn(tabulation, { [rows]: led, [columns]: column }), base: answered === undefined ? 0 : countIn(tabulation, { [rows]: answered, [columns]: column }) }))
  const found = shrink(groups)
  const name = 'Where to look first? (rates adjusted for small groups)'
  if (isRefused(found)) return { name, says: found.refused, detail: '' }
  if (found.priorSize === null) return { name, says: `Groups differ no more than chance would make them: the best estimate for each is the overall rate, ${(100 * found.overall).toFixed(1)}%.`, detail: 'Beta-binomial shrinkage (Kleinman moments)' }
  const ranked = groups.map((each, place) => ({ ...each, estimate: found.estimates[place] ?? 0 })).filter(({ base }) => base > 0).sort((one, other) => other.estimate - one.estimate)
  const told = (each: (typeof ranked)[number]): string => `${each.name} ${(100 * each.estimate).toFixed(1)}% (raw ${each.count.toLocaleString('en-GB')} of ${each.base.toLocaleString('en-GB')})`
  const inOrder = ranked.length <= 6 ? `from the highest, ${listInWords(ranked.map(told))}` : `highest ${listInWords(ranked.slice(0, 3).map(told))}; lowest ${listInWords(ranked.slice(-3).map(told))}`
  return { name, says: `Adjusted for how few people some rest on: ${inOrder}.`, detail: `Beta-binomial shrinkage (Kleinman moments), ρ = ${found.rho.toFixed(4)}. To decide where to look, never to be published in place of a protected figure.` }
}

function percentiles(tabulation: Tabulation, rows: Field, columns: Field, groups: readonly Group[], across: readonly Group[]): Method {
  const name = 'Where does the middle lie? (percentiles)'
  const lines = groups.map((group) => {
    const counts = across.map((column) => countIn(tabulation, { [rows]: group, [columns]: column }))
    const at = [0.25, 0.5, 0.75].map((part) => frequencyQuantileType7(across.map((_, place) => place), counts, part))
    const words = at.map((each) => isRefused(each) ? null : across[Math.round(each.value)]?.label ?? null)
    return words.includes(null) ? null : `${group.label}: lower quarter ${words[0]}, middle ${words[1]}, upper quarter ${words[2]}`
  })
  return { name, says: lines.includes(null) ? 'There is nobody to count here.' : `${lines.join('. ')}.`, detail: 'Percentiles over the order of the categories (type 7)' }
}

/** Fields whose categories have an order. */
export function isOrdered(field: Field): boolean {
  return ['age', 'grade', 'stage', 'score'].includes(field)
}

function said<Value>(finding: Finding<Value> | NoFigure): string {
  return isRefused(finding) ? finding.refused : inWords(plainSentence(finding))
}

function pInWords(p: number): string {
  return p < 0.0001 ? 'less than 0.0001' : p.toFixed(4)
}

/** After “people”: those of one group, or of all but the largest. */
function recorded({ label }: Group): string {
  return label.startsWith('groups other than') ? `in ${label}` : `recorded as ${label}`
}

/** After “who are”: “disabled”, “Sikh”, “of groups other than White”. */
function areInWords({ label }: Group, field: Field): string {
  return label.startsWith('groups other than') ? `of ${label}` : isQuestion(field) ? groupInSentence(label, field) : inSentence(label)
}

/** After “in”: “30 September 2026” is a day of September 2026. */
const monthOf = (day: string): string => /^\d{1,2} [A-Z][a-z]+ \d{4}$/.test(day) ? day.replace(/^\d{1,2} /, '') : day

/** "disabled" from "Disabled", "Asian …" as it is. */
function inSentence(label: string): string {
  return /^(Disabled|Not disabled|Female|Male|Age|Grade|Department|Stage|Outcome)\b/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}
