// What the acceptance tests have heard at 2026-07-28, message by message against the official schema of that revision.
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";

const here = dirname(fileURLToPath(import.meta.url));
const transcript = join(here, "../../acceptance/target/transcript.jsonl");
const suite = join(here, "node_modules/@modelcontextprotocol/conformance/dist/index.js");

/** The schema of the revision, which the suite carries as a literal of its program. */
async function officialSchema() {
  const program = await readFile(suite, "utf8");
  const beginning = "={$schema:`https://json-schema.org/draft/2020-12/schema`,$defs:{";
  for (let at = program.indexOf(beginning); at >= 0; at = program.indexOf(beginning, at + 1)) {
    const schema = runInNewContext(`(${literal(program, at + 1)})`);
    if ("DiscoverResult" in schema.$defs) {
      return schema;
    }
  }
  throw new Error(`no schema of 2026-07-28 in ${suite}`);
}

/** The object literal that begins at an index. */
function literal(program, start) {
  let depth = 0;
  let quote = null;
  for (let at = start; ; at++) {
    const character = program[at];
    if (quote) {
      if (character === "\\") at++;
      else if (character === quote) quote = null;
    } else if ("`'\"".includes(character)) {
      quote = character;
    } else if (character === "{") {
      depth++;
    } else if (character === "}" && --depth === 0) {
      return program.slice(start, at + 1);
    }
  }
}

const RESULTS = {
  "server/discover": "DiscoverResultResponse",
  "tools/list": "ListToolsResultResponse",
  "tools/call": "CallToolResultResponse",
  "prompts/list": "ListPromptsResultResponse",
  "prompts/get": "GetPromptResultResponse",
};
const NOTIFICATIONS = {
  "notifications/progress": "ProgressNotification",
  "notifications/subscriptions/acknowledged": "SubscriptionsAcknowledgedNotification",
  "notifications/tools/list_changed": "ToolListChangedNotification",
  "notifications/prompts/list_changed": "PromptListChangedNotification",
};

/** The definition that a message must fit. */
function definition({ method, message }) {
  if (message.error) return "JSONRPCErrorResponse";
  if (message.method) return NOTIFICATIONS[message.method];
  return method === "subscriptions/listen" ? "SubscriptionsListenResult" : RESULTS[method];
}

describe("what the acceptance tests have heard", { skip: !existsSync(transcript) && "the acceptance tests were not run" }, () => {
  let lines, ajv;
  before(async () => {
    lines = (await readFile(transcript, "utf8")).split("\n").filter(Boolean).map((line) => JSON.parse(line));
    ajv = new Ajv({ strict: false, allErrors: true });
    formats(ajv);
    ajv.addFormat("byte", true);
    ajv.addSchema({ ...(await officialSchema()), $id: "mcp" });
  });

  it("13 every modern message validates against the official schema", (t) => {
    const wrong = [];
    const counts = {};
    for (const line of lines) {
      const name = definition(line);
      assert.ok(name, `no definition for ${JSON.stringify(line).slice(0, 300)}`);
      counts[name] = (counts[name] ?? 0) + 1;
      const validate = ajv.getSchema(`mcp#/$defs/${name}`);
      if (!validate(name === "SubscriptionsListenResult" ? line.message.result : line.message)) {
        wrong.push(`${name}: ${ajv.errorsText(validate.errors).slice(0, 500)}: ${JSON.stringify(line).slice(0, 500)}`);
      }
    }
    t.diagnostic(JSON.stringify(counts));
    assert.deepEqual(wrong, []);
    for (const needed of ["DiscoverResultResponse", "ListToolsResultResponse", "CallToolResultResponse", "SubscriptionsListenResult"]) {
      assert.ok(counts[needed] > 0, `no ${needed} was heard`);
    }
  });

  it("13 every modern result says its type and who gave it", () => {
    for (const { method, message } of lines) {
      if (message.result) {
        assert.ok(message.result.resultType, JSON.stringify(message).slice(0, 300));
        if (method !== "subscriptions/listen") {
          assert.ok(message.result._meta["io.modelcontextprotocol/serverInfo"].name, JSON.stringify(message).slice(0, 300));
        }
      }
    }
  });
});
