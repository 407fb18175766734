// The pages of tools, activity, integrations and settings, for the checks that hold for all of them.
import { integrationJar, tickets } from "./jar.mjs";

/** @returns {Promise<import("./pages.mjs").ConsolePage[]>} */
export async function areaPages(demo) {
  const { billsby, highlevel } = demo.accounts;
  await call(demo, "list_all_billsby_customers", { limit: 2 });
  await call(demo, "get_single_billsby_customer_by_id", { customerUniqueId: "NOBODY0000" });
  const { result } = await demo.admin("GET", "/audit?limit=1");
  const { id: token } = await demo.admin("POST", "/api-token", {
    name: "A robot with a name that goes on and on, ".repeat(3).trim(),
    role: "caller",
  });
  const run = `/console/tools/billsby/billsby_invoices_refund_invoice/run?account=${billsby.id}`;
  return [
    { name: "tools", path: "/console/tools" },
    { name: "tools-billsby", path: "/console/tools/billsby" },
    { name: "tools-highlevel", path: `/console/tools/highlevel?account=${highlevel.id}` },
    { name: "tools-none", path: "/console/tools/billsby?q=nothing-like-that" },
    { name: "tool", path: "/console/tools/billsby/billsby_invoices_refund_invoice" },
    { name: "tool-large", path: "/console/tools/highlevel/create_a_highlevel_invoice" },
    { name: "tool-run", path: run },
    { name: "tool-run-choose", path: "/console/tools/billsby/billsby_invoices_refund_invoice/run?account_q=a" },
    { name: "tool-run-large", path: `/console/tools/highlevel/create_a_highlevel_invoice/run?account=${highlevel.id}` },
    {
      name: "tool-result",
      path: `/console/tools/billsby/list_all_billsby_customers/run?account=${billsby.id}`,
      prepare: async (page) => {
        await page.getByLabel("limit").fill("2");
        await page.getByRole("button", { name: "Run" }).click();
        await page.getByText("Done.", { exact: true }).waitFor();
      },
    },
    {
      name: "tool-mistakes",
      path: `/console/tools/highlevel/create_a_highlevel_invoice/run?account=${highlevel.id}`,
      prepare: async (page) => {
        await page.locator("main form").evaluate((form) => (form.noValidate = true));
        await page.getByLabel("items").fill("[not JSON");
        await page.getByRole("button", { name: "Continue" }).click();
        await page.getByRole("alert").waitFor();
      },
    },
    {
      name: "tool-confirm",
      path: run,
      prepare: async (page) => {
        await page.getByLabel("customerUniqueId").fill("K7Q2MXR4TB");
        await page.getByLabel("invoiceNumber").fill("K7Q2MXR4TB-3");
        await page.getByLabel("amount").fill("125000");
        await page.getByRole("button", { name: "Continue" }).click();
        await page.getByText("one hundred twenty-five thousand").waitFor();
      },
    },
    { name: "activity", path: "/console/activity" },
    { name: "activity-filters", path: "/console/activity?effect=reads&since=2026-01-01T00:00&account_q=a" },
    { name: "activity-none", path: "/console/activity?action=nothing_like_that" },
    { name: "activity-line", path: `/console/activity/${result[0].id}` },
    {
      name: "activity-verified",
      path: "/console/activity/verify",
      prepare: async (page) => {
        await page.getByRole("button", { name: "Verify now" }).click();
        await page.getByText("The trail is as it was written.").waitFor();
      },
    },
    {
      name: "integrations",
      path: "/console/integrations/upload",
      prepare: async (page) => {
        const description = tickets("broken").replace("title: Tickets", "titel: Tickets");
        await upload(page, "broken.jar", integrationJar("broken", description));
        await page.getByText("Something keeps it from working.", { exact: false }).first().waitFor();
        await page.goto("/console/integrations");
      },
    },
    {
      name: "integration-refused",
      path: "/console/integrations",
      prepare: async (page) => {
        // another window uploads it
        const refused = page.getByText("The description of this integration was refused.");
        for (let look = 0; look < 100 && (await refused.count()) === 0; look++) {
          await page.waitForTimeout(100);
          await page.goto("/console/integrations/broken");
        }
        await refused.waitFor();
      },
    },
    { name: "integration", path: "/console/integrations/billsby" },
    { name: "deployment", path: "/console/integrations/files/plugin-billsby.jar" },
    { name: "deployment-stop", path: "/console/integrations/files/plugin-billsby.jar/stop" },
    { name: "deployment-remove", path: "/console/integrations/files/plugin-console.jar/remove" },
    {
      name: "upload-refused",
      path: "/console/integrations/upload",
      prepare: async (page) => {
        await upload(page, "junk.jar", Buffer.from("not a jar"));
        await page.getByRole("alert").waitFor();
      },
    },
    { name: "settings", path: "/console/settings" },
    { name: "api-tokens", path: "/console/api-tokens" },
    { name: "api-token-new", path: "/console/api-tokens/new" },
    {
      name: "api-token-minted",
      path: "/console/api-tokens/new",
      prepare: async (page) => {
        await page.getByLabel("Name").fill("Looked at");
        await page.getByRole("button", { name: "Create and show it" }).click();
        await page.getByText("Copy it now").waitFor();
      },
    },
    { name: "api-token-revoke", path: `/console/api-tokens/${token}/revoke` },
  ];
}

function call(demo, tool, args) {
  return demo.admin("POST", `/integrated-account/${demo.accounts.billsby.id}/tools/${tool}/call`, { arguments: args });
}

/** Uploads a bundle on the page for it. */
export async function upload(page, name, buffer) {
  await page.getByLabel("Bundle").setInputFiles({ name, mimeType: "application/java-archive", buffer });
  await page.getByRole("button", { name: "Upload and start" }).click();
}
