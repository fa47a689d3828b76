import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'
import { type Outcome, run } from '../run.ts'

export interface Step extends Outcome {
  name: string
}

interface Runtime {
  program: string
  /** What stands before the file to be run. */
  args: string[]
}

const installed = (...path: string[]): string => join(root, 'packages', 'tooling', 'node_modules', ...path)

const nodeArgs = ['--disable-warning=ExperimentalWarning']

/** The oldest supported Node, the one of this workspace, the newest, and the two others that run TypeScript files. */
const all: Record<string, Runtime> = {
  'Node 22': { program: installed('node22', 'bin', 'node'), args: nodeArgs },
  'Node 24': { program: process.execPath, args: nodeArgs },
  'Node 26': { program: installed('node26', 'bin', 'node'), args: nodeArgs },
  Deno: {
    program: installed('deno-linux', 'deno'),
    args: [
      'run',
      '--quiet',
      '--no-remote',
      '--allow-env',
      '--allow-net',
      '--allow-read',
      '--allow-sys=hostname',
    ],
  },
  Bun: { program: installed('bun-linux', 'bin', 'bun'), args: ['run', '--no-install'] },
}

/** Only this platform has all of them in the registry; there a lost one is a failure, elsewhere it is skipped. */
const complete = process.platform === 'linux' && process.arch === 'x64'

export function runtimes(): Record<string, Runtime> {
  if (complete) return all
  return Object.fromEntries(Object.entries(all).filter(([, { program }]) => existsSync(program)))
}

/** The runtimes that this platform cannot be asked about. */
export function skippedRuntimes(): string[] {
  const present = runtimes()
  return Object.keys(all).filter((name) => !(name in present))
}

export function runConsumer(
  folder: string,
  file: string,
  only: (name: string) => boolean = () => true,
): Step[] {
  return Object.entries(runtimes())
    .filter(([name]) => only(name))
    .map(([name, { program, args }]) => ({
      name: `${file}, ${name}`,
      ...run(program, [...args, file], folder),
    }))
}
