import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { LedgerInvoice } from '@invoice-adapters/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MigrationPlace, openMigrationPlace } from './migration-place.ts'

const count = 6
let place: MigrationPlace
/** As they were before anything moved. */
let before: readonly LedgerInvoice[]

beforeAll(async () => {
  place = await openMigrationPlace(count)
  before = place.originals()
})

afterAll(async () => {
  await place.close()
})

const isOwed = ({ status }: LedgerInvoice): boolean => status === 'open' || status === 'paid'

const amounts = (invoices: readonly LedgerInvoice[]): number[] =>
  invoices
    .filter(isOwed)
    .map(({ total }) => total)
    .sort((one, other) => one - other)

/** By the ledger: what was owed at the beginning is owed once, here or there. */
function expectOwedOnce(): void {
  expect(amounts([...place.originals(), ...place.copies()])).toEqual(amounts(before))
}

interface RunJson {
  counts: Record<string, number>
  notReached: number
  outcomes: { id: string; outcome: string; copyId: string | null; total: number }[]
}

describe('planning', () => {
  it('writes a plan that only its owner can read, and nothing at a vendor', async () => {
    const writes = place.emulator.ledger.writes.length
    const run = await place.run('migrate plan old new --out plan.jsonl --json')
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
    const { totals, header } = JSON.parse(run.stdout)
    expect(header).toMatchObject({ source: { account: 'old' }, target: { account: 'new' } })
    const planned = before.filter(({ status }) => status === 'open')
    expect(totals).toContainEqual(
      expect.objectContaining({
        decision: 'move',
        currency: 'USD',
        count: planned.length,
        total: String(planned.reduce((sum, { total }) => sum + total, 0)),
      }),
    )
    expect((await stat(join(place.folder, 'plan.jsonl'))).mode & 0o777).toBe(0o600)
    expect(place.emulator.ledger.writes).toHaveLength(writes)
  }, 120_000)

  it.each([
    ['migrate plan old new --out plan.jsonl', 4, 'plan.jsonl exists already; --force replaces it'],
    ['migrate plan old old --out x.jsonl', 2, 'SOURCE and TARGET are both old; name two accounts'],
    ['migrate plan old nobody --out x.jsonl', 3, 'there is no account "nobody"'],
    ['migrate plan old new', 2, '--out is missing'],
    ['migrate plan shop new --out x.jsonl', 2, 'choose with --order. close_first: '],
    [
      'migrate plan old new --out x.jsonl --created-after 2026-01-01',
      7,
      'cannot be chosen by --created-after',
    ],
    ['migrate plan old new --out x.jsonl --id inv_999', 6, 'old has no invoice inv_999 among those chosen'],
    ['migrate plan old new --out x.jsonl --mapping bad.yaml', 4, 'bad.yaml:2: dueDate.past'],
    ['migrate plan old new --out x.jsonl --mapping list.yaml', 4, 'list.yaml: must hold choices by name'],
    ['migrate plan old new --out x.jsonl --mapping order.yaml --order close_first', 2, 'keep one'],
    ['migrate run none.jsonl', 4, 'none.jsonl cannot be read: there is no such file'],
    ['migrate run edited.jsonl', 4, 'edited.jsonl: the plan was changed after it was written'],
    ['migrate verify cut.jsonl', 4, 'cut.jsonl: the last line is missing: the file was cut short'],
    ['migrate run plan.jsonl --journal bad.yaml', 12, 'the address must be such as sqlite:'],
    ['migrate run plan.jsonl --first 0', 2, '--first must be a whole number'],
  ])(
    '%s: exit %i, one sentence, nothing written',
    async (words, code, sentence) => {
      await place.write('bad.yaml', 'dueDate:\n  past: sometimes\n')
      await place.write('list.yaml', '- order\n')
      await place.write('order.yaml', 'order: create_first\n')
      const plan = await readFile(join(place.folder, 'plan.jsonl'), 'utf8')
      await place.write('edited.jsonl', plan.replace('"total":1000', '"total":9000'))
      await place.write('cut.jsonl', plan.split('\n').slice(0, 3).join('\n'))
      const writes = place.emulator.ledger.writes.length
      const run = await place.run(words)
      expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' })
      expect(run.stderr).toContain(sentence)
      expect(run.stderr.trimEnd().split('\n')).toHaveLength(1)
      expect(place.emulator.ledger.writes).toHaveLength(writes)
      expect(await readdir(place.folder)).not.toContain('x.jsonl')
    },
    60_000,
  )
})

describe('moving', () => {
  it('begins with one, stops at Ctrl-C after the invoice under way, and goes on with the rest', async () => {
    const first = await place.start('migrate run plan.jsonl --first 1 --json')
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' })
    const { counts, notReached } = JSON.parse(first.stdout) as RunJson
    expect([counts.moved, notReached]).toEqual([1, count - 2])
    expect(place.copies().filter(isOwed)).toHaveLength(1)
    expectOwedOnce()
    place.emulator.faults.add({ fault: { kind: 'delay', ms: 150 }, times: 500 })
    const stopped = await place.start('migrate run plan.jsonl --json', {
      killWhen: () => place.copies().length === 2,
    })
    place.emulator.faults.clear()
    expect(stopped.code).toBe(130)
    expect(stopped.stderr).toContain('stopped; every invoice that was begun is as listed')
    expect((JSON.parse(stopped.stdout) as RunJson).notReached).toBeGreaterThan(0)
    expectOwedOnce()
    const rest = await place.start('migrate run plan.jsonl')
    expect({ code: rest.code, stderr: rest.stderr }).toEqual({ code: 0, stderr: '' })
    expect(rest.stdout).toContain(`${count - 1} moved, 0 not moved, 0 not reached`)
    expectOwedOnce()
    expect(amounts(place.copies())).toEqual(amounts(before.filter(({ status }) => status === 'open')))
    expect(place.originals().filter(({ status }) => status === 'void')).toHaveLength(count - 1)
  }, 180_000)

  it('is verified to the minor unit, with a report, the ids and an archive', async () => {
    const run = await place.run('migrate verify plan.jsonl --report verified --archive kept')
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
    expect(run.stdout).toContain('Every invoice is where the plan wants it')
    const files = await readdir(join(place.folder, 'verified'))
    expect(files.toSorted()).toEqual(['id-map.csv', 'verification.json', 'verification.md'])
    const map = await readFile(join(place.folder, 'verified/id-map.csv'), 'utf8')
    for (const copy of place.copies()) expect(map).toContain(copy.id)
    expect(await readdir(join(place.folder, 'kept/invoices'))).toHaveLength(count)
    const again = await place.run('migrate verify plan.jsonl --report verified')
    expect(again).toMatchObject({ code: 4, stdout: '' })
    expect(again.stderr).toContain('verified/verification.md exists already; --force replaces it')
  }, 120_000)

  it('that was tampered with since is found out', async () => {
    const [copy] = place.copies()
    const voided = await place.run(`status new:${copy?.id} void`)
    expect(voided.code).toBe(0)
    const run = await place.run('migrate verify plan.jsonl --json')
    expect(run.code).toBe(11)
    expect(run.stderr).toContain('1 closed at the source and owed nowhere')
    expect(JSON.parse(run.stdout)).toMatchObject({ exitCode: 2, counts: { lost: 1 } })
  }, 120_000)
})
