import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadConfig } from '../src/config/load.ts'
import { askAccounts, type Questioner } from '../src/init/ask.ts'
import { runHere } from './run-here.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'invoices-init-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const words = (text: string): string[] => text.split(' ')
const flags =
  'init --account acme=commet --account books=asset --set books.currency=USD --set books.dueInDays=14'

it.each(['invoices.config.yaml', 'invoices.config.json', 'invoices.config.mjs'])(
  'writes %s with variables for secrets, which can be read once they are set',
  async (output) => {
    const run = await runHere(words(`${flags} --output ${output} --json`), folder, {})
    expect(run).toMatchObject({ code: 0, stderr: '' })
    const { variables } = JSON.parse(run.stdout) as { variables: string[] }
    expect(variables).toEqual([
      'ACME_API_KEY',
      'BOOKS_CLIENT_ID',
      'BOOKS_CLIENT_SECRET',
      'BOOKS_BUSINESS_ID',
      'BOOKS_ENVIRONMENT',
    ])
    if (output.endsWith('.mjs')) return
    const env = {
      ...Object.fromEntries(variables.map((name) => [name, `v-${name}`])),
      BOOKS_ENVIRONMENT: 'sandbox',
    }
    const { accounts } = (await loadConfig({ folder, named: undefined, env }))._unsafeUnwrap()
    expect(accounts.acme).toEqual({ vendor: 'commet', apiKey: 'v-ACME_API_KEY' })
    expect(accounts.books).toMatchObject({ environment: 'sandbox', currency: 'USD', dueInDays: 14 })
  },
)

it.each([
  ['init', 'invoices: there is no terminal to ask on; name the accounts with --account NAME=VENDOR\n'],
  [
    'init --account acme=stripe',
    'invoices: --account acme=stripe must be NAME=VENDOR, with one of commet, asset, whop\n',
  ],
  ['init --account a=commet --account a=whop', 'invoices: --account a is given twice\n'],
  [
    'init --account a=commet --set a.apiKey=ck_1',
    'invoices: --set a.apiKey is a secret and is not written; set its variable\n',
  ],
  ['init --account a=commet --set a.curency=USD', 'invoices: --set a.curency: is no option that is known\n'],
  [
    'init --account a=commet --output config.txt',
    'invoices: --output config.txt must end in .yaml, .json, .ts or .js\n',
  ],
])('refuses %s with one sentence, and writes nothing', async (given, sentence) => {
  expect(await runHere(words(given), folder, {})).toEqual({ code: 2, stdout: '', stderr: sentence })
  expect(await readdir(folder)).toEqual([])
})

it('keeps a file that is there', async () => {
  await runHere(words(flags), folder, {})
  const before = await readFile(join(folder, 'invoices.config.yaml'), 'utf8')
  const again = await runHere(words('init --account other=whop'), folder, {})
  expect(again).toEqual({
    code: 4,
    stdout: '',
    stderr: 'invoices: invoices.config.yaml exists already; --force replaces it\n',
  })
  expect(await readFile(join(folder, 'invoices.config.yaml'), 'utf8')).toBe(before)
})

function scripted(answers: (string | boolean | null)[]): Questioner {
  const next = (): string | boolean | null => answers.shift() ?? null
  return {
    text: async (_question, check) => {
      const given = next()
      if (typeof given === 'string') expect(check(given)).toBeUndefined()
      return typeof given === 'string' ? given : null
    },
    select: async (_question, choices) => {
      const given = next()
      if (typeof given === 'string') expect(choices).toContain(given)
      return typeof given === 'string' ? given : null
    },
    confirm: async () => {
      const given = next()
      return typeof given === 'boolean' ? given : null
    },
  }
}

it('asks for what is needed, never for a secret, and takes leaving for an answer', async () => {
  const answers = ['whop', 'shop', 'biz_1', 'sandbox', true, 'commet', 'acme', false]
  expect((await askAccounts(scripted(answers)))._unsafeUnwrap()).toEqual([
    { name: 'shop', vendor: 'whop', options: { companyId: 'biz_1', environment: 'sandbox' } },
    { name: 'acme', vendor: 'commet', options: {} },
  ])
  expect((await askAccounts(scripted(['whop', 'shop', null])))._unsafeUnwrapErr().exit).toBe('interrupted')
})
