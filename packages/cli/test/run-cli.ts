import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'

export interface CliRun {
  code: number | null
  stdout: string
  stderr: string
}

export interface CliSettings {
  cwd: string
  env?: Record<string, string>
  /** Nobody reads the output from the beginning. */
  closedAtOnce?: boolean
  /** A file or device that standard output goes to, instead of being kept. */
  outputTo?: string
  /** Ctrl-C as soon as this holds. */
  killWhen?: () => boolean
  /** Called with each piece of output, to act in the middle. */
  onOutput?: (stdout: string, child: { kill(signal: NodeJS.Signals): boolean }) => void
}

const program = join(import.meta.dirname, '..', 'src', 'bin.ts')

/** The real program in a process of its own, without a terminal and without the variables of this one. */
export function runCli(words: readonly string[], settings: CliSettings): Promise<CliRun> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, ...settings.env }
  const output = settings.outputTo === undefined ? 'pipe' : openSync(settings.outputTo, 'w')
  const child = spawn(process.execPath, [program, ...words], {
    cwd: settings.cwd,
    env,
    stdio: ['ignore', output, 'pipe'],
  })
  if (typeof output === 'number') closeSync(output)
  const run: CliRun = { code: null, stdout: '', stderr: '' }
  if (settings.closedAtOnce === true) child.stdout?.destroy()
  const watch = setInterval(() => {
    if (settings.killWhen?.() !== true) return
    clearInterval(watch)
    child.kill('SIGINT')
  }, 10)
  child.once('close', () => clearInterval(watch))
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    run.stdout += text
    settings.onOutput?.(run.stdout, child)
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    run.stderr += text
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ ...run, code }))
  })
}
