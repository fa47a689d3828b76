import { createWebhookReceiver, type InvoiceStore } from '@invoice-adapters/aggregate/store'
import { err, type InvoiceAdapter, ok, type Result } from '@invoice-adapters/core'
import { openAccounts } from '../accounts/open.ts'
import { type Command, defineCommand, type Outcome } from '../command.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { CommandContext } from '../context.ts'
import { type Failure, failure } from '../failure.ts'
import { account, many, text, wholeNumber } from '../inputs.ts'
import { withStore } from '../store/with-store.ts'
import { untilStopped } from '../until-stopped.ts'
import { serveReceiver } from '../webhooks/serve-receiver.ts'

const usualPort = 4020
const usualHost = '127.0.0.1'

export const webhooksServe: Command = defineCommand({
  name: 'webhooks serve',
  summary: 'Receive webhooks of the vendors, and read what they are about into the store',
  details:
    'Each account with webhookSecrets has an address of its own. A delivery is verified and stored before it is answered, and then the invoice is read: what a delivery says is never taken for its state. Speaks plain HTTP on this machine; something in front has to speak HTTPS to the vendors. Prints a line for each answer; ends with Ctrl-C, once what was received is read. What is left unread is read by the next start, or by invoices sync.',
  arguments: {},
  flags: {
    account: many(account('Only this account; may be given many times')),
    port: wholeNumber('PORT', `Default ${usualPort}; 0 takes a free one`, { least: 0, most: 65535 }),
    host: text('HOST', `The address to listen on; default ${usualHost}`),
  },
  examples: [
    { command: 'invoices webhooks serve', what: 'Every account that has secrets; prints the addresses.' },
    { command: 'invoices webhooks serve --account acme --port 8080', what: 'One account.' },
  ],
  async run(context, { flags }) {
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    const opened = openAccounts(config.value, flags.account)
    if (opened.isErr()) return err(opened.error)
    const adapters = opened.value.filter(({ account: name }) => hasSecrets(config.value, name))
    const deaf = opened.value.find((one) => flags.account.includes(one.account) && !adapters.includes(one))
    if (deaf !== undefined) return err(noSecrets(config.value, deaf))
    if (adapters.length === 0) {
      return err(failure('config', `${config.value.place(['accounts'])}: no account has webhookSecrets`))
    }
    const { port = usualPort, host = usualHost } = flags
    return withStore<Outcome>(config.value, (store) => serve(context, store, { adapters, port, host }))
  },
})

function hasSecrets({ accounts }: LoadedConfig, name: string): boolean {
  const given = Object.hasOwn(accounts, name) ? accounts[name] : undefined
  return given !== undefined && 'webhookSecrets' in given && given.webhookSecrets !== undefined
}

function noSecrets(config: LoadedConfig, { account: name, provider, capabilities }: InvoiceAdapter): Failure {
  const webhooks = capabilities.operations['webhooks.read']
  const why = webhooks.supported ? 'has no webhookSecrets' : `${provider} has no webhooks: ${webhooks.reason}`
  return failure('config', `${config.place(['accounts', name])}: accounts.${name}: ${why}`)
}

interface At {
  adapters: readonly InvoiceAdapter[]
  port: number
  host: string
}

async function serve(
  context: CommandContext,
  store: InvoiceStore,
  { adapters, port, host }: At,
): Promise<Result<Outcome, Failure>> {
  const isTable = context.format === 'table'
  const line = (words: string, facts: object): void =>
    context.print(isTable ? `${words}\n` : `${JSON.stringify(facts)}\n`)
  const receiver = createWebhookReceiver({
    store,
    adapters,
    onFailure: (error, { account: name, invoiceId }) =>
      line(`${name}:${invoiceId} was not read: ${error.message}`, { account: name, invoiceId, error }),
  })
  const listening = await serveReceiver(receiver, {
    host,
    port,
    onAnswer: (path, status) => line(`${status} ${path}`, { path, status }),
  })
  if (listening.isErr()) return err(listening.error)
  for (const { provider, account: name } of adapters) {
    const url = `${listening.value.origin}/webhooks/${provider}/${name}`
    line(`${name}  ${url}`, { account: name, url })
  }
  void receiver.resume()
  await untilStopped(context.signal)
  await listening.value.close()
  await receiver.settled()
  receiver.stop()
  return ok({ data: null, text: () => '', silent: true })
}
