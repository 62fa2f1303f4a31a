/** A file or an order that cannot be carried out; the message names the value and the way out. */
export class ImportError extends Error {
  override name = 'ImportError';
}
