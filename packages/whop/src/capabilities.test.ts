import { capabilityProblems } from '@invoice-adapters/core/authoring'
import { describe, expect, it } from 'vitest'
import { whopCapabilities } from './capabilities.ts'

describe.each(Object.entries(whopCapabilities))('%s', (_dialect, capabilities) => {
  it('does not contradict itself', () => {
    expect(capabilityProblems(capabilities)).toEqual([])
  })
})
