import { path } from '#web/path.ts'

/** Every address of the room: what anybody may read under `/community`, and what is kept by people who work here under `/community-profile`. */
export const paths = {
  community: path('/community'),
  compare: path('/community/compare'),
  topics: path('/community/topics'),
  topic: path('/community/topics/:topic'),
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
