import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Program } from './program.mjs';

const eras = ['legacy', 'modern'];
const methods = ['tools/list', 'prompts/list', 'resources/list', 'resources/templates/list'];
const longest = 60_000; // milliseconds for one look

/** The official inspector, looking at the product over HTTP in either era. */
export class Inspector {
  #node;
  #place;

  passed = 0;
  failed = 0;

  /**
   * @param node a Node.js that runs it
   * @param place the folder that it is installed in
   */
  constructor(node, place) {
    this.#node = node;
    this.#place = place;
  }

  /** Starts what a build left in a folder, looks at it, and gives a table. */
  async look(built) {
    const program = await Program.start(built, join(this.#place, 'product.log'));
    try {
      const lines = [];
      for (const era of eras) {
        for (const method of methods) {
          lines.push(await this.#list(program.address, era, method));
        }
      }
      return lines.join('\n');
    } finally {
      await program.stop();
    }
  }

  async #list(address, era, method) {
    const strict = method === 'tools/list' ? ['--strict'] : [];
    const { code, errors } = await this.#run([address, '--transport', 'http', '--protocol-era', era, '--method', method, ...strict]);
    const advice = errors.match(/^Warning: /gm)?.length ?? 0;
    const title = `${method} (${era})`.padEnd(48);
    if (code === 0) {
      this.passed++;
      return `  ok          ${title} ${advice ? `${advice} pieces of advice` : ''}`;
    }
    this.failed++;
    return `  FAILED      ${title} exit code ${code}\n${errors}`;
  }

  #run(args) {
    const index = join(this.#place, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');
    const looking = spawn(this.#node, [index, '--cli', ...args], { stdio: ['ignore', 'ignore', 'pipe'], timeout: longest });
    let errors = '';
    looking.stderr.on('data', data => (errors += data));
    return new Promise((done, failed) => looking.on('error', failed).on('close', code => done({ code, errors })));
  }
}
