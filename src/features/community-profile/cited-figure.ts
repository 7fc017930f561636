import { dayInWords } from '#duty/dates.ts'
import { citedFigure } from '#disclosure/gate.ts'
import type { Shown } from '#disclosure/shown.ts'
import type { SubjectId } from './topics.ts'

/** What a body says about its community on somebody else's word, or that nobody knows. */
export interface CitedFigure {
  readonly id: string
  readonly subject: SubjectId
  readonly content: CitedContent
  readonly public: boolean
  /** Which edition of it this is: a correction is a new one. */
  readonly number: number
  readonly withdrawn: boolean
  /** Why there is this edition; empty for the first. */
  readonly note: string
  readonly by: { readonly id: string | null; readonly name: string }
  readonly at: Temporal.Instant
}

export interface CitedContent {
  readonly kind: 'figure' | 'not known'
  /** What is counted: “People registered blind or partially sighted”. For what is not known, what it is that nobody knows. */
  readonly what: string
  /** As the source prints it: “3,524”, “16.2%”, “753,100 by 2037”. Empty for what is not known. */
  readonly value: string
  /** What a share is of; empty where it is a count. */
  readonly base: string
  readonly place: string
  /** The day that it describes; null where only a period is known, which `when` then says. */
  readonly on: string | null
  /** “2014/15”, “2011 census”: for readers, in place of the day. */
  readonly when: string
  readonly source: string
  readonly link: string
  /** What a reader should know: how it was counted, what it should not be compared with. */
  readonly remark: string
}

/** When, as a reader sees it: the words where there are any, else the day. */
export function whenInWords(content: Pick<CitedContent, 'on' | 'when'>): string {
  return content.when !== '' ? content.when : content.on === null ? '' : dayInWords(Temporal.PlainDate.from(content.on))
}

/** The figure as it may be shown: it was published by its source. Null for what is not known. */
export function shownFigure(content: CitedContent): Shown | null {
  if (content.kind === 'not known') return null
  return citedFigure({ text: content.value, value: numberIn(content.value), base: content.base === '' ? null : content.base, on: content.on ?? content.when, source: content.source, definition: `${content.what}, ${content.place}` })
}

/** “3,524” and “16.2%” are numbers; “45,811 to 50,000” and “about a quarter” are words. */
export function numberIn(value: string): number | null {
  const plain = /^(?:about |approximately )?([\d,]+(?:\.\d+)?) ?%?$/i.exec(value.trim())?.[1]
  return plain === undefined ? null : Number(plain.replaceAll(',', ''))
}
