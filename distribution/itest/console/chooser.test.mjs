// Choosing one of hundreds of accounts, on every page that asks for one.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { heading, openConsole, press, withConsole } from "./browser.mjs";

const ACCOUNTS = 120;
const LIST = "/console/servers";

describe("choosing one of many accounts in the console", () => {
  let demo, browser, page;
  withConsole((opened) => ({ demo, browser, page } = opened));

  /** The last one that was connected, far beyond what a list shows. */
  let last;

  function connect(name) {
    return demo.admin("POST", "/integrated-account", {
      integration: "billsby",
      name,
      context: { companyDomain: "acme" },
      credentials: { api_key: "acme_sandbox-key" },
      base_url: `${demo.base_url}/sandbox/billsby/api/v1/rest`,
    });
  }

  before(async () => {
    for (let made = 1; made <= ACCOUNTS; made += 1) {
      last = await connect(`Store ${String(made).padStart(3, "0")}`);
    }
    await demo.admin("POST", `/integrated-account/${last.id}/mcp`, { name: "Of the last store" });
  });

  const field = (on = page) => on.getByLabel("Find an account");
  const offered = (on = page) => on.locator("#account option").allTextContents();

  /** Types into the search, and waits until the list has followed. */
  async function search(text, says) {
    await field().pressSequentially(text, { delay: 20 });
    await page.getByText(says).waitFor();
  }

  it("narrows the list as one types, by the keyboard alone", async () => {
    await page.goto(LIST);
    await page.getByText("The first 50 are listed.").waitFor();
    assert.ok(!(await offered()).some((each) => each.startsWith(last.name)), "the last one is out of reach by the list");
    await field().focus();
    await page.keyboard.type("store 12", { delay: 20 });
    await page.getByText("1 account matches.").waitFor();
    assert.deepEqual(await offered(), ["Any", `${last.name} · billsby`]);
    assert.equal(await page.evaluate(() => document.activeElement.id), "account-search", "the focus stays");
    await page.keyboard.press("Enter");
    await page.waitForURL(/account_q=/);
    assert.equal(await page.locator("#account").inputValue(), last.id);
    assert.deepEqual(await page.locator("tbody th").allTextContents(), ["Of the last store"]);
  });

  it("tells a screen reader how many match, politely", async () => {
    await page.goto(LIST);
    const told = page.locator("#accounts-found");
    assert.equal(await told.getAttribute("role"), "status");
    await told.evaluate((element) => (element.dataset.same = "yes"));
    await search("no such store", "No account matches.");
    assert.equal(await told.getAttribute("data-same"), "yes", "only its words have changed");
    assert.deepEqual(await offered(), ["Any"]);
    await page.getByRole("searchbox", { name: "Find an account", description: /A part of its name, or its id/ }).waitFor();
  });

  it("keeps what is chosen while it still matches, and lets go of it once it does not", async () => {
    await page.goto(LIST);
    await search("store 11", "10 accounts match.");
    await page.getByLabel("Account", { exact: true }).selectOption({ label: "Store 117 · billsby" });
    const chosen = await page.locator("#account").inputValue();
    await search("7", "1 account matches.");
    assert.equal(await page.locator("#account").inputValue(), chosen);
    await field().fill("store 118");
    await page.waitForFunction((id) => document.querySelector("#account").value !== id, chosen);
    await press(page, "Filter");
    await page.waitForURL(/account_q=store\+118/);
    assert.match(await page.locator("#account option:checked").textContent(), /Store 118/);
  });

  it("finds an account by its id, too", async () => {
    await page.goto(LIST);
    await search(last.id, "1 account matches.");
    assert.deepEqual(await offered(), ["Any", `${last.name} · billsby`]);
  });

  it("tells accounts of one name apart by their ids", async () => {
    const ids = [(await connect("Twin")).id, (await connect("Twin")).id];
    await page.goto(LIST);
    await search("twin", "2 accounts match.");
    assert.deepEqual(await offered(), ["Any", ...ids.map((id) => `Twin · billsby · ${id}`)]);
  });

  it("leads to a server of an account that is not among the first", async () => {
    await page.goto("/console/servers/new");
    await page.getByText("The first 50 are listed.").waitFor();
    await press(page, "Go on");
    await heading(page, "Create MCP server");
    assert.equal(new URL(page.url()).pathname, "/console/servers/new", "none was chosen");
    await search("store 12", "1 account matches.");
    await page.getByLabel("Which account does the server open?").selectOption(last.id);
    await press(page, "Go on");
    await page.waitForURL(`**/servers/${last.id}/new`);
    await page.getByRole("link", { name: last.name }).first().waitFor();
  });

  it("filters the activity by any account", async () => {
    await page.goto("/console/activity");
    await search("store 12", "1 account matches.");
    await page.getByLabel("Account", { exact: true }).selectOption(last.id);
    await press(page, "Filter");
    await page.waitForURL(/integrated_account_id=/);
    const rows = await page.locator("#lines tr").allTextContents();
    assert.ok(rows.length >= 2 && rows.every((row) => row.includes(last.name)), rows.join("\n"));
  });

  it("shows tools as any account sees them, and runs one in it", async () => {
    await page.goto("/console/tools/billsby");
    await search("store 12", "1 account matches.");
    await page.getByLabel("As seen by").selectOption(last.id);
    await press(page, "Filter");
    await heading(page, `Tools of ${last.name}`);
    await page.goto("/console/tools/billsby/list_all_billsby_customers/run");
    await search("store 12", "1 account matches.");
    await page.getByLabel("In which account?").selectOption(last.id);
    await press(page, "Go on");
    await page.getByRole("button", { name: "Run" }).waitFor();
    await page.getByRole("link", { name: last.name }).first().waitFor();
  });

  it("offers only accounts of the integration whose tool is to be run", async () => {
    await page.goto("/console/tools/billsby/list_all_billsby_customers/run");
    await search(demo.accounts.highlevel.id, "No account matches.");
  });

  it("does without JavaScript", async () => {
    const plain = await openConsole(browser, demo, { script: false });
    const on = plain.page;
    await on.goto(LIST);
    await field(on).fill("store 11");
    await press(on, "Find");
    await on.getByText("10 accounts match.").waitFor();
    assert.equal((await offered(on)).length, 11);
    assert.equal(await on.locator("#account").inputValue(), "", "none of them is chosen yet");
    await field(on).fill("store 120");
    await press(on, "Find");
    await on.getByText("1 account matches.").waitFor();
    assert.deepEqual(await on.locator("tbody th").allTextContents(), ["Of the last store"]);
    await on.goto("/console/servers/new");
    await field(on).fill("store 12");
    await press(on, "Find");
    await on.waitForURL(`**/servers/${last.id}/new`);
    await on.goto("/console/tools/billsby/list_all_billsby_customers/run");
    await field(on).fill("store 12");
    await press(on, "Find");
    await on.getByRole("button", { name: "Run" }).waitFor();
    await on.getByRole("link", { name: last.name }).first().waitFor();
    await plain.close();
  });
});
