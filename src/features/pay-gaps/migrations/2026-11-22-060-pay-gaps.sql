-- Pay gaps: payroll extracts of a snapshot day, who counts and why, the figures, what other bodies reported, audits, and the plan to close the gaps.
create schema pay_gaps;

-- One extract for one snapshot day. Its figures stay when its rows and its file are deleted.
create table pay_gaps.payroll (
  organisation_id uuid not null references directory.organisation,
  payroll_id      uuid not null,
  regime          text not null check (regime in ('public', 'private')),
  snapshot_on     date not null,
  state           text not null check (state in ('waiting', 'reading', 'unreadable', 'to understand', 'counting', 'counted')),
  file_name       text not null,
  sha256          text check (sha256 ~ '^[0-9a-f]{64}$'),
  refusal         text not null default '',
  -- Headings, and the words of columns that hold categories, with their counts. No row stands here.
  survey          jsonb,
  -- How the body decided to read the extract: columns, words, pay elements, choices.
  understanding   jsonb,
  -- What the count found, the exact intermediate numbers, and the figures.
  quality         jsonb,
  results         jsonb,
  progress        integer not null default 0 check (progress between 0 and 100),
  rows_deleted_on date,
  by_person_id    uuid not null,
  by_name         text not null,
  at              timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, payroll_id)
);
select house.tenant('pay_gaps.payroll');
create index payroll_by_snapshot on pay_gaps.payroll (organisation_id, snapshot_on desc, at desc);

-- What one person of one snapshot is paid: the most sensitive rows of the house.
create table pay_gaps.employee (
  organisation_id uuid not null,
  payroll_id      uuid not null,
  place           integer not null,
  staff_number    text not null,
  sex             text check (sex in ('male', 'female')),
  standing        text not null check (standing in ('full pay', 'relevant', 'left out')),
  reason          text not null,
  -- Exact pay for an hour, as a fraction of whole numbers ("9001/540"), and the same as a number to sort by.
  hourly          text check (hourly ~ '^-?[0-9]+/[0-9]+$'),
  hourly_near     double precision,
  noted           text[] not null,
  told            jsonb not null,
  primary key (organisation_id, payroll_id, place),
  foreign key (organisation_id, payroll_id) references pay_gaps.payroll
);
select house.tenant('pay_gaps.employee');
create index employee_by_standing on pay_gaps.employee (organisation_id, payroll_id, standing, place);

-- How the headings and words of the last extract were understood: the next one begins from there.
create table pay_gaps.settings (
  organisation_id uuid not null references directory.organisation,
  remembered      jsonb,
  employer        jsonb,
  keep_rows_months integer not null default 72 check (keep_rows_months between 1 and 120),
  version         integer not null default 1,
  primary key (organisation_id)
);
select house.tenant('pay_gaps.settings');

-- Which pay elements the regulations take for what, where the body has a rule of its own.
create table pay_gaps.element_rule (
  organisation_id uuid not null references directory.organisation,
  rule_id         uuid not null,
  words           text not null check (words <> ''),
  class           text not null check (class in ('basic', 'allowance', 'piecework', 'leave pay', 'shift premium', 'bonus', 'overtime', 'redundancy or termination', 'in lieu of leave', 'benefit in kind', 'expense', 'arrears')),
  from_on         date not null,
  because         text not null check (because <> ''),
  by_name         text not null,
  made_at         timestamptz not null,
  ended_on        date,
  primary key (organisation_id, rule_id)
);
select house.tenant('pay_gaps.element_rule');

-- One reporting year of the body: what it reports, and what it says about it. A year before Due Regard has no payroll here.
create table pay_gaps.report (
  organisation_id uuid not null references directory.organisation,
  year            integer not null check (year between 2017 and 2100),
  regime          text not null check (regime in ('public', 'private')),
  snapshot_on     date not null,
  payroll_id      uuid,
  reported        jsonb not null,
  narrative       jsonb not null,
  -- The signed statement of a private employer: name, post, day.
  statement       jsonb,
  -- Where the figures of a year without a payroll come from.
  source          text not null default '',
  published_at    timestamptz,
  version         integer not null default 1,
  primary key (organisation_id, year),
  foreign key (organisation_id, payroll_id) references pay_gaps.payroll
);
select house.tenant('pay_gaps.report');

-- A yearly file of the government's service, as it was given: what other bodies reported.
create table pay_gaps.return_file (
  organisation_id uuid not null references directory.organisation,
  file_id         uuid not null,
  year            integer check (year between 2017 and 2100),
  file_name       text not null,
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state           text not null check (state in ('waiting', 'reading', 'unreadable', 'read')),
  refusal         text not null default '',
  told            jsonb,
  progress        integer not null default 0 check (progress between 0 and 100),
  by_name         text not null,
  at              timestamptz not null,
  primary key (organisation_id, file_id)
);
select house.tenant('pay_gaps.return_file');

-- One body's published figures for one year, as the newest file has them.
create table pay_gaps.published_return (
  organisation_id uuid not null references directory.organisation,
  year            integer not null,
  employer        text not null,
  name            text not null,
  area            text not null default '',
  sectors         text[] not null,
  size            text not null default '',
  figures         numeric[] not null,
  told            jsonb not null,
  primary key (organisation_id, year, employer)
);
select house.tenant('pay_gaps.published_return');

-- A figure that a body published and then changed, seen between two files of the same year.
create table pay_gaps.restatement (
  organisation_id uuid not null references directory.organisation,
  restatement_id  uuid not null,
  year            integer not null,
  employer        text not null,
  name            text not null,
  field           text not null,
  was             text not null,
  "is"            text not null,
  seen_on         date not null,
  primary key (organisation_id, restatement_id)
);
select house.tenant('pay_gaps.restatement');
create index restatement_by_year on pay_gaps.restatement (organisation_id, year, name);

-- Causes found for differences in pay between people who do equal work: legally sensitive, and never published by itself.
create table pay_gaps.audit_cause (
  organisation_id uuid not null,
  payroll_id      uuid not null,
  comparison      text not null,
  work_group      text not null,
  cause           text not null,
  material_factor text not null,
  evidence        text not null,
  justified       boolean not null,
  action_id       uuid,
  by_name         text not null,
  at              timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, payroll_id, comparison, work_group),
  foreign key (organisation_id, payroll_id) references pay_gaps.payroll
);
select house.tenant('pay_gaps.audit_cause');

-- The equality action plan in the shape that the government's service asks for.
create table pay_gaps.gap_plan (
  organisation_id uuid not null references directory.organisation,
  year            integer not null,
  kind            text not null check (kind in ('original', 'one-year review', 'three-year review')),
  status          text not null check (status in ('draft', 'submitted')),
  items           jsonb not null,
  narrative       text not null default '',
  link            text not null default '',
  version         integer not null default 1,
  primary key (organisation_id, year)
);
select house.tenant('pay_gaps.gap_plan');
