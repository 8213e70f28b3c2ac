import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const failures = ['FAILURE', 'WARNING'];
const notRun = { id: 'not-run', status: 'FAILURE', errorMessage: 'The suite did not come to an end with it.' };
const nothingChecked = { id: 'nothing-checked', status: 'FAILURE', errorMessage: 'The suite checked nothing in it.' };

/** What the suite found for a revision, held against what was expected. A scenario that it doesn't score counts like any other. */
export class Verdict {
  #lines = [];
  #used = new Set();

  /** Scenarios in which all is as expected. */
  passed = 0;

  /** Scenarios in which something is not. */
  failed = 0;

  /**
   * @param results the folder with what the suite found
   * @param required the text of the suite's own list of scenarios
   * @param expected the text of our list of failures: - SCENARIO:CHECK # reason, or - SCENARIO # reason for all its checks
   */
  static of(results, required, expected) {
    const verdict = new Verdict();
    const reasons = reasonsIn(expected);
    const found = checksIn(results);
    for (const { scenario, scored } of scenariosIn(required)) {
      const checks = found.get(scenario) ?? [notRun];
      if (!checks.some(check => check.status === 'SUCCESS' || failures.includes(check.status))) {
        checks.push(nothingChecked);
      }
      verdict.#judge(scored ? scenario : `${scenario} (not scored)`, scenario, checks, reasons);
    }
    for (const entry of [...reasons.keys()].filter(entry => !verdict.#used.has(entry))) {
      verdict.#bad(`${entry}: expected to fail, and no such check failed`);
    }
    return verdict;
  }

  #judge(title, scenario, checks, reasons) {
    const count = status => checks.filter(check => check.status === status).length;
    const bad = checks.filter(check => failures.includes(check.status));
    const reasonOf = check => reasons.get(`${scenario}:${check.id}`) ?? reasons.get(scenario);
    const unexpected = bad.filter(check => !reasonOf(check));
    const counts = `${count('SUCCESS')} passed`.padEnd(11) + (count('SKIPPED') ? ` ${count('SKIPPED')} skipped` : '');
    if (unexpected.length) {
      this.#bad(`${title.padEnd(60)} ${counts}`);
    } else {
      this.passed++;
      this.#lines.push(`  ${bad.length ? 'as expected' : 'ok         '} ${title.padEnd(60)} ${counts}`);
    }
    for (const check of unexpected) {
      this.#lines.push(`                ${check.id}: ${check.status} ${check.errorMessage ?? ''}`);
    }
    for (const reason of new Set(bad.map(reasonOf).filter(Boolean))) {
      this.#lines.push(`                expected: ${reason}`);
    }
    bad.forEach(check => this.#used.add(`${scenario}:${check.id}`).add(scenario));
  }

  #bad(line) {
    this.failed++;
    this.#lines.push(`  FAILED      ${line}`);
  }

  table() {
    return this.#lines.join('\n');
  }
}

function reasonsIn(expected) {
  const reasons = new Map();
  for (const [line, entry, reason] of expected.matchAll(/^ *- *(\S+) *(?:# *(.*))?$/gm)) {
    if (!reason) {
      throw new Error(`No reason beside it: ${line}`);
    }
    reasons.set(entry, reason);
  }
  return reasons;
}

function checksIn(results) {
  const found = new Map();
  for (const folder of readdirSync(results)) {
    const scenario = folder.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '');
    const checks = join(results, folder, 'checks.json');
    if (existsSync(checks)) {
      found.set(scenario, JSON.parse(readFileSync(checks, 'utf8')));
    }
  }
  return found;
}

/** The scenarios for servers, of a list that the suite reads as YAML: those under server:, and those of leg server under not_scored:. */
function scenariosIn(required) {
  const scored = /^server:\n((?:  - .*\n)+)/m.exec(required)[1];
  return [
    ...[...scored.matchAll(/- (\S+)/g)].map(([, scenario]) => ({ scenario, scored: true })),
    ...[...required.matchAll(/- scenario: (\S+)\n +leg: server/g)].map(([, scenario]) => ({ scenario, scored: false })),
  ];
}
