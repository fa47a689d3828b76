import { plantingTests } from '@invoice-adapters/conformance/defects'
import { assetBed } from './conformance/bed.ts'

/** An account has one currency: what shows in another only is planted there. */
const currencies: Record<string, string> = {
  'amounts in a currency without decimals are off by a hundred': 'JPY',
  'a currency with three decimals is read as one with two': 'KWD',
  'the currency is swapped for the account’s usual one': 'JPY',
  'every currency is said to have two decimals': 'JPY',
}

plantingTests({
  provider: 'asset',
  dialects: ['amount-lines', 'unit-price-lines'],
  bed: (dialect, defect) => assetBed(dialect, currencies[defect]),
  known: [
    {
      fate: 'without effect',
      because: 'list items of Asset are whole',
      defects: [
        'list items have a guessed date of payment where there is none',
        'a list asked for full detail answers summaries',
      ],
    },
    {
      fate: 'without effect',
      because: 'Asset answers in UTC',
      defects: ['dates keep the vendor’s own offset'],
    },
    {
      fate: 'without effect',
      because: 'Asset tells no way of collecting',
      defects: ['an unheard way of collecting becomes the usual one'],
    },
    {
      fate: 'without effect',
      because: 'Asset tells no kinds of lines',
      defects: ['a line of an unheard kind becomes an item'],
    },
    {
      fate: 'without effect',
      because: 'the filter is bridged: no author’s code has it in hand',
      defects: ['a native filter is not sent', 'a key is searched for in any letter case'],
    },
    {
      fate: 'without effect',
      because: 'lines of this shape have no tax',
      dialect: 'amount-lines',
      defects: ['tax that comes on top is counted into the lines'],
    },
    {
      fate: 'without effect',
      because: 'what is put into the emulator has its tax in a line of its own',
      dialect: 'unit-price-lines',
      defects: ['tax that comes on top is counted into the lines'],
    },
    {
      fate: 'without effect',
      because: 'the answer to a change is the whole invoice',
      defects: [
        'a change that does not show yet is not noted',
        'a change that could not be read back may be repeated',
        'the failure to read back hides that the change was made',
        'a change that could not be read back is called uncertain',
      ],
    },
    {
      fate: 'without effect',
      because: 'Asset does not refuse a status that an invoice has already',
      defects: ['a change that is refused since it is made already is told without a look'],
    },
    {
      fate: 'without effect',
      because: 'a total of zero is refused before it comes so far',
      defects: ['a total of zero becomes the smallest there is'],
    },
    {
      fate: 'without effect',
      because: 'a create whose answer was lost is never sent again: Asset knows no keys',
      defects: ['a repeat carries another body than the first attempt'],
    },
    {
      fate: 'without effect',
      because: 'Asset wants a due date of every invoice',
      defects: ['a due date that is left out under a used key is not noticed'],
    },
    {
      fate: 'without effect',
      because: 'Asset gives its requests no id',
      defects: ['the vendor’s id of the request is lost'],
    },
    {
      fate: 'without effect',
      because: 'Asset sends no webhooks, and so has no secret for them',
      defects: ['the webhook secret hangs on a function of the adapter'],
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
      dialect: 'unit-price-lines',
      defects: ['lines are added and none is removed'],
    },
    {
      fate: 'no place',
      because: 'send is declared as not supported',
      defects: ['what was sent counts as paid'],
    },
    {
      fate: 'no place',
      because: 'pdf is declared as not supported',
      defects: ['an operation is declared, and not there'],
    },
    {
      fate: 'no place',
      because: 'webhooks.read is declared as not supported',
      defects: [
        'a delivery without a signature is just read',
        'the body is parsed and written anew before it is verified',
        'any secret will do',
        'the time of signing is not looked at',
        'every reading of a delivery has an id of its own',
        'an event nobody has heard of is taken for a payment',
        'a cancellation is read as a settlement',
        'the invoice is fetched while its delivery is read',
        'headers are found in one letter case only',
      ],
    },
    {
      fate: 'not asked',
      because: 'webhooks.read is declared as not supported',
      defects: ['a second secret is ignored'],
    },
    {
      fate: 'not asked',
      because: 'nothing in the data promises it',
      defects: ['the end of a range is let in'],
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
      because: 'unit prices are never read',
      dialect: 'amount-lines',
      defects: ['unit prices are worked out from the amount and rounded'],
    },
    {
      fate: 'not asked',
      because: 'the harness cannot simulate comes_out_different',
      defects: ['an invoice that came out different is a success'],
    },
    {
      fate: 'not asked',
      because: 'the harness cannot simulate failure_in_success',
      defects: ['a failure inside a success counts as a change that was made'],
    },
  ],
})
