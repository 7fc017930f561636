import { newId } from '#database/identity.ts'
import type { Entry } from '#database/ledger.ts'
import { html, type Html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { listPeople } from '#features/people/index.ts'
import { choice, choices, date, optional, text, tick, type Body, type Field, type Fields } from '#web/fields.ts'
import { listOthersTyping, type Typing } from '#web/draft-store.ts'
import { form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAttach, mayChangeDetails, mayFollow, mayPublishAssessments, mayReadAssessment, mayScrutinise, maySign, mayWrite } from '../access.ts'
import { decisionsOf, hasWritten, isCompletedAfter, reviewsOf, type Assessment } from '../assessment.ts'
import { hashOfNumbers, indexFigures, indexImpacts, keepWriter, listFrozen, listInterests, listVerdicts, saveAssessment, saveSection } from '../assessment-store.ts'
import { evidenceKinds, groupName, impactsToAnswer, isBegun, keyOfImpact, magnitudes, ratings, sectionCodes, worst, type Answers, type Content, type EvidenceItem, type Gap, type Group, type GroupImpact, type ImpactKey, type Mitigation, type Rating, type RightAnswer, type SectionCode } from '../content.ts'
import type { Imported, TakenPassage } from '../imported.ts'
import { findImportedFor } from '../import-store.ts'
import { attachedList, notAmongPapers } from './attachments.ts'
import { fromDocument } from './bringing-in.ts'
import { findSeries, isSeries, keyOf, newerThanTaken } from './series.ts'
import { newerFigures } from './taking-figures.ts'
import { listAttachments } from '../attachment-store.ts'
import { listChallenges } from '../challenge-store.ts'
import { findNewestPapers } from '../decision-store.ts'
import { paths } from '../paths.ts'
import { indexPlaces } from '../place-store.ts'
import { conventionRights, kindWords } from '../rights.ts'
import { placesCode, plainSections, sectionAsked, sectionForm, sectionForms, sectionTitle, type PlainSection, type SectionForm, type SectionQuestion } from '../sections.ts'
import { aimShort, back, changedMeanwhile, checkList, crumbsTo, loadAssessment, ratingTag, ratingWords, stageTag, type Open } from './assessment-parts.ts'
import { findContracts, overdueNote } from './contracts.ts'
import { impactTitle } from './in-words.ts'
import { column, dayOf, nameOf, summaryRows, things, room } from './parts.ts'
import { findStandings, impactsWithActions } from './progress.ts'
import { reviewInside, reviewsToRead } from './reviews.ts'

/** Where each section is written: the plain ones in one form, the others in pages of their own. */
export function writeAt(assessment: string, section: SectionCode): string {
  const own = { evidence: paths.evidence, impact: paths.impact, rights: paths.rights, mitigation: paths.mitigation } as const
  return section in own ? own[section as keyof typeof own].to({ assessment }) : paths.section.to({ assessment, section })
}

export const assessment = page({
  path: paths.assessment,
  async load(at, house) {
    const open = await loadAssessment(at, house)
    const [contracts, standings, document, challenges, versions, verdicts, interests] = await Promise.all([findContracts(at.assessment, house), findStandings(open.content, house), findImportedFor(house.db, house.organisation.id, at), listChallenges(house.db, house.organisation.id, { assessment: at.assessment }), listFrozen(house.db, house.organisation.id, at.assessment), listVerdicts(house.db, house.organisation.id, at.assessment), listInterests(house.db, house.organisation.id, at.assessment)])
    return { ...open, contracts, standings, document, challenges, versions, verdicts, interests, attached: await listAttachments(house.db, house.organisation.id, at.assessment), given: await findNewestPapers(house.db, house.organisation.id, at.assessment) }
  },
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  view({ assessment, document, contracts, standings, content, states, departments, findings, challenges, versions, verdicts, interests, attached, given }, { person, today }) {
    const at = { assessment: assessment.id }
    const writes = mayWrite(person, assessment)
    const unanswered = verdicts.filter((each) => each.round === assessment.round && each.verdict !== 'agreed' && each.reply === '')
    const blocking = findings.filter(({ check }) => check.weight === 'blocks')
    return {
      title: assessment.title, crumbs: crumbsTo(assessment).slice(0, 2), guide: 'write-an-assessment',
      main: html`<div class="dr-head"><div class="dr-head__words"><span class="govuk-caption-l">${assessment.reference}</span><h1 class="govuk-heading-l">${assessment.title}</h1>
          <p class="dr-head__lead">${stageTag(assessment)}${isCompletedAfter(assessment) && html` <strong>Completed after the decision</strong>`}</p></div>
          <div class="dr-head__actions">${nextStep(assessment, person)}<a class="govuk-link" href="${paths.read.to(at)}">Read it as a whole</a></div></div>
        ${assessment.stage === 'drafting' && assessment.round > 0 && unanswered.length > 0 && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">The departmental group asks for changes</p><ul class="govuk-list govuk-list--bullet">${unanswered.map((each) => html`<li>${sectionTitle(each.section)}: ${each.comment} <a class="govuk-link" href="${paths.reply.to({ ...at, verdict: each.id })}">Answer ${each.by.name}</a></li>`)}</ul></div>`}
        ${summaryRows([
          ['Department', nameOf(departments, assessment.department)], ['Lead', assessment.lead.name], ['Written with', assessment.authors.map((each) => each.name).join(', ')], ['Who decides', assessment.decisionMaker],
          ['To be decided', assessment.decision === null && assessment.decisionDue !== null && dayInWords(assessment.decisionDue)], ['Budget round', assessment.budgetRound], ['Brought in from', document && html`<a class="govuk-link" href="${paths.import.to({ document: document.id })}">${document.fileName}</a>`],
          ['Agreed', assessment.agreed && `${assessment.agreed.by.name}, ${dayInWords(assessment.agreed.on)}`], ['Signed', assessment.signed && `${assessment.signed.by.name}, ${dayInWords(assessment.signed.on)}`],
          ['Decided', assessment.decision && html`${assessment.decision.decided}: ${assessment.decision.by}, ${dayInWords(assessment.decision.on)}${assessment.decision.minute !== '' && html` (${assessment.decision.minute})`}`], ...assessment.earlier.map((each): readonly [string, string] => ['Decided before', `${each.decided}: ${each.by}, ${dayInWords(each.on)}${each.minute === '' ? '' : ` (${each.minute})`}`]), ['Review', assessment.reviewOn && dayInWords(assessment.reviewOn)],
          ['Opened again', assessment.remarks.filter((each) => each.with === 'opened again').map((each) => `${dayInWords(each.on)}, ${each.by.name}: ${each.words}`).join('; ')], ['Ended', assessment.ended && `${dayInWords(assessment.ended.on)}: ${assessment.ended.because}`],
          ['Interests declared', interests.map((each) => `${each.name}: ${each.interest}`).join('; ')],
        ])}
        ${mayChangeDetails(person, assessment) && html`<p class="govuk-body"><a class="govuk-link" href="${paths.details.to(at)}">Change these details</a></p>`}
        <h2 class="govuk-heading-m">Sections</h2>
        ${writes && html`<p class="govuk-body">In any order. What you type is saved as you go. Answering every box is not the same as having thought about people: write where it matters.</p>`}
        <ul class="dr-tasks">${sectionForms.map((section) => {
          const state = states.get(section.code)
          const own = findings.filter(({ check }) => check.section === section.code && check.at !== 'afterwards')
          return html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${writes ? writeAt(assessment.id, section.code) : `${paths.read.to(at)}#${section.code}`}">${section.title}</a><span class="dr-under">${section.lead}</span></div>
            <div>${state === undefined || !isBegun(content, section.code) ? html`<span class="dr-rating dr-rating--not-started">Not begun</span>` : html`<span class="dr-under">${state.changedBy}, ${dayOf(state.changedAt)}</span>`}</div>
            <div class="dr-task__do">${writes && own.length > 0 && html`<a class="govuk-link" href="${paths.checks.to(at)}#${section.code}">${own.length === 1 ? '1 thing' : `${things(own.length)} things`} to think about</a>`}</div></li>`
        })}</ul>
        ${writes && html`<div class="govuk-button-group govuk-!-margin-top-6">${blocking.length === 0 ? html`<a class="govuk-button" href="${paths.send.to(at)}">Send to the departmental group</a>` : html`<a class="govuk-button govuk-button--secondary" href="${paths.checks.to(at)}">${blocking.length === 1 ? 'One thing has' : `${things(blocking.length)} things have`} to be mended before it can be sent</a>`}<a class="govuk-link" href="${paths.keepVersion.to(at)}">Keep a version for permission to consult</a></div>`}
        ${(attached.length > 0 || mayAttach(person, assessment)) && html`<h2 class="govuk-heading-m">Documents</h2>${attached.length === 0 ? html`<p class="govuk-body">A report on the consultation, an earlier form, a drawing: what is attached goes with the papers to those who decide.</p>` : attachedList(assessment, attached, mayAttach(person, assessment))}${notAmongPapers(assessment, attached, given)}${mayAttach(person, assessment) && html`<p class="govuk-body"><a class="govuk-link" href="${paths.attach.to(at)}">Attach a document</a></p>`}`}
        <h2 class="govuk-heading-m">Versions</h2>
        ${versions.length === 0 ? html`<p class="govuk-body">None has been kept yet. One is kept when it is sent, when it is signed, and when you choose to.</p>` : html`<ul class="dr-tasks">${versions.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.version.to({ ...at, number: String(each.number) })}">Version ${String(each.number)}</a><span class="dr-under">${each.why}</span></div><div>${each.madeBy}, ${dayOf(each.madeAt)}</div></li>`)}</ul>`}
        ${challenges.length > 0 && html`<h2 class="govuk-heading-m" id="challenges">Challenges</h2><ul class="dr-tasks">${challenges.map((each) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.answerChallenge.to({ challenge: each.id })}">From ${each.from === 'resident' ? 'a resident' : each.name}</a><span class="dr-under">${each.words.length > 200 ? `${each.words.slice(0, 199)}…` : each.words}</span></div><div><span class="dr-rating dr-rating--${each.answer === null ? 'asked' : 'done'}">${each.answer === null ? 'To be answered' : 'Answered'}</span></div></li>`)}</ul>`}
        ${assessment.signed !== null && content.mitigation.length > 0 && html`<h2 class="govuk-heading-m" id="progress">What is being done, impact by impact</h2>${impactsWithActions(content, standings)}`}
        ${assessment.reviewed !== null && html`<h2 class="govuk-heading-m" id="reviews">What really happened</h2>${reviewsToRead(reviewsOf(assessment).map(reviewInside), content)}`}
        ${overdueNote(contracts, assessment.id)}
        <h2 class="govuk-heading-m">For those who decide, and after</h2>
        <ul class="govuk-list"><li><a class="govuk-link" href="${paths.implications.to(at)}">Equalities implications for the report</a></li><li><a class="govuk-link" href="${paths.knownBy.to(at)}">How we will know what really happens: predicted and actual</a></li>${(contracts.length > 0 || (content.mitigation.length > 0 && mayFollow(person, assessment))) && html`<li><a class="govuk-link" href="${paths.contracts.to(at)}">What contracts carry out, and suppliers’ returns</a></li>`}
          ${mayFollow(person, assessment) && versions.length > 0 && assessment.decision === null && assessment.stage !== 'ended' && html`<li><a class="govuk-link" href="${paths.serve.to(at)}">Give it to those who decide</a></li>`}
          ${decisionsOf(assessment).map((each, index) => html`<li><a class="govuk-link" href="${paths.pack.to(at)}?decision=${String(index + 1)}">Decision pack</a> of ${dayInWords(each.on)}: what they had, and who opened it, with its proof (zip)</li>`)}
          ${mayFollow(person, assessment) && assessment.decision === null && assessment.stage !== 'ended' && html`<li><a class="govuk-link" href="${paths.decide.to(at)}">Record the decision</a></li>`}
          ${mayFollow(person, assessment) && assessment.signed !== null && content.mitigation.some((each) => each.planAction === null) && html`<li><a class="govuk-link" href="${paths.plannedActions.to(at)}">Put what will be done into the action plan</a></li>`}
          ${mayFollow(person, assessment) && assessment.signed !== null && assessment.stage !== 'ended' && html`<li><a class="govuk-link" href="${paths.review.to(at)}">Review what really happened</a></li><li><a class="govuk-link" href="${paths.reopen.to(at)}">The proposal changed: open it again</a></li>`}
          ${mayFollow(person, assessment) && assessment.stage !== 'ended' && html`<li><a class="govuk-link" href="${paths.end.to(at)}">The proposal was dropped</a></li>`}
          ${mayFollow(person, assessment) && versions.length > 0 && assessment.stage !== 'ended' && html`<li><a class="govuk-link" href="${paths.askGroup.to(at)}">Ask a group to challenge it</a></li>`}
          ${assessment.stage !== 'ended' && html`<li><a class="govuk-link" href="${paths.challengeInside.to(at)}">Challenge it, for a staff network</a></li>`}
          ${assessment.publishedOn !== null && html`<li><a class="govuk-link" href="${paths.publicOne.to(at)}">What the public sees</a></li>`}</ul>
        ${findings.some(({ check }) => check.at === 'afterwards') && html`<h2 class="govuk-heading-m">What is due</h2>${checkList(findings.filter(({ check }) => check.at === 'afterwards'))}`}
        ${assessment.decisionDue !== null && assessment.decision === null && Temporal.PlainDate.compare(assessment.decisionDue, today) < 0 && html`<p class="govuk-body"><strong>The day of the decision has passed.</strong> Record what was decided.</p>`}`,
    }
  },
})

/** The one button that matters now to this person. */
function nextStep(assessment: Assessment, person: House['person']): Html | false {
  const at = { assessment: assessment.id }
  if (mayScrutinise(person, assessment)) return html`<a class="govuk-button" href="${paths.scrutiny.to(at)}">Scrutinise it</a>`
  if (assessment.stage === 'agreed' && maySign(person, assessment.department) && !hasWritten(assessment, person.id)) return html`<a class="govuk-button" href="${paths.signOff.to(at)}">Sign it</a>`
  if (['signed off', 'reviewed', 'published'].includes(assessment.stage) && mayPublishAssessments(person)) return html`<a class="govuk-button${assessment.publishedOn !== null && ' govuk-button--secondary'}" href="${paths.publish.to(at)}">${assessment.publishedOn === null ? 'Publish it' : 'Publish it again'}</a>`
  return false
}

const details_ = (people: readonly { readonly id: string }[]) => ({
  title: text({ missing: 'Enter what is proposed', max: 200, subject: 'What is proposed' }),
  decider: optional(text({ missing: '', max: 200, subject: 'Who decides' })),
  due: optional(date({ missing: '', subject: 'The date of the decision' })),
  round: optional(text({ missing: '', max: 100, subject: 'The budget round' })),
  authors: choices({ from: people.map((each) => each.id) }),
})

export const details = form({
  path: paths.details,
  load: async (at, house) => ({ ...await loadAssessment(at, house), people: (await listPeople(house.db, house.organisation.id, { state: 'active' })).filter((each) => each.grants.some((grant) => grant.role === 'assessment author' || grant.role === 'equality lead' || grant.role === 'action lead')) }),
  access: (person, { assessment }) => mayChangeDetails(person, assessment),
  version: ({ assessment }) => String(assessment.version),
  fields: ({ people }) => details_(people),
  starting: ({ assessment }) => ({ title: assessment.title, decider: assessment.decisionMaker, round: assessment.budgetRound, authors: assessment.authors.map((each) => each.id), ...dateBoxes('due', assessment.decisionDue?.toString() ?? '') }),
  view({ assessment, people }, answers) {
    const ask = questions(answers)
    return {
      title: `Details: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'write-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}</span><h1 class="govuk-heading-l">Details</h1>
        ${ask.form('Save', html`${ask.line('title', 'What is proposed?')}${ask.line('decider', 'Who will decide?', 'The committee, cabinet member or officer: the duty is theirs')}${ask.date('due', 'When will it be decided?')}${ask.line('round', 'Which budget round is it part of? (optional)')}
          ${people.length > 0 && ask.anyOf('authors', 'Who writes it with you?', people.filter((each) => each.id !== assessment.lead.id).map((each) => ({ value: each.id, text: each.name, ...(each.jobTitle === '' ? {} : { hint: each.jobTitle }) })), 'They cannot scrutinise or sign it then')}`, { cancel: back(assessment) })}`),
    }
  },
  async submit({ title, decider, due, round, authors }, { assessment, people }, { db, organisation, now }) {
    const changed: Assessment = { ...assessment, title, decisionMaker: decider ?? '', decisionDue: due, budgetRound: round ?? '', authors: people.filter((each) => authors.includes(each.id) && each.id !== assessment.lead.id).map((each) => ({ id: each.id, name: each.name })), version: assessment.version + 1 }
    if (!await saveAssessment(db, organisation.id, changed, now)) return { problems: { title: changedMeanwhile } }
    const told = (each: Assessment) => ({ title: each.title, decisionMaker: each.decisionMaker, decisionDue: each.decisionDue?.toString() ?? null, budgetRound: each.budgetRound, authors: each.authors.map((one) => one.name) })
    return { goTo: back(assessment), said: 'Saved.', entry: { did: 'impact-assessments.details-changed', on: { room, id: assessment.id, version: changed.version }, before: told(assessment), after: told(changed) } }
  },
})

function dateBoxes(name: string, iso: string): Body {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return {}
  const day = Temporal.PlainDate.from(iso)
  return { [`${name}-day`]: String(day.day), [`${name}-month`]: String(day.month), [`${name}-year`]: String(day.year) }
}

type Writing = Open & { readonly document: Imported | null; readonly others: readonly Typing[]; readonly names: ReadonlyMap<string, string>; /** Somebody who has not written in it before, and is none of its authors. */ readonly isNewHand: boolean }

/** The assessment with who else has been typing on this page in the last quarter of an hour. */
export async function loadWriting(at: { readonly assessment: string }, house: House): Promise<Writing> {
  const open = await loadAssessment(at, house)
  const [document, others] = [await findImportedFor(house.db, house.organisation.id, at), await listOthersTyping(house.db, house.organisation.id, house.person.id, house.request.path, house.now.subtract({ minutes: 15 }))]
  const known = [open.assessment.lead, ...open.assessment.authors]
  return { ...open, document, others, names: new Map(known.map((each) => [each.id, each.name])), isNewHand: !hasWritten(open.assessment, house.person.id) }
}

export const stateOf = ({ states }: Open, section: SectionCode): number => states.get(section)?.version ?? 0

function typingNote({ others, names, isNewHand }: Writing): Html {
  const [latest] = others
  return html`${isNewHand && html`<div class="dr-note"><p>You are none of its authors. Once you save something here you have written in it, and others scrutinise and sign it.</p></div>`}${latest !== undefined && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">${names.get(latest.person) ?? 'Somebody else'} is writing here too</p>
    <p>Their words were last kept at ${latest.keptAt.toZonedDateTimeISO('Europe/London').toPlainTime().toString({ smallestUnit: 'minute' })}. If both of you save, the second sees both texts: nothing is lost.</p></div>`}`
}

/** What helps to answer: an example, and what was found wanting elsewhere. */
function help(section: SectionForm): Html {
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">An example, and what courts have said</span></summary><div class="govuk-details__text">
    <p class="govuk-body">From an assessment that does not exist: “${section.example}”</p>${section.courts.map((each) => html`<p class="govuk-body">${each.says} <span class="dr-under">${each.source}</span></p>`)}</div></details>`
}

