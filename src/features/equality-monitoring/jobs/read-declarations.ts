import { declarationsFor } from '#features/self-declaration/index.ts'
import { dayInWords } from '#duty/dates.ts'
import type { WorkHouse } from '#web/work.ts'
import type { Dataset } from '../dataset.ts'
import type { OwnDeclaration } from '../own-declarations.ts'

/** What the people of an extract had declared themselves on its day. The read is in the ledger, in the same transaction. */
export async function readDeclarations({ organisation, changing, append }: WorkHouse, dataset: Dataset, staffNumbers: readonly string[], why: 'to check' | 'to take in'): Promise<readonly OwnDeclaration[]> {
  const purpose = `${dataset.source.name}, ${dayInWords(dataset.to)}: ${why}`
  const declared = await changing((db) => declarationsFor(db, organisation, { staffNumbers }, dataset.to, purpose, (entry) => append(db, entry)))
  return declared.flatMap(({ staffNumber, stoppedOn, answers }) => staffNumber === null ? [] : [{ staffNumber, isStopped: stoppedOn !== null, answers }])
}
