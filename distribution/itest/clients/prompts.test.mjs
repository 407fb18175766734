// The workflows that an integration offers as prompts, as each official client shows them.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { clients } from "./clients.mjs";
import { startDemo } from "./demo.mjs";

describe("prompts", () => {
  let demo;
  before(async () => {
    demo = await startDemo();
  });
  after(() => demo?.stop());

  for (const { name, connect } of clients) {
    it(`${name} lists Billsby's and HighLevel's, and gets one with what was entered`, async () => {
      const billsby = await connect(demo.accounts.billsby.mcp_url);
      try {
        const { prompts } = await billsby.listPrompts();
        assert.deepEqual(prompts.map((each) => each.name), ["refund_latest_invoice", "cancel_and_refund", "retry_failed_payments"]);
        const { messages } = await billsby.getPrompt({ name: "retry_failed_payments", arguments: { invoices: "INV-10501, INV-10502" } });
        assert.equal(messages[0].role, "user");
        assert.match(messages[0].content.text, /INV-10501, INV-10502[\s\S]*billsby_invoices_reattempt_invoice_payment/);
        const listed = (await billsby.listTools()).tools.map((tool) => tool.name);
        for (const word of messages[0].content.text.match(/\b[a-z]+_[a-z_]*billsby[a-z_]*|billsby_[a-z_]+/g)) {
          assert.ok(listed.includes(word), `${word} is a tool of this server`);
        }
        await assert.rejects(billsby.getPrompt({ name: "retry_failed_payments", arguments: {} }), /invoices is missing/);
      } finally {
        await billsby.close();
      }
      const highlevel = await connect(demo.accounts.highlevel.mcp_url);
      try {
        const { prompts } = await highlevel.listPrompts();
        assert.deepEqual(prompts.map((each) => each.name), ["answer_disputed_invoice", "offer_to_best_clients"]);
      } finally {
        await highlevel.close();
      }
    });
  }
});
