// How many API keys the hub verifies in a second (callerOf), on the embedded database and, where a test server
// answers (PUGMARK_TEST_POSTGRES), on PostgreSQL; one after another and 16 at once.
import { callerOf } from '@pugmark/hub/contexts/accounts/actions';
import { hasServer, testHub } from '@pugmark/hub/test-hub';

const SECONDS = 3;

for (const kind of ['embedded', 'server']) {
  if (kind === 'server' && !(await hasServer())) {
    console.log('server: skipped, no test server answers');
    continue;
  }
  const hub = await testHub(kind);
  const { cookie } = await hub.person('Anna', 'platform');
  const keys = [];
  for (let i = 0; i < 50; i++) {
    const body = { name: `key ${i}`, scopes: ['screenings:read'] };
    const made = await hub.request('/v1/keys', { method: 'POST', as: cookie, body });
    keys.push(new Headers({ authorization: `Bearer ${(await made.json()).secret}` }));
  }
  // A key needs no session, so the sign-in library is not asked.
  const verify = (i) => callerOf(hub.database.db, undefined, keys[i % keys.length]);
  for (let i = 0; i < 500; i++) await verify(i);
  for (const atOnce of [1, 16]) {
    let count = 0;
    const started = performance.now();
    const until = started + SECONDS * 1_000;
    const work = async () => {
      while (performance.now() < until) await verify(count++);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    const perSecond = Math.round(count / ((performance.now() - started) / 1_000));
    console.log(`${kind}, ${atOnce} at once: ${perSecond} keys a second`);
  }
  await hub.close();
}
