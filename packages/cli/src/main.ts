import { err, ok, type Result } from '@invoice-adapters/core'
import { CommanderError } from 'commander'
import type { Command, Outcome } from './command.ts'
import { loadConfig } from './config/load.ts'
import type { CommandContext } from './context.ts'
import { type ExitName, exitCodes } from './exit-codes.ts'
import { type Failure, failure } from './failure.ts'
import { pageOf } from './output/page.ts'
import { startProgress } from './output/progress.ts'
import { type Format, formats, render } from './output/render.ts'
import { buildProgram, type GlobalFlags, type RawInputs } from './program.ts'
import { readInputs } from './read-inputs.ts'
import { usageMessage } from './usage-message.ts'

/** The process as this program sees it. */
export interface Surroundings {
  /** What stands after the program's name. */
  words: readonly string[]
  cwd: string
  env: NodeJS.ProcessEnv
  stdin: NodeJS.ReadStream
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  version: string
  /** Aborted at the first Ctrl-C, with the exit to be taken as its reason. */
  signal: AbortSignal
}

/** Runs one command line; the answer is the exit code. Nothing escapes. */
export async function main(
  commands: readonly Command[],
  groups: Readonly<Record<string, string>>,
  around: Surroundings,
): Promise<number> {
  const { stdout, stderr, words, env, version } = around
  const page = pageOf(stdout, env, { colour: !words.includes('--no-color') })
  const width = Math.min(Number.isFinite(page.width) ? page.width : 80, 100)
  let exit: ExitName = 'ok'
  const out = (text: string): void => void stdout.write(text)
  const program = buildProgram(commands, { version, width, groups, out }, async (command, raw, globals) => {
    exit = await runCommand(command, raw, globals, around)
  })
  const json = words.includes('--json')
  try {
    if (words.length === 0) {
      stderr.write(program.helpInformation())
      return exitCodes.usage.code
    }
    await program.parseAsync([...words], { from: 'user' })
  } catch (error) {
    const caught = ofThrown(error, helpFor(program, words))
    if (caught === null) return exitCodes.ok.code
    tell(stderr, caught, json)
    if (env.INVOICES_DEBUG !== undefined && error instanceof Error) stderr.write(`${error.stack ?? ''}\n`)
    exit = caught.exit
  }
  return exitCodes[exit].code
}

async function runCommand(
  command: Command,
  raw: { arguments: RawInputs; flags: RawInputs },
  globals: GlobalFlags,
  around: Surroundings,
): Promise<ExitName> {
  const { stdout, stderr, signal } = around
  const result = await prepare(command, raw, globals, around)
  const failures = result.isErr() ? [result.error] : (result.value.outcome.failures ?? [])
  if (result.isOk()) stdout.write(result.value.printed)
  const json = globals.json || globals.format === 'json'
  for (const one of failures) tell(stderr, one, json)
  const exit = failures[0]?.exit ?? 'ok'
  return exit === 'interrupted' && signal.reason === 'terminated' ? 'terminated' : exit
}

async function prepare(
  command: Command,
  raw: { arguments: RawInputs; flags: RawInputs },
  globals: GlobalFlags,
  around: Surroundings,
): Promise<Result<{ outcome: Outcome; printed: string }, Failure>> {
  const format = formatOf(globals)
  if (format.isErr()) return err(format.error)
  const given = readInputs(command, raw)
  if (given.isErr()) return err(given.error)
  const context = contextOf(globals, format.value, around)
  const outcome = await command.run(context, given.value)
  return outcome.andThen((one) =>
    render(one, format.value, context.page).map((printed) => ({ outcome: one, printed })),
  )
}

function formatOf({ json, format }: GlobalFlags): Result<Format, Failure> {
  if (json && format !== undefined && format !== 'json') {
    return err(failure('usage', `--json and --format ${format} are given together; keep one`))
  }
  return ok(json ? 'json' : (formats.find((one) => one === format) ?? 'table'))
}

function contextOf(globals: GlobalFlags, format: Format, around: Surroundings): CommandContext {
  const { cwd, env, stdin, stdout, stderr, signal } = around
  let config: ReturnType<CommandContext['config']> | undefined
  return {
    cwd,
    env,
    now: Date.now,
    config: () => {
      config ??= loadConfig({ folder: cwd, named: globals.config, env })
      return config
    },
    signal,
    print: (text) => void stdout.write(text),
    say: (text) => void (globals.quiet || stderr.write(`${text}\n`)),
    progress: (what, total) => startProgress(stderr, { wanted: !globals.quiet, what, total, signal }),
    format,
    page: pageOf(stdout, env, { colour: globals.color }),
    interactive: stdin.isTTY === true && stderr.isTTY === true,
  }
}

/** With `--json` for a program, else for a person. */
function tell(stderr: NodeJS.WriteStream, one: Failure, json: boolean): void {
  stderr.write(json ? `${JSON.stringify(one)}\n` : `invoices: ${one.message}\n`)
}

/** Of the group that was named without its command, else of the whole program. */
function helpFor(program: ReturnType<typeof buildProgram>, words: readonly string[]): string {
  const group = program.commands.find((one) => one.commands.length > 0 && words.includes(one.name()))
  return (group ?? program).helpInformation()
}

/** Null: commander printed what was asked for, such as help. */
function ofThrown(error: unknown, help: string): Failure | null {
  if (!(error instanceof CommanderError)) {
    const what = error instanceof Error ? error.message : String(error)
    return failure('defect', `a defect of this program: ${what}. Please report it`)
  }
  if (error.exitCode === 0) return null
  if (error.code === 'commander.help') return failure('usage', `a command is missing\n\n${help}`)
  return failure('usage', usageMessage(error.message))
}
