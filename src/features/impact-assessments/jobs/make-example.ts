import { append as appendAs } from '#database/ledger.ts'
import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { enqueue } from '#database/jobs.ts'
import { writeWordReport } from '#documents/write.ts'
import { dayInLondon } from '#duty/dates.ts'
import { addExampleActions, listObjectives, listStrategies, type ExampleAction } from '#features/action-plan/index.ts'
import { listDepartments, listPeople } from '#features/people/index.ts'
import { moveHead, publish } from '#features/publication/index.ts'
import type { Work, WorkHouse } from '#web/work.ts'
import { recordDecision, sendBack, sendToScrutiny, sentWhy, signedWhy, type Assessment, type Verdict } from '../assessment.ts'
import { findContent, freeze, insertVerdict, listAssessments, listDated, listFrozen, saveAssessment, saveSection } from '../assessment-store.ts'
import { insertAttachment, listAttachments } from '../attachment-store.ts'
import { finishAudit, sampleOf, type Audit, type AuditRating } from '../audit.ts'
import { finishAuditRow, insertAudit, listAudits, listFindings, orderBySeed, saveFinding } from '../audit-store.ts'
import { answerChallenge, type Challenge } from '../challenge.ts'
import { insertChallenge } from '../challenge-store.ts'
import { sectionCodes } from '../content.ts'
import { listDuties, listReturns } from '../contract-store.ts'
import { insertServings, keepPapers, keepSupplement, opened, whatWasGiven, type Serving } from '../decision-store.ts'
import { attachedPapers } from '../pages/attachments.ts'
import { asAction } from '../pages/becoming-actions.ts'
import { keepOnClock, tickOnClock } from '../pages/contracts.ts'
import { nameOf, room } from '../pages/parts.ts'
import { findOthers, papersOf, supplementNote } from '../pages/papers.ts'
import { entryOf, publicContent } from '../pages/public-assessments.ts'
import { paths } from '../paths.ts'
import { savePublicEntry } from '../public-store.ts'
import { formEdition } from '../sections.ts'
import { findUndertaking } from '../undertaking-store.ts'

/**
 * What came after the example’s assessments were written: papers that were given and opened, a decision on them, challenges with their answers and one that waits, audits,
 * a second round of scrutiny, actions in the plan with their progress. Made a moment after the first page, in one transaction; begun twice, it makes nothing again.
 */
export const makeExampleAfter: Work<null> = {
  name: 'impact-assessments.make-example',
  async run(_asked, house) {
    const report = await writeWordReport({ title: 'Report on the consultation', blocks: [
      { kind: 'paragraph', text: 'For eight weeks we asked residents, groups and staff: on paper, online, in Easy Read, and at six meetings that people could reach by bus.' },
      { kind: 'heading', level: 2, text: 'What people said' }, { kind: 'paragraph', text: 'Most accept that the money is short. Those who have no car, and those who cannot use a computer, ask for a way that stays open to them.' },
      { kind: 'heading', level: 2, text: 'What we changed' }, { kind: 'paragraph', text: 'What would have ended at once ends in steps, and nobody loses it before they have been offered another way.' },
    ] })
    const sha256 = await house.files.keep(report)
    await house.changing(async (db) => {
      if ((await listAudits(db, house.organisation)).length > 0) return
      const of = await thoseOf(db, house)
      await serveAndDecide(db, house, of, { sha256, fileName: 'Report on the consultation.docx' })
      await challengeThem(db, house, of)
      await auditThem(db, house)
      await scrutiniseAgain(db, house, of)
      await planWhatWasPromised(db, house)
      await putReturnsOnClock(db, house, of)
      await house.append(db, { did: 'impact-assessments.example-made', on: { room, id: house.organisation }, detail: { after: 'papers, challenges, audits, a second round, actions in the plan' } })
    })
  },
}

export async function askForExampleAfter(db: Database, organisation: string, body: string, now: Temporal.Instant): Promise<void> {
  if (body === 'barsetshire') await enqueue(db, organisation, makeExampleAfter, null, { notBefore: now.add({ seconds: 12 }) })
}

