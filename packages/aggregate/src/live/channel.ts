/** Hands items from several producers to one consumer; a producer waits while too much is waiting already. */
export interface Channel<T> {
  /** Resolves when there is room again; false: the consumer has gone. */
  put(item: T): Promise<boolean>
  /** No further item will come. */
  end(): void
  /** In the order in which they were put. Leaving the iteration closes the channel. */
  items(): AsyncGenerator<T, void>
}

export function createChannel<T>(capacity: number): Channel<T> {
  let waiting: T[] = []
  let ended = false
  let closed = false
  let wakeConsumer: () => void = () => {}
  let wakeProducers: () => void = () => {}
  let room: Promise<void> = Promise.resolve()
  return {
    async put(item) {
      if (closed) return false
      waiting.push(item)
      wakeConsumer()
      if (waiting.length === capacity) {
        room = new Promise((resolve) => {
          wakeProducers = resolve
        })
      }
      if (waiting.length >= capacity) await room
      return !closed
    },
    end() {
      ended = true
      wakeConsumer()
    },
    async *items() {
      try {
        for (;;) {
          const taken = waiting
          waiting = []
          wakeProducers()
          yield* taken
          if (waiting.length > 0) continue
          if (ended) return
          await new Promise<void>((resolve) => {
            wakeConsumer = resolve
            if (waiting.length > 0 || ended) resolve()
          })
        }
      } finally {
        closed = true
        wakeProducers()
      }
    },
  }
}
