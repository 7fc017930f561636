import { notes, reasons, type Employee, type Note, type Reason } from './employee.ts'

/** One thing that somebody should look at before any figure is believed: what it is, what to do, and whose rows they are. */
export interface QualityFinding {
  readonly code: Reason | Note | 'no staff number'
  /** `mend`: people are left out of figures because of it. `look`: they count, and may distort. `know`: as the regulations want it. */
  readonly weight: 'mend' | 'look' | 'know'
  readonly title: string
  readonly whatToDo: string
  readonly people: number
  /** Places of the employees, the first `mostPlaces` of them. */
  readonly places: readonly number[]
}

export const mostPlaces = 200

const asked: readonly (readonly [code: QualityFinding['code'], weight: QualityFinding['weight'], whatToDo: string])[] = [
  ['no sex recorded', 'mend', 'Ask the payroll for sex as it stands in the record, and give the extract again. Nobody may be guessed.'],
  ['sex differs', 'mend', 'Find which row is right, mend it in the payroll, and give the extract again.'],
  ['no hours', 'mend', 'Give contract hours, or the hours of the last 12 weeks with work, for these people.'],
  ['pay cannot be read', 'mend', 'Look at the pay columns of these rows: a word stands where an amount belongs.'],
  ['amount cannot be read', 'mend', 'Look at the amounts of these rows: a word stands where a number belongs.'],
  ['same row twice', 'mend', 'Check that the extract was not joined with itself. Each row counts once.'],
  ['less than nothing', 'look', 'Pay below nought is usually an overpayment taken back, which belongs to another period. Class it as arrears.'],
  ['low rate', 'look', 'Check hours and pay: hours of a full week over pay of part of it, or term-time pay over term-week hours, give such rates.'],
  ['high rate', 'look', 'Check hours and pay: hours of a day in place of a week, a yearly amount in a monthly column, or a one-off payment as basic pay, give such rates.'],
  ['many hours', 'look', 'Check whether hours are for a week, and whether overtime hours are in them.'],
  ['fewer than 12 weeks', 'look', 'Record how the number was found. It should fairly represent a week, by the contract or by people in comparable work.'],
  ['started in the period', 'look', 'The regulations want them counted like this. Say in the narrative what it does to the figures where there are many.'],
  ['left in the period', 'look', 'The regulations want them counted like this. Say in the narrative what it does to the figures where there are many.'],
  ['no staff number', 'look', 'Without a number each row is taken for a person of its own.'],
  ['several posts', 'know', 'Their posts are treated as you chose. Keep the choice from year to year.'],
  ['arrears left out', 'know', 'Nothing to do, if these are payments for other periods.'],
  ['reduced otherwise', 'know', 'A strike or an unpaid change of hours is not leave: they count as on full pay.'],
  ['reduced by leave', 'know', 'Nothing to do, if the column of reduced pay is right.'],
  ['no pay and no hours', 'know', 'Nothing to do, if these are casual workers who did not work in the period.'],
]

/** The findings with the people whom each is about, what must be mended first. What nobody has is not listed. */
export function qualityOf(employees: readonly Employee[]): readonly QualityFinding[] {
  const found = new Map<QualityFinding['code'], { people: number; places: number[] }>()
  const add = (code: QualityFinding['code'], { place }: Employee): void => {
    const held = found.get(code) ?? { people: 0, places: [] }
    held.people += 1
    if (held.places.length < mostPlaces) held.places.push(place)
    found.set(code, held)
  }
  for (const employee of employees) {
    if (employee.reason !== 'full pay') add(employee.reason, employee)
    for (const note of employee.notes) add(note, employee)
    if (employee.staffNumber === '') add('no staff number', employee)
  }
  return asked.flatMap(([code, weight, whatToDo]) => {
    const held = found.get(code)
    return held ? [{ code, weight, title: titleOf(code), whatToDo, ...held }] : []
  })
}

function titleOf(code: QualityFinding['code']): string {
  if (code === 'no staff number') return 'No staff number is recorded'
  return code in reasons ? reasons[code as Reason].words : notes[code as Note]
}

/** How many people stand where, and why: the numbers at the top of the page and in the workings. */
export function countsOf(employees: readonly Employee[]): { readonly [reason in Reason]?: { readonly men: number; readonly women: number; readonly unknown: number } } {
  const counts: { [reason in Reason]?: { men: number; women: number; unknown: number } } = {}
  for (const { reason, sex } of employees) {
    const held = counts[reason] ??= { men: 0, women: 0, unknown: 0 }
    held[sex === 'male' ? 'men' : sex === 'female' ? 'women' : 'unknown'] += 1
  }
  return counts
}
