import { spawnSync } from 'node:child_process'

export interface Outcome {
  ok: boolean
  output: string
}

/** Runs a program to its end. Both streams end up in `output`, to be shown if it failed. */
export function run(
  program: string,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Outcome {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  })
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error ? error.message : ''}` }
}

/** The same, for what has to work before anything can be checked. */
export function must(program: string, args: string[], cwd: string, env?: NodeJS.ProcessEnv): string {
  const { ok, output } = run(program, args, cwd, env)
  if (!ok) throw new Error(`${program} ${args.join(' ')} failed:\n${output}`)
  return output
}

/** Builds all packages; what is built already costs next to nothing. */
export function build(root: string): void {
  must('pnpm', ['--silent', 'run', 'build'], root, { ...process.env, TURBO_TELEMETRY_DISABLED: '1' })
}
