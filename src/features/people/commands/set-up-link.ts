import type { Database } from '#database/database.ts'
import { append } from '#database/ledger.ts'
import type { Role } from '#duty/roles.ts'
import { paths } from '../paths.ts'
import { addPerson, findPersonByEmail, grantRole, listHolders, savePerson } from '../people-store.ts'
import { mayBeGranted } from '../person.ts'
import { makeLink } from '../sign-in-store.ts'

/**
 * The link, for the terminal to print, by which the first administrator of this body makes their own account. Null when there
 * is an administrator who can sign in. Each call makes a new link, and the one before stops working.
 */
export async function setUpLink(db: Database, organisation: string, origin: string, now: Temporal.Instant): Promise<string | null> {
  if ((await listHolders(db, organisation, 'administrator')).length > 0) return null
  const token = await makeLink(db, organisation, null, 'set up', now)
  await append(db, { organisation, person: 'system', request: 'terminal', now }, { did: 'people.set-up-link-made', on: { room: 'people', id: organisation } })
  return `${origin}${paths.choosePassword.to()}?key=${token}`
}

export interface PersonByHand { readonly name: string; readonly email: string; readonly roles: readonly Role[] }

/**
 * `due-regard person add`: somebody who holds the machine puts a person on record, or finds the one with this address, gives
 * them roles for the whole body, and gets a link to hand over. Or says, in words, why not.
 */
export async function addPersonByHand(db: Database, organisation: string, asked: PersonByHand, origin: string, now: Temporal.Instant): Promise<{ readonly link: string } | { readonly refused: string }> {
  const found = await findPersonByEmail(db, organisation, asked.email)
  if (found?.state === 'suspended' || found?.state === 'left') return { refused: `${found.name} has been ${found.state === 'left' ? 'marked as having left' : 'suspended'}. An administrator brings them back.` }
  let holds = found?.grants ?? []
  const missing = asked.roles.filter((role, at) => asked.roles.indexOf(role) === at && !holds.some((grant) => grant.role === role && grant.department === null))
  for (const role of missing) {
    const refused = mayBeGranted({ name: found?.name ?? asked.name, state: 'invited', grants: holds }, { role, department: null })
    if (refused) return refused
    holds = [...holds, { id: '', role, department: null, grantedBy: null, grantedAt: now }]
  }
  const id = found?.id ?? await addPerson(db, organisation, { name: asked.name, email: asked.email, jobTitle: '', department: null, state: 'invited' }, now)
  if (found?.state === 'recorded') await savePerson(db, organisation, { ...found, state: 'invited' })
  for (const role of missing) await grantRole(db, organisation, id, { role, department: null }, null, now)
  const token = await makeLink(db, organisation, id, 'set up', now)
  await append(db, { organisation, person: 'system', request: 'terminal', now }, { did: 'people.added-by-hand', on: { room: 'people', id }, after: { name: found?.name ?? asked.name, email: asked.email, roles: [...asked.roles] } })
  return { link: `${origin}${paths.choosePassword.to()}?key=${token}` }
}
