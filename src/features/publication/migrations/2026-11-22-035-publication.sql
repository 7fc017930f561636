-- What the public may see: frozen copies, each a version under a stable address, with who or which rule let it out.
create schema publication;

create table publication.edition (
  organisation_id uuid not null references directory.organisation,
  address         text not null check (address ~ '^/[a-z]'),
  version         integer not null check (version > 0),
  room            text not null,
  thing_id        text not null,
  title           text not null check (title <> ''),
  content         jsonb not null,
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  approved_by     text not null default '',
  approved_by_id  uuid,
  rule            text not null default '',
  note            text not null default '',
  published_at    timestamptz not null,
  withdrawn       boolean not null default false,
  primary key (organisation_id, address, version),
  check ((approved_by <> '') <> (rule <> ''))
);
select house.tenant('publication.edition');
create index edition_by_room on publication.edition (organisation_id, room, published_at);

-- The newest version of each address, and one number for the whole organisation that moves when anything does.
create table publication.newest (
  organisation_id uuid not null,
  address         text not null,
  room            text not null,
  thing_id        text not null,
  version         integer not null,
  place           integer not null default 0,
  withdrawn       boolean not null default false,
  primary key (organisation_id, address),
  foreign key (organisation_id, address, version) references publication.edition
);
select house.tenant('publication.newest');
create index newest_by_room on publication.newest (organisation_id, room, place);

create table publication.head (
  organisation_id uuid not null references directory.organisation,
  number          integer not null,
  primary key (organisation_id)
);
select house.tenant('publication.head');
