-- What a body is, which decides what the law asks of it.
create table duty_clock.employer (
  organisation_id uuid not null references directory.organisation,
  nation          text not null check (nation in ('England', 'Wales', 'Scotland')),
  size            text not null check (size in ('fewer than 20', '20 to 149', '150 to 249', '250 or more')),
  -- Dates before this day are not asked about.
  since_on        date not null,
  promises_move   boolean not null default false,
  version         integer not null default 1,
  primary key (organisation_id)
);
select house.tenant('duty_clock.employer', 'select, insert, update');

-- What the body promised by its own word. A promise whose dates change ends, and another follows it: what was late stays late.
create table duty_clock.promise (
  organisation_id uuid not null references directory.organisation,
  promise_id      uuid not null,
  title           text not null check (title <> ''),
  sentence        text not null check (sentence <> ''),
  source          text not null,
  written         text not null check (written <> ''),
  -- rule and shown_by: owed.ts has their shapes.
  rule            jsonb not null,
  shown_by        jsonb not null,
  since_on        date not null,
  until_on        date,
  ended_because   text not null default '',
  last_before_on  date,
  owner_id        uuid,
  public          boolean not null,
  template        text,
  follows_id      uuid,
  made_by         text not null,
  made_at         timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, promise_id),
  foreign key (organisation_id, follows_id) references duty_clock.promise,
  foreign key (organisation_id, owner_id) references people.person
);
select house.tenant('duty_clock.promise', 'select, insert, update');

-- Calendars that another program reads: whoever has the address reads, so only its hash is kept, and it can be stopped.
create table duty_clock.feed (
  organisation_id uuid not null references directory.organisation,
  feed_id         uuid not null,
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  person_id       uuid not null,
  shows           text not null check (shows in ('mine', 'all')),
  name            text not null check (name <> ''),
  made_at         timestamptz not null,
  stopped_at      timestamptz,
  primary key (organisation_id, feed_id),
  unique (organisation_id, token_hash),
  foreign key (organisation_id, person_id) references people.person
);
select house.tenant('duty_clock.feed', 'select, insert, update');

-- The rule under which the public page is kept up to date, and who set it.
create table duty_clock.public_rule (
  organisation_id uuid not null references directory.organisation,
  set_by_id       uuid not null,
  set_by          text not null,
  set_at          timestamptz not null,
  primary key (organisation_id)
);
select house.tenant('duty_clock.public_rule');
