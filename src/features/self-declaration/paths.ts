import { path } from '#web/path.ts'

/** Under `/equality-answers` people are signed in; `/declare` is for the link in an email. */
export const paths = {
  mine: path('/equality-answers'),
  mineStaffNumber: path('/equality-answers/staff-number'),
  mineDownload: path('/equality-answers/download'),
  mineStop: path('/equality-answers/stop'),
  mineResume: path('/equality-answers/start-again'),
  mineErase: path('/equality-answers/erase'),
  mineQuestion: path('/equality-answers/:question'),
  declare: path('/declare/:token'),
  declareQuestion: path('/declare/:token/:question'),
  declareThanks: path('/declare/:token/thanks'),
  declareStop: path('/declare/:token/stop'),
  campaign: path('/declarations'),
  campaignAsk: path('/declarations/ask'),
  campaignPeople: path('/declarations/people'),
  campaignQuestions: path('/declarations/questions'),
}
