-- Assessments that exist as documents: what was read of each, passage by passage, where somebody said that it belongs, and what it became.
create table impact_assessments.import (
  organisation_id uuid not null references directory.organisation,
  import_id       uuid not null,
  file_name       text not null check (file_name <> ''),
  -- The original is kept as a file under this name.
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state           text not null check (state in ('waiting', 'reading', 'unreadable', 'to review', 'taken', 'thrown away')),
  refusal         text not null default '',
  notes           jsonb not null default '[]',
  passages        jsonb not null default '[]',
  assessment_id   uuid,
  item_id         uuid,
  by_person_id    uuid not null,
  by_name         text not null,
  at              timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, import_id),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment,
  foreign key (organisation_id, item_id) references impact_assessments.programme_item,
  check ((state = 'taken') = (assessment_id is not null or item_id is not null))
);
select house.tenant('impact_assessments.import');
create index import_by_day on impact_assessments.import (organisation_id, at desc);
create unique index import_of_assessment on impact_assessments.import (organisation_id, assessment_id) where assessment_id is not null;
create index import_of_item on impact_assessments.import (organisation_id, item_id) where item_id is not null;
