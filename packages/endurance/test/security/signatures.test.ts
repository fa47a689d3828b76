import { createHmac } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Vendor, vendors } from '../vendors.ts'
import { watch } from './watched.ts'

const packages = join(import.meta.dirname, '..', '..', '..')

describe('signatures', () => {
  it('no adapter compares signatures by itself', () => {
    const files = globSync(['{core,commet,asset,whop}/src/**/*webhook*.ts', 'core/src/webhook/*.ts'], {
      cwd: packages,
    })
    const sources = files
      .filter((path) => !path.endsWith('.test.ts'))
      .map((path) => readFileSync(join(packages, path), 'utf8'))
    expect(sources.length).toBeGreaterThan(3)
    expect(sources.filter((text) => text.includes('subtle.verify('))).toHaveLength(1)
    expect(
      sources.filter((text) =>
        /subtle\.sign\(|(signature|digest|mac)\w* ?[!=]==? ?\w*(signature|digest|mac)/i.test(text),
      ),
    ).toEqual([])
  })

  const whop = vendors.filter(({ name }) => name === 'whop')

  it.each(whop)('signed too long ago or ahead of time are refused', async (vendor) => {
    for (const [seconds, accepted] of [
      [0, true],
      [-240, true],
      [-600, false],
      [-86_400, false],
      [600, false],
    ] as const)
      expect([seconds, await isAccepted(vendor, seconds)]).toEqual([seconds, accepted])
  })
})

/** Whether a well-signed delivery is read that was sent so many seconds from now. */
async function isAccepted(vendor: Vendor, seconds: number): Promise<boolean> {
  const { emulator, adapter } = watch(vendor)
  const { webhookSecret } = emulator.whop.account()
  const at = String(Math.floor(emulator.clock.now() / 1000) + seconds)
  const body = JSON.stringify({
    id: 'msg_1',
    type: 'invoice.paid',
    timestamp: emulator.clock.iso(),
    data: { id: 'inv_1' },
  })
  const signed = createHmac('sha256', webhookSecret).update(`msg_1.${at}.${body}`).digest('base64')
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': at, 'webhook-signature': `v1,${signed}` }
  const read = await adapter.webhooks.read({ headers, body })
  if (read.isErr()) expect(read.error.kind).toBe('unauthenticated')
  return read.isOk()
}
