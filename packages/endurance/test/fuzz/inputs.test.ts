import { createHmac } from 'node:crypto'
import {
  type InvoiceError,
  invoiceErrorKinds,
  type Result,
  type WebhookDelivery,
} from '@invoice-adapters/core'
import { createEmulator } from '@invoice-adapters/emulator'
import { planMigration, readPlan, writePlan } from '@invoice-adapters/migrate'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { describe, expect, it } from 'vitest'
import { watch } from '../security/watched.ts'
import { openAccount, type Vendor, vendors } from '../vendors.ts'
import { hostile } from './hostile.ts'
import { garbled, mutant, placesIn } from './mutate.ts'
import { createRandom, type Random } from './random.ts'

const minutes = 60_000

function inOneSentence(answer: Result<unknown, InvoiceError>): boolean {
  if (answer.isOk()) return true
  expect(invoiceErrorKinds).toHaveProperty(answer.error.kind)
  expect(answer.error.message).toMatch(/^[^\n]+$/)
  return false
}

/** Signed as the vendor signs, so that what stands in the body is read at all. */
const signed: Record<string, (body: string, secret: string, nowMs: number) => WebhookDelivery> = {
  commet: (body, secret) => ({
    body,
    headers: { 'x-commet-signature': createHmac('sha256', secret).update(body).digest('hex') },
  }),
  whop: (body, secret, nowMs) => {
    const at = String(Math.floor(nowMs / 1000))
    const mac = createHmac('sha256', secret).update(`msg_1.${at}.${body}`).digest('base64')
    return {
      body,
      headers: { 'webhook-id': 'msg_1', 'webhook-timestamp': at, 'webhook-signature': `v1,${mac}` },
    }
  },
}

/** A body that the vendor truly sends. */
async function sentBody(vendor: Vendor): Promise<string> {
  const invoice = {
    vendor: vendor.name,
    customer: 'cus_1',
    status: 'open',
    lines: [{ description: 'Work', amount: 5_000 }],
  }
  const emulator = createEmulator({ data: { invoices: [{ ...invoice, id: 'inv_1' } as never] } })
  emulator[vendor.name].account().outside.pay('inv_1')
  await emulator.settled()
  return vendor.webhooks(emulator)?.events.at(-1)?.body ?? ''
}

function spoiled(text: string, random: Random): string {
  if (random.below(3) === 0) return garbled(text, random)
  if (random.below(10) === 0) return hostile(random)
  const value: unknown = JSON.parse(text)
  return mutant(value, placesIn(value), random).json
}

describe('hostile input', () => {
  it.each(vendors.filter(({ webhooks, usual }) => usual && webhooks(createEmulator()) !== null))(
    'as webhook bodies of $name is read or refused',
    { timeout: 10 * minutes },
    async (vendor) => {
      const { emulator, adapter } = watch(vendor)
      const secret = emulator[vendor.name as 'commet' | 'whop'].account().webhookSecret
      const body = await sentBody(vendor)
      const random = createRandom(proofSeed())
      const sign = signed[vendor.name]
      const size = proofSize(3_000, 100_000)
      let read = 0
      for (let left = size; left > 0; left -= 1) {
        const delivery = sign?.(spoiled(body, random), secret, emulator.clock.now()) as WebhookDelivery
        const answer = await adapter.webhooks.read(delivery)
        if (inOneSentence(answer)) read += 1
      }
      expect(read).toBeGreaterThan(size / 20)
      expect(read).toBeLessThan(size)
      recordProof({
        name: `${vendor.name}-hostile-webhooks`,
        what: `Well-signed webhook bodies of ${vendor.name} with anything in them are read or refused in one sentence; nothing is thrown.`,
        size,
        result: { read, refused: size - read },
      })
    },
  )

  it.each(vendors)(
    'as cursors of $name $dialect is a page or an error',
    { timeout: 10 * minutes },
    async (vendor) => {
      const random = createRandom(proofSeed())
      const emulator = createEmulator({ ...vendor.emulator, data: 'demo' })
      const adapter = openAccount(vendor, emulator)
      const size = proofSize(150, 5_000)
      let pages = 0
      for (let left = size; left > 0; left -= 1) {
        const json: unknown = JSON.parse(hostile(random))
        const cursor = garbled(typeof json === 'string' ? json : JSON.stringify(json), random).slice(0, 3_000)
        if (inOneSentence(await adapter.list({ cursor }))) pages += 1
        if (inOneSentence(await adapter.customers.list({ cursor }))) pages += 1
        if (inOneSentence(await adapter.list({ cursor: json as never }))) pages += 1
      }
      recordProof({
        name: `${vendor.name}-${vendor.dialect}-hostile-cursors`,
        what: `Anything given to ${vendor.name} (${vendor.dialect}) as a cursor, of invoices and of customers, as text or not, gives a page or an error in one sentence.`,
        size: 3 * size,
        result: { pages, refused: 3 * size - pages },
      })
    },
  )

  it('as plan files is refused, or is the plan as it was written', { timeout: 10 * minutes }, async () => {
    const [from, , to] = vendors as [Vendor, Vendor, Vendor]
    const [source, target] = [watch(from), watch(to)]
    const settings = {
      source: source.adapter,
      target: target.adapter,
      now: () => source.emulator.clock.now(),
    }
    const text = writePlan((await planMigration(settings))._unsafeUnwrap())
    const random = createRandom(proofSeed())
    const size = proofSize(2_000, 100_000)
    let refused = 0
    for (let left = size; left > 0; left -= 1) {
      const lines = text.trimEnd().split('\n')
      const at = random.below(lines.length)
      const spoiledText =
        random.below(2) === 0
          ? garbled(text, random)
          : lines.map((line, index) => (index === at ? spoiled(line, random) : line)).join('\n')
      const read = await readPlan(spoiledText)
      if (read.isOk()) {
        // What does not change what a line says, such as an empty line at the end, changes no plan.
        expect(writePlan(read.value)).toBe(text)
        continue
      }
      refused += 1
      expect(['plan_unreadable', 'plan_edited']).toContain(read.error.kind)
      expect(read.error.message).toMatch(/^[^\n]+$/)
    }
    expect(refused).toBeGreaterThan(size / 2)
    recordProof({
      name: 'hostile-plan-files',
      what: 'Plan files with anything changed in them are refused in one sentence, or say the same plan to the letter.',
      size,
      result: { refused, same: size - refused },
    })
  })
})
