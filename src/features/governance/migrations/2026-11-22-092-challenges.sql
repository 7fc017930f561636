-- A group challenges a plan, an assessment, a report or how the body works; the body answers or explains.
create table governance.challenge (
  organisation_id uuid not null,
  challenge_id    uuid not null,
  reference       text not null check (reference <> ''),
  from_body_id    uuid not null,
  to_body_id      uuid not null,
  about_kind      text not null default '',
  about_id        text not null default '',
  about_title     text not null check (about_title <> ''),
  words           text not null check (words <> ''),
  asks_for        text not null default '',
  raised_on       date not null,
  answer_by_on    date not null,
  by_name         text not null,
  state           text not null check (state in ('waiting', 'answered', 'settled', 'not settled')),
  answer_kind     text check (answer_kind in ('accepts', 'accepts in part', 'explains')),
  answer          text not null default '',
  answered_on     date,
  answered_by     text not null default '',
  view            text not null default '',
  viewed_on       date,
  is_public       boolean not null default false,
  version         integer not null default 1,
  made_at         timestamptz not null,
  primary key (organisation_id, challenge_id),
  foreign key (organisation_id, from_body_id) references governance.body,
  foreign key (organisation_id, to_body_id) references governance.body,
  check (from_body_id <> to_body_id),
  check ((state = 'waiting') = (answer_kind is null)),
  check ((state = 'waiting') = (answered_on is null)),
  check (state = 'waiting' or answer <> ''),
  check ((state in ('settled', 'not settled')) = (viewed_on is not null)),
  check ((about_kind = '') = (about_id = ''))
);
select house.tenant('governance.challenge');
create unique index challenge_by_reference on governance.challenge (organisation_id, reference);
create index challenge_to on governance.challenge (organisation_id, to_body_id, state);
create index challenge_from on governance.challenge (organisation_id, from_body_id);
create index challenge_about on governance.challenge (organisation_id, about_kind, about_id);
