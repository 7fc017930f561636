/** What happens to people at work, and on the way in: how likely it was for one group beside another. Drawn from figures that have passed the gate. Pure. */
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { derived } from '#disclosure/gate.ts'
import { absent, asValue, type Figure } from '#disclosure/shown.ts'
import { datasetKinds, type DatasetKind } from './dataset.ts'
import type { FigureField, Figures, FigureTable, FrozenFinding } from './figures.ts'
import { findTable, inOrder, sureness } from './profile.ts'
import { reachedOf } from './reached.ts'

/** One kind of process with all that was found about it. */
export interface Process {
  readonly kind: DatasetKind
  readonly name: string
  readonly of: string
  readonly from: Temporal.PlainDate | null
  readonly on: Temporal.PlainDate
  readonly tables: readonly FigureTable[]
  /** Likelihoods and the like, the surest first; of those that are equally sure, in the order in which questions are always told. */
  readonly findings: readonly FrozenFinding[]
}

/** Which direction is the one to look into, and why the other reading is possible too. Never a verdict. */
export const directions: { readonly [kind in DatasetKind]?: string } = {
  'applicants': 'A figure below 1 means that the group was less likely to get through. That is the direction to look into.',
  'promotions': 'A figure below 1 means that the group was less likely to be promoted. That is the direction to look into.',
  'career grades': 'A figure below 1 means that the group was less likely to move up. That is the direction to look into.',
  'probation': 'A figure below 1 means that the group was less likely to pass. That is the direction to look into.',
  'training applied': 'A figure below 1 means that the group was less likely to apply. That is the direction to look into.',
  'training received': 'A figure below 1 means that the group was less likely to get a place. That is the direction to look into.',
  'grievance': 'A figure above 1 means that the group was more likely to raise a grievance. More can go wrong for a group, or it can be readier to say so: ask which.',
  'disciplinary': 'A figure above 1 means that the group was more likely to be in a formal process. That is the direction to look into.',
  'harassment': 'A figure above 1 means that the group was more likely to report harassment or bullying. More can happen to a group, or it can be readier to say so: ask which.',
  'leavers': 'A figure above 1 means that the group was more likely to leave. That is the direction to look into.',
  'starters': 'The table says who joined. Whether as many joined as one would expect is said by recruitment.',
}

const processKinds = datasetKinds.filter((each) => each.kind !== 'workforce')

export function listProcesses(figures: Figures): readonly Process[] {
  return processKinds.flatMap(({ kind }) => findProcess(figures, kind) ?? [])
}

function findProcess(figures: Figures, kind: DatasetKind): Process | null {
  const all = figures.tables.filter((each) => each.kind === kind)
  const findings = figures.findings.filter((each) => each.kind === kind)
  const [newest] = [...all].sort((one, other) => Temporal.PlainDate.compare(other.on, one.on))
  if (!newest) return null
  const about = processKinds.find((each) => each.kind === kind)
  const place = (each: FrozenFinding): number => sureness.indexOf(each.grade) * 100 + questions.findIndex(({ id }) => id === each.field)
  return { kind, name: about?.name ?? kind, of: about?.of ?? 'people', from: newest.from, on: newest.on, tables: all.filter((each) => each.on.equals(newest.on)), findings: [...findings].sort((one, other) => place(one) - place(other)) }
}

/** People of each group in this process, question by question, with their share of those who answered. */
export function listGroups({ tables, kind }: Process): readonly { readonly question: QuestionId; readonly table: FigureTable }[] {
  return questions.flatMap(({ id }) => {
    const table = findTable({ tables }, kind, [id])
    return table ? [{ question: id, table }] : []
  })
}

/** One group on its way through the stages: how many came to each, and of those who began, how many are still there. */
export interface Way { readonly label: string; readonly reached: readonly { readonly people: Figure; readonly share: Figure }[] }

export interface Passage {
  readonly question: QuestionId
  readonly table: FigureTable
  readonly stages: readonly string[]
  readonly focus: Way
  readonly reference: Way
  /** One for each step: the rate at which the focus group passed it over that of the other. */
  readonly ratios: readonly Figure[]
  /** The step, from 0, at which the focus group does worst; null where one of the steps is not shown, or it falls behind at none. */
  readonly worst: number | null
}

