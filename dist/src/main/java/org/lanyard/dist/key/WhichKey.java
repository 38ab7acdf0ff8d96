package org.lanyard.dist.key;

import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.lanyard.dist.office.OfficeException;
import org.lanyard.dist.office.Whom;
import org.lanyard.session.credential.HeldKey;
import org.lanyard.session.credential.KeyRing;
import picocli.CommandLine.Option;

/** Which key the office means: by its owner, and where they have several by its number in the list or its id. */
final class WhichKey {
    @Option(names = "--person", required = true, paramLabel = "WHO", description = "Whose: full name or id.")
    private String person;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Its number as keys list shows it, or its id (--key=ID); may be left out where there is one.")
    private String key;

    /** A key, whose it is, and its number in their list. */
    record Found(Whom whom, HeldKey key, int number) {
        String named() {
            return whom.named() + ", key " + number + KeyWords.quoted(key);
        }
    }

    Found find(Handle h, LocalDate today) throws OfficeException {
        Whom whom = Whom.of(h, person, today);
        List<HeldKey> keys = KeyRing.list(h, whom.id());
        if (keys.isEmpty()) {
            throw new OfficeException(whom.named() + " has no key", "");
        }
        if (key == null && keys.size() > 1) {
            throw new OfficeException(
                    whom.named() + " has " + keys.size() + " keys", "Say which with --key: lanyard keys list.");
        }
        for (int i = 0; i < keys.size(); i++) {
            HeldKey one = keys.get(i);
            if (key == null || key.equals(Integer.toString(i + 1)) || key.equals(one.id())) {
                return new Found(whom, one, i + 1);
            }
        }
        throw new OfficeException("no key " + key + " of " + whom.named(), "See: lanyard keys list.");
    }
}
