import assert from 'node:assert/strict'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Client } from 'pg'
import { connectOnce, openConnections } from '#database/connect.ts'
import { findViolations, rules } from '#database/lint.ts'
import { changing, reading } from '#database/transaction.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'

/** A table as a room would make it, to be broken in one way. */
const good = (name: string, more = '') => `create table trial.${name} (organisation_id uuid not null, id uuid not null, words text, at timestamptz, primary key (organisation_id, id)${more}); select house.tenant('trial.${name}');`

/** For every rule of the lint: what breaks it. Planted as the owner of everything, looked at, and rolled back. */
const planted: Readonly<Record<string, readonly string[]>> = {
  'Every table has row-level security, forced.': [`create table trial.t (organisation_id uuid not null, id uuid, primary key (organisation_id, id))`, `${good('t')} alter table trial.t no force row level security`, `${good('t')} alter table trial.t disable row level security`],
  'Every table of an organisation has its organisation_id, which is never empty.': [`create table trial.t (organisation_id uuid, id uuid primary key); select house.tenant('trial.t')`, `create table trial.t (id uuid primary key); grant usage on schema trial to due_regard_app; grant insert on trial.t to due_regard_app`, `create table trial.t (organisation_id text not null, id uuid, primary key (organisation_id, id))`],
  'Every policy lets an organisation see and write its own rows and no others.': [`${good('t')} create policy wide on trial.t using (true)`, `${good('t')} drop policy own_organisation on trial.t`, `${good('t')} alter policy own_organisation on trial.t with check (true)`, `${good('t')} create policy readers on trial.t for select to due_regard_app using (words is not null)`],
  'Every primary key begins with organisation_id.': [`create table trial.t (organisation_id uuid not null, id uuid primary key); select house.tenant('trial.t')`, `create table trial.t (organisation_id uuid not null, id uuid, primary key (id, organisation_id)); select house.tenant('trial.t')`, `create table trial.t (organisation_id uuid not null); select house.tenant('trial.t')`],
  'Every unique index begins with organisation_id.': [good('t', ', unique (words)'), `${good('t')} create unique index on trial.t (words, organisation_id)`, `${good('t')} create unique index on trial.t (lower(words))`],
  'Every other index begins with organisation_id.': [`${good('t')} create index on trial.t (words)`, `${good('t')} create index on trial.t (lower(words), organisation_id)`],
  'Every foreign key to a table of organisations has organisation_id in it.': [`${good('t', ', unique (id)')} ${good('u', ', t uuid references trial.t (id)')}`],
  'No view passes over row-level security.': [`${good('t')} create view trial.v as select * from trial.t`, `${good('t')} create materialized view trial.v as select * from trial.t`, `${good('t')} create view trial.v with (security_invoker = false) as select * from trial.t`],
  'No function runs with another’s rights, but the door to the queue of jobs.': [`create function trial.f() returns int language sql security definer as 'select 1'`, `reset role; alter function jobs.enqueue reset search_path`],
  'Nobody who can sign in passes over row-level security, but the one who keeps the server.': ['reset role; create role trial_reader login bypassrls', 'reset role; create role trial_super login superuser'],
  'The owner of the tables cannot sign in.': ['reset role; alter role due_regard_owner login', `${good('t')} reset role; alter table trial.t owner to postgres`],
  'The app’s role owns nothing, and is a member of nothing.': [`${good('t')} reset role; alter table trial.t owner to due_regard_app`, 'reset role; grant due_regard_owner to due_regard_app', 'reset role; grant pg_read_all_data to due_regard_app'],
  'The app can neither truncate, refer to, nor put triggers on a table, nor make anything.': [`${good('t')} grant truncate on trial.t to due_regard_app`, `${good('t')} grant references on trial.t to public`, `${good('t')} grant trigger on trial.t to due_regard_app`, 'grant create on schema trial to due_regard_app', 'reset role; do $$ begin execute format(\'grant temp on database %I to public\', current_database()); end $$'],
  'The ledger is only added to.': ['grant update on ledger.entry to due_regard_app', 'grant delete on ledger.body to due_regard_app', 'drop trigger append_only on ledger.entry', 'alter table ledger.head disable trigger only_next', 'grant delete on ledger.checkpoint to public'],
  'No table counts with a sequence.': [`create table trial.t (organisation_id uuid not null, id int generated always as identity, primary key (organisation_id, id))`, `create sequence trial.s`],
  'Ids are made by the program, not by a default.': [`create table trial.t (organisation_id uuid not null, id uuid default gen_random_uuid(), primary key (organisation_id, id)); select house.tenant('trial.t')`],
  'No exclusion or deferrable constraint, GiST index, rule, inheritance or stored computation.': [`${good('t')} alter table trial.t add constraint later unique (organisation_id, words) deferrable`, `${good('t')} alter table trial.t add column during tstzrange; create index on trial.t using gist (during)`, `${good('t')} create rule r as on delete to trial.t do instead nothing`, `${good('t')} create table trial.child () inherits (trial.t)`],
  'The only triggers are the guards of the append-only tables.': [`${good('t')} create function trial.f() returns trigger language plpgsql as 'begin return new; end'; create trigger g before insert on trial.t for each row execute function trial.f()`],
  'No function listens, notifies or takes an advisory lock.': [`create function trial.f() returns void language sql as 'select pg_advisory_lock(1)'`, `create function trial.f() returns void language plpgsql as 'begin perform pg_notify(''a'', ''b''); end'`],
  'Instants know their time zone, and are called _at; days are called _on.': [`${good('t')} alter table trial.t add column seen_at timestamp`, `${good('t')} alter table trial.t add column due_at date`, `${good('t')} alter table trial.t add column seen timestamptz`],
  'Nothing lies in the public schema.': ['reset role; create table public.t (x int)'],
}

