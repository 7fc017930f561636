-- The ledger: what happened, in an order that cannot be quietly changed. One chain for each organisation.
-- content_hash = SHA-256 of the entry's canonical JSON, in which the body appears only as body_hash;
-- hash         = SHA-256 of the previous entry's hash (32 zero bytes for the first), the number as 8 bytes, and content_hash.
create schema ledger;

create table ledger.entry (
  organisation_id uuid not null,
  number          bigint not null check (number > 0),
  at              timestamptz not null,
  by              text not null check (by <> ''),
  did             text not null check (did ~ '^[a-z0-9-]+\.[a-z0-9-]+$'),
  on_room         text not null,
  on_id           text not null,
  on_version      text,
  request         text not null,
  body_hash       bytea not null check (length(body_hash) = 32),
  content_hash    bytea not null check (length(content_hash) = 32),
  hash            bytea not null check (length(hash) = 32),
  primary key (organisation_id, number)
);
create index entry_on on ledger.entry (organisation_id, on_room, on_id, number);
select house.tenant('ledger.entry', 'select, insert');
select house.append_only('ledger.entry');

-- What was said, with its salt, beside the chain: erasing a body takes both away and leaves the proof whole.
create table ledger.body (
  organisation_id uuid not null,
  number          bigint not null,
  salt            bytea check (length(salt) = 32),
  body            text,
  erased_at       timestamptz,
  erased_because  text,
  primary key (organisation_id, number),
  foreign key (organisation_id, number) references ledger.entry,
  check ((body is null) = (salt is null) and (body is null) = (erased_at is not null) and (erased_at is null) = (erased_because is null))
);
select house.tenant('ledger.body', 'select, insert');
grant update (salt, body, erased_at, erased_because) on ledger.body to due_regard_app;

create function ledger.only_erase() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.erased_at is null and new.body is null and new.salt is null and new.erased_at is not null
     and new.organisation_id = old.organisation_id and new.number = old.number then
    return new;
  end if;
  raise exception 'A body in the ledger can be erased and not otherwise changed' using errcode = '42501';
end $$;
create trigger only_erase before update or delete on ledger.body for each row execute function ledger.only_erase();
create trigger append_only_whole before truncate on ledger.body for each statement execute function house.refuse_change();

-- The end of each chain: the only row that two changes of one organisation both need, and no two organisations do.
create table ledger.head (
  organisation_id uuid not null primary key,
  number          bigint not null check (number > 0),
  hash            bytea not null check (length(hash) = 32)
) with (fillfactor = 20);
select house.tenant('ledger.head', 'select, insert, update');

create function ledger.only_next() returns trigger
language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.organisation_id = old.organisation_id and new.number = old.number + 1 then
    return new;
  end if;
  raise exception 'The head of the ledger only moves to the next entry' using errcode = '42501';
end $$;
create trigger only_next before update or delete on ledger.head for each row execute function ledger.only_next();
create trigger append_only_whole before truncate on ledger.head for each statement execute function house.refuse_change();

-- Signed heads of the tree over the entries (RFC 9162). The copies kept elsewhere are the ones that prove anything.
create table ledger.checkpoint (
  organisation_id uuid not null,
  size            bigint not null check (size > 0),
  root            bytea not null check (length(root) = 32),
  at              timestamptz not null,
  key_id          text not null,
  signature       bytea not null check (length(signature) = 64),
  -- The roots of the tree's complete parts, so that the next checkpoint reads only the entries since this one.
  peaks           bytea not null check (length(peaks) % 32 = 0),
  primary key (organisation_id, size)
);
select house.tenant('ledger.checkpoint', 'select, insert');
select house.append_only('ledger.checkpoint');
