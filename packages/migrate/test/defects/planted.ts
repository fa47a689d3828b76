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
    find: 'subject.copyId = id',
    plant: "if (id === '') subject.copyId = id",
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
  {
    defect: 'takes a copy beside its open source for none',
    file: 'verify/judge-invoices.ts',
    find: 'if (source !== undefined && isOwed(source) && isOwed(copy)) {',
    plant: 'if (source !== undefined && isOwed(source) && !isOwed(copy)) {',
    caughtBy: 'verification sees a copy beside its open source, and a change that nothing explains',
  },
  {
    defect: 'explains every difference',
    file: 'verify/field-differences.ts',
    find: "return write === 'yes' ? null : ",
    plant: "return write === 'yes' ? 'so it is' : ",
    caughtBy: 'verification sees a copy beside its open source, and a change that nothing explains',
  },
  {
    defect: 'leaves a loss out of its report',
    file: 'plan/loss-report.ts',
    find: 'if (!hasValue(invoice, path) || hasValue(copy, path)) continue',
    plant: 'if (hasValue(invoice, path) || hasValue(copy, path)) continue',
    caughtBy: 'what the target cannot hold is said beforehand',
  },
  {
    defect: 'does not write down that it is about to create',
    file: 'run/context.ts',
    find: "const before = await record(context, { at: nowText(context), type: 'before', subject, step, key, body })",
    plant:
      "const before = step === 'create_copy' ? ok(undefined) : await record(context, { at: nowText(context), type: 'before', subject, step, key, body })",
    caughtBy: 'dead between a creation and its answer, a run knows its own copy again',
  },
  {
    defect: 'goes on closing sources whose copies do not open',
    file: 'run/move-all.ts',
    find: '(settings.mostNotOpen ?? 3)',
    plant: '(settings.mostNotOpen ?? 3) * 99',
    caughtBy: 'what does not open stops the run',
  },
  {
    defect: 'tries an unverified step again that was refused',
    file: 'run/refusals.ts',
    find: "step.evidence !== 'unverified'",
    plant: "step.evidence === 'unverified'",
    caughtBy: 'the first refusal of an unverified step stops its class',
  },
  {
    defect: 'runs a plan in the other mode',
    file: 'plan/accounts.ts',
    find: 'mode !== null && planned.mode !== null && mode !== planned.mode',
    plant: 'mode === null && planned.mode !== null && mode !== planned.mode',
    caughtBy: 'another mode and the journal of another plan are refused',
  },
  {
    defect: 'takes the journal of another plan',
    file: 'journal/journal.ts',
    find: 'first.planDigest === planDigest',
    plant: "first.planDigest !== ''",
    caughtBy: 'another mode and the journal of another plan are refused',
  },
  {
    defect: 'rolls back without being told to',
    file: 'rollback/rollback-migration.ts',
    find: 'return (await confirm(preview)) === true',
    plant: 'return (await confirm(preview)) !== null',
    caughtBy: 'a rollback waits to be told, and takes back what can be',
  },
  {
    defect: 'would take back a copy that was paid',
    file: 'rollback/preview-rollback.ts',
    find: "if (!isPayable(copy.status) && copy.status !== 'draft') {",
    plant: "if (!isPayable(copy.status) && copy.status === 'draft') {",
    caughtBy: 'a rollback waits to be told, and takes back what can be',
  },
]
