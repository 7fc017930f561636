/** How the files of open data are called: by the page that they belong to, and the table. An address once published stays. Pure. */
export type DataEnding = 'csv' | 'csv-metadata.json' | 'json' | 'ods'

/** `/pay-gap/2026` → `pay-gap-2026`. */
export function datasetName(address: string): string {
  return address.replace(/^\//, '').replaceAll('/', '-')
}

export function dataAddress(dataset: string, table: string, ending: DataEnding): string {
  return `/data/${encodeURIComponent(dataset)}/${encodeURIComponent(table)}.${ending}`
}
