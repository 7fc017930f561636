-- Mail on its way. A letter is written in the transaction of the change that it tells of, and sent afterwards.
create schema mail;

create table mail.outbox (
  organisation_id uuid not null,
  id              uuid not null,
  -- What it tells of: the same news is written once, however often its transaction is run.
  dedupe          text not null,
  address         text not null check (address !~ '[\r\n]'),
  subject         text not null check (subject !~ '[\r\n]'),
  -- Taken away once it is sent: letters carry links that let people in.
  text            text,
  state           text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'refused', 'given up')),
  made_at         timestamptz not null,
  next_try_at     timestamptz not null,
  tries           integer not null default 0,
  sent_at         timestamptz,
  -- Why the last try failed, in the mail server's code and our words.
  trouble         text,
  primary key (organisation_id, id),
  unique (organisation_id, dedupe),
  check ((state = 'sent') = (sent_at is not null)),
  check (state <> 'sent' or text is null)
);
create index outbox_due on mail.outbox (organisation_id, next_try_at) where state in ('waiting', 'sending');
select house.tenant('mail.outbox');
