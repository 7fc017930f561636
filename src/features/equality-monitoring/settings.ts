import { questions, type QuestionId } from '#duty/monitoring/questions.ts'

/** What the body has chosen for the whole room. */
export interface MonitoringSettings {
  /** The grades above which the body calls its people senior. */
  readonly seniorLine: SeniorLine
  /** Ages are counted in these bands, in order and without a gap. */
  readonly ageBands: readonly AgeBand[]
  /** The areas that the workforce is compared with: ONS codes, the nearest first. */
  readonly areas: readonly string[]
  /** What people are told about in public: other questions stay inside the body. */
  readonly publishes: readonly QuestionId[]
  /** Questions that are told two together, as far as numbers allow: sex by ethnic group. */
  readonly pairs: readonly QuestionPair[]
}

/** Two questions in the order in which questions are always told. */
export type QuestionPair = readonly [QuestionId, QuestionId]

export interface SeniorLine {
  /** "Grade 13 and above" */
  readonly name: string
  /** Grades by name, as the extract writes them. */
  readonly grades: readonly string[]
  /** Numbered grades from this number up; null where grades have no order by number. */
  readonly from: number | null
}

export interface AgeBand { readonly label: string; readonly from: number; /** Null for the last: and over. */ readonly to: number | null }

const inOrder = (one: QuestionId, other: QuestionId): QuestionPair => (questions.findIndex(({ id }) => id === one) < questions.findIndex(({ id }) => id === other) ? [one, other] : [other, one])

/** The age bands of the census's workforce tables, and a senior line as a county with numbered grades draws it. */
export const usualSettings: MonitoringSettings = {
  seniorLine: { name: 'Grade 13 and above', grades: [], from: 13 },
  ageBands: [{ label: '16 to 24', from: 16, to: 24 }, { label: '25 to 34', from: 25, to: 34 }, { label: '35 to 44', from: 35, to: 44 }, { label: '45 to 54', from: 45, to: 54 }, { label: '55 to 64', from: 55, to: 64 }, { label: '65 and over', from: 65, to: null }],
  areas: [],
  publishes: questions.map((each) => each.id),
  pairs: [inOrder('sex', 'ethnic group'), inOrder('disability', 'age')],
}

/** Gender identity is told of the whole body alone, and so is in no pair. */
export const questionPairs: readonly QuestionPair[] = questions.flatMap(({ id: one }, at) => questions.slice(at + 1).map(({ id: other }): QuestionPair => [one, other])).filter((pair) => !pair.includes('gender identity'))

export const pairId = ([one, other]: QuestionPair): string => `${one} by ${other}`

/** Whether a grade is above the body's senior line. "Grade 14", "G14" and "14" are numbered; a longer number is a code and no grade's place. */
export function isSenior(grade: string, line: SeniorLine): boolean {
  const folded = grade.trim().replace(/\s+/g, ' ').toLowerCase()
  if (line.grades.some((each) => each.trim().replace(/\s+/g, ' ').toLowerCase() === folded)) return true
  const number = /^(?:grade|gr\.?|g)? ?0*(\d{1,2})(?!\d)/.exec(folded)?.[1]
  return line.from !== null && number !== undefined && Number(number) >= line.from
}

/** The band that an age falls into, or undefined for one below the first. */
export function bandOf(age: number, bands: readonly AgeBand[]): number | undefined {
  const index = bands.findIndex((band) => age >= band.from && (band.to === null || age <= band.to))
  return index < 0 ? undefined : index
}
