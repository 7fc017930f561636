/**
 * What the figures of a release say, with how sure it is. Findings are made of what readers are shown and of nothing else: where one number that a finding
 * needs is withheld, its value, its range, its grade and its words are withheld with it. Pure.
 */
import { citedFigure, derived } from '#disclosure/gate.ts'
import { absent, asValue, asWords, withheld, type Figure } from '#disclosure/shown.ts'
import { lowerFirst } from '#duty/capital.ts'
import { dayInWords, rangeInWords } from '#duty/dates.ts'
import { isRefused } from '#duty/refused.ts'
import { groupInSentence } from '#duty/monitoring/in-sentences.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { trendFinding } from '#statistics/cochran-armitage.ts'
import { disparityFinding } from '#statistics/disparity-ratio.ts'
import { eventRateFinding } from '#statistics/event-rate.ts'
import type { Interval, NoFigure } from '#statistics/figure.ts'
import { gradeFamily, plainSentence, type Finding } from '#statistics/finding.ts'
import { pipelineFinding } from '#statistics/pipeline.ts'
import { jointShareFinding } from '#statistics/joint-share.ts'
import { likelihoodFinding } from '#statistics/relative-likelihood.ts'
import { representationFinding } from '#statistics/representation.ts'
import { inWords } from '#statistics/sentence.ts'
import { stockFlowFinding } from '#statistics/stock-flow.ts'
import { surveyFinding, topTwoOf } from '#statistics/survey.ts'
import { datasetKinds, type DatasetKind } from './dataset.ts'
import { answered, type FigureField, type Figures, type FigureTable, type FrozenFinding } from './figures.ts'
import { findingId, listPairs, printedShare, toldOf, topOf as rowsOf, type Pair } from './profile.ts'
import { reachedOf } from './reached.ts'

/** What a workforce is put beside, as the community profile gives it. */
export interface BenchmarkForFindings {
  readonly question: QuestionId
  readonly label: string
  readonly part: number
  readonly whole: number
  readonly definition: string
  readonly population: string
  readonly area: string
  readonly on: string
  readonly source: string
  readonly match: string
}

/** @param earlier figures that the same readers have, of other days: for trends and for what changed */
export function findingsOf(figures: Figures, benchmarks: readonly BenchmarkForFindings[], earlier: readonly Figures[]): readonly FrozenFinding[] {
  const found = questions.flatMap(({ id }) => [
    ...declarations(figures, id), ...representations(figures, id, benchmarks), ...disparities(figures, id), ...movements(figures, id, earlier), ...trends(figures, id, earlier),
    ...stagesOf(figures, id), ...events(figures, id), ...endings(figures, id), ...opinions(figures, id),
  ]).concat(rates(figures, earlier), listPairs(figures).flatMap(together))
  const families = new Map<string, Draft[]>()
  for (const each of found) families.set(each.family, [...(families.get(each.family) ?? []), each])
  return [...families.values()].flatMap((family) => {
    const graded = gradeFamily(family.map((each) => each.finding))
    return family.flatMap((each, at) => freezeFinding(each, graded[at] ?? each.finding))
  })
}

/** A finding before its family has been graded. */
interface Draft {
  readonly id: string
  readonly analysis: FrozenFinding['analysis']
  readonly question: QuestionId | 'everybody'
  readonly kind: DatasetKind
  readonly category: string
  readonly compared: string
  /** Read together with the others of its family: one section of the report, one kind of event. */
  readonly family: string
  readonly inputs: readonly Figure[]
  readonly finding: Finding<unknown> | NoFigure
  readonly value: (finding: Finding<unknown>) => Said
  readonly benchmark: Figure
  readonly table: FigureTable
}

/** `rate`: so many for every thousand; `points`: a difference of two shares. */
interface Said { readonly unit: 'share' | 'ratio' | 'people' | 'rate' | 'points'; readonly value: number | null; readonly interval: Interval | null }

