import { Writable } from 'node:stream'
import { main } from '../src/main.ts'
import { commands, groups } from '../src/registry.ts'
import type { CliRun } from './run-cli.ts'

function collector(): { stream: NodeJS.WriteStream; text(): string } {
  let written = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString()
      done()
    },
  })
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => written }
}

/** The program without a process of its own, which would cost a second each time: for what no signal or pipe touches. */
export async function runHere(
  words: readonly string[],
  cwd: string,
  env: Record<string, string>,
  signal: AbortSignal = new AbortController().signal,
): Promise<CliRun> {
  const [stdout, stderr] = [collector(), collector()]
  const stdin = {} as NodeJS.ReadStream
  const around = {
    words,
    cwd,
    env,
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    version: '0.0.0',
    signal,
  }
  const code = await main(commands, groups, around)
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}
