-- What all proposals together are asked of: all but “no difference”, which is most of it, read from the index alone.
create index impacts_that_count on impact_assessments.impact (organisation_id, assessment_id) include (group_code, rating, severity, residual) where rating <> 'neutral';
