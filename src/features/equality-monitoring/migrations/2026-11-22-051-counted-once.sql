-- Somebody with several posts is one person: they are counted in their main post, and this says which row that is.
alter table equality_monitoring.dataset_row add column counted boolean not null default true;

-- One extract of a source speaks for one day or period. A later one replaces it in the same transaction.
create unique index dataset_current on equality_monitoring.dataset (organisation_id, source_id, to_on, coalesce(from_on, to_on)) where state = 'current';
