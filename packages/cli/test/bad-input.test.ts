import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkplace, type Workplace } from './workplace.ts'

let place: Workplace

beforeAll(async () => {
  place = await openWorkplace()
})

afterAll(async () => {
  await place.close()
})

const config = (lines: string): string => `accounts:\n${lines}`

describe('the command line', () => {
  it.each([
    ['list --stauts open', 2, "unknown option '--stauts'; did you mean --status?"],
    ['lst', 2, "unknown command 'lst'; did you mean list?"],
    ['show', 2, 'invoices: ACCOUNT:ID is missing'],
    ['list --account', 2, 'invoices: --account needs a value: --account ACCOUNT'],
    [
      'list --due-after 2026-02-01 --due-before 2026-01-01',
      2,
      'invoices: --due-before must be later than --due-after',
    ],
    ['list --due-before soon', 2, '--due-before must be a date such as'],
    ['list --format xml', 2, 'invoices: --format must be one of table, json, jsonl, csv, not xml'],
    ['list --json --format csv', 2, '--json and --format csv are given together; keep one'],
    [
      'show inv_1',
      2,
      'inv_1 could be an invoice of several accounts; write one of acme:inv_1, books:inv_1, shop:inv_1',
    ],
    ['show acem:inv_1', 3, 'there is no account "acem" in invoices.config.yaml; it has acme, books, shop'],
    ['list --account nobody', 3, 'there is no account "nobody"'],
    ['show constructor:inv_1', 3, 'there is no account "constructor"'],
    ['update acme:inv_1', 2, 'give either --file or --lines'],
    ['update shop:inv_1 --file none.yaml', 4, 'none.yaml cannot be read: there is no such file'],
    ['status acme:inv_1 paidd', 2, 'invoices: STATUS must be one of paid, void'],
    ['doctor --report x.json', 2, '--report belongs to --probe'],
  ])('%s: exit %i, one sentence, nothing sent', async (words, code, sentence) => {
    const before = place.emulator.requests.length
    const run = await place.run(words)
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code, stdout: '' })
    expect(run.stderr).toContain(sentence)
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(place.emulator.requests).toHaveLength(before)
  })
})

it('shows the commands of a group that is named alone', async () => {
  const run = await place.run('migrate')
  expect(run).toMatchObject({ code: 2, stdout: '' })
  expect(run.stderr).toMatch(/^invoices: a command is missing\n\nUsage: .*migrate/)
  expect(run.stderr).toContain('verify')
})

