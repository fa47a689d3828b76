import { SingleBar } from 'cli-progress'

export interface Progress {
  /** How much is done in all. */
  update(done: number): void
  /** Takes the bar away again. */
  stop(): void
}

const none: Progress = { update: () => {}, stop: () => {} }

/** Without a total it counts. */
export function startProgress(
  stream: NodeJS.WriteStream,
  wanted: boolean,
  what: string,
  total: number | undefined,
): Progress {
  if (!wanted || !stream.isTTY) return none
  const format = total === undefined ? `${what}: {value}` : `${what} [{bar}] {value}/{total}`
  const bar = new SingleBar({ stream, format, clearOnComplete: true, hideCursor: true, barsize: 24 })
  bar.start(total ?? 0, 0)
  return { update: (done) => bar.update(done), stop: () => bar.stop() }
}
