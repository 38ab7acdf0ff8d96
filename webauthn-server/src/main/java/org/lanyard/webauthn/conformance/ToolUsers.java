package org.lanyard.webauthn.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lanyard.webauthn.UserHandle;
import org.lanyard.webauthn.ceremony.CeremonyState;
import org.lanyard.webauthn.credential.CredentialId;

/** The users that the tool makes up, and the ceremonies that it has begun; the oldest go where there are too many. */
final class ToolUsers {
    private static final int MAX = 10_000;

    private final Map<String, User> users = bounded();
    private final Map<String, Begun> ceremonies = bounded();

    /** @param credentials that the user has registered, oldest first */
    record User(UserHandle handle, List<CredentialId> credentials) {}

    /** @param verified whether the tool asked for user verification */
    record Begun(CeremonyState state, User user, boolean verified) {}

    /** The user of this name, made where there is none. */
    synchronized User user(String name, Supplier<UserHandle> handle) {
        return users.computeIfAbsent(name, n -> new User(handle.get(), List.of()));
    }

    /** The user of this name, with a credential. */
    synchronized Optional<User> registered(String name) {
        return Optional.ofNullable(users.get(name))
                .filter(user -> !user.credentials().isEmpty());
    }

    synchronized void add(UserHandle handle, CredentialId credential) {
        users.replaceAll((name, user) -> {
            if (!user.handle().equals(handle)) {
                return user;
            }
            List<CredentialId> more = new ArrayList<>(user.credentials());
            more.add(credential);
            return new User(handle, List.copyOf(more));
        });
    }

    synchronized void begin(Begun begun) {
        ceremonies.put(begun.state().challengeText(), begun);
    }

    /** The ceremony of this challenge, once. */
    synchronized Optional<Begun> end(String challenge) {
        return Optional.ofNullable(ceremonies.remove(challenge));
    }

    private static <T> Map<String, T> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > MAX;
            }
        };
    }
}
