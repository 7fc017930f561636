import type { Voice } from './serve.ts'

/** The greeting on standard output; complaints and the log on standard error, where a machine may collect them. */
export function terminalVoice(): Voice {
  // Whoever was reading may have gone: that is no reason to stop.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return {
    say: (line) => { process.stdout.write(`${line}\n`) },
    complain: (line) => { process.stderr.write(`${line}\n`) },
    isWatched: process.stderr.isTTY === true,
  }
}
