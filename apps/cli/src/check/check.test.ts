import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const command = join(root, 'apps/cli/bin/pugmark.mjs');
const isBuilt =
  existsSync(join(root, 'apps/cli/dist/main.js')) && existsSync(join(root, 'compiled/knowledge.bin'));

/** `pugmark check`, on a day that stays the same. */
function check(...args: string[]) {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const dated = args.includes('--date') ? args : [...args, '--date', '2026-11-01'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, 'check', ...dated], {
    encoding: 'utf8',
    cwd: root,
    env,
  });
  return { status, stdout, stderr, lines: stdout.split('\n') };
}
const asked = (...args: string[]) => JSON.parse(check(...args, '--json').stdout);

describe.skipIf(!isBuilt)('pugmark check (needs the build: npm run build)', () => {
  it('answers in plain words first, then Appendix, provisions, what could change it, and whom to ask', () => {
    const { status, stdout, stderr, lines } = check('ivory', 'bracelet', '--from', 'KE', '--to', 'DE');
    expect([status, stderr]).toEqual([0, '']);
    expect(lines.slice(0, 4)).toEqual([
      'No. It may not be offered or sent on this journey.',
      'ivory bracelet: from Kenya to Germany, on 2026-11-01',
      '',
      'Elephantidae: CITES Appendix I',
    ]);
    const at = [
      'What the law says:',
      'EU Reg. (EC) 338/97 Art. 8(1): prohibited',
      'What would change the answer:',
      'A claim must be proved with the paper.',
      'Whom to ask:',
      'Kenya Wildlife Service (KWS) (Kenya)',
      'This is information, not legal advice.',
    ].map((line) => stdout.indexOf(line));
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(stdout).not.toContain('\u001b[');
  });

  it('answers in German', () => {
    const { lines, stdout } = check('ivory bracelet', '--from', 'KE', '--to', 'DE', '--language', 'de');
    expect(lines[0]).toBe('Nein. Auf diesem Weg darf es weder angeboten noch verschickt werden.');
    expect(stdout).toContain('Elephantidae: CITES-Anhang I');
    expect(stdout).toContain('Was das Gesetz sagt:');
    expect(stdout).toContain('Wen Sie fragen können:');
    expect(lines.at(-2)).toBe('Dies ist eine Auskunft, keine Rechtsberatung.');
  });

  it.each<[string, string[], RegExp]>([
    ['no', ['tiger skin rug', '--from', 'DE'], /^No\. /],
    ['papers', ['python leather bag', '--from', 'FR', '--to', 'DE'], /^Only with papers\. /],
    ['yes', ['dog', '--from', 'DE'], /^Not restricted\. Domestic animals/],
    ['ask', ['parrots', '--from', 'TD'], /^Ask first\. .*does not mean that it is allowed\.$/],
  ])('says %s in one word to people and programs alike', (answer, args, line) => {
    expect(check(...args).lines[0]).toMatch(line);
    expect(asked(...args).answer).toBe(answer);
  });

  it('prints what the contract says with --json', () => {
    const told = asked('live grey parrot', '--from', 'KE', '--to', 'DE', '--via', 'FR');
    expect(told).toMatchObject({
      answer: 'no',
      thing: 'live grey parrot',
      from: 'KE',
      to: 'DE',
      via: ['FR'],
      date: '2026-11-01',
      findings: [{ taxon: { name: 'Psittacus erithacus' }, appendix: 'I', nature: 'live' }],
    });
    expect(told.law.length).toBeGreaterThan(3);
    for (const one of told.law) {
      expect(one).toEqual(
        expect.objectContaining({
          party: expect.stringMatching(/^(CITES|[A-Z]{2}(-[A-Z0-9]+)?)$/),
          provision: expect.stringMatching(/^[a-z]{2,5}-/),
          cite: expect.any(String),
          outcome: expect.stringMatching(/^(prohibited|document-required|allowed)$/),
          unless: expect.any(Array),
          certainty: expect.stringMatching(/^(verified|reported|unverified)$/),
        }),
      );
    }
    expect(told.law[0].outcome).toBe('prohibited');
    expect(told.law.map((one: { party: string }) => one.party)).toEqual(
      expect.arrayContaining(['CITES', 'EU', 'DE', 'KE']),
    );
    const provisions = told.law.map((one: { provision: string }) => one.provision);
    expect(new Set(provisions).size).toBe(provisions.length);
  });

  it('takes things in any language, and the place in small letters', () => {
    for (const thing of ['象牙手镯', 'Elfenbeinarmband', 'vòng tay ngà voi', 'pulseira de marfim'])
      expect(asked(thing, '--from', 'ke', '--to', 'de').answer, thing).toBe('no');
  });

  it('stays where it is when only one end is told', () => {
    expect(asked('ivory', '--from', 'DE')).toMatchObject({ from: 'DE', to: 'DE' });
    expect(asked('ivory', '--to', 'DE')).toMatchObject({ from: 'DE', to: 'DE' });
  });

  it('hears a claim, and asks for its papers; an age that is too young helps nothing', () => {
    const piano = ['upright piano with elephant ivory keys', '--from', 'GB'];
    expect(asked(...piano).answer).toBe('no');
    const old = asked(...piano, '--claim', 'antique-pre-1947');
    expect(old.answer).toBe('papers');
    expect(old.law.flatMap((one: { documents?: string[] }) => one.documents ?? [])).toContain('registration');
    expect(asked(...piano, '--claim', 'antique-pre-1990').answer).toBe('no');
  });

  it('answers as of the day: the whale shark is in Appendix I since 2026-03-05', () => {
    const shark = ['whale shark fin', '--from', 'PH', '--to', 'CN'];
    expect(asked(...shark, '--date', '2026-03-04').findings[0].appendix).toBe('II');
    expect(asked(...shark, '--date', '2026-03-05').findings[0].appendix).toBe('I');
  });

  it('answers for a day before the history known here by the oldest list, and says so', () => {
    const ivory = ['ivory', '--from', 'DE', '--date'];
    expect(check(...ivory, '2017-01-01').stdout).toContain('2017-01-02');
    expect(check(...ivory, '2017-01-02').stdout).not.toContain('the list of that day was used');
    expect(asked(...ivory, '1997-06-01')).toMatchObject({ answer: 'no', appendicesOf: '2017-01-02' });
    expect(asked(...ivory, '2017-01-02')).not.toHaveProperty('appendicesOf');
  });

  it.each(['fake ivory bracelet', 'imitation leopard skin, polyester', 'faux fur leopard coat'])(
    'does not restrict an imitation, and says that the real thing is another matter: %s',
    (thing) => {
      expect(check(thing, '--from', 'DE').lines[0]).toBe(
        'Not restricted. An imitation is not restricted as such. If it is the real thing, other rules apply.',
      );
    },
  );

  it.each([
    [
      'something blue',
      'No animal or plant was recognised in this. Which animal or plant is it, or is it made of?',
    ],
    ['bone carving', 'Which animal or plant is it? The answer depends on the species.'],
    ['feathers', 'Which animal or plant is it? The answer depends on the species.'],
    ['exotic leather bag', 'Which animal or plant is it? The answer depends on the species.'],
  ])('asks back what is vague: %s', (thing, question) => {
    expect(check(thing, '--from', 'DE').lines[0]).toBe(`Ask first. ${question}`);
    expect(asked(thing, '--from', 'DE')).toMatchObject({ answer: 'ask', findings: [], law: [], question });
  });

  // "Skin" is a cue for things of video games, too ("CS2 skin").
  it.each(['skin', 'animal skin', 'real animal skin'])('asks back, and does not allow, %s', (thing) => {
    expect(asked(thing, '--from', 'DE', '--to', 'US').answer).toBe('ask');
  });

  // Of these Brachypelma and Pandinus are listed.
  it.each(['live tarantula', 'live scorpion'])(
    'does not allow a group of which some are listed: %s',
    (thing) => {
      expect(asked(thing, '--from', 'MX', '--to', 'US').answer).not.toBe('yes');
    },
  );

  it.each<[string[], string]>([
    [['ivory'], 'Cannot check a thing that is nowhere: say where it is with --from, as in --from DE'],
    [
      ['ivory', '--from', 'XX'],
      'Cannot use "XX" for --from: it is no country; write an ISO 3166 code such as KE, DE or US-CA',
    ],
    [['ivory', '--from', 'DE', '--to', 'Kenya'], 'Cannot use "Kenya" for --to: it is no country;'],
    [['ivory', '--from', 'DE', '--via', 'ZZ'], 'Cannot use "ZZ" for --via: it is no country;'],
    [['ivory', '--from', 'EU'], 'Cannot use "EU" for --from: it is no country;'],
    // Intl.DisplayNames has names for these, too.
    [['ivory', '--from', 'UK'], 'Cannot use "UK" for --from: it is no country (Great Britain is GB);'],
    [['ivory', '--from', 'DD'], 'Cannot use "DD" for --from: it is no country;'],
    [
      ['ivory', '--from', 'DE', '--claim', 'blessed'],
      'Cannot use the claim "blessed": use antique-pre-1947 (any year), antique, pre-convention, captive-bred, permit,',
    ],
    [
      ['ivory', '--from', 'DE', '--date', '1975-06-30'],
      'Cannot answer for 1975-06-30: the Convention (CITES) entered into force on 1975-07-01',
    ],
    [['ivory', '--from', 'DE', '--date', '2026-02-30'], 'Cannot use "2026-02-30" as a date'],
    [
      ['ivory', '--from', 'DE', '--language', 'xx'],
      'Cannot answer in "xx": use de, en, es, fr, th, vi, zh-Hans',
    ],
    [
      ['ivory', '--from', 'DE', '--language', 'constructor'],
      'Cannot answer in "constructor": use de, en, es, fr, th, vi, zh-Hans',
    ],
    [
      ['ivory', '--from', 'DE', '--knowledge', 'nowhere'],
      'Cannot use the knowledge in nowhere: no such folder',
    ],
    [['  ', '--from', 'DE'], 'Cannot check nothing: say what the thing is, "ivory bracelet"'],
    [
      ['ivory '.repeat(500).trim(), '--from', 'DE'],
      'Cannot check a text of 2999 characters: say in a few words what the thing is (at most 2000)',
    ],
    [[], "error: missing required argument 'thing'"],
  ])('refuses %j in one line with exit code 1', (args, message) => {
    const { status, stdout, stderr } = check(...args);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect([stdout, status]).toEqual(['', 1]);
  });
});
