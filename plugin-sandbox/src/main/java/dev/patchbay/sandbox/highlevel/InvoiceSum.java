package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import java.math.BigDecimal;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an invoice comes to: its items, less the discount, plus the taxes that are not in the prices already. */
record InvoiceSum(BigDecimal subTotal, BigDecimal discount, BigDecimal tax) {
    static InvoiceSum of(ObjectNode document) {
        JsonNode discount = document.path("discount");
        Set<String> products = discount.path("validOnProductIds")
                .valueStream()
                .map(id -> id.asString(""))
                .collect(Collectors.toSet());
        BigDecimal subTotal = BigDecimal.ZERO;
        BigDecimal reducible = BigDecimal.ZERO;
        BigDecimal tax = BigDecimal.ZERO;
        for (JsonNode item : document.path("invoiceItems")) {
            BigDecimal price = Money.of(item.path("amount")).multiply(Money.of(item.path("qty")));
            subTotal = subTotal.add(price);
            if (products.isEmpty() || products.contains(item.path("productId").asString(""))) {
                reducible = reducible.add(price);
            }
            if (!item.path("taxInclusive").asBoolean(false)) {
                for (JsonNode rate : item.path("taxes")) {
                    tax = tax.add(Money.percent(price, Money.of(rate.path("rate"))));
                }
            }
        }
        BigDecimal value = Money.of(discount.path("value"));
        BigDecimal off = discount.path("type").asString("").equals("fixed") ? value : Money.percent(reducible, value);
        return new InvoiceSum(Money.rounded(subTotal), Money.rounded(off.min(reducible)), Money.rounded(tax));
    }

    BigDecimal total() {
        return subTotal.subtract(discount).add(tax);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.set("subTotal", Money.json(subTotal));
        json.set("discount", Money.json(discount));
        json.set("tax", Money.json(tax));
        return json;
    }
}
