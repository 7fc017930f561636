import { html, type Html } from '#html/html.ts'
import { asText, asValue, type Showable } from '#disclosure/shown.ts'
import { at, symbolNote, type Picture, type Plotted, type Tone } from './plotted.ts'

/** One stage on the way, with each group's people who came to it. */
export interface Stage {
  readonly name: string
  readonly groups: readonly {
    readonly label: string
    readonly people: Showable
    /** Of those of the group who were there at the first stage, in per cent: the length of the bar. */
    readonly reached: Showable
    readonly tone: Tone
  }[]
  /** What happened between the stage before and this one, in words: “0.66 of the rate of white applicants”. */
  readonly step?: { readonly words: string; readonly opensHere: boolean }
}

/**
 * The way from the first stage to the last, stage by stage, with a bar for each group: how much of it is still there. All bars have one scale,
 * so the eye sees where one group falls behind the other, and the words between two stages say it.
 */
export function funnel({ id, title, stages }: Picture & { readonly stages: readonly Stage[] }): Html {
  return html`<figure class="dr-chart" aria-labelledby="${id}-title">
<figcaption class="dr-chart__caption" id="${id}-title">${title}</figcaption>
<ol class="dr-funnel">
${stages.map((stage) => html`<li class="dr-funnel__stage">${stage.step !== undefined && html`<p class="dr-funnel__step${stage.step.opensHere && html` dr-funnel__step--opens`}">${stage.step.words}</p>`}<p class="dr-funnel__name">${stage.name}</p>
<ul class="dr-funnel__groups">${stage.groups.map((group) => html`<li class="dr-funnel__group"><span class="dr-funnel__label">${group.label}</span><svg class="dr-funnel__bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">${barOf(group.reached, group.tone)}</svg><span class="dr-funnel__value"><strong>${asText(group.people)}</strong>${group.reached.state === 'shown' && html` <span class="dr-funnel__reached">${asText(group.reached)}</span>`}</span></li>`)}</ul></li>`)}</ol>
${symbolNote(stages.flatMap((stage) => stage.groups.flatMap((group): Plotted[] => [{ label: group.label, value: group.people }, { label: group.label, value: group.reached }])))}
</figure>`
}

function barOf(reached: Showable, tone: Tone): Html | null {
  if (reached.state === 'withheld') return html`<rect class="dr-fill--withheld" width="6" height="10"></rect>`
  const value = asValue(reached)
  return value === null || value === 0 ? null : html`<rect class="dr-fill--${tone}" width="${at(Math.min(value, 100))}" height="10"></rect>`
}