function freezeFinding({ id, analysis, question, kind, category, compared, inputs, value, benchmark, table }: Draft, finding: Finding<unknown> | NoFigure): FrozenFinding[] {
  const about = { id, analysis, field: question, kind, category, compared, definition: table.definition, source: table.source } as const
  if (inputs.some(({ state }) => state !== 'shown')) return [{ ...about, ...nothingSaid, grade: 'withheld', value: withheld, low: withheld, high: withheld, benchmark, sentence: `A number that this rests on is withheld to protect people, so nothing is said of ${category}.` }]
  if (isRefused(finding)) {
    if (finding.reason === 'no-data') return []
    const none = absent('[u]', finding.refused)
    return [{ ...about, ...nothingSaid, grade: 'too few', value: none, low: none, high: none, benchmark, sentence: finding.refused }]
  }
  const said = value(finding)
  const figure = (number: number | null | undefined): Figure => (number === null || number === undefined ? absent('[x]') : derived(inputs, { definition: finding.definition, base: `of ${finding.denominator}` }, () => printed(number, said.unit, finding.base)))
  const { headline, meaning, certainty, notMeaning, nextQuestion, method } = finding.sentence
  // Of none there is no range: half a person is not added to make one.
  const end = (number: number | undefined): Figure => (said.unit === 'ratio' && said.value === 0 && number === undefined ? absent('[z]', 'It was true of nobody in this group, so there is no range.') : figure(number))
  return [{
    ...about, value: figure(said.value), low: end(said.interval?.low), high: end(said.interval?.high), benchmark, grade: finding.evidence ?? 'none', sentence: inWords(plainSentence(finding)),
    headline: inWords(headline), meaning: inWords(meaning), certainty: inWords(certainty), notMeaning: inWords(notMeaning), nextQuestion: inWords(nextQuestion), method: [finding.method, inWords(method)].join('. '), base: finding.denominator, definition: finding.definition, source: finding.source,
  }]
}

const nothingSaid = { headline: '', meaning: '', certainty: '', notMeaning: '', nextQuestion: '', method: '', base: '' } as const

function printed(number: number, unit: Said['unit'], base: number): { readonly text: string; readonly value: number } {
  if (unit === 'ratio') return { text: number === 0 ? '0' : number.toFixed(2), value: Math.round(number * 100) / 100 }
  if (unit === 'people') return { text: Math.round(number).toLocaleString('en-GB'), value: Math.round(number) }
  if (unit === 'rate') return { text: number.toFixed(1), value: Math.round(number * 10) / 10 }
  const share = printedShare(number, base)
  return unit === 'points' ? { text: `${share.text.slice(0, -1).replace(/^-(0(?:\.0)?)$/, '$1')} points`, value: share.value } : share
}

const findTable = (figures: Figures, kind: DatasetKind, ...by: readonly string[]): FigureTable | undefined =>
  figures.tables.find((each) => each.kind === kind && each.by.length === by.length && by.every((name) => each.by.some(({ field }) => field === name)))
const whoIn = (kind: DatasetKind): string => datasetKinds.find((each) => each.kind === kind)?.of ?? 'people'
const numberIn = (figure: Figure): number => asValue(figure) ?? 0

interface Group { readonly name: string; readonly label: string; readonly words: string }

/** The groups that are compared: the broad ones where there are any, else the categories. */
function groupsOf(table: FigureTable, question: QuestionId): readonly Group[] {
  const field = table.by.find((each) => each.field === question)
  return field === undefined ? [] : topOf(field).map(({ name, label }) => ({ name, label, words: groupInSentence(label, question) }))
}

function topOf({ categories }: FigureField): FigureField['categories'] {
  const parents = categories.filter(({ kind, name }) => kind === 'parent' && name !== answered)
  return [...parents, ...categories.filter(({ kind, parent }) => kind === 'category' && !parents.some(({ name }) => name === parent))]
}