/** What trips in this section, beneath its form: advice while writing. */
function advice({ findings }: Open, section: SectionCode): Html | false {
  const own = findings.filter(({ check }) => check.section === section && check.at !== 'afterwards')
  return own.length > 0 && html`<section aria-labelledby="advice"><h2 class="govuk-heading-m" id="advice">Things to think about here</h2>${checkList(own)}</section>`
}

/** Keeps a section and says so in the ledger: which, and its version; the words stay out of it. */
export async function keepSection<Section extends SectionCode>(house: House & { readonly db: import('#database/database.ts').Database }, open: Open, section: Section, content: Content[Section]): Promise<Entry | null> {
  const { db, organisation, person, now } = house
  const version = stateOf(open, section)
  if (!await saveSection(db, organisation.id, open.assessment, section, content, version, person.name, now)) return null
  await keepWriter(db, organisation.id, open.assessment, { id: person.id, name: person.name })
  const all: Content = { ...open.content, [section]: content }
  if (section === 'proposal') await indexPlaces(db, organisation.id, open.assessment.id, placesTouched(all))
  if (section === 'evidence' || section === 'impact') await indexFigures(db, organisation.id, open.assessment.id, all.evidence.items, all.impact)
  if (section === 'impact' || section === 'mitigation') {
    await indexImpacts(db, organisation.id, open.assessment.id, all.impact, all.mitigation)
  }
  return { did: 'impact-assessments.section-written', on: { room, id: open.assessment.id, version: open.assessment.version }, detail: { section, version: version + 1 } }
}

