/** What an address said before, and the frozen contents themselves: byte for byte what the ledger has the hash of. */
import { canonicalJson } from '#database/canonical.ts'
import { html } from '#html/html.ts'
import { publicPage } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { letOutWords, readableVersions, type Edition } from '../edition.ts'
import { findByContent, findNewest, listAddresses, listVersions } from '../edition-store.ts'
import { paths } from '../paths.ts'
import type { Report } from '../report.ts'
import { dayOf, homeCrumb, kindOf, room } from './parts.ts'
import { overTitle, reportBody } from './report-parts.ts'

export const history = publicPage({
  path: paths.history,
  async load(_at, { db, organisation, query }) {
    const of = query.get('of')
    const newest = of === '' ? null : await findNewest(db, organisation.id, of)
    if (!newest) throw new NotFound('nothing was ever public at this address')
    const [versions, addresses] = await Promise.all([listVersions(db, organisation.id, of), listAddresses(db, organisation.id)])
    return { newest, versions, resting: addresses.filter((each) => !each.withdrawn && each.restsOn.some((rests) => rests.kind === 'publication' && rests.id === of)) }
  },
  show({ newest, versions, resting }, { query }) {
    const readable = readableVersions(versions)
    const asked = readable.find((each) => String(each.version) === query.get('version'))
    const title = newest.withdrawn ? newest.title : `All versions of ${newest.title}`
    return {
      title, crumbs: [homeCrumb, { text: newest.title, href: newest.address }],
      main: html`<span class="govuk-caption-l">${kindOf(newest.room)}</span><h1 class="govuk-heading-l">${title}</h1>
        <p class="govuk-body">Nothing public changes silently. Each version is kept as it was, and its SHA-256 stands in a ledger that cannot be altered without being seen.</p>
        <ol class="dr-timeline">${versions.map((each) => html`<li class="dr-event${each.withdrawn ? ' dr-event--stopped' : each.version === newest.version ? ' dr-event--done' : ' dr-event--on-track'}"><div class="dr-event__head"><h2 class="dr-event__title">Version ${String(each.version)}${each.version === newest.version && !each.withdrawn && ', which you can read now'}</h2><p class="dr-event__when">${dayOf(each.publishedAt)}</p></div>
          <div class="dr-event__words"><p class="govuk-body-s">${each.withdrawn ? 'Taken down.' : each.version === 1 ? 'Published.' : 'Published again.'}${each.note !== '' && ` ${each.note}`} ${letOutWords(each.letOut)}.</p>
          ${readable.includes(each) && html`<p class="govuk-body-s">${each.version !== newest.version && each.room === room && html`<a class="govuk-link" href="${paths.history.to()}?of=${encodeURIComponent(each.address)}&amp;version=${String(each.version)}">Read version ${String(each.version)}</a> · `}<a class="govuk-link" href="${paths.frozen.to({ sha256: each.sha256 })}">Its content as it was frozen (JSON)</a><br>SHA-256 <code class="dr-hash">${each.sha256}</code></p>`}
          ${!each.withdrawn && !readable.includes(each) && html`<p class="govuk-body-s">This version cannot be read any more. It is on record.</p>`}</div></li>`)}</ol>
        ${resting.length > 0 && html`<h2 class="govuk-heading-m">What rests on it</h2><ul class="govuk-list govuk-list--bullet">${resting.map((each) => html`<li><a class="govuk-link" href="${each.address}">${each.title}</a>, on version ${each.restsOn.find((rests) => rests.id === newest.address)?.version}</li>`)}</ul>`}
        ${asked !== undefined && asked.room === room && olderVersion(asked, newest)}`,
    }
  },
})

function olderVersion(edition: Edition, newest: Edition) {
  const report = edition.content as unknown as Report
  return html`<section class="dr-section" aria-labelledby="older"><h2 class="govuk-heading-l" id="older">${edition.title}, as it was in version ${String(edition.version)}</h2>
    ${edition.version !== newest.version && html`<div class="dr-note dr-note--at-risk"><p class="dr-note__heading">This is not what stands now</p><p><a class="govuk-link" href="${newest.address}">Read version ${String(newest.version)}</a></p></div>`}
    <div class="dr-paper"><p class="govuk-caption-l">${overTitle(report)}</p><p class="govuk-body-l">${report.summary}</p>${reportBody(report, null)}</div></section>`
}

/** The bytes that were hashed. An address made of what it holds: it never says anything else. */
export const frozen = publicPage({
  path: paths.frozen,
  async load({ sha256 }, { db, organisation }) {
    for (const found of /^[0-9a-f]{64}$/.test(sha256) ? await findByContent(db, organisation.id, sha256) : []) {
      if (readableVersions(await listVersions(db, organisation.id, found.address)).some((each) => each.version === found.version)) return canonicalJson(found.content)
    }
    throw new NotFound('no content with this hash can be read')
  },
  show: (bytes) => ({ fileName: '', type: 'application/json; charset=utf-8', bytes }),
})
