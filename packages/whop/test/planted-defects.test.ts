import { plantingTests } from '@invoice-adapters/conformance/defects'
import { whopBed } from './conformance/bed.ts'

plantingTests({
  provider: 'whop',
  dialects: ['2026-10-15-1', '2026-07-20'],
  bed: (apiVersion) => whopBed(apiVersion),
  known: [
    {
      fate: 'without effect',
      because: 'list items of Whop have no date of change to guess by',
      defects: ['list items have a guessed date of payment where there is none'],
    },
    {
      fate: 'without effect',
      because: 'Whop tells no kinds of lines',
      defects: ['a line of an unheard kind becomes an item'],
    },
    {
      fate: 'without effect',
      because: 'tax stands on the payment alone',
      defects: ['tax that comes on top is counted into the lines'],
    },
    {
      fate: 'without effect',
      because: 'Whop knows no part payment',
      defects: ['what was paid is not taken off what is due'],
    },
    {
      fate: 'without effect',
      because: 'no status of Whop needs the option',
      defects: ['refunded is set by hand without being told to'],
    },
    {
      fate: 'without effect',
      because: 'nothing leads to the status that is tried instead either',
      defects: ['a status nothing leads to is tried all the same'],
    },
    {
      fate: 'without effect',
      because: 'a total of zero is refused before it comes so far',
      defects: ['a total of zero becomes the smallest there is'],
    },
    {
      fate: 'without effect',
      because: 'a create whose answer was lost is not sent again within one call',
      defects: ['a repeat carries another body than the first attempt'],
    },
    {
      fate: 'without effect',
      because: 'Whop wants a due date of what is not charged automatically',
      defects: ['a due date that is left out under a used key is not noticed'],
    },
    {
      fate: 'without effect',
      because: 'Whop gives its requests no id',
      defects: ['the vendor’s id of the request is lost'],
    },
    {
      fate: 'no place',
      because: 'changeLines is declared as not supported',
      defects: ['lines are added and none is removed'],
    },
    {
      fate: 'no place',
      because: 'recordPayment is declared as not supported',
      defects: [
        'a payment counts in the invoice’s currency whatever its own is',
        'a payment is sent in major units',
        'the same payment is recorded each time it is sent',
      ],
    },
    {
      fate: 'no place',
      because: 'listRefunds is declared as not supported',
      defects: ['refunds are made and never listed'],
    },
    {
      fate: 'no place',
      because: 'refund is declared as not supported',
      defects: ['the same refund is paid out each time it is sent'],
    },
    {
      fate: 'no place',
      because: 'customers.create is declared as not supported',
      defects: ['a customer’s own id is not passed on'],
    },
    {
      fate: 'no place',
      because: 'createMany is declared as not supported',
      defects: ['one invoice of several that fails ends the rest'],
    },
    {
      fate: 'no place',
      because: 'pdf is declared as not supported',
      defects: ['an operation is declared, and not there'],
    },
    {
      fate: 'not asked',
      because: 'nothing in the data promises it',
      defects: ['a native filter is not sent', 'a key is searched for in any letter case'],
    },
    {
      fate: 'not asked',
      because: 'the harness cannot simulate unbalanced_totals',
      defects: ['totals that do not add up are corrected'],
    },
    {
      fate: 'not asked',
      because: 'the harness cannot simulate credit_notes',
      defects: ['credit notes lose their sign'],
    },
    {
      fate: 'not asked',
      because: 'the harness cannot simulate unknown_currency',
      defects: ['an unknown currency is given two decimals and its amounts'],
    },
    {
      fate: 'not asked',
      because: 'customers.create is declared as not supported',
      defects: ['customers are listed whatever was asked for'],
    },
    {
      fate: 'not asked',
      because: 'the harness cannot simulate failure_in_success',
      defects: ['a failure inside a success counts as a change that was made'],
    },
  ],
})
