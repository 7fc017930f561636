-- Members of bodies are asked about themselves, anonymously. What they answer stands as sums in the room of self-declaration until the
-- asking is closed; then what passed the gate is frozen here, and the sums are deleted.
create table governance.asking (
  organisation_id uuid not null,
  asking_id       uuid not null,
  bodies          uuid[] not null check (cardinality(bodies) > 0),
  opened_on       date not null,
  opened_by       text not null,
  closed_on       date,
  state           text not null check (state in ('open', 'counting', 'shown', 'too few', 'not safe')),
  -- What passed the gate, sealed; and what the gate was given, for the askings that come after. The second is restricted.
  artefact        jsonb,
  sha256          text check (sha256 ~ '^[0-9a-f]{64}$'),
  held            jsonb,
  made_at         timestamptz not null,
  primary key (organisation_id, asking_id),
  check ((state = 'open') = (closed_on is null)),
  check ((state = 'shown') = (artefact is not null)),
  check ((artefact is null) = (sha256 is null))
);
select house.tenant('governance.asking');
-- One at a time: two that are open together could be told apart by who sits where.
create unique index one_open_asking on governance.asking (organisation_id) where state in ('open', 'counting');

-- Who has handed the form in, so that nobody does it twice. Not when, and not what: an empty form is one too.
create table governance.handed_in (
  organisation_id uuid not null,
  asking_id       uuid not null,
  person_id       uuid not null,
  primary key (organisation_id, asking_id, person_id),
  foreign key (organisation_id, asking_id) references governance.asking
);
select house.tenant('governance.handed_in');
