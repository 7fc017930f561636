import type { Database } from '#database/database.ts'
import { newId } from '#database/identity.ts'
import { append } from '#database/ledger.ts'
import type { Role } from '#duty/roles.ts'
import { addPerson, grantRole, saveDepartment, saveKnown } from './people-store.ts'
import { examplePassword } from './password.ts'
import { hashPassword, savePassword } from './password-store.ts'

/** The example county, its two districts and a partner trust. None of them exists; nor does anyone in them. */
export const exampleOrganisations = [
  { shortName: 'barsetshire', name: 'Barsetshire County Council', kind: 'county council', colours: { header: '#14433d', accent: '#0f5c53' }, domain: 'barsetshire.example' },
  { shortName: 'northbarset', name: 'Northbarset District Council', kind: 'district council', colours: { header: '#1f3a5f', accent: '#1d5490' }, domain: 'northbarset.example' },
  { shortName: 'southbarset', name: 'Southbarset District Council', kind: 'district council', colours: { header: '#4a2545', accent: '#7a2f6f' }, domain: 'southbarset.example' },
  { shortName: 'barsetshire-health', name: 'Barsetshire Community Health NHS Trust', kind: 'NHS trust', colours: { header: '#003d6b', accent: '#005a9c' }, domain: 'health.barsetshire.example' },
] as const
export type ExampleOrganisation = (typeof exampleOrganisations)[number]

/** Is this the short name of one of them? */
export function isExample(shortName: string): boolean {
  return exampleOrganisations.some((each) => each.shortName === shortName)
}

export { examplePassword }

export interface ExamplePeople {
  /** People’s ids by their names, departments’ by theirs, and posts’, groups’, teams’ and partners’ by theirs. */
  readonly people: ReadonlyMap<string, string>
  readonly departments: ReadonlyMap<string, string>
  readonly known: ReadonlyMap<string, string>
  readonly signIns: readonly ExampleSignIn[]
}

export interface ExampleSignIn { readonly name: string; readonly email: string; readonly does: string }

/** Fills one organisation of the example, which is in the directory already, with its people. Call it once, in a transaction of that organisation. */
export async function addExamplePeople(db: Database, organisation: string, example: ExampleOrganisation, now: Temporal.Instant, request = 'example'): Promise<ExamplePeople> {
  const cast = casts[example.shortName]
  const departments = new Map<string, string>()
  for (const { name, alsoKnownAs } of cast.departments) {
    const id = newId()
    departments.set(name, id)
    await saveDepartment(db, organisation, { id, name, alsoKnownAs, closedOn: null })
  }
  const departmentOf = (short: string): string | null => {
    const found = cast.departments.find((each) => each.short === short)
    return found ? departments.get(found.name) ?? null : null
  }

  const hash = await hashPassword(examplePassword)
  const people = new Map<string, string>()
  const signIns: ExampleSignIn[] = []
  for (const { name, post, department, roles } of cast.people) {
    const email = addressOf(name, example)
    const id = await addPerson(db, organisation, { name, email, jobTitle: post, department: departmentOf(department), state: 'active' }, now)
    people.set(name, id)
    await savePassword(db, organisation, id, hash, now)
    for (const { role, in: short } of roles) await grantRole(db, organisation, id, { role, department: short === undefined ? null : departmentOf(short) }, null, now)
    signIns.push({ name, email, does: roles.map(({ role, in: short }) => short === undefined ? role : `${role}, ${cast.departments.find((each) => each.short === short)?.name ?? short}`).join('; ') })
  }

  const known = new Map<string, string>()
  for (const { kind, name, alsoKnownAs = [], department, heldBy } of cast.known) {
    const id = newId()
    known.set(name, id)
    await saveKnown(db, organisation, { id, kind, name, alsoKnownAs, department: department === undefined ? null : departmentOf(department), heldBy: heldBy === undefined ? null : people.get(heldBy) ?? null })
  }
  await append(db, { organisation, person: 'system', request, now }, { did: 'people.example-made', on: { room: 'people', id: organisation }, detail: { people: people.size, departments: departments.size } })
  return { people, departments, known, signIns }
}

