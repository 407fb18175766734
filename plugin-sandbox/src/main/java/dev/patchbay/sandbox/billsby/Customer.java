package dev.patchbay.sandbox.billsby;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who buys from the company. */
final class Customer {
    final int customerId;
    final String uniqueId;
    final Instant createdOn;
    /** By the custom field's id. */
    final Map<Integer, CustomField.Response> responses = new LinkedHashMap<>();

    String firstName;
    String lastName;
    String email;

    @Nullable
    String additionalEmail;

    Phone phone = Phone.NONE;
    Address billingAddress = Address.NONE;
    boolean marketingConsent;

    @Nullable
    String taxRegNumber;

    @Nullable
    Card card;
    /** How many mails with a request for payment details were sent. */
    int paymentDetailsRequests;

    boolean erased;

    /** All {@code null} when there is none. */
    record Phone(
            @Nullable String dialCountry,
            @Nullable String dialCode,
            @Nullable String number) {
        static final Phone NONE = new Phone(null, null, null);
    }

    Customer(int customerId, String uniqueId, Instant createdOn, String firstName, String lastName, String email) {
        this.customerId = customerId;
        this.uniqueId = uniqueId;
        this.createdOn = createdOn;
        this.firstName = firstName;
        this.lastName = lastName;
        this.email = email;
    }

    String fullName() {
        return firstName + " " + lastName;
    }

    /** Whether a charge of this customer would succeed. */
    boolean canPay(Instant now) {
        Card current = card;
        return current != null && current.pays(now);
    }

    /** Puts blank or invented values in place of all that tells who this was. There is no way back. */
    void erase() {
        firstName = "Erased";
        lastName = "Customer";
        email = "erased-" + customerId + "@erased.invalid";
        additionalEmail = null;
        phone = Phone.NONE;
        billingAddress = Address.NONE;
        marketingConsent = false;
        taxRegNumber = null;
        card = null;
        responses.clear();
        erased = true;
    }
}
