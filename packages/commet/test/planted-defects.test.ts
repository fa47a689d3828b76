import { plantingTests } from '@invoice-adapters/conformance/defects'
import { commetBed } from './conformance/bed.ts'

plantingTests({
  provider: 'commet',
  dialects: ['2026-07-11', '2026-07-31'],
  bed: (apiVersion) => commetBed(apiVersion),
  known: [
    {
      fate: 'without effect',
      because: 'Commet tells no payments',
      defects: ['the first payment is dropped'],
    },
    {
      fate: 'without effect',
      because: 'Commet tells no way of collecting',
      defects: ['an unheard way of collecting becomes the usual one'],
    },
    {
      fate: 'without effect',
      because: 'the filter is bridged: no author’s code has it in hand',
      defects: ['a key is searched for in any letter case', 'the end of a range is let in'],
    },
    {
      fate: 'without effect',
      because: 'no currency of Commet has three decimals',
      defects: ['a currency with three decimals is read as one with two'],
    },
    {
      fate: 'without effect',
      because: 'Commet knows no part payment',
      defects: ['what was paid is not taken off what is due'],
    },
    {
      fate: 'without effect',
      because: 'uncollectible cannot be set at Commet',
      defects: ['void is sent where uncollectible was asked'],
    },
    {
      fate: 'without effect',
      because: 'no status of Commet needs the option',
      defects: ['refunded is set by hand without being told to'],
    },
    {
      fate: 'without effect',
      because: 'nothing leads to the status that is tried instead either',
      defects: ['a status nothing leads to is tried all the same'],
    },
    {
      fate: 'without effect',
      because: 'Commet creates invoices of one line',
      defects: [
        'a line after the first is dropped',
        'the data knows of no limit of lines, and the vendor has one',
      ],
    },
    {
      fate: 'without effect',
      because: 'Commet takes no memo, and the data says so',
      defects: [
        'a memo is dropped without a word',
        'what the data says is not written is written all the same',
        'another memo under a used key is not noticed',
      ],
    },
    {
      fate: 'without effect',
      because: 'Commet takes no due date',
      defects: ['another due date under a used key is not noticed'],
    },
    {
      fate: 'without effect',
      because: 'a total of zero is refused before it comes so far',
      defects: ['a total of zero becomes the smallest there is'],
    },
    {
      fate: 'without effect',
      because: 'the answer to a change is the whole invoice in this dialect',
      dialect: '2026-07-31',
      defects: [
        'a change that does not show yet is not noted',
        'a change that could not be read back may be repeated',
        'the failure to read back hides that the change was made',
        'a change that could not be read back is called uncertain',
      ],
    },
    {
      fate: 'no place',
      because: 'finalize is declared as not supported',
      defects: ['finalize leaves the draft a draft'],
    },
    {
      fate: 'no place',
      because: 'delete is declared as not supported',
      defects: ['deleting is claimed and not done'],
    },
    {
      fate: 'no place',
      because: 'update is declared as not supported',
      defects: [
        'an update of the due date clears the memo',
        'an update that the vendor refuses counts as made',
      ],
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
      because: 'createMany is declared as not supported',
      defects: ['one invoice of several that fails ends the rest'],
    },
    {
      fate: 'not asked',
      because: 'the signature does not cover the time',
      defects: ['the time of signing is not looked at'],
    },
    {
      fate: 'not asked',
      because: 'the harness cannot simulate failure_in_success',
      dialect: '2026-07-31',
      defects: ['a failure inside a success counts as a change that was made'],
    },
  ],
})
