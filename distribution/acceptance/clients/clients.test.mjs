// The matrix: each official client lists, calls, meets an unknown tool, and hears of a changed list.
import assert from 'node:assert/strict';
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { admin, call, CLIENTS, demo } from './gateway.mjs';

const url = demo.accounts.billsby.mcp_url;

for (const [name, connect] of Object.entries(CLIENTS)) {
  test(`${name} lists, calls, and is told what it cannot call`, async () => {
    const client = await connect(url, {});
    try {
      const { tools } = await client.listTools();
      assert.equal(tools.length, 57);
      const page = await call(client, 'list_all_billsby_customers', { limit: 5 });
      assert.equal(page.result.length, 5);
      const next = await call(client, 'list_all_billsby_customers', { limit: 5, next_cursor: page.next_cursor });
      assert.notDeepEqual(next.result, page.result);
      await assert.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }), (error) => error.code === -32602);
    } finally {
      await client.close();
    }
  });

  test(`${name} opens a server that wants a second factor`, async () => {
    const { token } = await admin('POST', '/api-token', { name: 'clients', role: 'caller' });
    const server = await admin('POST', `/integrated-account/${demo.accounts.billsby.id}/mcp`, {
      name: 'second factor', config: { methods: ['read'], require_api_token_auth: true },
    });
    await assert.rejects(connect(server.url, {}));
    const client = await connect(server.url, { Authorization: `Bearer ${token}` });
    try {
      const { tools } = await client.listTools();
      assert.ok(tools.length > 0 && tools.every((each) => each.annotations.readOnlyHint));
    } finally {
      await client.close();
    }
  });
}

test('every client hears that a bundle has gone and come back', async () => {
  const heard = new Map();
  const clients = [];
  for (const [name, connect] of Object.entries(CLIENTS)) {
    heard.set(name, 0);
    clients.push(await connect(url, {}, () => heard.set(name, heard.get(name) + 1)));
  }
  const jar = join(demo.deploy_dir, 'plugin-billsby.jar');
  const aside = `${jar}.aside`;
  try {
    await until(async () => (await Promise.all(clients.map((each) => each.listTools()))).every(({ tools }) => tools.length === 57));
    copyFileSync(jar, aside);
    rmSync(jar);
    await until(() => [...heard.values()].every((count) => count >= 1));
    renameSync(aside, jar);
    await until(() => [...heard.values()].every((count) => count >= 2));
    await until(async () => (await clients[0].listTools()).tools.length === 57);
  } finally {
    rmSync(aside, { force: true });
    await Promise.all(clients.map((each) => each.close()));
  }
});

async function until(condition) {
  const end = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not become true within 15 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
