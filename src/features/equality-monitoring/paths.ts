import { path } from '#web/path.ts'

/** Every address of the room. Those under `/monitoring` are for people who work here. */
export const paths = {
  monitoring: path('/monitoring'),
  // Extracts and their sources: for analysts alone.
  sources: path('/monitoring/sources'),
  newSource: path('/monitoring/sources/new'),
  source: path('/monitoring/sources/:source'),
  editSource: path('/monitoring/sources/:source/edit'),
  endSource: path('/monitoring/sources/:source/end'),
  upload: path('/monitoring/sources/:source/upload'),
  paste: path('/monitoring/sources/:source/paste'),
  datasets: path('/monitoring/datasets'),
  dataset: path('/monitoring/datasets/:dataset'),
  columns: path('/monitoring/datasets/:dataset/columns'),
  sureWords: path('/monitoring/datasets/:dataset/words'),
  words: path('/monitoring/datasets/:dataset/words/:field'),
  names: path('/monitoring/datasets/:dataset/names/:field'),
  quality: path('/monitoring/datasets/:dataset/quality'),
  qualityFile: path('/monitoring/datasets/:dataset/problems.csv'),
  accept: path('/monitoring/datasets/:dataset/accept'),
  throwAwayDataset: path('/monitoring/datasets/:dataset/throw-away'),
  deleteRows: path('/monitoring/datasets/:dataset/delete-rows'),
  // What is held about one person.
  findPerson: path('/monitoring/people'),
  giveNotice: path('/monitoring/people/notice'),
  heldOn: path('/monitoring/people/:key'),
  heldFile: { csv: path('/monitoring/people/:key/held.csv'), docx: path('/monitoring/people/:key/held.docx') },
  correctAnswer: path('/monitoring/people/:key/correct'),
  erasePerson: path('/monitoring/people/:key/erase'),
  takeNoticeBack: path('/monitoring/people/:key/notice-back'),
  monitoringSettings: path('/monitoring/settings'),
  // What the figures say, for those who answer for equality here.
  profile: path('/monitoring/profile'),
  profileQuestion: path('/monitoring/profile/:question'),
  profileFile: { csv: path('/monitoring/profile.csv'), ods: path('/monitoring/profile.ods'), docx: path('/monitoring/profile.docx') },
  processes: path('/monitoring/processes'),
  process: path('/monitoring/processes/:kind'),
  report: path('/monitoring/report'),
  reportFile: path('/monitoring/report.docx'),
  basis: path('/monitoring/figures/:release'),
  // What the body wants its workforce to look like.
  targets: path('/monitoring/targets'),
  newTarget: path('/monitoring/targets/new'),
  target: path('/monitoring/targets/:target'),
  editTarget: path('/monitoring/targets/:target/edit'),
  endTarget: path('/monitoring/targets/:target/end'),
  actionForTarget: path('/monitoring/targets/:target/action'),
  // A question to the numbers, for analysts alone.
  ask: path('/monitoring/ask'),
  // For anybody. The year is that of the day that the figures describe.
  publicWorkforce: path('/workforce'),
  publicYear: path('/workforce/:year'),
  publicBasis: path('/workforce/:year/basis'),
  publicQuestion: path('/workforce/:year/:question'),
  publicFile: { csv: path('/workforce/:year/figures.csv'), json: path('/workforce/:year/figures.json'), ods: path('/workforce/:year/figures.ods'), docx: path('/workforce/:year/report.docx') },
}
