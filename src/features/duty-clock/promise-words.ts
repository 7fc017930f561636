import { dueDays, readDeadline, type Question, type Reading, type ReadingContext } from '#duty/deadline.ts'
import { partsOf } from '#duty/due.ts'
import type { Length } from '#duty/quarters.ts'
import type { Refused } from '#duty/refused.ts'
import type { DeedKind } from './deed.ts'
import type { Rule, Shows } from './owed.ts'

/**
 * A promise as it was written, taken apart by rule: one part for each thing that was promised, each with when and with what is likely to
 * show that it was done. A person confirms it. The deadline language of `#duty/deadline.ts` reads the days.
 */
export interface PromisePart {
  readonly words: string
  /** What the deadline language is asked to read. */
  readonly when: string
  /** Null where the words do not say: somebody chooses. */
  readonly shows: Shows | null
}

/** “To the Board by the end of June, public by the end of July” are two promises, each with its own day. */
export function partsOfPromise(sentence: string): readonly PromisePart[] {
  const words = sentence.replace(/\s+/g, ' ').trim()
  const pieces = words.split(/\s*[,;]\s*(?:and\s+)?(?=(?:made\s+|then\s+)?(?:public\b|published\b)|to\s+(?:the\s+)?(?:board|cabinet|council|executive|scrutiny)\b)/i)
  const yearly = /\b(?:annual(?:ly)?|yearly|each year|every year|once a year)\b/i.test(words)
  return pieces.map((piece) => {
    const sure = readDeadline(piece).certainty === 'sure'
    return { words: piece, when: !sure && yearly && readDeadline(`${piece} each year`).certainty === 'sure' ? `${piece} each year` : piece, shows: likelyShows(piece) }
  })
}

