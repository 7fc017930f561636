import { findEntry, countEntries, listDeeds, listLedger } from '#database/ledger-reading.ts'
import { exportLedger, verifyLedger } from '#database/ledger-verification.ts'
import { listCheckpoints } from '#database/checkpoint.ts'
import type { Json } from '#database/canonical.ts'
import { govukSummaryList } from '#govuk/components.ts'
import { html, type Html } from '#html/html.ts'
import { listing } from '#web/listing.ts'
import { download, page } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayReadLedger } from '../access.ts'
import { paths } from '../paths.ts'
import { listPeople } from '../people-store.ts'
import { didInWords, roomInWords } from './ledger-words.ts'
import { column, momentInWords } from './parts.ts'

const crumb = { text: 'Ledger', href: paths.ledger.to() }
const things = (many: number): string => many.toLocaleString('en-GB')

/** Above this a page would take too long: the terminal checks and exports a ledger of any size. */
const mostOnAPage = 100_000

/** Who did what, newest first. */
export const ledger = listing({
  path: paths.ledger,
  async load(_at, { db, organisation, today }, { query, limit, offset, sort }) {
    const [people, deeds] = [await listPeople(db, organisation.id), await listDeeds(db, organisation.id)]
    const by = query.get('by')
    return {
      people, deeds, names: new Map(people.map((person) => [person.id, person.name])),
      entries: await listLedger(db, organisation.id, { did: query.get('did'), by, id: query.get('about'), from: sinceWhen[query.oneOf('when', whens) ?? 'always'](today), limit, offset, oldestFirst: sort?.by === 'number' && !sort.down }),
    }
  },
  access: mayReadLedger,
  rows: ({ entries }) => entries,
  columns: ({ names }) => [
    { heading: 'Number', text: (entry) => String(entry.number), cell: (entry) => html`<a class="govuk-link" href="${paths.ledgerEntry.to({ number: String(entry.number) })}">${String(entry.number)}</a>`, sort: 'number', kind: 'number' },
    { heading: 'When', text: (entry) => momentInWords(entry.at) },
    { heading: 'Who', text: (entry) => whoInWords(entry.by, names) },
    { heading: 'What', text: (entry) => didInWords(entry.did), cell: (entry) => html`${didInWords(entry.did)}<span class="dr-under">${roomInWords(entry.did)}</span>` },
    { heading: 'About', text: (entry) => names.get(entry.on.id) ?? entry.on.id, cell: (entry) => html`<a class="govuk-link" href="?about=${encodeURIComponent(entry.on.id)}">${names.get(entry.on.id) ?? (/^[0-9a-f-]{36}$/.test(entry.on.id) ? `…${entry.on.id.slice(-6)}` : entry.on.id)}</a>` },
  ],
  filters: ({ people, deeds }) => [
    { name: 'did', label: 'What', options: deeds.map((did) => ({ value: did, text: `${roomInWords(did)}: ${didInWords(did).toLowerCase()}` })) },
    { name: 'when', label: 'When', options: [{ value: 'today', text: 'Today' }, { value: 'week', text: 'The last 7 days' }, { value: 'month', text: 'This month' }, { value: 'year', text: 'This financial year' }] },
    { name: 'by', label: 'Who', options: [{ value: 'system', text: 'Due Regard itself' }, { value: 'public', text: 'Somebody not signed in' }, ...people.map(({ id, name }) => ({ value: id, text: name }))] },
  ],
  none: 'Nothing has been written yet.',
  caption: () => 'Ledger',
  view: (_loaded, list, { query, request }) => ({
    title: 'Ledger', wide: true, guide: 'ledger',
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Ledger</h1><p class="dr-head__lead">Every change, and every look at what is specially protected, is one entry here, in an order that cannot be changed unseen.</p></div>
        <div class="dr-head__actions"><a class="govuk-button govuk-button--secondary" href="${paths.ledgerCheck.to()}">Check the ledger</a></div></div>
      ${query.get('about') !== '' && html`<p class="govuk-body">Only entries about one thing are shown. <a class="govuk-link" href="${request.path}${query.with({ about: null, page: null })}">Show all</a></p>`}
      ${list}`,
  }),
})

const whens = ['today', 'week', 'month', 'year', 'always'] as const
const sinceWhen: Readonly<Record<(typeof whens)[number], (today: Temporal.PlainDate) => Temporal.PlainDate | null>> = {
  today: (today) => today, week: (today) => today.subtract({ days: 6 }), month: (today) => today.with({ day: 1 }),
  year: (today) => new Temporal.PlainDate(today.month >= 4 ? today.year : today.year - 1, 4, 1), always: () => null,
}

function whoInWords(by: string, names: ReadonlyMap<string, string>): string {
  return by === 'system' ? 'Due Regard itself' : by === 'public' ? 'Somebody not signed in' : names.get(by) ?? by
}

/** One entry: who, when, what it was before and what it became. */
export const ledgerEntry = page({
  path: paths.ledgerEntry,
  async load({ number }, { db, organisation }) {
    const entry = /^[1-9]\d{0,14}$/.test(number) ? await findEntry(db, organisation.id, Number(number)) : null
    if (!entry) throw new NotFound(`entry ${number}`)
    return { entry, names: new Map((await listPeople(db, organisation.id)).map((person) => [person.id, person.name])) }
  },
  access: mayReadLedger,
  view({ entry, names }) {
    const parts = [['Before', entry.said?.before], ['After', entry.said?.after], ['More', entry.said?.detail]] as const
    return {
      title: `Entry ${entry.number}`, crumbs: [crumb], guide: 'ledger',
      main: html`<span class="govuk-caption-l">${roomInWords(entry.did)}</span><h1 class="govuk-heading-l">${didInWords(entry.did)}</h1>
        ${govukSummaryList({ rows: [
          { key: { text: 'Number' }, value: { text: String(entry.number) } },
          { key: { text: 'When' }, value: { text: momentInWords(entry.at) } },
          { key: { text: 'Who' }, value: { text: whoInWords(entry.by, names) } },
          { key: { text: 'About' }, value: { html: html`<a class="govuk-link" href="${paths.ledger.to()}?about=${encodeURIComponent(entry.on.id)}">${names.get(entry.on.id) ?? entry.on.id}</a>${entry.on.version !== null && `, version ${entry.on.version}`}` } },
          { key: { text: 'Request' }, value: { html: html`<code>${entry.request}</code>` } },
          { key: { text: 'Hash' }, value: { html: html`<code class="dr-hash">${entry.hash}</code>` } },
        ] })}
        ${entry.said === null && html`<p class="govuk-body">What this entry said was erased${entry.erasedBecause !== null && `: ${entry.erasedBecause}`}. That it was made, by whom and when, stays.</p>`}
        ${parts.map(([heading, said]) => said !== undefined && html`<h2 class="govuk-heading-m">${heading}</h2>${inRows(said)}`)}`,
    }
  },
})

/** What an entry says, as a reader reads it: names and values, lists under each other. */
function inRows(said: Json): Html {
  if (said === null || said === '') return html`<p class="govuk-body">Nothing</p>`
  if (Array.isArray(said)) return said.length === 0 ? html`<p class="govuk-body">None</p>` : html`<ul class="govuk-list govuk-list--bullet">${said.map((each) => html`<li>${typeof each === 'object' && each !== null ? inRows(each as Json) : String(each)}</li>`)}</ul>`
  if (typeof said !== 'object') return html`<p class="govuk-body">${typeof said === 'boolean' ? said ? 'Yes' : 'No' : String(said)}</p>`
  return govukSummaryList({ classes: 'govuk-summary-list--no-border', rows: Object.entries(said).flatMap(([name, value]) => value === undefined ? [] : [{ key: { text: nameInWords(name) }, value: { html: inRows(value as Json) } }]) })
}

/** `jobTitle` is “Job title”. */
function nameInWords(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Recomputes the whole chain, and holds it against the signed checkpoints that are kept elsewhere. */
export const ledgerCheck = page({
  path: paths.ledgerCheck,
  async load(_at, { db, organisation, deployment }) {
    const entries = await countEntries(db, organisation.id)
    const evidence = deployment.ledgerEvidence(organisation.id)
    const verdict = entries <= mostOnAPage ? await verifyLedger(db, organisation.id, evidence) : null
    const checkpoints = await listCheckpoints(db, organisation.id)
    return { entries, evidence, verdict, last: checkpoints.at(-1) ?? null, checkpoints: checkpoints.length }
  },
  access: mayReadLedger,
  view: ({ entries, evidence, verdict, last, checkpoints }) => ({
    title: 'Check the ledger', crumbs: [crumb], guide: 'verify-the-ledger',
    main: column(html`<h1 class="govuk-heading-l">Check the ledger</h1>
      ${verdict === null
        ? html`<div class="dr-note"><p class="dr-note__heading">This ledger is too long to check on a page</p><p>It has ${things(entries)} entries. On the server, run <code>due-regard ledger verify</code>.</p></div>`
        : verdict.problems.length === 0
          ? html`<div class="dr-note dr-note--on-track"><p class="dr-note__heading">All ${things(verdict.entries)} entries are as they were written</p><p>Each entry was hashed again and follows from the one before it${verdict.checkpoints > 0 && `, and ${things(verdict.checkpoints)} signed checkpoints fit`}. ${verdict.bodiesErased > 0 && `What ${things(verdict.bodiesErased)} of them said was erased by rule.`}</p></div>`
          : html`<div class="dr-note dr-note--late"><p class="dr-note__heading">Something is wrong with the ledger</p><ul class="govuk-list govuk-list--bullet">${verdict.problems.map((problem) => html`<li>${problem}</li>`)}</ul><p>Tell your monitoring officer and internal audit, and keep every copy of the checkpoints.</p></div>`}
      ${verdict && verdict.notes.length > 0 && html`<ul class="govuk-list govuk-list--bullet">${verdict.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
      <h2 class="govuk-heading-m">Checkpoints</h2>
      ${last === null
        ? html`<p class="govuk-body">None has been signed yet. One is signed every night and at every sign-off.</p>`
        : govukSummaryList({ rows: [
          { key: { text: 'Signed' }, value: { text: `${things(checkpoints)} so far, ${evidence.keptElsewhere.length === 0 ? 'with no copy kept elsewhere' : `${things(evidence.keptElsewhere.length)} with a copy kept elsewhere`}` } },
          { key: { text: 'The last' }, value: { text: `${momentInWords(Temporal.Instant.from(last.at))}, over ${things(last.size)} entries` } },
          { key: { text: 'Its root' }, value: { html: html`<code class="dr-hash">${last.root}</code>` } },
        ] })}
      <p class="govuk-body">A chain of hashes alone does not show that its end was cut off, or that all of it was written anew. A copy of a checkpoint that nobody here can change does: print the root in the minutes, or send it to internal audit.</p>
      <h2 class="govuk-heading-m">Check it without us</h2>
      <p class="govuk-body">The export holds everything that is needed to check the ledger on another machine with <code>verify-ledger.mjs</code>, a page of code that you can read. The public key is <code class="dr-hash">${evidence.publicKeys.join(' ')}</code>.</p>
      ${entries <= mostOnAPage && html`<p class="govuk-body"><a class="govuk-button govuk-button--secondary" href="${paths.ledgerExport.to()}">Download the ledger</a></p>`}`),
  }),
})

export const ledgerExport = download({
  path: paths.ledgerExport,
  async load(_at, { db, organisation, deployment }) {
    const entries = await countEntries(db, organisation.id)
    if (entries > mostOnAPage) throw new NotFound('the ledger is too long to download')
    const lines: string[] = []
    for await (const line of exportLedger(db, organisation.id, await listCheckpoints(db, organisation.id), deployment.ledgerEvidence(organisation.id).publicKeys)) lines.push(line)
    return { entries, text: `${lines.join('\n')}\n` }
  },
  access: mayReadLedger,
  reads: ({ entries }, { organisation }) => ({ did: 'ledger.exported', on: { room: 'ledger', id: organisation.id }, detail: { entries } }),
  send: ({ text }, { organisation, today }) => ({ fileName: `ledger-${organisation.shortName}-${today.toString()}.jsonl`, type: 'application/jsonl; charset=utf-8', bytes: text }),
})
