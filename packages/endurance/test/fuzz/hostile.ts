import type { Random } from './random.ts'

/** An array in an array, so many times. */
function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth)
}

/** JSON texts, since some of them cannot be made from values: a key that is `__proto__`, a number of 40 digits. */
const hostileJson: readonly string[] = [
  ...[
    'null',
    'true',
    'false',
    '0',
    '-0',
    '-1',
    '1e308',
    '1e-7',
    '-1e21',
    '0.1',
    '12.345',
    '0.30000000000000004',
  ],
  ...['9007199254740991', '9007199254740993', '1234567890123456789012345678901234567890', '1e400'],
  ...[
    '""',
    '" "',
    '"0"',
    '"12.50"',
    '"-0.00"',
    '"12.345"',
    '"1e5"',
    '"0x10"',
    '"1,000.00"',
    '"１２.00"',
    '"NaN"',
  ],
  ...[
    '"Infinity"',
    '"999999999999999999.99"',
    '"+5"',
    '".5"',
    '"5."',
    '"USD"',
    '"usd"',
    '"JPY"',
    '"KWD"',
    '"eth"',
  ],
  ...['"open"', '"paid"', '"teleported"', '"__proto__"', '"constructor"', '"toString"', '"hasOwnProperty"'],
  ...['"2026-07-15"', '"2026-13-45T99:99:99Z"', '"0000-00-00T00:00:00Z"', '"+275760-09-13T00:00:00.001Z"'],
  ...['"2026-02-30T00:00:00Z"', '"tomorrow"', '1784019600', '-62135596800001', '8640000000000001'],
  ...['"\\u0000"', '"\\ud800"', '"\\u202e\\u2066"', '"<script>alert(1)</script>"', '"=cmd|\' /C calc\'!A0"'],
  ...[
    '"../../etc/passwd"',
    '"a/b?c#d"',
    '"%2e%2e%2f"',
    '"https://elsewhere.example/"',
    '"javascript:alert(1)"',
  ],
  ...['[]', '{}', '[null]', '[[]]', '[{}]', '[1,2,3]', '["a"]', '{"a":1}', '{"amount":5}', nested(400)],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"toJSON":1}'],
  ...['{"then":1}', '{"length":-1}', '{"valueOf":null,"toString":null}', `"${'x'.repeat(5_000)}"`],
  `[${Array.from({ length: 300 }, () => 'null').join(',')}]`,
]

export function hostile(random: Random): string {
  return random.pick(hostileJson)
}
