package org.lanyard.card.judge;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.SecurityObject;

/** Judges the Security Object, and by its hashes the containers that it vouches for. */
final class SecurityObjectJudge {
    /** SP 800-73-5 part 1, table 2. */
    private static final Set<Container> FREELY_READ =
            Set.of(Container.CHUID, Container.CAPABILITIES, Container.DISCOVERY, Container.KEY_HISTORY);

    private final JudgedCard card;
    private final SignerJudge signers;

    SecurityObjectJudge(JudgedCard card, SignerJudge signers) {
        this.card = card;
        this.signers = signers;
    }

    /** SP 800-73-5 part 1 §3.1.7. */
    void judge() {
        Optional<byte[]> content = card.content(Container.SECURITY_OBJECT);
        if (content.isEmpty()) {
            return;
        }
        Set<Flaw> found = card.flaws(Container.SECURITY_OBJECT);
        try {
            SecurityObject object = SecurityObject.parse(content.get(), JudgedCard.POLICY);
            IssuerSignature signature;
            HashList hashes;
            try {
                signature = IssuerSignature.parse(object.signature());
                byte[] list = signature.content().orElse(new byte[0]);
                hashes = HashList.parse(list);
                Optional<X509Certificate> by = card.signer().isPresent() ? card.signer() : signature.certificate();
                if (by.isEmpty()) {
                    found.add(Flaw.SIGNER_MISSING);
                } else {
                    found.addAll(signers.flaws(signature, IssuerSignature.HASHES, list, by.get()));
                }
            } catch (CardException e) {
                found.add(Flaw.SIGNATURE_MALFORMED);
                return;
            }
            compare(object, hashes);
        } catch (CardException e) {
            found.add(Flaw.UNREADABLE);
        }
    }

    private void compare(SecurityObject object, HashList hashes) {
        if (!object.groups().keySet().equals(hashes.hashes().keySet())) {
            card.flaws(Container.SECURITY_OBJECT).add(Flaw.HASH_MISSING);
        }
        object.groups().forEach((group, id) -> {
            Optional<Container> container = Container.ofId(id);
            byte[] told = hashes.hashes().get(group);
            // Of a container that we do not read nothing can be said.
            if (container.isPresent() && told != null) {
                compare(container.get(), told, hashes.digest());
            }
        });
        boolean covered = object.groups().containsValue(Container.PRINTED_INFORMATION.id());
        if (card.content(Container.PRINTED_INFORMATION).isPresent() && !covered) {
            card.flaws(Container.PRINTED_INFORMATION).add(Flaw.HASH_MISSING);
        }
    }

    private void compare(Container container, byte[] told, String digest) {
        Optional<byte[]> content = card.content(container);
        if (content.isEmpty()) {
            // Without the PIN some containers cannot be read.
            if (FREELY_READ.contains(container)) {
                card.flaws(Container.SECURITY_OBJECT).add(Flaw.CONTAINER_MISSING);
            }
            return;
        }
        try {
            if (!MessageDigest.isEqual(MessageDigest.getInstance(digest).digest(content.get()), told)) {
                card.flaws(container).add(Flaw.HASH_DIFFERS);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + digest, e);
        }
    }
}
