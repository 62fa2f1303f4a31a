import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OrdinaryWords } from './common-names.ts';
import { type DetectedExport, detectKind } from './detect-kind.ts';
import { exportDate } from './export-date.ts';
import { Findings, type Known } from './findings.ts';
import { ImportError } from './import-error.ts';
import { OwnFolder } from './own-folder.ts';
import { type ApiFile, readApiFile, readConcept, readListing } from './read-api-page.ts';
import { readChecklistRow } from './read-checklist.ts';
import { isAnnexValue, readListingsRow } from './read-listings-export.ts';
import { readTable, type TableRow } from './read-table.ts';
import { readShipped } from './shipped.ts';

export interface ImportOptions {
  /** The operator's own knowledge folder, made if it is not there. */
  into: string;
  /** The day of the newest list that the shipped knowledge has: an older export is taken with a warning. */
  listInForce: string;
  /** The day of the exports, where their names do not say it. */
  date?: string | undefined;
  /** The shipped knowledge, for the dates of the meetings and the ordinary words. */
  knowledge?: string | undefined;
  /** Bytes read of all bytes, and the file at work. */
  onProgress?: ((done: number, total: number, label: string) => void) | undefined;
}

export interface ImportReport {
  files: { file: string; kind: string; date: string; rows: number }[];
  /** Rows the exports gave, by the file they went to. */
  found: Record<string, number>;
  /** Files of the folder that changed; empty when everything was there already. */
  written: string[];
  warnings: string[];
}

/** Least and most rows of an unfiltered Checklist index; fewer means it was cut at the end of a line. */
const checklistRows = { least: 35_000, most: 90_000 };
const mostRows = 200_000;

const labels: Record<string, string> = {
  checklist: 'CITES Checklist, index of species',
  cites: 'Species+ listings, CITES',
  eu: 'Species+ listings, EU',
  api: 'Species+ API, taxon concepts and legislation',
};

interface Plan {
  path: string;
  detected: DetectedExport;
  kind: string;
  date: string;
  api?: ApiFile;
}

/**
 * Reads official exports (Species+ CITES and EU listings, the CITES Checklist index, pages of the Species+ API)
 * into an operator's own knowledge folder. All or nothing: a file that is cut or unknown changes nothing.
 * The same files again change nothing; a later export replaces what an earlier one of its kind said.
 */
export async function importExport(files: string[], options: ImportOptions): Promise<ImportReport> {
  if (files.length === 0) throw new ImportError('No file was named: name at least one export');
  const shippedFolder = options.knowledge ?? fileURLToPath(new URL('../../../../knowledge', import.meta.url));
  if (resolve(options.into) === resolve(shippedFolder))
    throw new ImportError(
      `${options.into} is the knowledge that is shipped: import into a folder of your own`,
    );
  const shipped = readShipped(shippedFolder);

  const report: ImportReport = { files: [], found: {}, written: [], warnings: [] };
  const plans = [];
  for (const path of [...new Set(files)]) plans.push(await planOf(path, options.date));
  plans.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

  const folder = new OwnFolder(options.into, shipped.familyOfGenus);
  folder.loadNames(languagesIn(join(options.into, 'names')));
  const progress = progressOf(plans, options.onProgress);
  const known = new Map<number, Known>();
  const groups = new Map<string, Plan[]>();
  // Legislation pages name a taxon by its id only: they come after everything that names taxa.
  const order = (plan: Plan) => (plan.api && plan.api.body.is !== 'concepts' ? 1 : 0);
  for (const plan of [...plans].sort((a, b) => order(a) - order(b))) {
    const key = `${plan.kind} ${plan.date}`;
    groups.set(key, [...(groups.get(key) ?? []), plan]);
  }
  for (const group of groups.values()) {
    const { kind, date } = group[0]!;
    const { ordinary } = shipped;
    const found = new Findings(kind, date, shipped.meetings);
    const accepted = new Set<string>();
    for (const plan of group) {
      const file = basename(plan.path);
      const rows = plan.api
        ? readApi(plan.api, found, known, ordinary, accepted)
        : await readRows(plan, found, known, ordinary, accepted, (bytes) => progress(bytes, file));
      if (plan.api) progress(statSync(plan.path).size, file);
      report.files.push({ file, kind, date, rows });
    }
    if (kind === 'api') warnMissingPages(group, report.warnings);
    if (kind !== 'eu' && date < options.listInForce)
      report.warnings.push(
        `${group
          .map(({ path }) => basename(path))
          .slice(0, 3)
          .join(
            ', ',
          )}: the list is of ${date}, older than the newest one in force (${options.listInForce}). What changed since is not in it`,
      );
    found.settle(accepted, shipped);
    report.warnings.push(...found.warnings);
    for (const [path, rows] of found.files) report.found[path] = (report.found[path] ?? 0) + rows.size;
    const where = group.map(({ path }) => basename(path)).sort();
    folder.apply(found, (word) => ({
      source: `${labels[kind]}, ${word}, of ${date}`,
      where: where.length > 3 ? `${where[0]} and ${where.length - 1} more` : where.join(' ; '),
    }));
  }
  report.warnings.push(...folder.warnings);
  report.written = folder.save();
  return report;
}

