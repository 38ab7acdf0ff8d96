package org.lanyard.dist.serve;

import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.cli.ExitCode;
import org.lanyard.pki.config.Toml;
import org.lanyard.pki.est.EstTls;
import org.lanyard.pki.keystore.KeyFiles;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.store.Store;
import org.lanyard.pki.store.StoreException;
import org.lanyard.session.login.EndedWithCertificate;
import org.lanyard.webauthn.conformance.ConformanceService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanyard serve}: one node, until it is told to stop. */
@Command(
        name = "serve",
        description = "Run a node of the service with the settings of one file.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "lanyard.toml: [service], [store], [webauthn], [authority], [responder], [enrolment], [mail],"
                    + " master-key, audit-heads, zone.")
    private Path config;

    @Option(
            names = "--responder-alone",
            description = "Run only what [responder] and [enrolment] say, for a host of its own: nobody signs in here.")
    private boolean alone;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try {
            ServeConfig settings = Toml.read(
                    config, ServeConfig.defaults(config.toAbsolutePath().getParent()));
            if (alone) {
                return responder(settings);
            }
            Node node = start(settings);
            spec.commandLine()
                    .getOut()
                    .println("serve: ready at " + settings.service().issuer() + " (Ctrl-C stops it)");
            spec.commandLine().getOut().flush();
            sayIfNoMail(settings);
            node.join();
            return ExitCode.OK.number();
        } catch (PkiException | IllegalArgumentException bad) {
            return refuse(bad.getMessage(), "every key and its default: README.md, \"On a real server\"");
        } catch (StoreException bad) {
            return refuse(bad.getMessage(), bad.hint());
        } catch (BindException taken) {
            return refuse(taken.getMessage(), "another program listens there: change service.listen in " + config);
        }
    }

    private static Node start(ServeConfig settings) throws Exception {
        Node.prepare();
        MasterKey master = MasterKey.openOrCreate(settings.masterKey());
        // A key file is slow to open, on purpose.
        Beside<Optional<Node.WebAuthnHere>> webauthn = Beside.begin(() -> webauthn(settings.webauthn()));
        Store store = Store.open(settings.storeConfig(), Node.MIGRATIONS);
        try {
            Node node = new Node(new Node.Parts(
                    settings.service(),
                    store,
                    master,
                    settings.auditHeads(),
                    webauthn.get(),
                    InstantSource.system(),
                    ZoneId.of(settings.zone()),
                    new SecureRandom()));
            if (settings.outside().isPresent()) {
                node.outside(OutsideFile.read(settings.outside().get()));
            }
            node.mail(settings.mail());
            Optional<PkiService> pki = pki(settings, store, node.audit(), node.certificates());
            if (pki.isPresent()
                    && settings.enrolment().here()
                    && settings.service().tls().isEmpty()) {
                node.also(pki.get().enrollingBehindProxies());
            }
            Optional<ConformanceService> tool = ConformanceHere.open(settings, store);
            tool.map(ConformanceService::handler).ifPresent(node::also);
            Shutdown.closes(
                    () -> tool.ifPresent(ConformanceService::close),
                    () -> pki.ifPresent(PkiService::close),
                    node,
                    store);
            node.start();
            if (pki.isPresent()) {
                begin(settings, pki.get());
            }
            return node;
        } catch (Exception failed) {
            store.close();
            throw failed;
        }
    }

    private static Optional<PkiService> pki(
            ServeConfig settings, Store store, AuditLog audit, CertificateRegistry certificates) throws PkiException {
        if (!settings.responder().here() && !settings.enrolment().here()) {
            return Optional.empty();
        }
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        KeysHere keys = KeysHere.of(settings.authority(), store, audit, clock, random);
        return Optional.of(new PkiService(
                new PkiService.Parts(store, audit, certificates, keys, settings.responder(), clock, random)));
    }

    private static void begin(ServeConfig settings, PkiService pki) throws Exception {
        if (settings.responder().here()) {
            pki.publish();
        }
        if (settings.enrolment().here() && settings.service().tls().isPresent()) {
            pki.enrol(
                    settings.enrolment().listen(),
                    TlsKeys.with(settings.service().tls().get(), new EstTls()));
        }
    }

    private int responder(ServeConfig settings) throws Exception {
        if (!settings.responder().here()) {
            return refuse(
                    "there is nothing to run", "Say responder.here = true and authority.here = true in " + config);
        }
        MasterKey master = MasterKey.openOrCreate(settings.masterKey());
        Store store = Store.open(settings.storeConfig(), Node.MIGRATIONS);
        AuditLog audit = new AuditLog(master, new SecureRandom());
        CertificateRegistry certificates =
                new CertificateRegistry(store.engine(), audit, new EndedWithCertificate(audit));
        PkiService pki = pki(settings, store, audit, certificates).orElseThrow();
        Shutdown.closes(pki, store);
        begin(settings, pki);
        spec.commandLine()
                .getOut()
                .println("serve: the responder listens on port " + pki.port() + " (Ctrl-C stops it)");
        spec.commandLine().getOut().flush();
        pki.join();
        return ExitCode.OK.number();
    }

    private static Optional<Node.WebAuthnHere> webauthn(ServeConfig.WebAuthn settings) throws PkiException {
        if (!settings.here()) {
            return Optional.empty();
        }
        return Optional.of(new Node.WebAuthnHere(
                KeyFiles.open(settings.key(), new Passphrase.FromFile(settings.passphraseFile())),
                settings.rpName(),
                rules -> rules.withAlgorithms(settings.algorithms())
                        .withAttestation(settings.attestation())
                        .withTimeout(settings.timeout()),
                settings.metadata()));
    }

    private void sayIfNoMail(ServeConfig settings) {
        if (settings.mail().host().isEmpty()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("serve: there is no mail.host in " + config
                    + ": what people are to be told of their keys waits (lanyard notices list)");
            err.flush();
        }
    }

    private int refuse(String problem, String hint) {
        spec.commandLine().getErr().println("serve: " + problem);
        spec.commandLine().getErr().println("Hint: " + hint);
        return ExitCode.CONFIGURATION.number();
    }
}
