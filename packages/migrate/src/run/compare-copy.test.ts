import { describe, expect, it } from 'vitest'
import { plannedLine, sampleCopy } from '../../test/sample.ts'
import { compareCopy, inWordsOf } from './compare-copy.ts'

describe('a copy', () => {
  it('is as planned with the same currency, total, kind and key, and open', () => {
    expect(compareCopy(sampleCopy(), plannedLine())).toEqual([])
    expect(compareCopy(sampleCopy({ status: 'past_due' }), plannedLine())).toEqual([])
  })

  it.each([
    [{ currency: 'EUR' }, 'currency', 'USD', 'EUR'],
    [{ currency: null }, 'currency', 'USD', null],
    [{ total: 999 }, 'total', 1000, 999],
    [{ total: null }, 'total', 1000, null],
    [{ kind: 'credit_note' }, 'kind', 'invoice', 'credit_note'],
    [{ externalId: 'key-2' }, 'externalId', 'key-1', 'key-2'],
    [{ externalId: null }, 'externalId', 'key-1', null],
    [{ tax: 1 }, 'tax', 0, 1],
    [{ status: 'paid' }, 'status', 'payable', 'paid'],
    [{ status: 'draft' }, 'status', 'payable', 'draft'],
    [{ status: 'void' }, 'status', 'payable', 'void'],
  ] as const)('%j is different', (changes, field, planned, is) => {
    expect(compareCopy(sampleCopy(changes), plannedLine())).toEqual([{ field, planned, is }])
  })

  it('may tell no tax or none where the target keeps none', () => {
    expect(compareCopy(sampleCopy({ tax: null }), plannedLine())).toEqual([])
    expect(compareCopy(sampleCopy({ tax: 0 }), plannedLine())).toEqual([])
  })

  it('has the tax that was planned', () => {
    const line = plannedLine({ expected: { currency: 'USD', total: 1000, tax: 80, state: 'payable' } })
    expect(compareCopy(sampleCopy({ tax: 80 }), line)).toEqual([])
    expect(compareCopy(sampleCopy({ tax: 0 }), line)).toEqual([{ field: 'tax', planned: 80, is: 0 }])
    expect(compareCopy(sampleCopy({ tax: null }), line)).toEqual([])
  })

  it('that was to wait as a draft must be one', () => {
    const line = plannedLine({ expected: { currency: 'USD', total: 1000, tax: null, state: 'draft' } })
    expect(compareCopy(sampleCopy({ status: 'draft' }), line)).toEqual([])
    expect(compareCopy(sampleCopy(), line)).toEqual([{ field: 'status', planned: 'draft', is: 'open' }])
  })

  it('of a line that plans none is different as a whole', () => {
    const whole = [{ field: 'plan', planned: null, is: 'copy_1' }]
    expect(compareCopy(sampleCopy(), plannedLine({ expected: null }))).toEqual(whole)
    expect(compareCopy(sampleCopy(), plannedLine({ copy: null }))).toEqual(whole)
  })
})

it('says what is different in words', () => {
  const differences = [
    { field: 'total', planned: 1000, is: null },
    { field: 'number', planned: null, is: 'A' },
  ]
  expect(inWordsOf(differences)).toBe('total is not told, planned was 1000; number is A, planned was nothing')
})
