import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { err, type InvoiceAdapter, ok, Result } from '@invoice-adapters/core'
import { type MigrationPlan, readPlanLines } from '@invoice-adapters/migrate'
import { openAccount } from '../accounts/open.ts'
import type { CommandContext } from '../context.ts'
import { type Failure, failure } from '../failure.ts'
import { ofMigrationError } from './failure.ts'

/** A plan with the two accounts that it names, opened. */
export interface OpenPlan {
  plan: MigrationPlan
  /** Of the plan file, absolute. */
  path: string
  source: InvoiceAdapter
  target: InvoiceAdapter
}

/** Reads a plan line by line, checks that it is as it was written, and opens its accounts. Nothing is sent. */
export async function openPlan(context: CommandContext, name: string): Promise<Result<OpenPlan, Failure>> {
  const config = await context.config()
  if (config.isErr()) return err(config.error)
  const path = resolve(context.cwd, name)
  const plan = await readPlanAt(path, name)
  if (plan.isErr()) return err(plan.error)
  const { source, target } = plan.value.header
  return Result.combine([
    openAccount(config.value, source.account),
    openAccount(config.value, target.account),
  ]).andThen(([from, to]) =>
    from === undefined || to === undefined
      ? err(failure('config', `${name}: an account is missing`))
      : ok({ plan: plan.value, path, source: from, target: to }),
  )
}

async function readPlanAt(path: string, name: string): Promise<Result<MigrationPlan, Failure>> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (!isThere) return err(failure('input', `${name} cannot be read: there is no such file`))
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
  const plan = await readPlanLines(lines)
  return plan.mapErr(ofMigrationError).mapErr(({ exit, message }) => failure(exit, `${name}: ${message}`))
}
