/**
 * What must be true of the database's shape so that one organisation never meets another's rows, and so that it can
 * one day be spread over several servers. Each rule is a query that finds whatever breaks it. `doctor` asks them of a
 * living database; test/tenancy.test.ts plants a violation of every one.
 */
import type { Client } from 'pg'

export interface Rule {
  readonly says: string
  readonly because: string
  /** Gives a column `found`: what breaks the rule. May use the tables `ours`, `tenant` and `tenant_index` below. */
  readonly query: string
}

/** The queue's own schemas are another's work, reached through one function, by a role that sees nothing else. */
const exempt = `'graphile_worker', 'jobs', 'information_schema'`

/**
 * `ours`: every schema of the house and its rooms. `tenant`: its tables that belong to organisations, which is every
 * table but the directory (read before anybody is known to belong to anything) and reference tables, which have no
 * organisation and which the app cannot change.
 */
const words = `
  with ours as (select oid, nspname as name from pg_namespace where nspname not like 'pg\\_%' and nspname not in (${exempt})),
  made as (select c.oid, o.name as schema, c.relname as name, o.name || '.' || c.relname as full_name, c.relkind as kind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relowner from pg_class c join ours o on o.oid = c.relnamespace),
  tenant as (select * from made where kind in ('r', 'p') and full_name not in ('directory.organisation', 'directory.host', 'house.migration')
    and (exists (select from pg_attribute a where a.attrelid = made.oid and a.attname = 'organisation_id' and a.attnum > 0 and not a.attisdropped)
      or exists (select from unnest(array['insert', 'update', 'delete']) p where has_any_column_privilege('due_regard_app', made.oid, 'insert, update') or has_table_privilege('due_regard_app', made.oid, 'delete')))),
  tenant_index as (select i.*, t.full_name, i.indexrelid::regclass::text as index_name, (select attname from pg_attribute a where a.attrelid = t.oid and a.attnum = i.indkey[0]) as first_column from pg_index i join tenant t on t.oid = i.indrelid)`

/** The guards that keep the ledger append-only: the only triggers there are. */
const guards = `'house.refuse_change', 'ledger.only_erase', 'ledger.only_next'`

const own = `(organisation_id = (NULLIF(current_setting(''due_regard.organisation''::text, true), ''''::text))::uuid)`

