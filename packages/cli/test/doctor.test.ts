import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { redacted } from '../src/doctor/probe.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

let place: Workplace

beforeEach(async () => {
  place = await openWorkplace()
})

afterEach(async () => {
  await place.close()
})

it('finds nothing wrong where nothing is', async () => {
  const run = await place.run('doctor --json')
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
  const { findings } = JSON.parse(run.stdout) as {
    findings: { check: string; state: string; account: string | null }[]
  }
  expect(findings.filter(({ state }) => state !== 'ok').map(({ check }) => check)).toEqual(['store'])
  expect(findings.filter(({ check }) => check === 'answers')).toHaveLength(3)
  expect(findings.filter(({ check }) => check === 'clock')).toHaveLength(3)
}, 60_000)

it.each([
  ['commet', 'acme', { set: { brandNew: 1, status: 'levitating' } }],
  ['asset', 'books', { set: { brandNew: 1, status: 'levitating' } }],
  ['whop', 'shop', { set: { brandNew: 1, status: 'levitating' } }],
] as const)(
  'names the field and the value that %s has newly invented',
  async (vendor, account, change) => {
    place.emulator.faults.add({
      vendor,
      fault: { kind: 'patch_record', ...change },
      times: Number.POSITIVE_INFINITY,
    })
    const run = await place.run(`doctor --account ${account}`)
    expect(run.code).toBe(0)
    expect(run.stdout).toMatch(/warning: \S+ answers: .*values that are new: .*"levitating"/)
    expect(run.stdout).toMatch(/fields that are new: .*brandNew/)
  },
  60_000,
)

it('says which account has wrong credentials or cannot be reached, and checks the others', async () => {
  const wrong = await place.run('doctor', { COMMET_API_KEY: 'ck_wrong' })
  expect(wrong.code).toBe(5)
  expect(wrong.stdout).toContain('failed: acme credentials')
  expect(wrong.stdout).toContain('ok: shop credentials')
  await place.origins.close()
  const gone = await place.run('doctor --account acme')
  expect(gone.code).toBe(8)
}, 60_000)

it.each([
  ['commet', 'acme'],
  ['asset', 'books'],
  ['whop', 'shop'],
])(
  'runs the kit on an account of %s without a write, and reports names and verdicts alone',
  async (vendor, account) => {
    const writes = place.emulator.ledger.writes.length
    const run = await place.run(`doctor --probe ${account}`)
    expect(run.stderr).toBe('')
    expect(run.code).toBe(0)
    expect(place.emulator.ledger.writes).toHaveLength(writes)
    const changing = place.emulator.requests.filter(
      ({ method, operation }) => method !== 'GET' && operation !== 'get_token',
    )
    expect(changing).toEqual([])
    const text = await readFile(join(place.folder, `invoices-probe-${account}.json`), 'utf8')
    const report = JSON.parse(text) as {
      passed: string[]
      failed: string[]
      notProven: { assertion: string }[]
    }
    expect(report.failed).toEqual([])
    expect(report.passed).toContain('read/empty-id-is-refused')
    expect(report.notProven.length).toBeGreaterThan(report.passed.length)
    for (const { id, customer } of place.emulator.ledger.invoices({ vendor })) {
      for (const private_ of [id, customer.id]) expect(text).not.toContain(private_)
    }
    for (const secret of Object.values(place.env)) expect(text).not.toContain(secret)
    expect(await place.run(`doctor --probe ${account}`)).toMatchObject({ code: 4 })
  },
  60_000,
)

it('keeps nothing of an account in what a failure says', () => {
  const said = redacted('total of inv_8 is 500, and truly "Acme \\" Ltd" on 2026-01-02')
  expect(said).toBe('total of … is … and truly "…" on …')
})
