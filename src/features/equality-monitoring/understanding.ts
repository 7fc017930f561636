import { dateOrderOf } from '#duty/monitoring/ages.ts'
import { defaultQuestionSet, findQuestionSet } from '#duty/monitoring/question-sets.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import { likeliestSet, understandWord } from '#duty/monitoring/words.ts'
import type { ColumnMeaning, Field, WordMeaning } from './dataset.ts'
import { understandHeading } from './headings.ts'
import { isQuestion, type Understanding, type Understood } from './mapping.ts'

/** What headings and words usually mean, as the rules of `#duty/monitoring` see it. A person confirms every one of them. */
export const usualUnderstanding: Understanding = {
  heading(heading, words) {
    const found = understandHeading(heading, words.slice(0, 60))
    return found && { meaning: inBodysBands({ field: found.field, ...(found.questionSet === undefined ? {} : { questionSet: found.questionSet }) }), sure: found.sure, why: found.why }
  },
  word: understand,
}

/** What one word means, in the edition of the question that was asked; `beside` are the other words of its column. */
export function understand(field: QuestionId, questionSet: string | undefined, words: string, beside: readonly string[]): Understood<WordMeaning> | null {
  const set = questionSet === undefined ? undefined : findQuestionSet(questionSet)
  const order = dateOrderOf(beside)
  return understandWord(field, set ?? defaultQuestionSet(field), words, { beside, ...(order === null ? {} : { dateOrder: order }) })
}

/** What a column means once somebody has said which field it is: the edition of the question that its words fit best. */
export function meaningOf(field: Field, words: readonly string[]): ColumnMeaning {
  return inBodysBands(isQuestion(field) ? { field, questionSet: likeliestSet(field, words).id } : { field })
}

/** Ages and days of birth are counted in the body's own bands, unless somebody chooses an edition of them for the source. */
function inBodysBands(meaning: ColumnMeaning): ColumnMeaning {
  return meaning.field === 'age' ? { field: 'age' } : meaning
}
