import type { InvoiceErrorKind } from '@invoice-adapters/core'

export type ExitName =
  | 'ok'
  | 'defect'
  | 'usage'
  | 'config'
  | 'input'
  | 'credentials'
  | 'not_found'
  | 'refused'
  | 'unreachable'
  | 'unreadable'
  | 'uncertain'
  | 'incomplete'
  | 'store'
  | 'output'
  | 'interrupted'
  | 'broken_pipe'
  | 'terminated'

export interface ExitCode {
  code: number
  when: string
}

/** Every way in which a command can end, and the code a script sees. The documents print this table. */
export const exitCodes: Record<ExitName, ExitCode> = {
  ok: { code: 0, when: 'Everything that was asked for was done.' },
  defect: { code: 1, when: 'A defect of this program; please report it.' },
  usage: { code: 2, when: 'A command, argument or flag is not right. Nothing was sent.' },
  config: {
    code: 3,
    when: 'The configuration is missing, unreadable or not right, a variable is not set, or no such account is configured. Nothing was sent for what it concerns.',
  },
  input: {
    code: 4,
    when: 'A file or value that was given is not right, or a file that would be written exists already. Nothing was written.',
  },
  credentials: { code: 5, when: 'The vendor does not accept the credentials, or they may not do this.' },
  not_found: { code: 6, when: 'The vendor has no such record in this account.' },
  refused: {
    code: 7,
    when: 'The vendor refused, has no such operation, or the state of the invoice does not allow it. Nothing was changed.',
  },
  unreachable: {
    code: 8,
    when: 'The vendor could not be reached, did not answer in time, or asked to slow down. The same command may be given again later.',
  },
  unreadable: { code: 9, when: "The vendor's answer is not what it documents, or a record cannot be read." },
  uncertain: {
    code: 10,
    when: 'A write may have taken effect, or did and could not be read back. Look before anything is repeated; the same key settles it.',
  },
  incomplete: {
    code: 11,
    when: 'The command ran to its end, and part of it failed or stays open; the output says which.',
  },
  store: { code: 12, when: 'The local store cannot be opened, read or written.' },
  output: {
    code: 13,
    when: 'What was to be printed could not be written, as where no room is left. What the command did before stands.',
  },
  interrupted: { code: 130, when: 'Ctrl-C; what stood at that moment was said.' },
  broken_pipe: { code: 141, when: 'Whoever read the output went away.' },
  terminated: { code: 143, when: 'The process was told to end (SIGTERM).' },
}

/** How each kind of error of an adapter ends a command. */
export const exitOfErrorKind: Record<InvoiceErrorKind, ExitName> = {
  invalid_input: 'input',
  unsupported: 'refused',
  invalid_transition: 'refused',
  unauthenticated: 'credentials',
  forbidden: 'credentials',
  not_found: 'not_found',
  conflict: 'refused',
  refused: 'refused',
  retired: 'refused',
  rate_limited: 'unreachable',
  unavailable: 'unreachable',
  timeout: 'unreachable',
  network: 'unreachable',
  aborted: 'interrupted',
  unexpected_response: 'unreadable',
  unreadable_record: 'unreadable',
  applied_unread: 'uncertain',
  outcome_unknown: 'uncertain',
}
