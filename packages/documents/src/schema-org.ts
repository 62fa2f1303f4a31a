import { MAX_DEPTH, MAX_DOCUMENT_ROWS } from './limits.ts';
import { isObject } from './listing-parts.ts';

type Node = Record<string, unknown>;

/** What was found in a JSON-LD document: rows in the contract's shape, and whether limits cut the search short. */
export type SchemaOrgRows = { rows: Node[]; tooDeep: boolean; tooMany: boolean };

const products = new Set(
  'Product IndividualProduct ProductModel ProductGroup SomeProducts Vehicle Car Book'.split(' '),
);
const offers = new Set('Offer AggregateOffer Demand OfferForPurchase OfferForLease'.split(' '));

/** True for an object that says it is JSON-LD. */
export function isJsonLd(value: unknown): boolean {
  return isObject(value) && ('@context' in value || '@type' in value || '@graph' in value);
}

/**
 * Finds every schema.org `Product` and lone `Offer` in a JSON-LD document: at the top, in `@graph`, in an
 * `ItemList`, nested anywhere. References (`{"@id": …}`) are followed one step, never in a chain, so no document
 * grows while it is read; the walk is a loop with a depth limit.
 */
export function schemaOrgRows(document: unknown, maxRows = MAX_DOCUMENT_ROWS): SchemaOrgRows {
  const byId = new Map<string, Node>();
  const found: { node: Node; isOffer: boolean }[] = [];
  let tooDeep = false;
  let tooMany = false;
  const stack: { value: unknown; depth: number; inProduct: boolean }[] = [
    { value: document, depth: 0, inProduct: false },
  ];
  while (stack.length > 0) {
    const { value, depth, inProduct } = stack.pop()!;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > MAX_DEPTH) {
      tooDeep = true;
      continue;
    }
    if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i -= 1)
        stack.push({ value: value[i], depth: depth + 1, inProduct });
      continue;
    }
    const node = value as Node;
    const id = node['@id'];
    const keys = Object.keys(node);
    if (typeof id === 'string' && keys.length > 1 && !byId.has(id)) byId.set(id, node);
    const types = typesOf(node);
    const isProduct = types.some((type) => products.has(type));
    // An offer inside a product is part of it, and one that says what it offers is that product's.
    const isOffer =
      !inProduct &&
      !isProduct &&
      types.some((type) => offers.has(type)) &&
      !keys.some((key) => bare(key) === 'itemOffered');
    if (isProduct || isOffer) {
      if (found.length >= maxRows) {
        tooMany = true;
        break;
      }
      found.push({ node: offering(node, inProduct), isOffer });
    }
    for (let i = keys.length - 1; i >= 0; i -= 1) {
      const key = bare(keys[i]!);
      const child = node[keys[i]!];
      if (typeof child !== 'object' || child === null) continue;
      // Similar and related things are adverts for other pages, not what this page offers.
      if (key === 'isSimilarTo' || key === 'isRelatedTo' || key === 'isAccessoryOrSparePartFor') continue;
      if (key === 'itemOffered' && isObject(child)) parents.set(child, node);
      stack.push({ value: child, depth: depth + 1, inProduct: isProduct && key !== 'hasVariant' });
    }
  }
  const rows = found.map(({ node }, index) => rowOf(node, byId, index + 1));
  return { rows, tooDeep, tooMany };
}

/** The offer that has a product as its `itemOffered`. */
const parents = new WeakMap<object, Node>();

/** The product with the offer it was found in. */
function offering(node: Node, inProduct: boolean): Node {
  const offer = parents.get(node);
  return offer === undefined || inProduct || 'offers' in node
    ? node
    : { ...node, offers: { ...offer, itemOffered: undefined } };
}

function rowOf(node: Node, byId: Map<string, Node>, position: number): Node {
  const get = reader(node, byId);
  const offerNode = typesOf(node).some((type) => offers.has(type)) ? node : get('offers');
  const offer = isObject(offerNode) ? reader(offerNode, byId) : () => undefined;
  const row: Node = {
    id:
      text(
        get('productID') ??
          get('sku') ??
          offer('sku') ??
          get('@id') ??
          get('url') ??
          offer('url') ??
          get('identifier') ??
          get('gtin'),
      ) ?? `#${position}`,
    title: text(get('name') ?? get('headline') ?? offer('name')),
    description: text(get('description') ?? offer('description')),
    category: text(get('category') ?? offer('category')),
    language: text(get('inLanguage')) ?? languageOf(get('name')),
    url: text(get('url') ?? offer('url')),
    price: price(offer, byId),
    seller: seller(offer('seller') ?? offer('offeredBy') ?? get('seller'), byId),
    images: images(all(node, 'image')),
    attributes: attributes(node, get, offer),
    locatedIn: country(offer('availableAtOrFrom') ?? offer('areaServed'), byId),
    shipsTo: undefined,
    listedAt: text(
      get('datePosted') ??
        offer('validFrom') ??
        offer('availabilityStarts') ??
        get('datePublished') ??
        get('dateCreated') ??
        get('releaseDate'),
    ),
    quantity: quantity(offer('inventoryLevel'), byId),
  };
  for (const key of Object.keys(row)) if (row[key] === undefined) delete row[key];
  return row;
}

