-- The community that a body serves: figures that everybody has alike, and what a body chose and added.
create schema community_profile;

-- What was loaded from files of the Office for National Statistics and the Ministry beside what comes with the program. The same for every body.
create table community_profile.area (
  code         text primary key check (code ~ '^[A-Z][0-9]{8}$'),
  name         text not null check (name <> ''),
  kind         text not null check (kind in ('district', 'unitary authority', 'metropolitan district', 'London borough', 'county', 'region', 'country')),
  county       text,
  region       text,
  police_force text,
  from_on      date,
  to_on        date,
  replaced_by  text[] not null default '{}'
);
select house.reference('community_profile.area');

create table community_profile.edition (
  edition_id  text primary key,
  -- A table of topics.ts, the year, and the year of the authorities that it is by.
  table_id    text not null,
  year        integer not null check (year between 1991 and 2100),
  as_of_on    date not null,
  geography   text not null,
  categories  text[] not null,
  file_name   text not null,
  loaded_at   timestamptz not null
);
select house.reference('community_profile.edition');

-- An area's figures, in the order of the edition's categories.
create table community_profile.figure (
  edition_id text not null references community_profile.edition,
  area_code  text not null references community_profile.area,
  numbers    double precision[] not null,
  total      double precision not null,
  primary key (edition_id, area_code)
);
select house.reference('community_profile.figure');

-- Which places a body's community is.
create table community_profile.community (
  organisation_id uuid primary key references directory.organisation,
  home_code       text not null check (home_code ~ '^[A-Z][0-9]{8}$'),
  -- Said at the top of every page about the community: whose figures these are.
  about           text not null default '',
  version         integer not null default 1
);
select house.tenant('community_profile.community');

create table community_profile.community_area (
  organisation_id uuid not null references community_profile.community,
  area_code       text not null check (area_code ~ '^[A-Z][0-9]{8}$'),
  part            text not null check (part in ('inside', 'neighbour', 'beside')),
  place           integer not null,
  primary key (organisation_id, area_code)
);
select house.tenant('community_profile.community_area');

-- A figure that the body adds, with its source; or that there is none. Each correction is a new edition with a note.
create table community_profile.cited_figure (
  organisation_id uuid not null references directory.organisation,
  figure_id       uuid not null,
  subject         text not null check (subject <> ''),
  newest          integer not null default 1,
  withdrawn       boolean not null default false,
  place           integer not null default 0,
  made_at         timestamptz not null,
  primary key (organisation_id, figure_id)
);
select house.tenant('community_profile.cited_figure');
create index cited_figure_of_subject on community_profile.cited_figure (organisation_id, subject, place);

create table community_profile.cited_figure_edition (
  organisation_id uuid not null,
  figure_id       uuid not null,
  number          integer not null check (number > 0),
  -- Everything that the reader sees: cited-figure.ts has its shape.
  content         jsonb not null,
  public          boolean not null,
  withdrawn       boolean not null default false,
  note            text not null default '',
  by_person_id    uuid,
  by_name         text not null,
  at              timestamptz not null,
  primary key (organisation_id, figure_id, number),
  foreign key (organisation_id, figure_id) references community_profile.cited_figure
);
select house.tenant('community_profile.cited_figure_edition', 'select, insert');
