-- Strategy > theme > objective > action, with the history of each action and the documents that plans were read from.
create schema action_plan;

create table action_plan.strategy (
  organisation_id uuid not null references directory.organisation,
  strategy_id     uuid not null,
  title           text not null check (title <> ''),
  from_on         date,
  to_on           date,
  vision          text not null default '',
  aims            text not null default '',
  status          text not null check (status in ('draft', 'live', 'ended')),
  notes_publish_at_once boolean not null default true,
  version         integer not null default 1,
  made_at         timestamptz not null,
  primary key (organisation_id, strategy_id),
  check (from_on is null or to_on is null or from_on <= to_on)
);
select house.tenant('action_plan.strategy');

create table action_plan.theme (
  organisation_id uuid not null,
  theme_id        uuid not null,
  strategy_id     uuid not null,
  title           text not null check (title <> ''),
  place           integer not null,
  primary key (organisation_id, theme_id),
  foreign key (organisation_id, strategy_id) references action_plan.strategy
);
select house.tenant('action_plan.theme');
create index theme_of_strategy on action_plan.theme (organisation_id, strategy_id, place);

create table action_plan.objective (
  organisation_id uuid not null,
  objective_id    uuid not null,
  strategy_id     uuid not null,
  theme_id        uuid,
  code            text not null,
  words           text not null check (words <> ''),
  this_means      text not null default '',
  lead_member     text not null default '',
  strategic_lead  text not null default '',
  operational_lead text not null default '',
  aims            text[] not null default '{}' check (aims <@ array['eliminate', 'advance', 'foster']),
  characteristics text[] not null default '{}' check (characteristics <@ array['age', 'disability', 'gender_reassignment', 'marriage_cp', 'pregnancy_maternity', 'race', 'religion_belief', 'sex', 'sexual_orientation']),
  measure         text not null default '',
  baseline        text not null default '',
  target          text not null default '',
  deadline_written text,
  deadline        jsonb not null,
  reviewed_on     date,
  place           integer not null,
  version         integer not null default 1,
  primary key (organisation_id, objective_id),
  foreign key (organisation_id, strategy_id) references action_plan.strategy,
  foreign key (organisation_id, theme_id) references action_plan.theme
);
select house.tenant('action_plan.objective');
create index objective_of_strategy on action_plan.objective (organisation_id, strategy_id, place);

create table action_plan.action (
  organisation_id uuid not null,
  action_id       uuid not null,
  strategy_id     uuid not null,
  objective_id    uuid not null,
  group_heading   text not null default '',
  reference       text not null,
  words           text not null check (words <> ''),
  lead_written    text,
  lead_name       text,
  lead_person_id  uuid,
  lead_known_id   uuid,
  supporting      jsonb not null default '[]',
  elected_lead    text not null default '',
  department_id   uuid,
  deadline_written text,
  deadline        jsonb not null,
  due_on          date,
  measures        jsonb not null default '[]',
  characteristics text[] not null default '{}' check (characteristics <@ array['age', 'disability', 'gender_reassignment', 'marriage_cp', 'pregnancy_maternity', 'race', 'religion_belief', 'sex', 'sexual_orientation']),
  aims            text[] not null default '{}' check (aims <@ array['eliminate', 'advance', 'foster']),
  priority        text not null default '' check (priority in ('', 'high', 'medium', 'low')),
  resources       text not null default '',
  private_notes   text not null default '',
  is_private      boolean not null default false,
  state           text not null check (state in ('not started', 'under way', 'achieved', 'not achieved', 'withdrawn')),
  state_reason    text not null default '',
  closed_on       date,
  own_rating      text check (own_rating in ('on track', 'at risk', 'off track')),
  own_rating_reason text not null default '',
  percent_done    integer check (percent_done between 0 and 100),
  last_update_on  date,
  last_update     text not null default '',
  made_by         jsonb,
  place           integer not null,
  version         integer not null default 1,
  primary key (organisation_id, action_id),
  foreign key (organisation_id, strategy_id) references action_plan.strategy,
  foreign key (organisation_id, objective_id) references action_plan.objective,
  check ((state in ('achieved', 'not achieved', 'withdrawn')) = (closed_on is not null)),
  check (state <> 'not achieved' or state_reason <> '')
);
select house.tenant('action_plan.action');
create index action_in_order on action_plan.action (organisation_id, strategy_id, place);
create index action_of_objective on action_plan.action (organisation_id, objective_id, place);
create index action_by_due on action_plan.action (organisation_id, strategy_id, due_on, place);
create index action_of_lead on action_plan.action (organisation_id, lead_person_id, due_on);

