import type { Command } from './command.ts'
import { accounts } from './commands/accounts.ts'
import { list } from './commands/list.ts'
import { show } from './commands/show.ts'

/** In the order of the help. */
export const commands: readonly Command[] = [accounts, list, show]

/** What commands of two words have in common, by their first word. */
export const groups: Readonly<Record<string, string>> = {}
