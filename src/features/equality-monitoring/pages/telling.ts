/**
 * How figures are told, on the pages of the body and on its public ones alike: a plain sentence first, then the picture, then the table, then what the
 * analyst asks for. Views of `Figures` alone: nothing here reads a database, and what is withheld has its symbol and its words and nothing else.
 */
import { shareChart, smallTrends, type Mark, type Series, type Share } from '#charts/index.ts'
import { absent, asText, asValue, symbolsUsed, type Figure } from '#disclosure/shown.ts'
import { dayInWords, listInWords, rangeInWords } from '#duty/dates.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { html, type Html } from '#html/html.ts'
import { datasetKinds, type Field } from '../dataset.ts'
import { answered, type FigureField, type Figures, type FigureTable, type FrozenFinding } from '../figures.ts'
import {
  declarationTrend, everybody, fewAnswers, findCharacteristic, findSeniorPart, findTable, findingId, findingsOfPair, goalsFor, inOrder, ledBy, listChanges, listMoves, listPairs, listQuestions, pairInTitle, partFields,
  plainSentenceOf, rangeOfShare, seniorityOf, toldOf, topGroups, topOf, trendOf, trendOfLed, type Characteristic, type Goal, type Group, type Pair, type Releases,
} from '../profile.ts'
import { fieldInAddress } from './parts.ts'

/** Where the things that a figure leads to stand: one room for the body, another for the public. */
export interface Where {
  question(question: QuestionId): string
  /** What a table or a finding rests on. */
  basis(id: string): string
}

export const gradeWords: Readonly<Record<FrozenFinding['grade'], string>> = {
  clear: 'Clear difference', possible: 'May be a difference', none: 'No clear difference', 'too few': 'Too few to tell', withheld: 'Withheld',
}

/** How sure: a shape and words. What is withheld has the same shape whatever it hides. */
export function gradeTag(grade: FrozenFinding['grade']): Html {
  return html`<span class="dr-grade dr-grade--${grade.replace(' ', '-')}">${gradeWords[grade]}</span>`
}

/** A finding as a councillor reads it, with the rest folded beneath for whoever asks. */
export function told(finding: FrozenFinding, where: Where, graded = true): Html {
  return html`<div class="dr-told"><p class="dr-told__sentence">${finding.sentence}</p>
    ${graded && finding.analysis !== 'declaration' && html`<p class="dr-told__grade">${gradeTag(finding.grade)}</p>`}
    ${howWorkedOut(finding, where)}</div>`
}

export function howWorkedOut(finding: FrozenFinding, where: Where): Html {
  const rows: readonly (readonly [string, string])[] = [
    ['What it means', finding.meaning], ['How sure we are', finding.certainty], ['What it does not mean', finding.notMeaning], ['What to ask next', finding.nextQuestion],
    ['Figure', asText(finding.value)], ['Range', howFarEitherWay(finding)], ['Compared with', finding.benchmark.state === 'shown' ? `${finding.compared}: ${asText(finding.benchmark)}` : finding.compared],
    ['Of whom', finding.base], ['How it was worked out', finding.method], ['Definition', finding.definition], ['Source', finding.source],
  ]
  return html`<details class="govuk-details dr-told__more"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">How sure this is, and how it was worked out<span class="govuk-visually-hidden">: ${finding.headline === '' ? finding.category : finding.headline}</span></span></summary>
    <div class="govuk-details__text"><dl class="dr-terms">${rows.filter(([, said]) => said !== '').map(([name, said]) => html`<div><dt>${name}</dt><dd>${said}</dd></div>`)}</dl>
    <p class="govuk-body-s govuk-!-margin-bottom-0"><a class="govuk-link" href="${where.basis(finding.id)}">What this figure rests on</a></p></div></details>`
}

/** From where to where; of nobody at all, why there is none; otherwise nothing. */
function howFarEitherWay({ low, high }: FrozenFinding): string {
  if (asValue(low) !== null && asValue(high) !== null) return `${asText(low)} to ${asText(high)}`
  return high.state === 'absent' && high.symbol === '[z]' ? high.reason : ''
}

/** The line under every table and picture: of whom, when, from where, and the way to all of it. */
export function restsOn(table: FigureTable, where: Where, of: Figure | null = null): Html {
  return html`<p class="dr-dated dr-rests">${of !== null && of.state === 'shown' && html`Of ${asText(of)} employees who answered. `}${dayInWords(table.on)}. Source: ${table.source}. <a class="govuk-link" href="${where.basis(table.id)}">What these figures rest on<span class="govuk-visually-hidden">: ${table.title}</span></a></p>`
}

