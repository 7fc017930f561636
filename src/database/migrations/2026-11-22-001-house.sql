-- What every room's migration begins with: how a table is made to belong to one organisation.
-- The app's role owns nothing and is bound by row-level security; these lines are all that it is given.

-- Only whoever migrates has to do with the register of migrations.
alter table house.migration enable row level security;
alter table house.migration force row level security;
create policy owner_keeps on house.migration to due_regard_owner using (true) with check (true);

create schema directory;
grant usage on schema directory to due_regard_app;

create function house.tenant(made text, may text default 'select, insert, update, delete') returns void
language plpgsql as $$
begin
  -- FORCE binds the owner too: a migration that forgets its organisation changes nothing rather than everything.
  execute format('alter table %s enable row level security', made::regclass);
  execute format('alter table %s force row level security', made::regclass);
  execute format($policy$create policy own_organisation on %s
    using (organisation_id = nullif(current_setting('due_regard.organisation', true), '')::uuid)
    with check (organisation_id = nullif(current_setting('due_regard.organisation', true), '')::uuid)$policy$, made::regclass);
  execute format('grant usage on schema %I to due_regard_app', split_part(made, '.', 1));
  execute format('grant %s on %s to due_regard_app', may, made::regclass);
end $$;
comment on function house.tenant is 'Makes a table belong to one organisation at a time: forced row-level security, and what the app may do with it.';

create function house.reference(made text) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', made::regclass);
  execute format('alter table %s force row level security', made::regclass);
  execute format('create policy everyone_reads on %s for select using (true)', made::regclass);
  -- The owner fills reference tables, from migrations and from the terminal.
  execute format('create policy owner_keeps on %s to due_regard_owner using (true) with check (true)', made::regclass);
  execute format('grant usage on schema %I to due_regard_app', split_part(made, '.', 1));
  execute format('grant select on %s to due_regard_app', made::regclass);
end $$;
comment on function house.reference is 'Makes a table the same for every organisation: the app reads it and cannot change it.';

create function house.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_schema || '.' || tg_table_name using errcode = '42501';
end $$;

create function house.append_only(made text) returns void
language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function house.refuse_change()', made::regclass);
  execute format('create trigger append_only_whole before truncate on %s for each statement execute function house.refuse_change()', made::regclass);
end $$;
comment on function house.append_only is 'A guard beside the grants: rows are added and never altered, whoever asks.';

-- Who is here: read before anybody is known to belong to anything, so every organisation's name and host is readable.
create table directory.organisation (
  id            uuid primary key,
  name          text not null check (name <> ''),
  short_name    text not null check (short_name ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  kind          text not null,
  header_colour text not null default '#1d3557' check (header_colour ~ '^#[0-9a-f]{6}$'),
  accent_colour text not null default '#1d3557' check (accent_colour ~ '^#[0-9a-f]{6}$'),
  contact_email text,
  made_at       timestamptz not null default now(),
  unique (short_name)
);
select house.reference('directory.organisation');
create policy own_organisation on directory.organisation for update
  using (id = nullif(current_setting('due_regard.organisation', true), '')::uuid);
grant update (name, kind, header_colour, accent_colour, contact_email) on directory.organisation to due_regard_app;

create table directory.host (
  host            text primary key check (host = lower(host) and host <> ''),
  organisation_id uuid not null references directory.organisation
);
select house.reference('directory.host');

-- Numbers that people see (EIA/2026/014) are counted per organisation, in the transaction that uses them.
create table house.counter (
  organisation_id uuid not null,
  name            text not null,
  last_number     bigint not null check (last_number > 0),
  primary key (organisation_id, name)
) with (fillfactor = 50);
select house.tenant('house.counter', 'select, insert, update');
