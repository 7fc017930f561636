/** What the body itself says in its accessibility statement and its privacy notice: its contact, what it knows to be wrong, and its days. Pure. */
import type { Refused } from '#duty/refused.ts'

export const compliance = ['fully', 'partially', 'not'] as const
export type Compliance = (typeof compliance)[number]

/** One thing that does not work for everybody: `Maps in old plans | 1.1.1 | Ask for a list | June 2027`. */
export interface KnownProblem { readonly what: string; readonly criterion: string; readonly instead: string; readonly mendedBy: string }

export interface Statements {
  readonly compliance: Compliance
  readonly problems: readonly KnownProblem[]
  /** How to reach somebody besides by email: a post, a telephone, an address. Empty where there is none. */
  readonly contact: string
  /** How soon they are answered: `5 working days`. */
  readonly repliesWithin: string
  readonly preparedOn: Temporal.PlainDate
  readonly reviewedOn: Temporal.PlainDate | null
  readonly testedOn: Temporal.PlainDate | null
  readonly testedBy: string
  readonly officer: string
  readonly keptFor: string
}

/** What holds until a body says something of its own: what is true of the program wherever it runs. */
export const usual: Statements = {
  compliance: 'partially', problems: [{ what: 'Files that people uploaded as evidence may lack headings, alternative text or a reading order', criterion: '1.1.1, 1.3.1 and 1.3.2', instead: 'Each stands beside a description of what it shows. Ask for the content in another way and you will be given it', mendedBy: '' }],
  contact: '', repliesWithin: '', preparedOn: Temporal.PlainDate.from('2026-11-22'), reviewedOn: null, testedOn: null, testedBy: '', officer: '', keptFor: '',
}

/** A line for each, its parts between |: what, which success criterion, what to do instead, when it is mended. */
export function readProblems(words: string): readonly KnownProblem[] | Refused {
  const problems: KnownProblem[] = []
  for (const line of words.split('\n').map((each) => each.trim()).filter((each) => each !== '')) {
    const [what = '', criterion = '', instead = '', mendedBy = '', ...more] = line.split('|').map((each) => each.trim())
    if (what === '' || criterion === '' || instead === '' || more.length > 0) return { refused: `“${line.slice(0, 60)}” must have what it is, the success criterion and what to do instead, with | between them` }
    if (!/\d\.\d+\.\d+/.test(criterion)) return { refused: `“${criterion.slice(0, 40)}” must name a success criterion, like 1.1.1` }
    problems.push({ what, criterion, instead, mendedBy })
  }
  return problems
}

export const problemsAsTyped = (problems: readonly KnownProblem[]): string => problems.map((each) => [each.what, each.criterion, each.instead, ...(each.mendedBy === '' ? [] : [each.mendedBy])].join(' | ')).join('\n')

/** A statement that says what cannot be, or days that cannot be. */
export function lookAt(said: Statements, today: Temporal.PlainDate): Refused | null {
  if (said.compliance === 'fully' && said.problems.length > 0) return { refused: 'A service that complies fully has no known problems. Select another answer, or take the problems out' }
  if (said.compliance !== 'fully' && said.problems.length === 0) return { refused: 'Enter what is not accessible: a statement that does not comply fully has to say so' }
  const late = [said.preparedOn, said.reviewedOn, said.testedOn].some((day) => day !== null && Temporal.PlainDate.compare(day, today) > 0)
  return late ? { refused: 'Each day must be today or in the past' } : null
}

/** The regulations ask for regular review; the government’s model says at least once a year. */
export function isDueForReview({ preparedOn, reviewedOn }: Pick<Statements, 'preparedOn' | 'reviewedOn'>, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare((reviewedOn ?? preparedOn).add({ years: 1 }), today) < 0
}
