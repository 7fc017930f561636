import { questions } from '#duty/monitoring/questions.ts'
import type { Field } from './dataset.ts'
import type { Cut, CutsOf } from './tabulation.ts'

/** What of the body's own every question is counted by. */
const ownFields = ['department', 'grade', 'contract', 'working pattern', 'location', 'job group', 'team'] as const satisfies readonly Field[]

/** What events end in, and what people thought: every question is counted by it too. */
const endings = ['stage', 'outcome', 'score'] as const satisfies readonly Field[]

/**
 * The cuts that are made of every dataset: the total, each field, each question by each of the body's own fields and by what the events end in,
 * and every pair of questions for the whole body.
 */
export const cutsOf: CutsOf = (kind, fields) => {
  const has = (field: Field) => fields.includes(field)
  const asked = questions.map((each) => each.id).filter(has)
  const by = [...ownFields, ...endings].filter(has)
  // How far people came is looked at in each department too: one panel appoints, not the whole body.
  const further = kind === 'applicants' && has('department') && has('stage') ? asked.map((question) => cut(question, 'stage', 'department')) : []
  return [
    cut(), ...asked.map((question) => cut(question)), ...by.map((field) => cut(field)),
    ...asked.flatMap((question) => by.map((field) => cut(question, field))),
    ...asked.flatMap((question, index) => asked.slice(index + 1).map((other) => cut(question, other))),
    ...(has('department') && has('grade') ? [cut('department', 'grade')] : []), ...further,
  ]
}

/** The total and each field alone: what two extracts of a source are compared by. */
export function compareFields(fields: readonly Field[]): readonly Cut[] {
  return [cut(), ...fields.filter((field) => field !== 'full-time equivalent' && field !== 'score').map((field) => cut(field))]
}

/** One cut by its fields, in the order given. */
export function cut(...by: readonly Field[]): Cut {
  return { id: by.length === 0 ? 'all' : by.join(' by '), by }
}
