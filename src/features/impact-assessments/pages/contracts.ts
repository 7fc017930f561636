/** Mitigations that contracts carry out, checked against what their suppliers report. */
import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import type { Entry } from '#database/ledger.ts'
import { html, type Html } from '#html/html.ts'
import { dayInWords } from '#duty/dates.ts'
import { reflowingTable } from '#govuk/reflowing-table.ts'
import { keepDatesOf, recordDeed } from '#features/duty-clock/index.ts'
import { listPeople } from '#features/people/index.ts'
import { choice, date, file, optional, text } from '#web/fields.ts'
import type { Digest, DigestPart } from '#web/offers.ts'
import { download, form, page, type House } from '#web/page.ts'
import { questions } from '#web/questions.ts'
import { NotFound } from '#web/refusals.ts'
import { mayFollow, mayReadAssessment, mayRecordReturn } from '../access.ts'
import type { Assessment } from '../assessment.ts'
import { findAssessment } from '../assessment-store.ts'
import { daysOf, duesOf, frequencies, isOverdue, returnOutcomes, takeReturn, type ContractDuty, type Due, type Every, type ReturnOutcome, type SupplierReturn } from '../contract.ts'
import { findReturn, insertReturn, listDuties, listReturns, saveDuty } from '../contract-store.ts'
import type { Content } from '../content.ts'
import { paths } from '../paths.ts'
import { changedMeanwhile, crumbsTo, loadAssessment } from './assessment-parts.ts'
import { column, dayOf, room, summaryRows, things } from './parts.ts'

export interface DutyWithDues { readonly duty: ContractDuty; readonly dues: readonly Due[] }

export async function findContracts(assessment: string, { db, organisation, today }: Pick<House, 'db' | 'organisation' | 'today'>): Promise<readonly DutyWithDues[]> {
  const duties = await listDuties(db, organisation.id, { assessment })
  const returns = await listReturns(db, organisation.id, duties.map((each) => each.id))
  return duties.map((duty) => ({ duty, dues: duesOf(duty, returns, today) }))
}

const guide = 'contracts-and-returns'
const everyWords: Record<Every, string> = { month: 'Each month', quarter: 'Each quarter', 'half-year': 'Each half-year', year: 'Each year' }
const stateWords: Record<Due['state'], string> = { met: 'Met', 'partly met': 'Partly met', 'not met': 'Not met', 'no return': 'No return came', overdue: 'Overdue', 'to come': 'To come' }
const stateClass: Record<Due['state'], string> = { met: 'done', 'partly met': 'at-risk', 'not met': 'late', 'no return': 'late', overdue: 'late', 'to come': 'not-started' }
const tag = (state: Due['state']): Html => html`<span class="dr-rating dr-rating--${stateClass[state]}">${stateWords[state]}</span>`
const actionOf = (duty: ContractDuty, content: Content): string => content.mitigation.find((each) => each.id === duty.mitigation)?.action ?? 'An action that is not in the assessment any more'

/** The days on which a supplier owes its returns stand on the clock of what is due, in step with the duty. */
export async function keepOnClock(db: Database, organisation: string, duty: ContractDuty, assessment: Assessment, by: string, now: Temporal.Instant): Promise<readonly Entry[]> {
  return keepDatesOf(db, organisation, {
    id: duty.id, title: `Return of ${duty.supplier}`, sentence: duty.reports, source: `${duty.contract}; ${assessment.reference}, ${assessment.title}`, written: `${everyWords[duty.every]}, first on ${dayInWords(duty.firstDue)}`,
    days: daysOf(duty), kind: 'supplier return recorded', owner: duty.owner.id, by, ended: duty.ended,
  }, now)
}