describe('the configuration', () => {
  it.each([
    [
      'a.yaml',
      config('  acme:\n    vendor: stripe\n'),
      'a.yaml:3: accounts.acme.vendor: must be one of commet, asset, whop',
    ],
    ['b.yaml', config('  acme:\n    vendor: commet\n    apikey: x\n'), 'b.yaml:2: accounts.acme.apiKey: '],
    [
      'm.yaml',
      config('  acme:\n    vendor: asset\n    clientId: x\n    clientSecret: 5\n    dueInDays: soon\n'),
      'accounts.acme.businessId: is missing; it must be a text; accounts.acme.environment: must be one of production, sandbox; ',
    ],
    ['c.yaml', 'accounts: [', 'c.yaml:1: '],
    [
      'd.json',
      '{\n  "accounts": {\n    "a": {"vendor": "commet", "apiKey": "ck_1"},\n    "a": {"vendor": "commet", "apiKey": "ck_2"}\n  }\n}',
      'd.json:4: "a" is given twice',
    ],
    ['e.json', '{\n  "accounts": {\n', 'e.json:3: '],
    [
      'f.yaml',
      config(`  acme:\n    vendor: commet\n    apiKey: \${NOT_SET}\n`),
      'f.yaml:4: the variable NOT_SET is not set; set it in the environment, or in .env beside the file',
    ],
    [
      'g.yaml',
      config('  acme:\n    vendor: commet\n    apiKey: nope\n'),
      'g.yaml:4: accounts.acme.apiKey must begin with ck_',
    ],
    ['h.yaml', '', 'h.yaml: is empty; write one with invoices init'],
    ['i.mjs', 'export default {', 'i.mjs'],
    ['j.mjs', 'export default { accounts: { acme: { vendor: "commet" } } }', 'j.mjs: accounts.acme.apiKey'],
    ['l.yaml', 'accounts: *none\n', 'l.yaml: Unresolved alias'],
    ['k.toml', '', 'k.toml: a configuration ends in .ts, .js, .json or .yaml'],
  ])('%s is refused with its place', async (name, text, sentence) => {
    await place.write(name, text)
    const run = await place.run(`accounts --config ${name}`)
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 3, stdout: '' })
    expect(run.stderr).toContain(`invoices: `)
    expect(run.stderr).toContain(sentence)
    expect(run.stderr).not.toMatch(/nope|ck_2/)
  })

  it('matters only as far as it is needed: another account with a missing variable is no hindrance', async () => {
    const { COMMET_API_KEY = '' } = place.env
    const run = await place.run('accounts --account acme --json', { ASSET_CLIENT_ID: '', COMMET_API_KEY })
    expect(run.code).toBe(0)
  })

  it.each(['list', 'accounts', 'report', 'sync'])(
    '%s goes on with the other accounts where a variable of one is not set',
    async (words) => {
      const run = await place.run(words, { ASSET_CLIENT_ID: '' })
      expect(run.code).toBe(3)
      expect(run.stdout).toContain('acme')
      expect(run.stdout).toContain('shop')
      const told = run.stderr.split('\n').filter((line) => line.startsWith('invoices: '))
      expect(told).toEqual([
        'invoices: books: invoices.config.yaml:8: the variable ASSET_CLIENT_ID is not set; set it in the environment, or in .env beside the file',
      ])
    },
    60_000,
  )

  it('names the account on the page of a report that could not read it', async () => {
    const run = await place.run('report --html page.html', { ASSET_CLIENT_ID: '' })
    expect(run.code).toBe(3)
    const page = await readFile(join(place.folder, 'page.html'), 'utf8')
    expect(page).toContain('the variable ASSET_CLIENT_ID is not set')
  }, 60_000)

  it('is found from a folder below, refused where two lie side by side, and missed where there is none', async () => {
    await mkdir(join(place.folder, 'below'), { recursive: true })
    const below = { cwd: join(place.folder, 'below') }
    expect((await place.start('accounts --account acme', below)).code).toBe(0)
    await place.write('below/invoices.config.json', '{}')
    await place.write('below/invoices.config.yaml', 'accounts: {}')
    const two = await place.start('accounts', below)
    expect(two.stderr).toContain(
      'holds invoices.config.json and invoices.config.yaml; keep one, or name it with --config',
    )
    expect(two.code).toBe(3)
  }, 60_000)
})

describe('the world around', () => {
  it('says in one sentence that there is no network', async () => {
    await place.write(
      'gone.yaml',
      config(
        '  acme:\n    vendor: commet\n    apiKey: ck_x\n    baseUrl: http://127.0.0.1:9/api/v1\n    retry: { attempts: 1 }\n',
      ),
    )
    const run = await place.run('show acme:inv_1 --config gone.yaml')
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 8, stdout: '' })
    expect(run.stderr).toMatch(/^invoices: acme: .*\(network\)/)
  })

  it('ends quietly when whoever reads goes away', async () => {
    const run = await place.start('help list', { onOutput: () => {} })
    expect(run.code).toBe(0)
    const cut = await place.start('list --json', { closedAtOnce: true })
    expect(cut).toMatchObject({ code: 141, stderr: '' })
  }, 60_000)

  it.runIf(existsSync('/dev/full'))(
    'says that its output has no room',
    async () => {
      const run = await place.start('list --account acme', { outputTo: '/dev/full' })
      expect(run.code).toBe(13)
      expect(run.stderr).toMatch(/^invoices: the output cannot be written: no room is left\. [^\n]*\n$/)
    },
    60_000,
  )

  it('stops a reading at Ctrl-C, and says so with its exit code', async () => {
    place.emulator.faults.add({ vendor: 'commet', fault: { kind: 'delay', ms: 5_000 }, times: 9 })
    const waiting = place.start('list --account acme', {
      killWhen: () => place.emulator.requests.length > before,
    })
    const before = place.emulator.requests.length
    const run = await waiting
    place.emulator.faults.clear()
    expect(run.code).toBe(130)
    expect(run.stderr).toContain('finishing the current step; once more ends at once')
  }, 60_000)

  it('prints no colour and draws no bar where there is no terminal', async () => {
    const run = await place.run('list')
    expect(run.code).toBe(0)
    expect(run.stderr).not.toContain('invoices read')
    expect(run.stderr + run.stdout).not.toContain('\u001b')
  })
})
