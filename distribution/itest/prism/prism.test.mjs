// Every tool of every integration, called through the gateway, against a mock of the vendor's own description. The
// descriptions are not part of this repository: PATCHBAY_VENDOR_DESCRIPTIONS names their folder.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { clients, until } from "../clients/clients.mjs";
import { startDemo } from "../clients/demo.mjs";
import { freePort } from "../clients/gateway.mjs";
import { record } from "../clients/recorder.mjs";
import { closeBodies, operations, resolve } from "./closed.mjs";
import { sample } from "./samples.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.env.PATCHBAY_VENDOR_DESCRIPTIONS ?? "";

const VENDORS = [
  {
    integration: "billsby",
    file: "billsby/openapi.billsby.json",
    tools: 57,
    uploads: 0,
    contexts: [{ companyDomain: "acme" }],
    credentials: { api_key: "mock" },
  },
  {
    integration: "highlevel",
    file: "highlevel/highlevel-v2.merged.json",
    tools: 573,
    uploads: 5,
    // a location and an agency: no account has all of the tools
    contexts: [{ locationId: "LOC1", companyId: "COM1" }, { companyId: "COM1" }],
    credentials: { token: "mock" },
    // one of several arguments must be given, which a schema's root cannot say
    also: {
      create_a_highlevel_conversation_message: { contactId: "sample" },
      update_a_highlevel_invoice_by_id: { name: "sample" },
    },
    // what the mock is told by a description that contradicts itself, or cannot be told by a sample
    known: [
      [
        /body\.(miscellaneousCharges\.charges|paymentScheduleConfig\.schedules|items|products|medias\.\d+\.priceIds)\.\d+ [^{]*must be array/,
        "declared as arrays of arrays; the vendor's own examples are arrays of objects or texts",
      ],
      [/body\.direction [^{]*must be object/, "declared as an object, with a text as its example"],
      [/required property 'attachmentUrls'|body\.attachmentUrls [^{]*must be array/, "the mock does not read arrays in multipart bodies"],
      [/required property 'lastdoc'/i, "required on the first page too, where there is none; it is sent empty"],
      [/paymentSchedule must have required/, "the mock's own example of an invoice, which the merge starts from, lacks it"],
      [/(state|states\.0\.code|scopesAssignedToOnly\.0|scopes\.0) [^{]*allowed values/, "hundreds of codes that are free text here; the sample is none of them"],
    ],
  },
];

for (const vendor of VENDORS) {
  const source = join(folder, vendor.file);
  const absent = !folder || !existsSync(source);
  describe(`${vendor.integration} against its vendor's description`, { skip: absent && `no ${vendor.file} in PATCHBAY_VENDOR_DESCRIPTIONS` }, () => {
    let demo, mock, recorder, description, work;
    const opened = [];
    /** Which client has a tool, by its name. */
    const has = new Map();
    const tools = [];

    before(async () => {
      work = await mkdtemp(join(tmpdir(), "pb"));
      description = await closeBodies(source, join(work, "closed.json"));
      const port = await freePort();
      mock = spawn(join(here, "node_modules/.bin/prism"), ["mock", "-h", "127.0.0.1", "-p", String(port), join(work, "closed.json")], {
        stdio: "ignore",
        env: { ...process.env, NODE_OPTIONS: "--max-old-space-size=3000" },
      });
      await until("the mock answers", () => fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false), 60_000);
      recorder = await record(port);
      demo = await startDemo();
      for (const context of vendor.contexts) {
        const account = await demo.admin("POST", "/integrated-account", {
          integration: vendor.integration,
          name: "mock",
          context,
          credentials: vendor.credentials,
          base_url: `http://127.0.0.1:${recorder.port}`,
        });
        const server = await demo.admin("POST", `/integrated-account/${account.id}/mcp`, { name: "all" });
        const client = await clients.find(({ name }) => name === "client 2 auto").connect(server.url);
        opened.push(client);
        for (const tool of (await client.listTools()).tools.filter(({ name }) => !has.has(name))) {
          has.set(tool.name, client);
          tools.push(tool);
        }
      }
    });
    after(async () => {
      await Promise.all(opened.map((client) => client.close()));
      await demo?.stop();
      await recorder?.close();
      mock?.kill();
      if (work) await rm(work, { recursive: true, force: true });
    });

    /** Calls a tool; gives the exchanges with the mock that it led to, and what it answered. */
    async function call(tool, args) {
      recorder.exchanges.length = 0;
      const result = await has.get(tool.name).callTool({ name: tool.name, arguments: args });
      return { exchanges: [...recorder.exchanges], result };
    }

    const args = (tool, everything) => ({
      ...sample(withoutCursor(tool.inputSchema), everything),
      ...vendor.also?.[tool.name],
    });

    const used = new Set();

    /** What is wrong with a call, but for what is known to be wrong with the description. */
    function objections(tool, called) {
      return allObjections(tool, called).filter((text) => {
        const known = vendor.known?.find(([pattern]) => pattern.test(text));
        used.add(known);
        return !known;
      });
    }

    function allObjections(tool, { exchanges, result }) {
      if (exchanges.length === 0) {
        return [`${tool.name}: nothing was sent: ${result.content[0].text}`];
      }
      return exchanges.flatMap((exchange) => [
        ...violations(exchange).map((each) => `${tool.name}: ${exchange.method} ${exchange.url}: ${each.location.join(".")} ${each.message} ${exchange.body}`),
        ...(violations(exchange).length === 0 && [401, 404, 422].includes(exchange.status)
          ? [`${tool.name}: ${exchange.method} ${exchange.url}: ${exchange.status} ${exchange.answer.slice(0, 600)}`]
          : []),
        ...unknownParameters(exchange).map((name) => `${tool.name}: ${exchange.url}: no query parameter ${name}`),
      ]);
    }

    function unknownParameters(exchange) {
      const url = new URL(exchange.url, "http://mock");
      const operation = [...operations(description)]
        .filter((each) => each.method === exchange.method && matches(each.path, url.pathname))
        .sort((one, other) => one.path.split("{").length - other.path.split("{").length)[0];
      const known = [...(operation?.parameters ?? []), ...(operation?.shared ?? [])]
        .map((each) => resolve(description, each))
        .filter((each) => each.in === "query")
        .map((each) => each.name);
      return [...new Set(url.searchParams.keys())].filter((name) => !known.includes(name.replace(/\[.*\]$/, "")));
    }

    it("has all of its tools", () => {
      assert.equal(tools.length, vendor.tools);
    });

    for (const everything of [false, true]) {
      it(`is called without objection with ${everything ? "all" : "the required"} arguments`, async (t) => {
        const found = [];
        for (const tool of tools) {
          found.push(...objections(tool, await call(tool, args(tool, everything))));
        }
        t.diagnostic(`${tools.length} calls, ${found.length} objections`);
        assert.deepEqual(found, []);
      });
    }

    it("sends files byte by byte, as text or base64, up to the size that they may have", async (t) => {
      const file = (tool) => Object.entries(tool.inputSchema.properties ?? {}).find(([, each]) => each.properties?.base64)?.[0];
      const uploads = tools.filter(file);
      assert.equal(uploads.length, vendor.uploads);
      t.diagnostic(`${uploads.length} uploads`);
      const content = "PK\u0003\u0004 not all of it can be read";
      for (const tool of uploads) {
        const send = (more) => call(tool, { ...args(tool, false), [file(tool)]: { name: "a.bin", ...more } });
        for (const more of [{ text: content }, { base64: Buffer.from(content).toString("base64") }]) {
          const called = await send(more);
          assert.deepEqual(objections(tool, called), []);
          assert.match(called.exchanges[0].body, /filename="a\.bin"/);
          assert.ok(called.exchanges[0].body.includes(content), tool.name);
        }
        const largest = await send({ base64: Buffer.alloc(3_000_000, 65).toString("base64") });
        assert.ok(largest.exchanges[0].body.length > 3_000_000, tool.name);
        const larger = await send({ base64: Buffer.alloc(3_000_001, 65).toString("base64") });
        assert.equal(larger.exchanges.length, 0);
        assert.match(larger.result.content[0].text, /larger than 3 MB/);
      }
    });

    it("has no excuse for an objection that is not made any more", () => {
      assert.deepEqual((vendor.known ?? []).filter((each) => !used.has(each)), []);
    });

    it("is refused before any request when a required argument is missing", async (t) => {
      const found = [];
      let refusals = 0;
      for (const tool of tools) {
        for (const missing of tool.inputSchema.required ?? []) {
          const incomplete = args(tool, false);
          delete incomplete[missing];
          const { exchanges, result } = await call(tool, incomplete);
          if (exchanges.length > 0 || !result.isError || !result.content[0].text.includes(missing)) {
            found.push(`${tool.name} without ${missing}: ${result.content[0].text}`);
          }
          refusals++;
        }
      }
      t.diagnostic(`${refusals} refusals, ${found.length} that were none`);
      assert.deepEqual(found, []);
      assert.ok(refusals > 0);
    });
  });
}

/** What the mock found wrong with a request; its findings about its own answer do not count. */
function violations({ answerHeaders }) {
  const header = answerHeaders["sl-violations"];
  if (!header) return [];
  try {
    return JSON.parse(header).filter((each) => each.location[0] === "request");
  } catch {
    // too long a list for a header comes cut, and cannot be parsed
    return header.includes('"location":["request"') ? [{ location: ["request"], message: header }] : [];
  }
}

/** A cursor cannot be made up. */
function withoutCursor(schema) {
  const { next_cursor, ...properties } = schema.properties ?? {};
  return { ...schema, properties };
}

function matches(template, path) {
  const wanted = template.split("/");
  const given = path.split("/");
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith("{") || part === given[index]);
}
