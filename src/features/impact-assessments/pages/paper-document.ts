/** A paper as a web page of its own, which whoever is given it opens without us: its look is inside it, and nothing is fetched. */
import { html, type Html } from '#html/html.ts'

/** `title` is the page’s; `body` is read as it stands. Pictures are left to the tables beside them, which say the same. */
export function documentOf(title: string, body: Html): string {
  return `<!doctype html>\n${html`<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>${look}</head><body>${body}</body></html>`}\n`
}

const look = html`<style>
  body { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; color: #0b0c0c; background: #fff; font: 1rem/1.5 Arial, sans-serif; overflow-wrap: break-word }
  h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem }
  h2 { font-size: 1.3rem; margin: 2.25rem 0 .5rem; padding-top: 1rem; border-top: 1px solid #b1b4b6 }
  h3 { font-size: 1rem; margin: 1.25rem 0 .25rem }
  p { margin: 0 0 .75rem }
  table { width: 100%; margin: .5rem 0 1rem; border-collapse: collapse; font-size: .9375rem }
  caption { padding: 0 0 .4rem; font-weight: bold; text-align: left }
  th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid #b1b4b6; text-align: left; vertical-align: top }
  td { min-width: 5.5rem }
  .govuk-table__cell--numeric, .govuk-table__header--numeric { text-align: right }
  .govuk-visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
  .dr-scroll { overflow-x: auto }
  .dr-chart { display: none }
  @media print { body { max-width: none; padding: 0; font-size: 11pt } h1, h2, h3, caption { break-after: avoid } tr { break-inside: avoid } }
</style>`
