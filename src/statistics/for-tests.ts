import { isRefused } from '#duty/refused.ts'
import type { NoFigure } from './figure.ts'

/** For tests only: the answer, or the test fails with the words of the refusal. */
export function given<Answer extends object>(answer: Answer | NoFigure): Answer {
  if (isRefused(answer)) throw new Error(`A figure was expected, and it was refused: ${answer.refused}`)
  return answer
}

/** The reason of a refusal; null for an answer. */
export function reasonOf(answer: object): unknown {
  return isRefused(answer) && 'reason' in answer ? answer.reason : null
}
