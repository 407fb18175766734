package dev.patchbay.highlevel;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An invoice as the vendor takes it, which is less and in part of other types than it answers. */
final class InvoiceBody {
    private static final List<String> REQUIRED = List.of("name", "currency", "invoiceItems", "issueDate", "dueDate");
    private static final List<String> DATES = List.of("issueDate", "dueDate");
    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ].*");
    private static final int DATE_LENGTH = 10;

    private InvoiceBody() {}

    /**
     * What of an answered invoice can be sent back.
     *
     * @param schema of the tool's arguments, which are the fields that can be sent and two more
     */
    static Map<String, @Nullable Object> of(Map<?, ?> invoice, Map<String, Object> schema) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        Map<?, ?> fields = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
        fields.forEach((name, field) -> {
            Object value = invoice.get(name);
            if (value != null && !name.equals("lateFeesConfiguration") && !name.equals("invoiceId")) {
                body.put(String.valueOf(name), fit(value, field));
            }
        });
        if (body.get("invoiceNumber") instanceof Number number) {
            body.put("invoiceNumber", Changes.show(number));
        }
        cutDates(body);
        return body;
    }

    /**
     * The given fields over those of the invoice.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if that is not enough for an invoice
     */
    static Map<String, @Nullable Object> merge(
            Map<String, @Nullable Object> invoice, Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(invoice);
        merged.putAll(given);
        cutDates(merged);
        List<String> missing =
                REQUIRED.stream().filter(name -> merged.get(name) == null).toList();
        if (!missing.isEmpty()) {
            throw refuse("the invoice has no " + String.join(" and no ", missing)
                    + ", without which highlevel changes none: give it too. Nothing was changed.");
        }
        Object contact = given.get("contactId");
        if (contact != null
                && merged.get("contactDetails") instanceof Map<?, ?> details
                && !Objects.equals(contact, details.get("id"))) {
            throw refuse("contactDetails are those of contact " + details.get("id") + ", not of contact " + contact
                    + ": give those of the new contact too. Nothing was changed.");
        }
        return merged;
    }

    /** Drops what a closed object of the schema does not know, and what is null. */
    private static Object fit(Object value, @Nullable Object schema) {
        if (!(schema instanceof Map<?, ?> words)) {
            return value;
        }
        if (value instanceof List<?> list && words.get("items") instanceof Map<?, ?> items) {
            List<@Nullable Object> fitted = new ArrayList<>(list.size());
            list.forEach(each -> fitted.add(each == null ? null : fit(each, items)));
            return fitted;
        }
        if (value instanceof Map<?, ?> object && words.get("properties") instanceof Map<?, ?> properties) {
            boolean closed = Boolean.FALSE.equals(words.get("additionalProperties"));
            Map<String, @Nullable Object> fitted = new LinkedHashMap<>();
            object.forEach((name, each) -> {
                if (each != null && (properties.containsKey(name) || !closed)) {
                    fitted.put(String.valueOf(name), fit(each, properties.get(name)));
                }
            });
            return fitted;
        }
        return value;
    }

    private static void cutDates(Map<String, @Nullable Object> body) {
        for (String name : DATES) {
            if (body.get(name) instanceof String text && MOMENT.matcher(text).matches()) {
                body.put(name, text.substring(0, DATE_LENGTH));
            }
        }
    }

    private static GatewayException refuse(String why) {
        return new GatewayException(Kind.INVALID_ARGUMENT, why);
    }
}
