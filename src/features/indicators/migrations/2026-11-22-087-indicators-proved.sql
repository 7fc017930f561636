-- What is typed of people goes through the gate: what it was given and what it answered is kept for the values that come after, beside the value and never with it.
create table indicators.proof (
  organisation_id uuid not null,
  value_id        uuid not null,
  held            jsonb not null,
  policy          text not null,
  certificate     text not null check (certificate ~ '^[0-9a-f]{64}$'),
  proved_on       date not null,
  primary key (organisation_id, value_id),
  foreign key (organisation_id, value_id) references indicators.value
);
select house.tenant('indicators.proof');

-- What an indicator counts and what each new value of it is put beside.
alter table indicators.indicator drop constraint indicator_about_check;
alter table indicators.indicator
  add constraint indicator_about_check check (about in ('people', 'sensitive', 'things')),
  add column counted        text not null default 'day' check (counted in ('day', 'period')),
  add column breaks_down_by text not null default '',
  add column compares       text[] not null default '{}';
