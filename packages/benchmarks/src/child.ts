import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const hook = join(import.meta.dirname, 'built-packages.ts')

function commandFor(program: string, parameters: readonly string[]): string[] {
  return ['--expose-gc', '--import', hook, join(import.meta.dirname, program), ...parameters]
}

/** Runs a program of this folder on the built packages and gives what it prints. */
export function runBuilt(program: string, parameters: readonly string[]): string {
  const { status, stdout } = spawnSync(process.execPath, commandFor(program, parameters), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with ${status}`)
  return stdout
}

export interface Child {
  firstLine: string
  /** Closes its standard input, upon which it ends. */
  end(): Promise<void>
}

/** Starts a program of this folder on the built packages, and resolves with the first line that it prints. */
export async function startBuilt(program: string, parameters: readonly string[]): Promise<Child> {
  const child = spawn(process.execPath, commandFor(program, parameters), {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })
  const [firstLine] = await Promise.race([
    once(lines, 'line'),
    ended.then(([status]) => {
      throw new Error(`${program} ended with ${status} before it was ready`)
    }),
  ])
  return {
    firstLine: String(firstLine),
    async end() {
      child.stdin.end()
      await ended
    },
  }
}
