import { canonicalJson, type Json } from '#database/canonical.ts'
import type { Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { listLedger } from '#database/ledger-reading.ts'
import { dayInWords } from '#duty/dates.ts'
import type { Provable } from '#web/offers.ts'
import { findAssessment, listFrozen } from './assessment-store.ts'

/** What those who decided had, byte for byte, and the entries of the ledger that tell of it. `id` is the assessment’s, or its number: EIA/2026/014. */
export async function findDecisionProof(db: Reading, organisation: string, id: string): Promise<Provable | null> {
  const row = isId(id) ? { assessment_id: id } : await db.selectFrom('impact_assessments.assessment').select('assessment_id').where('organisation_id', '=', organisation).where('reference', '=', id.toUpperCase()).executeTakeFirst()
  const assessment = row ? await findAssessment(db, organisation, row.assessment_id) : null
  if (!assessment?.decision) return null
  const { decision } = assessment
  const [versions, lines] = [await listFrozen(db, organisation, assessment.id), await listLedger(db, organisation, { room: 'impact-assessments', id: assessment.id, limit: 2000, oldestFirst: true })]
  const had = versions.find((each) => each.number === decision.had)
  return {
    title: `The decision on ${assessment.reference}, ${assessment.title}`,
    says: [
      `${decision.by} decided on ${dayInWords(decision.on)}: ${decision.decided}.${decision.minute === '' ? '' : ` ${decision.minute}.`}`,
      had === undefined ? 'No version of the assessment was before them.' : `They had version ${had.number}: ${had.why}. Kept by ${had.madeBy} on ${dayInWords(had.madeAt.toZonedDateTimeISO('Europe/London').toPlainDate())}.`,
      ...(decision.assessedAfter ? ['The assessment was completed after the decision.'] : []),
    ],
    documents: had === undefined ? [] : [{ file: 'assessment.json', what: `The assessment as it was before them, version ${had.number}`, bytes: canonicalJson(had.content as unknown as Json), sha256: had.sha256 }],
    entries: lines.filter((line) => stepsOfDecision.has(line.did)).map((line) => line.number),
  }
}

const stepsOfDecision = new Set(['sent-to-scrutiny', 'signed', 'version-kept', 'decided'].map((did) => `impact-assessments.${did}`))
