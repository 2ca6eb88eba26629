// What must hold for every page; each check gives back what is wrong, in words.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const vnu = require.resolve('vnu-jar/build/dist/vnu.jar');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export function staysAtHome(page, base) {
  const home = new URL(base).origin;
  return page.seen.requests.filter((url) => new URL(url).origin !== home).map((url) => `asks another host: ${url}`);
}

// A page comes in pieces, and a busy machine may paint between two: a word that the end of a piece cuts may go to the
// next line once it is whole. Less than a twentieth of what counts as good, or than a page that moves by five pixels.
const unseen = 0.005;

export async function keepsStill(page) {
  const shift = await page.evaluate(() => window.shift);
  return shift < unseen ? [] : [`the layout shifts by ${shift}`];
}

/** Nothing wider than the window, other than what scrolls by itself. */
export async function fits(page) {
  return page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const scrolls = (e) => e && (/(auto|scroll|hidden)/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    const wide = [...document.body.querySelectorAll('*')]
      .filter((e) => e.getBoundingClientRect().right > room + 1 && !scrolls(e));
    return [`scrolls sideways at ${room} px: ${wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 160)).join(' | ')}`];
  });
}

// What depends on colours alone: the rest of the rules find the same by day and by night.
const colourRules = ['color-contrast', 'link-in-text-block'];

/** WCAG 2.2 AA and best practice, by axe-core; `colours`: what the colours have to do with it alone. */
export async function isAccessible(page, { colours = false } = {}) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(axeSource);
  return page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run(document, { runOnly, resultTypes: ['violations'], elementRef: false });
    return violations.map(({ id, help, nodes }) =>
      `axe ${id}: ${help} (${nodes.length}): ${nodes[0].html.slice(0, 200)} — ${nodes[0].failureSummary}`);
  }, colours ? { type: 'rule', values: colourRules } : { type: 'tag', values: levels });
}

/** What the page says of itself to those who do not read it: JSON-LD that is JSON, and cards with a picture. */
export async function speaksToMachines(page, base, { entity }) {
  const said = await page.evaluate(() => ({
    blocks: [...document.querySelectorAll('script[type="application/ld+json"]')].map((e) => e.textContent),
    title: document.querySelector('meta[property="og:title"]')?.content,
    picture: document.querySelector('meta[property="og:image"]')?.content,
    canonical: document.querySelector('link[rel=canonical]')?.href,
    icon: document.querySelector('link[rel=icon]')?.href,
    ids: [...document.querySelectorAll('[id]')].map((e) => e.id),
  }));
  const wrong = [];
  if (!said.title || !said.picture || !said.icon) wrong.push('no card, or no icon');
  for (const block of said.blocks) {
    try {
      if (!JSON.parse(block)['@context']) wrong.push('JSON-LD without a context');
    } catch (error) { wrong.push(`no JSON: ${error}: ${block.slice(0, 200)}`); }
  }
  if (entity && said.blocks.length !== 1) wrong.push(`${said.blocks.length} blocks of JSON-LD`);
  if (entity && !said.canonical) wrong.push('no canonical address');
  return wrong;
}

/** Black on white, and nothing that only a screen is good for. */
export async function prints(page) {
  await page.emulateMediaType('print');
  const wrong = await page.evaluate(() => {
    const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
    const colour = getComputedStyle(document.body).color;
    return [
      ...seen('header.site nav, form, a.skip').map((e) => `is printed: ${e.outerHTML.slice(0, 80)}`),
      ...(colour === 'rgb(0, 0, 0)' ? [] : [`prints in ${colour}`]),
      ...(seen('h1').length === 1 ? [] : ['prints without its title']),
    ];
  });
  await page.emulateMediaType(null);
  return wrong;
}

const stops = 30;

/** The skip link comes first and leads to the content; every stop is in view, and is seen to be the one. */
export async function answersToKeys(page) {
  const wrong = [];
  const focused = () => page.evaluate(() => {
    const e = document.activeElement;
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    return {
      html: e.outerHTML.slice(0, 160),
      skip: e.matches('a.skip'),
      body: e === document.body,
      visible: box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
      outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    };
  });
  const all = await page.evaluate(() => [...document.querySelectorAll('a[href], button, input, summary, select, [tabindex="0"]')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true })).length);
  await page.keyboard.press('Tab');
  const first = await focused();
  if (!first.skip) wrong.push(`the first stop is no skip link: ${first.html}`);
  for (let i = 0, at = first; i < Math.min(all, stops); ++i) {
    if (at.body) { wrong.push(`only ${i} of ${all} can be reached with the keyboard`); break; }
    if (!at.visible) wrong.push(`in focus, but not in view: ${at.html}`);
    if (!at.outlined) wrong.push(`in focus, but looks as always: ${at.html}`);
    if (i + 1 === Math.min(all, stops)) break;
    await page.keyboard.press('Tab');
    at = await focused();
  }
  await page.evaluate(() => document.activeElement.blur());
  if (!first.skip) return wrong;
  await page.focus('a.skip');
  await page.keyboard.press('Enter');
  if ((await page.evaluate(() => location.hash)) !== '#-content') wrong.push('the skip link leads nowhere');
  return wrong;
}

/** What a reader can see, folded parts too. */
export function wordsOf(page) {
  return page.evaluate(() => document.body.textContent.replace(/\s+/g, ' '));
}

/** Whether anything is painted, if not at once: a busy machine paints late. */
export async function isPainted(page) {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(20))
    if (await page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length > 0)) return true;
  return false;
}

/** All files at once, since most of the time goes into starting Java: {file: [what is wrong]}. */
export function validate(files) {
  return new Promise((done, failed) => {
    execFile('java', ['-Xss1m', '-jar', vnu, '--format', 'json', '--stdout', '--exit-zero-always', ...files],
      { maxBuffer: 1 << 26 }, (error, stdout) => {
        if (error) return failed(error);
        const found = Object.fromEntries(files.map((file) => [file, []]));
        for (const { url, type, subType, message, extract } of JSON.parse(stdout).messages)
          found[url.replace(/^file:/, '')].push(`${subType ?? type}: ${message} — ${(extract ?? '').slice(0, 160)}`);
        return done(found);
      });
  });
}
