-- Which senior manager was at a planned event: a name and a post, for those who are no members too.
alter table governance.meeting add column senior_there text not null default '';

-- Who was written to when papers were issued, and when they opened them. The link is kept only as its hash.
create table governance.paper_letter (
  organisation_id uuid not null,
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  meeting_id      uuid not null,
  membership_id   uuid not null,
  person_id       uuid not null,
  name            text not null,
  sent_at         timestamptz not null,
  works_until     date not null,
  opened_at       timestamptz,
  primary key (organisation_id, token_hash),
  foreign key (organisation_id, meeting_id) references governance.meeting,
  foreign key (organisation_id, membership_id) references governance.membership
);
select house.tenant('governance.paper_letter');
create unique index one_letter_each on governance.paper_letter (organisation_id, meeting_id, person_id);
