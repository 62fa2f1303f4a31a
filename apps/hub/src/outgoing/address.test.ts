import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressRefused, isPublicIp, pinnedLookup, readAddress, resolveAddress } from './address.ts';

const strict = { allowHttp: false, allowPrivate: false };
const development = { allowHttp: true, allowPrivate: true };

const bytesOf = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const dotted = (n: number) => bytesOf(n).join('.');
const number = (ip: string) => ip.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);

/** First and last address of every range that must not be reached, written out by hand. */
const ranges: [string, string][] = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['168.63.129.16', '168.63.129.16'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '239.255.255.255'],
  ['240.0.0.0', '255.255.255.255'],
];
const inside = (n: number) => ranges.some(([from, to]) => n >= number(from) && n <= number(to));
const privateIp = fc
  .constantFrom(...ranges)
  .chain(([from, to]) => fc.integer({ min: number(from), max: number(to) }));

const radix = (n: number, how: 'decimal' | 'octal' | 'hex' | 'HEX' | 'padded') =>
  ({
    decimal: String(n),
    octal: `0${n.toString(8)}`,
    hex: `0x${n.toString(16)}`,
    HEX: `0X${n.toString(16).toUpperCase()}`,
    padded: `0x000${n.toString(16)}`,
  })[how];
const how = fc.constantFrom('decimal', 'octal', 'hex', 'HEX', 'padded');

/** One of the ways in which a number can be written as an IPv4 host. */
const spelling = fc
  .tuple(privateIp, how, how, how, how, fc.integer({ min: 1, max: 4 }), fc.constantFrom('', '.'), fc.nat(9))
  .map(([n, a, b, c, d, parts, dot, odd]) => {
    const [w, x, y, z] = bytesOf(n) as [number, number, number, number];
    const text =
      parts === 1
        ? radix(n, a)
        : parts === 2
          ? `${radix(w, a)}.${radix(n & 0xffffff, b)}`
          : parts === 3
            ? `${radix(w, a)}.${radix(x, b)}.${radix(n & 0xffff, c)}`
            : `${radix(w, a)}.${radix(x, b)}.${radix(y, c)}.${radix(z, d)}`;
    const other =
      odd === 0
        ? text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))) // full width
        : odd === 1
          ? text.replaceAll('.', '。')
          : odd === 2
            ? text.replace(/^./, (c) => `%${c.charCodeAt(0).toString(16)}`)
            : text;
    return other + dot;
  });

/** Ways in which IPv6 carries an IPv4 address. */
const carried = fc.tuple(privateIp, fc.nat(0xffff)).chain(([n, other]) => {
  const hex = `${(n >>> 16).toString(16)}:${(n & 0xffff).toString(16)}`;
  const o = other.toString(16);
  return fc.constantFrom(
    `::ffff:${dotted(n)}`,
    `::ffff:${hex}`,
    `::FFFF:${hex}`,
    `0:0:0:0:0:ffff:${dotted(n)}`,
    `::ffff:0:${dotted(n)}`,
    `::${dotted(n)}`,
    `::${hex}`,
    `64:ff9b::${dotted(n)}`,
    `64:ff9b::${hex}`,
    `0064:ff9b:0:0:0:0:${dotted(n)}`,
    `64:ff9b:1::${dotted(n)}`,
    `64:ff9b:1:${o}::${hex}`,
    `2002:${hex}::1`,
    `2002:${hex}:${o}::`,
    `2001::${hex}`,
    `2001:0:${o}::${hex}`,
    `2001:0000:4136:e378:8000:63bf:${((~n >>> 16) & 0xffff).toString(16)}:${(~n & 0xffff).toString(16)}`,
  );
});

const refused = (text: string, rules = strict) => {
  expect(() => readAddress(text, rules), text).toThrow(AddressRefused);
};

