-- Bodies, who sits on them, what they are for, and what flows between them.
create schema governance;

create table governance.body (
  organisation_id uuid not null references directory.organisation,
  body_id         uuid not null,
  type            text not null check (type <> ''),
  name            text not null check (name <> ''),
  short_name      text not null default '',
  purpose         text not null check (purpose <> ''),
  receives        text not null default '',
  meets           text not null check (meets in ('monthly', 'every two months', 'quarterly', 'every four months', 'twice a year', 'yearly', 'as needed')),
  department_id   uuid,
  is_public       boolean not null,
  from_on         date,
  ended_on        date,
  ended_because   text not null default '',
  senior_from_on  date,
  version         integer not null default 1,
  made_at         timestamptz not null,
  primary key (organisation_id, body_id),
  check (from_on is null or ended_on is null or from_on <= ended_on),
  check (ended_on is null or ended_because <> '')
);
select house.tenant('governance.body');
create unique index body_by_name on governance.body (organisation_id, lower(name)) where ended_on is null;

-- Terms of reference: a version is never changed, another follows it.
create table governance.terms (
  organisation_id uuid not null,
  body_id         uuid not null,
  number          integer not null check (number > 0),
  words           text not null check (words <> ''),
  agreed_on       date not null,
  agreed_by       text not null check (agreed_by <> ''),
  note            text not null default '',
  by_person_id    uuid,
  by_name         text not null,
  at              timestamptz not null,
  primary key (organisation_id, body_id, number),
  foreign key (organisation_id, body_id) references governance.body
);
select house.tenant('governance.terms');

create table governance.membership (
  organisation_id uuid not null,
  membership_id   uuid not null,
  body_id         uuid not null,
  person_id       uuid,
  name            text not null check (name <> ''),
  post            text not null default '',
  role            text not null check (role in ('chair', 'vice-chair', 'secretary', 'member', 'in attendance')),
  represents      text not null default '',
  department_id   uuid,
  group_id        uuid,
  is_senior       boolean not null,
  name_is_public  boolean not null,
  from_on         date not null,
  to_on           date,
  version         integer not null default 1,
  primary key (organisation_id, membership_id),
  foreign key (organisation_id, body_id) references governance.body,
  foreign key (organisation_id, group_id) references governance.body,
  check (to_on is null or from_on <= to_on)
);
select house.tenant('governance.membership');
create index membership_of_body on governance.membership (organisation_id, body_id, from_on);
create index membership_of_person on governance.membership (organisation_id, person_id);
create index membership_for_group on governance.membership (organisation_id, group_id);

-- One thing that goes from one body to another: a report, a delegation, advice, a challenge.
create table governance.flow (
  organisation_id uuid not null,
  flow_id         uuid not null,
  from_body_id    uuid not null,
  to_body_id      uuid not null,
  kind            text not null check (kind in ('reports', 'advises', 'scrutinises', 'challenges', 'delegates', 'feeds back')),
  what            text not null check (what <> ''),
  often           text not null default '',
  ended_on        date,
  version         integer not null default 1,
  made_at         timestamptz not null,
  primary key (organisation_id, flow_id),
  foreign key (organisation_id, from_body_id) references governance.body,
  foreign key (organisation_id, to_body_id) references governance.body,
  check (from_body_id <> to_body_id)
);
select house.tenant('governance.flow');
create index flow_from on governance.flow (organisation_id, from_body_id);
create index flow_to on governance.flow (organisation_id, to_body_id);

-- Each time that it did.
create table governance.passing (
  organisation_id uuid not null,
  passing_id      uuid not null,
  flow_id         uuid not null,
  passed_on       date not null,
  what            text not null check (what <> ''),
  by_name         text not null,
  primary key (organisation_id, passing_id),
  foreign key (organisation_id, flow_id) references governance.flow
);
select house.tenant('governance.passing');
create index passing_of_flow on governance.passing (organisation_id, flow_id, passed_on);
