-- The body's own districts or towns, and which of them each proposal touches: so that all proposals together can be asked of one place.
create table impact_assessments.place (
  organisation_id uuid not null references directory.organisation,
  code            text not null check (code <> '' and code <> 'everywhere'),
  name            text not null check (name <> ''),
  place           integer not null,
  retired_on      date,
  primary key (organisation_id, code)
);
select house.tenant('impact_assessments.place');
create unique index place_by_name on impact_assessments.place (organisation_id, lower(name));

create table impact_assessments.touches_place (
  organisation_id uuid not null,
  assessment_id   uuid not null,
  -- A place of the body, or `everywhere`.
  place_code      text not null,
  primary key (organisation_id, assessment_id, place_code),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment
);
select house.tenant('impact_assessments.touches_place');
create index proposals_in_place on impact_assessments.touches_place (organisation_id, place_code);
