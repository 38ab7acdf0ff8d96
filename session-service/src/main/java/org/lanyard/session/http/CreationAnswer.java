package org.lanyard.session.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.lanyard.pki.http.Json;
import org.lanyard.session.credential.HeldKey;
import org.lanyard.session.credential.KeyRing;
import org.lanyard.session.policy.KeyPolicy;
import org.lanyard.session.policy.KeyTraits;
import org.lanyard.session.policy.Standing;

/**
 * {@code creation}: what a page passes on to the browser, so that it asks for a key that the door will let in (WebAuthn Level 3
 * §5.4). Nothing rests on it: the door judges what comes.
 */
final class CreationAnswer {
    private CreationAnswer() {}

    /** {@code attestation, hints, exclude}, and {@code minimum_keys}: how many keys the person has to have. */
    static ObjectNode of(Handle h, UUID person) {
        KeyPolicy policy = Standing.of(h, person, KeyTraits.NO_MODEL).policy();
        ObjectNode creation = Json.object();
        creation.put("attestation", policy.attestation().code());
        ArrayNode hints = creation.putArray("hints");
        if (policy.deviceBound()) {
            // §5.8.7: a passkey of the phone's is most often synced; the browser then offers the key on the key ring
            // first.
            hints.add("security-key");
        }
        ArrayNode exclude = creation.putArray("exclude");
        KeyRing.list(h, person).stream().map(HeldKey::id).forEach(exclude::add);
        return creation.put("minimum_keys", policy.minimumKeys());
    }
}