/** What is likely to show that these words were kept, by the words themselves. */
export function likelyShows(words: string): Shows | null {
  const has = (pattern: RegExp): boolean => pattern.test(words)
  const to = /\bto (?:the )?((?:[A-Z][\w’'-]*\s?)+(?:[Bb]oard|[Tt]eam|[Cc]ommittee|[Cc]ommission|[Gg]roup)?|[Bb]oard|[Cc]abinet|[Ee]xecutive)\b/.exec(words)?.[1]?.trim()
  const isPublic = has(/\b(?:public|publish\w*|publication|website)\b/i)
  if (has(/senior (?:manager|leader)|\bdirector\b.*\b(?:event|meeting)/i) && has(/\bevents?\b|\bmeetings?\b/i)) return { kind: has(/\bmeetings?\b/i) && !has(/\bevents?\b/i) ? 'meeting held' : 'event held', about: 'senior manager present' }
  if (has(/pay audit/i)) return { kind: 'pay audit finished' }
  if (has(/pay gaps?|gender pay/i)) return { kind: 'pay gap published' }
  if (has(/survey/i)) return { kind: has(/result/i) && isPublic ? 'survey results published' : 'survey closed' }
  if (has(/assessments?|\bE[HR]*IAs?\b/i) && has(/publi/i) && has(/within/i)) return { kind: 'assessment published' }
  if (has(/assessments?|\bE[HR]*IAs?\b/i) && has(/audit|complet|rates?/i)) return { kind: 'assessments audited' }
  if (has(/charter|accredit|disability confident|reach level/i)) return { kind: 'accreditation gained' }
  if (has(/submission|submit.* to (?:stonewall|the index)|\bindex\b/i)) return { kind: 'submission made' }
  if (has(/training|learning and development|l&d/i) && has(/evaluat|rates?/i)) return { kind: 'training evaluated' }
  if (has(/\bweek\b|\bconference\b|\bevents?\b/i) && has(/hold|run|organis|annual/i) && !has(/week of|weeks of/i)) return { kind: 'event held' }
  if (has(/plan\b.*\breview|review.*\bplan\b/i)) return { kind: 'plan reviewed' }
  if (has(/workforce/i) && isPublic) return { kind: 'release published' }
  if (has(/\bdecisions?\b/i) && isPublic) return { kind: 'decision published' }
  if (isPublic) return { kind: 'report published', ...(has(/annual/i) ? { about: 'annual report' } : {}) }
  if (has(/\bmonitor/i) && !to) return { kind: 'round closed' }
  return to !== undefined || has(/\breport(?:s|ed|ing)?\b|\bupdates?\b|\bbriefings?\b/i) ? { kind: 'report issued', ...(to === undefined ? {} : { to }) } : null
}

/** What one kind of deed waits for in another. */
const waitsFor: { readonly [Kind in DeedKind]?: DeedKind } = { 'assessment published': 'assessment signed off', 'survey results published': 'survey closed', 'decision published': 'meeting held', 'challenge answered': 'meeting held' }

/** When it is owed. What can be read in two ways is asked; what says no time at all is refused in words. */
export function ruleOf(when: string, shows: Shows, context: ReadingContext = {}): { readonly rule: Rule } | { readonly ask: Question } | Refused {
  if (/\b(?:every|each|all)\b[^.]*\b(?:events?|meetings?)\b/i.test(when) && (shows.kind === 'event held' || shows.kind === 'meeting held') && shows.about !== undefined) return { rule: { kind: 'at each', with: shows.about } }
  const read = readDeadline(when, context)
  const deadline = { ...read, reading: onwards(when, read.reading) }
  const of = waitsFor[shows.kind]
  const within = withinOf(deadline.reading)
  if (of && within) return { rule: { kind: 'after each', of, within } }
  const question = deadline.questions[0]
  if (question) return question.options.length > 0 && deadline.reading.kind !== 'not understood' ? { ask: question } : noTime(when)
  const [today, later] = [new Temporal.PlainDate(2000, 1, 1), new Temporal.PlainDate(2100, 1, 1)]
  if (dueDays(deadline.reading, today, later).length > 0) return { rule: { kind: 'days', reading: plainly(deadline.reading) } }
  const recurring = partsOf(deadline.reading).find((part) => part.kind === 'recurring')
  const length = recurring && lengthOf(recurring.every)
  return length ? { rule: { kind: 'since last', length, beginning: false } } : noTime(when)
}

/** “By March 2027 and every two years after that”: the day is the first of those that come back. */
function onwards(when: string, reading: Reading): Reading {
  const parts = partsOf(reading)
  const [again, first] = [parts.find((part) => part.kind === 'recurring'), parts.find((part) => part.kind === 'date')]
  if (!/\b(?:after that|after this|afterwards|thereafter|from then)\b/i.test(when) || parts.length !== 2 || !again || !first || again.on || again.moves || again.next || again.afterEnd) return reading
  const { andAlso: _also, about: _about, ...recurring } = again
  return { ...recurring, next: first.on }
}

const noTime = (when: string): Refused => ({ refused: `“${when}” does not say when. Say it like “within six weeks of the end of each quarter”, “by the end of June each year” or “every three years”` })

function withinOf(reading: Reading): Length | null {
  return partsOf(reading).map((part) => part.kind === 'event' && part.within ? part.within : null).find((each) => each !== null) ?? null
}

/** Words beside the day (“annual report to the Board”) are in the promise itself; the rule keeps only the day. */
function plainly(reading: Reading): Reading {
  const parts = partsOf(reading).filter((part) => dueDays({ ...part, andAlso: [] }, new Temporal.PlainDate(2000, 1, 1), new Temporal.PlainDate(2100, 1, 1)).length > 0)
  const [first, ...more] = parts.map(({ about: _about, andAlso: _beside, ...part }): Reading => part)
  return first === undefined ? reading : more.length === 0 ? first : { ...first, andAlso: more }
}

function lengthOf({ count, unit, times }: { readonly count: number; readonly unit: string; readonly times?: number }): Length | null {
  if (unit === 'quarter' || unit === 'month' || unit === 'year') {
    const months = count * (unit === 'quarter' ? 3 : unit === 'year' ? 12 : 1)
    const each = months / (times ?? 1)
    if (!Number.isInteger(each)) return null
    return each % 12 === 0 ? { count: each / 12, unit: 'year' } : { count: each, unit: 'month' }
  }
  return (unit === 'week' || unit === 'day') && times === undefined ? { count, unit } : null
}
