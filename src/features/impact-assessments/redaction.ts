import type { Refused } from '#duty/refused.ts'
import type { Assessment, Decision, Review } from './assessment.ts'

/** Words that are left out of what is public, and why. The log stays inside; readers see the reason and never the words. */
export interface Redaction { readonly words: string; readonly because: string; readonly by: string; readonly at: Temporal.Instant }

export const leftOut = '[left out]'

/** One on each line, as it is typed: the words, an upright stroke, the reason. */
export function readRedactions(typed: string, text: string): readonly Pick<Redaction, 'words' | 'because'>[] | Refused {
  const lines = typed.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const read = lines.map((line) => { const [words = '', ...because] = line.split('|'); return { words: words.trim(), because: because.join('|').trim() } })
  const unreasoned = read.find(({ words, because }) => words === '' || because === '')
  if (unreasoned) return { refused: `Write the words, then | and the reason: “${unreasoned.words} | could identify somebody”` }
  const missing = read.find(({ words }) => !text.includes(words))
  if (missing) return { refused: `“${missing.words}” is not in the text. Write the words exactly as they stand there` }
  return read
}

/** The same thing with the words left out, wherever they stand. */
export function redact<Thing>(thing: Thing, redactions: readonly Pick<Redaction, 'words'>[]): Thing {
  if (redactions.length === 0) return thing
  const longestFirst = [...redactions].sort((a, b) => b.words.length - a.words.length)
  const walk = (value: unknown): unknown => typeof value === 'string' ? longestFirst.reduce((text, { words }) => text.replaceAll(words, leftOut), value)
    : Array.isArray(value) ? value.map(walk) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each)])) : value
  return walk(thing) as Thing
}

/** The same assessment with the words left out of what is published of it beside what was signed: its decisions and its reviews. */
export function redactSteps(assessment: Assessment, redactions: readonly Pick<Redaction, 'words'>[]): Assessment {
  const decision = ({ by, decided, minute, ...rest }: Decision): Decision => ({ ...rest, ...redact({ by, decided, minute }, redactions) })
  const review = ({ found, known, ...rest }: Review): Review => ({ ...rest, ...redact({ found, known }, redactions) })
  return {
    ...assessment, decision: assessment.decision === null ? null : decision(assessment.decision), earlier: assessment.earlier.map(decision), reviewed: assessment.reviewed === null ? null : review(assessment.reviewed), earlierReviews: assessment.earlierReviews.map(review),
  }
}

/** All that is written in a thing, for finding words in it. */
export function allWords(thing: unknown): string {
  return typeof thing === 'string' ? thing : Array.isArray(thing) ? thing.map(allWords).join('\n') : typeof thing === 'object' && thing !== null ? Object.values(thing).map(allWords).join('\n') : ''
}
