import type { Evidence, NewInvoice, OperationName } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { plannedLine, sampleInvoice } from '../../test/sample.ts'
import { adapters, adapterWith } from '../../test/sample-adapters.ts'
import { canClose, groundOf, stepsOf, windowOf } from './windows.ts'

const { commet, asset, whop } = adapters

describe('the order of steps', () => {
  it('is with a draft wherever the target has them', () => {
    for (const source of [commet, asset, whop]) {
      expect(windowOf({ source, target: whop }, 'close_first')._unsafeUnwrap()).toBe('draft_first')
    }
  })

  it('needs no choice where one side has no pay page', () => {
    for (const [source, target] of [
      [asset, commet],
      [commet, asset],
      [asset, asset],
    ] as const) {
      expect(windowOf({ source, target }, null)._unsafeUnwrap()).toBe('check_then_close')
      expect(windowOf({ source, target }, 'close_first')._unsafeUnwrap()).toBe('check_then_close')
    }
  })

  it('is the user’s choice where customers can pay at both', () => {
    for (const order of ['close_first', 'create_first'] as const) {
      expect(windowOf({ source: whop, target: commet }, order)._unsafeUnwrap()).toBe(order)
    }
    expect(windowOf({ source: whop, target: commet }, null)._unsafeUnwrapErr()).toEqual({
      kind: 'choice_needed',
      choices: ['close_first', 'create_first'],
      message:
        'commet has no drafts, and customers can pay at whop and at commet: choose mapping.order. close_first: for a ' +
        'moment the invoice is payable nowhere, and stays so if the copy is refused. create_first: for a moment it is ' +
        'payable at both.',
    })
  })
})

/** A vendor of which each operation stands on evidence of its own. */
function grounded(evidence: Partial<Record<OperationName, Evidence>>, written: Evidence = 'documented') {
  return adapterWith(whop, ({ operations, coverage }) => ({
    operations: Object.fromEntries(
      Object.entries(operations).map(([name, one]) => [
        name,
        { ...one, evidence: evidence[name as OperationName] ?? 'documented', source: `page of ${name}` },
      ]),
    ) as typeof operations,
    coverage: { ...coverage, memo: { ...coverage.memo, write: 'yes', writeEvidence: written } },
  }))
}

const copy = plannedLine().copy!

describe('the steps', () => {
  it.each([
    ['draft_first', ['create_draft', 'check_copy', 'close_source', 'open_copy', 'await_open']],
    ['check_then_close', ['create_copy', 'check_copy', 'close_source']],
    ['create_first', ['create_copy', 'check_copy', 'close_source']],
    ['close_first', ['close_source', 'create_copy', 'check_copy']],
  ] as const)('of %s are %j', (window, names) => {
    const steps = stepsOf(window, { source: commet, target: whop }, sampleInvoice(), copy)
    expect(steps.map(({ step }) => step)).toEqual(names)
    expect(steps.filter(({ side }) => side === 'source').map(({ step }) => step)).toEqual(['close_source'])
  })

  it('of a draft end with the deletion of the source', () => {
    const draft = sampleInvoice({ status: 'draft' })
    const steps = stepsOf('draft_first', { source: grounded({}), target: grounded({}) }, draft, copy)
    expect(steps).toEqual([
      { step: 'create_draft', side: 'target', evidence: 'documented', ground: 'create: page of create' },
      { step: 'check_copy', side: 'target', evidence: 'documented', ground: 'get: page of get' },
      { step: 'delete_source', side: 'source', evidence: 'documented', ground: 'delete: page of delete' },
    ])
  })

  it('stand on the operation of their side', () => {
    const target = grounded({ finalize: 'unverified', get: 'inferred' })
    const steps = stepsOf('draft_first', { source: commet, target }, sampleInvoice(), copy)
    const way = commet.capabilities.status.transitions.find(({ to }) => to === 'void')!
    expect(steps.map(({ step, evidence, ground }) => [step, evidence, ground])).toEqual([
      ['create_draft', 'documented', 'create: page of create'],
      ['check_copy', 'inferred', 'get: page of get'],
      ['close_source', way.evidence, `void from open: ${way.source}`],
      ['open_copy', 'unverified', 'finalize: page of finalize'],
      ['await_open', 'unverified', 'finalize: page of finalize'],
    ])
  })

  it('to create stand on the weakest of what is written', () => {
    const createdOn = (written: Evidence, changes: Partial<NewInvoice>, create: Evidence = 'documented') => {
      const target = grounded({ create }, written)
      const [first] = stepsOf('create_first', { source: commet, target }, sampleInvoice(), {
        ...copy,
        ...changes,
      })
      return [first?.evidence, first?.ground]
    }
    expect(createdOn('unverified', { memo: 'x' })).toEqual(['unverified', 'create with memo'])
    expect(createdOn('inferred', { memo: 'x' })).toEqual(['inferred', 'create with memo'])
    expect(createdOn('unverified', {})).toEqual(['documented', 'create: page of create'])
    expect(createdOn('inferred', { memo: 'x' }, 'inferred')).toEqual(['inferred', 'create: page of create'])
    expect(createdOn('inferred', { memo: 'x' }, 'unverified')).toEqual([
      'unverified',
      'create: page of create',
    ])
  })

  it.each(['number', 'issuedAt', 'dueAt', 'memo', 'metadata', 'purchaseOrder', 'collection'] as const)(
    'to create stand on %s where the target takes it',
    (field) => {
      const target = (write: 'yes' | 'no') =>
        adapterWith(grounded({}), ({ coverage }) => ({
          coverage: { ...coverage, [field]: { ...coverage[field], write, writeEvidence: 'unverified' } },
        }))
      const withField = { ...copy, [field]: 'x' } as NewInvoice
      const ground = (write: 'yes' | 'no') =>
        stepsOf('create_first', { source: commet, target: target(write) }, sampleInvoice(), withField)[0]
          ?.ground
      expect(ground('yes')).toBe(`create with ${field}`)
      expect(ground('no')).toBe('create: page of create')
    },
  )

  it('to close a source that cannot be closed stand on nothing', () => {
    const paid = sampleInvoice({ status: 'paid' })
    const closing = stepsOf('close_first', { source: commet, target: asset }, paid, copy)[0]
    expect(closing).toEqual({
      step: 'close_source',
      side: 'source',
      evidence: 'unverified',
      ground: 'void from paid',
    })
  })
})

it('names the operation that something stands on', () => {
  const { evidence, source } = asset.capabilities.operations.create
  expect(groundOf(asset, 'create')).toEqual({ evidence, ground: `create: ${source}` })
})

describe('a source can be closed', () => {
  it('from the statuses of its data', () => {
    expect(canClose(commet, sampleInvoice())).toBe(true)
    expect(canClose(commet, sampleInvoice({ status: 'past_due' }))).toBe(true)
    expect(canClose(commet, sampleInvoice({ status: 'paid' }))).toBe(false)
  })

  it('only where that needs no special leave', () => {
    const source = adapterWith(commet, ({ status }) => ({
      status: {
        ...status,
        transitions: status.transitions.map((way) => ({ ...way, needs: 'unsafe' as const })),
      },
    }))
    expect(canClose(source, sampleInvoice())).toBe(false)
  })
})
