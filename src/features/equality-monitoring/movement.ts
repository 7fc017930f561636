/** Whether two snapshots of the workforce add up with those who joined and left in the days between. Pure. */
import { stockFlow } from '#statistics/stock-flow.ts'
import { isRefused } from '#duty/refused.ts'
import { dayInWords } from '#duty/dates.ts'
import type { SingleCounts } from './beside-earlier.ts'
import { isQuestion } from './mapping.ts'
import type { Problem } from './quality.ts'
import type { Tabulation } from './tabulation.ts'

/** Exact counts of the four extracts, each by one field at a time. Restricted. */
export interface Movements {
  readonly start: { readonly on: Temporal.PlainDate; readonly counts: SingleCounts }
  readonly end: { readonly on: Temporal.PlainDate; readonly counts: SingleCounts }
  readonly joined: SingleCounts
  readonly left: SingleCounts
}

/**
 * Answers change and people move between departments, so parts need not add up; everybody together must. Where they do not, somebody is missing from one of the
 * four extracts or is in it twice: it is said of everybody, and of the department or grade in which most are missing, with all four numbers.
 */
export function findMissing({ start, end, joined, left }: Movements): readonly Problem[] {
  const whole = cellsOf('all', '', [start.counts, end.counts, joined, left])[0]
  if (whole === undefined) return []
  const worst = end.counts.filter(({ by }) => by.length === 1 && by.every(({ field }) => !isQuestion(field))).flatMap(({ cut }) => cellsOf(cut, `${cut}: `, [start.counts, end.counts, joined, left]))
    .toSorted((one, other) => Math.abs(other.residual) - Math.abs(one.residual))[0]
  const said = [{ ...whole, name: '' }, ...(worst === undefined ? [] : [worst])].map(({ name, was, came, went, is, residual }) =>
    `${name === '' ? 'On' : `In ${name}: on`} ${dayInWords(start.on)} there were ${inThousands(was)}, ${inThousands(came)} joined and ${inThousands(went)} left, which makes ${inThousands(is - residual)}; the extract of ${dayInWords(end.on)} has ${inThousands(is)}.`)
  return [{
    kind: 'does not add up', grave: 'warns', column: '', field: null, words: '', rows: [], rowCount: 0, sentence: said.join(' '),
    remedy: 'Check that all four extracts cover the same people, and that nobody is missing from those who joined or left or is in them twice. As long as they do not add up, figures do not say what changed by people joining and leaving.',
  }]
}

interface Cell { readonly name: string; readonly was: number; readonly is: number; readonly came: number; readonly went: number; readonly residual: number }

/** The cells of a cut that do not add up. An extract that does not have the field says nothing of it. */
function cellsOf(cut: string, prefix: string, extracts: readonly SingleCounts[]): readonly Cell[] {
  const found = extracts.map((counts) => counts.find((each) => each.cut === cut)).map((each) => each && countsByName(each))
  if (found.some((each) => each === undefined)) return []
  const names = new Set(found.flatMap((each) => [...each?.keys() ?? []]))
  return [...names].flatMap((name): Cell[] => {
    const [was = 0, is = 0, came = 0, went = 0] = found.map((each) => each?.get(name) ?? 0)
    const flow = stockFlow({ start: was, joined: came, left: went, newlyDeclared: 0, withdrawn: 0, end: is })
    return isRefused(flow) || flow.reconciles ? [] : [{ name: `${prefix}${name}`, was, is, came, went, residual: flow.residual }]
  })
}

function countsByName({ by: [field], counts }: Tabulation): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  counts.forEach((count, place) => {
    const name = field === undefined ? '' : field.categories[place]?.label ?? 'not recorded'
    found.set(name, (found.get(name) ?? 0) + count)
  })
  return found
}

const inThousands = (people: number): string => people.toLocaleString('en-GB')
