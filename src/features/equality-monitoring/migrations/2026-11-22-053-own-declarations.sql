-- What employees say of themselves may stand beside what the extract of the workforce says: off, to fill gaps, or before it. See own-declarations.ts.
alter table equality_monitoring.source add column declarations text not null default 'off' check (declarations in ('off', 'fill gaps', 'prefer')), add check (declarations = 'off' or kind = 'workforce');