/** The largest group whose number is shown: what the others are compared with. */
function referenceIn(groups: readonly Group[], count: (group: Group) => Figure): Group | undefined {
  return groups.reduce<Group | undefined>((largest, each) => (numberIn(count(each)) > (largest === undefined ? 0 : numberIn(count(largest))) ? each : largest), undefined)
}

function declarations(figures: Figures, question: QuestionId): Draft[] {
  const table = findTable(figures, 'workforce', question)
  if (table === undefined) return []
  const [told, all] = [table.count({ [question]: answered }), table.count({})]
  const [count, base] = [numberIn(told), numberIn(all)]
  const few = 10 * count < 6 * base
  const finding: Finding<unknown> | NoFigure = base < 20 ? { refused: 'There are too few people to give a percentage.', reason: base === 0 ? 'no-data' : 'too-few' } : {
    value: count / base, interval: null, base, denominator: whoIn('workforce'), method: 'Declaration rate', definition: table.definition, source: table.source, test: null, evidence: null,
    sentence: {
      headline: [`${asWords(told)} of ${asWords(all)} ${whoIn('workforce')} have answered: ${printed(count / base, 'share', base).text}.`],
      meaning: few ? ['So many have not answered that we cannot say whether a share is low or high.'] : [], certainty: [], notMeaning: ['Somebody who prefers not to say has not told us either way.'],
      nextQuestion: ['What would make more people willing to answer?'], method: ['Those who answered with a category, of everybody.'], plain: ['headline', 'meaning'],
    },
  }
  return [{ id: `declaration: ${question}`, analysis: 'declaration', question, kind: 'workforce', category: answered, compared: '', family: `declaration ${question}`, inputs: [told, all], finding, value: () => ({ unit: 'share', value: count / base, interval: null }), benchmark: absent('[x]'), table }]
}

function representations(figures: Figures, question: QuestionId, benchmarks: readonly BenchmarkForFindings[]): Draft[] {
  const table = findTable(figures, 'workforce', question)
  const field = table?.by[0]
  if (table === undefined || field === undefined) return []
  return field.categories.filter(({ kind, name }) => kind !== 'no answer' && name !== answered).flatMap(({ name, label }): Draft[] => {
    const benchmark = benchmarks.find((each) => each.question === question && sameWords(each.label, label))
    if (benchmark === undefined || benchmark.whole === 0) return []
    const inputs = [table.count({ [question]: name }), table.count({ [question]: answered }), table.count({})]
    const [count = 0, declared = 0, all = 0] = inputs.map(numberIn)
    const share = (benchmark.part / benchmark.whole).toFixed(5)
    const words = groupInSentence(label, question)
    const finding = representationFinding({
      numbers: { count, declared, all }, who: whoIn('workforce'), are: words, group: `${whoIn('workforce')} who are ${words}`, definition: table.definition, source: table.source,
      benchmark: { share, population: `${benchmark.population} of ${benchmark.area}`, definition: benchmark.definition, geography: benchmark.area, date: dayInWords(Temporal.PlainDate.from(benchmark.on)), source: benchmark.source, mismatch: benchmark.match },
    })
    return [{
      id: `representation: ${question}: ${name}`, analysis: 'representation', question, kind: 'workforce', category: name, compared: `${benchmark.population}, ${benchmark.area}`, family: 'representation', inputs, finding, table,
      value: ({ interval }) => ({ unit: 'share', value: count / declared, interval }),
      benchmark: citedFigure({ text: `${(100 * Number(share)).toFixed(1)}%`, value: Number((100 * Number(share)).toFixed(1)), base: benchmark.population, on: benchmark.on, source: benchmark.source, definition: benchmark.definition }),
    }]
  })
}

const sameWords = (one: string, other: string): boolean => one.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim() === other.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()