type Those = ReadonlyMap<string, Assessment>
const thoseOf = async (db: Database, { organisation }: Pick<WorkHouse, 'organisation'>): Promise<Those> => new Map((await listAssessments(db, organisation, { limit: 500, offset: 0 })).map((each) => [each.title, each]))
function titled(of: Those, title: string): Assessment {
  const found = of.get(title)
  if (!found) throw new Error(`The example has no assessment “${title}”`)
  return found
}

/** Two that are signed are put before those who decide, one of them with the report on the consultation; that one is opened and decided upon. */
async function serveAndDecide(db: Database, house: WorkHouse, of: Those, report: { readonly sha256: string; readonly fileName: string }): Promise<void> {
  const { organisation, body, files, append, now } = house
  const people = await listPeople(db, organisation, { state: 'active' })
  const [chair, member] = ['Daniel Whitcombe', 'Councillor Meena Joshi'].map((name) => people.find((each) => each.name === name))
  if (!chair || !member) throw new Error('The example has nobody to decide')
  for (const title of ['Children’s centres share buildings', 'One recycling site fewer']) {
    const assessment = titled(of, title)
    const decided = title === 'Children’s centres share buildings'
    const [version] = (await listFrozen(db, organisation, assessment.id)).filter((each) => each.why === signedWhy)
    if (!version || assessment.decision !== null) continue
    if (decided) await insertAttachment(db, organisation, assessment.id, { id: newId(), what: 'Report on the consultation', ending: 'docx', ...report, by: assessment.lead.name, at: now().subtract({ hours: 24 * 16 }) })
    const documents = await attachedPapers(await listAttachments(db, organisation, assessment.id), files)
    if ('refused' in documents) throw new Error(documents.refused)
    const at = now().subtract({ hours: 24 * 9 })
    const papers = await keepPapers(db, organisation, assessment.id, version.number, papersOf(assessment, version, body.name, documents, await findOthers(db, organisation, assessment)), at)
    const servings: Serving[] = [{ to: chair.name, person: chair.id }, { to: member.name, person: member.id }, { to: 'Councillor Ann Orme, on paper with the agenda', person: null }].map((each) => ({ id: newId(), number: version.number, supplement: 0, ...each, at, by: assessment.lead.name }))
    await insertServings(db, organisation, assessment.id, servings)
    await append(db, { did: 'impact-assessments.served', on: { room, id: assessment.id, version: version.number }, after: { version: version.number, sha256: version.sha256, ...whatWasGiven(papers, servings, assessment.lead.name) } })
    for (const reader of decided ? [chair, member] : [chair]) await appendAs(db, { organisation, person: reader.id, request: 'example', now: now() }, { did: opened, on: { room, id: assessment.id, version: version.number }, detail: { version: version.number, sha256: version.sha256, name: reader.name } })
    if (!decided) { await addSupplement(db, house, assessment, version.number, [chair, member]); continue }
    const today = dayInLondon(now())
    const made = sure(recordDecision(assessment, { on: today, by: 'Cabinet', decided: 'Approved as adjusted: a group in each village hall before any building closes', minute: 'Minute 31', had: version.number }, today))
    await saveAssessment(db, organisation, made, now())
    await append(db, { did: 'impact-assessments.decided', on: { room, id: assessment.id, version: made.version }, after: { on: today.toString(), by: 'Cabinet', decided: made.decision?.decided ?? '', minute: 'Minute 31', had: version.number, sha256: version.sha256, papers: Object.fromEntries(papers.map((each) => [each.file, each.sha256])), assessedAfter: made.decision?.assessedAfter ?? false } })
  }
}

/** A letter that came after the papers were given: they have it as a supplement, two days later. */
async function addSupplement(db: Database, { organisation, body, files, append, now }: WorkHouse, assessment: Assessment, number: number, readers: readonly { readonly id: string; readonly name: string }[]): Promise<void> {
  const at = now().subtract({ hours: 24 * 7 })
  const bytes = new TextEncoder().encode('Plumstead parish council\n\nThe site at Plumstead is the only one that a bus goes to. Please count those who come without a car before you decide.\n')
  const letter = { id: newId(), what: 'Letter of Plumstead parish council', fileName: 'Plumstead parish council.txt', ending: 'txt', sha256: await files.keep(bytes), by: assessment.lead.name, at }
  await insertAttachment(db, organisation, assessment.id, letter)
  const attached = await attachedPapers([{ ...letter, original: false }], files)
  if ('refused' in attached) throw new Error(attached.refused)
  const why = 'The parish wrote after the agenda was out. It asks that those who come without a car are counted.'
  const { supplement, papers } = await keepSupplement(db, organisation, assessment.id, number, (place) => [supplementNote(body.name, assessment, { number, place, why, by: assessment.lead.name, on: dayInLondon(at) }, attached), ...attached], at)
  const servings: Serving[] = readers.map((each) => ({ id: newId(), number, supplement, to: each.name, person: each.id, at, by: assessment.lead.name }))
  await insertServings(db, organisation, assessment.id, servings)
  await append(db, { did: 'impact-assessments.supplement-served', on: { room, id: assessment.id, version: number }, after: { version: number, supplement, why, ...whatWasGiven(papers, servings, assessment.lead.name) } })
}

