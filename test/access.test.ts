/**
 * Every declared page, opened and sent by every kind of person. What each may do is written to docs/access.md, which a
 * person reviews in the diff: this test fails when the file does not say what the house does. To write it again:
 *
 *     DUE_REGARD_WRITE_ACCESS=yes npm test -- access
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { roles, type Role } from '#duty/roles.ts'
import { rooms } from '#rooms.ts'
import { house, type House, type Visitor } from './house.ts'
import { prepareSamples, type Sample } from './sample-addresses.ts'

const file = resolve(import.meta.dirname, '../docs/access.md')

/** The kinds of people: each role alone and for the whole body, and those for whom a department or their own name makes the difference. */
type Kind = 'anyone' | 'signed in, with no role' | Role | `${Role}, for the department` | `${Role}, for another department` | 'the lead of the action' | 'the author of the assessment'

const kinds: readonly { readonly kind: Kind; readonly role: Role | null; readonly department: 'this' | 'another' | null }[] = [
  { kind: 'signed in, with no role', role: null, department: null },
  ...roles.map((role) => ({ kind: role, role, department: null })),
  { kind: 'equality lead, for the department', role: 'equality lead', department: 'this' }, { kind: 'equality lead, for another department', role: 'equality lead', department: 'another' },
  { kind: 'publisher, for the department', role: 'publisher', department: 'this' }, { kind: 'departmental group chair, for the department', role: 'departmental group chair', department: 'this' },
  { kind: 'administrator, for the department', role: 'administrator', department: 'this' },
  { kind: 'the lead of the action', role: 'employee', department: null }, { kind: 'the author of the assessment', role: 'employee', department: null },
]

/** `sends` is null for what is no form; `hasForm` is false for a page that has nothing to send on it although it could have. */
interface Found { readonly sample: Sample; readonly opens: readonly Kind[]; readonly sends: readonly Kind[] | null; readonly hasForm: boolean }

test('every page is open to those whom docs/access.md names, and to nobody else', async (t) => {
  await using council = await house({ settings: { OIDC_ISSUER: 'http://localhost:9', OIDC_CLIENT_ID: 'due-regard', OIDC_CLIENT_SECRET: 'not a secret' } })
  const samples = await prepareSamples(council, rooms.flatMap((room) => room.pages))
  const people = await addPeople(council)
  const found = await walk(council, samples, people)

  await t.test('every page can be opened by somebody', () => {
    assert.deepEqual(found.filter((each) => each.opens.length === 0).map((each) => `${each.sample.page.path.pattern} (${each.sample.url})`), [])
  })
  await t.test('whoever may send a form may open it, and the other way round, unless the room says otherwise', () => {
    assert.deepEqual(found.filter((each) => each.sends !== null && each.sends.join() !== each.opens.join() && (each.hasForm || each.sends.length > 0)).map((each) => `${each.sample.page.path.pattern} is opened by ${each.opens.join(', ')} and sent by ${each.sends?.join(', ')}`), [])
  })
  const written = document(found)
  if (process.env['DUE_REGARD_WRITE_ACCESS'] !== undefined) writeFileSync(file, written)
  await t.test('docs/access.md says what the house does', () => {
    assert.equal(existsSync(file) ? readFileSync(file, 'utf8') : '', written, 'docs/access.md is not what the house does. If the change is meant, write it again: DUE_REGARD_WRITE_ACCESS=yes npm test -- access')
  })
})

async function addPeople(council: House): Promise<ReadonlyMap<Kind, Visitor>> {
  const organisation = await council.organisation()
  const department = async (name: string): Promise<string> => (await council.database.asOwner<{ id: string }>('select id from people.department where organisation_id = $1 and name = $2', [organisation, name]))[0]!.id
  const departments = { this: await department('Corporate Resources'), another: await department('Public Health') }
  const people = new Map<Kind, Visitor>([['anyone', council.visitor()]])
  for (const [number, { kind, role, department }] of kinds.entries()) {
    const [id, email] = [crypto.randomUUID(), `person-${number}@barsetshire.example`]
    await council.database.asOwner(`insert into people.person (organisation_id, id, name, email, job_title, department_id, also_known_as, state, added_at) values ($1, $2, $3, $4, '', null, '{}', 'active', $5)`, [organisation, id, `Person ${number}`, email, council.now().toString()])
    if (role !== null) await council.database.asOwner('insert into people.granted_role (organisation_id, id, person_id, role, department_id, granted_by, granted_at) values ($1, $2, $3, $4, $5, null, $6)', [organisation, crypto.randomUUID(), id, role, department === null ? null : departments[department], council.now().toString()])
    if (kind === 'the lead of the action') await council.database.asOwner(`update action_plan.action set lead_person_id = $2, lead_name = $3, lead_known_id = null where organisation_id = $1`, [organisation, id, `Person ${number}`])
    if (kind === 'the lead of the action') await council.database.asOwner('update action_plan.asking set person_id = $2 where organisation_id = $1', [organisation, id])
    if (kind === 'the lead of the action') await council.database.asOwner(`insert into governance.membership (organisation_id, membership_id, body_id, person_id, name, role, is_senior, name_is_public, from_on) select organisation_id, $2, body_id, $3, $4, 'member', false, false, $5 from governance.body where organisation_id = $1 and name = 'The Sample Circle'`, [organisation, crypto.randomUUID(), id, `Person ${number}`, council.today().toString()])
    if (kind === 'the author of the assessment') {
      await council.database.asOwner(`update impact_assessments.screening set by_person_id = $2 where organisation_id = $1 and state = 'answering'`, [organisation, id])
      await council.database.asOwner(`update impact_assessments.assessment set lead_id = $2 where organisation_id = $1 and stage = 'drafting'`, [organisation, id])
    }
    people.set(kind, await council.as(email))
  }
  // Each action that a sample is about is led by the one person, and belongs to the one department.
  await council.database.asOwner('update action_plan.action set department_id = $2 where organisation_id = $1', [organisation, departments.this])
  return people
}

