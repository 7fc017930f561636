import { path } from '#web/path.ts'

export const paths = {
  rounds: path('/rounds'),
  openRound: path('/rounds/plans/:strategy/open'),
  round: path('/rounds/:round'),
  leads: path('/rounds/:round/leads'),
  summary: path('/rounds/:round/summary'),
  chase: path('/rounds/:round/chase'),
  askBack: path('/rounds/:round/actions/:action/question'),
  close: path('/rounds/:round/close'),
  sign: path('/rounds/:round/sign'),
  record: path('/rounds/:round/record.json'),
}
