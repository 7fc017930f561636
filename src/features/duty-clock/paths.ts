import { path } from '#web/path.ts'

export const paths = {
  clock: path('/clock'),
  owed: path('/clock/owed'),
  one: path('/clock/owed/:owed'),
  change: path('/clock/owed/:owed/change'),
  end: path('/clock/owed/:owed/end'),
  newPromise: path('/clock/promises/new'),
  suggestions: path('/clock/promises/suggestions'),
  deeds: path('/clock/deeds'),
  newDeed: path('/clock/deeds/new'),
  settings: path('/clock/settings'),
  calendars: path('/clock/calendars'),
  stopCalendar: path('/clock/calendars/:calendar/stop'),
  publish: path('/clock/publish'),
  publicRule: path('/clock/publish/dates'),
  calendar: path('/calendar/:secret'),
  publicDuties: path('/what-we-must-publish'),
}
