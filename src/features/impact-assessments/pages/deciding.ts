import { askForCheckpoint } from '#database/checkpoint-job.ts'
import type { Json } from '#database/canonical.ts'
import { html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { writeWordReport, type WrittenBlock } from '#documents/write.ts'
import { addLink, createAction, listObjectives, listStrategies } from '#features/action-plan/index.ts'
import { recordDeed } from '#features/duty-clock/index.ts'
import { findPerson } from '#features/people/index.ts'
import { moveHead, publish as publishEdition } from '#features/publication/index.ts'
import { choice, date, optional, text, type Fields } from '#web/fields.ts'
import { download, form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayFollow, mayPublishAssessments, mayReadAssessment, maySign, mayWrite } from '../access.ts'
import { decisionsOf, end as decideEnd, isCompletedAfter, publish as decidePublish, recordDecision, reopen as decideReopen, review as decideReview, reviewsOf, signedWhy, signOff as decideSign, judgements, type Assessment, type KnownOutcome } from '../assessment.ts'
import { freeze, listFrozen, listInterests, listVerdicts, saveAssessment, saveSection } from '../assessment-store.ts'
import { fromInPublic } from '../challenge.ts'
import { insertRedactions, listChallenges, listRedactions } from '../challenge-store.ts'
import { listAttachments } from '../attachment-store.ts'
import { keepPapers } from '../decision-store.ts'
import { markProgramme } from '../programme-store.ts'
import { blocksFor, examine } from '../checks.ts'
import { impactsAnsweredBy, said, sectionCodes, type Content, type Mitigation } from '../content.ts'
import { allWords, readRedactions, redact, redactSteps, type Redaction } from '../redaction.ts'
import { paths } from '../paths.ts'
import { savePublicEntry } from '../public-store.ts'
import { findUndertaking } from '../undertaking-store.ts'
import { formEdition, sectionTitle } from '../sections.ts'
import { attachedPapers } from './attachments.ts'
import { back, changedMeanwhile, checkList, crumbsTo, judgedWords, loadAssessment, stageTag, wordsOfStage } from './assessment-parts.ts'
import { asAction } from './becoming-actions.ts'
import { changeInWords, changesInWords, implicationsOf, impactTitle, reportOf, sectionInWords } from './in-words.ts'
import { contractBlocks, findContracts, overdueNote } from './contracts.ts'
import { knownBlocks, readKnown } from './known-by.ts'
import { column, dayOf, nameOf, room, things } from './parts.ts'
import { findOthers, papersOf } from './papers.ts'
import { findStandings, impactsWithActions } from './progress.ts'
import { reviewInside, reviewsToRead } from './reviews.ts'
import { entryOf, publicContent } from './public-assessments.ts'

const me = (person: House['person']) => ({ id: person.id, name: person.name })
const withVersions = async (at: { readonly assessment: string }, house: House) => ({ ...await loadAssessment(at, house), versions: await listFrozen(house.db, house.organisation.id, at.assessment), verdicts: await listVerdicts(house.db, house.organisation.id, at.assessment) })

export const signOffPage = form({
  path: paths.signOff,
  load: async (at, house) => ({ ...await withVersions(at, house), unanswered: await listChallenges(house.db, house.organisation.id, { assessment: at.assessment, open: true }), interests: await listInterests(house.db, house.organisation.id, at.assessment) }),
  access: (person, { assessment }) => assessment.stage === 'agreed' && maySign(person, assessment.department),
  version: ({ assessment }) => String(assessment.version),
  fields: { review: date({ missing: 'Enter when it is to be reviewed', subject: 'The day of review' }) },
  starting: ({ content }) => { const on = said(content.review, 'on'); const day = /^\d{4}-\d{2}-\d{2}$/.test(on) ? Temporal.PlainDate.from(on) : null; return day === null ? {} : { 'review-day': String(day.day), 'review-month': String(day.month), 'review-year': String(day.year) } },
  view({ assessment, findings, unanswered }, answers) {
    const blocks = findings.filter(({ check }) => check.weight === 'blocks' && (check.at === 'sending' || check.at === 'signing'))
    return {
      title: `Sign: ${assessment.title}`, back: back(assessment), guide: 'sign-and-decide',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Sign the assessment</h1>
        <p class="govuk-body">You sign that you have read it and that those who decide can rest on it. A version is frozen as it is now, for those who decide. <a class="govuk-link" href="${paths.read.to({ assessment: assessment.id })}">Read it as a whole</a> first.</p>
        ${unanswered.length > 0 && html`<div class="dr-note dr-note--late"><p class="dr-note__heading">${unanswered.length === 1 ? 'A challenge waits' : `${things(unanswered.length)} challenges wait`} for an answer</p>${unanswered.map((each) => html`<p><a class="govuk-link" href="${paths.answerChallenge.to({ challenge: each.id })}">From ${fromInPublic(each).toLowerCase() === 'a resident' ? 'a resident' : each.name}</a></p>`)}</div>`}
        ${blocks.length > 0 && checkList(blocks)}
        ${questions(answers).form('Sign it', questions(answers).date('review', 'When is it to be reviewed?', 'Within three years'), { cancel: back(assessment) })}`),
    }
  },
  async submit({ review }, { assessment, content, verdicts, interests, findings, unanswered }, { db, organisation, person, today, now }) {
    const signed = decideSign(assessment, verdicts, interests, me(person), today, review)
    if ('refused' in signed) return { problems: { review: signed.refused } }
    const [block] = blocksFor(findings, 'signing')
    if (block !== undefined) return { problems: { review: `${block}. Mend this first` } }
    if (unanswered.length > 0) return { problems: { review: 'A challenge waits for an answer. It has to be answered before the assessment is signed' } }
    if (!await saveAssessment(db, organisation.id, signed, now)) return { problems: { review: changedMeanwhile } }
    await markProgramme(db, organisation.id, assessment.id, 'finished_on', today)
    const frozen = await freeze(db, organisation.id, signed, content, formEdition, signedWhy, person.name, now)
    await askForCheckpoint(db, organisation.id)
    const deeds = await recordDeed(db, organisation.id, { kind: 'assessment signed off', room, thing: { kind: 'assessment', id: assessment.id }, occasion: `round ${signed.round}`, on: today, title: `${assessment.reference}, ${assessment.title}`, href: back(assessment) }, now)
    return { goTo: back(assessment), said: 'It is signed. The version for those who decide is kept.', entry: [{ did: 'impact-assessments.signed', on: { room, id: assessment.id, version: signed.version }, after: { version: frozen.number, sha256: frozen.sha256, reviewOn: review.toString(), afterDecision: signed.decision?.assessedAfter ?? false } }, ...deeds] }
  },
})

export const keepVersion = form({
  path: paths.keepVersion,
  load: (at, house) => loadAssessment(at, house),
  access: (person, { assessment }) => mayWrite(person, assessment),
  fields: { why: text({ missing: 'Enter what the version is for', max: 200, subject: 'What it is for' }) },
  starting: () => ({ why: 'For permission to consult' }),
  view: ({ assessment }, answers) => ({
    title: `Keep a version: ${assessment.title}`, back: back(assessment), guide: 'sign-and-decide',
    main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Keep a version as it is now</h1><p class="govuk-body">It can be read and compared for ever, and is never changed. You go on writing.</p>${questions(answers).form('Keep it', questions(answers).line('why', 'What is it for?'), { cancel: back(assessment) })}`),
  }),
  async submit({ why }, { assessment, content }, { db, organisation, person, now }) {
    if (/^(signed|sent)\b/i.test(why)) return { problems: { why: 'Signing and sending keep versions of their own. Say what this one is for' } }
    const frozen = await freeze(db, organisation.id, assessment, content, formEdition, why, person.name, now)
    return { goTo: paths.version.to({ assessment: assessment.id, number: String(frozen.number) }), said: `Version ${frozen.number} is kept.`, entry: { did: 'impact-assessments.version-kept', on: { room, id: assessment.id, version: assessment.version }, after: { version: frozen.number, sha256: frozen.sha256, why } } }
  },
})

