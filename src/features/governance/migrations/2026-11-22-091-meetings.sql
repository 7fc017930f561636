-- Meetings with their agenda, papers, attendance and minutes; and what was decided, until it is done.
create table governance.meeting (
  organisation_id uuid not null,
  meeting_id      uuid not null,
  body_id         uuid not null,
  kind            text not null check (kind in ('meeting', 'event')),
  title           text not null default '',
  held_on         date not null,
  at_time         text not null default '',
  place           text not null default '',
  link            text not null default '',
  state           text not null check (state in ('planned', 'issued', 'held', 'called off')),
  because         text not null default '',
  issued_at       timestamptz,
  minutes         text not null default '',
  minutes_agreed_on date,
  also_there      text not null default '',
  version         integer not null default 1,
  made_at         timestamptz not null,
  primary key (organisation_id, meeting_id),
  foreign key (organisation_id, body_id) references governance.body,
  check (state <> 'called off' or because <> ''),
  check (state not in ('issued') or issued_at is not null)
);
select house.tenant('governance.meeting');
create index meeting_of_body on governance.meeting (organisation_id, body_id, held_on);
create index meeting_by_day on governance.meeting (organisation_id, held_on);

create table governance.decision (
  organisation_id uuid not null,
  decision_id     uuid not null,
  body_id         uuid not null,
  meeting_id      uuid not null,
  reference       text not null check (reference <> ''),
  kind            text not null check (kind in ('information', 'decision', 'action')),
  words           text not null check (words <> ''),
  decided_on      date not null,
  owner_person_id uuid,
  owner_name      text not null default '',
  due_on          date,
  state           text not null check (state in ('noted', 'open', 'done', 'dropped')),
  ended_on        date,
  outcome         text not null default '',
  effect          text not null check (effect in ('', 'approves', 'approves with changes', 'does not approve', 'decides on', 'notes')),
  thing_kind      text not null default '',
  thing_id        text not null default '',
  thing_title     text not null default '',
  action_id       uuid,
  is_public       boolean not null,
  version         integer not null default 1,
  made_at         timestamptz not null,
  primary key (organisation_id, decision_id),
  foreign key (organisation_id, body_id) references governance.body,
  foreign key (organisation_id, meeting_id) references governance.meeting,
  check ((state in ('done', 'dropped')) = (ended_on is not null)),
  check (kind <> 'action' or (owner_name <> '' and due_on is not null)),
  check ((state = 'noted') = (kind = 'information')),
  check ((thing_kind = '') = (thing_id = ''))
);
select house.tenant('governance.decision');
create unique index decision_by_reference on governance.decision (organisation_id, reference);
create index decision_of_body on governance.decision (organisation_id, body_id, decided_on);
create index decision_of_meeting on governance.decision (organisation_id, meeting_id);
create index decision_of_owner on governance.decision (organisation_id, owner_person_id, state);
create index decision_about on governance.decision (organisation_id, thing_kind, thing_id);

create table governance.agenda_item (
  organisation_id uuid not null,
  item_id         uuid not null,
  meeting_id      uuid not null,
  place           integer not null check (place > 0),
  kind            text not null check (kind in ('own', 'changed', 'earlier decision', 'challenge')),
  title           text not null check (title <> ''),
  words           text not null default '',
  about_id        text not null default '',
  primary key (organisation_id, item_id),
  foreign key (organisation_id, meeting_id) references governance.meeting
);
select house.tenant('governance.agenda_item');
create index item_of_meeting on governance.agenda_item (organisation_id, meeting_id, place);

-- A paper is never changed once it was issued: another is issued in its place, and both stay.
create table governance.paper (
  organisation_id uuid not null,
  paper_id        uuid not null,
  meeting_id      uuid not null,
  title           text not null check (title <> ''),
  made            text not null check (made in ('uploaded', 'generated')),
  file_name       text not null check (file_name <> ''),
  sha256          text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes           integer not null check (bytes > 0),
  sections        text[] not null default '{}',
  flow_id         uuid,
  issued_at       timestamptz,
  replaced_by     uuid,
  note            text not null default '',
  added_at        timestamptz not null,
  by_name         text not null,
  primary key (organisation_id, paper_id),
  foreign key (organisation_id, meeting_id) references governance.meeting,
  foreign key (organisation_id, flow_id) references governance.flow,
  foreign key (organisation_id, replaced_by) references governance.paper
);
select house.tenant('governance.paper');
create index paper_of_meeting on governance.paper (organisation_id, meeting_id, added_at);
create index paper_of_flow on governance.paper (organisation_id, flow_id);
create index paper_in_place on governance.paper (organisation_id, replaced_by);

create table governance.attendance (
  organisation_id uuid not null,
  meeting_id      uuid not null,
  membership_id   uuid not null,
  name            text not null check (name <> ''),
  represents      text not null default '',
  role            text not null,
  is_senior       boolean not null,
  state           text not null check (state in ('present', 'apologies', 'absent')),
  primary key (organisation_id, meeting_id, membership_id),
  foreign key (organisation_id, meeting_id) references governance.meeting,
  foreign key (organisation_id, membership_id) references governance.membership
);
select house.tenant('governance.attendance');
create index attendance_of_member on governance.attendance (organisation_id, membership_id);