/** Three are answered, one of them in public; two wait, one of them for longer than we promise. */
async function challengeThem(db: Database, { organisation, append, now }: WorkHouse, of: Those): Promise<void> {
  const before = (days: number): Temporal.Instant => now().subtract({ hours: 24 * days })
  for (const { title, days, answer, isPublic = false, ...said } of challenges) {
    const assessment = titled(of, title)
    const made: Challenge = { id: newId(), assessment: assessment.id, email: '', mayBePublic: isPublic, answer: null, isPublic: false, madeAt: before(days), version: 1, ...said }
    await insertChallenge(db, organisation, answer === undefined ? made : { ...sure(answerChallenge(made, answer, { isPublic, identifies: [] }, assessment.lead.name, before(days - 12))), version: 1 })
    await append(db, { did: 'impact-assessments.challenged', on: { room, id: assessment.id }, after: { challenge: made.id, from: made.from, name: made.from === 'resident' ? '' : made.name, words: made.words } })
    if (answer !== undefined) await append(db, { did: 'impact-assessments.challenge-answered', on: { room, id: assessment.id }, after: { challenge: made.id, kind: answer.kind, words: answer.words, public: isPublic } })
    if (isPublic) await publishAgain(db, organisation, assessment, sure(answerChallenge(made, answer ?? { kind: 'explained', words: '' }, { isPublic, identifies: [] }, assessment.lead.name, before(days - 12))), now())
  }
}

async function publishAgain(db: Database, organisation: string, assessment: Assessment, challenge: Challenge, now: Temporal.Instant): Promise<void> {
  const [signed] = (await listFrozen(db, organisation, assessment.id)).filter((each) => each.why === signedWhy)
  const publisher = (await listPeople(db, organisation, { state: 'active' })).find((each) => each.name === 'Peter Ashdown')
  if (!signed || !publisher) return
  const content = publicContent(assessment, signed, nameOf(await listDepartments(db, organisation, { closedToo: true }), assessment.department), { challenges: [challenge], redactions: [] })
  const edition = await publish(db, organisation, { room, thingId: assessment.id, address: paths.publicOne.to({ assessment: assessment.id }), title: assessment.title, content: JSON.parse(JSON.stringify(content)) as never, letOut: { by: 'person', id: publisher.id, name: publisher.name }, note: 'A challenge was answered.' }, now)
  const service = assessment.undertaking === null ? null : await findUndertaking(db, organisation, assessment.undertaking)
  if (!edition) return
  await savePublicEntry(db, organisation, entryOf(assessment, content, service?.name ?? '', edition.version))
  await moveHead(db, organisation)
}

const challenges: readonly (Pick<Challenge, 'from' | 'name' | 'words'> & { readonly title: string; readonly days: number; readonly isPublic?: boolean; readonly answer?: { readonly kind: 'changed' | 'explained'; readonly words: string } })[] = [
  { title: 'Parking charges in market towns', from: 'group', name: 'Silverbridge access group', days: 70, isPublic: true, words: 'Blue badge bays are free, but the machines cannot be reached from a wheelchair. Disabled people without a badge would pay, and could not.', answer: { kind: 'changed', words: 'Every machine is now set at a height that the access group tried, and parking can be paid by telephone. The assessment says so.' } },
  { title: 'Fewer evening buses in the west', from: 'network', name: 'Women’s staff network', days: 40, words: 'Cleaners and carers finish at eight. Most are women. The figures stop at six.', answer: { kind: 'changed', words: 'Journeys until ten were counted and put in. The one evening bus now leaves at half past eight.' } },
  { title: 'Grants to community groups cut by a fifth', from: 'group', name: 'Barchester interfaith forum', days: 33, words: 'Why is a group that meets in a temple called large because of its building?', answer: { kind: 'explained', words: 'Size is by the grant and not by the building: under £5,000 nothing is cut. Yours is under it.' } },
  { title: 'Day centre closed on Fridays', from: 'network', name: 'Disabled workers’ group', days: 6, words: 'Nobody asked the people who work there whether a morning alone can be staffed safely.' },
  { title: 'Lunch clubs paid by those who come', from: 'resident', name: 'A resident of Coalhaven', days: 35, words: 'My neighbour counts every pound. She will not say so to an officer. Have you asked anybody in their own kitchen?' },
]

