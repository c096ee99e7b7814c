// `npm run demo:relay`: the demo over https, behind a real nginx that adds the secrets its vendors want.
import { startRelay } from './startRelay.mjs';
import { startTokenJob } from './tokenJob.mjs';

const relay = await startRelay({ port: Number(process.env.PORT ?? 8443) });
const jobs = /** @type {const} */ (['media', 'behavior', 'oper']).map((name) => {
  const job = startTokenJob(relay, name);
  job.stderr.pipe(process.stderr);
  return job;
});
console.log(
  'nginx, and behind it a test server that plays five vendors; nothing leaves this machine.',
);
console.log(relay.nginx.url);
console.log('Its certificate is of its own making: your browser asks whether you trust it.');
console.log(`Configuration and logs: ${relay.dir}`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    jobs.forEach((job) => job.kill());
    await relay.close();
    process.exit(0);
  });
}
