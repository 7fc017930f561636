-- What groups outside, staff networks and residents say against an assessment, and what was answered.
create table impact_assessments.challenge (
  organisation_id uuid not null,
  challenge_id    uuid not null,
  assessment_id   uuid not null,
  from_whom       text not null check (from_whom in ('group', 'network', 'resident')),
  name            text not null default '',
  email           text not null default '',
  words           text not null check (words <> ''),
  may_be_public   boolean not null default false,
  made_at         timestamptz not null,
  answer_kind     text check (answer_kind in ('changed', 'explained')),
  answer          text not null default '',
  answered_by     text not null default '',
  answered_at     timestamptz,
  is_public       boolean not null default false,
  version         integer not null default 1,
  primary key (organisation_id, challenge_id),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment,
  check ((answer_kind is null) = (answered_at is null)),
  check (answer_kind is null or answer <> ''),
  check (not is_public or (may_be_public and answer_kind is not null)),
  check (from_whom = 'resident' or name <> '')
);
select house.tenant('impact_assessments.challenge');
create index challenge_of_assessment on impact_assessments.challenge (organisation_id, assessment_id, made_at);
create index challenge_by_time on impact_assessments.challenge (organisation_id, made_at);

create table impact_assessments.asked_group (
  organisation_id uuid not null,
  group_id        uuid not null,
  assessment_id   uuid not null,
  number          integer not null,
  name            text not null check (name <> ''),
  email           text not null check (email <> ''),
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  expires_at      timestamptz not null,
  made_at         timestamptz not null,
  primary key (organisation_id, group_id),
  unique (organisation_id, token_hash),
  foreign key (organisation_id, assessment_id, number) references impact_assessments.frozen
);
select house.tenant('impact_assessments.asked_group');
create index asked_group_of_assessment on impact_assessments.asked_group (organisation_id, assessment_id);

-- Words that were left out of what is public, and why. Kept inside; readers see that something was left out.
create table impact_assessments.redaction (
  organisation_id uuid not null,
  redaction_id    uuid not null,
  assessment_id   uuid not null,
  words           text not null check (words <> ''),
  because         text not null check (because <> ''),
  by_name         text not null,
  at              timestamptz not null,
  primary key (organisation_id, redaction_id),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment
);
select house.tenant('impact_assessments.redaction', 'select, insert');
create index redaction_of_assessment on impact_assessments.redaction (organisation_id, assessment_id, at);