/** Whom to try the example as: the people of a body who do something beside their own work. Empty for a body that is not in the example. */
export function exampleSignIns(shortName: string): readonly ExampleSignIn[] {
  const example = exampleOrganisations.find((each) => each.shortName === shortName)
  return example === undefined ? [] : casts[example.shortName].people.map(({ name, roles, post }) => ({ name, email: addressOf(name, example), does: roles.length === 1 ? post : roles.filter(({ role }) => role !== 'employee').map(({ role }) => role).join(', ') }))
}

function addressOf(name: string, example: ExampleOrganisation): string {
  return `${name.toLowerCase().normalize('NFD').replaceAll(/[^a-z -]/g, '').replaceAll(' ', '.')}@${example.domain}`
}

interface Held { readonly role: Role; readonly in?: string }
interface Cast {
  readonly departments: readonly { readonly short: string; readonly name: string; readonly alsoKnownAs: readonly string[] }[]
  readonly people: readonly { readonly name: string; readonly post: string; readonly department: string; readonly roles: readonly Held[] }[]
  readonly known: readonly { readonly kind: 'post' | 'group' | 'team' | 'partner'; readonly name: string; readonly alsoKnownAs?: readonly string[]; readonly department?: string; readonly heldBy?: string }[]
}

const everyone: Held = { role: 'employee' }