/** What the symbols of a table mean: above it, where they are needed. */
export function symbolsAbove(figures: Iterable<Figure>): Html | null {
  const used = symbolsUsed(figures)
  return used.length === 0 ? null : html`<p class="dr-symbols">${used.map(({ symbol, words }) => html`<span><strong>${symbol}</strong> ${words}.</span>`)} <a class="govuk-link" href="/guide/symbols-in-tables">Why some figures are not shown</a></p>`
}

/** How many have told us, question by question: nothing else on the page can be read without it. */
export function declarationSection(figures: Figures, where: Where): Html {
  const all = listQuestions(figures).flatMap((question) => findCharacteristic(figures, question) ?? [])
  if (all.length === 0) return html``
  const [few, hidden] = [all.filter((each) => (asValue(each.declared) ?? 100) < fewAnswers), all.filter((each) => asValue(each.declared) === null)]
  return html`<section class="dr-section" aria-labelledby="told-us"><h2 class="govuk-heading-l" id="told-us">How many have told us</h2>
    <div class="dr-telling"><div class="dr-telling__words"><p class="dr-told__sentence">${hidden.length === all.length ? 'How many have answered cannot be shown here without saying something about a person.' : few.length === 0 ? 'Most employees have answered, so the shares below can be relied on as far as their ranges say.' : `Fewer than six in ten have answered about ${listInWords(few.map((each) => each.name.toLowerCase()))}. What those who are silent would have said could change these shares a lot.`}</p>
      <p class="govuk-body">Everybody may answer, nobody has to. “Prefer not to say” is a reply, but tells us nothing either way, so it is not counted as an answer here.</p></div>
    <div class="dr-telling__picture">${shareChart({ id: 'told-us-chart', title: 'Share of employees who have answered', most: 100, rows: all.map((each): Share => ({ label: each.name, value: each.declared, tone: 'third', href: where.question(each.question) })) })}
      ${all[0] && restsOn(all[0].table, where)}</div></div></section>`
}

/** What is different from the figures before, and how little that alone says. */
export function changesSection(releases: Releases, where: Where): Html | null {
  const changes = listChanges(releases)
  const moved = listMoves(releases)
  if (changes.length === 0 && moved.length === 0) return null
  const [first] = changes
  return html`<section class="dr-section" aria-labelledby="changes"><h2 class="govuk-heading-l" id="changes">What changed${first && html` since ${dayInWords(first.since)}`}</h2>
    ${moved.length > 0 && html`<div class="dr-pair">${moved.map((each) => told(each, where, false))}</div>`}
    ${changes.length > 0 && html`<dl class="dr-changes">${changes.map((each) => html`<div class="dr-changes__one"><dt>${each.label}</dt><dd><strong>${asText(each.now)}</strong> ${each.says}</dd></div>`)}</dl>
    <p class="dr-chart__note">A share can move because people joined, left, or told us for the first time. One step up or down is not yet a trend.</p>`}</section>`
}

/** A characteristic in one view: the sentence at the left and its picture at the right, with the table folded beneath. */
export function characteristicPanel(characteristic: Characteristic, releases: Releases, where: Where, goals: readonly Goal[] = []): Html {
  const slug = fieldInAddress(characteristic.question)
  const led = ledBy(characteristic)[0] ?? null
  const trend = led === null ? [] : trendOfLed(releases, characteristic.question, led)
  return html`<section class="dr-section" aria-labelledby="q-${slug}"><h3 class="govuk-heading-m dr-section__heading" id="q-${slug}"><a class="govuk-link" href="${where.question(characteristic.question)}">${characteristic.name}</a></h3>
    <div class="dr-telling"><div class="dr-telling__words">
      ${led === null ? html`<p class="dr-told__sentence">${plainSentenceOf(characteristic)}</p>` : told(led.finding, where)}
      ${silenceNote(characteristic)}${goalsTold(goalsFor(goals, characteristic))}
      ${led !== null && trend.length >= 3 && smallTrends({ id: `trend-${slug}`, title: 'Over time', series: [{ label: led.label, points: trend }], ...(led.finding.benchmark.state === 'shown' ? { level: { label: led.finding.compared, value: led.finding.benchmark } } : {}) })}
    </div><div class="dr-telling__picture">${sharePicture(characteristic, `shares-${slug}`, topGroups(characteristic), goalsFor(goals, characteristic))}
      ${restsOn(characteristic.table, where, characteristic.answered)}
      <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${characteristic.name} as a table</span></summary><div class="govuk-details__text">${groupTable(characteristic)}</div></details></div></div></section>`
}