describe('The shape of the database', () => {
  let house: FreshDatabase
  let client: Client
  before(async () => {
    house = await freshDatabase()
    client = await connectOnce(house.owner)
  })
  after(async () => { await client.end(); await house[Symbol.asyncDispose]() })

  test('every rule holds in every room', async () => {
    const findings = await findViolations(client)
    assert.deepEqual(findings.map((each) => `${each.rule.says} Not so: ${each.found.join(', ')}`), [])
    const [tables] = (await client.query<{ rooms: string; tables: string }>(`select count(distinct relnamespace) as rooms, count(*) as tables from pg_class join pg_namespace n on n.oid = relnamespace where relkind = 'r' and nspname in ('ledger', 'house', 'people', 'web', 'mail')`)).rows
    assert.ok(Number(tables?.rooms) >= 5 && Number(tables?.tables) >= 15, 'the rules were asked of an almost empty database')
  })

  for (const rule of rules) {
    test(`what breaks it is found: ${rule.says}`, async () => {
      const violations = planted[rule.says] ?? []
      assert.ok(violations.length > 0, 'no violation of this rule is planted, so nothing shows that it works')
      for (const violation of violations) {
        await client.query('begin')
        try {
          await client.query('create schema trial authorization due_regard_owner; set local role due_regard_owner')
          await client.query(violation)
          await client.query('reset role')
          assert.equal((await findViolations(client, [rule])).length, 1, violation)
        } finally { await client.query('rollback') }
      }
    })
  }

  test('a table made as it should be breaks no rule', async () => {
    await client.query('begin')
    try {
      await client.query(`create schema trial authorization due_regard_owner; set local role due_regard_owner; ${good('t', ', unique (organisation_id, words)')} ${good('u', ', t uuid, foreign key (organisation_id, t) references trial.t (organisation_id, id)')}
        create table trial.kind (code text primary key, name text); select house.reference('trial.kind'); create view trial.v with (security_invoker = true) as select * from trial.t; create index on trial.t (organisation_id, at); reset role`)
      assert.deepEqual(await findViolations(client), [])
    } finally { await client.query('rollback') }
  })
})

