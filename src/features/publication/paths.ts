import { path } from '#web/path.ts'

export const paths = {
  home: path('/'),
  changes: path('/changes'),
}