/** What was found about a question, the most telling first; the rest folded, and what only senior grades or what changed are about left to their own places. */
export function findingsTold(characteristic: Characteristic, where: Where): Html {
  const led = ledBy(characteristic).map((each) => each.finding)
  const [first, rest] = [led.slice(0, 2), [...led.slice(2), ...characteristic.representation.filter((each) => each.grade === 'withheld')]]
  if (first.length === 0 && characteristic.declaration === null) return html`<p class="dr-told__sentence">${plainSentenceOf(characteristic)}</p>`
  return html`${first.length === 0 ? html`<p class="dr-told__sentence">${plainSentenceOf(characteristic)}</p>` : first.map((each) => told(each, where))}${characteristic.declaration !== null && told(characteristic.declaration, where)}
    ${rest.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Every other group</span></summary><div class="govuk-details__text">${rest.map((each) => told(each, where))}</div></details>`}`
}

/** The reporting groups; and where there are any, every group below them for who asks. */
export function wholePicture(characteristic: Characteristic, goals: readonly Goal[] = []): Html {
  const top = topGroups(characteristic)
  return html`${sharePicture(characteristic, 'shares', top, goals)}${top.length < characteristic.groups.length && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Every group as a picture</span></summary><div class="govuk-details__text">${sharePicture(characteristic, 'shares-of-all', characteristic.groups, goals)}</div></details>`}`
}

/** What the body wants, and how it stands, in words; the mark in the picture is only for the eye. */
export function goalsTold(goals: readonly Goal[]): Html | null {
  return goals.length === 0 ? null : html`${goals.map((each) => html`<div class="dr-note"><p class="dr-note__heading"><a class="govuk-link" href="${each.href}">Target: ${each.wants}</a></p><p><strong>${each.stands}.</strong> ${each.sentence}</p></div>`)}`
}

/** Where few have answered the reader is told at once, and not beneath. */
function silenceNote({ declared, name }: Characteristic): Html | null {
  const told = asValue(declared)
  return told === null || told >= fewAnswers ? null : html`<p class="dr-note dr-note--at-risk">Only ${asText(declared)} have answered about ${name.toLowerCase()}, so we cannot say whether a share is low or high.</p>`
}

/** One bar that takes most of the scale would make the others too short to be told apart: it is said in words instead, and stands in the table. */
const mostOfTheScale = 60

export function sharePicture(characteristic: Characteristic, id: string, groups: readonly Group[], goals: readonly Goal[] = []): Html {
  const of = characteristic.part === null ? 'employees who answered' : `those in ${characteristic.part.label} who answered`
  const leading = ledBy(characteristic)[0]?.group ?? null
  const isLarge = (each: Group): boolean => (asValue(each.share) ?? 0) > mostOfTheScale && each !== leading
  // What was found about several groups together has a bar of its own, above them.
  const together = ledBy(characteristic).filter((each) => each.group === null).map(({ finding, label, share }): Share => ({ label, value: share, low: finding.low, high: finding.high, marks: marksOf(finding) }))
  const small = groups.filter((each) => !isLarge(each))
  // Two groups of which both can be read on one scale are shown together.
  const large = small.some((each) => (asValue(each.share) ?? 0) > mostOfTheScale / 2) || small.length === 0 ? [] : groups.filter(isLarge)
  return html`${shareChart({ id, title: `${characteristic.name}: share of ${of}`, rows: [...together, ...groups.filter((each) => !large.includes(each)).map((each): Share => ({ ...shareRow(each, characteristic.answered, goals), ...(each.parent !== null && groups.some((other) => other.name === each.parent) ? { below: true } : {}) }))] })}
    ${large.length > 0 && html`<p class="dr-chart__note dr-chart__note--after">Not drawn, so that the others can be told apart: ${listInWords(large.map((each) => `${each.label}, ${asText(each.share)}`))}.</p>`}`
}

const marksOf = (finding: FrozenFinding | null): readonly Mark[] => finding !== null && finding.benchmark.state === 'shown' ? [{ kind: 'population', label: sentenceCase(finding.compared), value: finding.benchmark }] : []

