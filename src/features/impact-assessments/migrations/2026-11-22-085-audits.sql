-- Central audit: a sample of what was signed, drawn by a seed that is written down, and what was found.
create table impact_assessments.audit (
  organisation_id uuid not null references directory.organisation,
  audit_id        uuid not null,
  from_on         date not null,
  to_on           date not null check (to_on >= from_on),
  per_department  integer not null check (per_department between 1 and 50),
  -- Whoever has the seed and the list draws the same sample again.
  seed            text not null check (seed ~ '^[0-9a-f]{32}$'),
  candidates      integer not null check (candidates > 0),
  made_by         text not null,
  made_at         timestamptz not null,
  finished_on     date,
  conclusion      text not null default '',
  version         integer not null default 1,
  primary key (organisation_id, audit_id),
  check (finished_on is null or conclusion <> '')
);
select house.tenant('impact_assessments.audit');

create table impact_assessments.audit_finding (
  organisation_id uuid not null,
  audit_id        uuid not null,
  assessment_id   uuid not null,
  rating          text check (rating in ('sound', 'to improve', 'not adequate')),
  found           text not null default '',
  by_name         text not null default '',
  at              timestamptz,
  primary key (organisation_id, audit_id, assessment_id),
  foreign key (organisation_id, audit_id) references impact_assessments.audit,
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment,
  check ((rating is null) = (at is null)),
  check (rating is null or found <> '')
);
select house.tenant('impact_assessments.audit_finding');
