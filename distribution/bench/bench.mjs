// Measures what the gateway costs: the same vendor answer fetched straight from the vendor, through nginx as reverse
// proxy, and through a tool call with token check, validation, audit and metrics; and the list of tools against the
// same bytes from nginx. All in one run on one machine, so that the ratios mean something.
//
//   node bench.mjs --patchbay <script> [--seconds 5] [--connections 1,16,64,256] [--keep]

import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    patchbay: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '1,16,64,256' },
    keep: { type: 'boolean', default: false },
  },
});
const connections = options.connections.split(',').map(Number);
const work = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
const children = [];

const invoice = JSON.stringify({
  invoiceNumber: 'INV-1', status: 'Paid', customerUniqueId: 'CUS-1', subscriptionUniqueId: 'SUB-1',
  totalAmount: 4900, formattedTotalAmount: '$49.00', currency: 'USD', dueDate: '2026-11-01T00:00:00Z',
  lines: Array.from({ length: 8 }, (_, line) => ({ description: `Line ${line}`, quantity: 1, amount: 612 })),
});
const VERSION = '2026-07-28';
const meta = {
  'io.modelcontextprotocol/protocolVersion': VERSION,
  'io.modelcontextprotocol/clientCapabilities': {},
};

try {
  const [vendorPort, proxyPort, gatewayPort] = [await freePort(), await freePort(), await freePort()];
  const gateway = await startGateway(gatewayPort);
  const server = await mint(gateway, vendorPort);
  const call = post(server.path, 'tools/call', { name: 'get_single_billsby_invoice_by_id', arguments: { invoiceNumber: 'INV-1' }, _meta: meta });
  const list = post(server.path, 'tools/list', { _meta: meta });
  const listed = await (await fetch(gateway.base_url + server.path, list.fetch)).text();
  startNginx(vendorPort, proxyPort, listed);
  await answers(gateway.base_url + server.path, call.fetch, '"isError"', false);
  const nginxPids = () => pids('nginx', work);

  console.log(`One vendor answer of ${invoice.length} bytes; the list of tools has ${listed.length} bytes.`);
  console.log(`Each cell ${options.seconds} s after 2 s of warm-up; CPU is that of the processes in the middle, per request.\n`);
  warmUp(`http://127.0.0.1:${gatewayPort}${server.path}`, call);
  for (const [title, floors, target] of [
    ['one tool call', [
      ['vendor, straight', `http://127.0.0.1:${vendorPort}/core/invoices/INV-1`, null, null],
      ['nginx as proxy', `http://127.0.0.1:${proxyPort}/core/invoices/INV-1`, null, nginxPids],
    ], ['gateway', `http://127.0.0.1:${gatewayPort}${server.path}`, call, () => [gateway.pid]]],
    ['the list of tools', [
      ['nginx, same bytes', `http://127.0.0.1:${vendorPort}/list`, null, nginxPids],
    ], ['gateway', `http://127.0.0.1:${gatewayPort}${server.path}`, list, () => [gateway.pid]]],
  ]) {
    console.log(`${title}`);
    console.log('  conns  what                 calls/s   p50 ms   p99 ms   CPU us  ratio calls/s  errors');
    for (const count of connections) {
      const rows = [...floors, target].map(([name, url, request, processes]) => [name, wrk(url, request, count, processes)]);
      const mine = rows.at(-1)[1].rate;
      for (const [name, row] of rows) {
        const ratio = name === 'gateway' ? '' : `${(mine / row.rate).toFixed(3)} of it`;
        console.log(`  ${String(count).padStart(5)}  ${name.padEnd(18)} ${row.rate.toFixed(0).padStart(9)} ${row.p50.toFixed(2).padStart(8)} ${row.p99.toFixed(2).padStart(8)} ${row.cpu === null ? '       -' : row.cpu.toFixed(0).padStart(8)}  ${ratio.padEnd(13)}  ${row.errors}`);
      }
    }
    console.log();
  }
} finally {
  for (const child of children.reverse()) await stop(child);
  if (options.keep) console.log(`kept: ${work}`);
  else rmSync(work, { recursive: true, force: true });
}

async function freePort() {
  const probe = createServer();
  await new Promise((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return port;
}

async function startGateway(port) {
  const child = spawn(options.patchbay, ['demo', '--json', '--fresh', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PATCHBAY_DEMO: join(work, 'demo') },
  });
  children.push(child);
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    let printed;
    try {
      printed = JSON.parse(text);
    } catch {
      // the object is not whole yet
      continue;
    }
    // its limits are not what is measured; it reads the folder twice a second
    const conf = join(printed.deploy_dir, '..', 'conf');
    writeFileSync(join(conf, 'dev.patchbay.calls.cfg'), 'calls.per.minute = 0\n');
    writeFileSync(join(conf, 'dev.patchbay.gateway.cfg'), 'requests.per.minute = 0\n');
    await new Promise((done) => setTimeout(done, 3_000));
    return printed;
  }
  throw new Error('the gateway did not start');
}

