import type { Employee, Group, HoursBasis, Note, Reason, Standing } from './employee.ts'
import type { ElementClass } from './pay-elements.ts'
import { given, keep } from './statutory.ts'
import { toNumber } from '#statistics/rational.ts'

/** An employee as plain data: between threads, and in the database. Fractions are text, and lose nothing. */
export interface KeptEmployee {
  readonly place: number
  readonly staff_number: string
  readonly sex: 'male' | 'female' | null
  readonly standing: Standing
  readonly reason: Reason
  readonly hourly: string | null
  readonly hourly_near: number | null
  readonly noted: readonly Note[]
  readonly told: {
    readonly lines: readonly number[]; readonly hours: string | null; readonly basis: HoursBasis | null; readonly parts: { readonly [each in ElementClass]?: string }; readonly bonus: string | null
    readonly groups: { readonly [group in Group]?: string }; readonly service: number | null
  }
}

export function keepEmployee({ place, staffNumber, sex, standing, reason, hourly, notes, lines, weeklyHours, hoursBasis, parts, bonus, groups, service }: Employee): KeptEmployee {
  const keptParts: { [each in ElementClass]?: string } = {}
  for (const [each, amount] of Object.entries(parts) as [ElementClass, typeof hourly][]) if (amount) keptParts[each] = keep(amount)
  return {
    place, staff_number: staffNumber, sex, standing, reason, hourly: hourly === null ? null : keep(hourly), hourly_near: hourly === null ? null : toNumber(hourly), noted: notes,
    told: { lines, hours: weeklyHours === null ? null : keep(weeklyHours), basis: hoursBasis, parts: keptParts, bonus: bonus === null ? null : keep(bonus), groups, service },
  }
}

export function employeeFrom({ place, staff_number: staffNumber, sex, standing, reason, hourly, noted, told }: KeptEmployee): Employee {
  const parts: { [each in ElementClass]?: ReturnType<typeof given> } = {}
  for (const [each, amount] of Object.entries(told.parts) as [ElementClass, string | undefined][]) if (amount !== undefined) parts[each] = given(amount)
  return {
    place, staffNumber, sex, standing, reason, hourly: hourly === null ? null : given(hourly), notes: noted, lines: told.lines, weeklyHours: told.hours === null ? null : given(told.hours), hoursBasis: told.basis, parts,
    bonus: told.bonus === null ? null : given(told.bonus), groups: told.groups, service: told.service,
  }
}
