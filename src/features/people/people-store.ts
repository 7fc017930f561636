import { sql, type Selectable } from 'kysely'
import type { Database, Reading } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { roles, type Grant, type Role } from '#duty/roles.ts'
import type { Organisation } from '#web/organisation.ts'
import { plainName, type Colleague, type Department, type Known, type KnownKind, type PersonState } from './person.ts'
import type { PeopleTables } from './tables.ts'

/** Which people a list is narrowed to, and what part of it is asked for. */
export interface PeopleAsked {
  readonly words?: string
  readonly state?: PersonState | null
  readonly role?: Role | null
  readonly department?: string | null
  readonly sort?: 'name' | 'department' | 'state'
  readonly down?: boolean
  readonly limit?: number
  readonly offset?: number
}

/** People by name, with their roles. Everybody, unless it is narrowed. */
export async function listPeople(db: Reading, organisation: string, asked: PeopleAsked = {}): Promise<readonly Colleague[]> {
  const order = asked.down ? 'desc' as const : 'asc' as const
  const words = asked.words?.trim() ?? ''
  const rows = await db.selectFrom('people.person as person')
    .leftJoin('people.department as department', (join) => join.onRef('department.organisation_id', '=', 'person.organisation_id').onRef('department.id', '=', 'person.department_id'))
    .selectAll('person')
    .where('person.organisation_id', '=', organisation)
    .$if(words !== '', (query) => query.where(sql<boolean>`person.name || ' ' || person.email || ' ' || person.job_title ilike ${`%${words.replaceAll(/[\\%_]/g, '\\$&')}%`}`))
    .$if(!!asked.state, (query) => query.where('person.state', '=', asked.state ?? 'active'))
    .$if(!!asked.department, (query) => query.where('person.department_id', '=', asked.department ?? null))
    .$if(!!asked.role, (query) => query.where((is) => is.exists(is.selectFrom('people.granted_role as granted').select('granted.id')
      .whereRef('granted.organisation_id', '=', 'person.organisation_id').whereRef('granted.person_id', '=', 'person.id').where('granted.role', '=', asked.role ?? 'employee'))))
    .$if(asked.sort === 'department', (query) => query.orderBy(sql`lower(department.name)`, order))
    .$if(asked.sort === 'state', (query) => query.orderBy('person.state', order))
    .orderBy(sql`person.name collate "en-GB-x-icu"`, asked.sort === undefined || asked.sort === 'name' ? order : 'asc').orderBy('person.id')
    .limit(asked.limit ?? 100_000).offset(asked.offset ?? 0)
    .execute()
  return withGrants(db, organisation, rows)
}

export async function findPerson(db: Reading, organisation: string, id: string): Promise<Colleague | null> {
  if (!isId(id)) return null
  const row = await db.selectFrom('people.person').selectAll().where('organisation_id', '=', organisation).where('id', '=', id).executeTakeFirst()
  return row ? (await withGrants(db, organisation, [row]))[0] ?? null : null
}

export async function findPersonByEmail(db: Reading, organisation: string, email: string): Promise<Colleague | null> {
  const row = await db.selectFrom('people.person').selectAll().where('organisation_id', '=', organisation).where(sql`lower(email)`, '=', email.trim().toLowerCase()).executeTakeFirst()
  return row ? (await withGrants(db, organisation, [row]))[0] ?? null : null
}

/** Those who hold this role and can sign in; for one department, those who hold it there or for the whole body. */
export async function listHolders(db: Reading, organisation: string, role: Role, department?: string): Promise<readonly Colleague[]> {
  const people = await listPeople(db, organisation, { role, state: 'active' })
  return department === undefined ? people : people.filter((person) => person.grants.some((grant) => grant.role === role && (grant.department === null || grant.department === department)))
}

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly jobTitle: string
  readonly department: string | null
  readonly alsoKnownAs?: readonly string[]
  readonly state: PersonState
}

/** Gives the new person's id. An e-mail address that someone here has already breaks `person_email`: look first. */
export async function addPerson(db: Database, organisation: string, person: NewPerson, now: Temporal.Instant): Promise<string> {
  const id = newId()
  await db.insertInto('people.person').values({
    organisation_id: organisation, id, name: person.name, email: person.email, job_title: person.jobTitle, department_id: person.department,
    also_known_as: [...person.alsoKnownAs ?? []], state: person.state, added_at: now.toString(),
  }).execute()
  return id
}

