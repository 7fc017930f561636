-- Everything public goes one way: drafted, checked, approved by somebody who did not draft it, and let out, at once or after an embargo.
alter table publication.edition
  add column head           integer,
  add column rests_on       jsonb not null default '[]',
  add column prepared_by    text not null default '',
  add column prepared_by_id uuid,
  add column answers        jsonb not null default '[]',
  add column open_history   boolean not null default false,
  add column closes_earlier boolean not null default false,
  add constraint edition_two_people check (prepared_by_id is null or approved_by_id is null or prepared_by_id <> approved_by_id);
create index edition_by_head on publication.edition (organisation_id, head);
create index edition_by_content on publication.edition (organisation_id, sha256);

-- What people search: the words of the newest version, and nothing of what was taken down. No index: a body has hundreds of public pages, not millions.
alter table publication.newest
  add column words  text not null default '',
  add column search tsvector not null default '';

create table publication.draft (
  organisation_id   uuid not null references directory.organisation,
  draft_id          uuid not null,
  room              text not null,
  thing_id          text not null,
  address           text not null check (address ~ '^/[a-z]'),
  title             text not null check (title <> ''),
  content           jsonb not null,
  note              text not null default '',
  place             integer not null default 0,
  rests_on          jsonb not null default '[]',
  state             text not null check (state in ('draft', 'checked', 'approved', 'published', 'dropped')),
  drafted_by        text not null check (drafted_by <> ''),
  drafted_by_id     uuid not null,
  drafted_at        timestamptz not null,
  answers           jsonb not null default '[]',
  redactions        jsonb not null default '[]',
  checked_by        text,
  checked_by_id     uuid,
  checked_at        timestamptz,
  approved_by       text,
  approved_by_id    uuid,
  approved_at       timestamptz,
  embargo_at        timestamptz,
  sent_back_because text not null default '',
  closes_earlier    boolean not null default false,
  open_history      boolean not null default false,
  published_version integer,
  version           integer not null check (version > 0),
  primary key (organisation_id, draft_id),
  check (state not in ('checked', 'approved', 'published') or checked_by_id is not null),
  check (state not in ('approved', 'published') or approved_by_id is not null),
  check (approved_by_id is null or approved_by_id <> drafted_by_id)
);
select house.tenant('publication.draft');
create index draft_by_state on publication.draft (organisation_id, state, drafted_at);
create index draft_by_address on publication.draft (organisation_id, address);
