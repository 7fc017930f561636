import { questions } from '#duty/monitoring/questions.ts'
import type { DatasetKind, Field } from './dataset.ts'
import type { Cut } from './tabulation.ts'

/** What of the body's own every question is counted by. */
const ownFields = ['department', 'grade', 'contract', 'working pattern', 'location', 'job group', 'team'] as const satisfies readonly Field[]

/** What the events of these kinds end in: every question is counted by it too. */
const endings: { readonly [kind in DatasetKind]?: Field } = { applicants: 'stage', promotions: 'outcome', 'career grades': 'outcome', probation: 'outcome', grievance: 'outcome', disciplinary: 'outcome', harassment: 'outcome', 'training applied': 'outcome', satisfaction: 'score' }

/**
 * The cuts that are made of every dataset: the total, each field, each question by each of the body's own fields and by what the events end in,
 * and every pair of questions for the whole body.
 */
export function cutsOf(kind: DatasetKind, fields: readonly Field[]): readonly Cut[] {
  const has = (field: Field) => fields.includes(field)
  const asked = questions.map((each) => each.id).filter(has)
  const ending = endings[kind]
  const by = [...ownFields, ...(ending ? [ending] : [])].filter(has)
  return [
    cut(), ...asked.map((question) => cut(question)), ...by.map((field) => cut(field)),
    ...asked.flatMap((question) => by.map((field) => cut(question, field))),
    ...asked.flatMap((question, index) => asked.slice(index + 1).map((other) => cut(question, other))),
    ...(has('department') && has('grade') ? [cut('department', 'grade')] : []),
  ]
}

/** One cut by its fields, in the order given. */
export function cut(...by: readonly Field[]): Cut {
  return { id: by.length === 0 ? 'all' : by.join(' by '), by }
}
