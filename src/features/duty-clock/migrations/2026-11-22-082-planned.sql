-- What a room has planned and will note as done: where its day passes and nobody notes it, the promise about it is not kept by silence.
create table duty_clock.planned (
  organisation_id uuid not null references directory.organisation,
  kind            text not null check (kind <> ''),
  room            text not null check (room <> ''),
  thing_kind      text not null check (thing_kind <> ''),
  thing_id        text not null check (thing_id <> ''),
  planned_on      date not null,
  title           text not null check (title <> ''),
  href            text not null check (href <> ''),
  primary key (organisation_id, kind, room, thing_kind, thing_id)
);
select house.tenant('duty_clock.planned');
