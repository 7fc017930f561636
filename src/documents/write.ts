/** The files in which a list or a report can be taken away. Each holds what its reader saw, and no more. */
export { writeCalendar, type WrittenDay } from './write-calendar.ts'
export { fileNameOf } from './file-name.ts'
export { writeCsv } from './write-csv.ts'
export { writeOds, writeOdsBook } from './write-ods.ts'
export { writePdf } from './write-pdf.ts'
export { writeWord, writeWordReport } from './write-word.ts'
export type { WrittenBlock, WrittenBook, WrittenReport, WrittenTable } from './written-table.ts'
export { bars, drawPicture, line, type Marked, type WrittenPicture } from './written-picture.ts'
