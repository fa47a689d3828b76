import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { planLineSchema, planLines, readPlanLines } from '../src/index.ts'
import { makePlan } from './steps.ts'
import { openInvoices, openWorld, pairs } from './world.ts'

it('publishes the schema of a plan line as the planner has it', async () => {
  // What a pattern of ours checks in code, such as a safe integer, is wider in the published schema.
  const schema = z.toJSONSchema(planLineSchema, { unrepresentable: 'any', io: 'input' })
  const title = 'One line of a migration plan of @invoice-adapters/migrate (JSON Lines)'
  await expect(`${JSON.stringify({ title, ...schema }, null, 2)}\n`).toMatchFileSnapshot(
    join(import.meta.dirname, '..', 'plan.schema.json'),
  )
  expect(Object.keys(schema)).toContain('anyOf')
})

it.each(pairs)('reads a plan back line by line, %s to %s', async (from, to) => {
  const plan = await makePlan(openWorld(from, to, { invoices: openInvoices(3) }))
  const lines = [...planLines(plan)]
  expect((await readPlanLines(lines))._unsafeUnwrap()).toEqual(plan)
  expect((await readPlanLines(lines.slice(0, -1)))._unsafeUnwrapErr().kind).toBe('plan_unreadable')
  expect((await readPlanLines(lines.toReversed()))._unsafeUnwrapErr().kind).toBe('plan_unreadable')
})

it('says that a plan file could not be read to its end', async () => {
  async function* broken(): AsyncGenerator<string> {
    yield* []
    throw new Error('EIO')
  }
  const error = (await readPlanLines(broken()))._unsafeUnwrapErr()
  expect(error).toMatchObject({ kind: 'plan_unreadable', line: 1 })
})
