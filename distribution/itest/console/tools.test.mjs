// Looking through tools, running them by hand, and finding it all in the activity.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { heading, openConsole, press, withConsole } from "./browser.mjs";
import { toolsAt } from "./client.mjs";

describe("tools and activity in the console", () => {
  let demo, browser, page;
  withConsole((opened) => ({ demo, browser, page } = opened));

  const names = (on = page) => on.locator("tbody th code").allTextContents();

  it("lists the tools that a client of the account finds, page by page", async () => {
    const { id } = demo.accounts.highlevel;
    const { url } = await demo.admin("POST", `/integrated-account/${id}/mcp`, {
      name: "All of it",
      config: { discovery: "list" },
    });
    await page.goto("/console/tools/highlevel");
    await page.getByLabel("As seen by").selectOption(id);
    await press(page, "Filter");
    const listed = await names();
    while ((await page.getByRole("link", { name: "Next page" }).count()) > 0) {
      const before = page.url();
      await page.getByRole("link", { name: "Next page" }).click();
      await page.waitForURL((url) => url.href !== before);
      listed.push(...(await names()));
    }
    assert.deepEqual(listed.sort(), (await toolsAt(url)).sort());
    assert.ok(listed.length > 300, `${listed.length} tools`);
  });

  it("finds tools by text, tag and effect", async () => {
    await page.goto("/console/tools");
    await page.getByRole("link", { name: "Billsby" }).click();
    await heading(page, "Tools of Billsby");
    await page.getByLabel("Search").fill("refund");
    await page.getByLabel("Tag").selectOption("invoices");
    await page.getByLabel("Effect").selectOption("writes");
    await press(page, "Filter");
    await page.waitForURL(/effect=writes/);
    assert.ok((await names()).includes("billsby_invoices_refund_invoice"));
    assert.ok((await page.locator("tbody tr").allTextContents()).every((row) => row.includes("Writes")));
  });

  it("shows a tool as the model reads it", async () => {
    await page.goto("/console/tools/billsby?q=refund_invoice");
    await page.getByRole("link", { name: "Refund an invoice" }).click();
    await heading(page, "Refund an invoice");
    const row = page.getByRole("row", { name: /^amount required/ });
    assert.match(await row.textContent(), /integer/);
    assert.match(await row.textContent(), /at least 1/);
    await page.getByText("The schema of its arguments as JSON").click();
    const schema = JSON.parse(await page.getByRole("region", { name: "Schema of the arguments" }).textContent());
    const { inputSchema } = await demo.admin(
      "GET",
      `/integrated-account/${demo.accounts.billsby.id}/tools/billsby_invoices_refund_invoice`,
    );
    assert.deepEqual(schema, inputSchema);
  });

  it("runs what reads at once, and goes on to the next page", async () => {
    await page.goto("/console/tools/billsby/list_all_billsby_customers");
    await press(page, "Run by hand");
    await page.getByLabel("limit").fill("2");
    await press(page, "Run");
    const result = page.getByRole("region", { name: "What came back" });
    const text = await result.textContent();
    const first = JSON.parse(text);
    assert.equal(first.result.length, 2);
    await press(page, "Next page");
    await page.waitForFunction((before) => document.querySelector("pre").textContent !== before, text);
    const second = JSON.parse(await result.textContent());
    assert.notDeepEqual(second.result, first.result);
    await page.getByRole("link", { name: /Activity of req_/ }).click();
    await heading(page, "Activity");
    assert.deepEqual(await names(), ["list_all_billsby_customers"]);
  });

  it("says at its field what the gateway refuses, and keeps what was entered", async () => {
    await page.goto(`/console/tools/billsby/list_all_billsby_customers/run?account=${demo.accounts.billsby.id}`);
    await page.getByLabel("limit").fill("-1");
    await press(page, "Run");
    await page.getByText("Not run.").waitFor();
    const field = page.getByLabel("limit");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.equal(await field.inputValue(), "-1");
  });

  /** Fills the form of a tool that writes, up to the page that asks. */
  async function askToCreate(on, name) {
    await on.goto("/console/tools/billsby/create_a_billsby_product/run");
    await on.getByLabel("name", { exact: true }).fill(name);
    await on.getByLabel("displayName").fill(name);
    await on.getByLabel("billingCurrency").fill("USD");
    await on.getByLabel("visibility").selectOption("2");
    await press(on, "Continue: nothing runs yet");
    await heading(on, "Create a product?");
  }

  const products = async () =>
    (
      await demo.admin("POST", `/integrated-account/${demo.accounts.billsby.id}/tools/list_all_billsby_products/call`, {
        arguments: { limit: 100 },
      })
    ).structured.result.map((product) => product.name);

  it("repeats what a write will do, does it once it is confirmed, and tells so in the activity", async () => {
    await askToCreate(page, "Made by hand");
    const asked = await page.locator("main").textContent();
    for (const part of ["Create a product", "create_a_billsby_product", "Acme (sandbox)", "Made by hand"]) {
      assert.ok(asked.includes(part), part);
    }
    assert.ok(!(await products()).includes("Made by hand"), "nothing is done yet");
    await press(page, "Yes: Create a product");
    await page.getByText("Done.", { exact: true }).waitFor();
    assert.equal((await products()).filter((each) => each === "Made by hand").length, 1);

    page.once("dialog", (dialog) => dialog.accept());
    await page.reload();
    await page.getByText("This was confirmed before").waitFor();
    assert.equal((await products()).filter((each) => each === "Made by hand").length, 1, "sent twice, done once");

    await page.goto("/console/activity?action=create_a_billsby_product&outcome=ok");
    await page.locator("tbody th a").first().click();
    await heading(page, "create_a_billsby_product");
    await page.getByText("Other lines of the same request").waitFor();
    assert.ok((await page.locator("main").textContent()).includes("Writes"));
    assert.ok(!(await page.content()).includes("Made by hand"), "arguments are in no line");
  });

  it("does without JavaScript", async () => {
    const plain = await openConsole(browser, demo, { script: false });
    await askToCreate(plain.page, "Made without a script");
    await press(plain.page, "Change the arguments");
    assert.equal(await plain.page.getByLabel("name", { exact: true }).inputValue(), "Made without a script");
    await press(plain.page, "Continue: nothing runs yet");
    await press(plain.page, "Yes: Create a product");
    await plain.page.getByText("Done.", { exact: true }).waitFor();
    assert.ok((await products()).includes("Made without a script"));
    await plain.page.goto("/console/activity");
    assert.ok(!(await plain.page.getByRole("button", { name: "Pause" }).isVisible()));
    await plain.page.getByRole("link", { name: "Refresh" }).click();
    await heading(plain.page, "Activity");
    await plain.close();
  });

  it("shows new activity by itself, and pauses when it is told to", async () => {
    const read = () => products();
    await page.goto("/console/activity?action=list_all_billsby_products");
    const rows = page.locator("#lines tr");
    const before = await rows.count();
    await read();
    await page.getByText("Live: 1 new line.").waitFor();
    assert.equal(await rows.count(), before + 1);
    await page.getByRole("button", { name: "Pause" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Paused.").waitFor();
    await read();
    await page.getByRole("button", { name: "Resume" }).click();
    await page.getByText("Live: 2 new lines.").waitFor();
    assert.equal(await rows.count(), before + 2, "what came meanwhile was not lost");
  });

  it("verifies the trail", async () => {
    await page.goto("/console/activity");
    await press(page, "Verify the trail");
    await press(page, "Verify now");
    await page.getByText("The trail is as it was written.").waitFor();
  });
});
