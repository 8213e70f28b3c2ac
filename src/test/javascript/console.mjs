// The console at /, in a browser, against a FileTrail over the simulated tenant.
//
//   node console.mjs ADDRESS SEVERAL ONE LARGE UNKNOWN SHA256
//
// ADDRESS is FileTrail's, the rest are hashes of files: on several machines (hostile names among them), on one, on 10,000, on none; the last is the
// SHA-256 of the one on one.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Browser, column, inaccessible } from './browser.mjs';

const [address, several, one, large, unknown, sha256] = process.argv.slice(2);
const origin = new URL(address).origin;
const browser = await Browser.start();

async function opened(path = '/', options) {
  const page = await browser.page([origin], options);
  await page.goto(origin + path);
  return page;
}

async function ask(page, text) {
  await page.locator('#hashes').fill(text);
  await page.locator('#hashes').press('Enter');
}

async function asked(text, options) {
  const page = await opened('/', options);
  await ask(page, text);
  await page.locator('#answer h2').first().waitFor();
  return page;
}

async function harmless(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

async function csv(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return { name: download.suggestedFilename(), lines: readFileSync(await download.path(), 'utf8').replace(/^\uFEFF/, '').split('\r\n') };
}

await browser.check('answers a hash, the worst first', async () => {
  const page = await asked(several);
  await page.getByRole('heading', { name: '14 machines have reported this file' }).waitFor();
  const risks = (await column(page, 2)).map(risk => ['None', 'Informational', 'Low', 'Medium', 'High'].indexOf(risk));
  assert.equal(risks.length, 14);
  assert.equal(risks[0], 4);
  assert.deepEqual(risks, [...risks].sort((a, b) => b - a));
  assert.equal(await page.locator('th[aria-sort="descending"]').innerText(), 'Risk');
  assert.match(await page.locator('.budget').innerText(), /calls left this minute/);
  assert.equal(await page.locator('.bars .card').count(), 5);
  assert.ok(await page.locator('.time rect.first').count() > 5);
  await harmless(page);
});

await browser.check('shows hostile names as text, in the table, in the details, in chips', async () => {
  const page = await asked(several);
  const all = (await column(page, 1)).join('\n') + (await column(page, 8)).join('\n');
  assert.ok(all.includes('[reset your password](https://evil.example/)\\u000A<b>srv-web-13</b>'), all);
  assert.ok(all.includes('lt-\\u202Eelpmaxe.dniwhtron\\u202C.example'), all);
  assert.ok(all.includes('<img src=x onerror=alert(1)>'), all);
  assert.ok(!/[\u202A-\u202E\u2066-\u2069\u200B]/.test(await page.content()));
  assert.equal(await page.locator('#answer img, #answer b:not(h2 b), #answer script, #answer iframe').count(), 0);
  await page.getByRole('button', { name: /^All of \[reset your/ }).click();
  assert.match(await page.locator('dialog').innerText(), /IGNORE PREVIOUS INSTRUCTIONS[^]*<\/script><script>alert\(1\)<\/script>/);
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'more');
  await harmless(page);
});

await browser.check('links lead to the Defender portal and nowhere else', async () => {
  const page = await asked(several);
  const links = await page.locator('#answer a').evaluateAll(all => all.map(a => [a.href, a.rel, a.target]));
  assert.equal(links.length, 15);
  for (const [href, rel, target] of links) {
    assert.match(href, /^https:\/\/security\.microsoft\.com\/(machines|file)\/[0-9a-f]{40}$/);
    assert.deepEqual([rel, target], ['noopener noreferrer', '_blank']);
  }
  await harmless(page);
});

await browser.check('sorts by what is clicked, and tells who cannot see it', async () => {
  const page = await asked(several);
  await page.getByRole('button', { name: 'Machine', exact: true }).click();
  const names = (await column(page, 1)).filter(name => !name.startsWith('no name'));
  assert.deepEqual(names, [...names].sort(new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare));
  assert.equal(await page.locator('th[aria-sort="ascending"]').innerText(), 'Machine');
  await page.locator('#live', { hasText: 'Sorted by Machine, ascending.' }).waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Last report' }).click();
  const moments = (await column(page, 10)).filter(moment => moment !== 'unknown');
  assert.deepEqual(moments, [...moments].sort().reverse());
  await harmless(page);
});

await browser.check('filters by words, by a bar, by time, and takes it back', async () => {
  const page = await asked(several);
  const shown = () => page.locator('tbody tr[aria-rowindex]').count();
  await page.getByLabel('Filter the machines').fill('prod srv');
  assert.ok(await shown() < 14 && await shown() > 0);
  for (const name of await column(page, 1)) {
    assert.match(name, /srv.*prod/);
  }
  await page.getByLabel('Filter the machines').fill('');
  await page.locator('section[aria-label="By risk"] button', { hasText: 'High' }).click();
  assert.deepEqual(await column(page, 2), ['High', 'High']);
  assert.equal(await page.locator('section[aria-label="By risk"] button[aria-pressed="true"]').count(), 1);
  assert.match(await page.locator('output').innerText(), /2 of 14/);
  await page.getByRole('button', { name: 'No longer only High' }).click();
  assert.equal(await shown(), 14);
  await page.getByLabel('Last report').selectOption('Longer ago');
  assert.equal(await shown(), 1);
  await harmless(page);
});

await browser.check('exports CSV in which nothing is a formula', async () => {
  const page = await asked(several);
  const { name, lines } = await csv(page, 'Export CSV');
  assert.equal(name, `filetrail-${several.slice(0, 8)}.csv`);
  assert.match(lines[0], /^hash,id,name,device_group,.*,link,resolved_from$/);
  assert.equal(lines.filter(Boolean).length, 15);
  assert.equal(await page.evaluate(() => ['=1+1', '@x', '-2', '\t=1', '\uFF1D1', 'a"b', 'a,b', null].map(cell).join('|')),
    `'=1+1|'@x|'-2|\\u0009=1|'\uFF1D1|"a""b"|"a,b"|`);
  assert.ok(lines.some(line => line.includes('lt-\\u202Eelpmaxe')));
  await harmless(page);
});

await browser.check('says what it means that no machine has reported a file', async () => {
  const page = await asked(unknown);
  await page.getByRole('heading', { name: 'No machine has reported this file' }).waitFor();
  assert.match(await page.locator('#answer').innerText(), /not mean that the file was never here[^]*180 days/);
  assert.deepEqual(await inaccessible(page), []);
  await harmless(page);
});

await browser.check('passes on what FileTrail says of a wrong hash, and asks again', async () => {
  const page = await opened();
  await ask(page, '44d88612fea8a8f36de82e1278abb02f');
  await page.locator('.note.bad').waitFor();
  assert.match(await page.locator('.note.bad').innerText(), /MD5/);
  await ask(page, one.toUpperCase());
  await page.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  assert.deepEqual(await inaccessible(page), []);
  await harmless(page);
});

await browser.check('sweeps a list, shows the machines of one of the files, and goes back', async () => {
  const page = await asked(`${several}, ${one}\n"${unknown}" deadbeefdeadbeefdeadbeefdeadbeef ${'f'.repeat(64)}`);
  await page.getByRole('heading', { name: '2 of 3 files seen on machines' }).waitFor();
  assert.deepEqual(await page.locator('[aria-label="Files that were asked for"] td:nth-child(2)').allInnerTexts(), ['14', '1', '0']);
  assert.match(await page.locator('.note.bad').innerText(), /ffffffff[^]*unknown_sha256/);
  assert.match(await page.locator('.note:not(.bad)').innerText(), /deadbeef/);
  assert.deepEqual(await inaccessible(page), []);
  const { lines } = await csv(page, 'Export CSV');
  assert.deepEqual(lines.slice(1, 5).map(line => line.split(',')[2]), ['answered', 'answered', 'answered', 'unknown_sha256']);
  const progress = await page.evaluate(async hashes => {
    const told = [];
    await bridge.call('sweep_file_hashes', { hashes }, { progress: each => told.push(each.progress) });
    return told;
  }, `${several} ${one}`);
  assert.ok(progress.length > 0 && progress.every((each, i) => i === 0 || each > progress[i - 1]), String(progress));
  await page.getByRole('button', { name: one }).click();
  await page.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  await page.getByRole('button', { name: /Back: 3 files/ }).click();
  await page.getByRole('heading', { name: '2 of 3 files seen on machines' }).waitFor();
  await harmless(page);
});

await browser.check('asks for all that was pasted, and alone for a hash that has only words beside it', async () => {
  const page = await asked(`${one} deadbeefdeadbeefdeadbeefdeadbeef ${several.slice(1)}`);
  await page.getByRole('heading', { name: '1 of 1 file seen on machines' }).waitFor();
  const odd = await page.locator('.note', { hasText: 'Looks like a hash, and is none' }).innerText();
  assert.match(odd, /deadbeef[^]*MD5/);
  assert.ok(odd.includes(several.slice(1)), odd);
  assert.equal(new URL(page.url()).hash, '');
  for (const text of [`${one} ${several.slice(0, 8)}…`, `${one}, ${several.slice(0, 20)}\u200B${several.slice(20)}`]) {
    await ask(page, text);
    await page.getByRole('heading', { name: /of [12] files? seen on machines/ }).waitFor();
    await ask(page, `SHA-1 of invoice.exe: ${one}, ${one.toUpperCase()}`);
    await page.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
    assert.equal(new URL(page.url()).hash, '#' + one);
  }
  await harmless(page);
});

for (const width of [1280, 390]) {
  await browser.check(`names a file of a sweep as it was asked for: ${width} wide`, async () => {
    const page = await asked(`${sha256} ${several} ${unknown}`, { viewport: { width, height: 800 } });
    await page.getByRole('heading', { name: '2 of 3 files seen on machines' }).waitFor();
    const named = page.locator('tbody tr', { hasText: one }).getByText(sha256 + ' (SHA-256)');
    assert.ok(await named.isVisible());
    const digits = await named.evaluate(it => it.textContent.length * it.clientWidth / it.scrollWidth);
    assert.ok(digits > 12, `only ${digits} digits of it are seen`);
    const heights = await page.locator('tbody tr[aria-rowindex]').evaluateAll(rows => rows.map(each => each.getBoundingClientRect().height));
    assert.deepEqual(heights, [50, 50, 50], 'rows of one height, since those that are not drawn are reckoned by it');
    assert.deepEqual(await inaccessible(page), []);
    await harmless(page);
  });
}

await browser.check('is quick with 10,000 machines, of which it draws those that are seen', async () => {
  const page = await asked(large);
  await page.getByRole('button', { name: 'Load all 9,800' }).click();
  await page.locator('output', { hasText: /^10,000 machines$/ }).waitFor({ timeout: 60_000 });
  assert.ok(await page.locator('tbody tr').count() < 80);
  assert.equal(await page.locator('table').getAttribute('aria-rowcount'), '10001');
  const took = await page.evaluate(async () => {
    const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    const timed = async act => {
      const began = performance.now();
      act();
      await frame();
      return Math.round(performance.now() - began);
    };
    const heads = [...document.querySelectorAll('th button')];
    const scroll = document.querySelector('.scroll');
    const seek = document.getElementById('seek');
    const typed = text => () => {
      seek.value = text;
      seek.dispatchEvent(new Event('input'));
    };
    return {
      sortByName: await timed(() => heads[0].click()),
      sortByTime: await timed(() => heads.at(-1).click()),
      scrollToTheEnd: await timed(() => { scroll.scrollTop = scroll.scrollHeight; }),
      filter: await timed(typed('wks')),
      filterNothing: await timed(typed('')),
    };
  });
  console.error(JSON.stringify(took));
  for (const [what, millis] of Object.entries(took)) {
    assert.ok(millis < 1_000, `${what} took ${millis} ms`);
  }
  await page.locator('.scroll').evaluate(scroll => { scroll.scrollTop = scroll.scrollHeight; });
  await page.locator('tr[aria-rowindex="10001"]').waitFor();
  const { lines } = await csv(page, 'Export CSV');
  assert.equal(new Set(lines.slice(1).filter(Boolean).map(line => line.split(',')[1])).size, 10_000);
  assert.deepEqual(await inaccessible(page), []);
  await harmless(page);
});

await browser.check('shows what a filter leaves at once, wherever the table was scrolled to', async () => {
  const page = await asked(large);
  await page.getByRole('button', { name: 'Load 200 more' }).click();
  await page.locator('output', { hasText: /^400 loaded/ }).waitFor();
  const [name] = await column(page, 1);
  await page.locator('.scroll').evaluate(scroll => { scroll.scrollTop = scroll.scrollHeight; });
  await page.locator('tr[aria-rowindex="401"]').waitFor();
  const seen = await page.evaluate(async text => {
    const seek = document.getElementById('seek');
    seek.value = text;
    seek.dispatchEvent(new Event('input'));
    // One frame to lay the table out and be told that it scrolled, one to draw.
    for (let frames = 0; frames < 2; frames++) {
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    }
    const { left, top } = document.querySelector('.scroll').getBoundingClientRect();
    return document.elementFromPoint(left + 40, top + 50).closest('tr')?.innerText;
  }, name);
  assert.ok(seen?.includes(name), `${seen} instead of ${name}`);
  await harmless(page);
});

await browser.check('stops turning pages when told, and keeps what it has', async () => {
  const page = await asked(large);
  // So that there is time to press.
  await page.route('**/mcp', async route => {
    await new Promise(then => setTimeout(then, 100));
    await route.continue();
  });
  await page.getByRole('button', { name: /^Load all/ }).click();
  const stop = await page.getByRole('button', { name: /^Stop/ }).elementHandle();
  const before = await stop.textContent();
  await page.locator('#seek').focus();
  await page.waitForFunction(([button, text]) => button.textContent !== text, [stop, before]);
  assert.ok(await stop.evaluate(button => button.isConnected), 'the button stays while the number on it changes');
  assert.ok(await page.locator('#seek').evaluate(seek => seek === document.activeElement), 'nobody\'s focus is taken');
  await stop.click();
  await page.getByRole('button', { name: /^Load all/ }).waitFor();
  assert.match(await page.locator('output').innerText(), /loaded of 10,000/);
  await page.getByRole('button', { name: 'Load 200 more' }).click();
  await page.locator('#live', { hasText: /of 10,000 machines loaded/ }).waitFor({ state: 'attached' });
  await harmless(page);
});

await browser.check('takes a hash from the address, and asks only when told', async () => {
  const page = await browser.page([origin]);
  const calls = [];
  page.on('request', request => request.method() === 'POST' && calls.push(request.url()));
  await page.goto(`${origin}/#${one.toUpperCase()}`);
  assert.equal(await page.locator('#hashes').inputValue(), one);
  assert.match(await page.locator('#hint').innerText(), /SHA-1 costs one call[^]*SHA-256 two/);
  assert.deepEqual(calls, []);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  assert.deepEqual(calls, [origin + '/mcp']);
  await harmless(page);
});

await browser.check('cancels a question', async () => {
  const page = await opened();
  await page.route('**/mcp', () => {});
  await ask(page, one);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('The question was cancelled.').first().waitFor();
  await page.unroute('**/mcp');
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  await harmless(page);
});

await browser.check('says in words that an answer broke off, or was none of FileTrail’s', async () => {
  const page = await opened();
  const stream = 'event: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progress":1}}\n\ndata: {"jsonr\n\n';
  for (const [answer, told] of [
    [{ status: 200, contentType: 'text/html', body: '<!doctype html>Sign in' }, /^The answer broke off/],
    [{ status: 200, contentType: 'application/json', body: 'null' }, /^The answer broke off/],
    [{ status: 200, contentType: 'text/event-stream', body: stream }, /^The answer broke off/],
    [{ status: 503, contentType: 'application/json', body: 'null' }, /^FileTrail answered with the status 503/],
  ]) {
    await page.route('**/mcp', route => route.fulfill(answer));
    await ask(page, one);
    await page.locator('.note.bad').waitFor();
    assert.match(await page.locator('.note.bad').innerText(), told);
    await page.unroute('**/mcp');
  }
  // A browser writes every 503 down; nothing else may be amiss.
  assert.deepEqual(page.faults.filter(fault => !fault.includes('503')), []);
  await page.getByRole('button', { name: 'Ask again' }).click();
  await page.getByRole('heading', { name: '1 machine has reported this file' }).waitFor();
  await page.context().close();
});

await browser.check('shows a hash to copy where the page may not do it, as over plain HTTP', async () => {
  const page = await browser.page([origin]);
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.goto(origin);
  await ask(page, one);
  await page.getByRole('button', { name: 'Copy SHA-1' }).click();
  assert.equal(await page.getByRole('textbox', { name: 'SHA-1' }).inputValue(), one);
  await harmless(page);
});

await browser.check('is used by keyboard alone', async () => {
  const page = await opened();
  await page.keyboard.insertText(several);
  await page.keyboard.press('Enter');
  await page.locator('table').waitFor();
  const focused = () => page.evaluate(() => {
    const at = document.activeElement;
    return { text: (at.getAttribute('aria-label') ?? at.textContent ?? '').trim(), seen: getComputedStyle(at).outlineStyle !== 'none' };
  });
  const met = [];
  for (let i = 0; i < 60 && !met.some(each => each.text.startsWith('dc-lon-07')); i++) {
    await page.keyboard.press('Tab');
    met.push(await focused());
  }
  const texts = met.map(each => each.text);
  for (const wanted of ['Ask', 'Copy SHA-1', 'Filter the machines', 'Last report', 'Export CSV', 'Risk', 'dc-lon-07.corp.northwind.example']) {
    assert.ok(texts.some(text => text.includes(wanted)), `${wanted} is not met on the way: ${texts}`);
  }
  assert.deepEqual(met.filter(each => !each.seen), []);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').waitFor();
  assert.deepEqual(await inaccessible(page), []);
  await page.keyboard.press('Escape');
  assert.equal((await focused()).text, 'All of dc-lon-07.corp.northwind.example');
  await harmless(page);
});

await browser.check('leaves the focus where it was, or takes it to the answer that stands there now', async () => {
  const page = await opened();
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent);
  await ask(page, `${several} ${one}`);
  await page.getByRole('heading', { name: '2 of 2 files seen on machines' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'hashes');
  for (const [button, heading] of [
    [several, '14 machines have reported this file'],
    ['ask anew', '14 machines have reported this file'],
    [/^← Back: 14 machines/, '14 machines have reported this file'],
    [/^← Back: 2 files/, '2 of 2 files seen on machines'],
  ]) {
    const before = await page.locator('#answer h2').elementHandle();
    await page.getByRole('button', { name: button }).press('Enter');
    await page.waitForFunction(it => !it.isConnected && document.querySelector('#answer h2'), before);
    assert.equal(await focused(), heading);
  }
  await page.route('**/mcp', () => {});
  await page.getByRole('button', { name: one }).press('Enter');
  assert.match(await focused(), /^Asking which machines/);
  await page.getByRole('button', { name: 'Cancel' }).press('Enter');
  assert.match(await focused(), /^The question was cancelled/);
  assert.deepEqual(await inaccessible(page), []);
  await harmless(page);
});

await browser.check('leaves the focus in the table while further machines come', async () => {
  const page = await asked(large);
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  const loaded = n => page.waitForFunction(least => Number(document.querySelector('output').textContent.replace(/,| .*/g, '')) >= least, n);
  // So that the table is drawn anew several times.
  await page.route('**/mcp', async route => {
    await new Promise(then => setTimeout(then, 100));
    await route.continue();
  });
  await page.getByRole('button', { name: /^Load all/ }).click();
  const more = page.locator('tr[aria-rowindex="3"] .more');
  const name = await more.getAttribute('aria-label');
  await more.focus();
  await loaded(1_000);
  assert.equal(await focused(), name);
  await page.keyboard.press('Enter');
  await loaded(2_000);
  await page.keyboard.press('Escape');
  assert.equal(await focused(), name);
  // By name: all of that have had their place changed.
  await page.evaluate(() => document.querySelector('th button').click());
  assert.ok(await page.evaluate(() => document.activeElement.closest('.scroll')));
  await page.getByRole('button', { name: /^Stop/ }).click();
  await page.getByRole('button', { name: /^Load all/ }).waitFor();
  await harmless(page);
});

for (const [colorScheme, width] of [['light', 1280], ['dark', 1280], ['light', 390], ['dark', 760]]) {
  await browser.check(`axe finds nothing wrong: ${colorScheme}, ${width} wide`, async () => {
    const page = await asked(several, { colorScheme, viewport: { width, height: 800 } });
    assert.deepEqual(await inaccessible(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it is wider than the window');
    const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(dark, colorScheme === 'dark' ? 'rgb(14, 20, 24)' : 'rgb(244, 246, 248)');
    await harmless(page);
  });
}

await browser.end();