/**
 * Where the gap opens between applied and appointed. Each application is counted at the last stage that it reached, so whoever came to a stage
 * is counted at it or at a later one: `reached.ts`.
 */
export function findPassage({ tables, kind }: Process, question: QuestionId, focus: string, reference: string): Passage | null {
  const table = findTable({ tables }, kind, [question, 'stage'])
  const [groups, stages] = [table?.by.find((each) => each.field === question), table?.by.find((each) => each.field === 'stage')]
  if (!table || !groups || !stages) return null
  const [ours, theirs] = [findGroup(groups, focus), findGroup(groups, reference)]
  if (!ours || !theirs) return null
  const order = stages.categories.filter((each) => each.kind === 'category')
  const [one, other] = [wayOf(table, question, ours, stages), wayOf(table, question, theirs, stages)]
  const ratios = order.slice(1).map((_, step) => ratioAt(one, other, step))
  const values = ratios.map(asValue)
  const lowest = Math.min(...values.map((value) => value ?? Number.POSITIVE_INFINITY))
  return { question, table, stages: order.map((each) => each.label), focus: one, reference: other, ratios, worst: values.includes(null) || lowest >= 0.95 ? null : values.indexOf(lowest) }
}

function findGroup(field: FigureField, named: string): FigureField['categories'][number] | undefined {
  return inOrder(field).find((each) => each.name === named || each.label === named)
}

function wayOf(table: FigureTable, question: QuestionId, group: { readonly name: string; readonly label: string }, stages: FigureField): Way {
  const people = reachedOf(table, { [question]: group.name }, stages, group.label)
  const first = people[0] ?? absent('[x]')
  return {
    label: group.label,
    reached: people.map((each) => ({ people: each, share: derived([each, first], { definition: `${group.label}: share of those who began`, base: 'of those who began' }, (here = 0, began = 0) => began < 20 ? absent('[u]', 'There are too few people to give a percentage.') : percent(here, began)) })),
  }
}

function ratioAt(focus: Way, reference: Way, step: number): Figure {
  const figures = [focus, reference].flatMap((way) => [way.reached[step + 1]?.people ?? absent('[x]'), way.reached[step]?.people ?? absent('[x]')])
  return derived(figures, { definition: `Rate at which ${focus.label} passed this step over that of ${reference.label}` }, (passed = 0, came = 0, otherPassed = 0, otherCame = 0) => {
    if (came === 0 || otherCame === 0 || otherPassed === 0) return absent('[z]', 'Nobody came to this step, so there is nothing to compare.')
    const ratio = passed * otherCame / (came * otherPassed)
    return { text: ratio === 0 ? '0' : ratio.toFixed(2), value: Math.round(ratio * 100) / 100 }
  })
}

function percent(part: number, whole: number): { readonly text: string; readonly value: number } {
  const places = whole < 200 ? 0 : 1
  const value = Math.floor((2 * 100 * 10 ** places * part + whole) / (2 * whole)) / 10 ** places
  return { text: `${value.toFixed(places)}%`, value }
}

/** What a comparison is about: of recruitment also from which stage to which, as the finding's own name says. */
export function pairInWords({ id, category, compared }: FrozenFinding): string {
  const step = /^likelihood: [^:]+: ([^:]+ to [^:]+):/.exec(id)?.[1]
  return `${compared === '' ? category : `${category} beside ${compared}`}${step === undefined ? '' : `, ${step}`}`
}

/** Something can be said of it: it is neither withheld nor about too few people. */
export const isTold = ({ grade }: FrozenFinding): boolean => grade !== 'withheld' && grade !== 'too few'

/** The pairs of groups whose way can be drawn: those that something was found about, else the first two that were counted. */
export function listPassages(process: Process): readonly Passage[] {
  const pairs = new Map<string, readonly [FrozenFinding['field'], string, string]>()
  for (const { field, category, compared, grade } of process.findings) if (grade !== 'withheld') pairs.set(`${field}\n${category}\n${compared}`, [field, category, compared])
  return [...pairs.values()].flatMap(([field, category, compared]) => {
    const question = questions.find(({ id }) => id === field)?.id
    return question === undefined ? [] : findPassage(process, question, category, compared) ?? []
  })
}
