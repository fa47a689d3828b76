import { expect, it } from 'vitest'
import { credentialReader } from './credential-reader.ts'

const check = (value: string): string | null => (value.startsWith('k_') ? null : 'must begin with k_')

it('gives a value as it is', async () => {
  const reader = credentialReader('k_1', check)
  expect([await reader.read(false), await reader.read(true), reader.secrets()]).toEqual([
    'k_1',
    'k_1',
    ['k_1'],
  ])
})

it('asks a function once, and again only for a renewal', async () => {
  let asked = 0
  const reader = credentialReader(() => `k_${++asked}`, check)
  expect(reader.secrets()).toEqual([])
  expect([await reader.read(false), await reader.read(false), asked]).toEqual(['k_1', 'k_1', 1])
  expect([await reader.read(true), reader.secrets()]).toEqual(['k_2', ['k_2']])
})

it('takes from a function only what the options would take, and names no secret', async () => {
  await expect(credentialReader(() => 'wrong-secret', check).read(false)).rejects.toThrow(
    'the credential must begin with k_',
  )
  const nothing = (() => undefined) as unknown as () => string
  await expect(credentialReader(nothing, check).read(false)).rejects.toThrow('must be text')
})
