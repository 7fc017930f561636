-- A letter may ask something in particular, and the page that its link opens shows what.
alter table action_plan.asking add column question text not null default '';
