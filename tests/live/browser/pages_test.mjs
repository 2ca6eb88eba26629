// What must hold for every kind of page, in a real browser.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { launch, open, turn } from './browser.mjs';
import * as check from './checks.mjs';
import { awkward, awkwardData, published, themed } from './kinds.mjs';
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
    await holdsEverywhere(page);
    nothing(page.seen.complaints);
    return words;
  } finally {
    await page.close();
  }
}

// At every width by day; colours by night too.
async function holdsEverywhere(page) {
  for (const width of ['wide', 'phone', 'narrow']) {
    await turn(page, { width, scheme: 'light' });
    nothing(await check.fits(page));
    nothing(await check.isAccessible(page));
    await turn(page, { width, scheme: 'dark' });
    nothing(await check.isAccessible(page, { colours: true }));
  }
}

async function holdsNarrowAndDark(url) {
  const page = await open(browser, url, { width: 'narrow', scheme: 'dark' });
  try {
    nothing(await check.keepsStill(page));
    nothing(await check.fits(page));
  } finally {
    await page.close();
  }
}

async function holdsWithoutScript(url, words) {
  const page = await open(browser, url, { script: false });
  try {
    assert.equal(await check.wordsOf(page), words);
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
        await holdsNarrowAndDark(urlOf(row));
        await holdsWithoutScript(urlOf(row), words);
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
