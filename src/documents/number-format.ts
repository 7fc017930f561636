/**
 * A stored number as the sheet shows it: Excel keeps "31 March 2017" as 42825 and a format code beside it (ISO/IEC 29500-1, section 18.8.31).
 * Months and weekdays come out in English. `epoch` 1904 is for workbooks from old Macs.
 */
export function showNumber(value: number, format: string, epoch: 1900 | 1904 = 1900): string {
  if (!Number.isFinite(value)) return ''
  if (format === '' || /^general$/i.test(format)) return general(value)
  if (/\[\$-F800\]/i.test(format)) return showDate(value, 'd mmmm yyyy', epoch)
  if (/\[\$-F400\]/i.test(format)) return showDate(value, 'hh:mm:ss', epoch)
  const sections = splitSections(format)
  const section = chooseSection(sections, value)
  if (section === undefined) return general(value)
  if (isDate(section)) return value < 0 ? general(value) : showDate(value, section, epoch)
  const minus = value < 0 && (sections.length < 2 || sections[1] !== section)
  return (minus ? '-' : '') + showPlain(Math.abs(value), section)
}

export function isDateFormat(format: string): boolean {
  return /\[\$-F[48]00\]/i.test(format) || isDate(splitSections(format)[0] ?? '')
}

/** The formats that a file names only by number. 14 is "the system's short date": here that is a British one. */
export const builtInFormats: Readonly<Record<number, string>> = {
  0: 'General', 1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 11: '0.00E+00', 12: 'General', 13: 'General',
  14: 'dd/mm/yyyy', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 18: 'h:mm AM/PM', 19: 'h:mm:ss AM/PM', 20: 'hh:mm', 21: 'hh:mm:ss', 22: 'dd/mm/yyyy hh:mm',
  37: '#,##0;-#,##0', 38: '#,##0;-#,##0', 39: '#,##0.00;-#,##0.00', 40: '#,##0.00;-#,##0.00', 45: 'mm:ss', 46: '[h]:mm:ss', 47: 'mm:ss.0', 48: '0.00E+00', 49: '@',
}

function general(value: number): string {
  return String(Number(value.toPrecision(11)))
}

