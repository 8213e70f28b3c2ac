// Holds that nothing passes but what was checked: node --test src/conformance/verdict.test.mjs

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Verdict } from './verdict.mjs';

const required = 'server:\n  - ping\n  - tools-call\n';
const success = { id: 'answered', status: 'SUCCESS' };
const failure = { id: 'answered', status: 'FAILURE', errorMessage: 'It did not.' };

/** The verdict on what the suite found: a list of checks for each scenario that it came to an end with. */
function verdict(found, expected = '') {
  const results = mkdtempSync(join(tmpdir(), 'verdict-'));
  try {
    for (const [scenario, checks] of Object.entries(found)) {
      const folder = join(results, `server-${scenario}-2026-03-04T05-06-07-089Z`);
      mkdirSync(folder);
      writeFileSync(join(folder, 'checks.json'), JSON.stringify(checks));
    }
    return Verdict.of(results, required, expected);
  } finally {
    rmSync(results, { recursive: true });
  }
}

test('passes what was checked and is right', () => {
  const { passed, failed } = verdict({ ping: [success], 'tools-call': [success, { id: 'more', status: 'SKIPPED' }] });
  assert.deepEqual({ passed, failed }, { passed: 2, failed: 0 });
});

test('passes what fails as expected', () => {
  const { passed, failed } = verdict({ ping: [success], 'tools-call': [failure] }, '- tools-call:answered # A reason.\n');
  assert.deepEqual({ passed, failed }, { passed: 2, failed: 0 });
});

test('fails what fails, what was not run, and what is expected to fail and does not', () => {
  assert.equal(verdict({ ping: [success], 'tools-call': [failure] }).failed, 1);
  assert.equal(verdict({ ping: [success] }).failed, 1);
  assert.equal(verdict({ ping: [success], 'tools-call': [success] }, '- ping:answered # A reason.\n').failed, 1);
});

for (const [what, checks] of Object.entries({
  nothing: [],
  'only skipped checks': [{ id: 'later', status: 'SKIPPED' }],
  'only what was said': [{ id: 'outgoing-request', status: 'INFO' }],
})) {
  test(`fails a scenario of ${what}, unless that is expected`, () => {
    const found = { ping: [success], 'tools-call': checks };
    const { passed, failed } = verdict(found);
    assert.deepEqual({ passed, failed }, { passed: 1, failed: 1 });
    assert.match(verdict(found).table(), /FAILED +tools-call .*\n +nothing-checked: /);
    assert.equal(verdict(found, '- tools-call:nothing-checked # A reason.\n').failed, 0);
  });
}
