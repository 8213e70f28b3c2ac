// Microsoft's emulator of Teams in a browser: somebody writes to FileTrail's bot, sees its cards and presses their buttons.
//
//   node emulator.mjs GATEWAY LARGE SEVERAL
//
// GATEWAY is where the emulator sends what is written, the rest are hashes of files: on 10,000 machines, and on 14, hostile names
// among them.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Browser } from './browser.mjs';
import { cutOff } from './cut-off.mjs';

/** Where the emulator's page has typefaces and animations from. They are not fetched: it works without. */
const OF_THE_PAGE = /^asks https:\/\/res(-\d+)?\.cdn\.office\.net\//;

const [gateway, large, several] = process.argv.slice(2);

function freePort() {
  return new Promise(resolve => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Started in a folder of its own, since it writes a log to where it is. It takes another port where the one given is busy. */
async function started(folder) {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json')), 'cli.js');
  const port = await freePort();
  const emulator = spawn(process.execPath, [cli, '-e', gateway, '-c', 'msteams', '-p', port, '--disable-telemetry'], {
    cwd: folder,
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.on('exit', () => emulator.kill());
  for await (const line of createInterface({ input: emulator.stdout })) {
    const listening = /Listening on (\d+)/.exec(line);
    console.error(line);
    if (listening) {
      emulator.stdout.resume();
      return { emulator, origin: `http://localhost:${listening[1]}` };
    }
  }
  throw new Error('The emulator did not start.');
}

const folder = mkdtempSync(join(tmpdir(), 'emulator-'));
const { emulator, origin } = await started(folder);
const browser = await Browser.start();
const page = await browser.page([origin, origin.replace('http', 'ws')]);
// Nothing of what is tested depends on who else can be reached.
await page.route(url => url.origin !== origin, route => route.abort());
// The newest that says so. What the bot says when it is added may come at any time, also last.
const cards = text => page.locator('.ac-adaptiveCard').filter({ hasText: text });
let card;

async function write(text) {
  const box = page.locator('[contenteditable][role=textbox]');
  await box.click();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Enter');
}

async function press(title) {
  await card.locator('.ac-actionSet').getByRole('button', { name: title }).click();
}

/** Waits for a card that says so, which has to be whole. */
async function shows(text) {
  card = cards(text).last();
  await card.waitFor();
  assert.deepEqual(await card.evaluate(cutOff), []);
}

try {
  await browser.check('answers a hash with a card', async () => {
    await page.goto(origin);
    await write(`machines ${large}`);
    await shows('10000 machines have reported this file');
    await shows('Machines 1 to 10 of 10000');
  });

  await browser.check('puts the next page in the place of the card', async () => {
    await press('More machines');
    await shows('Machines 11 to 20 of 10000');
    assert.equal(await cards('10000 machines have reported this file').count(), 1);
  });

  await browser.check('shows hostile names as text', async () => {
    await write(`Machines with ${several}?`);
    await shows('Machines 1 to 10 of 14');
    const text = await card.innerText();
    assert.ok(text.includes('[reset your password](https://evil.example/)\\u000A<b>srv-web-13'), text);
    assert.ok(text.includes('lt-\\u202Eelpmaxe.dniwhtron\\u202C.example'), text);
    assert.equal(await card.locator('img, b, strong, em, script, iframe').count(), 0);
    const links = await card.locator('a[href]').evaluateAll(all => all.map(a => a.href));
    assert.equal(links.length, 10);
    links.forEach(link => assert.match(link, /^https:\/\/security\.microsoft\.com\/machines\/[0-9a-f]{40}$/));
  });

  await browser.check('goes on to the file, its alerts and back', async () => {
    await press('What is this file?');
    await shows('Defender takes this file for malicious');
    await press('Its alerts');
    await shows(/alerts? involves? this file/);
    await press('Machines');
    await shows('Machines 1 to 10 of 14');
  });

  await browser.check('says what it can do, when it is added and when it does not understand', async () => {
    await shows('Which machines have seen a file?');
    await write('hello');
    await cards('Which machines have seen a file?').nth(1).waitFor();
  });

  await browser.check('asks nobody else, but for what its page is made of', async () =>
    assert.deepEqual(page.faults.filter(fault => fault.startsWith('asks') && !OF_THE_PAGE.test(fault)), []));
} finally {
  emulator.kill();
  await browser.end();
  rmSync(folder, { recursive: true, force: true });
}
