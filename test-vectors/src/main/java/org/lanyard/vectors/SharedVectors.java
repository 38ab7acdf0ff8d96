package org.lanyard.vectors;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds vectors of other projects (Wycheproof, NIST PKITS, GSA's test cards) that lie beside this repository, in
 * {@code ../shared/vectors}, and are not copied into it.
 */
public final class SharedVectors {
    private static final String HOW = "Put the published vectors into ../shared/vectors beside the repository.";

    private SharedVectors() {}

    /**
     * The path of a file or folder of shared vectors.
     *
     * @param relative the path below {@code shared/vectors}, such as {@code
     *     "wycheproof/json_web_signature_test.json"}
     * @return empty if it is not on this machine, or if the system property {@code lanyard.root} (the folder of the
     *     root pom, set by the build) is not set
     */
    public static Optional<Path> path(String relative) {
        String root = System.getProperty("lanyard.root");
        if (root == null) {
            return Optional.empty();
        }
        return Optional.of(Path.of(root, "..", "shared", "vectors")
                        .resolve(relative)
                        .toAbsolutePath()
                        .normalize())
                .filter(Files::exists);
    }

    /**
     * The same, for a test that cannot do without: it is skipped if the file is absent.
     *
     * @param relative as for {@link #path}
     */
    public static Path require(String relative) {
        Optional<Path> found = path(relative);
        // These files are not the machine's to install, so their absence skips in CI as well.
        RealPart.require(relative, found.isPresent(), HOW, false);
        return found.orElseThrow();
    }
}
