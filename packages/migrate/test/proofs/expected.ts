import type { Decision, DecisionClass } from '../../src/index.ts'
import type { VendorName } from '../world.ts'

/** The six ordered pairs of different vendors. */
export const sixPairs: readonly [VendorName, VendorName][] = [
  ['commet', 'asset'],
  ['commet', 'whop'],
  ['asset', 'commet'],
  ['asset', 'whop'],
  ['whop', 'commet'],
  ['whop', 'asset'],
]

// Written by hand from the design (section 9) and the vendors' documentation before the first run, and not derived from
// the planner. A cell is what becomes of such an invoice: `move`; `skip` or a plain word, which is why it is blocked
// (the word is the plan's class); `-` where the source has no such invoice.
//
// C>A is Commet to Asset, and so on.
const byDefault = `
class               | C>A              | C>W              | A>C         | A>W           | W>C                  | W>A
one_line            | move             | move             | move        | move          | move                 | move
several_lines       | move             | move             | move        | move          | move                 | move
quantities          | move             | move             | move        | move          | move                 | move
large_amount        | move             | move             | move        | move          | move                 | move
own_key             | move             | move             | move        | move          | -                    | -
known_customer      | move             | move             | move        | move          | move                 | move
euro                | currency         | move             | -           | -             | move                 | currency
yen                 | currency         | move             | -           | -             | move                 | currency
not_iso             | -                | -                | -           | -             | currency             | currency
taxed               | move             | move             | move        | move          | total_unknown        | total_unknown
tax_inside          | -                | -                | -           | -             | move                 | move
discounted          | move             | move             | move        | move          | move                 | move
credit_applied      | move             | move             | -           | -             | -                    | -
part_paid           | -                | -                | part_paid   | part_paid     | -                    | -
past_due            | move             | past_due_date    | move        | past_due_date | move                 | move
no_due_date         | -                | -                | -           | -             | move                 | no_due_date
subscription        | subscription     | subscription     | -           | -             | subscription         | subscription
automatic           | -                | -                | -           | -             | automatic_collection | automatic_collection
being_paid          | -                | -                | -           | -             | payment_in_process   | payment_in_process
buyer_fee           | -                | -                | -           | -             | total_unknown        | total_unknown
draft               | draft_stays      | draft_stays      | -           | -             | skip:draft           | skip:draft
paid                | skip:settled     | skip:settled     | skip:settled | skip:settled | skip:settled         | skip:settled
partly_refunded     | skip:settled     | skip:settled     | skip:settled | skip:settled | skip:settled         | skip:settled
refunded            | skip:settled     | skip:settled     | skip:settled | skip:settled | skip:settled         | skip:settled
uncollectible       | skip:settled     | skip:settled     | skip:settled | skip:settled | skip:settled         | skip:settled
void                | skip:settled     | skip:settled     | skip:settled | skip:settled | skip:settled         | skip:settled
credit_note         | credit_note      | credit_note      | credit_note | credit_note   | -                    | -
zero                | zero             | zero             | zero        | zero          | zero                 | zero
disagreeing         | figures_disagree | figures_disagree | figures_disagree | figures_disagree | -            | -
nameless_customer   | customer         | customer         | -           | -             | move                 | customer
mailless_customer   | -                | -                | customer    | customer      | -                    | -
twin_customer       | customer         | customer         | customer    | customer      | -                    | -
twin_at_target      | customer         | -                | customer    | -             | customer             | customer
shared_key          | same_key         | same_key         | same_key    | same_key      | -                    | -
`

// The same, where the user has chosen: the rest of part-paid ones moves, a new due date, the e-mail address as a name.
// Classes that no choice changes are as above.
const withChoices = `
class               | C>A              | C>W              | A>C         | A>W           | W>C                  | W>A
part_paid           | -                | -                | move        | move          | -                    | -
past_due            | move             | move             | move        | move          | move                 | move
no_due_date         | -                | -                | -           | -             | move                 | move
nameless_customer   | move             | move             | -           | -             | move                 | move
draft               | draft_stays      | draft_stays      | -           | -             | draft_would_open     | draft_would_open
`

