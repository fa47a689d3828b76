import { type AccountCheck, err, type InvoiceError, ok, type Result } from '@invoice-adapters/core'
import { openEach, type ReadableAccount } from '../accounts/open-each.ts'
import { type Command, defineCommand } from '../command.ts'
import { ofInvoiceError, openingOperation } from '../failure.ts'
import { account, many } from '../inputs.ts'
import { type Column, table } from '../output/table.ts'

interface Row {
  adapter: ReadableAccount
  check: Result<AccountCheck, InvoiceError>
}

const columns: Column<Row>[] = [
  { head: 'account', value: ({ adapter }) => adapter.account },
  { head: 'vendor', value: ({ adapter }) => adapter.provider },
  { head: 'mode', value: ({ check }) => (check.isOk() ? (check.value.mode ?? 'not told') : '?') },
  { head: 'state', value: ({ check }) => (check.isOk() ? 'ok' : stateOf(check.error)) },
  {
    head: 'at the vendor',
    value: ({ check }) => (check.isOk() ? (check.value.accountName ?? check.value.accountId ?? '') : ''),
    least: 10,
    drop: 2,
  },
  { head: 'dialect', value: ({ adapter }) => adapter.capabilities.dialect, drop: 3 },
  { head: 'cannot', value: ({ adapter }) => lacking(adapter).join(', '), least: 12, drop: 1 },
]

export const accounts: Command = defineCommand({
  name: 'accounts',
  summary: 'Configured accounts: live or test, reachable or not, what each can do',
  arguments: {},
  flags: { account: many(account('Only this account; may be given many times')) },
  examples: [
    {
      command: 'invoices accounts',
      what: 'Asks each vendor whether the credentials are good, and whose they are.',
    },
  ],
  async run(context, { flags }) {
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    const opened = openEach(config.value, flags.account)
    if (opened.isErr()) return err(opened.error)
    const settings = { signal: context.signal }
    const rows = await Promise.all(
      opened.value.accounts.map(
        async (adapter): Promise<Row> => ({ adapter, check: await adapter.check(settings) }),
      ),
    )
    return ok({
      data: { accounts: rows.map(described) },
      rows: rows.map(described),
      text: (page) => table(page, columns, rows),
      failures: rows.flatMap(({ check }) => (check.isErr() ? [ofInvoiceError(check.error)] : [])),
    })
  },
})

function stateOf({ kind, operation }: InvoiceError): string {
  return operation === openingOperation ? 'not configured' : kind
}

function lacking({ capabilities }: ReadableAccount): string[] {
  return Object.entries(capabilities.operations).flatMap(([name, { supported }]) => (supported ? [] : [name]))
}

function described({ adapter, check }: Row): Record<string, unknown> {
  const { account, provider, capabilities } = adapter
  return {
    account,
    vendor: provider,
    dialect: capabilities.dialect,
    reachable: check.isOk(),
    ...(check.isOk() ? check.value : { mode: null, accountId: null, accountName: null }),
    error: check.isErr() ? check.error : null,
    cannot: lacking(adapter),
  }
}
