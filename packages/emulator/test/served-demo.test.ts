import { expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'

it('moves the demo with the start of its clock, by whole days, and keeps every status', () => {
  const usual = createEmulator({ data: 'demo' })
  const later = createEmulator({ data: 'demo', clock: { start: '2027-01-11T20:00:00.000Z' } })
  const facts = (emulator: typeof usual) =>
    emulator.ledger
      .invoices()
      .map(({ vendor, number, status, total, currency }) => [vendor, number, status, total, currency])
  expect(facts(later)).toEqual(facts(usual))
  const dueDates = (emulator: typeof usual) =>
    emulator.ledger.invoices().map(({ dueAt }) => Date.parse(dueAt ?? ''))
  const days = dueDates(later).map((due, index) => (due - (dueDates(usual)[index] ?? 0)) / 86_400_000)
  expect(new Set(days.filter((one) => !Number.isNaN(one)))).toEqual(new Set([180]))
})

it('serves the ports it is given, and nothing at all where one of them is taken', async () => {
  const first = await createEmulator().listen()
  const port = Number(new URL(first.commet).port)
  await first.close()
  const second = await createEmulator().listen({ commet: port })
  expect(second.commet).toBe(`http://127.0.0.1:${port}`)
  const third = createEmulator()
  await expect(third.listen({ asset: port })).rejects.toThrow('EADDRINUSE')
  await second.close()
})
