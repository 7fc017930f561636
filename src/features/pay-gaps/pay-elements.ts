/**
 * What the regulations take a kind of pay for. The payroll's label does not decide alone: a retention payment that
 * recurs is an allowance, and one paid once at the start is a bonus, so a body's own rules come before these.
 * Source: S.I. 2017/353, Schedule 1, paragraphs 3 and 4; S.I. 2017/172, regulations 3 and 4. Last checked 22 November 2026.
 */
export const elementClasses = [
  { class: 'basic', name: 'Basic pay', counts: 'ordinary', paragraph: 3 },
  { class: 'allowance', name: 'Allowance', counts: 'ordinary', paragraph: 3 },
  { class: 'piecework', name: 'Pay for piecework', counts: 'ordinary', paragraph: 3 },
  { class: 'leave pay', name: 'Pay for leave', counts: 'ordinary', paragraph: 3 },
  { class: 'shift premium', name: 'Shift premium pay', counts: 'ordinary', paragraph: 3 },
  { class: 'bonus', name: 'Bonus pay', counts: 'bonus', paragraph: 4 },
  { class: 'overtime', name: 'Overtime pay', counts: 'no', paragraph: 3 },
  { class: 'redundancy or termination', name: 'Redundancy or termination pay', counts: 'no', paragraph: 3 },
  { class: 'in lieu of leave', name: 'Pay in lieu of leave', counts: 'no', paragraph: 3 },
  { class: 'benefit in kind', name: 'Benefit that is not money', counts: 'no', paragraph: 3 },
  { class: 'expense', name: 'Expenses paid back', counts: 'no', paragraph: 3 },
  { class: 'arrears', name: 'Arrears of another period', counts: 'no', paragraph: 6 },
] as const
export type ElementClass = (typeof elementClasses)[number]['class']

/** Whether pay of this class is ordinary pay, bonus pay, or not counted at all. */
export function countsAs(wanted: ElementClass): 'ordinary' | 'bonus' | 'no' {
  return elementClasses.find((each) => each.class === wanted)?.counts ?? 'no'
}

export const nameOfClass = (wanted: ElementClass): string => elementClasses.find((each) => each.class === wanted)?.name ?? wanted

/** A rule of the body: which of its pay elements are what, from a day on, and why. */
export interface ElementRule {
  readonly id: string
  /** Words that an element's name contains. */
  readonly words: string
  readonly class: ElementClass
  readonly from: Temporal.PlainDate
  readonly because: string
}

/** What a council's payroll usually calls things. The first that fits decides, so what is narrower stands first. */
const usual: readonly (readonly [RegExp, ElementClass])[] = [
  [/arrear|back ?pay|backdat|retro/i, 'arrears'],
  [/overtime|\bo\/?t\b|time and a half|double time/i, 'overtime'],
  [/redundan|terminat|severance|ex[- ]?gratia|notice pay|in lieu of notice|\bpilon\b/i, 'redundancy or termination'],
  [/lieu/i, 'in lieu of leave'],
  [/expense|mileage|subsist|reimburs|travel claim/i, 'expense'],
  [/benefit in kind|\bbik\b|p11d|lease car benefit/i, 'benefit in kind'],
  [/bonus|commission|profit|incentive|performance (award|pay)|long[- ]service|golden h|sign[- ]?on|retention payment|recruitment payment|honorarium one/i, 'bonus'],
  [/shift|night|weekend|saturday|sunday|unsocial|unsociable|bank holiday enh|premium/i, 'shift premium'],
  [/piece/i, 'piecework'],
  [/holiday pay|annual leave|sick|\bssp\b|maternity|\bsmp\b|paternity|adoption|leave pay|\bocc sick/i, 'leave pay'],
  [/allow|supplement|honorari|standby|stand[- ]by|call[- ]?out|sleep[- ]?in|first aid|weighting|responsib|acting|protection|car\b|essential user|market/i, 'allowance'],
  [/basic|salary|wage|contractual pay|base/i, 'basic'],
]

/** The class of a pay element on the day of the snapshot: the body's newest rule that fits, then what is usual; null when somebody has to say. */
export function classOf(element: string, rules: readonly ElementRule[], on: Temporal.PlainDate): ElementClass | null {
  const own = rules.filter((rule) => Temporal.PlainDate.compare(rule.from, on) <= 0 && element.toLowerCase().includes(rule.words.toLowerCase()))
    .sort((a, b) => b.words.length - a.words.length || Temporal.PlainDate.compare(b.from, a.from))[0]
  return own?.class ?? usual.find(([words]) => words.test(element))?.[1] ?? null
}
