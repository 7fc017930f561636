-- The list begins with what changed last; a register of ten thousand is not sorted for each page. What was signed, decided or published in some days is asked for reports.
create index assessment_by_change on impact_assessments.assessment (organisation_id, changed_at desc, assessment_id);
create index assessment_by_signing on impact_assessments.assessment (organisation_id, signed_on) where signed_on is not null;
create index assessment_by_decision on impact_assessments.assessment (organisation_id, decided_on) where decided_on is not null;
