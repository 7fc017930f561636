/** What is put before those who decide: the papers as they are, to whom they were given, who opened them when, and the pack that proves it. */
import { askForCheckpoint } from '#database/checkpoint-job.ts'
import { canonicalJson, type Json } from '#database/canonical.ts'
import type { Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { dayInLondon, dayInWords } from '#duty/dates.ts'
import { html, type Html } from '#html/html.ts'
import { listPeople, type Colleague } from '#features/people/index.ts'
import { choice, choices, optional, text } from '#web/fields.ts'
import { sendLater } from '#web/mail.ts'
import { download, form, page, type House, type Open as Changing } from '#web/page.ts'
import { prove, writePack } from '#web/proof-pack.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayFollow, mayReadAssessment } from '../access.ts'
import { signedWhy, type Assessment } from '../assessment.ts'
import { listFrozen, listVerdicts, type Frozen } from '../assessment-store.ts'
import { listChallenges } from '../challenge-store.ts'
import { said, sectionCodes } from '../content.ts'
import { listAttachments } from '../attachment-store.ts'
import { dataPaper, findDecisionProof, findNewestPapers, findPaper, insertServings, keepPapers, keepSupplement, listOpenings, listPaperNames, listServings, opened, paper, saysOfServing, supplementInWords, whatWasGiven, type Paper, type PaperName, type Serving } from '../decision-store.ts'
import { paths } from '../paths.ts'
import { sectionTitle } from '../sections.ts'
import { attachedList, attachedPapers, cameAfter, notAmongPapers } from './attachments.ts'
import { back, crumbsTo, loadAssessment, wordsOfStage, type Open } from './assessment-parts.ts'
import { implicationsOf, notOfOneMind, sectionInWords } from './in-words.ts'
import { documentOf } from './paper-document.ts'
import { column, room } from './parts.ts'

/** The papers of a frozen version: the assessment as data and as it is read, the options, each piece of evidence, what the report says of equality, and the documents that are attached. */
export function papersOf(assessment: Assessment, version: Frozen, organisation: string, attached: readonly Paper[], others: readonly string[] = []): readonly Paper[] {
  const { sections } = version.content
  const implied = implicationsOf(sections, { reference: assessment.reference, title: assessment.title, signed: signedWords(assessment), state: wordsOfStage(assessment.stage).toLowerCase(), notOfOneMind: others })
  const made = `${organisation}. ${assessment.reference}, version ${version.number}: ${version.why}.`
  return [
    { file: 'assessment.json', what: `The assessment as data, version ${version.number}`, content: canonicalJson(version.content as unknown as Json), sha256: version.sha256 },
    paper('assessment.html', 'The assessment as it is read', documentOf(assessment.title, html`<h1>${assessment.title}</h1><p>${made}</p>${sectionCodes.map((section) => html`<h2>${sectionTitle(section)}</h2>${sectionInWords(section, sections)}`)}`)),
    paper('equalities-implications.html', 'The equalities implications, as in the report', documentOf(`Equalities implications: ${assessment.title}`, html`<h1>Equalities implications</h1><p>${made}</p>${implied.map(({ heading, paragraphs }) => html`<h2>${heading}</h2>${paragraphs.map((each) => html`<p>${each}</p>`)}`)}`)),
    dataPaper('options.json', 'The options that were considered', { reference: assessment.reference, aims: said(sections.proposal, 'aims'), options: said(sections.proposal, 'options').split('\n').map((each) => each.trim()).filter((each) => each !== ''), money: said(sections.proposal, 'money'), recommended: said(sections.outcome, 'outcome'), why: said(sections.outcome, 'why') }),
    dataPaper('engagement.json', 'What people said, and what changed', sections.engagement),
    ...sections.evidence.items.map((item, at) => dataPaper(`evidence-${String(at + 1).padStart(2, '0')}.json`, `Evidence: ${item.what}`, item)),
    ...attached,
  ]
}

/** Who did not agree, as it stands now. */
export async function findOthers(db: Reading, organisation: string, assessment: Assessment): Promise<readonly string[]> {
  const [verdicts, challenges] = [await listVerdicts(db, organisation, assessment.id), await listChallenges(db, organisation, { assessment: assessment.id })]
  return notOfOneMind(assessment, verdicts, challenges)
}

const signedWords = (assessment: Assessment): string | null => assessment.signed === null ? null : `It was signed by ${assessment.signed.by.name} on ${dayInWords(assessment.signed.on)}, after scrutiny by the departmental group.`

type Versions = Open & { readonly versions: readonly Frozen[]; readonly servings: readonly Serving[] }
async function withVersions(at: { readonly assessment: string }, house: House): Promise<Versions> {
  return { ...await loadAssessment(at, house), versions: await listFrozen(house.db, house.organisation.id, at.assessment), servings: await listServings(house.db, house.organisation.id, at.assessment) }
}

const deciding = (people: readonly Colleague[]): readonly Colleague[] => people.filter((each) => each.grants.some((grant) => ['board chair', 'board member', 'departmental group chair', 'elected member'].includes(grant.role)))

/** Who is given something: people who open it here, and others by name with how it was given to them. */
interface Readers { readonly here: readonly Colleague[]; readonly others: readonly string[] }

const readerFields = (people: readonly Colleague[]) => ({ people: choices({ from: people.map((each) => each.id) }), others: optional(text({ missing: '', max: 4000, subject: 'The names' })) })

function readerQuestions(ask: Pick<ReturnType<typeof questions<ReturnType<typeof readerFields>>>, 'anyOf' | 'lines'>, people: readonly Colleague[], question: string, example: string): Html {
  return html`${people.length > 0 && ask.anyOf('people', question, people.map((each) => ({ value: each.id, text: each.name, ...(each.jobTitle === '' ? {} : { hint: each.jobTitle }) })), 'Each gets an email. When they open it here, the day and time are written down')}
    ${ask.lines('others', 'Anybody else? (optional)', `One on each line, with how it was given: “${example}”`, 3)}`
}

function readersAmong(people: readonly Colleague[], chosen: { readonly people: readonly string[]; readonly others: string | null }, nobody: string): Readers | { readonly problems: { readonly people?: string; readonly others?: string } } {
  const here = people.filter((each) => chosen.people.includes(each.id))
  const others = (chosen.others ?? '').split('\n').map((each) => each.trim()).filter((each) => each !== '')
  if (here.length + others.length === 0) return { problems: { people: nobody } }
  if (others.some((each) => each.length > 200)) return { problems: { others: 'Write each name on a line of its own, of at most 200 characters' } }
  return { here, others }
}

/** Writes down who was given it, and writes a letter to each who opens it here. `dedupe`: what is not sent twice to one person. */
async function give({ db, organisation, person, now }: House & Changing, { id }: Assessment, which: Pick<Serving, 'number' | 'supplement'>, { here, others }: Readers, letter: { readonly subject: string; readonly dedupe: string; readonly says: string }): Promise<readonly Serving[]> {
  const servings = [...here.map((each) => ({ to: each.name, person: each.id })), ...others.map((to) => ({ to, person: null }))].map((each): Serving => ({ id: newId(), ...which, ...each, at: now, by: person.name }))
  await insertServings(db, organisation.id, id, servings)
  await askForCheckpoint(db, organisation.id)
  for (const each of here) await sendLater(db, { organisation: organisation.id, to: each.email, subject: letter.subject, dedupe: `${letter.dedupe} ${each.id}`, text: `${each.name},\n\n${letter.says}\n\n${person.name}, ${organisation.name}\n` }, now)
  return servings
}

export const serve = form({
  path: paths.serve,
  load: async (at, house) => ({ ...await withVersions(at, house), people: deciding(await listPeople(house.db, house.organisation.id, { state: 'active' })), attached: await listAttachments(house.db, house.organisation.id, at.assessment), given: await findNewestPapers(house.db, house.organisation.id, at.assessment) }),
  access: (person, { assessment, versions }) => versions.length > 0 && assessment.decision === null && assessment.stage !== 'ended' && mayFollow(person, assessment),
  version: ({ assessment }) => String(assessment.version),
  fields: ({ versions, people }) => ({
    number: choice({ from: versions.map((each) => String(each.number)), missing: 'Select the version that they are given' }),
    ...readerFields(people),
  }),
  starting: ({ versions }) => ({ number: String((versions.find((each) => each.why === signedWhy) ?? versions[0])?.number ?? '') }),
  view({ assessment, versions, people, servings, attached, given }, answers) {
    const ask = questions(answers)
    return {
      title: `Give it to those who decide: ${assessment.title}`, back: back(assessment), guide: 'sign-and-decide',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Give it to those who decide</h1>
        <p class="govuk-body">The duty is theirs, and they must have the assessment before they decide. The papers are kept exactly as they are now: the assessment, the options, each piece of evidence, and the equalities implications.${attached.length > 0 && html` With a version that has not been given before ${attached.length === 1 ? 'goes the document that is' : 'go the documents that are'} attached:`}</p>${attached.length > 0 && attachedList(assessment, attached)}${notAmongPapers(assessment, attached, given)}
        ${assessment.signed === null && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">The assessment is not signed</p><p>You can give an earlier version, for permission to consult. Before the decision they need the signed one.</p></div>`}
        ${servings.length > 0 && html`<h2 class="govuk-heading-m">Given already</h2><ul class="govuk-list govuk-list--bullet">${servings.map((each) => html`<li>${each.to}, version ${String(each.number)}${each.supplement > 0 && `, supplement ${each.supplement}`}</li>`)}</ul>`}
        ${ask.form('Give it to them', html`${ask.select('number', 'Which version?', versions.map((each) => ({ value: String(each.number), text: `Version ${each.number}: ${each.why}` })))}
          ${readerQuestions(ask, people, 'Who decides?', 'Cllr Ann Orme, on paper with the agenda')}`, { cancel: back(assessment) })}`),
    }
  },
  async submit({ number, ...chosen }, { assessment, versions, people, attached }, house) {
    const { db, organisation, person, now, origin, files } = house
    const version = versions.find((each) => String(each.number) === number)
    if (!version) return { problems: { number: 'Select the version that they are given' } }
    const readers = readersAmong(people, chosen, 'Select who decides, or name somebody')
    if ('problems' in readers) return readers
    const documents = await attachedPapers(attached, files)
    if ('refused' in documents) return { problems: { number: documents.refused } }
    const papers = await keepPapers(db, organisation.id, assessment.id, version.number, papersOf(assessment, version, organisation.name, documents, await findOthers(db, organisation.id, assessment)), now)
    const at = paths.papers.to({ assessment: assessment.id, number: String(version.number) })
    const servings = await give(house, assessment, { number: version.number, supplement: 0 }, readers, {
      subject: `Before you decide: ${assessment.title}`, dedupe: `papers ${assessment.id} ${version.number}`,
      says: `the impact assessment of “${assessment.title}” is here for you to read before you decide:\n\n${origin}${at}\n\nThe equality duty belongs to those who decide. It cannot be left to others. When you open the papers, that is written down.`,
    })
    return {
      goTo: at, said: servings.length === 1 ? 'It was given to one person.' : `It was given to ${servings.length} people.`,
      entry: { did: 'impact-assessments.served', on: { room, id: assessment.id, version: version.number }, after: { version: version.number, sha256: version.sha256, ...whatWasGiven(papers, servings, person.name) } },
    }
  },
})

/** What came after the papers were given goes to those who decide as a second entry with its own readers and day. What they were given first stays as it was. */
export const supplement = form({
  path: paths.supplement,
  async load(at, house) {
    const [loaded, attached, given, people] = [await withVersions(at, house), await listAttachments(house.db, house.organisation.id, at.assessment), await findNewestPapers(house.db, house.organisation.id, at.assessment), deciding(await listPeople(house.db, house.organisation.id, { state: 'active' }))]
    const later = cameAfter(attached, given)
    if (given === null || later.length === 0) throw new NotFound('nothing came after the papers')
    return { ...loaded, later, given, people }
  },
  access: (person, { assessment }) => assessment.decision === null && assessment.stage !== 'ended' && mayFollow(person, assessment),
  version: ({ assessment, given }) => `${assessment.version} ${given.supplements}`,
  fields: ({ later, people }) => ({
    documents: choices({ from: later.map((each) => each.id), missing: 'Select what is in the supplement' }), why: text({ missing: 'Enter why it comes now', max: 2000, subject: 'Why it comes now' }),
    ...readerFields(people),
  }),
  // Whoever had the papers should have this too; how it was given to them is said anew.
  starting: ({ later, given, servings }) => ({ documents: later.map((each) => each.id), people: [...new Set(servings.flatMap((each) => each.number === given.number && each.person !== null ? [each.person] : []))], others: [...new Set(servings.flatMap((each) => each.number === given.number && each.person === null ? [each.to.split(',')[0] ?? each.to] : []))].join('\n') }),
  view({ assessment, later, given, people }, answers) {
    const ask = questions(answers)
    return {
      title: `Give a supplement: ${assessment.title}`, back: back(assessment), guide: 'sign-and-decide',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Give a supplement to those who decide</h1>
        <p class="govuk-body">The papers of version ${String(given.number)} were first given on ${dayInWords(dayInLondon(given.keptAt))} and stay as they were. What came since goes to them as a supplement, with its own day and its own readers.</p>
        ${ask.form('Give the supplement', html`${ask.anyOf('documents', 'What is in it?', later.map((each) => ({ value: each.id, text: each.what, hint: each.fileName })))}
          ${ask.lines('why', 'What is it, and why does it come now?', 'Those who decide read this first', 3)}
          ${readerQuestions(ask, people, 'Who gets it?', 'Cllr Ann Orme, by hand before the meeting')}`, { cancel: back(assessment) })}`),
    }
  },
  async submit({ documents, why, ...chosen }, { assessment, later, given, people }, house) {
    const { db, organisation, person, now, origin, files } = house
    const readers = readersAmong(people, chosen, 'Select who gets it, or name somebody')
    if ('problems' in readers) return readers
    const attached = await attachedPapers(later.filter((each) => documents.includes(each.id)), files)
    if ('refused' in attached) return { problems: { documents: attached.refused } }
    const kept = await keepSupplement(db, organisation.id, assessment.id, given.number, (place) => [
      supplementNote(organisation.name, assessment, { number: given.number, place, why, by: person.name, on: dayInLondon(now) }, attached), ...attached,
    ], now)
    const at = paths.papers.to({ assessment: assessment.id, number: String(given.number) })
    const servings = await give(house, assessment, { number: given.number, supplement: kept.supplement }, readers, {
      subject: `More to read before you decide: ${assessment.title}`, dedupe: `papers ${assessment.id} ${given.number} supplement ${kept.supplement}`,
      says: `something came after the papers on “${assessment.title}” were given to those who decide:\n\n${why}\n\nIt is here, beside the papers:\n\n${origin}${at}\n\nThe equality duty belongs to those who decide. When you open it, that is written down.`,
    })
    return {
      goTo: at, said: servings.length === 1 ? 'The supplement was given to one person.' : `The supplement was given to ${servings.length} people.`,
      entry: { did: 'impact-assessments.supplement-served', on: { room, id: assessment.id, version: given.number }, after: { version: given.number, supplement: kept.supplement, why, ...whatWasGiven(kept.papers, servings, person.name) } },
    }
  },
})

/** What goes before the documents of a supplement: what they are, and why they come now. */
export const supplementNote = (organisation: string, assessment: Assessment, { number, place, why, by, on }: { readonly number: number; readonly place: number; readonly why: string; readonly by: string; readonly on: Temporal.PlainDate }, attached: readonly Paper[]): Paper =>
  paper('note.txt', `Supplement ${place}: what it is, and why it comes now`, `${organisation}. ${assessment.reference}, “${assessment.title}”.\nSupplement ${place} to the papers of version ${number}, by ${by}, ${dayInWords(on)}.\n\n${why}\n\nIn it:\n${attached.map((each) => `  ${each.what}`).join('\n')}\n`)


async function loadPapers({ assessment, number }: { readonly assessment: string; readonly number: string }, house: House) {
  const loaded = await withVersions({ assessment }, house)
  const version = loaded.versions.find((each) => String(each.number) === number)
  const papers = version ? await listPaperNames(house.db, house.organisation.id, assessment, version.number) : []
  if (!version || papers.length === 0) throw new NotFound(`papers ${number}`)
  return { ...loaded, version, papers, own: loaded.servings.filter((each) => each.number === version.number) }
}
type Papers = Awaited<ReturnType<typeof loadPapers>>
const mayOpen = (person: House['person'], { assessment, own }: Papers): boolean => own.some((each) => each.person === person.id) || mayReadAssessment(person, assessment)
/** Somebody who was given them opens them: that is written down before they see anything. */
const opens = ({ assessment, version, own }: Papers, { person }: House) => own.some((each) => each.person === person.id) ? { did: opened, on: { room, id: assessment.id, version: version.number }, detail: { version: version.number, sha256: version.sha256, name: person.name } } as const : null

export const papers = page({
  path: paths.papers,
  load: async (at, house) => ({ ...await loadPapers(at, house), openings: await listOpenings(house.db, house.organisation.id, at.assessment) }),
  access: (person, loaded) => mayOpen(person, loaded),
  reads: (loaded, house) => opens(loaded, house),
  view({ assessment, version, papers, own, openings }, { person }) {
    const at = { assessment: assessment.id, number: String(version.number) }
    const mine = own.filter((each) => each.person === person.id)
    const supplements = [...new Set(papers.map((each) => each.supplement))].filter((each) => each > 0)
    return {
      title: `Before the decision: ${assessment.title}`, crumbs: crumbsTo(assessment), guide: 'sign-and-decide',
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, version ${String(version.number)}</span><h1 class="govuk-heading-l">${assessment.title}</h1>
        <p class="govuk-body-l">${said(version.content.sections.summary, 'summary')}</p>
        ${mine.length > 0 && assessment.decision === null && html`<div class="dr-note"><p class="dr-note__heading">The duty is yours</p><p>Those who decide must have due regard themselves, with an open mind and before they decide. It cannot be left to officers. That you opened this is written down.</p></div>`}
        ${supplements.map((place) => html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">Something came after these papers were given</p><p>Supplement ${String(place)}: ${supplementInWords(papers, place)}. <a class="govuk-link" href="#supplement-${String(place)}">Read it beside the papers</a>.</p></div>`)}
        ${sectionCodes.filter((section) => section !== 'summary').map((section) => html`<details class="govuk-details"${(section === 'impact' || section === 'mitigation' || section === 'outcome') && html` open`}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${sectionTitle(section)}</span></summary><div class="govuk-details__text">${sectionInWords(section, version.content.sections)}</div></details>`)}
        <h2 class="govuk-heading-m">The papers, as they are kept</h2>${paperList(papers.filter((each) => each.supplement === 0), at)}
        ${supplements.map((place) => html`<h2 class="govuk-heading-m" id="supplement-${String(place)}">Supplement ${String(place)}, given ${dayInWords(dayInLondon(own.find((each) => each.supplement === place)?.at ?? version.madeAt))}</h2><p class="govuk-body">It came after the papers, which stay as they were.</p>${paperList(papers.filter((each) => each.supplement === place), at)}`)}
        <h2 class="govuk-heading-m">Who has them</h2><ul class="govuk-list govuk-list--bullet">${saysOfServing(own, openings, papers).map((each) => html`<li>${each}</li>`)}</ul>`),
    }
  },
})

function paperList(papers: readonly PaperName[], at: { readonly assessment: string; readonly number: string }): Html {
  return html`<ul class="govuk-list">${papers.map((each) => html`<li><a class="govuk-link" href="${paths.paper.to({ ...at, file: each.file })}">${each.what}</a> <span class="dr-under">${each.file}, SHA-256 <code class="dr-hash">${each.sha256}</code></span></li>`)}</ul>`
}

export const onePaper = download({
  path: paths.paper,
  load: async ({ file, ...at }, house) => {
    const loaded = await loadPapers(at, house)
    const found = await findPaper(house.db, house.organisation.id, at.assessment, loaded.version.number, file)
    if (!found) throw new NotFound(`paper ${file}`)
    return { ...loaded, found }
  },
  access: (person, loaded) => mayOpen(person, loaded),
  reads: (loaded, house) => opens(loaded, house),
  // What we wrote may be shown; a file that somebody gave is only ever saved.
  send: ({ found }) => ({ fileName: found.file, type: typeof found.content !== 'string' ? 'application/octet-stream' : found.file.endsWith('.json') ? 'application/json; charset=utf-8' : found.file.endsWith('.txt') ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8', bytes: found.content }),
})

/** What they had, who had it and what they decided, for somebody who trusts neither this server nor its keeper. */
export const decisionPack = download({
  path: paths.pack,
  load: async (at, house) => {
    const loaded = await loadAssessment(at, house)
    const which = /^[1-9]\d?$/.test(house.query.get('decision')) ? `@${house.query.get('decision')}` : ''
    const thing = await findDecisionProof(house.db, house.organisation.id, `${at.assessment}${which}`)
    if (!thing) throw new NotFound('no decision')
    return { ...loaded, thing, which }
  },
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  async send({ assessment, thing, which }, { db, organisation, deployment }) {
    const proved = await prove(db, organisation, { kind: 'decision', id: `${assessment.reference}${which}`, thing, publicKeys: deployment.ledgerEvidence(organisation.id).publicKeys })
    return { fileName: `decision-${assessment.reference.toLowerCase().replaceAll('/', '-')}${which.replace('@', '-')}.zip`, type: 'application/zip', bytes: await writePack(proved) }
  },
})