/** A version as it was, and what is different from the one before it, in words. */
export const version = page({
  path: paths.version,
  async load({ assessment, number }, house) {
    const loaded = await withVersions({ assessment }, house)
    const found = loaded.versions.find((each) => String(each.number) === number)
    if (!found) throw new NotFound(`version ${number}`)
    return { ...loaded, found, before: loaded.versions.find((each) => each.number === found.number - 1) ?? null }
  },
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  view({ assessment, found, before }) {
    const changes = before === null ? [] : sectionCodes.flatMap((section) => changesInWords(section, before.content.sections, found.content.sections).map((each) => ({ section, ...each })))
    return {
      title: `Version ${found.number}: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'sign-and-decide',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Version ${String(found.number)}</h1><p class="govuk-body">${found.why}. Kept by ${found.madeBy} on ${dayOf(found.madeAt)}.</p><p class="govuk-body-s">SHA-256 of its canonical form, also in the ledger: <code class="dr-hash">${found.sha256}</code></p>
        ${before !== null && html`<h2 class="govuk-heading-m">What is different from version ${String(before.number)}</h2>${changes.length === 0 ? html`<p class="govuk-body">Nothing.</p>` : changes.map((each) => changeInWords({ ...each, what: `${sectionTitle(each.section)}: ${each.what}` }))}`}
        ${sectionCodes.map((section) => html`<h2 class="govuk-heading-m">${sectionTitle(section)}</h2>${sectionInWords(section, found.content.sections)}`)}`),
    }
  },
})

