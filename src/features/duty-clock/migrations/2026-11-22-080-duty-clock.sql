-- The duty clock: what was done and when, noted by the work itself in the transaction that does it.
create schema duty_clock;

create table duty_clock.deed (
  organisation_id uuid not null references directory.organisation,
  deed_id         uuid not null,
  -- A kind of deed.ts.
  kind            text not null check (kind <> ''),
  -- What it was done to: the room, what it is there, its id, and which time it was where one thing is done several times.
  room            text not null check (room ~ '^[a-z][a-z-]*$'),
  thing_kind      text not null check (thing_kind <> ''),
  thing_id        text not null check (thing_id <> ''),
  occasion        text not null default '',
  done_on         date not null,
  title           text not null check (title <> ''),
  href            text not null check (href ~ '^/'),
  public          boolean not null default false,
  covers_from_on  date,
  covers_to_on    date,
  to_body_id      text,
  to_body_name    text,
  about           text[] not null default '{}',
  noted_at        timestamptz not null,
  primary key (organisation_id, deed_id),
  unique (organisation_id, kind, room, thing_kind, thing_id, occasion),
  check ((covers_from_on is null) = (covers_to_on is null) and (covers_to_on is null or covers_from_on <= covers_to_on)),
  check ((to_body_id is null) = (to_body_name is null))
);
select house.tenant('duty_clock.deed', 'select, insert');
create index deed_by_kind on duty_clock.deed (organisation_id, kind, done_on);