/** Name, post, department, other spellings, e-mail address and state; roles are given and taken by `grantRole` and `takeRole`. */
export async function savePerson(db: Database, organisation: string, person: Omit<Colleague, 'grants'>): Promise<void> {
  await db.updateTable('people.person').set({
    name: person.name, email: person.email, job_title: person.jobTitle, department_id: person.department, also_known_as: [...person.alsoKnownAs], state: person.state,
  }).where('organisation_id', '=', organisation).where('id', '=', person.id).execute()
}

export async function grantRole(db: Database, organisation: string, person: string, grant: Grant, by: string | null, now: Temporal.Instant): Promise<string> {
  const id = newId()
  await db.insertInto('people.granted_role').values({ organisation_id: organisation, id, person_id: person, role: grant.role, department_id: grant.department, granted_by: by, granted_at: now.toString() }).execute()
  return id
}

/** Takes one role away, or all of them when none is named. */
export async function takeRole(db: Database, organisation: string, person: string, grant?: string): Promise<void> {
  await db.deleteFrom('people.granted_role').where('organisation_id', '=', organisation).where('person_id', '=', person)
    .$if(grant !== undefined, (query) => query.where('id', '=', grant ?? '')).execute()
}

/** Departments by name; those that have closed are left out unless asked for. */
export async function listDepartments(db: Reading, organisation: string, asked: { readonly closedToo?: boolean } = {}): Promise<readonly Department[]> {
  const rows = await db.selectFrom('people.department').selectAll().where('organisation_id', '=', organisation)
    .$if(asked.closedToo !== true, (query) => query.where('closed_on', 'is', null)).orderBy(sql`name collate "en-GB-x-icu"`).execute()
  return rows.map(toDepartment)
}

/** The departments that this person works in or holds a role for. */
export async function departmentsOf(db: Reading, organisation: string, person: string): Promise<readonly Department[]> {
  const [everything, found] = [await listDepartments(db, organisation, { closedToo: true }), await findPerson(db, organisation, person)]
  return everything.filter((department) => department.id === found?.department || found?.grants.some((grant) => grant.department === department.id) === true)
}

