/** `npm start`: the whole thing on this machine, until it is told to stop. */
import { serve } from './serve.ts'

process.exitCode = await serve(process.env, { say: (line) => { process.stdout.write(`${line}\n`) }, complain: (line) => { process.stderr.write(`${line}\n`) } })