/** One audit is finished, with its rates; another is under way. Drawn as any audit is: the seed and the list give the same sample again. */
async function auditThem(db: Database, { organisation, append, now }: WorkHouse): Promise<void> {
  const today = dayInLondon(now())
  const finding = (at: number): { readonly rating: AuditRating; readonly found: string } => findings[at % findings.length] ?? findings[0]!
  for (const [place, months] of [[0, 36], [1, 12]] as const) {
    const [from, to] = [today.subtract({ months }).add({ days: place }), place === 0 ? today.subtract({ months: 12 }) : today.subtract({ days: 11 })]
    const signed = await listDated(db, organisation, 'signed_on', { from, to })
    const seed = ['7d1f0c4be2a95386f01c9a77d3b8e642', 'c3a88e02b7d94f51a6e0127f5b9cd830'][place] ?? ''
    const sample = sampleOf(signed, 2, orderBySeed(seed))
    if (sample.length === 0) continue
    const audit: Audit = { id: newId(), from, to, perDepartment: 2, seed, candidates: signed.length, by: 'Ruth Pemberton', madeAt: now().subtract({ hours: 24 * (place === 0 ? 300 : 10) }), finished: null, version: 1 }
    await insertAudit(db, organisation, audit, sample.map((each) => each.id))
    await append(db, { did: 'impact-assessments.audit-drawn', on: { room, id: audit.id }, after: { from: from.toString(), to: to.toString(), seed, perDepartment: 2, candidates: signed.map((each) => each.id), sample: sample.map((each) => each.id) } })
    for (const [at, each] of (place === 0 ? sample : sample.slice(0, 3)).entries()) {
      await saveFinding(db, organisation, audit.id, { assessment: each.id, ...finding(at), by: 'Ruth Pemberton' }, now().subtract({ hours: 24 * (place === 0 ? 280 : 4) }))
      await append(db, { did: 'impact-assessments.audited', on: { room, id: each.id }, after: { audit: audit.id, ...finding(at) } })
    }
    if (place > 0) continue
    const conclusion = 'Most assessments look at people before the decision. Two things recur: evidence is older than the census, and actions are named but not followed. Departments were asked to follow each action in the plan.'
    const finished = sure(finishAudit(audit, (await listFindings(db, organisation, [audit.id])).get(audit.id) ?? [], conclusion, dayInLondon(now().subtract({ hours: 24 * 270 }))))
    await finishAuditRow(db, organisation, finished)
    await append(db, { did: 'impact-assessments.audit-finished', on: { room, id: audit.id, version: finished.version }, after: { conclusion } })
  }
}

const findings: readonly { readonly rating: AuditRating; readonly found: string }[] = [
  { rating: 'sound', found: 'Finished before the decision. The people affected were asked, and what they said changed the proposal.' },
  { rating: 'to improve', found: 'The evidence is of the service as a whole; people with two of these characteristics are named but not counted. The gap is not written down as one.' },
  { rating: 'sound', found: 'Each negative impact has an action with an owner and a day, and the actions are in the plan.' },
  { rating: 'sound', found: 'Clear about what is not known, and what will be done to find out.' },
  { rating: 'to improve', found: 'The action is to “help people with the change”. Nobody could say afterwards whether it was done.' },
  { rating: 'not adequate', found: 'The same words stand under three characteristics. Nobody from these groups was asked.' },
]