describe('isPublicIp', () => {
  it('knows both ends of every range, and the neighbours outside', () => {
    for (const [from, to] of ranges) {
      expect(isPublicIp(from), from).toBe(false);
      expect(isPublicIp(to), to).toBe(false);
      for (const next of [number(from) - 1, number(to) + 1]) {
        if (next >= 0 && next <= 0xffffffff && !inside(next))
          expect(isPublicIp(dotted(next)), dotted(next)).toBe(true);
      }
    }
  });

  it('says of every IPv4 address what the list says, and the same through NAT64', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: 0, max: 0xffffffff }), privateIp), (n) => {
        expect(isPublicIp(dotted(n)), dotted(n)).toBe(!inside(n));
        expect(isPublicIp(`64:ff9b::${dotted(n)}`)).toBe(!inside(n));
        const hex = `${(n >>> 16).toString(16)}:${(n & 0xffff).toString(16)}`;
        expect(isPublicIp(`64:ff9b:0:0::${hex}`)).toBe(!inside(n));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes no IPv6 but the one that is handed out', () => {
    const no = [
      '::',
      '::1',
      '100::1',
      '1fff:ffff::1',
      '2001::1',
      '2001:2::1',
      '2001:10::1',
      '2001:20::1',
      '2001:1ff:ffff::1',
      '2001:db8::1',
      '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
      '2002::1',
      '2002:ffff:ffff::1',
      '3fff::1',
      '3fff:fff:ffff::1',
      '4000::1',
      '5f00::1',
      'fc00::1',
      'fd00:ec2::254',
      'fe80::1',
      'fe80::1%eth0',
      '2606:4700::1%eth0',
      'febf::1',
      'fec0::1',
      'ff02::1',
      'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      '64:ff9b:1::808:808',
      '64:ff9b::1:808:808',
      '64:ff9c::808:808',
      '::ffff:8.8.8.8',
      '::8.8.8.8',
    ];
    for (const ip of no) expect(isPublicIp(ip), ip).toBe(false);
    const yes = ['2001:200::1', '2001:db7::1', '2001:db9::1', '2003::1', '2606:4700::1', '3ffe:ffff::1'];
    for (const ip of yes) expect(isPublicIp(ip), ip).toBe(true);
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        // fast-check makes all spellings; the first group alone says whether it can be public.
        const group = Number.parseInt(ip.split(':')[0] || '0', 16);
        if (group < 0x2000 || group > 0x3fff) expect(isPublicIp(ip) && group !== 0x64, ip).toBe(false);
      }),
    );
  });

  it('refuses what is no IP address in its plain spelling', () => {
    for (const text of [
      '',
      'localhost',
      '8.8.8',
      '134744072',
      '0x8.8.8.8',
      '010.8.8.8',
      '8.8.8.8.',
      '[2606::1]',
    ])
      expect(isPublicIp(text), text).toBe(false);
  });
});

