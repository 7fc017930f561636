/** What was public at an address on a day, byte for byte, with the entry of the ledger that it went out in: for `due-regard ledger prove publication`. */
import { canonicalJson } from '#database/canonical.ts'
import type { Reading } from '#database/database.ts'
import { listLedger } from '#database/ledger-reading.ts'
import { dayInWords, isDay, momentInWords } from '#duty/dates.ts'
import type { KindOfProof, KindOfSource, Provable } from '#web/offers.ts'
import { letOutWords, type Edition } from './edition.ts'
import { findAsOf, listAddresses, listVersions } from './edition-store.ts'
import { aboutOne } from './paths.ts'
import { nameOf } from './report.ts'

export const publicationProof: KindOfProof = {
  kind: 'publication',
  asks: 'the address of a public page, as /reports/annual-equality-report; what it said on a day is /reports/annual-equality-report@2026-09-01, and one version of it @1',
  find: findPublicationProof,
  whyNone,
  async restingOn(db, organisation, source) {
    return (await listAddresses(db, organisation)).flatMap((each) => {
      const on = each.withdrawn ? undefined : each.restsOn.find((rests) => rests.kind === source.kind && rests.id === source.id)
      return on ? [{ title: `${each.title} (${each.address}, version ${each.version})`, href: aboutOne(each.address), on }] : []
    })
  },
}

/** Anything that is public can be rested on, by its address. */
export const publicationSource: KindOfSource = {
  kind: 'publication',
  async newest(db, organisation, ids) {
    return new Map((await listAddresses(db, organisation)).filter((each) => ids.includes(each.address) && !each.withdrawn).map((each) => [each.address, { version: String(each.version), sha256: each.sha256, href: each.address }]))
  },
}

export async function findPublicationProof(db: Reading, organisation: string, id: string): Promise<Provable | null> {
  const asked = askedOf(id)
  if (asked === null) return null
  const { address, when } = asked
  const versions = await listVersions(db, organisation, address)
  const edition = when === undefined ? versions[0] ?? null : when.includes('-') ? isDay(when) ? await findAsOf(db, organisation, address, endOf(when)) : null : versions.find((each) => String(each.version) === when) ?? null
  if (!edition) return null
  const since = versions.filter((each) => each.version > edition.version)
  return {
    title: `${edition.title}, version ${edition.version}, as it was public at ${address}`,
    says: [
      `${edition.withdrawn ? 'Taken down' : 'Made public'} at ${momentInWords(edition.publishedAt)}. ${letOutWords(edition.letOut)}${edition.preparedBy === null ? '' : `, drafted by ${edition.preparedBy.name}`}.`,
      ...(edition.note === '' ? [] : [`Note for readers: ${edition.note}`]),
      ...edition.restsOn.map((each) => `It rests on ${each.title}, version ${each.version} (${each.id}, SHA-256 ${each.sha256}).`),
      ...since.toReversed().map((each) => `${each.withdrawn ? 'It was taken down' : `Version ${each.version} took its place`} at ${momentInWords(each.publishedAt)}.${each.note === '' ? '' : ` ${each.note}`}`),
      ...(since.length === 0 ? ['Nothing has taken its place.'] : []),
    ],
    documents: edition.withdrawn ? [] : [{ file: `${nameOf(address)}-version-${edition.version}.json`, what: 'The content as it was frozen: every public page and file of it is made from these bytes.', bytes: canonicalJson(edition.content), sha256: edition.sha256 }],
    entries: await entriesOf(db, organisation, edition),
    source: { kind: 'publication', id: address, version: String(edition.version) },
  }
}

function askedOf(id: string): { readonly address: string; readonly when: string | undefined } | null {
  const asked = /^(\/[^@\s]*)(?:@(\d{4}-\d\d-\d\d|[1-9]\d{0,5}))?$/.exec(id)
  return asked === null ? null : { address: asked[1] ?? '', when: asked[2] }
}

/** An auditor asks for a day before there was anything, for a version that there never was, or for an address with a slip in it. */
async function whyNone(db: Reading, organisation: string, id: string): Promise<string | null> {
  const [name = '', when] = id.split('@')
  const address = name.startsWith('/') ? name : `/${name}`
  const versions = await listVersions(db, organisation, address)
  const [newest, first] = [versions[0], versions.at(-1)]
  if (newest === undefined || first === undefined) return null
  if (when === undefined || askedOf(`${address}@${when}`) === null) return name.startsWith('/') ? `“${when ?? ''}” is neither a day like 2026-09-01 nor a version. ${versionsInWords(address, versions)}` : `An address begins with a slash: ${address}. ${versionsInWords(address, versions)}`
  if (!when.includes('-')) return `There is no version ${when} of ${address}. ${versionsInWords(address, versions)}`
  if (!isDay(when)) return `${when} is not a day.`
  return `Nothing was public at ${address} on ${dayInWords(Temporal.PlainDate.from(when))}. Version 1 was made public at ${momentInWords(first.publishedAt)}.`
}

function versionsInWords(address: string, versions: readonly Edition[]): string {
  return versions.length === 1 ? `What was public there is version 1: ${address}@1.` : `There are versions 1 to ${String(versions.length)}.`
}

/** The entry that it went out in: its number, however many others stand there. */
async function entriesOf(db: Reading, organisation: string, edition: Edition): Promise<readonly number[]> {
  const row = await db.selectFrom('publication.edition').select('head').where('organisation_id', '=', organisation).where('address', '=', edition.address).where('version', '=', edition.version).executeTakeFirst()
  if (row?.head === null || row === undefined) return []
  return (await listLedger(db, organisation, { room: 'publication', did: 'publication.let-out', id: String(row.head), limit: 10 })).map((each) => each.number)
}

/** What stood there when the day ended, in London. */
function endOf(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime('Europe/London').toInstant().subtract({ milliseconds: 1 })
}
