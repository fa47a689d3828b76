import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { ownSignal } from './own-signal.ts'

it('aborts with the caller’s signal, for the same reason', () => {
  const caller = new AbortController()
  const { signal } = ownSignal(caller.signal)
  caller.abort('enough')
  expect([signal.aborted, signal.reason]).toEqual([true, 'enough'])
})

it('is aborted at once where the caller’s is already', () => {
  expect(ownSignal(AbortSignal.abort('before')).signal.reason).toBe('before')
})

it('ends alone, and leaves nothing at the caller’s signal', () => {
  const caller = new AbortController()
  const { signal, end } = ownSignal(caller.signal)
  expect(getEventListeners(caller.signal, 'abort')).toHaveLength(1)
  end()
  expect([signal.aborted, caller.signal.aborted]).toEqual([true, false])
  expect(getEventListeners(caller.signal, 'abort')).toEqual([])
})

it('needs no caller', () => {
  const { signal, end } = ownSignal(undefined)
  expect(signal.aborted).toBe(false)
  end()
  expect(signal.aborted).toBe(true)
})
