package org.lanyard.pki.lint;

import java.security.PublicKey;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.keystore.KeyAlgorithm;

/** SP 800-78-5 §3.1 lets an installation choose among the kinds of key. Ours: the profile's kinds and no other. */
final class KeyIsProfiles implements Lint {
    @Override
    public String clause() {
        return "ours, from SP 800-78-5 §3.1";
    }

    @Override
    public Optional<String> problem(LintSubject certificate) {
        Optional<PublicKey> key = certificate.key();
        if (certificate.isAuthority() || key.isEmpty()) {
            return Optional.empty();
        }
        Set<KeyAlgorithm> taken = certificate.settings().get().keys();
        try {
            return Lint.unless(
                    taken.contains(KeyAlgorithm.of(key.get())),
                    "the profile takes "
                            + taken.stream().map(KeyAlgorithm::label).sorted().collect(Collectors.joining(", "))
                            + ": make a key of that kind");
        } catch (PkiException e) {
            // Of no kind at all: KeyIsAllowed tells.
            return Optional.empty();
        }
    }
}
