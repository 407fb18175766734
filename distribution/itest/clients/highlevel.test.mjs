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
const state = () => demo.control("highlevel", "GET", "/state");
/** What the state has of messages to a contact that were sent by the tools, not planted. */
const sentTo = ({ conversations }, contactId, before) =>
  conversations
    .filter((each) => each.contactId === contactId)
    .flatMap((each) => each.messages)
    .filter((each) => each.direction === "outbound" && !JSON.stringify(before).includes(each.id));

test("lists three tools, which find the hundreds behind them", async () => {
  const { tools } = await client.listTools();
  assert.deepEqual(tools.map((each) => each.name), ["search_tools", "describe_tool", "call_tool"]);
  const found = await call(client, "search_tools", { query: "send an email to a contact" });
  assert.ok(found.tools.slice(0, 5).some((each) => each.name === "create_a_highlevel_conversation_message"));
  const described = await call(client, "describe_tool", { name: "update_a_highlevel_invoice_by_id" });
  assert.ok(described.inputSchema.properties.invoiceId);
});

test("says how large a list is, for all tools, for some, and for the three that find them", async (t) => {
  const account = demo.accounts.highlevel.id;
  for (const config of [{}, { tags: ["invoices"], methods: ["read"] }, { discovery: "search" }]) {
    const server = await demo.admin("POST", `/integrated-account/${account}/mcp`, { name: "size", config });
    const answer = await fetch(server.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json, text/event-stream" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
    const { tools } = (await answer.json()).result;
    const bytes = Buffer.byteLength(JSON.stringify(tools));
    assert.deepEqual([server.tools.count, server.tools.bytes], [tools.length, bytes]);
    assert.equal(server.tools.estimated_tokens, Math.floor(bytes / 4));
    assert.equal(server.warnings.length, tools.length > 60 ? 1 : 0, server.warnings);
    t.diagnostic(`${JSON.stringify(config)}: ${tools.length} tools, ${bytes} bytes, about ${server.tools.estimated_tokens} tokens`);
  }
});

test("finds an unread complaint, takes the late fee off its invoice, and answers in the same conversation", async () => {
  const conversations = await tool("list_all_highlevel_conversations", { status: "unread", limit: 50 });
  const complaint = conversations.find((each) => /late fee/i.test(each.lastMessageBody));
  assert.equal(complaint.id, "conv_789");
  const contact = await tool("get_single_highlevel_contact_by_id", { contactId: complaint.contactId });
  assert.ok(contact);

  const invoices = await tool("list_all_highlevel_invoice", { contactId: complaint.contactId, limit: 50 });
  const [number] = complaint.lastMessageBody.match(/\d{4}/);
  const disputed = invoices.find((each) => String(each.invoiceNumber) === number);
  const before = (await state()).invoices.find((each) => each._id === disputed._id);
  assert.equal(before.lateFeesConfiguration.enable, true);
  // as the client reads it, not as the sandbox knows it
  const { lateFeesConfiguration } = await tool("get_single_highlevel_invoice_by_id", { invoiceId: disputed._id });
  const changed = await tool("update_a_highlevel_invoice_by_id", {
    invoiceId: disputed._id,
    dueDate: "2027-01-31",
    lateFeesConfiguration: { ...lateFeesConfiguration, enable: false },
  });
  assert.ok(changed.changed.some((each) => each.includes("dueDate")), JSON.stringify(changed.changed));
  const invoice = (await state()).invoices.find((each) => each._id === disputed._id);
  assert.equal(invoice.lateFeesConfiguration.enable, false);
  assert.match(invoice.dueDate, /^2027-01-31/);
  const { updatedAt, ...kept } = before;
  assert.deepEqual(
    invoice,
    { ...kept, updatedAt: invoice.updatedAt, dueDate: invoice.dueDate, lateFeesConfiguration: invoice.lateFeesConfiguration },
    "what was not named stays",
  );

  const spoken = await state();
  await tool("create_a_highlevel_conversation_message", {
    type: "Email",
    conversationId: complaint.id,
    subject: "Your invoice 1042",
    message: "The late fee is off, and you have until the end of January.",
  });
  const after = await state();
  const conversation = after.conversations.find((each) => each.id === complaint.id);
  const replies = sentTo(after, complaint.contactId, spoken);
  assert.equal(replies.length, 1);
  assert.ok(conversation.messages.some((each) => each.id === replies[0].id), "in the same conversation");
  assert.match(JSON.stringify(replies[0]), /The late fee is off/);
  assert.match(JSON.stringify(replies[0]), /TYPE_EMAIL/);
  assert.equal(after.conversations.length, spoken.conversations.length, "and none was opened");
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
  const before = await state();
  const truth = new Map();
  for (const invoice of before.invoices.filter((each) => each.status === "paid")) {
    truth.set(invoice.contactDetails.id, (truth.get(invoice.contactDetails.id) ?? 0) + invoice.total);
  }
  assert.deepEqual(new Map([...totals].sort()), new Map([...truth].sort()), "none is missed, none counted twice");

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
  const after = await state();
  const drafts = after.invoices.filter((each) => each.name === "SEO Package" && each.status === "draft");
  assert.deepEqual(drafts.map((each) => each.contactDetails.id).sort(), ["CONIVO0001", "CONLENA001"]);
  assert.ok(drafts.every((each) => each.total === 500));
  for (const contactId of offered) {
    const offers = sentTo(after, contactId, before);
    assert.equal(offers.length, 1);
    assert.match(JSON.stringify(offers[0]), /SEO package for 500/);
  }
  const elsewhere = after.conversations.filter((each) => !offered.includes(each.contactId));
  assert.ok(elsewhere.every((each) => sentTo(after, each.contactId, before).length === 0), "nobody else hears of it");
});

test("tells clients of the vendor's limits, of the day's once that is what is used up", async () => {
  const account = demo.accounts.highlevel.id;
  const server = await demo.admin("POST", `/integrated-account/${account}/mcp`, { name: "limits", config: { tags: ["contacts"] } });
  const get = async () => {
    const answer = await fetch(server.url, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json, text/event-stream" },
      body: JSON.stringify({
        jsonrpc: "2.0", id: 1, method: "tools/call",
        params: { name: "get_single_highlevel_contact_by_id", arguments: { contactId: "CONMARA001" } },
      }),
    });
    const limits = ["limit", "remaining", "reset"].map((each) => Number(answer.headers.get(`ratelimit-${each}`)));
    return { limits, result: (await answer.json()).result };
  };
  await demo.control("highlevel", "PUT", "/limits", { burst: 500, burstIntervalMillis: 10_000, daily: 100_000 });
  try {
    const short = await get();
    assert.equal(short.result.isError ?? false, false);
    assert.equal(short.limits[0], 500);
    assert.ok(short.limits[1] < 500 && short.limits[1] > 300, short.limits);
    assert.ok(short.limits[2] > 0 && short.limits[2] <= 10, short.limits);

    await demo.control("highlevel", "PUT", "/limits", { daily: 1 });
    const used = await get();
    assert.equal(used.result.isError, true);
    assert.deepEqual(used.limits.slice(0, 2), [1, 0]);
    assert.ok(used.limits[2] > 0 && used.limits[2] <= 86_400, used.limits);
    const { error } = JSON.parse(used.result.content[0].text);
    assert.equal(error.kind, "rate_limited");
    assert.match(error.message, /day/);
  } finally {
    await demo.control("highlevel", "PUT", "/limits", { burst: 100, burstIntervalMillis: 10_000, daily: 200_000 });
  }
});
