// Logins in the browser, from the request that begins one to the call that works by it: the gateway as it is shipped, the
// sandbox's page of consent, and nothing of either skipped.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { call, clients, until } from "./clients.mjs";
import { consent } from "./consent.mjs";
import { startDemo } from "./demo.mjs";

let demo;
before(async () => {
  demo = await startDemo();
});
after(() => demo?.stop());

const client = { client_id: "acmeapp001-sandbox", client_secret: "sandbox-client-secret" };
const sandbox = (method, path, body) => demo.control("highlevel", method, path, body);
const oauth = async () => (await sandbox("GET", "/state")).oauth;

/** What an account at the sandbox is made of: its login page is not where the vendor's is. */
const draft = (name, more = {}) => ({
  integration: "highlevel",
  name,
  base_url: `${demo.base_url}/sandbox/highlevel`,
  credentials: { ...client, authorize_url: `${demo.base_url}/sandbox/highlevel/oauth/chooselocation` },
  ...more,
});

async function connected(name, more) {
  const begun = await demo.admin("POST", "/integrated-account/login", draft(name, more));
  assert.equal(begun.redirect_uri, `${demo.base_url}/oauth/callback`);
  const page = await consent(begun.authorize_url);
  assert.equal(page.status, 200, page.text);
  return begun.integrated_account_id;
}

const account = (id) => demo.admin("GET", `/integrated-account/${id}`);

/** A client at a new server of an account. */
async function clientOf(id) {
  const server = await demo.admin("POST", `/integrated-account/${id}/mcp`, { name: "test", config: { tags: ["contacts"] } });
  return clients.find((each) => each.name === "client 2 auto").connect(server.url);
}

test("connects a location, renews its login when that expires, and asks for a person when it is revoked", async () => {
  const id = await connected("By login");
  const location = await account(id);
  assert.equal(location.status, "active");
  assert.deepEqual(location.context, { companyId: "COMACME001", locationId: "LOCACME001" });
  assert.ok(!JSON.stringify(location).includes("sbx"));

  const mcp = await clientOf(id);
  try {
    const mara = () => call(mcp, "get_single_highlevel_contact_by_id", { contactId: "CONMARA001" });
    assert.equal((await mara()).result.contact.firstName, "Mara");

    const before = await oauth();
    await sandbox("POST", "/expire-tokens");
    assert.equal((await mara()).result.contact.firstName, "Mara");
    const after = await oauth();
    assert.equal(after.refreshes, before.refreshes + 1);

    await sandbox("POST", "/revoke");
    await assert.rejects(mara(), (e) => {
      assert.match(e.message, /cannot be renewed/);
      assert.match(e.message, /an operator has to connect the account again/);
      return true;
    });
    const revoked = await account(id);
    assert.equal(revoked.status, "needs_reauth");
    assert.match(revoked.status_reason, /cannot be renewed/);
    assert.ok(!revoked.status_reason.includes("sbx"));

    const again = await demo.admin("POST", `/integrated-account/${id}/login`, {});
    assert.equal(again.integrated_account_id, id);
    const page = await consent(again.authorize_url);
    assert.equal(page.status, 200, page.text);
    assert.match(page.text, /Connected again/);
    assert.match(page.text, /<a href="\/console\/">/, "and the operator knows where to go on");
    assert.equal((await account(id)).status, "active");
    assert.equal((await mara()).result.contact.firstName, "Mara", "by the same URL as before");
  } finally {
    await mcp.close();
  }
});

test("renews a minute before a token expires, once for a hundred calls at the same time", async () => {
  await sandbox("PUT", "/limits", { expiresInSeconds: 50, burst: 1000 });
  try {
    const id = await connected("Short-lived");
    await sandbox("PUT", "/limits", { expiresInSeconds: 86_399, burst: 1000 });
    const mcp = await clientOf(id);
    try {
      const before = await oauth();
      const calls = Array.from({ length: 100 }, () => call(mcp, "get_single_highlevel_contact_by_id", { contactId: "CONMARA001" }));
      for (const answer of await Promise.all(calls)) {
        assert.equal(answer.result.contact.firstName, "Mara");
      }
      assert.equal((await oauth()).refreshes, before.refreshes + 1);
    } finally {
      await mcp.close();
    }
  } finally {
    await sandbox("PUT", "/limits", { expiresInSeconds: 86_399, burst: 100 });
  }
});

test("keeps the login while the vendor fails to renew it, and goes on when it works again", async () => {
  const id = await connected("Patient");
  const mcp = await clientOf(id);
  try {
    await sandbox("POST", "/expire-tokens");
    await sandbox("POST", "", { faults: [{ match: "POST /oauth/token", status: 500, body: { message: "not now" } }] });
    const mara = () => call(mcp, "get_single_highlevel_contact_by_id", { contactId: "CONMARA001" });
    await assert.rejects(mara(), /cannot be renewed at present/);
    assert.notEqual((await account(id)).status, "needs_reauth");
    await until("the login is renewed", async () => mara().then(() => true, () => false));
    assert.equal((await account(id)).status, "active");
  } finally {
    await mcp.close();
  }
});

