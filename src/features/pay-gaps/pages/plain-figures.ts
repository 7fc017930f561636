import { html, type Html } from '#html/html.ts'
import type { Regime } from '../payroll.ts'
import type { Reported } from '../statutory.ts'
import { required } from './parts.ts'

/** The figures that everybody asks for, each with what it means, and last year's beside it. */
export function plainFigures(reported: Reported, of: { readonly regime: Regime; readonly snapshot: Temporal.PlainDate }, before: Reported | null): Html {
  const card = (label: string, text: string, number: number, was: string | undefined, meaning: string): Html => html`<div class="dr-figure"><dt class="dr-figure__label">${label}</dt>
    <dd class="dr-figure__value">${text === '' ? 'None' : required(text, { ...of, number, what: label }).text}</dd><dd class="dr-figure__note">${meaning}${was !== undefined && was !== '' && text !== '' && ` A year before: ${was}%.`}</dd></div>`
  return html`<dl class="dr-figures dr-measures">
    ${card('Mean gap in hourly pay', reported.meanGap, 8, before?.meanGap, gapMeaning(reported.meanGap, 'average'))}
    ${card('Median gap in hourly pay', reported.medianGap, 9, before?.medianGap, gapMeaning(reported.medianGap, 'middle'))}
    ${card('Women who were paid a bonus', reported.groupBonus, 12, before?.groupBonus, 'Of all women employed here.')}
    ${card('Men who were paid a bonus', reported.comparatorBonus, 12, before?.comparatorBonus, 'Of all men employed here.')}
    ${card('Mean gap in bonus pay', reported.meanBonusGap, 10, before?.meanBonusGap, reported.meanBonusGap === '' ? 'No man was paid a bonus, so there is nothing to compare.' : 'Between those who were paid one.')}
    ${card('Median gap in bonus pay', reported.medianBonusGap, 11, before?.medianBonusGap, reported.medianBonusGap === '' ? 'No man was paid a bonus, so there is nothing to compare.' : 'Between those who were paid one.')}</dl>`
}

/** Which way it goes, in words: nobody should have to know what a minus means. */
function gapMeaning(gap: string, average: 'average' | 'middle'): string {
  const what = average === 'average' ? 'The average woman is paid' : 'The woman in the middle is paid'
  return Number(gap) === 0 ? `${what} as much an hour as the ${average === 'average' ? 'average man' : 'man in the middle'}.` : `${what} ${gap.replace('-', '')}% ${gap.startsWith('-') ? 'more' : 'less'} an hour than the ${average === 'average' ? 'average man' : 'man in the middle'}.`
}
