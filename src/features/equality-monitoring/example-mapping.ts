import { answerColumns } from './example-answers.ts'
import type { AnswerCategory, AnswerColumn, ColumnMeaning, DatasetKind, Field, Mapping, WordMeaning } from './dataset.ts'
import { isQuestion, needsWords } from './mapping.ts'

/** How the county’s HR system heads its columns. */
export const countyHeadings: Readonly<Partial<Record<Field, string>>> = {
  'staff number': 'Employee Number', 'age': 'Date of Birth', 'sex': 'Sex', 'ethnic group': 'Ethnic Origin', 'disability': 'Disabled', 'religion or belief': 'Religion or Belief', 'sexual orientation': 'Sexual Orientation',
  'gender identity': 'Gender Identity Same As Birth', 'legal partnership status': 'Marital Status', 'carer': 'Caring Responsibilities', 'pregnancy or maternity': 'Maternity in Last 12 Months', 'department': 'Department', 'team': 'Team', 'grade': 'Grade',
  'contract': 'Contract Type', 'working pattern': 'Working Pattern', 'full-time equivalent': 'FTE', 'location': 'Location', 'stage': 'Stage Reached', 'outcome': 'Outcome', 'score': 'Satisfaction Score',
}

/** How it writes an answer: the group before the detail where there is one, “Yes” and “No” where it asks one question. */
export function countyWord({ field }: Pick<AnswerColumn, 'field'>, category: AnswerCategory): string {
  if (field === 'ethnic group') return `${(category.parent ?? '').split(/,| or | ethnic/)[0]} - ${category.label}`
  if (field === 'disability' || field === 'carer') return ['D', 'C'].includes(category.code) ? 'Yes' : 'No'
  if (field === 'gender identity') return category.code === 'G1' ? 'Yes' : 'No'
  if (field === 'pregnancy or maternity') return category.code === 'Y' ? 'Yes' : 'No'
  return category.label
}

/** What it writes where there is no answer. */
export const countySilence = { 'not declared': 'Not declared', 'prefer not to say': 'Prefer not to say', 'not asked': 'Not asked', 'withdrawn': 'Withdrawn' } as const

/** What a person confirmed of an extract when it first came, and what is remembered since. */
export function countyMapping(kind: DatasetKind, staffNumbers: boolean): Mapping {
  const columns = answerColumns(kind)
  const heading = (field: Field): string => countyHeadings[field] ?? field
  return {
    columns: {
      ...(staffNumbers ? { [heading('staff number')]: { field: 'staff number' }, 'Surname': null } : {}),
      ...Object.fromEntries(columns.map(({ field, questionSet }): [string, ColumnMeaning] => [heading(field), { field, ...(questionSet === undefined ? {} : { questionSet }) }])),
    },
    words: Object.fromEntries(columns.filter(({ field }) => needsWords(field) && field !== 'age').map((column): [Field, Record<string, WordMeaning>] => [column.field, {
      ...Object.fromEntries((column.categories ?? []).map((category) => [countyWord(column, category), { category: category.code }])),
      ...(isQuestion(column.field) ? Object.fromEntries(Object.entries(countySilence).map(([state, words]) => [words, { state: state as keyof typeof countySilence }])) : {}),
    }])),
  }
}
