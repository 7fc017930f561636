-- Which figures of which room an assessment rests on: so that a figure leads to every assessment, as an assessment leads to its figures.
create table impact_assessments.rests_on (
  organisation_id uuid not null,
  assessment_id   uuid not null,
  entry_id        text not null,
  room            text not null check (room in ('community-profile', 'equality-monitoring')),
  -- What was asked for: a topic of the community profile, or a question with a kind of dataset.
  asked           text not null,
  -- Which figures: an edition's name, or a release.
  taken           text not null,
  title           text not null,
  primary key (organisation_id, assessment_id, entry_id),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment
);
select house.tenant('impact_assessments.rests_on');
create index assessments_resting_on on impact_assessments.rests_on (organisation_id, room, asked);
