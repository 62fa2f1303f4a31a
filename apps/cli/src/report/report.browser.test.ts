import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AUDIT } from './page-audit.ts';
import { Report } from './report.ts';
import { sampleRow } from './sample-row.ts';

const executablePath =
  process.env.CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync) ??
  '';
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

if (!existsSync(executablePath))
  console.warn('Report in a browser: skipped, there is no Chromium (set CHROMIUM to its path).');

describe.skipIf(!existsSync(executablePath))('the report in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pugmark-page-'));
  const meta = {
    knowledgeVersion: 'sha256:0',
    citesAsOf: '2026-03-05',
    engine: '1.0.0',
    createdAt: '2026-11-22T06:00:00Z',
    input: 'listings.csv',
  };
  let browser: Browser;

  async function file(count: number): Promise<string> {
    const path = join(folder, `${count}.html`);
    if (existsSync(path)) return path;
    const report = new Report(meta);
    for (let n = 0; n < count; n++) report.add(...sampleRow(n));
    await report.write(path);
    return path;
  }

  /** Opens a report and fails on anything the console says and on every request but the page itself. */
  async function open(
    count: number,
    options: { width?: number; dark?: boolean } = {},
  ): Promise<{ page: Page; troubles: string[] }> {
    const page = await browser.newPage({
      viewport: { width: options.width ?? 1440, height: 900 },
      colorScheme: options.dark ? 'dark' : 'light',
    });
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
    const url = pathToFileURL(await file(count)).href;
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('data:'))
        troubles.push(`request: ${request.url()}`);
    });
    await page.goto(url);
    return { page, troubles };
  }

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('opens from a file, quietly, and loads nothing', async () => {
    const { page, troubles } = await open(20);
    expect(await page.textContent('#found')).toBe('20 listings');
    expect(await page.title()).toBe('Pugmark: listings.csv');
    await page.locator('.row').nth(3).click();
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('marks exactly the words that the evidence names, in every script', async () => {
    const { page, troubles } = await open(5);
    for (let n = 0; n < 5; n++) {
      const wrong = await page.evaluate(() => {
        // biome-ignore lint/suspicious/noExplicitAny: the page's own data, read inside the page
        const all = JSON.parse((globalThis as any).document.getElementById('data').textContent).entries;
        // biome-ignore lint/suspicious/noExplicitAny: this project's types have no DOM
        const document = (globalThis as any).document;
        const id = document.querySelector('.head bdi').textContent;
        // biome-ignore lint/suspicious/noExplicitAny: as above
        const entry = all.find((e: any) => e.id === id);
        // biome-ignore lint/suspicious/noExplicitAny: as above
        return entry.evidence.flatMap((e: any, i: number) => {
          const marks = [...document.querySelectorAll('#entry mark')].filter((m) =>
            m.dataset.on.split(' ').includes(String(i)),
          );
          const text = marks.map((m) => m.textContent).join('');
          return text === e.text ? [] : [[e.text, text]];
        });
      });
      expect(wrong).toEqual([]);
      await page.keyboard.press('j');
    }
    expect(await page.title()).not.toBe('1');
    expect(troubles).toEqual([]);
    await page.close();
  });

  it('filters by verdict, Appendix, taxon, language and words, and says when nothing is left', async () => {
    const { page } = await open(20);
    const found = () => page.textContent('#found');
    await page.selectOption('#verdict', 'block');
    expect(await found()).toBe('8 of 20 listings');
    await page.selectOption('#language', 'ar');
    expect(await found()).toBe('4 of 20 listings');
    await page.selectOption('#taxon', 'Pythonidae');
    expect(await page.isVisible('#none')).toBe(true);
    await page.click('#clear');
    expect(await found()).toBe('20 listings');
    await page.selectOption('#appendix', 'II');
    expect(await found()).toBe('4 of 20 listings');
    await page.click('#clear');
    await page.fill('#search', '象牙 老料');
    await expect.poll(found).toBe('4 of 20 listings');
    await page.close();
  });

  it('shows on hover and on focus what a word says, how much it weighs and where it comes from', async () => {
    const { page } = await open(5);
    const mark = page.locator('#entry mark.m-taxon').first();
    await mark.hover();
    expect(await page.textContent('#tip')).toContain('taxon +2.40');
    expect(await page.textContent('#tip')).toContain('Source: p02 (names/trade)');
    await page.keyboard.press('Escape');
    expect(await page.isHidden('#tip')).toBe(true);
    await mark.focus();
    expect(await mark.getAttribute('aria-describedby')).toBe('tip');
    expect(await page.locator('#entry tr.on').count()).toBeGreaterThan(0);
    const sums = await page.locator('.sum tr.total td').allTextContents();
    expect(sums).toEqual(['+0.90', '+1.10']);
    await page.close();
  });

  it('is worked by keys alone', async () => {
    const { page } = await open(120);
    const at = () => page.textContent('.head .note:last-child');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await at()).toBe('2 of 120');
    for (let i = 0; i < 50; i++) await page.keyboard.press('j');
    expect(await at()).toBe('52 of 120');
    expect(await page.textContent('#pages')).toBe('Page 2 of 3');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-current")')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('item');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.isVisible('#keys')).toBe(true);
    await page.keyboard.press('?');
    await page.keyboard.press('/');
    await page.keyboard.type('jk?');
    expect(await page.inputValue('#search')).toBe('jk?');
    await page.close();
  });

  it('sets a text in its own language and direction', async () => {
    const { page } = await open(5);
    await page.selectOption('#language', 'ar');
    const title = page.locator('#entry h3.title');
    expect(await title.getAttribute('lang')).toBe('ar');
    expect(await page.evaluate("getComputedStyle(document.querySelector('#entry h3.title')).direction")).toBe(
      'rtl',
    );
    await page.close();
  });

  it('has one step from list to listing and back on a narrow screen', async () => {
    const { page } = await open(5, { width: 390 });
    expect(await page.isVisible('#entry')).toBe(false);
    await page.locator('.row').nth(1).click();
    expect(await page.isVisible('#entry')).toBe(true);
    expect(await page.isVisible('#rows')).toBe(false);
    await page.click('#back');
    expect(await page.isVisible('#rows')).toBe(true);
    await page.close();
  });

  for (const [width, dark] of [
    [1440, false],
    [1440, true],
    [390, false],
    [390, true],
    [800, false],
  ] as const) {
    it(`keeps contrast, names its controls and needs no sideways scroll (${width} px, ${dark ? 'dark' : 'light'})`, async () => {
      const { page } = await open(5, { width, dark });
      if (width === 390) await page.locator('.row').first().click();
      expect(await page.evaluate(AUDIT)).toEqual([]);
      await page.close();
    });
  }

  it('stays quick with 5,000 flagged listings', async () => {
    const begun = performance.now();
    const { page } = await open(5000);
    await page.waitForSelector('.row');
    expect(performance.now() - begun).toBeLessThan(15_000);
    const filtered = await page.evaluate(`(() => {
      const begun = performance.now();
      document.getElementById('verdict').value = 'review';
      document.getElementById('verdict').dispatchEvent(new Event('change'));
      return performance.now() - begun;
    })()`);
    expect(filtered).toBeLessThan(500);
    expect(await page.locator('.row').count()).toBe(50);
    await page.close();
  });

  it('prints the listings that the filters leave', async () => {
    const { page } = await open(20);
    await page.selectOption('#verdict', 'block');
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('#print article').count()).toBe(8);
    await page.close();
  });

  it('says what will be here when nothing was flagged', async () => {
    const { page, troubles } = await open(0);
    expect(await page.isVisible('#nothing')).toBe(true);
    expect(await page.isVisible('#panes')).toBe(false);
    expect(troubles).toEqual([]);
    await page.close();
  });
});
