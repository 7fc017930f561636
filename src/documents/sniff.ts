import { namesInside } from './packed-file.ts'

/** What a file is, told from its bytes: never from its name, which anyone may give it. */
export interface Sniffed { readonly kind: FileKind }

/** `ole` is an old Office file or one with a password; `text` is any plain text that is nothing else. */
export type FileKind =
  | 'docx' | 'docm' | 'xlsx' | 'xlsm' | 'xlsb' | 'pptx' | 'ods' | 'odt' | 'zip' | 'ole' | 'pdf' | 'html' | 'csv' | 'text' | 'rtf' | 'mail' | 'xml' | 'svg'
  | 'png' | 'jpeg' | 'gif' | 'webp' | 'tiff' | 'heic' | 'program' | 'malware-test' | 'empty' | 'unknown'

/** Whether plain text is a table of comma-separated values or just text cannot be told for certain: there, and only there, the name decides if it says. */
export function sniff(bytes: Uint8Array, fileName = ''): Sniffed {
  const kind = kindOf(bytes)
  if (kind !== 'csv' && kind !== 'text') return { kind }
  const named = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (['csv', 'tsv', 'tab'].includes(named)) return { kind: 'csv' }
  return { kind: ['txt', 'text', 'md'].includes(named) ? 'text' : kind }
}

function kindOf(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty'
  const begin = latin(bytes, 0, 4096)
  // A harmless string that every virus scanner must treat as a virus: a file with it is somebody's test of this door.
  if (latin(bytes, 0, 200).includes('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR')) return 'malware-test'
  for (const [start, kind] of beginnings) if (begin.startsWith(start)) return kind
  if (begin.startsWith('RIFF') && begin.slice(8, 12) === 'WEBP') return 'webp'
  if (/^....ftyp(?:heic|heix|mif1|avif)/s.test(begin)) return 'heic'
  if (begin.startsWith('PK\x03\x04') || begin.startsWith('PK\x05\x06')) return sniffPacked(bytes)
  // The PDF header may stand anywhere in the first 1,024 bytes (ISO 32000-1, annex H).
  if (begin.slice(0, 1024).includes('%PDF-')) return 'pdf'
  return sniffText(bytes)
}

const beginnings: readonly (readonly [string, FileKind])[] = [
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'ole'], ['{\\rtf', 'rtf'], ['\x89PNG\r\n\x1a\n', 'png'], ['\xff\xd8\xff', 'jpeg'], ['GIF87a', 'gif'], ['GIF89a', 'gif'],
  ['II*\x00', 'tiff'], ['MM\x00*', 'tiff'], ['MZ', 'program'], ['\x7fELF', 'program'], ['\xcf\xfa\xed\xfe', 'program'], ['\xca\xfe\xba\xbe', 'program'], ['#!', 'program'],
]

function sniffPacked(bytes: Uint8Array): FileKind {
  const names = namesInside(bytes)
  // An OpenDocument file states its type in its first part, stored as it is.
  const type = /^PK\x03\x04.{26}mimetypeapplication\/vnd\.oasis\.opendocument\.([a-z]+)/s.exec(latin(bytes, 0, 200))?.[1]
  if (type === 'text') return 'odt'
  if (type === 'spreadsheet') return 'ods'
  if (!names) return 'zip'
  const has = (pattern: RegExp) => names.some(name => pattern.test(name))
  if (has(/^word\/document\d*\.xml$/)) return has(/vbaProject\.bin$/i) ? 'docm' : 'docx'
  if (has(/^xl\/workbook\d*\.xml$/)) return has(/vbaProject\.bin$/i) ? 'xlsm' : 'xlsx'
  if (has(/^xl\/workbook\.bin$/)) return 'xlsb'
  if (has(/^ppt\/presentation\.xml$/)) return 'pptx'
  return 'zip'
}

function sniffText(bytes: Uint8Array): FileKind {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || looksLikeUtf16(bytes) !== undefined
  const start = bytes.subarray(0, 16_384)
  if (!utf16 && isBinary(start)) return 'unknown'
  const text = (utf16 ? new TextDecoder(looksLikeUtf16(bytes) ?? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be')).decode(start) : latin(bytes, 0, 16_384)).replace(/^(?:\ufeff|\xef\xbb\xbf)/, '').trimStart()
  if (text === '') return 'text'
  const bare = text.replace(/^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)+/, '')
  if (/^(?:<!doctype\s+svg\b[^[>]*(?:\[[\s\S]*?\])?\s*>\s*)?<(?:\w+:)?svg[\s>]/i.test(bare)) return 'svg'
  if (/^<!doctype\s+html\b/i.test(bare) || /^<(?:html|head|body|table|div|p|h[1-6]|ul|ol|main|section|article|meta|title)[\s>]/i.test(bare)) return 'html'
  if (text.startsWith('<?xml') || /^<!doctype\b/i.test(bare) || /^<[a-z][\w.-]*:[a-z]/i.test(bare)) return 'xml'
  if (/^(?:MIME-Version|From|Received|Return-Path|Delivered-To|Date|Subject): .*$/im.test(text.slice(0, 200)) && /^Content-Type: /im.test(text.slice(0, 4000))) return 'mail'
  return looksLikeCsv(text) ? 'csv' : 'text'
}

/** Text without a mark at its start that has a zero in every other byte. */
export function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 4000) & ~1
  if (length < 8) return undefined
  let even = 0
  let odd = 0
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1
    if (bytes[at + 1] === 0) odd += 1
  }
  const most = length / 2 * 0.7
  if (odd > most && even < length / 40) return 'utf-16le'
  if (even > most && odd < length / 40) return 'utf-16be'
  return undefined
}

/** A zero byte, or more than a few control characters, is in no text. */
function isBinary(bytes: Uint8Array): boolean {
  let odd = 0
  for (const byte of bytes) {
    if (byte === 0) return true
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12) odd += 1
  }
  return odd > bytes.length / 200
}

function looksLikeCsv(text: string): boolean {
  const lines = text.split(/\r\n?|\n/).slice(0, 30).filter(line => line.trim() !== '')
  if (lines.length < 2) return false
  return [',', ';', '\t'].some(delimiter => {
    const counts = lines.slice(0, -1).map(line => line.replace(/"[^"]*"/g, '').split(delimiter).length - 1)
    const first = counts[0] ?? 0
    return first >= 1 && counts.filter(count => count === first).length >= counts.length * 0.8
  })
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)
}
