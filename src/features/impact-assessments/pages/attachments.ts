/** Documents that belong to an assessment: given, read, taken away again. They go with the papers to those who decide. */
import { newId } from '#database/identity.ts'
import { html, type Html } from '#html/html.ts'
import { choice, file, text } from '#web/fields.ts'
import type { Files } from '#web/files.ts'
import { download, form, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayAttach, mayReadAssessment } from '../access.ts'
import type { Assessment } from '../assessment.ts'
import { attach, endings, mayStillAttach, type Attachment } from '../attachment.ts'
import { insertAttachment, isFileNeeded, listAttachments, removeAttachment } from '../attachment-store.ts'
import { attachedPaper, findNewestPapers, type Paper } from '../decision-store.ts'
import { paths } from '../paths.ts'
import { back, loadAssessment, type Open } from './assessment-parts.ts'
import { column, dayOf, room, things } from './parts.ts'

const guide = 'write-an-assessment'
type NewestPapers = Awaited<ReturnType<typeof findNewestPapers>>
type WithDocuments = Open & { readonly attached: readonly Attachment[]; readonly given: NewestPapers }
const load = async (at: { readonly assessment: string }, house: House): Promise<WithDocuments> => ({ ...await loadAssessment(at, house), attached: await listAttachments(house.db, house.organisation.id, at.assessment), given: await findNewestPapers(house.db, house.organisation.id, at.assessment) })

/** The list, for the pages that show it. */
export function attachedList({ id }: Pick<Assessment, 'id'>, attached: readonly Attachment[], mayRemove = false): Html {
  return html`<ul class="govuk-list">${attached.map((each) => html`<li><a class="govuk-link" href="${each.original ? paths.importOriginal.to({ document: each.id }) : paths.attachment.to({ assessment: id, attachment: each.id })}">${each.what}</a> <span class="dr-under">${each.fileName}, ${each.by}, ${dayOf(each.at)}${mayRemove && !each.original && html`. <a class="govuk-link" href="${paths.removeAttachment.to({ assessment: id, attachment: each.id })}">Take away<span class="govuk-visually-hidden"> ${each.what}</span></a>`}</span></li>`)}</ul>`
}

/** The documents that came after the newest papers were given, and after each supplement to them. */
export const cameAfter = (attached: readonly Attachment[], given: NewestPapers): readonly Attachment[] => given === null ? [] : attached.filter((each) => !given.hashes.has(each.sha256))

/** They are not among the papers: said wherever somebody could think that they are. */
export function notAmongPapers(assessment: Assessment, attached: readonly Attachment[], given: NewestPapers): Html | false {
  const missing = cameAfter(attached, given)
  return given !== null && missing.length > 0 && assessment.decision === null && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">${missing.length === 1 ? 'One document is' : `${things(missing.length)} documents are`} not among the papers of version ${String(given.number)}</p>
    <p>${missing.map((each) => `“${each.what}”`).join(', ')} came after ${dayOf(given.keptAt)}, when those papers were first given. What was given stays as it was. <a class="govuk-link" href="${paths.supplement.to({ assessment: assessment.id })}">Give ${missing.length === 1 ? 'it' : 'them'} as a supplement</a> to those who decide${assessment.stage === 'drafting' ? html`, or <a class="govuk-link" href="${paths.keepVersion.to({ assessment: assessment.id })}">keep a newer version</a> and give them that one.` : assessment.stage === 'in scrutiny' || assessment.stage === 'agreed' ? html`. ${missing.length === 1 ? 'It also goes' : 'They also go'} with the version that is signed.` : html`. If ${missing.length === 1 ? 'it changes' : 'they change'} what the assessment says, <a class="govuk-link" href="${paths.reopen.to({ assessment: assessment.id })}">open the assessment again</a>.`}</p></div>`
}

export const attachDocument = form({
  path: paths.attach,
  load,
  access: (person, { assessment }) => mayAttach(person, assessment),
  fields: {
    document: file({ missing: 'Select the document', kinds: Object.keys(endings), otherKind: 'The selected file must be Word, OpenDocument, PDF, Excel, CSV, a web page, text or a picture' }),
    what: text({ missing: 'Enter what it is', max: 150, subject: 'What it is' }),
  },
  view({ assessment, attached, given }, answers, { deployment }) {
    const ask = questions(answers)
    return {
      title: `Attach a document: ${assessment.title}`, back: back(assessment), guide,
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Attach a document</h1>
        <p class="govuk-body">It goes with the papers to those who decide, and into the record of the decision, exactly as it is. It is not published.</p>
        <div class="dr-note dr-note--at-risk"><p class="dr-note__heading">No names of residents or patients</p><p>Once the assessment is signed everybody who works here can open it. Take out names, addresses and anything else that could identify somebody.</p></div>
        ${given !== null && html`<div class="dr-note"><p>Papers of version ${String(given.number)} were given on ${dayOf(given.keptAt)}, and stay as they were. What you attach now can be given to those who decide as a supplement, or goes with a newer version.</p></div>`}
        ${attached.length > 0 && html`<h2 class="govuk-heading-m">Attached already</h2>${attachedList(assessment, attached, true)}`}
        ${ask.form('Attach it', html`${ask.file('document', 'The document', `Word, OpenDocument, PDF, Excel, CSV, a saved web page, text or a picture. Up to ${deployment.uploadMegabytes} MB.`, '.docx,.odt,.pdf,.xlsx,.ods,.csv,.html,.htm,.txt,.png,.jpg,.jpeg')}${ask.line('what', 'What is it?', 'For a list, such as “Report on the consultation”')}`, { upload: true, cancel: back(assessment) })}`),
    }
  },
  async submit({ document, what }, { assessment, attached, given }, { db, organisation, person, now, files }) {
    const sha256 = await files.keep(document.bytes)
    const refused = attach(assessment, attached, sha256)
    if (refused) {
      if (!await isFileNeeded(db, organisation.id, sha256)) await files.letGo(sha256)
      return { problems: { document: refused.refused } }
    }
    const id = newId()
    await insertAttachment(db, organisation.id, assessment.id, { id, fileName: document.fileName, what, ending: endings[document.kind] ?? 'bin', sha256, by: person.name, at: now })
    return { goTo: back(assessment), said: given === null ? `“${what}” is attached.` : `“${what}” is attached. It is not among the papers of version ${given.number}, which were given before.`, entry: { did: 'impact-assessments.document-attached', on: { room, id: assessment.id, version: assessment.version }, after: { what, fileName: document.fileName, sha256 } } }
  },
})

