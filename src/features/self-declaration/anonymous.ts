import type { QuestionId } from '#duty/monitoring/questions.ts'
import { findQuestionSet } from '#duty/monitoring/question-sets.ts'
import type { Given } from './declaration.ts'

/**
 * Anonymous answers, kept as sums. What somebody answered is added to the numbers of the occasion and is gone: no row is
 * theirs, their answers do not stand together, and nothing tells who came before whom.
 */
export interface Sums {
  /** How many forms were handed in, empty ones too. */
  readonly forms: number
  readonly questions: { readonly [question in QuestionId]?: SumsOfQuestion }
}

export interface SumsOfQuestion {
  readonly questionSet: string
  /** By category code; only categories that somebody chose. */
  readonly categories: Readonly<Record<string, number>>
  readonly preferNotToSay: number
  readonly notDeclared: number
}

/** What one person answered at an occasion: null for a question that they left out. */
export type AnonymousAnswers = { readonly [question in QuestionId]?: { readonly questionSet: string; readonly given: Given | null } }

export const noSums: Sums = { forms: 0, questions: {} }

/** Own words are left behind: beside a date and a place they can name somebody. */
export function addTo(sums: Sums, answers: AnonymousAnswers): Sums {
  const questions: { [question in QuestionId]?: SumsOfQuestion } = { ...sums.questions }
  for (const question of Object.keys(answers) as QuestionId[]) {
    const answer = answers[question]
    if (answer === undefined) continue
    const before = questions[question] ?? { questionSet: answer.questionSet, categories: {}, preferNotToSay: 0, notDeclared: 0 }
    const meaning = answer.given?.meaning
    const category = meaning !== undefined && 'category' in meaning ? meaning.category : null
    questions[question] = {
      ...before,
      categories: category === null ? before.categories : { ...before.categories, [category]: (before.categories[category] ?? 0) + 1 },
      preferNotToSay: before.preferNotToSay + (meaning !== undefined && 'state' in meaning ? 1 : 0),
      notDeclared: before.notDeclared + (meaning === undefined ? 1 : 0),
    }
  }
  return { forms: sums.forms + 1, questions }
}

/** Exact counts of one question at one occasion, for the gate: categories in the order of the edition, then the four ways of having no answer. */
export interface OccasionTable {
  readonly question: QuestionId
  readonly questionSet: string
  readonly categories: readonly { readonly code: string; readonly label: string; readonly parent?: string }[]
  /** As many as there are categories, then not declared, prefer not to say, not asked, withdrawn. */
  readonly counts: readonly number[]
}

export function tablesOf(sums: Sums): readonly OccasionTable[] {
  return (Object.keys(sums.questions) as QuestionId[]).flatMap((question) => {
    const of = sums.questions[question]
    const set = of === undefined ? undefined : findQuestionSet(of.questionSet)
    if (of === undefined || set === undefined) return []
    const categories = [...set.categories, ...set.lessDetail.filter((each) => (of.categories[each.code] ?? 0) > 0)]
      .map((each) => ({ code: each.code, label: each.output, ...(each.parent === undefined ? {} : { parent: each.parent }) }))
    // Whoever came before a question was added was not asked it.
    const known = Object.values(of.categories).reduce((sum, each) => sum + each, 0) + of.preferNotToSay + of.notDeclared
    return [{ question, questionSet: of.questionSet, categories, counts: [...categories.map((each) => of.categories[each.code] ?? 0), of.notDeclared, of.preferNotToSay, sums.forms - known, 0] }]
  })
}
