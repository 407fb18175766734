// The gateway under test, as `patchbay demo --json` describes it: the file named by PATCHBAY_DEMO, or one object on
// standard input.
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import * as modern from '@modelcontextprotocol/client';

export const demo = JSON.parse(readFileSync(process.env.PATCHBAY_DEMO ?? 0, 'utf8'));

const INFO = { name: 'patchbay-tests', version: '1.0.0' };

/** The clients that must work: name and a function that connects one to a URL. */
export const CLIENTS = {
  'sdk 1.32.2 over http': (url, headers, onChanged) => legacy(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }), onChanged),
  'sdk 1.32.2 over sse': (url, headers, onChanged) => legacy(new SSEClientTransport(new URL(url), { requestInit: { headers } }), onChanged),
  'client 2.4.0 by default': (url, headers, onChanged) => current(url, headers, onChanged, undefined),
  'client 2.4.0 auto': (url, headers, onChanged) => current(url, headers, onChanged, { mode: 'auto' }),
  'client 2.4.0 pinned to 2026-07-28': (url, headers, onChanged) => current(url, headers, onChanged, { mode: { pin: '2026-07-28' } }),
};

async function legacy(transport, onChanged) {
  const client = new Client(INFO, { capabilities: {} });
  if (onChanged) {
    const { ToolListChangedNotificationSchema } = await import('@modelcontextprotocol/sdk/types.js');
    client.setNotificationHandler(ToolListChangedNotificationSchema, onChanged);
  }
  await client.connect(transport);
  return client;
}

async function current(url, headers, onChanged, versionNegotiation) {
  const client = new modern.Client(INFO, {
    capabilities: {},
    ...(versionNegotiation ? { versionNegotiation } : {}),
    ...(onChanged ? { listChanged: { tools: { onChanged } } } : {}),
  });
  await client.connect(new modern.StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return client;
}

/** The admin API; fails on anything but 2xx. */
export async function admin(method, path, body) {
  const answer = await fetch(demo.base_url + path, {
    method,
    headers: { Authorization: `Bearer ${demo.admin_token}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** The sandbox's own view of what has happened. */
export async function sandbox(method, path, body) {
  const answer = await fetch(`${demo.base_url}/sandbox/billsby/control${path}`, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text ? JSON.parse(text) : null;
}

/** Calls a tool and gives its data; an error result is thrown with its words. */
export async function call(client, name, args = {}) {
  const result = await client.callTool({ name, arguments: args });
  const data = JSON.parse(result.content[0].text);
  if (result.isError) throw Object.assign(new Error(data.error.message), data.error);
  return data;
}