describe('The wall between organisations', () => {
  let house: FreshDatabase
  let county: string
  let district: string
  const countyRow = crypto.randomUUID()
  const districtRow = crypto.randomUUID()
  before(async () => {
    house = await freshDatabase()
    county = await house.addOrganisation('barsetshire')
    district = await house.addOrganisation('plumstead')
    await house.asOwner(`create schema trial authorization due_regard_owner; set role due_regard_owner;
      ${good('plan', ', unique (organisation_id, words)')} ${good('action', ', plan uuid, foreign key (organisation_id, plan) references trial.plan (organisation_id, id)')}`)
    for (const [organisation, id] of [[county, countyRow], [district, districtRow]]) await house.asOwner('insert into trial.plan values ($1, $2, $3, now())', [organisation, id, `secret of ${organisation}`])
  })
  after(() => house[Symbol.asyncDispose]())

  /** As the app, inside the county. */
  const asCounty = async (statement: string, values: readonly unknown[] = []) => {
    const client = await connectOnce(house.app)
    try {
      await client.query(`begin; set local due_regard.organisation = '${county}'`)
      return await client.query(statement, [...values])
    } finally { await client.end() }
  }

  test('nobody sees anything before it is said whose rows they are, and nobody writes', async () => {
    const client = await connectOnce(house.app)
    try {
      assert.equal((await client.query('select from trial.plan')).rowCount, 0)
      for (const nothing of ['', crypto.randomUUID()]) {
        await client.query(`begin; set local due_regard.organisation = '${nothing}'`)
        assert.equal((await client.query('select from trial.plan')).rowCount, 0)
        await client.query('rollback')
      }
      await assert.rejects(client.query('insert into trial.plan values ($1, $2)', [county, crypto.randomUUID()]), { code: '42501' })
      // Outside a transaction LOCAL has no effect: it fails closed.
      await client.query(`set local due_regard.organisation = '${county}'`)
      assert.equal((await client.query('select from trial.plan')).rowCount, 0)
    } finally { await client.end() }
  })

  const reaching: [says: string, statement: string, values: () => unknown[], outcome: number | string][] = [
    ['read by id', 'select from trial.plan where id = $1', () => [districtRow], 0],
    ['read by organisation', 'select from trial.plan where organisation_id = $1', () => [district], 0],
    ['count', `select from trial.plan where words like 'secret%' and organisation_id <> $1`, () => [county], 0],
    ['change', `update trial.plan set words = 'ours now' where id = $1`, () => [districtRow], 0],
    ['remove', 'delete from trial.plan where id = $1', () => [districtRow], 0],
    ['write as the other', 'insert into trial.plan values ($1, gen_random_uuid())', () => [district], '42501'],
    ['hand a row over', 'update trial.plan set organisation_id = $1', () => [district], '42501'],
    ['put a child under the other’s parent', 'insert into trial.action (organisation_id, id, plan) values ($1, gen_random_uuid(), $2)', () => [county, districtRow], '23503'],
    ['take over by upsert', `insert into trial.plan values ($1, $2, 'x') on conflict (organisation_id, id) do update set words = 'taken'`, () => [district, districtRow], '42501'],
    ['learn that words are taken', `insert into trial.plan values ($1, gen_random_uuid(), $2)`, () => [county, `secret of ${district}`], 1],
    ['merge', `merge into trial.plan p using (select $1::uuid as id) s on p.id = s.id when matched then delete`, () => [districtRow], 0],
    ['read in a sub-query of a write', 'update trial.plan set words = (select words from trial.plan where id = $1) where id = $2 and words is null', () => [districtRow, countyRow], 0],
    ['lock', 'select from trial.plan where id = $1 for update', () => [districtRow], 0],
    ['empty', 'truncate trial.plan', () => [], '42501'],
    ['switch the wall off', 'alter table trial.plan disable row level security', () => [], '42501'],
    ['change the policy', 'drop policy own_organisation on trial.plan', () => [], '42501'],
    ['become the owner', 'set role due_regard_owner', () => [], '42501'],
    ['become the superuser', 'set session authorization postgres', () => [], '42501'],
    ['ask for errors instead of filtering', 'set local row_security = off; select * from trial.plan', () => [], '42501'],
    ['make a table', 'create table trial.mine (x int)', () => [], '42501'],
    ['make a temporary table', 'create temporary table mine (x int)', () => [], '42501'],
    ['make a function', `create function public.f() returns int language sql as 'select 1'`, () => [], '42501'],
    ['read the planner’s statistics', `select from pg_stats where schemaname = 'trial'`, () => [], 0],
    ['read a file of the server', `select pg_read_file('postgresql.conf')`, () => [], '42501'],
    ['run a program on the server', `copy (select 1) to program 'true'`, () => [], '42501'],
    ['read the migrations', 'select * from house.migration', () => [], '42501'],
  ]
  for (const [says, statement, values, outcome] of reaching) {
    test(`from the county one cannot reach the district: ${says}`, async () => {
      if (says.startsWith('read the planner')) await house.asOwner('analyze trial.plan')
      if (typeof outcome === 'number') assert.equal((await asCounty(statement, values())).rowCount, outcome)
      else await assert.rejects(asCounty(statement, values()), { code: outcome })
    })
  }

  test('a function that tells what it is shown is shown nothing of others', async () => {
    await house.asOwner(`create function public.tell(words text) returns boolean language plpgsql cost 0.0000001 as $$ begin raise notice '%', words; return true; end $$; grant usage on schema public to due_regard_app`)
    const client = await connectOnce(house.app)
    const told: string[] = []
    client.on('notice', (notice) => { told.push(notice.message ?? '') })
    try {
      await client.query(`begin; set local due_regard.organisation = '${county}'`)
      await client.query('select from trial.plan where public.tell(words)')
      assert.ok(told.length > 0 && told.every((words) => !words.includes(district)), told.join())
    } finally { await client.end(); await house.asOwner('revoke usage on schema public from due_regard_app; drop function public.tell') }
  })

  test('one connection, one prepared statement, two organisations in turn: each sees its own', async () => {
    const client = await connectOnce(house.app)
    try {
      for (let turn = 0; turn < 20; turn++) {
        for (const [organisation, row] of [[county, countyRow], [district, districtRow]]) {
          await client.query(`begin; set local due_regard.organisation = '${organisation}'`)
          const { rows } = await client.query<{ id: string }>({ name: 'look', text: `select id from trial.plan where words like $1`, values: ['secret%'] })
          assert.deepEqual(rows.map((each) => each.id), [row])
          await client.query('commit')
        }
      }
    } finally { await client.end() }
  })

  test('after an error in a transaction the next visitor sees only their own', async () => {
    const one = openConnections(house.app, { most: 1 })
    try {
      await assert.rejects(changing(one, county, (db) => db.insertInto('house.counter').values({ organisation_id: district, name: 'x', last_number: '1' }).execute()))
      assert.deepEqual(await reading(one, district, (db) => db.selectFrom('house.counter').selectAll().execute()), [])
    } finally { await one.end() }
  })

  test('forty visitors of two organisations on one connection: none of 2,000 answers is another’s', async () => {
    const one = openConnections(house.app, { most: 1 })
    try {
      for (const organisation of [county, district]) await changing(one, organisation, (db) => db.insertInto('house.counter').values({ organisation_id: organisation, name: organisation, last_number: '1' }).execute())
      let wrong = 0
      await Promise.all(Array.from({ length: 40 }, async (_, visitor) => {
        const organisation = visitor % 2 === 0 ? county : district
        for (let turn = 0; turn < 50; turn++) {
          const rows = await reading(one, organisation, (db) => db.selectFrom('house.counter').select(['organisation_id', 'name']).execute())
          if (rows.length !== 1 || rows[0]?.name !== organisation) wrong++
        }
      }))
      assert.equal(wrong, 0)
    } finally { await one.end() }
  })

  /** The controls: each pitfall that the lint forbids does leak, so a test that sees no leak can see one. */
  const pitfalls: [says: string, plant: string, look: (client: Client) => Promise<boolean>][] = [
    ['a plain SET stays for the next visitor of the connection', '', async (client) => {
      await client.query(`begin; set due_regard.organisation = '${district}'; commit`)
      return ((await client.query('select from trial.plan where id = $1', [districtRow])).rowCount ?? 0) > 0
    }],
    ['a view of a superuser’s', 'create view trial.v as select * from trial.plan; grant select on trial.v to due_regard_app', async (client) => ((await client.query('select from trial.v')).rowCount ?? 0) > 1],
    ['a definer function of a superuser’s', `create function trial.f() returns setof trial.plan language sql security definer as 'select * from trial.plan'`, async (client) => ((await client.query('select from trial.f()')).rowCount ?? 0) > 1],
    ['a materialised view', 'create materialized view trial.m as select * from trial.plan; grant select on trial.m to due_regard_app', async (client) => ((await client.query('select from trial.m')).rowCount ?? 0) > 1],
    ['a foreign key without the organisation tells whether a row exists', `alter table trial.plan add unique (id); create table trial.child (organisation_id uuid not null, id uuid, plan uuid references trial.plan (id), primary key (organisation_id, id)); select house.tenant('trial.child')`,
      async (client) => (await client.query(`insert into trial.child values ('${county}', gen_random_uuid(), $1)`, [districtRow])).rowCount === 1],
    ['a unique index without the organisation tells what another has', 'create unique index trial_words on trial.plan (words)', async (client) => {
      const error = await client.query(`insert into trial.plan values ('${county}', gen_random_uuid(), 'secret of ${district}')`).then(() => null, (failed: { code?: string }) => failed)
      return error?.code === '23505'
    }],
    ['whoever can run SQL can say that they are another', '', async (client) => {
      await client.query(`select set_config('due_regard.organisation', '${district}', true)`)
      return ((await client.query('select from trial.plan where id = $1', [districtRow])).rowCount ?? 0) > 0
    }],
  ]
  for (const [says, plant, look] of pitfalls) {
    test(`the control leaks: ${says}`, async () => {
      const scratch = await connectOnce(house.owner)
      try {
        // Planted for real and taken away again, because the visitor comes by another connection.
        if (plant) await scratch.query(plant)
        const visitor = await connectOnce(house.app)
        try {
          await visitor.query(`begin; set local due_regard.organisation = '${county}'`)
          assert.ok(await look(visitor), 'the pitfall did not leak here, so the tests above may be blind')
        } finally { await visitor.end() }
      } finally {
        await scratch.query('drop view if exists trial.v; drop function if exists trial.f; drop materialized view if exists trial.m; drop table if exists trial.child; drop index if exists trial.trial_words; alter table trial.plan drop constraint if exists plan_id_key')
        await scratch.end()
      }
    })
  }

  test('the control leaks: an owner who is not forced', async () => {
    const client = await connectOnce(house.owner)
    try {
      await client.query('begin; alter table trial.plan no force row level security; set local role due_regard_owner')
      assert.equal((await client.query('select from trial.plan')).rowCount, 2)
      await client.query('reset role; alter table trial.plan force row level security; set local role due_regard_owner')
      assert.equal((await client.query('select from trial.plan')).rowCount, 0)
    } finally { await client.end() }
  })
})

