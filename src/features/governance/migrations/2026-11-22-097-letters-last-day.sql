-- A day ends in _on, as everywhere.
alter table governance.paper_letter rename column works_until to works_until_on;