-- What happened to an action, in the order it happened: progress, moved dates, hand-overs, closing, where it came from.
create table action_plan.happening (
  organisation_id uuid not null,
  happening_id    uuid not null,
  action_id       uuid not null,
  at              timestamptz not null,
  person_id       uuid,
  person_name     text not null,
  kind            text not null check (kind in ('made', 'imported', 'progress', 'date moved', 'handed over', 'changed', 'closed', 'opened again', 'instance done', 'evidence', 'note')),
  told            jsonb not null,
  is_private      boolean not null default false,
  primary key (organisation_id, happening_id),
  foreign key (organisation_id, action_id) references action_plan.action on delete cascade
);
select house.tenant('action_plan.happening');
create index happening_of_action on action_plan.happening (organisation_id, action_id, at);

create table action_plan.evidence (
  organisation_id uuid not null,
  evidence_id     uuid not null,
  action_id       uuid not null,
  what            text not null check (what <> ''),
  effective_on    date,
  file_name       text,
  file_kind       text,
  sha256          text check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes           integer,
  link            text,
  is_private      boolean not null default false,
  added_at        timestamptz not null,
  added_by        text not null,
  primary key (organisation_id, evidence_id),
  foreign key (organisation_id, action_id) references action_plan.action on delete cascade,
  check ((sha256 is null) <> (link is null))
);
select house.tenant('action_plan.evidence');
create index evidence_of_action on action_plan.evidence (organisation_id, action_id, added_at);

-- Links between an action and another thing in the house: which room, which thing, which version of it. A link is data.
create table action_plan.link (
  organisation_id uuid not null,
  action_id       uuid not null,
  room            text not null,
  thing_id        text not null,
  thing_version   text not null default '',
  why             text not null default '',
  primary key (organisation_id, action_id, room, thing_id),
  foreign key (organisation_id, action_id) references action_plan.action on delete cascade
);
select house.tenant('action_plan.link');

-- A signed link in a mail lets one lead answer about one action without signing in. Only its hash is kept.
create table action_plan.asking (
  organisation_id uuid not null,
  token_hash      text not null,
  action_id       uuid not null,
  person_id       uuid not null,
  asked_at        timestamptz not null,
  asked_by        text not null,
  expires_at      timestamptz not null,
  answered_at     timestamptz,
  primary key (organisation_id, token_hash),
  foreign key (organisation_id, action_id) references action_plan.action on delete cascade
);
select house.tenant('action_plan.asking');
create index asking_of_action on action_plan.asking (organisation_id, action_id, asked_at);

-- A plan document on its way in: the file, the reading of it, and what a person has decided about each row so far.
create table action_plan.import (
  organisation_id uuid not null,
  import_id       uuid not null,
  file_name       text not null,
  format          text,
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  strategy_id     uuid,
  state           text not null check (state in ('waiting', 'reading', 'unreadable', 'to review', 'accepted', 'undone', 'thrown away')),
  refusal         text not null default '',
  reading         jsonb,
  by_person_id    uuid not null,
  by_name         text not null,
  at              timestamptz not null,
  ended_at        timestamptz,
  version         integer not null default 1,
  primary key (organisation_id, import_id),
  foreign key (organisation_id, strategy_id) references action_plan.strategy
);
select house.tenant('action_plan.import');
create index import_by_file on action_plan.import (organisation_id, sha256);

-- One reading of one row of the document, as it was read and as a person left it.
create table action_plan.import_row (
  organisation_id uuid not null,
  import_id       uuid not null,
  place           integer not null,
  source_table    integer not null,
  reading         jsonb not null,
  mended          jsonb,
  decision        text not null default 'to review' check (decision in ('to review', 'accepted', 'left out')),
  action_id       uuid,
  version         integer not null default 1,
  primary key (organisation_id, import_id, place),
  foreign key (organisation_id, import_id) references action_plan.import on delete cascade
);
select house.tenant('action_plan.import_row');