/** The codes of the places that the proposal says it touches. */
const placesTouched = ({ proposal }: Content): readonly string[] => { const said = proposal[placesCode]; return typeof said === 'string' ? [said] : said ?? [] }

function fieldFor(question: SectionQuestion): Field<unknown> {
  const subject = `The answer to “${question.asks}”`
  switch (question.kind) {
    case 'line': return optional(text({ missing: '', max: 500, subject }))
    case 'lines': return optional(text({ missing: '', max: 20_000, subject }))
    case 'choice': return optional(choice({ from: (question.options ?? []).map((each) => each.value), missing: '' }))
    case 'choices': return choices({ from: (question.options ?? []).map((each) => each.value) })
    case 'date': return optional(date({ missing: '', subject: 'The date' }))
  }
}
const boxOf = (code: string): string => `a-${code.replaceAll(' ', '-')}`

export const section = form({
  path: paths.section,
  async load({ assessment, section: code }, house) {
    const section = plainSections.find((each) => each === code)
    if (section === undefined) throw new NotFound(`section ${code}`)
    const open = await loadWriting({ assessment }, house)
    return { ...open, section, form: sectionAsked(section, open.content) }
  },
  access: (person, { assessment }) => mayWrite(person, assessment),
  draft: true,
  version: (loaded) => String(stateOf(loaded, loaded.section)),
  fields: ({ form }): Fields => Object.fromEntries(form.questions.map((question) => [boxOf(question.code), fieldFor(question)])),
  starting: ({ form, section, content }) => Object.assign({}, ...form.questions.map((question) => {
    const answer = content[section][question.code] ?? ''
    return question.kind === 'date' ? dateBoxes(boxOf(question.code), typeof answer === 'string' ? answer : '') : { [boxOf(question.code)]: typeof answer === 'string' ? answer : [...answer] }
  })) as Body,
  view(loaded, answers) {
    const { assessment, form, section } = loaded
    const ask = questions(answers)
    return {
      title: `${form.title}: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'write-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">${form.title}</h1><p class="govuk-body-l">${form.lead}</p>${typingNote(loaded)}${help(form)}${fromDocument(loaded.document, (home) => home.startsWith(`${section}/`))}
        ${ask.form('Save', html`${form.questions.map((question) => {
          const name = boxOf(question.code)
          switch (question.kind) {
            case 'line': return ask.line(name, question.asks, question.hint)
            case 'lines': return ask.lines(name, question.asks, question.hint, question.rows ?? 4)
            case 'choice': return ask.oneOf(name, question.asks, question.options ?? [], question.hint)
            case 'choices': return ask.anyOf(name, question.asks, question.options ?? [], question.hint)
            case 'date': return ask.date(name, question.asks, question.hint)
          }
        })}`, { cancel: back(assessment) })}${section === 'review' && html`<p class="govuk-body"><a class="govuk-link" href="${paths.knownBy.to({ assessment: assessment.id })}">Name the figures by which each impact will be known</a></p>`}${advice(loaded, section)}`),
    }
  },
  async submit(values, loaded, house) {
    const { form, section } = loaded
    const asked = new Set(form.questions.map((question) => question.code))
    const content: Answers = Object.fromEntries([...Object.entries(loaded.content[section]).filter(([code]) => !asked.has(code)), ...form.questions.flatMap((question) => {
      const value = values[boxOf(question.code)]
      if (value === null || value === undefined) return []
      return [[question.code, value instanceof Temporal.PlainDate ? value.toString() : Array.isArray(value) ? value.map(String) : String(value)]] as const
    })])
    const entry = await keepSection(house, loaded, section satisfies PlainSection, content)
    const [first] = form.questions
    return entry ? { goTo: back(loaded.assessment), said: `“${form.title}” was saved.`, entry } : { problems: { [boxOf(first?.code ?? '')]: changedMeanwhile } }
  },
})

