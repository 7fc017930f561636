/** One file sent with a form: its own name cleaned of folders and control characters, its bytes, and what the bytes say it is. */
export interface Upload {
  readonly fileName: string
  readonly bytes: Uint8Array
  /** What the content is (`docx`, `pdf`, `csv` …), by the content: the name's ending is never believed. */
  readonly kind: string
}

/** The name to keep and show: no folders, no control or direction-changing characters, at most 150 characters. */
export function cleanFileName(sent: string): string {
  const name = (sent.split(/[\\/]/).at(-1) ?? '').normalize('NFC').replaceAll(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim()
  return name === '' || /^\.+$/.test(name) ? 'file' : name.slice(-150)
}