export const read = page({
  path: paths.read,
  load: (at, house) => loadAssessment(at, house),
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  view: ({ assessment, content, departments }) => ({
    title: `Read: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'write-an-assessment',
    main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${nameOf(departments, assessment.department)}</span><h1 class="govuk-heading-l">${assessment.title}</h1><p class="govuk-body">${stageTag(assessment)}</p>${isCompletedAfter(assessment) && html`<p class="govuk-body"><strong>Completed after the decision.</strong></p>`}
      <p class="govuk-body dr-on-screen">Download: <a class="govuk-link" href="${paths.readWord.to({ assessment: assessment.id })}">Word</a> &nbsp; <a class="govuk-link" href="${paths.readJson.to({ assessment: assessment.id })}">JSON</a></p>
      ${sectionCodes.map((section) => html`<section aria-labelledby="${section}"><h2 class="govuk-heading-m" id="${section}">${sectionTitle(section)}</h2>${sectionInWords(section, content)}</section>`)}`),
  }),
})

const fileName = (assessment: Assessment, ending: string): string => `${assessment.reference.toLowerCase().replaceAll('/', '-')}-${assessment.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').slice(0, 60).replaceAll(/^-|-$/g, '')}.${ending}`
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const readWord = download({
  path: paths.readWord,
  load: async (at, house) => ({ ...await withVersions(at, house), attached: await listAttachments(house.db, house.organisation.id, at.assessment) }),
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  async send({ assessment, content, departments, verdicts, attached }, { organisation, today }) {
    const { agreed, signed, decision, reviewOn } = assessment
    const stepOf = (step: Assessment['signed']): string => step === null ? '' : `${step.by.name}, ${dayInWords(step.on)}`
    const details: readonly (readonly [string, string])[] = [['Number', assessment.reference], ['Department', nameOf(departments, assessment.department)], ['Lead officer', assessment.lead.name], ['Others completing', assessment.authors.map((each) => each.name).join(', ')], ['Who decides', assessment.decisionMaker],
      ['To be decided', decision === null && assessment.decisionDue !== null ? dayInWords(assessment.decisionDue) : ''], ['Started', dayInWords(assessment.startedOn)], ['How it stands', `${wordsOfStage(assessment.stage)}${isCompletedAfter(assessment) ? ', completed after the decision' : ''}, ${dayInWords(today)}`]]
    const steps: readonly (readonly [string, string])[] = [['Sent to the departmental group', assessment.sent === null ? '' : `${stepOf(assessment.sent)}, round ${assessment.round}`], ['Agreed by the departmental group', stepOf(agreed)], ['Signed', stepOf(signed)],
      ['Decided', decision === null ? '' : `${decision.by}, ${dayInWords(decision.on)}. ${decision.decided}${decision.minute === '' ? '' : ` (${decision.minute})`}${decision.assessedAfter ? '. The assessment was completed after the decision' : ''}`], ['Published', assessment.publishedOn === null ? '' : dayInWords(assessment.publishedOn)], ['To be reviewed', reviewOn === null ? '' : dayInWords(reviewOn)]]
    const comments = verdicts.filter((each) => each.comment !== '')
    const twoColumns = (title: string, rows: readonly (readonly [string, string])[], second = 'Answer'): WrittenBlock => ({ kind: 'table', table: { title, headings: [{ text: 'Detail' }, { text: second }], rows: rows.filter(([, value]) => value !== '') } })
    const blocks: WrittenBlock[] = [
      { kind: 'paragraph', text: `${organisation.name}. Equality and human rights impact assessment.` }, twoColumns('Key details', details), ...reportOf(content, ['summary', ...sectionCodes.filter((code) => code !== 'summary')]),
      { kind: 'heading', level: 2, text: 'Scrutiny and sign-off' }, steps.every(([, value]) => value === '') ? { kind: 'paragraph', text: 'It has not been sent to the departmental group yet.' } : twoColumns('Who did what, and when', steps, 'By whom and when'),
      ...(comments.length === 0 ? [] : [{ kind: 'table' as const, table: { title: 'What the departmental group said', headings: [{ text: 'Section' }, { text: 'Round' }, { text: 'Verdict' }, { text: 'Comment' }, { text: 'The authors’ answer' }], rows: comments.map((each) => [sectionTitle(each.section), String(each.round), `${each.verdict.charAt(0).toUpperCase()}${each.verdict.slice(1)}`, each.comment, each.reply]) } }]),
      ...(attached.length === 0 ? [] : [{ kind: 'heading' as const, level: 2 as const, text: 'Documents that belong to it' }, ...attached.map((each): WrittenBlock => ({ kind: 'paragraph', text: `${each.what} (${each.fileName})` }))]),
    ]
    return { fileName: fileName(assessment, 'docx'), type: wordType, bytes: await writeWordReport({ title: assessment.title, blocks, foot: assessment.reference, ...(signed === null ? { marking: `Draft of ${dayInWords(today)}, not signed` } : {}) }) }
  },
})

