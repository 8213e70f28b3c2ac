#!/usr/bin/env node
// Starts the executable that npm has installed for this machine, and stays out of its way: it has the streams, it gets the signals,
// and its exit code is ours.
'use strict';

const { spawn } = require('node:child_process');
const { constants } = require('node:os');

const system = `${process.platform}-${process.arch}`;
const known = Object.keys(require('../package.json').optionalDependencies);

function executable() {
  const file = process.platform === 'win32' ? 'filetrail.exe' : 'filetrail';
  try {
    return require.resolve(`@filetrail/${system}/bin/${file}`);
  } catch {
    return null;
  }
}

function giveUp(why) {
  process.stderr.write(`filetrail: ${why}\n`);
  process.exit(1);
}

// Node itself says which C library it is linked to; musl (Alpine) has no version of glibc.
const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;

const path = process.env.FILETRAIL_EXECUTABLE || executable();
if (!path) {
  giveUp(
    known.includes(`@filetrail/${system}`) && !musl
      ? `@filetrail/${system} is not installed, which holds the executable. Install again, without --omit=optional or --no-optional.`
      : `there is no executable for ${system}${musl ? ' with musl' : ''}, only for ${known.map(each => each.split('/')[1]).join(', ')}.` +
          ' Run it with Java instead, or build it: see the README of the project. FILETRAIL_EXECUTABLE names one of your own.',
  );
}

const child = spawn(path, process.argv.slice(2), { stdio: 'inherit', windowsHide: true });
child.on('error', error => giveUp(`${path} can't be started: ${error.message}`));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
