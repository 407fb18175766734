package dev.patchbay.highlevel;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorClient;
import dev.patchbay.api.VendorHook;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code merge-invoice}: changes some fields of an invoice, although the vendor replaces it whole. It reads the invoice,
 * lays the given fields over it and sends all of it back; late fees go to an address of their own.
 *
 * @see <a href="https://marketplace.gohighlevel.com/docs/ghl/invoices/update-invoice">HighLevel: update an invoice</a>
 */
@Component(property = {VendorHook.INTEGRATION + "=highlevel", VendorHook.NAME + "=merge-invoice"})
public final class InvoiceMerge implements VendorHook {
    private static final String LATE_FEES = "lateFeesConfiguration";
    private static final List<String> OWNER = List.of("altId", "altType");

    @Activate
    public InvoiceMerge() {}

    @Override
    public VendorResponse exchange(ToolCall call, VendorRequest planned, VendorClient vendor) {
        Map<String, @Nullable Object> given = JsonObjects.sent(planned);
        Map<String, @Nullable Object> owner = new LinkedHashMap<>();
        OWNER.forEach(name -> owner.put(name, given.remove(name)));
        Object lateFees = given.remove(LATE_FEES);
        if (given.isEmpty() && lateFees == null) {
            throw new GatewayException(
                    Kind.INVALID_ARGUMENT, "give at least one field of the invoice to change. Nothing was sent.");
        }
        List<String> changed = new ArrayList<>();
        VendorResponse last = null;
        if (!given.isEmpty()) {
            Map<String, @Nullable Object> before =
                    InvoiceBody.of(read(planned, owner, vendor), call.tool().inputSchema());
            Map<String, @Nullable Object> after = InvoiceBody.merge(before, given);
            changed.addAll(Changes.between(before, after));
            Map<String, @Nullable Object> body = new LinkedHashMap<>(owner);
            body.putAll(after);
            last = vendor.send(planned.withBody(new VendorBody.Json(body)));
        }
        if (lateFees != null) {
            last = sendLateFees(planned, owner, lateFees, vendor, last == null ? null : changed);
            changed.add(LATE_FEES + ": set");
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("invoice", last.body());
        answer.put("changed", changed);
        return last.withBody(answer);
    }

    private static Map<?, ?> read(VendorRequest planned, Map<String, @Nullable Object> owner, VendorClient vendor) {
        VendorRequest request = new VendorRequest("GET", planned.path(), List.of(), planned.headers(), null);
        for (Map.Entry<String, @Nullable Object> each : owner.entrySet()) {
            request = request.withQuery(each.getKey(), String.valueOf(each.getValue()));
        }
        if (vendor.send(request).body() instanceof Map<?, ?> invoice && invoice.containsKey("invoiceItems")) {
            return invoice;
        }
        throw new GatewayException(
                Kind.VENDOR_FAILED,
                "highlevel answered to GET " + planned.path() + " what is no invoice. Nothing was changed.");
    }

    /** @param changed what the invoice itself was changed in before, or {@code null} if it was not */
    private static VendorResponse sendLateFees(
            VendorRequest planned,
            Map<String, @Nullable Object> owner,
            Object lateFees,
            VendorClient vendor,
            @Nullable List<String> changed) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(owner);
        body.put(LATE_FEES, lateFees);
        try {
            return vendor.send(new VendorRequest(
                    "PATCH",
                    planned.path() + "/late-fees-configuration",
                    List.of(),
                    planned.headers(),
                    new VendorBody.Json(body)));
        } catch (GatewayException e) {
            if (changed == null) {
                throw e;
            }
            throw new GatewayException(
                    e.kind(),
                    "The invoice was changed (" + String.join("; ", changed) + "), but its late fees failed: "
                            + sentence(String.valueOf(e.getMessage())) + " To repeat that half, call again with "
                            + LATE_FEES + " alone.",
                    e.vendorStatus(),
                    e.rateLimit(),
                    e.data(),
                    e);
        }
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
