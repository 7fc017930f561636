import { path } from '#web/path.ts'

export const paths = {
  indicators: path('/indicators'),
  newIndicator: path('/indicators/new'),
  publish: path('/indicators/publish'),
  indicator: path('/indicators/:indicator'),
  editIndicator: path('/indicators/:indicator/edit'),
  addValue: path('/indicators/:indicator/values/:period'),
  correctValue: path('/indicators/:indicator/values/:period/correct'),
  importValues: path('/indicators/:indicator/import'),
  publicFigures: path('/figures'),
  publicFigure: path('/figures/indicator/:indicator'),
}