/** The passage that somebody chose to begin from. */
function quoted(document: Imported | null, at: string): TakenPassage | undefined {
  return document?.passages.find((each) => String(each.at) === at && each.taken !== null && each.taken !== 'left')
}

// Evidence

export const evidence = page({
  path: paths.evidence,
  async load(at, house) {
    const open = await loadWriting(at, house)
    const newer = new Map<string, string>()
    const series = await findSeries(house, open.content.evidence.items.flatMap((item) => item.figures ?? []))
    for (const item of open.content.evidence.items) {
      const taken = item.figures && { ...item.figures, numbers: hashOfNumbers(item.figures) }
      const found = taken && (isSeries(taken) ? newerThanTaken(taken, series.get(keyOf(taken))) : await newerFigures(house.db, house.organisation.id, taken))
      if (found) newer.set(item.id, found)
    }
    return { ...open, newer }
  },
  access: (person, { assessment }) => mayWrite(person, assessment),
  view(loaded) {
    const { assessment, content, newer } = loaded
    const { evidence } = content
    const at = { assessment: assessment.id }
    return {
      title: `Evidence: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'write-an-assessment',
      main: html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Evidence</h1><p class="dr-head__lead">${sectionForm('evidence').lead}</p></div>
        <div class="dr-head__actions"><a class="govuk-button" href="${paths.evidenceItem.to({ ...at, entry: 'new' })}">Add evidence</a><a class="govuk-button govuk-button--secondary" href="${paths.takeFigures.to(at)}">Insert figures</a><a class="govuk-link" href="${paths.gap.to({ ...at, entry: 'new' })}">Say what is not known</a></div></div>${help(sectionForm('evidence'))}${fromDocument(loaded.document, (home) => home.startsWith('evidence'), (passage) => html`<a class="govuk-link" href="${paths.evidenceItem.to({ ...at, entry: 'new' })}?from=${String(passage.at)}">Make evidence of it<span class="govuk-visually-hidden">: ${passage.label}</span></a>`)}
        ${evidence.items.length === 0 ? html`<div class="dr-empty"><p class="govuk-body">Nothing yet. Begin with what your own service counts, and with what people have told you.</p></div>` : reflowingTable({
          caption: 'Evidence', captionClasses: 'govuk-visually-hidden', head: [{ text: 'What' }, { text: 'Source and day' }, { text: 'About' }, { text: 'What it shows' }],
          rows: evidence.items.map((item) => [{ html: html`<a class="govuk-link" href="${paths.evidenceItem.to({ ...at, entry: item.id })}">${item.what}</a><span class="dr-under">${item.kind}, ${item.coverage}</span>${item.figures !== undefined && newer.has(item.id) && html`<span class="dr-under"><a class="govuk-link" href="${paths.takeAgain.to({ ...at, entry: item.id })}">There are newer: ${newer.get(item.id) ?? ''}</a></span>`}` }, { html: html`${item.source}<span class="dr-under">${dayInWords(Temporal.PlainDate.from(item.on))}</span>` }, { text: item.about.map((code) => groupName(code, content)).join(', ') || 'Everybody' }, { text: item.shows }]),
        })}
        <h2 class="govuk-heading-m">What is not known</h2>${evidence.gaps.length === 0 ? html`<p class="govuk-body">Nothing is said to be missing. If something is, say so: a gap with a plan is better than a guess.</p>` : html`<ul class="dr-tasks">${evidence.gaps.map((gap) => html`<li class="dr-task"><div class="dr-task__what"><a class="govuk-link" href="${paths.gap.to({ ...at, entry: gap.id })}">${gap.what}</a><span class="dr-under">${gap.plan === '' ? 'Nothing is planned' : gap.plan}</span></div><div>${gap.about.map((code) => groupName(code, content)).join(', ')}</div></li>`)}</ul>`}
        ${advice(loaded, 'evidence')}`,
    }
  },
})

