// What a browser says of pages: called by looked_at.py with {pages, folder, name} on standard input.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const modules = createRequire(process.env.AFTALE_NODE_MODULES + '/');
const { chromium } = modules('playwright-core');
const axe = readFileSync(modules.resolve('axe-core'), 'utf8');
const asked = JSON.parse(readFileSync(0, 'utf8'));
const WIDTHS = [1280, 390, 320];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
let wrong = 0, looked = 0;

function say(where, what) {
  wrong += 1;
  console.log(`FAILED: ${where}: ${what}`);
}

async function look(address, language, width) {
  const where = `${new URL(address).pathname.slice(34) || '/'} ${language} ${width}`;
  // axe is a script of this test: it runs beside the page, whose policy lets nothing run.
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`);
  await page.evaluate(axe);
  const found = await page.evaluate(rules => axe.run({ runOnly: rules }), RULES);
  for (const one of found.violations) {
    say(where, `${one.id}: ${one.help}: ${one.nodes.map(node => node.html.slice(0, 120)).slice(0, 3).join(' | ')}`);
  }
  const across = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (across > 0) say(where, `scrolls sideways by ${across} px`);
  await context.close();
  looked += 1;
}

async function as_it_is(address, language, width, picture) {
  const where = `${address} ${language} ${width}, its own policy`;
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: false });
  const page = await context.newPage();
  // That a page is not there is told of the one that is asked for to see what is said then.
  const meant = 'Failed to load resource: the server responded with a status of 404 (Not Found)';
  const is_meant = message => address.endsWith('findes-ikke') && message.text() === meant;
  page.on('console', message => is_meant(message) || say(where, message.text()));
  page.on('requestfailed', request => say(where, `${request.url()} failed`));
  await page.goto(`${address}${address.includes('?') ? '&' : '?'}lang=${language}`);
  await page.screenshot({ path: picture, fullPage: true });
  await context.close();
}

/// Each stop of the focus has a line around it.
async function focus(address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(address);
  for (let stop = 0; stop < 40; ++stop) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const style = getComputedStyle(one);
      return { html: one.outerHTML.slice(0, 100), seen: style.outlineStyle !== 'none' && style.outlineWidth !== '0px' };
    });
    if (!at) break;
    if (!at.seen) say(address, `focus is not seen on ${at.html}`);
    if (stop === 0 && !at.html.includes('class="skip"')) say(address, `the first stop is ${at.html}`);
  }
  await context.close();
}

for (const [number, address] of asked.pages.entries()) {
  for (const language of ['da', 'en']) {
    for (const width of WIDTHS) {
      await look(address, language, width);
      await as_it_is(address, language, width, `${asked.folder}/${asked.name}-${number}-${language}-${width}.png`);
    }
  }
  await focus(address);
}
const context = await browser.newContext({ javaScriptEnabled: false });
const page = await context.newPage();
await page.goto(asked.pages.find(address => address.endsWith('/svar')));
const paper = await page.pdf({ path: `${asked.folder}/${asked.name}.pdf`, preferCSSPageSize: true });
const sheets = (paper.toString('latin1').match(/\/Type\s*\/Page[^s]/g) || []).length;
if (asked.name === 'waiting' && sheets !== 1) say('svar', `${sheets} sheets of paper`);
await browser.close();
console.log(`${asked.name}: ${looked} looks, ${wrong} complaints, the matrix on ${sheets} sheets`);
process.exit(wrong ? 1 : 0);
