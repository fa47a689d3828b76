/** How this program calls what the adapters' messages call by the names of the library. */
const flags: Record<string, string> = {
  dueFrom: '--due-after',
  dueUntil: '--due-before',
  createdFrom: '--created-after',
  createdUntil: '--created-before',
  asOf: '--as-of',
}

const operations: Record<string, string> = {
  refund: 'invoices refund',
  setStatus: 'invoices status',
  recordPayment: 'invoices pay',
  changeLines: 'invoices update --lines',
  update: 'invoices update --file',
  finalize: 'invoices finalize',
  delete: 'invoices delete',
}

export function inCommandWords(message: string): string {
  return message
    .replace(/\b(?:due|created)(?:From|Until)\b|\basOf\b/g, (name) => flags[name] ?? name)
    .replace(/; use (\w+) instead/, (whole, name: string) =>
      operations[name] === undefined ? whole : `; use ${operations[name]} instead`,
    )
    .replace(/; it needs unsafe\b/, '; it needs --unsafe')
}
