import type { Assessment } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import { openInput } from '@pugmark/documents/read-listings';
import { describe, expect, it } from 'vitest';
import type { Block, Wants } from './block.ts';
import { BlockScreener } from './block-screener.ts';
import { blocksOf } from './blocks-of.ts';

/** Says of each listing only what it was given; no knowledge is needed to see how rows travel. */
const engine = {
  screen(listing: Listing, warnings: string[] = []): Assessment {
    if (listing.title === 'throw') throw new Error('stumbled');
    const flagged = listing.title.startsWith('!');
    return {
      id: listing.id,
      verdict: flagged ? 'review' : 'clear',
      wildlife: { specimen: 0, offered: 0, regulated: 0 },
      findings: [],
      claims: [],
      law: [],
      policy: { id: 'p', version: 'v', rule: 'r' },
      reasons: { staff: listing.description ?? '', seller: '' },
      knowledge: { version: 'k', citesAsOf: '2026-03-05' },
      engine: 'stub',
      ...(warnings.length > 0 && { warnings }),
    };
  },
};

const json: Wants = { json: true, explain: undefined, report: false };

async function run(input: string, wants = json) {
  async function* source() {
    yield new TextEncoder().encode(input);
  }
  const screener = new BlockScreener(engine, wants);
  const results = [];
  for await (const block of blocksOf(await openInput(source()), () => input.length)) {
    // As between threads: what is sent is a copy.
    results.push(screener.screen(structuredClone(block) as Block));
  }
  const text = results.map((result) => Buffer.from(result.json ?? []).toString('utf8')).join('');
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, never>);
  return { results, lines, text };
}

describe('BlockScreener', () => {
  it('answers every row of JSON lines in order, refused ones in their place', async () => {
    const { lines, results } = await run('{"id":"1","title":"a"}\n{"id":"2"\n\n{"id":"4","title":"!象牙"}\n');
    expect(lines.map((line) => [line.id, line.verdict ?? line.line])).toEqual([
      ['1', 'clear'],
      ['2', 2],
      ['4', 'review'],
    ]);
    expect(results[0]!.counts).toMatchObject({ clear: 1, review: 1, refused: 1 });
    expect(results[0]!.refusals[0]).toMatch(/^Cannot read row 2: it is not valid JSON/);
  });

  it('gives a table, a list and JSON lines the same answers', async () => {
    const asLines = await run(
      '{"id":"1","title":"a\\nb","description":"d"}\n{"id":"2","title":"!b","description":"e"}',
    );
    const asTable = await run('id,title,description\n1,"a\nb",d\n2,!b,e\n');
    const asList = await run(
      '[{"id":"1",\n"title":"a\\nb","description":"d"},\r\n{"id":"2","title":"!b","description":"e"}]',
    );
    expect(asTable.text).toBe(asLines.text);
    expect(asList.text).toBe(asLines.text);
  });

  it('carries warnings and refusals of a table with their lines', async () => {
    const { lines } = await run('id,title,description\n1,"say "hi" x",d\n2,a,b,c\n3,"open\n');
    expect(lines[0]!.warnings).toEqual([
      'a quote inside a cell is not written twice: the row was read as one line',
    ]);
    expect(lines.slice(1).map((line) => line.line)).toEqual([3, 4]);
  });

  it('loses one row, named, when the engine stumbles', async () => {
    const { lines } = await run('{"id":"1","title":"a"}\n{"id":"2","title":"throw"}\n{"id":"3","title":"b"}');
    expect(lines.map((line) => line.id)).toEqual(['1', '2', '3']);
    expect(lines[1]).toMatchObject({ line: 2, error: { code: 'screen-failed' } });
  });

  it('gives what is flagged for the report, and text for people', async () => {
    const { results } = await run('{"id":"1","title":"a"}\n{"id":"2","title":"!b"}', {
      json: false,
      explain: { color: false, width: 80 },
      report: true,
    });
    expect(results[0]!.json).toBeUndefined();
    expect(results[0]!.flagged.map(([listing]) => listing.id)).toEqual(['2']);
    expect(Buffer.from(results[0]!.explained!).toString()).toContain('!b');
  });

  it('cuts a large input into blocks without losing or repeating a row', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `{"id":"${i}","title":"${'é'.repeat(i % 400)}"}`);
    const { results, lines } = await run(rows.join('\n'));
    expect(results.length).toBeGreaterThan(2);
    expect(lines.map((line) => line.id)).toEqual(rows.map((_, i) => String(i)));
  });
});
