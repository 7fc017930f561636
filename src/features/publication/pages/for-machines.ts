/** What programs read: the feed of what is new, the list of all public pages, and what robots may visit. */
import { publicPage } from '#web/page.ts'
import type { Edition } from '../edition.ts'
import { listAddresses, listRecent } from '../edition-store.ts'
import { paths } from '../paths.ts'
import { kindOf } from './parts.ts'

const xml = (text: string): string => text.toWellFormed().replaceAll(/[&<>"]/g, (each) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[each]!).replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** Atom (RFC 4287): one entry for each version, whose id never changes. */
export const feed = publicPage({
  path: paths.feed,
  load: (_at, { db, organisation }) => listRecent(db, organisation.id, 100),
  show: (editions, { origin, organisation }) => ({ fileName: '', type: 'application/atom+xml; charset=utf-8', bytes: atomFeed(editions, origin, organisation.name) }),
})

export function atomFeed(editions: readonly Edition[], origin: string, publisher: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">
  <title>${xml(publisher)}: what is new about equality</title>
  <id>${xml(origin)}${paths.feed.to()}</id>
  <link rel="self" type="application/atom+xml" href="${xml(origin)}${paths.feed.to()}"/>
  <link rel="alternate" type="text/html" href="${xml(origin)}${paths.changes.to()}"/>
  <updated>${editions[0]?.publishedAt.toString() ?? '1970-01-01T00:00:00Z'}</updated>
  <author><name>${xml(publisher)}</name></author>
${editions.map((each) => `  <entry>
    <title>${xml(each.title)}</title>
    <id>${xml(origin)}${xml(each.address)}?version=${each.version}</id>
    <link rel="alternate" type="text/html" href="${xml(origin)}${xml(each.address)}"/>
    <updated>${each.publishedAt.toString()}</updated>
    <category term="${xml(kindOf(each.room))}"/>
    <summary>${xml(each.withdrawn ? `Taken down. ${each.note}` : each.note !== '' ? each.note : each.version === 1 ? 'Published.' : `Version ${each.version} was published.`)}</summary>
  </entry>`).join('\n')}
</feed>
`
}

/** Pages that are always here, whatever was published. */
const standing = ['/', '/plan', '/workforce', '/pay-gap', '/impact-assessments', '/community', '/reports', '/data', '/api', '/changes', '/accessibility', '/privacy', '/guide'] as const

export const sitemap = publicPage({
  path: paths.sitemap,
  load: async (_at, { db, organisation }) => (await listAddresses(db, organisation.id)).filter((each) => !each.withdrawn).slice(0, 49_000),
  show: (addresses, { origin }) => ({
    fileName: '', type: 'application/xml; charset=utf-8',
    bytes: `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[...standing.filter((each) => !addresses.some(({ address }) => address === each)).map((each) => `  <url><loc>${xml(origin + each)}</loc></url>`), ...addresses.map((each) => `  <url><loc>${xml(origin + each.address)}</loc><lastmod>${each.publishedAt.toString()}</lastmod></url>`)].join('\n')}
</urlset>
`,
  }),
})

/** Nothing that needs signing in is shown to a robot anyway; it need not knock. */
export const robots = publicPage({
  path: paths.robots,
  load: async () => null,
  show: (_nothing, { origin }) => ({ fileName: '', type: 'text/plain; charset=utf-8', bytes: `User-agent: *\nDisallow: /search\nDisallow: /sign-in\nDisallow: /publication\nDisallow: /history\n\nSitemap: ${origin}${paths.sitemap.to()}\n` }),
})