function shareRow(group: Group, told: Figure, goals: readonly Goal[]): Share {
  const { name, label, share, whole, finding } = group
  const marks: Mark[] = [...marksOf(finding)]
  const goal = goals.find((each) => each.group === name && asValue(each.value) !== null)
  if (goal) marks.push({ kind: 'target', label: 'Target', value: goal.value })
  if (whole !== null) marks.push({ kind: 'whole', label: 'Whole workforce', value: whole })
  return { label, value: share, marks, ...rangeOfShare(group, told) }
}

const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** Every group with its people and its share; those who have not answered stand apart, under a line. */
export function groupTable({ name, table, part, groups, silent, answered, all }: Characteristic): Html {
  const compared = groups.some((each) => each.finding !== null && each.finding.benchmark.state === 'shown')
  const cells = [...groups.flatMap((each) => [each.count, each.share]), ...silent.flatMap((each) => [each.count, each.share]), answered, all]
  const number = (figure: Figure | null): Html => html`<td class="govuk-table__cell govuk-table__cell--numeric">${figure !== null && asText(figure)}</td>`
  const caption = `${name}${part === null ? '' : `, ${part.label}`}, ${dayInWords(table.on)}`
  return html`${symbolsAbove(cells)}<section class="dr-scroll" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">People</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Share of those who answered</th>${compared && html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">Compared with</th>`}</tr></thead>
    <tbody class="govuk-table__body">${groups.map((each) => html`<tr class="govuk-table__row${each.kind === 'parent' && html` dr-row--group`}"><th scope="row" class="govuk-table__header${each.parent !== null && groups.some((other) => other.name === each.parent) && html` dr-row__below`}">${each.label}</th>${number(each.count)}${number(each.share)}${compared && number(each.finding?.benchmark.state === 'shown' ? each.finding.benchmark : null)}</tr>`)}
      <tr class="govuk-table__row dr-row--group"><th scope="row" class="govuk-table__header">Everybody who answered</th>${number(answered)}${number(null)}${compared && number(null)}</tr>
      ${silent.map((each) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">${each.label}</th>${number(each.count)}${number(null)}${compared && number(null)}</tr>`)}
      <tr class="govuk-table__row dr-row--group"><th scope="row" class="govuk-table__header">Everybody</th>${number(all)}${number(null)}${compared && number(null)}</tr></tbody></table></section>`
}

/** Any table of one question, with a column of numbers and one of shares; or by one more field, with a row for each of its groups. */
export function tableOf(table: FigureTable, question: QuestionId): Html {
  const [own, across] = [table.by.find((each) => each.field === question), table.by.find((each) => each.field !== question)]
  if (own === undefined) return html``
  if (across !== undefined) return crossCells(table, own, across)
  const [rows, silent] = [inOrder(own), own.categories.filter((each) => each.kind === 'no answer')]
  const count = (name: string): Figure => table.count({ [question]: name })
  const share = (name: string): Figure => table.share({ [question]: name }, question)
  const caption = `${table.title}, ${periodOf(table)}`
  const line = (label: string, number: Figure, of: Figure | null, look: Html | false = false): Html => html`<tr class="govuk-table__row${look}"><th scope="row" class="govuk-table__header">${label}</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(number)}</td><td class="govuk-table__cell govuk-table__cell--numeric">${of !== null && asText(of)}</td></tr>`
  return html`${symbolsAbove([...rows.flatMap(({ name }) => [count(name), share(name)]), ...silent.map(({ name }) => count(name)), count(answered)])}<section class="dr-scroll" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">Group</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Number of ${ofWhom(table)}</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Share of those who answered</th></tr></thead>
    <tbody class="govuk-table__body">${rows.map((row) => line(row.label, count(row.name), share(row.name), row.kind === 'parent' && html` dr-row--group`))}${line('Everybody who answered', count(answered), null, html` dr-row--group`)}${silent.map((each) => line(each.label, count(each.name), null))}</tbody></table></section>`
}

const ofWhom = ({ kind }: FigureTable): string => datasetKinds.find((each) => each.kind === kind)?.of ?? 'people'
export const periodOf = ({ from, on }: Pick<FigureTable, 'from' | 'on'>): string => from === null ? dayInWords(on) : rangeInWords(from, on)

/** The two measures of the senior grades, side by side and each by its own name, because they are easily taken for each other. */
export function seniorSection(figures: Figures, question: QuestionId, where: Where): Html | null {
  const senior = findSeniorPart(figures)
  if (senior === null) return null
  const [rows, table] = [seniorityOf(figures, question, senior), findTable(figures, 'workforce', [question, senior.field])]
  if (rows.length === 0 || table === null) return null
  const slug = fieldInAddress(question)
  return html`<section class="dr-section" aria-labelledby="senior-${slug}"><h2 class="govuk-heading-l" id="senior-${slug}">${senior.label}</h2>
    <p class="govuk-body">${twoQuestions}</p>
    <div class="dr-pair"><div>${shareChart({ id: `composition-${slug}`, title: `Who is in ${senior.label}: share of the people there`, rows: rows.map((each): Share => ({ label: each.label, value: each.composition, marks: [{ kind: 'whole', label: 'Whole workforce', value: each.workforce }] })) })}</div>
    <div>${shareChart({ id: `reaching-${slug}`, title: `Who reaches ${senior.label}: share of each group’s own people`, rows: rows.map((each): Share => ({ label: each.label, value: each.reaching, tone: 'third' })) })}</div></div>
    ${restsOn(table, where)}
    ${figures.findings.filter((each) => each.analysis === 'disparity' && each.field === question && (each.grade === 'clear' || each.grade === 'possible')).slice(0, 3).map((each) => told(each, where))}</section>`
}

/** The same two measures for the groups that the profile leads with, all questions together. */
export function seniorOverview(figures: Figures, where: Where): Html | null {
  const senior = findSeniorPart(figures)
  if (senior === null) return null
  const led = listQuestions(figures).flatMap((question) => {
    const characteristic = findCharacteristic(figures, question)
    const groups = characteristic?.groups.filter((each) => each.finding !== null).map((each) => each.label) ?? []
    return seniorityOf(figures, question, senior).filter((each) => groups.includes(each.label)).map((each) => ({ ...each, href: `${where.question(question)}#senior-${fieldInAddress(question)}` }))
  })
  if (led.length === 0) return null
  return html`<section class="dr-section" aria-labelledby="senior"><h2 class="govuk-heading-l" id="senior">${senior.label}</h2>
    <p class="govuk-body">${twoQuestions}</p>
    <div class="dr-pair"><div>${shareChart({ id: 'composition', title: `Who is in ${senior.label}: share of the people there`, rows: led.map((each): Share => ({ label: each.label, href: each.href, value: each.composition, marks: [{ kind: 'whole', label: 'Whole workforce', value: each.workforce }] })) })}</div>
    <div>${shareChart({ id: 'reaching', title: `Who reaches ${senior.label}: share of each group’s own people`, rows: led.map((each): Share => ({ label: each.label, value: each.reaching, tone: 'third' })) })}</div></div></section>`
}

