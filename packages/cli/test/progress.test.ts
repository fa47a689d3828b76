import { Writable } from 'node:stream'
import { expect, it } from 'vitest'
import { moveProgress } from '../src/migration/move-progress.ts'
import { startProgress } from '../src/output/progress.ts'

function terminal(): { stream: NodeJS.WriteStream; text(): string } {
  let written = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString()
      done()
    },
  })
  Object.assign(stream, { isTTY: true, columns: 80 })
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => written }
}

it('is gone before anything is said at Ctrl-C, and does not come back over it', () => {
  const { stream, text } = terminal()
  const stopping = new AbortController()
  const settings = { wanted: true, what: 'moved', total: 3, signal: stopping.signal }
  const progress = startProgress(stream, settings)
  progress.update(1, 'waiting for 1 draft to open')
  stopping.abort()
  expect(text()).toContain('moved [')
  const atTheEnd = text()
  progress.update(2)
  progress.stop()
  startProgress(stream, settings).update(3)
  expect(text()).toBe(atTheEnd)
})

it('counts what --first asks for, and says what it waits for', () => {
  const shared = { total: 9, invoice: 'inv_1', remainingMs: null }
  const second = moveProgress(1)
  expect(second({ ...shared, done: 4, opening: 1 })).toEqual({
    done: 0,
    remark: 'waiting for 1 draft to open',
  })
  expect(second({ ...shared, done: 5, opening: 0 })).toEqual({ done: 1, remark: undefined })
  expect(moveProgress(2)({ ...shared, done: 5, opening: 0 }).done).toBe(1)
  expect(moveProgress(undefined)({ ...shared, done: 5, opening: 2 })).toEqual({
    done: 5,
    remark: 'waiting for 2 drafts to open',
  })
})
