#!/usr/bin/env node
import { createRequire } from 'node:module'
import { exitCodes } from './exit-codes.ts'
import { main } from './main.ts'
import { outputProblem } from './output/output-problem.ts'
import { commands, groups } from './registry.ts'

const manifest: { version: string } = createRequire(import.meta.url)('../package.json')

// Warnings of the platform are about this program, not about invoices.
if (process.env.INVOICES_DEBUG === undefined) process.removeAllListeners('warning')

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.broken_pipe.code)
    if (stream === process.stdout) process.stderr.write(`invoices: ${outputProblem(error)}\n`)
    process.exit(exitCodes.output.code)
  })
}

const stop = new AbortController()
for (const [signal, exit] of [
  ['SIGINT', 'interrupted'],
  ['SIGTERM', 'terminated'],
] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(exitCodes[exit].code)
    stop.abort(exit)
    process.stderr.write('\ninvoices: finishing the current step; once more ends at once\n')
  })
}

process.exitCode = await main(commands, groups, {
  words: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  version: manifest.version,
  signal: stop.signal,
})