/** Whom something is about, or for. */
export const groupOptions = ({ groups }: Open) => groups.map((each) => ({ value: each.code, text: each.name }))
const coverages = ['local', 'regional', 'national'] as const

export const evidenceItem = form({
  path: paths.evidenceItem,
  async load({ assessment, entry }, house) {
    const open = await loadWriting({ assessment }, house)
    const found = open.content.evidence.items.find((item) => item.id === entry)
    if (entry !== 'new' && !found) throw new NotFound(`evidence ${entry}`)
    return { ...open, item: found ?? null }
  },
  access: (person, { assessment }) => mayWrite(person, assessment),
  draft: true,
  version: (loaded) => String(stateOf(loaded, 'evidence')),
  fields: ({ groups }) => ({
    kind: choice({ from: evidenceKinds, missing: 'Select what sort of evidence it is' }), what: text({ missing: 'Enter what it is', max: 300, subject: 'What it is' }), source: text({ missing: 'Enter where it comes from', max: 300, subject: 'The source' }),
    on: date({ missing: 'Enter the day that it describes', subject: 'The day' }), coverage: choice({ from: coverages, missing: 'Select whom it covers' }), about: choices({ from: groups.map((each) => each.code) }),
    shows: text({ missing: 'Enter what it shows', max: 4000, subject: 'What it shows' }), link: optional(text({ missing: '', max: 500, subject: 'The link' })), remove: tick(),
  }),
  starting: ({ item, document }, { query }) => item === null ? { coverage: 'local', shows: quoted(document, query.get('from'))?.words ?? '' } : { kind: item.kind, what: item.what, source: item.source, coverage: item.coverage, about: [...item.about], shows: item.shows, link: item.link, ...dateBoxes('on', item.on) },
  view(loaded, answers) {
    const { assessment, item } = loaded
    const ask = questions(answers)
    return {
      title: `${item === null ? 'Add evidence' : item.what}: ${assessment.title}`, back: paths.evidence.to({ assessment: assessment.id }), guide: 'write-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.title}</span><h1 class="govuk-heading-l">${item === null ? 'Add evidence' : 'Change this evidence'}</h1>${typingNote(loaded)}
        ${ask.form('Save', html`${ask.oneOf('kind', 'What sort is it?', evidenceKinds.map((each) => ({ value: each, text: each.charAt(0).toUpperCase() + each.slice(1) })), undefined, { inline: true })}${ask.line('what', 'What is it?', 'For example, Attendance register')}${ask.line('source', 'Where does it come from?')}${ask.date('on', 'Which day does it describe?', 'Or when it was published')}
          ${ask.oneOf('coverage', 'Whom does it cover?', [{ value: 'local', text: 'People here' }, { value: 'regional', text: 'The region' }, { value: 'national', text: 'The country' }], undefined, { inline: true })}${ask.lines('shows', 'What does it show?', 'Say a number’s base: “310 of 1,240 users”', 4)}${ask.anyOf('about', 'Whom is it about? (optional)', groupOptions(loaded))}
          ${ask.line('link', 'A link to it (optional)', 'It starts with https://')}${item !== null && ask.tick('remove', 'Take this out of the assessment')}`, { cancel: paths.evidence.to({ assessment: assessment.id }) })}`),
    }
  },
  async submit({ remove, on, link, ...rest }, loaded, house) {
    if (link !== null && !/^https?:\/\/\S+$/.test(link)) return { problems: { link: 'The link must start with https://' } }
    if (Temporal.PlainDate.compare(on, house.today) > 0) return { problems: { on: 'The day must be today or in the past' } }
    const { item, content: { evidence, impact } } = loaded
    const made: EvidenceItem = { ...rest, id: item?.id ?? newId(), on: on.toString(), link: link ?? '', ...(item?.figures === undefined ? {} : { figures: item.figures }) }
    if (remove && item && impact.some((each) => each.evidence.includes(item.id))) return { problems: { remove: 'An impact rests on this. Take it off there first' } }
    const items = remove ? evidence.items.filter((each) => each.id !== made.id) : item === null ? [...evidence.items, made] : evidence.items.map((each) => each.id === made.id ? made : each)
    const entry = await keepSection(house, loaded, 'evidence', { ...evidence, items })
    return entry ? { goTo: paths.evidence.to({ assessment: loaded.assessment.id }), said: remove ? 'It was taken out.' : 'Saved.', entry } : { problems: { what: changedMeanwhile } }
  },
})

export const gap = form({
  path: paths.gap,
  async load({ assessment, entry }, house) {
    const open = await loadWriting({ assessment }, house)
    const found = open.content.evidence.gaps.find((each) => each.id === entry)
    if (entry !== 'new' && !found) throw new NotFound(`gap ${entry}`)
    return { ...open, gap: found ?? null }
  },
  access: (person, { assessment }) => mayWrite(person, assessment),
  draft: true,
  version: (loaded) => String(stateOf(loaded, 'evidence')),
  fields: ({ groups }) => ({ what: text({ missing: 'Enter what is not known', max: 1000, subject: 'What is not known' }), about: choices({ from: groups.map((each) => each.code), missing: 'Select whom it is about' }), plan: optional(text({ missing: '', max: 1000, subject: 'What will be done' })), remove: tick() }),
  starting: ({ gap }) => gap === null ? {} : { what: gap.what, about: [...gap.about], plan: gap.plan },
  view(loaded, answers) {
    const { assessment, gap } = loaded
    const ask = questions(answers)
    return {
      title: `What is not known: ${assessment.title}`, back: paths.evidence.to({ assessment: assessment.id }), guide: 'write-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.title}</span><h1 class="govuk-heading-l">What is not known</h1>${ask.form('Save', html`${ask.lines('what', 'What do we not know?', undefined, 3)}${ask.anyOf('about', 'Whom is it about?', groupOptions(loaded))}${ask.lines('plan', 'What will be done to find out?', 'Who will do it, and by when', 3)}${gap !== null && ask.tick('remove', 'It is known now: take this out')}`, { cancel: paths.evidence.to({ assessment: assessment.id }) })}`),
    }
  },
  async submit({ remove, plan, ...rest }, loaded, house) {
    const { gap, content: { evidence } } = loaded
    const made: Gap = { ...rest, id: gap?.id ?? newId(), plan: plan ?? '' }
    const gaps = remove ? evidence.gaps.filter((each) => each.id !== made.id) : gap === null ? [...evidence.gaps, made] : evidence.gaps.map((each) => each.id === made.id ? made : each)
    const entry = await keepSection(house, loaded, 'evidence', { ...evidence, gaps })
    return entry ? { goTo: paths.evidence.to({ assessment: loaded.assessment.id }), said: remove ? 'It was taken out.' : 'Saved.', entry } : { problems: { what: changedMeanwhile } }
  },
})

// Impact

