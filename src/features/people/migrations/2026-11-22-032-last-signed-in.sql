-- Whoever reviews access asks first: does this person still come?
alter table people.person add column last_signed_in_at timestamptz;
