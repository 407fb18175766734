package dev.patchbay.billsby;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ToolEffectsTest {
    private static final Set<String> SETS_A_STATUS =
            Set.of("billsby_invoices_invoice_written_off", "billsby_invoices_invoice_paid_offline");

    private final List<DescribedTool> tools = new Description().tools();

    @Test
    void theToolsThatChargePayOrForgiveAreThese() {
        assertEquals(
                Set.of(
                        "billsby_invoices_refund_invoice",
                        "billsby_invoices_reattempt_invoice_payment",
                        "billsby_invoices_invoice_written_off",
                        "billsby_invoices_invoice_paid_offline",
                        "create_a_billsby_one_time_charge",
                        "billsby_company_credit_notes_reattempt_credit_note_payment",
                        "create_a_billsby_subscription",
                        "update_a_billsby_customer_subscription_by_id",
                        "billsby_subscriptions_change_plan",
                        "billsby_subscriptions_update_next_renewal_date"),
                names(tool -> tool.flag("money")));
    }

    @Test
    void nothingThatMovesMoneyMayBeRepeatedUnlessItOnlySetsAStatus() {
        assertEquals(SETS_A_STATUS, names(tool -> tool.flag("money") && idempotent(tool)));
    }

    @Test
    void whatCannotBeUndoneIsDeclaredSo() {
        assertEquals(
                Set.of(
                        "billsby_invoices_invoice_written_off",
                        "billsby_invoices_invoice_paid_offline",
                        "delete_a_billsby_customer_subscription_by_id",
                        "delete_a_billsby_customer_by_id",
                        "delete_a_billsby_subscription_feature_tag_by_id",
                        "update_a_billsby_clear_customer_datum_by_id"),
                names(tool -> effect(tool).equals("destroys")));
    }

    @Test
    void everyGetReadsExceptTheOneThatMailsTheCustomer() {
        assertEquals(
                Set.of("get_single_billsby_payment_details_request_by_id"),
                names(tool -> tool.request().startsWith("GET ") && !effect(tool).equals("reads")));
        assertEquals(
                Set.of(),
                names(tool -> !tool.request().startsWith("GET ") && effect(tool).equals("reads")));
    }

    @Test
    void eachCallOfTheOneThatMailsSendsAnotherMail() {
        assertEquals(Set.of(), names(tool -> tool.name().contains("payment_details_request") && idempotent(tool)));
    }

    private Set<String> names(Predicate<DescribedTool> wanted) {
        return tools.stream().filter(wanted).map(DescribedTool::name).collect(toSet());
    }

    private static String effect(DescribedTool tool) {
        String declared = tool.text("effect");
        if (!declared.isEmpty()) {
            return declared;
        }
        String verb = tool.request().substring(0, tool.request().indexOf(' '));
        return verb.equals("GET") ? "reads" : verb.equals("DELETE") ? "destroys" : "writes";
    }

    private static boolean idempotent(DescribedTool tool) {
        return tool.method().path("idempotent").asBoolean(!tool.request().startsWith("POST "));
    }
}
