import { err, ok, type Result } from '@invoice-adapters/core'
import type { CommandContext } from './context.ts'
import { type Failure, failure } from './failure.ts'
import { terminalQuestioner } from './init/terminal-questioner.ts'

/** Before what cannot be undone: `--yes`, or a yes on a terminal. */
export async function confirmed(
  { interactive }: Pick<CommandContext, 'interactive'>,
  yes: boolean,
  question: string,
): Promise<Result<void, Failure>> {
  if (yes) return ok(undefined)
  if (!interactive) {
    return err(
      failure('usage', 'nothing was done: there is no terminal to ask on; --yes says that it is meant'),
    )
  }
  const answer = await terminalQuestioner.confirm(question)
  return answer === true
    ? ok(undefined)
    : err(failure('interrupted', 'nothing was done: it was not confirmed'))
}
