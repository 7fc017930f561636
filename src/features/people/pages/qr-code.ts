import QRCode from 'qrcode'
import { html, type Html } from '#html/html.ts'

/** The square picture of an address, drawn as one path. Its words are beside it on the page, so it is hidden from readers of screens. */
export function qrCode(address: string): Html {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' })
  const quiet = 4
  const size = String(modules.size + 2 * quiet)
  let squares = ''
  for (let row = 0; row < modules.size; row++) for (let column = 0; column < modules.size; column++) if (modules.get(row, column)) squares += `M${column + quiet} ${row + quiet}h1v1h-1z`
  return html`<svg class="dr-qr" viewBox="0 0 ${size} ${size}" width="220" height="220" shape-rendering="crispEdges" aria-hidden="true" focusable="false"><path fill="#ffffff" d="M0 0h${size}v${size}h-${size}z"/><path fill="#000000" d="${squares}"/></svg>`
}
