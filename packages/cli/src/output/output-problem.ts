const reasons: Record<string, string> = {
  ENOSPC: 'no room is left',
  EDQUOT: 'no room is left for this user',
  EIO: 'the device failed',
  EFBIG: 'the file would be too large',
}

/** Why standard output could not be written, and what holds all the same. */
export function outputProblem({ code = 'no reason is told' }: { code?: string | undefined }): string {
  const reason = reasons[code] ?? code
  return `the output cannot be written: ${reason}. It is not whole; what the command did at a vendor or in a file stands`
}
