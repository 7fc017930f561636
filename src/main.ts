/** `npm start`: the whole thing on this machine, until it is told to stop. */
import { serve } from './serve.ts'
import { terminalVoice } from './terminal.ts'

process.exitCode = await serve(process.env, terminalVoice())
