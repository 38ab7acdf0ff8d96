package org.lanyard.session.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanyard.pki.assertion.ModelStatus;
import org.lanyard.pki.http.HttpRefusal;
import org.lanyard.pki.http.Json;

/** A policy as the store keeps it and scripts read it: one JSON object with the names of the files. */
public final class PolicyText {
    private PolicyText() {}

    public static ObjectNode json(KeyPolicy policy) {
        ObjectNode json = Json.object();
        json.put("attestation", policy.attestation().code());
        policy.allowed().ifPresent(models -> fill(json.putArray("allowed-models"), models));
        fill(json.putArray("denied-models"), policy.denied());
        fill(
                json.putArray("denied-statuses"),
                policy.deniedStatuses().stream().map(Enum::name).toList());
        json.put("device-bound", policy.deviceBound());
        json.put("certified", policy.certified());
        json.put("minimum-keys", policy.minimumKeys());
        return json;
    }

    static String write(KeyPolicy policy) {
        return new String(Json.bytes(json(policy)), StandardCharsets.UTF_8);
    }

    static KeyPolicy read(String text) {
        try {
            ObjectNode json = Json.parseObject(text.getBytes(StandardCharsets.UTF_8));
            return new KeyPolicy(
                    Conveyance.of(json.path("attestation").asText()),
                    json.has("allowed-models") ? Optional.of(words(json.path("allowed-models"))) : Optional.empty(),
                    words(json.path("denied-models")),
                    words(json.path("denied-statuses")).stream()
                            .map(ModelStatus::valueOf)
                            .collect(Collectors.toSet()),
                    json.path("device-bound").booleanValue(),
                    json.path("certified").booleanValue(),
                    json.path("minimum-keys").intValue());
        } catch (HttpRefusal | IllegalArgumentException notOurs) {
            // Whoever can write the store could write anything; nobody is let in by what cannot be read.
            throw new IllegalStateException("a policy in the store cannot be read", notOurs);
        }
    }

    private static void fill(ArrayNode array, Collection<String> words) {
        words.forEach(array::add);
    }

    private static Set<String> words(JsonNode array) {
        Set<String> words = new LinkedHashSet<>();
        array.forEach(word -> words.add(word.asText()));
        return words;
    }
}
