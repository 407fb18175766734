package dev.patchbay.billsby;

import dev.patchbay.testkit.IntegrationContract;

/** Billsby keeps the contract of every described integration. */
class BillsbyContractTest extends IntegrationContract {}
