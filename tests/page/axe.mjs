// Opens pages in Chromium without a network, looks for what runs over the edge at the width of a telephone, and lets axe judge
// them at the width of a desk with everything opened. Usage: node axe.mjs FOLDER-OF-MODULES CHROMIUM PAGE…; prints what is wrong, a line each.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(modules + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const page of pages) {
  const address = pathToFileURL(page).href;
  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, offline: true })).newPage();
  phone.on('console', message => console.log(`${page}: the browser says ${message.text()}`));
  phone.on('request', request => request.url() === address || console.log(`${page}: asks for ${request.url()}`));
  await phone.goto(address);
  const width = await phone.evaluate(() => document.documentElement.scrollWidth);
  if (width > 390) console.log(`${page}: ${width} pixels wide on a telephone`);
  // The policy of the page lets nothing run, axe included.
  const desk = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true })).newPage();
  await desk.goto(address);
  await desk.evaluate(() => document.querySelectorAll('details').forEach(part => { part.open = true; }));
  await desk.evaluate(axe);
  const found = await desk.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const { id, nodes } of found.violations) console.log(`${page}: ${id}: ${nodes[0].html.slice(0, 200)}`);
}
await browser.close();