const twoQuestions = 'These are two different questions. The first asks who the senior people are. The second asks how many of each group get there.'

/** A characteristic by each field and question that it was counted with: where a combination has no table the reader is told why. */
export function crossTables(figures: Figures, question: QuestionId, where: Where): Html {
  const others: readonly Field[] = [...partFields, ...questions.map((each) => each.id).filter((each) => each !== question)]
  const tables = others.flatMap((other) => {
    const table = findTable(figures, 'workforce', [question, other])
    const [own, across] = [table?.by.find((each) => each.field === question), table?.by.find((each) => each.field === other)]
    return table && own && across ? [{ table, own, across }] : []
  })
  return html`${tables.map(({ table, own, across }) => crossTable(table, own, across, where))}`
}

function crossTable(table: FigureTable, own: FigureField, across: FigureField, where: Where): Html {
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">By ${across.name.toLowerCase()}</span></summary><div class="govuk-details__text">${crossCells(table, own, across)}${restsOn(table, where)}</div></details>`
}

function crossCells(table: FigureTable, own: FigureField, across: FigureField): Html {
  const [columns, rows] = [topOf(own), inOrder(across)]
  const shares = rows.map((row) => columns.map((column) => table.share({ [across.field]: row.name, [own.field]: column.name }, own.field)))
  const people = rows.map((row) => everybody(table, { [across.field]: row.name }))
  const caption = `${own.name} by ${across.name.toLowerCase()}: share of those who answered, ${periodOf(table)}`
  return html`${symbolsAbove([...people, ...shares.flat()])}<section class="dr-scroll" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">${across.name}</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Number of ${ofWhom(table)}</th>${columns.map((each) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${each.label}</th>`)}</tr></thead>
    <tbody class="govuk-table__body">${rows.map((row, place) => html`<tr class="govuk-table__row${row.kind === 'parent' && html` dr-row--group`}"><th scope="row" class="govuk-table__header${row.parent !== undefined && rows.some((each) => each.name === row.parent) && html` dr-row__below`}">${row.label}</th><td class="govuk-table__cell govuk-table__cell--numeric">${asText(people[place] ?? absent('[x]'))}</td>${(shares[place] ?? []).map((share) => html`<td class="govuk-table__cell govuk-table__cell--numeric">${asText(share)}</td>`)}</tr>`)}</tbody></table></section>`
}

/** Every group over time, each in a small picture of its own. Two points are “then” and “now”; a trend has three at least. */
export function trendSection(releases: Releases, characteristic: Characteristic): Html | null {
  const groups = topGroups(characteristic)
  const seriesOf = (some: readonly Group[]): readonly Series[] => some.map((each) => ({ label: each.label, points: trendOf(releases, characteristic.question, each.name, characteristic.part) })).filter((each) => each.points.length >= 3)
  const isLarge = (each: Group): boolean => (asValue(each.share) ?? 0) > mostOfTheScale
  const [series, large] = [seriesOf(groups.filter((each) => !isLarge(each))), seriesOf(groups.filter(isLarge))]
  const answered = characteristic.part === null ? declarationTrend(releases, characteristic.question) : []
  if (series.length + large.length === 0) return null
  return html`<section class="dr-section" aria-labelledby="over-time"><h2 class="govuk-heading-l" id="over-time">Over time</h2>
    <p class="govuk-body">Small pictures that stand together have one scale. A line stops where a figure is not shown. The same people are counted again each time, so a rise can come from people who joined, left, or told us for the first time.</p>
    ${series.length > 0 && smallTrends({ id: 'over-time-groups', title: `${characteristic.name}: share of those who answered`, series })}
    <div class="dr-pair">${large.length > 0 && smallTrends({ id: 'over-time-large', title: 'The largest group, on a scale of its own', series: large })}
    ${answered.length >= 3 && smallTrends({ id: 'over-time-answered', title: `How many have answered about ${characteristic.name.toLowerCase()}`, series: [{ label: 'Have answered', tone: 'third', points: answered }] })}</div></section>`
}

/** Two questions together: what is found of each group, its picture beside it and its table beneath. Nothing where no pair was counted. */
export function pairsSection(figures: Figures, where: Where): Html | null {
  const pairs = listPairs(figures)
  return pairs.length === 0 ? null : html`<section class="dr-section" aria-labelledby="together"><h2 class="govuk-heading-l" id="together">Two questions together</h2>
    <p class="govuk-body">Shares are of those who answered both questions. The groups are smaller here, so more is withheld.</p>
    ${pairs.map((each) => pairPanel(each, figures, where))}</section>`
}

function pairPanel(pair: Pair, figures: Figures, where: Where): Html {
  const { table, rows, columns } = pair
  const slug = `${fieldInAddress(columns.field)}-${fieldInAddress(rows.field)}`
  const findings = findingsOfPair(figures, pair)
  const [said, silent] = [findings.filter(({ grade }) => grade !== 'withheld' && grade !== 'too few'), findings.filter(({ grade }) => grade === 'withheld' || grade === 'too few')]
  const [first, rest] = [said.slice(0, 2), [...said.slice(2), ...silent]]
  return html`<section aria-labelledby="pair-${slug}"><h3 class="govuk-heading-m dr-section__heading" id="pair-${slug}">${pairInTitle(pair)}</h3>
    <div class="dr-telling"><div class="dr-telling__words">
      ${first.length === 0 ? html`<p class="dr-told__sentence">${noPairSaid}</p>` : first.map((each) => told(each, where))}
      ${rest.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Every other group<span class="govuk-visually-hidden">: ${pairInTitle(pair)}</span></span></summary><div class="govuk-details__text">${rest.map((each) => told(each, where))}</div></details>`}
    </div><div class="dr-telling__picture">${pairPictures(pair, figures, `pair-${slug}`)}
      ${restsOn(table, where)}
      <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${pairInTitle(pair)} as a table</span></summary><div class="govuk-details__text">${pairTable(pair)}</div></details></div></div></section>`
}

