import { canonicalJson, type Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import { listLedger } from '#database/ledger-reading.ts'
import { dayInLondon, dayInWords, momentInWords } from '#duty/dates.ts'
import { createHash } from 'node:crypto'
import type { Provable } from '#web/offers.ts'
import { assessmentOf, findAssessment, listFrozen } from './assessment-store.ts'
import { decisionsOf, type Assessment } from './assessment.ts'

/** One of the papers that were before those who decide: its bytes as they were, and their SHA-256. What we wrote is text; a document that was attached, its bytes. */
export interface Paper { readonly file: string; readonly what: string; readonly content: string | Uint8Array; readonly sha256: string }
/** A paper by its name. `supplement` is 0 for those that were given first, and 1, 2, … for what was given after them. */
export interface PaperName extends Omit<Paper, 'content'> { readonly supplement: number }
/** Somebody was given them, and when. Who is on record opens them here, and the ledger says when that was. */
export interface Serving { readonly id: string; readonly number: number; readonly supplement: number; readonly to: string; readonly person: string | null; readonly at: Temporal.Instant; readonly by: string }

export const paper = (file: string, what: string, content: string): Paper => ({ file, what, content, sha256: createHash('sha256').update(content, 'utf8').digest('hex') })
/** The same for what is data: one text for one value, on every machine. */
export const dataPaper = (file: string, what: string, value: unknown): Paper => paper(file, what, canonicalJson(JSON.parse(JSON.stringify(value)) as Json))

/** A document that somebody attached, as it was given. */
export const attachedPaper = (file: string, what: string, bytes: Uint8Array, sha256: string): Paper => ({ file, what, content: bytes, sha256 })

/** The newest version whose papers are kept, since when, how many supplements came after, and the hashes of all of it; null where none has been given yet. */
export async function findNewestPapers(db: Reading, organisation: string, assessment: string): Promise<{ readonly number: number; readonly keptAt: Temporal.Instant; readonly supplements: number; readonly hashes: ReadonlySet<string> } | null> {
  const rows = await db.selectFrom('impact_assessments.paper').select(['number', 'supplement', 'sha256', 'made_at']).where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).orderBy('number', 'desc').orderBy('supplement').execute()
  const [first] = rows
  const own = rows.filter((each) => each.number === first?.number)
  return first === undefined ? null : { number: first.number, keptAt: Temporal.Instant.from(first.made_at), supplements: Math.max(...own.map((each) => each.supplement)), hashes: new Set(own.map((each) => each.sha256)) }
}

/** The names of the papers of a version, without what they say: those given first, then each supplement. */
export async function listPaperNames(db: Reading, organisation: string, assessment: string, number: number): Promise<readonly PaperName[]> {
  return db.selectFrom('impact_assessments.paper').select(['file', 'what', 'sha256', 'supplement']).where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).where('number', '=', number).orderBy('supplement').orderBy('file').execute()
}

export async function findPaper(db: Reading, organisation: string, assessment: string, number: number, file: string): Promise<Paper | null> {
  const row = await db.selectFrom('impact_assessments.paper').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).where('number', '=', number).where('file', '=', file).executeTakeFirst()
  return row ? paperOf(row) : null
}

const paperOf = ({ file, what, content, bytes, sha256 }: { file: string; what: string; content: string; bytes: Uint8Array | null; sha256: string }): Paper => ({ file, what, content: bytes ?? content, sha256 })

/** The papers of a version with what they say, as far as they were there at a moment. */
export async function listPapers(db: Reading, organisation: string, assessment: string, number: number, until?: Temporal.Instant): Promise<readonly (Paper & { readonly supplement: number })[]> {
  const rows = await db.selectFrom('impact_assessments.paper').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).where('number', '=', number).$if(until !== undefined, (query) => query.where('made_at', '<=', String(until))).orderBy('supplement').orderBy('file').execute()
  return rows.map((row) => ({ ...paperOf(row), supplement: row.supplement }))
}

/** Keeps the papers of a version as they are now. Where they were kept before, those stay and are given back: nobody is served something else under the same number. */
export async function keepPapers(db: Database, organisation: string, assessment: string, number: number, papers: readonly Paper[], now: Temporal.Instant): Promise<readonly Omit<Paper, 'content'>[]> {
  const before = (await listPaperNames(db, organisation, assessment, number)).filter((each) => each.supplement === 0)
  if (before.length > 0) return before
  await insertPapers(db, organisation, assessment, number, 0, papers, now)
  return papers
}

