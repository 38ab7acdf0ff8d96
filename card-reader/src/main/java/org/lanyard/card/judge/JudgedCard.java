package org.lanyard.card.judge;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.piv.Chuid;
import org.lanyard.card.piv.Container;
import org.lanyard.card.tlv.TlvPolicy;

/** One card while it is judged: what it holds, what has been found so far, and who has vouched for it. */
final class JudgedCard {
    static final TlvPolicy POLICY = TlvPolicy.FIELD;

    private final CardContents contents;
    private final Map<Container, Set<Flaw>> flaws = new EnumMap<>(Container.class);
    private Optional<Chuid> chuid = Optional.empty();
    private Optional<X509Certificate> signer = Optional.empty();

    JudgedCard(CardContents contents) {
        this.contents = contents;
        for (Container container : Container.values()) {
            flaws.put(container, EnumSet.noneOf(Flaw.class));
        }
    }

    Optional<byte[]> content(Container container) {
        return contents.of(container);
    }

    /** What has been found of a container; whoever judges it adds to it. */
    Set<Flaw> flaws(Container container) {
        return flaws.get(container);
    }

    /** The CHUID, once it could be read. */
    Optional<Chuid> chuid() {
        return chuid;
    }

    void identified(Chuid by) {
        chuid = Optional.of(by);
    }

    /** Whose signature the CHUID carries: the rest of the card is signed by the same. */
    Optional<X509Certificate> signer() {
        return signer;
    }

    void signed(Optional<X509Certificate> by) {
        signer = by;
    }

    /** Names of the card among the signed attributes, where they are there. */
    Set<Flaw> names(IssuerSignature signature) throws CardException {
        Set<Flaw> found = EnumSet.noneOf(Flaw.class);
        if (chuid.isPresent()) {
            byte[] own = chuid.get().fascN().encode();
            if (signature.fascN().map(told -> !MessageDigest.isEqual(told, own)).orElse(false)) {
                found.add(Flaw.FASC_N_DIFFERS);
            }
            if (signature
                    .entryUuid()
                    .map(told -> !told.equals(chuid.get().guid()))
                    .orElse(false)) {
                found.add(Flaw.UUID_DIFFERS);
            }
        }
        return found;
    }

    Judgement judgement() {
        Map<Container, Finding> findings = new EnumMap<>(Container.class);
        flaws.forEach((container, found) ->
                findings.put(container, contents.of(container).isPresent() ? new Finding(true, found) : absent(found)));
        return new Judgement(findings);
    }

    private static Finding absent(Set<Flaw> found) {
        return found.isEmpty() ? Finding.ABSENT : new Finding(false, found);
    }
}
