-- Rows are only ever added by the job that takes one extract in, a hundred thousand at a time, and asking for each of them whether that extract
-- and this organisation are there took two thirds of the time. No dataset is ever deleted, and row-level security lets nobody write another organisation's rows.
alter table equality_monitoring.dataset_row drop constraint dataset_row_organisation_id_dataset_id_fkey;
alter table equality_monitoring.person_key drop constraint person_key_organisation_id_fkey;
