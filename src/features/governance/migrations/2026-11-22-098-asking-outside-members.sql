-- A member from outside, who does not sign in, answers about themselves by a link of their own. The link is kept as its hash. That a form was handed in is kept
-- so that nobody does it twice: not when, and not what.
create table governance.asking_link (
  organisation_id uuid not null,
  asking_id       uuid not null,
  -- One link for each name, on however many bodies it sits: in small letters.
  name            text not null check (name = lower(name) and name <> ''),
  token_hash      text not null check (token_hash ~ '^[0-9a-f]{64}$'),
  sent_on         date not null,
  letters         integer not null check (letters > 0),
  is_handed_in    boolean not null,
  primary key (organisation_id, asking_id, name),
  unique (organisation_id, token_hash),
  foreign key (organisation_id, asking_id) references governance.asking
);
select house.tenant('governance.asking_link');
