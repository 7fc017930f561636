/** What a release is made of when nobody chose otherwise. Pure. */
import { dayInWords } from '#duty/dates.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import { cutsOf } from './cuts.ts'
import type { Dataset, DatasetKind, Field } from './dataset.ts'
import type { ReleaseWanted } from './release.ts'
import { pairId, type QuestionPair } from './settings.ts'

const isQuestion = (field: Field | undefined): boolean => questions.some(({ id }) => id === field)

/**
 * Each question of the whole body and, for the workforce, by department and by grade; what events end in, by question. `pairs`: the questions of the workforce
 * that are told two together.
 */
export function usualCuts(kind: DatasetKind, fields: readonly Field[], pairs: readonly QuestionPair[]): readonly string[] {
  const together = kind === 'workforce' ? pairs.map(pairId) : []
  const crossed: readonly Field[] = kind === 'workforce' ? ['department', 'grade'] : ['stage', 'outcome', 'score']
  const alone: readonly Field[] = kind === 'workforce' ? ['department', 'grade', 'contract', 'working pattern'] : ['stage', 'outcome', 'score']
  return cutsOf(kind, fields).filter(({ id, by: [first, second, third] }) => {
    if (together.includes(id)) return true
    if (first === undefined) return true
    if (second === undefined) return isQuestion(first) || alone.includes(first)
    return third === undefined && isQuestion(first) && first !== 'gender identity' && crossed.includes(second)
  }).map(({ id }) => id)
}

/** Those of the cuts that may be told in public: the body keeps the other questions to itself. */
export function publicCuts(kind: DatasetKind, fields: readonly Field[], cuts: readonly string[], publishes: readonly QuestionId[]): readonly string[] {
  const kept = new Set(cutsOf(kind, fields).filter(({ by }) => by.some((field) => isQuestion(field) && !publishes.some((each) => each === field))).map(({ id }) => id))
  return cuts.filter((id) => !kept.has(id))
}

/** The workforce of a day with what happened up to then: who joined and left in the days before, and each other kind of event’s newest year. */
export function usualDatasets(workforce: Dataset, current: readonly Dataset[]): readonly Dataset[] {
  const yearBefore = workforce.to.subtract({ months: 18 })
  const newest = new Map<string, Dataset>()
  for (const each of current) {
    if (each.source.kind === 'workforce' || Temporal.PlainDate.compare(each.to, workforce.to) > 0 || Temporal.PlainDate.compare(each.to, yearBefore) < 0) continue
    if (['starters', 'leavers'].includes(each.source.kind) && !each.to.equals(workforce.to)) continue
    const other = newest.get(each.source.id)
    if (other === undefined || Temporal.PlainDate.compare(each.to, other.to) > 0) newest.set(each.source.id, each)
  }
  // One source of each kind: two of them would be two populations under one name.
  const kinds = new Map([...newest.values()].map((each) => [each.source.kind, each]))
  return [workforce, ...kinds.values()]
}

export function wantedOf(datasets: readonly Dataset[], pairs: readonly QuestionPair[], mode: ReleaseWanted['mode'] = 'withhold'): ReleaseWanted {
  return { mode, datasets: datasets.map((each) => ({ dataset: each.id, cuts: usualCuts(each.source.kind, (each.columns ?? []).map(({ field }) => field), pairs) })) }
}

export const usualTitle = (workforce: Pick<Dataset, 'to'>): string => `Who works here, ${dayInWords(workforce.to)}`