/** Keeps what came later beside the papers of a version, as its next supplement. What was kept before is not touched. */
export async function keepSupplement(db: Database, organisation: string, assessment: string, number: number, make: (supplement: number) => readonly Paper[], now: Temporal.Instant): Promise<{ readonly supplement: number; readonly papers: readonly Paper[] }> {
  const supplement = Math.max(0, ...(await listPaperNames(db, organisation, assessment, number)).map((each) => each.supplement)) + 1
  const papers = make(supplement).map((each) => ({ ...each, file: `supplement-${supplement}-${each.file}` }))
  await insertPapers(db, organisation, assessment, number, supplement, papers, now)
  return { supplement, papers }
}

async function insertPapers(db: Database, organisation: string, assessment: string, number: number, supplement: number, papers: readonly Paper[], now: Temporal.Instant): Promise<void> {
  await db.insertInto('impact_assessments.paper').values(papers.map(({ content, file, what, sha256 }) => ({ organisation_id: organisation, assessment_id: assessment, number, supplement, file, what, sha256, ...typeof content === 'string' ? { content, bytes: null } : { content: '', bytes: content }, made_at: now.toString() }))).execute()
}

/** What the ledger keeps of it: the papers by their hashes, to whom, and by whom. */
export const whatWasGiven = (papers: readonly Pick<Paper, 'file' | 'sha256'>[], servings: readonly Serving[], by: string) =>
  ({ papers: Object.fromEntries(papers.map((each) => [each.file, each.sha256])), to: servings.map((each) => ({ name: each.to, person: each.person })), by })

export async function insertServings(db: Database, organisation: string, assessment: string, servings: readonly Serving[]): Promise<void> {
  await db.insertInto('impact_assessments.serving').values(servings.map((each) => ({
    organisation_id: organisation, serving_id: each.id, assessment_id: assessment, number: each.number, supplement: each.supplement, to_name: each.to, to_person_id: each.person, how: each.person === null ? 'given' as const : 'here' as const, served_at: each.at.toString(), served_by: each.by,
  }))).execute()
}

export async function listServings(db: Reading, organisation: string, assessment: string): Promise<readonly Serving[]> {
  const rows = await db.selectFrom('impact_assessments.serving').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).orderBy('served_at').orderBy('to_name').execute()
  return rows.map((row) => ({ id: row.serving_id, number: row.number, supplement: row.supplement, to: row.to_name, person: row.to_person_id, at: Temporal.Instant.from(row.served_at), by: row.served_by }))
}

/** Papers that wait for somebody: served, and nothing decided yet. */
export async function listPapersFor(db: Reading, organisation: string, person: string): Promise<readonly { readonly assessment: Assessment; readonly number: number }[]> {
  const rows = await db.selectFrom('impact_assessments.serving as serving')
    .innerJoin('impact_assessments.assessment as assessment', (join) => join.onRef('assessment.organisation_id', '=', 'serving.organisation_id').onRef('assessment.assessment_id', '=', 'serving.assessment_id'))
    .selectAll('assessment').select('serving.number').where('serving.organisation_id', '=', organisation).where('serving.to_person_id', '=', person).where('assessment.decided_on', 'is', null).orderBy('assessment.decision_due_on').orderBy('serving.served_at').limit(100).execute()
  // Whoever was given a supplement too reads all of it in one place.
  return [...new Map(rows.map((row) => [`${row.assessment_id} ${row.number}`, { assessment: assessmentOf(row), number: row.number }])).values()]
}

/** Who opened the papers and when, from the ledger itself: each time is an entry that was there before the page was shown. */
export async function listOpenings(db: Reading, organisation: string, assessment: string): Promise<readonly { readonly person: string; readonly number: number; readonly at: Temporal.Instant }[]> {
  const lines = await listLedger(db, organisation, { room: 'impact-assessments', id: assessment, did: opened, limit: 2000, oldestFirst: true })
  return lines.map((line) => ({ person: line.by, number: Number(line.on.version), at: line.at }))
}

export const opened = 'impact-assessments.papers-opened'

/**
 * What those who decided had, byte for byte, and the entries of the ledger that tell of it. `id` is the assessment’s, or its number: EIA/2026/014. Where a
 * proposal changed and was decided again, EIA/2026/014@1 is the first decision, and the number alone the newest.
 */
