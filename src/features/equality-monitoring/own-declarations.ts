import { mapCategory } from '#duty/monitoring/groupings.ts'
import { findCategory, findQuestionSet } from '#duty/monitoring/question-sets.ts'
import { questions, type QuestionId } from '#duty/monitoring/questions.ts'
import type { Declared } from '#features/self-declaration/index.ts'
import { noAnswer, type AnswerCategory, type AnswerColumn, type DeclarationUse } from './dataset.ts'
import { isQuestion } from './mapping.ts'
import { toCategory, type TakenIn } from './taking-in.ts'

/** What somebody with this staff number has said of themselves. */
export interface OwnDeclaration {
  readonly staffNumber: string
  /** They gave notice to stop: every answer about them is withdrawn, whoever holds it. */
  readonly isStopped: boolean
  readonly answers: Declared['answers']
}

type Said = NonNullable<OwnDeclaration['answers'][QuestionId]>

/**
 * The rows with what people have declared themselves. A question that the extract has no column for becomes one. An answer to another edition is counted as
 * `mapCategory` says; where that cannot be, the row stays as the extract has it. `stopped`: who has asked that nothing be processed about them.
 */
export function joinDeclarations(taken: TakenIn, declared: readonly OwnDeclaration[], use: Exclude<DeclarationUse, 'off'>, stopped: ReadonlySet<string>): TakenIn {
  const { staffNumbers } = taken
  if (staffNumbers === null) return withWords(taken, { use, added: [], notes: ['The extract has no column of staff numbers, so nobody’s own declarations could be found.'] })
  const people = byStaffNumber(declared, stopped)
  const notes = new Set<string>()
  const there = taken.columns.map((column, index) => {
    const answers = taken.answers[index] ?? new Int16Array(staffNumbers.length)
    return isQuestion(column.field) && column.kind === 'category' ? joinColumn(column, column.field, answers) : { column, answers }
  })
  const fields = new Set(taken.columns.map((each) => each.field))
  const added = questions.flatMap(({ id }) => {
    const edition = fields.has(id) ? undefined : usualEdition(id, [...people.values()])
    const categories = edition === undefined ? undefined : findQuestionSet(edition)?.categories.map(toCategory)
    return edition === undefined || categories === undefined ? [] : [joinColumn({ field: id, questionSet: edition, kind: 'category', categories }, id, new Int16Array(staffNumbers.length).fill(noAnswer['not declared']))]
  })
  const all = [...there, ...added]
  return withWords({ ...taken, columns: all.map((each) => each.column), answers: all.map((each) => each.answers) }, { use, added: added.map(({ field }) => field), notes: [...notes] })

  function joinColumn(column: AnswerColumn, field: QuestionId, before: Int16Array): { readonly field: QuestionId; readonly column: AnswerColumn; readonly answers: Int16Array } {
    const answers = before.slice()
    const categories = [...column.categories ?? []]
    const placeOf = placesIn(column, field, categories, notes)
    for (let row = 0; row < answers.length; row += 1) {
      const person = people.get(staffNumbers?.[row] ?? '')
      if (person === undefined) continue
      const held = answers[row] ?? noAnswer['not declared']
      if (person.isStopped) { answers[row] = noAnswer.withdrawn; continue }
      const said = person.answers[field]
      if (said === undefined || held === noAnswer.withdrawn || (use === 'fill gaps' && held >= 0)) continue
      answers[row] = placeOf(said) ?? held
    }
    return { field, column: { ...column, categories }, answers }
  }
}

/** Two people with one staff number cannot be told apart: nothing that either said is joined. */
function byStaffNumber(declared: readonly OwnDeclaration[], stopped: ReadonlySet<string>): ReadonlyMap<string, OwnDeclaration> {
  const people = new Map<string, OwnDeclaration>([...stopped].map((staffNumber) => [staffNumber, { staffNumber, isStopped: true, answers: {} }]))
  for (const each of declared) {
    const other = people.get(each.staffNumber)
    people.set(each.staffNumber, other === undefined ? each : { staffNumber: each.staffNumber, isStopped: other.isStopped || each.isStopped, answers: {} })
  }
  people.delete('')
  return people
}

/** The edition that most have answered; undefined where nobody has. */
function usualEdition(question: QuestionId, people: readonly OwnDeclaration[]): string | undefined {
  const editions = new Map<string, number>()
  for (const { answers: { [question]: said } } of people) if (said !== undefined) editions.set(said.questionSet, (editions.get(said.questionSet) ?? 0) + 1)
  return [...editions].toSorted(([a, first], [b, second]) => second - first || (a < b ? 1 : -1))[0]?.[0]
}

/** Where an answer stands in a column; null where it cannot. Each way of counting is looked up once, and what a reader has to know of it is noted. */
function placesIn(column: AnswerColumn, field: QuestionId, categories: AnswerCategory[], notes: Set<string>): (said: Said) => number | null {
  const met = new Map<string, number | null>()
  const name = questions.find((each) => each.id === field)?.name ?? field
  return ({ questionSet, meaning }) => {
    if ('state' in meaning) return noAnswer[meaning.state]
    const key = `${questionSet} ${meaning.category}`
    const known = met.get(key)
    if (known !== undefined) return known
    const place = find(questionSet, meaning.category)
    met.set(key, place)
    return place
  }

  function find(questionSet: string, category: string): number | null {
    const [from, to] = [findQuestionSet(questionSet), column.questionSet === undefined ? undefined : findQuestionSet(column.questionSet)]
    if (from === undefined || to === undefined) return leave('The extract says it in words of its own, which no edition of the question has.')
    const mapped = from.id === to.id ? { code: category } : mapCategory(from, category, to)
    if ('none' in mapped) return leave(mapped.none)
    const at = categories.findIndex((each) => each.code === mapped.code)
    const lesser = findCategory(to, mapped.code)
    if (at < 0 && lesser === undefined) return leave(`${to.name} does not have what was declared.`)
    if ('note' in mapped) notes.add(`${name}: ${mapped.note}`)
    return at >= 0 || lesser === undefined ? at : categories.push(toCategory(lesser)) - 1
  }

  function leave(why: string): null {
    notes.add(`${name}: what people declared is left out where it does not fit, and the extract’s answer stays. ${why}`)
    return null
  }
}

function withWords(taken: TakenIn, declarations: NonNullable<TakenIn['quality']['declarations']>): TakenIn {
  return { ...taken, quality: { ...taken.quality, declarations } }
}
