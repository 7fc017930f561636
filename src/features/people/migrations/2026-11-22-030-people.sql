-- Who works with the duty here, what each may do, and who is signed in at this moment.
create schema people;

create table people.department (
  organisation_id uuid not null references directory.organisation,
  id              uuid not null,
  name            text not null check (length(name) between 1 and 200),
  also_known_as   text[] not null default '{}',
  closed_on       date,
  primary key (organisation_id, id)
);
create unique index department_name on people.department (organisation_id, lower(name));
select house.tenant('people.department');

create table people.person (
  organisation_id uuid not null references directory.organisation,
  id              uuid not null,
  name            text not null check (length(name) between 1 and 200),
  email           text not null check (length(email) between 3 and 254),
  job_title       text not null default '' check (length(job_title) <= 200),
  department_id   uuid,
  also_known_as   text[] not null default '{}',
  state           text not null check (state in ('recorded', 'invited', 'active', 'suspended', 'left')),
  added_at        timestamptz not null,
  primary key (organisation_id, id),
  foreign key (organisation_id, department_id) references people.department (organisation_id, id)
);
create unique index person_email on people.person (organisation_id, lower(email));
create index person_name on people.person (organisation_id, lower(name), id);
select house.tenant('people.person');

create table people.granted_role (
  organisation_id uuid not null references directory.organisation,
  id              uuid not null,
  person_id       uuid not null,
  role            text not null check (length(role) between 1 and 60),
  department_id   uuid,
  granted_by      uuid,
  granted_at      timestamptz not null,
  primary key (organisation_id, id),
  unique nulls not distinct (organisation_id, person_id, role, department_id),
  foreign key (organisation_id, person_id) references people.person (organisation_id, id),
  foreign key (organisation_id, department_id) references people.department (organisation_id, id),
  foreign key (organisation_id, granted_by) references people.person (organisation_id, id)
);
select house.tenant('people.granted_role');

-- Only the hash of a session's token is here: whoever reads this table cannot use a session in it.
create table people.session (
  organisation_id uuid not null references directory.organisation,
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  id              uuid not null,
  person_id       uuid not null,
  signed_in_by    text not null check (signed_in_by in ('password', 'password and second step', 'identity provider', 'example')),
  browser         text not null check (length(browser) <= 200),
  began_at        timestamptz not null,
  last_used_at    timestamptz not null,
  idle_minutes    integer not null check (idle_minutes > 0),
  ends_at         timestamptz not null check (ends_at > began_at),
  primary key (organisation_id, token_hash),
  foreign key (organisation_id, person_id) references people.person (organisation_id, id)
);
create index session_of_person on people.session (organisation_id, person_id);
create index session_ending on people.session (organisation_id, ends_at);
select house.tenant('people.session');

-- Posts, groups, teams and partner bodies by the names that plans and reports call them.
create table people.known (
  organisation_id uuid not null references directory.organisation,
  id              uuid not null,
  kind            text not null check (kind in ('post', 'group', 'team', 'partner')),
  name            text not null check (length(name) between 1 and 200),
  also_known_as   text[] not null default '{}',
  department_id   uuid,
  held_by         uuid,
  primary key (organisation_id, id),
  foreign key (organisation_id, department_id) references people.department (organisation_id, id),
  foreign key (organisation_id, held_by) references people.person (organisation_id, id)
);
create unique index known_name on people.known (organisation_id, kind, lower(name));
select house.tenant('people.known');

-- Which roles wait for a second step at sign-in. A body without a row here has the roles that person.ts names.
create table people.sign_in_rule (
  organisation_id      uuid not null references directory.organisation,
  second_step_roles    text[] not null,
  second_step_everyone boolean not null,
  primary key (organisation_id)
);
select house.tenant('people.sign_in_rule');