export const readJson = download({
  path: paths.readJson,
  load: (at, house) => loadAssessment(at, house),
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  send: ({ assessment, content }) => ({ fileName: fileName(assessment, 'json'), type: 'application/json; charset=utf-8', bytes: JSON.stringify({ schema: 'assessment/1', form: formEdition, reference: assessment.reference, title: assessment.title, stage: assessment.stage, sections: content }, null, 2) }),
})

const withOthers = async (at: { readonly assessment: string }, house: House) => { const open = await loadAssessment(at, house); return { ...open, others: await findOthers(house.db, house.organisation.id, open.assessment) } }
const implied = ({ assessment, content, others }: Awaited<ReturnType<typeof withOthers>>) => implicationsOf(content, { reference: assessment.reference, title: assessment.title, signed: assessment.signed === null ? null : `It was signed by ${assessment.signed.by.name} on ${dayInWords(assessment.signed.on)}, after scrutiny by the departmental group.`, state: wordsOfStage(assessment.stage).toLowerCase(), notOfOneMind: others })

/** The section that every decision report carries, made of the officers' own words. */
export const implications = page({
  path: paths.implications,
  load: withOthers,
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  view: (open) => ({
    title: `Equalities implications: ${open.assessment.title}`, crumbs: crumbsTo(open.assessment), guide: 'sign-and-decide',
    main: column(html`<span class="govuk-caption-l">${open.assessment.reference}</span><h1 class="govuk-heading-l">Equalities implications</h1><p class="govuk-body dr-on-screen">For the report on “${open.assessment.title}”. It restates what the assessment says, and never less. <a class="govuk-link" href="${paths.implicationsWord.to({ assessment: open.assessment.id })}">Download as Word</a></p>
      ${implied(open).map(({ heading, paragraphs }) => html`<h2 class="govuk-heading-m">${heading}</h2>${paragraphs.map((each) => html`<p class="govuk-body">${each}</p>`)}`)}`),
  }),
})

export const implicationsWord = download({
  path: paths.implicationsWord,
  load: withOthers,
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  send: async (open, { today }) => ({
    fileName: `implications-${fileName(open.assessment, 'docx')}`, type: wordType,
    bytes: await writeWordReport({
      title: `Equalities implications: ${open.assessment.title}`, foot: open.assessment.reference, ...(open.assessment.signed === null ? { marking: `Draft of ${dayInWords(today)}: the assessment is not signed` } : {}),
      blocks: implied(open).flatMap(({ heading, paragraphs }): WrittenBlock[] => [{ kind: 'heading', level: 2, text: heading }, ...paragraphs.map((each): WrittenBlock => ({ kind: 'paragraph', text: each }))]),
    }),
  }),
})