async function mint(gateway, vendorPort) {
  const api = async (path, body) => {
    const answer = await fetch(gateway.base_url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${gateway.admin_token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const account = await api('/integrated-account', {
    integration: 'billsby', name: 'bench', context: { companyDomain: 'bench' },
    credentials: { api_key: 'bench-key' }, base_url: `http://127.0.0.1:${vendorPort}`,
  });
  const minted = await api(`/integrated-account/${account.id}/mcp`, { name: 'bench' });
  return { path: new URL(minted.url).pathname };
}

function post(path, method, params) {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const headers = {
    'Content-Type': 'application/json', Accept: 'application/json, text/event-stream',
    'MCP-Protocol-Version': VERSION, 'Mcp-Method': method, ...(params.name ? { 'Mcp-Name': params.name } : {}),
  };
  const lines = Object.entries(headers).map(([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`);
  const lua = join(work, `${method.replace('/', '-')}.lua`);
  writeFileSync(lua, `wrk.method = "POST"\nwrk.body = ${JSON.stringify(body)}\n${lines.join('\n')}\n`);
  return { lua, fetch: { method: 'POST', headers, body } };
}

async function answers(url, request, text, expected) {
  const body = await (await fetch(url, request)).text();
  if (body.includes(text) !== expected) throw new Error(`unexpected answer: ${body.slice(0, 400)}`);
}

function startNginx(vendorPort, proxyPort, listed) {
  mkdirSync(join(work, 'www/core/invoices'), { recursive: true });
  writeFileSync(join(work, 'www/core/invoices/INV-1'), invoice);
  writeFileSync(join(work, 'www/list'), listed);
  writeFileSync(join(work, 'nginx.conf'), `
    ${process.getuid() === 0 ? 'user root;' : ''} worker_processes auto; daemon off; pid ${work}/nginx.pid; error_log ${work}/error.log crit;
    events { worker_connections 2048; }
    http {
      access_log off; default_type application/json; keepalive_requests 1000000000; sendfile on; open_file_cache max=10;
      client_body_temp_path ${work}/b; proxy_temp_path ${work}/p; fastcgi_temp_path ${work}/f; uwsgi_temp_path ${work}/u; scgi_temp_path ${work}/s;
      upstream vendor { server 127.0.0.1:${vendorPort}; keepalive 512; }
      server { listen 127.0.0.1:${vendorPort} backlog=4096; root ${work}/www; }
      server { listen 127.0.0.1:${proxyPort} backlog=4096; location / { proxy_pass http://vendor; proxy_http_version 1.1; proxy_set_header Connection ""; } }
    }`);
  children.push(spawn('nginx', ['-p', work, '-c', join(work, 'nginx.conf')], { stdio: 'inherit' }));
  execFileSync('sleep', ['1']);
}

function warmUp(url, request) {
  for (let round = 0; round < 3; round++) execFileSync('wrk', ['-t2', '-c32', '-d4s', '-s', request.lua, url]);
}

function wrk(url, request, count, processes) {
  const script = request ? ['-s', request.lua] : [];
  const threads = Math.min(2, count);
  execFileSync('wrk', [`-t${threads}`, `-c${count}`, '-d2s', ...script, url]);
  const before = processes ? cpuSeconds(processes()) : 0;
  const text = execFileSync('wrk', [`-t${threads}`, `-c${count}`, `-d${options.seconds}s`, '--latency', ...script, url], { encoding: 'utf8' });
  const after = processes ? cpuSeconds(processes()) : 0;
  const total = Number(/(\d+) requests in/.exec(text)[1]);
  const failed = /Non-2xx or 3xx responses: (\d+)/.exec(text);
  const sockets = /Socket errors: (.*)/.exec(text);
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(text)[1]),
    p50: millis(/^\s+50%\s+(\S+)/m.exec(text)[1]),
    p99: millis(/^\s+99%\s+(\S+)/m.exec(text)[1]),
    cpu: processes ? ((after - before) / total) * 1e6 : null,
    errors: [failed && `${failed[1]} not 2xx`, sockets && sockets[1]].filter(Boolean).join('; ') || '0',
  };
}

function millis(text) {
  const value = parseFloat(text);
  return text.endsWith('us') ? value / 1000 : text.endsWith('ms') ? value : value * 1000;
}

function pids(name, marker) {
  const master = Number(readFileSync(join(marker, 'nginx.pid'), 'utf8'));
  return execFileSync('pgrep', ['-P', String(master)], { encoding: 'utf8' }).trim().split('\n').map(Number);
}

function cpuSeconds(processIds) {
  return processIds.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return sum + (Number(fields[11]) + Number(fields[12])) / 100;
  }, 0);
}

function stop(child) {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.on('exit', done);
    child.kill('SIGTERM');
  });
}
