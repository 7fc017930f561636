import type { Database } from '#database/database.ts'
import { append } from '#database/ledger.ts'
import { addOrganisation, giveAddress, listOrganisations } from '../people-store.ts'
import { setUpLink } from './set-up-link.ts'

export interface OrganisationByHand { readonly name: string; readonly kind: string; readonly hosts: readonly string[] }

/** What the body is called where only plain letters may stand: `Cyngor Sir Ynys Môn` gives `cyngor-sir-ynys-mon`. */
export function shortNameOf(name: string): string {
  const short = name.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40).replace(/-$/, '')
  return short === '' ? 'organisation' : short
}

/** A web address’s own name, as browsers send it: `equality.example.gov.uk`. Or, in words, why it cannot be one. */
export function readHost(written: string): { readonly host: string } | { readonly refused: string } {
  const host = written.trim().toLowerCase()
  if (/[:/]/.test(host)) return { refused: `Give the name of the address alone, such as equality.example.gov.uk, not ${written}.` }
  const isName = host.length <= 253 && host.includes('.') && host.split('.').every((part) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(part)) && !/\.[0-9]+$/.test(host)
  return isName ? { host } : { refused: `${written} is not the name of a web address, such as equality.example.gov.uk.` }
}

/**
 * `due-regard organisation add`: one more body in this installation, with its web addresses, and the link by which its first
 * administrator makes their account. Needs the database’s owner, in a transaction of the new body. Or says, in words, why not.
 */
export async function addOrganisationByHand(db: Database, id: string, asked: OrganisationByHand, originOf: (hosts: readonly string[]) => string, now: Temporal.Instant): Promise<{ readonly link: string | null; readonly shortName: string } | { readonly refused: string }> {
  const there = await listOrganisations(db)
  const [shortName, same] = [shortNameOf(asked.name), there.find((each) => shortNameOf(each.name) === shortNameOf(asked.name) || each.shortName === shortNameOf(asked.name))]
  if (same) return { refused: `${same.name} is here already.` }
  const refused = takenAmong(there, asked.hosts)
  if (refused) return refused
  await addOrganisation(db, { id, name: asked.name, shortName, kind: asked.kind }, now)
  for (const host of asked.hosts) await giveAddress(db, id, host)
  await append(db, { organisation: id, person: 'system', request: 'terminal', now }, { did: 'people.organisation-added', on: { room: 'people', id }, after: { name: asked.name, shortName, kind: asked.kind, hosts: [...asked.hosts] } })
  return { link: await setUpLink(db, id, originOf(asked.hosts), now), shortName }
}

/** `due-regard organisation address`: a body that is here answers at one more web address. In a transaction of that body, as the database’s owner. */
export async function giveAddressByHand(db: Database, organisation: string, host: string, now: Temporal.Instant): Promise<{ readonly refused: string } | null> {
  const refused = takenAmong(await listOrganisations(db), [host])
  if (refused) return refused
  await giveAddress(db, organisation, host)
  await append(db, { organisation, person: 'system', request: 'terminal', now }, { did: 'people.address-given', on: { room: 'people', id: organisation }, after: { host } })
  return null
}

function takenAmong(there: Awaited<ReturnType<typeof listOrganisations>>, hosts: readonly string[]): { readonly refused: string } | null {
  for (const host of hosts) {
    const holder = there.find((each) => each.hosts.includes(host))
    if (holder) return { refused: `${host} is the address of ${holder.name} already.` }
  }
  return null
}
