import { resolve } from 'node:path'
import { err, ok, type Result } from '@invoice-adapters/core'
import type { Emulator, ListeningEmulator } from '@invoice-adapters/emulator'
import { stringify } from 'yaml'
import { type Command, defineCommand } from '../command.ts'
import type { CommandContext } from '../context.ts'
import { type EmulatedAccounts, emulatedAccounts } from '../emulate/emulated-accounts.ts'
import { emulatorOf } from '../emulate/emulator-data.ts'
import { faultFlag, faultKinds } from '../emulate/fault-text.ts'
import { type Failure, failure } from '../failure.ts'
import { file, text, wholeNumber } from '../inputs.ts'
import { writeFileWhole } from '../output/files.ts'

const usualPort = 4010

export const emulate: Command = defineCommand({
  name: 'emulate',
  summary: 'Serve all three vendors on this machine, with invented invoices',
  details:
    `Commet is on the port given, Asset on the next, Whop on the one after. Nothing is kept: each start begins anew, with
the same ids and keys. The keys printed work with the vendors' own clients too. Ends with Ctrl-C. Kinds of --fault:
${faultKinds.join(', ')}.`.replace(/\n/g, ' '),
  arguments: {},
  flags: {
    port: wholeNumber('PORT', `The first of three ports; default ${usualPort}, 0 takes free ones`, {
      least: 0,
      most: 65533,
    }),
    data: text('DATA', 'demo (default), empty, or a file of accounts, customers and invoices'),
    fault: faultFlag(),
    save: file('FILE', 'Write the configuration to this file; not if it exists'),
  },
  examples: [
    {
      command: 'invoices emulate --save invoices.config.yaml',
      what: 'Serves the demo data, and writes a configuration to read it with.',
    },
    {
      command: 'invoices emulate --fault commet:status,status=503,times=3',
      what: 'The first three requests to Commet are answered 503.',
    },
    {
      command: 'invoices emulate --fault whop:drop_after_commit',
      what: 'The first request to Whop is carried out, and its answer lost.',
    },
  ],
  async run(context, { flags }) {
    const { port = usualPort, data = 'demo', fault, save } = flags
    const emulator = await emulatorOf(context.cwd, data, { faults: fault, now: context.now() })
    if (emulator.isErr()) return err(emulator.error)
    const origins = await listen(emulator.value, port)
    if (origins.isErr()) return err(origins.error)
    try {
      const accounts = await emulatedAccounts(emulator.value, origins.value)
      const saved = await saveConfig(context, save, accounts)
      if (saved.isErr()) return err(saved.error)
      context.print(announcement(context, origins.value, accounts, save))
      await untilStopped(context, emulator.value)
    } finally {
      await origins.value.close()
    }
    return ok({ data: null, text: () => '', silent: true })
  },
})

async function listen(emulator: Emulator, port: number): Promise<Result<ListeningEmulator, Failure>> {
  try {
    const ports = port === 0 ? {} : { commet: port, asset: port + 1, whop: port + 2 }
    return ok(await emulator.listen(ports))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const range = `the ports ${port} to ${port + 2}`
    const why = code === 'EADDRINUSE' ? 'one of them is in use; choose others with --port' : code
    return err(failure('input', `${range} cannot be served: ${why}`))
  }
}

async function saveConfig(
  context: CommandContext,
  name: string | undefined,
  accounts: EmulatedAccounts,
): Promise<Result<void, Failure>> {
  if (name === undefined) return ok(undefined)
  const ended = name.endsWith('.json') ? `${JSON.stringify({ accounts }, null, 2)}\n` : configText(accounts)
  return writeFileWhole(resolve(context.cwd, name), ended, { name, replace: 'never' })
}

function configText(accounts: EmulatedAccounts): string {
  return stringify({ accounts })
}

function announcement(
  { format, page }: CommandContext,
  { commet, asset, whop }: ListeningEmulator,
  accounts: EmulatedAccounts,
  saved: string | undefined,
): string {
  if (format !== 'table') return `${JSON.stringify({ origins: { commet, asset, whop }, accounts })}\n`
  const where = saved === undefined ? 'invoices.config.yaml' : `written to ${saved}`
  return [
    page.paint('bold', 'Serving until Ctrl-C'),
    `  commet  ${commet}/api/v1`,
    `  asset   ${asset}`,
    `  whop    ${whop}/api/v1`,
    '',
    page.paint('bold', `Accounts and keys (${where})`),
    configText(accounts),
  ].join('\n')
}

/** The emulator's clock stands still by itself; here it goes as the one on the wall. */
function untilStopped({ signal, now }: CommandContext, { clock }: Emulator): Promise<void> {
  let last = now()
  return new Promise((resolve) => {
    const tick = setInterval(() => {
      const instant = now()
      clock.advance(Math.max(0, instant - last))
      last = instant
    }, 250)
    const end = (): void => {
      clearInterval(tick)
      resolve()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