export const decide = form({
  path: paths.decide,
  load: withVersions,
  access: (person, { assessment }) => assessment.decision === null && assessment.stage !== 'ended' && mayFollow(person, assessment),
  version: ({ assessment }) => String(assessment.version),
  fields: ({ versions }) => ({
    on: date({ missing: 'Enter the day of the decision', subject: 'The day of the decision' }), by: text({ missing: 'Enter who decided', max: 200, subject: 'Who decided' }), decided: text({ missing: 'Enter what was decided', max: 4000, subject: 'What was decided' }),
    minute: optional(text({ missing: '', max: 500, subject: 'Where it is minuted' })), had: optional(choice({ from: versions.map((each) => String(each.number)), missing: '' })),
  }),
  starting: ({ assessment, versions }) => ({ by: assessment.decisionMaker, had: String(versions.find((each) => each.why === signedWhy)?.number ?? '') }),
  view({ assessment, versions }, answers) {
    const ask = questions(answers)
    return {
      title: `The decision: ${assessment.title}`, back: back(assessment), guide: 'sign-and-decide',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Record the decision</h1>${assessment.signed === null && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">The assessment is not signed</p><p>If the decision has been taken, record it as it was. The assessment will say, for ever and in public, that it was completed after the decision.</p></div>`}
        ${ask.form('Record it', html`${ask.date('on', 'When was it decided?')}${ask.line('by', 'Who decided?')}${ask.lines('decided', 'What was decided?', 'With any conditions', 3)}${ask.line('minute', 'Where is it minuted? (optional)', 'For example, Cabinet, minute 14')}${versions.length > 0 && ask.select('had', 'Which version of the assessment did they have?', versions.map((each) => ({ value: String(each.number), text: `Version ${each.number}: ${each.why}` })), undefined, 'None')}`, { cancel: back(assessment) })}`),
    }
  },
  async submit({ on, by, decided, minute, had }, { assessment, versions }, { db, organisation, today, now, files }) {
    const version = versions.find((each) => String(each.number) === had)
    const documents = await attachedPapers(await listAttachments(db, organisation.id, assessment.id), files)
    if ('refused' in documents) return { problems: { had: documents.refused } }
    const made = recordDecision(assessment, { on, by, decided, minute: minute ?? '', had: had === null ? null : Number(had) }, today)
    if ('refused' in made) return { problems: { on: made.refused } }
    if (!await saveAssessment(db, organisation.id, made, now)) return { problems: { on: changedMeanwhile } }
    const papers = version ? await keepPapers(db, organisation.id, assessment.id, version.number, papersOf(assessment, version, organisation.name, documents, await findOthers(db, organisation.id, assessment)), now) : []
    await askForCheckpoint(db, organisation.id)
    return { goTo: back(assessment), said: made.decision?.assessedAfter === true ? 'The decision is recorded. The assessment says that it was completed after it.' : 'The decision is recorded.', entry: { did: 'impact-assessments.decided', on: { room, id: assessment.id, version: made.version }, after: { on: on.toString(), by, decided, minute: minute ?? '', had: made.decision?.had ?? null, sha256: version?.sha256 ?? null, papers: Object.fromEntries(papers.map((each) => [each.file, each.sha256])), assessedAfter: made.decision?.assessedAfter ?? false } } }
  },
})

/** The objectives of the plans that are live. */
async function openObjectives({ db, organisation }: Pick<House, 'db' | 'organisation'>): Promise<readonly { readonly id: string; readonly title: string }[]> {
  const live = (await listStrategies(db, organisation.id)).filter((each) => each.status === 'live')
  const all = await Promise.all(live.map((strategy) => listObjectives(db, organisation.id, strategy.id)))
  return all.flat().map((each) => ({ id: each.id, title: `${each.code === '' ? '' : `${each.code}: `}${each.words}` }))
}

/** What will be done becomes actions of the plan, each linked to the assessment that it came from. */
export const plannedActions = form({
  path: paths.plannedActions,
  load: async (at, house) => ({ ...await loadAssessment(at, house), objectives: await openObjectives(house) }),
  access: (person, { assessment, content }) => assessment.signed !== null && content.mitigation.some((each) => each.planAction === null) && mayFollow(person, assessment),
  version: ({ states }) => String(states.get('mitigation')?.version ?? 0),
  fields: ({ objectives }) => ({ objective: choice({ from: objectives.map((each) => each.id), missing: 'Select the objective that they serve' }) }),
  view({ assessment, content, objectives }, answers) {
    return {
      title: `Into the plan: ${assessment.title}`, back: back(assessment), guide: 'sign-and-decide',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Put what will be done into the action plan</h1><ul class="govuk-list govuk-list--bullet">${content.mitigation.filter((each) => each.planAction === null).map((each) => html`<li>${each.action} (${each.owner.name}, ${each.by})${impactsAnsweredBy(each, content).length > 0 && html`<span class="dr-under">Answers: ${impactsAnsweredBy(each, content).map((one) => impactTitle(one, content)).join('; ')}</span>`}</li>`)}</ul>
        ${objectives.length === 0 ? html`<p class="govuk-body">There is no plan with an objective yet.</p>` : questions(answers).form('Put them in the plan', questions(answers).select('objective', 'Which objective do they serve?', objectives.map((each) => ({ value: each.id, text: each.title }))), { cancel: back(assessment) })}`),
    }
  },
  async submit({ objective }, { assessment, content, states }, house) {
    const { db, organisation, person, now } = house
    const entries = []
    const mitigation: Mitigation[] = []
    for (const each of content.mitigation) {
      if (each.planAction !== null) { mitigation.push(each); continue }
      const { wanted, answers } = asAction(each, content, assessment, objective)
      const made = await createAction(house, wanted)
      for (const link of answers) await addLink(db, organisation.id, { action: made.id, ...link })
      entries.push(made.entry)
      mitigation.push({ ...each, planAction: made.id })
    }
    if (!await saveSection(db, organisation.id, assessment, 'mitigation', mitigation, states.get('mitigation')?.version ?? 0, person.name, now)) return { problems: { objective: changedMeanwhile } }
    return { goTo: back(assessment), said: entries.length === 1 ? 'One action was added to the plan.' : `${entries.length} actions were added to the plan.`, entry: [...entries, { did: 'impact-assessments.actions-planned' as const, on: { room, id: assessment.id, version: assessment.version }, detail: { actions: entries.length } }] }
  },
})

