/** The three files in which a list can be taken away. Each holds what the list's reader saw, and no more. */
export { writeCsv } from './write-csv.ts'
export { writeOds } from './write-ods.ts'
export { writeWord } from './write-word.ts'
export type { WrittenTable } from './written-table.ts'
