import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '@invoice-adapters/tooling/postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkplace, type Workplace } from './workplace.ts'

let place: Workplace
let postgres: PostgresServer

beforeAll(async () => {
  place = await openWorkplace()
  postgres = await startPostgres()
  const config = await readFile(join(place.folder, 'invoices.config.yaml'), 'utf8')
  const { webhookSecret } = place.emulator.commet.account()
  const heard = config.replace('vendor: commet\n', `vendor: commet\n    webhookSecrets: [${webhookSecret}]\n`)
  await place.write('hooks.yaml', heard)
  await place.write('shared.yaml', `store: ${await postgres.createDatabase()}\n${config}`)
}, 120_000)

afterAll(async () => {
  await postgres.stop()
  await place.close()
})

/** How many invoices of the account have each status, by the store. */
async function statusesIn(config: string, account: string): Promise<Record<string, number>> {
  const run = await place.run(`report --stored --account ${account} --json --config ${config}`)
  expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: '' })
  const { report } = JSON.parse(run.stdout) as {
    report: { totals: { status: string; billed: { count: number } }[] }
  }
  const counts: Record<string, number> = {}
  for (const { status, billed } of report.totals) {
    const word = status === 'past_due' ? 'open' : status
    counts[word] = (counts[word] ?? 0) + billed.count
  }
  return counts
}

function statusesInLedger(vendor: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, amountRefunded, total } of place.emulator.ledger.invoices({ vendor })) {
    // At Whop, the ledger keeps a refund beside the word; the adapter tells it as a status.
    const refunded = amountRefunded < total ? 'partially_refunded' : 'refunded'
    const word = vendor === 'whop' && status === 'paid' && amountRefunded > 0 ? refunded : status
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}

describe('webhooks serve', () => {
  it('takes deliveries with a good signature, and reads what they are about before it ends', async () => {
    expect((await place.run('sync acme --config hooks.yaml')).code).toBe(0)
    const { outside, webhooks } = place.emulator.commet.account()
    place.emulator.clock.advance(60_000)
    const owed = place.emulator.ledger
      .invoices({ vendor: 'commet' })
      .filter(({ status }) => status === 'open')
    for (const { id } of owed.slice(0, 2)) outside.pay(id)
    expect(await statusesIn('hooks.yaml', 'acme')).not.toEqual(statusesInLedger('commet'))
    const answers: number[] = []
    let begun = false
    const deliver = async (url: string, stop: () => void): Promise<void> => {
      const post = async (to: string, body: string, headers: Record<string, string>): Promise<void> => {
        answers.push((await fetch(to, { method: 'POST', body, headers })).status)
      }
      for (const { body, headers } of webhooks.events) await post(url, body, { ...headers })
      const [{ body, headers } = { body: '', headers: {} }] = webhooks.events
      await post(url, `${body} `, { ...headers })
      await post(url.replace(/acme$/, 'nobody'), body, { ...headers })
      stop()
    }
    const run = await place.start('webhooks serve --port 0 --json --config hooks.yaml', {
      onOutput: (text, child) => {
        if (begun || !text.includes('\n')) return
        begun = true
        const { url } = JSON.parse(text.split('\n')[0] ?? '') as { url: string }
        void deliver(url, () => child.kill('SIGINT'))
      },
    })
    expect(run.code).toBe(0)
    expect(webhooks.events.length).toBeGreaterThanOrEqual(2)
    expect(answers).toEqual([...webhooks.events.map(() => 200), 401, 404])
    expect(run.stdout).toContain('{"path":"/webhooks/commet/acme","status":200}')
    expect(await statusesIn('hooks.yaml', 'acme')).toEqual(statusesInLedger('commet'))
  }, 120_000)

  it('says which account cannot be served, and why', async () => {
    const none = await place.run('webhooks serve')
    expect(none).toMatchObject({ code: 3, stdout: '' })
    expect(none.stderr).toContain('no account has webhookSecrets')
    const asset = await place.run('webhooks serve --account books --config hooks.yaml')
    expect(asset).toMatchObject({ code: 3, stdout: '' })
    expect(asset.stderr).toContain('accounts.books: asset has no webhooks')
    const shop = await place.run('webhooks serve --account shop --config hooks.yaml')
    expect(shop.stderr).toContain('accounts.shop: has no webhookSecrets')
    const taken = createServer()
    const port = await new Promise<number>((resolve) => {
      taken.listen(0, '127.0.0.1', () => {
        const address = taken.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    const refused = await place.run(`webhooks serve --port ${port} --config hooks.yaml`)
    taken.close()
    expect(refused).toMatchObject({ code: 4, stdout: '' })
    expect(refused.stderr).toContain('the port is in use; choose another with --port')
  }, 60_000)
})

describe('worker', () => {
  it('syncs every account at once over PostgreSQL, and ends at Ctrl-C', async () => {
    let stopping = false
    const run = await place.start('worker --json --config shared.yaml', {
      onOutput: (text, child) => {
        if (stopping || text.split('\n').length <= 3) return
        stopping = true
        child.kill('SIGINT')
      },
    })
    expect(run.code).toBe(0)
    const lines = run.stdout.trim().split('\n')
    const runs = lines.map((line) => JSON.parse(line) as { account: string; run: { state: string } })
    expect(runs.map(({ account, run: { state } }) => `${account} ${state}`).sort()).toEqual([
      'acme done',
      'books done',
      'shop done',
    ])
    for (const [account, vendor] of [
      ['acme', 'commet'],
      ['books', 'asset'],
      ['shop', 'whop'],
    ]) {
      expect(await statusesIn('shared.yaml', account ?? '')).toEqual(statusesInLedger(vendor ?? ''))
    }
  }, 180_000)

  it.each(['pg', 'pg-boss'])(
    'says that %s is to be installed, where it is not',
    async (missing) => {
      const hook = `import { registerHooks } from 'node:module'
registerHooks({ resolve(name, context, next) {
  if (name === '${missing}') throw Object.assign(new Error('none'), { code: 'ERR_MODULE_NOT_FOUND' })
  return next(name, context)
} })`
      const run = await place.start('worker --config shared.yaml', {
        env: { ...place.env, NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(hook)}` },
      })
      expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 12, stdout: '' })
      expect(run.stderr).toMatch(
        new RegExp(`^invoices: the store: .* package ${missing}: npm install ${missing}\n$`),
      )
    },
    60_000,
  )

  it('wants PostgreSQL and a schedule that is one', async () => {
    const sqlite = await place.run('worker')
    expect(sqlite).toMatchObject({ code: 3, stdout: '' })
    expect(sqlite.stderr).toContain('workers need one in PostgreSQL, such as postgres://')
    const cron = await place.run('worker --schedule hourly')
    expect(cron).toMatchObject({ code: 2, stdout: '' })
    expect(cron.stderr).toContain('--schedule must have five fields')
  })
})
