import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MigrationPlace, openMigrationPlace } from './migration-place.ts'

let place: MigrationPlace

beforeAll(async () => {
  place = await openMigrationPlace(3)
})

afterAll(async () => {
  await place.close()
})

const openOf = (side: 'originals' | 'copies'): number[] =>
  place[side]()
    .filter(({ status }) => status === 'open')
    .map(({ total }) => total)
    .sort((one, other) => one - other)

it('takes back the copy whose source could not be closed, only with a yes, and leaves the other', async () => {
  const owed = openOf('originals')
  expect((await place.run('migrate plan old new --out plan.jsonl')).code).toBe(0)
  expect((await place.run('migrate run plan.jsonl --first 1')).code).toBe(0)
  // The second copy is made; closing its source fails, and taking the copy back as well.
  place.emulator.faults.add({
    vendor: 'asset',
    operation: 'update_invoice',
    fault: { kind: 'status', status: 403 },
    times: 9,
  })
  place.emulator.faults.add({
    vendor: 'commet',
    operation: 'update_status',
    fault: { kind: 'status', status: 403 },
    times: 9,
  })
  const run = await place.run('migrate run plan.jsonl --json')
  place.emulator.faults.clear()
  expect(run.code).toBe(11)
  expect(run.stderr).toContain(
    '1 open at both sides, since the copy could not be taken back; void one by hand',
  )
  expect(openOf('originals')).toHaveLength(1)
  expect(openOf('copies')).toEqual(owed)

  const asked = await place.run('migrate rollback plan.jsonl')
  expect(asked.code).toBe(2)
  expect(asked.stderr).toContain('nothing was done: there is no terminal to ask on; --yes')
  expect(asked.stdout).toContain('Copies that are taken back: 1')
  expect(asked.stdout).toContain('What cannot be undone:\n- N-1: is void at the source')
  expect(openOf('copies')).toEqual(owed)

  const done = await place.start('migrate rollback plan.jsonl --yes')
  expect(done.code).toBe(11)
  expect(done.stderr).toContain('What cannot be undone:')
  expect(done.stdout).toContain('1 taken back, 1 stay, 0 failed')
  expect(done.stdout).toMatch(/To move those back: invoices migrate plan new old --id \S+ --out back\.jsonl/)
  expect([...openOf('originals'), ...openOf('copies')].sort((one, other) => one - other)).toEqual(owed)

  const again = await place.run('migrate run plan.jsonl --json')
  expect([...openOf('originals'), ...openOf('copies')].sort((one, other) => one - other)).toEqual(owed)
  expect(again.code).not.toBe(0)
}, 240_000)
