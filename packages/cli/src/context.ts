import type { Result } from '@invoice-adapters/core'
import type { LoadedConfig } from './config/load.ts'
import type { Failure } from './failure.ts'
import type { Page } from './output/page.ts'
import type { Progress } from './output/progress.ts'
import type { Format } from './output/render.ts'

/** What a command has to do with the world around it. */
export interface CommandContext {
  cwd: string
  env: NodeJS.ProcessEnv
  /** Milliseconds since 1970. */
  now(): number
  /** Found and read once, when first asked for. */
  config(): Promise<Result<LoadedConfig, Failure>>
  /**
   * Aborts at the first Ctrl-C. Reading commands hand it on; one that writes does not, so that a write is never cut in
   * the middle, and looks at it between two steps.
   */
  signal: AbortSignal
  /** For a command that goes on for long and prints as it goes: straight to standard output. */
  print(text: string): void
  /** One line to standard error for a person; nothing with `--quiet`. */
  say(text: string): void
  /** A bar on standard error; nothing where that is no terminal. */
  progress(what: string, total?: number): Progress
  format: Format
  page: Page
  /** Whether somebody can be asked: both ends are a terminal. */
  interactive: boolean
}
