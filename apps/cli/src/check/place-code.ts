import { isCountryCode } from '@pugmark/documents/country-of';
import { UsageError } from '../usage-error.ts';

/**
 * A place as it was typed, in capitals.
 *
 * @throws UsageError for what is no ISO 3166-1 country or 3166-2 state
 */
export function placeCodeOf(text: string, option: string): string {
  const code = text.trim().toUpperCase();
  const country = /^([A-Z]{2})(?:-[A-Z0-9]{1,3})?$/.exec(code)?.[1];
  if (country === undefined || !isCountryCode(country)) {
    const hint = code === 'UK' ? ' (Great Britain is GB)' : '';
    throw new UsageError(
      `Cannot use "${text}" for ${option}: it is no country${hint}; write an ISO 3166 code such as KE, DE or US-CA`,
    );
  }
  return code;
}
