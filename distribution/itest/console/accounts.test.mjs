// Connecting, looking after and disconnecting accounts.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { heading, press, withConsole } from "./browser.mjs";
import { toolsAt } from "./client.mjs";

describe("accounts in the console", () => {
  let demo, console_, page;
  withConsole((opened) => ({ demo, console_, page } = opened));

  async function fillBillsby(key) {
    await page.goto("/console/accounts");
    await press(page, "Connect an account");
    await heading(page, "Connect an account");
    await page.getByRole("link", { name: "Billsby" }).click();
    await heading(page, "Connect Billsby");
    await page.getByLabel("Name").fill("Second account");
    await page.getByLabel("Company domain").fill("acme");
    await page.getByLabel("API key").fill(key);
    await page.getByText("Advanced").click();
    await page.getByLabel("Base URL").fill(`${demo.base_url}/sandbox/billsby/api/v1/rest`);
  }

  it("tests a connection before it is saved, and keeps nothing of a test", async () => {
    await fillBillsby("acme_wrong-key");
    await press(page, "Test connection");
    await page.getByText("The vendor refuses the credential.").waitFor();
    await page.getByLabel("API key").fill("acme_sandbox-key");
    await press(page, "Test connection");
    await page.getByText("The connection works.").waitFor();
    const { result } = await demo.admin("GET", "/integrated-account");
    assert.equal(result.length, 2, "those of the demo");
  });

  it("connects an account whose URLs then work", async () => {
    await fillBillsby("acme_sandbox-key");
    await press(page, "Connect");
    await heading(page, "Second account");
    await page.getByText("is connected. Now create an MCP server for it.").waitFor();
    assert.ok(!(await page.content()).includes("acme_sandbox-key"));
    await press(page, "Test connection");
    await page.getByText("The connection works.").waitFor();
  });

  it("says at each field what is wrong with it", async () => {
    await page.goto("/console/accounts/connect/billsby");
    await page.getByLabel("Name").fill("Third");
    await page.getByLabel("Company domain").fill("acme");
    await page.getByLabel("API key").fill("x");
    await page.getByText("Advanced").click();
    await page.getByLabel("Base URL").fill("ftp://vendor.example");
    await press(page, "Connect");
    await page.getByRole("alert").waitFor();
    const field = page.getByLabel("Base URL");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.equal(await field.inputValue(), "ftp://vendor.example", "what was entered is still there");
    assert.equal(await page.getByLabel("API key").inputValue(), "", "but no secret");
    assert.ok(!(await page.content()).includes('value="x"'));
  });

  it("edits an account", async () => {
    await page.goto("/console/accounts?q=Second");
    await page.getByRole("link", { name: "Second account" }).click();
    await press(page, "Edit");
    await page.getByLabel("Name").fill("Second account, renamed");
    await press(page, "Save");
    await heading(page, "Second account, renamed");
    const { result } = await demo.admin("GET", "/integrated-account?q=renamed");
    assert.deepEqual(result[0].context, { companyDomain: "acme" });
  });

  it("reconnects an account whose credential the vendor refuses, and its URLs stay", async () => {
    const [account] = (await demo.admin("GET", "/integrated-account?q=renamed")).result;
    const { url } = await demo.admin("POST", `/integrated-account/${account.id}/mcp`, { name: "stays" });
    await demo.admin("PATCH", `/integrated-account/${account.id}`, { credentials: { api_key: "acme_revoked" } });
    await page.goto(`/console/accounts/${account.id}`);
    await press(page, "Test connection");
    await page.getByText("The vendor refuses the credential.").first().waitFor();
    await page.reload();
    await page.getByText("Needs reconnecting", { exact: true }).waitFor();
    await page.goto("/console");
    await page.getByText("Needs reconnecting", { exact: true }).waitFor();
    await page.goto(`/console/accounts/${account.id}`);
    await press(page, "Reconnect");
    await page.getByLabel("API key").fill("acme_sandbox-key");
    await press(page, "Reconnect");
    await page.getByText("The new credential is saved. The connection works.").waitFor();
    await page.getByText("Connected", { exact: true }).first().waitFor();
    assert.ok((await toolsAt(url)).length > 0);
  });

  it("disconnects an account after it has named what will happen", async () => {
    await page.goto("/console/accounts?q=renamed");
    await page.getByRole("link", { name: "Second account, renamed" }).click();
    await press(page, "Disconnect");
    await page.getByText("Its MCP server is revoked").waitFor();
    await press(page, "Disconnect Second account, renamed");
    await page.getByText("is disconnected, and its MCP URLs are closed").waitFor();
    assert.equal((await demo.admin("GET", "/integrated-account?q=renamed")).result.length, 0);
  });

  /** Connects by a login at the sandbox; `chosen` is the button that is pressed there. */
  async function logIn(method, name, chosen, context = {}) {
    await page.goto("/console/accounts/connect/highlevel");
    await page.getByRole("link", { name: method, exact: true }).click();
    await page.getByRole("link", { name: method, exact: true }).and(page.locator("[aria-current]")).waitFor();
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("Client ID").fill("acmeapp001-sandbox");
    await page.getByLabel("Client secret").fill("sandbox-client-secret");
    for (const [label, value] of Object.entries(context)) {
      await page.getByLabel(label).fill(value);
    }
    await page.getByText("Advanced").click();
    await page.getByLabel("Login page").fill(`${demo.base_url}/sandbox/highlevel/oauth/chooselocation`);
    await page.getByLabel("Base URL").fill(`${demo.base_url}/sandbox/highlevel`);
    await press(page, "Continue to the login at HighLevel");
    await heading(page, "Log in at HighLevel");
    const [vendor] = await Promise.all([
      console_.context.waitForEvent("page"),
      page.getByRole("link", { name: "Open the login of HighLevel" }).click(),
    ]);
    await vendor.getByRole("button", { name: chosen }).first().click();
    await vendor.getByRole("heading", { name: "Connected" }).waitFor();
    // the page that sent the person away notices by itself
    await heading(page, name);
    await page.getByText(`“${name}” is connected.`).waitFor();
    await vendor.close();
  }

  it("connects an account by a login at the vendor, with OAuth", async () => {
    await logIn("OAuth app", "By login", /Acme/);
    const [account] = (await demo.admin("GET", "/integrated-account?q=By+login")).result;
    assert.equal(account.status, "active");
    assert.ok(account.context.locationId, "which the login has told");
  });

  it("connects locations of an agency as accounts of their own", async () => {
    await logIn("OAuth app, for an agency", "The agency", /./);
    await page.getByRole("link", { name: "Locations that this login opens" }).click();
    await heading(page, "Locations of The agency");
    const free = page.getByRole("checkbox");
    const names = [await free.nth(0).getAttribute("aria-label"), await free.nth(1).getAttribute("aria-label")];
    await free.nth(0).check();
    await free.nth(1).check();
    await press(page, "Connect the ticked ones");
    await page.getByText("2 locations are connected.").waitFor();
    for (const name of names) {
      await page.getByRole("row", { name }).getByRole("link", { name: "Connected" }).waitFor();
    }
    await page.getByRole("row", { name: names[0] }).getByRole("link", { name: "Connected" }).click();
    await heading(page, names[0]);
    await page.getByText("Logs in through").waitFor();
  });

  it("says why an agency cannot be disconnected while locations log in by it", async () => {
    await page.goto("/console/accounts?q=The+agency");
    await page.getByRole("link", { name: "The agency" }).click();
    await press(page, "Disconnect");
    await press(page, "Disconnect The agency");
    await heading(page, "Not done");
    assert.equal((await demo.admin("GET", "/integrated-account?q=The+agency")).result.length, 1);
  });

  it("tells on the first page what needs a person, and leads to where it is mended", async () => {
    const [account] = (await demo.admin("GET", "/integrated-account?integration=billsby")).result;
    await demo.admin("PATCH", `/integrated-account/${account.id}`, { credentials: { api_key: "acme_revoked" } });
    await demo.admin("POST", `/integrated-account/${account.id}/test`, {});
    await page.goto("/console");
    await page.getByRole("region", { name: "Needs attention" }).getByRole("link", { name: "Reconnect" }).click();
    await heading(page, `Reconnect ${account.name}`);
    await page.getByLabel("API key").fill("acme_sandbox-key");
    await press(page, "Reconnect");
    await page.getByText("The connection works.").waitFor();
    await page.goto("/console");
    await page.getByText("All is well").waitFor();
  });
});
