import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { describe, expect, it } from 'vitest'
import { must, places, storeAt } from './places.ts'
import { commet, stored, totals } from './vendor.ts'

const program = fileURLToPath(new URL('sync-process.ts', import.meta.url))

/** How many processes are killed, at random instants, before one is left alone. */
const kills = proofSize(4, 200)

interface Ended {
  code: number | null
  output: string
}

function start(address: string, origin: string, apiKey: string, killAfterMs: number | null): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, address, origin, apiKey, 'full'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
    const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, output })
    })
  })
}

describe.each(places())('$name', ({ name, address }) => {
  it('survives being killed at any point', async () => {
    const vendor = commet(400)
    const at = await address()
    const listening = await vendor.emulator.listen()
    const { apiKey } = vendor.emulator.commet.account('main')
    for (let kill = 0; kill < kills; kill += 1)
      await start(at, listening.commet, apiKey, 250 + Math.random() * 900)
    const { code, output } = await start(at, listening.commet, apiKey, null)
    await listening.close()
    expect(code, output).toBe(0)
    const store = await storeAt(at)
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
    const doubled = await store.database.attempt('doubled', (tables) =>
      tables.selectFrom('readings').select('invoice_id').execute(),
    )
    expect(must(doubled)).toHaveLength(400)
    recordProof({
      name: `sync-killed-${name}`,
      what: 'a sync killed at random instants and started again ends with the totals of the ledger, nothing doubled',
      size: kills,
      result: { invoices: 400, kills },
    })
  }, 1_200_000)
})
