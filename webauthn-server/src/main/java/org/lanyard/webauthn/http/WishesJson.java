package org.lanyard.webauthn.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lanyard.pki.assertion.Base64Url;
import org.lanyard.pki.http.HttpReason;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.webauthn.Attachment;
import org.lanyard.webauthn.AttestationConveyance;
import org.lanyard.webauthn.Hint;
import org.lanyard.webauthn.ceremony.CreationWishes;
import org.lanyard.webauthn.credential.CredentialId;

/** Reads what a page wishes of a registration: members that may be absent, and are refused where they are odd. */
final class WishesJson {
    static final Set<String> MEMBERS = Set.of("attestation", "hints", "attachment", "exclude");
    /** More keys than a person has. */
    private static final int MAX_EXCLUDE = 64;

    private WishesJson() {}

    static CreationWishes read(ObjectNode request) throws HttpRefusal {
        return new CreationWishes(
                word(request, "attestation", AttestationConveyance::ofWord),
                hints(request),
                word(request, "attachment", Attachment::ofWord),
                exclude(request));
    }

    /** §5.8.7: "hints may contradict … in order of decreasing preference"; each once. */
    static List<Hint> hints(ObjectNode request) throws HttpRefusal {
        List<Hint> hints = new ArrayList<>();
        for (JsonNode word : list(request, "hints", Hint.values().length)) {
            Hint hint = Hint.ofWord(word.asText()).orElseThrow(() -> odd("hints"));
            if (hints.contains(hint)) {
                throw odd("hints");
            }
            hints.add(hint);
        }
        return hints;
    }

    private static List<CredentialId> exclude(ObjectNode request) throws HttpRefusal {
        List<CredentialId> ids = new ArrayList<>();
        for (JsonNode id : list(request, "exclude", MAX_EXCLUDE)) {
            ids.add(Base64Url.decode(id.asText())
                    .filter(bytes -> bytes.length > 0 && bytes.length <= CredentialId.MAX_LENGTH)
                    .map(CredentialId::new)
                    .orElseThrow(() -> odd("exclude")));
        }
        return ids;
    }

    private static JsonNode list(ObjectNode request, String name, int most) throws HttpRefusal {
        JsonNode list = request.path(name);
        if (!list.isMissingNode() && (!list.isArray() || list.size() > most)) {
            throw odd(name);
        }
        return list;
    }

    private static <T> Optional<T> word(ObjectNode request, String name, Function<String, Optional<T>> read)
            throws HttpRefusal {
        JsonNode word = request.path(name);
        if (word.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(read.apply(word.asText()).orElseThrow(() -> odd(name)));
    }

    private static HttpRefusal odd(String name) {
        return new HttpRefusal(HttpReason.BAD_JSON, name);
    }
}
