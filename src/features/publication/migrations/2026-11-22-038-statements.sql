-- What a body says of itself in its accessibility statement and its privacy notice. What the law asks is data of the program.
create table publication.statements (
  organisation_id uuid not null references directory.organisation,
  compliance      text not null check (compliance in ('fully', 'partially', 'not')),
  problems        jsonb not null,
  contact         text not null,
  replies_within  text not null,
  prepared_on     date not null,
  reviewed_on     date,
  tested_on       date,
  tested_by       text not null,
  officer         text not null,
  kept_for        text not null,
  primary key (organisation_id)
);
select house.tenant('publication.statements');
