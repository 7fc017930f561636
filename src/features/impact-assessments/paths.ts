import { path } from '#web/path.ts'

/** Every address of the room. */
export const paths = {
  front: path('/assessments'),
  start: path('/assessments/start'),
  screenings: path('/assessments/screenings'),
  screening: path('/assessments/screenings/:screening'),
  screeningKinds: path('/assessments/screenings/:screening/kind'),
  screeningTriggers: path('/assessments/screenings/:screening/questions'),
  screeningImpact: path('/assessments/screenings/:screening/people'),
  sign: path('/assessments/screenings/:screening/sign'),
  agree: path('/assessments/screenings/:screening/agree'),
  choose: path('/assessments/screenings/:screening/assess'),
  throwAway: path('/assessments/screenings/:screening/throw-away'),
  register: path('/assessments/register'),
  newUndertaking: path('/assessments/register/new'),
  undertaking: path('/assessments/register/:undertaking'),
  editUndertaking: path('/assessments/register/:undertaking/edit'),
  endUndertaking: path('/assessments/register/:undertaking/end'),
  relevance: path('/assessments/register/:undertaking/relevance'),
  agreeRelevance: path('/assessments/register/:undertaking/relevance/agree'),
  plan: path('/assessments/register/:undertaking/plan'),
  programme: path('/assessments/programme'),
  item: path('/assessments/programme/:item'),
  takeOut: path('/assessments/programme/:item/take-out'),
  method: path('/assessments/method'),
}
