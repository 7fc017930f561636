-- Self-declaration: what employees have said of themselves. Special-category data, in a schema of its own.
create schema self_declaration;

-- What the body asks, and in the words of which nation.
create table self_declaration.settings (
  organisation_id uuid not null references directory.organisation,
  questions       text[] not null,
  nation          text not null check (nation in ('England', 'Wales')),
  version         integer not null default 1,
  primary key (organisation_id)
);
select house.tenant('self_declaration.settings');

-- Who may declare: somebody on record in people, or an address that the equality lead was given by HR.
create table self_declaration.participant (
  organisation_id uuid not null references directory.organisation,
  participant_id  uuid not null,
  person_id       uuid,
  email           text not null check (email <> '' and email = lower(email)),
  staff_number    text check (staff_number <> ''),
  added_on        date not null,
  -- A notice under paragraph 8(5) of Schedule 1 to the Data Protection Act 2018 stands from this day: no answer is held or taken.
  stopped_on      date,
  asked_at        timestamptz,
  primary key (organisation_id, participant_id),
  unique (organisation_id, person_id),
  unique (organisation_id, email)
);
select house.tenant('self_declaration.participant');
create index participant_by_staff_number on self_declaration.participant (organisation_id, staff_number) where staff_number is not null;

-- One answer, from a day until a day: people's answers change, and what was counted on a day can be counted again.
create table self_declaration.answer (
  organisation_id uuid not null,
  participant_id  uuid not null,
  question        text not null,
  from_on         date not null,
  until_on        date,
  question_set    text not null,
  category        text,
  state           text check (state in ('prefer not to say')),
  -- Never counted, never published, never given to another room.
  own_words       text not null default '',
  given_by        text not null check (given_by in ('signed in', 'link')),
  primary key (organisation_id, participant_id, question, from_on),
  foreign key (organisation_id, participant_id) references self_declaration.participant,
  check ((category is null) <> (state is null)),
  check (until_on is null or until_on > from_on)
);
select house.tenant('self_declaration.answer');
create unique index one_answer_now on self_declaration.answer (organisation_id, participant_id, question) where until_on is null;

-- The link in an email, known here only by its hash.
create table self_declaration.asking (
  organisation_id uuid not null,
  token_hash      text not null,
  participant_id  uuid not null,
  expires_at      timestamptz not null,
  primary key (organisation_id, token_hash),
  foreign key (organisation_id, participant_id) references self_declaration.participant
);
select house.tenant('self_declaration.asking');
create index asking_of_participant on self_declaration.asking (organisation_id, participant_id);

-- Everybody is being asked by email, a part of them at a time.
create table self_declaration.campaign (
  organisation_id uuid not null references directory.organisation,
  campaign_id     uuid not null,
  began_at        timestamptz not null,
  note            text not null default '',
  by_name         text not null,
  ended_at        timestamptz,
  primary key (organisation_id, campaign_id)
);
select house.tenant('self_declaration.campaign');

-- How many have answered, as it passed the gate on a day. `held` has exact counts, for the gate alone.
create table self_declaration.rate (
  organisation_id uuid not null references directory.organisation,
  number          integer not null,
  counted_on      date not null,
  held            jsonb not null,
  shown           jsonb not null,
  certificate     text not null,
  primary key (organisation_id, number)
);
select house.tenant('self_declaration.rate');

-- Anonymous answers at one occasion: sums only. No answers of one person stand together, no row belongs to anybody, and
-- no time is kept but the day of the occasion, so there is nothing to join with.
create table self_declaration.occasion (
  organisation_id uuid not null references directory.organisation,
  room            text not null check (room <> ''),
  thing_id        text not null check (thing_id <> ''),
  held_on         date not null,
  sums            jsonb not null,
  primary key (organisation_id, room, thing_id)
);
select house.tenant('self_declaration.occasion');
