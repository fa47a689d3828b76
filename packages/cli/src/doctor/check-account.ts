import type { AdapterEvent, InvoiceAdapter } from '@invoice-adapters/core'
import { openAccount } from '../accounts/open.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { CommandContext } from '../context.ts'
import { ofInvoiceError } from '../failure.ts'
import { type Finding, ofFailure } from './finding.ts'
import { fieldsIn, knownFields } from './known-fields.ts'
import { watchFetch } from './watch-fetch.ts'

/** Beyond this a signed webhook is taken for an old one, and a due date is judged on another day. */
const mostSkewMs = 60_000
const sampleSize = 20

type Drift = Extract<AdapterEvent, { type: 'drift' }>

/** Asks the vendor who the credentials are, and reads one page of invoices. Nothing is written. */
export async function checkAccount(
  context: CommandContext,
  config: LoadedConfig,
  name: string,
): Promise<Finding[]> {
  const watched = watchFetch(context.now)
  const drifts: Drift[] = []
  const observe = (event: AdapterEvent): void => {
    if (event.type === 'drift') drifts.push(event)
  }
  const adapter = openAccount(config, name, { fetch: watched.fetch, observe })
  if (adapter.isErr()) return [ofFailure('configuration', name, adapter.error)]
  const check = await adapter.value.check({ signal: context.signal })
  if (check.isErr()) return [ofFailure('credentials', name, ofInvoiceError(check.error))]
  const { mode, accountName, accountId } = check.value
  const whose = accountName ?? accountId
  const found: Finding[] = [
    finding(
      'credentials',
      name,
      'ok',
      `${mode ?? 'live or test is not told'}${whose === null ? '' : `, ${whose}`}`,
    ),
  ]
  found.push(...(await checkAnswers(context, config, adapter.value, drifts)))
  return [...found, clockFinding(name, watched.ahead())]
}

async function checkAnswers(
  context: CommandContext,
  config: LoadedConfig,
  adapter: InvoiceAdapter,
  drifts: Drift[],
): Promise<Finding[]> {
  const name = adapter.account
  const page = await adapter.list({ pageSize: sampleSize, detail: 'full' }, { signal: context.signal })
  if (page.isErr()) return [ofFailure('reading', name, ofInvoiceError(page.error))]
  const { invoices, unreadable } = page.value
  if (invoices.length + unreadable.length === 0) {
    return [finding('answers', name, 'not checked', 'the account has no invoices')]
  }
  const unread = unreadable.map((error) => ofFailure('answers', name, ofInvoiceError(error)))
  const given = config.accounts[name]
  const known = given === undefined ? new Set<string>() : await knownFields(given)
  const fields = [...fieldsIn(invoices)].filter((field) => !known.has(field))
  const words = drifts.map(({ path, value }) => `${path} ${JSON.stringify(value)}`)
  const odd = [
    ...(words.length === 0 ? [] : [`values that are new: ${[...new Set(words)].join(', ')}`]),
    ...(fields.length === 0 ? [] : [`fields that are new: ${fields.join(', ')}`]),
  ]
  const read = `${invoices.length} invoices read`
  const state = odd.length === 0 ? 'ok' : 'warning'
  return [...unread, finding('answers', name, state, [read, ...odd].join('; '))]
}

function clockFinding(name: string, ahead: number | null): Finding {
  if (ahead === null) return finding('clock', name, 'not checked', 'the vendor tells no time')
  const seconds = Math.round(Math.abs(ahead) / 1000)
  if (Math.abs(ahead) < mostSkewMs)
    return finding('clock', name, 'ok', `within ${Math.max(seconds, 2)} s of the vendor's`)
  return finding(
    'clock',
    name,
    'warning',
    `this machine is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} the vendor`,
  )
}

function finding(check: string, account: string, state: Finding['state'], message: string): Finding {
  return { check, account, state, message }
}