export const impact = page({
  path: paths.impact,
  load: (at, house) => loadWriting(at, house),
  access: (person, { assessment }) => mayWrite(person, assessment),
  view(loaded) {
    const { assessment, content, groups } = loaded
    const link = (group: Group) => html`<a class="govuk-link" href="${paths.impactOn.to({ assessment: assessment.id, group: group.code })}">${group.name}</a>`
    const own = (group: Group) => content.impact.find((each) => each.group === group.code)
    const cell = (group: Group, aim: string | null) => own(group)?.cells.find((each) => each.aim === aim)
    return {
      title: `Impact: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'write-an-assessment',
      main: html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Impact</h1><p class="govuk-body-l">${sectionForm('impact').lead}</p>${help(sectionForm('impact'))}${fromDocument(loaded.document, (home) => home === 'impact/all')}
        <p class="govuk-body">Choose a group to say what it means for them. “No difference” is an answer when you have looked; “Not known” is one when you have not.</p>
        ${impactTable(groups.filter((group) => group.statutory).map((group) => ({ group, name: link(group), cell: (aim) => { const found = cell(group, aim); return found === undefined ? html`<span class="govuk-hint govuk-!-margin-bottom-0">Not yet</span>` : ratingTag(found.rating, own(group)?.severity) } })))}
        <h2 class="govuk-heading-m">Other groups of people</h2><p class="govuk-body">No Act names these. We look at them because of what we have promised here.</p>
        <ul class="dr-tasks">${groups.filter((group) => !group.statutory).map((group) => { const found = cell(group, null); return html`<li class="dr-task"><div class="dr-task__what">${link(group)}</div><div>${found === undefined ? html`<span class="govuk-hint govuk-!-margin-bottom-0">Not yet</span>` : ratingTag(found.rating, own(group)?.severity)}</div></li>` })}</ul>
        <p class="govuk-body"><a class="govuk-link" href="${paths.knownBy.to({ assessment: assessment.id })}">Name the figures by which each impact will be known</a></p>${advice(loaded, 'impact')}`,
    }
  },
})

/** The nine characteristics by the three aims: 25 cells, and two that the Act leaves out. */
export function impactTable(rows: readonly { readonly group: Group; readonly name: Html | string; cell(aim: string): Html }[]): Html {
  return reflowingTable({
    caption: 'Impact by protected characteristic and aim of the duty', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Characteristic' }, { text: aimShort('eliminate'), label: 'Eliminate discrimi\u00adnation' }, { text: aimShort('advance') }, { text: aimShort('foster') }],
    rows: rows.map(({ group, name, cell }) => [typeof name === 'string' ? { text: name } : { html: name }, ...(['eliminate', 'advance', 'foster'] as const).map((aim) => ({ html: group.aims.includes(aim) ? cell(aim) : html`<span class="govuk-hint govuk-!-margin-bottom-0">Not an aim for this: section 149(7)</span>` }))]),
  })
}

const ratingOptions = ratings.map((value) => ({ value, text: ratingWords[value] }))

export const impactOn = form({
  path: paths.impactOn,
  async load({ assessment, group: code }, house) {
    const open = await loadWriting({ assessment }, house)
    const group = open.groups.find((each) => each.code === code)
    if (!group) throw new NotFound(`group ${code}`)
    return { ...open, group, was: open.content.impact.find((each) => each.group === code) ?? null }
  },
  access: (person, { assessment }) => mayWrite(person, assessment),
  draft: true,
  version: (loaded) => String(stateOf(loaded, 'impact')),
  fields: ({ group, content }): Fields => ({
    ...Object.fromEntries(aimsOf(group).flatMap((aim) => [[`rating-${aim ?? 'all'}`, choice({ from: ratings, missing: `Select what it means for them${aim === null ? '' : `: ${aimShort(aim).toLowerCase()}`}` })], [`because-${aim ?? 'all'}`, text({ missing: `Enter why${aim === null ? '' : `: ${aimShort(aim).toLowerCase()}`}`, max: 8000, subject: 'The reason' })]])),
    affected: optional(text({ missing: '', max: 2000, subject: 'Who of them' })), severity: optional(choice({ from: magnitudes, missing: '' })), lasting: optional(text({ missing: '', max: 500, subject: 'How long' })),
    indirect: optional(choice({ from: ['no', 'yes', 'not known'], missing: '' })), justification: optional(text({ missing: '', max: 4000, subject: 'The justification' })), evidence: choices({ from: content.evidence.items.map((item) => item.id) }),
  }),
  starting: ({ was }): Body => was === null ? {} : { ...Object.fromEntries(was.cells.flatMap((cell) => [[`rating-${cell.aim ?? 'all'}`, cell.rating], [`because-${cell.aim ?? 'all'}`, cell.because]])), affected: was.affected, severity: was.severity, lasting: was.lasting, indirect: was.indirect, justification: was.justification, evidence: [...was.evidence] },
  view(loaded, answers) {
    const { assessment, group, content } = loaded
    const ask = questions(answers)
    return {
      title: `${group.name}: ${assessment.title}`, back: paths.impact.to({ assessment: assessment.id }), guide: 'write-an-assessment',
      main: column(html`<span class="govuk-caption-l">Impact of “${assessment.title}”</span><h1 class="govuk-heading-l">${group.name}</h1>${typingNote(loaded)}
        ${group.code === 'marriage_cp' && html`<p class="govuk-body">The Act asks about marriage and civil partnership under the first aim only (section 149(7)), so there is one question here.</p>`}${fromDocument(loaded.document, (home) => home === `impact/${group.code}` || home === 'impact/all')}
        ${ask.form('Save', html`${aimsOf(group).map((aim) => html`<h2 class="govuk-heading-m">${aim === null ? 'What it means for them' : aimShort(aim)}</h2>${ask.oneOf(`rating-${aim ?? 'all'}`, 'What would it mean?', ratingOptions, undefined, { inline: true })}${ask.lines(`because-${aim ?? 'all'}`, 'Why do you think so?', aim === 'advance' ? 'Disadvantages, needs that differ, taking part' : aim === 'foster' ? 'Prejudice, understanding' : aim === 'eliminate' ? 'Discrimination, harassment, victimisation' : undefined, 3)}`)}
          <h2 class="govuk-heading-m">If it would be worse, or might be</h2>${ask.lines('affected', 'Who of them, and about how many?', 'With the base: “38 of the 210 people who come”', 2)}${ask.oneOf('severity', 'How bad is it for those it is worst for?', magnitudes.map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) })), undefined, { inline: true })}${ask.line('lasting', 'How long would it last? Can it be put right?')}
          ${ask.oneOf('indirect', 'Could the same rule put this group at a particular disadvantage?', [{ value: 'no', text: 'No' }, { value: 'yes', text: 'Yes' }, { value: 'not known', text: 'Not known' }], 'Indirect discrimination, section 19. It is lawful only if it is a proportionate way of reaching a legitimate aim', { inline: true })}${ask.lines('justification', 'If so, how is it justified?', 'The aim, why this way is needed, and what else was considered. Saving money alone is not an aim that justifies it', 3)}
          ${content.evidence.items.length > 0 ? ask.anyOf('evidence', 'What does this rest on?', content.evidence.items.map((item) => ({ value: item.id, text: item.what, hint: item.shows.length > 120 ? `${item.shows.slice(0, 118)}…` : item.shows }))) : html`<p class="govuk-body"><a class="govuk-link" href="${paths.evidence.to({ assessment: assessment.id })}">Add evidence</a>, so that this can rest on it.</p>`}`, { cancel: paths.impact.to({ assessment: assessment.id }) })}`),
    }
  },
  async submit(values, loaded, house) {
    const { group, groups, content, was } = loaded
    const word = (name: string): string => typeof values[name] === 'string' ? values[name] : ''
    const made: GroupImpact = {
      group: group.code, cells: aimsOf(group).map((aim) => ({ aim, rating: ratings.find((each) => each === values[`rating-${aim ?? 'all'}`]) ?? 'unknown', because: word(`because-${aim ?? 'all'}`) })),
      affected: word('affected'), severity: magnitudes.find((each) => each === values['severity']) ?? '', lasting: word('lasting'), indirect: (['no', 'yes', 'not known'] as const).find((each) => each === values['indirect']) ?? '', justification: word('justification'),
      evidence: content.evidence.items.map((item) => item.id).filter((id) => Array.isArray(values['evidence']) && values['evidence'].includes(id)), ...(was?.knownBy === undefined ? {} : { knownBy: was.knownBy }),
    }
    if (worst(made) === 'negative' && made.severity === '') return { problems: { severity: 'Select how bad it is: those who decide need to know' } }
    const impacts = [...content.impact.filter((each) => each.group !== group.code), made].sort((a, b) => groups.findIndex((each) => each.code === a.group) - groups.findIndex((each) => each.code === b.group))
    const entry = await keepSection(house, loaded, 'impact', impacts)
    const next = groups.find((each) => each.statutory && !impacts.some((one) => one.group === each.code))
    return entry ? { goTo: next === undefined ? paths.impact.to({ assessment: loaded.assessment.id }) : paths.impactOn.to({ assessment: loaded.assessment.id, group: next.code }), said: next === undefined ? 'Saved. Every protected characteristic has been looked at.' : `${group.name} was saved. Next: ${next.name.toLowerCase()}.`, entry } : { problems: { affected: changedMeanwhile } }
  },
})