/** One came back, one section was mended, and the group looks at what changed. */
async function scrutiniseAgain(db: Database, { organisation, append, now }: WorkHouse, of: Those): Promise<void> {
  const assessment = titled(of, 'Lunch clubs paid by those who come')
  const chair = (await listPeople(db, organisation, { state: 'active' })).find((each) => each.name === 'Colin Fairweather')
  if (!chair || assessment.stage !== 'in scrutiny' || assessment.round !== 1) return
  const by = { id: chair.id, name: chair.name }
  const at = now().subtract({ hours: 24 * 5 })
  const verdicts = sectionCodes.map((section, place): Verdict => ({ section, round: 1, by, at: at.add({ seconds: place }), ...section === 'engagement' ? { verdict: 'to be changed', comment: 'Say who was not reached, and how you will reach them', reply: 'Added: the people who eat at home, and the visits in January.', repliedBy: assessment.lead.name } : { verdict: 'agreed', comment: '', reply: '', repliedBy: '' } }))
  for (const verdict of verdicts) {
    await insertVerdict(db, organisation, assessment.id, newId(), verdict)
    await appendAs(db, { organisation, person: chair.id, request: 'example', now: now() }, { did: 'impact-assessments.verdict-given', on: { room, id: assessment.id, version: assessment.version }, after: { section: verdict.section, round: 1, verdict: verdict.verdict, comment: verdict.comment } })
  }
  const back = sure(sendBack(assessment, verdicts, [], by))
  await saveAssessment(db, organisation, back, at)
  await append(db, { did: 'impact-assessments.sent-back', on: { room, id: assessment.id, version: back.version }, after: { round: 1 } })
  const { content, states } = await findContent(db, organisation, assessment.id)
  const engagement = { ...content.engagement, who: `${typeof content.engagement['who'] === 'string' ? content.engagement['who'] : ''} Not reached: people who eat at home because the club is too far. Volunteers visit them in January.`.trim() }
  await saveSection(db, organisation, assessment, 'engagement', engagement, states.get('engagement')?.version ?? 0, assessment.lead.name, at)
  const again = sure(sendToScrutiny(back, [], assessment.lead, dayInLondon(now())))
  await saveAssessment(db, organisation, again, now())
  const frozen = await freeze(db, organisation, again, { ...content, engagement }, formEdition, sentWhy(2), assessment.lead.name, now())
  await append(db, { did: 'impact-assessments.sent-to-scrutiny', on: { room, id: assessment.id, version: again.version }, after: { round: 2, version: frozen.number, sha256: frozen.sha256, note: '' } })
}

/** What the decided ones promised becomes actions of the plan, linked to the impacts that they answer, with what has been said of each since; and is public. */
async function planWhatWasPromised(db: Database, { organisation, append, now }: WorkHouse): Promise<void> {
  const [plan, of] = [(await listStrategies(db, organisation)).find((each) => each.status === 'live'), await thoseOf(db, { organisation })]
  const publisher = (await listPeople(db, organisation, { state: 'active' })).find((each) => each.name === 'Peter Ashdown')
  const objective = plan && (await listObjectives(db, organisation, plan.id)).find((each) => each.code === 'EO5')
  if (!plan || !objective || !publisher) return
  const made: (ExampleAction & { readonly of: Assessment; readonly mitigation: string })[] = []
  for (const { title, ...came } of kept) {
    const assessment = titled(of, title)
    const { content } = await findContent(db, organisation, assessment.id)
    const [mitigation] = content.mitigation
    if (mitigation === undefined || assessment.signed === null || assessment.decision === null) throw new Error(`The example has nothing to plan of “${title}”`)
    const { wanted, answers } = asAction(mitigation, content, assessment, objective.id)
    const decidedAt = assessment.decision.on.toZonedDateTime({ timeZone: 'Europe/London', plainTime: '15:00' }).toInstant()
    made.push({ wanted: { ...wanted, lead: { person: assessment.lead.id, name: assessment.lead.name } }, links: answers, by: assessment.lead, madeAt: Temporal.Instant.compare(decidedAt, now()) > 0 ? now() : decidedAt, ...came, of: assessment, mitigation: mitigation.id })
  }
  const { ids, entries } = await addExampleActions(db, organisation, plan.id, made, { id: publisher.id, name: publisher.name }, now())
  for (const entry of entries) await append(db, entry)
  for (const [place, { of: assessment, mitigation }] of made.entries()) {
    const { content, states } = await findContent(db, organisation, assessment.id)
    const planned = content.mitigation.map((each) => each.id === mitigation ? { ...each, planAction: ids[place] ?? null } : each)
    if (!await saveSection(db, organisation, assessment, 'mitigation', planned, states.get('mitigation')?.version ?? 0, assessment.lead.name, now())) throw new Error('The example could not say which action it became')
    await append(db, { did: 'impact-assessments.actions-planned', on: { room, id: assessment.id, version: assessment.version }, detail: { actions: 1 } })
  }
}

