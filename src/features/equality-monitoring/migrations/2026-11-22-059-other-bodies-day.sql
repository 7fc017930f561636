-- A day ends in _on, as everywhere.
alter table equality_monitoring.other_body rename column on_day to as_of_on;
