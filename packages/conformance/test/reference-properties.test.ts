import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Fault } from '../src/index.ts'
import { referenceHarness } from './reference-harness.ts'

const faults: Fault[] = [
  { kind: 'drop_before_commit' },
  { kind: 'drop_after_commit' },
  { kind: 'unreachable' },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 500, afterCommit: true },
  { kind: 'status', status: 429 },
  { kind: 'empty_body' },
  { kind: 'hidden_from_lists' },
]

/** One worker's attempt at one of two orders, with whatever goes wrong. */
const step = fc.record({
  key: fc.constantFrom('order-1', 'order-2'),
  amount: fc.constantFrom(1_000, 2_000),
  worker: fc.constantFrom(0, 1),
  trouble: fc.option(fc.record({ fault: fc.constantFrom(...faults), times: fc.constantFrom(1, 99) })),
})

const runs = proofSize(40, 2_000)

test('whatever goes wrong, in whatever order, no key ever has two invoices', async () => {
  let steps = 0
  const property = fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (plan) => {
    const world = await referenceHarness().start()
    const workers = [world.adapter, world.createAdapter({})]
    for (const { key, amount, worker, trouble } of plan) {
      steps += 1
      if (trouble !== null) world.faults.inject(trouble.fault, { on: 'create', times: trouble.times })
      const input = world.inputs.invoice(key)
      const result = await workers[worker]!.create({ ...input, lines: [{ description: 'Work', amount }] })
      if (result.isOk()) {
        const { source, total } = result.value.invoice
        expect((await world.oracle.invoice(source.id))?.total).toBe(total)
        expect(total).toBe(amount)
      }
      world.faults.clear()
    }
    const keys = (await world.oracle.invoices()).map((invoice) => invoice.externalId)
    expect(keys.length).toBe(new Set(keys).size)
  })
  await fc.assert(property, { numRuns: runs, seed: proofSeed() })
  recordProof({
    name: 'one-invoice-per-key',
    what: 'Random orders by two workers under random failures never leave two invoices under one key.',
    size: runs,
    result: { steps, secondInvoices: 0 },
  })
}, 120_000)
