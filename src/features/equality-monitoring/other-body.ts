import { citedFigure } from '#disclosure/gate.ts'
import { absent, type Figure } from '#disclosure/shown.ts'
import type { QuestionId } from '#duty/monitoring/questions.ts'
import type { OtherFigures } from './figures.ts'

/** What another body has published of its workforce by one question, on the word of its own source. */
export interface OtherBody {
  readonly id: string
  readonly question: QuestionId
  /** “Leicester City Council”. */
  readonly body: string
  readonly on: Temporal.PlainDate
  /** Of whom the shares are: bodies differ in it, and a reader has to know. */
  readonly base: (typeof bases)[number]['base']
  /** Who was counted, as the source says it: “All employees without schools”. */
  readonly counted: string
  readonly source: string
  readonly link: string
  readonly shares: readonly OtherShare[]
  readonly byName: string
  readonly at: Temporal.Instant
  readonly version: number
}

/** A share in per cent as the source prints it, of the group with this name in our figures. */
export interface OtherShare { readonly group: string; readonly percent: string }

export const bases = [
  { base: 'answered', text: 'Of those who answered' },
  { base: 'everybody', text: 'Of everybody, with those who did not answer' },
  { base: 'not said', text: 'The source does not say' },
] as const

export const baseInWords = ({ base }: Pick<OtherBody, 'base'>): string => bases.find((each) => each.base === base)?.text ?? ''

/** The share of a group there, as it may be shown: its source has published it. */
export function shareThere(other: OtherBody, group: { readonly name: string; readonly label: string }): Figure {
  const found = other.shares.find((each) => each.group === group.name)
  if (found === undefined) return absent('[x]')
  return citedFigure({ text: `${found.percent}%`, value: Number(found.percent), base: baseInWords(other).toLowerCase(), on: other.on.toString(), source: `${other.body}: ${other.source}`, definition: `${group.label}. ${other.counted}` })
}

/** As it stands beside a release, and is frozen with it. */
export function asOtherFigures(other: OtherBody): OtherFigures {
  const { question, body, on, counted, source, link } = other
  return { question, body, on, base: baseInWords(other), counted, source, link, shares: other.shares.map(({ group }) => ({ group, share: shareThere(other, { name: group, label: group }) })) }
}

/** The newest of each body, by each question. */
export function newestOfEach(others: readonly OtherBody[]): readonly OtherBody[] {
  const latest = others.toSorted((one, other) => Temporal.PlainDate.compare(other.on, one.on))
  return others.filter((each) => latest.find(({ body, question }) => body === each.body && question === each.question) === each)
}
