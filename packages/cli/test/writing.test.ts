import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runHere } from './run-here.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

let place: Workplace

beforeAll(async () => {
  place = await openWorkplace()
})

afterAll(async () => {
  await place.close()
})

function invoiceIn(vendor: string, status: string): string {
  const found = place.emulator.ledger
    .invoices({ vendor })
    .find((one) => one.status === status && one.kind === 'invoice')
  return found?.id ?? 'none'
}

function statusOf(id: string): string | undefined {
  return place.emulator.ledger.invoice(id)?.status
}

async function newInvoice(key: string): Promise<object> {
  const [customer] = place.emulator.ledger.customers({ vendor: 'commet' })
  return {
    externalId: key,
    customer: { id: customer?.id },
    currency: customer?.currency ?? 'USD',
    lines: [{ description: 'March', amount: 12_500 }],
  }
}

describe('create', () => {
  it('creates what a file holds once, however often it is given', async () => {
    await place.write('two.json', JSON.stringify([await newInvoice('cli-1'), await newInvoice('cli-2')]))
    const writes = place.emulator.ledger.writes.length
    expect(await place.run('create acme --file two.json --dry-run')).toMatchObject({ code: 0, stderr: '' })
    expect(place.emulator.ledger.writes).toHaveLength(writes)
    const first = await place.run('create acme --file two.json')
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toContain('2 created, 0 there already, 0 not created')
    const again = await place.run('create acme --file two.json')
    expect(again.stdout).toContain('0 created, 2 there already, 0 not created')
    expect(place.emulator.ledger.writes).toHaveLength(writes + 2)
  })

  it('names the line of what is wrong in the file, and sends nothing', async () => {
    const { externalId, ...rest } = (await newInvoice('x')) as { externalId: string }
    await place.write(
      'wrong.yaml',
      `externalId: ${externalId}\ncustomer: { id: cus_1 }\ncurrency: USD\nlines:\n  - description: March\n    amount: 12.5\n`,
    )
    const before = place.emulator.requests.length
    const run = await place.run('create acme --file wrong.yaml')
    expect(run).toMatchObject({ code: 4, stdout: '' })
    expect(run.stderr).toMatch(/^invoices: wrong\.yaml:6: .*amount.* must be a whole number of minor units/)
    await place.write('lacking.json', JSON.stringify(rest, null, 2))
    expect((await place.run('create acme --file lacking.json')).stderr).toMatch(/lacking\.json.*externalId/)
    expect(place.emulator.requests).toHaveLength(before)
  })

  it('stops between two invoices at Ctrl-C, and says which were not begun', async () => {
    await place.write('three.json', JSON.stringify([await newInvoice('cli-3'), await newInvoice('cli-4')]))
    const stop = new AbortController()
    stop.abort('interrupted')
    const run = await runHere(
      'create acme --file three.json --json'.split(' '),
      place.folder,
      place.env,
      stop.signal,
    )
    expect(run.code).toBe(130)
    expect(JSON.parse(run.stderr)).toMatchObject({
      exit: 'interrupted',
      message: 'stopped; not begun: cli-3, cli-4',
    })
  })
})