async function loadOne({ attachment, ...at }: { readonly assessment: string; readonly attachment: string }, house: House) {
  const loaded = await load(at, house)
  const found = loaded.attached.find((each) => each.id === attachment && !each.original)
  if (!found) throw new NotFound(`attachment ${attachment}`)
  return { ...loaded, found }
}

export const attachment = download({
  path: paths.attachment,
  async load(at, house) {
    const loaded = await loadOne(at, house)
    const bytes = await house.files.find(loaded.found.sha256)
    if (!bytes) throw new NotFound('the file is not there')
    return { ...loaded, bytes }
  },
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  // Never shown inside our own pages: a file that somebody gave is only ever saved.
  send: ({ found, bytes }) => ({ fileName: found.fileName, type: 'application/octet-stream', bytes }),
})

export const takeAway = form({
  path: paths.removeAttachment,
  load: loadOne,
  access: (person, { assessment }) => mayAttach(person, assessment),
  fields: { confirm: choice({ from: ['yes'], missing: 'Confirm that it is taken away' }) },
  view: ({ assessment, found }, answers) => ({
    title: `Take a document away: ${assessment.title}`, back: back(assessment), guide,
    main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">Take “${found.what}” away</h1><p class="govuk-body">${found.fileName} is then no part of the assessment. Papers that were given already keep it.</p>
      ${questions(answers).form('Take it away', questions(answers).oneOf('confirm', 'Are you sure?', [{ value: 'yes', text: 'Yes, take it away' }]), { warning: true, cancel: back(assessment) })}`),
  }),
  async submit(_values, { assessment, found }, { db, organisation, now, files }) {
    const refused = mayStillAttach(assessment)
    if (refused) return { problems: { confirm: refused.refused } }
    await removeAttachment(db, organisation.id, found.id, now)
    if (!await isFileNeeded(db, organisation.id, found.sha256)) await files.letGo(found.sha256)
    return { goTo: back(assessment), said: `“${found.what}” was taken away.`, entry: { did: 'impact-assessments.document-taken-away', on: { room, id: assessment.id, version: assessment.version }, detail: { what: found.what, fileName: found.fileName, sha256: found.sha256 } } }
  },
})

/** The attached documents as papers, byte for byte; or which file is not there any more. */
export async function attachedPapers(attached: readonly Attachment[], files: Files): Promise<readonly Paper[] | { readonly refused: string }> {
  const papers: Paper[] = []
  for (const [at, each] of attached.entries()) {
    const bytes = await files.find(each.sha256)
    if (!bytes) return { refused: `${each.fileName} is no longer as it was given, so it cannot be put before anybody. Take it away, or attach it again` }
    papers.push(attachedPaper(`attached-${String(at + 1).padStart(2, '0')}.${each.ending}`, `${each.what} (${each.fileName})`, bytes, each.sha256))
  }
  return papers
}