const barsetshire: Cast = {
  departments: [
    { short: 'adults', name: 'Adults and Communities', alsoKnownAs: ['A&C', 'Adults & Communities', 'Adult Social Care'] },
    { short: 'children', name: 'Children and Families', alsoKnownAs: ['C&F', 'Children & Families', 'CFS', 'Children and Family Services'] },
    { short: 'corporate', name: 'Corporate Resources', alsoKnownAs: ['CR', 'Corporate Resources Department'] },
    { short: 'environment', name: 'Environment and Transport', alsoKnownAs: ['E&T', 'Environment & Transport'] },
    { short: 'health', name: 'Public Health', alsoKnownAs: ['PH'] },
    { short: 'chief', name: 'Chief Executive’s', alsoKnownAs: ["Chief Executive's", 'CE', 'Chief Executives', 'Chief Executive’s Department'] },
  ],
  people: [
    { name: 'Priya Nair', post: 'Equalities Manager', department: 'chief', roles: [{ role: 'equality lead' }, { role: 'publisher' }, everyone] },
    { name: 'Tom Aldous', post: 'Systems Manager', department: 'corporate', roles: [{ role: 'administrator' }, everyone] },
    { name: 'Grace Okafor', post: 'Head of Strategic HR', department: 'corporate', roles: [{ role: 'action lead', in: 'corporate' }, { role: 'board member' }, everyone] },
    { name: 'Daniel Whitcombe', post: 'Director of Corporate Resources', department: 'corporate', roles: [{ role: 'board chair' }, everyone] },
    { name: 'Samira Hussain', post: 'Workforce Intelligence Analyst', department: 'corporate', roles: [{ role: 'analyst' }, everyone] },
    { name: 'Marcus Bell', post: 'HR Adviser, Employee Relations', department: 'corporate', roles: [{ role: 'hr case worker' }, everyone] },
    { name: 'Joanna Kowalska', post: 'Recruitment Team Leader', department: 'corporate', roles: [{ role: 'recruiter' }, everyone] },
    { name: 'Ewan Sinclair', post: 'Head of Procurement', department: 'corporate', roles: [{ role: 'procurement officer' }, { role: 'action lead', in: 'corporate' }, everyone] },
    { name: 'Ruth Pemberton', post: 'Head of Internal Audit', department: 'corporate', roles: [{ role: 'auditor' }, everyone] },
    { name: 'Aisha Rahman', post: 'Service Manager, Independent Living', department: 'adults', roles: [{ role: 'action lead', in: 'adults' }, { role: 'assessment author', in: 'adults' }, everyone] },
    { name: 'Colin Fairweather', post: 'Assistant Director, Adults and Communities', department: 'adults', roles: [{ role: 'departmental group chair', in: 'adults' }, { role: 'board member' }, everyone] },
    { name: 'Nkechi Adeyemi', post: 'Libraries and Heritage Manager', department: 'adults', roles: [{ role: 'departmental group member', in: 'adults' }, everyone] },
    { name: 'Hannah Lightfoot', post: 'Head of Early Help', department: 'children', roles: [{ role: 'action lead', in: 'children' }, { role: 'departmental group member', in: 'children' }, everyone] },
    { name: 'Dev Chaudhary', post: 'Assistant Director, Children and Families', department: 'children', roles: [{ role: 'departmental group chair', in: 'children' }, { role: 'board member' }, everyone] },
    { name: 'Bronwen Rees', post: 'Admissions Policy Officer', department: 'children', roles: [{ role: 'assessment author', in: 'children' }, everyone] },
    { name: 'Kelvin Osei', post: 'Highways Access Manager', department: 'environment', roles: [{ role: 'action lead', in: 'environment' }, { role: 'assessment author', in: 'environment' }, everyone] },
    { name: 'Margaret Thorne', post: 'Assistant Director, Environment and Transport', department: 'environment', roles: [{ role: 'departmental group chair', in: 'environment' }, { role: 'board member' }, everyone] },
    { name: 'Liam Gallacher', post: 'Bus Network Planner', department: 'environment', roles: [{ role: 'departmental group member', in: 'environment' }, everyone] },
    { name: 'Fatoumata Diallo', post: 'Consultant in Public Health', department: 'health', roles: [{ role: 'action lead', in: 'health' }, { role: 'departmental group chair', in: 'health' }, everyone] },
    { name: 'Yusuf Karim', post: 'Community Safety Officer', department: 'chief', roles: [{ role: 'incident officer' }, { role: 'action lead', in: 'chief' }, everyone] },
    { name: 'Siobhan Delaney', post: 'Consultation and Engagement Officer', department: 'chief', roles: [{ role: 'engagement officer' }, everyone] },
    { name: 'Peter Ashdown', post: 'Head of Communications', department: 'chief', roles: [{ role: 'publisher' }, { role: 'departmental group chair', in: 'chief' }, everyone] },
    { name: 'Councillor Meena Joshi', post: 'Cabinet Member for Equalities', department: '', roles: [{ role: 'elected member' }] },
    { name: 'Councillor Robert Hale', post: 'Chair of the Scrutiny Commission', department: '', roles: [{ role: 'elected member' }] },
    { name: 'Olena Marchenko', post: 'Business Support Assistant', department: 'adults', roles: [everyone] },
    { name: 'George Tansley', post: 'Workforce Development Adviser', department: 'corporate', roles: [everyone] },
  ],
  known: [
    { kind: 'group', name: 'Equalities Board', alsoKnownAs: ['EB', 'Equality Board', 'The Board'], department: 'chief' },
    { kind: 'group', name: 'Adults and Communities Departmental Equality Group', alsoKnownAs: ['A&C DEG', 'Adults and Communities DEG'], department: 'adults' },
    { kind: 'group', name: 'Children and Families Departmental Equality Group', alsoKnownAs: ['C&F DEG', 'Children and Families DEG'], department: 'children' },
    { kind: 'group', name: 'Corporate Resources Departmental Equality Group', alsoKnownAs: ['CR DEG', 'Corporate Resources DEG'], department: 'corporate' },
    { kind: 'group', name: 'Environment and Transport Departmental Equality Group', alsoKnownAs: ['E&T DEG', 'Environment and Transport DEG'], department: 'environment' },
    { kind: 'group', name: 'Public Health Departmental Equality Group', alsoKnownAs: ['PH DEG', 'Public Health DEG'], department: 'health' },
    { kind: 'group', name: 'Chief Executive’s Departmental Equality Group', alsoKnownAs: ['CE DEG', "Chief Executive's DEG"], department: 'chief' },
    { kind: 'group', name: 'Departmental Equality Groups', alsoKnownAs: ['DEGs', 'DEG', 'All DEGs'] },
    { kind: 'group', name: 'Race Equality Staff Network', alsoKnownAs: ['REN', 'Black Workers’ Network', "Black Workers' Group"] },
    { kind: 'group', name: 'Disabled Workers’ Network', alsoKnownAs: ["Disabled Workers' Group", 'DWN'] },
    { kind: 'group', name: 'LGBT+ Staff Network', alsoKnownAs: ['LGBT Staff Network', 'LGBT+ Network'] },
    { kind: 'group', name: 'Carers’ Network', alsoKnownAs: ["Carers' Network", 'Staff Carers Network'] },
    { kind: 'group', name: 'Workers’ networks', alsoKnownAs: ["Workers' Groups", 'Staff networks', 'Employee networks'] },
    { kind: 'group', name: 'Barsetshire Equalities Challenge Group', alsoKnownAs: ['BECG', 'Equalities Challenge Group'] },
    { kind: 'group', name: 'Corporate Management Team', alsoKnownAs: ['CMT', 'Chief Officers'], department: 'chief' },
    { kind: 'group', name: 'Cabinet' },
    { kind: 'group', name: 'Scrutiny Commission', alsoKnownAs: ['Scrutiny'] },
    { kind: 'post', name: 'Equalities Manager', alsoKnownAs: ['Equality Manager', 'Corporate Equalities Manager'], department: 'chief', heldBy: 'Priya Nair' },
    { kind: 'post', name: 'Head of Strategic HR', alsoKnownAs: ['Head of HR', 'Strategic HR'], department: 'corporate', heldBy: 'Grace Okafor' },
    { kind: 'post', name: 'Director of Corporate Resources', department: 'corporate', heldBy: 'Daniel Whitcombe' },
    { kind: 'post', name: 'Head of Procurement', department: 'corporate', heldBy: 'Ewan Sinclair' },
    { kind: 'post', name: 'Head of Communications', alsoKnownAs: ['Communications Manager'], department: 'chief', heldBy: 'Peter Ashdown' },
    { kind: 'post', name: 'Cabinet Member for Equalities', alsoKnownAs: ['Lead Member', 'Lead Member for Equalities'], heldBy: 'Councillor Meena Joshi' },
    { kind: 'team', name: 'Policy and Equalities Team', alsoKnownAs: ['Policy Team', 'Equalities Team', 'Chief Executive’s Policy Team'], department: 'chief' },
    { kind: 'team', name: 'Human Resources', alsoKnownAs: ['HR', 'Strategic HR Team', 'People Services'], department: 'corporate' },
    { kind: 'team', name: 'Learning and Development', alsoKnownAs: ['L&D', 'Workforce Development'], department: 'corporate' },
    { kind: 'team', name: 'Commercial and Procurement Services', alsoKnownAs: ['Procurement', 'Corporate Commissioning Unit'], department: 'corporate' },
    { kind: 'team', name: 'Communications', alsoKnownAs: ['Comms', 'Communications Team', 'Corporate Communications'], department: 'chief' },
    { kind: 'team', name: 'Community Safety', alsoKnownAs: ['Community Safety Team'], department: 'chief' },
    { kind: 'partner', name: 'Northbarset District Council', alsoKnownAs: ['Northbarset DC', 'Northbarset'] },
    { kind: 'partner', name: 'Southbarset District Council', alsoKnownAs: ['Southbarset DC', 'Southbarset'] },
    { kind: 'partner', name: 'District councils', alsoKnownAs: ['Districts', 'District and Borough Councils'] },
    { kind: 'partner', name: 'Barsetshire Community Health NHS Trust', alsoKnownAs: ['BCHT', 'NHS Trust', 'Community Health Trust'] },
    { kind: 'partner', name: 'Barsetshire Police', alsoKnownAs: ['Police'] },
    { kind: 'partner', name: 'Barsetshire Fire and Rescue Service', alsoKnownAs: ['BFRS', 'Fire and Rescue'] },
    { kind: 'partner', name: 'Voluntary Action Barsetshire', alsoKnownAs: ['VAB', 'Voluntary and community sector', 'VCS'] },
  ],
}

