const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits in milliseconds, each from the end of the attempt before: the retry schedule of Standard Webhooks 1.0. */
const WAITS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** Part of a wait that chance may add, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * When to try a message next; about three days lie between the first attempt and the last.
 *
 * @param made attempts that were made and failed, 0 for a new message
 * @param now when the last of them ended (or the message was made), unix time in milliseconds
 * @param random 0 to 1, from the caller
 * @returns unix time in whole milliseconds; `failed` when all ten attempts were made
 * @throws RangeError when `made` is no count or `random` is outside its range
 */
export function nextAttempt(made: number, now: number, random: number): number | 'failed' {
  if (!Number.isInteger(made) || made < 0)
    throw new RangeError(`Cannot plan an attempt after ${made} attempts`);
  if (!(random >= 0 && random <= 1)) throw new RangeError(`Cannot plan an attempt with ${random} as chance`);
  const wait = WAITS[made];
  return wait === undefined ? 'failed' : Math.round(now + wait * (1 + JITTER * random));
}
