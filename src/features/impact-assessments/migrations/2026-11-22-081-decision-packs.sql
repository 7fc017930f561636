-- What was put before those who decide: each paper byte for byte with its hash, and to whom it was given. Never changed, never taken away.
create table impact_assessments.paper (
  organisation_id uuid not null,
  assessment_id   uuid not null,
  -- The frozen version that it is of.
  number          integer not null,
  file            text not null check (file ~ '^[a-z0-9-]+\.(json|html|txt|csv)$'),
  what            text not null check (what <> ''),
  content         text not null,
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  made_at         timestamptz not null,
  primary key (organisation_id, assessment_id, number, file),
  foreign key (organisation_id, assessment_id, number) references impact_assessments.frozen
);
select house.tenant('impact_assessments.paper', 'select, insert');

create table impact_assessments.serving (
  organisation_id uuid not null,
  serving_id      uuid not null,
  assessment_id   uuid not null,
  number          integer not null,
  to_name         text not null check (to_name <> ''),
  -- Somebody on record opens the papers here, and the ledger says when; for others it is said how they were given.
  to_person_id    uuid,
  how             text not null check (how in ('here', 'given')),
  served_at       timestamptz not null,
  served_by       text not null,
  primary key (organisation_id, serving_id),
  foreign key (organisation_id, assessment_id, number) references impact_assessments.frozen,
  check ((how = 'here') = (to_person_id is not null))
);
select house.tenant('impact_assessments.serving', 'select, insert');
create index serving_of_assessment on impact_assessments.serving (organisation_id, assessment_id, number);
create index serving_to_person on impact_assessments.serving (organisation_id, to_person_id);