/** What suppliers owe stands on the clock, and what came is ticked there. */
async function putReturnsOnClock(db: Database, { organisation, append, now }: WorkHouse, of: Those): Promise<void> {
  const duties = await listDuties(db, organisation, { running: true })
  const returns = await listReturns(db, organisation, duties.map((each) => each.id))
  for (const duty of duties) {
    const assessment = [...of.values()].find((each) => each.id === duty.assessment)
    if (!assessment) continue
    for (const entry of await keepOnClock(db, organisation, duty, assessment, assessment.lead.name, now())) await append(db, entry)
    for (const each of returns.filter((one) => one.duty === duty.id)) for (const entry of await tickOnClock(db, organisation, duty, each, now())) await append(db, entry)
  }
}

/** How each has come on: some done, some under way, one at risk, one late, two just begun. */
const kept: readonly (Pick<ExampleAction, 'told' | 'achieved'> & { readonly title: string })[] = [
  { title: 'Contact centre open from nine to four', told: [{ daysAgo: 8, account: 'Two more people are trained to answer text relay. It is open until six on three days a week.', next: 'All five days from January', own: 'on track', percentDone: 60 }] },
  { title: 'Fewer office buildings', told: [{ daysAgo: 6, account: 'Adjustments move in the week before their person. The quiet room on the second floor waits for its door.', next: 'The joiner comes in a fortnight', own: 'at risk', reason: 'The door is three weeks late', percentDone: 45 }] },
  { title: 'Parking charges in market towns', told: [{ daysAgo: 10, account: 'The machines in both towns are set, and the signs say it.', own: 'on track', percentDone: 90 }], achieved: { daysAgo: 4, because: 'The first hour has been free since the first day of charging, and the signs say so in large print.', link: 'https://barsetshire.example/parking' } },
  { title: 'Health checks at pharmacies only', told: [] },
  { title: 'Children’s centres share buildings', told: [] },
  { title: 'Home care: review', told: [{ daysAgo: 190, account: 'Everybody over 85 has a day for a visit. Four in five have had theirs.', own: 'on track', percentDone: 80 }], achieved: { daysAgo: 160, because: 'Everybody over 85 was visited before their times changed. One in six asked for another time and was given it.', link: 'https://barsetshire.example/home-care' } },
  { title: 'Charging for care at home: review', told: [{ daysAgo: 560, account: 'Letters went out with the date of the check, in large print and Easy Read.', own: 'on track', percentDone: 40 }], achieved: { daysAgo: 520, because: 'Everybody who pays was offered a check before the first bill. Half took it up, and one in five had benefits that they had not claimed.', link: 'https://barsetshire.example/care-charges' } },
  { title: 'Housing-related support: review', told: [{ daysAgo: 200, account: 'Two of the three hostels offer help in the first week.', next: 'The third has no worker yet', own: 'at risk', reason: 'The supplier has not filled the post', percentDone: 65 }, { daysAgo: 40, account: 'The third hostel has a worker now, and begins next month.', next: 'Ask the supplier for the return that is overdue', own: 'off track', reason: 'It was to be done by the spring', percentDone: 80 }] },
  { title: 'Home-to-school transport: review', told: [{ daysAgo: 210, account: 'Drivers and passenger assistants have the list of pupils and the days.', own: 'on track', percentDone: 50 }], achieved: { daysAgo: 180, because: 'Every pupil whose plan says so has ridden the new route once with somebody they know.', link: 'https://barsetshire.example/school-transport' } },
]

/** The example’s own steps are allowed; if a rule changes so that one is not, the example must be mended. */
function sure<Decided extends object>(decided: Decided | { readonly refused: string }): Decided {
  if ('refused' in decided) throw new Error(`The example breaks a rule: ${decided.refused}`)
  return decided
}
