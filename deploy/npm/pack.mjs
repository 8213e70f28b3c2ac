// Packs what is published on npm, into a folder:
//
//   node deploy/npm/pack.mjs FOLDER VERSION                        the launcher
//   node deploy/npm/pack.mjs FOLDER VERSION linux-x64 EXECUTABLE   what it starts on such a machine
//
// A release packs and publishes the executables first, then the launcher.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [folder, version, system, executable] = process.argv.slice(2);
if (!version || (system && !executable)) {
  console.error('node pack.mjs FOLDER VERSION [SYSTEM EXECUTABLE]');
  process.exit(2);
}
const launcher = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const place = mkdtempSync(join(tmpdir(), 'filetrail-npm-'));
try {
  mkdirSync(join(place, 'bin'));
  cpSync(join(here, '../../LICENSE'), join(place, 'LICENSE'));
  let description;
  if (system) {
    const name = `@filetrail/${system}`;
    if (!(name in launcher.optionalDependencies)) {
      throw new Error(`The launcher knows no ${name}.`);
    }
    const [os, cpu] = system.split('-');
    const file = join(place, 'bin', os === 'win32' ? 'filetrail.exe' : 'filetrail');
    cpSync(executable, file);
    chmodSync(file, 0o755);
    description = { name, version, description: `FileTrail's executable for ${system}. Install filetrail.`, license: launcher.license,
      os: [os], cpu: [cpu], ...(os === 'linux' ? { libc: ['glibc'] } : {}), files: ['bin'], preferUnplugged: true };
  } else {
    cpSync(join(here, 'README.md'), join(place, 'README.md'));
    cpSync(join(here, 'bin'), join(place, 'bin'), { recursive: true });
    const executables = Object.keys(launcher.optionalDependencies).map(name => [name, version]);
    description = { ...launcher, version, optionalDependencies: Object.fromEntries(executables) };
  }
  if (process.env.GITHUB_REPOSITORY) {
    // npm takes no provenance for a package that does not name the repository that it was made in.
    description.repository = { type: 'git', url: `git+https://github.com/${process.env.GITHUB_REPOSITORY}.git` };
  }
  writeFileSync(join(place, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
  mkdirSync(folder, { recursive: true });
  const npm = ['pack', '--silent', '--pack-destination', resolve(folder)];
  execFileSync('npm', npm, { cwd: place, stdio: 'inherit', shell: process.platform === 'win32' });
} finally {
  rmSync(place, { recursive: true });
}
