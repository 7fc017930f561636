import { faultInCounts, noFigure } from './figure.ts'
import type { NoFigure } from './figure.ts'
import { compare, dividedBy, fraction, isNought, times, toNumber } from './rational.ts'
import type { Rational } from './rational.ts'
import { isRefused } from '#duty/refused.ts'
import { gradeAlone } from './finding.ts'
import type { About, Finding } from './finding.ts'
import { testOfShares } from './likelihood-test.ts'
import { ratio as said, say } from './sentence.ts'
import type { Words } from './sentence.ts'

export interface Pipeline {
  /** One for each step from a stage to the next: focus pass rate over reference pass rate; null where a rate does not exist. */
  readonly stageRatios: readonly (number | null)[]
  /** The product of the steps; null where any is. */
  readonly overallRatio: number | null
  /** How much of the whole gap opens at each step (they add to 1); null when there is no gap, or a step is nought or missing. */
  readonly partOfGap: readonly number[] | null
  /** The step, counted from 0, at which the focus group does worst; null where a step is missing. */
  readonly worstStep: number | null
}

/**
 * Where the gap opens between applied and appointed. `focus` and `reference` count people at each stage, never rising.
 * Errors: `undefined` for fewer than two stages, different lengths, or a stage larger than the one before it.
 */
export function pipeline(focus: readonly number[], reference: readonly number[]): Pipeline | NoFigure {
  const fault = faultInCounts([...focus, ...reference])
  if (fault) return fault
  if (focus.length < 2 || focus.length !== reference.length) return noFigure('undefined', 'Both groups need the same stages, and at least two.')
  if (rises(focus) || rises(reference)) return noFigure('undefined', 'A stage has more people than the stage before it.')

  const ratios = focus.slice(1).map((passed, step) => ratioOfRates([passed, focus[step] ?? 0], [reference[step + 1] ?? 0, reference[step] ?? 0]))
  const known = ratios.filter((ratio) => ratio !== null)
  const isComplete = known.length === ratios.length
  const overall = isComplete ? known.reduce(times) : null
  const hasGap = overall !== null && !isNought(overall) && compare(overall, fraction(1)) !== 0
  return {
    stageRatios: ratios.map((ratio) => ratio && toNumber(ratio)),
    overallRatio: overall && toNumber(overall),
    partOfGap: hasGap ? known.map((ratio) => Math.log(toNumber(ratio)) / Math.log(toNumber(overall))) : null,
    worstStep: isComplete ? known.reduce((worst, ratio, step) => (compare(ratio, known[worst] ?? ratio) < 0 ? step : worst), 0) : null,
  }
}

function ratioOfRates([passed, came]: readonly [number, number], [referencePassed, referenceCame]: readonly [number, number]): Rational | null {
  if (came === 0 || referenceCame === 0 || referencePassed === 0) return null
  return dividedBy(fraction(passed, came), fraction(referencePassed, referenceCame))
}

const rises = (stages: readonly number[]): boolean => stages.some((people, stage) => stage > 0 && people > (stages[stage - 1] ?? 0))

export interface PipelineAsked extends About {
  /** People at each stage, the first stage first. */
  readonly focus: { readonly name: string; readonly stages: readonly number[] }
  /** `rate` is what the other rate is called: "white". */
  readonly reference: { readonly name: string; readonly rate: string; readonly stages: readonly number[] }
  /** One for each step, that is one fewer than the stages: where it is ("interview") and what people are after it ("appointed from interview"). */
  readonly steps: readonly { readonly at: string; readonly are: string }[]
}

/** Where the gap opens, as a finding about the whole way from the first stage to the last. Errors: as `pipeline`; `undefined` where a step's rate does not exist. */
export function pipelineFinding({ focus, reference, steps, definition, source }: PipelineAsked): Finding<Pipeline> | NoFigure {
  const value = pipeline(focus.stages, reference.stages)
  if (isRefused(value)) return value
  if (steps.length !== value.stageRatios.length) return noFigure('undefined', 'Each step between two stages needs its name.')
  if (value.overallRatio === null || value.worstStep === null) return noFigure('undefined', 'At one of the stages there is nobody left to compare.')
  const [ours, theirs] = [endsOf(focus.stages), endsOf(reference.stages)]
  return gradeAlone({
    value, interval: null, base: ours.base + theirs.base, denominator: 'people at the first stage', method: 'Ratio of pass rates at each step; Fisher’s exact test from first to last', definition, source,
    test: testOfShares(ours, theirs), evidence: null,
    sentence: {
      headline: value.overallRatio < 1 ? whereItOpens(value, value.worstStep, focus.name, reference.rate, steps) : say`From first to last stage ${focus.name} get through at ${said('overallRatio', value.overallRatio)} times the ${reference.rate} rate.`,
      meaning: say`Over all stages together it is ${said('overallRatio', value.overallRatio)} of the ${reference.rate} rate.`,
      certainty: [],
      notMeaning: say`It does not by itself show why.`,
      nextQuestion: say`What happens at ${steps[value.worstStep]?.at ?? 'this stage'}, and who decides?`,
      method: say`Each step compares the part of those who came to it that passed. People who withdrew are left out from the stage at which they did, and those whose answer we do not know are in neither group.`,
      plain: ['headline'],
    },
  })
}

function whereItOpens({ stageRatios, partOfGap }: Pipeline, worst: number, who: string, rate: string, steps: PipelineAsked['steps']): Words {
  const how = (step: number): Words => {
    const ratio = stageRatios[step] ?? 0
    const figure = said(`step ${step + 1}`, ratio)
    if (step !== worst && ratio >= 0.95 && ratio <= 1.05) return say`${steps[step]?.are ?? ''} at almost the same rate (${figure})`
    return ratio > 1 ? say`${steps[step]?.are ?? ''} at ${figure} times the ${rate} rate` : say`${steps[step]?.are ?? ''} at ${figure} of the ${rate} rate`
  }
  const others = steps.map((_, step) => step).filter((step) => step !== worst)
  const opens = (partOfGap?.[worst] ?? 1) > 0.5 ? 'Most of the gap' : 'The largest part of the gap'
  const beforeThat = others.flatMap((step, index): Words => (index === 0 ? how(step) : [index === others.length - 1 ? ' and ' : ', ', ...how(step)]))
  return say`${opens} opens at ${steps[worst]?.at ?? ''}: ${who} are ${beforeThat}${others.length === 0 ? '' : ' but '}${how(worst)}.`
}

function endsOf(stages: readonly number[]): { readonly count: number; readonly base: number } {
  return { count: stages.at(-1) ?? 0, base: stages[0] ?? 0 }
}
