import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const hook = join(import.meta.dirname, 'built-packages.ts')

/** Runs a program of this folder on the built packages and gives what it prints. */
export function runBuilt(program: string, parameters: readonly string[]): string {
  const { status, stdout } = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', hook, join(import.meta.dirname, program), ...parameters],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 * 1024 },
  )
  if (status !== 0) throw new Error(`${program} ${parameters.join(' ')} ended with ${status}`)
  return stdout
}
