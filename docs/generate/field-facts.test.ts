import { canonicalFields } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { fieldFacts, fieldGroups } from './field-facts.ts'

describe('fieldGroups', () => {
  const grouped = fieldGroups.flatMap(({ fields }) => fields)

  it('holds every field once', () => {
    expect([...grouped].sort()).toEqual(Object.keys(fieldFacts).sort())
  })

  it('holds every field that coverage speaks about', () => {
    expect(grouped).toEqual(expect.arrayContaining([...canonicalFields]))
  })
})
