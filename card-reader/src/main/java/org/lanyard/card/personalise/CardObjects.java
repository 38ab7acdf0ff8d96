package org.lanyard.card.personalise;

import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lanyard.card.apdu.CardException;
import org.lanyard.card.judge.IssuerSigner;
import org.lanyard.card.piv.Capabilities;
import org.lanyard.card.piv.CertificateContainer;
import org.lanyard.card.piv.Chuid;
import org.lanyard.card.piv.Container;
import org.lanyard.card.piv.Discovery;
import org.lanyard.card.piv.FascN;
import org.lanyard.card.piv.KeyHistory;
import org.lanyard.card.piv.KeyReference;
import org.lanyard.card.piv.PrintedInformation;

/** What stands on a card of ours, by container, in the order in which it is written: the CHUID last, which makes it one. */
final class CardObjects {
    /** The most that SP 800-73-5 part 1, table 10, wants a card to take of a certificate; a longer one is compressed. */
    private static final int MOST_CERTIFICATE_BYTES = 1856;

    private static final int PRINTED_SERIAL_DIGITS = 20;
    private static final String ISSUER = "LANYARD";

    private CardObjects() {}

    /**
     * All of it.
     *
     * @param discovery what the card itself has as its Discovery Object, if it has one
     */
    static Map<Container, byte[]> of(
            Plan plan, Map<KeyReference, X509Certificate> certificates, byte[] discovery, IssuerSigner signer)
            throws CardException {
        byte[] chuid = signer.chuid(Chuid.of(FascN.OF_NINES, plan.card(), plan.expires()));
        Map<Container, byte[]> unsigned = new EnumMap<>(Container.class);
        unsigned.put(Container.CAPABILITIES, Capabilities.of(plan.card()).content());
        unsigned.put(Container.DISCOVERY, discovery.length > 0 ? discovery : Discovery.ofApplicationPin());
        unsigned.put(Container.PRINTED_INFORMATION, printed(plan).content());
        if (plan.keyHistory()) {
            unsigned.put(Container.KEY_HISTORY, KeyHistory.NONE.content());
        }
        Map<Container, byte[]> hashed = new EnumMap<>(unsigned);
        hashed.put(Container.CHUID, chuid);

        Map<Container, byte[]> all = new LinkedHashMap<>();
        all.put(Container.PIV_AUTHENTICATION_CERTIFICATE, container(certificates.get(KeyReference.PIV_AUTHENTICATION)));
        all.put(
                Container.CARD_AUTHENTICATION_CERTIFICATE,
                container(certificates.get(KeyReference.CARD_AUTHENTICATION)));
        all.putAll(unsigned);
        all.put(Container.SECURITY_OBJECT, signer.securityObject(hashed).content());
        all.put(Container.CHUID, chuid);
        return all;
    }

    private static byte[] container(X509Certificate certificate) {
        return CertificateContainer.content(certificate, MOST_CERTIFICATE_BYTES);
    }

    /** No name and no school: the last digits of the id tell cards on a pile apart. */
    private static PrintedInformation printed(Plan plan) {
        String digits = plan.card().toString().replace("-", "");
        return new PrintedInformation(
                plan.expires(), digits.substring(digits.length() - PRINTED_SERIAL_DIGITS), ISSUER);
    }
}
