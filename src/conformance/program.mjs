import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

const nobody = 'http://127.0.0.1:1';

/** A packaged program, native or not, on a free port of this machine. */
export class Program {
  #process;
  #log;

  /** Where it answers MCP. */
  address;

  /**
   * Starts what a build left in a folder, and waits until it answers.
   *
   * @param place the folder
   * @param log the file that it writes to
   */
  static async start(place, log) {
    const program = new Program();
    const [port, management] = [await freePort(), await freePort()];
    program.address = `http://127.0.0.1:${port}/mcp`;
    program.#log = log;
    const output = openSync(log, 'w');
    const [command, ...args] = commandOf(place);
    program.#process = spawn(command, args, {
      stdio: ['ignore', output, output],
      env: {
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AZURE|FILETRAIL|QUARKUS)_/.test(name))),
        QUARKUS_HTTP_PORT: port,
        QUARKUS_MANAGEMENT_PORT: management,
        // The suite asks nothing of Defender: it is set up, and nobody is there.
        AZURE_TENANT_ID: '00000000-0000-0000-0000-000000000001',
        AZURE_CLIENT_ID: '00000000-0000-0000-0000-000000000002',
        AZURE_CLIENT_SECRET: 'not-a-secret',
        AZURE_AUTHORITY_HOST: nobody,
        FILETRAIL_DEFENDER_URL: nobody,
      },
    });
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => program.stop().then(() => process.exit(1)));
    }
    process.once('exit', () => program.#process.kill('SIGKILL'));
    await program.#ready(`http://127.0.0.1:${management}/q/health/live`);
    return program;
  }

  async #ready(health) {
    for (let tries = 0; tries < 600; tries++) {
      if (this.#process.exitCode !== null) {
        break;
      }
      if (await fetch(health).then(answer => answer.ok, () => false)) {
        return;
      }
      await after(100);
    }
    await this.stop();
    throw new Error(`The program did not start:\n${this.log()}`);
  }

  /** All that it has written so far. */
  log() {
    return readFileSync(this.#log, 'utf8');
  }

  async stop() {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = new Promise(done => this.#process.once('exit', done));
      this.#process.kill('SIGKILL'); // it has nothing to finish
      await ended;
    }
  }
}

function commandOf(place) {
  const artifact = readFileSync(join(place, 'quarkus-artifact.properties'), 'utf8');
  const property = name => new RegExp(`^${name}=(.*)$`, 'm').exec(artifact)[1];
  const path = join(place, property('path'));
  if (property('type') === 'native') {
    return [path];
  }
  return [process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/java') : 'java', '-jar', path];
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on('error', failed).listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
