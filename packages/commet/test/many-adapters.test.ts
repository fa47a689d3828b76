import { createEmulator } from '@invoice-adapters/emulator'
import { recordProof } from '@invoice-adapters/tooling/proof'
import { expect, it } from 'vitest'
import { type CommetAdapter, createCommetAdapter } from '../src/index.ts'

const count = 5_000

function timers(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout' || kind === 'Immediate').length
}

it(`${count} adapters fit in one process and hold no timer`, async () => {
  const emulator = createEmulator({ data: 'demo' })
  const { apiKey } = emulator.commet.account()
  const timersBefore = timers()
  const before = process.memoryUsage().heapUsed
  const adapters: CommetAdapter[] = []
  for (let index = 0; index < count; index += 1) {
    const options = { account: `tenant-${index}`, apiKey, fetch: emulator.commet.fetch }
    adapters.push(createCommetAdapter(options)._unsafeUnwrap())
  }
  const bytesEach = Math.round((process.memoryUsage().heapUsed - before) / count)
  const answers = await Promise.all(
    adapters.filter((_, index) => index % 50 === 0).map((adapter) => adapter.check()),
  )
  expect(answers.every((answer) => answer.isOk())).toBe(true)
  expect(timers()).toBeLessThanOrEqual(timersBefore)
  // Without a forced collection this is an upper bound; an adapter is a few closures.
  expect(bytesEach).toBeLessThan(64 * 1024)
  recordProof({
    name: 'many-adapters',
    what: 'adapters in one process: memory each, timers left',
    size: count,
    result: { bytesEach, timersLeft: timers() - timersBefore },
  })
})
