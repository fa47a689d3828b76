import tab from '@bomb.sh/tab/commander'
import { Argument, Command as Commander, Option } from 'commander'
import type { Command } from './command.ts'
import type { Input, Inputs } from './inputs.ts'
import { formats } from './output/render.ts'

/** Texts as they stood on the command line, not yet read. */
export interface RawInputs {
  [name: string]: readonly string[] | null
}

export interface GlobalFlags {
  config: string | undefined
  json: boolean
  format: string | undefined
  quiet: boolean
  color: boolean
}

export type Act = (
  command: Command,
  raw: { arguments: RawInputs; flags: RawInputs },
  globals: GlobalFlags,
) => Promise<void>

export interface ProgramSettings {
  version: string
  /** Columns of the help. */
  width: number
  /** What a group of commands is about, by its name. */
  groups: Readonly<Record<string, string>>
  out(text: string): void
}

/** The commander program over the commands; it prints help to `out`, and throws what is wrong instead of exiting. */
export function buildProgram(commands: readonly Command[], settings: ProgramSettings, act: Act): Commander {
  const program = new Commander('invoices')
  dress(program, settings)
    .description('Invoices of Commet, Asset and Whop accounts: read, write, aggregate, migrate.')
    .version(settings.version, '-V, --version', 'Print the version')
    .addOption(new Option('--config <FILE>', 'Configuration; default: the nearest invoices.config.* upwards'))
    .addOption(new Option('--json', 'Print JSON; the same as --format json'))
    .addOption(new Option('--format <FORMAT>', 'Print as').choices(formats))
    .addOption(new Option('--quiet', 'No progress and no remarks on standard error'))
    .addOption(new Option('--no-color', 'No colours; they appear on a terminal only'))
    .helpCommand('help [command]', 'Help for a command')
  program.addHelpText('after', '\nEach command has its own help: invoices list --help')
  for (const command of commands) add(program, command, settings, act)
  tab(program)
  return program
}

/** Subcommands made by hand inherit nothing: each is given the same behaviour. */
function dress(commander: Commander, settings: ProgramSettings): Commander {
  return commander
    .exitOverride()
    .configureOutput({
      writeOut: settings.out,
      writeErr: () => {},
      getOutHelpWidth: () => settings.width,
      getErrHelpWidth: () => settings.width,
    })
    .configureHelp({ showGlobalOptions: true })
    .helpOption('-h, --help', 'Print this help')
}

function add(program: Commander, command: Command, settings: ProgramSettings, act: Act): void {
  const words = command.name.split(' ')
  const [group, own = ''] = words.length === 1 ? [undefined, words[0]] : words
  const parent = group === undefined ? program : groupOf(program, group, settings)
  const made = dress(new Commander(own), settings).description(descriptionOf(command))
  made.summary(command.summary)
  for (const argument of Object.values(command.arguments)) made.addArgument(argumentOf(argument))
  for (const [name, flag] of Object.entries(command.flags)) made.addOption(optionOf(name, flag))
  made.addHelpText('after', `\nExamples:\n${command.examples.map(exampleText).join('\n')}`)
  made.action(async (...given: unknown[]) => {
    const texts = given.slice(0, Object.keys(command.arguments).length)
    const raw = {
      arguments: rawArguments(command.arguments, texts),
      flags: rawFlags(command.flags, made.opts()),
    }
    await act(command, raw, program.opts<GlobalFlags>())
  })
  parent.addCommand(made)
}

function groupOf(program: Commander, name: string, settings: ProgramSettings): Commander {
  const found = program.commands.find((one) => one.name() === name)
  if (found !== undefined) return found
  const made = dress(new Commander(name), settings).description(settings.groups[name] ?? name)
  made.helpCommand('help [command]', 'Help for a command')
  program.addCommand(made)
  return made
}

function descriptionOf({ summary, details }: Command): string {
  return details === undefined ? summary : `${summary}\n\n${details}`
}

function exampleText({ command, what }: { command: string; what: string }): string {
  return `  $ ${command}\n      ${what}`
}

function argumentOf({ placeholder, required, repeats, choices, summary }: Input<unknown>): Argument {
  const name = `${placeholder ?? ''}${repeats ? '...' : ''}`
  const made = new Argument(required ? `<${name}>` : `[${name}]`, summary)
  return choices === null ? made : made.choices(choices)
}

/** Every value is collected, so that one given twice is seen. */
function optionOf(name: string, { placeholder, summary, choices }: Input<unknown>): Option {
  const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  if (placeholder === null) return new Option(`--${dashed}`, summary)
  const made = new Option(`--${dashed} <${placeholder}>`, summary)
  if (choices !== null) made.argChoices = [...choices]
  return made.argParser((text: string, before: string[] | undefined) => [...(before ?? []), text])
}

function rawArguments(inputs: Inputs, given: unknown[]): RawInputs {
  return Object.fromEntries(Object.keys(inputs).map((name, index) => [name, rawOf(given[index])]))
}

function rawFlags(inputs: Inputs, given: Record<string, unknown>): RawInputs {
  return Object.fromEntries(Object.keys(inputs).map((name) => [name, rawOf(given[name])]))
}

function rawOf(given: unknown): readonly string[] | null {
  if (given === undefined) return null
  if (Array.isArray(given)) return given.length === 0 ? null : given.map(String)
  return given === true ? [] : [String(given)]
}
