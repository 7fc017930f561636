-- Equality monitoring: extracts about people, what they say, and the figures that were made of them.
create schema equality_monitoring;

-- An extract that comes again: how its columns and its words were understood is confirmed once and remembered here.
create table equality_monitoring.source (
  organisation_id uuid not null references directory.organisation,
  source_id       uuid not null,
  name            text not null check (name <> ''),
  kind            text not null check (kind in ('workforce', 'starters', 'leavers', 'applicants', 'promotions', 'career grades', 'probation', 'grievance', 'disciplinary', 'harassment', 'training applied', 'training received', 'service users', 'satisfaction')),
  -- Heading in the extract to field; field to words to category: see mapping.ts.
  columns         jsonb not null default '{}',
  words           jsonb not null default '{}',
  purpose         text not null check (purpose <> ''),
  lawful_basis    text not null check (lawful_basis <> ''),
  keep_rows_months integer not null check (keep_rows_months between 1 and 120),
  -- Who is in it and who is not: "Excludes schools and casual workers".
  scope           text not null default '',
  ended           boolean not null default false,
  made_at         timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, source_id)
);
select house.tenant('equality_monitoring.source');

-- One dated extract of a source. A correction is a new dataset that replaces the earlier one.
create table equality_monitoring.dataset (
  organisation_id uuid not null,
  dataset_id      uuid not null,
  source_id       uuid not null,
  -- A snapshot has the day it describes in to_on alone; events have the days from and to which they happened.
  from_on         date,
  to_on           date not null,
  state           text not null check (state in ('waiting', 'reading', 'unreadable', 'to map', 'to check', 'merging', 'current', 'replaced', 'thrown away')),
  file_name       text not null,
  sha256          text check (sha256 ~ '^[0-9a-f]{64}$'),
  refusal         text not null default '',
  -- What the reading found: headings, distinct words with their counts, problems with their rows. No row stands here.
  reading         jsonb,
  quality         jsonb,
  -- What each place of dataset_row.answers means: see rows.ts.
  columns         jsonb,
  rows            integer,
  progress        integer not null default 0 check (progress between 0 and 100),
  replaces        uuid,
  correction_note text not null default '',
  rows_deleted_on date,
  by_person_id    uuid not null,
  by_name         text not null,
  at              timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, dataset_id),
  foreign key (organisation_id, source_id) references equality_monitoring.source,
  foreign key (organisation_id, replaces) references equality_monitoring.dataset,
  check (from_on is null or from_on <= to_on)
);
select house.tenant('equality_monitoring.dataset');
create index dataset_of_source on equality_monitoring.dataset (organisation_id, source_id, to_on);

-- Rows about people: special-category data. One for each person or event; what each place of answers means stands in dataset.columns.
create table equality_monitoring.dataset_row (
  organisation_id uuid not null,
  dataset_id      uuid not null,
  place           integer not null,
  -- A pseudonym: the staff number itself stands in person_key alone.
  person_key      uuid,
  answers         smallint[] not null,
  primary key (organisation_id, dataset_id, place),
  foreign key (organisation_id, dataset_id) references equality_monitoring.dataset
);
select house.tenant('equality_monitoring.dataset_row');
create index row_of_person on equality_monitoring.dataset_row (organisation_id, person_key) where person_key is not null;

-- Which person a pseudonym stands for: kept apart from the rows, and gone when the last row of the person is.
create table equality_monitoring.person_key (
  organisation_id uuid not null references directory.organisation,
  person_key      uuid not null,
  staff_number    text not null check (staff_number <> ''),
  -- A written notice under paragraph 8(5) of Schedule 1 to the Data Protection Act 2018: nothing about this person is taken in.
  stopped_on      date,
  primary key (organisation_id, person_key),
  unique (organisation_id, staff_number)
);
select house.tenant('equality_monitoring.person_key');

-- Exact counts, made once for each dataset and kept when its rows are deleted. For analysts, and for making releases.
create table equality_monitoring.tabulation (
  organisation_id uuid not null,
  dataset_id      uuid not null,
  -- The cut: 'ethnic group by department'.
  cut             text not null,
  tabulation      jsonb not null,
  primary key (organisation_id, dataset_id, cut),
  foreign key (organisation_id, dataset_id) references equality_monitoring.dataset
);
select house.tenant('equality_monitoring.tabulation');

-- Figures that passed the gate together: what pages, files and other rooms read. Exact counts and the answer of the gate are kept beside it for later releases.
create table equality_monitoring.release (
  organisation_id uuid not null references directory.organisation,
  release_id      uuid not null,
  audience        text not null check (audience in ('board', 'public')),
  number          integer not null,
  title           text not null check (title <> ''),
  as_of_on        date not null,
  state           text not null check (state in ('waiting', 'working', 'refused', 'ready', 'published', 'withdrawn')),
  policy          text not null,
  wanted          jsonb not null,
  -- Restricted: the exact counts and which of them are withheld.
  held            jsonb,
  artefact        jsonb,
  sha256          text check (sha256 ~ '^[0-9a-f]{64}$'),
  certificate     text,
  refusal         jsonb,
  corrects        uuid,
  note            text not null default '',
  by_person_id    uuid,
  by_name         text not null,
  approved_by_id  uuid,
  approved_by     text not null default '',
  at              timestamptz not null,
  version         integer not null default 1,
  primary key (organisation_id, release_id),
  unique (organisation_id, audience, number),
  foreign key (organisation_id, corrects) references equality_monitoring.release
);
select house.tenant('equality_monitoring.release');
create index release_by_day on equality_monitoring.release (organisation_id, audience, as_of_on);

-- What the body wants its workforce to look like, and by when.
create table equality_monitoring.target (
  organisation_id uuid not null references directory.organisation,
  target_id       uuid not null,
  target          jsonb not null,
  due_on          date,
  ended_on        date,
  made_at         timestamptz not null,
  by_name         text not null,
  version         integer not null default 1,
  primary key (organisation_id, target_id)
);
select house.tenant('equality_monitoring.target');

-- What the body has chosen for the whole room: the senior line, what is published, the area that it compares itself with.
create table equality_monitoring.settings (
  organisation_id uuid not null references directory.organisation,
  settings        jsonb not null,
  version         integer not null default 1,
  primary key (organisation_id)
);
select house.tenant('equality_monitoring.settings');
