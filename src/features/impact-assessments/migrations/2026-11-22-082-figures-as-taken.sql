-- Which numbers exactly were taken: so that a figure that was corrected under the same name is found, and all that rests on it listed.
alter table impact_assessments.rests_on add column numbers_hash text not null default '';
