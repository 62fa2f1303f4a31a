// Takes the picture of the report for the README: docs/assets/report.png, from what `npm run demo` wrote.
// Needs Chromium; CHROMIUM may say where it is.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const report = new URL('../out/report.html', import.meta.url);
const picture = fileURLToPath(new URL('../docs/assets/report.png', import.meta.url));
const executablePath =
  process.env.CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (!existsSync(report)) {
  console.error('There is no out/report.html to take a picture of. Run `npm run demo` first.');
  process.exit(1);
}
if (!executablePath) {
  console.error('No Chromium was found. Install it, or set CHROMIUM to its path.');
  process.exit(1);
}
const browser = await chromium.launch({
  executablePath,
  args: '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  ),
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
await page.goto(report.href);
// The overview and one screen of the work list: as much as a README has room for.
const top = await page.evaluate('document.getElementById("work").getBoundingClientRect().top + scrollY');
await page.setViewportSize({ width: 1440, height: Math.ceil(top) + 860 });
// The listing in the picture is the first in English that needs no code word to be understood.
await page.evaluate(`{
  const plain = (entry) => entry.language === 'en' && entry.evidence.every((e) => e.kind !== 'terms/code' && !e.says.includes('disguise'));
  const rows = [...document.querySelectorAll('.row')];
  const row = rows.find((_, i) => plain(ENTRIES[found[i]]));
  row?.click();
  document.getElementById('rows').scrollTop = 0;
}`);
await page.screenshot({ path: picture });
await browser.close();
console.log('docs/assets/report.png');
