-- Documents that belong to an assessment: a consultation report, the form that it was first written in. The file is kept under its SHA-256.
create table impact_assessments.attachment (
  organisation_id uuid not null,
  attachment_id   uuid not null,
  assessment_id   uuid not null,
  file_name       text not null check (file_name <> ''),
  what            text not null check (what <> ''),
  ending          text not null check (ending ~ '^[a-z0-9]{2,5}$'),
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_at        timestamptz not null,
  added_by        text not null,
  removed_at      timestamptz,
  primary key (organisation_id, attachment_id),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment
);
select house.tenant('impact_assessments.attachment');
create index attachment_of_assessment on impact_assessments.attachment (organisation_id, assessment_id, added_at);
create index attachment_by_file on impact_assessments.attachment (organisation_id, sha256) where removed_at is null;

-- With what is put before those who decide they go byte for byte, in the database itself: nothing that is done to files elsewhere takes them away.
alter table impact_assessments.paper add column bytes bytea;
alter table impact_assessments.paper drop constraint paper_file_check;
alter table impact_assessments.paper add constraint paper_file_check check (file ~ '^[a-z0-9-]+\.(json|html|txt|csv)$' or (bytes is not null and file ~ '^attached-[0-9]+\.[a-z0-9]{2,5}$'));
alter table impact_assessments.paper add constraint paper_is_one_of_both check (bytes is null or content = '');
