-- One draft may hold many pages that go out together (a plan and its promises) and name those that come down with it. What was taken out of a page
-- before it went out is remembered by the hash of what was handed in, so that a room can tell whether its own words have changed since.
alter table publication.draft
  add column handed_in  text not null default '',
  add column pieces     jsonb not null default '[]',
  add column takes_down jsonb not null default '[]',
  add column alone      text not null default '';
alter table publication.edition
  add column handed_in  text not null default '',
  add column alone      text not null default '';

-- Two people, unless the body has said in words why one is enough: the reason stands with each thing that one person let out.
do $$
declare old text;
begin
  select conname into strict old from pg_constraint where conrelid = 'publication.draft'::regclass and contype = 'c' and pg_get_constraintdef(oid) like '%approved_by_id <> drafted_by_id%';
  execute format('alter table publication.draft drop constraint %I', old);
end $$;
alter table publication.draft add constraint draft_two_people check (approved_by_id is null or approved_by_id <> drafted_by_id or alone <> '');
alter table publication.edition drop constraint edition_two_people;
alter table publication.edition add constraint edition_two_people check (prepared_by_id is null or approved_by_id is null or prepared_by_id <> approved_by_id or alone <> '');

create table publication.approval (
  organisation_id uuid not null references directory.organisation,
  people          integer not null check (people in (1, 2)),
  because         text not null,
  set_by          text not null check (set_by <> ''),
  set_by_id       uuid not null,
  set_at          timestamptz not null,
  primary key (organisation_id),
  check (people = 2 or because <> '')
);
select house.tenant('publication.approval');
