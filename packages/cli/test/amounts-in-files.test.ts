import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkplace, type Workplace } from './workplace.ts'

let place: Workplace
let customer: string

beforeAll(async () => {
  place = await openWorkplace()
  customer = place.emulator.ledger.customers({ vendor: 'commet' })[0]?.id ?? 'none'
})

afterAll(async () => {
  await place.close()
})

const yaml = (amount: string, more = '', currency = 'USD'): string =>
  `externalId: k\ncustomer: { id: cus_1 }\ncurrency: ${currency}\nlines:\n  - description: March\n    amount: ${amount}\n${more}`

const json = (amount: string): string =>
  `{\n  "externalId": "k", "customer": { "id": "cus_1" }, "currency": "usd",\n  "lines": [{ "description": "March",\n    "amount": ${amount} }]\n}`

const rule = 'must be a whole number of minor units, in digits alone: write'

describe('an amount that a parser would take for another', () => {
  it.each([
    ['a.yaml', yaml('49.00'), `a.yaml:6: lines.0.amount ${rule} 4900 for 49.00 USD`],
    ['b.yaml', yaml('4.9e1'), `b.yaml:6: lines.0.amount ${rule} 4900 for 49.00 USD`],
    ['c.yaml', yaml('49.00', '', 'JPY'), `c.yaml:6: lines.0.amount ${rule} 49 for 49.00 JPY`],
    ['d.yaml', yaml('4900', '    tax: 8.00\n'), `d.yaml:7: lines.0.tax ${rule} 800 for 8.00 USD`],
    ['e.yaml', yaml('0x31'), `e.yaml:6: lines.0.amount ${rule} 4900 for 49.00 USD`],
    ['f.yaml', yaml('&a 49.00', '  - description: April\n    amount: *a\n'), 'f.yaml:6: lines.0.amount'],
    [
      'g.yaml',
      `%YAML 1.1\n---\n${yaml('4900', '  - description: April\n    <<: { amount: 49.00 }\n')}`,
      `lines.1.amount ${rule}`,
    ],
    ['h.yaml', `%YAML 1.1\n---\n${yaml('0100')}`, `h.yaml:8: lines.0.amount ${rule}`],
    ['i.json', json('49.00'), `i.json:4: lines.0.amount ${rule} 4900 for 49.00 usd`],
    ['j.json', json('49e0'), `j.json:4: lines.0.amount ${rule} 4900 for 49.00 USD`],
    ['k.json', `[${json('49.0')}]`, `k.json:4: lines.0.amount ${rule} 4900 for 49.0 usd`],
  ])('%s is refused with its place, and nothing is sent', async (name, text, sentence) => {
    await place.write(name, text)
    const before = place.emulator.requests.length
    const run = await place.run(`create acme --file ${name}`)
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 4, stdout: '' })
    expect(run.stderr).toContain(sentence)
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(place.emulator.requests).toHaveLength(before)
  })

  it('is refused in changes to lines as well', async () => {
    await place.write('lines.yaml', 'add:\n  - description: March\n    amount: 49.00\n')
    const run = await place.run('update books:inv_1 --lines lines.yaml')
    expect(run).toMatchObject({ code: 4, stdout: '' })
    expect(run.stderr).toContain(`lines.yaml:3: add.0.amount ${rule} 4900 for 49.00 USD`)
  })
})

it('takes amounts in digits, also through an alias, and leaves metadata alone', async () => {
  const metadata = 'metadata: { amount: 49.00, same: &a 4900 }\n'
  const lines = 'lines:\n  - description: March\n    amount: *a\n'
  const currency = place.emulator.ledger.customers({ vendor: 'commet' })[0]?.currency ?? 'USD'
  await place.write(
    'right.yaml',
    `externalId: right\ncustomer: { id: ${customer} }\ncurrency: ${currency}\n${metadata}${lines}`,
  )
  const run = await place.run('create acme --file right.yaml --accept metadata --json')
  expect(run.code, run.stderr).toBe(0)
  expect(JSON.parse(run.stdout)).toMatchObject({ created: [{ invoice: { total: 4900 } }] })
})
