import { createHash } from 'node:crypto'
import { sql, type RawBuilder, type Selectable } from 'kysely'
import { canonicalJson, type Json } from '#database/canonical.ts'
import type { Database, Reading } from '#database/database.ts'
import { isId } from '#database/identity.ts'
import type { Assessment, Decision, Interest, KnownOutcome, Remark, Review, Reviewer, Somebody, Stage, Step, Verdict } from './assessment.ts'
import { emptyContent, worst, type Content, type EvidenceFigures, type Group, type GroupImpact, type Magnitude, type Mitigation, type Rating, type SectionCode } from './content.ts'
import { groupsAsked, namesOf } from './local-group.ts'
import { listOwnGroups } from './local-group-store.ts'
import { listPlaces } from './place-store.ts'
import { findSettings, formChanges } from './settings-store.ts'
import type { ImpactAssessmentTables } from './tables.ts'

export async function findAssessment(db: Reading, organisation: string, id: string): Promise<Assessment | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('impact_assessments.assessment').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', id).executeTakeFirst()
  return row ? assessmentOf(row) : null
}

/** Those of these ids that there are. */
export async function findAssessments(db: Reading, organisation: string, ids: readonly string[]): Promise<ReadonlyMap<string, Assessment>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('impact_assessments.assessment').selectAll().where('organisation_id', '=', organisation).where('assessment_id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.assessment_id, assessmentOf(row)]))
}

export interface AssessmentsAsked {
  readonly words?: string; readonly stage?: Stage; readonly department?: string; readonly budgetRound?: string; readonly year?: number
  /** Has one of its impacts on this group this rating? */
  readonly group?: string; readonly rating?: Rating
  /** Written by this person, alone or with others. */
  readonly author?: string
  readonly departments?: readonly string[] | 'all'
  readonly sort?: { readonly by: string; readonly down: boolean } | null; readonly limit: number; readonly offset: number
}

/** Of a row called `assessment`: whether this person leads it, or writes it too. */
export const isAuthorIn = (person: string): RawBuilder<boolean> => sql<boolean>`(assessment.lead_id = ${person} or assessment.authors @> ${JSON.stringify([{ id: person }])}::jsonb)`

