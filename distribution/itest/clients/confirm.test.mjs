// A server that asks before money moves, with a client that can be asked, one whose user declines, and one that cannot.
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { call } from "./clients.mjs";
import { startDemo } from "./demo.mjs";

const REFUND = { customerUniqueId: "CUSNORA001", invoiceNumber: "INV-10492", amount: 100 };

let demo;
let url;

before(async () => {
  demo = await startDemo();
  ({ url } = await demo.admin("POST", `/integrated-account/${demo.accounts.billsby.id}/mcp`, {
    name: "asks first",
    config: { confirm: true },
  }));
});
after(() => demo?.stop());

/** A client of 2026-07-28 as long as `use` takes, whose user answers questions so; without an answer it cannot be asked. */
async function withUser(answer, use) {
  const client = new Client(
    { name: "patchbay-test", version: "1.0.0" },
    { capabilities: answer ? { elicitation: {} } : {}, versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  const questions = [];
  if (answer) {
    client.setRequestHandler("elicitation/create", async ({ params }) => {
      questions.push(params.message);
      return answer;
    });
  }
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  try {
    await use(client, questions);
  } finally {
    await client.close();
  }
}

const refunds = async () =>
  (await demo.control("billsby", "GET", "/requests")).filter(({ method, path }) => method === "POST" && /refunds/.test(path)).length;
const refunded = async () =>
  (await demo.control("billsby", "GET", "/state")).invoices.find(({ invoiceNumber }) => invoiceNumber === "INV-10492").refunded;

test("declined: the user is shown what would be done, and nothing is sent", async () => {
  const before = await refunded();
  await withUser({ action: "decline" }, async (client, questions) => {
    await assert.rejects(call(client, "billsby_invoices_refund_invoice", REFUND), (error) => {
      assert.equal(error.kind, "forbidden");
      assert.match(error.message, /user did not confirm.*nothing was done/);
      return true;
    });
    assert.equal(questions.length, 1);
    for (const shown of ["INV-10492", "CUSNORA001", "100"]) {
      assert.ok(questions[0].includes(shown), questions[0]);
    }
  });
  assert.equal(await refunded(), before);
  assert.equal(await refunds(), 0);
});

test("accepted with the box unticked: as good as declined", async () => {
  const before = await refunded();
  await withUser({ action: "accept", content: { confirm: false } }, (client) =>
    assert.rejects(call(client, "billsby_invoices_refund_invoice", REFUND), ({ kind }) => kind === "forbidden"),
  );
  assert.equal(await refunded(), before);
});

test("a client that cannot be asked is refused in words, and nothing is sent", async () => {
  const before = await refunded();
  await withUser(null, (client) =>
    assert.rejects(call(client, "billsby_invoices_refund_invoice", REFUND), (error) => {
      assert.equal(error.kind, "forbidden");
      assert.match(error.message, /elicitation/);
      return true;
    }),
  );
  assert.equal(await refunded(), before);
  assert.equal(await refunds(), 0);
});

test("what only reads is not asked about", () =>
  withUser({ action: "decline" }, async (client, questions) => {
    assert.equal((await call(client, "list_all_billsby_customers", { limit: 1 })).result.length, 1);
    assert.equal(questions.length, 0);
  }));

test("accepted: the refund is made, once", async () => {
  const before = (await refunded()) ?? 0;
  await withUser({ action: "accept", content: { confirm: true } }, async (client, questions) => {
    await call(client, "billsby_invoices_refund_invoice", REFUND);
    assert.equal(questions.length, 1);
  });
  assert.equal(await refunded(), before + 100);
  assert.equal(await refunds(), 1);
});
