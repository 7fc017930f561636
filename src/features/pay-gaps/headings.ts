/** The row that holds the headings: the first that is nearly as full as the fullest of the first rows, and says no numbers. A title above it is passed over. */
export function headingRowOf(rows: readonly { readonly cells: readonly string[] }[]): number {
  const first = rows.slice(0, 20)
  const filled = first.map(({ cells }) => cells.filter((cell) => cell !== '').length)
  const most = Math.max(0, ...filled)
  const found = first.findIndex(({ cells }, place) => (filled[place] ?? 0) >= Math.max(1, 0.6 * most) && cells.filter((cell) => /^-?[£\d.,]+$/.test(cell)).length <= 0.2 * (filled[place] ?? 0))
  return found === -1 ? 0 : found
}

/** A heading that stands twice is told apart by a number, and one without words is called by its column. */
export function namedOnce(headings: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  return headings.map((written, place) => {
    const heading = written.replace(/\s+/g, ' ').trim() || `Column ${place + 1}`
    const times = (seen.get(heading) ?? 0) + 1
    seen.set(heading, times)
    return times === 1 ? heading : `${heading} (${times})`
  })
}