/** Two questions together: of each group of the one, how many are of a group of the other, beside everybody else who answered both. */
function together(pair: Pair): Draft[] {
  const { table, rows, columns } = pair
  const question = questions.find(({ id }) => id === columns.field)?.id
  const [inRows, who] = [questions.find(({ id }) => id === rows.field)?.id, whoIn('workforce')]
  if (question === undefined || inRows === undefined) return []
  return toldOf(pair).flatMap(({ name: told, label: are }) => rowsOf(rows).map(({ name, label }): Draft => {
    const inputs = [[name, told], [name, answered], [answered, told], [answered, answered]].map(([row = '', column = '']) => table.count({ [rows.field]: row, [columns.field]: column }))
    const [count = 0, base = 0, all = 0, everybody = 0] = inputs.map(numberIn)
    return {
      id: findingId(pair, name, told), analysis: 'intersection', question, kind: 'workforce', category: `${label}, ${groupInSentence(are, question)}`, compared: 'Everybody else who answered both', family: `intersection ${table.id}`, inputs, table, benchmark: absent('[x]'),
      finding: jointShareFinding({ group: `${who} who are ${groupInSentence(label, inRows)}`, share: { count, base }, others: `the other ${who}`, otherShare: { count: all - count, base: everybody - base }, are: groupInSentence(are, question), definition: table.definition, source: table.source }),
      value: ({ interval }) => ({ unit: 'share', value: base === 0 ? null : count / base, interval }),
    }
  }))
}

/** How many more of the reference group are above the senior line, for each below it. */
function disparities(figures: Figures, question: QuestionId): Draft[] {
  const table = findTable(figures, 'workforce', question, 'grade')
  const grades = table?.by.find(({ field }) => field === 'grade')
  const [senior, other] = [grades?.categories.find(({ kind }) => kind === 'parent'), grades?.categories.find(({ kind }) => kind === 'category')]
  if (table === undefined || senior === undefined || other === undefined) return []
  const groups = groupsOf(table, question)
  const at = (group: Group, grade: string): Figure => table.count({ [question]: group.name, grade })
  const reference = referenceIn(groups, (group) => table.count({ [question]: group.name }))
  if (reference === undefined) return []
  return groups.filter((each) => each !== reference).map((focus): Draft => {
    const inputs = [reference, focus].flatMap((group) => [at(group, senior.name), at(group, other.name)])
    const [referenceUpper = 0, referenceLower = 0, upper = 0, lower = 0] = inputs.map(numberIn)
    const who = whoIn('workforce')
    return {
      id: `disparity: ${question}: ${focus.name}`, analysis: 'disparity', question, kind: 'workforce', category: focus.name, compared: reference.name, family: 'disparity', inputs, table, benchmark: absent('[x]'),
      finding: disparityFinding({ reference: { name: `${who} who are ${reference.words}`, bands: { upper: referenceUpper, lower: referenceLower } }, focus: { name: `${who} who are ${focus.words}`, bands: { upper, lower } }, upper: lowerFirst(senior.label), lower: lowerFirst(other.label), definition: table.definition, source: table.source }),
      value: ({ interval }) => ({ unit: 'ratio', value: upper === 0 || lower === 0 || referenceLower === 0 ? null : (referenceUpper * lower) / (referenceLower * upper), interval }),
    }
  })
}

