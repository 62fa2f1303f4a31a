import type { Assessment, Evidence } from '@pugmark/documents/assessment';
import type { Listing } from '@pugmark/documents/listing';
import { describe, expect, it } from 'vitest';
import { displayWidth, fit, tame } from './display-width.ts';
import { explain } from './explain.ts';

function evidence(text: string, word: string, more: Partial<Evidence> = {}): Evidence {
  const start = text.indexOf(word);
  return {
    field: 'title',
    start,
    end: start + word.length,
    text: word,
    says: 'trade name of Elephantidae',
    weight: 2.4,
    kind: 'names/trade',
    source: 'p02',
    ...more,
  };
}

function assess(findingEvidence: Evidence[], more: Partial<Assessment> = {}): Assessment {
  return {
    id: 'a-1',
    verdict: 'block',
    wildlife: { specimen: 0.96, offered: 0.93, regulated: 0.89 },
    findings: [
      {
        taxon: { name: 'Elephantidae', rank: 'family', lineage: ['Animalia', 'Chordata', 'Mammalia'] },
        appendix: 'I',
        line: 'Elephantidae: I since 2017-01-02',
        certainty: 'verified',
        nature: 'part',
        term: 'IVC',
        score: 0.96,
        evidence: findingEvidence,
      },
    ],
    claims: [],
    law: [],
    policy: { id: 'default', version: '1', rule: 'appendix-i' },
    reasons: { staff: 'why', seller: 'told' },
    knowledge: { version: 'sha256:0', citesAsOf: '2026-03-05' },
    engine: '1.0.0',
    ...more,
  };
}

const title = '非洲象牙手镯 老料 58克';
const listing: Listing = { id: 'a-1', title, description: 'Real ivory, not plastic. '.repeat(12) };

describe('explain()', () => {
  it('marks the words under their columns when there is no colour', () => {
    const text = explain(listing, assess([evidence(title, '象牙')]), { color: false });
    const rows = text.split('\n');
    const at = rows.findIndex((row) => row.includes(title));
    expect(rows[at + 1]).toBe(`  ${' '.repeat(4)}tttt`);
    expect(text).not.toContain('\x1b');
  });

  it('stays inside 80 columns and inside 60, wide characters counted twice', () => {
    const long = '沉香手串越南芽庄'.repeat(20);
    const wide: Listing = { id: 'b', title: long, description: 'x'.repeat(300) };
    for (const width of [80, 60]) {
      const rows = explain(wide, assess([evidence(long, '沉香', { says: '说明'.repeat(60) })]), {
        color: false,
        width,
      }).split('\n');
      for (const row of rows) expect(displayWidth(row)).toBeLessThanOrEqual(width);
    }
  });

  it('shows the line, the sum, the probability and the verdict with its shape and word', () => {
    const text = explain(
      listing,
      assess(
        [
          evidence(title, '象牙'),
          evidence(title, '', {
            start: 0,
            end: 0,
            field: '',
            says: 'before anything is read',
            weight: -1.2,
            kind: 'bias',
          }),
        ],
        { warnings: ['cut after 100 characters'] },
      ),
      { color: false },
    );
    expect(text).toContain('▬ block');
    expect(text).toContain('Elephantidae: I since 2017-01-02, verified');
    expect(text).toMatch(/sum .*\+1\.20 {2}= 0\.96/);
    expect(text).toContain('(no word)');
    expect(text).toContain('warning: cut after 100 characters');
  });

  it('sets the taxon in italics and the word in the colour of its kind', () => {
    const text = explain(listing, assess([evidence(title, '象牙')]), { color: true });
    expect(text).toContain('\x1b[3mElephantidae\x1b[0m');
    expect(text).toContain('\x1b[1;4;36m象牙\x1b[0m');
  });

  it('brackets words of a text that runs right to left when there is no colour', () => {
    const arabic = 'مسبحة عاج أصلي';
    const text = explain({ id: 'c', title: arabic }, assess([evidence(arabic, 'عاج')]), { color: false });
    expect(text).toContain('[عاج]');
  });

  it('lets no escape sequence of a seller through', () => {
    const hostile = 'ivory\x1b]0;gone\x07 \u202egnalp';
    const text = explain({ id: '\x1b[2J', title: hostile }, assess([evidence(hostile, 'ivory')]), {
      color: false,
    });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it('lists a claim that no answer has weighed', () => {
    const claim = evidence(listing.description!, 'not plastic', {
      field: 'description',
      kind: 'cues/faux',
      says: 'faux',
      weight: 0,
    });
    const text = explain(listing, assess([], { claims: [{ kind: 'faux', evidence: [claim] }] }), {
      color: false,
    });
    expect(text).toContain('What the seller claims, not weighed');
    expect(text).toContain('not plastic');
  });
});

describe('fit() and tame()', () => {
  it('cut and pad to columns, whatever the script', () => {
    expect(fit('象牙手镯', 5)).toBe('象牙…');
    expect(fit('ab', 4)).toBe('ab  ');
    expect(displayWidth(fit('นกแก้ว ลูกป้อน', 6))).toBe(6);
  });

  it('keep every offset where it was', () => {
    const text = 'a\x1bb\u202ec\ud800d\r\n';
    expect(tame(text)).toHaveLength(text.length);
  });
});
