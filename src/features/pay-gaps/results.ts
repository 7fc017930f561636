import type { NoFigure } from '#statistics/figure.ts'
import type { Employee } from './employee.ts'
import { countsOf, qualityOf, type QualityFinding } from './quality.ts'
import { genderFigures, type SixFigures } from './statutory.ts'

/** All that a count of one extract gives: kept when its rows are gone. */
export interface Results {
  readonly counts: ReturnType<typeof countsOf>
  readonly gender: SixFigures | NoFigure
}

export function resultsOf(employees: readonly Employee[], source: string): { readonly results: Results; readonly quality: readonly QualityFinding[] } {
  return { quality: qualityOf(employees), results: { counts: countsOf(employees), gender: genderFigures(employees, source) } }
}

export const sourceOf = (fileName: string, snapshot: Temporal.PlainDate): string => `Payroll extract ${fileName}, ${snapshot.toString()}`
