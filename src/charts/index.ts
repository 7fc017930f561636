/** Pictures of tables that may be shown, as SVG and words: no style attribute, every figure from the gate or a tally of things. */
export type { Picture, Plotted, Tone } from './plotted.ts'
export { barChart } from './bar-chart.ts'
export { deadlineChart, type Deadline } from './deadlines.ts'
export { runChart } from './run-chart.ts'
export { sparkline } from './sparkline.ts'
export { stackedBar } from './stacked-bar.ts'
