/** A title as the beginning of a file's name: “Board pack, quarter 2” becomes “board-pack-quarter-2”. Empty for a title without letters or digits. */
export function fileNameOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')
}
