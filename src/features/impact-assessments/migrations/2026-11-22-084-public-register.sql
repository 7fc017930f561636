-- What the published register is searched by: one line for each assessment that is public, written when it is published. All of it is public already.
create table impact_assessments.public_entry (
  organisation_id uuid not null references directory.organisation,
  assessment_id   uuid not null,
  reference       text not null,
  title           text not null,
  department      text not null,
  service         text not null,
  summary         text not null,
  outcome         text not null,
  signed_on       date not null,
  decided_on      date,
  decided_by      text not null,
  decision        text not null,
  assessed_after  boolean not null,
  review_on       date,
  -- The groups that it would make worse off, or of which that is not known.
  worse           text[] not null,
  edition         integer not null,
  published_on    date not null,
  primary key (organisation_id, assessment_id),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment
);
select house.tenant('impact_assessments.public_entry');
create index public_entry_by_day on impact_assessments.public_entry (organisation_id, published_on);