export const rules: readonly Rule[] = [
  { says: 'Every table has row-level security, forced.', because: 'Without FORCE the owner of a table sees all of it.',
    query: `select full_name as found from made where kind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)` },
  { says: 'Every table of an organisation has its organisation_id, which is never empty.', because: 'A row that belongs to nobody is guarded by nothing.',
    query: `select full_name as found from tenant t where not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'organisation_id' and a.attnotnull and a.atttypid = 'uuid'::regtype)` },
  { says: 'Every policy lets an organisation see and write its own rows and no others.', because: 'Policies add up: one that is wider opens what the other closed.',
    query: `select t.full_name || ' ' || coalesce(p.polname, 'has no policy') as found from tenant t left join pg_policy p on p.polrelid = t.oid
      where p.polname is null or p.polpermissive and (pg_get_expr(p.polqual, p.polrelid) is distinct from '${own}' or pg_get_expr(p.polwithcheck, p.polrelid) is distinct from '${own}')` },
  { says: 'Every primary key begins with organisation_id.', because: 'The key is what finds a row, and what a divided database is divided by.',
    query: `select t.full_name as found from tenant t where not exists (select from tenant_index i where i.indrelid = t.oid and i.indisprimary and i.first_column = 'organisation_id')` },
  { says: 'Every unique index begins with organisation_id.', because: '“Already taken” would tell one organisation what another has.',
    query: `select index_name as found from tenant_index where indisunique and first_column is distinct from 'organisation_id'` },
  { says: 'Every other index begins with organisation_id.', because: 'Under row-level security some indexes are used only through the organisation.',
    query: `select index_name as found from tenant_index where not indisunique and first_column is distinct from 'organisation_id'` },
  { says: 'Every foreign key to a table of organisations has organisation_id in it.', because: 'The check of a foreign key passes over row-level security: it would say whether another’s row exists.',
    query: `select t.full_name || ' ' || k.conname as found from pg_constraint k join tenant t on t.oid = k.conrelid where k.contype = 'f' and k.confrelid in (select oid from tenant union select 'directory.organisation'::regclass)
      and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'organisation_id' and a.attnum = k.conkey[1])` },
  { says: 'No view passes over row-level security.', because: 'A view looks with its owner’s eyes unless it says security_invoker; a materialised view always does.',
    query: `select full_name as found from made where kind = 'm' or kind = 'v' and not coalesce(reloptions::text like '%security_invoker=true%', false)` },
  { says: 'No function runs with another’s rights, but the door to the queue of jobs.', because: 'A definer function looks with its owner’s eyes.',
    query: `select n.nspname || '.' || p.proname as found from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
      and not (n.nspname = 'jobs' and p.proname = 'enqueue' and coalesce(p.proconfig @> array['search_path=pg_catalog, pg_temp'], false))` },
  { says: 'Nobody who can sign in passes over row-level security, but the one who keeps the server.', because: 'Row-level security does not bind superusers, nor roles with BYPASSRLS.',
    query: `select rolname::text as found from pg_roles where rolcanlogin and (rolsuper or rolbypassrls) and rolname not in ('postgres', current_user)` },
  { says: 'The owner of the tables cannot sign in.', because: 'An owner can switch the guards off.',
    query: `select rolname::text as found from pg_roles where rolname = 'due_regard_owner' and (rolcanlogin or rolsuper or rolbypassrls) union all select full_name from made where kind in ('r', 'p', 'v', 'm') and relowner <> 'due_regard_owner'::regrole` },
  { says: 'The app’s role owns nothing, and is a member of nothing.', because: 'What it owned, it could alter.',
    query: `select c.oid::regclass::text as found from pg_class c where c.relowner = 'due_regard_app'::regrole union all select p.oid::regprocedure::text from pg_proc p where p.proowner = 'due_regard_app'::regrole
      union all select nspname::text from pg_namespace where nspowner = 'due_regard_app'::regrole union all select roleid::regrole::text from pg_auth_members where member = 'due_regard_app'::regrole` },
  { says: 'The app can neither truncate, refer to, nor put triggers on a table, nor make anything.', because: 'Row-level security does not cover these.',
    query: `select full_name || ' ' || p as found from made, unnest(array['truncate', 'references', 'trigger', 'maintain']) p where kind in ('r', 'p') and has_table_privilege('due_regard_app', made.oid, p)
      union all select 'schema ' || name || ': create' from ours where has_schema_privilege('due_regard_app', oid, 'create')
      union all select 'database: ' || p from unnest(array['create', 'temp']) p where has_database_privilege('due_regard_app', current_database(), p)` },
  { says: 'The ledger is only added to.', because: 'The app may not even try to change what was written.',
    query: `select made.full_name || ' ' || p as found from made, unnest(array['update', 'delete']) p where made.full_name in ('ledger.entry', 'ledger.checkpoint') and has_table_privilege('due_regard_app', made.oid, p)
      union all select made.full_name || ' delete' from made where schema = 'ledger' and kind = 'r' and has_table_privilege('due_regard_app', made.oid, 'delete')
      union all select t.name || ' has no guard' from (values ('ledger.entry'), ('ledger.body'), ('ledger.head'), ('ledger.checkpoint')) t (name) where not exists (select from pg_trigger g where g.tgrelid = to_regclass(t.name) and g.tgtype & 26 = 26 and g.tgenabled = 'O')` },
  { says: 'No table counts with a sequence.', because: 'A sequence is shared by all: its gaps tell what others do, and it does not divide.',
    query: `select full_name as found from made where kind = 'S'` },
  { says: 'Ids are made by the program, not by a default.', because: 'An id is known before anything is written, and a change that is run again writes the same thing.',
    query: `select t.full_name || '.' || a.attname as found from tenant t join pg_attribute a on a.attrelid = t.oid join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum where pg_get_expr(d.adbin, d.adrelid) ~ 'uuid|nextval|random'` },
  { says: 'No exclusion or deferrable constraint, GiST index, rule, inheritance or stored computation.', because: 'Distributed PostgreSQL does not have them, or has them differently.',
    query: `select t.full_name || ' ' || k.conname as found from pg_constraint k join made t on t.oid = k.conrelid where k.contype = 'x' or k.condeferrable
      union all select i.index_name from tenant_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam where m.amname = 'gist'
      union all select t.full_name || ' ' || r.rulename from pg_rewrite r join made t on t.oid = r.ev_class where t.kind = 'r'
      union all select t.full_name from pg_inherits h join made t on t.oid = h.inhrelid where t.kind = 'r'` },
  { says: 'The only triggers are the guards of the append-only tables.', because: 'What happens is written in the program, where it is read and tested.',
    query: `select t.full_name || ' ' || g.tgname as found from pg_trigger g join made t on t.oid = g.tgrelid join pg_proc p on p.oid = g.tgfoid join pg_namespace n on n.oid = p.pronamespace
      where not g.tgisinternal and n.nspname || '.' || p.proname not in (${guards})` },
  { says: 'No function listens, notifies or takes an advisory lock.', because: 'Behind a pool of connections these do not mean what they say.',
    query: `select n.name || '.' || p.proname as found from pg_proc p join ours n on n.oid = p.pronamespace where p.prosrc ~* '\\m(pg_notify|notify|listen|pg_(try_)?advisory)' ` },
  { says: 'Instants know their time zone, and are called _at; days are called _on.', because: 'A time without a zone is a different moment in winter.',
    query: `select t.full_name || '.' || a.attname as found from made t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped where t.kind in ('r', 'p') and (
      a.atttypid in ('timestamp'::regtype, 'timetz'::regtype) or a.atttypid = 'timestamptz'::regtype and a.attname !~ '(^|_)at$' or a.atttypid = 'date'::regtype and a.attname !~ '(^|_)on$')` },
  { says: 'Nothing lies in the public schema.', because: 'Every table belongs to a room.',
    query: `select full_name as found from made where schema = 'public' and kind in ('r', 'p', 'v', 'm', 'f')` },
]

export interface Finding { readonly rule: Rule; readonly found: readonly string[] }

/** Asks every rule; gives those that something breaks. As a role that may read the catalogue: any. */
export async function findViolations(client: Pick<Client, 'query'>, which: readonly Rule[] = rules): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const rule of which) {
    const { rows } = await client.query<{ found: string }>(`${words} ${rule.query}`)
    if (rows.length > 0) findings.push({ rule, found: rows.map((row) => row.found) })
  }
  return findings
}
