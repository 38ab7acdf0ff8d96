package org.lanyard.dist.serve;

import java.nio.file.Path;
import java.util.List;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.config.Toml;
import org.lanyard.pki.path.outside.OutsideSettings;

/**
 * The file that {@code outside} in {@code lanyard.toml} names: a section {@code [[authority]]} for each.
 *
 * @param authority those whose cards may sign in here
 */
public record OutsideFile(List<OutsideSettings> authority) {
    public OutsideFile {
        authority = List.copyOf(authority);
    }

    /** @throws PkiException CONFIGURATION_UNREADABLE, CONFIGURATION_INVALID */
    static List<OutsideSettings> read(Path file) throws PkiException {
        return Toml.read(file, new OutsideFile(List.of())).authority();
    }
}
