import { html, type Html } from '#html/html.ts'
import { listing } from '#web/listing.ts'
import { mayDraft, maySeeDesk, maySettleApproval } from '../access.ts'
import { findApproval } from '../approval-store.ts'
import type { Draft } from '../draft.ts'
import { listDrafts } from '../draft-store.ts'
import { listAddresses, type PublicAddress } from '../edition-store.ts'
import { aboutOne, paths } from '../paths.ts'
import { dayOf, kindOf, overtakenBy, stateTag, things } from './parts.ts'

/** What waits, what rests on something that has changed, and everything that is public. */
export const deskPages = listing({
  path: paths.desk,
  async load(_at, { db, organisation, query }, { limit, offset }) {
    const [drafts, addresses, approval] = await Promise.all([listDrafts(db, organisation.id, ['draft', 'checked', 'approved']), listAddresses(db, organisation.id), findApproval(db, organisation.id)])
    const [words, kind] = [query.get('words').toLowerCase(), query.get('kind')]
    const rows = addresses.filter((each) => (words === '' || `${each.title} ${each.address}`.toLowerCase().includes(words)) && (kind === '' || each.room === kind))
    return { drafts, addresses, approval, overtaken: addresses.filter((each) => !each.withdrawn && overtakenBy(each.restsOn, addresses).length > 0), rows: rows.slice(offset, offset + limit) }
  },
  access: (person) => maySeeDesk(person),
  rows: ({ rows }) => rows,
  caption: () => 'What is public',
  none: 'Nothing has been published yet.',
  search: 'Title or address',
  filters: ({ addresses }) => [{ name: 'kind', label: 'What it is', options: [...new Set(addresses.map((each) => each.room))].map((value) => ({ value, text: kindOf(value) })) }],
  columns: () => [
    { heading: 'Title', text: (each: PublicAddress) => each.title, cell: (each) => html`<a class="govuk-link" href="${aboutOne(each.address)}">${each.title}</a>` },
    { heading: 'What it is', text: (each) => kindOf(each.room) },
    { heading: 'Address', text: (each) => each.address },
    { heading: 'Version', kind: 'number', text: (each) => String(each.version) },
    { heading: 'Since', kind: 'date', text: (each) => dayOf(each.publishedAt) },
    { heading: 'Let out by', text: (each) => each.withdrawn ? `Taken down by ${each.letOutBy}` : each.letOutBy },
  ],
  view: ({ drafts, overtaken, approval }, list, { person }) => ({
    title: 'Publication desk', guide: 'publish-anything', wide: true,
    main: html`<div class="dr-head"><div class="dr-head__words"><h1 class="govuk-heading-l">Publication desk</h1><p class="dr-head__lead">Everything public goes one way: drafted, looked through, approved by ${approval.people === 2 ? 'somebody who did not draft it' : 'a publisher'}, and kept as it was.</p></div>
        ${mayDraft(person) && html`<div class="dr-head__actions"><a class="govuk-button" href="${paths.newReport.to()}">Write a report</a></div>`}</div>
      <p class="govuk-body">${approval.people === 2 ? 'Two people are needed to publish.' : `One person is enough to publish, as ${approval.by.name} settled it on ${dayOf(approval.at)}: ${approval.because}`}${maySettleApproval(person) && html` <a class="govuk-link" href="${paths.approval.to()}">Change this</a>. <a class="govuk-link" href="${paths.statements.to()}">Accessibility statement and privacy notice</a>`}</p>
      ${drafts.length > 0 && html`<h2 class="govuk-heading-m">On its way (${things(drafts.length)})</h2><ul class="dr-cards">${drafts.map(draftCard)}</ul>`}
      ${overtaken.length > 0 && html`<h2 class="govuk-heading-m">Rests on something that has changed</h2><p class="govuk-body">Nothing was altered in them: each says what it said on its day. Look whether it has to be corrected.</p>
        <ul class="govuk-list govuk-list--bullet">${overtaken.map((each) => html`<li><a class="govuk-link" href="${aboutOne(each.address)}">${each.title}</a></li>`)}</ul>`}
      <h2 class="govuk-heading-m">What is public</h2>${list}`,
  }),
})

function draftCard(draft: Draft): Html {
  return html`<li class="dr-card dr-card--link"><h3 class="dr-card__heading"><a class="govuk-link" href="${paths.draft.to({ draft: draft.id })}">${draft.title}</a></h3><p class="dr-card__words">${stateTag(draft.state)}</p><p class="dr-card__foot">${draft.note !== '' && 'A correction. '}Drafted by ${draft.draftedBy.name}, ${dayOf(draft.draftedAt)}</p></li>`
}
