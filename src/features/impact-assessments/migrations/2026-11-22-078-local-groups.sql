-- Groups that no Act names and that this body looks at: its own, and what it has changed of those that are there from the beginning.
create table impact_assessments.local_group (
  organisation_id uuid not null references directory.organisation,
  code            text not null check (code <> ''),
  name            text not null check (name <> ''),
  why             text not null default '',
  added_on        date,
  retired_on      date,
  retired_because text not null default '',
  -- Earlier names, each with the last day that it counted.
  earlier         jsonb not null default '[]',
  version         integer not null default 1,
  primary key (organisation_id, code),
  check (retired_on is null or retired_because <> '')
);
select house.tenant('impact_assessments.local_group');
