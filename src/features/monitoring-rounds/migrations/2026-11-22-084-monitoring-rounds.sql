-- A round asks every lead of a plan where things are, and is kept as it was when it closed.
create schema monitoring_rounds;

create table monitoring_rounds.round (
  organisation_id uuid not null references directory.organisation,
  round_id        uuid not null,
  strategy_id     uuid not null,
  plan_title      text not null check (plan_title <> ''),
  period          text not null check (period in ('quarter', 'half-year', 'year')),
  from_on         date not null,
  to_on           date not null,
  answers_by_on   date not null,
  reminders       text not null check (reminders in ('none', 'around', 'weekly')),
  note            text not null default '',
  opened_at       timestamptz not null,
  opened_by_id    uuid not null,
  opened_by       text not null,
  reminded_on     date,
  closed_at       timestamptz,
  closed_by_id    uuid,
  closed_by       text not null default '',
  account         text not null default '',
  tally           jsonb,
  record          jsonb,
  sha256          text check (sha256 ~ '^[0-9a-f]{64}$'),
  signed_at       timestamptz,
  signed_by_id    uuid,
  signed_by       text not null default '',
  signed_words    text not null default '',
  version         integer not null default 1,
  primary key (organisation_id, round_id),
  check (from_on <= to_on),
  check ((closed_at is null) = (record is null) and (closed_at is null) = (sha256 is null) and (closed_at is null) = (tally is null) and (closed_at is null) = (closed_by_id is null)),
  check (signed_at is null or closed_at is not null),
  check (signed_by_id is null or signed_by_id <> closed_by_id),
  check (closed_at is null or account <> '')
);
select house.tenant('monitoring_rounds.round');
create index round_of_plan on monitoring_rounds.round (organisation_id, strategy_id, from_on);
-- One round of a plan is open at a time: a lead is never asked the same thing by two.
create unique index one_open_round on monitoring_rounds.round (organisation_id, strategy_id) where closed_at is null;
create unique index one_round_of_a_period on monitoring_rounds.round (organisation_id, strategy_id, period, from_on);

-- What was asked about, and how each action stood when the round was opened.
create table monitoring_rounds.asked (
  organisation_id uuid not null,
  round_id        uuid not null,
  action_id       uuid not null,
  place           integer not null,
  asked           jsonb not null,
  primary key (organisation_id, round_id, action_id),
  foreign key (organisation_id, round_id) references monitoring_rounds.round
);
select house.tenant('monitoring_rounds.asked');
create index asked_about_action on monitoring_rounds.asked (organisation_id, action_id);

-- Each letter that the round wrote: to whom, why, about how much.
create table monitoring_rounds.letter (
  organisation_id uuid not null,
  letter_id       uuid not null,
  round_id        uuid not null,
  person_id       uuid not null,
  person_name     text not null,
  kind            text not null check (kind in ('opening', 'by rule', 'by hand', 'question')),
  actions         uuid[] not null check (cardinality(actions) > 0),
  at              timestamptz not null,
  by_name         text not null,
  primary key (organisation_id, letter_id),
  foreign key (organisation_id, round_id) references monitoring_rounds.round
);
select house.tenant('monitoring_rounds.letter');
create index letter_of_round on monitoring_rounds.letter (organisation_id, round_id, at);

-- What the equality lead asked back about an answer, or about silence.
create table monitoring_rounds.question (
  organisation_id uuid not null,
  question_id     uuid not null,
  round_id        uuid not null,
  action_id       uuid not null,
  person_id       uuid not null,
  person_name     text not null,
  words           text not null check (words <> ''),
  at              timestamptz not null,
  by_name         text not null,
  primary key (organisation_id, question_id),
  foreign key (organisation_id, round_id) references monitoring_rounds.round
);
select house.tenant('monitoring_rounds.question');
create index question_of_round on monitoring_rounds.question (organisation_id, round_id, at);