describe('How the program speaks to the database', () => {
  const files = (folder: string): string[] => readdirSync(folder).flatMap((name) => { const path = join(folder, name); return statSync(path).isDirectory() ? files(path) : path.endsWith('.ts') && !path.endsWith('.test.ts') ? [path] : [] })
  const source = join(import.meta.dirname, '../src')
  const outside = files(source).filter((file) => !file.startsWith(join(source, 'database'))).map((file) => ({ file: file.slice(source.length + 1), text: readFileSync(file, 'utf8') }))

  /** Row-level security is no defence against SQL that somebody else wrote: values go beside the statement, never into it. */
  const forbidden = [/\bsql\s*\.\s*(raw|lit)\b/, /\bCompiledQuery\s*\.\s*raw\b/, /\bset_config\s*\(/, /due_regard\.organisation/, /\.query(?:<[^(]*>)?\(\s*`[^`]*\$\{/, /^[ \t].*\bquestion(?:<[^(]*>)?\(\s*[`'"]/m, /\bset\s+(?:local\s+)?role\b/i, /\bfrom 'pg'/]

  test('outside src/database nobody writes SQL out of pieces, and nobody says whose rows they want', () => {
    assert.ok(outside.length > 50, 'almost nothing was read')
    const found = outside.flatMap(({ file, text }) => forbidden.filter((pattern) => pattern.test(text)).map((pattern) => `${file}: ${String(pattern)}`))
    assert.deepEqual(found, [])
  })

  test('what is forbidden is found where it is planted', () => {
    const samples = ['sql.raw(name)', 'CompiledQuery.raw(text)', `select set_config('x')`, `set local due_regard.organisation = 'x'`, 'pool.query(`select ${name}`)', '  const ask = question<{ a: string }>(`select ${name}`)', 'set local role postgres', `import pg from 'pg'`]
    for (const sample of samples) assert.ok(forbidden.some((pattern) => pattern.test(sample)), sample)
  })
})