/** From stage to stage of recruitment: each application is counted at the last stage that it reached. */
function stagesOf(figures: Figures, question: QuestionId): Draft[] {
  const table = findTable(figures, 'applicants', question, 'stage')
  const stage = table?.by.find(({ field }) => field === 'stage')
  const stages = stage?.categories.filter(({ kind }) => kind === 'category') ?? []
  if (table === undefined || stage === undefined || stages.length < 2) return []
  const groups = groupsOf(table, question)
  const reached = (group: Group): readonly Figure[] => reachedOf(table, { [question]: group.name }, stage, group.label)
  const reference = referenceIn(groups, (group) => table.count({ [question]: group.name }))
  if (reference === undefined) return []
  return groups.filter((each) => each !== reference).flatMap((focus): Draft[] => {
    const figures = [reached(focus), reached(reference)] as const
    const [ours, theirs] = [figures[0].map(numberIn), figures[1].map(numberIn)]
    const common = { question, kind: 'applicants' as const, category: focus.name, compared: reference.name, table, benchmark: absent('[x]') }
    // A comparison of two stages rests on those two: what is withheld between them says nothing of it.
    const inputsAt = (...places: readonly number[]): readonly Figure[] => figures.flatMap((each) => places.map((place) => each[place] ?? absent('[x]')))
    const named = (stage: number): string => lowerFirst(stages[stage]?.label ?? '')
    const steps = stages.slice(1).map((_, from) => ({ from, to: from + 1 }))
    const ends = [...new Map([{ from: 0, to: 1 }, { from: 1, to: stages.length - 1 }].filter(({ from, to }) => to > from).map((each) => [`${each.from} ${each.to}`, each])).values()]
    return [
      ...ends.map(({ from, to }): Draft => ({
        ...common, inputs: inputsAt(from, to), id: `likelihood: ${question}: ${named(from)} to ${named(to)}: ${focus.name}`, analysis: 'likelihood', family: `likelihood applicants ${from} ${to}`,
        finding: likelihoodFinding({
          first: { name: `Applicants who are ${focus.words} and were ${named(from)}`.replace(' and were applied', ''), share: { count: ours[to] ?? 0, base: ours[from] ?? 0 } }, second: { name: `those who are ${reference.words}`, share: { count: theirs[to] ?? 0, base: theirs[from] ?? 0 } },
          focus: 'first', focusName: `applicants who are ${focus.words}`, happened: named(to), denominator: from === 0 ? 'applicants' : `applicants who were ${named(from)}`, definition: table.definition, source: table.source,
        }),
        value: ({ interval }) => ({ unit: 'ratio', value: ratioOf(ours[to], ours[from], theirs[to], theirs[from]), interval }),
      })),
      ...(steps.length < 2 ? [] : [{
        ...common, inputs: figures.flat(), id: `pipeline: ${question}: ${focus.name}`, analysis: 'pipeline' as const, family: 'pipeline applicants',
        finding: pipelineFinding({ focus: { name: `applicants who are ${focus.words}`, stages: ours }, reference: { name: `applicants who are ${reference.words}`, rate: reference.words.toLowerCase() === reference.label.toLowerCase() ? reference.words : `“${reference.label}”`, stages: theirs }, steps: steps.map(({ to }) => ({ at: `the step to ${named(to)}`, are: named(to) })), definition: table.definition, source: table.source }),
        value: () => ({ unit: 'ratio' as const, value: ratioOf(ours.at(-1), ours[0], theirs.at(-1), theirs[0]), interval: null }),
      }]),
    ]
  })
}

function ratioOf(count = 0, base = 0, otherCount = 0, otherBase = 0): number | null {
  return base === 0 || otherBase === 0 || otherCount === 0 ? null : (count * otherBase) / (base * otherCount)
}

const happened: { readonly [kind in DatasetKind]?: string } = {
  'disciplinary': 'in a formal disciplinary process', 'grievance': 'people who raised a grievance', 'harassment': 'people who reported harassment or bullying', 'training received': 'trained', 'training applied': 'people who asked for training', 'leavers': 'people who left', 'promotions': 'promoted',
}

