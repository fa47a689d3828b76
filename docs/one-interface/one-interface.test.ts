import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openAccounts } from './accounts.ts'
import { commonProgram } from './program.ts'

describe.each(Object.entries(openAccounts))('%s', (_, open) => {
  commonProgram(open)
})

it.each(['program.ts', 'account.ts'])('%s names no vendor', (file) => {
  expect(readFileSync(join(import.meta.dirname, file), 'utf8')).not.toMatch(/commet|asset|whop/i)
})
