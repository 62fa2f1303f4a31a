import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

/** Longest address in characters. */
const MAX_URL = 2_048;
/** Most addresses of one name that a connection tries. */
const MAX_TRIED = 8;

export interface AddressRules {
  /** Plain http, and port 80, for development. */
  allowHttp: boolean;
  /** Addresses that are not public: for development and tests, where the receiver is on the same machine. */
  allowPrivate: boolean;
}

/** An address that nothing is sent to. The message holds no part of it that may be secret. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';

  constructor(what: string) {
    super(`Cannot send to this address: ${what}`);
  }
}

export interface IpAddress {
  address: string;
  family: number;
}

/** All addresses of a name. */
export type Lookup = (name: string) => Promise<readonly IpAddress[]>;

/** IPv4 that is not for everyone: the IANA special-purpose registry, multicast and future use. */
const NOT_PUBLIC_4: readonly [string, number][] = [
  ['0.0.0.0', 8], // this network, unspecified
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // carrier-grade NAT
  ['127.0.0.0', 8], // loopback
  ['168.63.129.16', 32], // Azure's platform: a public number with a private meaning
  ['169.254.0.0', 16], // link-local, metadata of clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relay
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // future use, broadcast
];

/** The only IPv6 that is handed out; mapped, compatible, unique local, link-local and multicast lie outside. */
const UNICAST_6 = ['2000::', 3] as const;

/** Parts of it that are not for everyone, or that are a way to an IPv4 address. */
const NOT_PUBLIC_6: readonly [string, number][] = [
  ['2001::', 23], // protocol assignments: Teredo, benchmarking, ORCHID
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
];

/** NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is reached. Networks without IPv4 live on it. */
const NAT64 = ['64:ff9b::', 96] as const;

const notPublic4 = new BlockList();
for (const [network, bits] of NOT_PUBLIC_4) notPublic4.addSubnet(network, bits, 'ipv4');
const notPublic6 = new BlockList();
for (const [network, bits] of NOT_PUBLIC_6) notPublic6.addSubnet(network, bits, 'ipv6');
const unicast6 = new BlockList();
unicast6.addSubnet(...UNICAST_6, 'ipv6');
const nat64 = new BlockList();
nat64.addSubnet(...NAT64, 'ipv6');

/** Whether an IP address is one that everyone may reach. False for what is no IP address in its plain spelling. */
export function isPublicIp(ip: string): boolean {
  if (isIPv4(ip)) return !notPublic4.check(ip, 'ipv4');
  if (isIP(ip) === 0 || ip.includes('%')) return false;
  if (nat64.check(ip, 'ipv6')) return !notPublic4.check(lastFourBytes(ip), 'ipv4');
  return unicast6.check(ip, 'ipv6') && !notPublic6.check(ip, 'ipv6');
}

/** The IPv4 address in the last 32 bits of an IPv6 address. */
function lastFourBytes(ip: string): string {
  // The URL parser writes IPv6 in one way only: hexadecimal groups, the longest run of zeros as `::`.
  const groups = new URL(`http://[${ip}]`).hostname.slice(1, -1).split(':');
  const [high, low] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [high! >> 8, high! & 255, low! >> 8, low! & 255].join('.');
}

/**
 * Reads an address that somebody gave, and refuses what can be refused without asking DNS. Keep `href` of the
 * result, not the text: decimal, octal, hexadecimal and short IPv4 are plain in it.
 *
 * @throws AddressRefused when it is no URL, not https, holds a name or password, asks for a port of the system, or
 * is an IP address that is not public
 */
export function readAddress(text: string, rules: AddressRules): URL {
  if (text.length > MAX_URL) throw new AddressRefused(`it is longer than ${MAX_URL} characters`);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new AddressRefused('it is not a URL');
  }
  if (url.protocol !== 'https:' && !(rules.allowHttp && url.protocol === 'http:')) {
    throw new AddressRefused('it does not begin with https://');
  }
  if (url.username !== '' || url.password !== '') throw new AddressRefused('it holds a name or a password');
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (port < 1024 && port !== 443 && !(rules.allowHttp && port === 80)) {
    throw new AddressRefused('its port is below 1024 and not 443');
  }
  const host = hostOf(url);
  if (isIP(host) !== 0) refusePrivate(host, rules);
  return url;
}

/** The host as `net` and `http` want it: IPv6 without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

/**
 * Asks DNS, once, where an address leads. One answer that is not public refuses the name as a whole: no honest name
 * has such a mixture.
 *
 * @returns the addresses to connect to, in the order to try them; 1 to 8
 * @throws AddressRefused when an answer is not public, or there is none
 * @throws what the look-up throws
 */
export async function resolveAddress(
  url: URL,
  rules: AddressRules,
  lookup: Lookup = (name) => systemLookup(name, { all: true }),
): Promise<readonly IpAddress[]> {
  const host = hostOf(url);
  const family = isIP(host);
  const answers = family === 0 ? await lookup(host) : [{ address: host, family }];
  if (answers.length === 0) throw new AddressRefused('its name leads nowhere');
  for (const { address } of answers) refusePrivate(address, rules);
  return answers.slice(0, MAX_TRIED).map(({ address }) => ({ address, family: isIP(address) }));
}

/** @throws AddressRefused without the IP address: to a stranger it would tell what the network inside looks like */
function refusePrivate(ip: string, rules: AddressRules): void {
  if (rules.allowPrivate ? isIP(ip) === 0 : !isPublicIp(ip)) {
    throw new AddressRefused('it leads to a place that is not public');
  }
}

/** A look-up that answers with what was checked, whatever DNS says by now. */
export function pinnedLookup(addresses: readonly IpAddress[]): LookupFunction {
  return (_name, options, callback) => {
    const [first] = addresses;
    process.nextTick(() => {
      if (options.all) callback(null, [...addresses]);
      else callback(null, first!.address, first!.family);
    });
  };
}
