package org.lanyard.dist.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.lanyard.pki.InputFiles;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.config.Toml;
import org.lanyard.webauthn.cli.MetadataPlace;

/** {@code lanyard webauthn mds} on a node's configuration, too: told from that of the WebAuthn service alone by its service. */
public final class MetadataOfNode implements MetadataPlace {
    private static final Pattern SERVICE = Pattern.compile("(?m)^\\s*(?:\\[service[].]|service\\.)");

    @Override
    public Found read(Path config) throws PkiException {
        if (!isANodes(config)) {
            return MetadataPlace.alone(config);
        }
        ServeConfig settings =
                Toml.read(config, ServeConfig.defaults(config.toAbsolutePath().getParent()));
        return new Found(settings.webauthn().metadata(), settings.storeConfig(), List.of(Node.MIGRATIONS));
    }

    private static boolean isANodes(Path config) {
        try {
            return SERVICE.matcher(new String(InputFiles.read(config), StandardCharsets.UTF_8))
                    .find();
        } catch (IOException unreadable) {
            return false; // said when it is read
        }
    }
}
