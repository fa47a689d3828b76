/**
 * ISO 4217 list one by number of minor-unit digits. Codes without a minor unit (XAU, XDR, XTS, XXX …) are left out on
 * purpose: nothing can be counted in them.
 */
const activeCodes: readonly [digits: number, codes: string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF ' +
      'CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL ' +
      'HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU ' +
      'MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR ' +
      'SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED ' +
      'VES WST XAD XCD XCG YER ZAR ZMW ZWG',
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
]

/** Withdrawn since 2021, and still on invoices that have to be read; all had two digits. */
const withdrawnCodes = 'ANG BGN CUC HRK SLL ZWL'

function tableOfDigits(): ReadonlyMap<string, number> {
  const table = new Map<string, number>()
  for (const [digits, codes] of [...activeCodes, [2, withdrawnCodes] as const]) {
    for (const code of codes.split(' ')) table.set(code, digits)
  }
  return table
}

const digitsByCode: ReadonlyMap<string, number> = /* @__PURE__ */ tableOfDigits()

/** The code in upper case. Only ASCII letters change, so that no other letter can turn into one (`ı` into `I`). */
export function normalizeCurrency(text: string): string {
  if (digitsByCode.has(text)) return text
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase())
}

/**
 * Digits after the decimal point of the currency's ISO 4217 minor unit: 2 for USD, 0 for JPY, 3 for KWD.
 * Null for a code that ISO 4217 does not list or gives no minor unit. Case does not matter.
 */
export function minorUnitDigits(currency: string): number | null {
  return digitsByCode.get(currency) ?? digitsByCode.get(normalizeCurrency(currency)) ?? null
}