export async function findDecisionProof(db: Reading, organisation: string, asked: string): Promise<Provable | null> {
  const [id = '', which] = asked.split('@')
  const row = isId(id) ? { assessment_id: id } : await db.selectFrom('impact_assessments.assessment').select('assessment_id').where('organisation_id', '=', organisation).where('reference', '=', id.toUpperCase()).executeTakeFirst()
  const assessment = row ? await findAssessment(db, organisation, row.assessment_id) : null
  const decisions = assessment === null ? [] : decisionsOf(assessment)
  const place = which === undefined ? decisions.length : Number(which)
  const decision = decisions[place - 1]
  if (!assessment || !decision) return null
  const [versions, all, servings, openings] = [await listFrozen(db, organisation, assessment.id), await listLedger(db, organisation, { room: 'impact-assessments', id: assessment.id, limit: 5000, oldestFirst: true }), await listServings(db, organisation, assessment.id), await listOpenings(db, organisation, assessment.id)]
  const had = versions.find((each) => each.number === decision.had)
  // What was written down later is no part of what they had: the pack stays as it is.
  const recorded = all.filter((line) => line.did === 'impact-assessments.decided').map((line) => line.number)
  const [after, last] = [recorded[place - 2] ?? 0, recorded[place - 1] ?? 0]
  const before = all.find((line) => line.number === last)?.at
  const wasThere = ({ at }: { readonly at: Temporal.Instant }): boolean => before === undefined || Temporal.Instant.compare(at, before) <= 0
  const papers = had === undefined ? [] : await listPapers(db, organisation, assessment.id, had.number, before)
  return {
    title: `The decision on ${assessment.reference}, ${assessment.title}${decisions.length > 1 ? ` (decision ${place})` : ''}`,
    says: [
      `${decision.by} decided on ${dayInWords(decision.on)}: ${decision.decided}.${decision.minute === '' ? '' : ` ${decision.minute}.`}`,
      had === undefined ? 'No version of the assessment was before them.' : `They had version ${had.number}: ${had.why}. Kept by ${had.madeBy} on ${dayInWords(dayInLondon(had.madeAt))}.`,
      ...(decision.assessedAfter ? ['The assessment was completed after the decision.'] : []),
      ...(had === undefined ? [] : saysOfServing(servings.filter((each) => each.number === had.number && wasThere(each)), openings.filter(wasThere), papers)),
    ],
    documents: had === undefined ? [] : papers.length > 0 ? papers.map((each) => ({ file: each.file, what: each.what, bytes: each.content, sha256: each.sha256 })) : [{ file: 'assessment.json', what: `The assessment as it was before them, version ${had.number}`, bytes: canonicalJson(had.content as unknown as Json), sha256: had.sha256 }],
    entries: all.filter((line) => line.number > after && line.number <= last && stepsOfDecision.has(line.did)).map((line) => line.number),
  }
}

const stepsOfDecision = new Set([...['sent-to-scrutiny', 'agreed', 'signed', 'version-kept', 'served', 'supplement-served', 'decided'].map((did) => `impact-assessments.${did}`), opened])

/** Who was given what, and when they opened it, a sentence each: what was given first, then each supplement with what was in it. */
export function saysOfServing(servings: readonly Serving[], openings: readonly { readonly person: string; readonly number: number; readonly at: Temporal.Instant }[], papers: readonly PaperName[]): readonly string[] {
  if (servings.length === 0) return ['Nobody is recorded as having been given it.']
  return servings.toSorted((a, b) => a.supplement - b.supplement).map((each) => {
    // Whoever opens the papers sees all of them; so a supplement was opened by whoever opened them after it was given.
    const first = openings.find((one) => one.person === each.person && one.number === each.number && Temporal.Instant.compare(one.at, each.at) >= 0)
    return `${each.supplement === 0 ? 'Given' : `Supplement ${each.supplement} (${supplementInWords(papers, each.supplement)}) given`} to ${each.to} at ${momentInWords(each.at)} by ${each.by}${each.person === null ? '.' : first === undefined ? '; not opened here.' : `; opened at ${momentInWords(first.at)}.`}`
  })
}

/** “Letter of the access group (letter.pdf)”: the documents of a supplement, without the note that goes with them. */
export const supplementInWords = (papers: readonly PaperName[], supplement: number): string => papers.filter((each) => each.supplement === supplement && !each.file.endsWith('-note.txt')).map((each) => each.what).join('; ')
