/** `npm start`: the whole thing on this machine, until it is told to stop. */
import { serve } from './serve.ts'
import { terminalVoice } from './terminal.ts'

// Everything is closed by now and has been written down. A job that was given back to the queue may still be counting in a
// thread, for minutes; nobody waits for its answer any more.
process.exit(await serve(process.env, terminalVoice()))
