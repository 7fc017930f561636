/** A body's own two colours, as `#rrggbb`: the ground of the header, and the colour of links and buttons. */
export interface BodyColours { readonly header: string; readonly accent: string }

/**
 * The small stylesheet that puts a body's colours on every page. Words must be read against them (WCAG 2.2, 1.4.3: 4.5:1),
 * so a colour too pale for white words is darkened until they can be read: a body's yellow stays its yellow, only deeper.
 */
export function bodyStylesheet(colours: BodyColours): string {
  const header = readableUnderWhite(colours.header)
  const accent = readableUnderWhite(colours.accent)
  return `:root{--dr-header:${header};--dr-header-text:#ffffff;--dr-header-line:${mixed(header, '#ffffff', 0.35)};--dr-accent:${accent};--dr-accent-text:#ffffff;--dr-accent-dark:${mixed(accent, '#000000', 0.3)};--dr-accent-shadow:${mixed(accent, '#000000', 0.55)};--dr-accent-tint:${mixed(accent, '#ffffff', 0.93)}}\n`
}

/** What to tell a person who chose this colour: a sentence, or null when it can be used as it is. */
export function colourProblem(colour: string): string | null {
  if (!isColour(colour)) return 'Enter a colour as a hash and six letters or digits, like #14507f'
  return contrast(colour, '#ffffff') >= 4.5 ? null : `White words on ${colour} would be too hard to read. We will use ${readableUnderWhite(colour)} instead, or you can enter a darker colour`
}

/** The contrast ratio of two colours, from 1 to 21. Source: WCAG 2.2, definitions of contrast ratio and relative luminance. */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text)
}

function readableUnderWhite(colour: string): string {
  if (!isColour(colour)) throw new TypeError(`A colour is written as #rrggbb, not ${colour}`)
  for (let black = 0; black <= 1; black += 0.02) {
    const deeper = mixed(colour, '#000000', black)
    if (contrast(deeper, '#ffffff') >= 4.5) return deeper
  }
  return '#000000'
}

function mixed(colour: string, other: string, share: number): string {
  const into = channels(other)
  return `#${channels(colour).map((each, i) => Math.round(each + (into[i]! - each) * share).toString(16).padStart(2, '0')).join('')}`
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((each) => {
    const share = each / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: string): [number, number, number] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) as [number, number, number]
}
