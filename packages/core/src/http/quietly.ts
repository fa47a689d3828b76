/**
 * Calls a function of the application that is only told something. What it throws, or rejects with, is its own: it must
 * neither change what happens to an invoice nor end the process as an unhandled rejection.
 */
export function quietly(tell: () => unknown): void {
  try {
    Promise.resolve(tell()).catch(() => undefined)
  } catch {
    // As above.
  }
}
