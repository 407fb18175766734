// The two HighLevel workflows, by the official client through a server that searches its tools, each checked against the
// state of the sandbox afterwards.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { call, clients } from "./clients.mjs";
import { startDemo } from "./demo.mjs";

let demo;
let client;

before(async () => {
  demo = await startDemo();
  client = await clients.find(({ name }) => name === "client 2 auto").connect(demo.accounts.highlevel.mcp_url);
});
after(async () => {
  await client?.close();
  await demo?.stop();
});

const tool = async (name, args) => (await call(client, "call_tool", { name, arguments: args })).result;
const state = async () => {
  const answer = await fetch(`${demo.base_url}/sandbox/highlevel/control/state`);
  assert.equal(answer.status, 200);
  return answer.json();
};

test("lists three tools, which find the hundreds behind them", async () => {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((each) => each.name), ["search_tools", "describe_tool", "call_tool"]);
  const found = await call(client, "search_tools", { query: "send an email to a contact" });
  assert.ok(found.tools.slice(0, 5).some((each) => each.name === "create_a_highlevel_conversation_message"));
  const described = await call(client, "describe_tool", { name: "update_a_highlevel_invoice_by_id" });
  assert.ok(described.inputSchema.properties.invoiceId);
});

test("finds an unread complaint, takes the late fee off its invoice, and answers in the same conversation", async () => {
  const conversations = await tool("list_all_highlevel_conversations", { status: "unread", limit: 50 });
  const complaint = conversations.find((each) => /late fee/i.test(each.lastMessageBody));
  assert.equal(complaint.id, "conv_789");
  const contact = await tool("get_single_highlevel_contact_by_id", { contactId: complaint.contactId });
  assert.ok(contact);

  const invoices = await tool("list_all_highlevel_invoice", { contactId: complaint.contactId, limit: 50 });
  const disputed = invoices.find((each) => String(each.invoiceNumber) === "1042");
  const before = (await state()).invoices.find((each) => each._id === disputed._id);
  const changed = await tool("update_a_highlevel_invoice_by_id", {
    invoiceId: disputed._id,
    dueDate: "2027-01-31",
    lateFeesConfiguration: { ...before.lateFeesConfiguration, enable: false },
  });
  assert.ok(changed.changed.some((each) => each.includes("dueDate")), JSON.stringify(changed.changed));
  const invoice = (await state()).invoices.find((each) => each._id === disputed._id);
  assert.equal(invoice.lateFeesConfiguration.enable, false);
  assert.match(invoice.dueDate, /^2027-01-31/);
  assert.deepEqual(invoice.invoiceItems, before.invoiceItems, "what was not named stays");

  await tool("create_a_highlevel_conversation_message", {
    type: "Email",
    conversationId: complaint.id,
    subject: "Your invoice 1042",
    message: "The late fee is off, and you have until the end of January.",
  });
  const conversation = (await state()).conversations.find((each) => each.id === complaint.id);
  assert.match(JSON.stringify(conversation), /The late fee is off/);
});

test("sums paid invoices over several pages and offers an SEO package to the large clients without one", async () => {
  const totals = new Map();
  let cursor;
  let pages = 0;
  do {
    const page = await call(client, "call_tool", {
      name: "list_all_highlevel_invoice",
      arguments: { status: "paid", limit: 20, ...(cursor && { next_cursor: cursor }) },
    });
    for (const invoice of page.result) {
      totals.set(invoice.contactDetails.id, (totals.get(invoice.contactDetails.id) ?? 0) + invoice.total);
    }
    cursor = page.next_cursor;
    pages++;
  } while (cursor);
  assert.ok(pages > 1);

  const offered = [];
  for (const [contactId] of [...totals].filter(([, total]) => total > 5000)) {
    const answer = await tool("get_single_highlevel_contact_by_id", { contactId });
    const contact = answer.contact ?? answer;
    if (contact.tags.includes("SEO Package") || contact.tags.includes("seo package")) continue;
    await tool("create_a_highlevel_invoice", {
      name: "SEO Package",
      currency: "USD",
      issueDate: "2026-12-01",
      liveMode: true,
      businessDetails: { name: "Acme Marketing" },
      contactDetails: { id: contactId, name: contact.firstName ?? contact.contactName ?? "Client", email: contact.email, phoneNo: contact.phone ?? "+15035550000" },
      discount: { type: "percentage", value: 0 },
      items: [{ name: "SEO Package", currency: "USD", amount: 500, qty: 1 }],
      sentTo: { email: [contact.email] },
    });
    await tool("create_a_highlevel_conversation_message", {
      type: "Email",
      contactId,
      subject: "An offer",
      message: "May we offer you our SEO package for 500?",
    });
    offered.push(contactId);
  }
  assert.deepEqual(offered.sort(), ["CONIVO0001", "CONLENA001"]);
  const drafts = (await state()).invoices.filter((each) => each.name === "SEO Package" && each.status === "draft");
  assert.deepEqual(drafts.map((each) => each.contactDetails.id).sort(), ["CONIVO0001", "CONLENA001"]);
  assert.ok(drafts.every((each) => each.total === 500));
});
