import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFault } from '../src/emulate/fault-text.ts'
import { runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invoices-emulate-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

it('serves until Ctrl-C, and writes a configuration that reads all of it', async () => {
  let listed: ReturnType<typeof runHere> | undefined
  const run = await runCli('emulate --port 0 --save invoices.config.yaml'.split(' '), {
    cwd: folder,
    onOutput: (text, child) => {
      if (listed !== undefined || !text.includes('accounts:')) return
      listed = runHere(['list', '--json'], folder, {})
      void listed.finally(() => child.kill('SIGINT'))
    },
  })
  expect(run.code).toBe(0)
  expect(run.stdout).toMatch(/commet {2}http:\/\/127\.0\.0\.1:\d+\/api\/v1/)
  const { code, stdout, stderr } = (await listed) ?? {}
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const { invoices } = JSON.parse(stdout ?? '') as { invoices: { source: { provider: string } }[] }
  expect(new Set(invoices.map(({ source }) => source.provider))).toEqual(new Set(['commet', 'asset', 'whop']))
  expect(await readFile(join(folder, 'invoices.config.yaml'), 'utf8')).toContain('productId: prod_')
}, 60_000)

it('does not begin where its file has no place, a port is taken, or the data is none', async () => {
  const stopped = AbortSignal.abort('interrupted')
  const here = (words: string) => runHere(words.split(' '), folder, {}, stopped)
  expect(await here('emulate --port 0 --save invoices.config.yaml')).toMatchObject({
    code: 4,
    stdout: '',
    stderr: 'invoices: invoices.config.yaml exists already\n',
  })
  expect((await here('emulate --data none.json')).stderr).toBe(
    'invoices: none.json cannot be read: there is no such file\n',
  )
  expect(await here('emulate --port 0 --data empty --json')).toMatchObject({ code: 0, stderr: '' })
})

describe('a fault on the command line', () => {
  it.each([
    [
      'commet:status,status=503,times=3',
      { vendor: 'commet', times: 3, fault: { kind: 'status', status: 503 } },
    ],
    [
      'drop_after_commit,operation=create_invoice',
      { operation: 'create_invoice', fault: { kind: 'drop_after_commit' } },
    ],
    [
      '{"fault":{"kind":"patch_record","set":{"status":"new"}}}',
      { fault: { kind: 'patch_record', set: { status: 'new' } } },
    ],
  ])('is read: %s', (given, rule) => {
    expect(readFault(given)._unsafeUnwrap()).toEqual(rule)
  })

  it.each([
    ['explode', /^must name a kind of fault, one of status, /],
    ['status', /status/],
    ['status,status=teapot', /status/],
    ['delay,ms', /^has ms without a value/],
    ['stripe:status,status=500', /vendor/],
    ['cut_body,size=3', /size/],
    ['{oops', /^is no JSON/],
  ])('is refused with its reason: %s', (given, reason) => {
    expect(readFault(given)._unsafeUnwrapErr()).toMatch(reason)
  })
})
