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
  quality: path('/monitoring/datasets/:dataset/quality'),
  qualityFile: path('/monitoring/datasets/:dataset/problems.csv'),
  accept: path('/monitoring/datasets/:dataset/accept'),
  throwAwayDataset: path('/monitoring/datasets/:dataset/throw-away'),
  deleteRows: path('/monitoring/datasets/:dataset/delete-rows'),
  // What is held about one person.
  findPerson: path('/monitoring/people'),
  heldOn: path('/monitoring/people/:key'),
  heldFile: path('/monitoring/people/:key/held.csv'),
  correctAnswer: path('/monitoring/people/:key/correct'),
  erasePerson: path('/monitoring/people/:key/erase'),
  stopPerson: path('/monitoring/people/:key/stop'),
  monitoringSettings: path('/monitoring/settings'),
}
