-- Mitigations that a contract carries out: what a supplier has to report, how often; and what each return said. Returns are never changed: a later one for the same day stands beside it.
create table impact_assessments.contract_duty (
  organisation_id uuid not null,
  duty_id         uuid not null,
  assessment_id   uuid not null,
  -- The action of the assessment that it carries out.
  mitigation_id   text not null,
  supplier        text not null check (supplier <> ''),
  contract        text not null check (contract <> ''),
  reports         text not null check (reports <> ''),
  every           text not null check (every in ('month', 'quarter', 'half-year', 'year')),
  first_due_on    date not null,
  owner_id        uuid not null,
  owner_name      text not null,
  ended_on        date,
  ended_because   text not null default '',
  version         integer not null default 1,
  primary key (organisation_id, duty_id),
  foreign key (organisation_id, assessment_id) references impact_assessments.assessment,
  check (ended_on is null or ended_because <> '')
);
select house.tenant('impact_assessments.contract_duty');
create index contract_duty_of_assessment on impact_assessments.contract_duty (organisation_id, assessment_id);

create table impact_assessments.supplier_return (
  organisation_id uuid not null,
  return_id       uuid not null,
  duty_id         uuid not null,
  due_on          date not null,
  received_on     date,
  outcome         text not null check (outcome in ('met', 'partly met', 'not met', 'no return')),
  said            text not null check (said <> ''),
  link            text not null default '',
  file_name       text not null default '',
  sha256          text not null default '' check (sha256 = '' or sha256 ~ '^[0-9a-f]{64}$'),
  by_name         text not null,
  at              timestamptz not null,
  primary key (organisation_id, return_id),
  foreign key (organisation_id, duty_id) references impact_assessments.contract_duty,
  check ((outcome = 'no return') = (received_on is null)),
  check ((file_name = '') = (sha256 = ''))
);
select house.tenant('impact_assessments.supplier_return', 'select, insert');
create index return_of_duty on impact_assessments.supplier_return (organisation_id, duty_id, due_on, at);
