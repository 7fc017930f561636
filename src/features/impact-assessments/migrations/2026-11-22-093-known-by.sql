-- Indicators and workforce measures are figures that an assessment rests on, or is to be known by, as well.
alter table impact_assessments.rests_on drop constraint rests_on_room_check;
alter table impact_assessments.rests_on add constraint rests_on_room_check check (room in ('community-profile', 'equality-monitoring', 'indicators', 'measures'));