function splitSections(format: string): string[] {
  return (format.match(/(?:"[^"]*"?|\\.|\[[^\]]*\]|[^;])+|(?<=;|^)(?=;|$)/gs) ?? [format])
}

function chooseSection(sections: readonly string[], value: number): string | undefined {
  const conditional = sections.find(section => {
    const condition = /\[(<=|>=|<>|<|>|=)(-?[\d.]+)\]/.exec(section)
    if (!condition) return false
    const limit = Number(condition[2])
    switch (condition[1]) {
      case '<': return value < limit
      case '<=': return value <= limit
      case '>': return value > limit
      case '>=': return value >= limit
      case '=': return value === limit
      default: return value !== limit
    }
  })
  if (conditional !== undefined) return conditional
  if (sections.some(section => /\[[<>=]/.test(section))) return sections.find(section => !/\[[<>=]/.test(section))
  if (value < 0 && sections.length > 1) return sections[1]
  if (value === 0 && sections.length > 2) return sections[2]
  return sections[0]
}

function isDate(section: string): boolean {
  const bare = section.replace(/"[^"]*"?|\\.|_.|\*./gs, '')
  return /\[(?:h+|m+|s+)\]/i.test(bare) || /[ymdhs]/i.test(bare.replace(/\[[^\]]*\]/g, '').replace(/general/gi, '').replace(/E[+-]/g, ''))
}

function showPlain(value: number, section: string): string {
  const tokens = section.replace(/\[\$([^\]-]*)[^\]]*\]/g, (_, sign: string) => `"${sign}"`).replace(/\[[^\]]*\]/g, '').match(/"[^"]*"?|\\.|_.|\*.|E[+-]0+|[0#?.,/]+|./gs) ?? []
  if (tokens.some(token => /^[0#?]*\/|\/[0#?]*$/.test(token) || /^E[+-]/.test(token))) return general(value)
  const percents = tokens.filter(token => token === '%').length
  const pattern = tokens.find(token => /^[0#?.,]*[0#?][0#?.,]*$/.test(token))
  let done = false
  return tokens.map(token => {
    if (token === pattern && !done) {
      done = true
      return fill(value * 100 ** percents, token)
    }
    if (token.startsWith('"')) return token.replaceAll('"', '')
    if (token.startsWith('\\')) return token.slice(1)
    if (token.startsWith('_') || token.startsWith('*')) return ''
    if (token === '@' || /^general$/i.test(token)) return general(value)
    return /^[0#?]/.test(token) ? '' : token
  }).join('').replace(/G(?=eneral)eneral/i, general(value)).trim()
}

function fill(value: number, pattern: string): string {
  const scale = /,+(?=$|\.)/.exec(pattern)?.[0].length ?? 0
  const [wholePart = '', fraction = ''] = pattern.split('.')
  const digits = fraction.replace(/[^0#?]/g, '').length
  const least = fraction.replace(/[^0]/g, '').length
  let [whole = '0', decimals = ''] = roundHalfUp(value / 1000 ** scale, digits).split('.')
  while (decimals.length > least && decimals.endsWith('0')) decimals = decimals.slice(0, -1)
  whole = whole.padStart(wholePart.replace(/[^0]/g, '').length, '0')
  if (whole === '0' && !wholePart.includes('0')) whole = ''
  if (/[0#?],[0#?]/.test(wholePart)) whole = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return decimals === '' ? whole : `${whole}.${decimals}`
}

/** 1.005 is stored a little below itself and a sheet shows 1.01: rounding begins from the 15 digits that a sheet believes in. */
function roundHalfUp(value: number, digits: number): string {
  if (value >= 1e15) return value.toFixed(0)
  const believed = Number(value.toPrecision(15))
  const shifted = Math.round(Number(`${believed}e${digits}`))
  return Number.isFinite(shifted) ? Number(`${shifted}e-${digits}`).toFixed(digits) : believed.toFixed(digits)
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

function showDate(serial: number, section: string, epoch: 1900 | 1904): string {
  if (serial > 2_958_466) return general(serial)
  // Excel counts a 29 February 1900 that never was: days before it are one later than the sum says.
  const whole = Math.floor(serial)
  const seconds = Math.round((serial - whole) * 86_400)
  const offset = epoch === 1904 ? 24_107 : whole < 60 ? 25_568 : 25_569
  const at = new Date(((whole - offset) * 86_400 + seconds) * 1000)
  const tokens = section.replace(/\[\$[^\]]*\]|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .match(/"[^"]*"?|\\.|_.|\*.|\[(?:h+|m+|s+)\]|AM\/PM|A\/P|y+|m+|d+|h+|s+(?:\.0+)?|./gis) ?? []
  const twelve = tokens.some(token => /^(?:AM\/PM|A\/P)$/i.test(token))
  return tokens.map((token, index) => {
    const kind = token.toLowerCase()
    if (kind.startsWith('"')) return token.replaceAll('"', '')
    if (kind.startsWith('\\')) return token.slice(1)
    if (kind.startsWith('_') || kind.startsWith('*') || kind === '@') return ''
    if (kind.startsWith('[h')) return String(Math.floor(serial * 24 + 1e-9))
    if (kind.startsWith('[m')) return String(Math.floor(serial * 1440 + 1e-9))
    if (kind.startsWith('[s')) return String(Math.round(serial * 86_400))
    if (kind === 'am/pm' || kind === 'a/p') return at.getUTCHours() < 12 ? 'AM' : 'PM'
    if (/^y+$/.test(kind)) return kind.length > 2 ? String(at.getUTCFullYear()) : String(at.getUTCFullYear() % 100).padStart(2, '0')
    if (/^m+$/.test(kind)) return isMinutes(tokens, index) ? padded(at.getUTCMinutes(), kind) : month(at.getUTCMonth(), kind.length)
    if (/^d+$/.test(kind)) return kind.length > 2 ? (days[at.getUTCDay()] ?? '').slice(0, kind.length === 3 ? 3 : undefined) : padded(at.getUTCDate(), kind)
    if (/^h+$/.test(kind)) return padded(twelve ? at.getUTCHours() % 12 || 12 : at.getUTCHours(), kind)
    if (/^s+/.test(kind)) return padded(at.getUTCSeconds(), kind.replace(/\..*/, ''))
    return token
  }).join('').trim()
}

function isMinutes(tokens: readonly string[], index: number): boolean {
  const parts = (from: readonly string[]) => from.find(token => /^(?:\[?[hsymd]+\]?)(?:\.0+)?$/i.test(token))
  return /^\[?h/i.test(parts(tokens.slice(0, index).reverse()) ?? '') || /^s/i.test(parts(tokens.slice(index + 1)) ?? '')
}

function month(index: number, length: number): string {
  const name = months[index] ?? ''
  if (length > 4) return name.slice(0, 1)
  if (length > 2) return length === 3 ? name.slice(0, 3) : name
  return String(index + 1).padStart(length, '0')
}

function padded(value: number, pattern: string): string {
  return String(value).padStart(pattern.length > 1 ? 2 : 1, '0')
}