export async function listAssessments(db: Reading, organisation: string, asked: AssessmentsAsked): Promise<readonly Assessment[]> {
  const order = asked.sort?.down ? 'desc' as const : 'asc' as const
  const words = `%${(asked.words ?? '').trim().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const rows = await db.selectFrom('impact_assessments.assessment as assessment').selectAll('assessment').where('assessment.organisation_id', '=', organisation)
    .$if(asked.words !== undefined && asked.words.trim() !== '', (query) => query.where((where) => where.or([where('assessment.title', 'ilike', words), where('assessment.reference', 'ilike', words)])))
    .$if(asked.stage !== undefined, (query) => query.where('assessment.stage', '=', asked.stage!))
    .$if(asked.department !== undefined, (query) => query.where('assessment.department_id', '=', asked.department!))
    .$if(asked.author !== undefined, (query) => query.where(isAuthorIn(asked.author!)))
    .$if(asked.departments !== undefined && asked.departments !== 'all', (query) => query.where('assessment.department_id', 'in', asked.departments as readonly string[]))
    .$if(asked.budgetRound !== undefined, (query) => query.where('assessment.budget_round', '=', asked.budgetRound!))
    .$if(asked.year !== undefined, (query) => query.where('assessment.started_on', '>=', `${asked.year}-01-01`).where('assessment.started_on', '<=', `${asked.year}-12-31`))
    .$if(asked.group !== undefined || asked.rating !== undefined, (query) => query.where((where) => where.exists(where.selectFrom('impact_assessments.impact as impact').select('impact.group_code')
      .whereRef('impact.organisation_id', '=', 'assessment.organisation_id').whereRef('impact.assessment_id', '=', 'assessment.assessment_id')
      .$if(asked.group !== undefined, (inner) => inner.where('impact.group_code', '=', asked.group!)).$if(asked.rating !== undefined, (inner) => inner.where('impact.rating', '=', asked.rating!)))))
    .$if(asked.sort?.by === 'title', (query) => query.orderBy(sql`assessment.title collate "en-GB-x-icu"`, order))
    .$if(asked.sort?.by === 'reference', (query) => query.orderBy('assessment.reference', order))
    .$if(asked.sort?.by === 'stage', (query) => query.orderBy('assessment.stage', order))
    .$if(asked.sort?.by === 'decision', (query) => query.orderBy('assessment.decision_due_on', (by) => order === 'desc' ? by.desc().nullsLast() : by.asc().nullsLast()))
    .orderBy('assessment.changed_at', 'desc').orderBy('assessment.assessment_id').limit(asked.limit).offset(asked.offset).execute()
  return rows.map(assessmentOf)
}

export async function listAssessmentsOf(db: Reading, organisation: string, undertaking: string): Promise<readonly Assessment[]> {
  const rows = await db.selectFrom('impact_assessments.assessment').selectAll().where('organisation_id', '=', organisation).where('undertaking_id', '=', undertaking).orderBy('started_on', 'desc').limit(50).execute()
  return rows.map(assessmentOf)
}

/** Those that were signed, decided or published in these days, the earliest first. */
export async function listDated(db: Reading, organisation: string, what: 'signed_on' | 'decided_on' | 'published_on', { from, to }: { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }): Promise<readonly Assessment[]> {
  const rows = await db.selectFrom('impact_assessments.assessment').selectAll().where('organisation_id', '=', organisation).where(what, '>=', from.toString()).where(what, '<=', to.toString()).orderBy(what).orderBy('reference').limit(5000).execute()
  return rows.map(assessmentOf)
}

/** Published ones of this lead that are to be reviewed by this day, the longest overdue first. */
export async function listForReview(db: Reading, organisation: string, lead: string, by: Temporal.PlainDate): Promise<readonly Assessment[]> {
  const rows = await db.selectFrom('impact_assessments.assessment').selectAll().where('organisation_id', '=', organisation).where('lead_id', '=', lead).where('stage', '=', 'published').where('review_on', '<=', by.toString()).orderBy('review_on').orderBy('reference').limit(20).execute()
  return rows.map(assessmentOf)
}

/** Names of budget rounds that assessments belong to, the newest first. */
export async function listBudgetRounds(db: Reading, organisation: string): Promise<readonly string[]> {
  // From each name to the next one in the index: as many steps as there are rounds, however many assessments there are.
  const names = (from: Pick<Reading, 'selectFrom'>) => from.selectFrom('impact_assessments.assessment').where('organisation_id', '=', organisation).where('budget_round', '!=', '').select((each) => each.fn.max<string | null>('budget_round').as('name'))
  const rows = await db.withRecursive('found', (all) => names(db).unionAll(all.selectFrom('found').where('found.name', 'is not', null).select(names(db).whereRef('budget_round', '<', sql.ref('found.name')).as('name'))))
    .selectFrom('found').select('name').where('name', 'is not', null).limit(50).execute()
  return rows.map((row) => row.name ?? '')
}

export async function insertAssessment(db: Database, organisation: string, assessment: Assessment, now: Temporal.Instant): Promise<void> {
  await db.insertInto('impact_assessments.assessment').values({ organisation_id: organisation, assessment_id: assessment.id, ...rowOf(assessment, now) }).execute()
}

export async function saveAssessment(db: Database, organisation: string, assessment: Assessment, now: Temporal.Instant): Promise<boolean> {
  const saved = await db.updateTable('impact_assessments.assessment').set(rowOf(assessment, now)).where('organisation_id', '=', organisation).where('assessment_id', '=', assessment.id).where('version', '=', assessment.version - 1).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** What is known of a section beside its words: how often it was changed, when, by whom, and after which round of scrutiny. */
export interface SectionState { readonly version: number; readonly round: number; readonly changedAt: Temporal.Instant; readonly changedBy: string }

export async function findContent(db: Reading, organisation: string, assessment: string): Promise<{ readonly content: Content; readonly states: ReadonlyMap<SectionCode, SectionState>; readonly groups: readonly Group[] }> {
  const rows = await db.selectFrom('impact_assessments.section').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).execute()
  const [own, asked] = [await listOwnGroups(db, organisation), formChanges(await findSettings(db, organisation))]
  const named = namesOf(own)
  const places = await listPlaces(db, organisation)
  const written = Object.fromEntries(rows.map((row) => [row.section, row.content]))
  // Each section was written by saveSection, with the content of that section.
  const content = { ...emptyContent, ...written, ...(Object.keys(named).length > 0 ? { named } : {}), ...(asked === null ? {} : { asked }), ...(places.length === 0 ? {} : { places }) } as Content
  return {
    content, groups: groupsAsked(own, content),
    states: new Map(rows.map((row) => [row.section, { version: row.version, round: row.round, changedAt: Temporal.Instant.from(row.changed_at), changedBy: row.changed_by }])),
  }
}

/** The same of many at once, for a page about all of them. */
export async function findContents(db: Reading, organisation: string, assessments: readonly string[]): Promise<ReadonlyMap<string, Content>> {
  if (assessments.length === 0) return new Map()
  const rows = await db.selectFrom('impact_assessments.section').select(['assessment_id', 'section', 'content']).where('organisation_id', '=', organisation).where('assessment_id', 'in', [...assessments]).where('section', 'in', ['proposal', 'people', 'together', 'mitigation']).execute()
  const found = new Map<string, Content>(assessments.map((id) => [id, emptyContent]))
  for (const row of rows) found.set(row.assessment_id, { ...found.get(row.assessment_id) ?? emptyContent, [row.section]: row.content } as Content)
  return found
}

/** Which action of the plan each mitigation has become, by its id. */
export async function listPlanned(db: Reading, organisation: string, assessment: string): Promise<ReadonlyMap<string, string>> {
  const row = await db.selectFrom('impact_assessments.section').select('content').where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).where('section', '=', 'mitigation').executeTakeFirst()
  const mitigation = (row?.content ?? []) as unknown as readonly Mitigation[]
  return new Map(mitigation.flatMap((each) => each.planAction === null ? [] : [[each.id, each.planAction]]))
}

/** Keeps a section, if nobody has changed it since `version` (0 for one that nobody had begun). */
export async function saveSection<Section extends SectionCode>(db: Database, organisation: string, assessment: Pick<Assessment, 'id' | 'round'>, section: Section, content: Content[Section], version: number, by: string, now: Temporal.Instant): Promise<boolean> {
  const row = { content: JSON.stringify(content), version: version + 1, round: assessment.round, changed_at: now.toString(), changed_by: by }
  if (version === 0) {
    const made = await db.insertInto('impact_assessments.section').values({ organisation_id: organisation, assessment_id: assessment.id, section, ...row }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst()
    return made.numInsertedOrUpdatedRows === 1n
  }
  const saved = await db.updateTable('impact_assessments.section').set(row).where('organisation_id', '=', organisation).where('assessment_id', '=', assessment.id).where('section', '=', section).where('version', '=', version).executeTakeFirst()
  return saved.numUpdatedRows === 1n
}

/** Writes down that this person has written in it, once. Beside its version, which is for its details. */
export async function keepWriter(db: Database, organisation: string, assessment: Assessment, writer: Somebody): Promise<void> {
  if (assessment.wrote.some((each) => each.id === writer.id)) return
  await db.updateTable('impact_assessments.assessment').set({ steps: sql`jsonb_set(steps, '{wrote}', coalesce(steps->'wrote', '[]'::jsonb) || ${JSON.stringify([writer])}::jsonb)` }).where('organisation_id', '=', organisation).where('assessment_id', '=', assessment.id).execute()
}

/** Writes down what each impact comes to, before and after what is to be done: what all assessments together are asked from. */
export async function indexImpacts(db: Database, organisation: string, assessment: string, impacts: readonly GroupImpact[], mitigation: readonly Mitigation[]): Promise<void> {
  await db.deleteFrom('impact_assessments.impact').where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).execute()
  const rows = impactRows(impacts, mitigation).map((row) => ({ organisation_id: organisation, assessment_id: assessment, ...row }))
  if (rows.length > 0) await db.insertInto('impact_assessments.impact').values(rows).execute()
}

export function impactRows(impacts: readonly GroupImpact[], mitigation: readonly Mitigation[]) {
  return impacts.flatMap((impact) => {
    const rating = worst(impact)
    if (rating === null) return []
    const left = afterwards(impact, mitigation)
    return [{ group_code: impact.group, rating, severity: rating === 'negative' ? impact.severity : '' as const, residual: left.rating, residual_severity: left.severity }]
  })
}

/** Many rows at once, for the example: their shape is the caller’s to know. */
export async function insertMany(db: Database, table: 'impact_assessments.section' | 'impact_assessments.impact' | 'impact_assessments.touches_place' | 'impact_assessments.frozen' | 'impact_assessments.verdict', rows: readonly object[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 200) await db.insertInto(table).values(rows.slice(from, from + 200) as never).execute()
}

/** What is left for a group once everything is done that is meant for it: the best of what its actions leave, and nothing where none says. */
function afterwards(impact: GroupImpact, mitigation: readonly Mitigation[]): { readonly rating: Rating | ''; readonly severity: Magnitude | '' } {
  const order: readonly Rating[] = ['positive', 'neutral', 'negative', 'unknown']
  const [best] = mitigation.filter((each) => each.groups.includes(impact.group) && each.residual !== '').sort((a, b) => order.indexOf(a.residual as Rating) - order.indexOf(b.residual as Rating))
  return best === undefined ? { rating: '', severity: '' } : { rating: best.residual, severity: best.residualSeverity }
}

/** Writes down which figures the evidence rests on, and by which the impacts are to be known, so that each leads back to the assessment. */
export async function indexFigures(db: Database, organisation: string, assessment: string, items: Content['evidence']['items'], impacts: readonly GroupImpact[] = []): Promise<void> {
  await db.deleteFrom('impact_assessments.rests_on').where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).execute()
  const taken = [...items.flatMap((item) => item.figures === undefined ? [] : [{ id: item.id, figures: item.figures }]), ...impacts.flatMap((impact) => impact.knownBy ?? [])]
  const rows = taken.map(({ id, figures }) => ({ organisation_id: organisation, assessment_id: assessment, entry_id: id, room: figures.room, asked: figures.asked, taken: figures.taken, title: figures.title, numbers_hash: hashOfNumbers(figures) }))
  if (rows.length > 0) await db.insertInto('impact_assessments.rests_on').values(rows).execute()
}

/** Of the numbers as they were taken; nothing where only a sentence was. */
export function hashOfNumbers({ headings, rows }: Pick<EvidenceFigures, 'headings' | 'rows'>): string {
  return rows.length === 0 ? '' : createHash('sha256').update(canonicalJson({ headings, rows })).digest('hex')
}

export interface Rest { readonly room: EvidenceFigures['room']; readonly asked: string; readonly taken: string; readonly title: string; readonly numbers: string; readonly assessment: Assessment }

/** Every figure that an assessment rests on, with the assessment: the way back from the evidence. */
export async function listRests(db: Reading, organisation: string, on?: Pick<EvidenceFigures, 'room' | 'asked'>): Promise<readonly Rest[]> {
  const rows = await db.selectFrom('impact_assessments.rests_on as rest')
    .innerJoin('impact_assessments.assessment as assessment', (join) => join.onRef('assessment.organisation_id', '=', 'rest.organisation_id').onRef('assessment.assessment_id', '=', 'rest.assessment_id'))
    .selectAll('assessment').select(['rest.room', 'rest.asked', 'rest.taken', 'rest.numbers_hash', 'rest.title as figure_title']).where('rest.organisation_id', '=', organisation)
    .$if(on !== undefined, (query) => query.where('rest.room', '=', on!.room).where('rest.asked', '=', on!.asked)).orderBy('rest.room').orderBy('rest.title').orderBy('assessment.reference').limit(1000).execute()
  return rows.map((row) => ({ room: row.room, asked: row.asked, taken: row.taken, title: row.figure_title, numbers: row.numbers_hash, assessment: assessmentOf(row) }))
}

/** The assessments whose evidence was taken from any of these: editions of a community table, releases of figures. Each once. */
export async function listRestingOn(db: Reading, organisation: string, room: Rest['room'], taken: readonly string[]): Promise<readonly { readonly id: string; readonly reference: string; readonly title: string; readonly taken: string }[]> {
  if (taken.length === 0) return []
  return db.selectFrom('impact_assessments.rests_on as rest')
    .innerJoin('impact_assessments.assessment as assessment', (join) => join.onRef('assessment.organisation_id', '=', 'rest.organisation_id').onRef('assessment.assessment_id', '=', 'rest.assessment_id'))
    .select(['assessment.assessment_id as id', 'assessment.reference', 'assessment.title', 'rest.taken']).distinct().where('rest.organisation_id', '=', organisation).where('rest.room', '=', room).where('rest.taken', 'in', [...taken]).orderBy('assessment.reference').orderBy('rest.taken').execute()
}

export interface Frozen { readonly number: number; readonly why: string; readonly content: FrozenContent; readonly sha256: string; readonly madeAt: Temporal.Instant; readonly madeBy: string }
/** A whole assessment as it was: its details and every section. */
export interface FrozenContent { readonly schema: 'assessment/1'; readonly form: string; readonly details: Json; readonly sections: Content }

/** Freezes the assessment as it is now, and gives the version's number with the hash of its canonical JSON. */
export async function freeze(db: Database, organisation: string, assessment: Assessment, content: Content, form: string, why: string, by: string, now: Temporal.Instant): Promise<{ readonly number: number; readonly sha256: string }> {
  const last = await db.selectFrom('impact_assessments.frozen').select('number').where('organisation_id', '=', organisation).where('assessment_id', '=', assessment.id).orderBy('number', 'desc').limit(1).executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const frozen = frozenForm(assessment, content, form)
  await db.insertInto('impact_assessments.frozen').values({ organisation_id: organisation, assessment_id: assessment.id, number, why, ...frozen, made_at: now.toString(), made_by: by }).execute()
  return { number, sha256: frozen.sha256 }
}

/** The canonical JSON of an assessment as it is now, and the SHA-256 of its bytes in lower-case hexadecimal. */
export function frozenForm(assessment: Assessment, content: Content, form: string): { readonly content: string; readonly sha256: string } {
  const details = { reference: assessment.reference, title: assessment.title, lead: assessment.lead.name, authors: assessment.authors.map((each) => each.name), decisionMaker: assessment.decisionMaker, decisionDue: assessment.decisionDue?.toString() ?? null, startedOn: assessment.startedOn.toString(), round: assessment.round }
  const frozen = canonicalJson({ schema: 'assessment/1', form: content.asked?.edition ?? form, details, sections: content as unknown as Json })
  return { content: frozen, sha256: createHash('sha256').update(frozen).digest('hex') }
}

export async function listFrozen(db: Reading, organisation: string, assessment: string): Promise<readonly Frozen[]> {
  const rows = await db.selectFrom('impact_assessments.frozen').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).orderBy('number', 'desc').execute()
  return rows.map((row) => ({ number: row.number, why: row.why, content: row.content as unknown as FrozenContent, sha256: row.sha256, madeAt: Temporal.Instant.from(row.made_at), madeBy: row.made_by }))
}

export async function listVerdicts(db: Reading, organisation: string, assessment: string): Promise<readonly (Verdict & { readonly id: string })[]> {
  const rows = await db.selectFrom('impact_assessments.verdict').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).orderBy('at').execute()
  return rows.map((row) => ({ id: row.verdict_id, section: row.section, round: row.round, verdict: row.verdict, comment: row.comment, by: { id: row.by_person_id, name: row.by_name }, at: Temporal.Instant.from(row.at), reply: row.reply, repliedBy: row.replied_by }))
}

/** Of these assessments, the ones of which this person has scrutinised a section since it was last opened again. */
export async function listScrutinisedBy(db: Reading, organisation: string, person: string, assessments: readonly Pick<Assessment, 'id' | 'openedAgainAfter'>[]): Promise<ReadonlySet<string>> {
  if (assessments.length === 0) return new Set()
  const rows = await db.selectFrom('impact_assessments.verdict').select(['assessment_id', 'round']).where('organisation_id', '=', organisation).where('by_person_id', '=', person).where('assessment_id', 'in', assessments.map((each) => each.id)).execute()
  return new Set(rows.filter((row) => row.round > (assessments.find((each) => each.id === row.assessment_id)?.openedAgainAfter ?? 0)).map((row) => row.assessment_id))
}

export async function insertVerdict(db: Database, organisation: string, assessment: string, id: string, verdict: Verdict): Promise<void> {
  await db.insertInto('impact_assessments.verdict').values({
    organisation_id: organisation, verdict_id: id, assessment_id: assessment, section: verdict.section, round: verdict.round, verdict: verdict.verdict, comment: verdict.comment, by_person_id: verdict.by.id, by_name: verdict.by.name, at: verdict.at.toString(), reply: '', replied_by: '',
  }).execute()
}

export async function saveReply(db: Database, organisation: string, verdict: string, reply: string, by: string): Promise<void> {
  await db.updateTable('impact_assessments.verdict').set({ reply, replied_by: by }).where('organisation_id', '=', organisation).where('verdict_id', '=', verdict).execute()
}

export async function listInterests(db: Reading, organisation: string, assessment: string): Promise<readonly Interest[]> {
  const rows = await db.selectFrom('impact_assessments.interest').selectAll().where('organisation_id', '=', organisation).where('assessment_id', '=', assessment).orderBy('at').execute()
  return rows.map((row) => ({ person: row.person_id, name: row.person_name, interest: row.interest }))
}

export async function insertInterest(db: Database, organisation: string, assessment: string, interest: Interest, now: Temporal.Instant): Promise<void> {
  await db.insertInto('impact_assessments.interest').values({ organisation_id: organisation, assessment_id: assessment, person_id: interest.person, person_name: interest.name, interest: interest.interest, at: now.toString() })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'assessment_id', 'person_id']).doUpdateSet({ interest: interest.interest })).execute()
}

interface KeptStep { readonly by: Somebody; readonly on: string }
type KeptDecision = Omit<Decision, 'on'> & { readonly on: string }
type KeptRemark = Omit<Remark, 'on'> & { readonly on: string }
interface KeptReview { readonly on: string; readonly by?: Reviewer; readonly found: string; readonly known?: readonly KnownOutcome[] }
interface KeptSteps { readonly wrote?: readonly Somebody[]; readonly openedAgainAfter?: number; readonly sent?: KeptStep; readonly agreed?: KeptStep; readonly signed?: KeptStep; readonly decision?: KeptDecision; readonly earlier?: readonly KeptDecision[]; readonly reviewed?: KeptReview; readonly earlierReviews?: readonly KeptReview[]; readonly ended?: { readonly on: string; readonly because: string }; readonly remarks?: readonly KeptRemark[] }

function rowOf(assessment: Assessment, now: Temporal.Instant) {
  const kept = (step: Step | null) => step === null ? undefined : { by: step.by, on: step.on.toString() }
  const { decision, reviewed, earlierReviews, ended } = assessment
  const keptReview = ({ on, by, found, known }: Review): KeptReview => ({ on: on.toString(), ...by === null ? {} : { by }, found, known })
  const steps: KeptSteps = JSON.parse(JSON.stringify({
    wrote: assessment.wrote.length === 0 ? undefined : assessment.wrote,
    openedAgainAfter: assessment.openedAgainAfter === 0 ? undefined : assessment.openedAgainAfter, sent: kept(assessment.sent), agreed: kept(assessment.agreed), signed: kept(assessment.signed), decision: decision === null ? undefined : { ...decision, on: decision.on.toString() }, earlier: assessment.earlier.length === 0 ? undefined : assessment.earlier.map((each) => ({ ...each, on: each.on.toString() })),
    reviewed: reviewed === null ? undefined : keptReview(reviewed), earlierReviews: earlierReviews.length === 0 ? undefined : earlierReviews.map(keptReview), ended: ended === null ? undefined : { on: ended.on.toString(), because: ended.because },
    remarks: assessment.remarks.length === 0 ? undefined : assessment.remarks.map((each) => ({ ...each, on: each.on.toString() })),
  })) as KeptSteps
  return {
    reference: assessment.reference, title: assessment.title, undertaking_id: assessment.undertaking, department_id: assessment.department, lead_id: assessment.lead.id, lead_name: assessment.lead.name, authors: JSON.stringify(assessment.authors), stage: assessment.stage, round: assessment.round,
    decision_maker: assessment.decisionMaker, decision_due_on: assessment.decisionDue?.toString() ?? null, budget_round: assessment.budgetRound, started_on: assessment.startedOn.toString(), steps: JSON.stringify(steps), signed_on: assessment.signed?.on.toString() ?? null, decided_on: decision?.on.toString() ?? null,
    published_on: assessment.publishedOn?.toString() ?? null, review_on: assessment.reviewOn?.toString() ?? null, changed_at: now.toString(), version: assessment.version,
  }
}

export function assessmentOf(row: Selectable<ImpactAssessmentTables['impact_assessments.assessment']>): Assessment {
  const day = (on: string | null) => on === null ? null : Temporal.PlainDate.from(on)
  // What stands in these two columns was written by rowOf, and by nothing else.
  const steps = row.steps as unknown as KeptSteps
  const step = (kept: KeptStep | undefined): Step | null => kept === undefined ? null : { by: kept.by, on: Temporal.PlainDate.from(kept.on) }
  const review = ({ on, by, found, known }: KeptReview): Review => ({ on: Temporal.PlainDate.from(on), by: by ?? null, found, known: known ?? [] })
  return {
    id: row.assessment_id, reference: row.reference, title: row.title, undertaking: row.undertaking_id, department: row.department_id, lead: { id: row.lead_id, name: row.lead_name }, authors: row.authors as unknown as readonly Somebody[], wrote: steps.wrote ?? [], stage: row.stage, round: row.round, openedAgainAfter: steps.openedAgainAfter ?? 0,
    decisionMaker: row.decision_maker, decisionDue: day(row.decision_due_on), budgetRound: row.budget_round, startedOn: Temporal.PlainDate.from(row.started_on), sent: step(steps.sent), agreed: step(steps.agreed), signed: step(steps.signed),
    decision: steps.decision === undefined ? null : { ...steps.decision, on: Temporal.PlainDate.from(steps.decision.on) }, earlier: (steps.earlier ?? []).map((each) => ({ ...each, on: Temporal.PlainDate.from(each.on) })), publishedOn: day(row.published_on), reviewOn: day(row.review_on),
    reviewed: steps.reviewed === undefined ? null : review(steps.reviewed), earlierReviews: (steps.earlierReviews ?? []).map(review), ended: steps.ended === undefined ? null : { on: Temporal.PlainDate.from(steps.ended.on), because: steps.ended.because },
    remarks: (steps.remarks ?? []).map((each) => ({ ...each, on: Temporal.PlainDate.from(each.on) })), version: row.version,
  }
}
