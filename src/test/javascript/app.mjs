// The view inside a host of MCP Apps, in a browser: the official bridge and client, against a FileTrail over the simulated tenant.
//
//   node app.mjs ADDRESS SEVERAL ONE UNKNOWN NEARLY_ALL
//
// ADDRESS is FileTrail's MCP, the rest are hashes of files: on several machines, on one, on none, on several hundred.

import assert from 'node:assert/strict';
import { Browser, column, inaccessible } from './browser.mjs';
import { startHost, viewIn } from './app-host.mjs';

const [address, several, one, unknown, nearlyAll] = process.argv.slice(2);
const MACHINES = 'get_machines_for_file_hash';
const SWEEP = 'sweep_file_hashes';
const host = await startHost();
const browser = await Browser.start();

async function opened(tool, options = {}, browserOptions = {}) {
  const page = await browser.page([...host.origins, new URL(address).origin], { viewport: { width: 900, height: 900 }, ...browserOptions });
  await page.goto(host.origin);
  await page.evaluate(to => window.host.connect(to), address);
  page.opened = await page.evaluate(([name, given]) => window.host.open(name, given), [tool, { sandbox: host.sandbox + '/', ...options }]);
  page.view = await viewIn(page);
  return page;
}

const ask = (page, tool, args) => page.evaluate(([name, given]) => window.host.ask(name, given), [tool, args]);
const result = (page, given) => page.evaluate(it => window.host.result(it), given);
const asked = page => page.evaluate(() => window.host.asked);