/** What happened to people at work, of all who work here. */
function events(figures: Figures, question: QuestionId): Draft[] {
  const workforce = findTable(figures, 'workforce', question)
  if (workforce === undefined) return []
  return datasetKinds.flatMap(({ kind }): Draft[] => {
    const [table, words] = [findTable(figures, kind, question), happened[kind]]
    if (table === undefined || words === undefined) return []
    const groups = groupsOf(workforce, question)
    const reference = referenceIn(groups, (group) => workforce.count({ [question]: group.name }))
    if (reference === undefined) return []
    return groups.filter((each) => each !== reference).map((focus): Draft => {
      const inputs = [focus, reference].flatMap((group) => [table.count({ [question]: group.name }), workforce.count({ [question]: group.name })])
      const [count = 0, base = 0, otherCount = 0, otherBase = 0] = inputs.map(numberIn)
      return {
        id: `likelihood: ${question}: ${kind}: ${focus.name}`, analysis: 'likelihood', question, kind, category: focus.name, compared: reference.name, family: `likelihood ${kind}`, inputs, table, benchmark: absent('[x]'),
        finding: likelihoodFinding({
          first: { name: `Employees who are ${focus.words}`, share: { count, base } }, second: { name: `those who are ${reference.words}`, share: { count: otherCount, base: otherBase } }, focus: 'first', focusName: `employees who are ${focus.words}`, happened: words,
          denominator: whoIn('workforce'), definition: table.definition, source: `${table.source}; ${workforce.source}`,
        }),
        value: ({ interval }) => ({ unit: 'ratio', value: ratioOf(count, base, otherCount, otherBase), interval }),
      }
    })
  })
}

/** How a process is hoped to end, by the words that extracts have for it. Where nothing is called so, nothing is compared. */
const hopedFor: { readonly [kind in DatasetKind]?: RegExp } = { 'probation': /\b(pass|confirm|complet)/i, 'career grades': /\b(progress|promot|moved|advanc)/i }
const notSo = /\b(not|un|fail|no)\b/i

/** Of those whose probation ended, or who are on a career grade: who passed, who moved up. */
function endings(figures: Figures, question: QuestionId): Draft[] {
  return datasetKinds.flatMap(({ kind, of }): Draft[] => {
    const [table, hoped] = [findTable(figures, kind, question, 'outcome'), hopedFor[kind]]
    const ending = hoped === undefined ? undefined : table?.by.find(({ field }) => field === 'outcome')?.categories.find(({ label, kind: is }) => is === 'category' && hoped.test(label) && !notSo.test(label))
    if (table === undefined || ending === undefined) return []
    const groups = groupsOf(table, question)
    const reference = referenceIn(groups, (group) => table.count({ [question]: group.name }))
    if (reference === undefined) return []
    return groups.filter((each) => each !== reference).map((focus): Draft => {
      const inputs = [focus, reference].flatMap((group) => [table.count({ [question]: group.name, outcome: ending.name }), table.count({ [question]: group.name })])
      const [count = 0, base = 0, otherCount = 0, otherBase = 0] = inputs.map(numberIn)
      const who = kind === 'probation' ? 'employees whose probation ended' : 'employees on a career grade'
      return {
        id: `likelihood: ${question}: ${kind} ${ending.name}: ${focus.name}`, analysis: 'likelihood', question, kind, category: focus.name, compared: reference.name, family: `likelihood ${kind}`, inputs, table, benchmark: absent('[x]'),
        finding: likelihoodFinding({
          first: { name: `${who.charAt(0).toUpperCase()}${who.slice(1)} and who are ${focus.words}`, share: { count, base } }, second: { name: `those who are ${reference.words}`, share: { count: otherCount, base: otherBase } }, focus: 'first', focusName: `${who} and who are ${focus.words}`, happened: `recorded as “${ending.label}”`,
          denominator: of, definition: table.definition, source: table.source,
        }),
        value: ({ interval }) => ({ unit: 'ratio', value: ratioOf(count, base, otherCount, otherBase), interval }),
      }
    })
  })
}

const reported: { readonly [kind in DatasetKind]?: string } = { 'grievance': 'employees raised a grievance', 'disciplinary': 'employees were in a formal disciplinary process', 'harassment': 'employees reported harassment or bullying' }
const perThousand = 1000

