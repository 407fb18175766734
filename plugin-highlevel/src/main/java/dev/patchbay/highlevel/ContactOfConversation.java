package dev.patchbay.highlevel;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorClient;
import dev.patchbay.api.VendorHook;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * {@code resolve-contact}: sends a message into a conversation, although the vendor sends to contacts only. It looks up
 * whose conversation it is, and puts the text of an e-mail where the vendor wants it.
 *
 * @see <a href="https://marketplace.gohighlevel.com/docs/ghl/conversations/send-a-new-message">HighLevel: send a
 *     message</a>
 */
@Component(property = {VendorHook.INTEGRATION + "=highlevel", VendorHook.NAME + "=resolve-contact"})
public final class ContactOfConversation implements VendorHook {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]+");

    @Activate
    public ContactOfConversation() {}

    @Override
    public VendorResponse exchange(ToolCall call, VendorRequest planned, VendorClient vendor) {
        Map<String, @Nullable Object> message = JsonObjects.sent(planned);
        String conversation = JsonObjects.text(message.remove("conversationId"));
        String contact = JsonObjects.text(message.get("contactId"));
        if (conversation == null && contact == null) {
            throw refuse("give contactId, or conversationId to answer in a conversation. Nothing was sent.");
        }
        if (conversation != null) {
            String owner = owner(conversation, planned, vendor);
            if (contact != null && !contact.equals(owner)) {
                throw refuse("conversation " + conversation + " is that of contact " + owner + ", not of contact "
                        + contact + ": give only the one that is meant. Nothing was sent.");
            }
            message.put("contactId", owner);
        }
        MailText.move(message);
        return vendor.send(planned.withBody(new VendorBody.Json(message)));
    }

    private static String owner(String conversation, VendorRequest planned, VendorClient vendor) {
        if (!ID.matcher(conversation).matches()) {
            throw refuse("conversationId must be of letters, digits, - and _. Nothing was sent.");
        }
        VendorResponse answer = vendor.send(
                new VendorRequest("GET", "/conversations/" + conversation, List.of(), planned.headers(), null));
        String owner = answer.body() instanceof Map<?, ?> found ? JsonObjects.text(found.get("contactId")) : null;
        if (owner == null) {
            throw new GatewayException(
                    Kind.VENDOR_FAILED,
                    "highlevel does not say whose conversation " + conversation
                            + " is: give contactId instead. Nothing was sent.");
        }
        return owner;
    }

    private static GatewayException refuse(String why) {
        return new GatewayException(Kind.INVALID_ARGUMENT, why);
    }
}
