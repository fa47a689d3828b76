import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { RealDoom, RealPhase } from './killed-child.ts'
import { below, oneOf, type Random } from './random.ts'

export const realPhases: readonly RealPhase[] = ['before_send', 'after_send', 'after_commit', 'journal']

export function drawRealDoom(random: Random, span: number): RealDoom {
  const onlyWrites = random() < 0.6
  return {
    phase: oneOf(random, realPhases),
    after: below(random, onlyWrites ? Math.ceil(span / 4) : span),
    onlyWrites,
    microseconds: below(random, 4_000),
  }
}

export interface ChildEnd {
  /** Null where it was killed. */
  code: number | null
  signal: string | null
  output: string
}

export function runChild(orderPath: string): Promise<ChildEnd> {
  const program = join(import.meta.dirname, 'killed-child.ts')
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--no-warnings', program, orderPath])
    let output = ''
    child.stdout.on('data', (text) => (output += String(text)))
    child.stderr.on('data', (text) => (output += String(text)))
    child.on('close', (code, signal) => resolve({ code, signal, output }))
  })
}