/** How often it happened at all, for every thousand employees, beside the period before. Who it happened to is said by likelihoods. */
function rates(figures: Figures, earlier: readonly Figures[]): Draft[] {
  const workforce = findTable(figures, 'workforce')
  if (workforce === undefined) return []
  return datasetKinds.flatMap(({ kind }): Draft[] => {
    const [table, words] = [findTable(figures, kind), reported[kind]]
    const from = table?.from ?? null
    if (table === undefined || words === undefined || from === null) return []
    // The last period that had ended when this one began, with the workforce of the same release.
    const before = earlier.map((each) => ({ events: findTable(each, kind), staff: findTable(each, 'workforce') })).find(({ events, staff }) => events?.from != null && staff !== undefined && Temporal.PlainDate.compare(events.on, from) < 0)
    const inputs = [table.count({}), workforce.count({}), ...(before?.events === undefined || before.staff === undefined ? [] : [before.events.count({}), before.staff.count({})])]
    const [events = 0, population = 0, eventsBefore, populationBefore] = inputs.map(numberIn)
    const shared = { happened: words, population: whoIn('workforce'), per: perThousand, definition: table.definition, source: `${table.source}; ${workforce.source}` }
    const finding = eventRateFinding({
      numbers: { events, population }, ...shared, ...(before?.events === undefined || eventsBefore === undefined || populationBefore === undefined ? {} : { before: { numbers: { events: eventsBefore, population: populationBefore }, name: before.events.from === null ? dayInWords(before.events.on) : rangeInWords(before.events.from, before.events.on) } }),
    })
    // A rate with nothing beside it compares nothing: it is told, and graded as no more than that.
    return [{ id: `event rate: ${kind}`, analysis: 'event rate', question: 'everybody', kind, category: 'Everybody', compared: before?.events === undefined ? '' : dayInWords(before.events.on), family: `event rate ${kind}`, inputs, finding: asEmployees(finding), table, benchmark: absent('[x]'), value: ({ interval }) => ({ unit: 'rate', value: population === 0 ? null : (perThousand * events) / population, interval }) }]
  })
}

/** These are employees and no events: nobody is in an extract of cases twice. */
function asEmployees<Value>(finding: Finding<Value> | NoFigure): Finding<Value> | NoFigure {
  return isRefused(finding) ? finding : { ...finding, sentence: { ...finding.sentence, method: ['Each employee counts once. The range of the rate is exact for chance alone.'] } }
}

/** What people said of a service or of working here, from the worst answer to the best: the two best together, for one group beside another. */
function opinions(figures: Figures, question: QuestionId): Draft[] {
  const table = findTable(figures, 'satisfaction', question, 'score')
  const scale = (table?.by.find(({ field }) => field === 'score')?.categories ?? []).filter(({ kind }) => kind === 'category')
  if (table === undefined || scale.length < 3 || scale.length > 11 || scale.some(({ label }, at) => !Number.isFinite(Number(label)) || Number(label) <= Number(scale[at - 1]?.label ?? -Infinity))) return []
  const groups = groupsOf(table, question)
  const answers = (group: Group): readonly Figure[] => scale.map(({ name }) => table.count({ [question]: group.name, score: name }))
  const reference = referenceIn(groups, (group) => table.count({ [question]: group.name }))
  if (reference === undefined) return []
  const best = scale.slice(-2).map(({ label }) => label)
  return groups.filter((each) => each !== reference).map((focus): Draft => {
    const [ours, theirs] = [answers(focus), answers(reference)]
    return {
      id: `satisfaction: ${question}: ${focus.name}`, analysis: 'satisfaction', question, kind: 'satisfaction', category: focus.name, compared: reference.name, family: 'satisfaction', inputs: [...ours, ...theirs], table, benchmark: absent('[x]'),
      finding: surveyFinding({ first: { name: `people who are ${focus.words}`, answers: ours.map(numberIn) }, second: { name: `those who are ${reference.words}`, answers: theirs.map(numberIn) }, agree: `gave one of the two best answers (${best.join(' or ')} of ${scale.at(-1)?.label ?? ''})`, definition: table.definition, source: table.source }),
      value: ({ interval }) => ({ unit: 'points', value: differenceOf(ours, theirs), interval }),
    }
  })
}

