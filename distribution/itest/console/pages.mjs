// Every page of the console, for the checks that hold for all of them.
import { areaPages } from "./area-pages.mjs";

/**
 * A page: its name in file names, its path, and, if need be, what to do on it before it is looked at.
 *
 * @typedef {{ name: string, path: string, prepare?: (page: import("playwright-core").Page) => Promise<void> }} ConsolePage
 */

/**
 * The pages of a demo, with something on each of them.
 *
 * @returns {Promise<ConsolePage[]>}
 */
export async function allPages(demo) {
  const { billsby, highlevel } = demo.accounts;
  const made = await furnish(demo);
  const account = `/console/accounts/${billsby.id}`;
  const servers = `/console/servers/${billsby.id}`;
  return [
    { name: "overview", path: "/console" },
    { name: "accounts", path: "/console/accounts" },
    { name: "accounts-none", path: "/console/accounts?q=nobody" },
    { name: "account", path: account },
    { name: "account-broken", path: `/console/accounts/${made.broken}` },
    { name: "account-agency", path: `/console/accounts/${made.agency}` },
    { name: "account-location", path: `/console/accounts/${made.location}` },
    { name: "locations", path: `/console/accounts/${made.agency}/locations` },
    { name: "connect", path: "/console/accounts/connect" },
    { name: "connect-billsby", path: "/console/accounts/connect/billsby" },
    { name: "connect-highlevel", path: "/console/accounts/connect/highlevel" },
    { name: "connect-oauth", path: "/console/accounts/connect/highlevel?method=oauth" },
    {
      name: "login",
      path: `/console/accounts/${made.agency}/reconnect`,
      prepare: async (page) => {
        await page.getByRole("button", { name: "Continue to the login at HighLevel" }).click();
        await page.getByRole("link", { name: "Open the login of HighLevel" }).waitFor();
      },
    },
    {
      name: "connect-mistakes",
      path: "/console/accounts/connect/billsby",
      prepare: async (page) => {
        await page.getByLabel("Name").fill("x");
        await page.getByLabel("Company domain").fill("not a domain");
        await page.getByLabel("API key").fill("x");
        await page.locator("button[type=submit].button-main").click();
        await page.getByRole("alert").waitFor();
      },
    },
    { name: "edit", path: `${account}/edit` },
    { name: "reconnect", path: `${account}/reconnect` },
    { name: "disconnect", path: `${account}/disconnect` },
    { name: "servers", path: "/console/servers" },
    { name: "servers-none", path: "/console/servers?q=nobody" },
    { name: "servers-search", path: "/console/servers?account_q=a" },
    { name: "servers-choose", path: "/console/servers/new" },
    { name: "servers-choose-search", path: "/console/servers/new?account_q=a" },
    { name: "server-new", path: `${servers}/new` },
    { name: "server-new-large", path: `/console/servers/${highlevel.id}/new` },
    {
      name: "server-minted",
      path: `${servers}/new`,
      prepare: async (page) => {
        await page.getByLabel("Name").fill("Looked at");
        await page.getByRole("button", { name: "Create and show the URL" }).click();
        await page.getByRole("button", { name: "List its tools through the URL" }).click();
        await page.getByText("A client finds").waitFor();
      },
    },
    { name: "server", path: `${servers}/${made.id}` },
    { name: "server-edit", path: `${servers}/${made.id}/edit` },
    { name: "server-rotate", path: `${servers}/${made.id}/rotate` },
    { name: "server-duplicate", path: `${servers}/${made.id}/duplicate` },
    { name: "server-revoke", path: `${servers}/${made.id}/revoke` },
    ...(await areaPages(demo)),
    { name: "nowhere", path: "/console/nowhere" },
  ];
}

/** Makes what a page looks bad without: a long name, many servers, a broken account, an agency. */
async function furnish(demo) {
  const path = `/integrated-account/${demo.accounts.billsby.id}/mcp`;
  const { id } = await demo.admin("POST", path, {
    name: "A name that goes on and on, as names do which a committee has agreed upon: " + "long".repeat(20),
    config: { methods: ["read", "refund_invoice"], tags: ["invoices", "subscriptions"], require_api_token_auth: true },
    expires_at: new Date(Date.now() + 3 * 86_400_000).toISOString(),
  });
  for (let i = 0; i < 60; i++) {
    await demo.admin("POST", path, { name: `Server ${i}`, config: { methods: ["read"] } });
  }
  const broken = await demo.admin("POST", "/integrated-account", {
    integration: "billsby",
    name: "An account whose key was revoked",
    context: { companyDomain: "acme" },
    credentials: { api_key: "acme_revoked" },
    base_url: `${demo.base_url}/sandbox/billsby/api/v1/rest`,
  });
  await demo.admin("POST", `/integrated-account/${broken.id}/test`, {});
  const agency = await connectAgency(demo);
  const [location] = (
    await demo.admin("POST", `/integrated-account/${agency}/location`, { location_ids: ["LOCHARB002"] })
  ).result;
  return { id, broken: broken.id, agency, location: location.integrated_account_id };
}

/** Connects the sandbox's agency, whose login page lets everybody in. */
async function connectAgency(demo) {
  const begun = await demo.admin("POST", "/integrated-account/login", {
    integration: "highlevel",
    name: "An agency",
    auth_method: "oauth_agency",
    credentials: {
      client_id: "acmeapp001-sandbox",
      client_secret: "sandbox-client-secret",
      authorize_url: `${demo.base_url}/sandbox/highlevel/oauth/chooselocation`,
    },
    base_url: `${demo.base_url}/sandbox/highlevel`,
  });
  await fetch(`${begun.authorize_url}&auto=1`);
  return begun.integrated_account_id;
}
