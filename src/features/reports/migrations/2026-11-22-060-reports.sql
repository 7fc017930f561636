-- Reports to a board and to the public: what was chosen, what officers wrote, and each issue as it was issued.
create schema reports;

create table reports.report (
  organisation_id uuid not null references directory.organisation,
  report_id       uuid not null,
  kind            text not null check (kind in ('board pack', 'annual report')),
  title           text not null check (title <> ''),
  from_on         date not null,
  to_on           date not null,
  -- The part of its public address that is its own; null for what goes to a board alone.
  slug            text,
  body_id         uuid,
  body_name       text not null default '',
  parts           jsonb not null,
  version         integer not null default 1,
  begun_by        text not null,
  begun_at        timestamptz not null,
  primary key (organisation_id, report_id),
  check (from_on <= to_on),
  check ((kind = 'annual report') = (slug is not null))
);
select house.tenant('reports.report');
create unique index report_by_slug on reports.report (organisation_id, slug) where slug is not null;

-- Frozen when it is issued. A correction is another issue, with a note.
create table reports.issue (
  organisation_id uuid not null,
  report_id       uuid not null,
  number          integer not null check (number > 0),
  content         text not null,
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  note            text not null default '',
  issued_by_id    uuid not null,
  issued_by       text not null,
  issued_at       timestamptz not null,
  primary key (organisation_id, report_id, number),
  foreign key (organisation_id, report_id) references reports.report,
  check (number = 1 or note <> '')
);
select house.tenant('reports.issue');
