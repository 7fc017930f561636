-- Answers on their way: drafts of signed-in people, and what was sent after a session had ended.
create schema web;

create table web.draft (
  organisation_id uuid not null references directory.organisation,
  person_id       uuid not null,
  address         text not null,
  answers         text not null check (length(answers) <= 1000000),
  kept_at         timestamptz not null,
  primary key (organisation_id, person_id, address)
);
select house.tenant('web.draft');

create table web.kept_answer (
  organisation_id uuid not null references directory.organisation,
  token_hash      text not null,
  address         text not null,
  answers         text not null check (length(answers) <= 1000000),
  kept_at         timestamptz not null,
  primary key (organisation_id, token_hash)
);
select house.tenant('web.kept_answer');