test("connects nothing that the vendor or the operator did not grant", async () => {
  const begun = await demo.admin("POST", "/integrated-account/login", draft("Declined"));
  const state = new URL(begun.authorize_url).searchParams.get("state");
  const declined = await fetch(`${begun.redirect_uri}?state=${state}&error=access_denied`);
  assert.equal(declined.status, 400);
  assert.match(await declined.text(), /did not grant/);
  const replayed = await consent(begun.authorize_url);
  assert.equal(replayed.status, 400, "a state works once");
  await assert.rejects(account(begun.integrated_account_id), /404/);

  const elsewhere = await demo.admin("POST", "/integrated-account/login", draft("Elsewhere", { context: { locationId: "LOCOTHER01" } }));
  const refused = await consent(elsewhere.authorize_url);
  assert.equal(refused.status, 400);
  assert.match(refused.text, /LOCOTHER01/);
});

test("connects the locations of an agency by its one login, each as an account with its own data", async () => {
  const agency = await connected("Agency", { auth_method: "oauth_agency" });
  assert.deepEqual((await account(agency)).context, { companyId: "COMACME001" });
  const path = `/integrated-account/${agency}/location`;
  const listed = [];
  let next = "";
  do {
    const page = await demo.admin("GET", `${path}?limit=10${next}`);
    listed.push(...page.result);
    next = page.next_cursor && `&next_cursor=${page.next_cursor}`;
  } while (next);
  assert.equal(listed.length, 24);
  assert.ok(listed.every((each) => each.integrated_account_id === null && each.address));

  const { result } = await demo.admin("POST", path, { location_ids: ["LOCHARB002", "LOCSHOP024", "LOCNONE"] });
  assert.deepEqual(result.map((each) => each.created), [true, true, false]);
  assert.match(result[2].problem, /no such location/);
  const harbour = await account(result[0].integrated_account_id);
  assert.equal(harbour.name, "Harbour Dental");
  assert.equal(harbour.parent_id, agency);
  assert.deepEqual(harbour.context, { companyId: "COMACME001", locationId: "LOCHARB002" });

  const mcp = await clientOf(harbour.id);
  try {
    const { tools } = await mcp.listTools();
    assert.ok(tools.some((each) => each.name === "create_a_highlevel_contact"));
    const made = await call(mcp, "create_a_highlevel_contact", { firstName: "Zoe" });
    assert.equal(made.result.contact.locationId, "LOCHARB002");
    const { others } = await sandbox("GET", "/state");
    assert.ok(others.LOCHARB002.contacts.some((each) => each.firstName === "Zoe"));

    await sandbox("POST", "/expire-tokens");
    const before = await oauth();
    const answers = await Promise.all(Array.from({ length: 20 }, () => call(mcp, "list_all_highlevel_contacts", {})));
    assert.ok(answers.every((each) => each.result.length === 3));
    const after = await oauth();
    assert.equal(after.refreshes, before.refreshes + 1, "the agency's token");
    assert.equal(after.locationTokens, before.locationTokens + 1, "the location's");

    await sandbox("POST", "/revoke");
    await assert.rejects(call(mcp, "list_all_highlevel_contacts", {}), new RegExp(agency));
    assert.equal((await account(agency)).status, "needs_reauth");
    assert.equal((await account(harbour.id)).status, "needs_reauth");
    const again = await demo.admin("POST", `/integrated-account/${agency}/login`, {});
    assert.equal((await consent(again.authorize_url)).status, 200);
    assert.equal((await account(harbour.id)).status, "active");
    await until("the location works again", async () => call(mcp, "list_all_highlevel_contacts", {}).then(() => true, () => false));
  } finally {
    await mcp.close();
  }

  await assert.rejects(demo.admin("DELETE", `/integrated-account/${agency}`), /422.*disconnect them first/);
});

test("shows an agency what agencies may do, and its locations what locations may do", async () => {
  const agency = await connected("Agency of all", { auth_method: "oauth_agency" });
  const { result } = await demo.admin("POST", `/integrated-account/${agency}/location`, { location_ids: ["LOCPINE003"] });
  const names = async (id) => {
    const all = [];
    let next = "";
    do {
      const page = await demo.admin("GET", `/integrated-account/${id}/tools${next}`);
      all.push(...page.result.map((each) => each.name));
      next = page.next_cursor && `?next_cursor=${page.next_cursor}`;
    } while (next);
    return all;
  };
  const ofAgency = await names(agency);
  const ofLocation = await names(result[0].integrated_account_id);
  assert.ok(ofAgency.includes("list_all_highlevel_saas_locations"));
  assert.ok(!ofLocation.includes("list_all_highlevel_saas_locations"), "though it knows its agency");
  assert.ok(ofLocation.includes("list_all_highlevel_invoice"));
  assert.ok(!ofAgency.includes("list_all_highlevel_invoice"));
});