/** Adds the department, or changes the one that has this id. */
export async function saveDepartment(db: Database, organisation: string, department: Department): Promise<void> {
  const row = { name: department.name, also_known_as: [...department.alsoKnownAs], closed_on: department.closedOn?.toString() ?? null }
  await db.insertInto('people.department').values({ organisation_id: organisation, id: department.id, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(row)).execute()
}

/** Every name that a plan may call somebody by: departments, people who have not left, posts, groups, teams and partners. */
export async function listKnown(db: Reading, organisation: string): Promise<readonly Known[]> {
  const departments = await listDepartments(db, organisation)
  const people = await db.selectFrom('people.person').select(['id', 'name', 'also_known_as', 'department_id']).where('organisation_id', '=', organisation).where('state', '!=', 'left').orderBy('name').execute()
  return [
    ...departments.map((each) => ({ id: each.id, kind: 'department' as const, name: each.name, alsoKnownAs: each.alsoKnownAs, heldBy: null, department: each.id })),
    ...people.map((each) => ({ id: each.id, kind: 'person' as const, name: each.name, alsoKnownAs: each.also_known_as, heldBy: null, department: each.department_id })),
    ...await listKnownBesides(db, organisation),
  ]
}

export type KnownBesides = Known & { readonly kind: Exclude<KnownKind, 'department' | 'person'> }

/** Posts, groups, teams and partner bodies, by kind and name. */
export async function listKnownBesides(db: Reading, organisation: string): Promise<readonly KnownBesides[]> {
  const rows = await db.selectFrom('people.known').selectAll().where('organisation_id', '=', organisation).orderBy('kind').orderBy(sql`name collate "en-GB-x-icu"`).execute()
  return rows.map((row) => ({ id: row.id, kind: row.kind, name: row.name, alsoKnownAs: row.also_known_as, heldBy: row.held_by, department: row.department_id }))
}

export async function saveKnown(db: Database, organisation: string, known: KnownBesides): Promise<void> {
  const row = { kind: known.kind, name: known.name, also_known_as: [...known.alsoKnownAs], department_id: known.department, held_by: known.heldBy }
  await db.insertInto('people.known').values({ organisation_id: organisation, id: known.id, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doUpdateSet(row)).execute()
}

export async function dropKnown(db: Database, organisation: string, id: string): Promise<void> {
  await db.deleteFrom('people.known').where('organisation_id', '=', organisation).where('id', '=', id).execute()
}

/** The body's own name and colours. Its short name, which addresses and files are made of, stays. */
export async function saveOrganisation(db: Database, organisation: Organisation): Promise<void> {
  await db.updateTable('directory.organisation').set({
    name: organisation.name, kind: organisation.kind, contact_email: organisation.contactEmail, header_colour: organisation.colours.header, accent_colour: organisation.colours.accent,
  }).where('id', '=', organisation.id).execute()
}

export interface ListedOrganisation { readonly id: string; readonly name: string; readonly shortName: string; readonly hosts: readonly string[] }

/** Every body of this installation with its web addresses, the first one first. Who is here is no secret from anybody. */
export async function listOrganisations(db: Reading): Promise<readonly ListedOrganisation[]> {
  const bodies = await db.selectFrom('directory.organisation').select(['id', 'name', 'short_name']).orderBy('made_at').orderBy('id').execute()
  const hosts = Map.groupBy(await db.selectFrom('directory.host').selectAll().orderBy('host').execute(), (each) => each.organisation_id)
  return bodies.map((body) => ({ id: body.id, name: body.name, shortName: body.short_name, hosts: (hosts.get(body.id) ?? []).map((each) => each.host) }))
}

/** As the database’s owner: the program that answers visitors adds nobody. */
export async function addOrganisation(db: Database, organisation: Omit<ListedOrganisation, 'hosts'> & { readonly kind: string }, now: Temporal.Instant): Promise<void> {
  await db.insertInto('directory.organisation').values({ id: organisation.id, name: organisation.name, short_name: organisation.shortName, kind: organisation.kind, made_at: now.toString() }).execute()
}

/** As the database’s owner. */
export async function giveAddress(db: Database, organisation: string, host: string): Promise<void> {
  await db.insertInto('directory.host').values({ host, organisation_id: organisation }).execute()
}

/** Is there already something of this kind with this name or spelling, other than the thing with this id? */
export function hasSameName(all: readonly Pick<Known, 'id' | 'name' | 'alsoKnownAs'>[], name: string, id: string | null): boolean {
  const plain = plainName(name)
  return all.some((each) => each.id !== id && [each.name, ...each.alsoKnownAs].some((spelling) => plainName(spelling) === plain))
}

async function withGrants(db: Reading, organisation: string, rows: readonly Selectable<PeopleTables['people.person']>[]): Promise<readonly Colleague[]> {
  if (rows.length === 0) return []
  const grants = await db.selectFrom('people.granted_role').selectAll().where('organisation_id', '=', organisation)
    .$if(rows.length <= 1000, (query) => query.where('person_id', 'in', rows.map((row) => row.id))).orderBy('granted_at').orderBy('id').execute()
  const byPerson = Map.groupBy(grants, (grant) => grant.person_id)
  return rows.map((row) => ({
    id: row.id, name: row.name, email: row.email, jobTitle: row.job_title, department: row.department_id, alsoKnownAs: row.also_known_as, state: row.state,
    lastSignedInAt: row.last_signed_in_at === null ? null : Temporal.Instant.from(row.last_signed_in_at),
    grants: (byPerson.get(row.id) ?? []).toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role)).map((grant) => ({ id: grant.id, role: grant.role, department: grant.department_id, grantedBy: grant.granted_by, grantedAt: Temporal.Instant.from(grant.granted_at) })),
  }))
}

function toDepartment(row: Selectable<PeopleTables['people.department']>): Department {
  return { id: row.id, name: row.name, alsoKnownAs: row.also_known_as, closedOn: row.closed_on === null ? null : Temporal.PlainDate.from(row.closed_on) }
}

/** An address may have anything typed in it; the database is asked only about ids. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}