const northbarset: Cast = {
  departments: [
    { short: 'place', name: 'Place and Housing', alsoKnownAs: ['Housing'] },
    { short: 'people', name: 'People and Communities', alsoKnownAs: ['Communities'] },
    { short: 'resources', name: 'Resources', alsoKnownAs: ['Corporate Services'] },
  ],
  people: [
    { name: 'Imogen Clay', post: 'Policy and Performance Manager', department: 'resources', roles: [{ role: 'equality lead' }, { role: 'administrator' }, everyone] },
    { name: 'Tariq Mahmood', post: 'Housing Options Manager', department: 'place', roles: [{ role: 'action lead', in: 'place' }, everyone] },
    { name: 'Wendy Shaw', post: 'Communities Manager', department: 'people', roles: [{ role: 'action lead', in: 'people' }, everyone] },
    { name: 'Councillor Alan Pike', post: 'Portfolio Holder for Communities', department: '', roles: [{ role: 'elected member' }] },
  ],
  known: [
    { kind: 'group', name: 'Equality Steering Group', alsoKnownAs: ['ESG'] },
    { kind: 'partner', name: 'Barsetshire County Council', alsoKnownAs: ['BCC', 'County Council'] },
  ],
}

const southbarset: Cast = {
  departments: [
    { short: 'regeneration', name: 'Regeneration', alsoKnownAs: [] },
    { short: 'customer', name: 'Customer and Digital', alsoKnownAs: ['Customer Services'] },
  ],
  people: [
    { name: 'Neil Forsyth', post: 'Head of Corporate Strategy', department: 'customer', roles: [{ role: 'equality lead' }, { role: 'administrator' }, everyone] },
    { name: 'Zainab Bello', post: 'Customer Services Manager', department: 'customer', roles: [{ role: 'action lead', in: 'customer' }, everyone] },
    { name: 'Carys Morgan', post: 'Regeneration Officer', department: 'regeneration', roles: [{ role: 'assessment author', in: 'regeneration' }, everyone] },
  ],
  known: [{ kind: 'partner', name: 'Barsetshire County Council', alsoKnownAs: ['BCC', 'County Council'] }],
}

const barsetshireHealth: Cast = {
  departments: [
    { short: 'workforce', name: 'Workforce and Inclusion', alsoKnownAs: ['HR and OD'] },
    { short: 'services', name: 'Community Services', alsoKnownAs: [] },
  ],
  people: [
    { name: 'Adaeze Nwosu', post: 'Head of Equality, Diversity and Inclusion', department: 'workforce', roles: [{ role: 'equality lead' }, { role: 'administrator' }, everyone] },
    { name: 'Simon Lockwood', post: 'Workforce Information Analyst', department: 'workforce', roles: [{ role: 'analyst' }, everyone] },
    { name: 'Harpreet Gill', post: 'Locality Manager', department: 'services', roles: [{ role: 'action lead', in: 'services' }, everyone] },
  ],
  known: [{ kind: 'group', name: 'Inclusion Council' }, { kind: 'partner', name: 'Barsetshire County Council', alsoKnownAs: ['BCC'] }],
}

const casts: Readonly<Record<ExampleOrganisation['shortName'], Cast>> = { barsetshire, northbarset, southbarset, 'barsetshire-health': barsetshireHealth }
