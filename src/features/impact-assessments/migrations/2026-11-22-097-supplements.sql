-- What came after papers were given goes to those who decide as a supplement: papers and servings of their own beside those of the version, which stay as they were.
alter table impact_assessments.paper add column supplement integer not null default 0 check (supplement >= 0);
alter table impact_assessments.serving add column supplement integer not null default 0 check (supplement >= 0);
alter table impact_assessments.paper drop constraint paper_file_check;
alter table impact_assessments.paper add constraint paper_file_check check (file ~ '^[a-z0-9-]+\.(json|html|txt|csv)$' or (bytes is not null and file ~ '^(supplement-[0-9]+-)?attached-[0-9]+\.[a-z0-9]{2,5}$'));
alter table impact_assessments.paper add constraint paper_of_supplement check ((supplement = 0) = (file !~ '^supplement-'));
