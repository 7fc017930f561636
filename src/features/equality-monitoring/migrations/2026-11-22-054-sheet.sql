-- Which sheet of a workbook somebody asked for; empty where nobody did: then the one that was read last time is taken, or else the longest.
alter table equality_monitoring.dataset add column sheet text not null default '' check (length(sheet) <= 100);
