/** Where the platform has it, sooner than any timer. */
declare const setImmediate: ((callback: () => void) => unknown) | undefined

/** Resolves once what was begun before, such as a request, has had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve)
  })
}
