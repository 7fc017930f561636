import type { Artefact } from '#disclosure/artefact.ts'
import type { CellName } from '#disclosure/count.ts'
import type { Refused } from '#duty/refused.ts'
import type { NoFigure } from '#statistics/figure.ts'
import { besideWorkforce, type Printed } from './beside-workforce.ts'
import { compareGroups, type HeldComparisons } from './comparisons.ts'
import type { Employee } from './employee.ts'
import { auditOf, type Audit } from './pay-audit.ts'
import { countsOf, qualityOf, type QualityFinding } from './quality.ts'
import { genderFigures, type SixFigures } from './statutory.ts'

/** All that a count of one extract gives: kept when its rows are gone. */
export interface Results {
  readonly counts: ReturnType<typeof countsOf>
  readonly gender: SixFigures | NoFigure
  /** Restricted: what comparisons of groups found, exactly. */
  readonly comparisons: HeldComparisons
  /** How much of them may be printed so that nobody on leave is found beside the published workforce. */
  readonly printed: Printed
  /** Restricted: who is paid what in each group of equal work. */
  readonly audit: Audit
  /** What passed the gate of them, frozen; null until it was asked. */
  readonly cleared: Cleared | Refused | null
}

/** Comparisons that passed the gate: an artefact with its seal, and which counts are withheld, for the releases that come after. */
export interface Cleared { readonly artefact: Artefact; readonly sha256: string; readonly certificate: string; readonly withheld: readonly CellName[] }

/** All of it. It takes seconds of whoever calls it: the thread of one extract. */
export async function resultsOf(employees: readonly Employee[], source: string): Promise<{ readonly results: Results; readonly quality: readonly QualityFinding[] }> {
  const comparisons = compareGroups(employees, source)
  return { quality: qualityOf(employees), results: { counts: countsOf(employees), gender: genderFigures(employees, source), comparisons, printed: await besideWorkforce(comparisons), audit: auditOf(employees, source), cleared: null } }
}

export const sourceOf = (fileName: string, snapshot: Temporal.PlainDate): string => `Payroll extract ${fileName}, ${snapshot.toString()}`