const aimsOf = (group: Group): readonly GroupImpact['cells'][number]['aim'][] => group.aims.length === 0 ? [null] : group.aims

// Human rights

export const rights = form({
  path: paths.rights,
  load: (at, house) => loadWriting(at, house),
  access: (person, { assessment }) => mayWrite(person, assessment),
  draft: true,
  version: (loaded) => String(stateOf(loaded, 'rights')),
  fields: Object.fromEntries(conventionRights.flatMap(({ article }) => [[`touched-${article}`, optional(choice({ from: ['no', 'supports', 'interferes'], missing: '' }))], [`how-${article}`, optional(text({ missing: '', max: 4000, subject: 'How' }))], [`why-${article}`, optional(text({ missing: '', max: 4000, subject: 'Why it is allowed' }))]])) as Fields,
  starting: ({ content }): Body => Object.fromEntries(content.rights.flatMap((right) => [[`touched-${right.article}`, right.touched], [`how-${right.article}`, right.how], [`why-${right.article}`, right.proportionate]])),
  view(loaded, answers) {
    const { assessment } = loaded
    const ask = questions(answers)
    return {
      title: `Human rights: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'write-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Human rights</h1><p class="govuk-body-l">${sectionForm('rights').lead}</p>${typingNote(loaded)}${help(sectionForm('rights'))}${fromDocument(loaded.document, (home) => home === 'rights')}
        ${ask.form('Save', html`${conventionRights.map(({ article, ref, heading, plain, kind }) => html`<section aria-labelledby="r-${article}"><h2 class="govuk-heading-s govuk-!-margin-bottom-1" id="r-${article}">${ref}: ${heading}</h2><p class="govuk-body-s">${plain}. ${kindWords[kind]}.</p>
          ${ask.oneOf(`touched-${article}`, 'Does the proposal touch it?', [{ value: 'no', text: 'No' }, { value: 'supports', text: 'It supports it' }, { value: 'interferes', text: 'It interferes with it' }], undefined, { inline: true })}
          <details class="govuk-details"${(answers.body[`how-${article}`] ?? '') !== '' && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">If it does, say how</span></summary><div class="govuk-details__text">${ask.lines(`how-${article}`, 'How?', undefined, 2)}${kind !== 'absolute' && ask.lines(`why-${article}`, 'If it interferes: by what law, for what aim, and why would no less do?', undefined, 2)}</div></details></section>`)}`, { cancel: back(assessment) })}${advice(loaded, 'rights')}`),
    }
  },
  async submit(values, loaded, house) {
    const word = (name: string): string => typeof values[name] === 'string' ? values[name] : ''
    const made: RightAnswer[] = conventionRights.flatMap(({ article }) => {
      const touched = (['no', 'supports', 'interferes'] as const).find((each) => each === values[`touched-${article}`])
      return touched === undefined ? [] : [{ article, touched, how: word(`how-${article}`), proportionate: word(`why-${article}`) }]
    })
    const silent = made.find((right) => right.touched === 'interferes' && right.how === '')
    if (silent) return { problems: { [`how-${silent.article}`]: 'Say how it interferes' } }
    const entry = await keepSection(house, loaded, 'rights', made)
    return entry ? { goTo: back(loaded.assessment), said: '“Human rights” was saved.', entry } : { problems: { 'touched-A2': changedMeanwhile } }
  },
})

// What will be done

export const mitigation = page({
  path: paths.mitigation,
  load: (at, house) => loadWriting(at, house),
  access: (person, { assessment }) => mayWrite(person, assessment),
  view(loaded) {
    const { assessment, content } = loaded
    const at = { assessment: assessment.id }
    const worse = content.impact.filter((each) => worst(each) === 'negative')
    return {
      title: `What will be done: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'write-an-assessment',
      main: html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">What will be done</h1><p class="dr-head__lead">${sectionForm('mitigation').lead}</p></div><div class="dr-head__actions"><a class="govuk-button" href="${paths.mitigationItem.to({ ...at, entry: 'new' })}">Add an action</a></div></div>${help(sectionForm('mitigation'))}${fromDocument(loaded.document, (home) => home === 'mitigation', (passage) => html`<a class="govuk-link" href="${paths.mitigationItem.to({ ...at, entry: 'new' })}?from=${String(passage.at)}">Make an action of it<span class="govuk-visually-hidden">: ${passage.label}</span></a>`)}
        ${worse.length > 0 && html`<h2 class="govuk-heading-m">Who would be worse off</h2><ul class="dr-tasks">${worse.map((each) => { const answered = content.mitigation.filter((one) => one.groups.includes(each.group)); return html`<li class="dr-task"><div class="dr-task__what">${groupName(each.group, content)}<span class="dr-under">${answered.length === 0 ? 'Nothing is to be done about it yet' : answered.map((one) => one.action).join('; ')}</span></div><div>${ratingTag('negative', each.severity)}</div></li>` })}</ul>`}
        <h2 class="govuk-heading-m">Actions</h2>${content.mitigation.length === 0 ? html`<p class="govuk-body">None yet.</p>` : reflowingTable({
          caption: 'Actions', captionClasses: 'govuk-visually-hidden', head: [{ text: 'Action' }, { text: 'For' }, { text: 'Who' }, { text: 'By' }, { text: 'What is left' }],
          rows: content.mitigation.map((each) => [{ html: html`<a class="govuk-link" href="${paths.mitigationItem.to({ ...at, entry: each.id })}">${each.action}</a><span class="dr-under">${each.measure}</span>` }, { text: each.groups.map((code) => groupName(code, content)).join(', ') }, { text: each.owner.name }, { text: each.by }, { html: each.residual === '' ? html`Not said` : ratingTag(each.residual, each.residualSeverity) }]),
        })}${advice(loaded, 'mitigation')}`,
    }
  },
})

