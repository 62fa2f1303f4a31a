/**
 * Reads a country into its ISO 3166-1 alpha-2 code: `de`, `Deutschland`, `Viet Nam`, `泰国`; a state with its code
 * stays one (`US-CA`); undefined when
 * the text names none. The names are those of the runtime's own locale data, in the languages below.
 */
export function countryOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^[A-Za-z]{2}$/.test(trimmed)) {
    const code = trimmed.toUpperCase();
    return code === 'UK' ? 'GB' : code;
  }
  if (/^[A-Za-z]{2}-[A-Za-z0-9]{1,3}$/.test(trimmed)) return trimmed.toUpperCase();
  if (trimmed.length < 2 || trimmed.length > 60) return undefined;
  byName ??= names();
  return byName.get(plain(trimmed));
}

const languages = 'en fr es zh-Hans zh-Hant vi th id ms ja ko hi de it pt nl pl cs ru uk tr ar sw fa'.split(
  ' ',
);

/** Forms in everyday use that the locale data do not give. */
const everyday: Record<string, string> = {
  usa: 'US',
  'united states of america': 'US',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'south korea': 'KR',
  'viet nam': 'VN',
  'hong kong': 'HK',
  macau: 'MO',
  'ivory coast': 'CI',
  'czech republic': 'CZ',
  burma: 'MM',
  holland: 'NL',
  uae: 'AE',
};

/** Retired, private and other codes that carry names too (SU, UK, QO, XA) and are no country. */
const noCountry = /^(?:A[AN]|BU|CS|DD|DY|EU|EZ|FX|HV|NH|NT|Q[M-Z]|RH|SU|TP|UK|UN|VD|X[A-JL-Z]|Y[DU]|Z[RZ])$/;

/** Whether two capital letters are the code of a country. */
export function isCountryCode(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || noCountry.test(code)) return false;
  return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code) !== undefined;
}

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  const found = new Map<string, string>();
  for (const language of languages) {
    const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (let a = 65; a <= 90; a += 1) {
      for (let b = 65; b <= 90; b += 1) {
        const code = String.fromCharCode(a, b);
        const name = display.of(code);
        if (name !== undefined && !noCountry.test(code)) {
          const key = plain(name);
          if (!found.has(key)) found.set(key, code);
        }
      }
    }
  }
  for (const [name, code] of Object.entries(everyday)) found.set(name, code);
  return found;
}

function plain(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
