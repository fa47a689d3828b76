/** Resolves at the first Ctrl-C. */
export function untilStopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // Keeps the process alive where nothing else does.
    const keep = setInterval(() => {}, 60_000)
    const end = (): void => {
      clearInterval(keep)
      resolve()
    }
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}