export const mitigationItem = form({
  path: paths.mitigationItem,
  async load({ assessment, entry }, house) {
    const open = await loadWriting({ assessment }, house)
    const found = open.content.mitigation.find((each) => each.id === entry)
    if (entry !== 'new' && !found) throw new NotFound(`action ${entry}`)
    return { ...open, item: found ?? null, people: (await listPeople(house.db, house.organisation.id)).filter((each) => each.state !== 'left') }
  },
  access: (person, { assessment }) => mayWrite(person, assessment),
  draft: true,
  version: (loaded) => String(stateOf(loaded, 'mitigation')),
  fields: ({ people, groups, content }) => ({
    answers: choices({ from: impactsToAnswer(content).map(keyOfImpact) }), groups: choices({ from: groups.map((each) => each.code) }), action: text({ missing: 'Enter what will be done', max: 2000, subject: 'What will be done' }), person: optional(choice({ from: people.map((each) => each.id), missing: '' })), post: optional(text({ missing: '', max: 200, subject: 'The post' })),
    by: optional(text({ missing: '', max: 200, subject: 'By when' })), measure: optional(text({ missing: '', max: 1000, subject: 'How we will know' })), residual: optional(choice({ from: ratings, missing: '' })), severity: optional(choice({ from: magnitudes, missing: '' })), remove: tick(),
  }),
  starting: ({ item, document }, { query }) => item === null ? { action: quoted(document, query.get('from'))?.words.slice(0, 2000) ?? '' } : { answers: (item.answers ?? []).map(keyOfImpact), groups: [...item.groups], action: item.action, person: item.owner.id ?? '', post: item.owner.id === null ? item.owner.name : '', by: item.by, measure: item.measure, residual: item.residual, severity: item.residualSeverity },
  view(loaded, answers) {
    const { assessment, item, people, content } = loaded
    const ask = questions(answers)
    const toAnswer = impactsToAnswer(content)
    return {
      title: `What will be done: ${assessment.title}`, back: paths.mitigation.to({ assessment: assessment.id }), guide: 'write-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.title}</span><h1 class="govuk-heading-l">${item === null ? 'Add an action' : 'Change this action'}</h1>${typingNote(loaded)}
        ${ask.form('Save', html`${ask.lines('action', 'What will be done?', 'Something that makes the loss smaller. Watching it does not', 3)}${toAnswer.length > 0 && ask.anyOf('answers', 'Which impacts does it answer?', toAnswer.map((each) => ({ value: keyOfImpact(each), text: impactTitle(each, content), hint: `${ratingWords[each.rating]}${each.severity === '' ? '' : ` (${each.severity})`}` })), 'The impact will show what becomes of the action, and the action leads to the impact')}${ask.anyOf('groups', 'For whom?', groupOptions(loaded), 'Those of the impacts above are included')}${ask.select('person', 'Who will do it?', people.map((each) => ({ value: each.id, text: `${each.name}${each.jobTitle === '' ? '' : `, ${each.jobTitle}`}` })), undefined, 'Nobody who is listed here')}${ask.line('post', 'Or the post that will')}
          ${ask.line('by', 'By when?', 'A day or month: “by March 2027”')}${ask.line('measure', 'How will we know that it worked?', 'Something that can be counted or looked up')}${ask.oneOf('residual', 'What would it mean for them then?', ratingOptions, 'Once it is done', { inline: true })}${ask.oneOf('severity', 'If still worse, how bad?', magnitudes.map((value) => ({ value, text: value.charAt(0).toUpperCase() + value.slice(1) })), undefined, { inline: true })}${item !== null && ask.tick('remove', 'Take this action out')}`, { cancel: paths.mitigation.to({ assessment: assessment.id }) })}`),
    }
  },
  async submit(values, loaded, house) {
    const { item, people, content, groups } = loaded
    if (values.remove && item?.planAction) return { problems: { remove: 'This is in the action plan already. Close it there' } }
    const answers = impactsToAnswer(content).filter((each) => values.answers.includes(keyOfImpact(each))).map(({ group, aim }): ImpactKey => ({ group, aim }))
    const forWhom = groups.map((each) => each.code).filter((code) => values.groups.includes(code) || answers.some((each) => each.group === code))
    if (forWhom.length === 0 && !values.remove) return { problems: { groups: 'Select for whom it is' } }
    const made: Mitigation = {
      id: item?.id ?? newId(), groups: forWhom, ...(answers.length === 0 ? {} : { answers }), action: values.action, owner: { id: values.person, name: people.find((each) => each.id === values.person)?.name ?? values.post ?? '' }, by: values.by ?? '', measure: values.measure ?? '',
      residual: (values.residual ?? '') as Rating | '', residualSeverity: values.residual === 'negative' ? values.severity ?? '' : '', planAction: item?.planAction ?? null,
    }
    const actions = values.remove ? content.mitigation.filter((each) => each.id !== made.id) : item === null ? [...content.mitigation, made] : content.mitigation.map((each) => each.id === made.id ? made : each)
    const entry = await keepSection(house, loaded, 'mitigation', actions)
    return entry ? { goTo: paths.mitigation.to({ assessment: loaded.assessment.id }), said: values.remove ? 'It was taken out.' : 'Saved.', entry } : { problems: { action: changedMeanwhile } }
  },
})

export const checksPage = page({
  path: paths.checks,
  load: (at, house) => loadAssessment(at, house),
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  view({ assessment, findings }, { person }) {
    const bySection = sectionCodes.map((code) => ({ code, own: findings.filter(({ check }) => check.section === code && check.at !== 'afterwards') })).filter(({ own }) => own.length > 0)
    return {
      title: `Checks: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'write-an-assessment',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Things to think about</h1>
        <p class="govuk-body">From what courts, auditors and peer reviewers have found wanting. There is no score: an assessment that trips none of these can still be thoughtless, and one that trips some can be right.</p>
        ${bySection.length === 0 ? html`<div class="dr-empty"><p class="govuk-body">Nothing trips now.</p></div>` : bySection.map(({ code, own }) => html`<section aria-labelledby="${code}"><h2 class="govuk-heading-m" id="${code}">${sectionTitle(code)}${mayWrite(person, assessment) && html` <a class="govuk-link govuk-body" href="${writeAt(assessment.id, code)}">Write<span class="govuk-visually-hidden"> ${sectionTitle(code)}</span></a>`}</h2>${checkList(own)}</section>`)}`),
    }
  },
})

