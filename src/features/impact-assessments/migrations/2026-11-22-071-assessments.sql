-- Full assessments: what they say section by section, what was frozen of them, and what the departmental group said.
create table impact_assessments.assessment (
  organisation_id uuid not null references directory.organisation,
  assessment_id   uuid not null,
  reference       text not null check (reference <> ''),
  title           text not null check (title <> ''),
  undertaking_id  uuid,
  department_id   uuid,
  lead_id         uuid not null,
  lead_name       text not null,
  authors         jsonb not null default '[]',
  stage           text not null check (stage in ('drafting', 'in scrutiny', 'agreed', 'signed off', 'published', 'reviewed', 'ended')),
  round           integer not null default 0,
  decision_maker  text not null default '',
  decision_due_on date,
  budget_round    text not null default '',
  started_on      date not null,
  -- Who did each step and when, and the decision: see assessment.ts.
  steps           jsonb not null default '{}',
  signed_on       date,
  decided_on      date,
  published_on    date,
  review_on       date,
  changed_at      timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, assessment_id),
  unique (organisation_id, reference),
  foreign key (organisation_id, undertaking_id) references impact_assessments.undertaking
);
select house.tenant('impact_assessments.assessment');
create index assessment_by_stage on impact_assessments.assessment (organisation_id, stage, changed_at);
create index assessment_of_undertaking on impact_assessments.assessment (organisation_id, undertaking_id);

create table impact_assessments.section (
  organisation_id uuid not null,
  assessment_id   uuid not null,
  section         text not null check (section in ('proposal', 'people', 'evidence', 'engagement', 'impact', 'rights', 'together', 'mitigation', 'outcome', 'review', 'summary')),
  content         jsonb not null,
  version         integer not null,
  -- The round of scrutiny that was last before this change: what changed since is shown to the group.
  round           integer not null,
  changed_at      timestamptz not null,
  changed_by      text not null,
  primary key (organisation_id, assessment_id, section),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment
);
select house.tenant('impact_assessments.section');

-- What each impact comes to, kept beside the words so that all live assessments can be asked about one group of people.
create table impact_assessments.impact (
  organisation_id uuid not null,
  assessment_id   uuid not null,
  group_code      text not null,
  rating          text not null check (rating in ('positive', 'neutral', 'negative', 'unknown')),
  severity        text not null check (severity in ('', 'low', 'medium', 'high')),
  residual        text not null check (residual in ('', 'positive', 'neutral', 'negative', 'unknown')),
  residual_severity text not null check (residual_severity in ('', 'low', 'medium', 'high')),
  primary key (organisation_id, assessment_id, group_code),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment
);
select house.tenant('impact_assessments.impact');
create index impact_on_group on impact_assessments.impact (organisation_id, group_code, rating);

-- Frozen: the whole assessment as it was at a step, with the hash of its canonical form. Never changed.
create table impact_assessments.frozen (
  organisation_id uuid not null,
  assessment_id   uuid not null,
  number          integer not null,
  why             text not null check (why <> ''),
  content         jsonb not null,
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  made_at         timestamptz not null,
  made_by         text not null,
  primary key (organisation_id, assessment_id, number),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment
);
select house.tenant('impact_assessments.frozen', 'select, insert');

create table impact_assessments.verdict (
  organisation_id uuid not null,
  verdict_id      uuid not null,
  assessment_id   uuid not null,
  section         text not null,
  round           integer not null,
  verdict         text not null check (verdict in ('agreed', 'agreed with a comment', 'to be changed')),
  comment         text not null default '',
  by_person_id    uuid not null,
  by_name         text not null,
  at              timestamptz not null,
  reply           text not null default '',
  replied_by      text not null default '',
  primary key (organisation_id, verdict_id),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment,
  check (verdict = 'agreed' or comment <> '')
);
select house.tenant('impact_assessments.verdict');
create index verdict_of_assessment on impact_assessments.verdict (organisation_id, assessment_id, round, at);

create table impact_assessments.interest (
  organisation_id uuid not null,
  assessment_id   uuid not null,
  person_id       uuid not null,
  person_name     text not null,
  interest        text not null check (interest <> ''),
  at              timestamptz not null,
  primary key (organisation_id, assessment_id, person_id),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment
);
select house.tenant('impact_assessments.interest');
