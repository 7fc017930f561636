-- What a body watches in figures: each indicator with what it is made of, and its values with what was said of them.
create schema indicators;

create table indicators.indicator (
  organisation_id uuid not null references directory.organisation,
  indicator_id    uuid not null,
  title           text not null check (title <> ''),
  definition      text not null check (definition <> ''),
  numerator       text not null check (numerator <> ''),
  denominator     text not null default '',
  unit            text not null check (unit in ('percent', 'number', 'pounds', 'ratio')),
  about           text not null check (about in ('people', 'things')),
  source          text not null check (source <> ''),
  owner_id        uuid not null,
  owner_name      text not null,
  polarity        text not null check (polarity in ('higher', 'lower', 'context')),
  frequency       text not null check (frequency in ('quarter', 'half-year', 'year')),
  measure         text not null default '',
  serves_room     text not null default '',
  serves_id       text not null default '',
  baseline        jsonb,
  targets         jsonb not null default '[]',
  is_public       boolean not null default false,
  made_at         timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, indicator_id),
  check (polarity <> 'context' or targets = '[]'::jsonb),
  check ((serves_room = '') = (serves_id = ''))
);
select house.tenant('indicators.indicator');
create unique index indicator_by_title on indicators.indicator (organisation_id, title);
create index indicator_of_thing on indicators.indicator (organisation_id, serves_room, serves_id);

-- A value is never changed: a correction is another row that says which it replaces, and why.
create table indicators.value (
  organisation_id uuid not null,
  value_id        uuid not null,
  indicator_id    uuid not null,
  from_on         date not null,
  to_on           date not null,
  figure          jsonb not null,
  breakdown       jsonb,
  beside          jsonb not null default '[]',
  commentary      text not null check (commentary <> ''),
  source          text not null check (source <> ''),
  replaces_id     uuid,
  why             text not null default '',
  by_id           uuid not null,
  by_name         text not null,
  at              timestamptz not null,
  primary key (organisation_id, value_id),
  foreign key (organisation_id, indicator_id) references indicators.indicator,
  foreign key (organisation_id, replaces_id) references indicators.value (organisation_id, value_id),
  check (from_on <= to_on),
  check ((replaces_id is null) = (why = ''))
);
select house.tenant('indicators.value');
create index value_of_indicator on indicators.value (organisation_id, indicator_id, to_on);
create unique index value_replaced_once on indicators.value (organisation_id, replaces_id) where replaces_id is not null;
create unique index value_of_period on indicators.value (organisation_id, indicator_id, to_on) where replaces_id is null;
