import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Assessment, type Verdict } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import { describe, expect, it } from 'vitest';
import { markOf } from './evidence-kind.ts';
import { pugmarkSvg } from './mark.ts';
import { evidenceOf } from './record.ts';
import { Report, type ReportLimits } from './report.ts';
import { COLOURS } from './style.ts';

const meta = {
  knowledgeVersion: 'sha256:abcdef0123456789',
  citesAsOf: '2026-03-05',
  engine: '1.0.0',
  createdAt: '2026-11-22T06:00:00Z',
  input: 'a <u> & "c".csv',
};

function assessment(id: string, verdict: Verdict, title: string): Assessment {
  const evidence = [
    {
      field: 'title',
      start: 0,
      end: 5,
      text: title.slice(0, 5),
      says: 'ivory',
      weight: 2,
      kind: 'terms/material',
      source: 'p02',
    },
  ];
  return Assessment.parse({
    id,
    verdict,
    wildlife: { specimen: 0.9, offered: 0.9, regulated: 0.81 },
    findings:
      verdict === 'clear'
        ? []
        : [
            {
              taxon: { name: 'Elephantidae', rank: 'family', lineage: ['Animalia', 'Chordata', 'Mammalia'] },
              appendix: 'I',
              nature: 'part',
              score: 0.9,
              evidence,
            },
            {
              taxon: { name: 'Ursidae', rank: 'family', lineage: ['Mammalia'] },
              appendix: 'II',
              nature: 'part',
              score: 0.2,
              evidence,
            },
          ],
    claims: [
      { kind: 'antique', evidence: [{ ...evidence[0], kind: 'cues/antique', weight: 0, start: 6, end: 9 }] },
    ],
    evidence: [{ ...evidence[0], kind: 'cues/price', weight: 0.5 }],
    law: [],
    policy: { id: 'default', version: '1', rule: 'appendix-i' },
    reasons: { staff: 'why', seller: 'told' },
    knowledge: { version: meta.knowledgeVersion, citesAsOf: meta.citesAsOf },
    engine: meta.engine,
  });
}

async function written(rows: [Listing, Verdict][], limits: Partial<ReportLimits> = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'pugmark-report-'));
  const report = new Report(meta, limits);
  for (const [listing, verdict] of rows) report.add(listing, assessment(listing.id, verdict, listing.title));
  await report.write(join(folder, 'deep', 'report.html'));
  expect(readdirSync(join(folder, 'deep'))).toEqual(['report.html']);
  return readFileSync(join(folder, 'deep', 'report.html'), 'utf8');
}

function dataOf(html: string) {
  return JSON.parse(/<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html)![1]!);
}

describe('Report', () => {
  it('counts all listings and keeps those that are flagged', async () => {
    const html = await written([
      [{ id: '1', title: 'ivory ring' }, 'block'],
      [{ id: '2', title: 'plain ring' }, 'clear'],
    ]);
    expect(html).toContain('2 listings were screened; 1 was flagged.');
    expect(dataOf(html).entries.map((entry: { id: string }) => entry.id)).toEqual(['1']);
    expect(html).toContain('n = 2 listings');
  });

  it('lets no text of a listing become HTML or end the script', async () => {
    const nasty = '</script><script>alert(1)</script><!--\u2028\ud800';
    const html = await written([
      [{ id: nasty, title: nasty, description: nasty, url: 'javascript:alert(1)' }, 'block'],
    ]);
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('<!--');
    expect(html).not.toContain('<u>');
    const [entry] = dataOf(html).entries;
    expect(entry.id).toBe(nasty);
    expect(entry.fields[0].spans.map((span: { text: string }) => span.text).join('')).toBe(nasty);
  });

  it('says so when not every flagged listing fits', async () => {
    const rows = ['1', '2', '3'].map((id): [Listing, Verdict] => [{ id, title: 'ivory ring' }, 'review']);
    const html = await written(rows, { listings: 2 });
    expect(html).toContain('Only the first 2 of 3 flagged listings are shown below');
    expect(dataOf(html).entries).toHaveLength(2);
    expect(await written(rows, { characters: 10 })).toContain('Only the first 0 of 3');
  });

  it('counts a finding that was only considered in no chart', async () => {
    const html = await written([[{ id: '1', title: 'ivory ring' }, 'block']]);
    expect(html.split('id="data"')[0]).not.toContain('Ursidae');
  });

  it('gives the same bytes for the same run', async () => {
    const rows: [Listing, Verdict][] = [[{ id: '1', title: 'ivory ring', language: 'en' }, 'block']];
    expect(await written(rows)).toBe(await written(rows));
  });

  it('cuts a text of a megabyte and keeps no name or contact of a seller', async () => {
    const html = await written([
      [
        {
          id: '1',
          title: 'ivory'.repeat(200_000),
          seller: { id: 's1', name: 'Somebody', contacts: ['here'] },
        },
        'block',
      ],
    ]);
    expect(html.length).toBeLessThan(200_000);
    expect(html).not.toContain('Somebody');
  });

  it('fails with the reason when the file cannot be written', async () => {
    await expect(new Report(meta).write('/dev/null/report.html')).rejects.toThrow();
  });
});

describe('evidenceOf()', () => {
  it('keeps the same word for each answer it was weighed for, and claims that none has weighed', () => {
    const all = evidenceOf(assessment('1', 'block', 'ivory old'));
    expect(all.map((e) => [e.of, e.mark])).toEqual([
      [0, 'specimen'],
      [1, 'specimen'],
      [-1, 'offer'],
      [-2, 'claim'],
    ]);
  });
});

describe('markOf()', () => {
  it('reads folder, kind and sign', () => {
    expect(markOf({ kind: 'names/everyday', weight: -1 }, 'specimen')).toBe('taxon');
    expect(markOf({ kind: 'cues/toy', weight: -1 }, 'specimen')).toBe('against');
    expect(markOf({ kind: 'cues/toy', weight: 0.2 }, 'offer')).toBe('offer');
    expect(markOf({ kind: 'cues/genuine', weight: 0.2 }, 'specimen')).toBe('specimen');
    expect(markOf({ kind: 'cues/antique', weight: -0.2 }, 'specimen')).toBe('claim');
  });
});

describe('the look', () => {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5]
      .map((i) => Number.parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (a: string, b: string) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light! + 0.05) / (dark! + 0.05);
  };

  it('has 4.5:1 for every text colour on every ground, light and dark', () => {
    for (const scheme of [COLOURS.light, COLOURS.dark]) {
      const { paper, surface, sunk, line, bar, onAccent, ...inks } = scheme;
      for (const ground of [paper, surface, sunk]) {
        for (const ink of Object.values(inks))
          expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThan(4.5);
        expect(contrast(bar, ground)).toBeGreaterThan(3);
      }
      expect(contrast(onAccent, scheme.accent)).toBeGreaterThan(4.5);
      expect(line).toBeTruthy();
    }
  });

  it('draws the same mark as docs/assets/pugmark.svg', () => {
    const file = readFileSync(new URL('../../../../docs/assets/pugmark.svg', import.meta.url), 'utf8');
    expect(file.trim()).toBe(pugmarkSvg(COLOURS.light.accent));
  });
});
