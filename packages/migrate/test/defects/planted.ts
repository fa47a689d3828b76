/** One defect: the text that is replaced in a source file, and the scenario that has to notice. */
export interface PlantedDefect {
  defect: string
  file: string
  find: string
  plant: string
  caughtBy: string
}

export const defects: PlantedDefect[] = [
  {
    defect: 'creates again although an earlier creation may only not show yet',
    file: 'run/appearing.ts',
    find: 'return doubtRemainsMs(work) > 0 ? later : ',
    plant: 'return false ? later : ',
    caughtBy: 'a copy that does not show yet is not made twice',
  },
  {
    defect: 'closes the source without comparing the copy',
    file: 'run/create.ts',
    find: 'if (differences.length > 0) {',
    plant: 'if (differences.length > 99) {',
    caughtBy: 'a copy over another sum never replaces its source',
  },
  {
    defect: 'takes a total that is not told for the right one',
    file: 'run/compare-copy.ts',
    find: "differ('total', expected.total, copy.total)",
    plant: "if (copy.total !== null) differ('total', expected.total, copy.total)",
    caughtBy: 'a copy over another sum never replaces its source',
  },
  {
    defect: 'leaves the copy when the source was paid meanwhile',
    file: 'run/close.ts',
    find: "if (before.kind === 'changed') return withdrawCopy(work, 'set_aside', before.because)",
    plant: "if (before.kind === 'changed') return end('set_aside', before.because)",
    caughtBy: 'paid while its copy is made, the copy goes',
  },
  {
    defect: 'opens the copy before the source is closed',
    file: 'plan/windows.ts',
    find: "['create_draft', 'check_copy', 'close_source', 'open_copy', 'await_open']",
    plant: "['create_draft', 'check_copy', 'open_copy', 'close_source', 'await_open']",
    caughtBy: 'never payable twice where there are drafts',
  },
  {
    defect: 'forgets which copy it made',
    file: 'journal/progress-state.ts',
    find: 'if (creations.has(entry.step) && entry.id !== null) subject.copyId = entry.id',
    plant: 'if (creations.has(entry.step) && entry.id === "") subject.copyId = entry.id',
    caughtBy: 'killed anywhere, every invoice ends once',
  },
  {
    defect: 'takes a source that it closed itself for one that somebody changed',
    file: 'run/source.ts',
    find: "if (invoice.status === 'void' && subject.begun.has('close_source')) return { kind: 'closed_by_us' }",
    plant:
      "if (invoice.status === 'void' && subject.done.has('close_source')) return { kind: 'closed_by_us' }",
    caughtBy: 'killed anywhere, every invoice ends once',
  },
  {
    defect: 'counts a copy that never opened as moved',
    file: 'run/open.ts',
    find: "if (status === 'draft') return go",
    plant: "if (status === 'draft') return end('moved', 'moved', { copyId, copyNumber: number })",
    caughtBy: 'what does not open is told',
  },
  {
    defect: 'does not look whether a plan was edited',
    file: 'plan/plan-file.ts',
    find: 'if ((await digestOf(plan, end)) === digest) return ok(plan)',
    plant: 'if ((await digestOf(plan, end)) !== "") return ok(plan)',
    caughtBy: 'a plan that was edited is refused',
  },
  {
    defect: 'takes an invoice that was there already for its copy',
    file: 'run/create.ts',
    find: '(created || wasBegun ? invoice.source.id : null)',
    plant: '(created || invoice.kind !== null ? invoice.source.id : null)',
    caughtBy: 'what is at the target under the key is left alone',
  },
  {
    defect: 'takes the first of several customers',
    file: 'plan/customers.ts',
    find: 'if (another !== undefined) {',
    plant: "if (another?.id === 'nobody') {",
    caughtBy: 'nobody is billed who may be somebody else',
  },
  {
    defect: 'moves the whole of what was paid in part',
    file: 'plan/decide.ts',
    find: "return amountPaid === 0 ? 'none' : 'some'",
    plant: "return amountPaid === 0 ? 'none' : 'none'",
    caughtBy: 'what may be paid in part, by itself or again is not moved',
  },
  {
    defect: 'does not ask whether the plan charges again',
    file: 'plan/renewal.ts',
    find: '!billing.renewal.once.includes(word)',
    plant: 'billing.renewal.once.includes(word) && word === "never"',
    caughtBy: 'what may be paid in part, by itself or again is not moved',
  },
  {
    defect: 'does not ask whether a payment is under way',
    file: 'plan/decide.ts',
    find: 'invoice.paymentPending === true',
    plant: 'invoice.paymentPending === null',
    caughtBy: 'what may be paid in part, by itself or again is not moved',
  },
  {
    defect: 'does not see that a source was closed without a copy',
    file: 'verify/judge-invoices.ts',
    find: "if (plannedToMove && source.status === 'void') {",
    plant: "if (!plannedToMove && source.status === 'void') {",
    caughtBy: 'verification sees what is owed nowhere, and what is owed twice',
  },
  {
    defect: 'takes back copies whose source is closed',
    file: 'rollback/preview-rollback.ts',
    find: 'if (!isOpen) {',
    plant: "if (status === 'gone') {",
    caughtBy: 'a rollback leaves nothing payable nowhere',
  },
]
