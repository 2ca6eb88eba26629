// Starts the program on a free port and waits for the line that says it is ready.
import { spawn } from 'node:child_process';
import { setDefaultResultOrder } from 'node:dns';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

// The program listens on 127.0.0.1 here, and Node of Debian 12 tries the first address of localhost alone.
setDefaultResultOrder('ipv4first');

/** Paths are relative to the project. */
export async function start(...paths) {
  const binary = process.env.TAMIZDAT;
  if (!binary) throw new Error('TAMIZDAT must name the program to test');
  const child = spawn(binary, ['serve', ...paths, '--listen', '127.0.0.1:0'],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  await new Promise((ready, failed) => {
    child.stdout.on('data', (piece) => {
      said += piece;
      if (/^Ready.*\n/m.test(said)) ready();
    });
    child.on('exit', (code) => failed(new Error(`ended with ${code}: ${said}`)));
  });
  return { base: /Base\s+(\S+)/.exec(said)[1], stop: () => child.kill() };
}
