-- A sign-in service elsewhere may or may not have asked for a second step: which of the two is now said.
alter table people.session drop constraint session_signed_in_by_check;
alter table people.session add constraint session_signed_in_by_check
  check (signed_in_by in ('password', 'password and second step', 'identity provider', 'identity provider and second step', 'example'));
alter table people.step drop constraint step_signed_in_by_check;
alter table people.step add constraint step_signed_in_by_check
  check (signed_in_by in ('password', 'password and second step', 'identity provider', 'identity provider and second step'));