export const publish = form({
  path: paths.publish,
  load: async (at, house) => {
    const [loaded, challenges, redactions] = [await withVersions(at, house), await listChallenges(house.db, house.organisation.id, { assessment: at.assessment }), await listRedactions(house.db, house.organisation.id, at.assessment)]
    return { ...loaded, challenges: challenges.filter((each) => each.isPublic), redactions, signed: loaded.versions.find((each) => each.why === signedWhy) }
  },
  access: (person, { assessment }) => ['signed off', 'published', 'reviewed'].includes(assessment.stage) && mayPublishAssessments(person),
  version: ({ assessment }) => String(assessment.version),
  fields: { note: optional(text({ missing: '', max: 1000, subject: 'The note' })), leaveOut: optional(text({ missing: '', max: 4000, subject: 'The words to leave out' })) },
  view({ assessment, versions, signed, challenges, redactions }, answers, { today }) {
    const ask = questions(answers)
    const blocks = signed === undefined ? [] : publishingBlocks(assessment, signed.content.sections, redactions, today)
    return {
      title: `Publish: ${assessment.title}`, back: back(assessment), guide: 'sign-and-decide',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Publish the assessment</h1><p class="govuk-body">${signed ? `Version ${signed.number} is published, as it was signed, with the decision and what became of it.` : versions.length === 0 ? 'There is no version yet.' : 'There is no signed version yet.'} Names of officers stay inside; posts are shown.</p>
        ${challenges.length > 0 && html`<p class="govuk-body">${challenges.length === 1 ? 'One challenge is' : `${things(challenges.length)} challenges are`} shown with ${challenges.length === 1 ? 'its answer' : 'their answers'}.</p>`}
        ${blocks.length > 0 && html`<p class="govuk-body">These words could identify somebody. Leave them out below, with the reason, or open the assessment again and mend them.</p>${checkList(blocks)}`}
        ${redactions.length > 0 && html`<h2 class="govuk-heading-m">Left out already</h2><ul class="govuk-list govuk-list--bullet">${redactions.map((each) => html`<li>“${each.words}”: ${each.because} <span class="dr-under">${each.by}, ${dayOf(each.at)}. Not shown to the public</span></li>`)}</ul>`}
        ${ask.form('Publish it', html`${assessment.publishedOn !== null && ask.lines('note', 'What has changed, for readers?', 'It stands on the page', 2)}${ask.lines('leaveOut', 'Words to leave out (optional)', 'One on each line: the exact words, then | and the reason. “Mrs Orme of Coalhaven | could identify somebody”. Readers see that something was left out and why', 3)}`, { cancel: back(assessment) })}`),
    }
  },
  async submit({ note, leaveOut }, { assessment, signed, departments, challenges, redactions }, { db, organisation, person, today, now }) {
    if (!signed) return { problems: { note: 'There is no signed version to publish' } }
    const asked = readRedactions(leaveOut ?? '', allWords([signed.content.sections, decisionsOf(assessment), reviewsOf(assessment), challenges.map((each) => [each.words, each.answer?.words])]))
    if ('refused' in asked) return { problems: { leaveOut: asked.refused } }
    const all = [...redactions, ...asked.map((each) => ({ ...each, by: person.name, at: now }))]
    const [block] = publishingBlocks(assessment, signed.content.sections, all, today)
    if (block) return { problems: { leaveOut: `${block.check.says}: ${block.where.join('; ')}` } }
    if (assessment.publishedOn !== null && note === null) return { problems: { note: 'Say what has changed, for readers' } }
    const made = decidePublish(assessment, today)
    if ('refused' in made) return { problems: { note: made.refused } }
    if (!await saveAssessment(db, organisation.id, made, now)) return { problems: { note: changedMeanwhile } }
    await insertRedactions(db, organisation.id, assessment.id, all.slice(redactions.length))
    await markProgramme(db, organisation.id, assessment.id, 'published_on', today)
    const content = publicContent(made, signed, nameOf(departments, assessment.department), { challenges, redactions: all })
    const edition = await publishEdition(db, organisation.id, { room, thingId: assessment.id, address: paths.publicOne.to({ assessment: assessment.id }), title: assessment.title, content: content as unknown as Json, letOut: { by: 'person', id: person.id, name: person.name }, note: note ?? '' }, now)
    const service = assessment.undertaking === null ? null : await findUndertaking(db, organisation.id, assessment.undertaking)
    if (edition) {
      await savePublicEntry(db, organisation.id, entryOf(made, content, service?.name ?? '', edition.version))
      await moveHead(db, organisation.id)
    }
    const about = { room, thing: { kind: 'assessment', id: assessment.id }, on: today, title: `${assessment.reference}, ${assessment.title}`, href: paths.publicOne.to({ assessment: assessment.id }), public: true, occasion: `signed version ${signed.number}` } as const
    const deeds = [...await recordDeed(db, organisation.id, { ...about, kind: 'assessment published' }, now), ...made.decision === null ? [] : await recordDeed(db, organisation.id, { ...about, kind: 'decision published' }, now)]
    return { goTo: back(assessment), said: 'It is published.', entry: [{ did: 'impact-assessments.published', on: { room, id: assessment.id, version: made.version }, after: { version: signed.number, sha256: edition?.sha256 ?? '', note: note ?? '', leftOut: all.length, challenges: challenges.length } }, ...deeds] }
  },
})

/** What still stops the publication of these words. */
const publishingBlocks = (assessment: Assessment, content: Content, leftOut: readonly Pick<Redaction, 'words'>[], today: Temporal.PlainDate) => examine({ content: redact(content, leftOut), assessment: redactSteps(assessment, leftOut), today }).filter(({ check }) => check.weight === 'blocks' && check.at === 'publishing')

export const reviewPage = form({
  path: paths.review,
  async load(at, house) {
    const loaded = await withVersions(at, house)
    return { ...loaded, readings: await readKnown(loaded.assessment, loaded.content, loaded.versions, house), standings: await findStandings(loaded.content, house), contracts: await findContracts(at.assessment, house) }
  },
  access: (person, { assessment }) => assessment.signed !== null && assessment.stage !== 'ended' && mayFollow(person, assessment),
  draft: true,
  version: ({ assessment }) => String(assessment.version),
  fields: ({ readings }): Fields => ({
    ...Object.fromEntries(readings.flatMap(({ known }, at) => [[`judged-${at}`, choice({ from: judgements, missing: `Select how it came, by “${known.figures.title}”` })], [`words-${at}`, text({ missing: `Enter what you make of “${known.figures.title}”`, max: 4000, subject: 'What you make of it' })]])),
    found: text({ missing: 'Enter what really happened', max: 8000, subject: 'What really happened' }), next: optional(date({ missing: '', subject: 'The next review' })),
  }),
  view({ assessment, content, readings, standings, contracts }, answers) {
    const ask = questions(answers)
    return {
      title: `Review: ${assessment.title}`, back: back(assessment), guide: 'predicted-and-actual',
      main: html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">What really happened?</h1>
        ${reviewsOf(assessment).length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What earlier reviews found</span></summary><div class="govuk-details__text">${reviewsToRead(reviewsOf(assessment).map(reviewInside), content)}</div></details><p class="govuk-body">This review stands beside them. None is written over.</p>`}
        <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What was expected, group by group, and what was to be watched</span></summary><div class="govuk-details__text">${sectionInWords('impact', content)}${sectionInWords('review', content)}</div></details>
        ${content.mitigation.length > 0 && html`<h2 class="govuk-heading-m">What was to be done, and what has been</h2>${impactsWithActions(content, standings)}`}
        ${overdueNote(contracts, assessment.id)}${contracts.length > 0 && html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">What suppliers have reported</span></summary><div class="govuk-details__text">${contractBlocks(contracts, content, assessment.id, () => false, false)}</div></details>`}
        ${readings.length === 0 && html`<p class="govuk-body">No impact was to be known by a figure. Say in words what came, and how you know.</p>`}
        ${ask.form('Save the review', html`${knownBlocks(readings, content, (_reading, at) => html`${ask.oneOf(`judged-${at}`, 'How did it come?', judgements.map((value) => ({ value, text: judgedWords[value] })), undefined, { inline: true })}${ask.lines(`words-${at}`, 'What do you make of it?', 'What else may have moved the figure; why it cannot be told, if it cannot', 3)}`)}
          <h2 class="govuk-heading-m">All together</h2>${ask.lines('found', 'What really happened, group by group?', 'Better or worse than expected, and what will be done about it', 6)}${ask.date('next', 'When is the next review? (optional)', 'None, if nothing more is to be watched')}`, { cancel: back(assessment) })}`,
    }
  },
  async submit(values, { assessment, readings }, { db, organisation, person, today, now }) {
    const word = (name: string): string => typeof values[name] === 'string' ? values[name] : ''
    const next = values['next'] instanceof Temporal.PlainDate ? values['next'] : null
    const known = readings.map(({ impact, known, decided, now: stands, target }, at): KnownOutcome => ({ group: impact.group, title: known.figures.title, expected: known.expected, decided, now: stands, target, judged: judgements.find((each) => each === values[`judged-${at}`]) ?? 'cannot be told', words: word(`words-${at}`) }))
    const reviewed = decideReview(assessment, word('found'), next, { ...me(person), post: (await findPerson(db, organisation.id, person.id))?.jobTitle ?? '' }, today, known)
    if ('refused' in reviewed) return { problems: { next: reviewed.refused } }
    if (!await saveAssessment(db, organisation.id, reviewed, now)) return { problems: { found: changedMeanwhile } }
    await markProgramme(db, organisation.id, assessment.id, 'reviewed_on', today)
    return { goTo: back(assessment), said: 'The review was saved.', entry: { did: 'impact-assessments.reviewed', on: { room, id: assessment.id, version: reviewed.version }, after: { found: word('found'), next: next?.toString() ?? null, known: known.map((each) => ({ ...each })) } } }
  },
})

export const reopenPage = form({
  path: paths.reopen,
  load: (at, house) => loadAssessment(at, house),
  access: (person, { assessment }) => ['agreed', 'signed off', 'published', 'reviewed'].includes(assessment.stage) && mayFollow(person, assessment),
  version: ({ assessment }) => String(assessment.version),
  fields: { because: text({ missing: 'Enter why it is opened again', max: 1000, subject: 'The reason' }) },
  view: ({ assessment }, answers) => ({
    title: `Open again: ${assessment.title}`, back: back(assessment), guide: 'sign-and-decide',
    main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Open it again</h1><p class="govuk-body">What was signed stays as it was, as a version, and what is public stays public until a newer one is published. It goes to the departmental group again.</p>${questions(answers).form('Open it again', questions(answers).lines('because', 'What changed?', undefined, 3), { cancel: back(assessment) })}`),
  }),
  async submit({ because }, { assessment }, { db, organisation, person, today, now }) {
    const opened = decideReopen(assessment, because, me(person), today)
    if ('refused' in opened) return { problems: { because: opened.refused } }
    if (!await saveAssessment(db, organisation.id, opened, now)) return { problems: { because: changedMeanwhile } }
    return { goTo: back(assessment), said: 'It is open again.', entry: { did: 'impact-assessments.opened-again', on: { room, id: assessment.id, version: opened.version }, after: { because } } }
  },
})

export const endPage = form({
  path: paths.end,
  load: (at, house) => loadAssessment(at, house),
  access: (person, { assessment }) => assessment.stage !== 'ended' && mayFollow(person, assessment),
  version: ({ assessment }) => String(assessment.version),
  fields: { because: text({ missing: 'Enter why it ends', max: 1000, subject: 'The reason' }) },
  view: ({ assessment }, answers) => ({
    title: `End: ${assessment.title}`, back: back(assessment),
    main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">The proposal was dropped</h1><p class="govuk-body">The assessment stays as it is, marked as ended.</p>${questions(answers).form('End it', questions(answers).lines('because', 'What became of the proposal?', undefined, 3), { cancel: back(assessment) })}`),
  }),
  async submit({ because }, { assessment }, { db, organisation, today, now }) {
    const ended = decideEnd(assessment, because, today)
    if ('refused' in ended) return { problems: { because: ended.refused } }
    if (!await saveAssessment(db, organisation.id, ended, now)) return { problems: { because: changedMeanwhile } }
    return { goTo: back(assessment), said: 'The assessment has ended.', entry: { did: 'impact-assessments.ended', on: { room, id: assessment.id, version: ended.version }, after: { because } } }
  },
})
