// What must hold for every kind of page, in a real browser.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { launch, open, turn } from './browser.mjs';
import * as check from './checks.mjs';
import { awkward, awkwardData, published, themed } from './kinds.mjs';
import { plant } from './planted.mjs';
import { start } from './program.mjs';

const entityBudget = 60_000;
const nothing = (wrong) => assert.deepEqual(wrong, []);

let browser;
const folders = [];

before(async () => { browser = await launch(); });
after(async () => {
  await browser?.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function holds(url, base, kind) {
  const page = await open(browser, url);
  try {
    assert.equal(page.seen.status, kind.status);
    assert.equal(await page.evaluate(() => document.documentElement.lang), kind.language ?? 'en');
    nothing(page.seen.complaints);
    nothing(check.staysAtHome(page, base));
    assert.ok(await check.isPainted(page), 'nothing is painted');
    nothing(await check.keepsStill(page));
    if (kind.entity) assert.ok(page.seen.bytes < entityBudget, `${page.seen.bytes} bytes came`);
    if (kind.status === 200) nothing(await check.speaksToMachines(page, base, kind));
    nothing(await check.prints(page));
    nothing(await check.answersToKeys(page));
    const words = await check.wordsOf(page);
    await holdsEverywhere(page, kind);
    nothing(page.seen.complaints);
    return words;
  } finally {
    await page.close();
  }
}

// At every width by day, and at a phone's by night too: which elements there are differs by width and by night, but
// not by both, so at the other widths by night the rules about colours suffice. Long documents, which take long, are
// looked at by day at the widest and by night at the narrowest.
async function holdsEverywhere(page, { long = false }) {
  for (const width of long ? ['wide'] : ['wide', 'phone', 'narrow']) {
    await turn(page, { width, scheme: 'light' });
    nothing(await check.fits(page));
    nothing(await check.isAccessible(page));
    await turn(page, { width, scheme: 'dark' });
    nothing(await check.isAccessible(page, { colours: width !== 'phone' }));
  }
}

async function holdsNarrowAndDark(url, { long = false }) {
  const page = await open(browser, url, { width: 'narrow', scheme: 'dark' });
  try {
    nothing(await check.keepsStill(page));
    nothing(await check.fits(page));
    if (long) nothing(await check.isAccessible(page));
  } finally {
    await page.close();
  }
}

async function holdsWithoutScript(url, words) {
  const page = await open(browser, url, { script: false });
  try {
    if (words !== null) assert.equal(await check.wordsOf(page), words);
    assert.ok(await check.isPainted(page), 'nothing is painted');
  } finally {
    await page.close();
  }
}

function suite(name, kinds, paths) {
  describe(name, () => {
    let program;
    before(async () => { program = await start(...paths()); });
    after(() => program?.stop());
    const urlOf = (kind) => new URL(kind.path, program.base).href;

    for (const [what, kind] of Object.entries(kinds)) {
      test(what, async () => {
        const row = typeof kind === 'function' ? await kind(program.base) : kind;
        const words = await holds(urlOf(row), program.base, row);
        await holdsNarrowAndDark(urlOf(row), row);
        await holdsWithoutScript(urlOf(row), row.changes ? null : words);
      });
    }

    test('all of them are valid', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'tamizdat-pages-'));
      folders.push(folder);
      const names = new Map();
      for (const [what, kind] of Object.entries(kinds)) {
        const row = typeof kind === 'function' ? await kind(program.base) : kind;
        const response = await fetch(urlOf(row), { headers: { accept: 'text/html' } });
        const file = join(folder, `${what.replaceAll(' ', '-')}.html`);
        writeFileSync(file, await response.text());
        names.set(file, what);
      }
      const found = await check.validate([...names.keys()]);
      nothing(Object.entries(found).flatMap(([file, wrong]) => wrong.map((one) => `${names.get(file)}: ${one}`)));
    });
  });
}

suite('a theme', themed, () => {
  const folder = awkwardData();
  folders.push(folder);
  return [folder, '--theme', 'docs/example-theme', '--colour', '#7fffd4', '--link-colour', '#ffd700'];
});
suite('the published data', published, () => ['ontology', 'data']);
suite('awkward data', awkward, () => {
  const folder = awkwardData();
  folders.push(folder);
  return [folder];
});

