// A server that asks before money moves: with every client that can be asked, and users who accept and who decline.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { call, clients } from "./clients.mjs";
import { startDemo } from "./demo.mjs";

// each of another amount: two that are the same are one
const refund = (amount) => ({ customerUniqueId: "CUSNORA001", invoiceNumber: "INV-10492", amount });
const YES = { action: "accept", content: { confirm: true } };

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

const refunds = async () =>
  (await demo.control("billsby", "GET", "/requests")).filter(({ method, path }) => method === "POST" && /refunds/.test(path)).length;
const refunded = async () =>
  (await demo.control("billsby", "GET", "/state")).invoices.find(({ invoiceNumber }) => invoiceNumber === "INV-10492").refunded ?? 0;

/** Runs something that must send no refund. */
async function sendingNone(run) {
  const before = { refunds: await refunds(), refunded: await refunded() };
  await run();
  assert.deepEqual({ refunds: await refunds(), refunded: await refunded() }, before);
}

for (const [index, kind] of clients.entries()) {
  const REFUND = refund(10 + index);

  describe(`a server that asks first, and ${kind.name}`, () => {
    /** A client as long as `use` takes, whose user answers questions so; without an answer it cannot be asked. */
    async function withUser(answer, use) {
      const questions = [];
      const client = await kind.connect(url, {
        onAsked:
          answer &&
          (async ({ params }) => {
            questions.push(params.message);
            return answer;
          }),
      });
      try {
        await use(client, questions);
      } finally {
        await client.close();
      }
    }

    it("declined: the user is shown what would be done, and nothing is sent", () =>
      sendingNone(() =>
        withUser({ action: "decline" }, async (client, questions) => {
          await assert.rejects(call(client, "billsby_invoices_refund_invoice", REFUND), (error) => {
            assert.equal(error.kind, "forbidden");
            assert.match(error.message, /user did not confirm.*nothing was done/);
            return true;
          });
          assert.equal(questions.length, 1);
          for (const shown of ["INV-10492", "CUSNORA001", String(REFUND.amount)]) {
            assert.ok(questions[0].includes(shown), questions[0]);
          }
        }),
      ));

    it("accepted with the box unticked: as good as declined", () =>
      sendingNone(() =>
        withUser({ action: "accept", content: { confirm: false } }, (client) =>
          assert.rejects(call(client, "billsby_invoices_refund_invoice", REFUND), ({ kind }) => kind === "forbidden"),
        ),
      ));

    it("a client that cannot be asked is refused in words, and nothing is sent", () =>
      sendingNone(() =>
        withUser(null, (client) =>
          assert.rejects(call(client, "billsby_invoices_refund_invoice", REFUND), (error) => {
            assert.equal(error.kind, "forbidden");
            assert.match(error.message, /elicitation/);
            return true;
          }),
        ),
      ));

    it("what only reads is not asked about", () =>
      withUser({ action: "decline" }, async (client, questions) => {
        assert.equal((await call(client, "list_all_billsby_customers", { limit: 1 })).result.length, 1);
        assert.equal(questions.length, 0);
      }));

    it("accepted: the refund is made, once", () =>
      withUser(YES, async (client, questions) => {
        const before = { refunds: await refunds(), refunded: await refunded() };
        await call(client, "billsby_invoices_refund_invoice", REFUND);
        assert.equal(questions.length, 1);
        assert.deepEqual(
          { refunds: await refunds(), refunded: await refunded() },
          { refunds: before.refunds + 1, refunded: before.refunded + REFUND.amount },
        );
      }));
  });
}

it("a client that was asked before is asked again after kill -9", async () => {
  const kind = clients.find(({ name }) => name === "sdk 1 over http");
  const REFUND = refund(99);
  const client = await kind.connect(url, { onAsked: async () => YES });
  try {
    await demo.kill();
    await demo.again();
    const before = await refunded();
    await call(client, "billsby_invoices_refund_invoice", REFUND);
    assert.equal(await refunded(), before + REFUND.amount);
  } finally {
    await client.close();
  }
});