/** Opens each page as each kind of person; then sends each form as each of them, when nothing of the rooms can be written any more, so that no answer changes what the next one finds. */
async function walk(council: House, samples: readonly Sample[], people: ReadonlyMap<Kind, Visitor>): Promise<readonly Found[]> {
  const ask = async (sample: Sample, method: 'get' | 'post'): Promise<{ readonly may: readonly Kind[]; readonly hasForm: boolean }> => {
    const isSigningIn = sample.page.path.pattern.startsWith('/sign-')
    const answers = await Promise.all([...people].map(async ([kind, visitor]) => {
      for (const [name, value] of Object.entries(sample.cookies)) (visitor.cookies as Map<string, string>).set(name, value)
      const answer = method === 'get' ? await visitor.get(sample.url) : await visitor.post(sample.url, {})
      for (const name of Object.keys(sample.cookies)) (visitor.cookies as Map<string, string>).delete(name)
      if (method === 'get') assert.ok(answer.status < 500, `${sample.url} answers ${answer.status} to ${kind}: ${answer.text}`)
      const sentToSignIn = !isSigningIn && /^\/sign-in($|\?next=)/.test(answer.goesTo ?? '')
      return { kind, may: answer.status !== 403 && answer.status !== 404 && !sentToSignIn, hasForm: /<form method="post" action="[^"]*" novalidate/.test(answer.html) }
    }))
    return { may: answers.filter((each) => each.may).map((each) => each.kind), hasForm: answers.some((each) => each.may && each.hasForm) }
  }
  const opened = new Map<Sample, Awaited<ReturnType<typeof ask>>>()
  for (const sample of samples) opened.set(sample, await ask(sample, 'get'))

  const schemas = await council.database.asOwner<{ name: string }>(`select distinct table_schema as name from information_schema.role_table_grants where grantee = 'due_regard_app' and privilege_type in ('INSERT', 'UPDATE', 'DELETE') and table_schema not in ('ledger', 'web')`)
  for (const { name } of schemas) await council.database.asOwner(`revoke insert, update, delete on all tables in schema ${name} from due_regard_app`)
  const found: Found[] = []
  for (const sample of samples) {
    const isForm = sample.page.kind === 'form' || sample.page.kind === 'open form'
    found.push({ sample, opens: opened.get(sample)?.may ?? [], hasForm: opened.get(sample)?.hasForm === true, sends: isForm ? (await ask(sample, 'post')).may : null })
  }
  return found
}

function document(found: readonly Found[]): string {
  const all = kinds.map((each) => each.kind)
  const inWords = (may: readonly Kind[]): string => {
    if (may.includes('anyone')) return 'anyone'
    if (may.length === 0) return 'nobody'
    const [missing, everyone] = [all.filter((kind) => !may.includes(kind)), all.filter((kind) => may.includes(kind))]
    if (missing.length === 0) return 'everyone who is signed in'
    if (missing.length === 1 && missing[0] === 'signed in, with no role') return 'everyone with a role here'
    return everyone.filter((kind) => !kind.includes(', for') || !everyone.includes(kind.split(',')[0] as Kind) || kind.endsWith('for another department')).join('; ')
  }
  const rows = found.map(({ sample: { page }, opens }) => ({ pattern: page.path.pattern, kind: page.kind, opens })).sort((a, b) => a.pattern < b.pattern ? -1 : 1)
    .map(({ pattern, kind, opens }) => `| \`${pattern}\` | ${{ page: 'page', download: 'file', feed: 'calendar', form: 'form', 'open form': 'form', arrival: 'return', public: 'public page' }[kind]} | ${inWords(opens)} |`)
  return `# Who may do what

Written by \`test/access.test.ts\`, which opens and sends every page as every kind of person, and fails when this file does not say what the house does. The rules stand in each room’s \`access.ts\`. Forms are open to the same people when they are sent as when they are opened.

A role held for the whole body counts for each of its departments; where holding it for a department is enough, that is said. “The lead of the action” is an employee with no other role who leads the action that the page is about, and “the author of the assessment” one who writes it. An auditor’s reading of special-category data would itself be in the ledger; no page here shows any.

| Address | What it is | Who may open it |
|---|---|---|
${rows.join('\n')}
`
}