async function harmless(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

await browser.check('begins as the protocol has it, and draws what the tool found', async () => {
  const page = await opened(MACHINES);
  assert.deepEqual(page.opened.meta.ui.csp, { connectDomains: [], resourceDomains: [], frameDomains: [], baseUriDomains: [] });
  assert.equal(page.opened.appInfo.name, 'filetrail-view');
  assert.ok(page.opened.size < 100_000);
  assert.ok(!(await page.view.locator('#ask').isVisible()));
  await ask(page, MACHINES, { hash: several });
  await page.view.getByRole('heading', { name: '14 machines have reported this file' }).waitFor();
  assert.ok((await column(page.view, 1)).join().includes('lt-\\u202Eelpmaxe.dniwhtron\\u202C.example'));
  assert.deepEqual(await inaccessible(page.view), []);
  const size = (await asked(page)).sizes.at(-1);
  assert.ok(size.height > 300 && size.height < 1_400, JSON.stringify(size));
  await harmless(page);
});

await browser.check('turns pages by calling the tool with the cursor', async () => {
  const page = await opened(MACHINES);
  await ask(page, MACHINES, { hash: nearlyAll, min_risk: 'None' });
  await page.view.getByText(/^25 loaded of/).waitFor();
  await page.view.getByRole('button', { name: 'Load 200 more' }).click();
  await page.view.getByText(/^225 loaded of/).waitFor();
  const ids = await page.view.evaluate(() => [...document.querySelectorAll('#answer a')].map(a => a.href));
  assert.equal(new Set(ids).size, ids.length);
  await page.view.getByRole('button', { name: /^Load 1\d\d more/ }).click();
  await page.view.getByText(/^3\d\d machines$/).waitFor();
  await harmless(page);
});

await browser.check('has the host open links and save files', async () => {
  const page = await opened(MACHINES);
  await ask(page, MACHINES, { hash: several });
  await page.view.getByRole('link', { name: 'dc-lon-07.corp.northwind.example' }).click();
  await page.view.getByRole('button', { name: 'Export CSV' }).click();
  await page.waitForFunction(() => window.host.asked.downloads.length && window.host.asked.links.length);
  const { links, downloads } = await asked(page);
  assert.match(links[0], /^https:\/\/security\.microsoft\.com\/machines\/[0-9a-f]{40}$/);
  assert.equal(downloads[0].resource.mimeType, 'text/csv');
  assert.equal(downloads[0].resource.text.trimEnd().split('\r\n').length, 15);
  await harmless(page);
});

await browser.check('hands the file over as text where a host saves none', async () => {
  const page = await opened(MACHINES, { capabilities: { serverTools: {}, openLinks: {} } });
  await ask(page, MACHINES, { hash: one });
  await page.view.getByRole('button', { name: 'Export CSV' }).click();
  assert.match(await page.view.locator('dialog textarea').inputValue(), /^hash,id,name/);
  assert.deepEqual(await inaccessible(page.view), []);
  await harmless(page);
});

await browser.check('sweeps, asks for the machines of a file, and tells the model in numbers', async () => {
  const page = await opened(SWEEP);
  await ask(page, SWEEP, { hashes: `${several} ${one} ${unknown}` });
  await page.view.getByRole('heading', { name: '2 of 3 files seen on machines' }).waitFor();
  assert.deepEqual(await inaccessible(page.view), []);
  await page.view.getByRole('button', { name: several }).click();
  await page.view.getByRole('heading', { name: '14 machines have reported this file' }).waitFor();
  await page.waitForFunction(() => window.host.asked.contexts.length);
  assert.deepEqual((await asked(page)).contexts.map(part => part.text),
    [`In FileTrail's view the person now looks at the machines of the file ${several}: 14.`]);
  await page.view.getByRole('button', { name: /Back/ }).click();
  await page.view.getByRole('heading', { name: '2 of 3 files seen on machines' }).waitFor();
  await harmless(page);
});

await browser.check('moves the focus within itself, and takes none from the assistant', async () => {
  const page = await opened(SWEEP);
  await ask(page, SWEEP, { hashes: `${several} ${one}` });
  await page.view.getByRole('button', { name: one }).press('Enter');
  await page.view.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  assert.equal(await page.view.evaluate(() => document.activeElement.tagName), 'H2');
  await page.evaluate(() => {
    const field = document.createElement('input');
    document.body.prepend(field);
    field.focus();
  });
  await ask(page, MACHINES, { hash: several });
  await page.view.getByRole('heading', { name: '14 machines have reported this file' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'INPUT');
  await harmless(page);
});

await browser.check('follows the host’s theme, also when it changes', async () => {
  const page = await opened(MACHINES, { context: { theme: 'dark' } });
  await ask(page, MACHINES, { hash: several });
  const ground = () => page.view.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.view.locator('table').waitFor();
  assert.equal(await ground(), 'rgb(21, 29, 35)');
  assert.deepEqual(await inaccessible(page.view), []);
  await page.evaluate(() => window.host.context({ theme: 'light', styles: { variables: { '--font-sans': 'serif', '--color-text-primary': 'red' } } }));
  await page.view.waitForFunction(() => document.documentElement.dataset.theme === 'light');
  assert.equal(await ground(), 'rgb(255, 255, 255)');
  // One colour of the host's without those that belong to it is not taken.
  assert.equal(await page.view.evaluate(() => getComputedStyle(document.body).color), 'rgb(21, 32, 42)');
  await harmless(page);
});

await browser.check('fills the window where the host has one to fill', async () => {
  const page = await opened(MACHINES, { context: { availableDisplayModes: ['inline', 'fullscreen'] } });
  await ask(page, MACHINES, { hash: several });
  await page.view.getByRole('button', { name: 'Enlarge' }).click();
  await page.view.getByRole('button', { name: 'Enlarge' }).waitFor({ state: 'hidden' });
  assert.deepEqual((await asked(page)).modes, ['fullscreen']);
  await harmless(page);
});

await browser.check('shows an error, a cancellation and a wait in words', async () => {
  const page = await opened(MACHINES);
  await page.evaluate(() => window.host.input({ hash: 'a'.repeat(40) }));
  await page.view.getByText(/^Asking for a{40}/).first().waitFor();
  await page.evaluate(() => window.host.cancelled('the person thought better of it'));
  await page.view.getByText(/thought better of it/).first().waitFor();
  await ask(page, MACHINES, { hash: '44d88612fea8a8f36de82e1278abb02f' });
  await page.view.locator('.note.bad', { hasText: 'MD5' }).waitFor();
  assert.deepEqual(await inaccessible(page.view), []);
  await harmless(page);
});

await browser.check('shows what is stale as stale', async () => {
  const page = await opened(MACHINES);
  await result(page, { content: [], structuredContent: { ...report(), stale: true, stale_reason: 'Defender did not answer.', age_seconds: 7_300 } });
  await page.view.getByText(/This is the last answer there was, 2 hours old/).waitFor();
  assert.match(await page.view.locator('.note.warn:visible').innerText(), /Defender did not answer/);
  await harmless(page);
});

await browser.check('shows what acts as text, and links nowhere else, whoever sent the result', async () => {
  const page = await opened(MACHINES);
  const evil = { ...report().machines[0], name: '<img src=x onerror=alert(1)>\u202Egnp.exe\u2066\u0000', tags: ['{{7*7}}', '<svg/onload=alert(1)>', '=cmd|\'/c calc\'!A1'], last_ip: '"><script>alert(1)</script>' };
  const links = ['javascript:alert(1)', 'https://evil.example/machines/1', 'https://security.microsoft.com.evil.example/machines/1', 'http://security.microsoft.com/machines/1',
    'https://security.microsoft.com@evil.example/machines/1', 'https://security.microsoft.com/machines/1?x=//evil.example', 'data:text/html,<script>alert(1)</script>', null, 7, 'https://security.microsoft.com/machines/good'];
  const machines = links.map((link, i) => ({ ...evil, id: 'm' + i, link }));
  const summary = { ...report().summary, by_device_group: [{ value: '<b>group</b>\u202E', machines: 1 }] };
  await result(page, { content: [], structuredContent: { ...report(), total_machines: 10, matching_machines: 10, machines, summary, link: 'javascript:alert(2)' } });
  await page.view.getByRole('heading', { name: '10 machines' }).waitFor();
  assert.deepEqual(await page.view.locator('#answer a').evaluateAll(all => all.map(a => a.href)), ['https://security.microsoft.com/machines/good']);
  assert.equal(await page.view.locator('#answer img, #answer script, #answer svg:not(.time svg)').count(), 0);
  assert.equal((await column(page.view, 1))[0], '<img src=x onerror=alert(1)>\\u202Egnp.exe\\u2066\\u0000');
  await page.view.getByRole('button', { name: 'Export CSV' }).click();
  await page.waitForFunction(() => window.host.asked.downloads.length);
  const { downloads } = await asked(page);
  assert.ok(downloads[0].resource.text.split('\r\n')[1].includes(`"{{7*7}};<svg/onload=alert(1)>;=cmd|'/c calc'!A1"`));
  await harmless(page);
});

await browser.check('makes do with text, and with less than it expects', async () => {
  const page = await opened(MACHINES);
  await page.evaluate(hash => window.host.input({ hash }), one);
  await result(page, { content: [{ type: 'text', text: '**1 machine** has\nreported <b>it</b> \u202E' }] });
  await page.view.getByText('**1 machine** has reported <b>it</b> \\u202E').waitFor();
  await page.view.getByRole('button', { name: 'Show as a table' }).click();
  await page.view.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  await result(page, { content: [{ type: 'text', text: JSON.stringify(report()) }] });
  await page.view.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  await result(page, { content: [], structuredContent: { total_machines: 1, matching_machines: 1, machines: [{ id: 'only-an-id' }], summary: {} } });
  await page.view.getByText('no name, id only-an-id').waitFor();
  await result(page, { content: [] });
  await page.view.getByText('There is nothing to show.').waitFor();
  await harmless(page);
});

await browser.check('asks nothing where the host lets it ask nothing, and ends when told', async () => {
  const page = await opened(MACHINES, { capabilities: {} });
  await ask(page, MACHINES, { hash: nearlyAll });
  await page.view.getByText(/^25 loaded of/).waitFor();
  assert.equal(await page.view.getByRole('button', { name: /^Load|ask anew/ }).count(), 0);
  assert.deepEqual(await page.evaluate(() => window.host.teardown()), {});
  await harmless(page);
});

function report() {
  return {
    hash: one, resolved_from: null, link: 'https://security.microsoft.com/file/' + one, total_machines: 1, matching_machines: 1,
    summary: { by_risk: [{ value: 'High', machines: 1 }], by_exposure: [], by_health: [], by_operating_system: [], by_device_group: [], first_seen: null, last_seen: null, possible_duplicates: 0, excluded: 0 },
    machines: [{ id: 'abc', name: 'srv-1', device_group: null, operating_system: 'Windows11', os_version: '24H2', health: 'Active', risk: 'High', exposure: 'Low', value: 'Normal', last_ip: '10.0.0.1', last_external_ip: null,
      tags: [], first_seen: '2026-01-01T00:00:00Z', last_seen: '2026-03-01T00:00:00Z', onboarding: 'Onboarded', possible_duplicate: false, excluded: false, merged_into: null, link: 'https://security.microsoft.com/machines/abc' }],
    next_cursor: null, fetched_at: '2026-03-01T01:00:00Z', remembered: true, age_seconds: 30, stale: false, stale_reason: null,
    budget: { call: 'machines_of_file', per_minute: 100, left_this_minute: 97, per_hour: 1500, left_this_hour: 1400, seconds_until_next: 0, sharing: 'alone' },
  };
}

await browser.end();
await host.end();
