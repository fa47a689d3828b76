import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWorkplace, type Workplace } from './workplace.ts'

let place: Workplace

beforeAll(async () => {
  place = await openWorkplace()
})

afterAll(async () => {
  await place.close()
})

it('lists what the ledger holds, for a program', async () => {
  const { code, stdout, stderr } = await place.start('list --json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const { invoices } = JSON.parse(stdout) as { invoices: { source: { id: string }; currency: string }[] }
  const read = invoices.map(({ source, currency }) => `${source.id} ${currency}`).sort()
  expect(read).toEqual(
    place.emulator.ledger
      .invoices()
      .map(({ id, currency }) => `${id} ${currency}`)
      .sort(),
  )
}, 60_000)

it('keeps every line within 60 columns, and says which columns did not fit', async () => {
  const { code, stdout } = await place.run('list', { COLUMNS: '60' })
  expect(code).toBe(0)
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
  expect(stdout).toContain('Too narrow for: total, number')
}, 60_000)

it('shows one invoice, and says of an unknown one that there is none', async () => {
  const [known] = place.emulator.ledger.invoices({ vendor: 'commet' })
  const shown = await place.run(`show acme:${known?.id}`)
  expect(shown).toMatchObject({ code: 0, stderr: '' })
  expect(shown.stdout).toContain(`acme:${known?.id}`)
  const unknown = await place.run('show acme:inv_none')
  expect(unknown).toMatchObject({ code: 6, stdout: '' })
  expect(unknown.stderr).toMatch(/^invoices: acme: .*\(not_found\)\. .*\n$/)
}, 60_000)
