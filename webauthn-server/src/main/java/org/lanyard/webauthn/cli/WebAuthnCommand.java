package org.lanyard.webauthn.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.config.Toml;
import org.lanyard.pki.http.HttpServers;
import org.lanyard.pki.http.SecurityHeaders;
import org.lanyard.pki.keystore.CryptoProviders;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.keystore.SigningKey;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreConfig;
import org.lanyard.pki.store.StoreException;
import org.lanyard.webauthn.WebAuthnConfig;
import org.lanyard.webauthn.credential.CredentialStore;
import org.lanyard.webauthn.http.WebAuthnService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lanyard webauthn --config FILE}: the WebAuthn service on a port of its own. */
@Command(
        name = "webauthn",
        description = {
            "Run the WebAuthn service alone, on a port of its own.",
            "",
            "Pages call it under the origin that they come from: put it behind the proxy that serves the",
            "session service and pass /webauthn/ on to it. Other origins are not let in (no CORS).",
            "It listens in plain http, on this machine unless told otherwise; the proxy brings https."
        },
        mixinStandardHelpOptions = true,
        subcommands = MdsCommand.class)
public final class WebAuthnCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "TOML: rp-id, rp-name, origins, issuer, door, master-key, [listen], [key], [store].")
    private Path config;

    @Spec
    private CommandSpec spec;

    private final MetadataPlace place;
    private final InstantSource clock;

    /** The service alone. */
    public WebAuthnCommand() {
        this(MetadataPlace::alone, InstantSource.system());
    }

    /** @param place reads the configurations that {@code mds} is told of */
    public WebAuthnCommand(MetadataPlace place, InstantSource clock) {
        this.place = place;
        this.clock = clock;
    }

    MetadataPlace place() {
        return place;
    }

    InstantSource clock() {
        return clock;
    }

    @Override
    public Integer call() throws Exception {
        if (config == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--config=FILE'");
        }
        WebAuthnSettings settings;
        WebAuthnConfig service;
        SigningKey key;
        MasterKey master;
        StoreConfig database;
        try {
            settings = Toml.read(
                    config, WebAuthnSettings.defaults(config.toAbsolutePath().getParent()));
            service = settings.config();
            CryptoProviders.install();
            key = KeyFiles.open(settings.key().file(), passphrase(settings.key()));
            master = MasterKey.openOrCreate(settings.masterKey());
            database = storeConfig(settings.store());
        } catch (PkiException | IllegalArgumentException bad) {
            return refuse(bad.getMessage(), "the keys of " + config + " are told by lanyard webauthn --help");
        }
        try (Store store = Store.open(database, CredentialStore.MIGRATIONS)) {
            Handler handler = WebAuthnService.create(service, store, key, master, clock, new SecureRandom());
            serve(settings.listen(), SecurityHeaders.forPrograms(handler), service);
            return ExitCode.OK.number();
        } catch (StoreException bad) {
            return refuse(bad.getMessage(), bad.hint());
        }
    }

    private void serve(WebAuthnSettings.Listen listen, Handler handler, WebAuthnConfig service) throws Exception {
        Server server = HttpServers.listening(listen.host(), listen.port(), Optional.empty(), handler);
        server.setStopAtShutdown(true);
        server.start();
        PrintWriter out = spec.commandLine().getOut();
        out.println("webauthn: listening on http://" + listen.host() + ":" + HttpServers.port(server) + " for "
                + service.rules().id() + ", door " + service.door());
        out.flush();
        try {
            server.join();
        } finally {
            server.stop();
        }
    }

    private int refuse(String problem, String hint) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("webauthn: " + problem);
        err.println("Hint: " + hint);
        err.flush();
        return ExitCode.CONFIGURATION.number();
    }

    private static Passphrase passphrase(WebAuthnSettings.Key key) {
        return key.passphraseFile()
                .<Passphrase>map(Passphrase.FromFile::new)
                .orElseGet(() -> new Passphrase.FromPrompt("Passphrase of " + key.file()));
    }

    static StoreConfig storeConfig(WebAuthnSettings.Database database) throws PkiException {
        if (database.passwordFile().isEmpty()) {
            return new StoreConfig(database.url(), database.user(), "", database.readers());
        }
        char[] password = new Passphrase.FromFile(database.passwordFile().get()).read();
        try {
            return new StoreConfig(database.url(), database.user(), new String(password), database.readers());
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
