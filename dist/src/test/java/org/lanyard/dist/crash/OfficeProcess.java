package org.lanyard.dist.crash;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.lanyard.dist.cli.Main;
import org.lanyard.dist.serve.Node;
import org.lanyard.pki.audit.AuditLog;
import org.lanyard.pki.ca.Authority;
import org.lanyard.pki.ca.AuthorityDirectory;
import org.lanyard.pki.ca.IssuanceRequest;
import org.lanyard.pki.keystore.MasterKey;
import org.lanyard.pki.keystore.Passphrase;
import org.lanyard.pki.profile.OidArc;
import org.lanyard.pki.profile.Profile;
import org.lanyard.pki.profile.SubjectName;
import org.lanyard.pki.revocation.CertificateRegistry;
import org.lanyard.pki.revocation.RevocationLists;
import org.lanyard.pki.store.Store;
import org.lanyard.session.card.CardStates;
import org.lanyard.session.card.CardStatus;
import org.lanyard.session.http.Desk;
import picocli.CommandLine;

/**
 * The office beside the running service, a process of its own on the same store: says {@code done …} once it is done.
 *
 * <pre>
 * card UUID HOLDER KEY   certifies a key (base64) and makes the card known; answers the certificate
 * lose UUID              reports a card lost
 * revoke SERIAL          lanyard pki revoke
 * list                   publishes a revocation list; answers its number
 * </pre>
 */
final class OfficeProcess {
    private static final String ACTOR = "office";

    private final String[] whereStore;
    private final Store store;
    private final Authority authority;
    private final RevocationLists lists;
    private final Desk desk;
    private final InstantSource clock = InstantSource.system();

    private OfficeProcess(Grounds grounds) throws Exception {
        SecureRandom random = new SecureRandom();
        store = Store.open(grounds.store(), Node.MIGRATIONS);
        AuditLog audit = new AuditLog(MasterKey.openOrCreate(grounds.masterKey()), random);
        AuthorityDirectory directory = AuthorityDirectory.open(grounds.authority());
        Passphrase passphrase = new Passphrase.FromFile(grounds.passphrase());
        authority = Authority.open(
                store, directory.issuing(passphrase), directory.root(), OidArc.DEFAULT, clock, random, audit);
        lists = RevocationLists.of(store, authority.signingKey(), RevocationLists.DEFAULT_VALIDITY, clock, audit);
        desk = Desk.of(store.engine(), audit, new CertificateRegistry(store.engine(), audit), random);
        whereStore = grounds.storeOptions();
    }

    /** @param arguments as {@link Grounds#arguments()} */
    public static void main(String[] arguments) throws Exception {
        OfficeProcess office = new OfficeProcess(Grounds.of(arguments));
        System.out.println("ready");
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            try {
                System.out.println("done " + office.act(order.split(" ")));
            } catch (Exception failed) {
                failed.printStackTrace(System.out);
                System.out.println("failed " + failed);
            }
            System.out.flush();
        }
    }

    private String act(String... order) throws Exception {
        return switch (order[0]) {
            case "card" -> card(UUID.fromString(order[1]), UUID.fromString(order[2]), order[3]);
            case "lose" -> lose(UUID.fromString(order[1]));
            case "revoke" -> revoke(order[1]);
            case "list" -> list();
            default -> throw new IllegalArgumentException(order[0]);
        };
    }

    private String card(UUID id, UUID holder, String key) throws Exception {
        PublicKey publicKey = KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
        X509Certificate certificate =
                authority.issue(new IssuanceRequest(Profile.CARD_9E, publicKey, new SubjectName.Card(id)), ACTOR);
        store.transact(tx -> {
            desk.cards()
                    .add(tx, new CardStates.Card(id, CardStatus.ACTIVE, Optional.of(holder)), clock.instant(), ACTOR);
            return null;
        });
        return Base64.getEncoder().encodeToString(certificate.getEncoded());
    }

    private String lose(UUID card) throws Exception {
        store.<Void, Exception>transact(tx -> {
            desk.cards().revoke(tx, card, CardStatus.LOST, clock.instant(), ACTOR, "left on the bus");
            return null;
        });
        return "";
    }

    private String revoke(String serial) {
        String[] command = {"pki", "revoke", serial, "--reason", "key-compromise", "--why", "found copied"};
        String[] whole = Arrays.copyOf(command, command.length + whereStore.length);
        System.arraycopy(whereStore, 0, whole, command.length, whereStore.length);
        CommandLine lanyard = Main.commandLine();
        int exit = lanyard.setOut(new PrintWriter(System.err, true)).execute(whole);
        if (exit != 0) {
            throw new IllegalStateException("lanyard pki revoke ended with " + exit);
        }
        return "";
    }

    private String list() throws Exception {
        return Long.toString(lists.publish(ACTOR).number());
    }
}