type Get = (name: string) => unknown;

/** Reads the first value of a property, whatever its prefix, following a reference one step. */
function reader(node: Node, byId: Map<string, Node>): Get {
  return (name) => resolved(all(node, name)[0], byId);
}

function all(node: Node, name: string): unknown[] {
  let value = node[name];
  if (value === undefined && !name.startsWith('@')) {
    const key = Object.keys(node).find((candidate) => bare(candidate) === name);
    if (key !== undefined) value = node[key];
  }
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function resolved(value: unknown, byId: Map<string, Node>): unknown {
  if (!isObject(value)) return value;
  const id = value['@id'];
  return typeof id === 'string' && Object.keys(value).length === 1 ? (byId.get(id) ?? value) : value;
}

/** `schema:name` and `https://schema.org/name` are `name`. */
function bare(key: string): string {
  if (key.startsWith('@')) return key;
  return key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':'), key.lastIndexOf('#')) + 1);
}

function typesOf(node: Node): string[] {
  const type = node['@type'];
  const list = Array.isArray(type) ? type.slice(0, 20) : [type];
  return list.filter((entry) => typeof entry === 'string').map((entry) => bare(entry as string));
}

function text(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isObject(value)) return undefined;
  for (const key of ['@value', 'name', 'value', 'url', '@id', 'contentUrl']) {
    const inner = value[key];
    if (typeof inner === 'string' || typeof inner === 'number') return String(inner);
  }
  return undefined;
}

function languageOf(name: unknown): string | undefined {
  return isObject(name) && typeof name['@language'] === 'string' ? name['@language'] : undefined;
}

function price(offer: Get, byId: Map<string, Node>): unknown {
  const specification = offer('priceSpecification');
  const inner = isObject(specification) ? reader(specification, byId) : () => undefined;
  const amount = offer('price') ?? inner('price') ?? offer('lowPrice') ?? offer('highPrice');
  const plain = isObject(amount) ? text(amount) : amount;
  const currency = text(offer('priceCurrency') ?? inner('priceCurrency'));
  if (typeof plain === 'number') return { amount: plain, ...(currency === undefined ? {} : { currency }) };
  if (typeof plain !== 'string') return undefined;
  // JSON-LD prices are machine numbers: "1.234" is one and a bit, not a thousand.
  if (/^\d{1,15}(?:\.\d{1,9})?$/.test(plain))
    return { amount: Number(plain), ...(currency === undefined ? {} : { currency }) };
  return currency === undefined ? plain : `${plain} ${currency}`;
}

function seller(value: unknown, byId: Map<string, Node>): unknown {
  if (!isObject(value)) return text(value);
  const get = reader(value, byId);
  const name = text(get('name'));
  const id = text(get('@id') ?? get('identifier') ?? get('url')) ?? name;
  if (id === undefined) return undefined;
  const contacts = [get('telephone'), get('email')].map(text).filter((contact) => contact !== undefined);
  return { id, name, country: country(value, byId), ...(contacts.length === 0 ? {} : { contacts }) };
}

function country(value: unknown, byId: Map<string, Node>): string | undefined {
  if (!isObject(value)) return undefined;
  const address = reader(value, byId)('address') ?? value;
  return isObject(address) ? text(reader(address, byId)('addressCountry')) : undefined;
}

function images(list: unknown[]): unknown {
  const found = list.slice(0, 100).flatMap((image) => {
    const url = isObject(image)
      ? text(all(image, 'contentUrl')[0] ?? all(image, 'url')[0] ?? image['@id'])
      : text(image);
    return url === undefined ? [] : [{ url }];
  });
  return found.length === 0 ? undefined : found;
}

function attributes(node: Node, get: Get, offer: Get): unknown {
  const found: [string, string][] = [];
  for (const name of [
    'brand',
    'manufacturer',
    'material',
    'color',
    'size',
    'model',
    'pattern',
    'weight',
    'countryOfOrigin',
  ]) {
    const value = text(get(name));
    if (value !== undefined) found.push([name, value]);
  }
  for (const name of ['itemCondition', 'availability']) {
    const value = text(get(name) ?? offer(name));
    if (value !== undefined) found.push([name, bare(value)]);
  }
  for (const property of all(node, 'additionalProperty').slice(0, 500)) {
    if (!isObject(property)) continue;
    const [name, value] = [text(all(property, 'name')[0]), text(all(property, 'value')[0])];
    if (name !== undefined && value !== undefined && name !== '__proto__') found.push([name, value]);
  }
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function quantity(value: unknown, byId: Map<string, Node>): unknown {
  return isObject(value) ? reader(value, byId)('value') : typeof value === 'number' ? value : undefined;
}
