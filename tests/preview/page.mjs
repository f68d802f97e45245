// Opens the preview page in Chromium as an author does, saves a change, and looks at what the page shows.
//
//     node page.mjs FOLDER-OF-MODULES CHROMIUM ADDRESS FILE FROM TO [PICTURES]
//
// ADDRESS is that of a running `guiju watch`; in FILE, FROM is replaced by TO while the page is open. Prints one line of JSON
// with what was seen; the judging is the test's. With PICTURES, a folder, it leaves pictures of the page there.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, executablePath, address, file, from, to, pictures] = process.argv.slice(2);
const require = createRequire(modules + "/");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const seen = { requests: [], errors: [], axe: null };
page.on("request", (request) => seen.requests.push(request.url()));
page.on("console", (message) => { if (message.type() === "error") seen.errors.push(message.text()); });
page.on("pageerror", (error) => seen.errors.push(String(error)));
await page.goto(address);
seen.title = await page.title();
seen.live = await page.waitForFunction(() => document.getElementById("link").className === "live").then(() => true);
await page.evaluate(() => document.querySelectorAll("main details").forEach((part) => { part.open = true; }));
await page.click('a[href$="documents/standard.zh.html"]');
const sheet = page.frameLocator("#sheet");
await sheet.locator("h1").first().waitFor();
seen.before = await sheet.locator("body").innerText();
if (pictures) await page.screenshot({ path: `${pictures}/before.png` });
const version = await page.getAttribute("main", "data-version");
const text = readFileSync(file, "utf8");
if (!text.includes(from)) throw new Error("the text to change is not there");
const saved = Date.now();
writeFileSync(file, text.replace(from, to));
await page.waitForFunction((old) => document.getElementById("main").dataset.version !== old, version);
await sheet.locator("[data-changed]").first().waitFor();
seen.milliseconds = Date.now() - saved;
seen.after = await sheet.locator("body").innerText();
seen.marked = await sheet.locator("[data-changed]").allInnerTexts();
seen.changed = await page.locator("li.changed").allInnerTexts();
seen.moved = await page.locator("tr.changed").count();
seen.open = await page.locator("main details[open]").count() === await page.locator("main details").count();
if (pictures) await page.screenshot({ path: `${pictures}/after.png` });
// Broken, and mended again: the message comes with its line and goes.
writeFileSync(file, text.replace(from, to) + "}\n");
await page.locator(".message.error").first().waitFor();
seen.message = await page.locator(".message.error").first().innerText();
seen.kept = (await page.locator('a[href$="documents/standard.zh.html"]').count()) > 0;
if (pictures) await page.screenshot({ path: `${pictures}/broken.png` });
writeFileSync(file, text.replace(from, to));
await page.locator(".message.error").first().waitFor({ state: "detached" });
seen.mended = true;
// A telephone: nothing is wider than the screen.
await page.setViewportSize({ width: 375, height: 800 });
seen.overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
if (pictures) await page.screenshot({ path: `${pictures}/phone.png` });
await page.setViewportSize({ width: 1280, height: 900 });
// The page's own policy lets no foreign script in; the debugger's door does.
const debugging = await page.context().newCDPSession(page);
await debugging.send("Runtime.evaluate", { expression: axe });
const { result } = await debugging.send("Runtime.evaluate", {
  expression: "axe.run(document, { iframes: false }).then((found) => JSON.stringify("
    + "found.violations.map(({ id, nodes }) => [id, nodes[0].html.slice(0, 200)])))",
  awaitPromise: true,
  returnByValue: true,
});
seen.axe = JSON.parse(result.value);
console.log(JSON.stringify(seen));
await browser.close();