/** Why, for somebody who reads the table: the rule of the design, or the fact about a vendor, that decides the row. */
export const because: Record<string, string> = {
  one_line: 'open and wholly unpaid: moves',
  several_lines: 'lines that add up to the total: a target with one amount per invoice takes their sum',
  quantities: 'as before; quantity and unit price never recompute a stated amount',
  large_amount: 'amounts are exact at any size that fits',
  own_key: 'the key of our caller goes along; Whop’s lies in notes that this population does not seed',
  known_customer: 'the target knows the e-mail address: billed to the customer who is there',
  euro: 'Asset keeps one configured currency; Commet bills a customer in the customer’s currency',
  yen: 'as euro; no minor unit',
  not_iso: 'eth is no ISO 4217 currency: its amounts are not known exactly',
  taxed: 'the total is stated by Commet and Asset; Whop adds tax on top of an amount that it does not state',
  tax_inside: 'Whop’s price with the tax inside is the total',
  discounted: 'what is owed moves, after the discount',
  credit_applied: 'Commet’s credit reduces the total: what is left moves',
  part_paid: 'blocked unless the user chooses to move the amount due',
  past_due:
    'moves; but a draft of Whop opens by itself, and may not open with a past date: blocked until chosen',
  no_due_date: 'Asset wants a due date; Commet sets its own',
  subscription: 'would go on billing at the source; at Whop a renewal plan',
  automatic: 'a stored payment method does not move along',
  being_paid: 'a payment is on its way',
  buyer_fee: 'Whop’s fee comes on top, and is not stated',
  draft: 'Commet cannot delete a draft; Whop’s moves only if asked for, and neither other vendor has drafts',
  paid: 'only payable invoices move',
  partly_refunded: 'only payable invoices move',
  refunded: 'only payable invoices move',
  uncollectible: 'only payable invoices move',
  void: 'only payable invoices move',
  credit_note: 'money owed to the customer',
  zero: 'nothing to collect',
  disagreeing: 'figures that contradict each other are for a person to look at',
  nameless_customer: 'Asset and Whop want a name; Commet wants an e-mail address only',
  mailless_customer: 'Commet and Whop want an e-mail address',
  twin_customer: 'two customers of one e-mail address at the source: one person or two?',
  twin_at_target: 'the same at the target; Whop is told name and address, and picks nobody',
  shared_key: 'two invoices under one key would become one copy',
}

export interface Expectation {
  decision: Decision
  class: DecisionClass
}

const columns: Record<string, string> = {
  'commet>asset': 'C>A',
  'commet>whop': 'C>W',
  'asset>commet': 'A>C',
  'asset>whop': 'A>W',
  'whop>commet': 'W>C',
  'whop>asset': 'W>A',
}

function readTable(text: string): Map<string, Map<string, string>> {
  const [head = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  return new Map(
    rows.map(([name = '', ...cells]) => [
      name,
      new Map(cells.map((cell, index) => [head[index + 1] ?? '', cell])),
    ]),
  )
}

const tables: Record<Choice, Map<string, Map<string, string>>> = {
  byDefault: readTable(byDefault),
  withChoices: readTable(withChoices),
}

function meaning(cell: string): Expectation {
  if (cell === 'move') return { decision: 'move', class: 'payable' }
  const [decision = '', name = ''] = cell.startsWith('skip:') ? cell.split(':') : ['blocked', cell]
  return { decision, class: name } as Expectation
}

export type Choice = 'byDefault' | 'withChoices'

/** Every class that the source has, with what is to become of it. */
export function expectedFor(from: VendorName, to: VendorName, choice: Choice): Map<string, Expectation> {
  const column = columns[`${from}>${to}`] ?? ''
  const expected = new Map<string, Expectation>()
  for (const [name, cells] of tables.byDefault) {
    const cell = tables[choice].get(name)?.get(column) ?? cells.get(column) ?? '-'
    if (cell !== '-') expected.set(name, meaning(cell))
  }
  return expected
}
