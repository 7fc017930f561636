import { path } from '#web/path.ts'

/** Every address of the room. Those under `/who-answers-to-whom` are public; the others are for people who work here. */
export const paths = {
  structure: path('/governance'),
  bodies: path('/governance/bodies'),
  newBody: path('/governance/bodies/new'),
  body: path('/governance/bodies/:body'),
  editBody: path('/governance/bodies/:body/edit'),
  endBody: path('/governance/bodies/:body/end'),
  newTerms: path('/governance/bodies/:body/terms/new'),
  terms: path('/governance/bodies/:body/terms/:number'),
  newMember: path('/governance/bodies/:body/members/new'),
  members: path('/governance/members'),
  member: path('/governance/members/:membership'),
  newFlow: path('/governance/bodies/:body/flows/new'),
  flow: path('/governance/flows/:flow'),
  passed: path('/governance/flows/:flow/passed'),
  publish: path('/governance/publish'),
  mine: path('/my-boards'),
  publicStructure: path('/who-answers-to-whom'),
  publicBody: path('/who-answers-to-whom/:body'),
}
