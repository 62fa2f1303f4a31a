import type { Assessment } from '@pugmark/documents/assessment';
import { NOTHING_SEEN } from './plain.ts';

const FIRST_SIZE = 1 << 20;
/** Figures of an assessment have three decimals: this many parts make one. */
const PARTS = 1000;

const encoder = new TextEncoder();
const BEGIN = encoder.encode('{"id":"');
const MIDDLE = encoder.encode(`","verdict":"clear","wildlife":{"specimen":${NOTHING_SEEN},"offered":`);

/** One assessment as one line of JSON, without the line end. The order of fields is fixed. */
export function printAssessment(assessment: Assessment): string {
  return JSON.stringify(assessment);
}

/**
 * Prints assessments as lines of JSON into bytes. Nine listings of ten are clear without findings: all but their
 * id and one figure is the same for thousands, so it is copied and not written anew.
 */
export class Printer {
  private bytes = new Uint8Array(FIRST_SIZE);
  private length = 0;
  private readonly offered: (Uint8Array | undefined)[] = new Array(PARTS + 1);
  /** What the printed end belongs to, and what was met last: an end is printed once it is met again. */
  private endOf: Assessment['reasons'] | undefined;
  private met: Assessment['reasons'] | undefined;
  private end = new Uint8Array(0);

  add(assessment: Assessment): void {
    if (!isPlain(assessment) || !this.plain(assessment)) this.text(`${printAssessment(assessment)}\n`);
  }

  /** Adds a text as it is. */
  text(text: string): void {
    this.reserve(text.length * 3);
    this.length += encoder.encodeInto(text, this.bytes.subarray(this.length)).written;
  }

  /** What was printed since the last time, in memory of its own. */
  take(): Uint8Array<ArrayBuffer> {
    const out = this.bytes.slice(0, this.length);
    this.length = 0;
    return out;
  }

  /** Answers whether it could: an id with quotes or letters beyond ASCII is printed the long way. */
  private plain({
    id,
    wildlife,
    reasons,
    findings,
    claims,
    law,
    policy,
    knowledge,
    engine,
  }: Assessment): boolean {
    const part = Math.round(wildlife.offered * PARTS);
    if (part / PARTS !== wildlife.offered) return false;
    if (reasons !== this.endOf) {
      if (reasons !== this.met) {
        this.met = reasons;
        return false;
      }
      const end = JSON.stringify({ findings, claims, law, policy, reasons, knowledge, engine }).slice(1);
      this.end = encoder.encode(`,"regulated":0},${end}\n`);
      this.endOf = reasons;
    }
    this.reserve(BEGIN.length + id.length + MIDDLE.length + 8 + this.end.length);
    const { bytes } = this;
    let at = this.length;
    bytes.set(BEGIN, at);
    at += BEGIN.length;
    for (let i = 0; i < id.length; i++) {
      const code = id.charCodeAt(i);
      if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false;
      bytes[at++] = code;
    }
    bytes.set(MIDDLE, at);
    at += MIDDLE.length;
    this.offered[part] ??= encoder.encode(String(wildlife.offered));
    const figure = this.offered[part];
    for (let i = 0; i < figure.length; i++) bytes[at++] = figure[i]!;
    bytes.set(this.end, at);
    this.length = at + this.end.length;
    return true;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const wider = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    wider.set(this.bytes.subarray(0, this.length));
    this.bytes = wider;
  }
}

/** Clear, with nothing found and nothing said: as {@link Screener} answers when no animal or plant is named. */
const isPlain = ({ verdict, wildlife, findings, claims, evidence, law, warnings }: Assessment): boolean =>
  verdict === 'clear' &&
  findings.length === 0 &&
  claims.length === 0 &&
  law.length === 0 &&
  evidence === undefined &&
  warnings === undefined &&
  wildlife.specimen === NOTHING_SEEN &&
  wildlife.regulated === 0;
