import { defaultLimits } from '#documents/document.ts'
import { html } from '#html/html.ts'
import { enqueue } from '#database/jobs.ts'
import { newId } from '#database/identity.ts'
import { dayInWords } from '#duty/dates.ts'
import { file, optional, text, tick } from '#web/fields.ts'
import { listing } from '#web/listing.ts'
import { form } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { mayImport } from '../access.ts'
import { findSameFile, insertImport, listImports } from '../import-store.ts'
import { readGivenDocument } from '../jobs/read-document.ts'
import { paths } from '../paths.ts'
import type { PlanImport } from '../plan-import.ts'
import { listStrategies } from '../plan-store.ts'

const crumbs = [{ text: 'My work', href: paths.myWork.to() }, { text: 'Plans', href: paths.plans.to() }]
const accept = '.docx,.docm,.xlsx,.xlsm,.ods,.odt,.pdf,.html,.htm,.csv,.tsv,.txt'

/** Give the file: it is kept, and read by a job, so a long document holds nobody up. */
export const uploadPlan = form({
  path: paths.newImport,
  load: (_at, { db, organisation }) => listStrategies(db, organisation.id),
  access: mayImport,
  fields: {
    document: file({
      missing: 'Select the document that holds your action plan', kinds: [],
      otherKind: 'The selected file must be a Word, Excel, OpenDocument, PDF, web page, CSV or text file',
    }),
    again: tick(),
  },
  view(_strategies, answers, { deployment }) {
    const ask = questions(answers)
    return {
      title: 'Read a plan from a document', crumbs, guide: 'import-a-plan',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Read a plan from a document</h1>
        <p class="govuk-body-l">Give us the action plan that you have. You will check every row against the document before anything is added.</p>
        <p class="govuk-body">It stays on this system: nothing is sent anywhere else, and the same file always gives the same reading.</p>
        ${ask.form('Read this document', html`
          ${ask.file('document', 'Your document', `Word, Excel, OpenDocument (.odt or .ods), a PDF with text in it, a web page, CSV or text. Up to ${deployment.uploadMegabytes} MB, ${defaultLimits.pages} pages and ${defaultLimits.rows.toLocaleString('en-GB')} rows.`, accept)}
          ${answers.problems.again !== undefined && ask.tick('again', 'Read it again all the same')}
        `, { upload: true })}
        <p class="govuk-body">No file to hand? <a class="govuk-link" href="${paths.pasteImport.to()}">Paste the text of your plan</a> or <a class="govuk-link" href="${paths.newPlan.to()}">start an empty plan</a>.</p>
        <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">My document is a scan, or an old .doc file</span></summary>
          <div class="govuk-details__text">A scan holds pictures of words, which cannot be read here: find the document that it was printed from, or paste the text. Open an old .doc or .xls file in Word, Excel or LibreOffice and save it as .docx, .xlsx, .odt or .ods.</div></details>
      </div></div>`,
    }
  },
  async submit({ document, again }, _strategies, house) {
    const sha256 = await house.files.keep(document.bytes)
    const same = await findSameFile(house.db, house.organisation.id, sha256)
    if (same && !again) return { problems: { again: sameFileWords(same) } }
    return begin(house, document.fileName, sha256)
  },
})

export const pastePlan = form({
  path: paths.pasteImport,
  load: async () => null,
  access: mayImport,
  draft: true,
  fields: { words: text({ missing: 'Paste the text of your plan', max: 500_000, subject: 'The text' }), name: optional(text({ missing: '', max: 120, subject: 'The name' })), again: tick() },
  view(_nothing, answers) {
    const ask = questions(answers)
    return {
      title: 'Paste a plan', crumbs: [...crumbs, { text: 'Read a plan from a document', href: paths.newImport.to() }], guide: 'import-a-plan',
      main: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Paste a plan</h1>
        <p class="govuk-body">Copy the tables from a document or a web page and paste them here. Rows copied from a table keep their columns.</p>
        ${ask.form('Read this text', html`${ask.line('name', 'What to call it (optional)', 'For example, Equality action plan 2024 to 2028')}${ask.lines('words', 'The text of your plan', undefined, 16)}
          ${answers.problems.again !== undefined && ask.tick('again', 'Read it again all the same')}`)}
      </div></div>`,
    }
  },
  async submit({ words, name, again }, _nothing, house) {
    const sha256 = await house.files.keep(new TextEncoder().encode(words))
    const same = await findSameFile(house.db, house.organisation.id, sha256)
    if (same && !again) return { problems: { again: sameFileWords(same) } }
    return begin(house, `${name ?? 'Pasted text'}.txt`, sha256)
  },
})

type Beginning = Parameters<Parameters<typeof form>[0]['submit']>[2]

async function begin({ db, organisation, person, now }: Beginning, fileName: string, sha256: string) {
  const id = newId()
  await insertImport(db, organisation.id, { id, fileName, sha256, strategy: null, by: { id: person.id, name: person.name }, at: now })
  await enqueue(db, organisation.id, readGivenDocument, { import: id }, { attempts: 3 })
  return { goTo: paths.import.to({ import: id }), entry: { did: 'action-plan.document-given', on: { room: 'action-plan', id }, after: { fileName, sha256 } } as const }
}

function sameFileWords(same: PlanImport): string {
  const day = dayInWords(same.at.toZonedDateTimeISO('Europe/London').toPlainDate())
  return same.state === 'accepted'
    ? `This file was added to the plan on ${day} by ${same.by.name}. Tick the box below to read it again`
    : `This file was given on ${day} by ${same.by.name} and is waiting to be reviewed. Tick the box below to read it again`
}

export const imports = listing({
  path: paths.imports,
  load: (_at, { db, organisation }, asked) => listImports(db, organisation.id, asked),
  access: (person) => mayImport(person),
  rows: (all) => all,
  caption: () => 'Documents read',
  none: 'No document has been read yet.',
  columns: () => [
    { heading: 'Document', text: (each) => each.fileName, cell: (each) => html`<a class="govuk-link" href="${paths.import.to({ import: each.id })}">${each.fileName}</a>` },
    { heading: 'Given', kind: 'date', text: (each) => dayInWords(each.at.toZonedDateTimeISO('Europe/London').toPlainDate()) },
    { heading: 'By', text: (each) => each.by.name },
    { heading: 'Where it is', text: (each) => stateWords[each.state] },
  ],
  view: (_all, list) => ({
    title: 'Documents read', crumbs, guide: 'import-a-plan',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Documents read</h1></div>
      <div class="dr-head__actions"><a class="govuk-button" href="${paths.newImport.to()}">Read a document</a></div></div>${list}`,
  }),
})

export const stateWords: Record<PlanImport['state'], string> = {
  waiting: 'Waiting to be read', reading: 'Being read', unreadable: 'Could not be read', 'to review': 'Waiting for your review', accepted: 'Added to the plan', undone: 'Taken out again', 'thrown away': 'Thrown away',
}
