package dev.patchbay.vendor;

import dev.patchbay.api.Credential;
import dev.patchbay.api.VendorRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Hides what proves who is calling wherever a vendor repeats it: in every form in which the gateway sent it. */
final class SecretMask {
    private static final String MASK = "***";
    /** What is shorter is a part of ordinary words, and no secret worth the name. */
    private static final int SHORTEST = 4;

    private final Credential credential;
    private final VendorRequest planned;
    private final VendorRequest signed;
    private final List<String> secrets = new ArrayList<>();

    /**
     * @param planned the request before it was signed
     * @param signed the same request with its proof
     */
    SecretMask(Credential credential, VendorRequest planned, VendorRequest signed) {
        this.credential = credential;
        this.planned = planned;
        this.signed = signed;
    }

    /** Done only when something is to be hidden: most requests succeed. */
    private void collect() {
        credential.reveal().values().forEach(this::add);
        for (Map.Entry<String, String> header : signed.headers().entrySet()) {
            if (!header.getValue().equals(planned.headers().get(header.getKey()))) {
                addHeader(header.getValue());
            }
        }
        for (VendorRequest.Param param : signed.query()) {
            if (!planned.query().contains(param)) {
                add(param.value());
            }
        }
        // The longest first: one secret may be a part of another.
        secrets.sort(Comparator.comparingInt(String::length).reversed());
    }

    private void addHeader(String value) {
        add(value);
        int space = value.indexOf(' ');
        if (space > 0) {
            add(value.substring(space + 1));
        }
    }

    private void add(String secret) {
        if (secret.length() < SHORTEST) {
            return;
        }
        addForm(secret);
        StringBuilder encoded = new StringBuilder();
        PathSegment.encode(secret, encoded);
        addForm(encoded.toString());
        addForm(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    }

    private void addForm(String form) {
        if (!secrets.contains(form)) {
            secrets.add(form);
        }
    }

    String hide(String text) {
        if (secrets.isEmpty()) {
            collect();
        }
        String hidden = text;
        for (String secret : secrets) {
            if (hidden.contains(secret)) {
                hidden = hidden.replace(secret, MASK);
            }
        }
        return hidden;
    }
}