describe('a dry run', () => {
  it.each([
    ['commet', 'acme', 'PUT'],
    ['asset', 'books', 'PATCH'],
    ['whop', 'shop', 'POST'],
  ])(
    'prints the request of a status change at %s, with secrets masked, and changes nothing',
    async (vendor, account, method) => {
      const id = invoiceIn(vendor, 'open')
      const run = await place.run(`status ${account}:${id} paid --dry-run`)
      expect(run).toMatchObject({ code: 0, stderr: '' })
      expect(run.stdout).toContain(`${method} http`)
      for (const secret of Object.values(place.env)) expect(run.stdout).not.toContain(secret)
      expect(statusOf(id)).toBe('open')
    },
  )

  it.each([
    ['whop', 'shop', 'draft', 'finalize', 'PATCH'],
    ['whop', 'shop', 'draft', 'delete', 'DELETE'],
    ['whop', 'shop', 'open', 'send', 'POST'],
    ['commet', 'acme', 'open', 'send', 'POST'],
    ['asset', 'books', 'open', 'pay --amount 1.00 --key cli-p', 'POST'],
    ['asset', 'books', 'paid', 'refund --amount TOTAL --key cli-r --method check', 'POST'],
  ])('holds back the first write at %s: %s %s %s', async (vendor, account, state, words, method) => {
    const id = invoiceIn(vendor, state)
    const total = ((place.emulator.ledger.invoice(id)?.total ?? 0) / 100).toFixed(2)
    const [name = '', ...flags] = words.replace('TOTAL', total).split(' ')
    const writes = place.emulator.ledger.writes.length
    const run = await place.run([name, `${account}:${id}`, ...flags, '--dry-run', '--json'].join(' '))
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const { requests } = JSON.parse(run.stdout) as {
      requests: { method: string; headers: Record<string, string> }[]
    }
    expect(requests).toHaveLength(1)
    expect(requests[0]?.method).toBe(method)
    expect(JSON.stringify(requests)).toContain('[secret]')
    for (const secret of Object.values(place.env)) expect(run.stdout).not.toContain(secret)
    expect(place.emulator.ledger.writes).toHaveLength(writes)
  })
})

describe('what is written', () => {
  it.each([
    ['commet', 'acme', 'open', 'void', 'void'],
    ['asset', 'books', 'open', 'uncollectible', 'uncollectible'],
    ['whop', 'shop', 'open', 'paid', 'paid'],
  ])('sets a status at %s', async (vendor, account, from, to, after) => {
    const id = invoiceIn(vendor, from)
    const run = await place.run(`status ${account}:${id} ${to}`)
    expect(run).toMatchObject({ code: 0, stderr: '' })
    expect(statusOf(id)).toBe(after)
    expect((await place.run(`status ${account}:${id} ${to} --json`)).stdout).toContain('"changed": false')
  })

  it('records a payment once', async () => {
    const id = invoiceIn('asset', 'open')
    place.emulator.asset
      .account()
      .outside.giveCredit(place.emulator.ledger.invoice(id)?.customer.id ?? '', 500)
    const words = `pay books:${id} --amount 1.00 --key cli-pay --json`
    const paid = (): number | undefined => place.emulator.ledger.invoice(id)?.amountPaid
    const before = paid() ?? 0
    expect(JSON.parse((await place.run(words)).stdout)).toMatchObject({ recorded: true })
    expect(paid()).toBe(before + 100)
    // Asset keeps no key with a draw from credit, and another run remembers nothing: it asks instead of paying twice.
    const again = await place.run(words)
    expect(again).toMatchObject({ code: 10, stdout: '' })
    expect(paid()).toBe(before + 100)
    const finer = await place.run(`pay books:${id} --amount 1.005 --key finer`)
    expect(finer).toMatchObject({ code: 4 })
    expect(finer.stderr).toContain('it must be a multiple of 0.01')
  })

  it('deletes a draft, and refuses what a vendor lacks or a state forbids', async () => {
    const draft = invoiceIn('whop', 'draft')
    expect(await place.run(`delete shop:${draft}`)).toMatchObject({
      code: 0,
      stdout: `${draft} is deleted.\n`,
    })
    expect(await place.run(`delete acme:${invoiceIn('commet', 'open')}`)).toMatchObject({ code: 7 })
    expect(await place.run(`pay acme:${invoiceIn('commet', 'open')} --amount 1 --key k`)).toMatchObject({
      code: 7,
    })
    expect(await place.run(`status acme:${invoiceIn('commet', 'void')} paid`)).toMatchObject({ code: 7 })
  })

  it('prints the link to a PDF, and looks first whether its file would have a place', async () => {
    const id = invoiceIn('commet', 'open')
    expect((await place.run(`pdf acme:${id}`)).stdout).toMatch(/^https:\/\/\S+ \(until .*\)\n$/)
    await place.write('one.pdf', 'mine')
    const before = place.emulator.requests.length
    const taken = await place.run(`pdf acme:${id} --output one.pdf`)
    expect(taken).toMatchObject({
      code: 4,
      stdout: '',
      stderr: 'invoices: one.pdf exists already; --force replaces it\n',
    })
    expect(place.emulator.requests).toHaveLength(before)
  })
})