/** A return that came ticks its day; that none came is recorded, and ticks nothing. */
export async function tickOnClock(db: Database, organisation: string, duty: ContractDuty, { due, received }: Pick<SupplierReturn, 'due' | 'received'>, now: Temporal.Instant): Promise<readonly Entry[]> {
  if (received === null) return []
  return recordDeed(db, organisation, {
    kind: 'supplier return recorded', room, thing: { kind: 'contract duty', id: duty.id }, occasion: due.toString(), on: received, covers: { from: due, to: due }, title: `Return of ${duty.supplier}, due on ${dayInWords(due)}`, href: paths.contracts.to({ assessment: duty.assessment }),
  }, now)
}

/** What is overdue, in a note: for the assessment and its review. */
export function overdueNote(contracts: readonly DutyWithDues[], assessment: string): Html | false {
  const late = contracts.flatMap(({ duty, dues }) => dues.filter(isOverdue).map((due) => ({ duty, due })))
  return late.length > 0 && html`<div class="dr-note dr-note--late"><p class="dr-note__heading">${late.length === 1 ? 'A supplier’s return is overdue' : `${things(late.length)} returns of suppliers are overdue`}</p>${late.map(({ duty, due }) => html`<p><a class="govuk-link" href="${paths.supplierReturn.to({ assessment, entry: duty.id, due: due.on.toString() })}">${duty.supplier}: ${duty.reports}</a>, due on ${dayInWords(due.on)}</p>`)}</div>`
}

/** Each duty with what came: the table of the page, and of the review. */
export function contractBlocks(contracts: readonly DutyWithDues[], content: Content, assessment: string, records: (duty: ContractDuty) => boolean, changes: boolean): Html {
  return html`${contracts.map(({ duty, dues }) => html`<section aria-labelledby="duty-${duty.id}"><h2 class="govuk-heading-m" id="duty-${duty.id}">${duty.supplier}</h2>
    ${summaryRows([['Carries out', actionOf(duty, content)], ['Contract', duty.contract], ['Has to report', `${duty.reports}. ${everyWords[duty.every]}, first on ${dayInWords(duty.firstDue)}`], ['Looked after by', duty.owner.name], ['Ended', duty.ended && `${dayInWords(duty.ended.on)}: ${duty.ended.because}`]])}
    ${reflowingTable({
      caption: `Returns of ${duty.supplier}`, captionClasses: 'govuk-table__caption--s', head: ['Due', 'How it stands', 'What was reported', 'Evidence'].map((heading) => ({ text: heading })),
      rows: dues.toReversed().map((due) => [
        { text: dayInWords(due.on) }, { html: tag(due.state) },
        { html: html`${due.newest === null ? '' : html`${due.newest.said}<span class="dr-under">${due.newest.received === null ? '' : `Came on ${dayInWords(due.newest.received)}. `}${due.newest.by}, ${dayOf(due.newest.at)}</span>`}${due.earlier.map((was) => html`<span class="dr-under">Before, ${dayOf(was.at)}: ${stateWords[was.outcome].toLowerCase()}. ${was.said}</span>`)}${records(duty) && html`<span class="dr-under"><a class="govuk-link" href="${paths.supplierReturn.to({ assessment, entry: duty.id, due: due.on.toString() })}">${due.newest === null ? 'Record the return' : 'Correct it'}<span class="govuk-visually-hidden"> of ${duty.supplier}, due on ${dayInWords(due.on)}</span></a></span>`}` },
        { html: due.newest === null ? html`` : html`${due.newest.file !== null && html`<a class="govuk-link" href="${paths.returnFile.to({ assessment, entry: due.newest.id })}">${due.newest.file.name}</a>`}${due.newest.link !== '' && html` <a class="govuk-link" href="${due.newest.link}" rel="noreferrer">Link</a>`}${due.newest.file === null && due.newest.link === '' && 'None'}` },
      ]),
    })}${changes && html`<p class="govuk-body"><a class="govuk-link" href="${paths.contractDuty.to({ assessment, entry: duty.id })}">Change this duty<span class="govuk-visually-hidden"> of ${duty.supplier}</span></a></p>`}</section>`)}`
}

