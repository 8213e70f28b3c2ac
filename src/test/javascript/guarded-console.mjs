// The console where FileTrail asks everybody who they are.
//
//   node guarded-console.mjs ADDRESS HASH KEY OTHER_KEY
//
// KEY opens MCP, OTHER_KEY only another door.

import assert from 'node:assert/strict';
import { Browser, inaccessible } from './browser.mjs';

const [address, hash, key, otherKey] = process.argv.slice(2);
const origin = new URL(address).origin;
const browser = await Browser.start();

await browser.check('asks for a key, takes it, keeps it nowhere', async () => {
  const page = await browser.page([origin]);
  await page.goto(`${origin}/#${hash}`);
  await page.keyboard.press('Enter');
  await page.getByLabel('Key or access token').waitFor();
  assert.match(await page.locator('#key').innerText(), /FileTrail asks who you are[^]*Nobody has said who asks/);
  assert.deepEqual(await inaccessible(page), []);

  await page.keyboard.insertText(key.slice(0, -2) + 'zz');
  await page.keyboard.press('Enter');
  await page.getByText('not known here').first().waitFor();
  await page.getByLabel('Key or access token').fill(key);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  assert.ok(!(await page.locator('#key').isVisible()));

  const kept = await page.evaluate(async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length, (await caches.keys()).length]);
  assert.deepEqual(kept, [0, 0, '', 0, 0]);
  assert.ok(!(await page.content()).includes(key) && !page.url().includes(key));
  await page.reload();
  await page.keyboard.press('Enter');
  await page.getByLabel('Key or access token').waitFor();
  // A browser writes every 401 down; nothing else may be amiss.
  assert.deepEqual(page.faults.filter(fault => !fault.includes('401')), []);
});

await browser.check('takes another key after one that no header can hold, and after one that opens another door', async () => {
  const page = await browser.page([origin]);
  await page.goto(`${origin}/#${hash}`);
  await page.keyboard.press('Enter');
  const field = page.getByLabel('Key or access token');
  await field.fill(key + '\u200B');
  await page.keyboard.press('Enter');
  await page.locator('#key', { hasText: 'which no key and no token has' }).waitFor();
  assert.deepEqual([await field.inputValue(), await field.evaluate(it => it === document.activeElement)], ['', true]);
  await field.fill(otherKey);
  await page.keyboard.press('Enter');
  await page.locator('#key', { hasText: "doesn't open the door 'mcp'" }).waitFor();
  await field.fill(key);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  // A browser writes every 401 and 403 down; nothing else may be amiss.
  assert.deepEqual(page.faults.filter(fault => !/40[13]/.test(fault)), []);
});

await browser.end();
