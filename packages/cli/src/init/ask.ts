import { err, ok, type Result } from '@invoice-adapters/core'
import { type VendorName, vendorNames } from '../config/schema.ts'
import { type Failure, failure } from '../failure.ts'
import { requiredOptions } from './account-options.ts'
import type { NewAccount } from './config-text.ts'

/** Who is asked; null: they went away. */
export interface Questioner {
  text(question: string, check: (given: string) => string | undefined): Promise<string | null>
  select(question: string, choices: readonly string[]): Promise<string | null>
  confirm(question: string): Promise<boolean | null>
}

const stopped: Failure = failure('interrupted', 'stopped; nothing was written')

/** Asks for accounts until there are no more. Secrets are not asked for. */
export async function askAccounts(questions: Questioner): Promise<Result<NewAccount[], Failure>> {
  const accounts: NewAccount[] = []
  for (;;) {
    const account = await askAccount(questions, accounts)
    if (account === null) return err(stopped)
    accounts.push(account)
    const more = await questions.confirm('Another account?')
    if (more === null) return err(stopped)
    if (!more) return ok(accounts)
  }
}

async function askAccount(questions: Questioner, before: NewAccount[]): Promise<NewAccount | null> {
  const chosen = await questions.select('Vendor', vendorNames)
  const vendor = vendorNames.find((one) => one === chosen)
  if (vendor === undefined) return null
  const name = await questions.text('A name of your own for the account', (given) =>
    before.some((one) => one.name === given) ? 'is taken already' : nameProblem(given),
  )
  if (name === null) return null
  const options = await askOptions(questions, vendor)
  return options === null ? null : { name, vendor, options }
}

async function askOptions(questions: Questioner, vendor: VendorName): Promise<Record<string, string> | null> {
  const options: Record<string, string> = {}
  for (const { name, question, secret, choices } of requiredOptions[vendor]) {
    if (secret) continue
    const given =
      choices === undefined
        ? await questions.text(question, (text) => (text === '' ? 'must not be empty' : undefined))
        : await questions.select(question, choices)
    if (given === null) return null
    options[name] = given
  }
  return options
}

export function nameProblem(name: string): string | undefined {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)
    ? undefined
    : 'must be letters, digits, dots, dashes and underscores'
}
