// How a command is added: a file in src/commands/ that exports one `defineCommand({ … })`, and a line in
// src/registry.ts. Name, inputs, examples and help are data; `run` gets what was given, already read and checked, and
// answers with an Outcome or a Failure. It prints nothing itself, unless it goes on for long (`context.print`). What
// its help says is kept in test/help.golden.
import type { Result } from '@invoice-adapters/core'
import type { CommandContext } from './context.ts'
import type { Failure } from './failure.ts'
import type { Inputs, ValuesOf } from './inputs.ts'
import type { Page } from './output/page.ts'

/** What a command came to: the same facts for people and for programs. */
export interface Outcome {
  /** What `--json` prints; plain data. */
  data: unknown
  /** For people, without a line break at the end. */
  text(page: Page): string
  /** What `--format jsonl` prints, one object a line; without it there is no such format, nor CSV. */
  rows?: readonly object[]
  /** The same for `--format csv`, where `rows` are too deep for cells. */
  cells?: readonly object[]
  /** It has printed what there was to print. */
  silent?: boolean
  /** Part of the work that failed: told after the output. The first decides the exit code; none is `ok`. */
  failures?: readonly Failure[]
}

export interface Example {
  command: string
  what: string
}

export interface Given<A extends Inputs, F extends Inputs> {
  arguments: ValuesOf<A>
  flags: ValuesOf<F>
}

export interface Command<A extends Inputs = Inputs, F extends Inputs = Inputs> {
  /** `list`, or two words for a command of a group: `migrate plan`. */
  name: string
  /** One line, in the list of commands and on top of the help. */
  summary: string
  /** Further paragraphs of the help. */
  details?: string
  /** In the order in which they are given; a repeating one comes last. */
  arguments: A
  /** camelCase keys: `dueBefore` is `--due-before`. */
  flags: F
  /** At least one. */
  examples: readonly [Example, ...Example[]]
  run(context: CommandContext, given: Given<A, F>): Promise<Result<Outcome, Failure>>
}

/** Lets the compiler work out what `run` is given. */
export function defineCommand<A extends Inputs, F extends Inputs>(command: Command<A, F>): Command {
  return command
}
