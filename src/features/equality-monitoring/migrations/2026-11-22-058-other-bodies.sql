-- What other bodies have published of their workforces, to stand beside our own figures.
create table equality_monitoring.other_body (
  organisation_id uuid not null references directory.organisation,
  other_body_id   uuid not null,
  question        text not null,
  body            text not null check (body <> ''),
  on_day          date not null,
  base            text not null check (base in ('answered', 'everybody', 'not said')),
  counted         text not null,
  source          text not null check (source <> ''),
  link            text not null,
  shares          jsonb not null,
  made_at         timestamptz not null,
  by_name         text not null,
  version         integer not null,
  primary key (organisation_id, other_body_id)
);
select house.tenant('equality_monitoring.other_body');
