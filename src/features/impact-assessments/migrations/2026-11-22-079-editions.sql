-- What the body has made its own of the method and the forms, edition by edition: what was in force on a day can be said years later.
create table impact_assessments.settings_edition (
  organisation_id uuid not null references directory.organisation,
  number          integer not null check (number > 0),
  settings        jsonb not null,
  from_on         date not null,
  made_by         text not null,
  primary key (organisation_id, number)
);
select house.tenant('impact_assessments.settings_edition', 'select, insert');
