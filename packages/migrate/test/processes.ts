import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { ProcessOrder } from './run-process.ts'
import type { VendorName, World } from './world.ts'

const program = join(import.meta.dirname, 'run-process.ts')

export type Side = ProcessOrder['source']

export function sideOf({ emulator }: World, vendor: VendorName, account: string, origin: string): Side {
  if (vendor === 'commet') {
    const { apiKey } = emulator.commet.account(account)
    return { vendor, options: { account, apiKey, currency: 'USD', baseUrl: `${origin}/api/v1` } }
  }
  if (vendor === 'whop') {
    const { apiKey, companyId } = emulator.whop.account(account)
    return {
      vendor,
      options: { account, apiKey, companyId, environment: 'sandbox', baseUrl: `${origin}/api/v1` },
    }
  }
  const books = emulator.asset.account(account)
  const { clientId, clientSecret, businessId } = books
  const ledgerId = books.ledgerId('Service Revenue')
  const own = { clientId, clientSecret, businessId, environment: 'sandbox', currency: 'USD', ledgerId }
  return { vendor, options: { account, ...own, baseUrl: origin } }
}

/** The exit code, or null where it was killed by SIGKILL after so many milliseconds, or at the signal. */
export function runProcess(
  orderPath: string,
  kill: number | AbortSignal | null,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--no-warnings', program, orderPath])
    let output = ''
    child.stdout.on('data', (text) => (output += String(text)))
    child.stderr.on('data', (text) => (output += String(text)))
    const end = (): boolean => child.kill('SIGKILL')
    const killer = typeof kill === 'number' ? setTimeout(end, kill) : null
    if (kill instanceof AbortSignal) kill.addEventListener('abort', end)
    child.on('close', (code) => {
      if (killer !== null) clearTimeout(killer)
      resolve({ code, output })
    })
  })
}