test('every check finds the mistake that it is for', async () => {
  const planted = await plant();
  const page = await open(browser, planted.base);
  const found = async (pattern, wrong) => assert.match((await wrong).join('\n') || 'nothing', pattern);
  try {
    await found(/asks another host: http:\/\/elsewhere\.invalid/, check.staysAtHome(page, planted.base));
    await found(/failed: http:\/\/elsewhere\.invalid/, page.seen.complaints);
    await page.waitForFunction(() => window.shift > 0.005, { timeout: 20_000 });
    await found(/the layout shifts/, check.keepsStill(page));
    await found(/image-alt[^]*color-contrast|color-contrast[^]*image-alt/, check.isAccessible(page));
    await found(/no JSON[^]*no canonical address/, check.speaksToMachines(page, planted.base, { entity: true }));
    await found(/no skip link[^]*looks as always/, check.answersToKeys(page));
    await turn(page, { width: 'narrow', scheme: 'dark' });
    await found(/scrolls sideways at 320 px/, check.fits(page));
    await found(/class="night"/, check.isAccessible(page, { colours: true }));
    await found(/prints without|is printed|prints in/, check.prints(page));
    const folder = mkdtempSync(join(tmpdir(), 'tamizdat-planted-'));
    folders.push(folder);
    const file = join(folder, 'planted.html');
    writeFileSync(file, planted.page);
    await found(/error:/, (await check.validate([file]))[file]);
  } finally {
    await page.close();
    planted.stop();
  }
});

test('nothing moves while pages come in pieces', async () => {
  const program = await start('ontology', 'data');
  try {
    for (const path of ['/', '/id/stalinist-regimes.html', '/statistics', '/fragments/quads?limit=100', '/kinds']) {
      for (const width of ['wide', 'phone']) {
        const page = await open(browser, new URL(path, program.base).href, { width, slow: true });
        assert.deepEqual(await check.keepsStill(page), [], `${path}, ${width}`);
        await page.close();
      }
    }
  } finally {
    program.stop();
  }
});

test('pages are mirrored for languages that are written from the right', async () => {
  const theme = mkdtempSync(join(tmpdir(), 'tamizdat-theme-'));
  const folder = awkwardData();
  folders.push(theme, folder);
  mkdirSync(join(theme, 'messages'));
  writeFileSync(join(theme, 'messages', 'ar.txt'), 'language = العربية\nfacts = حقائق\nsearch = بحث\n');
  const program = await start(folder, '--theme', theme);
  try {
    for (const path of ['/', '/id/shown.html', '/id/hostile.html', '/fragments?limit=10']) {
      const url = new URL(path, program.base);
      url.searchParams.set('lang', 'ar');
      const page = await open(browser, url.href, { width: 'narrow' });
      assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
      nothing(await check.fits(page));
      nothing(await check.keepsStill(page));
      const starts = await page.evaluate(() => [...document.querySelectorAll('.site-name')].map((e) => e.getBoundingClientRect().left));
      assert.ok(starts.every((left) => left > 100), `the site's name is at ${starts}`);
      await page.close();
    }
  } finally {
    program.stop();
  }
});

test('a text keeps its lines', async () => {
  const folder = awkwardData();
  folders.push(folder);
  const program = await start(folder);
  const page = await open(browser, new URL('/id/nest.html', program.base).href);
  try {
    const lines = await page.evaluate(() => {
      const verse = [...document.querySelectorAll('.literal')].find((e) => /one line/.test(e.textContent));
      return new Set([...verse.getClientRects()].map((box) => Math.round(box.top))).size;
    });
    assert.equal(lines, 2);
  } finally {
    await page.close();
    program.stop();
  }
});

test('names have room beside the bars of time, and the scale is as long as these', async () => {
  const program = await start('ontology', 'data');
  const page = await open(browser, new URL('/timeline', program.base).href);
  try {
    for (const width of [1280, 768, 660]) {
      await page.setViewport({ width, height: 900 });
      const [name, bar, scale] = await page.evaluate(() => {
        const box = (selector) => document.querySelector(selector).getBoundingClientRect();
        return [box('ol.time .what').width, box('ol.time .bar').right, box('.scale').right];
      });
      assert.ok(name >= 220, `a name has ${name} px at ${width}`);
      assert.ok(Math.abs(bar - scale) < 2, `the bars end at ${bar}, the scale at ${scale}, at ${width}`);
    }
  } finally {
    await page.close();
    program.stop();
  }
});

test('a pattern is asked without script', async () => {
  const program = await start('data');
  const page = await open(browser, new URL('/fragments', program.base).href, { script: false });
  try {
    await page.type('#f-subject', 'id:leon-trotsky');
    await Promise.all([page.waitForNavigation(), page.click('button[type=submit]')]);
    assert.match(page.url(), /subject=id%3Aleon-trotsky/);
    assert.match(await check.wordsOf(page), /triples/);
  } finally {
    await page.close();
    program.stop();
  }
});