/** In place of a sentence where none can be said. */
export const noPairSaid = 'No group can be told apart here: there are too few people, or what it needs is withheld to protect them.'

/** One picture for each group that is told of: its share of every group of the other question, with the share of everybody who answered both. */
export function pairPictures(pair: Pair, figures: Figures, id: string): Html {
  const { table, rows, columns } = pair
  const findings = findingsOfPair(figures, pair)
  return html`${toldOf(pair).map((column, place) => shareChart({
    id: `${id}-${place + 1}`, title: `${column.label}: share of each group by ${rows.name.toLowerCase()}`,
    rows: inOrder(rows).map((row): Share => {
      const finding = findings.find((each) => each.id === findingId(pair, row.name, column.name))
      const below = row.parent !== undefined && inOrder(rows).some((each) => each.kind === 'parent' && each.name === row.parent)
      return {
        label: row.label, value: table.share({ [rows.field]: row.name, [columns.field]: column.name }, columns.field), ...(below ? { below } : {}), ...(finding === undefined ? {} : { low: finding.low, high: finding.high }),
        marks: [{ kind: 'whole', label: 'Whole workforce', value: table.share({ [rows.field]: answered, [columns.field]: column.name }, columns.field) }],
      }
    }).filter((row) => row.below !== true || asValue(row.value) !== null),
  }))}`
}