async function planOf(path: string, date: string | undefined): Promise<Plan> {
  const detected = await detectKind(path);
  if (detected.kind === 'api') {
    const api = readApiFile(path, detected.gzip);
    const kind = api.body.is === 'eu' ? 'eu' : api.body.is === 'cites' ? 'cites' : 'api';
    return { path, detected, kind, date: exportDate(path, date, api.date), api };
  }
  const kind = detected.kind === 'checklist' ? 'checklist' : await listingsKind(path, detected);
  return { path, detected, kind, date: exportDate(path, date, undefined) };
}

/** Whether a Species+ download is of CITES or of the EU: the headers are the same, the values are not. */
async function listingsKind(path: string, detected: DetectedExport): Promise<'cites' | 'eu'> {
  for await (const row of readTable(path, detected, () => undefined)) {
    const annex = isAnnexValue(row.cell('Listing'));
    if (annex !== undefined) return annex ? 'eu' : 'cites';
  }
  return /eu_listings/i.test(basename(path)) ? 'eu' : 'cites';
}

async function readRows(
  plan: Plan,
  found: Findings,
  known: Map<number, Known>,
  ordinary: OrdinaryWords,
  accepted: Set<string>,
  onBytes: (bytes: number) => void,
): Promise<number> {
  const file = basename(plan.path);
  const read = (row: TableRow) =>
    plan.detected.kind === 'checklist'
      ? readChecklistRow(row, file, found, ordinary)
      : readListingsRow(row, file, found);
  let rows = 0;
  for await (const row of readTable(plan.path, plan.detected, onBytes)) {
    rows++;
    const taxon = read(row);
    if (taxon) {
      accepted.add(taxon.taxon);
      known.set(Number(row.cell('TaxonId') || row.cell('Id')), taxon);
    }
    if (rows > mostRows)
      throw new ImportError(
        `${file} has more than ${mostRows} rows: no official export has. Import the file as it was downloaded`,
      );
  }
  if (rows === 0) throw new ImportError(`${file} has a header and no rows: download it again`);
  const unfiltered =
    plan.detected.kind === 'checklist' && /^Index_of_CITES_Species_(?!\[?CUSTOM)/i.test(file);
  if (unfiltered && (rows < checklistRows.least || rows > checklistRows.most))
    throw new ImportError(
      `${file} has ${rows} rows, but a whole Checklist index has between ${checklistRows.least} and ${checklistRows.most}: it is cut. ` +
        'Download it again; for a filtered one keep the "[CUSTOM]" in its name',
    );
  return rows;
}

function readApi(
  api: ApiFile,
  found: Findings,
  known: Map<number, Known>,
  ordinary: OrdinaryWords,
  accepted: Set<string>,
): number {
  const file = basename(api.path);
  const { body } = api;
  if (body.is === 'other') {
    found.warnings.push(`${file}: nothing to import, it holds ${body.what}`);
    return 0;
  }
  if (body.is === 'concepts') {
    for (const concept of body.page.taxon_concepts) {
      const taxon = readConcept(concept, file, found, known, ordinary);
      if (taxon) accepted.add(taxon.taxon);
    }
    return body.page.taxon_concepts.length;
  }
  for (const listing of body.listings) {
    const taxon = known.get(listing.taxon_concept_id ?? -1);
    if (!taxon) found.count('taxon', `${file}, id ${listing.taxon_concept_id}`);
    else {
      found.sawTaxon(taxon.taxon, taxon.kingdom);
      readListing(listing, taxon, file, found);
    }
  }
  return body.listings.length;
}

function warnMissingPages(group: Plan[], warnings: string[]): void {
  const pages = new Map<string, Set<number>>();
  for (const { api } of group) {
    if (api?.body.is !== 'concepts') continue;
    const { current_page, per_page, total_entries } = api.body.page.pagination;
    const query = `${per_page} ${total_entries}`;
    pages.set(query, (pages.get(query) ?? new Set()).add(current_page));
  }
  for (const [query, have] of pages) {
    const [perPage, total] = query.split(' ').map(Number) as [number, number];
    const all = Math.ceil(total / perPage);
    if (have.size < all)
      warnings.push(
        `Only ${have.size} of ${all} pages of the Species+ API are there (${total} taxa in all): the rest is not imported`,
      );
  }
}

function languagesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((file) => file.match(/^([a-z]{2,3}(?:-[A-Z][a-z]{3})?)\.tsv$/)?.[1])
    .filter((language) => language !== undefined);
}

function progressOf(
  plans: Plan[],
  onProgress: ImportOptions['onProgress'],
): (bytes: number, label: string) => void {
  const total = plans.reduce((sum, { path }) => sum + statSync(path).size, 0);
  let done = 0;
  return (bytes, label) => {
    done += bytes;
    onProgress?.(Math.min(done, total), total, label);
  };
}