export const contracts = page({
  path: paths.contracts,
  load: async (at, house) => ({ ...await loadAssessment(at, house), contracts: await findContracts(at.assessment, house) }),
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  view({ assessment, content, contracts }, { person }) {
    const follows = mayFollow(person, assessment)
    return {
      title: `Contracts: ${assessment.title}`, crumbs: crumbsTo(assessment), guide,
      main: html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">What contracts carry out</h1><p class="dr-head__lead">An action that is a supplier’s duty is checked against what the supplier reports.</p></div>
        ${follows && content.mitigation.length > 0 && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.contractDuty.to({ assessment: assessment.id, entry: 'new' })}">Make an action a contract’s duty</a></div>`}</div>
        ${contracts.length === 0 ? html`<div class="dr-empty"><p class="govuk-body">${content.mitigation.length === 0 ? 'There is no action yet that a contract could carry out.' : 'No action is a contract’s duty yet.'}</p></div>` : contractBlocks(contracts, content, assessment.id, (duty) => mayRecordReturn(person, assessment, duty), follows)}`,
    }
  },
})

export const contractDuty = form({
  path: paths.contractDuty,
  async load({ assessment, entry }, house) {
    const open = await loadAssessment({ assessment }, house)
    const duty = (await listDuties(house.db, house.organisation.id, { assessment })).find((each) => each.id === entry) ?? null
    if (entry !== 'new' && duty === null) throw new NotFound(`contract duty ${entry}`)
    return { ...open, duty, people: (await listPeople(house.db, house.organisation.id)).filter((each) => each.state !== 'left' || each.id === duty?.owner.id) }
  },
  access: (person, { assessment }) => mayFollow(person, assessment),
  draft: true,
  version: ({ duty }) => String(duty?.version ?? 0),
  fields: ({ content, people }) => ({
    mitigation: choice({ from: content.mitigation.map((each) => each.id), missing: 'Select the action that it carries out' }), supplier: text({ missing: 'Enter who the supplier is', max: 200, subject: 'The supplier' }), contract: text({ missing: 'Enter which contract it is', max: 300, subject: 'The contract' }),
    reports: text({ missing: 'Enter what is to be reported', max: 1000, subject: 'What is to be reported' }), every: choice({ from: frequencies, missing: 'Select how often it is to be reported' }), first: date({ missing: 'Enter when the first return is due', subject: 'The day of the first return' }), owner: choice({ from: people.map((each) => each.id), missing: 'Select who looks after the contract' }),
    because: optional(text({ missing: '', max: 500, subject: 'Why it ends' })),
  }),
  starting: ({ duty }) => duty === null ? {} : { mitigation: duty.mitigation, supplier: duty.supplier, contract: duty.contract, reports: duty.reports, every: duty.every, owner: duty.owner.id, 'first-day': String(duty.firstDue.day), 'first-month': String(duty.firstDue.month), 'first-year': String(duty.firstDue.year), because: duty.ended?.because ?? '' },
  view({ assessment, content, duty, people }, answers) {
    const ask = questions(answers)
    return {
      title: `A contract’s duty: ${assessment.title}`, back: paths.contracts.to({ assessment: assessment.id }), guide,
      main: column(html`<span class="govuk-caption-l">${assessment.reference}, ${assessment.title}</span><h1 class="govuk-heading-l">${duty === null ? 'Make an action a contract’s duty' : 'Change the duty'}</h1>
        ${ask.form('Save', html`${ask.select('mitigation', 'Which action does it carry out?', content.mitigation.map((each) => ({ value: each.id, text: each.action })))}${ask.line('supplier', 'Who is the supplier?')}${ask.line('contract', 'Which contract, and which clause?', 'For example, Housing support 2026, clause 14.2')}
          ${ask.lines('reports', 'What has the supplier to report?', 'Something that shows whether the action was carried out, for whom', 2)}${ask.oneOf('every', 'How often?', frequencies.map((value) => ({ value, text: everyWords[value] })), undefined, { inline: true })}${ask.date('first', 'When is the first return due?')}
          ${ask.select('owner', 'Who looks after the contract?', people.map((each) => ({ value: each.id, text: `${each.name}${each.jobTitle === '' ? '' : `, ${each.jobTitle}`}` })), 'They record the returns, and the weekly letter tells them what is overdue')}
          ${duty !== null && ask.line('because', 'If it has ended, why? (optional)', 'No return is asked for after today. What came stays')}`, { cancel: paths.contracts.to({ assessment: assessment.id }) })}`),
    }
  },
  async submit({ mitigation, supplier, contract, reports, every, first, owner, because }, { assessment, duty, people }, { db, organisation, person, today, now }) {
    const made: ContractDuty = {
      id: duty?.id ?? newId(), assessment: assessment.id, mitigation, supplier, contract, reports, every, firstDue: first, owner: { id: owner, name: people.find((each) => each.id === owner)?.name ?? '' },
      ended: because === null ? null : { on: duty?.ended?.on ?? today, because }, version: (duty?.version ?? 0) + 1,
    }
    if (!await saveDuty(db, organisation.id, made)) return { problems: { supplier: changedMeanwhile } }
    const onClock = await keepOnClock(db, organisation.id, made, assessment, person.name, now)
    return { goTo: paths.contracts.to({ assessment: assessment.id }), said: 'Saved.', entry: [{ did: duty === null ? 'impact-assessments.contract-duty-added' : 'impact-assessments.contract-duty-changed', on: { room, id: assessment.id, version: assessment.version }, after: { duty: made.id, supplier, contract, reports, every, first: first.toString(), owner: made.owner.name, ended: made.ended?.because ?? null } }, ...onClock] }
  },
})

export const supplierReturn = form({
  path: paths.supplierReturn,
  async load({ assessment, entry, due }, house) {
    const open = await loadAssessment({ assessment }, house)
    const found = (await findContracts(assessment, house)).find(({ duty }) => duty.id === entry)
    const of = found?.dues.find((each) => each.on.toString() === due)
    if (found === undefined || of === undefined) throw new NotFound(`a return of ${entry} due on ${due}`)
    return { ...open, duty: found.duty, due: of }
  },
  access: (person, { assessment, duty }) => mayRecordReturn(person, assessment, duty),
  version: ({ due }) => due.newest?.id ?? '',
  fields: {
    outcome: choice({ from: returnOutcomes, missing: 'Select what it shows' }), received: optional(date({ missing: '', subject: 'The day on which it came' })), said: text({ missing: 'Enter what was reported, or what you did when nothing came', max: 4000, subject: 'What was reported' }),
    upload: optional(file({ missing: '', kinds: [], otherKind: '' })), link: optional(text({ missing: '', max: 1000, subject: 'The link' })),
  },
  starting: ({ due }) => due.newest === null ? {} : { outcome: due.newest.outcome, said: due.newest.said, link: due.newest.link, ...due.newest.received === null ? {} : { 'received-day': String(due.newest.received.day), 'received-month': String(due.newest.received.month), 'received-year': String(due.newest.received.year) } },
  view({ assessment, content, duty, due }, answers, { deployment }) {
    const ask = questions(answers)
    return {
      title: `Return of ${duty.supplier}: ${assessment.title}`, back: paths.contracts.to({ assessment: assessment.id }), guide,
      main: column(html`<span class="govuk-caption-l">${duty.supplier}, ${duty.contract}</span><h1 class="govuk-heading-l">${due.newest === null ? 'Record the return' : 'Correct the return'} due on ${dayInWords(due.on)}</h1>
        ${summaryRows([['The action', actionOf(duty, content)], ['Has to report', duty.reports]])}${due.newest !== null && html`<p class="govuk-body">What was recorded before stays to be seen.</p>`}
        ${ask.form('Save', html`${ask.oneOf('outcome', 'What does it show of the duty?', returnOutcomes.map((value): { readonly value: ReturnOutcome; readonly text: string } => ({ value, text: stateWords[value] })), undefined, { inline: true })}${ask.date('received', 'When did it come?', 'Leave it empty if no return came')}${ask.lines('said', 'What was reported?', 'In figures with their base where there are some. If nothing came, what was done about it', 4)}
          ${ask.file('upload', 'The return or its evidence, as a file', `Up to ${deployment.uploadMegabytes} MB`)}${ask.line('link', 'Or a link', 'It starts with https://', { type: 'url' })}`, { upload: true, cancel: paths.contracts.to({ assessment: assessment.id }) })}`),
    }
  },
  async submit({ outcome, received, said, upload, link }, { assessment, duty, due }, { db, organisation, person, today, now, files }) {
    if (link !== null && !/^https?:\/\/\S+$/.test(link)) return { problems: { link: 'Enter a link that starts with https://' } }
    const kept = upload === null ? due.newest?.file ?? null : { name: upload.fileName, sha256: await files.keep(upload.bytes) }
    const refused = takeReturn(duty, { due: due.on, received, outcome, link: link ?? '', file: kept }, today)
    if (refused) return { problems: { [outcome === 'no return' ? 'outcome' : /evidence/.test(refused.refused) ? 'upload' : 'received']: refused.refused } }
    const made: SupplierReturn = { id: newId(), duty: duty.id, due: due.on, received, outcome, said, link: link ?? '', file: kept, by: person.name, at: now }
    await insertReturn(db, organisation.id, made)
    const ticked = await tickOnClock(db, organisation.id, duty, made, now)
    return { goTo: paths.contracts.to({ assessment: assessment.id }), said: 'The return was recorded.', entry: [{ did: 'impact-assessments.return-recorded', on: { room, id: assessment.id, version: assessment.version }, after: { return: made.id, duty: duty.id, due: due.on.toString(), outcome, received: received?.toString() ?? null, said, link: made.link, sha256: kept?.sha256 ?? null } }, ...ticked] }
  },
})

export const returnFile = download({
  path: paths.returnFile,
  async load({ assessment: id, entry }, { db, organisation, files }) {
    const [assessment, found] = [await findAssessment(db, organisation.id, id), await findReturn(db, organisation.id, entry)]
    const own = assessment !== null && found !== null && (await listDuties(db, organisation.id, { assessment: id })).some((each) => each.id === found.duty)
    if (!assessment || !own || !found.file) throw new NotFound('no such file')
    const bytes = await files.find(found.file.sha256)
    if (!bytes) throw new NotFound('the file is not what it was, or not there')
    return { assessment, name: found.file.name, bytes }
  },
  access: (person, { assessment }) => mayReadAssessment(person, assessment),
  // Never shown inside our own pages: a file that somebody uploaded is only ever saved.
  send: ({ name, bytes }) => ({ fileName: name, type: 'application/octet-stream', bytes }),
})

/** What is overdue, for whoever looks after each contract, in the one letter of the week. */
export const returnsDigest: Digest = {
  name: 'impact-assessments.returns',
  async parts(db, organisation, { today, origin }) {
    const duties = await listDuties(db, organisation, { running: true })
    const returns = await listReturns(db, organisation, duties.map((each) => each.id))
    const late = duties.flatMap((duty) => duesOf(duty, returns, today).filter(isOverdue).map((due) => ({ duty, due })))
    return new Map([...Map.groupBy(late, ({ duty }) => duty.owner.id)].map(([owner, own]): [string, DigestPart] => [owner, {
      subject: own.length === 1 ? '1 supplier’s return is overdue' : `${own.length} suppliers’ returns are overdue`,
      paragraphs: ['Returns that suppliers owe on what an impact assessment promised. Record what came, or that nothing did.', ...own.map(({ duty, due }) => `${duty.supplier}, ${duty.contract}\nDue: ${dayInWords(due.on)}\n${duty.reports}\n${origin}${paths.supplierReturn.to({ assessment: duty.assessment, entry: duty.id, due: due.on.toString() })}`)],
    }]))
  },
}
