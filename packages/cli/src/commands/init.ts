import { resolve } from 'node:path'
import { err, ok, Result } from '@invoice-adapters/core'
import { type Command, defineCommand } from '../command.ts'
import { configNames } from '../config/find.ts'
import { configSchema, vendorNames } from '../config/schema.ts'
import type { CommandContext } from '../context.ts'
import { type Failure, failure } from '../failure.ts'
import { requiredOptions } from '../init/account-options.ts'
import { askAccounts, nameProblem } from '../init/ask.ts'
import { configText, type NewAccount } from '../init/config-text.ts'
import { terminalQuestioner } from '../init/terminal-questioner.ts'
import { file, many, text, value, whether } from '../inputs.ts'
import { isFree, writeFileWhole } from '../output/files.ts'

interface Setting {
  account: string
  option: string
  value: string
}

export const init: Command = defineCommand({
  name: 'init',
  summary: 'Write a configuration',
  details:
    'Asks for the accounts on a terminal, or takes them as flags. Secrets are neither asked for nor written: the configuration names variables, which are read from the environment or from a .env beside it.',
  arguments: {},
  flags: {
    account: many(
      text('NAME=VENDOR', `An account, by a name of your own; vendors: ${vendorNames.join(', ')}`),
    ),
    set: many(value('NAME.OPTION=VALUE', 'An option of an account, such as books.currency=USD', readSetting)),
    output: file(
      'FILE',
      'Default invoices.config.yaml; the ending decides between YAML, JSON and TypeScript',
    ),
    force: whether('Replace the file if it exists'),
  },
  examples: [
    { command: 'invoices init', what: 'Asks.' },
    {
      command: 'invoices init --account acme=commet --account shop=whop',
      what: 'What is neither set nor has a default becomes a variable.',
    },
  ],
  async run(context, { flags }) {
    const { output = 'invoices.config.yaml', force } = flags
    const path = resolve(context.cwd, output)
    const ending = configNames.some((name) => output.endsWith(name.slice(name.lastIndexOf('.'))))
    if (!ending) return err(failure('usage', `--output ${output} must end in .yaml, .json, .ts or .js`))
    const free = await isFree(path, output, force)
    if (free.isErr()) return err(free.error)
    const accounts = await accountsOf(context, flags.account, flags.set)
    if (accounts.isErr()) return err(accounts.error)
    const { text: content, variables } = configText(accounts.value, output)
    const written = await writeFileWhole(path, content, { name: output, replace: force })
    return written.map(() => ({
      data: { file: output, variables, accounts: accounts.value },
      text: (page) =>
        [
          page.paint('green', `${output} is written.`),
          'Set these variables, in the environment or in .env beside it, then look with invoices doctor:',
          ...variables.map((name) => `  ${name}=`),
        ].join('\n'),
    }))
  },
})

async function accountsOf(
  context: CommandContext,
  named: string[],
  settings: Setting[],
): Promise<Result<NewAccount[], Failure>> {
  if (named.length > 0)
    return Result.combine(named.map((one) => readAccount(one, settings))).andThen(eachOnce)
  if (context.interactive) return askAccounts(terminalQuestioner)
  return err(failure('usage', 'there is no terminal to ask on; name the accounts with --account NAME=VENDOR'))
}

function readAccount(given: string, settings: Setting[]): Result<NewAccount, Failure> {
  const [name = '', chosen = ''] = given.split('=')
  const vendor = vendorNames.find((one) => one === chosen)
  if (vendor === undefined) {
    return err(
      failure('usage', `--account ${given} must be NAME=VENDOR, with one of ${vendorNames.join(', ')}`),
    )
  }
  const problem = nameProblem(name)
  if (problem !== undefined) return err(failure('usage', `--account ${given}: the name ${problem}`))
  const own = settings.filter(({ account }) => account === name)
  const secret = own.find(({ option }) =>
    requiredOptions[vendor].some((one) => one.secret && one.name === option),
  )
  if (secret !== undefined) {
    return err(
      failure('usage', `--set ${name}.${secret.option} is a secret and is not written; set its variable`),
    )
  }
  const options = Object.fromEntries(
    own.map(({ option, value: given }) => [option, numeric.has(option) ? Number(given) : given]),
  )
  return checkOptions({ name, vendor, options })
}

const numeric = new Set(['dueInDays'])

/** What was set must be what a configuration takes; what was not set is a variable, and not judged. */
function checkOptions(account: NewAccount): Result<NewAccount, Failure> {
  const { name, options } = account
  const { value: config } = configText([account], 'invoices.config.json')
  const issues = configSchema.safeParse(config).error?.issues ?? []
  const wrong = issues.find(
    ({ path, code }) => code === 'unrecognized_keys' || String(path.at(-1)) in options,
  )
  if (wrong === undefined) return ok(account)
  const option = wrong.code === 'unrecognized_keys' ? wrong.keys[0] : wrong.path.at(-1)
  const what = wrong.code === 'unrecognized_keys' ? 'is no option that is known' : wrong.message
  return err(failure('usage', `--set ${name}.${String(option)}: ${what}`))
}

function eachOnce(accounts: NewAccount[]): Result<NewAccount[], Failure> {
  const names = accounts.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  return twice === undefined ? ok(accounts) : err(failure('usage', `--account ${twice} is given twice`))
}

function readSetting(given: string): Result<Setting, string> {
  const [, account = '', option = '', text = ''] = /^(.+?)\.([A-Za-z]+)=(.+)$/s.exec(given) ?? []
  return account === ''
    ? err(`must be NAME.OPTION=VALUE, not ${given}`)
    : ok({ account, option, value: text })
}
