-- How people prove who they are. Nothing in these tables lets its reader sign in: passwords and recovery codes are argon2id, tokens are SHA-256 of 256 random bits.
create table people.password (
  organisation_id uuid not null,
  person_id       uuid not null,
  hash            text not null check (hash like '$argon2id$%'),
  set_at          timestamptz not null,
  primary key (organisation_id, person_id),
  foreign key (organisation_id, person_id) references people.person (organisation_id, id)
);
select house.tenant('people.password');

-- The secret has to be readable to check a code. last_step is the half-minute of the last code used: none works twice.
create table people.second_step (
  organisation_id uuid not null,
  person_id       uuid not null,
  secret          text not null check (secret ~ '^[A-Z2-7]{32}$'),
  set_at          timestamptz not null,
  last_step       bigint not null,
  primary key (organisation_id, person_id),
  foreign key (organisation_id, person_id) references people.person (organisation_id, id)
);
select house.tenant('people.second_step');

create table people.recovery_code (
  organisation_id uuid not null,
  person_id       uuid not null,
  number          smallint not null check (number between 1 and 99),
  hash            text not null check (hash like '$argon2id$%'),
  used_at         timestamptz,
  primary key (organisation_id, person_id, number),
  foreign key (organisation_id, person_id) references people.person (organisation_id, id)
);
select house.tenant('people.recovery_code');

-- Links sent by mail or printed by the terminal: each works once. A link asked for by an address that nobody has belongs to nobody.
create table people.one_time_link (
  organisation_id uuid not null references directory.organisation,
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  person_id       uuid,
  purpose         text not null check (purpose in ('invitation', 'reset', 'set up', 'new email')),
  new_email       text check (length(new_email) <= 254),
  made_at         timestamptz not null,
  ends_at         timestamptz not null check (ends_at > made_at),
  used_at         timestamptz,
  primary key (organisation_id, token_hash),
  foreign key (organisation_id, person_id) references people.person (organisation_id, id),
  check ((purpose = 'new email') = (new_email is not null))
);
create index link_of_person on people.one_time_link (organisation_id, person_id);
select house.tenant('people.one_time_link');

-- A sign-in under way: the password was right, and a code or a second step is still to come.
create table people.step (
  organisation_id uuid not null references directory.organisation,
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  person_id       uuid not null,
  stage           text not null check (stage in ('code', 'set up', 'keep codes')),
  signed_in_by    text not null check (signed_in_by in ('password', 'password and second step')),
  tries           integer not null default 0,
  began_at        timestamptz not null,
  ends_at         timestamptz not null check (ends_at > began_at),
  primary key (organisation_id, token_hash),
  foreign key (organisation_id, person_id) references people.person (organisation_id, id)
);
create index step_ending on people.step (organisation_id, ends_at);
select house.tenant('people.step');

-- Browsers on which somebody has signed in with everything that was asked: guesses made elsewhere do not slow them down.
create table people.device (
  organisation_id uuid not null references directory.organisation,
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  person_id       uuid not null,
  made_at         timestamptz not null,
  ends_at         timestamptz not null check (ends_at > made_at),
  primary key (organisation_id, token_hash, person_id),
  foreign key (organisation_id, person_id) references people.person (organisation_id, id)
);
create index device_of_person on people.device (organisation_id, person_id);
select house.tenant('people.device');

-- How often something was tried and failed, by what it was about: never an address or an account in words.
create table people.failure (
  organisation_id uuid not null references directory.organisation,
  about           text not null check (about ~ '^[0-9a-f]{64}$'),
  failures        integer not null check (failures > 0),
  last_at         timestamptz not null,
  primary key (organisation_id, about)
);
create index failure_last on people.failure (organisation_id, last_at);
select house.tenant('people.failure');

-- Whom a sign-in service elsewhere means by its own names.
create table people.identity (
  organisation_id uuid not null references directory.organisation,
  issuer          text not null check (length(issuer) <= 500),
  subject         text not null check (length(subject) <= 300),
  person_id       uuid not null,
  linked_at       timestamptz not null,
  primary key (organisation_id, issuer, subject),
  foreign key (organisation_id, person_id) references people.person (organisation_id, id)
);
create index identity_of_person on people.identity (organisation_id, person_id);
select house.tenant('people.identity');

-- Somebody sent to the sign-in service who has not come back: bound to their browser by the cookie whose hash this is.
create table people.trip (
  organisation_id uuid not null references directory.organisation,
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  state           text not null,
  nonce           text not null,
  verifier        text not null,
  next            text not null,
  ends_at         timestamptz not null,
  primary key (organisation_id, token_hash)
);
create index trip_ending on people.trip (organisation_id, ends_at);
select house.tenant('people.trip');
