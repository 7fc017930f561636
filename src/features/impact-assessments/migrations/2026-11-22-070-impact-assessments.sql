-- Impact assessments: what the body does, how far it matters to equality, and what was asked before anything changes.
create schema impact_assessments;

-- A function, policy, service, contract or project: what an assessment is about.
create table impact_assessments.undertaking (
  organisation_id uuid not null references directory.organisation,
  undertaking_id  uuid not null,
  kind            text not null check (kind in ('function', 'policy', 'service', 'contract', 'project')),
  name            text not null check (name <> ''),
  does            text not null default '',
  serves          text not null default '',
  department_id   uuid,
  owner_id        uuid,
  owner_name      text not null default '',
  ended_on        date,
  made_at         timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, undertaking_id)
);
select house.tenant('impact_assessments.undertaking');
create index undertaking_of_department on impact_assessments.undertaking (organisation_id, department_id, name);

-- How relevant it is to equality, on a day, by the body's own labelled method. A new one stands beside the earlier ones.
create table impact_assessments.relevance (
  organisation_id uuid not null,
  relevance_id    uuid not null,
  undertaking_id  uuid not null,
  assessed_on     date not null,
  method          jsonb not null,
  scores          jsonb not null,
  level           text not null check (level in ('high', 'medium', 'low', 'none')),
  reason          text not null default '',
  by_person_id    uuid not null,
  by_name         text not null,
  agreed_on       date,
  agreed_by_id    uuid,
  agreed_by       text not null default '',
  newest          boolean not null default true,
  at              timestamptz not null,
  primary key (organisation_id, relevance_id),
  foreign key (organisation_id, undertaking_id) references impact_assessments.undertaking,
  check (level <> 'none' or reason <> '')
);
select house.tenant('impact_assessments.relevance');
create index relevance_of_undertaking on impact_assessments.relevance (organisation_id, undertaking_id, at);
create unique index newest_relevance on impact_assessments.relevance (organisation_id, undertaking_id) where newest;

-- A short set of questions that ends in a signed reason why no assessment is needed, or in an assessment.
create table impact_assessments.screening (
  organisation_id uuid not null references directory.organisation,
  screening_id    uuid not null,
  title           text not null check (title <> ''),
  proposal        text not null default '',
  undertaking_id  uuid,
  department_id   uuid,
  -- The edition of the questions, and the kinds of proposal whose own questions are asked too.
  form            text not null,
  answers         jsonb not null default '{}',
  state           text not null check (state in ('answering', 'to agree', 'not needed', 'sent back', 'assessment needed', 'thrown away')),
  outcome         jsonb,
  reason          text not null default '',
  decision_due_on date,
  by_person_id    uuid not null,
  by_name         text not null,
  signed_at       timestamptz,
  agreed_by_id    uuid,
  agreed_by       text not null default '',
  agreed_at       timestamptz,
  note            text not null default '',
  made_at         timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, screening_id),
  foreign key (organisation_id, undertaking_id) references impact_assessments.undertaking
);
select house.tenant('impact_assessments.screening');
create index screening_by_state on impact_assessments.screening (organisation_id, state, made_at);
create index screening_of_undertaking on impact_assessments.screening (organisation_id, undertaking_id, made_at);

-- The three-year programme: what is to be assessed when. An item that was not planned says why it joined.
create table impact_assessments.programme_item (
  organisation_id uuid not null,
  item_id         uuid not null,
  undertaking_id  uuid not null,
  planned_from_on date not null,
  planned_to_on   date not null,
  why             text not null default '',
  outside         boolean not null default false,
  screening_id    uuid,
  assessment_id   uuid,
  -- What an assessment that was made elsewhere says of itself, until it is made here.
  started_on      date,
  finished_on     date,
  published_on    date,
  reviewed_on     date,
  address         text not null default '',
  ended_on        date,
  ended_because   text not null default '',
  version         integer not null default 1,
  primary key (organisation_id, item_id),
  foreign key (organisation_id, undertaking_id) references impact_assessments.undertaking,
  foreign key (organisation_id, screening_id) references impact_assessments.screening,
  check (planned_from_on <= planned_to_on),
  check (ended_on is null or ended_because <> '')
);
select house.tenant('impact_assessments.programme_item');
create index programme_by_day on impact_assessments.programme_item (organisation_id, planned_to_on);
create index programme_of_undertaking on impact_assessments.programme_item (organisation_id, undertaking_id);

-- What the body has changed of the house method and of the questions: wording and additions, never less than the duty needs.
create table impact_assessments.settings (
  organisation_id uuid not null references directory.organisation,
  settings        jsonb not null,
  version         integer not null default 1,
  primary key (organisation_id)
);
select house.tenant('impact_assessments.settings');
