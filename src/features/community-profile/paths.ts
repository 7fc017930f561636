import { path } from '#web/path.ts'

/** Every address of the room: what anybody may read under `/community`, and what is kept by people who work here under `/community-profile`. */
export const paths = {
  community: path('/community'),
  compare: path('/community/compare'),
  topic: path('/community/topics/:topic'),
  tableCsv: path('/community/tables/:table/table.csv'),
  tableOds: path('/community/tables/:table/table.ods'),
  tableWord: path('/community/tables/:table/table.docx'),
  area: path('/community/:area'),
  profile: path('/community-profile'),
  chooseAreas: path('/community-profile/areas'),
  publish: path('/community-profile/publish'),
  figures: path('/community-profile/figures'),
  newFigure: path('/community-profile/figures/new'),
  figure: path('/community-profile/figures/:figure'),
  correctFigure: path('/community-profile/figures/:figure/correct'),
  withdrawFigure: path('/community-profile/figures/:figure/withdraw'),
}