describe('readAddress', () => {
  it('takes public names and addresses, on 443 and the ports of users', () => {
    const taken = {
      'https://hooks.example': 'https://hooks.example/',
      'https://hooks.example:443/a?b=c#d': 'https://hooks.example/a?b=c#d',
      'HTTPS://HOOKS.EXAMPLE:8443/A': 'https://hooks.example:8443/A',
      'https://8.8.8.8:1024/': 'https://8.8.8.8:1024/',
      'https://134744072/': 'https://8.8.8.8/',
      'https://[2606:4700::1]:65535/': 'https://[2606:4700::1]:65535/',
      'https://bücher.example/': 'https://xn--bcher-kva.example/',
    };
    for (const [text, href] of Object.entries(taken)) expect(readAddress(text, strict).href).toBe(href);
  });

  it('refuses other schemes, credentials, ports of the system and nonsense', () => {
    const schemes = ['http://a.example', 'ftp://a.example', 'file:///etc/passwd', 'data:,x', 'javascript:1'];
    for (const text of schemes) refused(text);
    for (const text of ['ws://a.example', 'ftp://a.example', 'file:///x']) refused(text, development);
    for (const text of ['https://u:p@a.example', 'https://u@a.example', 'https://:p@a.example'])
      refused(text);
    for (const text of ['', 'a.example', '//a.example', 'https://', 'https://[::1', 'https://a b/'])
      refused(text);
    for (const port of [0, 1, 22, 25, 80, 442, 444, 1023]) refused(`https://a.example:${port}/`);
    refused('https://a.example:65536/');
    refused(`https://a.example/${'x'.repeat(2_048)}`);
    expect(readAddress('http://a.example/', { allowHttp: true, allowPrivate: false }).port).toBe('');
    refused('http://a.example:81/', development);
    refused('http://127.0.0.1:8080/', { allowHttp: true, allowPrivate: false });
    expect(readAddress('http://127.0.0.1:8080/', development).port).toBe('8080');
  });

  it('keeps names, passwords and queries out of what it says', () => {
    for (const text of [
      'https://hunter:hunter@a.example/',
      'ftp://a.example/hunter',
      'https://10.0.0.1/?k=hunter',
    ]) {
      try {
        readAddress(text, strict);
        expect.unreachable(text);
      } catch (error) {
        expect(String(error)).not.toMatch(/hunter|10\.0/);
      }
    }
  });

  it('lets no spelling of a private IPv4 address through', () => {
    fc.assert(
      fc.property(spelling, (host) => refused(`https://${host}:8443/x`)),
      { numRuns: 5_000 },
    );
  });

  it('lets no IPv6 form of a private IPv4 address through', () => {
    fc.assert(
      fc.property(carried, (host) => {
        refused(`https://[${host}]/`);
        expect(isPublicIp(host), host).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('resolveAddress', () => {
  const url = readAddress('https://hooks.example/', strict);
  const answering =
    (...addresses: string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

  it('hands on what DNS says, at most eight of it, and asks nobody about an IP address', async () => {
    expect(await resolveAddress(url, strict, answering('8.8.8.8', '2606:4700::1'))).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ]);
    const many = Array.from({ length: 20 }, (_, i) => `8.8.8.${i}`);
    expect(await resolveAddress(url, strict, answering(...many))).toHaveLength(8);
    const nobody = () => Promise.reject(new Error('asked'));
    expect(await resolveAddress(readAddress('https://[2606:4700::1]/', strict), strict, nobody)).toEqual([
      { address: '2606:4700::1', family: 6 },
    ]);
  });

  it('refuses a name with any answer that is not public, in any place, also beyond the eighth', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(privateIp.map(dotted), carried), fc.nat(9), async (bad, place) => {
        const answers = Array.from({ length: 9 }, (_, i) => `8.8.8.${i}`);
        answers.splice(place, 0, bad);
        await expect(resolveAddress(url, strict, answering(...answers))).rejects.toThrow(AddressRefused);
      }),
    );
    for (const odd of ['0x7f.1', '2130706433', '', 'localhost', 'fe80::1%1']) {
      await expect(resolveAddress(url, strict, answering(odd)), odd).rejects.toThrow(AddressRefused);
    }
    await expect(resolveAddress(url, strict, answering())).rejects.toThrow(AddressRefused);
    await expect(resolveAddress(url, development, answering('nonsense'))).rejects.toThrow(AddressRefused);
    await expect(
      resolveAddress(readAddress('https://localhost:8443/', strict), strict),
      "by the machine's own look-up",
    ).rejects.toThrow(AddressRefused);
  });

  it('does not tell a stranger the address inside', async () => {
    const error = await resolveAddress(url, strict, answering('10.20.30.40')).catch(String);
    expect(error).not.toContain('10.20');
  });
});

describe('pinnedLookup', () => {
  it('answers with the checked addresses, whatever name is asked, in both forms', async () => {
    const addresses = [
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1', family: 6 },
    ];
    const ask = (all: boolean) =>
      new Promise((resolve) =>
        pinnedLookup(addresses)('other.example', { all }, (...answer) => resolve(answer)),
      );
    expect(await ask(true)).toEqual([null, addresses]);
    expect(await ask(false)).toEqual([null, '8.8.8.8', 4]);
  });
});
