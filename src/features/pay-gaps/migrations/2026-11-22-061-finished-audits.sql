-- An equal pay audit that is finished: the next is due three years later.
create table pay_gaps.audit (
  organisation_id uuid not null,
  payroll_id      uuid not null,
  finished_on     date not null,
  scope           text not null check (scope <> ''),
  summary         text not null check (summary <> ''),
  by_name         text not null,
  primary key (organisation_id, payroll_id),
  foreign key (organisation_id, payroll_id) references pay_gaps.payroll
);
select house.tenant('pay_gaps.audit');
