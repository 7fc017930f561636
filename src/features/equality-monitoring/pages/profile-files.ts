/** The board's figures to take away: tidy CSV, a spreadsheet with a table a sheet, and the report as Word. */
import { writeCsv, writeOdsBook } from '#documents/write.ts'
import { download, type House } from '#web/page.ts'
import { NotFound } from '#web/refusals.ts'
import { mayReadBoardFigures } from '../access.ts'
import { paths } from '../paths.ts'
import type { Releases } from '../profile.ts'
import { asBook, asTidyTable } from './figure-files.ts'
import { loadReleases } from './profile.ts'
import { writtenFile } from './report.ts'

const load = async (_at: unknown, house: House): Promise<{ readonly releases: Releases; readonly organisation: string }> => {
  const releases = await loadReleases(house)
  if (!releases) throw new NotFound('no figures yet')
  return { releases, organisation: house.organisation.name }
}
const access = mayReadBoardFigures
const nameOf = ({ newest }: Releases, ending: string): string => `workforce-profile-${newest.on.toString()}.${ending}`

export const profileFiles = [
  download({
    path: paths.profileFile.csv, load, access,
    send: ({ releases, organisation }) => ({ fileName: nameOf(releases, 'csv'), type: 'text/csv; charset=utf-8', bytes: writeCsv(asTidyTable(releases.newest, organisation)) }),
  }),
  download({
    path: paths.profileFile.ods, load, access,
    send: async ({ releases, organisation }) => ({ fileName: nameOf(releases, 'ods'), type: 'application/vnd.oasis.opendocument.spreadsheet', bytes: await writeOdsBook(asBook(releases.newest, organisation)) }),
  }),
  download({ path: paths.profileFile.docx, load, access, send: ({ releases, organisation }) => writtenFile(releases, organisation, 'quarter', nameOf(releases, 'docx')) }),
] as const
