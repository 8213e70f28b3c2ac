// Asks FileTrail, with the fixtures built in, all that the official conformance suite asks for two revisions of MCP.
//
//   node src/conformance/run.mjs [OPTION OF MAVEN…]
//
// It builds the program in target/conformance (natively with -Dnative), starts it on a port of its own without any Defender,
// prints a table, and exits with 1 if a check fails that expected-failures-REVISION.yml doesn't name, or if one passes that it
// does name. Then the official inspector looks at the product that the last build left in target, in either era, with --strict:
// the contracts of its tools must be such as every client can read. With --product the suite asks the product too, and is not judged: what fails then
// is what needs a fixture.

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Inspector } from './inspector.mjs';
import { Program } from './program.mjs';
import { Verdict } from './verdict.mjs';

const revisions = ['2025-11-25', '2026-07-28'];
const longest = 300_000; // milliseconds for one revision; it takes a few seconds

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');
const place = join(root, 'target/conformance');
const suite = join(place, 'suite');
const options = process.argv.slice(2);
const product = options.includes('--product');

/** Builds the program from the same sources, as if they lay in a folder of their own, and gives the path of what it made. */
function build() {
  mkdirSync(place, { recursive: true });
  for (const name of ['pom.xml', 'src']) {
    existsSync(join(place, name)) || symlinkSync(join(root, name), join(place, name));
  }
  // Natively it is built quickly rather than well: it lives for a minute.
  const quickly = '-Dquarkus.native.additional-build-args=-Ob';
  const maven = ['-B', '-ntp', '-q', '-f', join(place, 'pom.xml'), 'package', '-Pconformance', quickly, ...options];
  execFileSync(join(root, 'mvnw'), maven, { cwd: root, stdio: 'inherit' });
  return join(place, 'target');
}

/** Installs the suite beside the program, and gives the path of a Node.js that runs it. */
function install() {
  mkdirSync(suite, { recursive: true });
  cpSync(join(here, 'package.json'), join(suite, 'package.json'));
  // npm says that the suite wants a newer Node.js, which is just what it brings.
  const npm = ['install', '--silent', '--no-audit', '--no-fund', '--no-package-lock', '--ignore-scripts'];
  execFileSync('npm', npm, { cwd: suite, stdio: 'inherit' });
  return parseInt(process.versions.node) >= 22
    ? process.execPath
    : join(suite, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
}

/** Runs the suite for a revision; what it says goes to a file, what it found to a folder, whose path is given. */
function ask(node, address, revision) {
  const results = join(suite, revision);
  const log = openSync(`${results}.log`, 'w');
  const index = join(suite, 'node_modules/@modelcontextprotocol/conformance/dist/index.js');
  const asking = spawn(node, [index, 'server', '--url', address, '--requirements', revision, '-o', results], {
    stdio: ['ignore', log, log],
    timeout: longest,
  });
  // Its exit code tells of what it scores only; the results tell of all.
  return new Promise((done, failed) => asking.on('error', failed).on('exit', () => done(results)));
}

if (!existsSync(join(root, 'target/quarkus-artifact.properties'))) {
  throw new Error('There is no product to look at: ./mvnw package builds it.');
}
const made = product ? join(root, 'target') : build();
const node = install();
revisions.forEach(revision => rmSync(join(suite, revision), { recursive: true, force: true }));
const program = await Program.start(made, join(suite, 'program.log'));
let passed = 0;
let failed = 0;
try {
  for (const revision of revisions) {
    const results = await ask(node, program.address, revision);
    const required = readFileSync(join(suite, 'node_modules/@modelcontextprotocol/conformance/requirements', `${revision}.yaml`), 'utf8');
    const expected = product ? '' : readFileSync(join(here, `expected-failures-${revision}.yml`), 'utf8');
    const verdict = Verdict.of(results, required, expected);
    console.log(`\nMCP ${revision}\n${verdict.table()}`);
    passed += verdict.passed;
    failed += verdict.failed;
  }
} finally {
  await program.stop();
}
if (failed && !product) {
  console.log(`\nThe program's log:\n${program.log()}\nWhat the suite found is in ${suite}.`);
}
const inspector = new Inspector(node, suite);
console.log(`\nThe inspector, strictly\n${await inspector.look(join(root, 'target'))}`);
passed += inspector.passed;
failed = (product ? 0 : failed) + inspector.failed;
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
