import { SingleBar } from 'cli-progress'

export interface Progress {
  /** How much is done in all, and what it waits for. */
  update(done: number, remark?: string): void
  /** Takes the bar away again. */
  stop(): void
}

export interface ProgressSettings {
  wanted: boolean
  what: string
  /** Without it, it counts. */
  total: number | undefined
  /** Takes the bar away for good: what is said then would be wiped out by it. */
  signal: AbortSignal
}

const none: Progress = { update: () => {}, stop: () => {} }

export function startProgress(
  stream: NodeJS.WriteStream,
  { wanted, what, total, signal }: ProgressSettings,
): Progress {
  if (!wanted || !stream.isTTY || signal.aborted) return none
  const count = total === undefined ? `${what}: {value}` : `${what} [{bar}] {value}/{total}`
  const format = `${count}{remark}`
  const bar = new SingleBar({ stream, format, clearOnComplete: true, hideCursor: true, barsize: 24 })
  bar.start(total ?? 0, 0, { remark: '' })
  let isDrawn = true
  const stop = (): void => {
    if (isDrawn) bar.stop()
    isDrawn = false
    signal.removeEventListener('abort', stop)
  }
  signal.addEventListener('abort', stop)
  return {
    update: (done, remark) => {
      if (isDrawn) bar.update(done, { remark: remark === undefined ? '' : `; ${remark}` })
    },
    stop,
  }
}