function differenceOf(ours: readonly Figure[], theirs: readonly Figure[]): number | null {
  const [one, other] = [ours, theirs].map((answers) => topTwoOf(answers.map(numberIn)))
  return one === undefined || other === undefined || one.base === 0 || other.base === 0 ? null : one.count / one.base - other.count / other.base
}

/** What changed between two snapshots, where those who joined and left explain all of it. Where answers changed too, the extracts alone cannot say by how many. */
function movements(figures: Figures, question: QuestionId, earlier: readonly Figures[]): Draft[] {
  const [end, joined, left] = [findTable(figures, 'workforce', question), findTable(figures, 'starters', question), findTable(figures, 'leavers', question)]
  const from = joined?.from
  if (end === undefined || joined === undefined || left === undefined || from === null || from === undefined) return []
  const start = earlier.map((each) => findTable(each, 'workforce', question)).find((each) => each?.on.equals(from.subtract({ days: 1 })))
  if (start === undefined) return []
  return groupsOf(end, question).flatMap((group): Draft[] => {
    const inputs = [start, joined, left, end].map((table) => table.count({ [question]: group.name }))
    const [was = 0, came = 0, went = 0, is = 0] = inputs.map(numberIn)
    const withoutRecodes = { start: was, joined: came, left: went, newlyDeclared: 0, withdrawn: 0, end: is }
    const finding = stockFlowFinding({ numbers: withoutRecodes, group: `Employees who are ${group.words}`, who: 'employees', definition: end.definition, source: `${start.source}; ${end.source}` })
    if (inputs.every(({ state }) => state === 'shown') && isRefused(finding)) return []
    return [{ id: `stock flow: ${question}: ${group.name}`, analysis: 'stock flow', question, kind: 'workforce', category: group.name, compared: dayInWords(start.on), family: 'stock flow', inputs, finding, table: end, benchmark: absent('[x]'), value: () => ({ unit: 'people', value: is - was, interval: null }) }]
  })
}

/** A share over three snapshots or more. The same people are counted again each time, so it is never called clear. */
function trends(figures: Figures, question: QuestionId, earlier: readonly Figures[]): Draft[] {
  const newest = findTable(figures, 'workforce', question)
  if (newest === undefined) return []
  const days = new Map([...earlier.toReversed(), figures].flatMap((each) => { const table = findTable(each, 'workforce', question); return table === undefined ? [] : [[table.on.toString(), table] as const] }))
  const tables = [...days.values()].sort((one, other) => Temporal.PlainDate.compare(one.on, other.on))
  if (tables.length < 3) return []
  return groupsOf(newest, question).flatMap((group): Draft[] => {
    const points = tables.map((table) => ({ table, count: table.count({ [question]: group.name }), base: table.count({ [question]: answered }) }))
    const inputs = points.flatMap(({ count, base }) => [count, base])
    const finding = trendFinding({
      points: points.map(({ table, count, base }) => ({ name: dayInWords(table.on), count: numberIn(count), base: numberIn(base), score: table.on.year * 12 + table.on.month })), group: `employees who are ${group.words}`, denominator: 'employees who told us', of: 'stock', definition: newest.definition, source: newest.source,
    })
    const last = points.at(-1)
    return [{ id: `trend: ${question}: ${group.name}`, analysis: 'trend', question, kind: 'workforce', category: group.name, compared: dayInWords(tables[0]?.on ?? newest.on), family: 'trend', inputs, finding, table: newest, benchmark: absent('[x]'), value: () => ({ unit: 'share', value: last === undefined || numberIn(last.base) === 0 ? null : numberIn(last.count) / numberIn(last.base), interval: null }) }]
  })
}
