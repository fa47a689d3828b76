/**
 * Resolves once what was begun before, such as a request, has had its turn. A timer would do the same a millisecond later,
 * which is longer than reading a page takes.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', () => {
      // An open port keeps the process alive.
      port1.close()
      resolve()
    })
    port1.start()
    port2.postMessage(null)
  })
}
