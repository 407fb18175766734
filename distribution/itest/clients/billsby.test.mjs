// The three billing workflows, by the official client, each checked against the state of the sandbox afterwards.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { call, clients } from "./clients.mjs";
import { startDemo } from "./demo.mjs";

let demo;
let client;

before(async () => {
  demo = await startDemo();
  client = await clients.find((each) => each.name === "client 2 auto").connect(demo.accounts.billsby.mcp_url);
});
after(async () => {
  await client?.close();
  await demo?.stop();
});

const sandbox = (method, path, body) => demo.control("billsby", method, path, body);
const find = async (list, key, id) => (await sandbox("GET", "/state"))[list].find((each) => each[key] === id);

test("cancels a subscription, then refunds its latest invoice", async () => {
  const { result: subscription } = await call(client, "get_single_billsby_subscription_by_id", { subscriptionUniqueId: "SUBNORA001" });
  assert.ok(subscription);
  const { result: invoices } = await call(client, "list_all_billsby_customer_invoices", { customerUniqueId: "CUSNORA001" });
  assert.ok(invoices.some((each) => each.invoiceNumber === "INV-10492"));
  await call(client, "delete_a_billsby_customer_subscription_by_id", { subscriptionUniqueId: "SUBNORA001", customerUniqueId: "CUSNORA001" });
  assert.match((await find("subscriptions", "subscriptionUniqueId", "SUBNORA001")).status, /cancel/i);

  const { result: invoice } = await call(client, "get_single_billsby_invoice_by_id", { invoiceNumber: "INV-10492" });
  const amount = Number(invoice.refundableAmount);
  assert.ok(amount > 0);
  await assert.rejects(
    call(client, "billsby_invoices_refund_invoice", { customerUniqueId: "CUSNORA001", invoiceNumber: "INV-10492", amount: amount + 1 }),
    (error) => error.kind === "vendor_rejected" && error.vendor_status === 400,
  );
  const refund = await call(client, "billsby_invoices_refund_invoice", { customerUniqueId: "CUSNORA001", invoiceNumber: "INV-10492", amount });
  assert.ok("result" in refund);
  assert.equal((await find("invoices", "invoiceNumber", "INV-10492")).refunded, amount);
});

test("changes a plan, then charges a set-up fee of 1,000.00", async () => {
  const before = (await sandbox("GET", "/state")).invoices.filter((each) => each.customerUniqueId === "CUSOMAR001").length;
  await call(client, "billsby_subscriptions_change_plan", {
    subscriptionUniqueId: "SUBOMAR001", customerUniqueId: "CUSOMAR001", planId: 6102, cycleId: 7103,
  });
  assert.equal((await find("subscriptions", "subscriptionUniqueId", "SUBOMAR001")).planId, 6102);
  const charge = await call(client, "create_a_billsby_one_time_charge", {
    customerUniqueId: "CUSOMAR001", description: "Set-up", currencyCode: "USD", amount: 100000,
  });
  assert.equal(charge.result, true);
  const invoices = (await sandbox("GET", "/state")).invoices.filter((each) => each.customerUniqueId === "CUSOMAR001");
  assert.ok(invoices.length > before);
  assert.ok(invoices.some((each) => each.amount === 100000));
});

test("retries failed payments: one succeeds, one card is declined, one is refused with its limit", async () => {
  const paid = await call(client, "billsby_invoices_reattempt_invoice_payment", { invoiceNumber: "INV-10501" });
  assert.equal(String(paid.result).toLowerCase(), "success");
  assert.match((await find("invoices", "invoiceNumber", "INV-10501")).status, /^paid$/i);

  await assert.rejects(
    call(client, "billsby_invoices_reattempt_invoice_payment", { invoiceNumber: "INV-10502" }),
    (error) => error.kind === "vendor_rejected" && /declined/i.test(error.message),
  );
  assert.doesNotMatch((await find("invoices", "invoiceNumber", "INV-10502")).status, /^paid$/i);

  await sandbox("POST", "", { faults: [{
    match: "PUT /core/.*/Payment", status: 429, body: { message: "Too many requests" },
    headers: { "Retry-After": "7", "X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "7" },
  }] });
  const before = (await sandbox("GET", "/requests")).length;
  const answer = await fetch(demo.accounts.billsby.mcp_url, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json, text/event-stream" },
    body: JSON.stringify({
      jsonrpc: "2.0", id: 1, method: "tools/call",
      params: { name: "billsby_invoices_reattempt_invoice_payment", arguments: { invoiceNumber: "INV-10502" } },
    }),
  });
  assert.equal(answer.headers.get("ratelimit-limit"), "60");
  assert.equal(answer.headers.get("ratelimit-remaining"), "0");
  assert.equal(answer.headers.get("ratelimit-reset"), "7");
  const { result } = await answer.json();
  assert.equal(result.isError, true);
  const { error } = JSON.parse(result.content[0].text);
  assert.equal(error.kind, "rate_limited");
  assert.equal(error.retry_after_seconds, 7);
  assert.match(error.message, /7/);
  assert.equal((await sandbox("GET", "/requests")).length, before + 1, "never sent twice");
});