/** How many people there are of each group, and of each the share of every group of the other question. */
function pairTable({ table, rows, columns }: Pair): Html {
  const [across, down] = [topOf(columns), inOrder(rows)]
  const lines = [...down.map((row) => ({ name: row.name, label: row.label, group: row.kind === 'parent', below: row.parent !== undefined && down.some((each) => each.name === row.parent) })), { name: answered, label: 'Everybody who answered both', group: true, below: false }]
  const cells = lines.map(({ name }) => ({ both: table.count({ [rows.field]: name, [columns.field]: answered }), of: across.map((column) => { const at = { [rows.field]: name, [columns.field]: column.name }; return { count: table.count(at), share: table.share(at, columns.field) } }) }))
  const caption = `${columns.name} and ${rows.name.toLowerCase()}, ${periodOf(table)}`
  const number = (figure: Figure): Html => html`<td class="govuk-table__cell govuk-table__cell--numeric">${asText(figure)}</td>`
  return html`${symbolsAbove(cells.flatMap(({ both, of }) => [both, ...of.flatMap(({ count, share }) => [count, share])]))}<section class="dr-scroll" tabindex="0" aria-label="${caption}"><table class="govuk-table dr-table dr-table--stays"><caption class="govuk-table__caption govuk-table__caption--s">${caption}</caption>
    <thead class="govuk-table__head"><tr class="govuk-table__row"><th scope="col" class="govuk-table__header">${rows.name}</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Answered both</th>${across.map(({ label }) => html`<th scope="col" class="govuk-table__header govuk-table__header--numeric">${label}</th><th scope="col" class="govuk-table__header govuk-table__header--numeric">Share<span class="govuk-visually-hidden"> who are ${label}</span></th>`)}</tr></thead>
    <tbody class="govuk-table__body">${lines.map((line, place) => html`<tr class="govuk-table__row${line.group && html` dr-row--group`}"><th scope="row" class="govuk-table__header${line.below && html` dr-row__below`}">${line.label}</th>${cells[place] && html`${number(cells[place].both)}${cells[place].of.map(({ count, share }) => html`${number(count)}${number(share)}`)}`}</tr>`)}</tbody></table></section>`
}

/** Which proof the figures have, in words that anybody can follow. */
export function auditNote({ audit }: Figures, where: Where): Html {
  return html`<div class="dr-note"><p class="dr-note__heading">Protected, and checked</p><p>${audit.sentence}</p>
    <p>${audit.withheld === 0 ? 'No figure had to be withheld.' : `${audit.withheld.toLocaleString('en-GB')} of ${audit.figures.toLocaleString('en-GB')} figures are withheld, marked [c].`} <a class="govuk-link" href="${where.basis('audit')}">The proof, and what all figures rest on</a></p></div>`
}

/** Notes for readers: scope, definitions, what a range means. */
export function notesList({ notes }: Pick<Figures, 'notes'>): Html {
  return html`<ul class="govuk-list govuk-list--bullet">${notes.map((each) => html`<li>${each}</li>`)}</ul>`
}
