package org.lanyard.pki.path;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.testing.FuzzedEdits;
import org.lanyard.pki.testing.TestAuthority;

/** Whatever bytes somebody presents as a leaf, a verified leaf or the module's exception comes out. */
class LeafBytesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final TestAuthority AUTHORITY = TestAuthority.create(NOW);
    private static final LeafValidator VALIDATOR = AUTHORITY.validator();
    private static final byte[] GOOD = AUTHORITY
            .certificate(Profile.CARD_9E, new SubjectName.Card(UUID.randomUUID()))
            .der();
    private static final Set<PkiReason> REFUSALS =
            EnumSet.range(PkiReason.CERTIFICATE_MALFORMED, PkiReason.KEY_IDENTIFIER_MISSING);

    @Test
    void validate_randomChanges_throwsOnlyOurException() {
        byte[] good = GOOD;
        Random random = new Random(20261123);
        for (int round = 0; round < 5_000; round++) {
            byte[] changed = good.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            boolean accepted = feed(round % 5 == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed);
            assertTrue(!accepted || Arrays.equals(good, changed), "a changed certificate was taken");
        }
    }

    @FuzzTest(maxDuration = "60s")
    @Tag("fuzz")
    void validate_fuzzed_throwsOnlyOurException(byte[] edits) {
        // From nothing a fuzzer never comes past the first length: it edits a good certificate as well.
        feed(edits);
        feed(FuzzedEdits.apply(GOOD, edits));
    }

    private static boolean feed(byte[] der) {
        try {
            VALIDATOR.validate(der, NOW);
            return true;
        } catch (PkiException e) {
            assertTrue(REFUSALS.contains(e.reason()), e.getMessage());
            return false;
        }
    }
}
