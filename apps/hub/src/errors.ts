/** Why something asked for is not done. Everything else that is thrown is our own fault and answers 500. */
export const refusals = {
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'second-factor-needed': 403,
  'not-found': 404,
  'not-allowed': 403,
  invalid: 422,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  'wrong-type': 415,
} as const;

export type RefusalCode = keyof typeof refusals;

/** One kind of refusal with a code; its status is looked up once, here. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: RefusalCode;
  /** What is wrong with which field, for `invalid`. */
  readonly fields: readonly { path: string; detail: string }[] | undefined;

  constructor(code: RefusalCode, detail: string, fields?: readonly { path: string; detail: string }[]) {
    super(detail);
    this.code = code;
    this.fields = fields;
  }

  get status(): (typeof refusals)[RefusalCode] {
    return refusals[this.code];
  }
}

/** What is not there and what is not yours look the same. */
export const notFound = (what: string): Refusal => new Refusal('not-found', `There is no such ${what}`);

/** problem+json (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  requestId: string;
  errors?: readonly { path: string; detail: string }[];
}

/** A refusal, or any error, as the outside sees it: what is our fault says nothing of our inside. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof Refusal) {
    return {
      type: `https://pugmark.example/problems/${error.code}`,
      title: error.code,
      status: error.status,
      detail: error.message,
      requestId,
      ...(error.fields && { errors: error.fields }),
    };
  }
  return {
    type: 'https://pugmark.example/problems/internal',
    title: 'internal',
    status: 500,
    detail: 'Something went wrong on our side. Nothing of what you sent was changed; please try again.',
    requestId,
  };
}
